"""How much room saved pages take, and making some."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mine_reader.model import Change, IssueId
from mine_reader.model.pages import Usage
from mine_reader.services import Services
from mine_reader.settings import load_settings
from mine_reader.ui.tasks import Tasks

if TYPE_CHECKING:
    from mine_reader.ui.dialogs.room import RoomDialog


class Room(QObject):
    """Opens the dialog, and carries out what it is told."""

    said = Signal(object)
    failed = Signal(object)
    changed = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._window = parent
        self._dialog: RoomDialog | None = None

    def show(self) -> None:
        """Show where saved pages lie and how much they take."""
        from mine_reader.ui.dialogs.room import RoomDialog  # noqa: PLC0415 - no start needs it

        self._dialog = RoomDialog(self._services.pages.shelf, load_settings(), self._window)
        self._dialog.finished.connect(self._closed)
        self._dialog.days_chosen.connect(self._look)
        self._dialog.clean_wanted.connect(self._clean)
        self._tasks.run(lambda _task: self._services.pages.usage(), done=self._show_usage, failed=self.failed.emit)
        self._look(self._dialog.days.value())
        self._dialog.open()

    def _closed(self) -> None:
        self._dialog = None

    def _show_usage(self, usage: Usage) -> None:
        if self._dialog is not None:
            self._dialog.show_usage(usage)

    def _look(self, days: int) -> None:
        def done(found: tuple[tuple[IssueId, ...], Usage]) -> None:
            if self._dialog is not None:
                self._dialog.show_unwanted(days, *found)

        self._tasks.run(lambda _task: self._services.pages.unwanted(days), done=done, failed=self.failed.emit)

    def _clean(self, ids: tuple[IssueId, ...]) -> None:
        self._tasks.run(
            lambda _task: self._services.pages.remove(ids),
            done=self._cleaned,
            failed=self.failed.emit,
            label=self.tr("Cleaning up"),
            long=True,
        )

    def _cleaned(self, change: Change) -> None:
        self.changed.emit(change)
        self.said.emit(self.tr("The pages were removed."))
