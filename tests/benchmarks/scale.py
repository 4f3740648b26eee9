"""The figures over libraries of any size: start, memory, keys, marks, import, size."""

import json
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.benchmarks import issues, libraries
from tests.benchmarks.measure import environment, python

Values = Iterator[tuple[str, float]]
STARTS = {0: (0.30, 80.0), 5_000: (0.33, 95.0), 50_000: (0.36, 110.0), 1_000_000: (0.45, 140.0)}
FLOOR, FLOOR_MEMORY = "bare Python and Qt window: start to painted, s", "bare Python and Qt window: memory (PSS), MB"
KEYS = {"j": "next article", "n": "next unread", "m": "toggle read", "s": "toggle star"}
MARKED, UNDONE, MARK_GAP = (
    "mark 50,000 articles read, s",
    "undo that, s",
    "longest event-loop gap meanwhile, s",
)
IMPORT, IMPORT_MEMORY = "import of 1,000 weeklies, s", "import of 1,000 weeklies, its largest process, MB"
IMPORT_FEW_MEMORY = "import of 100 weeklies, its largest process, MB"
SIZE = "library file by byte of text, with search index"


def start_name(size: int) -> str:
    return f"start to painted window, {size:,} articles, s"


def memory_name(size: int) -> str:
    return f"memory (PSS) idle after start, {size:,} articles, MB"


def key_name(key: str, size: int) -> str:
    return f"{KEYS[key]} ({key}), key to painted, p95, {size:,} articles, s"


@dataclass(frozen=True, slots=True)
class Scale:
    """Homes with libraries of their own, made once for all rounds."""

    folder: Path
    display: dict[str, str]
    largest: int

    def sizes(self) -> list[int]:
        return [size for size in STARTS if size <= self.largest]

    def prepare(self) -> None:
        for size in self.sizes():
            home = self._home(size)
            home.mkdir()
            if size:
                libraries.copy_of(size, home / "library.sqlite")
            self._run(home, "idle")  # bytecode, and the backup of the day
            shutil.rmtree(home / "xdg_data_home")
        self._make_unread(self._home(50_000))
        for count in (100, 1_000):
            weeklies(self.folder / f"weeklies-{count}", count)

    def measure(self) -> Values:
        yield from self._starts()
        if self.largest >= 50_000:
            yield from self._bulk()
        seen = self._run(self._home(self.sizes()[-1]), "keys")
        for key in KEYS:
            yield key_name(key, self.sizes()[-1]), seen[key]
        yield from self._imports()
        yield SIZE, size_of(libraries.library(min(50_000, self.largest)))

    def _home(self, size: int) -> Path:
        return self.folder / f"home-{size}"

    def _starts(self) -> Values:
        run = python("-m", "tests.benchmarks.bare", environment=environment(self.folder / "bare") | self.display)
        bare = json.loads(run.output)
        yield FLOOR, bare["painted"]
        yield FLOOR_MEMORY, bare["memory"]
        for size in self.sizes():
            seen = self._run(self._home(size), "start")
            yield start_name(size), seen["painted"]
            seen = self._run(self._home(size), "idle")
            yield memory_name(size), seen["memory"]

    def _make_unread(self, home: Path) -> None:
        if not home.exists():
            return
        unread = self.folder / "unread"
        shutil.copytree(home, unread)
        python("-m", "mine_reader", "mark", "--all", "--unread", environment=environment(unread))

    def _bulk(self) -> Values:
        seen = self._run(self.folder / "unread", "bulk")
        yield MARKED, seen["marked"]
        yield UNDONE, seen["undone"]
        yield MARK_GAP, seen["gap"]

    def _imports(self) -> Values:
        for count in (100, 1_000):
            home = self.folder / "importing"
            run = python(
                "-m", "mine_reader", "import", str(self.folder / f"weeklies-{count}"), environment=environment(home)
            )
            shutil.rmtree(home)
            if count == 100:
                yield IMPORT_FEW_MEMORY, run.peak_mb
            else:
                yield IMPORT, run.seconds
                yield IMPORT_MEMORY, run.peak_mb

    def _run(self, home: Path, mode: str) -> dict[str, float]:
        variables = environment(home) | self.display
        run = python("-m", "tests.benchmarks.window", mode, environment=variables)
        return dict(json.loads(run.output))


def weeklies(folder: Path, count: int) -> None:
    """Write so many weeklies of the real ones' size."""
    folder.mkdir()
    made = (issue for number in range(count) for issue in islice(issues.group(number), 3))
    for issue in islice(made, count):
        (folder / issue.name).write_text(issue.text, "utf-8")


def size_of(library: Path) -> float:
    """Return how many bytes of the file there are for each byte of the issues in it."""
    with closing(sqlite3.connect(f"file:{library}?mode=ro", uri=True)) as db:
        text = sum(len(zlib.decompress(row[0])) for row in db.execute("SELECT packed FROM issue_version"))
    return library.stat().st_size / float(text)
