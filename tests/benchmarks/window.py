"""Open the real window, do what a reader does, print when things were seen as JSON, and quit.

`start` quits at the first paint. `open` opens the largest issue from the tree, waits until it is laid out, and
scrolls it to its end page by page. A timer that wants to fire every millisecond notices the longest gap.
"""

import json
import os
import sys
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

SETTLED = 0.5
LIMIT = 60_000
Kind = TypeVar("Kind", bound=QObject)


class Gaps(QObject):
    """The longest time in which the event loop did not come round, since the last `take`."""

    def __init__(self) -> None:
        super().__init__()
        self._last = monotonic()
        self._longest = 0.0
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = monotonic()
        self._longest = max(self._longest, now - self._last)
        self._last = now

    def take(self) -> float:
        self._tick()
        longest, self._longest = self._longest, 0.0
        return longest


class AfterPaint(QObject):
    """Call once, as soon as a widget was painted with something that counts."""

    def __init__(self, widget: QWidget, counts: Callable[[], bool], call: Callable[[], object]) -> None:
        super().__init__(widget)
        self._counts = counts
        self._call: Callable[[], object] | None = call
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._call is not None and self._counts():
            QTimer.singleShot(0, self._call)  # when the event has been handled, the paint is done
            self._call = None
        return False


def child(parent: QObject, kind: type[Kind]) -> Kind:
    """Return the one that must be there."""
    found = parent.findChild(kind)
    assert found is not None
    return found


class Driver(QObject):
    """What is done to the window once it is painted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        from mine_reader.ui.reader_view import ReaderView
        from mine_reader.ui.sidebar import Sidebar

        self.seen: dict[str, float] = {"painted": monotonic() - float(os.environ["BENCHMARK_BEGAN"])}
        self.gaps = Gaps()
        self.tree = child(window, Sidebar).tree
        self.reader = child(window, ReaderView)
        self.page = child(self.reader, QTextBrowser)
        self.size, self.since = -1, monotonic()
        self.timer = QTimer(self, interval=16)
        if sys.argv[1] == "start":
            self.finish()
        else:
            QTimer.singleShot(500, self.open)  # what the start left for later is not the opening's fault

    def open(self) -> None:
        self.tree.expandAll()
        largest = max(self.issues(QModelIndex()), key=lambda found: found[0])[1]
        document = self.page.document()
        AfterPaint(self.page.viewport(), lambda: document.characterCount() > 200, self.readable)
        self.gaps.take()
        self.since = monotonic()
        self.tree.setCurrentIndex(largest)

    def issues(self, parent: QModelIndex) -> list[tuple[int, QModelIndex]]:
        """Return the rows of issues with their numbers of unread articles."""
        model = self.tree.model()
        found: list[tuple[int, QModelIndex]] = []
        for number in range(model.rowCount(parent)):
            index = model.index(number, 0, parent)
            node = self.tree.node(index)
            if node is not None and node.which is not None and node.which.issue_id is not None:
                found.append((node.count, index))
            found += self.issues(index)
        return found

    def readable(self) -> None:
        self.seen["readable"] = monotonic() - self.since
        self.timer.timeout.connect(self.settle)
        self.timer.start()

    def settle(self) -> None:
        """Wait until the page has not grown for a while."""
        size = self.page.verticalScrollBar().maximum()
        if size != self.size:
            self.size, self.since = size, monotonic()
        elif monotonic() - self.since > SETTLED:
            self.seen["gap_opening"] = self.gaps.take()
            self.timer.timeout.disconnect(self.settle)
            self.timer.timeout.connect(self.scroll)

    def scroll(self) -> None:
        if not self.reader.page_down():
            self.seen["gap_scrolling"] = self.gaps.take()
            self.seen["pages"] = float(self.size // self.page.viewport().height())
            self.finish()

    def finish(self) -> None:
        self.timer.stop()
        print(json.dumps(self.seen), flush=True)
        QTimer.singleShot(0, QApplication.quit)


def main() -> int:
    run_loop = QApplication.exec

    def run_and_drive(*_: object) -> int:
        """Drive the window from its first paint on, before what it has put off until then."""
        window = next(widget for widget in QApplication.topLevelWidgets() if hasattr(widget, "painted"))
        AfterPaint(window, lambda: True, lambda: Driver(window))
        QTimer.singleShot(LIMIT, lambda: os._exit(1))
        return run_loop()

    QApplication.exec = run_and_drive  # type: ignore[method-assign] # no hook in the product
    from mine_reader.__main__ import main as run_program

    return run_program([])


if __name__ == "__main__":
    sys.exit(main())
