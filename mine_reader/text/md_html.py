"""The few HTML tags that issues may use. Any other tag is text to be shown."""

import html
import re
from collections.abc import Callable

from mine_reader.text.links import URL_PATTERN

INLINE_TAGS = {
    "a": "a",
    "b": "strong",
    "br": "br",
    "code": "code",
    "del": "del",
    "em": "em",
    "i": "em",
    "img": "img",
    "ins": "u",
    "kbd": "code",
    "mark": "mark",
    "s": "del",
    "small": "small",
    "span": "span",
    "strong": "strong",
    "sub": "sub",
    "sup": "sup",
    "u": "u",
}
"""What may stand in a line, and what it becomes."""

BLOCK_TAGS = {
    "blockquote": "blockquote",
    "center": "div",
    "details": "",
    "div": "div",
    "font": "",
    "h1": "h3",
    "h2": "h3",
    "h3": "h3",
    "h4": "h4",
    "h5": "h5",
    "h6": "h6",
    "hr": "hr",
    "li": "li",
    "ol": "ol",
    "p": "p",
    "pre": "pre",
    "summary": "p",
    "table": "table",
    "tbody": "tbody",
    "td": "td",
    "th": "th",
    "thead": "thead",
    "tr": "tr",
    "ul": "ul",
}
"""What may stand in a block of HTML besides, and what it becomes: "" is passed over."""

_KEPT = {"start", "align", "colspan", "rowspan"}
_VOID = {"br", "hr", "img"}
_MAX_DEPTH = 30
_MAX_TABLES = 2

_BREAK = re.compile(r"[ \t\r]*\n[ \t]*")
_ATTRIBUTE = r"""\s+([a-zA-Z][a-zA-Z0-9:-]*)(?:\s*=\s*("[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+))?"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:{_ATTRIBUTE})*+)\s*(/?)>")
"""A tag: 1 the slash of a closing one, 2 its name, 3 its attributes."""


def attributes(source: str) -> dict[str, str]:
    """Return the attributes of a tag as written, their names in lower case."""
    return {name.lower(): html.unescape(value.strip("\"'")) for name, value in _ATTRIBUTES.findall(source)}


def find_closing(name: str, text: str, start: int) -> re.Match[str] | None:
    """Return the tag that closes a `name` opened right before `start`, if there is one."""
    depth = 1
    for match in re.compile(rf"<(/?){name}(?:{_ATTRIBUTE})*+\s*>", re.IGNORECASE).finditer(text, start):
        depth += -1 if match[1] else 1
        if not depth:
            return match
    return None


class HtmlBlock:
    """A block of HTML on its way to the page: known tags stay, the rest becomes text.

    `link` and `image` turn an address into the markup of an opening tag, or None.
    """

    def __init__(self, link: Callable[[str], str | None], image: Callable[[str, str], str]) -> None:
        self._link = link
        self._image = image
        self._open: list[str] = []
        self._out: list[str] = []

    def render(self, source: str) -> str:
        """Return the markup; `clean` puts its tree in order."""
        at = 0
        for match in TAG.finditer(source):
            name = match[2].lower()
            if name not in INLINE_TAGS and name not in BLOCK_TAGS:
                continue
            self._text(source[at : match.start()])
            at = match.end()
            if match[1]:
                self._end(name)
            else:
                self._start(name, match)
        self._text(source[at:])
        while self._open:
            self._end(self._open[-1])
        return "".join(self._out)

    def _text(self, text: str) -> None:
        if "pre" in self._open:
            self._out.append(html.escape(html.unescape(text), quote=False))
            return
        shown = _BREAK.sub("\n", text).strip("\n")
        self._out.append("<br>".join(map(self._words, shown.split("\n"))))

    def _words(self, text: str) -> str:
        out = []
        at = 0
        for match in () if "a" in self._open else URL_PATTERN.finditer(text):
            opening = self._link(match[0])
            if opening:
                out += [_escape(text[at : match.start()]), opening, _escape(match[0]), "</a>"]
                at = match.end()
        return "".join([*out, _escape(text[at:])])

    def _start(self, name: str, match: re.Match[str]) -> None:
        given = attributes(match[3])
        if name == "img":
            self._out.append(self._image(given.get("src", ""), given.get("alt", "")))
        elif name in _VOID:
            self._out.append(f"<{name}>")
        elif self._is_shown(name):
            self._open.append(name)
            self._out.append(self._opening(name, given))

    def _is_shown(self, name: str) -> bool:
        return len(self._open) < _MAX_DEPTH and (name != "table" or self._open.count(name) < _MAX_TABLES)

    def _opening(self, name: str, given: dict[str, str]) -> str:
        if name == "a":
            return self._link(given.get("href", "")) or "<a>"
        tag = INLINE_TAGS.get(name, BLOCK_TAGS.get(name, ""))
        kept = "".join(f' {key}="{html.escape(value)}"' for key, value in given.items() if key in _KEPT)
        if name == "summary":
            kept = ' class="box-title"'
        return f"<{tag}{kept}>" if tag else ""

    def _end(self, name: str) -> None:
        """Close `name`, and what was opened in it and not closed; a tag that closes nothing shows nothing."""
        if name not in self._open:
            return
        while True:
            opened = self._open.pop()
            tag = INLINE_TAGS.get(opened, BLOCK_TAGS.get(opened, ""))
            if tag:
                self._out.append(f"</{tag}>")
            if opened == name:
                return


def _escape(text: str) -> str:
    return html.escape(html.unescape(text), quote=False)
