"""A server of generated feeds on 50 addresses of this machine, good ones and every kind of bad one.

Half are RSS, half Atom, half Chinese; each has 50 entries of about 7 KB of HTML. Every answer comes 50 ms late.
Runs as a process of its own: `python -m tests.benchmarks.feed_server` prints its port.
"""

import asyncio
import gzip
import random
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import cache
from html import escape
from urllib.parse import quote, unquote

from tests.benchmarks.words import Prose, Vocabulary

DELAY = 0.05
ENTRIES = 50
ADDRESSES = 50
_DISTINCT = 100
_DAY = "2023-12-{:02}T08:{:02}:00Z"
_RFC_DAY = "{:02} Dec 2023 08:{:02}:00 GMT"


def addresses(port: int, count: int) -> list[str]:
    """Return the addresses of so many good feeds, spread over the hosts."""
    return [f"http://127.0.0.{2 + n % ADDRESSES}:{port}/feed/{n}" for n in range(count)]


def bad_addresses(port: int) -> dict[str, str]:
    """Return the address of every kind of bad feed."""
    return {name: f"http://127.0.0.{60 + n}:{port}/bad/{quote(name)}" for n, name in enumerate(BAD)}


def _html(prose: Prose, rng: random.Random, url: str) -> str:
    """Return about 7 KB in the shape of a post: paragraphs with links, headings, a list, an image, code, a quote."""
    width = 950 if prose.language == "en" else 340  # a Chinese character has three bytes
    parts = [f"<p>{escape(prose.paragraph(width / 2))}</p>"]
    for place in range(5):
        if place in {1, 3} and rng.random() < 0.4:
            parts.append(f"<h3>{escape(prose.phrase(20))}</h3>")
        link = f'<a href="{url}/more/{place}?utm_source=feed">{escape(prose.phrase(12))}</a>'
        bold = f"<strong>{escape(prose.phrase(8))}</strong>"
        parts.append(f"<p>{escape(prose.paragraph(width / 2))} {link} {bold} {escape(prose.paragraph(width / 3))}</p>")
    items = "".join(f"<li>{escape(prose.phrase(40))}</li>" for _ in range(4))
    parts.append(f"<ul>{items}</ul>")
    parts.append(f'<p><img src="/img/{rng.randrange(10**6)}.png" alt="{escape(prose.phrase(10))}" width="600"></p>')
    parts.append(f"<blockquote><p>{escape(prose.paragraph(width / 4))}</p></blockquote>")
    parts.append("<pre><code>for n in range(3):\n    print(n &lt; 2)\n</code></pre>")
    return "\n".join(parts)


@cache
def _distinct(number: int) -> bytes:
    language = "zh" if number // 2 % 2 else "en"
    rng = random.Random(number)  # noqa: S311
    prose = Prose(_vocabulary(language), rng)
    make = _atom if number % 2 else _rss
    return make(prose, rng, f"https://feed-{number}.example").encode()


@cache
def _vocabulary(language: str) -> Vocabulary:
    return Vocabulary(language)


def _rss(prose: Prose, rng: random.Random, site: str) -> str:
    items = "".join(
        f"<item><title>{escape(prose.phrase(24))}</title><link>{site}/post/{n}</link>"
        f'<guid isPermaLink="false">{site}#{n}</guid><pubDate>{_RFC_DAY.format(1 + n % 28, n % 60)}</pubDate>'
        f"<content:encoded><![CDATA[{_html(prose, rng, f'{site}/post/{n}')}]]></content:encoded></item>\n"
        for n in range(ENTRIES, 0, -1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(prose.phrase(12))}</title><link>{site}</link><description>-</description>\n{items}</channel></rss>"
    )


def _atom(prose: Prose, rng: random.Random, site: str) -> str:
    entries = "".join(
        f'<entry><title>{escape(prose.phrase(24))}</title><link href="{site}/post/{n}"/><id>{site}#{n}</id>'
        f"<published>{_DAY.format(1 + n % 28, n % 60)}</published><updated>{_DAY.format(1 + n % 28, n % 60)}</updated>"
        f'<content type="html">{escape(_html(prose, rng, f"{site}/post/{n}"))}</content></entry>\n'
        for n in range(ENTRIES, 0, -1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f'<title>{escape(prose.phrase(12))}</title><link href="{site}"/><id>{site}</id>\n{entries}</feed>'
    )


def body(number: int) -> bytes:
    """Return the feed of a number."""
    return _distinct(number % _DISTINCT).replace(
        b"https://feed-%d." % (number % _DISTINCT), b"https://feed-%d." % number
    )


def churning(number: int, turn: int) -> bytes:
    """Return a small feed that changes with every turn: some entries are new, one is updated, some are gone."""
    entries = "".join(
        f"<item><guid>{number}-{n}</guid><title>第 {n} 条</title><link>https://churn-{number}.example/{n}</link>"
        f"<description>&lt;p&gt;第 {n} 条，第 {turn if n % 5 == 0 else 0} 次写下。&lt;/p&gt;</description></item>"
        for n in range(turn * 3, turn * 3 + 12)
    )
    return f'<rss version="2.0"><channel><title>翻新 {number}</title>{entries}</channel></rss>'.encode()


PARAGRAPHS = 20
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def page(number: int, turn: int) -> bytes:
    """Return a web page whose every paragraph says the turn, with a picture that is new with every turn."""
    words = "Springs store work and give it back when they are let go, a little less of it each time"
    paragraphs = "".join(f"<p>{n}. {words}, page {number}, turn{turn}.</p>" for n in range(PARAGRAPHS))
    image = f'<p><img src="/picture/{number}-{turn}.png"></p>'
    return (
        f"<html><head><title>Page {number}</title></head><body><article>{paragraphs}{image}</article></body>".encode()
    )


class _Answers:
    """Answers requests; counts those of each path."""

    def __init__(self) -> None:
        self._turns: dict[str, int] = {}

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                path = unquote(request.split(b" ", 2)[1].decode())
                await asyncio.sleep(DELAY)
                await self._answer(path, request, writer)
        except (asyncio.IncompleteReadError, ConnectionError, TimeoutError):
            pass
        finally:
            writer.close()

    async def _answer(self, path: str, request: bytes, writer: asyncio.StreamWriter) -> None:
        kind, _, name = path.strip("/").partition("/")
        if kind == "bad":
            await BAD[name](path, writer)
        elif kind == "churn":
            turn = self._turns[path] = self._turns.get(path, 0) + 1
            await _send(writer, churning(int(name), turn))
        elif kind == "text":
            turn = self._turns[path] = self._turns.get(path, 0) + 1
            await _send(writer, page(int(name), turn), kind="text/html")
        elif kind == "picture":
            # After the end of a PNG anything may follow: each turn has a picture of its own.
            await _send(writer, _PNG + name.encode(), kind="image/png")
        elif b'if-none-match: "1"' in request.lower():
            writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
            await writer.drain()
        else:
            await _send(writer, body(int(name)), b'ETag: "1"\r\n')


async def _send(
    writer: asyncio.StreamWriter,
    data: bytes,
    more: bytes = b"",
    length: int | None = None,
    kind: str = "application/xml",
) -> None:
    size = len(data) if length is None else length
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n" % (kind.encode(), more, size)
    writer.write(head + data)
    await writer.drain()


async def _hang(path: str, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3600)


async def _drip(path: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n<rss>")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(1)


async def _endless(path: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    chunk = b"10000\r\n" + b"<item></item>!!!" * 4096 + b"\r\n"
    while True:
        writer.write(chunk)
        await writer.drain()


async def _large(path: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n")
    for _ in range(50):
        writer.write(b"x" * 1_000_000)
        await writer.drain()


async def _gzip_bomb(path: str, writer: asyncio.StreamWriter) -> None:
    await _send(writer, gzip.compress(b" " * 300_000_000, 1), b"Content-Encoding: gzip\r\n")


async def _xml_bomb(path: str, writer: asyncio.StreamWriter) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = (
        f'<!DOCTYPE rss [<!ENTITY a0 "ha">{entities}]><rss version="2.0"><channel><title>&a9;</title></channel></rss>'
    )
    await _send(writer, text.encode())


async def _loop(path: str, writer: asyncio.StreamWriter) -> None:
    writer.write(f"HTTP/1.1 302 Found\r\nLocation: {quote(path)}\r\nContent-Length: 0\r\n\r\n".encode())
    await writer.drain()


async def _truncated(path: str, writer: asyncio.StreamWriter) -> None:
    data = body(0)
    await _send(writer, data[: len(data) // 2], length=len(data))
    writer.close()


async def _attributes(path: str, writer: asyncio.StreamWriter) -> None:
    many = " ".join(f'a{n}="b"' for n in range(50_000))
    await _send(writer, f'<rss version="2.0"><channel><title {many}>x</title></channel></rss>'.encode())


async def _page(path: str, writer: asyncio.StreamWriter) -> None:
    await _send(writer, b"<!DOCTYPE html><html><head><title>Log in</title></head><body><p>Log in.</p></body></html>")


BAD: dict[str, Callable[[str, asyncio.StreamWriter], Awaitable[None]]] = {
    "hang": _hang,
    "drip": _drip,
    "50 MB": _large,
    "endless": _endless,
    "gzip bomb": _gzip_bomb,
    "XML bomb": _xml_bomb,
    "redirect loop": _loop,
    "truncated": _truncated,
    "50,000 attributes": _attributes,
    "web page": _page,
}


async def _serve(feeds: int) -> None:
    for number in range(min(feeds, _DISTINCT)):
        _distinct(number)
    server = await asyncio.start_server(_Answers().handle, "0.0.0.0", 0, backlog=1000, limit=2**20)  # noqa: S104
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def running(feeds: int) -> Iterator[int]:
    """Run the server in a process of its own; yield its port."""
    command = [sys.executable, "-m", "tests.benchmarks.feed_server", str(feeds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
