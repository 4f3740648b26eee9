"""Lists and tables, taken apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

_MARKER = re.compile(r"([ \t]*)(?:[-*+]|(\d{1,9})([.)]))(?:[ \t]+|$)")
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_CELL_END = re.compile(r"(?<!\\)\|")

NESTED_FROM = 2
"""Spaces that put a line into the item above it; 3 and 4 do, too."""
MAX_ITEMS = 1_000
"""Of one list element: a longer one stalls the page."""


@dataclass(slots=True)
class Item:
    """An item of a list; `number` None: a bullet. `written` is a number that no list can show as it is: `1)`."""

    number: int | None
    written: str = ""
    rows: list[str] = field(default_factory=list)

    @property
    def content(self) -> str:
        """Return the item's own Markdown, without its marker and indentation."""
        indents = [_indent(row) for row in self.rows[1:] if row.strip()]
        common = min((indent for indent in indents if indent >= NESTED_FROM), default=0)
        first = _TASK.sub(lambda box: "☐ " if box[1] == " " else "☑ ", self.rows[0], count=1)
        return "\n".join([first, *(row[min(_indent(row), common) :] for row in self.rows[1:])])


def list_items(source: str) -> Iterator[tuple[int | None, list[Item]]]:
    """Yield the lists that a block of items makes: the number each starts at (None: bullets), and its items.

    A number that does not follow the one before starts a list of its own, so that every number is
    shown as it was written; a list of nothing but ones counts by itself.
    """
    items = _items(source)
    for (ordered, _), group in groupby(items, key=lambda item: (item.number is not None, bool(item.written))):
        members = list(group)
        same = {item.number for item in members} == {1}
        run: list[Item] = []
        start = previous = members[0].number
        for item in members:
            follows = not ordered or same or not run or item.number == (previous or 0) + 1
            if run and (not follows or len(run) >= MAX_ITEMS):
                yield start, run
                start = start + len(run) if same and start is not None else item.number
                run = []
            run.append(item)
            previous = item.number
        yield start, run


def _items(source: str) -> list[Item]:
    rows = [row.removesuffix("\r").replace("\t", "    ") for row in source.rstrip("\n").split("\n")]
    base = _indent(rows[0])
    items: list[Item] = []
    fence = ""
    for row in rows:
        bare = row.strip()
        marker = None if fence else _MARKER.match(row)
        if marker and len(marker[1]) < base + NESTED_FROM:
            written = marker[2] + ")" if marker[3] == ")" else ""
            items.append(Item(int(marker[2]) if marker[2] else None, written, [row[marker.end() :]]))
            bare = row[marker.end() :].strip()
        elif items:
            items[-1].rows.append(row[min(base, _indent(row)) :])
        fence = _fence_after(fence, bare)
    return items or [Item(None, "", [source])]


def _fence_after(fence: str, bare: str) -> str:
    if fence:
        return "" if bare.startswith(fence) and not bare.strip(fence[0]) else fence
    found = _FENCE.match(bare)
    return (found[1] or found[2]) if found else ""


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def table_rows(source: str) -> tuple[list[str], list[list[str]]]:
    """Return the alignment of each column ("" for none), and the rows of cells, the head first.

    Every row is as wide as the widest: no cell is lost.
    """
    lines = [line.strip() for line in source.strip().split("\n")]
    head, rule, *body = [cells(line) for line in lines]
    rows = [head, *body]
    width = max(len(row) for row in rows)
    aligns = [_align(cell) for cell in rule] + [""] * width
    return aligns[:width], [row + [""] * (width - len(row)) for row in rows]


def cells(line: str) -> list[str]:
    """Return the cells of a row; what is escaped ends none."""
    inner = line.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(inner)]


def _align(rule: str) -> str:
    left, right = rule.startswith(":"), rule.endswith(":")
    if right:
        return "center" if left else "right"
    return "left" if left else ""
