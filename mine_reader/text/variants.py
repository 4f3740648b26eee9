"""Traditional for simplified characters, and back."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from mine_reader.text.segment import fold

if TYPE_CHECKING:
    from opencc import OpenCC

_MOST_FORMS = 64
_CHARS = (range(0x3400, 0xA000), range(0x20000, 0x2F800), range(0x30000, 0x32400))
_TO_ONE = ("s2t", "t2s", "tw2s", "hk2s")
_BY_PHRASE = ("s2t", "t2s")


def variants(text: str) -> tuple[tuple[str, ...], ...]:
    """Return a text in all mixtures of simplified and traditional characters; nothing if there is but one.

    Of a text that has too many it is pieces that overlap: of every one, one of its forms must be there.
    """
    folded = fold(text)
    forms = [_forms().get(char, char) for char in folded]
    found = tuple(tuple(_mixtures(folded[start:end], forms[start:end])) for start, end in _pieces(forms))
    return () if found == ((folded,),) else found


def _pieces(forms: list[str]) -> Iterator[tuple[int, int]]:
    """Cut before characters that have other forms, so that no Latin word is cut."""
    if prod(map(len, forms)) <= _MOST_FORMS:
        yield 0, len(forms)
        return
    starts = [at for at, one in enumerate(forms) if len(one) > 1]
    # The first pieces are the whole text; the others hold them together.
    for first in (0, 2):
        for at in range(first, len(starts), 4):
            yield (starts[at] if at else 0), (starts[at + 4] if at + 4 < len(starts) else len(forms))


def _mixtures(text: str, forms: list[str]) -> dict[str, None]:
    """Return the text in all forms of its characters, and as a dictionary of phrases has it, each once."""
    found = dict.fromkeys("".join(one) for one in product(*forms))
    found.update((_converter(name).convert(text), None) for name in _BY_PHRASE)
    return found


@cache
def _forms() -> Mapping[str, str]:
    """Return for every character all that stand for the same, itself among them, if there are others."""
    chars = one = "\n".join(chr(code) for codes in _CHARS for code in codes)
    for name in _TO_ONE:
        one = _converter(name).convert(one)
    same: dict[str, list[str]] = {}
    for char, meant in zip(chars.split("\n"), one.split("\n"), strict=True):
        same.setdefault(meant, []).append(char)
    return {char: "".join(all_) for all_ in same.values() if len(all_) > 1 for char in all_}


@cache
def _converter(name: str) -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 - its dictionaries are loaded when they are wanted first

    return OpenCC(name)
