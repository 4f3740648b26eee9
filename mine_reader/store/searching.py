"""Asking the search index: totals are exact, the newest first, rare words ranked."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mine_reader.model import ArticleId, IssueId
from mine_reader.model.searching import HitKind, SearchOrder
from mine_reader.store.asking import LAST, RANGES, Asked, kind_of
from mine_reader.store.database import Connection
from mine_reader.store.search_index import PAGE

_RANKED = 2_000
"""So many hits at most are ranked; more are shown by day, as a word that is everywhere tells little."""

_WEIGHTS = "1.0, 8.0, 4.0"


@dataclass(frozen=True, slots=True)
class FoundText:
    """What was found, whole; `quote` is what a note is about."""

    kind: HitKind
    id: int
    article_id: ArticleId
    issue_id: IssueId
    title: str
    text: str
    quote: str
    issue_title: str
    source: str
    day: str


@dataclass(frozen=True, slots=True)
class Found:
    """How many documents of each kind were found, and one page of each range of ids that was asked for."""

    counts: Mapping[HitKind, int]
    pages: tuple[tuple[int, ...], ...]


Range = tuple[int, int]
EVERYTHING: Range = (0, LAST)


def find(
    db: Connection, asked: Asked, order: SearchOrder, *, limit: int, offset: int, ranges: Sequence[Range]
) -> Found:
    """Return counts of all kinds, and of each range a page of documents."""
    ids = _newest(db, asked, EVERYTHING, _RANKED + 1)
    # Of these ranges all ids are known; those of a word that is everywhere are too many to be read.
    known = EVERYTHING[0] if len(ids) <= _RANKED else ids[-1] + 1
    ranked = order is SearchOrder.BEST and asked.match and len(ids) <= _RANKED
    best = _ranked(db, asked, ids) if ids and ranked else sorted(ids, key=_age)
    pages = []
    for first, last in ranges:
        shown = [id_ for id_ in best if first <= id_ < last]
        all_kinds = (first, last) == EVERYTHING
        if first < known and (all_kinds or len(shown) < offset + limit):
            kinds = RANGES.values() if all_kinds else ((first, last),)
            shown = sorted((id_ for kind in kinds for id_ in _newest(db, asked, kind, offset + limit)), key=_age)
        pages.append(tuple(shown[offset : offset + limit]))
    return Found(_counts(db, asked, ids, known), tuple(pages))


def _age(document: int) -> int:
    """Return what sorts documents of all kinds by day, the newest first."""
    return -(document % PAGE)


def _counts(db: Connection, asked: Asked, ids: Sequence[int], known: int) -> dict[HitKind, int]:
    counts = {kind: sum(first <= id_ < last for id_ in ids) for kind, (first, last) in RANGES.items()}
    unknown = [kind for kind, (first, _) in RANGES.items() if first < known]
    for kind in unknown[1:]:
        counts[kind] = _count(db, asked, RANGES[kind])
    if unknown:
        # One count of everything is quicker than one up to a limit.
        counts[unknown[0]] = 0
        counts[unknown[0]] = _count(db, asked, EVERYTHING) - sum(counts.values())
    return counts


def _bounded(asked: Asked) -> str:
    return "t.rowid >= :first AND t.rowid < :last" if asked.match else "d.id >= :first AND d.id < :last"


def _count(db: Connection, asked: Asked, ids: Range) -> int:
    if ids == EVERYTHING:
        return int(db.execute(asked.select("count(*)"), asked.values).fetchone()[0])
    sql = f"{asked.select('count(*)')} AND {_bounded(asked)}"
    return int(db.execute(sql, asked.values | {"first": ids[0], "last": ids[1]}).fetchone()[0])


def _newest(db: Connection, asked: Asked, ids: Range, limit: int) -> tuple[int, ...]:
    key = "t.rowid" if asked.match else "d.id"
    rows = db.execute(
        f"{asked.select('d.id')} AND {_bounded(asked)} ORDER BY {key} DESC LIMIT :limit",
        asked.values | {"first": ids[0], "last": ids[1], "limit": limit},
    )
    return tuple(int(row[0]) for row in rows)


def _ranked(db: Connection, asked: Asked, ids: Sequence[int]) -> tuple[int, ...]:
    rows = db.execute(
        f"SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY bm25(search_text, {_WEIGHTS}), rowid DESC",
        (asked.match,),
    )
    wanted = set(ids)
    return tuple(int(row[0]) for row in rows if row[0] in wanted)


_SHOWN = """
SELECT d.id AS document, a.id AS article_id, a.issue_id, a.title, i.title AS issue_title, i.source, d.day, {0}
FROM search_document AS d JOIN article AS a ON a.id = d.article_id JOIN live_issue AS i ON i.id = a.issue_id {1}
AND d.id IN (SELECT value FROM json_each(?))
"""
_ARTICLES = _SHOWN.format("a.id, a.text, '' AS quote", "WHERE d.subject > 0")
_NOTES = _SHOWN.format(
    "n.id, n.body AS text, coalesce(n.exact, '') AS quote",
    "JOIN annotation AS n ON n.id = -d.subject WHERE n.deleted_at IS NULL",
)


def show(db: Connection, documents: Sequence[int]) -> tuple[FoundText, ...]:
    """Return what documents say, in the order asked for; those gone since the index read them are left out."""
    wanted = json.dumps(list(documents))
    found: dict[int, FoundText] = {}
    for sql in (_ARTICLES, _NOTES):
        for row in db.execute(sql, (wanted,)):
            values = dict(row)
            document = values.pop("document")
            found[document] = FoundText(kind=kind_of(document), **values)
    return tuple(found[document] for document in documents if document in found)


def count_articles(db: Connection, asked: Asked) -> int:
    """Return how many articles were found, themselves or by their notes."""
    row = db.execute(f"SELECT count(*) FROM ({asked.article_ids()})", asked.values).fetchone()
    return int(row[0])
