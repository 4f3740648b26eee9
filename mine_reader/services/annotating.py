"""Highlights and notes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from mine_reader.errors import InputError
from mine_reader.model import (
    AnchorState,
    Annotation,
    AnnotationFilter,
    AnnotationId,
    AnnotationKinds,
    ArticleId,
    ArticleVersion,
    Color,
    FoundAnnotations,
    IssueId,
    NoteText,
    Placement,
    Selector,
    Span,
    Status,
)
from mine_reader.services.reading import tag_names
from mine_reader.store import Connection, Store, annotations, clean, queries, stamp, state, versions


class Annotating:
    """Annotations of articles. Everything that writes is undoable."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def annotations(self, which: AnnotationFilter) -> tuple[Annotation, ...]:
        """Return annotations: newest issue first, then in document order; article notes before the article's others."""
        return self.find(which).annotations

    def find(self, which: AnnotationFilter) -> FoundAnnotations:
        """Return annotations in the same order, and the titles of their articles."""
        with self._store.read() as db:
            return annotations.listing(db, which)

    def kinds(self) -> AnnotationKinds:
        """Return which levels and tags annotations have."""
        with self._store.read() as db:
            return annotations.kinds(db)

    def get(self, annotation_id: AnnotationId) -> Annotation:
        """Return one annotation; NotFoundError."""
        return self.several([annotation_id])[0]

    def several(self, ids: Sequence[AnnotationId]) -> tuple[Annotation, ...]:
        """Return annotations in the order asked for; NotFoundError."""
        with self._store.read() as db:
            return annotations.by_id(db, ids)

    def add(
        self,
        article_id: ArticleId,
        *,
        span: Span | None = None,
        quote: str | None = None,
        note: NoteText | None = None,
        color: Color | None = None,
        tags: Sequence[str] = (),
    ) -> Annotation:
        """Annotate a span of the article's plain text, the only place that reads `quote`, or the article.

        Raises InputError when the quote is not in the text, or is there more than once.
        """
        names = tag_names(tags)
        with self._store.write("Add note" if note is not None and note.body else "Highlight") as db:
            text = queries.articles_by_id(db, [article_id], text=True)[0].text or ""
            place = _place(text, span, quote)
            new = annotations.add(
                db,
                article_id,
                note or NoteText(""),
                placement=Placement.ARTICLE if place is None else Placement.BLOCK,
                now=self._now(),
                color=color,
                selector=None if place is None else _describe(text, place),
            )
            for name in names:
                state.tag(db, "annotation", [new], name, on=True)
            _mark_downloaded(db, article_id, note)
            return annotations.by_id(db, [new])[0]

    def _now(self) -> str:
        return stamp(self._clock())

    def edit(self, annotation_id: AnnotationId, note: NoteText) -> Annotation:
        """Replace the note."""
        with self._store.write("Edit note") as db:
            old = annotations.by_id(db, [annotation_id])[0]
            if old.note != note:
                annotations.set_note(db, annotation_id, note, self._now())
                _mark_downloaded(db, old.article_id, note)
                annotations.set_conflict(db, annotation_id, on=False)
            return annotations.by_id(db, [annotation_id])[0]

    def attach(
        self, annotation_id: AnnotationId, article_id: ArticleId, span: Span | None = None, *, quote: str | None = None
    ) -> Annotation:
        """Put an annotation where the user says, as in `add`; what it was made on stays known. InputError."""
        with self._store.write("Attach note again") as db:
            old = annotations.by_id(db, [annotation_id])[0]
            text = queries.articles_by_id(db, [article_id], text=True)[0].text or ""
            place = _place(text, span, quote)
            if place is not None:
                annotations.set_place(db, old.id, article_id, Placement.BLOCK)
                annotations.attach(db, old.id, _describe(text, place))
            return annotations.by_id(db, [annotation_id])[0]

    def version(self, annotation_id: AnnotationId) -> ArticleVersion:
        """Return the article as it was when an annotation was made on it; NotFoundError."""
        with self._store.read() as db:
            annotations.by_id(db, [annotation_id])
            return versions.version_of(db, annotation_id)

    def anchors(self, issue_ids: Sequence[IssueId]) -> Mapping[IssueId, Mapping[AnchorState, int]]:
        """Return how the annotations of issues stand to their texts since these were published last."""
        with self._store.read() as db:
            return {issue_id: annotations.anchor_counts(db, issue_id) for issue_id in issue_ids}

    def recolor(self, ids: Sequence[AnnotationId], color: Color | None) -> None:
        """Set the colour."""
        with self._store.write("Change colour") as db:
            annotations.by_id(db, ids)
            annotations.recolor(db, ids, color, self._now())

    def tag(self, ids: Sequence[AnnotationId], *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Add and remove tags."""
        added, removed = tag_names(add), tag_names(remove)
        with self._store.write("Tag" if added else "Remove tag") as db:
            annotations.by_id(db, ids)
            for name in added:
                state.tag(db, "annotation", ids, name, on=True)
            for name in removed:
                state.tag(db, "annotation", ids, name, on=False)

    def set_done(self, annotation_id: AnnotationId, done: bool) -> Annotation:
        """Tick a note off (status done), or open it again."""
        self.set_all_done([annotation_id], done)
        return self.get(annotation_id)

    def set_all_done(self, ids: Sequence[AnnotationId], done: bool) -> None:
        """Tick notes off, or open them again, as one act."""
        status = Status.DONE if done else Status.OPEN
        with self._store.write("Tick off" if done else "Open again") as db:
            for one in annotations.by_id(db, ids):
                if one.note.status != status:
                    annotations.set_note(db, one.id, replace(one.note, status=status), self._now())

    def delete(self, ids: Sequence[AnnotationId]) -> None:
        """Delete annotations, as one act."""
        with self._store.write("Delete note") as db:
            annotations.by_id(db, ids)
            annotations.delete(db, ids, self._now())

    def save_draft(self, key: str, text: str) -> None:
        """Keep a draft across a crash; `key` names what is written on ("article:12"); "" forgets it."""
        with self._store.write() as db:
            state.save_draft(db, clean(key), clean(text), self._now())

    def drafts(self) -> tuple[str, ...]:
        """Return the keys of the drafts, the latest first."""
        with self._store.read() as db:
            return state.drafts(db)

    def draft(self, key: str) -> str:
        """Return the draft, "" if there is none."""
        with self._store.read() as db:
            return state.draft(db, clean(key))


def _mark_downloaded(db: Connection, article_id: ArticleId, note: NoteText | None) -> None:
    """Mark an article whose note says so; it is the user who wrote it."""
    from mine_reader.text import downloaded_title  # noqa: PLC0415 - no start needs it

    title = None if note is None else downloaded_title(note)
    if title is not None:
        state.set_downloaded(db, article_id, clean(title))


def _place(text: str, span: Span | None, quote: str | None) -> Span | None:
    if span is not None:
        if not 0 <= span.start < span.end <= len(text):
            raise InputError(what="The selection", reason="it is not in the article's text")
        return span
    if quote is None:
        return None
    start = text.find(quote) if quote else -1
    if start < 0:
        raise InputError(what="The quote", reason="it is not in the article's text")
    if text.find(quote, start + 1) >= 0:
        raise InputError(what="The quote", reason="it is in the article's text more than once")
    return Span(start, start + len(quote))


def _describe(text: str, place: Span) -> Selector:
    from mine_reader.anchor import describe  # noqa: PLC0415 - no start needs it

    return describe(text, place)
