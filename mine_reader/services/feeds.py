"""Feeds: adding, removing and editing them, and asking them for what is new."""

import threading
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from mine_reader.errors import InputError, NotAFeedError, StatusError
from mine_reader.files import write_whole
from mine_reader.model import (
    Change,
    Feed,
    FeedContent,
    FeedResult,
    Images,
    LogEntry,
    Poll,
    RefreshReport,
    Request,
    Response,
    SourceId,
    SourceKind,
    SplitOptions,
)
from mine_reader.services.feed_lists import is_web, same_address
from mine_reader.services.feed_writing import FeedWriter
from mine_reader.services.polling import ACCEPT, LEAST, LONGEST, USUAL, due_between, host_of
from mine_reader.services.refreshing import EntryReading, Fetching, Progress, Refresh
from mine_reader.store import Store, clean, feeds, stamp, state

__all__ = ["Added", "EntryReading", "Feeds", "Fetching", "Finding", "Progress"]


class Finding(EntryReading, Protocol):
    """Takes feeds apart, and finds them in web pages."""

    def find_feeds(self, data: bytes, url: str, charset: str | None = None) -> tuple[tuple[str, str], ...]:
        """Return the address and title of each feed that a web page names, the best first; ContentError."""
        ...


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a feed; `new` is False where it was there already."""

    feed: Feed
    new: bool
    result: FeedResult


class Feeds:
    """Feeds and watched folders. What takes long can be cancelled from any thread; one refresh runs at a time."""

    def __init__(
        self,
        store: Store,
        writer: FeedWriter,
        fetcher: Callable[[], Fetching],
        readers: Callable[[], Finding],
        clock: Callable[[], datetime],
        *,
        usual: Callable[[], timedelta] = lambda: USUAL,
    ) -> None:
        self._store = store
        self._writer = writer
        self._fetcher = fetcher
        self._readers = readers
        self._clock = clock
        self._usual = usual
        self._one = threading.Lock()
        self._running: Refresh | None = None

    def feeds(self) -> tuple[Feed, ...]:
        """Return the feeds and watched folders in the user's order."""
        with self._store.read() as db:
            return feeds.feeds(db)

    def feed(self, feed_id: SourceId) -> Feed:
        """Return a feed or a watched folder; NotFoundError."""
        with self._store.read() as db:
            return feeds.feed(db, feed_id)

    def log(self, feed_id: SourceId) -> tuple[LogEntry, ...]:
        """Return what happened to a feed, the last first."""
        with self._store.read() as db:
            return feeds.log_of(db, feed_id)

    def add(self, address: str, *, name: str = "", group: str = "") -> Added:
        """Add the feed at an address, or the first one that the site there names, with its entries. Slow.

        A feed that is here already is asked again. FetchError, ContentError; InputError where there is no feed.
        """
        address = _address(address)
        with self._store.read() as db:
            known = {same_address(url): feed_id for url, feed_id in feeds.addresses(db).items()}
        if same_address(address) in known:
            return self._add_again(known[same_address(address)])
        response, found = self._find(address)
        url = response.moved or address
        if same_address(url) in known:
            return self._add_again(known[same_address(url)])
        # What a page or a redirect names is not what the user typed.
        private = host_of(url) == host_of(address)
        with self._store.write() as db:
            title = found.title or host_of(url)
            own, folder = clean(name).strip(), clean(group).strip()
            feed_id = feeds.add(db, url=url, name=own or title, title=title, site=found.site, group=folder)
            if private:
                feeds.set_private(db, feed_id)
        given = _Given(response, found)
        report = self._refresh({feed_id: Poll(url, private)}, given, given, threading.Event(), None)
        return Added(self.feed(feed_id), True, report.results[0])

    def _add_again(self, feed_id: SourceId) -> Added:
        with self._store.write() as db:
            revived = feeds.revive(db, feed_id)
            feeds.set_private(db, feed_id)
        report = self.refresh([feed_id])
        return Added(self.feed(feed_id), revived, report.results[0])

    def _find(self, address: str) -> tuple[Response, FeedContent]:
        """Fetch a feed, or the page at the address and then the feed that it names first."""
        response = self._get(address, private=True)
        try:
            return response, self._read(response)
        except NotAFeedError:
            named = self._readers().find_feeds(response.body, response.url, response.charset)
        for url, _ in named[:3]:
            # A page may name a feed of its own site in a private network, but of no other.
            found = self._get(url, private=host_of(url) == host_of(response.url))
            try:
                return replace(found, moved=found.moved or url), self._read(found)
            except NotAFeedError:
                continue
        raise InputError(what=address, reason="no feed was found there")

    def _get(self, url: str, *, private: bool) -> Response:
        response = self._fetcher().fetch(Request(url, private=private, accept=f"{ACCEPT}, text/html;q=0.8"))
        if not 200 <= response.status < 300:
            raise StatusError(url=url, status=response.status)
        return response

    def _read(self, response: Response) -> FeedContent:
        return self._readers().entries(
            response.body,
            response.url,
            response.content_type,
            options=SplitOptions(),
            known=frozenset(),
            now=self._clock(),
            patient=True,
        )

    def watch(self, folder: Path) -> SourceId:
        """Take a folder for a source that is watched; its files are imported by the next refresh, or by the watcher."""
        from mine_reader.services.watching import watch_folder  # noqa: PLC0415 - no start needs it

        return watch_folder(self._store, folder)

    def edit(
        self,
        feed_id: SourceId,
        *,
        name: str | None = None,
        group: str | None = None,
        interval: int | None = None,
        paused: bool | None = None,
        images: Images | None = None,
    ) -> Change:
        """Set what is not None; an interval (minutes) of 0 is the usual one. Undoable. NotFoundError, InputError."""
        feed = self.feed(feed_id)
        if name is not None and not clean(name).strip():
            raise InputError(what="The name of a feed", reason="it is empty")
        if interval is not None and interval and not LEAST <= timedelta(minutes=interval) <= LONGEST:
            raise InputError(what="The interval", reason="it is from 15 minutes to a month")
        if feed.kind is not SourceKind.FEED and (interval, paused, images) != (None, None, None):
            raise InputError(what=feed.name, reason="a folder has neither interval nor pause")
        with self._store.write("Edit a feed") as db:
            state.edit_source(
                db,
                feed_id,
                name=None if name is None else clean(name).strip(),
                folder=None if group is None else clean(group).strip(),
            )
            feeds.edit(db, feed_id, interval=interval, paused=paused, images=images)
        return Change(structure=True)

    def remove(self, feed_id: SourceId) -> Change:
        """Remove a feed and its entries, but those that are starred, tagged, annotated or kept for later. Undoable.

        A folder is no longer watched; its issues stay.
        """
        feed = self.feed(feed_id)
        with self._store.write("Remove a feed") as db:
            if feed.kind is SourceKind.FEED:
                feeds.remove(db, feed_id, stamp(self._clock()))
            else:
                feeds.set_watched(db, feed_id, on=False)
        return Change(structure=True)

    def due(self) -> tuple[SourceId, ...]:
        """Return the feeds that are to be asked now."""
        earliest, latest = due_between(self._clock())
        with self._store.read() as db:
            return feeds.due(db, stamp(earliest), stamp(latest))

    def asked(self, ids: Iterable[SourceId] | None = None) -> tuple[SourceId, ...]:
        """Return the feeds that `refresh` would ask."""
        with self._store.read() as db:
            return tuple(feeds.polls(db, None if ids is None else list(ids)))

    def refresh(
        self,
        ids: Iterable[SourceId] | None = None,
        *,
        progress: Progress | None = None,
        cancelled: threading.Event | None = None,
    ) -> RefreshReport:
        """Ask feeds for what is new: these (also paused ones), or all that are not paused. Slow. LibraryError.

        `cancelled` is looked at before each feed; `cancel` also ends transfers under way.
        """
        with self._store.read() as db:
            polls = feeds.polls(db, None if ids is None else list(ids))
        if not polls:
            return RefreshReport()
        return self._refresh(polls, self._fetcher(), self._readers(), cancelled or threading.Event(), progress)

    def _refresh(
        self,
        polls: dict[SourceId, Poll],
        fetcher: Fetching,
        readers: EntryReading,
        cancelled: threading.Event,
        progress: Progress | None,
    ) -> RefreshReport:
        with self._one:
            refresh = Refresh(
                self._store, self._writer, fetcher, readers, self._clock, usual=self._usual(), cancelled=cancelled
            )
            self._running = refresh
            try:
                return refresh.run(polls, progress)
            finally:
                self._running = None

    def cancel(self) -> None:
        """End the refresh that is running; what is done stays."""
        running = self._running
        if running is not None:
            running.cancel()

    def export_opml(self, path: Path) -> int:
        """Write the feeds to a file as OPML; return their number. ExportError."""
        from mine_reader.export.opml import write_opml  # noqa: PLC0415 - no start needs it

        found = [feed for feed in self.feeds() if feed.kind is SourceKind.FEED]
        write_whole(path, write_opml(found, self._clock()))
        return len(found)


class _Given:
    """What was fetched and read already, to be written as a refresh writes it."""

    def __init__(self, response: Response, content: FeedContent) -> None:
        self._response = response
        self._content = content

    def fetch(self, request: Request) -> Response:  # noqa: ARG002 - there is one answer
        return replace(self._response, status=200, moved=None)

    def cancel(self) -> None:
        pass

    def entries(
        self,
        data: bytes,  # noqa: ARG002
        url: str,  # noqa: ARG002
        content_type: str,  # noqa: ARG002
        *,
        options: SplitOptions,  # noqa: ARG002
        known: AbstractSet[str],  # noqa: ARG002
        now: datetime,  # noqa: ARG002
        patient: bool,  # noqa: ARG002
    ) -> FeedContent:
        return self._content


def _address(text: str) -> str:
    """Return the address that a user typed; https where no scheme was given."""
    text = clean(text).strip()
    lower = text.lower()
    if lower.startswith("feed:"):
        text = text[5:].removeprefix("//")
    if "://" not in text:
        text = f"https://{text}"
    if not is_web(text):
        raise InputError(what=text, reason="it is no http or https address")
    return text
