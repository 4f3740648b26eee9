"""From the bytes of a feed to its entries: RSS, Atom, RDF and JSON Feed. For the worker: feeds can be hostile."""

import calendar
import datetime as dt
import html
import io
import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXException

from mine_reader.errors import EmptyFeedError, FeedError, MineReaderError, NotAFeedError
from mine_reader.model import FeedEntry, ParsedFeed
from mine_reader.net import sax
from mine_reader.net.charset import page_text
from mine_reader.net.html_tree import parse_html, without_odd
from mine_reader.net.markdown import html_to_markdown
from mine_reader.net.pictures import web
from mine_reader.text.inline import without_bidi

MAX_ENTRIES = 1_000
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(rb"<(?:[\w-]+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
_KNOWN_TAG = re.compile(
    r"</?(?:a|b|br|code|del|div|em|font|h[1-6]|i|img|ins|mark|p|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENCODED = str.maketrans({mark: f"%{ord(mark):02X}" for mark in ' <>"\\`\t\n'})
_BLANK = re.compile(r"\s+")
_MAX_TITLE = 1_000
_HEAD = 4_000
_MAX_PAGE = 3_000_000
_EARLIEST = 1971


def read_feed(data: bytes, url: str, content_type: str = "") -> ParsedFeed:
    """Return a feed, its entries with their content as Markdown; FeedError."""
    feed = parse_feed(data, url, content_type)
    return replace(feed, entries=tuple(_with_markdown(entry, feed.site or url) for entry in feed.entries))


def parse_feed(data: bytes, url: str, content_type: str = "") -> ParsedFeed:
    """Return a feed of any kind; FeedError."""
    bare = data.strip(b"\xef\xbb\xbf \t\r\n\0")
    if not bare:
        raise EmptyFeedError(url=url)
    if bare[:1] == b"{":
        return _json_feed(bare, url)
    if _HTML.match(bare[:_HEAD]) and not _FEED.search(bare[:_HEAD]):
        raise NotAFeedError(url=url)
    try:
        return _xml_feed(data, url, content_type)
    except (MineReaderError, MemoryError):
        raise
    except Exception as error:
        # The library may fail in any way on what is hostile.
        raise FeedError(url=url, reason="it is neither XML nor a JSON feed") from error


def _with_markdown(entry: FeedEntry, base: str) -> FeedEntry:
    return replace(entry, markdown=html_to_markdown(entry.html or entry.summary, web(entry.link, base) or base))


def _xml_feed(data: bytes, url: str, content_type: str) -> ParsedFeed:
    import feedparser  # noqa: PLC0415 (a tenth of a second)

    feedparser.api.PREFERRED_XML_PARSERS = [sax.__name__]
    headers = {"content-type": content_type or "application/xml", "content-location": url}
    stream = io.BytesIO(data)  # bytes would be taken for the name of a file to be opened
    found = feedparser.parse(stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    head = found.feed
    if not found.get("version") and not found.entries and not head.get("title"):
        raise FeedError(url=url, reason="it is neither XML nor a JSON feed")
    if not found.entries and isinstance(found.get("bozo_exception"), SAXException):
        raise FeedError(url=url, reason="it is damaged")
    site = _address(head.get("link", ""), url)
    return ParsedFeed(
        title=_title(head, "title"),
        site=site,
        entries=tuple(_entry(one, site or url) for one in found.entries[:MAX_ENTRIES]),
        ttl_minutes=_minutes(head.get("ttl")),
    )


def _entry(entry: Any, base: str) -> FeedEntry:  # noqa: ANN401 (the library has no types)
    contents = [one for one in entry.get("content", []) if one.get("value")]
    best = max(contents, key=lambda one: ("html" in one.get("type", ""), len(one["value"])), default=None)
    summary = entry.get("summary", "")
    if best is not None and best["value"] == summary and len(contents) == 1:
        summary = ""
    published = _date(entry.get("published_parsed"))
    link = _address(entry.get("link", ""), base) or _alternate(entry, base)
    return FeedEntry(
        id=_clean(entry.get("id", "")),
        title=_title(entry, "title"),
        link=link,
        author=_words(entry.get("author", "")),
        published=published,
        updated=_date(entry.get("updated_parsed")) if "updated_parsed" in entry.keys() else None,  # noqa: SIM118
        html=_html(best["value"], best.get("type", "")) if best is not None else "",
        summary=_html(summary, entry.get("summary_detail", {}).get("type", "")),
    )


def _alternate(entry: Any, base: str) -> str:  # noqa: ANN401
    """Return where an entry leads that has no link of its own: its id if that is one, or what it encloses."""
    candidates = [entry.get("id", ""), *(one.get("href", "") for one in entry.get("enclosures", []))]
    return next((found for found in (_address(one, "") for one in candidates) if found), "") if base else ""


def _html(text: str, media: str) -> str:
    """Return content as HTML: what is said to be plain text has its marks as words."""
    text = without_odd(text)
    if media != "text/plain" or _MARKUP.search(text):
        return text
    return html.escape(text, quote=False).replace("\n", "<br>")


def _title(of: Any, name: str) -> str:  # noqa: ANN401
    return _words(of.get(name, ""))


def _words(text: str) -> str:
    """Return a title or a name as words: markup taken out, direction marks too."""
    text = without_odd(str(text or ""))[: 10 * _MAX_TITLE]
    text = html.unescape(_KNOWN_TAG.sub("", text))
    return _BLANK.sub(" ", without_bidi(text)).strip()[:_MAX_TITLE]


def _clean(text: str) -> str:
    return without_odd(str(text)).strip()


def _address(url: Any, base: str) -> str:  # noqa: ANN401
    return without_bidi(without_odd(web(str(url), base))).translate(_ENCODED) if url else ""


def _date(parsed: time.struct_time | None) -> str | None:
    if parsed is None:
        return None
    try:
        moment = dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.isoformat() if moment.year >= _EARLIEST else None


def _minutes(ttl: Any) -> int | None:  # noqa: ANN401
    text = str(ttl or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 and int(text) else None


# JSON Feed 1.0 and 1.1: https://www.jsonfeed.org/version/1.1/


def _json_feed(data: bytes, url: str) -> ParsedFeed:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FeedError(url=url, reason="it is neither XML nor a JSON feed") from error
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list) or not isinstance(found, dict):
        raise FeedError(url=url, reason="it is neither XML nor a JSON feed")
    site = _address(_string(found, "home_page_url"), url)
    writers = list(_authors(found))
    return ParsedFeed(
        title=_words(_string(found, "title")),
        site=site,
        entries=tuple(_json_entry(one, site or url, writers) for one in items[:MAX_ENTRIES] if isinstance(one, dict)),
    )


def _json_entry(item: Mapping[str, Any], base: str, writers: list[str]) -> FeedEntry:
    link = _address(_string(item, "url") or _string(item, "external_url"), base)
    return FeedEntry(
        id=_clean(_string(item, "id")),
        title=_words(_string(item, "title")),
        link=link,
        author=", ".join(list(_authors(item)) or writers),
        published=_json_date(_string(item, "date_published")),
        updated=_json_date(_string(item, "date_modified")),
        html=without_odd(_string(item, "content_html")) or _html(_string(item, "content_text"), "text/plain"),
        summary=_html(_string(item, "summary"), "text/plain"),
    )


def _authors(of: Mapping[str, Any]) -> Iterator[str]:
    given = of.get("authors")
    for one in given if isinstance(given, list) else [of.get("author")]:
        name = _words(_string(one, "name")) if isinstance(one, dict) else ""
        if name:
            yield name


def _string(of: Mapping[str, Any], name: str) -> str:
    value = of.get(name)
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def _json_date(text: str) -> str | None:
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    try:
        moment = moment.astimezone(dt.UTC).replace(microsecond=0)
    except OverflowError:
        return None
    return moment.isoformat() if moment.year >= _EARLIEST else None


# Which feeds a page names


_KINDS = ("application/atom+xml", "application/rss+xml", "application/feed+json", "application/rdf+xml")
_COMMENTS = re.compile(r"comments?\b|评论", re.IGNORECASE)


def feeds_of(data: bytes, url: str, charset: str | None = None) -> tuple[tuple[str, str], ...]:
    """Return what `find_feeds` does for the bytes of a page."""
    return find_feeds(page_text(data[:_MAX_PAGE], charset), url)


def find_feeds(page: str, url: str) -> tuple[tuple[str, str], ...]:
    """Return the address and title of each feed that a web page names, those of comments last."""
    root = parse_html(page)
    found: dict[str, str] = {}
    if root is None:
        return ()
    base = next((urljoin(url, one.get("href", "")) for one in root.iter("base")), url)
    for link in root.iter("link", "a"):
        rel = link.get("rel", "").lower().split()
        kind = link.get("type", "").lower().partition(";")[0].strip()
        named = "alternate" in rel and (
            kind in _KINDS or (kind == "application/json" and "feed" in link.get("href", ""))
        )
        address = _address(link.get("href", ""), base) if named or "feed" in rel else ""
        if address:
            found.setdefault(address, _words(link.get("title", "")))
    return tuple(sorted(found.items(), key=lambda one: bool(_COMMENTS.search(" ".join(one)))))
