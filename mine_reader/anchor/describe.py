"""From a span of a text to a selector."""

from mine_reader.model import Selector, Span

CONTEXT = 32


def describe(text: str, span: Span) -> Selector:
    """Return what finds `span` again: its quote, the text around it, and its position."""
    return Selector(
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        start=span.start,
        end=span.end,
    )
