"""From source text to safe HTML, part by part."""

import html
import logging
import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from mine_reader.model import Block, BlockKind, BlockMap, ParsedArticle, ParsedIssue, Part, PartKind, RenderedPart, Span
from mine_reader.text.blocks import scan_blocks
from mine_reader.text.inline import without_bidi
from mine_reader.text.lines import heading_level, heading_text
from mine_reader.text.md_blocks import BlockBuilder, plain_markup, set_inline, unquoted
from mine_reader.text.md_inline import Addresses, InlineMarkdown
from mine_reader.text.md_safe import MAX_IMAGES, clean, is_shallow, link_address
from mine_reader.text.plain import html_to_text
from mine_reader.text.render_notes import MaskedText, Targets

_log = logging.getLogger(__name__)

_MAX_MARKDOWN = 1_000_000
"""Characters of one part; a longer one is shown without formatting."""
_MAX_NOTE = 4_000
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+")
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)([^\[\]\n]+)\]:[ \t]*<?(\S+?)>?(?:[ \t]+[\"'(][^\n]*)?[ \t\r]*$", re.MULTILINE
)
_LABEL = re.compile(r"\[([^\[\]\n]+)\]")


def render_issue(text: str, issue: ParsedIssue, first: int = 0, *, plain: bool = False) -> Iterator[RenderedPart]:
    """Yield the parts of the page in order, from `first` on; what cannot be read as Markdown comes as plain text."""
    renderer = _Renderer(text, issue, plain=plain)
    for index in range(first, len(issue.parts)):
        yield renderer.part(index)


def render_plain(text: str, issue: ParsedIssue, part_index: int) -> RenderedPart:
    """Return a part as escaped paragraphs, for where its Markdown takes too long."""
    return _Renderer(text, issue, plain=True).part(part_index)


def render_note(markdown: str) -> str:
    """Return the safe HTML of a note, without images; a very long one without formatting."""
    span = Span(0, len(markdown))
    if len(markdown) <= _MAX_NOTE:
        try:
            return "".join(_Renderer(markdown, max_images=0).stretch(span))
        except Exception:  # noqa: BLE001 (as in _Renderer.part)
            _log.exception("note shown without formatting")
    return "".join(_Renderer(markdown, plain=True).stretch(span))


class _Renderer:
    """Renders the parts of one issue with one Markdown instance."""

    def __init__(
        self, text: str, issue: ParsedIssue | None = None, *, plain: bool = False, max_images: int = MAX_IMAGES
    ) -> None:
        self._issue = issue
        self._masked = MaskedText(text, issue)
        self._plain = plain
        self._max_images = max_images
        self._inline = InlineMarkdown()
        self._references = _references(text)
        self._inline.set_references(self._references)
        self._addresses = Addresses(max_images)

    def part(self, index: int) -> RenderedPart:
        assert self._issue is not None  # noqa: S101 (parts are parts of an issue)
        part = self._issue.parts[index]
        if not self._plain and len(part.span) <= _MAX_MARKDOWN:
            try:
                return self._part(self._issue, part)
            except Exception:  # noqa: BLE001 (the library may fail in any way: one part must not take the page with it)
                _log.exception("part shown without formatting: index=%d", index)
                self._inline = InlineMarkdown()
                self._inline.set_references(self._references)
        plain, self._plain = self._plain, True
        try:
            return self._part(self._issue, part)
        finally:
            self._plain = plain

    def stretch(self, span: Span, *, open_quotes: bool = False) -> list[str]:
        """Return the HTML of each block of a stretch."""
        return [markup for _, markup in self._blocks(scan_blocks(self._masked.text, span), open_quotes=open_quotes)]

    def _part(self, issue: ParsedIssue, part: Part) -> RenderedPart:
        self._addresses = Addresses(self._max_images)
        if part.kind is PartKind.ARTICLE:
            return self._article(issue.articles[part.index], part.index)
        blocks = scan_blocks(self._masked.text, part.span)
        title = ""
        if blocks and blocks[0].kind is BlockKind.HEADING and self._is_titled(issue, part, blocks[0]):
            title = self._title(blocks[0].span)
            blocks = blocks[1:]
        body = _Body(self._masked, None)
        for block, markup in self._blocks(blocks, open_quotes=part.kind is PartKind.SECTION):
            body.add(block, markup)
        return self._rendered(part.kind, part.index, body, title)

    def _is_titled(self, issue: ParsedIssue, part: Part, heading: Block) -> bool:
        """Return whether a part begins with its title: a section, or the text under the title of the issue."""
        if part.kind is PartKind.SECTION:
            return True
        line = self._masked.source(heading.span).strip()
        return part is issue.parts[0] and heading_level(line) == 1 and heading_text(line) == issue.title

    def _article(self, article: ParsedArticle, index: int) -> RenderedPart:
        title = ""
        if article.title_shown:
            title = self._title(article.heading) if article.heading else html.escape(without_bidi(article.title))
        head = "".join(self.stretch(article.head, open_quotes=True)) if article.head else ""
        body = _Body(self._masked, Targets(self._masked, article))
        for block, markup in self._blocks(scan_blocks(self._masked.text, article.body)):
            body.add(block, markup)
        return self._rendered(PartKind.ARTICLE, index, body, title, self._masked.strip(head))

    def _rendered(self, kind: PartKind, index: int, body: "_Body", title: str, head: str = "") -> RenderedPart:
        return RenderedPart(
            kind=kind,
            index=index,
            title_html=title,
            head_html=head,
            body_html="".join(body.markup),
            text="\n\n".join(body.texts),
            blocks=tuple(body.maps),
            targets=body.targets.all() if body.targets else (),
            images=tuple(self._addresses.images),
            plain=self._plain,
        )

    def _title(self, span: Span) -> str:
        """Return a heading or a marker line as inline HTML."""
        line = self._masked.source(span).strip()
        line = heading_text(line) if heading_level(line) else _BULLET.sub("", line, count=1)
        if self._plain:
            markup = plain_markup(without_bidi(line))
        else:
            root = Element("div")
            set_inline(SubElement(SubElement(root, "div"), "p"), without_bidi(line))
            (markup,) = map(clean, self._inline.render(root, self._addresses))
        return self._masked.strip(markup).removeprefix("<p>").removesuffix("</p>")

    def _blocks(self, blocks: tuple[Block, ...], *, open_quotes: bool = False) -> Iterator[tuple[Block, str]]:
        """Yield each block with its HTML, in which something still stands for every note."""
        if self._plain:
            yield from ((block, plain_markup(self._masked.source(block.span))) for block in blocks)
            return
        root = Element("div")
        builder = BlockBuilder(self._addresses, self._inline.store)
        for block in blocks:
            self._build(builder, block, SubElement(root, "div"), open_quotes=open_quotes)
        for block, markup in zip(blocks, self._inline.render(root, self._addresses), strict=True):
            cleaned = clean(markup)
            yield block, cleaned if is_shallow(cleaned) else plain_markup(self._masked.source(block.span))

    def _build(self, builder: BlockBuilder, block: Block, parent: Element, *, open_quotes: bool) -> None:
        source = self._masked.source(block.span)
        if block.kind is BlockKind.DEFINITION and self._is_used(source):
            return
        if open_quotes and block.kind is BlockKind.QUOTE:
            builder.build_all(unquoted(source), parent)
        else:
            builder.build(block.kind, source, parent)

    def _is_used(self, definition: str) -> bool:
        """Return whether the text has a link that takes its target from this line; it shows nothing itself then."""
        match = _DEFINITION.match(definition)
        return match is not None and match[1].lower() in self._references


class _Body:
    """Blocks of a part's body, put together."""

    def __init__(self, masked: MaskedText, targets: Targets | None) -> None:
        self.markup: list[str] = []
        self.texts: list[str] = []
        self.maps: list[BlockMap] = []
        self.targets = targets
        self._masked = masked
        self._end = 0

    def add(self, block: Block, marked: str) -> None:
        markup = self._masked.strip(marked).replace("<p></p>", "")
        text = html_to_text(markup)
        start = self._end + 2 if self.texts and text else self._end
        span = Span(start, start + len(text))
        if self.targets:
            self.targets.block(html_to_text(marked) if markup != marked else "", text, span)
        self.markup.append(markup)
        if text:
            self.texts.append(text)
            self.maps.append(BlockMap(block.span, span))
            self._end = span.end


def _references(text: str) -> dict[str, tuple[str, str]]:
    """Return the targets that links name by a label. One that no link names is text like any other."""
    defined = {label.lower(): (url, "") for label, url in _DEFINITION.findall(text) if link_address(url)}
    if not defined:
        return {}
    named = Counter(label.lower() for label in _LABEL.findall(text))
    return {label: target for label, target in defined.items() if named[label] > 1}
