"""From a span of a text to a selector."""

from functools import lru_cache

from mine_reader.anchor.normalise import normalised
from mine_reader.model import Selector, Span

CONTEXT = 32
"""Characters of the text on each side of a quote that occurs once."""
_MAX_CONTEXT = 512
_MAX_TEXT = 1_000_000
"""Characters of a text from which on looking for twins of each of its notes would take too long."""


def describe(text: str, span: Span) -> Selector:
    """Return what finds `span` again: its quote, the text around it, and its position.

    A quote that the text holds twice gets more of the text around it, on either side until that side with the quote
    occurs once. So what stands beside the same side again is it, and `has_twins` knows that there were others.
    """
    before = after = CONTEXT
    compared = _compared(text)
    if not _is_single(compared, span.of(text)):
        before = after = 2 * CONTEXT
        while _has_more(before, span.start) and not _is_single(compared, text[span.start - before : span.end]):
            before *= 2
        while _has_more(after, len(text) - span.end) and not _is_single(compared, text[span.start : span.end + after]):
            after *= 2
    return Selector(
        exact=span.of(text),
        prefix=text[max(0, span.start - before) : span.start],
        suffix=text[span.end : span.end + after],
        start=span.start,
        end=span.end,
    )


def has_twins(selector: Selector) -> bool:
    """Return whether the quote stood at several places when it was described."""
    if max(len(selector.prefix), len(selector.suffix)) > CONTEXT:
        return True
    # A text that is too short for more context is all here.
    return not _is_single(normalised(selector.prefix + selector.exact + selector.suffix), selector.exact)


@lru_cache(maxsize=1)  # the notes of an article come one after the other
def _compared(text: str) -> str:
    return normalised(text) if len(text) < _MAX_TEXT else ""


def _has_more(size: int, there: int) -> bool:
    return size < min(_MAX_CONTEXT, there)


def _is_single(compared: str, part: str) -> bool:
    part = normalised(part)
    first = compared.find(part)
    return compared.find(part, first + 1) < 0
