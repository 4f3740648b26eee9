"""Inline Markdown: Python-Markdown's patterns, changed to the text rules that issues are written by."""

import html
import re
import string
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import (
    DelimiterProcessor,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.util import AtomicString

from mine_reader.model.address import SCHEME
from mine_reader.text.links import URL_PATTERN
from mine_reader.text.md_code import CODE_LINE_END
from mine_reader.text.md_html import INLINE_TAGS, TAG, attributes, find_closing
from mine_reader.text.md_safe import MAX_IMAGES, image_address, is_place, link_address

Match = tuple[Element | str | None, int | None, int | None]

_BARE = re.compile(rf"{URL_PATTERN.pattern}|{SCHEME}//annotation/\d{{1,18}}", URL_PATTERN.flags)
_AUTOLINK = rf"<(https?://[^<>\s]+|{SCHEME}//[^<>\s]+|(?:mailto:)?[^<>\s@:/]+@[^<>\s@:/]+\.[a-zA-Z]+)>"
_INLINE_TAG = re.compile(rf"<(?!/)(?={'|'.join(INLINE_TAGS)})", re.IGNORECASE)
_TAG_DEPTH = 4
"""A pattern sees only what is left after its own matches, so one instance does one level of nested tags."""
_UNMARKED = re.compile(r"[*_~]+").sub
_MAX_ADDRESS = 200
_SIZE = re.compile(r"[ ]=\d{0,5}x\d{0,5}$")
"""The size that some writers put behind the address of an image."""


class Addresses:
    """The addresses of one part: which may be used, and the images that they name."""

    def __init__(self, max_images: int = MAX_IMAGES) -> None:
        self.images: list[str] = []
        self._max_images = max_images

    def link(self, target: str, text: str | Element) -> Element | None:
        """Return a link; its words alone where nothing may follow it; None where it is no link at all."""
        address = link_address(target)
        if address is None and not is_place(target):
            return None
        element = Element("a" if address else "span")
        if address:
            element.set("href", address)
        if isinstance(text, str):
            element.text = text
        return element

    def image(self, source: str, alt: str) -> Element | str:
        """Return an image by its number; its description, or else its address, where it may not be shown."""
        address = image_address(_SIZE.sub("", source))
        if address is None or len(self.images) >= self._max_images:
            return alt or source[:_MAX_ADDRESS]
        self.images.append(address)
        return Element("img", {"src": f"mr-image:{len(self.images) - 1}", "alt": " ".join(alt.split())})

    def link_markup(self, target: str) -> str | None:
        """Return the opening tag of a link in a block of HTML."""
        address = link_address(target)
        return f'<a href="{html.escape(address)}">' if address else None

    def image_markup(self, source: str, alt: str) -> str:
        """Return an image in a block of HTML."""
        image = self.image(source, alt)
        if isinstance(image, str):
            return html.escape(image)
        return f'<img src="{image.get("src")}" alt="{html.escape(alt)}">'


class _Addressed:
    """What the patterns below share: the addresses of the part being rendered."""

    addresses: Addresses

    def checked(self, found: Match) -> Match:
        """Let a link or an image of the library's patterns stand only with an address of ours."""
        element, start, end = found
        if not isinstance(element, Element):
            return found
        if element.tag == "img":
            return self.addresses.image(element.get("src", ""), element.get("alt", "")), start, end
        link = self.addresses.link(element.get("href", ""), element.text or "")
        return (link, start, end) if link is not None else (None, None, None)


class _Link(_Addressed, LinkInlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        return self.checked(super().handleMatch(m, data))


class _Image(_Addressed, ImageInlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        return self.checked(super().handleMatch(m, data))


class _Reference(_Addressed, ReferenceInlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        return self.checked(super().handleMatch(m, data))


class _ShortReference(_Addressed, ShortReferenceInlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        return self.checked(super().handleMatch(m, data))


class _ImageReference(_Addressed, ImageReferenceInlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        return self.checked(super().handleMatch(m, data))


class _ShortImageReference(_Addressed, ShortImageReferenceInlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        return self.checked(super().handleMatch(m, data))


class _Autolink(_Addressed, InlineProcessor):
    """`<https://…>` and `<name@host>`."""

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: ARG002, N802
        target = m[1] if ":" in m[1] else f"mailto:{m[1]}"
        element = self.addresses.link(self.unescape(target), AtomicString(m[1]))
        return (element, m.start(), m.end()) if element is not None else (None, None, None)


class _BareUrl(_Addressed, InlineProcessor):
    """A URL in running text, unless it is inside a link."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown) -> None:
        super().__init__("", md)
        self.compiled_re = _BARE

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: ARG002, N802
        element = self.addresses.link(m[0], AtomicString(m[0]))
        return (element, m.start(), m.end()) if element is not None else (None, None, None)


class _Tag(_Addressed, InlineProcessor):
    """A tag of the short list that is closed again; any other is text."""

    def __init__(self, md: Markdown) -> None:
        super().__init__("", md)
        self.compiled_re = _INLINE_TAG

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        tag = TAG.match(data, m.start())
        if tag is None or tag[2].lower() not in INLINE_TAGS:
            return None, None, None
        name = tag[2].lower()
        given = attributes(self.unescape(tag[3]))
        if name == "br":
            return Element("br"), tag.start(), tag.end()
        if name == "img":
            return self.addresses.image(given.get("src", ""), given.get("alt", "")), tag.start(), tag.end()
        closing = find_closing(name, data, tag.end())
        if closing is None:
            return None, None, None
        element = Element(INLINE_TAGS[name])
        if name == "a":
            link = self.addresses.link(given.get("href", ""), "")
            element = Element("span") if link is None else link
        element.text = data[tag.end() : closing.start()]
        return element, tag.start(), closing.end()


class _Emphasis(DelimiterProcessor):
    """`*`, `**`, `_`, `__` and `~~`; the library's own loses words where runs of them cross (`*a**b*c`)."""

    def __init__(self, md: Markdown) -> None:
        super().__init__("*", "strong,em", md)
        self.add("_", "strong,em", smart=True)
        self.add("~", "del", double=True)

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        element, start, end = super().handleMatch(m, data)
        if element is None or _UNMARKED("", "".join(element.itertext())) == _UNMARKED("", data[start:end]):
            return element, start, end
        self.reset()
        return None, m.start(), m.end()


class InlineMarkdown:
    """One Markdown instance for all inline text; not for several threads at once."""

    def __init__(self) -> None:
        self._md = Markdown()
        self._md.ESCAPED_CHARS = list(string.punctuation)
        self._addressed = self._register()
        self._references: dict[str, tuple[str, str]] = {}

    def _register(self) -> list[_Addressed]:
        md, patterns = self._md, self._md.inlinePatterns
        for name in ("linebreak", "html", "entity", "automail"):
            patterns.deregister(name)
        own: list[tuple[InlineProcessor, str, float]] = [
            (_Reference(patterns["reference"].pattern, md), "reference", 170),
            (_Link(patterns["link"].pattern, md), "link", 160),
            (_Image(patterns["image_link"].pattern, md), "image_link", 150),
            (_ImageReference(patterns["image_reference"].pattern, md), "image_reference", 140),
            (_ShortReference(patterns["short_reference"].pattern, md), "short_reference", 130),
            (_ShortImageReference(patterns["short_image_ref"].pattern, md), "short_image_ref", 125),
            (_Autolink(_AUTOLINK, md), "autolink", 120),
            *((_Tag(md), f"tag{depth}", 119 - depth / 10) for depth in range(_TAG_DEPTH)),
            (_BareUrl(md), "bare_url", 115),
            (_Emphasis(md), "em_strong", 60),
        ]
        for processor, name, priority in own:
            patterns.register(processor, name, priority)
        return [processor for processor, _, _ in own if isinstance(processor, _Addressed)]

    def set_references(self, references: dict[str, tuple[str, str]]) -> None:
        """Set what `[text][label]` may refer to, by label in lower case."""
        self._references = references

    def store(self, markup: str) -> str:
        """Keep markup of a block of HTML aside until the tree is written; return what stands for it."""
        return self._md.htmlStash.store(markup)

    def render(self, root: Element, addresses: Addresses) -> list[str]:
        """Return the HTML in each child of `root`, text read as inline Markdown; not yet clean."""
        self._md.references = dict(self._references)
        for processor in self._addressed:
            processor.addresses = addresses
        for name in ("inline", "unescape"):
            self._md.treeprocessors[name].run(root)
        rendered = ["".join(map(self._md.serializer, block)) for block in root]
        # An element for each line end would take quadratic time.
        rendered = [markup.replace("\n", "<br>").replace(CODE_LINE_END, "\n") for markup in rendered]
        if self._md.htmlStash.html_counter:
            rendered = [self._md.postprocessors["raw_html"].run(markup) for markup in rendered]
        self._md.reset()
        return rendered
