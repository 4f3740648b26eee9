"""Content as it is imported: sources, issues and their versions, sections, articles, links."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mine_reader.errors import NotFoundError
from mine_reader.model import (
    ArticleId,
    DecodedSource,
    IssueId,
    Link,
    ParsedArticle,
    ParsedIssue,
    ParseWarning,
    Section,
    SourceId,
    SourceKind,
    SplitOptions,
)
from mine_reader.store.database import Connection
from mine_reader.store.values import (
    clean,
    clean_or_none,
    dump,
    dump_options,
    dump_warnings,
    load_mapping,
    load_options,
    load_warnings,
    pack,
    row_id,
    unpack,
)


@dataclass(frozen=True, slots=True)
class StoredIssue:
    """What an import needs to know of an issue: where it comes from and which version is in the library."""

    id: IssueId
    source_id: SourceId
    path: str
    name: str
    """What its title, number and date may be taken from: the path of a file; "" for an entry of a feed."""
    file: str | None
    sha256: str
    deleted: bool
    rough: bool
    """Whether the texts of its articles are not yet those of its page."""
    options: SplitOptions
    """The issue's own options if it was repaired, else its source's."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """What re-publication needs to know of an article."""

    id: ArticleId
    ordinal: int
    label: str
    title: str
    text: str
    start: int
    links: tuple[str, ...]
    removed: bool


_STORED = """
SELECT issue.id, issue.source_id, issue.path, iif(issue.entry_hash IS NULL, issue.path, '') AS name, issue.file,
    v.sha256, issue.rough,
    coalesce(issue.options, source.options) AS options,
    (issue.deleted_at IS NOT NULL OR source.deleted_at IS NOT NULL) AS deleted
FROM issue JOIN source ON source.id = issue.source_id JOIN issue_version AS v ON v.id = issue.version_id
"""


def find_issues(
    db: Connection,
    *,
    file: str | None = None,
    path: tuple[SourceId, str] | None = None,
    sha256: str | None = None,
    source_id: SourceId | None = None,
) -> tuple[StoredIssue, ...]:
    """Return issues by absolute file, by source and path, by content, or of a source; those not deleted first."""
    if file is not None:
        where, values = "issue.file = ?", (file,)
    elif path is not None:
        where, values = "issue.source_id = ? AND issue.path = ?", path  # type: ignore[assignment]
    elif sha256 is not None:
        where, values = "v.sha256 = ?", (sha256,)
    else:
        where, values = "issue.source_id = ?", (source_id,)  # type: ignore[assignment]
    rows = db.execute(f"{_STORED} WHERE {where} ORDER BY deleted, issue.id", values)
    return tuple(_stored(row) for row in rows)


def stored_issue(db: Connection, issue_id: IssueId) -> StoredIssue:
    """Return an issue, also a deleted one; NotFoundError."""
    row = db.execute(f"{_STORED} WHERE issue.id = ?", (row_id(issue_id),)).fetchone()
    if row is None:
        raise NotFoundError(kind="issue", id=issue_id)
    return _stored(row)


def _stored(row: Mapping[str, object]) -> StoredIssue:
    values = dict(row)
    options, deleted = load_options(str(values.pop("options"))), bool(values.pop("deleted"))
    return StoredIssue(options=options, deleted=deleted, rough=bool(values.pop("rough")), **values)  # type: ignore[arg-type]


def source_text(db: Connection, issue_id: IssueId) -> DecodedSource:
    """Return the source of an issue as it was imported last; NotFoundError."""
    row = db.execute(
        "SELECT v.packed, v.encoding, v.bom FROM issue_version AS v JOIN issue ON issue.version_id = v.id "
        "WHERE issue.id = ?",
        (issue_id,),
    ).fetchone()
    if row is None:
        raise NotFoundError(kind="issue", id=issue_id)
    data = unpack(row["packed"])
    return DecodedSource(data[len(row["bom"]) :].decode(row["encoding"]), row["encoding"], row["bom"])


def front_matter(db: Connection, issue_id: IssueId) -> Mapping[str, object]:
    """Return the front matter of an issue."""
    row = db.execute("SELECT front_matter FROM issue WHERE id = ?", (issue_id,)).fetchone()
    return load_mapping(row["front_matter"])


def warnings(db: Connection, issue_id: IssueId) -> tuple[ParseWarning, ...]:
    """Return what was not understood in an issue."""
    row = db.execute("SELECT warnings FROM issue WHERE id = ?", (issue_id,)).fetchone()
    return load_warnings(row["warnings"])


def is_empty(db: Connection) -> bool:
    """Return whether the library never held an issue."""
    return db.execute("SELECT 1 FROM issue").fetchone() is None


def source_by_path(db: Connection, path: str) -> SourceId | None:
    """Return the source of a folder, also a deleted one."""
    row = db.execute("SELECT id FROM source WHERE path = ? ORDER BY deleted_at IS NOT NULL, id", (path,)).fetchone()
    return None if row is None else SourceId(row["id"])


def source_by_name(db: Connection, name: str) -> SourceId | None:
    """Return a source by its name, also a deleted one."""
    row = db.execute("SELECT id FROM source WHERE name = ? ORDER BY deleted_at IS NOT NULL, id", (name,)).fetchone()
    return None if row is None else SourceId(row["id"])


def add_source(db: Connection, kind: SourceKind, name: str, path: str | None) -> SourceId:
    """Add a source after the others."""
    cursor = db.execute(
        "INSERT INTO source (kind, name, path, position) "
        "VALUES (?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM source))",
        (kind, name, path),
    )
    return SourceId(cursor.lastrowid or 0)


def revive_source(db: Connection, source_id: SourceId) -> None:
    """Bring a deleted source back, but none of its issues."""
    db.execute(
        "UPDATE issue SET deleted_at = (SELECT deleted_at FROM source WHERE id = :id) "
        "WHERE source_id = :id AND deleted_at IS NULL AND (SELECT deleted_at FROM source WHERE id = :id) IS NOT NULL",
        {"id": source_id},
    )
    db.execute("UPDATE source SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL", (source_id,))


def set_source_kind(db: Connection, source_id: SourceId, kind: SourceKind) -> None:
    """Set what a source is: files that were imported one by one may turn into a folder."""
    db.execute("UPDATE source SET kind = ? WHERE id = ? AND kind <> ?", (kind, source_id, kind))


def set_source_options(db: Connection, source_id: SourceId, options: SplitOptions) -> None:
    """Settle how issues of a source are split."""
    db.execute("UPDATE source SET options = ? WHERE id = ?", (dump_options(options), source_id))


def source_options(db: Connection, source_id: SourceId) -> SplitOptions:
    """Return how issues of a source are split."""
    row = db.execute("SELECT options FROM source WHERE id = ?", (source_id,)).fetchone()
    return load_options(row["options"])


def set_issue_options(db: Connection, issue_id: IssueId, options: SplitOptions) -> None:
    """Settle how one issue is split."""
    db.execute("UPDATE issue SET options = ? WHERE id = ?", (dump_options(options), issue_id))


def add_issue(db: Connection, source_id: SourceId, path: str, file: str | None, now: str) -> IssueId:
    """Add an issue that has no content yet."""
    cursor = db.execute(
        "INSERT INTO issue (source_id, path, file, title, dialect, added_at) VALUES (?, ?, ?, '', 'plain', ?)",
        (source_id, path, file, now),
    )
    return IssueId(cursor.lastrowid or 0)


def set_issue_place(db: Connection, issue_id: IssueId, source_id: SourceId, path: str, file: str | None) -> None:
    """Set where an issue comes from, and bring it back if it was deleted."""
    db.execute(
        "UPDATE issue SET source_id = :source, path = :path, file = :file, deleted_at = NULL WHERE id = :id "
        "AND (source_id, path, file, deleted_at) IS NOT (:source, :path, :file, NULL)",
        {"id": issue_id, "source": source_id, "path": path, "file": file},
    )


def set_version(
    db: Connection, issue_id: IssueId, decoded: DecodedSource, data: bytes, sha256: str, *, now: str
) -> None:
    """Keep the bytes of an issue, in place of those before: what annotations need of those is in `article_text`."""
    cursor = db.execute(
        "INSERT INTO issue_version (issue_id, sha256, packed, encoding, bom, imported_at) VALUES (?, ?, ?, ?, ?, ?)",
        (issue_id, sha256, pack(data), decoded.encoding, decoded.bom, now),
    )
    db.execute("UPDATE issue SET version_id = ? WHERE id = ?", (cursor.lastrowid, issue_id))
    db.execute("DELETE FROM issue_version WHERE issue_id = ? AND id <> ?", (issue_id, cursor.lastrowid))


def set_issue(db: Connection, issue_id: IssueId, parsed: ParsedIssue) -> None:
    """Set what an issue says of itself, and its sections; an entry without a date keeps the day it came."""
    db.execute(
        "UPDATE issue SET title = ?, number = ?, date = coalesce(?, iif(entry_hash IS NULL, NULL, date)), "
        "dialect = ?, front_matter = ?, warnings = ? WHERE id = ?",
        (
            clean(parsed.title),
            parsed.number if parsed.number is None or abs(parsed.number) < 2**63 else None,
            parsed.date,
            parsed.dialect,
            dump({str(name): value for name, value in parsed.front_matter.items()}),
            dump_warnings(parsed.warnings),
            issue_id,
        ),
    )
    set_sections(db, issue_id, parsed.sections)


def set_sections(db: Connection, issue_id: IssueId, sections: Sequence[Section]) -> None:
    """Set the sections of an issue."""
    db.execute("DELETE FROM section WHERE issue_id = ?", (issue_id,))
    db.executemany(
        "INSERT INTO section (issue_id, ordinal, title, description, span_start, span_end, own) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [_section_row(issue_id, ordinal, section) for ordinal, section in enumerate(sections)],
    )


def _section_row(issue_id: IssueId, ordinal: int, section: Section) -> tuple[object, ...]:
    title, description = clean(section.title), clean(section.description)
    return issue_id, ordinal, title, description, section.span.start, section.span.end, section.own


def stored_articles(db: Connection, issue_id: IssueId) -> tuple[StoredArticle, ...]:
    """Return the articles of an issue, those that are gone from its file last."""
    rows = db.execute(
        "SELECT a.id, a.ordinal, a.label, a.title, a.text, a.span_start AS start, a.removed_at IS NOT NULL AS removed, "
        "(SELECT json_group_array(canonical) FROM (SELECT l.canonical FROM article_link AS x "
        "JOIN link AS l ON l.id = x.link_id WHERE x.article_id = a.id ORDER BY x.ordinal)) AS links "
        "FROM article AS a WHERE a.issue_id = ? ORDER BY a.ordinal",
        (issue_id,),
    )
    found = []
    for row in rows:
        values = dict(row)
        links, removed = tuple(json.loads(values.pop("links"))), bool(values.pop("removed"))
        found.append(StoredArticle(links=links, removed=removed, **values))
    return tuple(found)


def put_article(
    db: Connection,
    issue_id: IssueId,
    ordinal: int,
    article: ParsedArticle,
    *,
    text: str,
    section_title: str | None,
    old: ArticleId | None = None,
) -> ArticleId:
    """Write an article over an old one, or as a new one; a downloaded mark of a hand or a page stays."""
    values: dict[str, object] = {
        "issue_id": issue_id,
        "ordinal": ordinal,
        "label": clean(article.label),
        "title": clean(article.title),
        "title_shown": int(article.title_shown),
        "section": article.section,
        "section_title": clean_or_none(section_title),
        "author": clean_or_none(article.author),
        "handle": clean_or_none(article.handle),
        "date": article.date,
        "text": clean(text),
        "span_start": article.span.start,
        "span_end": article.span.end,
        "removed_at": None,
    }
    if old is None:
        cursor = db.execute(
            f"INSERT INTO article ({', '.join(values)}) VALUES ({', '.join(f':{name}' for name in values)})", values
        )
        new = ArticleId(cursor.lastrowid or 0)
        db.execute("INSERT INTO article_state (id) VALUES (?)", (new,))
    else:
        new = old
        assignments = ", ".join(f"{name} = :{name}" for name in values)
        db.execute(f"UPDATE article SET {assignments} WHERE id = :id", values | {"id": new})
    set_links(db, new, article.links)
    db.execute(
        "UPDATE article_state SET downloaded = :on, downloaded_title = :title WHERE id = :id "
        "AND downloaded_by_hand = 0 AND (:on OR downloaded_by_page = 0) "
        "AND (downloaded, downloaded_title) IS NOT (:on, :title)",
        {"id": new, "on": int(article.downloaded), "title": clean_or_none(article.downloaded_title)},
    )
    return new


def set_links(db: Connection, article_id: ArticleId, links: Sequence[Link]) -> None:
    """Set the links of an article."""
    db.execute("DELETE FROM article_link WHERE article_id = ?", (article_id,))
    if not links:
        return
    db.executemany("INSERT OR IGNORE INTO link (canonical) VALUES (?)", [(clean(link.canonical),) for link in links])
    db.executemany(
        "INSERT INTO article_link (article_id, ordinal, link_id, url, label) "
        "VALUES (:article, :ordinal, (SELECT id FROM link WHERE canonical = :link), nullif(:url, :link), :label)",
        [
            {
                "article": article_id,
                "ordinal": ordinal,
                "link": clean(link.canonical),
                "url": clean(link.url),
                "label": clean(link.label),
            }
            for ordinal, link in enumerate(links)
        ],
    )


def drop_article(db: Connection, article_id: ArticleId, ordinal: int, now: str, *, held: bool) -> None:
    """Take an article out that is gone from the file; one with anything of the reader's stays, as removed.

    `held`: redo can bring a note on it back. What undo can bring back counts as if it were there, too.
    """
    kept = db.execute(
        "SELECT 1 FROM article_state WHERE id = :id AND (starred = 1 OR later = 1 OR downloaded_by_hand = 1 "
        "OR local_file IS NOT NULL) UNION ALL SELECT 1 FROM article_tag WHERE article_id = :id "
        "UNION ALL SELECT 1 FROM annotation WHERE article_id = :id AND (deleted_at IS NULL "
        "OR id IN (SELECT id FROM undo_cell WHERE name = 'annotation' AND field = 'deleted_at'))",
        {"id": article_id},
    ).fetchone()
    if kept or held:
        db.execute(
            "UPDATE article SET ordinal = ?, section = NULL, section_title = NULL, "
            "removed_at = coalesce(removed_at, ?) WHERE id = ?",
            (ordinal, now, article_id),
        )
        return
    db.execute(
        "DELETE FROM annotation_tag WHERE annotation_id IN (SELECT id FROM annotation WHERE article_id = ?)",
        (article_id,),
    )
    for sql in (
        "DELETE FROM annotation WHERE article_id = ?",
        "DELETE FROM article_link WHERE article_id = ?",
        "DELETE FROM article_state WHERE id = ?",
        "DELETE FROM article WHERE id = ?",
    ):
        db.execute(sql, (article_id,))


def absorb_state(db: Connection, source: ArticleId, target: ArticleId) -> None:
    """Give an article the marks and tags of one that was joined to it."""
    db.execute(
        "UPDATE article_state SET starred = max(article_state.starred, x.starred), "
        "later = max(article_state.later, x.later), read = min(article_state.read, x.read), "
        "local_file = coalesce(article_state.local_file, x.local_file) "
        "FROM article_state AS x WHERE x.id = ? AND article_state.id = ?",
        (source, target),
    )
    db.execute(
        "INSERT OR IGNORE INTO article_tag (article_id, tag_id) SELECT ?, tag_id FROM article_tag WHERE article_id = ?",
        (target, source),
    )
    db.execute("DELETE FROM article_tag WHERE article_id = ?", (source,))
    db.execute("UPDATE article_state SET starred = 0, later = 0, local_file = NULL WHERE id = ?", (source,))
