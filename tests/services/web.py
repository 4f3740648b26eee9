"""A web of a few pages in memory, and a reader of a small page format."""

import re
import threading
from collections.abc import Callable
from typing import Any

from mine_reader.errors import FetchCancelledError, PageError
from mine_reader.model import ParsedPage, Request, Response
from mine_reader.services.network import Network

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (3).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0" + b"\0" * 20
PDF = b"%PDF-1.7\nsome numbers\n%%EOF\n"
LONG = "Springs store work and give it back when they are let go. " * 8


def answer(url: str, body: bytes, kind: str = "text/html", status: int = 200) -> Response:
    return Response(status, url, None, "", "", None, None, kind, None, body)


class FakeWeb:
    """Answers from `pages`; what is asked is kept in `asked`. Transfers wait while `gate` is closed."""

    def __init__(self) -> None:
        self.pages: dict[str, Response | Exception | Callable[[], Response]] = {}
        self.asked: list[Request] = []
        self.gate = threading.Event()
        self.gate.set()
        self.reached = threading.Semaphore(0)
        self._cancelled = threading.Event()

    def put(self, url: str, text: str, kind: str = "text/html", status: int = 200) -> None:
        self.pages[url] = answer(url, text.encode(), kind, status)

    def fetch(self, request: Request) -> Response:
        self.asked.append(request)
        self.reached.release()
        self.gate.wait(20)
        if self._cancelled.is_set():
            raise FetchCancelledError(url=request.url)
        found = self.pages.get(request.url, answer(request.url, b"", status=404))
        if isinstance(found, Exception):
            raise found
        return found() if callable(found) else found

    def cancel(self) -> None:
        self._cancelled.set()
        self.gate.set()

    def close(self) -> None:
        self.cancel()


class FakeReader:
    """Reads `<html>title|author|date|markdown`."""

    def page(self, data: bytes, url: str, content_type: str = "", charset: str | None = None) -> ParsedPage:
        text = data.decode(charset or "utf-8").removeprefix("<html>")
        if text.count("|") < 3:
            raise PageError(url=url)
        title, author, date, markdown = text.split("|", 3)
        images = tuple(re.findall(r"!\[[^\]]*\]\(([^)]*)\)", markdown))
        return ParsedPage(title, author, date or None, "Springs", markdown, images)

    def close(self) -> None:
        """Nothing was started."""


class FakeNetwork(Network):
    def __init__(self) -> None:
        super().__init__()
        self._fakes: tuple[Any, Any] = (FakeWeb(), FakeReader())

    @property
    def web(self) -> Any:
        return self._fakes[0]

    @property
    def page_web(self) -> Any:
        return self.web

    @property
    def readers(self) -> Any:
        return self._fakes[1]

    def close(self) -> None:
        self.web.close()
