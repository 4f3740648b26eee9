"""The figures: what is run, what is read off it, and what it must not exceed."""

import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measure import environment, python, screen


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure's limit, in the unit of its name; None: none is set yet."""

    limit: float | None


FIGURES = {
    "import of the five files, s": Figure(2.5),
    "import of the five files, its largest process, MB": Figure(200),
    "process start to painted window, s": Figure(0.4),
    "opening the largest file from the tree to its text, s": Figure(0.3),
    "longest event-loop gap while it opens, s": Figure(0.1),
    "longest event-loop gap while it scrolls to its end, s": Figure(0.1),
    "window with the five files, peak MB": Figure(None),
}


def measure_all(seeds: Path, rounds: int) -> dict[str, list[float]]:
    """Return the values of every figure, one a round; a first round warms the caches and is not counted."""
    values: dict[str, list[float]] = defaultdict(list)
    with screen() as display, tempfile.TemporaryDirectory(prefix="mr-") as folder:
        prepared = Path(folder) / "prepared"
        python("-m", "mine_reader", "import", str(seeds), environment=environment(prepared))
        list(_window(prepared, display))
        for number in range(rounds):
            home = Path(folder) / str(number)
            for name, value in [*_import(seeds, home), *_window(prepared, display)]:
                values[name].append(value)
            shutil.rmtree(home)
    return values


def _import(seeds: Path, home: Path) -> Iterator[tuple[str, float]]:
    run = python("-m", "mine_reader", "import", str(seeds), environment=environment(home))
    yield "import of the five files, s", run.seconds
    yield "import of the five files, its largest process, MB", run.peak_mb


def _window(home: Path, display: dict[str, str]) -> Iterator[tuple[str, float]]:
    variables = environment(home) | display
    # A window that remembers nothing shows no issue, so opening one is the whole way; the next start finds it open.
    shutil.rmtree(variables["XDG_STATE_HOME"])
    run = python("-m", "tests.benchmarks.window", "open", environment=variables)
    seen = json.loads(run.output)
    yield "opening the largest file from the tree to its text, s", seen["readable"]
    yield "longest event-loop gap while it opens, s", seen["gap_opening"]
    yield "longest event-loop gap while it scrolls to its end, s", seen["gap_scrolling"]
    yield "window with the five files, peak MB", run.peak_mb
    start = python("-m", "tests.benchmarks.window", "start", environment=variables)
    yield "process start to painted window, s", json.loads(start.output)["painted"]
