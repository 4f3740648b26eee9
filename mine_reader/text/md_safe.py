"""What may be on a page: tags, attributes, addresses. Everything rendered passes `clean`."""

import re
from urllib.parse import quote, unquote

import nh3

from mine_reader.model.address import ADDRESS
from mine_reader.text.inline import without_bidi

MAX_IMAGES = 500
"""Of one part: more of them stall the page."""

_MAX_DEPTH = 200
_NESTING = re.compile(r"<(/?)(?!br|img|hr)[a-z]")

_WEB = re.compile(r"https?://[^\s/?#\\]+[^\s\\]*", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@:/]+@[^\s@:/]+", re.IGNORECASE)
_ISSUE = "mine-reader:issue/"
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffc\ufffe\uffff\ud800-\udfff]")

_TAGS = {
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "br",
    "strong",
    "em",
    "del",
    "u",
    "sub",
    "sup",
    "mark",
    "small",
    "a",
    "img",
    "ul",
    "ol",
}
_TAGS |= {"li", "blockquote", "pre", "code", "span", "table", "thead", "tbody", "tr", "th", "td", "hr", "div"}
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "span": {"class"},
    "div": {"class"},
    "p": {"class"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
}
_VALUES = {
    "href": re.compile(rf"{_WEB.pattern}|{_MAIL.pattern}|{ADDRESS.pattern}|{_ISSUE}[^\s:]+", re.IGNORECASE),
    "src": re.compile(r"mr-image:\d{1,4}"),
    "alt": re.compile(r"[^\x00]*"),
    "start": re.compile(r"\d{1,9}"),
    "class": re.compile(r"[a-z][a-z0-9-]{0,15}"),
    "align": re.compile(r"left|center|right"),
    "colspan": re.compile(r"\d{1,2}"),
    "rowspan": re.compile(r"\d{1,2}"),
}


def _keep(_tag: str, attribute: str, value: str) -> str | None:
    return value if _VALUES[attribute].fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=set(),
    attributes=_ATTRIBUTES,
    attribute_filter=_keep,
    link_rel=None,
    url_schemes={"http", "https", "mailto", "minereader", "mine-reader", "mr-image"},
    url_relative="deny",
)


def clean(markup: str) -> str:
    """Return `markup` with nothing in it but what the page may hold."""
    return _CLEANER.clean(markup)


def is_shallow(markup: str) -> bool:
    """Return whether clean `markup` is nested no deeper than a page can lay out."""
    depth = 0
    for match in _NESTING.finditer(markup) if markup.count("<") > _MAX_DEPTH else ():
        depth += -1 if match[1] else 1
        if depth > _MAX_DEPTH:
            return False
    return True


def without_unseen(text: str) -> str:
    """Return `text` without control characters and what else no page can hold."""
    return _UNSEEN.sub("", text)


def link_address(target: str) -> str | None:
    """Return what a link may lead to: the web, mail, a note or another issue here; None for anything else."""
    target = without_bidi(target)
    if any(known.fullmatch(target) for known in (_WEB, _MAIL, ADDRESS)):
        return target
    path = target.partition("#")[0].partition("?")[0]
    if _is_relative(path) and path.lower().endswith((".md", ".markdown")):
        return _ISSUE + quote(unquote(path, errors="replace"), safe="/.~-_")
    return None


def image_address(source: str) -> str | None:
    """Return the address of an image that may be asked for; None for anything else."""
    return source if _WEB.fullmatch(source) or (_is_relative(source) and not unquote(source).startswith("/")) else None


def is_place(target: str) -> bool:
    """Return whether a link leads to a place in the same site, where nothing here can follow."""
    return target.startswith(("#", "/", "./", "../", "?")) or not target


def _is_relative(path: str) -> bool:
    # A colon in the first segment would make it a scheme or a drive for somebody.
    return bool(path.strip()) and all(
        ":" not in form.partition("/")[0] and not form.startswith("//") and "\\" not in form
        for form in (path, unquote(path, errors="replace"))
    )
