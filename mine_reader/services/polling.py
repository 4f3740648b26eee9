"""When a feed is asked, and what an answer changes for it. Pure: values in, values out.

The rules are those that servers ask of feed readers: validators echoed as they came, `Retry-After` and `Cache-Control`
kept to, failures tried ever less often, an address changed only when it is sure.
"""

import ipaddress
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from urllib.parse import urlsplit

from mine_reader.model import Poll, Problem, Request, Response

USUAL = timedelta(minutes=60)
LEAST = timedelta(minutes=15)
MOST = timedelta(hours=24)
"""How often a feed is asked that has no interval of its own; how often at most; how seldom a server can make it."""
LONGEST = timedelta(days=31)
"""The longest interval that a feed can have of its own."""
JITTER = 0.1
_HELD = timedelta(minutes=10)
"""For a server that is asked too often and does not say how long it wants to be left alone."""
_OFFLINE = timedelta(minutes=10)
_VALID = timedelta(days=8)
"""So old may validators be: some servers answer for ever that nothing is new."""
_PORTAL = 3
"""Feeds of so many hosts that suddenly move to one host: that is a network asking for a login."""
_MOVED_FOR_SURE = 2
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"

GONE = "{url} is gone for good, so it is not asked any more. Remove the feed, or look for its new address."
NOT_ASKED = "{url} answered that nothing is new, though it was not asked so. Try again later."


class Kind(Enum):
    """What an answer means."""

    NEW = auto()  # read; there may be something new
    SAME = auto()  # nothing is new
    FAILED = auto()
    BUSY = auto()  # the server wants to be left alone
    GONE = auto()
    OFFLINE = auto()  # nothing at all could be reached


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking. `whole`: all of its entries were taken, so that the same body need not be read again."""

    kind: Kind
    problem: Problem | None = None
    response: Response | None = None
    body_hash: str = ""
    ttl_minutes: int | None = None
    whole: bool = True


def request_for(poll: Poll, now: datetime) -> Request:
    """Return what to ask."""
    fresh = poll.validated_at is not None and timedelta(0) <= now - poll.validated_at < _VALID
    return Request(
        url=poll.url,
        etag=poll.etag if fresh else "",
        last_modified=poll.last_modified if fresh else "",
        private=poll.private,
        accept=ACCEPT,
    )


def judge(request: Request, response: Response) -> Answer | None:
    """Return what an answer means before its body is read; None where the body says it."""
    if response.status == 304:
        if not (request.etag or request.last_modified):
            return Answer(Kind.FAILED, Problem(NOT_ASKED, {"url": request.url}), response)
        return Answer(Kind.SAME, response=response)
    if response.status == 410:
        return Answer(Kind.GONE, Problem(GONE, {"url": request.url}), response)
    if not 200 <= response.status < 300:
        kind = Kind.BUSY if response.status in {429, 503} else Kind.FAILED
        problem = Problem(
            "{url} answered with the error {status}.", {"url": request.url, "status": str(response.status)}
        )
        return Answer(kind, problem, response)
    return None


def decide(poll: Poll, answer: Answer, now: datetime, *, random: Callable[[], float], usual: timedelta = USUAL) -> Poll:
    """Return how a feed stands after an answer; `random` gives 0 ≤ x < 1."""
    factor = 1 - JITTER + 2 * JITTER * random()
    interval = max(poll.interval or usual, LEAST)
    match answer.kind:
        case Kind.NEW | Kind.SAME:
            return _succeeded(poll, answer, now, interval * factor)
        case Kind.GONE:
            return replace(poll, paused=True, problem=answer.problem, failures=poll.failures + 1, next_at=None)
        case Kind.OFFLINE:
            return replace(poll, problem=answer.problem, next_at=now + _OFFLINE * factor)
    failures = poll.failures + 1
    delay = max(min(interval * 2 ** min(failures, 12), MOST), interval) * factor
    held = held_until(answer, now) or now
    return replace(poll, problem=answer.problem, failures=failures, next_at=max(now + delay, held))


def _succeeded(poll: Poll, answer: Answer, now: datetime, delay: timedelta) -> Poll:
    response = answer.response
    asked = [timedelta(minutes=answer.ttl_minutes or 0)]
    if response is not None:
        asked.append(timedelta(seconds=min(response.max_age or 0, MOST.total_seconds())))
    found = replace(poll, failures=0, problem=None, next_at=now + max(delay, LEAST, min(max(asked), MOST)))
    if answer.kind is Kind.NEW and response is not None:
        whole = answer.whole
        return replace(
            found,
            etag=response.etag if whole else "",
            last_modified=response.last_modified if whole else "",
            validated_at=now,
            body_hash=answer.body_hash if whole else "",
        )
    return found


def held_until(answer: Answer, now: datetime) -> datetime | None:
    """Return until when a server wants to be left alone; None where it says nothing of that."""
    response = answer.response
    if answer.kind is not Kind.BUSY or response is None:
        return None
    if response.retry_after is None:
        return now + _HELD
    return now + timedelta(seconds=min(max(response.retry_after, 0), MOST.total_seconds()))


def holds_host(answer: Answer, url: str) -> bool:
    """Return whether all feeds of the host have to wait: on a private host, many services share one name."""
    response = answer.response
    if answer.kind is not Kind.BUSY or response is None or not is_public(host_of(url)):
        return False
    return response.status == 429 or response.retry_after is not None


def follow(poll: Poll, moved: str | None) -> Poll:
    """Return how a feed stands after it was seen at `moved`: the second sighting in a row changes its address.

    Nobody typed that one, so on another host it may not be in a private network.
    """
    if moved is None or moved == poll.url:
        return poll if poll.moved_to is None else replace(poll, moved_to=None, moved_seen=0)
    seen = poll.moved_seen + 1 if moved == poll.moved_to else 1
    if seen < _MOVED_FOR_SURE:
        return replace(poll, moved_to=moved, moved_seen=seen)
    private = poll.private and host_of(moved) == host_of(poll.url)
    return replace(poll, url=moved, private=private, moved_to=None, moved_seen=0)


def portals(moves: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the hosts to which feeds of many other hosts moved at once: no feed has moved there."""
    sources: dict[str, set[str]] = defaultdict(set)
    for url, moved in moves:
        if host_of(url) != host_of(moved):
            sources[host_of(moved)].add(host_of(url))
    return frozenset(host for host, there in sources.items() if len(there) >= _PORTAL)


def due_between(now: datetime) -> tuple[datetime, datetime]:
    """Return what the next time of a feed must not be later than, or later than, for it to be due.

    A time too far ahead was set by a clock that was wrong; no interval is longer than that.
    """
    return now, now + LONGEST * (1 + 2 * JITTER)


def host_of(url: str) -> str:
    """Return the host of an address, "" where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_public(host: str) -> bool:
    """Return whether a host is one of the whole internet, by its name alone."""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".local", ".lan", ".internal", ".localhost", ".home.arpa"))
