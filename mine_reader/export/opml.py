"""Lists of feeds as other readers write them (OPML), in and out. What is read is foreign: no DTD, no entities."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from mine_reader.model import Feed, SourceKind

SUFFIXES = (".opml", ".xml")
NAMESPACE = "https://minereader.github.io/opml"
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class OpmlFeed:
    """A feed of a list. `group` is its folder, nested by `/`; "" stands for what the list does not say."""

    url: str
    title: str = ""
    site: str = ""
    group: str = ""
    interval: int | None = None


def read_opml(data: bytes) -> tuple[OpmlFeed, ...]:
    """Return the feeds of a list in its order, each as often as it is there; ValueError if it is none."""
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 - no start needs it

    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise ValueError(str(error)) from error
    body = root.find("body")
    if root.tag.lower() != "opml" or body is None:
        raise ValueError
    found: list[OpmlFeed] = []
    waiting: list[tuple[Element, str, int]] = [(item, "", 0) for item in reversed(body)]
    while waiting:
        item, group, depth = waiting.pop()
        title = _attribute(item, "title") or _attribute(item, "text")
        url = _attribute(item, "xmlUrl") or _attribute(item, "xmlurl")
        if url:
            found.append(_feed(item, url, title, group))
            inner = group
        else:
            inner = f"{group}/{_part(title)}".strip("/") if title and depth < _DEEPEST else group
        waiting += [(child, inner, depth + 1) for child in reversed(item)]
    return tuple(found)


def _attribute(item: Element, name: str) -> str:
    return " ".join((item.get(name) or "").split())


def _part(title: str) -> str:
    return title.replace("/", "／")


def _feed(item: Element, url: str, title: str, group: str) -> OpmlFeed:
    category = _attribute(item, "category").split(",")[0].strip(" /")
    interval = item.get(f"{{{NAMESPACE}}}interval", "")
    return OpmlFeed(
        url=url,
        title=title,
        site=_attribute(item, "htmlUrl"),
        group=group or category,
        interval=int(interval) if interval.isdecimal() and 0 < int(interval[:9]) < 10**6 else None,
    )


def write_opml(feeds: Iterable[Feed], now: datetime) -> bytes:
    """Return feeds as OPML 2.0, folders nested."""
    root = Element("opml", {"version": "2.0"})
    head = SubElement(root, "head")
    SubElement(head, "title").text = "MineReader"
    SubElement(head, "dateCreated").text = format_datetime(now)
    body = SubElement(root, "body")
    folders: dict[tuple[str, ...], Element] = {(): body}
    for feed in feeds:
        if feed.kind is SourceKind.FEED:
            parent = _folder(folders, [part for part in feed.group.split("/") if part])
            SubElement(parent, "outline", _values(feed))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, "unicode")}\n'.encode("utf-8", "replace")


def _folder(folders: dict[tuple[str, ...], Element], parts: Sequence[str]) -> Element:
    for depth in range(1, len(parts) + 1):
        key = tuple(parts[:depth])
        if key not in folders:
            folders[key] = SubElement(folders[key[:-1]], "outline", {"text": _legal(parts[depth - 1])})
    return folders[tuple(parts)]


def _values(feed: Feed) -> dict[str, str]:
    values = {"type": "rss", "text": _legal(feed.name), "title": _legal(feed.name), "xmlUrl": _legal(feed.url)}
    if feed.site:
        values["htmlUrl"] = _legal(feed.site)
    if feed.interval is not None:
        values[f"{{{NAMESPACE}}}interval"] = str(feed.interval)
    return values


def _legal(text: str) -> str:
    """Return text without what XML cannot hold."""
    return "".join(char for char in text if char in "\t\n\r" or " " <= char not in "\ufffe\uffff")
