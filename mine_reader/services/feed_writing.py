"""Writing what a feed says into the library: one transaction for each feed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mine_reader.model import (
    DecodedSource,
    Entry,
    FeedContent,
    IssueId,
    KnownEntry,
    PartKind,
    RenderedPart,
    SourceId,
    SplitOptions,
)
from mine_reader.services.identity import Matched, identities, match_entries
from mine_reader.services.importing import Prepared, write_issue
from mine_reader.services.preparing import Preparer, RenderCache, cleaned
from mine_reader.store import Connection, Store, content, entries, feeds, stamp

MOST_NEW = 1000
"""Entries that one check of a feed may bring; the others come with the next ones."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a feed's content; `whole`: nothing was left for the next time."""

    new: tuple[IssueId, ...] = ()
    updated: tuple[IssueId, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """A feed's entries, and the pages of those that changed and were shown before, by the hash of their source."""

    entries: tuple[tuple[str, Entry], ...]
    pages: dict[str, Prepared] = field(default_factory=dict)


class FeedWriter:
    """Turns entries into issues. Entries are never deleted; what cannot be seen of a change is none."""

    def __init__(
        self,
        store: Store,
        preparer: Preparer,
        cache: RenderCache,
        clock: Callable[[], datetime],
        *,
        updated_unread: Callable[[], bool],
    ) -> None:
        self._store = store
        self._preparer = preparer
        self._cache = cache
        self._clock = clock
        self._updated_unread = updated_unread

    def known(self, feed_id: SourceId) -> tuple[SplitOptions, frozenset[str]]:
        """Return how a feed is split, and the sources of its entries (by hash) that the library has."""
        with self._store.read() as db:
            return content.source_options(db, feed_id), entries.known_sources(db, feed_id)

    def plan(self, feed_id: SourceId, feed: FeedContent, options: SplitOptions) -> Plan:
        """Prepare what takes long, outside of a transaction."""
        found = identities(feed.entries)
        with self._store.read() as db:
            matched = match_entries(found, entries.known_entries(db, feed_id, found))
        pages = {
            item.entry.sha256: self._page(item.entry, options)
            for item in matched
            if item.changed and item.known is not None and not item.known.rough and not item.known.deleted
        }
        return Plan(found, pages)

    def _page(self, entry: Entry, options: SplitOptions) -> Prepared:
        issue, parts = self._preparer.prepare(entry.text, "", options)
        parts = cleaned(parts)
        self._cache.put(entry.sha256, options, parts)
        return Prepared(issue, parts)

    def write(self, db: Connection, feed_id: SourceId, feed: FeedContent, plan: Plan) -> Written:
        """Write the entries that are new or changed."""
        feeds.follow_title(db, feed_id, feed.title, feed.site)
        matched = match_entries(plan.entries, entries.known_entries(db, feed_id, plan.entries))
        updated = tuple(
            item.known.id
            for item in matched
            if item.known is not None and item.changed and self._update(db, item.known, item.entry, plan)
        )
        new = [item for item in matched if item.known is None and item.entry.issue is not None]
        # The first entry of a feed is its newest and gets the highest id, which is what lists go by within a day.
        taken = list(reversed(new[-MOST_NEW:] if len(new) > MOST_NEW else new))
        return Written(self._add(db, feed_id, taken), updated, whole=len(taken) == len(new))

    def _add(self, db: Connection, feed_id: SourceId, new: Sequence[Matched]) -> tuple[IssueId, ...]:
        now = self._clock()
        rows = [(item.path, item.entry, item.entry.issue) for item in new if item.entry.issue is not None]
        ids = entries.add_entries(db, feed_id, rows, now=stamp(now), today=now.date().isoformat())
        for issue_id, (_, entry, issue) in zip(ids, rows, strict=True):
            if any(article.notes or article.downloaded for article in issue.articles):
                write_issue(db, issue_id, _rough(entry), now=stamp(now), same_source=True)
        return ids

    def _update(self, db: Connection, known: KnownEntry, entry: Entry, plan: Plan) -> bool:
        if known.deleted or entry.issue is None:
            return False
        page = plan.pages.get(entry.sha256)
        now = stamp(self._clock())
        source = DecodedSource(entry.text, "utf-8")
        content.set_version(db, known.id, source, entry.text.encode(), entry.sha256, now=now)
        prepared = _rough(entry) if page is None else page
        write_issue(db, known.id, prepared, now=now, updated_unread=self._updated_unread())
        entries.set_entry(db, known.id, entry, rough=page is None)
        return True


def _rough(entry: Entry) -> Prepared:
    """Return an entry's issue with texts that are about those of its page."""
    assert entry.issue is not None  # noqa: S101 - callers ask for entries that have one
    parts = [RenderedPart(PartKind.ARTICLE, ordinal, text=text) for ordinal, text in enumerate(entry.texts)]
    return Prepared(entry.issue, tuple(parts))
