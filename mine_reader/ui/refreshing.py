"""Keeping feeds and watched folders up to date behind the window: when it happens, how it goes, what came of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from mine_reader.model import (
    Feed,
    FeedResult,
    ImportOutcome,
    ImportReport,
    RefreshReport,
    Skipped,
    SourceId,
    SourceKind,
)
from mine_reader.services import Services
from mine_reader.settings import Settings
from mine_reader.ui.arriving import Arriving
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.labels import fill
from mine_reader.ui.tasks import Task, Tasks

if TYPE_CHECKING:
    from mine_reader.services.poller import Poller

_DELAY = 2.0
"""Seconds from the first paint to the first look: what the reader does first comes first."""
_TELL_SECONDS = 0.2

_KINDS = {SourceKind.FEED, SourceKind.FOLDER}


class Refreshing(QObject):
    """Owns the thread that polls; its calls come here as signals, and end in the panes and the status bar."""

    told = Signal(object)
    said = Signal(object)
    failed = Signal(object)
    imported = Signal(object)
    arrived = Signal(object)
    feeds_read = Signal()
    busy = Signal(bool)
    _began = Signal(object)
    _progressed = Signal(object)
    _ended = Signal(object)
    _looked = Signal(object)
    _broke = Signal(object)

    def __init__(
        self, services: Services, tasks: Tasks, settings: Settings, browsing: Browsing, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._settings = settings
        self.browsing = browsing
        self._arriving = Arriving(services, tasks, browsing, self)
        self._arriving.failed.connect(self.failed)
        self._poller: Poller | None = None
        self._task: Task | None = None
        self._told_at = 0.0
        self._fresh = False
        self._asked = False
        self._began.connect(self._show_start)
        self._progressed.connect(self._show_progress)
        self._ended.connect(self._show_end)
        self._looked.connect(self._show_imports)
        self._broke.connect(self._show_failure)
        browsing.refreshed.connect(self._library_changed)

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what carries out the actions that are about refreshing."""
        return {"refresh": self.refresh, "refresh_feed": self.refresh_chosen}

    # From the first paint to the end

    def start(self) -> None:
        """Go on by itself from now on, as the settings say; where there is no feed, as soon as there is one."""
        self._fresh = True
        self.look()

    def look(self) -> None:
        """Read how the feeds stand, and show it; start polling where that is to be."""
        if not any(source.kind in _KINDS for source in self.browsing.outline.sources):
            if self.browsing.feeds:
                self._show_feeds({})
            return
        self._tasks.run(lambda _task: self._read_feeds(), done=self._show_feeds, failed=self.failed.emit)
        if self._fresh and not self._services.read_only:
            self._fresh = False
            poller = self._poll(_DELAY)
            if self._settings.flag("refresh_at_start"):
                poller.refresh()

    def stop(self) -> None:
        """End polling, and what is under way."""
        self._fresh = False
        if self._poller is not None:
            self._poller.stop()
            self._poller = None

    def _poll(self, delay: float = 0.0) -> "Poller":
        if self._poller is None:
            from mine_reader.services.poller import Events, Poller  # noqa: PLC0415 - not before the first paint

            events = Events(
                started=self._began.emit,
                progress=self._note,
                refreshed=self._ended.emit,
                imported=self._looked.emit,
                failed=self._broke.emit,
            )
            self._poller = Poller(
                self._services.feeds,
                self._services.watching,
                events,
                enabled=lambda: self._settings.flag("check_feeds"),
            )
            self._poller.start(delay)
        return self._poller

    def settings_changed(self) -> None:
        """Look whether something is due by the settings of now."""
        if self._poller is not None:
            self._poller.wake()

    def go_on(self) -> None:
        """Look at once, because there is a feed or folder that was not there before."""
        if not self._services.read_only:
            self._poll().wake()

    # What the user asks for

    def refresh(self) -> None:
        """Ask all feeds for what is new, and look at the folders."""
        if not self.browsing.feeds:
            self.said.emit(self.tr("No feed is followed yet. Ctrl+N follows one."))
        elif self._task is None:
            self._ask(None)

    def refresh_chosen(self) -> None:
        """Ask the feed of what is chosen or read."""
        feed = self.chosen()
        if feed is None:
            self.said.emit(self.tr("Choose a feed in the sidebar first."))
        else:
            self.refresh_these([feed.id])

    def refresh_these(self, ids: Sequence[SourceId]) -> None:
        """Ask these feeds, also paused ones, and look at the folders."""
        self._ask(list(ids))

    def _ask(self, ids: Sequence[SourceId] | None) -> None:
        if self._services.read_only:
            self.said.emit(self.tr("The library cannot be written, so nothing can be refreshed."))
            return
        self._asked = True
        self._poll().refresh(ids)

    def chosen(self) -> Feed | None:
        """Return the feed that is chosen in the sidebar, or whose entry is read."""
        which, issue = self.browsing.which, self.browsing.issue
        source_id = which.source_id if which is not None else None
        if source_id is None and issue is not None:
            source_id = issue.source_id
        return None if source_id is None else self.browsing.feeds.get(source_id)

    # How the feeds stand

    def _read_feeds(self) -> dict[SourceId, Feed]:
        watching = self._services.watching
        return {
            feed.id: replace(feed, problem=feed.problem or watching.problem(feed.id))
            for feed in self._services.feeds.feeds()
        }

    def _show_feeds(self, feeds: Mapping[SourceId, Feed]) -> None:
        self.browsing.show_feeds(feeds)
        self.feeds_read.emit()

    def last(self) -> str:
        """Return when a feed was asked last (UTC), "" for never."""
        return max((feed.checked_at or "" for feed in self.browsing.feeds.values()), default="")

    def _library_changed(self, change: object) -> None:
        if change is None or getattr(change, "structure", False):
            self.look()

    def failures(self) -> list[Skipped]:
        """Return the feeds that could not be read, for the log."""
        return [
            Skipped(
                f"{feed.name} — {feed.url}",
                feed.problem.template,
                {name: str(value) for name, value in feed.problem.fields.items()},
            )
            for feed in self.browsing.feeds.values()
            if feed.problem is not None
        ]

    def retry(self) -> None:
        """Ask once more those that failed."""
        self.refresh_these([feed.id for feed in self.browsing.feeds.values() if feed.problem is not None])

    # What the poller tells, in the thread of the window

    def _show_start(self, total: int) -> None:
        poller = self._poller
        if poller is not None:
            quiet = not self._asked
            self._task = self._tasks.follow(self.tr("Refreshing"), poller.cancel, self._refreshed, quiet=quiet)
            self._task.progress(0, total, "")
            self._arriving.more = True
            self.busy.emit(True)

    def _note(self, done: int, total: int, result: FeedResult) -> None:
        """Say how it goes, now and then; in the poller's thread."""
        now = monotonic()
        if now - self._told_at >= _TELL_SECONDS or done == total:
            self._told_at = now
            self._progressed.emit((done, total, result))

    def _show_progress(self, step: tuple[int, int, FeedResult]) -> None:
        done, total, result = step
        feed = self.browsing.feeds.get(result.id)
        if self._task is not None:
            self._task.progress(done, total, feed.name if feed is not None else result.url)
        self._arriving.show_soon()

    def _show_end(self, report: RefreshReport) -> None:
        if self._task is not None:
            self._task.post(report)

    def _refreshed(self, report: RefreshReport) -> None:
        asked, self._asked, self._task = self._asked, False, None
        self._arriving.more = False
        self.busy.emit(False)
        updated = [issue for result in report.results for issue in result.updated]
        if report.new or updated:
            self._arriving.show_soon(tuple(updated))
            self._arriving.show_now()
        else:
            self.look()
        if report.new:
            self.arrived.emit(report)
        if asked or report.new:
            self.told.emit((self._summary(report), asked and bool(report.failed)))

    def _summary(self, report: RefreshReport) -> str:
        if len(report.results) == 1 and report.failed:
            problem = report.results[0].problem
            if problem is not None:
                return fill(problem.template, problem.fields)
        parts = [QCoreApplication.translate("Refreshing", "%n new", None, report.new)]
        if report.failed:
            parts.append(QCoreApplication.translate("Refreshing", "%n feed(s) failed", None, len(report.failed)))
        return self.tr(", ").join(parts)

    def _show_imports(self, reports: Mapping[SourceId, ImportReport]) -> None:
        self._asked = False
        done = [one for report in reports.values() for one in report.imported]
        changed = [one.issue_id for one in done if one.outcome is ImportOutcome.CHANGED]
        new = sum(one.outcome is ImportOutcome.NEW for one in done)
        if new or changed:
            self._arriving.show_soon(tuple(changed))
            self._arriving.show_now()
        for report in reports.values():
            self.imported.emit(report)
        if new:
            self.told.emit((QCoreApplication.translate("Refreshing", "%n new", None, new), False))

    def _show_failure(self, error: Exception) -> None:
        if self._task is not None:
            self._task.post(RefreshReport())
        self.failed.emit(error)
