"""What is asked of the web, what it answers, and what feeds and pages say."""

from dataclasses import dataclass

BODY_LIMIT = 15_000_000
"""Bytes of a body after decompression, where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to get. `private`: the host named here may be inside a private network (where it redirects to may not).

    `etag` and `last_modified` are what an earlier answer said, byte for byte; `limit` counts bytes after decompression.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    private: bool = False
    limit: int = BODY_LIMIT
    accept: str = "*/*"


@dataclass(frozen=True, slots=True)
class Response:
    """An answer of any status, its body decompressed. `url` is where it came from after all redirects.

    `moved` is that address when every redirect on the way said that it is for good. `retry_after` and `max_age` are
    seconds from now.
    """

    status: int
    url: str
    moved: str | None
    etag: str
    last_modified: str
    retry_after: float | None
    max_age: float | None
    content_type: str
    charset: str | None
    body: bytes


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed. `id` is what the feed says it is, "" for nothing; dates are ISO in UTC.

    `markdown` is the content, or else the summary, as Markdown: "" unless it was asked for.
    """

    id: str
    title: str
    link: str
    author: str
    published: str | None
    updated: str | None
    html: str
    summary: str
    markdown: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed, its entries in the order of the feed. `site` is the page that it belongs to, "" if it names none."""

    title: str
    site: str
    entries: tuple[FeedEntry, ...]
    ttl_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """The readable part of a page. `images` are the absolute addresses in `markdown`, in order, each once."""

    title: str
    author: str
    date: str | None
    site: str
    markdown: str
    images: tuple[str, ...] = ()
