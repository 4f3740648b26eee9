"""What images are, told from their first bytes."""

import pytest

from mine_reader.net.image import MAX_BYTES, image_kind, image_size, is_acceptable


def _png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"


def _jpeg(width: int, height: int) -> bytes:
    frame = b"\xff\xc0\0\x11\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big") + b"\x03"
    return b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(10) + b"\xff" + frame + bytes(9)


def _webp(chunk: bytes, rest: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + chunk + bytes(4) + rest


IMAGES = {
    "png": (_png(3, 2), (3, 2)),
    "jpeg": (_jpeg(640, 480), (640, 480)),
    "gif": (b"GIF89a\x05\0\x04\0", (5, 4)),
    "webp": (_webp(b"VP8X", bytes(4) + b"\x09\0\0\x07\0\0"), (10, 8)),
    "webp without loss": (_webp(b"VP8L", b"\x2f" + (9 | 7 << 14).to_bytes(4, "little")), (10, 8)),
    "webp with loss": (_webp(b"VP8 ", bytes(3) + b"\x9d\x01\x2a\x0a\0\x08\0"), (10, 8)),
}


@pytest.mark.parametrize("kind", IMAGES)
def test_kind_and_size(kind):
    data, size = IMAGES[kind]
    assert image_kind(data) == kind.split()[0]
    assert image_size(data) == size
    assert is_acceptable(data)


@pytest.mark.parametrize("kind", IMAGES)
def test_an_image_that_is_cut_short_has_no_size(kind):
    data, _ = IMAGES[kind]
    for end in range(8):
        assert not is_acceptable(data[:end])


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"BM", b"II*\0", b"%PDF", b"\0\0\1\0", b"<html>", b"\x1f\x8b"],
)
def test_nothing_else_is_an_image(data):
    assert image_kind(data) is None
    assert not is_acceptable(data)


def test_what_is_too_large_is_left():
    assert not is_acceptable(_png(8_000, 8_000))
    assert not is_acceptable(_png(0, 5))
    assert not is_acceptable(_png(3, 2) + bytes(MAX_BYTES))
