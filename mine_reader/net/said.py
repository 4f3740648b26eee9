"""What a page says of itself: its title, who wrote it, when, and where it belongs."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlsplit

from mine_reader.net.html_tree import Element
from mine_reader.text.inline import without_bidi

_LONG = 100
"""Characters that are no name and no date."""
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")
_SEPARATOR = re.compile(r"\s+[|·—–_-]\s+|\s*[|_]\s*")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_AUTHOR = ("author", "rich-media-meta-nickname", "author-name", "nickname", "byline")
_DATED = ("publish-time", "published", "date", "pubtime", "time")
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "publishdate",
    "pubdate",
    "citation_date",
    "citation_publication_date",
)
_SECONDS = re.compile(r"\bvar ct ?= ?[\"'](\d{10})[\"']")
_CHINA = timezone(timedelta(hours=8))


class Said:
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
        """Return the title, without the name of the site where that stands behind it."""
        named = self._first("citation_title", "og:title", "twitter:title")
        given = _words(named or _string(self._linked.get("headline")))
        heading = [found for one in self._root.iter("h1") if (found := _words(" ".join(one.itertext())))]
        title = next((_words(one.text or "") for one in self._root.iter("title")), "")
        if len(heading) == 1 and given.startswith(heading[0]):
            return heading[0]
        if given:
            return given
        if len(heading) == 1 and (not title or heading[0] in title):
            return heading[0]
        return _SEPARATOR.split(title)[0] or title or (heading[0] if heading else "")

    def author(self) -> str:
        """Return who wrote it; empty if nobody is named."""
        given = self._linked.get("author")
        people = given if isinstance(given, list) else [given]
        names = [_string(one.get("name") if isinstance(one, dict) else one) for one in people]
        found = self._first("author", "article:author", "og:article:author", "citation_author", "dc.creator", "byl")
        if not found or found.startswith("http"):
            found = ", ".join(filter(None, names)) or self._marked_author() or self._named(_AUTHOR)
        return _BY.sub("", _words(found))[:100]

    def date(self) -> str | None:
        """Return the day on which it appeared, as ISO says it."""
        candidates = [self._first(*_DATES), _string(self._linked.get("datePublished"))]
        candidates += [one.get("datetime") or " ".join(one.itertext()) for one in self._root.iter("time")]
        candidates += [self._named(_DATED, _DATE), self._scripted()]
        return next((date for one in candidates if (date := _date(one))), None)

    def site(self, url: str) -> str:
        """Return the name of the site, or else its host."""
        publisher = self._linked.get("publisher")
        named = _string(publisher.get("name")) if isinstance(publisher, dict) else ""
        return _words(self._first("og:site_name", "application-name") or named) or urlsplit(url).hostname or ""

    def _first(self, *names: str) -> str:
        return next((self._meta[name] for name in names if self._meta.get(name, "").strip()), "")

    def _marked_author(self) -> str:
        """Return the author that microdata name."""
        for one in self._root.xpath("//*[@itemprop='author']"):
            inner = [one.get("content"), *one.xpath(".//meta[@itemprop='name']/@content")]
            found = next(filter(None, inner), "") or _words(" ".join(one.itertext()))
            if 0 < len(found) < _LONG:
                return found
        return ""

    def _named(self, names: tuple[str, ...], holds: re.Pattern[str] = re.compile("")) -> str:
        """Return the words of the first element whose class, id or rel is the first of `names` that is there."""
        found: dict[str, str] = {}
        for one in self._root.iter("span", "a", "p", "div", "em", "address", "td", "li", "strong"):
            marks = f"{one.get('class', '')} {one.get('id', '')} {one.get('rel', '')}".lower().replace("_", "-").split()
            for name in names:
                if name not in found and any(mark == name or mark.endswith(f"-{name}") for mark in marks):
                    words = _words(" ".join(one.itertext()))
                    if 0 < len(words) < _LONG and holds.search(words):
                        found[name] = words
        return next((found[name] for name in names if name in found), "")

    def _scripted(self) -> str:
        """Return the day that an article of WeChat is from: seconds in a script, which shows them."""
        for script in self._root.iter("script"):
            if found := _SECONDS.search(script.text or ""):
                return f"{datetime.fromtimestamp(int(found[1]), _CHINA):%Y-%m-%d}"
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
