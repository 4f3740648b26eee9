"""Bytes of an issue file → text, so that the same bytes come back."""

import codecs

from mine_reader.errors import InputError
from mine_reader.model import DecodedSource

MAX_BYTES = 50_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> DecodedSource:
    """Decode an issue file: UTF-8, UTF-16 with a byte order mark, or GB18030.

    `decode(data).encode() == data` always holds. Raises InputError with a plain reason for what is
    empty, too large, binary, or in another encoding.
    """
    if len(data) >= MAX_BYTES:
        raise _unusable("it is larger than 50 MB")
    source = _with_bom(data) or _without_bom(data)
    if not source.text.strip():
        raise _unusable("it is empty")
    if "\0" in source.text:
        raise _unusable("it is a binary file")
    return source


def _unusable(reason: str) -> InputError:
    return InputError(what="The file", reason=reason)


def _with_bom(data: bytes) -> DecodedSource | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _decoded(data[len(bom) :], encoding)
            if text is None:
                raise _unusable("its text is damaged")
            return DecodedSource(text, encoding, bom)
    return None


def _without_bom(data: bytes) -> DecodedSource:
    if b"\0" in data:
        raise _unusable("it is a binary file")
    text = _decoded(data, "utf-8")
    if text is not None:
        return DecodedSource(text, "utf-8")
    text = _decoded(data, "gb18030")
    if text is not None and _is_chinese(text):
        return DecodedSource(text, "gb18030")
    raise _unusable("it is not text in UTF-8, UTF-16 or GB18030")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if text.encode(encoding) == data else None


def _is_chinese(text: str) -> bool:
    """Tell Chinese from bytes of another encoding, which as GB18030 give rare characters and few common ones."""
    foreign = [char for char in text[:100_000] if char > "\x7f"]
    common = sum(1 for char in foreign if _is_common(char))
    return 2 * common > len(foreign)


def _is_common(char: str) -> bool:
    code = char.encode("gb18030")
    # GB 2312: rows 1 and 3 are punctuation, rows 16 to 55 the characters of level 1, by frequency of use.
    return len(code) == 2 and code[1] >= 0xA1 and (code[0] in {0xA1, 0xA3} or 0xB0 <= code[0] <= 0xD7)
