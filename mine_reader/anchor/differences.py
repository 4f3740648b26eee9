"""What is different between two versions of a text, for people: by words, or by characters where there are none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_TOKEN = re.compile(r"\n|[^\S\n]+|[0-9A-Za-z\u00c0-\u024f\u0370-\u052f]+|.", re.DOTALL)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST_CELLS = 20_000_000
"""Comparing takes a bit for each pair of words; beyond so many, the one is shown as gone and the other as new."""
_CRUMB = 1
"""So few characters in a row that stayed between others that did not are no help to a reader."""


class Kind(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of one of two texts, or of both; `start` is its place in the old text."""

    kind: Kind
    text: str
    start: int


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """Return stretches that make the old text without those that are NEW, and the new one without those that are GONE.

    Lines first, then words in those that changed, so that long texts take no long time.
    """
    found: list[Difference] = []
    for kind, before, after in _gathered(_steps(_LINE.findall(old), _LINE.findall(new))):
        if kind is Kind.SAME:
            _add(found, kind, before)
            continue
        for inner, gone, came in _gathered(_crumbs(_steps(_TOKEN.findall(before), _TOKEN.findall(after)))):
            if inner is Kind.SAME:
                _add(found, inner, gone)
            else:
                _add(found, Kind.GONE, gone)
                _add(found, Kind.NEW, came)
    at = 0
    placed = []
    for one in found:
        placed.append(Difference(one.kind, one.text, at))
        at += 0 if one.kind is Kind.NEW else len(one.text)
    return tuple(placed)


_Step = tuple[Kind, str, str]
"""What it is, and its text in the old and in the new version; GONE stands for every change here."""


def _add(found: list[Difference], kind: Kind, text: str) -> None:
    if text:
        found.append(Difference(kind, text, 0))


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[_Step]:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - no start needs it

    head = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    head = min(len(old), len(new)) if head is None else head
    room = min(len(old), len(new)) - head
    tail = next((at for at in range(room) if old[-1 - at] != new[-1 - at]), room)
    yield Kind.SAME, "".join(old[:head]), "".join(new[:head])
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(left) * len(right) > _MOST_CELLS:
        yield Kind.GONE, "".join(left), "".join(right)
    else:
        for op in Indel.opcodes(left, right):
            kind = Kind.SAME if op.tag == "equal" else Kind.GONE
            yield kind, "".join(left[op.src_start : op.src_end]), "".join(right[op.dest_start : op.dest_end])
    end = len(old) - tail
    yield Kind.SAME, "".join(old[end:]), "".join(new[len(new) - tail :])


def _gathered(steps: Iterator[_Step]) -> Iterator[_Step]:
    """Put steps of one kind that follow each other together, and leave out those without text."""
    last: _Step | None = None
    for kind, old, new in steps:
        if not old and not new:
            continue
        if last is not None and last[0] is kind:
            last = (kind, last[1] + old, last[2] + new)
            continue
        if last is not None:
            yield last
        last = (kind, old, new)
    if last is not None:
        yield last


def _crumbs(steps: Iterator[_Step]) -> Iterator[_Step]:
    """Count what little stayed in the midst of changes as changed: the words around it are easier to read so."""
    known = list(_gathered(steps))
    for at, (kind, old, new) in enumerate(known):
        inside = 0 < at < len(known) - 1
        little = len(old.strip()) <= _CRUMB and "\n" not in old
        if kind is Kind.SAME and inside and little and _both(known[at - 1]) and _both(known[at + 1]):
            yield Kind.GONE, old, new
        else:
            yield kind, old, new


def _both(step: _Step) -> bool:
    return bool(step[1]) and bool(step[2])
