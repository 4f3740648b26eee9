"""Reading what came from the web in worker processes: what is hostile costs one of them."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Self, TypeVar

from mine_reader.errors import FetchCancelledError, TooHardError, WorkerError
from mine_reader.model import FeedContent, ParsedFeed, ParsedPage, SplitOptions
from mine_reader.net import reading
from mine_reader.net.worker import Worker

_T = TypeVar("_T")

_SECONDS = 20.0
_QUICK = 0.5
_QUICK_PER_MB = 1.5
_MEMORY = 1_000_000_000


class Readers:
    """At most `workers` processes that read feeds and pages; they start at need and end when idle. For any thread."""

    def __init__(self, workers: int = 2, *, seconds: float = _SECONDS, memory: int = _MEMORY) -> None:
        self._seconds = seconds
        self._free = [Worker(memory) for _ in range(workers)]
        self._all = tuple(self._free)
        self._changed = threading.Condition()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def feed(self, data: bytes, url: str, content_type: str = "") -> ParsedFeed:
        """Return a feed, its entries with their Markdown; ContentError."""
        return self._run(url, reading.read_feed, data, url, content_type)

    def entries(
        self,
        data: bytes,
        url: str,
        content_type: str,
        *,
        options: SplitOptions,
        known: AbstractSet[str],
        now: datetime,
        patient: bool,
    ) -> FeedContent:
        """Return the entries of a feed as issues, see `as_issues`; ContentError.

        `patient`: with all the time that reading may take, else with what nearly every feed is content with.
        """
        from mine_reader.net.entries import is_ready, read_entries  # noqa: PLC0415

        seconds = self._seconds if patient else _QUICK + _QUICK_PER_MB * len(data) / 1_000_000
        with self._taken(url) as worker:
            worker.run(is_ready, seconds=self._seconds)
            return worker.run(read_entries, data, url, content_type, options, known, now, seconds=seconds)

    def find_feeds(self, data: bytes, url: str, charset: str | None = None) -> tuple[tuple[str, str], ...]:
        """Return the address and title of each feed that a web page names, the best first; ContentError."""
        return self._run(url, reading.find_feeds, data, url, charset)

    def page(self, data: bytes, url: str, content_type: str = "", charset: str | None = None) -> ParsedPage:
        """Return the readable part of a web page; ContentError."""
        return self._run(url, reading.read_page, data, url, content_type, charset)

    def close(self) -> None:
        """End the processes, also under what is being read, and start none any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for worker in self._all:
            worker.close()

    def _run(self, url: str, function: Callable[..., _T], *arguments: object) -> _T:
        with self._taken(url) as worker:
            return worker.run(function, *arguments, seconds=self._seconds)

    @contextlib.contextmanager
    def _taken(self, url: str) -> Iterator[Worker]:
        """Wait for a worker, the one that was last in use first: the others may end."""
        with self._changed:
            self._changed.wait_for(lambda: self._free or self._closed)
            if self._closed:
                raise FetchCancelledError(url=url)
            worker = self._free.pop()
        try:
            yield worker
        except WorkerError as error:
            if self._closed:
                raise FetchCancelledError(url=url) from error
            raise TooHardError(url=url) from error
        finally:
            with self._changed:
                self._free.append(worker)
                self._changed.notify()
