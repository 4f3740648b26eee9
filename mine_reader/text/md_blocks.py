"""Blocks of Markdown as a tree of elements, whose text is still inline Markdown."""

import html
import re
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from mine_reader.model import Block, BlockKind
from mine_reader.text.blocks import scan_blocks
from mine_reader.text.lines import heading_level, heading_text
from mine_reader.text.md_code import code_block
from mine_reader.text.md_html import HtmlBlock
from mine_reader.text.md_inline import Addresses
from mine_reader.text.md_lists import Item, list_items, table_rows
from mine_reader.text.md_safe import without_unseen

_MAX_DEPTH = 20
_MAX_CELLS = 20_000
_BUSY = 2_000_000
"""Marks times characters of one paragraph: from here on reading it as Markdown could take long."""

_QUOTE_MARK = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)
_BREAK = re.compile(r"[ \t\r]*\n[ \t]*")
_BOX = re.compile(r"[ \t]*:{3,}[ \t]*([^\n]*?)[ \t\r]*(?:\n|$)")
_BOX_TYPES = re.compile(r"(?:details|tip|info|note|important|warning|caution|danger)\b[ \t]*(?=\S)", re.IGNORECASE)
_DETAILS = re.compile(r"\s*<details(?:\s[^<>]*)?>(.*)</details\s*>\s*", re.DOTALL | re.IGNORECASE)
_HTML_CELL = re.compile(r"<(?:td|th|li)\b", re.IGNORECASE)
_SUMMARY = re.compile(r"\s*<summary(?:\s[^<>]*)?>(.*?)</summary\s*>", re.DOTALL | re.IGNORECASE)
_WRAPPED_IMAGE = re.compile(
    r"\s*<(p|div|center)(?:\s[^<>]*)?>\s*((?:(?!</?\1\b).)*<img\b(?:(?!</?\1\b).)*)</\1\s*>\s*",
    re.IGNORECASE | re.DOTALL,
)
_NOTHING = re.compile(
    r"^[ \t]*(?:\[\[toc\]\]|\[toc\]|<!--[ \t]*more[ \t]*-->)[ \t\r]*$\n?", re.IGNORECASE | re.MULTILINE
)

Store = Callable[[str], str]
"""Keeps markup aside and returns what stands for it in the tree's text."""


class BlockBuilder:
    """Makes elements of blocks. Everything nests to a limit; what is deeper is shown as it was written."""

    def __init__(self, addresses: Addresses, store: Store) -> None:
        self._addresses = addresses
        self._store = store

    def build(self, kind: BlockKind, source: str, parent: Element, depth: int = 0) -> None:
        """Append the elements of one block to `parent`."""
        if depth > _MAX_DEPTH:
            set_plain(SubElement(parent, "p"), source)
            return
        match kind:
            case BlockKind.HEADING:
                self._heading(source, parent)
            case BlockKind.QUOTE:
                self.build_all(unquoted(source), SubElement(parent, "blockquote"), depth)
            case BlockKind.LIST:
                self._lists(source, parent, depth)
            case BlockKind.CODE:
                parent.append(_fenced(source))
            case BlockKind.TABLE:
                self._table(source, parent)
            case BlockKind.BOX:
                self._box(source, parent, depth)
            case BlockKind.RULE:
                SubElement(parent, "hr")
            case BlockKind.HTML:
                self._html(source, parent, depth)
            case _:
                self._paragraph(source, parent)

    def build_all(self, source: str, parent: Element, depth: int = 0) -> None:
        """Append the elements of all blocks of a nested text."""
        for block in scan_blocks(source):
            self.build(block.kind, block.span.of(source), parent, depth + 1)

    def _paragraph(self, source: str, parent: Element) -> None:
        shown = _NOTHING.sub("", source)
        wrapped = _WRAPPED_IMAGE.fullmatch(shown)
        if wrapped:
            shown = wrapped[2]
        if shown.strip():
            set_inline(SubElement(parent, "p"), shown)

    def _heading(self, source: str, parent: Element) -> None:
        level = min(6, max(3, heading_level(source.strip("\r\n"))))
        set_inline(SubElement(parent, f"h{level}"), heading_text(source))

    def _lists(self, source: str, parent: Element, depth: int) -> None:
        for start, items in list_items(source):
            if items[0].written:
                self._written_numbers(items, parent, depth)
                continue
            element = SubElement(parent, "ul" if start is None else "ol")
            if start is not None and start != 1:
                element.set("start", str(start))
            for item in items:
                self._item(item.content, SubElement(element, "li"), depth)

    def _item(self, content: str, parent: Element, depth: int) -> None:
        text, blocks = _first_paragraph(content)
        set_inline(parent, text)
        for block in blocks:
            self.build(block.kind, block.span.of(content), parent, depth + 1)

    def _written_numbers(self, items: list[Item], parent: Element, depth: int) -> None:
        """Append items whose numbers are part of the text: lines of one paragraph, as long as they are only lines."""
        lines: list[str] = []
        for item in items:
            text, blocks = _first_paragraph(item.content)
            lines.append(f"{item.written} {text}")
            if blocks or item is items[-1]:
                set_inline(SubElement(parent, "p"), "\n".join(lines))
                lines = []
            for block in blocks:
                self.build(block.kind, block.span.of(item.content), parent, depth + 1)

    def _table(self, source: str, parent: Element) -> None:
        aligns, (head, *body) = table_rows(source)
        if len(aligns) * (len(body) + 1) > _MAX_CELLS:
            set_plain(SubElement(parent, "p"), source)
            return
        table = SubElement(parent, "table")
        _row(SubElement(SubElement(table, "thead"), "tr"), "th", head, aligns)
        group = SubElement(table, "tbody")
        for cells in body:
            _row(SubElement(group, "tr"), "td", cells, aligns)

    def _box(self, source: str, parent: Element, depth: int) -> None:
        opening = _BOX.match(source)
        inside = source.rstrip()[opening.end() :] if opening else source
        self._titled(
            _BOX_TYPES.sub("", opening[1], count=1) if opening else "", _without_last_line(inside), parent, depth
        )

    def _titled(self, title: str, inside: str, parent: Element, depth: int) -> None:
        box = SubElement(parent, "div", {"class": "box"})
        if title.strip():
            set_inline(SubElement(box, "p", {"class": "box-title"}), title)
        self.build_all(inside, box, depth)

    def _html(self, source: str, parent: Element, depth: int) -> None:
        details = _DETAILS.fullmatch(source)
        if details:
            summary = _SUMMARY.match(details[1])
            inside = details[1][summary.end() :] if summary else details[1]
            self._titled(summary[1] if summary else "", inside, parent, depth)
        elif source.lstrip().startswith("<!--"):
            self._paragraph(source, parent)
        else:
            if len(_HTML_CELL.findall(source)) > _MAX_CELLS:
                set_plain(SubElement(parent, "p"), source)
                return
            block = HtmlBlock(self._addresses.link_markup, self._addresses.image_markup)
            SubElement(parent, "p").text = AtomicString(
                self._store(f"<div>{block.render(without_unseen(source))}</div>")
            )


def _first_paragraph(content: str) -> tuple[str, tuple[Block, ...]]:
    """Return the paragraph that an item begins with, and the blocks after it."""
    blocks = scan_blocks(content)
    if blocks and blocks[0].kind is BlockKind.PARAGRAPH:
        return _NOTHING.sub("", blocks[0].span.of(content)), blocks[1:]
    return "", blocks


def unquoted(source: str) -> str:
    """Return what a quote quotes."""
    return _QUOTE_MARK.sub("", source)


def set_inline(element: Element, source: str) -> None:
    """Give `element` inline Markdown; plain text where reading that would take too long."""
    text = _BREAK.sub("\n", without_unseen(source).strip())
    marks = sum(map(text.count, "[<`")) + sum(map(text.count, "*_~\\")) // 10
    if marks * len(text) > _BUSY:
        set_plain(element, text)
    else:
        element.text = text


def set_plain(element: Element, source: str) -> None:
    """Give `element` text as it is."""
    element.text = AtomicString(_BREAK.sub("\n", without_unseen(source).strip().replace("&", "&amp;")))


def plain_markup(source: str) -> str:
    """Return text as a paragraph of HTML, line by line: safe as it is, in linear time."""
    return f"<p>{html.escape(_BREAK.sub(chr(10), without_unseen(source).strip()), quote=False)}</p>".replace(
        "\n", "<br>"
    )


def _fenced(source: str) -> Element:
    opening, *lines = source.replace("\r\n", "\n").rstrip().split("\n")
    indent = len(opening) - len(opening.lstrip(" \t"))
    info = opening.strip().lstrip("`~")
    code = [line[min(indent, len(line) - len(line.lstrip(" \t"))) :] for line in lines[:-1]]
    return code_block(without_unseen("\n".join(code)), info)


def _row(row: Element, tag: str, cells: Iterable[str], aligns: Iterable[str]) -> None:
    for cell, align in zip(cells, aligns, strict=True):
        element = SubElement(row, tag, {"align": align} if align else {})
        set_inline(element, cell)


def _without_last_line(source: str) -> str:
    return source.rpartition("\n")[0]
