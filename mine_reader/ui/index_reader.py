"""Reading for the search index, in idle time."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from mine_reader.services import Services
from mine_reader.ui.tasks import Tasks

_LOOK_MS = 4000
_PAUSE_MS = 40
_READ_SECONDS = 0.2


class IndexReader(QObject):
    """Reads what changed for the index while nothing else is done: a little at a time, with pauses."""

    caught_up = Signal()
    failed = Signal(object)
    said = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._soon = self._closely = self._read_any = self._failed = False
        self._resting = False
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._timer.timeout.connect(self._read)

    def start(self) -> None:
        """Begin to look for changes now and then."""
        self._timer.start(_LOOK_MS)

    def look(self) -> None:
        """Look for changes soon."""
        self._soon = True
        if self._timer.isActive():
            self._timer.start(_PAUSE_MS)

    def rest(self, on: bool) -> None:
        """Read nothing for now, because much is being written; or go on."""
        self._resting = on
        if not on:
            self.look()

    def look_closely(self) -> None:
        """Look also whether the index was made by other rules, which takes more code than a start needs.

        `caught_up` comes even if another program has read all by then.
        """
        self._closely = True
        self.look()

    def rebuild(self) -> None:
        """Empty the index, and read everything again."""
        searching = self._services.searching
        self._tasks.run(lambda _task: searching.rebuild(), done=self._rebuilt, failed=self.failed.emit)

    def _rebuilt(self, _result: object) -> None:
        self.said.emit(self.tr("The search index is being made anew."))
        self.look()

    def _read(self) -> None:
        if self._resting:
            self._timer.start(_LOOK_MS)
            return
        closely, self._soon, self._closely = self._closely, False, False
        self._tasks.run(
            lambda _task: self._read_for_a_while(closely=closely), done=self._has_read, failed=self._stopped
        )

    def _read_for_a_while(self, *, closely: bool) -> tuple[bool, bool]:
        """Return whether more can be found now, and whether there may be more to read."""
        if not closely and not self._services.reading.is_index_behind():
            return False, False
        end = time.monotonic() + _READ_SECONDS
        read = more = self._services.searching.read_some()
        while more and time.monotonic() < end:
            more = self._services.searching.read_some()
        return read or (closely and not self._services.searching.is_behind()), more

    def _has_read(self, what: tuple[bool, bool]) -> None:
        read, more = what
        self._read_any |= read
        if more:
            self._timer.start(_PAUSE_MS)
            return
        self._failed = False
        self._timer.start(_PAUSE_MS if self._soon else _LOOK_MS)
        if self._read_any:
            self._read_any = False
            self.caught_up.emit()

    def _stopped(self, error: Exception) -> None:
        """Try again later: another program may have the library, or the disk may be full."""
        self._timer.start(_LOOK_MS * 10)
        if not self._failed:
            self._failed = True
            self.failed.emit(error)
