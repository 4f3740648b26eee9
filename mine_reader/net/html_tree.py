"""HTML of unknown origin as a tree, and what of it nobody is meant to see."""

import html as entities
import re
from functools import cache
from typing import Any

from lxml import etree

Element = Any
"""An element of lxml, which has no types."""

DEEPEST = 2_000
"""Nesting from which on the parser loses text."""
_MAX_TAG = 50_000
"""Characters of one tag: attributes take the parser quadratic time."""
_MAX_SPANS = 50

_DATA = re.compile(r"data:[^\"'\s<>]{500,}")
_WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_LONG_TAG = re.compile(rf"<[a-zA-Z/][^<>]{{{_MAX_TAG},}}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNSEEN_ELEMENTS = re.compile(r"<(script|style|template|head)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)

UNSEEN = frozenset(("script", "style", "template", "title", "meta", "link", "svg", "canvas", "select", "input"))
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d]|\s*[1-9])"
    r"|max-height\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)


def without_odd(text: str) -> str:
    """Return `text` without control characters; half a character becomes U+FFFD."""
    return _CONTROL.sub("", text) if text.isascii() else _SURROGATES.sub("\ufffd", _CONTROL.sub("", text))


def parse_html(html: str) -> Element | None:
    """Return the root of a page or a part of one; None where it holds nothing or cannot be read."""
    html = _DATA.sub("data:,", without_odd(html))
    if not html.strip() or _LONG_TAG.search(html):
        return None
    try:
        return etree.fromstring((html if _WHOLE.search(html) else f"<div>{html}").encode(), _parser())
    except (etree.XMLSyntaxError, ValueError):
        return None


@cache
def _parser() -> Any:  # noqa: ANN401 (lxml has no types)
    return etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)


def bare_text(html: str) -> str:
    """Return the words of HTML that is too odd to be parsed, tags taken out: nothing that can be seen is lost."""
    bare = _TAGS.sub("\n", _UNSEEN_ELEMENTS.sub("", without_odd(html)))
    return entities.unescape(bare)


def is_hidden(element: Element) -> bool:
    """Return whether an element is not shown: by its kind, or because it says so."""
    if element.tag in UNSEEN:
        return True
    style = element.get("style")
    if style is not None and _HIDDEN.search(style):
        return True
    return element.get("hidden") is not None


def seen_text(element: Element, depth: int = 0) -> str:
    """Return the text in an element as it is, without what is hidden; each `<br>` is a line end."""
    if not len(element):
        return element.text or ""
    if depth > _MAX_SPANS:
        return "".join(element.itertext())
    out = [element.text or ""]
    for child in element:
        if child.tag == "br":
            out.append("\n")
        elif not is_hidden(child):
            out.append(seen_text(child, depth + 1))
        out.append(child.tail or "")
    return "".join(out)
