"""Numbered weeklies, and lists of links."""

import re
from dataclasses import dataclass

from mine_reader.model import Block, BlockKind, ParsedArticle, Span
from mine_reader.text.building import Head, Opening, Region, Source, build
from mine_reader.text.find_notes import is_note_alone, without_notes
from mine_reader.text.inline import plain_inline
from mine_reader.text.lines import Lines, heading_level, is_blank, split_lines
from mine_reader.text.links import find_links

_ITEM = re.compile(r"(\*\*|__|\*|_)?([0-9]{1,2})(?:[、．]|\.(?!\d))[ \t]*(.*)")
_EMPHASIZED = re.compile(r"(\*\*|__|\*|_)(?=\S)(.*\S)\1[：:]?")
_LEADING_LINK = re.compile(
    r"((?:[\[【(（][^\[\]【】()（）]{1,12}[\]】)）]\s*)?[*_]*\[(?:[^\[\]]|\[[^\[\]]*\])+\]\((?:[^()\s]|\([^()\s]*\))+\)[*_]*)"
    r"(?=\s|[（(：:–—|-]|$)"
)
_LIST_ITEM = re.compile(r"[ \t]?(?:[-*+]|\d{1,9}[.)])[ \t]+")
_LEAD = re.compile(r"(?:\[[ xX]\][ \t]+)?(?:_|[^\w\[\]<>\n]){0,6}")
"""What may stand before the link of an item: a box, emphasis, an emoji."""
_MAX_HEADING = 80


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    number: int


def numbered_openings(source: Source, regions: tuple[Region, ...]) -> dict[int, list[Opening]]:
    """Return for each region (by its offset) where numbered items begin; the numbers may run on across sections."""
    found: dict[int, list[Opening]] = {}
    last = 0
    for region in regions:
        openings = []
        for item in _candidates(source.text, region):
            if item.number == 1 or item.number - last in {1, 2}:
                last = item.number
                openings.append(Opening(item.start, build_item))
        found[region.span.start] = openings
    return found


def is_numbered(source: Source, regions: tuple[Region, ...]) -> bool:
    """Return whether the numbers in the text run on: a lone 1 is no issue of items."""
    last = 0
    for region in regions:
        for item in _candidates(source.text, region):
            if last and item.number - last in {1, 2}:
                return True
            last = item.number if item.number == 1 else last
    return False


def _candidates(text: str, region: Region) -> list[_Item]:
    items: list[_Item] = []
    for block in region.blocks:
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST}:
            continue
        lines = split_lines(text, block.span)
        for row in range(len(lines)):
            if row and not is_blank(lines.rows[row - 1]):
                continue
            if found := _ITEM.match(lines.rows[row]):
                items.append(_Item(lines.starts[row], int(found[2])))
    return items


def build_item(source: Source, span: Span) -> ParsedArticle:
    """Make an article of a numbered item."""
    lines = split_lines(source.text, span)
    found = _ITEM.match(lines.rows[0])
    label, emphasis, rest = (found[2], found[1] or "", found[3]) if found else ("", "", lines.rows[0])
    title = _title(lines, emphasis, rest.strip())
    leading = _leading_link(rest)
    if title is None or without_notes(source.text, lines.span(0, 0)) != lines.span(0, 0).of(source.text):
        return build(source, span, Head(title=leading, title_shown=False, label=label))
    heading = lines.span(0, 0)
    links = find_links(source.text, heading)
    return build(source, span, Head(heading, title=leading or title, label=label, links=links))


def _leading_link(rest: str) -> str:
    """Return the words of the link that an item begins with and is about, with a category before it; "" for none."""
    found = _LEADING_LINK.match(rest)
    return plain_inline(found[1]).strip("*_ ") if found else ""


def _title(lines: Lines, emphasis: str, rest: str) -> str | None:
    """Return the title that the first line is, None where it is text."""
    if emphasis:
        bare = rest.rstrip("：:").rstrip()
        if not bare.endswith(emphasis):
            return None
        rest = bare[: -len(emphasis)]
        return plain_inline(rest).strip() or None
    if found := _EMPHASIZED.fullmatch(rest):
        return plain_inline(found[2]).strip() or None
    stands_alone = len(lines) == 1 or is_blank(lines.rows[1]) or heading_level(lines.rows[1])
    title = plain_inline(rest).strip()
    is_link_only = rest.endswith(")") and "](" in rest and rest.startswith("[") and len(title) <= 2 * _MAX_HEADING
    followed = any(not is_blank(row) for row in lines.rows[1:])
    if title and (is_link_only or (stands_alone and followed and len(title) <= _MAX_HEADING)):
        return title
    return None


def link_list_openings(source: Source, region: Region) -> list[Opening]:
    """Return an opening for each item of the lists of links in a section; notes right below one are of its last."""
    openings: list[Opening] = []
    is_open = False
    for block in region.blocks:
        if is_link_list(source.text, block):
            openings += [Opening(start, _build_list_item) for start in _item_starts(source.text, block)]
            is_open = True
        elif is_open and not is_note_alone(source.text, block):
            openings.append(Opening(block.span.start, None))
            is_open = False
    return openings


def is_link_list(text: str, block: Block) -> bool:
    """Return whether at least half of a list's items begin with a link."""
    if block.kind is not BlockKind.LIST or "](" not in block.span.of(text):
        return False
    starts = _item_starts(text, block)
    begins = {span.start for span, _, _ in find_links(text, block.span)}
    count = sum(1 for start in starts if _content(text, start) in begins)
    return 2 * count >= len(starts)


def _item_starts(text: str, block: Block) -> list[int]:
    lines = split_lines(text, block.span)
    return [lines.starts[row] for row in range(len(lines)) if _LIST_ITEM.match(lines.rows[row])]


def _content(text: str, start: int) -> int:
    found = _LIST_ITEM.match(text, start)
    lead = _LEAD.match(text, found.end() if found else start)
    return lead.end() if lead else start


def _build_list_item(source: Source, span: Span) -> ParsedArticle:
    links = find_links(source.text, span)
    title = links[0][2] if links and links[0][0].start == _content(source.text, span.start) else ""
    return build(source, span, Head(title=title, title_shown=False))
