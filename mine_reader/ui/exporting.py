"""Exports, notes into the file, and backups from the window."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mine_reader.errors import MineReaderError
from mine_reader.model import AnnotationId, ExportReport, IssueId
from mine_reader.services import Services
from mine_reader.ui import labels
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.curating import open_path
from mine_reader.ui.dialogs.files import file_dialog
from mine_reader.ui.tasks import Tasks

if TYPE_CHECKING:
    from mine_reader.services.exporting import ExportFormat
    from mine_reader.ui.dialogs.export import ExportDialog


class ExportingWindow(QObject):
    """Drives the export dialog; slow work in the background."""

    said = Signal(object)
    failed = Signal(object)
    written = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, browsing: Browsing, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._browsing = browsing
        self._window = parent
        self._dialog: ExportDialog | None = None
        self._issue_id: IssueId | None = None
        self._only: frozenset[AnnotationId] = frozenset()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._template_changed)
        self._watcher.directoryChanged.connect(self._template_changed)
        self._asked = 0

    def export_notes(self, ids: Sequence[AnnotationId]) -> None:
        """Show the dialog for some notes."""
        if ids:
            self.export(ids)

    def export(self, only: Sequence[AnnotationId] = ()) -> None:
        """Show the dialog; with `only`, it offers these notes first."""
        from mine_reader.ui.dialogs.export import ExportDialog  # noqa: PLC0415 - no start needs it

        issue = self._browsing.issue
        self._issue_id = issue.id if issue else None
        title = labels.issue_title(issue) if issue else ""
        tags = [tag.name for tag in self._browsing.tags]
        has_file = issue is not None and bool(issue.path)
        self._only = frozenset(only)
        dialog = ExportDialog(title, tags, self._window, has_file=has_file, chosen=len(only))
        which = self._browsing.which
        if issue is None and not only and which is not None and which.tag:
            dialog.choose_tag(which.tag)
        self._dialog = dialog
        dialog.preview_wanted.connect(self._preview)
        dialog.save_wanted.connect(self._ask_where)
        dialog.into_file_wanted.connect(self.save_into_file)
        dialog.template_wanted.connect(self._edit_template)
        dialog.finished.connect(self._closed)
        self._watch()
        dialog.open()
        self._preview()

    def _closed(self) -> None:
        self._dialog = None
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)

    def _watch(self) -> None:
        """Look at the user's template while the dialog is open; an editor may replace the file at every save."""
        path = self._services.exporting.template.path
        known = {*self._watcher.files(), *self._watcher.directories()}
        for place in (path, path.parent):
            if place.exists() and str(place) not in known:
                self._watcher.addPath(str(place))

    def _template_changed(self) -> None:
        self._watch()
        dialog = self._dialog
        if dialog is not None and dialog.edit_template.isVisible():
            self._preview()

    def _edit_template(self) -> None:
        """Open the user's template with its program, made of ours if there is none."""
        try:
            path = self._services.exporting.template.make()
        except MineReaderError as error:
            self.failed.emit(error)
            return
        self._watch()
        if not open_path(path):
            self.said.emit(self.tr("Open this file in an editor: {0}").format(path))

    def _preview(self) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        self._asked += 1
        asked, form, tag = self._asked, dialog.chosen_form(), dialog.chosen_tag()
        issue_id = self._issue_id if dialog.one_issue() else None
        only = self._only if dialog.chosen_notes() else None

        def show(text: str) -> None:
            if self._dialog is not None and asked == self._asked:
                self._dialog.show_preview(text)

        def fail(error: Exception) -> None:
            if self._dialog is not None and asked == self._asked:
                self._dialog.show_failure(labels.error_text(error))

        self._tasks.run(
            lambda _task: self._services.exporting.preview(issue_id, form, tag=tag, only=only), done=show, failed=fail
        )

    def _ask_where(self) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        form, one, tag = dialog.chosen_form(), dialog.one_issue(), dialog.chosen_tag()
        chooser = file_dialog(self._window, "export_to", self.tr("Export"))
        if dialog.wants_folder():
            chooser.setFileMode(QFileDialog.FileMode.Directory)
        else:
            chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            chooser.setDefaultSuffix(dialog.suffix())
            chooser.selectFile(self._file_name(dialog.suffix(), tag, one=one))
        issue_id = self._issue_id if one else None
        only = self._only if dialog.chosen_notes() else None
        chooser.fileSelected.connect(lambda name: self.write(form, Path(name), issue_id, tag, only))
        dialog.accept()
        chooser.open()

    def _file_name(self, suffix: str, tag: str | None, *, one: bool) -> str:
        issue = self._browsing.issue
        title = labels.issue_title(issue) if issue and one else tag or self.tr("notes")
        safe = "".join(" " if char in '\\/:*?"<>|' or ord(char) < 32 else char for char in title).strip(" .")
        return (safe[:60] or "notes") + suffix

    def write(
        self,
        form: "ExportFormat",
        output: Path,
        issue_id: IssueId | None,
        tag: str | None = None,
        only: frozenset[AnnotationId] | None = None,
    ) -> None:
        """Write an export in the background."""
        self._tasks.run(
            lambda _task: self._services.exporting.export(form, output, issue_id=issue_id, tag=tag, only=only),
            done=self._written,
            failed=self.failed.emit,
            label=self.tr("Exporting"),
        )

    def save_into_file(self) -> None:
        """Write the notes of the open issue into its file."""
        issue = self._browsing.issue
        if issue is None:
            return
        self._tasks.run(
            lambda _task: self._services.exporting.save_into_file(issue.id),
            done=self._written,
            failed=self.failed.emit,
            label=self.tr("Saving notes"),
        )

    def _written(self, report: ExportReport) -> None:
        parts = [self.tr("%n note(s) written", "", report.notes)]
        if report.left_out:
            parts.append(self.tr("%n annotation(s) that this form cannot hold left out", "", report.left_out))
        if len(report.paths) == 1:
            parts.append(report.paths[0])
        self.said.emit(" · ".join(parts))
        self.written.emit(report)

    def backup(self) -> None:
        """Choose where, and back the library up."""
        chooser = file_dialog(self._window, "backup_to", self.tr("Back up the library"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.selectFile("mine-reader-backup.sqlite")
        chooser.fileSelected.connect(self._backup)
        chooser.open()

    def _backup(self, name: str) -> None:
        path = Path(name)
        self._tasks.run(
            lambda _task: self._services.backup.backup(path),
            done=lambda _: self.said.emit(self.tr("Backed up to {0}").format(path)),
            failed=self.failed.emit,
            label=self.tr("Backing up"),
        )
