"""Refreshing feeds from a server on this machine: first refresh, nothing new, and bad feeds."""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.feed_server import addresses, bad_addresses, running
from tests.benchmarks.measure import environment


@dataclass(frozen=True, slots=True)
class _Limit:
    wall: float
    cpu: float | None = None


_FIRST = {100: _Limit(5, 8), 1000: _Limit(45)}
_SAME = {100: _Limit(0.8, 0.5), 1000: _Limit(5)}
_GOOD_AMONG_BAD = 20


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--feeds", type=int, nargs="+", default=[100, 1000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-bad", action="store_true", help="leave the bad feeds out, which take a minute")


def run(options: argparse.Namespace) -> int:
    """Print the figures; return 1 if one misses what it must reach."""
    good = True
    with running(max(options.feeds, default=1)) as port:
        for count in options.feeds:
            good &= _time(port, count, options.rounds if count <= 100 else 1)
        if not options.no_bad:
            good &= _bad(port)
    return 0 if good else 1


def _home(folder: str, urls: Sequence[str]) -> tuple[Path, dict[str, str]]:
    """Return a home with a library that follows these feeds, and the environment to use it in."""
    home = Path(folder) / "home"
    variables = environment(home)
    for settings in ("xdg_config_home/mine-reader/settings.toml",):
        path = home / settings
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("private_addresses = true\n", "utf-8")
    lines = "".join(f'<outline type="rss" xmlUrl="{url}"/>' for url in urls)
    (home / "feeds.opml").write_text(f'<opml version="2.0"><body>{lines}</body></opml>', "utf-8")
    _work(variables, "import", str(home / "feeds.opml"))
    return home, variables


def _work(variables: dict[str, str], *arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.feeds", *arguments]
    done = subprocess.run(command, env=variables, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _time(port: int, count: int, rounds: int) -> bool:
    first: list[dict[str, float]] = []
    same: list[dict[str, float]] = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            home, variables = _home(folder, addresses(port, count))
            first.append(_work(variables, "refresh"))
            size = (home / "library.sqlite").stat().st_size / 1e6
            same.append(_work(variables, "refresh"))
    good = _print(f"{count} feeds, first refresh", first, _FIRST.get(count))
    print(f"    {first[-1]['new']:.0f} entries, library {size:.0f} MB, peak memory {first[-1]['peak']:.0f} MB")
    return _print(f"{count} feeds, nothing new", same, _SAME.get(count)) and good


def _print(name: str, figures: Sequence[dict[str, float]], limit: _Limit | None) -> bool:
    wall, cpu = ([figure[key] for figure in figures] for key in ("wall", "cpu"))
    over = limit is not None and (
        statistics.median(wall) > limit.wall or (limit.cpu is not None and statistics.median(cpu) > limit.cpu)
    )
    asked = "" if limit is None else f"  (≤ {limit.wall} s" + (f"; {limit.cpu} s)" if limit.cpu else ")")
    print(
        f"{name:32} wall {statistics.median(wall):6.2f} s [{min(wall):.2f}–{max(wall):.2f}]  "
        f"CPU {statistics.median(cpu):6.2f} s{asked}{'  over' if over else ''}",
        flush=True,
    )
    return not over and not any(figure["failed"] for figure in figures)


def _bad(port: int) -> bool:
    bad = bad_addresses(port)
    with tempfile.TemporaryDirectory() as folder:
        _, variables = _home(folder, [*bad.values(), *addresses(port, _GOOD_AMONG_BAD)])
        command = [sys.executable, "-m", "tests.benchmarks.feeds", "named"]
        done = subprocess.run(command, env=variables, stdout=subprocess.PIPE, text=True, check=True)
    seen = json.loads(done.stdout)
    good = [one["at"] for one in seen if one["url"] not in bad.values()]
    names = {url: name for name, url in bad.items()}
    print(f"{len(bad)} bad feeds before {len(good)} good ones: the good are done after {max(good):.2f} s (≤ 2 s)")
    for one in seen:
        if one["url"] in names:
            print(f"    {names[one['url']]:20} {one['at']:6.1f} s  {one['error']}")
    unnamed = [one for one in seen if one["url"] in names and not one["error"]]
    return max(good) <= 2 and all(one["new"] == 50 for one in seen if one["url"] not in names) and not unnamed


# What runs in a process of its own.


def _cpu() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _child(arguments: Sequence[str]) -> None:
    from mine_reader.services import open_services

    library = Path(os.environ["MINE_READER_LIBRARY"])
    cpu = _cpu()
    services = open_services(library)
    start = time.monotonic()
    if arguments[0] == "import":
        services.library.import_paths([Path(arguments[1])])
        result: object = {}
    elif arguments[0] == "named":
        result = _named(services, start)
    else:
        report = services.feeds.refresh()
        wall = time.monotonic() - start
        services.close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        cpu = _cpu() - cpu
        result = {"wall": wall, "cpu": cpu, "peak": peak, "new": report.new, "failed": len(report.failed)}
    services.close()
    print(json.dumps(result))


def _named(services, start: float) -> object:
    seen = []

    def note(done, total, one) -> None:
        error = None if one.problem is None else str(one.problem)
        seen.append({"url": one.url, "at": time.monotonic() - start, "error": error, "new": len(one.new)})

    services.feeds.refresh(progress=note)
    return seen


if __name__ == "__main__":
    _child(sys.argv[1:])
