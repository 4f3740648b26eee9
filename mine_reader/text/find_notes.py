"""Notes in a text, with their places."""

from bisect import bisect_right

from mine_reader.model import Block, BlockKind, ParseWarning, Placement, SourceNote, Span
from mine_reader.text.blocks import scan_blocks
from mine_reader.text.lines import Lines, ends_stretch, split_lines
from mine_reader.text.marks import Marks, mark_lines, notes_in

UNCLOSED = "A note was opened by “{excerpt}” and never closed; it is shown as text"
_EXCERPT = 20


def parse_notes(text: str, span: Span | None = None) -> tuple[tuple[SourceNote, ...], tuple[ParseWarning, ...]]:
    """Return the notes of a stretch of `text` (all of it by default) and warnings about those never closed.

    The stretch is an article's body: a note before its first block belongs to the article.
    """
    whole = span or Span(0, len(text))
    if text.find("『", whole.start, whole.end) < 0:
        return (), ()
    lines = split_lines(text, whole)
    found: list[SourceNote] = []
    unclosed: list[int] = []
    for first, last in _stretches(lines, mark_lines(text, lines)):
        for note, start, end in notes_in(text, lines.starts[first], lines.starts[last + 1]):
            if note is None:
                unclosed.append(start)
            else:
                found.append(SourceNote(note, Span(start, end), Placement.INLINE))
    return _placed(text, scan_blocks(text, whole), found), _warnings(text, whole, lines, unclosed)


def is_note_alone(text: str, block: Block) -> bool:
    """Return whether a block is a paragraph of nothing but notes."""
    notes, _ = parse_notes(text, block.span) if block.kind is BlockKind.PARAGRAPH else ((), ())
    return bool(notes) and notes[0].placement is Placement.ARTICLE


def without_notes(text: str, span: Span) -> str:
    """Return a stretch of text without its notes."""
    kept, position = "", span.start
    for note in parse_notes(text, span)[0]:
        kept += text[position : note.span.start]
        position = note.span.end
    return kept + text[position : span.end]


def _warnings(text: str, whole: Span, lines: Lines, unclosed: list[int]) -> tuple[ParseWarning, ...]:
    if not unclosed:
        return ()
    first = text.count("\n", 0, whole.start) + 1
    return tuple(
        ParseWarning(
            UNCLOSED,
            first + lines.at(start),
            {"excerpt": text[start : start + _EXCERPT].partition("\n")[0].rstrip()},
        )
        for start in unclosed
    )


def _stretches(lines: Lines, marks: Marks) -> list[tuple[int, int]]:
    """Return the first and last lines of the runs in which notes may stand: no blank line, heading or code."""
    stretches: list[tuple[int, int]] = []
    first = row = 0
    while row < len(lines):
        if row not in marks.fences and not ends_stretch(lines.rows[row]):
            row = marks.notes.get(row, row + 1) if row in marks.notes else row + 1
            continue
        if row > first:
            stretches.append((first, row - 1))
        if row not in marks.fences and "『" in lines.rows[row]:
            stretches.append((row, row))  # a heading may hold a note
        row = marks.fences.get(row, row) + 1
        first = row
    if row > first:
        stretches.append((first, row - 1))
    return [pair for pair in stretches if any("『" in row for row in lines.rows[pair[0] : pair[1] + 1])]


def _placed(text: str, blocks: tuple[Block, ...], notes: list[SourceNote]) -> tuple[SourceNote, ...]:
    """Give notes that are paragraphs of their own to the block before them, or to the article."""
    starts = [block.span.start for block in blocks]
    inside: dict[int, list[SourceNote]] = {}
    for note in notes:
        inside.setdefault(max(bisect_right(starts, note.span.start) - 1, 0), []).append(note)
    placed: list[SourceNote] = []
    leading = 0  # how many blocks at the beginning are notes alone
    for index, members in inside.items():
        block = blocks[index]
        if block.kind is not BlockKind.PARAGRAPH or not _covers(text, block.span, members):
            placed.extend(note for note in members if note.note.level is not None)
            continue
        placement = Placement.ARTICLE if index == leading else Placement.BLOCK
        leading += index == leading
        placed.extend(SourceNote(note.note, note.span, placement) for note in members)
    return tuple(placed)


def _covers(text: str, block: Span, notes: list[SourceNote]) -> bool:
    """Return whether nothing but notes stands in a block; without a level a note must be alone."""
    if len(notes) > 1 and any(note.note.level is None for note in notes):
        return False
    position = block.start
    for note in notes:
        if text[position : note.span.start].strip():
            return False
        position = note.span.end
    return not text[position : block.end].strip()
