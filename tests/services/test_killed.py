"""A program that is killed in the middle of its work leaves a library that is whole."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from mine_reader.model import AnnotationFilter
from mine_reader.services import check_library, open_services

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")

ARTICLES = 30
WORKING = f"""
import itertools, sys
from pathlib import Path
from types import SimpleNamespace
from mine_reader.model import ArticleFilter, NoteText
from mine_reader.services import open_services
from mine_reader.services.exporting import ExportFormat
from mine_reader.text.prepare import prepare

home = Path(sys.argv[1])
preparer = SimpleNamespace(prepare=prepare, close=lambda: None)
services = open_services(home / "library.sqlite", preparer=preparer, cache_dir=home / "cache")
(home / "weekly").mkdir(exist_ok=True)
for turn in itertools.count():
    item = "### 第 {{n}} 篇\\n\\n> https://example.org/{{n}}\\n\\n第 {{turn}} 次写下。\\n\\n"
    text = "".join(item.format(n=n, turn=turn) for n in range({ARTICLES}))
    (home / "weekly" / f"{{turn % 3}}.md").write_text(text, "utf-8")
    services.library.import_paths([home / "weekly"])
    first = services.reading.articles(ArticleFilter())[0]
    services.reading.mark([first.id], read=True)
    note = services.annotating.add(first.id, note=NoteText(f"第 {{turn}} 条"))
    print(note.id, flush=True)
    services.exporting.export(ExportFormat.INLINE, home / "out")
"""


def work_until_killed(home: Path, turns: int) -> set[int]:
    """Return the notes that were said to be written."""
    with subprocess.Popen([sys.executable, "-c", WORKING, str(home)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [next(process.stdout) for _ in range(turns)]
        process.kill()
        return {int(line) for line in [*said, *process.stdout]}


def test_nothing_said_to_be_done_is_lost_and_nothing_is_half_done(tmp_path):
    said: set[int] = set()
    for turns in random.Random(7).choices(range(1, 9), k=12):  # noqa: S311
        said |= work_until_killed(tmp_path, turns)
        assert check_library(tmp_path / "library.sqlite").problems == ()
        services = open_services(tmp_path / "library.sqlite")
        notes = {note.id for note in services.annotating.annotations(AnnotationFilter())}
        totals = {issue.total for issue in services.library.outline().issues}
        services.close()
        assert said <= notes
        assert totals == {ARTICLES}
        exported = {path.read_text("utf-8").count("### ") for path in (tmp_path / "out").rglob("*.md")}
        assert exported <= {ARTICLES}
        assert len(list((tmp_path / "out").rglob("*.md"))) <= 3
