"""A program that is killed while it downloads leaves whole pages, and nothing beside them for long."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from mine_reader.services import check_library, open_services
from mine_reader.text.prepare import prepare
from tests.services.web import PNG, FakeNetwork, answer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")

ROOT = Path(__file__).resolve().parents[2]
WORDS = 40
WORKING = """
import itertools, sys
from pathlib import Path
from mine_reader.model.downloads import Wish
from mine_reader.services import open_services
from tests.services.test_killed_downloads import Pipeline, network

home = Path(sys.argv[1])
services = open_services(home / "library.sqlite", preparer=Pipeline(), cache_dir=home / "cache", network=network(0))

for turn in itertools.count():
    made = network(turn)
    services.downloading._web.pages = made.web.pages
    services.downloading.add([Wish(url) for url in made.web.pages if url.startswith("https://p")], again=True)
    services.downloading.run()
    print(turn, flush=True)
"""


class Pipeline:
    """Splits and renders in this process."""

    def prepare(self, text, name, options):
        return prepare(text, name, options)

    def close(self):
        """Nothing was started."""


def network(turn: int) -> FakeNetwork:
    """Return a web of six pages of forty words and a picture each, which change a little with every turn."""
    made = FakeNetwork()
    for number in range(6):
        image = f"https://img.example/{turn}-{number}.png"
        text = "spring " * (WORDS - 8) + f"turn{turn} " * 8
        made.web.put(f"https://p{number}.example/", f"<html>Page {number}|||{text}\n\n![]({image})")
        made.web.pages[image] = answer(image, PNG + f"{turn}-{number}".encode(), "image/png")
    return made


def work_until_killed(home: Path, turns: int, delay: float) -> None:
    command = [sys.executable, "-c", WORKING, str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        for _ in range(turns):
            next(process.stdout)
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.kill()


def test_no_page_is_half_and_what_was_left_is_swept_up_and_done_next_time(tmp_path):
    chance = random.Random(7)  # noqa: S311
    for _ in range(8):
        work_until_killed(tmp_path, chance.randint(0, 2), chance.random() / 2)
        if not (tmp_path / "library.sqlite").exists():
            continue
        assert check_library(tmp_path / "library.sqlite").problems == ()
        services = open_services(tmp_path / "library.sqlite", preparer=Pipeline(), network=network(99))
        for issue in services.library.outline().issues:
            (article,) = services.library.detail(issue.id).articles
            words = (article.text or "").split()
            assert len(set(words)) == 2
            assert len(words) == WORDS
        services.pages.sweep(settled=-1)
        files = {path for path in services.pages.shelf.folder.rglob("*") if path.is_file()}
        shown = {
            path for issue in services.library.outline().issues for path in services.pages.images(issue.id).values()
        }
        assert files == shown
        report = services.downloading.run()
        assert (report.failed, report.left) == ((), 0)
        services.close()
