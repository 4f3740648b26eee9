"""Bytes of a web page as text."""

import codecs
import re

_HEAD = 4_096
_META = re.compile(
    rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE
)
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "iso-8859-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def page_text(data: bytes, charset: str | None = None) -> str:
    """Return a page as text: by its mark, its header, what it says of itself, or what fits; never an error."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    for candidate in (charset, _said(data), "utf-8", "gb18030"):
        text = _decoded(data, candidate)
        if text is not None:
            return text
    return data.decode(_known(charset) or _known(_said(data)) or "utf-8", "replace")


def _said(data: bytes) -> str | None:
    found = _META.search(data[:_HEAD])
    name = (found[1] or found[2]).decode("ascii", "replace") if found else None
    # It was read as bytes of ASCII: it can be nothing of two bytes.
    return "utf-8" if name and name.lower().startswith("utf-16") else name


def _known(name: str | None) -> str | None:
    if not name:
        return None
    try:
        return codecs.lookup(_WIDER.get(name.lower(), name)).name
    except LookupError:
        return None


def _decoded(data: bytes, name: str | None) -> str | None:
    known = _known(name)
    try:
        return data.decode(known) if known else None
    except (UnicodeError, LookupError):
        return None
