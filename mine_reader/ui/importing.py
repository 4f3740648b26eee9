"""Files into the library: dialogs, drops, the command line, and again."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mine_reader.model import ImportOutcome, ImportReport, Issue, Skipped
from mine_reader.services import Services
from mine_reader.ui import labels
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.dialogs.files import file_dialog
from mine_reader.ui.tasks import Task, Tasks


class Importing(QObject):
    """Imports in the background; what was not taken is kept in `skipped` for the log."""

    said = Signal(object)
    failed = Signal(object)
    finished = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, browsing: Browsing, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._browsing = browsing
        self._window = parent
        self.skipped: list[Skipped] = []

    def open_files(self) -> None:
        """Choose files."""
        dialog = self._dialog(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                self.tr("Issues, exports, lists of feeds (*.md *.markdown *.txt *.json *.jsonld *.opml)"),
                self.tr("All files (*)"),
            ]
        )
        dialog.open()

    def open_folder(self) -> None:
        """Choose a folder."""
        dialog = self._dialog(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    def _dialog(self, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = file_dialog(self._window, "open", self.tr("Open"))
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(self._selected)
        return dialog

    def _selected(self, names: list[str]) -> None:
        self.start([Path(name) for name in names])

    def again(self) -> None:
        """Import the open issue's file again."""
        if self._browsing.issue is not None:
            self.issue_again(self._browsing.issue)

    def issue_again(self, issue: Issue) -> None:
        """Import an issue's file again."""
        if issue.path:
            self.start([Path(issue.path)])

    def retry(self) -> None:
        """Try what was not imported once more."""
        self.start([Path(one.path) for one in self.skipped])

    def start(self, paths: Sequence[Path]) -> None:
        """Import files and folders."""
        if not paths:
            return

        def work(task: Task) -> ImportReport:
            return self._services.library.import_paths(paths, progress=task.progress)

        self._tasks.run(work, done=self._done, failed=self.failed.emit, label=self.tr("Importing"), cancellable=True)

    def _done(self, report: ImportReport) -> None:
        self.keep_skipped(report)
        self._browsing.reload()
        fresh = [one for one in report.imported if one.outcome is not ImportOutcome.UNCHANGED]
        first = next((one.issue_id for one in fresh or report.imported), None)
        issue = self._browsing.issue
        if first is not None and (issue is None or issue.id != first):  # who reads it stays where he is
            self._browsing.open_issue(first)
        self.said.emit(labels.import_summary(report))
        if report.stopped is not None:
            self.failed.emit(report.stopped)
        self.finished.emit(report)

    def keep_skipped(self, report: ImportReport) -> None:
        """Keep what was not taken for the log; what is imported by now is forgotten."""
        anew = {one.path for one in report.imported} | {one.path for one in report.skipped}
        self.skipped = [one for one in self.skipped if one.path not in anew] + list(report.skipped)


def dropped_paths(data: QMimeData) -> list[Path]:
    """Return the local files and folders that a drag carries."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
