"""What the headers of an answer say, and its body, unpacked within its limit."""

import datetime as dt
import re
import zlib
from email.message import Message
from email.utils import parsedate_to_datetime

import urllib3

from mine_reader.errors import BrokenAnswerError, TooLargeError

_CHUNK = 65_536
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NOT_KEPT = re.compile(r"(?:^|[\s,])no-(?:cache|store)\b", re.IGNORECASE)
_GZIP = 16 + zlib.MAX_WBITS


def body_of(answer: urllib3.BaseHTTPResponse, url: str, limit: int) -> bytes:
    """Return the body, unpacked; TooLargeError as soon as it is over `limit` bytes, BrokenAnswerError."""
    packings = [one for one in answer.headers.get("Content-Encoding", "").lower().replace(" ", "").split(",") if one]
    if packings not in ([], ["identity"], ["gzip"], ["x-gzip"]):
        raise BrokenAnswerError(url=url, reason="it is packed in a way that was not asked for")
    length = answer.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > limit:
        raise _too_large(url, limit)
    unpack = _Gzip(url, limit) if packings and packings != ["identity"] else None
    body = bytearray()
    for chunk in answer.stream(_CHUNK, decode_content=False):
        body += unpack.some(chunk, limit - len(body)) if unpack else chunk
        if len(body) > limit:
            raise _too_large(url, limit)
    if unpack:
        unpack.finish()
    return bytes(body)


def _too_large(url: str, limit: int) -> TooLargeError:
    return TooLargeError(url=url, megabytes=f"{limit / 1_000_000:g}")


class _Gzip:
    """Unpacks gzip, never more at once than may be kept."""

    def __init__(self, url: str, limit: int) -> None:
        self._url = url
        self._limit = limit
        self._packed = zlib.decompressobj(_GZIP)
        self._begun = False

    def some(self, chunk: bytes, room: int) -> bytes:
        """Return what a chunk holds, at most one byte more than `room`."""
        out = bytearray()
        while chunk and len(out) <= room:
            self._begun = True
            try:
                out += self._packed.decompress(chunk, room - len(out) + 1)
            except zlib.error as error:
                raise BrokenAnswerError(url=self._url, reason="its packing is damaged") from error
            if self._packed.eof:
                chunk = self._packed.unused_data.lstrip(b"\0")  # some pad it
                if chunk:
                    self._packed = zlib.decompressobj(_GZIP)
            else:
                chunk = self._packed.unconsumed_tail
        return bytes(out)

    def finish(self) -> None:
        """Raise BrokenAnswerError where the end is missing."""
        if self._begun and not self._packed.eof:
            raise BrokenAnswerError(url=self._url, reason="it is cut short")


def validator(value: str) -> str:
    """Return an ETag or a date as it was sent, "" for what could not be sent back."""
    return value if value.isprintable() or all(character >= " " for character in value) else ""


def retry_after(value: str, now: dt.datetime) -> float | None:
    """Return the seconds that a Retry-After in seconds or as a date asks for."""
    value = value.strip()
    if value.isdecimal():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return max(0.0, (until - now).total_seconds())


def max_age(value: str) -> float | None:
    """Return the seconds that a Cache-Control allows to keep an answer; None where it says nothing of it."""
    found = _MAX_AGE.search(value)
    if found is None or _NOT_KEPT.search(value):
        return None
    return float(found[1])


def content_type(value: str) -> tuple[str, str | None]:
    """Return the media type of a Content-Type in lower case, and its charset."""
    message = Message()
    message["Content-Type"] = value.replace("\n", " ").replace("\r", " ")
    charset = message.get_param("charset")
    named = charset.strip().strip("'\"").lower() if isinstance(charset, str) else ""
    return message.get_content_type() if "/" in value else "", named or None
