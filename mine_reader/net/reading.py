"""What the worker is asked to read; the libraries for it are imported there and nowhere else."""

from mine_reader.model import ParsedFeed, ParsedPage

# ruff: noqa: PLC0415 - see above


def read_feed(data: bytes, url: str, content_type: str) -> ParsedFeed:
    """Return a feed, its entries with their Markdown; FeedError."""
    from mine_reader.net import feed

    return feed.read_feed(data, url, content_type)


def find_feeds(data: bytes, url: str, charset: str | None) -> tuple[tuple[str, str], ...]:
    """Return the address and title of each feed that a web page names."""
    from mine_reader.net import feed

    return feed.feeds_of(data, url, charset)


def read_page(data: bytes, url: str, content_type: str, charset: str | None) -> ParsedPage:
    """Return the readable part of a web page; ContentError."""
    from mine_reader.net import page

    return page.read_page(data, url, content_type, charset)
