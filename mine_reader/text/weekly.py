"""The weekly: `###` titles, link quotes under them, and paragraphs that are only a link."""

import re

from mine_reader.model import Block, BlockKind, ParsedArticle, Span
from mine_reader.text.blocks import scan_blocks
from mine_reader.text.building import Head, Opening, Region, Source, build
from mine_reader.text.find_notes import without_notes
from mine_reader.text.inline import plain_inline
from mine_reader.text.lines import heading_level, heading_text, split_lines
from mine_reader.text.links import find_links

_FILLING = re.compile(r"[\s>|/／·•,，、;；*_~+-]|<br\s*/?>")
_LABEL = re.compile(r"(?:^|(?<=[\s>|]))([^\s>：:。！？|][^\n：:。！？|]{0,23})[：:][ \t]*(?=<?$)")
_EMPHASIS = re.compile(r"[\s*_~]+")
_QUOTED_LINES = re.compile(r"(?: {0,3}>[^\n]*(?:\n|\Z))+")


def weekly_openings(source: Source, region: Region) -> list[Opening]:
    """Return where articles of a section begin."""
    titles = [block.span.start for block in region.blocks if is_title(source.text, block)]
    before = [block for block in region.blocks if not titles or block.span.start < titles[0]]
    openings: list[Opening] = []
    if before and is_link_alone(source.text, before[0]):
        openings = [Opening(block.span.start, _build_link) for block in before if is_link_alone(source.text, block)]
    return openings + [Opening(start, build_titled) for start in titles]


def is_title(text: str, block: Block) -> bool:
    """Return whether a block is a `###` heading."""
    return block.kind is BlockKind.HEADING and heading_level(block.span.of(text)) == 3


def titles_link(text: str, blocks: tuple[Block, ...]) -> bool:
    """Return whether any `###` is a link or has one in the quote right under it."""
    for index, block in enumerate(blocks):
        if not is_title(text, block):
            continue
        if find_links(text, block.span):
            return True
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if following and following.kind is BlockKind.QUOTE and find_links(text, following.span):
            return True
    return False


def is_link_alone(text: str, block: Block) -> bool:
    """Return whether a block is a paragraph that is only a link."""
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    links = find_links(text, block.span) if "://" in block.span.of(text) else ()
    if len(links) != 1:
        return False
    around = text[block.span.start : links[0][0].start] + text[links[0][0].end : block.span.end]
    return not _EMPHASIS.sub("", around).strip("<>")


def build_titled(source: Source, span: Span) -> ParsedArticle:
    """Make an article of a `###` title, the links quoted under it and its text."""
    heading = split_lines(source.text, span).span(0, 0)
    line = without_notes(source.text, heading)
    title = plain_inline(heading_text(line.rstrip("\r\n"))).strip()
    if line != heading.of(source.text):  # a note has its place in a body
        return build(source, span, Head(title=title, title_shown=False))
    head = _link_quote(source.text, Span(heading.end, span.end))
    links = find_links(source.text, heading)
    if head:
        links += _quoted_links(source.text, head)[0]
    return build(source, span, Head(heading=heading, head=head, title=title, links=links))


def build_one(source: Source, span: Span, title: str, author: str | None, date: str | None) -> ParsedArticle:
    """Make an article of a whole issue, with the links quoted at its begin."""
    head = _link_quote(source.text, span)
    links = _quoted_links(source.text, head)[0] if head else ()
    return build(source, span, Head(head=head, title=title, title_shown=False, author=author, date=date, links=links))


def _link_quote(text: str, rest: Span) -> Span | None:
    """Return the quote right under a heading, with the blank lines above it, if it holds nothing but links."""
    start = rest.start
    while start < rest.end and text[start] in " \t\r\n":
        start += 1
    start = max(text.rfind("\n", rest.start, start) + 1, rest.start)
    quote = _QUOTED_LINES.match(text, start, rest.end)
    if not quote:
        return None
    links, rest_of_quote = _quoted_links(text, Span(quote.start(), quote.end()))
    is_head = links and not _FILLING.sub("", rest_of_quote).strip("<>")
    return Span(rest.start, quote.end()) if is_head else None


def _quoted_links(text: str, quote: Span) -> tuple[tuple[tuple[Span, str, str], ...], str]:
    """Return the links of a quote (place, URL, label), and what it says besides.

    A label right before a link names it, also where the link has words of its own (`译文：[名](…)`).
    """
    links = []
    position, besides = quote.start, ""
    for span, url, words in find_links(text, quote):
        before = text[position : span.start]
        named = _LABEL.search(before)
        links.append((span, url, plain_inline(named[1]) if named else words))
        besides += before[: named.start()] if named else before
        position = span.end
    return tuple(links), besides + text[position : quote.end]


def _build_link(source: Source, span: Span) -> ParsedArticle:
    block = scan_blocks(source.text, span)[0].span
    links = find_links(source.text, block)
    label = links[0][2]
    if label:
        return build(source, span, Head(heading=block, title=label, links=links))
    return build(source, span, Head(head=block, links=links))
