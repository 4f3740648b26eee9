"""Issues in the worker: the same result, and an end to what would never end."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mine_reader.errors import WorkerError
from mine_reader.net.issue_worker import IssueWorker, default_budget
from mine_reader.text.plain import visible
from mine_reader.text.prepare import prepare

ISSUE = """---
title: 周刊
---

## 分区

### 甲

> https://a.example

**文字**。1『想法』

### 乙

> https://b.example

- 项
"""
SLOW = "[" * 1_400
"""A paragraph that keeps the parser busy for half a second, and yet not long enough to be left unread."""


def _digest(*bodies: str) -> str:
    return "".join(f"### {number:02}\n\n2024-01-02\n\n{body}\n\n" for number, body in enumerate(bodies, 1))


def _slow(seconds: int) -> str:
    return "\n\n".join([SLOW] * seconds * 2)


def test_the_result_is_the_same_as_in_this_process() -> None:
    with IssueWorker() as worker:
        assert worker.prepare(ISSUE, "21.md") == prepare(ISSUE, "21.md")
        assert worker.prepare("", "") == prepare("", "")


def test_a_part_that_takes_too_long_costs_only_itself() -> None:
    with IssueWorker(budget=lambda _: 2.0) as worker:
        issue, parts = worker.prepare(_digest("**甲**", _slow(20) + "\n\n针", "**乙**"))
    assert len(issue.articles) == len(parts) == 3
    assert [part.plain for part in parts] == [False, True, False]
    assert parts[1].text.endswith("[\n\n针")
    assert parts[2].body_html == "<p><strong>乙</strong></p>"


def test_many_slow_parts_do_not_add_up() -> None:
    bodies = [_slow(20)] * 10
    asked: list[float] = []

    def budget(_: int) -> float:
        asked.append(0.2 if len(asked) >= 2 else 60.0)  # to split the issue, all the time it takes
        return asked[-1]

    with IssueWorker(budget) as worker:
        _, parts = worker.prepare(_digest(*bodies))
    assert [part.plain for part in parts] == [True] * 10
    assert asked.count(0.2) < 10


def _of_children() -> float:
    """Return the seconds of the processor that processes took which have ended: what else runs does not count."""
    times = os.times()
    return times.children_user + times.children_system


@pytest.mark.skipif(sys.platform == "win32", reason="knows no times of other processes")
@pytest.mark.parametrize("size", [5_000, 90_000])
def test_hostile_patterns_end_within_the_budget_with_their_text_shown(size: int) -> None:
    patterns = [
        "[",
        "[[[]]]",
        "![",
        "<![CDATA[",
        "[a](",
        "``a`",
        "[a](b",
        "[a](<b",
        "<a ",
        '<a a="',
        "<http://a ",
        "\\*",
        "* * *",
    ]
    text = _digest(*(pattern * (size // len(pattern)) + "针" for pattern in patterns))
    before = _of_children()
    with IssueWorker(budget=lambda size: 10 * default_budget(size)) as worker:
        _, parts = worker.prepare(text)
    assert _of_children() - before < default_budget(len(text))
    assert len(parts) == len(patterns)
    assert all(visible(part.text).endswith("针") for part in parts)


def test_a_process_that_died_is_replaced() -> None:
    with IssueWorker() as worker:
        worker.prepare("甲")
        assert worker._process is not None
        worker._process.kill()
        worker._process.join()
        assert worker.prepare(ISSUE) == prepare(ISSUE)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the limits of another process")
def test_the_process_cannot_take_all_memory() -> None:
    resource = pytest.importorskip("resource")
    with IssueWorker() as worker:
        worker.prepare("甲")
        assert worker._process is not None
        assert max(resource.prlimit(worker._process.pid, resource.RLIMIT_AS)) == 2_000_000_000


def test_no_time_at_all_is_an_error_of_ours() -> None:
    with IssueWorker(budget=lambda _: 0.0) as worker, pytest.raises(WorkerError):
        worker.prepare(_digest(*["**甲**"] * 5_000))


def test_nothing_runs_before_the_first_need_nor_after_closing() -> None:
    worker = IssueWorker()
    assert not vars(worker)["_process"]
    worker.prepare("甲")
    process = worker._process
    assert process is not None
    assert process.is_alive()
    worker.close()
    with pytest.raises(ValueError, match="closed"):
        process.is_alive()
    worker.close()
    assert worker.prepare("甲") == prepare("甲")
    worker.close()


def test_closing_does_not_wait_for_a_text() -> None:
    worker = IssueWorker(budget=lambda _: 60.0)
    worker.prepare("甲")
    with ThreadPoolExecutor() as pool:
        preparing = pool.submit(worker.prepare, _digest(*[_slow(10)] * 4))
        while not worker._lock.locked():
            pass
        start = time.monotonic()
        worker.close()
        with pytest.raises(WorkerError):
            preparing.result()
        assert time.monotonic() - start < 20


PROGRAM = """
import sys
from mine_reader.net.issue_worker import IssueWorker
with IssueWorker() as worker:
    print(worker.prepare("**word**")[1][0].text)
"""


@pytest.mark.parametrize("kind", ["file", "-c", "-"])
def test_it_works_from_a_program_of_any_kind_and_prints_nothing(kind: str, tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM)
    arguments = {"file": [str(script)], "-c": ["-c", PROGRAM], "-": ["-"]}[kind]
    done = subprocess.run(
        [sys.executable, *arguments],
        input=PROGRAM if kind == "-" else "",
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=Path(__file__).parents[2],
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": ""},
    )
    assert (done.stdout, done.stderr) == ("word\n", "")
