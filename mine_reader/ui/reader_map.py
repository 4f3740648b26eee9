"""Where plain text stands in the reader's document.

Plain text counts code points; QTextDocument counts UTF-16 units and has characters of its own
(U+FFFC for an image, U+FDD0 and U+FDD1 around tables). The n-th visible character is the same in both.
"""

from bisect import bisect_left
from collections.abc import Iterator

from mine_reader.model import Span

_OWN = frozenset("\ufffc\ufdd0\ufdd1")


def _visible(text: str) -> Iterator[tuple[int, str]]:
    return ((at, char) for at, char in enumerate(text) if not char.isspace() and char not in _OWN)


def utf16_offsets(text: str) -> list[int]:
    """Return the offset in UTF-16 units of every code point of `text`, and of its end."""
    if text.isascii():
        return list(range(len(text) + 1))
    offsets = [0]
    at = 0
    for char in text:
        at += 2 if char > "\uffff" else 1
        offsets.append(at)
    return offsets


class TextMap:
    """Maps spans of `text` to positions in `document`, which ends with that text and counts from `origin`."""

    def __init__(self, text: str, document: str, origin: int = 0) -> None:
        ours = list(_visible(text))
        theirs = list(_visible(document))
        theirs = theirs[len(theirs) - len(ours) :] if len(ours) <= len(theirs) else []
        same = [char for _, char in ours] == [char for _, char in theirs]
        units = utf16_offsets(document)
        self._text = [at for at, _ in ours] if same else []
        self._starts = [origin + units[at] for at, _ in theirs] if same else []
        self._ends = [origin + units[at + 1] for at, _ in theirs] if same else []

    @property
    def bounds(self) -> tuple[int, int] | None:
        """Where the text begins and ends in the document; None if it is empty or not there."""
        return (self._starts[0], self._ends[-1]) if self._starts else None

    def to_document(self, span: Span) -> tuple[int, int] | None:
        """Return where the visible characters of `span` stand; None if there are none."""
        first, after = bisect_left(self._text, span.start), bisect_left(self._text, span.end)
        return (self._starts[first], self._ends[after - 1]) if first < after else None

    def to_text(self, start: int, end: int) -> Span | None:
        """Return the span of the visible characters from `start` to `end`, None if there are none in the text."""
        first, after = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return Span(self._text[first], self._text[after - 1] + 1) if first < after else None
