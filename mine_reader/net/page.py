"""The readable part of a web page. For the worker: pages can be hostile, and what finds their text is slow."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from mine_reader.errors import ClosedPageError, ContentError, PageError
from mine_reader.model import ParsedPage
from mine_reader.net.charset import page_text
from mine_reader.net.html_tree import Element, bare_text, is_hidden, parse_html, without_odd
from mine_reader.net.literal import line, literal, spaced
from mine_reader.net.markdown import joined, tree_to_markdown
from mine_reader.text.md_safe import without_bidi

MAX_PAGE = 3_000_000
_KNOWN = ("//*[@id='js_content']", "//*[@itemprop='articleBody']", "//*[contains(@class,'markdown-body')]")
"""Where sites of one kind keep their text: an article of WeChat, of schema.org, a README."""
_LEAST = 25
"""Characters that are a text; a note of a line or two is one."""
_MAX_ADVERTISING = 400
_ADVERTISING = re.compile(
    r"ads?|ad-\w+|adsbygoogle|advert\w*|sponsor\w*|promo\w*|cookie-\w+|share|social-\w+|newsletter\S*"
)
_ENOUGH = 200
_CLOSED = re.compile(
    r"enable javascript|javascript is (?:disabled|required|not enabled)|requires? javascript|turn on javascript"
    r"|(?:log ?in|sign in) to (?:continue|view|read)|please log ?in|checking your browser"
    r"|verify (?:that )?you are (?:a )?human|something went wrong.{0,40}try again"
    r"|登录后(?:查看|阅读|可|才)|请先?登录|请完成验证|安全验证|启用\s*javascript|环境异常",
    re.IGNORECASE,
)
_NEEDS_LOGIN = re.compile(r"(?:^|\.)(?:x\.com|twitter\.com|facebook\.com|instagram\.com)$")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")
_ADDRESS = re.compile(r"!\[[^\]\n]*\]|\]\([^()\s]*\)|\([^()\s]*://[^()\s]*\)|<https?://[^>\s]*>")
_SEPARATOR = re.compile(r"\s+[|·—–_-]\s+|\s*[|_]\s*")


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
    said = _Said(root)
    markdown, images = _body(root, text, base)
    _check_open(root, markdown, url)
    return ParsedPage(said.title(), said.author(), said.date(), said.site(url), markdown, images)


def _body(root: Element, text: str, base: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a page by the first way that finds one."""
    for part in _parts(root, text):
        markdown, images = tree_to_markdown(part, base)
        if _length(markdown) >= _LEAST:
            return markdown, images
    return "", ()


def _length(markdown: str) -> int:
    """Return how many characters of words there are."""
    return len("".join(_ADDRESS.sub("", markdown).split()))


def _parts(root: Element, text: str) -> Iterator[Element]:
    for path in _KNOWN:
        yield from (part for part in root.xpath(path)[:1] if not is_empty(part))
    part = readable(text)
    if part is not None:
        yield part
    yield from root.iter("main", "article", "body")


def readable(text: str) -> Element | None:
    """Return the part of a page that is its text; None where none is found."""
    from lxml import etree  # noqa: PLC0415
    from readability import Document  # noqa: PLC0415 (a fifth of a second)

    root = parse_html(text)
    if root is None:
        return None
    _without_advertising(root)
    _with_bare_code(root)
    try:
        source = etree.tostring(root, encoding="unicode", method="html")
        return parse_html(Document(source, min_text_length=_LEAST).summary(html_partial=True))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 (the library may fail in any way on what is hostile)
        return None


def _without_advertising(root: Element) -> None:
    for one in list(root.iter("div", "aside", "section", "ins", "p")):
        marks = f"{one.get('class', '')} {one.get('id', '')}".lower().split()
        if any(_ADVERTISING.fullmatch(mark) for mark in marks) and len("".join(one.itertext())) < _MAX_ADVERTISING:
            _drop(one)


def _with_bare_code(root: Element) -> None:
    """Take code out of boxes of its own: they are taken for clutter."""
    for code in list(root.iter("pre")):
        box = code.getparent()
        while box is not None and box.tag in {"div", "figure"} and len(box) == 1 and not (box.text or "").strip():
            code.set("class", f"{box.get('class', '')} {code.get('class', '')}".strip())
            outer = box.getparent()
            if outer is None or (code.tail or "").strip():
                break
            code.tail = box.tail
            outer.replace(box, code)
            box = outer


def _drop(element: Element) -> None:
    """Take an element out, and leave what follows it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def is_empty(part: Element) -> bool:
    """Return whether nobody could read anything in a part of a page."""
    return (is_hidden(part) and "js_content" not in part.get("id", "")) or len(
        "".join(part.itertext()).strip()
    ) < _LEAST


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


class _Said:
    """What a page says of itself: Open Graph and other meta elements, JSON-LD, and what stands in it."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._meta: dict[str, str] = {}
        for one in root.iter("meta"):
            name = one.get("property") or one.get("name") or one.get("itemprop") or ""
            if one.get("content"):
                self._meta.setdefault(name.lower(), one.get("content"))
        self._linked = next(_linked_data(root), {})

    def title(self) -> str:
        given = self._first("og:title", "twitter:title") or _string(self._linked.get("headline"))
        heading = [found for one in self._root.iter("h1") if (found := _words(" ".join(one.itertext())))]
        title = next((_words(one.text or "") for one in self._root.iter("title")), "")
        if given:
            return _words(given)
        if len(heading) == 1 and (not title or heading[0] in title):
            return heading[0]
        return _SEPARATOR.split(title)[0] or title or (heading[0] if heading else "")

    def author(self) -> str:
        given = self._linked.get("author")
        people = given if isinstance(given, list) else [given]
        names = [_string(one.get("name") if isinstance(one, dict) else one) for one in people]
        found = self._first("author", "article:author", "og:article:author", "dc.creator", "byl")
        if not found or found.startswith("http"):
            found = ", ".join(filter(None, names)) or self._of_class("author", "byline", "rich_media_meta_nickname")
        return _words(found)[:100]

    def date(self) -> str | None:
        names = (
            "article:published_time",
            "og:published_time",
            "datepublished",
            "date",
            "dc.date",
            "publishdate",
            "pubdate",
        )
        candidates = [self._first(*names), _string(self._linked.get("datePublished"))]
        candidates += [one.get("datetime") or " ".join(one.itertext()) for one in self._root.iter("time")]
        candidates.append(self._of_class("publish_time", "date", "published", "post-date"))
        return next((date for one in candidates if (date := _date(one))), None)

    def site(self, url: str) -> str:
        publisher = self._linked.get("publisher")
        named = _string(publisher.get("name")) if isinstance(publisher, dict) else ""
        return _words(self._first("og:site_name", "application-name") or named) or urlsplit(url).hostname or ""

    def _first(self, *names: str) -> str:
        return next((self._meta[name] for name in names if self._meta.get(name, "").strip()), "")

    def _of_class(self, *names: str) -> str:
        for one in self._root.iter("span", "a", "p", "div", "em", "address"):
            marks = f"{one.get('class', '')} {one.get('id', '')} {one.get('rel', '')}".lower().split()
            if any(name in marks for name in names):
                words = _words(" ".join(one.itertext()))
                if 0 < len(words) < 100:
                    return words
        return ""


def _linked_data(root: Element) -> Iterator[dict[str, Any]]:
    """Yield what scripts of JSON-LD say of an article."""
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", ""):
            continue
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        things = found if isinstance(found, list) else found.get("@graph", [found]) if isinstance(found, dict) else []
        for thing in things if isinstance(things, list) else []:
            if isinstance(thing, dict) and ("headline" in thing or "datePublished" in thing):
                yield thing


def _date(text: str) -> str | None:
    found = _DATE.search(text or "")
    if not found:
        return None
    year, month, day = map(int, found.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1990 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31 else None


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _words(text: str) -> str:
    return without_bidi(" ".join(text.split()))[:500]
