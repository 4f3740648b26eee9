"""Open the real window, do what a reader does, print when things were seen as JSON, and quit.

`start` quits at the first paint; `idle` when nothing goes on any more, and says how much memory it has. `open` opens
the largest issue from the tree, twice, waits until it is laid out, and scrolls it to its end page by page. `keys` does
what keys do in the list of what is unread. `bulk` marks all of it as read and takes that back. A timer that wants to
fire every millisecond notices the longest gap.
"""

import json
import os
import sys
from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from tests.benchmarks.measure import own_memory

SETTLED = 0.5
LIMIT = 120_000
PRESSES = 100
KEYS = {"j": "next", "n": "next_unread", "m": "toggle_read", "s": "toggle_star"}
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
        self.widget = widget
        self._counts = counts
        self._call: Callable[[], object] | None = call
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._call is not None and self._counts():
            QTimer.singleShot(0, self._call)  # when the event has been handled, the paint is done
            self.stop()
        return False

    @property
    def waits(self) -> bool:
        return self._call is not None

    def stop(self) -> None:
        """Wait no longer; a filter that stays would slow down everything after it."""
        self._call = None
        self.widget.removeEventFilter(self)
        self.deleteLater()


def child(parent: QObject, kind: type[Kind]) -> Kind:
    """Return the one that must be there."""
    found = parent.findChild(kind)
    assert found is not None
    return found


class Driver(QObject):
    """What is done to the window once it is painted."""

    def __init__(self, window: Any) -> None:
        super().__init__(window)
        from mine_reader.ui.reader_view import ReaderView
        from mine_reader.ui.sidebar import Sidebar

        self.window = window
        self.seen: dict[str, object] = {"painted": monotonic() - float(os.environ["BENCHMARK_BEGAN"])}
        self.gaps = Gaps()
        self.tree = child(window, Sidebar).tree
        self.reader = child(window, ReaderView)
        self.page = child(self.reader, QTextBrowser)
        self.size, self.since = -1, monotonic()
        self.timer = QTimer(self, interval=16)
        self.keys, self.bulk = Keys(self), Bulk(self)
        if sys.argv[1] == "start":
            self.finish()
        else:
            acts = {"idle": self.idle, "open": self.open, "keys": self.keys.begin, "bulk": self.bulk.begin}
            self.when_idle(acts[sys.argv[1]])  # what the start left for later is nobody else's fault

    def when_idle(self, call: Callable[[], object]) -> None:
        """Call as soon as no task has run for a while."""
        since = [monotonic()]

        def look() -> None:
            if self.window.browsing._tasks.running:
                since[0] = monotonic()
            if monotonic() - since[0] < SETTLED:
                QTimer.singleShot(16, look)
            else:
                call()

        look()

    def idle(self) -> None:
        self.seen["memory"] = own_memory()
        self.finish()

    def open(self) -> None:
        self.tree.expandAll()
        found = self.issues(QModelIndex())
        self.largest = max(found, key=lambda item: item[0])[1]
        self.smallest = min(found, key=lambda item: item[0])[1]
        self.choose_largest("")

    def choose_largest(self, suffix: str) -> None:
        document = self.page.document()
        self.suffix = suffix
        AfterPaint(self.page.viewport(), lambda: document.characterCount() > 200, self.readable)
        self.gaps.take()
        self.since = monotonic()
        self.tree.setCurrentIndex(self.largest)

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
        self.opened = self.since
        self.seen["readable" + self.suffix] = monotonic() - self.since
        self.timer.timeout.connect(self.settle)
        self.timer.start()

    def settle(self) -> None:
        """Wait until the page has not grown for a while."""
        size = self.page.verticalScrollBar().maximum()
        if size != self.size:
            self.size, self.since = size, monotonic()
        elif monotonic() - self.since > SETTLED:
            self.seen["laid_out" + self.suffix] = self.since - self.opened
            self.timer.timeout.disconnect(self.settle)
            if self.suffix:
                self.timer.timeout.connect(self.scroll)
                self.gaps.take()
                return
            self.seen["gap_opening"] = self.gaps.take()
            self.timer.stop()
            self.tree.setCurrentIndex(self.smallest)
            self.when_idle(lambda: self.choose_largest("_again"))

    def scroll(self) -> None:
        if not self.reader.page_down():
            self.seen["gap_scrolling"] = self.gaps.take()
            self.seen["pages"] = float(self.size // self.page.viewport().height())
            self.finish()

    def finish(self) -> None:
        self.timer.stop()
        print(json.dumps(self.seen), flush=True)
        QTimer.singleShot(0, QApplication.quit)


class Keys:
    """Presses keys one after the other, each when what the last one did is painted."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.keys = [key for key in KEYS for _ in range(PRESSES)]
        self.times: dict[str, list[float]] = {key: [] for key in KEYS}
        self.since = 0.0
        self.waiting = False

    def begin(self) -> None:
        sidebar = self.driver.window.panes.sidebar
        sidebar.select("view:unread")
        self.driver.window.panes.articles.tree.setFocus()
        self.driver.window.actions_table["next"].trigger()
        self.driver.when_idle(self.press)

    def press(self) -> None:
        if not self.keys:
            self.driver.seen |= {
                key: sorted(times)[int(len(times) * 0.95)] for key, times in self.times.items() if times
            }
            self.driver.seen["gap"] = self.driver.gaps.take()
            self.driver.finish()
            return
        self.key = self.keys.pop(0)
        # The article that is read may be out of sight in the list, and the one in the list not in the reader yet.
        self.waiting = True
        panes = (self.driver.window.panes.articles.tree, self.driver.page, self.driver.tree)
        self.paints = [AfterPaint(pane.viewport(), lambda: True, self.painted) for pane in panes]
        self.since = monotonic()
        self.driver.window.actions_table[KEYS[self.key]].trigger()

    def painted(self) -> None:
        if self.waiting:
            self.waiting = False
            for paint in self.paints:
                if paint.waits:
                    paint.stop()
            self.times[self.key].append(monotonic() - self.since)
            QTimer.singleShot(5, self.press)


class Bulk:
    """Marks all that is unread as read, takes that back, and sees what the counts say."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.window = driver.window

    def begin(self) -> None:
        self.window.panes.sidebar.select("view:unread")
        self.count = self.unread()
        self.driver.gaps.take()
        self.since = monotonic()
        self.window.actions_table["all_read"].trigger()
        self.wait(0, "marked", self.undo)

    def unread(self) -> int:
        model = self.window.panes.sidebar.model
        return int(model.node(model.find("view:unread")).count)

    def undo(self) -> None:
        self.since = monotonic()
        self.window.actions_table["undo"].trigger()
        self.wait(self.count, "undone", self.end)

    def wait(self, count: int, name: str, call: Callable[[], object]) -> None:
        if self.unread() != count:
            QTimer.singleShot(1, lambda: self.wait(count, name, call))
            return
        self.driver.seen[name] = monotonic() - self.since
        self.driver.when_idle(call)

    def end(self) -> None:
        self.driver.seen |= {"gap": self.driver.gaps.take(), "count": self.count}
        self.driver.finish()


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
