"""Lists of any length, read page by page, and the counts beside them: no query reads more than it returns.

A list goes by issues, newest first. Counters and indexes of issues tell which of them have articles that belong to
it; the articles of some issues at a time are a page. The next page is sought from where the last one ended.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mine_reader.model import (
    Article,
    ArticleFilter,
    ArticlePage,
    Issue,
    IssueId,
    ListKey,
    ListOrder,
    Shelf,
    SmartView,
    SourceId,
    SourceKind,
)
from mine_reader.store.database import Connection
from mine_reader.store.queries import ARTICLE, Day, conditions, issues_by_id, to_article
from mine_reader.store.values import json_ids, row_id

_AT_THE_END = 2**62
_NO_DAY = Day("", "", "")
_NEWS = f"source.kind <> '{SourceKind.PAGES}'"
_COUNTERS: Mapping[SmartView, str] = {
    SmartView.UNREAD: "unread",
    SmartView.STARRED: "starred",
    SmartView.LATER: "later",
    SmartView.ANNOTATED: "annotated",
    SmartView.DOWNLOADED: "downloaded",
    SmartView.UPDATED: "updated",
}
_TODAY = (
    "SELECT id FROM issue WHERE deleted_at IS NULL AND place_date = :today UNION "
    "SELECT id FROM issue WHERE added_at >= :today_from AND added_at < :today_to"
)


def view_counts(db: Connection, day: Day) -> dict[SmartView, int]:
    """Return how many articles each smart view lists."""
    row = db.execute(
        f"SELECT sum(CASE WHEN {_NEWS} THEN unread END), sum(starred), sum(later), sum(annotated), sum(downloaded), "
        "sum(updated) FROM shelf JOIN source ON source.id = shelf.source_id WHERE source.deleted_at IS NULL"
    ).fetchone()
    found = {view: count or 0 for view, count in zip(_COUNTERS, row, strict=True)}
    today = db.execute(
        f"SELECT sum(i.total) FROM live_issue AS i WHERE i.source_kind <> '{SourceKind.PAGES}' AND i.id IN ({_TODAY})",
        {"today": day.iso, "today_from": day.start, "today_to": day.end},
    ).fetchone()
    return {view: found[view] if view in found else today[0] or 0 for view in SmartView}


def note_counts(db: Connection) -> tuple[int, int]:
    """Return how many annotations there are, and in how many of them something is left to do."""
    row = db.execute(
        "SELECT sum(shelf.notes), sum(shelf.todos) FROM shelf JOIN source ON source.id = shelf.source_id "
        "WHERE source.deleted_at IS NULL"
    ).fetchone()
    return row[0] or 0, row[1] or 0


def shelves(db: Connection) -> tuple[Shelf, ...]:
    """Return the years of all sources, newest first."""
    rows = db.execute(
        "SELECT shelf.source_id, year, issues, total, unread FROM shelf JOIN source ON source.id = shelf.source_id "
        "WHERE issues > 0 AND source.deleted_at IS NULL ORDER BY shelf.source_id, year DESC"
    )
    return tuple(Shelf(*row) for row in rows)


def shelf_issues(db: Connection, shelf: tuple[SourceId, str]) -> tuple[Issue, ...]:
    """Return the issues of a source in a year, newest first."""
    source_id, year = shelf
    rows = db.execute(
        "SELECT id FROM issue INDEXED BY issue_shelf WHERE deleted_at IS NULL AND shelf_source = :source "
        "AND place_date >= :year AND place_date < :end ORDER BY place_date DESC, place_number DESC, id DESC",
        {"source": source_id, "year": year, "end": _after(year)},
    )
    return issues_by_id(db, [IssueId(row[0]) for row in rows])


def shelves_with(db: Connection, text: str, limit: int) -> tuple[tuple[SourceId, str], ...]:
    """Return the sources and years of issues with a text in their titles, at most `limit`; reads all titles."""
    rows = db.execute(
        "SELECT DISTINCT shelf_source, year FROM issue INDEXED BY issue_title WHERE deleted_at IS NULL "
        "AND coalesce(own_title, title) LIKE '%' || :text || '%' ESCAPE '\\' LIMIT :limit",
        {"text": text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"), "limit": limit},
    )
    return tuple((SourceId(row[0]), row[1]) for row in rows)


def _after(year: str) -> str:
    """Return what sorts right after the dates of a year; those without a date have ""."""
    return f"{year}:" if year else "!"


@dataclass(frozen=True, slots=True)
class _Walk:
    """How issues are gone through: what of them counts, the index that has it in order, and what must hold."""

    count: str
    index: str
    where: tuple[str, ...]
    values: Mapping[str, object]


def page(
    db: Connection,
    which: ArticleFilter,
    day: Day,
    *,
    after: ListKey | None = None,
    limit: int,
    order: ListOrder = ListOrder.NEWEST,
) -> ArticlePage:
    """Return the articles of a list after a key, about `limit` of them, without their texts."""
    walk = _walk(which, day)
    found, ended = _issues_from(db, walk, after=after, limit=limit, order=order)
    articles = _articles(db, which, day, places=found, after=after, limit=limit)
    if len(articles) == limit:
        last = articles[-1]
        date, number, _ = next(place for place in found if place[2] == last.issue_id)
        key: ListKey | None = ListKey(date, number, last.issue_id, last.ordinal)
    else:
        key = None if ended else ListKey(*found[-1], _AT_THE_END)
    ids = list(dict.fromkeys(article.issue_id for article in articles))
    return ArticlePage(articles, {issue.id: issue for issue in issues_by_id(db, ids)}, key)


def _issues_from(
    db: Connection, walk: _Walk, *, after: ListKey | None, limit: int, order: ListOrder
) -> tuple[list[tuple[str, int, IssueId]], bool]:
    """Return the places of issues with so many articles together, and whether there are no more."""
    way, compare = ("", ">=") if order is ListOrder.OLDEST else (" DESC", "<=")
    where, values = list(walk.where), dict(walk.values)
    if after is not None:
        where.append(f"(i.place_date, i.place_number, i.id) {compare} (:date, :number, :id)")
        values |= {"date": after.date, "number": after.number, "id": after.issue_id}
    rows = db.execute(
        f"SELECT i.place_date, i.place_number, i.id, {walk.count} FROM issue AS i {walk.index} "
        "CROSS JOIN source ON source.id = i.shelf_source WHERE i.deleted_at IS NULL AND source.deleted_at IS NULL "
        f"{''.join(f' AND {one}' for one in where)} ORDER BY i.place_date{way}, i.place_number{way}, i.id{way}",
        values,
    )
    found: list[tuple[str, int, IssueId]] = []
    left = limit
    for date, number, id_, count in rows:
        if left <= 0:
            return found, False
        found.append((date, number, IssueId(id_)))
        # Of the issue in which the last page ended, nobody knows how much is left.
        left -= 0 if after is not None and after.issue_id == id_ else count
    return found, True


def _walk(which: ArticleFilter, day: Day) -> _Walk:
    count, index = "i.total", "INDEXED BY issue_place"
    where: list[str] = []
    _, values = conditions(which, day)
    counter = _COUNTERS.get(which.view) if which.view is not None else None
    if counter is not None:
        count, index = f"i.{counter}", f"INDEXED BY issue_{counter}"
        where.append(f"i.{counter} > 0")
    if which.view in (SmartView.TODAY, SmartView.UNREAD):
        where.append(_NEWS)
    if which.read is not None:
        where.append("i.total > i.unread" if which.read else "i.unread > 0")
        count = "i.total - i.unread" if which.read else "i.unread"
    if which.source_id is not None:
        where.append("i.shelf_source = :source_id")
        index = "INDEXED BY issue_shelf"
    if which.year is not None:
        where.append("i.place_date >= :year AND i.place_date < :year_end")
        values["year_end"] = _after(which.year)
    if which.group is not None:
        where.append("i.shelf_source IN (SELECT id FROM source WHERE folder = :group)")
        index = ""
    for one in _selected(which):
        where.append(f"i.id IN ({one})")
        count, index = "1", ""
    return _Walk(count, index, tuple(where), values)


def _selected(which: ArticleFilter) -> Iterator[str]:
    """Yield queries of issues that are few."""
    if which.issue_id is not None:
        yield ":issue_id"
    if which.view is SmartView.TODAY:
        yield _TODAY
    if which.tag is not None:
        where = conditions(ArticleFilter(tag=which.tag), _NO_DAY)[0]
        yield f"SELECT a.issue_id FROM article AS a WHERE {where}"
    if which.search is not None:
        where = conditions(ArticleFilter(search=which.search), _NO_DAY)[0]
        yield f"SELECT a.issue_id FROM article AS a WHERE {where}"


def _articles(
    db: Connection,
    which: ArticleFilter,
    day: Day,
    *,
    places: Sequence[tuple[str, int, IssueId]],
    after: ListKey | None,
    limit: int,
) -> tuple[Article, ...]:
    where, values = conditions(which, day)
    values |= {"issues": json_ids([place[2] for place in places]), "limit": limit, "last": None, "ordinal": -1}
    if after is not None:
        values |= {"last": row_id(after.issue_id), "ordinal": after.ordinal}
    rows = db.execute(
        f"{ARTICLE}, NULL AS text FROM json_each(:issues) AS place CROSS JOIN article AS a INDEXED BY article_issue "
        "CROSS JOIN live_issue AS i ON i.id = a.issue_id CROSS JOIN article_state AS s ON s.id = a.id "
        f"WHERE a.issue_id = place.value AND {where} "
        "AND (a.issue_id IS NOT :last OR a.ordinal > :ordinal) ORDER BY place.key, a.ordinal LIMIT :limit",
        values,
    )
    return tuple(to_article(row) for row in rows)
