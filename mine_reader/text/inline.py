"""Inline Markdown as plain words, for titles and labels."""

import html
import re

_MARKS = re.compile(
    r"(\\[!-/:-@\[-`{-~])"  # 1: an escaped mark, for the end
    r"|(`+)(?!`)([^`\n]+)\2(?!`)"  # 3: code
    r"|(\*\*\*|\*\*|~~)(?=\S)([^*~\n]+?)(?<=\S)\4"  # 5: strong, deleted
    r"|\*(?=\S)([^*\n]+?)(?<=\S)\*"  # 6: emphasis
    r"|(?<!\w)(_{1,3})(?=\S)([^_\n]+?)(?<=\S)\7(?!\w)"  # 8: emphasis by underscores
)
_LINK = re.compile(
    r"(?<!\\)!?\[([^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*){0,8})\]"
    r"\([^()\s]*(?:\([^()\s]*\)[^()\s]*){0,4}(?: [^()\n]*)?\)"
)
_TAG = re.compile(
    r"</?(?:a|b|code|del|details|em|i|img|ins|kbd|mark|s|small|span|strong|sub|summary|sup|table|u)(?:\s[^<>]*|/)?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_LIMIT = 2_000

ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
"""A mark that a backslash makes an ordinary character."""
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def without_bidi(text: str) -> str:
    """Return `text` without marks that turn its direction: they can make a title or an address lie."""
    return _BIDI.sub("", text)


def plain_inline(text: str) -> str:
    """Return the words of inline Markdown without its marks; every visible character stays."""
    if len(text) > _LIMIT:
        return text
    for _ in range(3):  # an image in a link, strong in a link, code in strong
        bare = _MARKS.sub(_inner, _LINK.sub(r"\1", text))
        if bare == text:
            break
        text = bare
    text = _TAG.sub("", _BREAK.sub(" ", text))
    return ESCAPE.sub(r"\1", _ENTITY.sub(lambda found: html.unescape(found[0]), text))


def _inner(found: re.Match[str]) -> str:
    for group in (3, 5, 6, 8):
        inner = found[group]
        if inner is not None:
            return inner
    return found[0]
