"""What arrives behind the reader's back: shown without moving what is read."""

from PySide6.QtCore import QObject, QTimer, Signal

from mine_reader.model import IssueId, Overview, TagCount
from mine_reader.services import Services
from mine_reader.ui.browsing import Browsing, today
from mine_reader.ui.listing import Fresh
from mine_reader.ui.tasks import Task, Tasks

_EVERY_MS = 2000
"""Between two looks while more and more arrives: each costs a few milliseconds of the thread that draws."""

News = tuple[Overview, tuple[TagCount, ...], Fresh | None]


class Arriving(QObject):
    """Reads in a task what is new, then shows it; asked often, it does so now and then. `more` is still to come."""

    failed = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, browsing: Browsing, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._browsing = browsing
        self._task: Task | None = None
        self._again = False
        self.more = False
        self._acts = 0
        self._fresh: Fresh | None = None
        self._updated: set[IssueId] = set()
        self._timer = QTimer(self, singleShot=True, interval=_EVERY_MS)
        self._timer.timeout.connect(self.show_now)

    def show_soon(self, updated: tuple[IssueId, ...] = ()) -> None:
        """Show what arrived; `updated`: issues whose text is another now."""
        self._updated.update(updated)
        if not self._timer.isActive():
            self._timer.start()

    def show_now(self) -> None:
        """Show at once what arrived."""
        self._timer.stop()
        self._again = self._task is not None
        if self._task is None:
            day, listing = today(), self._browsing.listing
            wanted = listing.wanted()

            def work(_task: Task) -> News:
                library = self._services.library
                return library.overview(day), library.tags(), listing.read(wanted) if wanted else None

            self._acts = self._browsing.acts
            self._task = self._tasks.run(work, done=self._show, failed=self._fail)

    def _show(self, news: News) -> None:
        self._task = None
        if self._acts != self._browsing.acts:  # what was read meanwhile is older than what is shown
            self.show_now()
            return
        outline, tags, self._fresh = news
        self._browsing.take_counts(outline, tags)
        QTimer.singleShot(0, self._show_list)  # one turn of the event loop is short that way

    def _show_list(self) -> None:
        updated, self._updated = tuple(self._updated), set()
        fresh, self._fresh = self._fresh, None
        fresh = fresh if self._acts == self._browsing.acts else None
        self._browsing.take_news(fresh, updated, last=not self.more)
        if self._again:
            self.show_soon()

    def _fail(self, error: Exception) -> None:
        self._task = None
        self.failed.emit(error)
