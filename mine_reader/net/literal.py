r"""Words as Markdown that says them and nothing else, by the text rules that issues are read by."""

import re

from mine_reader.text.links import URL_PATTERN

BREAK = "\x1e"
"""Stands for a line break inside of a paragraph until its lines are written."""

_SPACE = re.compile(r"[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+")
"""White space that is not one space already: most is."""
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_WRAPPED = re.compile(rf"(?<=[{_CJK}])[ \t]*[\r\n][ \t\r\n]*(?=[{_CJK}])")
_SPECIAL = re.compile(r"[\\*_`\[\]<&~『]")
_MARKS = (
    r"(?P<escape>[\\*`\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?=[a-zA-Z/!?])|~(?=~)|(?<=~)~)"
    r"|(?P<entity>&(?=#|[a-zA-Z]))"
    r"|(?P<note>『)"
)
_MEANT = re.compile(f"(?P<url>{URL_PATTERN.pattern})|{_MARKS}")
_MEANT_IN_LINK = re.compile(f"(?P<url>(?!))|{_MARKS}")
_LINE = re.compile(
    r"(?P<number>\d{1,9})(?=[.)](?:\s|$))"
    r"|(?=#{1,6}(?:\s|$)|[>|]|[-+](?:[\s-]|$)|:{3}|:?-+:?\s*\|)"
)
_ENTITIES = {"&": "&amp;", "『": "&#12302;"}


def spaced(text: str) -> str:
    """Return text with each run of white space as one space, and none where a line was wrapped between two CJK."""
    if "  " not in text and "\n" not in text and "\t" not in text and "\r" not in text and "\f" not in text:
        return text  # most is, and this is much faster than to search by pattern
    if "\n" in text and not text.isascii():
        text = _WRAPPED.sub("", text)
    return _SPACE.sub(" ", text)


def literal(text: str, *, urls: bool = True) -> str:
    """Return words as inline Markdown; with `urls` an address among them stays one."""
    if not _SPECIAL.search(text):
        return text
    return (_MEANT if urls else _MEANT_IN_LINK).sub(_meant, text)


def _meant(found: re.Match[str]) -> str:
    if found["url"]:
        return found[0].replace("&", "&amp;") if ";" in found[0] else found[0]
    return "\\" + found[0] if found["escape"] else _ENTITIES[found[0]]


def line(text: str) -> str:
    """Return inline Markdown as a line of a paragraph: what would begin a block there no longer does."""
    found = _LINE.match(text)
    if not found:
        return text
    return f"{found['number']}\\{text[found.end() :]}" if found["number"] else "\\" + text


def heading(text: str) -> str:
    """Return inline Markdown as what a heading says: marks at its end would be taken for its closing ones."""
    bare = text.rstrip("#")
    return text if bare == text else bare + "\\#" * (len(text) - len(bare))


def code(text: str) -> str:
    """Return words as code in a line."""
    text = spaced(text).strip()
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    marks = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{marks}{pad}{text}{pad}{marks}"


def fenced(text: str, language: str) -> str | None:
    """Return a block of code; None where no fence is long enough."""
    runs = {mark: max((len(run) for run in re.findall(f"{mark}+", text)), default=0) for mark in "`~"}
    mark = min(runs, key=lambda one: runs[one])
    if runs[mark] >= 30:
        return None
    fence = mark * max(3, runs[mark] + 1)
    return f"{fence}{language}\n{text}\n{fence}"
