"""How soon the window answers while 100 feeds are refreshed for the first time, and again when nothing is new.

Of each moment of the refresh it is asked how long an event that comes then waits for the event loop.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer

from tests.benchmarks.feed_server import addresses, running
from tests.benchmarks.measure import environment, screen

_P99, _LONGEST = 12.0, 30.0
"""Milliseconds."""
_OWN_SECONDS, _REST_SECONDS = 1.0, 3.0

PAGE = "# 港口周刊 第 3 期\n\n" + "\n\n".join(
    f"### 第 {n} 条\n\n> https://harbour.example/{n}\n\n" + "潮水按时来去，灯塔上的人都记了下来。" * 12
    for n in range(60)
)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--window-feeds", type=int, default=100, metavar="N")
    parser.add_argument("--window-rounds", type=int, default=3)


def run(options: argparse.Namespace) -> int:
    """Print the figures; return 1 if one misses what it must reach."""
    count = options.window_feeds
    found: dict[str, list[dict[str, float]]] = {}
    with running(count) as port, screen() as display, tempfile.TemporaryDirectory() as folder:
        _round(Path(folder) / "warm", addresses(port, 4), display)  # makes the bytecode, and does not count
        for number in range(options.window_rounds):
            for name, figures in _round(Path(folder) / str(number), addresses(port, count), display).items():
                found.setdefault(name, []).append(figures)
    return max(_print(f"{count} feeds, {name}", figures) for name, figures in found.items() if figures)


def _round(home: Path, urls: Sequence[str], display: dict[str, str]) -> dict[str, dict[str, float]]:
    variables = environment(home) | display
    settings = Path(variables["XDG_CONFIG_HOME"]) / "mine-reader" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text("private_addresses = true\ncheck_feeds = false\n", "utf-8")
    lines = "".join(f'<outline type="rss" xmlUrl="{url}"/>' for url in urls)
    feeds = home / "feeds.opml"
    feeds.write_text(f'<opml version="2.0"><body>{lines}</body></opml>', "utf-8")
    command = [sys.executable, "-m", "tests.benchmarks.refreshing", str(feeds)]
    done = subprocess.run(command, env=variables, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, dict[str, float]] = json.loads(done.stdout)
    return figures


def _print(name: str, figures: list[dict[str, float]]) -> int:
    p99, longest, wall = ([figure[key] for figure in figures] for key in ("p99", "longest", "wall"))
    over = statistics.median(p99) > _P99 or statistics.median(longest) > _LONGEST
    print(
        f"{name:28} wall {statistics.median(wall):5.2f} s  the window answers: p99 {statistics.median(p99):5.1f} ms "
        f"[{min(p99):.1f}–{max(p99):.1f}] (≤ {_P99:.0f})  longest {statistics.median(longest):5.1f} ms "
        f"[{min(longest):.1f}–{max(longest):.1f}] (≤ {_LONGEST:.0f}){'  over' if over else ''}",
        flush=True,
    )
    return int(over)


# What runs in a process of its own.


class Waits(QObject):
    """The times in which the event loop did not come round, each of them."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = monotonic()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = monotonic()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def take(self) -> dict[str, float]:
        """Return the milliseconds that 99 of 100 events, whenever they come, wait at most; and the longest."""
        self._tick()
        gaps, self.gaps = self.gaps, []
        waits = sorted(gap - step for gap in gaps for step in range(int(gap) + 1))
        return {"p99": waits[int(len(waits) * 0.99)], "longest": max(gaps)}


def _main(feeds: Path) -> int:
    from mine_reader.model import SmartView
    from mine_reader.services import open_services
    from mine_reader.settings import load_settings
    from mine_reader.ui.app import SWITCH, make_application
    from mine_reader.ui.main_window import MainWindow
    from mine_reader.ui.tasks import Tasks
    from mine_reader.ui.theme import Themes
    from tests.benchmarks.republishing import settle, wait

    sys.setswitchinterval(SWITCH)
    app = make_application()
    library = Path(os.environ["MINE_READER_LIBRARY"])
    services, tasks = open_services(library), Tasks()
    issue = feeds.with_name("harbour.md")
    issue.write_text(PAGE, "utf-8")
    services.library.import_paths([issue, feeds])
    window = MainWindow(library, services, load_settings(), Themes("light"), tasks)
    window.start()
    window.show()
    window.resume()
    window.feeds.start()
    window.browsing.open_issue(next(one.id for one in services.library.outline().issues))
    settle(window, tasks)
    gc.collect()
    gc.freeze()
    found = {"beforehand": _rest(wait)}
    found |= {name: _refresh(window, wait) for name in ("first refresh", "nothing new")}
    assert window.browsing.outline.views[SmartView.UNREAD] > len(window.browsing.feeds)
    print(json.dumps(found), flush=True)
    window.feeds.refreshing.stop()
    window.close()
    tasks.shutdown()
    services.close()
    del app
    return 0


def _rest(wait) -> dict[str, float]:
    """Do nothing: what is seen then is the machine's."""
    waits, began = Waits(), monotonic()
    wait(lambda: monotonic() - began > _REST_SECONDS)
    return waits.take() | {"wall": _REST_SECONDS}


def _refresh(window, wait) -> dict[str, float]:
    """Refresh as F5 does, with the list of what is unread beside the page, and until all of it is shown."""
    window.browsing.choose("view:unread")
    busy: list[bool] = []
    window.feeds.refreshing.busy.connect(busy.append)
    waits, began = Waits(), monotonic()
    window.actions_table["refresh"].trigger()
    wait(lambda: busy[-1:] == [False])
    wall = monotonic() - began
    ended = monotonic()
    wait(lambda: monotonic() - ended > _OWN_SECONDS)
    window.feeds.refreshing.busy.disconnect(busy.append)
    return waits.take() | {"wall": wall}


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1])))
