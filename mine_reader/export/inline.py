"""An issue's own text with the notes of the library written into it.

The text of the source with edits at spans, and nothing else: what nobody edited comes out as it went in.
What was written is read back; a note that would not come back as it is, is left out instead.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mine_reader.errors import NoteSyntaxError
from mine_reader.export.lines import blank_at, blank_before, line_end, line_ending, line_start
from mine_reader.model import (
    AnchorState,
    Annotation,
    AnnotationId,
    ArticleId,
    BlockMap,
    Dialect,
    NoteText,
    ParsedIssue,
    SourceNote,
    Span,
)

DEFAULT_LEVEL = "1"
"""Written where the grammar would not know a note without one."""


@dataclass(frozen=True, slots=True)
class InlineSource:
    """The source of an issue: its text, how it is split, and what `parse` makes of a changed text.

    `ordinals` say which article of `issue` an article of the library is; `blocks` hold the blocks of
    each article's body by that ordinal.
    """

    text: str
    issue: ParsedIssue
    ordinals: Mapping[ArticleId, int]
    blocks: Mapping[int, Sequence[BlockMap]]
    parse: Callable[[str], ParsedIssue]


@dataclass(frozen=True, slots=True)
class InlineExport:
    """The text to write, and which of its notes (counted from 0) each annotation is now."""

    text: str
    origins: Mapping[AnnotationId, int]
    left_out: int


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters that take the place of `span`; an empty span sets a note off from what is around it.

    `note` is what must be read back in article `article`; None where the note goes.
    """

    span: Span
    characters: str
    note: NoteText | None = None
    article: int = -1
    owner: AnnotationId | None = None
    inline: bool = False


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is wanted for a note: the first of `choices` that can be read back, else `otherwise`."""

    choices: tuple[_Edit, ...]
    otherwise: _Edit | None = None


def export_inline(source: InlineSource, annotations: Sequence[Annotation]) -> InlineExport:
    """Write the notes into the text; `annotations` hold the deleted ones, too."""
    writer = _Writer(source)
    wishes = [wish for annotation, wish in writer.wishes(annotations) if wish]
    edits = writer.settle([], wishes)
    text, offsets = _apply(source.text, edits)
    origins = _origins(offsets, source.parse(text) if text != source.text else source.issue)
    left_out = sum(not a.deleted and a.id not in origins for a in annotations)
    stale = sum(wish.otherwise in edits for wish in wishes if wish.otherwise)
    return InlineExport(text, origins, left_out + stale)


def source_notes(issue: ParsedIssue) -> list[tuple[int, SourceNote]]:
    """Return the notes of an issue in the order that origins count, with their article's ordinal."""
    return [(ordinal, note) for ordinal, article in enumerate(issue.articles) for note in article.notes]


class _Writer:
    """Finds the edits for one source."""

    def __init__(self, source: InlineSource) -> None:
        self._source = source
        self._notes = source_notes(source.issue)
        self._alone = {
            note.span.start: note.span.end for _, note in self._notes if _stands_alone(source.text, note.span)
        }

    def wishes(self, annotations: Sequence[Annotation]) -> Iterator[tuple[Annotation, _Wish | None]]:
        """Yield what each annotation wants of the text, None for nothing."""
        tied = self._tied(annotations)
        for annotation in sorted(annotations, key=lambda a: (a.created_at, a.id)):
            ordinal = tied.get(annotation.id)
            if ordinal is not None:
                yield annotation, self._rewrite(annotation, *self._notes[ordinal])
            elif not annotation.deleted and annotation.note.body.strip():
                yield annotation, self._add(annotation)

    def settle(self, settled: list[_Edit], wishes: Sequence[_Wish]) -> list[_Edit]:
        """Return `settled` and as many of the wishes as can be read back, halving where some cannot."""
        first = [*settled, *(wish.choices[0] for wish in wishes)]
        if not wishes or self._reads_back(first):
            return first
        if len(wishes) == 1:
            (wish,) = wishes
            for choice in wish.choices[1:]:
                if self._reads_back([*settled, choice]):
                    return [*settled, choice]
            return [*settled, wish.otherwise] if wish.otherwise else settled
        half = len(wishes) // 2
        return self.settle(self.settle(settled, wishes[:half]), wishes[half:])

    def _tied(self, annotations: Sequence[Annotation]) -> dict[AnnotationId, int]:
        """Return which note of the source each annotation came from; each note has one owner."""
        owners: dict[int, Annotation] = {}
        for annotation in annotations:
            ordinal = annotation.origin.ordinal if annotation.origin else None
            if ordinal is None or not 0 <= ordinal < len(self._notes):
                continue
            rival = owners.get(ordinal)
            if rival is None or (rival.deleted and not annotation.deleted):
                owners[ordinal] = annotation
        return {annotation.id: ordinal for ordinal, annotation in owners.items()}

    def _rewrite(self, annotation: Annotation, article: int, old: SourceNote) -> _Wish:
        text = self._source.text
        if annotation.deleted or not annotation.note.body.strip():
            return _Wish((_Edit(_without(text, old.span), ""),))
        as_is = _Edit(old.span, old.span.of(text), old.note, article, annotation.id)
        note = _writable(annotation.note, alone=old.span.start in self._alone)
        if note == _plain(old.note) or annotation.note == old.note:
            return _Wish((as_is,))
        # A status is one only where no word follows.
        gap = " " if note.status and text[old.span.end : old.span.end + 1].isalnum() else ""
        written = _serialised(note, line_ending(text, old.span.start))
        whole = _edit(old.span, written and written + gap, note, article, annotation.id)
        tick = _ticked(as_is, note, gap)
        return _Wish(tuple(edit for edit in (tick, whole) if edit) or (as_is,), otherwise=as_is)

    def _add(self, annotation: Annotation) -> _Wish | None:
        article = self._source.ordinals.get(annotation.article_id)
        if article is None:
            return None
        paragraphs = [self._paragraph(annotation, article, at) for at in self._places(annotation, article)]
        choices = [*paragraphs, self._at_line_end(annotation, article)]
        if self._source.issue.dialect is Dialect.LINKS:
            # The articles of a list share one block: only a note in its own line is known to be theirs.
            choices.reverse()
        found = tuple(choice for choice in choices if choice)
        return _Wish(found) if found else None

    def _places(self, annotation: Annotation, article: int) -> list[int]:
        """Return where a new paragraph may go: after the block it belongs to, else first in the body."""
        body = self._source.issue.articles[article].body
        places = [body.start]
        if annotation.selector and annotation.anchor is not AnchorState.DETACHED:
            last = max(annotation.selector.start, annotation.selector.end - 1)
            around = [b for b in self._source.blocks.get(article, ()) if b.text.start <= last]
            if around:
                places.insert(0, around[-1].source.end)
        return [self._after_notes(place) for place in places]

    def _after_notes(self, place: int) -> int:
        """Return the end of the notes that follow `place`, so that the newest comes last."""
        text = self._source.text
        while True:
            start = place
            while start < len(text) and text[start].isspace():
                start += 1
            if start not in self._alone:
                return place
            place = line_end(text, self._alone[start])

    def _paragraph(self, annotation: Annotation, article: int, at: int) -> _Edit | None:
        text = self._source.text
        if at != len(text) and line_start(text, at) != at:
            return None
        note = _writable(annotation.note, alone=True)
        return _edit(Span(at, at), _serialised(note, line_ending(text, at)), note, article, annotation.id)

    def _at_line_end(self, annotation: Annotation, article: int) -> _Edit | None:
        text = self._source.text
        span = self._source.issue.articles[article].span
        end = span.start + len(span.of(text).rstrip())
        note = _writable(annotation.note, alone=False)
        written = _serialised(note, line_ending(text, end))
        edit = _edit(Span(end, end), written and f" {written}", note, article, annotation.id)
        return replace(edit, inline=True) if edit else None

    def _reads_back(self, edits: Sequence[_Edit]) -> bool:
        text, offsets = _apply(self._source.text, edits)
        if text == self._source.text:
            return True
        issue = self._source.parse(text)
        found = {note.span.start: (article, _plain(note.note)) for article, note in source_notes(issue)}
        wanted = {offsets[edit.owner]: (edit.article, _plain(edit.note)) for edit in edits if edit.owner and edit.note}
        gone = sum(edit.note is None for edit in edits)
        added = sum(edit.note is not None and not len(edit.span) for edit in edits)
        return (
            len(issue.articles) == len(self._source.issue.articles)
            and len(found) == len(self._notes) - gone + added
            and all(found.get(start) == note for start, note in wanted.items())
        )


def _apply(text: str, edits: Sequence[_Edit]) -> tuple[str, dict[AnnotationId, int]]:
    """Return the edited text, and where in it each annotation's note begins."""
    pieces: list[str] = []
    offsets: dict[AnnotationId, int] = {}
    done = length = 0
    previous: _Edit | None = None
    ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    for edit in [*ordered, None]:
        end = edit.span.start if edit else len(text)
        joins = bool(
            edit and previous and _is_paragraph(previous) and _is_paragraph(edit) and previous.span == edit.span
        )
        tail = "" if previous is None or joins or not _is_paragraph(previous) else _after(text, previous.span.start)
        head = _before(text, edit.span.start, joins=joins) if edit and _is_paragraph(edit) else ""
        between = tail + text[done : max(done, end)] + head
        pieces.append(between)
        length += len(between)
        if edit:
            if edit.owner is not None:
                offsets[edit.owner] = length + (1 if edit.inline else 0)
            pieces.append(edit.characters)
            length += len(edit.characters)
            done = max(done, edit.span.end)
        previous = edit
    return "".join(pieces), offsets


def _is_paragraph(edit: _Edit) -> bool:
    return not len(edit.span) and not edit.inline


def _before(text: str, at: int, *, joins: bool) -> str:
    """Return what sets a new paragraph at the start of a line (or at the end) off from what is above."""
    ending = line_ending(text, at)
    if joins:
        return ending * 2
    if at > 0 and text[at - 1] != "\n":
        return ending * 2
    return "" if blank_before(text, at) else ending


def _after(text: str, at: int) -> str:
    """Return what sets a new paragraph off from what is below."""
    ending = line_ending(text, at)
    if at == len(text):
        return "" if text and text[-1] != "\n" else ending
    return ending if blank_at(text, at) else ending * 2


def _stands_alone(text: str, span: Span) -> bool:
    """Tell whether a note is a paragraph of its own."""
    start, end = line_start(text, span.start), line_end(text, span.end)
    around = text[start : span.start] + text[span.end : end]
    return not around.strip() and blank_before(text, start) and (end == len(text) or blank_at(text, end))


def _without(text: str, span: Span) -> Span:
    """Return what goes with a deleted note: its line, and the blank line that sets it off."""
    start, end = line_start(text, span.start), line_end(text, span.end)
    if (text[start : span.start] + text[span.end : end]).strip():
        return span
    if end == len(text) and text[-1] != "\n":
        # The file ends without a line end, and so it stays.
        above = line_start(text, start - 1) if start else 0
        if start and not text[above:start].strip():
            start = above
        return Span(len(text[:start].rstrip("\r\n")) if start else 0, end)
    if _stands_alone(text, span) and start > 0:
        return Span(line_start(text, start - 1), end)
    return Span(start, end)


def _plain(note: NoteText) -> NoteText:
    return replace(note, body=note.body.replace("\r\n", "\n").replace("\r", "\n").strip())


def _writable(note: NoteText, *, alone: bool) -> NoteText:
    """Return the note as the grammar can hold it at its place."""
    level = note.level or (None if alone and note.date else DEFAULT_LEVEL)
    return replace(_plain(note), level=level)


def _serialised(note: NoteText, ending: str) -> str:
    """Return the characters of a note, "" if the grammar cannot hold it."""
    from mine_reader.text import serialise_note  # noqa: PLC0415 - no start needs it

    try:
        return serialise_note(note).replace("\n", ending)
    except NoteSyntaxError:
        return ""


def _edit(span: Span, characters: str, note: NoteText, article: int, owner: AnnotationId) -> _Edit | None:
    return _Edit(span, characters, note, article, owner) if characters else None


_STATUS = ("——已完成", "——未完成")


def _ticked(as_is: _Edit, note: NoteText, gap: str) -> _Edit | None:
    """Return the edit that changes nothing but the status, None if more changed."""
    if as_is.note is None or replace(_plain(as_is.note), status=None) != replace(note, status=None):
        return None
    bare = as_is.characters
    for status in _STATUS:
        bare = bare.removesuffix(status)
    status = "" if note.status is None else _STATUS[0 if note.status == "done" else 1]
    return replace(as_is, characters=bare + status + gap, note=note)


def _origins(offsets: Mapping[AnnotationId, int], issue: ParsedIssue) -> dict[AnnotationId, int]:
    """Return the ordinal of the note that begins at each offset."""
    at = {note.span.start: ordinal for ordinal, (_, note) in enumerate(source_notes(issue))}
    return {owner: at[offset] for owner, offset in offsets.items() if offset in at}
