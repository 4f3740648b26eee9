"""Killing the program at random moments of a refresh and a download: nothing may be half, lost or stuck afterwards."""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mine_reader.model import ArticleFilter, ArticleId
from mine_reader.model.downloads import Wish
from tests.benchmarks.feed_server import PARAGRAPHS, running
from tests.benchmarks.measure import environment

if TYPE_CHECKING:
    from mine_reader.services import Services

_FEEDS = 10
_PAGES = 12
_LONGEST = 2.5
_TURN = re.compile(r"turn(\d+)")
_ENTRY = re.compile(r"第 \d+ 条，第 \d+ 次写下。")


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kills", type=int, default=50, help="how often the program is killed; 0 for never")


def run(options: argparse.Namespace) -> int:
    """Print the figure; return 1 if anything was half, lost or stuck."""
    if not options.kills:
        return 0
    rng = random.Random(1)  # noqa: S311
    with running(0) as port, tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        variables = environment(home)
        settings = home / "xdg_config_home" / "mine-reader" / "settings.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text("private_addresses = true\n", "utf-8")
        said: set[int] = set()
        wrong: list[str] = []
        for number in range(options.kills):
            said |= _killed(variables, port, rng.uniform(0, _LONGEST))
            found = _afterwards(variables, port, said)
            wrong += [f"    kill {number + 1}: {one}" for one in found["wrong"]]
    whole = options.kills - len({line.partition(":")[0] for line in wrong})
    print(
        f"Killed at {options.kills} moments of a refresh and a download: {whole}/{options.kills} libraries pass the "
        f"check, with no half issue or page, all {len(said)} marks that were said to be kept, and the next refresh "
        f"and download complete ({found['entries']} entries, {found['pages']} pages)"
    )
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


def _command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "tests.benchmarks.kills", *map(str, arguments)]


def _killed(variables: dict[str, str], port: int, seconds: float) -> set[int]:
    """Kill the program after so long at its work; return the articles that it said were marked."""
    # Its worker may begin when it is gone, and say so.
    with subprocess.Popen(
        _command("work", port), env=variables, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        return {int(line) for line in process.stdout if line.endswith("\n")}


def _afterwards(variables: dict[str, str], port: int, said: set[int]) -> dict[str, list[str]]:
    done = subprocess.run(
        _command("look", port), env=variables, input=json.dumps(sorted(said)), stdout=subprocess.PIPE, text=True,
        check=True,
    )  # fmt: skip
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


# What runs in a process of its own.


def _opened(port: str) -> "Services":
    from mine_reader.services import open_services

    services = open_services(Path(os.environ["MINE_READER_LIBRARY"]))
    known = {feed.url for feed in services.feeds.feeds()}
    for number in range(_FEEDS):
        url = f"http://127.0.0.{100 + number}:{port}/churn/{number}"
        if url not in known:
            services.feeds.add(url)
    return services


def _work(port: str) -> None:
    services = _opened(port)
    wishes = [Wish(f"http://127.0.0.{140 + number}:{port}/text/{number}") for number in range(_PAGES)]

    def download() -> None:
        services.downloading.add(wishes, again=True)
        services.downloading.run()

    for act in (services.feeds.refresh, download):
        threading.Thread(target=_for_ever, args=(act,), daemon=True).start()
    print(flush=True)
    while True:
        for article in services.reading.articles(ArticleFilter())[:40]:
            if not article.starred:
                services.reading.mark([article.id], starred=True, read=True)
                print(article.id, flush=True)
                break
        time.sleep(0.03)


def _for_ever(act: Callable[[], object]) -> None:
    while True:
        act()


def _look(port: str) -> None:
    """Say what is wrong with the library, then let it refresh and download to the end, and say what is wrong then."""
    services = _opened(port)
    wrong = _faults(services, json.load(sys.stdin))
    services.downloading.retry()
    report, downloads = services.feeds.refresh(), services.downloading.run()
    wrong += [f"the next refresh fails: {one.problem}" for one in report.failed]
    wrong += [f"the next download fails: {one.problem}" for one in downloads.failed]
    wrong += [f"{downloads.left} downloads are left"] * bool(downloads.left)
    wrong += _faults(services, [])
    outline = services.library.outline()
    pages = services.pages.usage().pages
    services.close()
    print(json.dumps({"wrong": wrong, "entries": len(outline.issues) - pages, "pages": pages}))


def _faults(services: "Services", said: list[int]) -> list[str]:
    wrong = [str(problem) for problem in services.backup.check().problems]
    for issue in services.library.outline().issues:
        articles = services.library.detail(issue.id).articles
        text = articles[0].text or "" if len(articles) == 1 else ""
        if services.pages.snapshot(issue.id) is not None:
            whole = _is_whole_page(text) and len(services.pages.images(issue.id)) == 1
        else:
            whole = _ENTRY.fullmatch(text.strip()) is not None
        if not whole:
            wrong.append(f"half: {issue.title}")
    ids = [ArticleId(one) for one in said]
    marked = {article.id: article for article in services.reading.get(ids)} if ids else {}
    lost = [one for one in ids if one not in marked or not (marked[one].read and marked[one].starred)]
    return wrong + [f"a mark is lost: {one}" for one in lost]


def _is_whole_page(text: str) -> bool:
    turns = _TURN.findall(text)
    return len(turns) == PARAGRAPHS and len(set(turns)) == 1


if __name__ == "__main__":
    {"work": _work, "look": _look}[sys.argv[1]](sys.argv[2])
