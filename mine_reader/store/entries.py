"""Entries of feeds: which of them the library has, and many new ones at once."""

import json
from collections.abc import Sequence

from mine_reader.model import Entry, IssueId, KnownEntry, ParsedIssue, SourceId
from mine_reader.store.database import Connection
from mine_reader.store.values import clean, clean_or_none, dump, dump_warnings, pack

_REMEMBERED = 1000


def known_sources(db: Connection, source_id: SourceId) -> frozenset[str]:
    """Return the hashes of the newest entries' sources: what need not be taken apart again."""
    rows = db.execute(
        "SELECT v.sha256 FROM issue JOIN issue_version AS v ON v.id = issue.version_id "
        "WHERE issue.source_id = ? ORDER BY issue.id DESC LIMIT ?",
        (source_id, _REMEMBERED),
    )
    return frozenset(row[0] for row in rows)


def known_entries(db: Connection, source_id: SourceId, entries: Sequence[tuple[str, Entry]]) -> tuple[KnownEntry, ...]:
    """Return the entries that could be one of these (identity and entry), also deleted ones."""
    values = {
        "source": source_id,
        "paths": json.dumps([path for path, _ in entries]),
        "links": json.dumps([clean(entry.canonical) for _, entry in entries if entry.canonical]),
        "seen": json.dumps([entry.seen for _, entry in entries]),
    }
    found = [
        f"SELECT id FROM issue WHERE source_id = :source AND {column} IN (SELECT value FROM json_each(:{name}))"
        for column, name in (("path", "paths"), ("entry_link", "links"), ("entry_hash", "seen"))
    ]
    rows = db.execute(
        "SELECT id, path, coalesce(entry_link, '') AS link, coalesce(entry_hash, '') AS seen, date, title, rough, "
        f"deleted_at IS NOT NULL AS deleted FROM issue WHERE id IN ({' UNION '.join(found)}) ORDER BY id",
        values,
    )
    return tuple(
        KnownEntry(
            id=IssueId(row["id"]),
            path=row["path"],
            link=row["link"],
            seen=row["seen"],
            date=row["date"],
            title=row["title"],
            rough=row["rough"] == 1,
            deleted=row["deleted"] == 1,
        )
        for row in rows
    )


def set_entry(db: Connection, issue_id: IssueId, entry: Entry, *, rough: bool) -> None:
    """Set what an entry is known by, and whether its texts are rough."""
    db.execute(
        "UPDATE issue SET entry_link = ?, entry_hash = ?, rough = ? WHERE id = ?",
        (clean_or_none(entry.canonical or None), entry.seen, int(rough), issue_id),
    )


def set_exact(db: Connection, issue_id: IssueId) -> None:
    """Note that the texts of an entry are those of its page now."""
    db.execute("UPDATE issue SET rough = 0 WHERE id = ? AND rough = 1", (issue_id,))


class _Ids:
    """The next ids of the tables. Within one transaction nobody else gives any."""

    def __init__(self, db: Connection) -> None:
        self._last: dict[str, int] = {
            row["name"]: row["seq"]
            for row in db.execute("SELECT name, seq FROM main.sqlite_sequence")  # the undo history has one, too
        }

    def next(self, table: str) -> int:
        self._last[table] = self._last.get(table, 0) + 1
        return self._last[table]


def add_entries(
    db: Connection, source_id: SourceId, entries: Sequence[tuple[str, Entry, ParsedIssue]], *, now: str, today: str
) -> tuple[IssueId, ...]:
    """Add new entries (identity, entry, its issue) without notes, in this order; their texts are rough."""
    batch = _Batch(db, source_id, now, today)
    ids = tuple(batch.add(path, entry, issue) for path, entry, issue in entries)
    batch.write()
    return ids


class _Batch:
    """Rows of many issues, written table by table: five times as fast as one by one."""

    def __init__(self, db: Connection, source_id: SourceId, now: str, today: str) -> None:
        self._db = db
        self._source_id = source_id
        self._now = now
        self._today = today
        self._ids = _Ids(db)
        self._rows: dict[str, list[tuple[object, ...]]] = {}

    def _put(self, table: str, *row: object) -> None:
        self._rows.setdefault(table, []).append(row)

    def add(self, path: str, entry: Entry, issue: ParsedIssue) -> IssueId:
        issue_id, version = self._ids.next("issue"), self._ids.next("issue_version")
        number = issue.number if issue.number is None or abs(issue.number) < 2**63 else None
        self._put(
            "issue", issue_id, self._source_id, clean(path), version, clean(issue.title), number,
            issue.date or self._today, issue.dialect, dump(dict(issue.front_matter)), dump_warnings(issue.warnings),
            self._now, clean_or_none(entry.canonical or None), entry.seen,
        )  # fmt: skip
        self._put("issue_version", version, issue_id, entry.sha256, pack(entry.text.encode()), self._now)
        for ordinal, section in enumerate(issue.sections):
            self._put(
                "section", issue_id, ordinal, clean(section.title), clean(section.description),
                section.span.start, section.span.end, int(section.own),
            )  # fmt: skip
        for ordinal, (article, text) in enumerate(zip(issue.articles, entry.texts, strict=True)):
            article_id = self._ids.next("article")
            section_title = None if article.section is None else issue.sections[article.section].title
            self._put(
                "article", article_id, issue_id, ordinal, clean(article.label), clean(article.title),
                int(article.title_shown), article.section, clean_or_none(section_title),
                clean_or_none(article.author), clean_or_none(article.handle), article.date, clean(text),
                article.span.start, article.span.end,
            )  # fmt: skip
            self._put("article_state", article_id)
            for place, link in enumerate(article.links):
                canonical = clean(link.canonical)
                self._put("link", canonical)
                self._put("article_link", article_id, place, canonical, clean(link.url), clean(link.label))
        return IssueId(issue_id)

    def write(self) -> None:
        for table, sql in _INSERT.items():
            self._db.executemany(sql, self._rows.get(table, ()))


_INSERT = {
    "issue": "INSERT INTO issue (id, source_id, path, version_id, title, number, date, dialect, front_matter, "
    "warnings, added_at, entry_link, entry_hash, rough) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
    "issue_version": "INSERT INTO issue_version (id, issue_id, sha256, packed, encoding, bom, imported_at) "
    "VALUES (?, ?, ?, ?, 'utf-8', x'', ?)",
    "section": "INSERT INTO section (issue_id, ordinal, title, description, span_start, span_end, own) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)",
    "article": "INSERT INTO article (id, issue_id, ordinal, label, title, title_shown, section, section_title, author, "
    "handle, date, text, span_start, span_end) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "article_state": "INSERT INTO article_state (id) VALUES (?)",
    "link": "INSERT OR IGNORE INTO link (canonical) VALUES (?)",
    "article_link": "INSERT INTO article_link (article_id, ordinal, link_id, url, label) "
    "VALUES (?1, ?2, (SELECT id FROM link WHERE canonical = ?3), nullif(?4, ?3), ?5)",
}
