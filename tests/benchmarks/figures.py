"""The figures: what is run, what is read off it, and what it must not exceed."""

import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import scale
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
    "seed 002 from the tree: first text, s": Figure(0.10),
    "seed 002 from the tree: all laid out, s": Figure(0.30),
    "seed 002 from the tree: first text the second time, s": Figure(0.06),
    "seed 002 from the tree: all laid out the second time, s": Figure(0.15),
    scale.FLOOR: Figure(None),
    **{scale.start_name(size): Figure(limit) for size, (limit, _) in scale.STARTS.items()},
    scale.FLOOR_MEMORY: Figure(None),
    **{scale.memory_name(size): Figure(limit) for size, (_, limit) in scale.STARTS.items()},
    **{scale.key_name(key, size): Figure(0.016) for key in scale.KEYS for size in scale.STARTS},
    scale.MARKED: Figure(0.5),
    scale.UNDONE: Figure(0.5),
    scale.MARK_GAP: Figure(0.05),
    scale.IMPORT: Figure(15),
    scale.IMPORT_MEMORY: Figure(None),
    scale.IMPORT_FEW_MEMORY: Figure(None),
    scale.SIZE: Figure(3.0),
}


def measure_all(seeds: Path | None, rounds: int, largest: int) -> dict[str, list[float]]:
    """Return the values of every figure, one a round; a first round warms the caches and is not counted."""
    values: dict[str, list[float]] = defaultdict(list)
    with screen() as display, tempfile.TemporaryDirectory(prefix="mr-") as name:
        folder = Path(name)
        large = scale.Scale(folder, display, largest)
        large.prepare()
        prepared = folder / "prepared"
        if seeds is not None:
            python("-m", "mine_reader", "import", str(seeds), environment=environment(prepared))
            list(_window(prepared, display))
        for number in range(rounds):
            found = [*large.measure()]
            if seeds is not None:
                home = folder / str(number)
                found += [*_import(seeds, home), *_window(prepared, display)]
                shutil.rmtree(home)
            for figure, value in found:
                values[figure].append(value)
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
    yield "seed 002 from the tree: first text, s", seen["readable"]
    yield "seed 002 from the tree: all laid out, s", seen["laid_out"]
    yield "seed 002 from the tree: first text the second time, s", seen["readable_again"]
    yield "seed 002 from the tree: all laid out the second time, s", seen["laid_out_again"]
    yield "longest event-loop gap while it opens, s", seen["gap_opening"]
    yield "longest event-loop gap while it scrolls to its end, s", seen["gap_scrolling"]
    yield "window with the five files, peak MB", run.peak_mb
    start = python("-m", "tests.benchmarks.window", "start", environment=variables)
    yield "process start to painted window, s", json.loads(start.output)["painted"]
