"""Between rows and the model: JSON columns, filters' parameters, text that SQLite can hold."""

import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence

from mine_reader.model import Dialect, ParseWarning, SplitOptions

_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return `text` without what a text column cannot hold: lone surrogates are replaced, NULs dropped."""
    return _SURROGATES.sub("\ufffd", text).replace("\0", "")


def clean_or_none(text: str | None) -> str | None:
    """Return `clean(text)`, None for None."""
    return None if text is None else clean(text)


def pack(data: bytes) -> bytes:
    """Return bytes as a row holds them: text takes half the room, and a hundredth of a second for a megabyte."""
    return zlib.compress(data, 1)


unpack = zlib.decompress


def dump(value: object) -> str:
    """Return JSON; what JSON does not know (dates of a front matter) as its text."""
    return json.dumps(value, default=str)


def dump_options(options: SplitOptions) -> str:
    """Return options as JSON, without what is left open."""
    values: dict[str, object] = {
        "dialect": options.dialect,
        "own_sections": options.own_sections,
        "merged": options.merged or None,
        "split_at": options.split_at or None,
    }
    return dump({name: value for name, value in values.items() if value is not None})


def load_options(text: str) -> SplitOptions:
    """Return the options that `dump_options` wrote."""
    values = json.loads(text)
    own = values.get("own_sections")
    return SplitOptions(
        dialect=Dialect(values["dialect"]) if "dialect" in values else None,
        own_sections=None if own is None else tuple(own),
        merged=tuple(values.get("merged", ())),
        split_at=tuple(values.get("split_at", ())),
    )


def dump_warnings(warnings: Iterable[ParseWarning]) -> str:
    """Return warnings as JSON."""
    return dump([[w.template, w.line, {name: str(value) for name, value in w.fields.items()}] for w in warnings])


def load_warnings(text: str) -> tuple[ParseWarning, ...]:
    """Return the warnings that `dump_warnings` wrote."""
    return tuple(ParseWarning(template, line, fields) for template, line, fields in json.loads(text))


def load_mapping(text: str) -> Mapping[str, object]:
    """Return a JSON object."""
    found = json.loads(text)
    return found if isinstance(found, dict) else {}


def row_id(value: int) -> int:
    """Return an id that SQLite can look up; one that no row can have stands for those beyond its range."""
    return value if abs(value) < 2**63 else -1


def json_ids(ids: Sequence[int]) -> str:
    """Return ids for `IN (SELECT value FROM json_each(?))`, which has no limit on their number."""
    return json.dumps(list(ids))
