"""From a selector to the span it means in a text that may have changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mine_reader.anchor.normalise import Normalised
from mine_reader.model import AnchorState, Selector, Span

_SURE = 0.6
"""How much of the context must be there for a quote found elsewhere."""
_HALF = 0.45
"""Enough where something else speaks for the place, too: the text on one side is as it was."""
_MARGIN = 0.1
_LONG = 64
"""From this many characters on, a quote that occurs once speaks for itself."""
_FUZZY_FROM = 16
_FUZZY_FLOOR = 0.9
_SHORT = 12
_TINY = 4
"""A short quote may stand by chance beside text like its own: the text it touches must be the same, on one side; of a
tiny one on both."""
_TOUCH = 4
_MOST = 200
"""Occurrences looked at; a quote that is found more often is ambiguous anyway."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where a selector points to now, and how sure that is (1: everything is as it was)."""

    span: Span
    state: AnchorState
    score: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place; how much of the context is there, and on how many sides the very next characters are the same."""

    span: Span
    context: float
    touching: int


def resolve(text: str, selector: Selector) -> Resolved | None:
    """Return the span that `selector` means in `text`, or None if that is not certain."""
    if not selector.exact:
        return None
    if _unchanged(text, selector):
        return Resolved(Span(selector.start, selector.end), AnchorState.KEPT, 1.0)
    found = list(_occurrences(text, selector))
    if found:
        best = _choose(found, selector)
        if best is None:
            return None
        kept = best.span.start == selector.start
        return Resolved(best.span, AnchorState.KEPT if kept else AnchorState.MOVED, (1 + best.context) / 2)
    return _resolve_changed(text, selector)


def _unchanged(text: str, selector: Selector) -> bool:
    at = selector.start - len(selector.prefix)
    return at >= 0 and text.startswith(selector.prefix + selector.exact + selector.suffix, at)


def _occurrences(text: str, selector: Selector) -> Iterator[_Candidate]:
    at = text.find(selector.exact)
    for _ in range(_MOST):
        if at < 0:
            return
        span = Span(at, at + len(selector.exact))
        yield _candidate(text, span, selector)
        at = text.find(selector.exact, at + 1)


def _choose(found: list[_Candidate], selector: Selector) -> _Candidate | None:
    """Return the one occurrence that is meant; None if it is not sure or if there is another like it."""
    ranked = sorted(found, key=lambda candidate: candidate.context, reverse=True)
    best = ranked[0]
    if len(ranked) > 1 and best.context - ranked[1].context < _MARGIN:
        return None
    if best.touching < (len(selector.exact) < _SHORT) + (len(selector.exact) < _TINY):
        return None
    at_its_place = best.span.start == selector.start
    long = len(selector.exact) >= _LONG
    if best.context >= _SURE or (best.context >= _HALF and (at_its_place or long)) or (long and len(found) == 1):
        return best
    return None


def _candidate(text: str, span: Span, selector: Selector) -> _Candidate:
    before, after = selector.prefix[-_TOUCH:], selector.suffix[:_TOUCH]
    touching = text.endswith(before, 0, span.start) + text.startswith(after, span.end)
    return _Candidate(span, _context(text, span, selector), touching)


def _context(text: str, span: Span, selector: Selector) -> float:
    """Return how much of the selector's context stands around `span`, from 0 to 1."""
    size = len(selector.prefix) + len(selector.suffix)
    if not size:
        return float(span.end - span.start == len(text))
    before = text[max(0, span.start - len(selector.prefix)) : span.start]
    after = text[span.end : span.end + len(selector.suffix)]
    matching = _likeness(before, selector.prefix) * len(selector.prefix)
    matching += _likeness(after, selector.suffix) * len(selector.suffix)
    return matching / size


def _likeness(left: str, right: str) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415 (most texts never change)

    # Two unrelated texts of one language come to 0.4: that much counts for nothing.
    return max(0.0, (fuzz.ratio(left, right) / 100 - 0.4) / 0.6)


def _resolve_changed(text: str, selector: Selector) -> Resolved | None:
    """Look for the quote without regard to white space and width, then for one that is nearly the same."""
    there = Normalised(text)
    wanted = replace(
        selector,
        exact=Normalised(selector.exact).text,
        prefix=Normalised(selector.prefix).text,
        suffix=Normalised(selector.suffix).text,
        start=-1,
    )
    if not wanted.exact:
        return None
    found = list(_occurrences(there.text, wanted))
    likeness = 1.0
    best = _choose(found, wanted) if found else None
    if not found:
        best, likeness = _similar(there.text, wanted)
    if best is None:
        return None
    return Resolved(there.original(best.span), AnchorState.MOVED, likeness * (1 + best.context) / 2)


def _similar(text: str, wanted: Selector) -> tuple[_Candidate | None, float]:
    """Return the only passage that is nearly the quote and stands in its context."""
    if len(wanted.exact) < _FUZZY_FROM:
        return None, 0.0
    span, likeness = _nearest(text, wanted.exact)
    if span is None or _DIGITS.findall(span.of(text)) != _DIGITS.findall(wanted.exact):
        return None, 0.0
    rival, _ = _nearest(text[: span.start] + "\0" * len(span) + text[span.end :], wanted.exact)
    found = [_candidate(text, at, wanted) for at in (span, rival) if at is not None]
    best = _choose(found, wanted)
    if best is None or best.span != span or best.context < _SURE:
        return None, 0.0
    return best, likeness


def _nearest(text: str, exact: str) -> tuple[Span | None, float]:
    """Return the passage most like `exact` if it is like enough, cut where the two begin and end to agree."""
    from rapidfuzz import fuzz  # noqa: PLC0415
    from rapidfuzz.distance import Indel, Postfix, Prefix  # noqa: PLC0415

    rough = fuzz.partial_ratio_alignment(exact, text, score_cutoff=100 * _FUZZY_FLOOR - 10)
    if rough is None or len(text) < len(exact):
        return None, 0.0
    slack = len(exact) // 8 + 2
    start = max(0, rough.dest_start - slack)
    window = text[start : rough.dest_end + slack]
    same = [op for op in Indel.opcodes(exact, window) if op.tag == "equal" and op.src_end - op.src_start > 1]
    if not same:
        return None, 0.0
    first, last = same[0], same[-1]
    # An edge may be aligned with a stray character further out although it stands right here.
    head = Postfix.similarity(exact[: first.src_start], window[: first.dest_start])
    tail = Prefix.similarity(exact[last.src_end :], window[last.dest_end :])
    span = Span(start + first.dest_start - head, start + last.dest_end + tail)
    likeness = Indel.normalized_similarity(exact, span.of(text))
    return (span, likeness) if likeness >= _FUZZY_FLOOR else (None, 0.0)
