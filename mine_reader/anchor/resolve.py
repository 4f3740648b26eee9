"""From a selector to the span it means in a text that may have changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mine_reader.anchor.describe import CONTEXT, has_twins
from mine_reader.anchor.normalise import Normalised
from mine_reader.model import AnchorState, Selector, Span

_SURE = 0.6
"""How much of the context must be there for a quote found elsewhere."""
_HALF = 0.45
"""Enough where something else speaks for the place, too: the text on one side is as it was."""
_MARGIN = 0.1
_LONG = 24
"""From this many characters on, a quote that occurred once and does so now speaks for itself."""
_FUZZY_FROM = 16
_FUZZY_FLOOR = 0.92
_SHORT = 12
_TINY = 4
"""A short quote may stand by chance beside text like its own: the text it touches must be the same, on one side; of a
tiny one, and of one that had twins, on both."""
_TOUCH = 4
_TWIN_TOUCH = 12
_BOTH = 2
_PROOF = 16
"""Characters of one side from which on it proves a place if it is there to the letter."""
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
class _Wanted:
    """What is looked for: a selector, as it is or normalised."""

    exact: str
    prefix: str
    suffix: str
    start: int
    twins: bool
    from_start: bool
    """Whether nothing stood before `prefix`."""
    to_end: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place, and what of the context is there.

    `context` is how much of it; `touching` on how many sides the very next characters are the same, and `proofs` on
    how many sides everything is.
    """

    span: Span
    context: float
    touching: int
    proofs: int


def resolve(text: str, selector: Selector) -> Resolved | None:
    """Return the span that `selector` means in `text`, or None if that is not certain."""
    if not selector.exact:
        return None
    if _unchanged(text, selector):
        return Resolved(Span(selector.start, selector.end), AnchorState.KEPT, 1.0)
    wanted = _Wanted(
        selector.exact,
        selector.prefix,
        selector.suffix,
        selector.start,
        has_twins(selector),
        from_start=len(selector.prefix) == selector.start,
        to_end=len(selector.suffix) < CONTEXT or len(selector.suffix) % CONTEXT > 0,
    )
    found = list(_occurrences(text, wanted))
    if found:
        best = _choose(found, wanted)
        if best is None:
            return None
        kept = best.span.start == selector.start
        return Resolved(best.span, AnchorState.KEPT if kept else AnchorState.MOVED, (1 + best.context) / 2)
    return _resolve_changed(text, wanted)


def _unchanged(text: str, selector: Selector) -> bool:
    at = selector.start - len(selector.prefix)
    return at >= 0 and text.startswith(selector.prefix + selector.exact + selector.suffix, at)


def _occurrences(text: str, wanted: _Wanted) -> Iterator[_Candidate]:
    at = text.find(wanted.exact)
    for _ in range(_MOST):
        if at < 0:
            return
        yield _candidate(text, Span(at, at + len(wanted.exact)), wanted)
        at = text.find(wanted.exact, at + 1)


def _choose(found: list[_Candidate], wanted: _Wanted) -> _Candidate | None:
    """Return the one occurrence that is meant; None if it is not sure or if there is another like it."""
    ranked = sorted(found, key=lambda candidate: (candidate.proofs, candidate.context), reverse=True)
    best = ranked[0]
    if len(ranked) > 1 and _is_like(ranked[1], best):
        return None
    size = len(wanted.exact)
    if best.touching < (_BOTH if wanted.twins or size < _TINY else int(size < _SHORT)):
        return None
    if best.proofs > (wanted.twins and size < _SHORT):
        return best
    if wanted.twins:
        return None
    at_its_place = best.span.start == wanted.start
    if best.context >= _SURE or (best.context >= _HALF and (at_its_place or size >= _LONG)):
        return best
    return best if size >= _LONG and len(found) == 1 else None


def _is_like(other: _Candidate, best: _Candidate) -> bool:
    return other.proofs == best.proofs and best.context - other.context < _MARGIN


def _candidate(text: str, span: Span, wanted: _Wanted) -> _Candidate:
    size = _TWIN_TOUCH if wanted.twins else _TOUCH
    before, after = wanted.prefix[-size:], wanted.suffix[:size]
    left = text.endswith(before, 0, span.start) and (len(before) == size or span.start == len(before))
    right = text.startswith(after, span.end) and (len(after) == size or span.end + len(after) == len(text))
    return _Candidate(span, _context(text, span, wanted), left + right, _proofs(text, span, wanted))


def _proofs(text: str, span: Span, wanted: _Wanted) -> int:
    """Return on how many sides everything is as it was.

    Where the text began or ended beside the quote, one side alone proves a place only if it still does.
    """
    at_start = span.start == len(wanted.prefix)
    at_end = span.end + len(wanted.suffix) == len(text)
    left = text.endswith(wanted.prefix, 0, span.start) and (at_start or len(wanted.prefix) >= _PROOF)
    right = text.startswith(wanted.suffix, span.end) and (at_end or len(wanted.suffix) >= _PROOF)
    if left and right:
        return _BOTH
    if left:
        return int(len(wanted.prefix) >= _PROOF and (at_start or not wanted.from_start))
    return int(right and len(wanted.suffix) >= _PROOF and (at_end or not wanted.to_end))


def _context(text: str, span: Span, wanted: _Wanted) -> float:
    """Return how much of the selector's context stands around `span`, from 0 to 1."""
    size = len(wanted.prefix) + len(wanted.suffix)
    if not size:
        return float(span.end - span.start == len(text))
    before = text[max(0, span.start - len(wanted.prefix)) : span.start]
    after = text[span.end : span.end + len(wanted.suffix)]
    matching = _likeness(before, wanted.prefix) * len(wanted.prefix)
    matching += _likeness(after, wanted.suffix) * len(wanted.suffix)
    return matching / size


def _likeness(left: str, right: str) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415 (most texts never change)

    # Two unrelated texts of one language come to 0.4: that much counts for nothing.
    return max(0.0, (fuzz.ratio(left, right) / 100 - 0.4) / 0.6)


def _resolve_changed(text: str, written: _Wanted) -> Resolved | None:
    """Look for the quote without regard to white space and width, then for one that is nearly the same."""
    there = Normalised(text)
    wanted = _Wanted(
        Normalised(written.exact).text,
        Normalised(written.prefix).text,
        Normalised(written.suffix).text,
        start=-1,
        twins=written.twins,
        from_start=written.from_start,
        to_end=written.to_end,
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


def _similar(text: str, wanted: _Wanted) -> tuple[_Candidate | None, float]:
    """Return the only passage that is nearly the quote and stands in its context."""
    if len(wanted.exact) < _FUZZY_FROM:
        return None, 0.0
    span, likeness = _nearest(text, wanted.exact)
    if span is None or _DIGITS.findall(span.of(text)) != _DIGITS.findall(wanted.exact):
        return None, 0.0
    rival, _ = _nearest(text[: span.start] + "\0" * len(span) + text[span.end :], wanted.exact)
    found = [_candidate(text, at, wanted) for at in (span, rival) if at is not None]
    best = _choose(found, wanted)
    if best is None or best.span != span or best.proofs < _BOTH:
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
