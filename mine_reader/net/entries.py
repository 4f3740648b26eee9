"""A feed's bytes → its entries as issues. Runs in a worker process: what is hostile costs one of them."""

import hashlib
import os
import sys
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta

from mine_reader.model import Entry, FeedContent, FeedEntry, ParsedFeed, Span, SplitOptions
from mine_reader.text.entry import entry_source, one_line, rough_text, visible_hash
from mine_reader.text.issue import parse_issue
from mine_reader.text.links import canonical_url
from mine_reader.text.titles import first_sentence

_NICE = 5


def as_issues(feed: ParsedFeed, options: SplitOptions, known: AbstractSet[str], now: datetime) -> FeedContent:
    """Return the entries of a feed as issues; those whose source is `known` (by its hash) without their content.

    `now` is the local time: dates are those of its zone, and none is later.
    """
    entries = tuple(_entry(entry, options, known, now) for entry in feed.entries)
    return FeedContent(one_line(feed.title), feed.site, entries, feed.ttl_minutes)


def _entry(entry: FeedEntry, options: SplitOptions, known: AbstractSet[str], now: datetime) -> Entry:
    title = one_line(entry.title) or first_sentence(entry.markdown, Span(0, len(entry.markdown))) or entry.link
    date = _date(entry.published or entry.updated, now)
    text = entry_source(entry.markdown, title=title, date=date, link=entry.link, author=entry.author)
    data = text.encode("utf-8", "replace")
    sha256 = hashlib.sha256(data).hexdigest()
    seen = visible_hash(title, entry.markdown)
    canonical = canonical_url(entry.link)
    if sha256 in known:
        return Entry(entry.id, title, entry.link, canonical, date, sha256, seen)
    text = data.decode()
    issue = parse_issue(text, "", options)
    texts = tuple(rough_text(article.body.of(text)) for article in issue.articles)
    return Entry(entry.id, title, entry.link, canonical, date, sha256, seen, text, issue, texts)


def _date(moment: str | None, now: datetime) -> str | None:
    """Return the local date of a moment in UTC; what is yet to come is not believed."""
    if not moment:
        return None
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        local = found.astimezone(now.tzinfo)
    except (OverflowError, ValueError):
        return None
    return None if found > now + timedelta(days=1) else local.date().isoformat()


def read_entries(  # noqa: PLR0917 - what the worker hands through
    data: bytes, url: str, content_type: str, options: SplitOptions, known: AbstractSet[str], now: datetime
) -> FeedContent:
    """Read a feed into issues; ContentError."""
    from mine_reader.net.feed import read_feed  # noqa: PLC0415 - only the process that reads needs it

    return as_issues(read_feed(data, url, content_type), options, known, now)


def is_ready() -> bool:
    """Import what reads feeds, which is to cost the first feed none of its time, and step back behind the window."""
    import mine_reader.net.feed  # noqa: PLC0415, F401

    if sys.platform != "win32" and os.nice(0) < _NICE:
        os.nice(_NICE)
    return True
