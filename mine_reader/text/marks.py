"""What reaches over several lines: fenced code, `:::` boxes and notes, each only where it is closed."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from mine_reader.model import NoteText
from mine_reader.text.lines import Lines, ends_stretch
from mine_reader.text.notes import OPENING, matching_brackets, read_note, read_status

_FENCE = re.compile(r"([ \t>]*)(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`]*$)|~{3,})(.*)")
_BOX = re.compile(r"[ \t]*:{3,}[ \t]*(.*)")
_MAX_FENCE = 32
_BACKTICKS = re.compile(r"`+")
_TOKEN = re.compile(rf"`+|{OPENING.pattern}")


@dataclass(frozen=True, slots=True)
class Marks:
    """For the line where something opens, the line where it closes."""

    fences: dict[int, int] = field(default_factory=dict)
    boxes: dict[int, int] = field(default_factory=dict)
    notes: dict[int, int] = field(default_factory=dict)
    unclosed: list[int] = field(default_factory=list)
    """Lines that open a fence or box that nothing closes: text."""


def mark_lines(text: str, lines: Lines) -> Marks:
    """Find what spans lines, in one pass; what opens first holds what is in it."""
    marks = Marks()
    closing = _Fences(lines.rows)
    opened: list[int] = []
    known_until = 0
    row = 0
    while row < len(lines):
        content = lines.rows[row]
        if (end := closing.end(row)) is not None:
            marks.fences[row] = end
            row = end + 1
            continue
        if closing.opens(row):
            marks.unclosed.append(row)
        if "『" in content and row >= known_until:
            known_until = _mark_notes(text, lines, row, marks.notes)
        if row in marks.notes:
            row = _chain_end(marks.notes, row)
        elif ":::" in content and (box := _BOX.fullmatch(content)):
            _mark_box(marks, opened, row, bool(box[1].strip()))
        row += 1
    marks.unclosed.extend(opened)
    return marks


def _mark_box(marks: Marks, opened: list[int], row: int, names_box: bool) -> None:
    if names_box:
        opened.append(row)
    elif opened:
        marks.boxes[opened.pop()] = row


def _chain_end(ends: dict[int, int], row: int) -> int:
    """Return the last line of notes of which each opens on the line where the one before closes."""
    while row in ends:
        row = ends[row]
    return row


class _Fences:
    """Looks for the end of a fence; no line is looked at twice for the same kind of fence."""

    def __init__(self, rows: list[str]) -> None:
        self._rows = rows
        self._hopeless: dict[tuple[bool, str], int] = {}

    def opens(self, row: int) -> bool:
        content = self._rows[row]
        return ("```" in content or "~~~" in content) and _FENCE.match(content) is not None

    def end(self, row: int) -> int | None:
        content = self._rows[row]
        found = _FENCE.match(content) if self.opens(row) else None
        if not found:
            return None
        kind = (">" in found[1], found[2][0])
        length = min(len(found[2]), _MAX_FENCE)
        if length >= self._hopeless.get(kind, _MAX_FENCE + 1):
            return None
        for candidate in range(row + 1, len(self._rows)):
            if self._closes(candidate, kind, length):
                return candidate
        self._hopeless[kind] = length
        return None

    def _closes(self, row: int, kind: tuple[bool, str], length: int) -> bool:
        content = self._rows[row]
        bare = content.strip(" \t>") if kind[0] else content.strip()
        return len(bare) >= length and bare[0] == kind[1] and not bare.strip(kind[1])


def _mark_notes(text: str, lines: Lines, first: int, ends: dict[int, int]) -> int:
    last = first
    while last + 1 < len(lines) and not ends_stretch(lines.rows[last + 1]):
        last += 1
    if last > first:
        for note, start, end in notes_in(text, lines.starts[first], lines.starts[last + 1]):
            opens, closes = lines.at(start), lines.at(end - 1)
            if note and closes > opens:
                ends[opens] = closes
    return last + 1


def notes_in(text: str, start: int, end: int) -> Iterator[tuple[NoteText | None, int, int]]:
    """Yield the notes of a stretch that has no blank line: the note (None: it is not closed), its begin and end.

    Without a level only those at the beginning of a line, with a date. None in code spans.
    """
    stretch = text[start:end]
    pairs = matching_brackets(stretch)
    code = _CodeSpans(stretch)
    position = 0
    while token := _TOKEN.search(stretch, position):
        position = token.end()
        if token[0][0] == "`":
            position = code.end(token)
        elif (opening := OPENING.match(stretch, token.start())) and not _escaped(stretch, token.end() - 1):
            note, note_end = _closed_note(stretch, opening, pairs)
            if note is not None:
                position = note_end
            if note is not None or (opening.end() - 1 not in pairs and _is_candidate(stretch, opening)):
                yield note, start + opening.start(), start + position


class _CodeSpans:
    """The ends of code spans in a stretch."""

    def __init__(self, stretch: str) -> None:
        self._runs: dict[int, list[int]] = {}
        if "`" in stretch:
            for run in _BACKTICKS.finditer(stretch):
                self._runs.setdefault(len(run[0]), []).append(run.start())

    def end(self, opening: re.Match[str]) -> int:
        """Return where the code that these backticks open ends; their own end if it never does."""
        length = len(opening[0])
        starts = self._runs.get(length, [])
        following = bisect_right(starts, opening.start())
        escaped = _escaped(opening.string, opening.start())
        return opening.end() if escaped or following >= len(starts) else starts[following] + length


def _escaped(text: str, offset: int) -> bool:
    first = offset
    while first > 0 and text[first - 1] == "\\":
        first -= 1
    return (offset - first) % 2 == 1


def _is_candidate(stretch: str, opening: re.Match[str]) -> bool:
    if opening[1] is not None:
        return True
    begin = opening.start()
    while begin > 0 and stretch[begin - 1] in " \t\r":
        begin -= 1
    return begin == 0 or stretch[begin - 1] == "\n"


def _closed_note(stretch: str, opening: re.Match[str], pairs: dict[int, int]) -> tuple[NoteText | None, int]:
    close = pairs.get(opening.end() - 1)
    if close is None or not _is_candidate(stretch, opening):
        return None, 0
    status, end = read_status(stretch, close + 1)
    note = read_note(stretch, opening, close, status)
    if note is None or (note.level is None and note.date is None):
        return None, 0
    return note, end
