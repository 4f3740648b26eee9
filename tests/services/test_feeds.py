"""Feeds from the answer of a server to issues in the library, over fakes of the web and of the worker."""

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from mine_reader.errors import (
    FetchCancelledError,
    InputError,
    StatusError,
)
from mine_reader.model import (
    AnchorState,
    AnnotationFilter,
    ArticleFilter,
    FeedStatus,
    Images,
    NoteText,
    Problem,
    SmartView,
)
from mine_reader.services.exporting import ExportFormat
from tests.services.feed_fakes import URL, Readers, Web, entry, open_with


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
def feed(services, web, readers):
    """A feed with two entries that was added."""
    readers.put("v1", entry("2", "Second."), entry("1", "First."))
    web.put(body="v1", etag='W/"1"')
    return services.feeds.add(URL).feed


def articles(services, view=None):
    return services.reading.articles(ArticleFilter(view=view))


def refresh(services, web, body, **more):
    web.put(body=body, **more)
    return services.feeds.refresh().results[0]


def later(clock, **more):
    clock.now += timedelta(**(more or {"days": 1}))


def test_adding_a_feed_takes_one_request_and_brings_its_entries(services, web, feed):
    assert [request.url for request in web.asked] == [URL]
    assert [item.title for item in articles(services)] == ["Entry 2", "Entry 1"]
    assert feed.name == "A feed"
    assert (feed.unread, feed.total) == (2, 2)


def test_an_entry_is_an_issue_of_its_feed_with_its_link_and_day(services, feed):
    article = articles(services)[0]
    issue = services.library.issue(article.issue_id)
    assert [link.url for link in article.links] == ["https://example.org/2"]
    assert (issue.source, issue.date, issue.title) == ("A feed", "2023-12-08", "Entry 2")


def test_adding_a_site_finds_its_feed(services, web, readers):
    web.put("https://example.org/", body="page")
    readers.pages["page"] = ((URL, "A feed"),)
    readers.put("v1", entry("1"))
    web.put(body="v1")
    assert services.feeds.add("example.org/").feed.url == URL
    assert [request.url for request in web.asked] == ["https://example.org/", URL]


def test_a_site_without_a_feed_is_not_added(services, web):
    web.put("https://example.org", body="page")
    with pytest.raises(InputError, match="no feed was found"):
        services.feeds.add("https://example.org")
    assert services.feeds.feeds() == ()


def test_what_cannot_be_fetched_is_not_added(services, web):
    web.put(status=404)
    with pytest.raises(StatusError):
        services.feeds.add(URL)
    with pytest.raises(InputError):
        services.feeds.add("ftp://example.org/feed")
    assert services.feeds.feeds() == ()


def test_adding_a_feed_again_asks_it_again(services, web, feed):
    again = services.feeds.add("http://example.org/feed/")
    assert (again.new, again.feed.id) == (False, feed.id)
    assert len(services.feeds.feeds()) == 1


def test_a_feed_is_asked_with_its_validators(services, web, feed, clock):
    later(clock)
    web.put(status=304)
    result = services.feeds.refresh().results[0]
    assert web.asked[-1].etag == 'W/"1"'
    assert result.status is FeedStatus.UNCHANGED


def test_a_body_that_is_the_same_is_not_read_again(services, web, readers, feed):
    readers.read.clear()
    assert refresh(services, web, "v1").status is FeedStatus.UNCHANGED
    assert readers.read == []


def test_new_entries_come_and_those_the_feed_dropped_stay(services, web, readers, feed):
    readers.put("v2", entry("3"), entry("2", "Second."))
    result = refresh(services, web, "v2")
    assert (len(result.new), len(result.updated)) == (1, 0)
    assert [item.title for item in articles(services)] == ["Entry 3", "Entry 2", "Entry 1"]


def test_a_changed_entry_is_updated_and_not_unread_again(services, web, readers, feed):
    ids = [item.id for item in articles(services)]
    services.reading.mark(ids, read=True)
    readers.put("v2", entry("2", "Second, corrected."), entry("1", "First."))
    result = refresh(services, web, "v2")
    assert (len(result.new), len(result.updated)) == (0, 1)
    assert [item.id for item in articles(services)] == ids
    assert articles(services, SmartView.UNREAD) == ()
    assert services.reading.article(ids[0]).text == "Second, corrected."
    assert [item.updated for item in articles(services)] == [True, False]


def test_an_entry_whose_links_lead_elsewhere_is_not_updated(services, web, readers, feed):
    readers.put("v2", entry("2", "Second."), entry("1", "First."), entry("p", "![](https://cdn.example/1?a)Words"))
    refresh(services, web, "v2")
    readers.put("v3", entry("2", "Second."), entry("1", "First."), entry("p", "![](https://cdn.example/1?b)Words"))
    assert refresh(services, web, "v3").updated == ()


def test_entries_whose_ids_change_every_time_bring_nothing_new(services, web, readers, feed):
    services.reading.mark([item.id for item in articles(services)], read=True)
    for turn in range(3):
        found = [replace(entry(key, text), id=f"{key}-{turn}") for key, text in (("2", "Second."), ("1", "First."))]
        readers.put(f"turn {turn}", *found)
        assert refresh(services, web, f"turn {turn}").new == ()
    assert articles(services, SmartView.UNREAD) == ()


def test_a_deleted_entry_does_not_come_back(services, web, readers, feed):
    services.library.delete_issue(articles(services)[0].issue_id)
    readers.put("v2", entry("2", "Second, changed."), entry("1", "First."))
    refresh(services, web, "v2")
    assert [item.title for item in articles(services)] == ["Entry 1"]


def test_an_entry_in_the_shape_of_a_weekly_is_split(services, web, readers):
    text = "## News\n\n### [One](https://a.example/1)\n\nWords.\n\n### [Two](https://a.example/2)\n\nMore words.\n"
    readers.put("v1", entry("1", text))
    web.put(body="v1")
    services.feeds.add(URL)
    assert [item.title for item in articles(services)] == ["One", "Two"]


def test_the_text_of_an_entry_is_that_of_its_page_once_it_was_opened(services, web, readers):
    readers.put(
        "v1", entry("1", "A **bold** word and a [link](https://example.org/x).\n\n| a | b |\n| - | - |\n| 1 | 2 |\n")
    )
    web.put(body="v1")
    services.feeds.add(URL)
    article = articles(services)[0]
    assert services.reading.article(article.id).text.startswith("A bold word and a link.")
    page = services.library.page(article.issue_id)
    assert services.reading.article(article.id).text == page.parts[0].text
    assert page.articles[0].text == page.parts[0].text
    assert not services.reading.article(article.id).updated


def test_an_entry_without_words_still_is_an_article(services, web, readers):
    readers.put("v1", entry("1", ""))
    web.put(body="v1")
    services.feeds.add(URL)
    assert [item.title for item in articles(services)] == ["Entry 1"]


def test_an_entry_without_a_date_is_of_the_day_it_came_also_after_it_was_opened(services, web, readers):
    readers.put("v1", entry("1", published=None), entry("2", published="2099-01-01T00:00:00Z"))
    web.put(body="v1")
    services.feeds.add(URL)
    for article in articles(services):
        services.library.page(article.issue_id)
        assert services.library.issue(article.issue_id).date == "2023-12-09"


def test_one_bad_feed_never_stops_the_others(services, web, readers, clock):
    for name in "abc":
        readers.put(name, entry(name))
        web.put(f"https://{name}.example/feed", body=name)
        services.feeds.add(f"https://{name}.example/feed")
        readers.put(f"{name}2", entry(name), entry(f"{name}2"))
        web.put(f"https://{name}.example/feed", body=f"{name}2")
    web.answers["https://b.example/feed"] = ZeroDivisionError()
    later(clock)
    seen = []
    report = services.feeds.refresh(progress=lambda done, total, result: seen.append((done, total)))
    assert sorted(result.status for result in report.results) == ["failed", "ok", "ok"]
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_failure_is_kept_with_the_feed_and_logged_and_forgotten_when_it_is_over(services, web, readers, feed, clock):
    web.put(status=500)
    later(clock)
    result = services.feeds.refresh().results[0]
    failed = services.feeds.feed(feed.id)
    assert (
        result.problem
        == failed.problem
        == Problem("{url} answered with the error {status}.", {"url": URL, "status": "500"})
    )
    assert failed.failures == 1
    assert services.feeds.log(feed.id)[0].what == failed.problem
    assert services.feeds.log(feed.id)[0].next_at == failed.next_at
    refresh(services, web, "v1")
    assert services.feeds.feed(feed.id).problem is None
    assert services.feeds.log(feed.id)[0].what.template == "The feed can be read again."


def test_what_is_no_feed_any_more_keeps_its_entries(services, web, feed):
    assert refresh(services, web, "a login page").status is FeedStatus.FAILED
    assert len(articles(services)) == 2


def test_a_feed_that_is_hard_to_read_is_read_after_the_others(services, web, readers):
    addresses = [f"https://{name}.example/feed" for name in ("easy", "hard")]
    for url in addresses:
        readers.put(url, entry(url))
        web.put(url, body=url)
        services.feeds.add(url)
    for url, body in zip(addresses, ("easy", "hard"), strict=True):
        readers.put(body, entry(body))
        web.put(url, body=body)
    readers.read.clear()
    report = services.feeds.refresh()
    assert sorted(readers.read[:2]) == ["easy", "hard"]
    assert readers.read[2:] == ["hard"]
    assert {result.status for result in report.results} == {FeedStatus.OK}


def test_a_public_host_that_wants_to_be_left_alone_is_not_asked_for_its_other_feeds(services, web, readers, clock):
    for name in "abcd":
        readers.put(name, entry(name))
        web.put(f"https://example.org/{name}", body=name)
        services.feeds.add(f"https://example.org/{name}")
    for name in "abcd":
        web.put(f"https://example.org/{name}", status=429, retry_after=7200.0)
    later(clock)
    web.asked.clear()
    services.feeds.refresh()
    asked = len(web.asked)
    assert asked <= 2  # two at once
    later(clock, hours=1)
    assert {result.status for result in services.feeds.refresh().results} == {FeedStatus.WAITING}
    assert len(web.asked) == asked
    later(clock, hours=2)
    services.feeds.refresh()
    assert len(web.asked) > asked


def test_what_is_gone_is_paused(services, web, feed, clock):
    web.put(status=410)
    later(clock)
    services.feeds.refresh()
    assert services.feeds.feed(feed.id).paused
    assert services.feeds.feed(feed.id).gone
    assert services.feeds.due() == ()
    services.feeds.edit(feed.id, paused=False)
    assert services.feeds.due() == (feed.id,)


def test_a_feed_that_moved_for_good_is_asked_there_after_two_sightings(services, web, readers, feed):
    target = "https://new.example/feed"
    for turn in range(2):
        assert services.feeds.feed(feed.id).url == URL
        readers.put(f"turn {turn}", entry("1"), title=f"Title {turn}")
        refresh(services, web, f"turn {turn}", moved=target)
    assert services.feeds.feed(feed.id).url == target
    services.feeds.refresh()
    assert [request.private for request in web.asked[-2:]] == [True, False]  # the user did not type the new one


def test_a_login_page_of_a_network_moves_no_feed(services, web, readers):
    for name in "abc":
        readers.put(name, entry(name))
        web.put(f"https://{name}.example/feed", body=name)
        services.feeds.add(f"https://{name}.example/feed")
        web.put(f"https://{name}.example/feed", body=name, moved="https://hotel.example/login")
    for _ in range(3):
        services.feeds.refresh()
    assert {feed.url for feed in services.feeds.feeds()} == {f"https://{name}.example/feed" for name in "abc"}


def test_without_a_network_no_feed_is_to_blame(services, web, readers, clock):
    for name in "ab":
        readers.put(name, entry(name))
        web.put(f"https://{name}.example/feed", body=name)
        services.feeds.add(f"https://{name}.example/feed")
    web.answers.clear()
    later(clock)
    services.feeds.refresh()
    assert {feed.failures for feed in services.feeds.feeds()} == {0}
    assert all(feed.problem for feed in services.feeds.feeds())


def test_a_cancelled_refresh_keeps_what_is_done(services, web, readers, clock):
    for name in "abcdef":
        readers.put(name, entry(name))
        web.put(f"https://example.org/{name}", body=name)
        services.feeds.add(f"https://example.org/{name}")
    cancelled = threading.Event()

    def stop(request):
        cancelled.set()
        return FetchCancelledError(url=request.url)

    for name in "abcdef":
        web.answers[f"https://example.org/{name}"] = stop
    later(clock)
    report = services.feeds.refresh(cancelled=cancelled)
    assert {result.status for result in report.results} == {FeedStatus.CANCELLED}
    assert {feed.failures for feed in services.feeds.feeds()} == {0}


def test_a_feed_keeps_the_name_that_the_user_gave_it(services, web, readers, feed):
    readers.put("v2", entry("1"), title="Its new name")
    refresh(services, web, "v2")
    assert services.feeds.feed(feed.id).name == "Its new name"
    services.feeds.edit(feed.id, name="Mine")
    readers.put("v3", entry("1"), title="Another name")
    refresh(services, web, "v3")
    assert services.feeds.feed(feed.id).name == "Mine"


def test_removing_a_feed_keeps_what_is_the_readers_and_can_be_undone(services, web, feed):
    starred = articles(services)[0]
    services.reading.mark([starred.id], starred=True)
    services.feeds.remove(feed.id)
    assert services.feeds.feeds() == ()
    assert [item.id for item in articles(services)] == [starred.id]
    services.reading.undo()
    assert [item.id for item in services.feeds.feeds()] == [feed.id]
    assert len(articles(services)) == 2


def test_a_removed_feed_that_is_added_again_has_its_entries_as_they_were(services, web, feed):
    ids = [item.id for item in articles(services)]
    services.reading.mark(ids, read=True)
    services.feeds.remove(feed.id)
    assert articles(services) == ()
    assert services.feeds.add(URL).new
    assert [item.id for item in articles(services)] == ids
    assert articles(services, SmartView.UNREAD) == ()


def test_deleting_the_source_removes_the_feed(services, feed):
    services.library.delete_source(feed.id)
    assert services.feeds.feeds() == ()
    assert services.feeds.due() == ()


def test_an_interval_and_a_pause_are_undoable(services, feed):
    services.feeds.edit(feed.id, interval=30, paused=True)
    changed = services.feeds.feed(feed.id)
    assert (changed.interval, changed.paused) == (30, True)
    services.reading.undo()
    changed = services.feeds.feed(feed.id)
    assert (changed.interval, changed.paused) == (None, False)
    with pytest.raises(InputError):
        services.feeds.edit(feed.id, interval=5)


def test_a_refresh_is_no_step_of_undo(services, web, readers, feed):
    services.feeds.edit(feed.id, name="Mine")
    readers.put("v2", entry("3"))
    refresh(services, web, "v2")
    services.reading.undo()
    assert services.feeds.feed(feed.id).name == "A feed"
    assert len(articles(services)) == 3


def test_more_than_a_thousand_entries_come_bit_by_bit(services, web, readers, feed):
    readers.put("many", *(entry(f"n{n}", f"Words {n}.") for n in range(1500)))
    assert len(refresh(services, web, "many", etag='"x"').new) == 1000
    assert len(services.feeds.refresh().results[0].new) == 500
    assert web.asked[-1].etag == ""


def test_a_feed_is_listed_before_it_has_anything(services, web, readers):
    readers.put("empty")
    web.put(body="empty")
    services.feeds.add(URL)
    assert [source.name for source in services.library.outline().sources] == ["A feed"]


def test_the_library_passes_its_check(services, web, readers, feed):
    readers.put("v2", entry("2", "Second, corrected."), entry("3", "## A\n\nx\n\n## B\n\ny"))
    refresh(services, web, "v2")
    assert services.backup.check().problems == ()


def exported(services, path):
    services.exporting.export(ExportFormat.JSON, path)
    return path


def test_feeds_and_their_entries_come_along_to_another_library(services, web, readers, feed, clock, tmp_path):
    web.put("https://b.example/feed", body="empty")
    readers.put("empty", title="Empty")
    services.feeds.add("https://b.example/feed")
    services.feeds.edit(feed.id, name="Mine", interval=30, paused=True, images=Images.ALWAYS)
    path = exported(services, tmp_path / "all.json")
    other = open_with(web, readers, tmp_path / "other.sqlite", clock, tmp_path / "cache")
    report = other.library.import_paths([path])
    assert report.skipped == ()
    found = {one.url: one for one in other.feeds.feeds()}
    assert found.keys() == {URL, "https://b.example/feed"}
    mine = found[URL]
    assert (mine.name, mine.interval, mine.paused, mine.images) == ("Mine", 30, True, Images.ALWAYS)
    web.put(body="v1")
    result = other.feeds.refresh([mine.id]).results[0]
    assert (result.status, result.new) == (FeedStatus.UNCHANGED, ())
    assert exported(other, tmp_path / "again.json").read_text("utf-8") == path.read_text("utf-8")
    other.close()


def test_a_feed_with_an_address_that_is_none_of_the_web_does_not_come_along(services, feed, tmp_path):
    path = exported(services, tmp_path / "all.json")
    services.feeds.remove(feed.id)
    path.write_text(path.read_text("utf-8").replace(f'"{URL}"', '"file:///etc/passwd"'), "utf-8")
    services.library.import_paths([path])
    assert services.feeds.feeds() == ()


def test_notes_in_an_entry_are_annotations_as_in_a_file(services, web, readers):
    readers.put("v1", entry("1", "Some words.\n\n1『A thought（2023-12-01）』\n\nMore words."))
    web.put(body="v1")
    services.feeds.add(URL)
    (note,) = services.annotating.annotations(AnnotationFilter())
    assert note.note.body == "A thought"
    services.library.page(articles(services)[0].issue_id)
    (note,) = services.annotating.annotations(AnnotationFilter())
    assert note.selector is not None
    assert note.selector.exact == "Some words."
    assert services.backup.check().problems == ()


def test_an_annotation_follows_the_text_of_an_updated_entry(services, web, readers, feed):
    article = articles(services)[0]
    services.library.page(article.issue_id)
    services.annotating.add(article.id, quote="Second", note=NoteText("Why?"))
    readers.put("v2", entry("2", "It was the Second."), entry("1", "First."))
    refresh(services, web, "v2")
    (note,) = services.annotating.annotations(AnnotationFilter())
    assert note.selector is not None
    assert (note.selector.exact, note.anchor) == ("Second", AnchorState.MOVED)


def test_the_articles_of_an_entry_that_did_not_change_are_not_updated_with_the_others(services, web, readers):
    text = "### [One](https://a.example/1)\n\n**Some** words.\n\n### [Two](https://a.example/2)\n\n{} words.\n"
    readers.put("v1", entry("1", text.format("More")))
    web.put(body="v1")
    services.feeds.add(URL)
    readers.put("v2", entry("1", text.format("Other")))
    refresh(services, web, "v2")
    assert [item.updated for item in articles(services)] == [False, True]
    services.library.page(articles(services)[0].issue_id)
    readers.put("v3", entry("1", text.format("Still other")))
    services.reading.mark([item.id for item in articles(services)], read=True)
    refresh(services, web, "v3")
    assert [item.read for item in articles(services)] == [True, True]
    assert not articles(services)[0].updated


def test_a_feed_without_its_address_is_named_by_the_check(services, feed, library_path):
    with closing(sqlite3.connect(library_path)) as db, db:
        db.execute("DELETE FROM feed_log")
        db.execute("DELETE FROM feed")
    assert [problem.template for problem in services.backup.check().problems] == ["Feed {id} has no address."]
