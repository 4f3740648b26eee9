"""The piece of a text that shows why it was found."""

from collections.abc import Sequence

from mine_reader.model import Span
from mine_reader.text.segment import find_words

_BEFORE = 30


def snippet(text: str, words: Sequence[tuple[str, bool]], chars: int) -> tuple[str, tuple[Span, ...]]:
    """Return about so many characters around the first of the words, in one line, and where words are in it.

    Without any of the words it is the beginning of the text, and there are no spans.
    """
    first = next(iter(find_words(text, words, 1)), None)
    start = 0
    if first:
        start = max(first.start - _BEFORE, text.rfind("\n", 0, first.start) + 1)
    end = min(len(text), start + chars)
    piece = " ".join(text[start:end].split())
    before, after = "…" if start else "", "…" if end < len(text) else ""
    spans = find_words(piece, words) if first else ()
    return before + piece + after, tuple(Span(len(before) + one.start, len(before) + one.end) for one in spans)
