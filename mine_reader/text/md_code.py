"""Code with its words marked by class, for the page's style sheet to colour."""

import re
from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

CODE_LINE_END = "\x05"
"""Stands for a line end of code until the tree is written, where any other becomes `<br>`."""

_LANGUAGE = re.compile(r"[\w+#-]+")
_MAX_COLOURED = 100_000


def code_block(code: str, info: str = "") -> Element:
    """Return `code` as it is; where `info` names a language, with a span for each token that has a class."""
    pre = Element("pre")
    element = SubElement(pre, "code")
    language = _LANGUAGE.search(info)
    last: Element | None = None
    for name, value in _tokens(code, language[0]) if language and len(code) <= _MAX_COLOURED else [("", code)]:
        if name:
            last = SubElement(element, "span", {"class": name})
            last.text = _atomic(value)
        elif last is None:
            element.text = _atomic(value)
        else:
            last.tail = _atomic(value)
    return pre


def _tokens(code: str, language: str) -> Iterator[tuple[str, str]]:
    # Imported when the first language is named: a tenth of a second that few issues need.
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415
    from pygments.token import STANDARD_TYPES  # noqa: PLC0415
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        yield "", code
        return
    named = ((STANDARD_TYPES.get(kind, ""), value) for kind, value in lexer.get_tokens(code))
    classes = (("" if name == "w" else name, value) for name, value in named)
    for name, group in groupby(classes, key=lambda token: token[0]):
        yield name, "".join(value for _, value in group)


def _atomic(text: str) -> AtomicString:
    """Return text that stands as it is: neither Markdown nor entities."""
    return AtomicString(text.replace("&", "&amp;").replace("\n", CODE_LINE_END))
