"""Keeps the vault that the settings name up to date by itself."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from mine_reader.errors import NotFoundError
from mine_reader.model import ArticleId, Change, ExportReport
from mine_reader.services import Services
from mine_reader.settings import Settings
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.tasks import Tasks

_QUIET_MS = 4000
"""So long nothing must have changed: a note is often followed by its tags."""

_AGAIN_MS = 60_000
"""So long after a failure it is tried again."""

_MANY = 500
"""So many articles are not looked up one by one: all is written."""


class VaultKeeper(QObject):
    """Writes the vault after changes, in the background, one export at a time.

    A failure is told once; then it is tried again in silence until it works, which is told, too.
    """

    said = Signal(object)
    failed = Signal(object)

    def __init__(
        self, services: Services, tasks: Tasks, settings: Settings, browsing: Browsing, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._settings = settings
        self._failing = self._running = False
        self._articles: set[ArticleId] = set()
        self._all = False
        self._waiting = QTimer(self, singleShot=True)
        self._waiting.timeout.connect(self._write)
        browsing.refreshed.connect(self.touch)

    def touch(self, change: Change | None = None) -> None:
        """Write when things have settled; without a change, anything may have changed."""
        if not self._settings.text("vault"):
            return
        if change is None or change.issues or not change.articles:
            self._all = True
        else:
            self._articles |= set(change.articles)
        self._waiting.start(_QUIET_MS)

    def choose(self) -> None:
        """Take the vault that the settings name now."""
        self._failing = False
        self.touch()

    def _write(self) -> None:
        folder = self._settings.text("vault")
        if not folder or self._running:  # the one under way looks again at its end
            return
        self._running = True
        path, articles = Path(folder).expanduser(), None if self._all else self._articles
        self._articles, self._all = set(), False
        self._tasks.run(lambda _task: self._update(path, articles), done=self._written, failed=self._not_written)

    def _update(self, path: Path, articles: set[ArticleId] | None) -> ExportReport:
        """Write the issues of what changed; runs in a thread."""
        issues = None
        if articles is not None and len(articles) <= _MANY:
            with suppress(NotFoundError):
                issues = {article.issue_id for article in self._services.reading.get(list(articles))}
        return self._services.exporting.update_vault(path, issues)

    def _written(self, report: ExportReport) -> None:
        self._running = False
        if self._failing:
            self._failing = False
            self.said.emit(self.tr("%n note(s) in the vault: it is up to date again.", "", report.notes))
        if self._all or self._articles:
            self._waiting.start(_QUIET_MS)

    def _not_written(self, error: Exception) -> None:
        self._running, self._all = False, True
        if not self._failing:
            self._failing = True
            self.failed.emit(error)
        self._waiting.start(_AGAIN_MS)
