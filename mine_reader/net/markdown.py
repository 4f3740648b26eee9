"""From HTML of feeds and pages to Markdown: all that can be seen stays, nothing becomes what it was not."""

import itertools
import re
from collections.abc import Callable

from mine_reader.net import pictures, tables
from mine_reader.net.html_tree import DEEPEST, Element, bare_text, is_hidden, parse_html, seen_text
from mine_reader.net.literal import BREAK, code, fenced, heading, line, literal, spaced

_MAX_DEPTH = 150
"""Elements in one another, from where on only words are taken."""
_MAX_NESTED = 8
"""Lists and quotes in one another, from where on they are not indented any more."""
_MAX_TAGS = 3
_MAX_BOXES = 3
"""Boxes around code, which may say its language; in the innermost stand at most a button and a label, too."""
_MAX_CELLS = 20_000

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html"}
    | {
        "iframe",
        "video",
        "audio",
        "embed",
        "object",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "p",
        "pre",
        "section",
    }
    | {"summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_MARKS = {
    "b": "**",
    "strong": "**",
    "i": "*",
    "em": "*",
    "cite": "*",
    "dfn": "*",
    "s": "~~",
    "del": "~~",
    "strike": "~~",
}
_TAGS = {"**": "strong", "*": "em", "~~": "del"}
_KEPT = {"u": "u", "ins": "u", "mark": "mark", "sub": "sub", "sup": "sup"}
_CODE = frozenset(("code", "kbd", "samp", "tt", "var"))
_EMBEDDED = frozenset(("iframe", "video", "audio", "embed"))
_LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|highlight-source-|brush:\s*)([\w+#-]{1,20})", re.IGNORECASE)
_BLOCK_START = re.compile(r"#{1,6} |> |- |\d+\. |\||```|~~~|\*\*\*$")
_FENCE = re.compile(r"(?:> )*(?:```|~~~)")
_EDGES = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
_SAFE_URL = {
    " ": "%20",
    "<": "%3C",
    ">": "%3E",
    "\\": "%5C",
    "`": "%60",
    "*": "%2A",
    "[": "%5B",
    "]": "%5D",
    '"': "%22",
}
_NOTHING = [""]
_URL_ESCAPES = str.maketrans(_SAFE_URL | dict.fromkeys("\n\r\t", ""))


def html_to_markdown(html: str, base_url: str = "") -> str:
    """Return HTML as Markdown; words alone where it is too odd. Addresses are taken from `base_url`."""
    root = parse_html(html)
    if root is None:
        return _bare(html) if html.strip() else ""
    writer = Writer(base_url)
    blocks = writer.blocks(root)
    return _bare(html) if writer.deepest >= DEEPEST - 10 else joined(blocks)


def tree_to_markdown(root: Element, base_url: str) -> tuple[str, tuple[str, ...]]:
    """Return a tree as Markdown, and the addresses of its images."""
    writer = Writer(base_url)
    return joined(writer.blocks(root)), tuple(dict.fromkeys(writer.images))


def joined(blocks: list[str]) -> str:
    """Return blocks as one text."""
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _bare(html: str) -> str:
    lines = (spaced(one).strip() for one in bare_text(html).split("\n"))
    return joined([line(literal(one)) for one in lines if one])


class Writer:
    """Writes one tree. `deepest` tells how deep it was, `images` which images it has."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._nested = 0
        self._linked = 0
        self._all: list[Element] = []
        self._holding: set[Element] = set()
        self.deepest = 0
        self.images: list[str] = []

    def blocks(self, root: Element) -> list[str]:
        """Return the blocks of a tree."""
        # As long as they are held, lxml does not make them anew at each look.
        self._all = list(root.iter())
        self._holding = _holding_blocks(self._all)
        return self._inside(root, 0)

    def _text(self, text: str | None) -> str:
        return literal(spaced(text), urls=not self._linked) if text else ""

    def _inside(self, parent: Element, depth: int, href: str = "") -> list[str]:
        """Return what is in an element, its runs of words as paragraphs."""
        out: list[str] = []
        run = [self._text(parent.text)]
        for child in parent:
            if child.tag in _BLOCKS or child in self._holding:
                if run != _NOTHING:
                    out += self._paragraphs(run, href)
                out += self._block(child, depth + 1, href)
                run = [self._text(child.tail)]
            else:
                _put(run, self._inline(child, depth + 1, 0, run[-1] if run else ""))
                _put(run, self._text(child.tail))
        return out + self._paragraphs(run, href) if run != _NOTHING else out

    def _is_block(self, element: Element) -> bool:
        return element.tag in _BLOCKS or element in self._holding

    def _paragraphs(self, run: list[str], href: str) -> list[str]:
        text = run[0] if len(run) == 1 else "".join(run)
        if BREAK not in text and not href:
            text = spaced(text).strip(" ")
            return [line(text)] if text else []
        lines = [spaced(one).strip(" ") for one in text.split(BREAK)]
        if href:
            lines = [_link(one, href) if one else "" for one in lines]
        found: list[list[str]] = [[]]
        for one in lines:
            if one:
                found[-1].append(line(one))
            elif found[-1]:
                found.append([])
        return ["\n".join(group) for group in found if group]

    def _block(self, element: Element, depth: int, href: str) -> list[str]:
        if is_hidden(element):
            return []
        if depth > _MAX_DEPTH:
            return self._flat(element)
        tag = element.tag
        if tag in {"ul", "ol", "menu"}:
            return self._list(element, depth)
        write = _WRITERS.get(tag)
        if write is not None:
            return write(self, element, depth)
        if tag == "a":
            self._linked += 1
            blocks = self._inside(element, depth, self._href(element))
            self._linked -= 1
            return blocks
        return self._inside(element, depth, href)

    def _flat(self, element: Element) -> list[str]:
        """Return the words of what is too deep for anything else."""
        for one in element.iter():
            depth = sum(1 for _ in one.iterancestors()) if not len(one) else 0
            self.deepest = max(self.deepest, depth)
        words = (spaced(text).strip() for text in element.itertext())
        return [line(literal(one)) for one in words if one]

    def _heading(self, element: Element, depth: int) -> list[str]:
        if self._holding_any(element):
            blocks = self._inside(element, depth)
            if len(blocks) != 1 or _BLOCK_START.match(blocks[0]) or "\n" in blocks[0]:
                return blocks  # one that was never closed, most likely
            text = blocks[0]
        else:
            text = self._line(element, depth)
        return [f"{'#' * int(element.tag[1])} {heading(text)}"] if text else []

    def _line(self, element: Element, depth: int, breaks: str = " ") -> str:
        """Return all of an element as one line."""
        if self._holding_any(element):
            blocks = self._inside(element, depth)
            return breaks.join(spaced(block) if breaks == " " else block.replace("\n", breaks) for block in blocks)
        text = self._content(element, depth, 0)
        return breaks.join(filter(None, (spaced(one).strip() for one in text.split(BREAK))))

    def _holding_any(self, element: Element) -> bool:
        return any(self._is_block(child) for child in element)

    def _quote(self, element: Element, depth: int) -> list[str]:
        return self._nest(element, depth, lambda text: "\n".join(f"> {row}".rstrip() for row in text.split("\n")))

    def _nest(self, element: Element, depth: int, write: Callable[[str], str]) -> list[str]:
        self._nested += 1
        blocks = self._inside(element, depth)
        self._nested -= 1
        if self._nested >= _MAX_NESTED or not blocks:
            return blocks
        return [write("\n\n".join(blocks))]

    def _list(self, element: Element, depth: int) -> list[str]:
        number = _start(element) if element.tag == "ol" else None
        items: list[str] = []
        for child in element:
            if is_hidden(child):
                continue
            marker = "- " if number is None else f"{number}. "
            item = self._item(child, depth + 1, marker)
            if item and number is not None:
                number += 1
            items += item
        if self._nested >= _MAX_NESTED:
            return items
        return ["\n".join(items)] if items else []

    def _item(self, element: Element, depth: int, marker: str) -> list[str]:
        self._nested += 1
        if element.tag == "li":
            blocks = self._inside(element, depth)
        elif self._is_block(element):
            blocks = self._block(element, depth, "")
        else:
            blocks = self._paragraphs([self._inline(element, depth, 0, "")], "")
        self._nested -= 1
        if self._nested >= _MAX_NESTED or not blocks:
            return blocks
        indent = " " * min(len(marker), 4)
        rows = _tight(blocks).split("\n")
        if _FENCE.match(rows[0]):
            rows.insert(0, "")  # a fence is seen behind one marker, not behind two
        return ["\n".join([(marker + rows[0]).rstrip(), *(indent + row if row else "" for row in rows[1:])])]

    def _pre(self, element: Element, _depth: int) -> list[str]:
        text = seen_text(element).replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
        text = text.strip("\n").rstrip()
        if not text.strip():
            return []
        found = fenced(text, _language(element))
        return [found] if found else [line(literal(row)) for row in text.split("\n") if row.strip()]

    def _rule(self, _element: Element, _depth: int) -> list[str]:
        return ["***"]

    def _term(self, element: Element, depth: int) -> list[str]:
        if self._holding_any(element):
            return self._inside(element, depth)
        text = self._line(element, depth)
        return [_marked(text, "**", 0, "")] if text else []

    def _table(self, element: Element, depth: int) -> list[str]:
        grid = tables.data_grid(element, _MAX_CELLS)
        if grid is None:
            return self._inside(element, depth)
        captions = [block for one in element.iterchildren("caption") for block in self._inside(one, depth)]
        rows = [[self._cell(cell, depth) for cell in row] for row in grid]
        return captions + tables.written(rows)

    def _cell(self, cell: Element | None, depth: int) -> str:
        return "" if cell is None or is_hidden(cell) else self._line(cell, depth + 3, "<br>").replace("|", "\\|")

    def _embedded(self, element: Element, depth: int) -> list[str]:
        url = pictures.web(element.get("src", "") or element.get("data-src", ""), self._base)
        if not url:
            source = next(element.iterchildren("source"), None)
            url = pictures.web(source.get("src", ""), self._base) if source is not None else ""
        found = [f"<{_target(url)}>"] if url else []
        if element.tag == "embed":  # which has no end: the parser takes what follows for its inside
            return found + self._inside(element, depth)
        if url or element.tag == "iframe":  # in which is only what browsers without it would show
            return found
        return self._inside(element, depth)

    def _inline(self, element: Element, depth: int, tags: int, before: str) -> str:
        """Return an element in a line; `before` is what stands right before it."""
        tag = element.tag
        if is_hidden(element):
            return ""
        if depth > _MAX_DEPTH:
            return " ".join(self._flat(element))
        match tag:
            case "br":
                return BREAK
            case "img":
                return self._image(element)
            case "noscript":
                return "".join(map(self._image, element.iter("img")))
            case _ if tag in _CODE and next(element.iter("img", "a"), None) is None:
                text = seen_text(element)
                return code(text) if text.strip() else text
            case _:
                return self._words(element, depth, tags, before)

    def _words(self, element: Element, depth: int, tags: int, before: str) -> str:
        """Return an element that holds words, marked as it says."""
        tag = element.tag
        self._linked += tag == "a"
        content = self._content(element, depth, tags + (tag in _MARKS or tag in _KEPT))
        self._linked -= tag == "a"
        if tag == "a":
            return _link(content, self._href(element))
        if tag in _MARKS:
            return _marked(content, _MARKS[tag], tags, before)
        if tag in _KEPT and tags < _MAX_TAGS:
            return _around(content, lambda text: f"<{_KEPT[tag]}>{text}</{_KEPT[tag]}>")
        return content

    def _content(self, element: Element, depth: int, tags: int) -> str:
        out = [self._text(element.text)]
        for child in element:
            _put(out, self._inline(child, depth + 1, tags, out[-1]))
            _put(out, self._text(child.tail))
        return "".join(out)

    def _image(self, element: Element) -> str:
        standing = pictures.emoji(element)
        if standing:
            return literal(standing)
        url = pictures.address(element, self._base)
        if not url or (self.images and self.images[-1] == url and element.getparent().tag == "noscript"):
            return ""
        self.images.append(url)
        return f"![{literal(spaced(element.get('alt', '')).strip())}]({_target(url)})"

    def _href(self, element: Element) -> str:
        href: str = element.get("href", "").strip()
        if href.startswith("#"):
            return ""
        if href[:7].lower() == "mailto:":
            return href.partition("?")[0]
        return pictures.web(href, self._base)


_WRITERS: dict[str, Callable[[Writer, Element, int], list[str]]] = {
    **{f"h{level}": Writer._heading for level in range(1, 7)},  # noqa: SLF001
    "blockquote": Writer._quote,  # noqa: SLF001
    "pre": Writer._pre,  # noqa: SLF001
    "hr": Writer._rule,  # noqa: SLF001
    "dt": Writer._term,  # noqa: SLF001
    "summary": Writer._term,  # noqa: SLF001
    "table": Writer._table,  # noqa: SLF001
    **dict.fromkeys(_EMBEDDED, Writer._embedded),  # noqa: SLF001
}


def _put(out: list[str], piece: str) -> None:
    """Append a piece of a line; a `!` right before a link would make an image of it."""
    if piece:
        if piece.startswith("[") and out and out[-1].endswith("!"):
            out[-1] = out[-1][:-1] + "\\!"
        elif piece[0] == "`" and out and out[-1].endswith("`"):
            out.append(" ")  # two runs of code would be one
        out.append(piece)


def _holding_blocks(elements: list[Element]) -> set[Element]:
    """Return the elements that stand in lines by their kind and yet hold blocks."""
    found: set[Element] = set()
    for element in elements:
        if element.tag not in _BLOCKS:
            continue
        parent = element.getparent()
        while parent is not None and parent.tag not in _BLOCKS and parent not in found:
            found.add(parent)
            parent = parent.getparent()
    return found


def _around(text: str, write: Callable[[str], str]) -> str:
    """Return each line of a text written anew, the white space around it left outside."""
    return BREAK.join(_bare_around(one, write) for one in text.split(BREAK))


def _bare_around(text: str, write: Callable[[str], str]) -> str:
    edges = _EDGES.match(text)
    return f"{edges[1]}{write(edges[2])}{edges[3]}" if edges and edges[2] else text


def _marked(text: str, mark: str, tags: int, before: str) -> str:
    """Return emphasised words: by marks, or by tags where marks could be taken for something else."""
    if mark[0] in text or before.endswith(("*", "~", "_", "\\")) or (mark == "*" and before[-1:].isalnum()):
        tag = _TAGS[mark]
        return _around(text, lambda one: f"<{tag}>{one}</{tag}>") if tags < _MAX_TAGS else text
    return _around(text, lambda one: f"{mark}{one}{mark}")


def _link(text: str, href: str) -> str:
    if not href:
        return text
    target = _target(href)
    bare = spaced(text.replace(BREAK, " "))
    if bare.strip() == target and target.startswith("http"):
        return bare.replace(target, f"<{target}>")
    return _bare_around(
        bare, lambda words: words if "](" in words and not words.startswith("![") else f"[{words}]({target})"
    )


def _target(url: str) -> str:
    """Return an address as it can stand in a link."""
    url = url.translate(_URL_ESCAPES)
    if "(" in url or ")" in url:
        url = url.replace("(", "%28").replace(")", "%29")
    return url


def _tight(blocks: list[str]) -> str:
    """Return the blocks of an item, a list right under its words."""
    out = blocks[0]
    for index, block in enumerate(blocks[1:], 1):
        is_list = block.startswith(("- ", "1. ")) and not blocks[index - 1].startswith(("- ", "1. ", "> ", "```", "|"))
        out += ("\n" if is_list else "\n\n") + block
    return out


def _start(element: Element) -> int:
    start = element.get("start", "1").strip()
    return int(start) if start.isascii() and start.isdecimal() and len(start) < 9 else 1


def _language(element: Element) -> str:
    """Return the language that code says it is in, itself or right around it."""
    around = itertools.takewhile(lambda box: len(box) <= 3, element.iterancestors("div", "figure"))
    for one in (element, *element.iterchildren("code"), *itertools.islice(around, _MAX_BOXES)):
        found = _LANGUAGE.search(one.get("class", "")) or _LANGUAGE.search(f"lang-{one.get('data-lang', '')}")
        if found:
            return str(found[1]).lower()
    return ""
