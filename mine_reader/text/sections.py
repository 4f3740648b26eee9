"""`##` sections: their titles, descriptions and content."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mine_reader.model import Block, BlockKind, Section, Span
from mine_reader.text.building import Region
from mine_reader.text.inline import plain_inline
from mine_reader.text.lines import heading_level, heading_text
from mine_reader.text.links import find_links

OWN_SECTIONS = (
    "封面图",
    "封面",
    "本期封面",
    "卷首语",
    "前言",
    "往年回顾",
    "往期回顾",
    "往期推荐",
    "往期",
    "历史文章",
    "订阅",
    "订阅方式",
    "如何订阅",
    "关于",
    "关于本刊",
    "关于周刊",
    "关于我们",
    "联系我们",
    "投稿",
    "赞赏",
    "打赏",
    "赞助",
    "交流群",
    "结语",
    "About",
    "Subscribe",
    "Previous issues",
)
"""Titles of sections about the publication itself, where the user settled nothing else."""

_ASIDE = re.compile(r"\s*(?:（[^（）]*）|\([^()]*\))\s*$")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_QUOTE_MARK = re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of an issue with their content; `preamble` is what stands before the first."""

    preamble: Region
    found: tuple[tuple[Section, Region], ...]

    @property
    def regions(self) -> tuple[Region, ...]:
        """Return all content that may hold articles."""
        if not self.found:
            return (self.preamble,)
        return tuple(region for section, region in self.found if not section.own)


def split_sections(text: str, body: Span, blocks: tuple[Block, ...], own: Iterable[str] | None) -> Sections:
    """Split a body at its `##` headings."""
    own_titles = {_bare(title) for title in (OWN_SECTIONS if own is None else own)}
    begins = [index for index, block in enumerate(blocks) if _is_section(text, block)]
    first = begins[0] if begins else len(blocks)
    start = blocks[first].span.start if begins else body.end
    found = []
    for number, index in enumerate(begins):
        following = begins[number + 1] if number + 1 < len(begins) else len(blocks)
        end = blocks[following].span.start if following < len(blocks) else body.end
        found.append(_section(text, blocks[index:following], end, own_titles))
    return Sections(Region(Span(body.start, start), blocks[:first]), tuple(found))


def _is_section(text: str, block: Block) -> bool:
    return block.kind is BlockKind.HEADING and heading_level(block.span.of(text)) == 2


def _section(text: str, blocks: tuple[Block, ...], end: int, own_titles: set[str]) -> tuple[Section, Region]:
    heading, content = blocks[0], blocks[1:]
    title = plain_inline(heading_text(heading.span.of(text).rstrip("\r\n"))).strip()
    description = ""
    if content and content[0].kind is BlockKind.QUOTE and not find_links(text, content[0].span):
        description = _QUOTE_MARK.sub("", content[0].span.of(text)).replace("\r\n", "\n").strip()
        content = content[1:]
    start = content[0].span.start if content else end
    span = Span(heading.span.start, end)
    return (
        Section(title, description, span, own=bool({_bare(title), _bare(_ASIDE.sub("", title))} & own_titles)),
        Region(Span(start, end), content, title),
    )


def _bare(title: str) -> str:
    """Return a title without emoji and punctuation around it."""
    return _EDGES.sub("", title).casefold()
