"""Keep the window open on the largest issue with 500 notes while it is published again, each time edited anew.

Prints as JSON the seconds that each took until the window said so, and the longest time in which its loop stood still.
"""

import gc
import json
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QTextBrowser

from mine_reader.settings import Settings
from mine_reader.ui.main_window import MainWindow
from mine_reader.ui.tasks import Tasks
from mine_reader.ui.theme import Themes
from tests.benchmarks.anchors import ON_ONE, Run, real_issues
from tests.benchmarks.window import LIMIT, SETTLED, Gaps, child

_ROUNDS = 5
_LOOK_MS = 10


def wait(until: Callable[[], bool]) -> None:
    """Run the event loop until a condition holds."""
    loop = QEventLoop()
    looking = QTimer(interval=_LOOK_MS)
    looking.timeout.connect(lambda: loop.quit() if until() else None)
    looking.start()
    QTimer.singleShot(LIMIT, loop.quit)
    loop.exec()
    looking.stop()


def settle(window: MainWindow, tasks: Tasks) -> None:
    """Wait until the page is there and has not grown for a while."""
    bar = child(window.panes.reader, QTextBrowser).verticalScrollBar()
    seen: list[tuple[int, bool]] = []

    def quiet() -> bool:
        seen.append((bar.maximum(), bool(tasks.running)))
        last = seen[-round(SETTLED * 1000 / _LOOK_MS) :]
        return len(last) < len(seen) and len(set(last)) == 1 and not tasks.running

    wait(quiet)


def publish(window: MainWindow, file: Path) -> float:
    """Import a file as a user does; return the seconds that it took."""
    done: list[object] = []
    connection = window.importing.finished.connect(done.append)
    began = monotonic()
    window.importing.start([file])
    wait(lambda: bool(done))
    window.importing.finished.disconnect(connection)
    return monotonic() - began


def main() -> int:
    """Measure; the program's own settings of the interpreter hold here, too."""
    from mine_reader.ui.app import SWITCH

    sys.setswitchinterval(SWITCH)
    app = QApplication([])
    with tempfile.TemporaryDirectory(prefix="mr-") as folder:
        largest = max(real_issues(), key=lambda path: path.stat().st_size)
        run = Run([largest], Path(folder), random.Random(int(sys.argv[1])), None)  # noqa: S311 - the same every time
        ((issue_id, issue),) = run.issues.items()
        run.annotate(issue_id, ON_ONE)
        tasks = Tasks()
        # What the measuring itself holds is not for the window's garbage collector to go through.
        gc.collect()
        gc.freeze()
        settings = Settings(Path(folder) / "settings.toml")
        window = MainWindow(Path(folder) / "library.sqlite", run.services, settings, Themes("light"), tasks)
        window.start()
        window.show()
        window.browsing.open_issue(issue_id)
        settle(window, tasks)
        found: dict[str, list[float]] = {"seconds": [], "gap": []}
        gaps = Gaps()
        for _ in range(_ROUNDS):
            issue.edit()
            gc.collect()
            file = run.write(issue)
            gaps.take()
            found["seconds"].append(publish(window, file))
            settle(window, tasks)
            found["gap"].append(gaps.take())
        print(json.dumps(found), flush=True)
        window.close()
        tasks.shutdown()
        run.services.close()
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
