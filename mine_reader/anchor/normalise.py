"""Text without what a re-published text changes for looks only: white space, invisible marks, full or half width."""

import re
from bisect import bisect_left
from itertools import pairwise

from mine_reader.model import Span

_SKIPPED = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(wide): ord(half) for wide, half in zip("。、“”‘’", ".,\"\"''", strict=True)
}


def normalised(text: str) -> str:
    """Return a text as it is compared."""
    return _SKIPPED.sub("", text).translate(_WIDTH)


class Normalised:
    """A text for comparing, which knows where each of its characters came from."""

    def __init__(self, text: str) -> None:
        kept: list[str] = []
        self._origin: list[int] = []
        self._breaks = [0]
        at = 0
        for match in _SKIPPED.finditer(text):
            kept.append(text[at : match.start()])
            self._origin.extend(range(at, match.start()))
            if "\n" in match[0]:
                self._breaks.append(len(self._origin))
            at = match.end()
        kept.append(text[at:])
        self._origin.extend(range(at, len(text)))
        self._breaks.append(len(self._origin))
        self.text = "".join(kept).translate(_WIDTH)

    def lines(self) -> list[Span]:
        """Return the lines that have anything in them."""
        return [Span(start, end) for start, end in pairwise(self._breaks) if start < end]

    def within(self, span: Span) -> Span:
        """Return where a `span` of the original stands in the normalised text."""
        return Span(bisect_left(self._origin, span.start), bisect_left(self._origin, span.end))

    def original(self, span: Span) -> Span:
        """Return where a non-empty `span` of the normalised text stands in the original."""
        return Span(self._origin[span.start], self._origin[span.end - 1] + 1)
