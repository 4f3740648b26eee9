"""Bytes of issue files."""

import codecs

import pytest

from mine_reader.errors import InputError
from mine_reader.text import decode

_TEXT = "# 周刊\r\n\n正文，有标点。\n"


@pytest.mark.parametrize(
    "data",
    [
        _TEXT.encode(),
        codecs.BOM_UTF8 + _TEXT.encode(),
        codecs.BOM_UTF16_LE + _TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + _TEXT.encode("utf-16-be"),
        _TEXT.encode("gb18030"),
    ],
)
def test_text_is_read_and_written_back_byte_for_byte(data):
    source = decode(data)
    assert source.text == _TEXT
    assert source.encode() == data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"a\0b", "binary"),
        (b"a" * 50_000_000, "50 MB"),
        ("déjà vu à l'été".encode("latin-1"), "UTF-8"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "damaged"),
    ],
    ids=["nothing", "blank", "binary", "large", "latin-1", "half a surrogate pair"],
)
def test_anything_else_is_refused_with_its_reason(data, reason):
    with pytest.raises(InputError, match=reason):
        decode(data)
