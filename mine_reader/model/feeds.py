"""Feeds, how they stand, and what a refresh did."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from mine_reader.model.ids import IssueId, SourceId
from mine_reader.model.issue import ParsedIssue
from mine_reader.model.library import Problem, SourceKind


class Images(StrEnum):
    """When images of a feed's entries are loaded from the network."""

    NEVER = "never"
    CLICK = "click"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, or a watched folder (whose `url` is its path), as it is listed.

    `interval` is in minutes, None for the usual one. `problem` is why the last check failed; `failures` counts those
    in a row. Times are UTC (ISO 8601) or None. `gone`: the site said that the feed is no more, so it is paused.
    """

    id: SourceId
    kind: SourceKind
    url: str
    site: str
    name: str
    group: str
    interval: int | None = None
    paused: bool = False
    gone: bool = False
    images: Images = Images.CLICK
    checked_at: str | None = None
    next_at: str | None = None
    failures: int = 0
    problem: Problem | None = None
    unread: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Poll:
    """How a feed stands with its server. `interval` None: the usual one; `private`: the user typed its address."""

    url: str
    private: bool = False
    interval: timedelta | None = None
    etag: str = ""
    last_modified: str = ""
    validated_at: datetime | None = None
    body_hash: str = ""
    failures: int = 0
    moved_to: str | None = None
    moved_seen: int = 0
    paused: bool = False
    problem: Problem | None = None
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What happened to a feed, when (UTC), and when it is tried next."""

    at: str
    what: Problem
    next_at: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed as an issue: `text` is its source, `texts` are about the plain texts of its articles.

    `seen` is a hash of what can be seen of it. One whose source is known already has no issue and no texts.
    """

    id: str
    title: str
    link: str
    canonical: str
    date: str | None
    sha256: str
    seen: str
    text: str = ""
    issue: ParsedIssue | None = None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """An entry that the library has. `path` is its identity, `link` canonical, `seen` as in `Entry`."""

    id: IssueId
    path: str
    link: str
    seen: str
    date: str | None
    title: str
    rough: bool
    deleted: bool


@dataclass(frozen=True, slots=True)
class FeedContent:
    """A feed as it was read, entries in its order."""

    title: str
    site: str
    entries: tuple[Entry, ...]
    ttl_minutes: int | None = None


class FeedStatus(StrEnum):
    """How a check of one feed ended; the value stands in the JSON contract."""

    OK = "ok"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    WAITING = "waiting"  # its host asked to be left alone until later
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class FeedResult:
    """What a check of one feed did; `new` and `updated` are entries."""

    id: SourceId
    url: str
    status: FeedStatus
    new: tuple[IssueId, ...] = ()
    updated: tuple[IssueId, ...] = ()
    problem: Problem | None = None
    next_at: str | None = None


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did, feed by feed."""

    results: tuple[FeedResult, ...] = field(default_factory=tuple)

    @property
    def new(self) -> int:
        """Return how many entries are new."""
        return sum(len(result.new) for result in self.results)

    @property
    def failed(self) -> tuple[FeedResult, ...]:
        """Return the feeds that could not be read."""
        return tuple(result for result in self.results if result.status is FeedStatus.FAILED)
