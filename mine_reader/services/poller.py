"""Keeps feeds and watched folders up to date while the program runs."""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mine_reader.errors import MineReaderError
from mine_reader.model import FeedResult, ImportReport, RefreshReport, SourceId
from mine_reader.services.feeds import Feeds
from mine_reader.services.watching import SECONDS, Watching

logger = logging.getLogger(__name__)

_LONGEST = 60.0
"""Seconds between two looks at the clock: it may have been set, or the machine may have slept."""
_SHARE = 0.02
"""Of its time, the thread looks at folders no longer."""


def _nothing(*_: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Events:
    """What the poller tells; every call comes from its thread."""

    started: Callable[[int], None] = _nothing
    progress: Callable[[int, int, FeedResult], None] = _nothing
    refreshed: Callable[[RefreshReport], None] = _nothing
    imported: Callable[[Mapping[SourceId, ImportReport]], None] = _nothing
    failed: Callable[[MineReaderError], None] = _nothing


class Poller:
    """A thread that asks feeds when they are due or wanted, and looks at watched folders; from `start` to `stop`.

    `enabled` says whether feeds are asked without being wanted. Any thread may call.
    """

    def __init__(
        self, feeds: Feeds, watching: Watching, events: Events, *, enabled: Callable[[], bool] = lambda: True
    ) -> None:
        self._feeds = feeds
        self._watching = watching
        self._events = events
        self._enabled = enabled
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._cancelled = threading.Event()
        self._wanted: list[SourceId] | None = []
        self._thread: threading.Thread | None = None

    def start(self, delay: float = 0.0) -> None:
        """Start the thread; `delay` seconds pass before its first look."""
        self._thread = threading.Thread(target=self._run, args=(delay,), name="poller", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End what is under way, and the thread; what is done stays. Waits for it."""
        self._stopping.set()
        self.cancel()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def refresh(self, ids: Sequence[SourceId] | None = None) -> None:
        """Ask these feeds soon, or all that are not paused."""
        with self._lock:
            if ids is None or self._wanted is None:
                self._wanted = None
            else:
                self._wanted += ids
        self._wake.set()

    def cancel(self) -> None:
        """End the refresh that is under way."""
        self._cancelled.set()
        self._feeds.cancel()

    def wake(self) -> None:
        """Look at once: a feed or folder was added, or a setting changed."""
        self._wake.set()

    def _run(self, delay: float) -> None:
        self._wake.wait(delay)
        while not self._stopping.is_set():
            self._wake.clear()
            pause = self.step()
            if not self._stopping.is_set():
                self._wake.wait(pause)

    def step(self) -> float:
        """Do what is due; return the seconds until there may be more."""
        try:
            self._refresh()
            return self._look()
        except MineReaderError as error:
            logger.warning("poll failed error=%s", error)
            self._events.failed(error)
        except Exception:
            logger.exception("poll failed")
        return _LONGEST

    def _refresh(self) -> None:
        with self._lock:
            wanted, self._wanted = self._wanted, []
        if wanted is not None and not wanted:
            wanted = list(self._feeds.due()) if self._enabled() else []
            if not wanted:
                return
        self._cancelled.clear()
        if self._stopping.is_set():
            return
        total = len(self._feeds.asked(wanted))
        if total:
            self._events.started(total)
            report = self._feeds.refresh(wanted, progress=self._events.progress, cancelled=self._cancelled)
            self._events.refreshed(report)

    def _look(self) -> float:
        start = time.monotonic()
        folders = self._watching.folders()
        reports = self._watching.look(cancelled=self._stopping.is_set) if folders else {}
        looked = time.monotonic() - start
        if reports:
            self._events.imported(reports)
        if not folders:
            return _LONGEST
        return SECONDS if reports or self._watching.unsettled() else max(SECONDS, looked / _SHARE)
