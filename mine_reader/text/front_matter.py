"""The YAML front matter of an issue."""

import datetime as dt
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from mine_reader.model import ParseWarning

BROKEN = "The front matter is no valid YAML and is shown as text"
_FENCE = re.compile(r"---[ \t]*\r?")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
_BARE_TITLE = re.compile(r"^title:[ \t]+([^\s\"'|>\[{&*!%@`#][^\n]*)", re.MULTILINE)
_NUMBER = re.compile(r"[ \t]#\d")
"""In a title without quotes, like `Weekly #21`, YAML takes the number for a comment."""
_MAX_CHARS = 32_000
_QUOTED = re.compile(r'(?:[a-z]+: "(?:[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\\["\\nt])*"\n)+')
"""Nothing but strings that YAML and JSON write alike, as entries of feeds have: reading them as JSON takes no time."""


class _Loader(yaml.SafeLoader):
    """YAML whose plain scalars mean what a writer of front matter means: `2023-8-6` and `007` stay as written."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - what the base class calls it

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse aliases: a few of them make gigabytes."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError
        return super().compose_node(parent, index)


for _tag, _pattern, _first in (
    ("bool", r"true|True|false|False", "tTfF"),
    ("null", r"~|null|Null|", "~nN\0"),
    ("int", r"[-+]?(?:0|[1-9][0-9]{0,17})", "-+0123456789"),
    ("float", r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}", "-+0123456789"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), [*_first, ""])


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values that JSON can hold, and where the body begins."""

    body: int = 0
    values: Mapping[str, object] = field(default_factory=dict)
    warning: ParseWarning | None = None


def read_front_matter(text: str) -> FrontMatter:
    """Read the front matter of an issue; broken YAML is body text, with a warning."""
    start = len(text) - len(text.lstrip(" \t\r\n\ufeff"))
    start = text.rfind("\n", 0, start) + 1
    opening = _FENCE.match(text, start)
    if not opening or text[opening.end() : opening.end() + 1] != "\n":
        return FrontMatter()
    close = _CLOSE.search(text, opening.end() + 1)
    if not close:
        return FrontMatter()
    written = text[opening.end() + 1 : close.start()]
    values = _load(written)
    if isinstance(values, Mapping):
        known = {_key(key): _plain(value) for key, value in values.items()}
        title = _BARE_TITLE.search(written)
        if title and _NUMBER.search(title[1]):
            known["title"] = title[1].strip()
        return FrontMatter(close.end(), known)
    if values is not None:  # text between two rules
        return FrontMatter()
    return FrontMatter(warning=ParseWarning(BROKEN, text.count("\n", 0, start) + 1))


def _load(source: str) -> object:
    """Return what the YAML says, {} for nothing, None where it is broken."""
    if len(source) > _MAX_CHARS:
        return None
    if _QUOTED.fullmatch(source):
        return {name: json.loads(value) for name, _, value in (line.partition(": ") for line in source.splitlines())}
    try:
        values = yaml.load(source, Loader=_Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, TypeError, OverflowError, RecursionError):
        return None
    return {} if values is None else values


def _key(key: object) -> str:
    return key if isinstance(key, str) else str(_plain(key))


def _plain(value: object) -> object:
    """Return a value that JSON can hold."""
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if value is None or isinstance(value, str | int):
        return value
    return value.isoformat() if isinstance(value, dt.date) else str(value)
