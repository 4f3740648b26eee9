"""What kind of image bytes are, and how large; nothing here decodes one."""

from typing import Literal

MAX_BYTES = 10_000_000
MAX_PIXELS = 40_000_000

ImageKind = Literal["png", "jpeg", "gif", "webp"]


def image_kind(data: bytes) -> ImageKind | None:
    """Return what the content says; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return None


def image_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height as the header says; None where it says nothing."""
    match image_kind(data):
        case "png" if data[12:16] == b"IHDR":
            return _pair(data, 16, 4, "big")
        case "gif":
            return _pair(data, 6, 2, "little")
        case "jpeg":
            return _jpeg_size(data)
        case "webp":
            return _webp_size(data)
        case _:
            return None


def is_acceptable(data: bytes) -> bool:
    """Return whether these are bytes of an image that may be stored and shown."""
    size = image_size(data) if len(data) <= MAX_BYTES else None
    return size is not None and 0 < size[0] * size[1] <= MAX_PIXELS


def _pair(data: bytes, at: int, width: int, order: Literal["big", "little"]) -> tuple[int, int] | None:
    if len(data) < at + 2 * width:
        return None
    return int.from_bytes(data[at : at + width], order), int.from_bytes(data[at + width : at + 2 * width], order)


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # fill bytes may stand before a marker
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            size = _pair(data, at + 5, 2, "big")
            return (size[1], size[0]) if size else None
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    match data[12:16]:
        case b"VP8X" if len(data) >= 30:
            return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
        case b"VP8L" if len(data) >= 25:
            bits = int.from_bytes(data[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case b"VP8 " if len(data) >= 30:
            size = _pair(data, 26, 2, "little")
            return (size[0] & 0x3FFF, size[1] & 0x3FFF) if size else None
        case _:
            return None
