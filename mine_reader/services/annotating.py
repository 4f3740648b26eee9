"""Highlights and notes."""

from collections.abc import Sequence

from mine_reader.model import (
    Annotation,
    AnnotationFilter,
    AnnotationId,
    ArticleId,
    Color,
    NoteText,
    Span,
)


class Annotating:
    """Annotations of articles. Everything that writes is undoable."""

    def annotations(self, which: AnnotationFilter) -> tuple[Annotation, ...]:
        """Return annotations: newest issue first, then in document order; article notes before the article's others."""
        raise NotImplementedError

    def get(self, annotation_id: AnnotationId) -> Annotation:
        """Return one annotation; NotFoundError."""
        raise NotImplementedError

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
        raise NotImplementedError

    def edit(self, annotation_id: AnnotationId, note: NoteText) -> Annotation:
        """Replace the note."""
        raise NotImplementedError

    def recolor(self, ids: Sequence[AnnotationId], color: Color | None) -> None:
        """Set the colour."""
        raise NotImplementedError

    def tag(self, ids: Sequence[AnnotationId], *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Add and remove tags."""
        raise NotImplementedError

    def set_done(self, annotation_id: AnnotationId, done: bool) -> Annotation:  # noqa: FBT001
        """Tick a note off (status done), or open it again."""
        raise NotImplementedError

    def delete(self, ids: Sequence[AnnotationId]) -> None:
        """Delete annotations, as one act."""
        raise NotImplementedError

    def save_draft(self, key: str, text: str) -> None:
        """Keep a draft across a crash; `key` names what is written on ("article:12"); "" forgets it."""
        raise NotImplementedError

    def draft(self, key: str) -> str:
        """Return the draft, "" if there is none."""
        raise NotImplementedError
