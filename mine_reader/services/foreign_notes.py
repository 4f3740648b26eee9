"""Annotations of other programs (W3C Web Annotation, Hypothesis), onto the articles of the library."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mine_reader.anchor import describe, resolve
from mine_reader.export.web_annotation import ForeignNote, load_annotations
from mine_reader.model import (
    AnchorState,
    AnnotationFilter,
    Article,
    Imported,
    ImportOutcome,
    ImportReport,
    IssueId,
    Placement,
    Selector,
    Skipped,
)
from mine_reader.services.reading import tag_names
from mine_reader.store import Connection, Store, annotations, clean, foreign, stamp, state

_Anchor = tuple[Selector, AnchorState, Selector | None]


def import_annotations(store: Store, path: Path, document: object, now: str) -> ImportReport:
    """Add the annotations of a document; what is here already is not added again.

    One whose text is not in its article is added as detached; one on no article of the library is named and left out.
    """
    skipped: list[Skipped] = []
    outcomes: dict[IssueId, ImportOutcome] = {}
    with store.write() as db:
        for number, note in enumerate(load_annotations(document), 1):
            where = {"number": str(number)}
            if note is None:
                skipped.append(Skipped(str(path), "its annotation {number} says nothing that can be used", where))
                continue
            article, anchor = _place(db, note)
            if article is None:
                template = "its annotation {number} is on {url}, which no article here links to"
                skipped.append(Skipped(str(path), template, where | {"url": note.url or "?"}))
            elif _add(db, article, anchor, note, now):
                outcomes[article.issue_id] = ImportOutcome.CHANGED
            else:
                outcomes.setdefault(article.issue_id, ImportOutcome.UNCHANGED)
    imported = tuple(Imported(issue_id, str(path), outcome) for issue_id, outcome in outcomes.items())
    return ImportReport(imported, tuple(skipped))


def _place(db: Connection, note: ForeignNote) -> tuple[Article | None, _Anchor | None]:
    """Return the article that an annotation is on, the one that has its text if several may be, and where there."""
    articles = _articles(db, note)
    if not articles or note.selector is None:
        return (articles[0] if articles else None), None
    for article in articles:
        anchor = _anchor(article.text or "", note.selector)
        if anchor is not None:
            return article, anchor
    detached = note.selector if note.selector.start >= 0 else replace(note.selector, start=0, end=0)
    return articles[0], (detached, AnchorState.DETACHED, None)


def _articles(db: Connection, note: ForeignNote) -> Sequence[Article]:
    from mine_reader.text import canonical_url  # noqa: PLC0415 - no start needs it

    place = note.place
    if place is not None:
        found = foreign.articles_called(db, place.source, place.issue, place.label, place.title)
        if found:
            return sorted(found, key=lambda article: article.ordinal != place.ordinal)
    return foreign.articles_linking(db, clean(canonical_url(note.url))) if note.url else ()


def _anchor(text: str, selector: Selector) -> _Anchor | None:
    if selector.start < 0:
        # Nothing stands there, so that the quote alone decides.
        selector = replace(selector, start=len(text) + 1, end=len(text) + 2)
    found = resolve(text, selector)
    if found is None:
        return None
    there = describe(text, found.span)
    return there, AnchorState.KEPT if there.exact == selector.exact else found.state, selector


def _add(db: Connection, article: Article, anchor: _Anchor | None, note: ForeignNote, now: str) -> bool:
    selector = anchor[0] if anchor else None
    held = annotations.listing(db, AnnotationFilter(article_id=article.id)).annotations
    if any(known.note == note.note and _where(known.selector) == _where(selector) for known in held):
        return False
    placement = Placement.ARTICLE if selector is None else Placement.BLOCK
    new = annotations.add(db, article.id, note.note, placement=placement, now=now, color=note.color)
    if anchor is not None:
        annotations.set_selector(db, new, anchor[0], anchor[1], made=anchor[2])
    for tag in tag_names([name for name in note.tags if name.strip(" #/")]):
        state.tag(db, "annotation", [new], tag, on=True)
    created = stamp(note.created) if note.created else now
    foreign.set_times(db, new, created, stamp(note.modified) if note.modified else created)
    return True


def _where(selector: Selector | None) -> tuple[str, int] | None:
    return (selector.exact, selector.start) if selector else None
