"""Reading what came from the web in worker processes: what is hostile costs one of them."""

from typing import Self

from mine_reader.errors import FeedError, PageError
from mine_reader.model import ParsedFeed, ParsedPage


class Readers:
    """At most `workers` processes that read feeds and pages; they start at need and end when idle. For any thread."""

    def __init__(self, workers: int = 2) -> None:
        self._workers = workers

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def feed(self, data: bytes, url: str, content_type: str = "") -> ParsedFeed:  # noqa: ARG002
        """Return a feed, its entries with their Markdown; ContentError."""
        raise FeedError(url=url, reason="")

    def find_feeds(self, data: bytes, url: str, content_type: str = "") -> tuple[tuple[str, str], ...]:  # noqa: ARG002
        """Return the address and title of each feed that a web page names, the best first; ContentError."""
        return ()

    def page(self, data: bytes, url: str, content_type: str = "", charset: str | None = None) -> ParsedPage:  # noqa: ARG002
        """Return the readable part of a web page; ContentError."""
        raise PageError(url=url)

    def close(self) -> None:
        """End the processes, also under what is being read."""
