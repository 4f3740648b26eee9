"""The one helper for slow work. Nothing else in the window starts threads."""

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

_log = logging.getLogger(__name__)


class Task(QObject):
    """One piece of slow work; lives in the UI thread. `progress` may be called from any thread."""

    finished = Signal()
    progressed = Signal(object)
    _ended = Signal(object)

    def __init__(
        self,
        done: Callable[[Any], object],
        failed: Callable[[Exception], object] | None,
        label: str,
        *,
        cancellable: bool,
        pause: Callable[[], object] | None,
        parent: QObject,
        stop: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.label = label
        self.cancellable = cancellable
        self.pause = pause
        self.stop = stop
        self.quiet = False
        self.cancelled = False
        self.over = False
        self._done = done
        self._failed = failed
        self._ended.connect(self._end)

    def request_stop(self) -> None:
        """Ask the work to stop; it does at its next call of `progress`."""
        self.cancelled = True
        if self.stop is not None:
            self.stop()

    def progress(self, done: int, total: int, name: str) -> bool:
        """Report (done, total, name of what is next) and return whether to go on."""
        self.progressed.emit((done, total, name))
        return not self.cancelled

    def post(self, result: object) -> None:
        """Hand the result, or the exception, to the UI thread."""
        self._ended.emit(result)

    @Slot(object)
    def _end(self, result: object) -> None:
        if self.over:
            return
        self.over = True
        try:
            if not isinstance(result, Exception):
                self._done(result)
            elif self._failed is not None:
                self._failed(result)
            else:
                _log.error("task failed label=%s", self.label, exc_info=result)
                raise result
        finally:
            self.finished.emit()


class _Job(QRunnable):
    def __init__(self, fn: Callable[[Task], object], task: Task) -> None:
        super().__init__()
        self._fn = fn
        self._task = task

    def run(self) -> None:
        try:
            result = self._fn(self._task)
        except Exception as error:  # noqa: BLE001 - carried to the UI thread whole
            result = error
        self._task.post(result)


class Tasks(QObject):
    """Runs slow functions in a pool and brings their results back. Outlives the windows."""

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        # What takes minutes keeps no page waiting.
        self._long = QThreadPool(self)
        self._long.setMaxThreadCount(3)
        self._running: list[Task] = []

    @property
    def running(self) -> tuple[Task, ...]:
        """The tasks that are not over, oldest first."""
        return tuple(self._running)

    def run(
        self,
        fn: Callable[[Task], object],
        *,
        done: Callable[[Any], object],
        failed: Callable[[Exception], object] | None = None,
        label: str = "",
        cancellable: bool = False,
        long: bool = False,
        pause: Callable[[], object] | None = None,
    ) -> Task:
        """Call `fn(task)` in a pool thread, then `done(result)` or `failed(error)` in the UI thread.

        Without `failed` an error goes to the exception hook. `fn` never touches a widget. A task
        with a label is shown in the status bar. What may take minutes is `long`; `pause` makes it end early.
        """
        task = Task(done, failed, label, cancellable=cancellable, pause=pause, parent=self)
        self._keep(task)
        (self._long if long else self._pool).start(_Job(fn, task))
        return task

    def follow(
        self, label: str, stop: Callable[[], object], done: Callable[[Any], object], *, quiet: bool = False
    ) -> Task:
        """Show work that another thread does, and whose end is posted to the task; `stop` cancels it.

        `quiet`: nobody asked for it, so that messages stay.
        """
        task = Task(done, None, label, cancellable=True, pause=None, parent=self, stop=stop)
        task.quiet = quiet
        self._keep(task)
        return task

    def _keep(self, task: Task) -> None:
        self._running.append(task)
        task.finished.connect(self._forget)
        self.started.emit(task)

    def shutdown(self) -> None:
        """Ask all work to stop and wait for it; results that come late are dropped."""
        for task in self._running:
            task.request_stop()
        for pool in (self._pool, self._long):
            pool.clear()
            pool.waitForDone()
        for task in self._running:
            task.over = True
            task.deleteLater()
        self._running.clear()

    @Slot()
    def _forget(self) -> None:
        for task in [task for task in self._running if task.over]:
            self._running.remove(task)
            task.deleteLater()
