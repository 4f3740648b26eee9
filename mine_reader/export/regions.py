"""Files that two write into: stretches between our marks are ours, every character outside them is the user's.

A mark holds the fingerprint of what was written. A stretch that the user changed all the same is never thrown
away: when it has to be replaced or removed, the changed text stays behind, outside the marks.
"""

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

_MARK = re.compile(r"%% mine-reader (begin|end) ([a-z]+-\d{1,19})(?: ([0-9a-f]{8}))? %%")
_FRONT = re.compile(r"(\ufeff?---\r?\n)(.*?)# mine-reader ([0-9a-f]{8})(?=\r?\n)", re.DOTALL)
_FENCE = "---\n"


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of ours: its key (`note-12`), and what is between its marks."""

    key: str
    content: str


@dataclass(frozen=True, slots=True)
class _Found:
    key: str
    text: str
    inner: str
    mark: str

    @property
    def untouched(self) -> bool:
        return fingerprint(self.inner) == self.mark


def fingerprint(text: str) -> str:
    """Return a short hash of all that is visible in a text."""
    return hashlib.sha256("".join(text.split()).encode("utf-8", "replace")).hexdigest()[:8]


def keys(text: str) -> tuple[str, ...]:
    """Return the keys of the stretches of a text, in order."""
    return tuple(found.key for found in _split(text)[1])


def merge(text: str, wanted: Sequence[Region], *, keep: Collection[str] = ()) -> str:
    """Bring our stretches of a text up to date: replace, add and remove; those to `keep` stay as they are.

    A new one goes before the next one that is there, since what the user wrote after one belongs to that.
    """
    line_end = "\r\n" if "\r\n" in text else "\n"
    gaps, found = _split(text)
    contents = {region.key: region.content for region in wanted}
    _remove(gaps, found, line_end, contents.keys() | set(keep))
    shown = [_renewed(item, contents.get(item.key), line_end) for item in found]
    order = [item.key for item in found]
    for place in range(len(wanted) - 1, -1, -1):
        region = wanted[place]
        if region.key not in order:
            following = next((other.key for other in wanted[place + 1 :] if other.key in order), None)
            index = len(order) if following is None else order.index(following)
            order.insert(index, region.key)
            shown.insert(index, _written(region.key, region.content, line_end))
            if gaps[index] and not gaps[index].endswith("\n"):
                gaps[index] += line_end
            gaps.insert(index + 1, line_end)
    return "".join(gap + item for gap, item in zip(gaps, [*shown, ""], strict=True))


def with_front_matter(text: str, yaml: str) -> str:
    """Bring the front matter up to date, unless the user or another program changed our part of it."""
    found = _FRONT.match(text)
    if found is None or fingerprint(found[2]) != found[3] or fingerprint(yaml) == found[3]:
        return text
    line_end = "\r\n" if found[1].endswith("\r\n") else "\n"
    front = f"{yaml}# mine-reader {fingerprint(yaml)}".replace("\n", line_end)
    return found[1] + front + text[found.end() :]


def front_matter(yaml: str) -> str:
    """Return the front matter of a new file."""
    return f"{_FENCE}{yaml}# mine-reader {fingerprint(yaml)}\n{_FENCE}"


def _split(text: str) -> tuple[list[str], list[_Found]]:
    """Return what is between our stretches (one more than there are), and the stretches.

    A begin counts when its own end is the next mark: a mark that was damaged gives nothing away.
    """
    marks = list(_MARK.finditer(text))
    gaps: list[str] = []
    found: list[_Found] = []
    last = 0
    for begin, end in pairwise(marks):
        if (begin[1], end[1]) == ("begin", "end") and begin[2] == end[2]:
            gaps.append(text[last : begin.start()])
            inner = text[begin.end() : end.start()]
            found.append(_Found(begin[2], text[begin.start() : end.end()], inner, begin[3] or ""))
            last = end.end()
    return [*gaps, text[last:]], found


def _remove(gaps: list[str], found: list[_Found], line_end: str, wanted: Collection[str]) -> None:
    """Take out what is not wanted, with the one line end that set it off if nothing else is between it and another."""
    for index in range(len(found) - 1, -1, -1):
        if found[index].key in wanted:
            continue
        left = "" if found[index].untouched else found[index].inner
        before, after = gaps[index], gaps[index + 1]
        if index > 0 and before == line_end and not left:
            before = ""
        elif index < len(found) - 1 and after == line_end and not left:
            after = ""
        gaps[index : index + 2] = [before + left + after]
        del found[index]


def _renewed(found: _Found, content: str | None, line_end: str) -> str:
    if content is None or fingerprint(content) == found.mark:
        return found.text
    new = _written(found.key, content, line_end)
    if found.untouched or not found.inner.strip():
        return new
    return f"{new}{line_end}{line_end}{found.inner.strip()}{line_end}"


def _written(key: str, content: str, line_end: str) -> str:
    begin = f"%% mine-reader begin {key} {fingerprint(content)} %%"
    return f"{begin}\n\n{content}\n\n%% mine-reader end {key} %%".replace("\n", line_end)
