r"""Lines of a stretch of text. They end at "\n" alone; a "\r" before it belongs to the line end."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from mine_reader.model import Span

HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines without their ends; `starts` has one more entry than `rows`: the end of the stretch."""

    rows: list[str]
    starts: list[int]

    def __len__(self) -> int:
        return len(self.rows)

    def span(self, first: int, last: int) -> Span:
        """Return the span of the lines `first` to `last`, both included, with their ends."""
        return Span(self.starts[first], self.starts[last + 1])

    def at(self, offset: int) -> int:
        """Return the index of the line that holds `offset`."""
        return min(max(bisect_right(self.starts, offset) - 1, 0), len(self.rows) - 1)


def split_lines(text: str, span: Span | None = None) -> Lines:
    """Split a stretch of `text` (all of it by default) into lines."""
    start, end = (span.start, span.end) if span else (0, len(text))
    pieces = text[start:end].split("\n")
    starts = [start]
    for piece in pieces:
        starts.append(starts[-1] + len(piece) + 1)
    if pieces[-1]:
        starts[-1] = end
    else:
        pieces.pop()
        starts.pop()
    return Lines([piece.removesuffix("\r") for piece in pieces], starts)


def is_blank(row: str) -> bool:
    """Return whether a line shows nothing."""
    return not row or row.isspace()


def heading_level(row: str) -> int:
    """Return the level of an ATX heading, 0 for any other line."""
    found = HEADING.match(row) if "#" in row else None
    return len(found[1]) if found else 0


def ends_stretch(row: str) -> bool:
    """Return whether a note cannot reach over this line."""
    return is_blank(row.lstrip(" \t>")) or heading_level(row) > 0


def heading_text(row: str) -> str:
    """Return what an ATX heading says, its closing marks taken off."""
    rest = row.strip().lstrip("#").strip()
    bare = rest.rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else rest
