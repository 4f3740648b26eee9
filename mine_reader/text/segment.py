"""Tokens for the search index, and where words stand in a text.

A text is read line by line, folded: whatever the width and case. A run of letters and digits is a word, found
by its beginning; every character of a script that sets no spaces is a token of its own, and so is every other
character, white space and line ends, so that a phrase of tokens stands for exactly one run of characters.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from unicodedata import combining, normalize, unidata_version

from mine_reader.model import Span

RULES = f"1 {unidata_version}"
"""What tells these rules from others; an index that was made by others is made anew."""

# Thai to Myanmar, Khmer, CJK with kana and Yi, Hangul, compatibility forms, and the planes of rare characters.
_ALONE = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b2ff"
_NO_WORD = rf"\W_{_ALONE}\U00020000-\U0003ffff"
_WORD = rf"[^{_NO_WORD}]"
_TOKEN = re.compile(rf"{_WORD}+|\0| |.", re.DOTALL)
_BETWEEN_WORDS = re.compile(rf"(?<={_WORD}) (?={_WORD})")
_IS_WORD = re.compile(_WORD)
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_LINE_END = "n"
_BLANK = "s"
_WORD_SIGN = "w"
"""Before every word, so that one of a letter is longer than the tokens of one character."""


def fold(line: str) -> str:
    """Return a line as it is compared: one width, one case, single spaces."""
    return _BLANKS.sub(" ", _narrow(line)).strip(" ")


def _narrow(text: str) -> str:
    return normalize("NFKC", normalize("NFKC", text).casefold())


_narrow_char = lru_cache(maxsize=20_000)(_narrow)


def tokens(text: str) -> str:
    """Return the tokens of a text, apart by spaces."""
    found: list[str] = []
    for line in text.split("\n"):
        folded = fold(line)
        if folded:
            if found:
                found.append(_LINE_END)
            found.extend(_tokens(folded))
    return " ".join(found)


def _tokens(folded: str) -> Iterator[str]:
    for one in _TOKEN.findall(_BETWEEN_WORDS.sub("\0", folded)):
        if _IS_WORD.match(one):
            yield _WORD_SIGN + one
        elif one != "\0":
            yield _BLANK if one == " " else one


def ends_in_word(text: str) -> bool:
    """Return whether the last token of a text is a word, which may go on."""
    folded = fold(text)
    return bool(folded) and _IS_WORD.match(folded[-1]) is not None


def occurrences(folded: str, word: str, *, whole: bool = False) -> Iterator[int]:
    """Return where a folded line has a folded word: a Latin one begins there; `whole`: and ends with it."""
    at_word = _IS_WORD.match(word[:1]) is not None
    to_word = whole and _IS_WORD.match(word[-1:]) is not None
    at = folded.find(word)
    while at >= 0 and word:
        end = at + len(word)
        inside = at_word and at > 0 and _IS_WORD.match(folded[at - 1])
        if not inside and not (to_word and end < len(folded) and _IS_WORD.match(folded[end])):
            yield at
        at = folded.find(word, at + 1)


def find_words(text: str, words: Sequence[tuple[str, bool]], limit: int = 10_000) -> tuple[Span, ...]:
    """Return where a text has any of the words (as written; whether whole), in order, none over another."""
    folded_words = [(fold(word), whole) for word, whole in words]
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if len(found) >= limit:
            break
        found.extend(_in_line(line, start, folded_words))
        start += len(line) + 1
    return tuple(found[:limit])


def _in_line(line: str, start: int, words: Iterable[tuple[str, bool]]) -> Iterator[Span]:
    folded = fold(line)
    hits = sorted((at, at + len(word)) for word, whole in words for at in occurrences(folded, word, whole=whole))
    if not hits:
        return
    places = _places(line, folded)
    last = 0
    for at, end in hits:
        if places and places[at][0] >= last:
            last = places[end - 1][1]
            yield Span(start + places[at][0], start + last)


def _places(line: str, folded: str) -> list[tuple[int, int]]:
    """Return for every character of the folded line where it comes from; nothing where that cannot be told."""
    if len(line) == len(folded) and "".join(map(_narrow_char, line)) == folded:
        # As nearly every line: of no character comes less than one, so of each comes one.
        return [(at, at + 1) for at in range(len(line))]
    chars: list[str] = []
    places: list[tuple[int, int]] = []
    for start, end in _clusters(line):
        one = line[start:end]
        for char in _BLANKS.sub(" ", _narrow_char(one) if len(one) == 1 else _narrow(one)):
            if char != " " or (chars and chars[-1] != " "):
                chars.append(char)
                places.append((start, end))
    if chars and chars[-1] == " ":
        del chars[-1], places[-1]
    return places if "".join(chars) == folded else []


def _clusters(line: str) -> Iterator[tuple[int, int]]:
    """Return the runs of a line that are normalised together: a character with its marks."""
    start = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or not _is_mark(line[at]):
            yield start, at
            start = at


def _is_mark(char: str) -> bool:
    return combining(char) > 0 or char in "\uff9e\uff9f" or "\u1160" <= char <= "\u11ff"
