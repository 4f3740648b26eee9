"""What the window says: messages, errors, and the log of what failed."""

import logging

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mine_reader.errors import MineReaderError
from mine_reader.ui import labels
from mine_reader.ui.downloads import Downloads
from mine_reader.ui.importing import Importing
from mine_reader.ui.links import outward, shown
from mine_reader.ui.refreshing import Refreshing
from mine_reader.ui.status import StatusBar

_log = logging.getLogger(__name__)


class Telling(QObject):
    """Speaks through the status bar; one sentence each."""

    def __init__(
        self, status: StatusBar, importing: Importing, downloads: Downloads, refreshing: Refreshing, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._status = status
        self._importing = importing
        self._downloads = downloads
        self._refreshing = refreshing
        self._window = parent
        self._errors: list[str] = []
        status.log_clicked.connect(self.show_log)
        importing.said.connect(self.imported)
        downloads.told.connect(self.done)
        refreshing.told.connect(self.done)

    def say(self, text: str) -> None:
        """Show a message; "" takes the last one away."""
        if text:
            self._status.say(text)
        else:
            self._status.forget()

    def deleted(self, text: str) -> None:
        """Show a message about what can be taken back at once."""
        self._status.say(text, undo=True)

    def imported(self, text: str) -> None:
        """Show what an import did."""
        self._status.say(text, details=bool(self._importing.skipped))

    def done(self, what: tuple[str, bool]) -> None:
        """Show what downloads or a refresh did; and where to read why some failed."""
        self._status.say(what[0], details=what[1])

    def hint(self, address: str) -> None:
        """Show the address under the mouse."""
        self._status.hint(shown(address) if outward(address) is not None else "")

    def error(self, error: Exception) -> None:
        """Tell of an error in one sentence; nothing is lost by going on."""
        if not isinstance(error, MineReaderError):
            _log.error("failed", exc_info=error)
        text = labels.error_text(error)
        self._errors.append(text)
        self._status.say(text, details=True)

    def show_log(self) -> None:
        """Show what failed since the start."""
        from mine_reader.ui.dialogs.log import LogDialog  # noqa: PLC0415 - no start needs it

        failures, feeds = self._downloads.failures(), self._refreshing.failures()
        dialog = LogDialog([*self._importing.skipped, *failures, *feeds], self._errors, self._window)
        dialog.retry_wanted.connect(self._importing.retry)
        if failures:
            dialog.retry_wanted.connect(self._downloads.retry)
        if feeds:
            dialog.retry_wanted.connect(self._refreshing.retry)
        dialog.open()
