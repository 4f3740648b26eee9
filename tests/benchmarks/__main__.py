"""Measure and print: `python -m tests.benchmarks [--json FILE]`, or one of the commands below."""

import argparse
import json
import platform
import statistics
import sys
from pathlib import Path

from tests.benchmarks import anchors, extraction, feeds, kills, refreshing, round_trips, searching
from tests.benchmarks.figures import FIGURES, measure_all
from tests.benchmarks.libraries import SIZES
from tests.conftest import SEEDS

Figures = dict[str, dict[str, float]]

_PARTS = {
    "anchors": (anchors,),
    "round-trips": (round_trips,),
    "extraction": (extraction,),
    "refreshing": (refreshing,),
    "search": (searching,),
    "feeds": (feeds, refreshing, kills),
    "kills": (kills,),
    "notes": (anchors, round_trips),
}


def summary(values: list[float]) -> dict[str, float]:
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def show(figures: Figures) -> None:
    print(f"{'':66}{'median':>9}{'min':>9}{'max':>9}{'limit':>9}")
    for name, figure in figures.items():
        row = f"{name:66}{figure['median']:9.3f}{figure['min']:9.3f}{figure['max']:9.3f}"
        limit = FIGURES[name].limit
        print(row if limit is None else f"{row}{limit:9.3f}{'' if figure['median'] <= limit else '  over'}")


def compare(old: Figures, new: Figures) -> None:
    print(f"{'median':66}{'old':>9}{'new':>9}{'ratio':>9}")
    for name in old.keys() & new.keys():
        before, after = old[name]["median"], new[name]["median"]
        print(f"{name:66}{before:9.3f}{after:9.3f}{after / before if before else 0:9.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="leave larger libraries out")
    parser.add_argument("--json", type=Path, metavar="FILE")
    commands = parser.add_subparsers(dest="command")
    comparing = commands.add_parser("compare")
    comparing.add_argument("old", type=Path)
    comparing.add_argument("new", type=Path)
    anchors.add_options(commands.add_parser("anchors", help=anchors.__doc__))
    round_trips.add_options(commands.add_parser("round-trips", help=round_trips.__doc__))
    extraction.add_options(commands.add_parser("extraction", help=extraction.__doc__))
    refreshing.add_options(commands.add_parser("refreshing", help=refreshing.__doc__))
    searching.add_options(commands.add_parser("search", help=searching.__doc__))
    following = commands.add_parser("feeds", help="All figures about feeds and downloads.")
    feeds.add_options(following)
    refreshing.add_options(following)
    kills.add_options(following)
    kills.add_options(commands.add_parser("kills", help=kills.__doc__))
    anchors.add_options(commands.add_parser("notes", help="Both: all figures about notes."))
    options = parser.parse_args()
    if options.command in _PARTS:
        sys.exit(max(part.run(options) for part in _PARTS[options.command]))
    if options.command == "compare":
        old, new = (json.loads(path.read_text("utf-8"))["figures"] for path in (options.old, options.new))
        compare(old, new)
        return
    seeds = SEEDS if SEEDS.is_dir() else None
    if seeds is None:
        print(f"The figures about real issues are left out: there are none in {SEEDS}.", file=sys.stderr)
    values = measure_all(seeds, options.rounds, options.largest)
    figures = {name: summary(values[name]) for name in FIGURES if name in values}
    show(figures)
    if options.json:
        about = {"python": platform.python_version(), "machine": platform.platform(), "rounds": options.rounds}
        options.json.write_text(json.dumps({"about": about, "figures": figures}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
