"""The readable part of a web page. For the worker: pages can be hostile, and what finds their text is slow."""

import copy
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from mine_reader.errors import ClosedPageError, ContentError, PageError
from mine_reader.model import ParsedPage
from mine_reader.net.charset import page_text
from mine_reader.net.html_tree import Element, bare_text, parse_html, without_odd
from mine_reader.net.literal import line, literal, spaced
from mine_reader.net.markdown import joined, tree_to_markdown
from mine_reader.net.readable import Page
from mine_reader.net.said import Said

MAX_PAGE = 3_000_000
_LEAST = 25
"""Characters that are a text; a note of a line or two is one."""
_ENOUGH = 200
_CLOSED = re.compile(
    r"enable javascript|javascript is (?:disabled|required|not enabled)|requires? javascript|turn on javascript"
    r"|(?:log ?in|sign in) to (?:continue|view|read)|please log ?in|checking your browser"
    r"|verify (?:that )?you are (?:a )?human|something went wrong.{0,40}try again"
    r"|登录后(?:查看|阅读|可|才)|请先?登录|请完成验证|安全验证|启用\s*javascript|环境异常",
    re.IGNORECASE,
)
_NEEDS_LOGIN = re.compile(r"(?:^|\.)(?:x\.com|twitter\.com|facebook\.com|instagram\.com)$")
_ADDRESS = re.compile(r"!\[[^\]\n]*\]|\]\([^()\s]*\)|\([^()\s]*://[^()\s]*\)|<https?://[^>\s]*>")


def read_page(data: bytes, url: str, content_type: str = "", charset: str | None = None) -> ParsedPage:
    """Return the readable part of a page; ContentError."""
    if content_type and not any(word in content_type for word in ("html", "xml", "text/plain")):
        raise ContentError(url=url, reason="it is not a web page")
    if len(data) > MAX_PAGE:
        raise ContentError(url=url, reason="it is larger than 3 MB")
    text = without_odd(page_text(data, charset))
    if content_type == "text/plain":
        return _plain(text, url)
    root = parse_html(text)
    if root is None:
        return _bare(text, url)
    base = next((urljoin(url, one.get("href", "")) for one in root.iter("base")), url)
    said = Said(root)
    markdown, images = _body(root, base)
    _check_open(root, markdown, url)
    return ParsedPage(said.title(), said.author(), said.date(), said.site(url), markdown, images)


def _body(root: Element, base: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a page by the first way that finds one."""
    for part in _parts(root, base):
        markdown, images = tree_to_markdown(part, base)
        if _length(markdown) >= _LEAST:
            return markdown, images
    return "", ()


def _length(markdown: str) -> int:
    """Return how many characters of words there are."""
    return len("".join(_ADDRESS.sub("", markdown).split()))


def _parts(root: Element, base: str) -> Iterator[Element]:
    part = Page(copy.deepcopy(root), base).text()
    if part is not None:
        yield part
    yield from root.iter("main", "article", "body")


def _check_open(root: Element, markdown: str, url: str) -> None:
    """Raise PageError where a page shows nothing, or only what it wants from its reader."""
    words = _length(markdown)
    if words >= _ENOUGH and not _NEEDS_LOGIN.search(urlsplit(url).hostname or ""):
        return
    seen = spaced(" ".join(root.itertext()))[:20_000]
    if (words < _ENOUGH and _CLOSED.search(seen)) or _NEEDS_LOGIN.search(urlsplit(url).hostname or ""):
        raise ClosedPageError(url=url)
    if words < _LEAST:
        scripts = sum(len(one.text or "") for one in root.iter("script"))
        raise ClosedPageError(url=url) if scripts > 200 or len(list(root.iter("script"))) > 1 else PageError(url=url)


def _plain(text: str, url: str) -> ParsedPage:
    rows = [line(literal(row.strip())) for row in text.split("\n")]
    markdown = "\n".join(rows).strip("\n")
    if not markdown:
        raise PageError(url=url)
    return ParsedPage(urlsplit(url).path.rpartition("/")[2], "", None, urlsplit(url).hostname or "", markdown + "\n")


def _bare(text: str, url: str) -> ParsedPage:
    """Return the words of a page that is too odd to be parsed."""
    rows = (spaced(row).strip() for row in bare_text(text).split("\n"))
    markdown = joined([line(literal(row)) for row in rows if row])
    if not markdown:
        raise PageError(url=url)
    return ParsedPage("", "", None, urlsplit(url).hostname or "", markdown)
