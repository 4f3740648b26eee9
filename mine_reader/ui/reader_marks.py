"""Annotations as marks in the document: where they stand, which one is at a position."""

from collections.abc import Sequence
from dataclasses import dataclass

from mine_reader.model import AnchorState, Annotation, AnnotationId, ArticleId, Color, Span
from mine_reader.ui.reader_document import PageDocument


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation in the document. `whole`: it belongs to the article, whose title is the range."""

    id: AnnotationId
    article: ArticleId
    start: int
    end: int
    color: Color | None
    note: bool
    whole: bool


class Marks:
    """The marks of a page; worked out article by article when they are asked for."""

    def __init__(self, page: PageDocument) -> None:
        self._page = page
        self._annotations: dict[ArticleId, list[Annotation]] = {}
        self._marks: dict[ArticleId, tuple[Mark, ...]] = {}

    def show(self, annotations: Sequence[Annotation]) -> None:
        """Replace all annotations; deleted and detached ones have no place in the text."""
        self._annotations.clear()
        for one in annotations:
            if not one.deleted and one.anchor is not AnchorState.DETACHED:
                self._annotations.setdefault(one.article_id, []).append(one)
        self.forget_places()

    @property
    def ids(self) -> frozenset[AnnotationId]:
        """All annotations that have a place."""
        return frozenset(one.id for annotations in self._annotations.values() for one in annotations)

    def forget_places(self) -> None:
        """Work out all places anew; the document was composed again."""
        self._marks.clear()

    def of(self, article: ArticleId) -> tuple[Mark, ...]:
        """Return the marks of an article, the longest first; none while the article is not composed."""
        if article in self._marks:
            return self._marks[article]
        if article not in self._annotations or self._page.place(article) is None:
            return ()
        made = [mark for one in self._annotations[article] if (mark := self._mark(one)) is not None]
        made.sort(key=lambda mark: (mark.start - mark.end, mark.start))
        self._marks[article] = tuple(made)
        return self._marks[article]

    def at(self, article: ArticleId, position: int) -> Mark | None:
        """Return the shortest highlight around a position."""
        found = [mark for mark in self.of(article) if mark.color and mark.start <= position < mark.end]
        return found[-1] if found else None

    def find(self, article: ArticleId, annotation: AnnotationId) -> Mark | None:
        """Return the mark of an annotation; None if it has none, or its article is not composed yet."""
        return next((mark for mark in self.of(article) if mark.id == annotation), None)

    def article_of(self, annotation: AnnotationId) -> ArticleId | None:
        """Return the article that an annotation with a place belongs to."""
        for article, annotations in self._annotations.items():
            if any(one.id == annotation for one in annotations):
                return article
        return None

    def _mark(self, one: Annotation) -> Mark | None:
        place = self._page.place(one.article_id)
        text = self._page.text_map(one.article_id)
        if place is None or text is None:
            return None
        note = bool(one.note.body.strip())
        if one.selector is None:
            block = self._page.document.findBlock(place.start)
            end = block.position() + block.length() - 1
            return Mark(one.id, one.article_id, place.start, end, None, note, whole=True)
        found = text.to_document(Span(one.selector.start, one.selector.end))
        if found is None:
            return None
        return Mark(one.id, one.article_id, *found, one.color, note, whole=False)
