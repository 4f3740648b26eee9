"""Top-level blocks of Markdown with their source spans.

The rules are those that the renderer follows: four leading spaces are no code, `---` under text is no heading, a
list may begin right under a paragraph, a fence or box that is never closed is text, and a note is never broken.
"""

import re

from mine_reader.model import Block, BlockKind, Span
from mine_reader.text.lines import Lines, heading_level, is_blank, split_lines
from mine_reader.text.marks import Marks, mark_lines
from mine_reader.text.md_lists import cells

_LIST = re.compile(r"([ \t]*)(?:[-*+]|(\d{1,9})[.)])(?:[ \t]|$)")
_QUOTE = re.compile(r" {0,3}>")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*\S+(?:[ \t]+[\"'(][^\n]*)?[ \t]*$")
_CELL = re.compile(r":?-+:?")
_HTML = re.compile(r" {0,3}(?:(<!--)|<(details|table)\b)", re.IGNORECASE)


def scan_blocks(text: str, span: Span | None = None) -> tuple[Block, ...]:
    """Return the top-level blocks of a stretch of `text` (all of it by default), in one pass."""
    lines = split_lines(text, span)
    return _Scanner(lines, mark_lines(text, lines)).blocks()


class _Scanner:
    def __init__(self, lines: Lines, marks: Marks) -> None:
        self._lines = lines
        self._rows = lines.rows
        self._marks = marks
        self._without_end: set[str] = set()

    def blocks(self) -> tuple[Block, ...]:
        found: list[Block] = []
        row = 0
        while row < len(self._rows):
            if is_blank(self._rows[row]):
                row += 1
                continue
            kind, end = self._block(row)
            found.append(Block(kind, self._lines.span(row, end)))
            row = end + 1
        return tuple(found)

    def _block(self, row: int) -> tuple[BlockKind, int]:
        if row in self._marks.notes:
            return BlockKind.PARAGRAPH, self._paragraph_end(row)
        kind = self._opens(row)
        match kind:
            case BlockKind.CODE | BlockKind.BOX:
                return kind, (self._marks.fences if kind is BlockKind.CODE else self._marks.boxes)[row]
            case BlockKind.LIST:
                return kind, self._list_end(row)
            case BlockKind.QUOTE:
                return kind, self._quote_end(row)
            case BlockKind.TABLE:
                return kind, self._table_end(row)
            case BlockKind.HTML:
                return kind, self._html_end(row) or row
            case BlockKind.HEADING | BlockKind.RULE:
                pass
            case _ if _DEFINITION.match(self._rows[row]):
                kind = BlockKind.DEFINITION
            case _:
                return BlockKind.PARAGRAPH, self._paragraph_end(row)
        return kind, row

    def _opens(self, row: int) -> BlockKind | None:
        """Return what other than a paragraph begins at this line."""
        content = self._rows[row]
        bare = content.lstrip(" \t")
        if row in self._marks.fences and bare[:1] in {"`", "~"}:
            return BlockKind.CODE
        if row in self._marks.boxes:
            return BlockKind.BOX
        if heading_level(content):
            return BlockKind.HEADING
        if _QUOTE.match(content):
            return BlockKind.QUOTE
        if _is_rule(bare):
            return BlockKind.RULE
        if _LIST.match(content):
            return BlockKind.LIST
        if bare.startswith("<") and self._html_end(row) is not None:
            return BlockKind.HTML
        return BlockKind.TABLE if self._is_table(row) else None

    def _paragraph_end(self, row: int) -> int:
        while True:
            row = self._within(row)
            if row + 1 >= len(self._rows) or is_blank(self._rows[row + 1]):
                return row
            if row + 1 not in self._marks.notes and self._opens(row + 1):
                return row
            row += 1

    def _within(self, row: int) -> int:
        """Return the last line of what this line opens: a note or, in a list, code."""
        while row in self._marks.notes:
            row = self._marks.notes[row]
        return row

    def _quote_end(self, row: int) -> int:
        lazy = False
        while True:
            row = self._within(row)
            lazy = not is_blank(self._rows[row].lstrip(" \t>"))
            following = row + 1
            if following >= len(self._rows) or is_blank(self._rows[following]):
                return row
            if not _QUOTE.match(self._rows[following]) and (not lazy or self._opens(following)):
                return row
            row = following

    def _table_end(self, row: int) -> int:
        while row + 1 < len(self._rows) and "|" in self._rows[row + 1] and not is_blank(self._rows[row + 1]):
            row += 1
        return row

    def _list_end(self, row: int) -> int:
        ordered = _ordered(self._rows[row])
        end = row
        while row < len(self._rows):
            end = self._marks.fences.get(row, self._within(row))
            following = self._next_visible(end + 1)
            if following is None or not self._goes_on(following, ordered, blank=following > end + 1):
                return end
            row = following
        return end

    def _next_visible(self, row: int) -> int | None:
        while row < len(self._rows):
            if not is_blank(self._rows[row]):
                return row
            row += 1
        return None

    def _goes_on(self, row: int, ordered: bool, *, blank: bool) -> bool:
        """Return whether a line belongs to the list above it."""
        content = self._rows[row]
        if content.startswith(("  ", "\t", " \t")):
            return True
        kind = self._opens(row)
        if kind is BlockKind.LIST:
            return _ordered(content) == ordered
        return kind is None and not blank

    def _is_table(self, row: int) -> bool:
        if "|" not in self._rows[row] or row + 1 >= len(self._rows) or "|" not in self._rows[row + 1]:
            return False
        rule = cells(self._rows[row + 1].strip())
        return all(_CELL.fullmatch(cell) for cell in rule) and len(rule) == len(cells(self._rows[row].strip()))

    def _html_end(self, row: int) -> int | None:
        """Return the line where a comment, table or details element ends; None if none begins or it never ends."""
        found = _HTML.match(self._rows[row])
        if not found:
            return None
        name = (found[2] or "").lower()
        if name in self._without_end:
            return None
        depth = 0
        for candidate in range(row, len(self._rows)):
            content = self._rows[candidate].lower()
            depth += content.count(f"<{name}") - content.count(f"</{name}>") if name else "-->" not in content
            if depth <= 0 or (not name and "-->" in content):
                return candidate
        self._without_end.add(name)
        return None


def _is_rule(bare: str) -> bool:
    mark = bare[:1]
    if mark not in {"-", "*", "_"} or not mark:
        return False
    squeezed = bare.replace(" ", "").replace("\t", "")
    return len(squeezed) >= 3 and not squeezed.strip(mark)


def _ordered(row: str) -> bool:
    found = _LIST.match(row)
    return bool(found and found[2])
