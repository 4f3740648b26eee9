"""The thread that keeps feeds and watched folders up to date."""

import threading
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from mine_reader.errors import DiskFullError
from mine_reader.model import FeedStatus, RefreshReport, SourceId
from mine_reader.services.poller import Events, Poller
from tests.services.conftest import ISSUE
from tests.services.feed_fakes import Readers, Web, entry, open_with

SECONDS = 30


class Told:
    """What the poller told, and events to wait for."""

    def __init__(self) -> None:
        self.started: list[int] = []
        self.reports: list[RefreshReport] = []
        self.imported: list[Any] = []
        self.refreshed = threading.Event()

    def events(self) -> Events:
        return Events(started=self.started.append, refreshed=self._refreshed, imported=self.imported.append)

    def _refreshed(self, report):
        self.reports.append(report)
        self.refreshed.set()


@pytest.fixture
def web():
    return Web()


@pytest.fixture
def readers():
    return Readers()


@pytest.fixture
def services(library_path, clock, tmp_path, web, readers):
    opened = open_with(web, readers, library_path, clock, tmp_path / "cache")
    yield opened
    opened.close()


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def feeds(services, web, readers):
    for name in "ab":
        readers.put(name, entry(name))
        web.put(f"https://{name}.example/feed", body=name)
        services.feeds.add(f"https://{name}.example/feed")
    web.asked.clear()
    return services.feeds


@pytest.fixture
def poller(services, feeds, told):
    made = Poller(feeds, services.watching, told.events())
    yield made
    made.stop()


def test_feeds_are_asked_when_they_are_due_and_not_before(poller, web, told, clock):
    poller.step()
    assert web.asked == []
    clock.now += timedelta(minutes=67)
    poller.step()
    assert len(web.asked) == 2
    assert told.started == [2]
    poller.step()
    assert len(web.asked) == 2


def test_a_clock_that_jumps_back_by_a_year_stops_no_feed(poller, web, clock):
    clock.now -= timedelta(days=365)
    poller.step()
    assert len(web.asked) == 2
    poller.step()
    assert len(web.asked) == 2


def test_nothing_is_asked_by_itself_when_that_is_off(services, feeds, web, told, clock):
    poller = Poller(feeds, services.watching, told.events(), enabled=lambda: False)
    clock.now += timedelta(days=1)
    poller.step()
    assert web.asked == []
    poller.refresh()
    poller.step()
    assert len(web.asked) == 2


def test_a_refresh_that_is_wanted_comes_at_once(poller, web, told, feeds):
    poller.start()
    poller.refresh([feeds.feeds()[1].id])
    assert told.refreshed.wait(SECONDS)
    assert [request.url for request in web.asked] == ["https://b.example/feed"]


def test_stopping_ends_what_is_under_way(poller, web, told, feeds):
    began, go_on = threading.Event(), web.cancelled

    def hang(request):
        began.set()
        assert go_on.wait(SECONDS)
        return web.answers["https://a.example/feed"]

    web.answers["https://b.example/feed"] = hang
    poller.start()
    poller.refresh()
    assert began.wait(SECONDS)
    poller.stop()
    assert len(told.reports[0].results) == 2
    assert told.reports[0].results[0].status is FeedStatus.UNCHANGED


def test_a_watched_folder_is_looked_at(services, poller, told, tmp_path):
    folder = tmp_path / "weekly"
    folder.mkdir()
    (folder / "01.md").write_text(ISSUE, "utf-8")
    source_id = services.feeds.watch(folder)
    assert poller.step() < 5
    poller.step()
    (reports,) = told.imported
    assert [len(report.imported) for report in reports.values()] == [1]
    assert list(reports) == [source_id]


def test_a_library_that_takes_no_more_is_told_and_the_thread_goes_on(services):
    def full() -> tuple[SourceId, ...]:
        raise DiskFullError(path="library")

    errors: list[Exception] = []
    broken: Any = SimpleNamespace(due=full)
    poller = Poller(broken, services.watching, Events(failed=errors.append))
    assert poller.step() > 0
    assert [type(error) for error in errors] == [DiskFullError]
