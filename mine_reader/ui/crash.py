"""What happens to errors that nobody expected: they are logged, told of, and stay on this machine."""

import faulthandler
import logging
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QObject, Qt, Signal, Slot

_log = logging.getLogger(__name__)


class ErrorHook(QObject):
    """Brings uncaught exceptions of any thread to the UI thread; `caught(Exception)` is sent there."""

    caught = Signal(object)
    _hop = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        self._hop.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the place of Python's hooks."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def uninstall(self) -> None:
        """Give Python's hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("uncaught exception", exc_info=(kind, error, trace))
        with suppress(RuntimeError):  # the application is gone already
            self._hop.emit(error)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot(object)
    def _tell(self, error: object) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            self.caught.emit(error)
        finally:
            self._busy = False


def last_words(path: Path) -> str:
    """Return what the interpreter wrote when the last run was killed, and put it aside; "" for nothing."""
    try:
        text = path.read_text("utf-8", "replace").strip()
        if text:
            path.with_suffix(".old.log").write_text(text, "utf-8")
            path.write_text("", "utf-8")
    except OSError:
        return ""
    return text


def log_faults(path: Path) -> TextIO | None:
    """Have the interpreter write its last words into a file when it is killed; None where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file)
    return file
