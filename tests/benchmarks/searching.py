"""Searching: what the window asks for a word, from word to first hits and total; and reading texts into the index."""

import argparse
import json
import random
import re
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from mine_reader.model.searching import SearchOrder
from mine_reader.services import Services, open_services
from mine_reader.text.segment import fold
from tests.benchmarks.libraries import SIZES, copy_of

LIMITS = {423: 20.0, 5_000: 20.0, 50_000: 20.0, 1_000_000: 80.0}
"""Milliseconds, for 95 of 100 words."""

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z]+")
_LONGEST = 6
_FIRST = 20


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", type=int, choices=SIZES, default=50_000)
    parser.add_argument("--library", type=Path, metavar="FILE", help="A copy to be made there, and used again.")
    parser.add_argument("--reindex", action="store_true", help="Read all texts into the index again, and measure that.")
    parser.add_argument("--words", type=int, default=1_000)
    parser.add_argument("--json", type=Path, metavar="FILE")


def run(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="mr-") as folder:
        library = options.library or Path(folder) / "library.sqlite"
        if not library.exists():
            copy_of(options.size, library)
        with closing(open_services(library, cache_dir=Path(folder))) as services:
            if options.reindex:
                services.searching.rebuild()
            figures = dict(_index(services, library))
            times = _search(services, random_words(library, options.words))
    figures |= {f"search, {name}, ms": value for name, value in percentiles(times).items()}
    for name, value in figures.items():
        print(f"{name:58}{value:10.3f}")
    if options.json:
        options.json.write_text(json.dumps({"size": options.size, "figures": figures}, indent=2) + "\n", "utf-8")
    return int(figures["search, p95, ms"] > LIMITS[options.size])


def percentiles(times: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=20)
    return {"p50": statistics.median(times), "p95": cuts[-1], "max": max(times)}


def random_words(library: Path, count: int) -> list[str]:
    """Return runs of Chinese characters and beginnings of English words as they are in texts, half of each."""
    rng = random.Random(1)  # noqa: S311
    with closing(sqlite3.connect(library)) as db:
        last = db.execute("SELECT max(id) FROM article").fetchone()[0]
        ids = [(rng.randint(1, last),) for _ in range(4 * count)]
        texts = [fold(row[0]) for id_ in ids for row in db.execute("SELECT text FROM article WHERE id = ?", id_)]
    found: list[str] = []
    for number in range(count):
        runs: list[str] = []
        while not runs:
            runs = (_CHINESE if number % 2 else _LATIN).findall(rng.choice(texts))
        run_of_text, length = rng.choice(runs), rng.randint(1, _LONGEST)
        start = rng.randrange(max(1, len(run_of_text) - length + 1)) if number % 2 else 0
        found.append(run_of_text[start : start + length])
    return found


def _index(services: Services, library: Path) -> Iterator[tuple[str, float]]:
    """Read everything as the window does, in short transactions, if it has not been read before."""
    steps: list[float] = []
    began = time.perf_counter()
    more = True
    while more:
        step = time.perf_counter()
        more = services.searching.read_some()
        steps.append(time.perf_counter() - step)
    seconds = time.perf_counter() - began
    with closing(sqlite3.connect(library)) as db:
        text = db.execute("SELECT sum(length(CAST(text AS BLOB))) FROM article").fetchone()[0]
        index = db.execute("SELECT sum(length(block)) FROM search_text_data").fetchone()[0]
    if len(steps) > 3:
        yield "reading for the index, MB of text a second", text / 1e6 / seconds
        yield "reading for the index, one step, p95, ms", statistics.quantiles(steps, n=20)[-1] * 1000
        yield "reading for the index, one step, max, ms", max(steps) * 1000
    yield "index, bytes by byte of text", index / text


def _search(services: Services, words: list[str]) -> list[float]:
    times = []
    services.searching.search_kinds(words[0], limit=_FIRST, order=SearchOrder.NEWEST)
    for word in words:
        began = time.perf_counter()
        services.searching.search_kinds(word, limit=_FIRST, order=SearchOrder.NEWEST)
        times.append((time.perf_counter() - began) * 1000)
    return times
