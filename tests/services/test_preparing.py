"""The worker process, as the services use it."""

import os

import pytest

from mine_reader.errors import WorkerError
from mine_reader.model import PartKind, RenderedPart, SplitOptions
from mine_reader.services.preparing import RenderCache, WorkerAtNeed
from mine_reader.text.prepare import prepare


class BusyWorker:
    """Runs out of its time as often as it is told."""

    failures = 0

    def prepare(self, text: str, name: str, options: SplitOptions) -> object:
        if BusyWorker.failures:
            BusyWorker.failures -= 1
            raise WorkerError
        return prepare(text, name, options)

    def close(self) -> None:
        """Nothing was started."""


@pytest.fixture
def worker(monkeypatch):
    monkeypatch.setattr("mine_reader.net.issue_worker.IssueWorker", BusyWorker)
    return WorkerAtNeed()


def test_a_text_that_was_not_ready_in_time_is_tried_once_more(worker, monkeypatch):
    monkeypatch.setattr(BusyWorker, "failures", 1)
    assert worker.prepare("# a\n\nb\n", "a.md", SplitOptions()) == prepare("# a\n\nb\n", "a.md", SplitOptions())


def test_a_text_that_is_not_ready_twice_is_given_up(worker, monkeypatch):
    monkeypatch.setattr(BusyWorker, "failures", 2)
    with pytest.raises(WorkerError):
        worker.prepare("# a\n\nb\n", "a.md", SplitOptions())


def test_nothing_is_started_after_the_end(worker):
    worker.close()
    with pytest.raises(WorkerError):
        worker.prepare("# a\n\nb\n", "a.md", SplitOptions())


def test_pages_that_were_not_used_for_long_make_room(tmp_path):
    cache = RenderCache(tmp_path, most=3500)
    part = RenderedPart(PartKind.TEXT, -1, body_html="x" * 1000)
    for number in range(3):
        cache.put(str(number), SplitOptions(), [part])
        os.utime(cache._path(str(number), SplitOptions()), (number, number))
    assert cache.get("0", SplitOptions()) == (part,)
    cache.put("3", SplitOptions(), [part])
    assert [cache.get(str(number), SplitOptions()) is not None for number in range(4)] == [True, False, True, True]
