"""Reading: sources, issues, articles, counts. Every list and its count come from one condition."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from mine_reader.errors import NotFoundError
from mine_reader.model import (
    Article,
    ArticleFilter,
    ArticleId,
    Dialect,
    Issue,
    IssueId,
    Link,
    Section,
    SmartView,
    Source,
    SourceId,
    SourceKind,
    Span,
    TagCount,
)
from mine_reader.store.database import Connection, Row
from mine_reader.store.times import stamp
from mine_reader.store.values import json_ids, load_options, row_id

ISSUE_ORDER = "coalesce(i.date, '') DESC, coalesce(i.number, -1) DESC, i.id DESC"
LIVE_ARTICLE = "article AS a JOIN live_issue AS i ON i.id = a.issue_id JOIN article_state AS s ON s.id = a.id"
TAG_IDS = "SELECT id FROM tag WHERE folded = :tag OR substr(folded, 1, length(:tag) + 1) = :tag || '/'"
"""A tag and those nested under it."""

# A saved page is read beside the article that led to it: it is no news, and not unread twice.
_NO_PAGE = f"i.source_kind <> '{SourceKind.PAGES}'"
_VIEWS: Mapping[SmartView, str] = {
    SmartView.TODAY: f"(i.date = :today OR (i.added_at >= :today_from AND i.added_at < :today_to)) AND {_NO_PAGE}",
    SmartView.UNREAD: f"s.read = 0 AND {_NO_PAGE}",
    SmartView.STARRED: "s.starred = 1",
    SmartView.LATER: "s.later = 1",
    SmartView.ANNOTATED: "EXISTS (SELECT 1 FROM annotation AS n WHERE n.article_id = a.id AND n.deleted_at IS NULL)",
    SmartView.DOWNLOADED: "s.downloaded = 1",
    SmartView.UPDATED: "s.updated = 1",
}
_TAGGED = (
    f"a.id IN (SELECT article_id FROM article_tag WHERE tag_id IN ({TAG_IDS}) UNION "
    "SELECT n.article_id FROM annotation_tag AS t JOIN annotation AS n ON n.id = t.annotation_id "
    f"WHERE n.deleted_at IS NULL AND t.tag_id IN ({TAG_IDS}))"
)
ARTICLE = """
SELECT a.id, a.issue_id, a.ordinal, a.label, a.title, a.title_shown, a.section, a.section_title, a.author, a.handle,
    a.date, s.read, s.starred, s.later, s.downloaded, s.downloaded_title, s.local_file,
    s.updated, a.removed_at,
    (SELECT json_group_array(json_array(url, canonical, label)) FROM (
        SELECT coalesce(x.url, l.canonical) AS url, l.canonical, x.label
        FROM article_link AS x JOIN link AS l ON l.id = x.link_id
        WHERE x.article_id = a.id ORDER BY x.ordinal)) AS links,
    (SELECT json_group_array(name) FROM (
        SELECT t.name FROM article_tag AS x JOIN tag AS t ON t.id = x.tag_id
        WHERE x.article_id = a.id ORDER BY t.folded)) AS tags,
    (SELECT count(*) FROM annotation AS n WHERE n.article_id = a.id AND n.deleted_at IS NULL) AS note_count
"""


@dataclass(frozen=True, slots=True)
class Day:
    """A local day: its date, and when it starts and ends in UTC."""

    iso: str
    start: str
    end: str

    @classmethod
    def of(cls, iso: str, zone: tzinfo | None) -> "Day":
        """Return the day with the date `iso` in `zone`."""
        start = datetime.combine(date.fromisoformat(iso), time(), zone)
        return cls(iso, stamp(start), stamp(start + timedelta(days=1)))


def conditions(which: ArticleFilter, day: Day) -> tuple[str, dict[str, object]]:
    """Return SQL over `LIVE_ARTICLE`'s aliases, and its parameters."""
    found = ["true"]
    values: dict[str, object] = {"today": day.iso, "today_from": day.start, "today_to": day.end}
    if which.view is not None:
        found.append(_VIEWS[which.view])
    for name, sql in (
        ("source_id", "i.source_id = :source_id"),
        ("year", "i.year = :year"),
        ("issue_id", "i.id = :issue_id"),
        ("group", "i.folder = :group"),
        ("read", "s.read = :read"),
    ):
        value = getattr(which, name)
        if value is not None:
            found.append(sql)
            values[name] = row_id(value) if isinstance(value, int) else value
    if which.tag is not None:
        found.append(_TAGGED)
        values["tag"] = which.tag.casefold()
    if which.search is not None:
        from mine_reader.store.asking import compile_query  # noqa: PLC0415 - no start needs it
        from mine_reader.text.query import read_search  # noqa: PLC0415

        asked = compile_query(read_search(which.search))
        found.append(f"a.id IN ({asked.article_ids()})" if asked else "false")
        values |= asked.values if asked else {}
    return " AND ".join(found), values


def articles(db: Connection, which: ArticleFilter, day: Day) -> tuple[Article, ...]:
    """Return articles without their texts: by issue (newest first), then in the issue's order."""
    where, values = conditions(which, day)
    rows = db.execute(
        f"{ARTICLE}, NULL AS text FROM {LIVE_ARTICLE} WHERE {where} ORDER BY {ISSUE_ORDER}, a.ordinal", values
    )
    return tuple(to_article(row) for row in rows)


def titles(db: Connection, which: ArticleFilter, day: Day, limit: int) -> tuple[tuple[ArticleId, str], ...]:
    """Return id and title of some of what `articles` lists, in no order."""
    where, values = conditions(which, day)
    rows = db.execute(f"SELECT a.id, a.title FROM {LIVE_ARTICLE} WHERE {where} LIMIT :limit", values | {"limit": limit})
    return tuple((ArticleId(row[0]), row[1]) for row in rows)


def ids_by_title(db: Connection, which: ArticleFilter, day: Day) -> list[ArticleId]:
    """Return the ids of what `articles` lists, by the characters of the titles."""
    where, values = conditions(which, day)
    rows = db.execute(f"SELECT a.id FROM {LIVE_ARTICLE} WHERE {where} ORDER BY a.title COLLATE NOCASE, a.id", values)
    return [ArticleId(row[0]) for row in rows]


def article_ids(db: Connection, which: ArticleFilter, day: Day) -> tuple[ArticleId, ...]:
    """Return the ids of what `articles` lists, in no order."""
    where, values = conditions(which, day)
    return tuple(ArticleId(row[0]) for row in db.execute(f"SELECT a.id FROM {LIVE_ARTICLE} WHERE {where}", values))


def articles_by_id(
    db: Connection, ids: Sequence[ArticleId], *, text: bool = False, missing: bool = False
) -> tuple[Article, ...]:
    """Return these articles in the order asked for; NotFoundError, unless some may be missing."""
    rows = db.execute(
        f"{ARTICLE}, {'a.text' if text else 'NULL'} AS text FROM {LIVE_ARTICLE} "
        "WHERE a.id IN (SELECT value FROM json_each(?))",
        (json_ids(ids),),
    )
    found = {row["id"]: to_article(row) for row in rows}
    lost = next((id_ for id_ in ids if id_ not in found), None)
    if lost is not None and not missing:
        raise NotFoundError(kind="article", id=lost)
    return tuple(found[id_] for id_ in ids if id_ in found)


def require_articles(db: Connection, ids: Sequence[ArticleId]) -> None:
    """Raise NotFoundError for the first id that is no article of the library."""
    row = db.execute(
        "SELECT value FROM json_each(:ids) WHERE value NOT IN ("
        f"SELECT a.id FROM {LIVE_ARTICLE} WHERE a.id IN (SELECT value FROM json_each(:ids))) LIMIT 1",
        {"ids": json_ids(ids)},
    ).fetchone()
    if row is not None:
        raise NotFoundError(kind="article", id=row["value"])


def articles_of(db: Connection, issue_id: IssueId) -> tuple[Article, ...]:
    """Return the articles of an issue with their texts, those that are gone from its file last."""
    rows = db.execute(f"{ARTICLE}, a.text FROM {LIVE_ARTICLE} WHERE i.id = ? ORDER BY a.ordinal", (issue_id,))
    return tuple(to_article(row) for row in rows)


def to_article(row: Row) -> Article:
    """Return the article of a row of `ARTICLE`."""
    links, tags = row["links"], row["tags"]
    return Article(
        id=row["id"],
        issue_id=row["issue_id"],
        ordinal=row["ordinal"],
        label=row["label"],
        title=row["title"],
        title_shown=row["title_shown"] == 1,
        section=row["section"],
        section_title=row["section_title"],
        author=row["author"],
        handle=row["handle"],
        date=row["date"],
        # Most of a long list has none; reading JSON for each would take half of the time.
        links=() if links == "[]" else tuple(Link(*link) for link in json.loads(links)),
        tags=() if tags == "[]" else tuple(json.loads(tags)),
        note_count=row["note_count"],
        read=row["read"] == 1,
        starred=row["starred"] == 1,
        later=row["later"] == 1,
        downloaded=row["downloaded"] == 1,
        downloaded_title=row["downloaded_title"],
        local_file=row["local_file"],
        text=row["text"],
        updated=row["updated"] == 1,
        removed_at=row["removed_at"],
    )


_ISSUE = "SELECT i.id, source_id, source, file AS path, title, number, date, dialect, unread, total, added_at"


def issue(db: Connection, issue_id: IssueId) -> Issue:
    """Return an issue; NotFoundError."""
    row = db.execute(f"{_ISSUE} FROM live_issue AS i WHERE i.id = ?", (row_id(issue_id),)).fetchone()
    if row is None:
        raise NotFoundError(kind="issue", id=issue_id)
    return _issue(row)


def issues_by_id(db: Connection, ids: Sequence[IssueId]) -> tuple[Issue, ...]:
    """Return those of these issues that are there, in the order asked for."""
    rows = db.execute(
        f"{_ISSUE} FROM json_each(:ids) AS place CROSS JOIN live_issue AS i ON i.id = place.value ORDER BY place.key",
        {"ids": json_ids(ids)},
    )
    return tuple(_issue(row) for row in rows)


def issues(db: Connection) -> tuple[Issue, ...]:
    """Return all issues, newest first."""
    return tuple(_issue(row) for row in db.execute(f"{_ISSUE} FROM live_issue AS i ORDER BY {ISSUE_ORDER}"))


def _issue(row: Mapping[str, object]) -> Issue:
    values = dict(row)
    return Issue(dialect=Dialect(str(values.pop("dialect"))), **values)  # type: ignore[arg-type]


def sections(db: Connection, issue_id: IssueId) -> tuple[Section, ...]:
    """Return the sections of an issue in order."""
    rows = db.execute("SELECT * FROM section WHERE issue_id = ? ORDER BY ordinal", (issue_id,))
    return tuple(
        Section(row["title"], row["description"], Span(row["span_start"], row["span_end"]), own=bool(row["own"]))
        for row in rows
    )


_SOURCE = 'SELECT id, kind, name, path, folder AS "group", position, options FROM source WHERE deleted_at IS NULL'


def source(db: Connection, source_id: SourceId) -> Source:
    """Return a source; NotFoundError."""
    row = db.execute(f"{_SOURCE} AND id = ?", (row_id(source_id),)).fetchone()
    if row is None:
        raise NotFoundError(kind="source", id=source_id)
    return _source(row)


def sources(db: Connection) -> tuple[Source, ...]:
    """Return the sources that have issues, feeds and watched folders, in the user's order."""
    fed = "watched = 1 OR id IN (SELECT id FROM feed WHERE removed_at IS NULL)"
    rows = db.execute(
        f"{_SOURCE} AND ({fed} OR id IN (SELECT source_id FROM shelf WHERE issues > 0)) ORDER BY position, id"
    )
    return tuple(_source(row) for row in rows)


def all_sources(db: Connection) -> tuple[Source, ...]:
    """Return the sources that are not deleted, and those of issues that are not, in the user's order."""
    rows = db.execute(
        f"{_SOURCE} OR id IN (SELECT source_id FROM issue WHERE deleted_at IS NULL) ORDER BY position, id"
    )
    return tuple(_source(row) for row in rows)


def _source(row: Mapping[str, object]) -> Source:
    values = dict(row)
    kind, options = SourceKind(str(values.pop("kind"))), load_options(str(values.pop("options")))
    return Source(kind=kind, options=options, **values)  # type: ignore[arg-type]


def tag_counts(db: Connection) -> tuple[TagCount, ...]:
    """Return every tag that is in use and every tag above one, by name."""
    rows = db.execute(
        "SELECT tag_id, article_id FROM article_tag UNION "
        "SELECT nt.tag_id, n.article_id FROM annotation_tag AS nt CROSS JOIN annotation AS n "
        "ON n.id = nt.annotation_id WHERE n.deleted_at IS NULL"
    )
    tags = {row["id"]: row["name"] for row in db.execute("SELECT id, name FROM tag ORDER BY folded")}
    names: dict[str, str] = {}
    carriers: dict[str, set[int]] = {}
    gone = _tagged_but_gone(db)
    for tag_id, article_id in rows:
        if article_id not in gone:
            carriers.setdefault(tags[tag_id], set()).add(article_id)
    for tag in [name for name in tags.values() if name in carriers]:
        parts = tag.split("/")
        for depth in range(1, len(parts) + 1):
            name = "/".join(parts[:depth])
            names.setdefault(name.casefold(), name)
            carriers.setdefault(name.casefold() + "\0", set()).update(carriers[tag])
    return tuple(TagCount(names[key], len(carriers[key + "\0"])) for key in sorted(names))


def _tagged_but_gone(db: Connection) -> frozenset[int]:
    """Return the articles of issues that were deleted, which are few."""
    rows = db.execute(
        "SELECT a.id FROM issue AS i INDEXED BY issue_deleted CROSS JOIN article AS a ON a.issue_id = i.id "
        "WHERE i.deleted_at IS NOT NULL UNION ALL "
        "SELECT a.id FROM source CROSS JOIN issue AS i INDEXED BY issue_shelf ON i.shelf_source = source.id "
        "CROSS JOIN article AS a ON a.issue_id = i.id WHERE source.deleted_at IS NOT NULL AND i.deleted_at IS NULL"
    )
    return frozenset(row[0] for row in rows)
