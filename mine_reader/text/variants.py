"""Traditional for simplified characters, and back."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


def variants(text: str) -> tuple[str, ...]:
    """Return the text in simplified and in traditional characters, where these differ from it."""
    found = dict.fromkeys(_converter(name).convert(text) for name in ("t2s", "s2t"))
    return tuple(other for other in found if other != text)


@cache
def _converter(name: str) -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 - its dictionaries are loaded when they are wanted first

    return OpenCC(name)
