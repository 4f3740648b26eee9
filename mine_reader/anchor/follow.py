"""From a place in a text to the same place in what the text became."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mine_reader.anchor.normalise import Normalised, normalised
from mine_reader.model import Span

FLOOR = 0.75
"""How much of the quote as it was made must be left of it, where its place is known."""
_AROUND = 24
_SOLID = 2
"""Fewer characters in a row may be the same by chance."""
_TOUCH = 4
_WHOLE = 6
"""From this many characters on, a quote that is whole need touch nothing it touched before."""
_STOPS = ".!?;"
_LONG = 12
"""From this many on, a third of what stood around it is enough, else a half."""
_REACH = 96
"""How far what stood around a quote may have gone, where something was put in between."""
_MOST_CELLS = 200_000_000
"""Comparing two texts takes a bit for each pair of characters: this many are 25 MB."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters in a row that are in both texts."""

    old: int
    new: int
    size: int


class Changes:
    """What became of each character of a text that was published anew; white space and width are no change."""

    def __init__(self, old: str, new: str) -> None:
        self._texts = old, new
        self._old, self._new = Normalised(old), Normalised(new)
        self._to = [-1] * len(self._old.text)
        self._from = [-1] * len(self._new.text)
        for run in _runs(self._old, self._new):
            for offset in range(run.size):
                self._to[run.old + offset] = run.new + offset
                self._from[run.new + offset] = run.old + offset

    def follow(self, span: Span, made: str) -> Span | None:
        """Return where `span` of the old text is in the new one, or None if that is not sure.

        What is there is held against `made`, the quote as it was made, however often it changed since.
        """
        inside = self._old.within(span)
        if not len(inside):
            return None
        candidates = [
            found for found in (self._outer(inside), self._inner(inside), self._whole(inside)) if found is not None
        ]
        wanted = normalised(made)
        scored = [(_likeness(wanted, found.of(self._new.text)), found) for found in candidates]
        likeness, best = max(scored, key=lambda pair: pair[0], default=(0.0, Span(0, 0)))
        if likeness < FLOOR or not self._is_sure(inside, best):
            return None
        return self._with_edges(span, self._new.original(best))

    def _with_edges(self, old: Span, new: Span) -> Span:
        """Take the white space along that the old span began and ended with."""
        quote = old.of(self._texts[0])
        lead = len(quote) - len(quote.lstrip())
        trail = len(quote) - len(quote.rstrip())
        same = self._texts[1].startswith(quote[:lead], max(0, new.start - lead)) and self._texts[1].startswith(
            quote[len(quote) - trail :], new.end
        )
        return Span(new.start - lead, new.end + trail) if same and new.start >= lead else new

    def was_elsewhere(self, span: Span, old: Span) -> bool:
        """Return whether what is at `span` of the new text stood in the old one already, but not at `old`."""
        inside, there = self._old.within(old), self._new.within(span)
        came = [self._from[at] for at in range(there.start, there.end)]
        return 2 * sum(at >= 0 and not inside.start <= at < inside.end for at in came) > len(came)

    def was_there(self, span: Span) -> bool:
        """Return whether what is at `span` of the new text stood in the old one already, as it is or nearly so."""
        there = self._new.within(span)
        came = [at for at in self._from[there.start : there.end] if at >= 0]
        if 2 * len(came) <= len(there):
            return False
        return _likeness(there.of(self._new.text), self._old.text[came[0] : came[-1] + 1]) >= FLOOR

    def _inner(self, inside: Span) -> Span | None:
        """Return from the first to the last character that is still there."""
        there = [at for at in range(inside.start, inside.end) if self._to[at] >= 0]
        if not there:
            return None
        start, end = self._to[there[0]], self._to[there[-1]] + 1
        # What is next to a change may be taken for what is like it further out although it stands right here.
        head = _same_end(self._old.text[inside.start : there[0]], self._new.text[max(0, start - len(inside)) : start])
        tail = _same_start(self._old.text[there[-1] + 1 : inside.end], self._new.text[end : end + len(inside)])
        return Span(start - head, end + tail) if start < end else None

    def _whole(self, inside: Span) -> Span | None:
        """Return where the quote stands whole, if that is near to what seems left of it, and only there."""
        hull = self._inner(inside)
        if hull is None:
            return None
        near = Span(max(0, hull.start - len(inside)), hull.end + len(inside))
        text, quote = near.of(self._new.text), inside.of(self._old.text)
        at = text.find(quote)
        if at < 0 or text.find(quote, at + 1) >= 0:
            return None
        return Span(near.start + at, near.start + at + len(quote))

    def _outer(self, inside: Span) -> Span | None:
        """Return what stands between the text that was right before and the text that was right after."""
        start = self._to[inside.start]
        if start < 0:
            start = 0 if inside.start == 0 else self._to[inside.start - 1] + 1 or -1
        end = self._to[inside.end - 1] + 1
        if end <= 0:
            end = len(self._new.text) if inside.end == len(self._to) else self._to[inside.end]
        return Span(start, end) if 0 <= start < end else None

    def _is_sure(self, inside: Span, found: Span) -> bool:
        """Return whether enough around is as it was, and on one side at least what touches the quote."""
        old = Span(max(0, inside.start - _AROUND), min(len(self._to), inside.end + _AROUND))
        new = Span(found.start - _REACH, found.end + _REACH)
        # That a text began or ended so near, and still does, says as much as what would stand there.
        ends = max(0, _AROUND - max(inside.start, found.start))
        ends += max(0, _AROUND - max(len(self._to) - inside.end, len(self._from) - found.end))
        stayed = ends + sum(new.start <= self._to[at] < new.end for at in range(old.start, old.end))
        whole = all(self._to[inside.start + at] == found.start + at for at in range(len(inside)))
        if (3 if whole and len(inside) >= _LONG else 2) * stayed < ends + len(old):
            return False
        left = self._same(inside.start - _TOUCH, found.start - _TOUCH)
        if left or self._same(inside.end, found.end) or stayed == ends + len(old):
            return True
        return whole and len(inside) >= _WHOLE

    def _same(self, old: int, new: int) -> bool:
        """Return whether the characters from here on are those from there on; the end of both texts is the same."""
        return all(self._same_one(old + offset, new + offset) for offset in range(_TOUCH))

    def _same_one(self, old: int, new: int) -> bool:
        if not 0 <= old < len(self._to):
            return not 0 <= new < len(self._from)
        return self._to[old] == new


def _same_start(left: str, right: str) -> int:
    return next(
        (at for at, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), min(len(left), len(right))
    )


def _same_end(left: str, right: str) -> int:
    return _same_start(left[::-1], right[::-1])


def _likeness(wanted: str, found: str) -> float:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 (most texts never change)

    return Levenshtein.normalized_similarity(wanted, found)


def _runs(old: Normalised, new: Normalised) -> Iterator[_Run]:
    """Yield what is the same: whole lines first, then what is inside of lines that changed."""
    old_lines, new_lines = old.lines(), new.lines()
    before = _Run(0, 0, 0)
    for lines in _equal([line.of(old.text) for line in old_lines], [line.of(new.text) for line in new_lines]):
        first, last = old_lines[lines.old], old_lines[lines.old + lines.size - 1]
        run = _Run(first.start, new_lines[lines.new].start, last.end - first.start)
        yield from _inside(old.text, new.text, before, run)
        yield run
        before = run
    yield from _inside(old.text, new.text, before, _Run(len(old.text), len(new.text), 0))


def _inside(old: str, new: str, before: _Run, after: _Run) -> Iterator[_Run]:
    """Yield what is the same between two runs of lines."""
    left, right = Span(before.old + before.size, after.old), Span(before.new + before.size, after.new)
    if 0 < len(left) * len(right) <= _MOST_CELLS:
        for run in _equal(left.of(old), right.of(new)):
            at_start = run.old == run.new == 0
            at_end = (run.old + run.size, run.new + run.size) == (len(left), len(right))
            if run.size >= _SOLID or at_start or at_end:
                yield _Run(left.start + run.old, right.start + run.new, run.size)


def _equal(old: Sequence[str], new: Sequence[str]) -> Iterator[_Run]:
    """Yield the longest common runs, each to the end of a sentence where it may end there or elsewhere."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    before: _Run | None = None
    for op in Indel.opcodes(old, new):
        if op.tag != "equal":
            continue
        run = _Run(op.src_start, op.dest_start, op.src_end - op.src_start)
        if before is not None:
            by = _slide(old, new, before, run)
            yield _Run(before.old, before.new, before.size + by)
            run = _Run(run.old + by, run.new + by, run.size - by)
        before = run
    if before is not None:
        yield before


def _slide(old: Sequence[str], new: Sequence[str], before: _Run, after: _Run) -> int:
    """Return how much of the run after a gap is to stand before it; less than nothing: the other way round."""
    left, right = before.old + before.size, before.new + before.size
    if left < after.old and right < after.new:
        return 0
    text, gap, end = (old, left, after.old) if right == after.new else (new, right, after.new)
    on = next((by for by in range(after.size) if text[gap + by] != text[end + by]), after.size)
    back = next((by for by in range(before.size) if text[gap - 1 - by] != text[end - 1 - by]), before.size)
    return next((by for by in range(on, -back - 1, -1) if text[gap + by - 1][-1:] in _STOPS), on)
