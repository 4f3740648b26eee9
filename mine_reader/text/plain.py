"""Plain text of the safe HTML that the renderer makes: what anchors, search and exports stand on."""

import html
import re

_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_INVISIBLE = re.compile("[\\s\ufffc\ufdd0\ufdd1]+")

_BLOCKS = frozenset(("p", "div", "blockquote", "pre", "table", "ul", "ol", "hr", "h1", "h2", "h3", "h4", "h5", "h6"))
_LINES = frozenset(("li", "tr"))
_CELLS = frozenset(("td", "th"))
_DENSE = frozenset(("ul", "ol", "table"))


def html_to_text(markup: str) -> str:
    """Return the text of safe HTML: blocks apart by a blank line; items, rows and `<br>` by a line end."""
    collector = _Collector()
    at = 0
    for match in _TOKEN.finditer(markup):
        collector.data(markup[at : match.start()])
        at = match.end()
        collector.tag(match["tag"].lower(), closing=bool(match["end"]))
    collector.data(markup[at:])
    return "".join(collector.out)


def visible(text: str) -> str:
    """Return `text` without white space and without what stands for images and table borders."""
    return _INVISIBLE.sub("", text)


class _Collector:
    """Text so far, and the line ends that are due before more of it."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self._due = 0
        self._space = False
        self._dense = 0
        self._pre = 0

    def data(self, escaped: str) -> None:
        if not escaped:
            return
        text = html.unescape(escaped)
        if self._pre:
            line = text.rstrip("\n")
            self._write(line)
            self._due += len(text) - len(line)
            return
        words = _SPACE.sub(" ", text)
        if words == " ":
            self._space = True
            return
        self._space |= words.startswith(" ")
        self._write(words.strip(" "))
        self._space = words.endswith(" ")

    def tag(self, name: str, *, closing: bool) -> None:
        if name == "br":
            self._due += 1
            return
        if name == "pre":
            self._pre += -1 if closing and self._pre else not closing
        if name in _BLOCKS:
            self._due = max(self._due, 1 if self._dense else 2)
        elif name in _LINES:
            self._due = max(self._due, 1)
        elif name in _CELLS:
            self._space = True
        if name in _DENSE:
            self._dense += -1 if closing and self._dense else not closing

    def _write(self, text: str) -> None:
        if not text:
            return
        gap = "\n" * self._due or " " * self._space
        if self.out:
            self.out.append(gap)
        self.out.append(text)
        self._due = 0
        self._space = False
