"""Feeds and watched folders in the window."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from mine_reader.errors import UnreachableError
from mine_reader.model import Images, SmartView
from mine_reader.ui import labels
from mine_reader.ui.dialogs.feed import FollowDialog
from mine_reader.ui.dialogs.feed_log import FeedLogDialog
from mine_reader.ui.dialogs.source import SourceDialog
from mine_reader.ui.feeds import address_in
from mine_reader.ui.menus import feed_menu
from mine_reader.ui.models.sidebar import SidebarModel, build
from tests.services.feed_fakes import Readers, Web, entry, open_with

URL = "https://harbour.example/feed"


@pytest.fixture
def web():
    made = Web()
    made.put(URL, body="harbour")
    return made


@pytest.fixture
def readers():
    made = Readers()
    made.put("harbour", entry("b"), entry("a"), title="Harbour notes")
    return made


@pytest.fixture
def services(tmp_path, web, readers):
    opened = open_with(web, readers, tmp_path / "library.sqlite", lambda: datetime.now(UTC), tmp_path / "cache")
    yield opened
    opened.close()


@pytest.fixture
def feed(services):
    return services.feeds.add(URL).feed


@pytest.fixture
def window(open_window, services, settings):
    """A window whose poller runs, and asks nothing by itself."""
    settings.set("check_feeds", False)
    made = open_window(services)
    made.feeds.start()
    yield made
    made.feeds.refreshing.stop()


@pytest.fixture
def done(qtbot, tasks):
    """Return a function that waits until nothing is under way any more."""

    def wait(window):
        arriving = window.feeds.refreshing._arriving
        qtbot.waitUntil(lambda: not tasks.running and not arriving._timer.isActive())

    return wait


@pytest.fixture
def shown(window, feed, done, qtbot):
    """The window with the feed in it, its unread entries listed."""
    window.browsing.reload()
    done(window)
    qtbot.waitUntil(lambda: feed.id in window.browsing.feeds)
    return window


def refresh(qtbot, window, done):
    with qtbot.waitSignal(window.feeds.refreshing.told):
        window.actions_table["refresh"].trigger()
    done(window)


def node(window, feed):
    model = window.panes.sidebar.model
    return model.node(model.find(f"source:{feed.id}"))


def titles(window):
    return [article.title for article in window.browsing.listing.rows]


# Following


def test_an_address_in_the_clipboard_is_followed_and_shown(qtbot, window, done):
    QGuiApplication.clipboard().setText(URL)
    window.actions_table["add_feed"].trigger()
    dialog = window.findChild(FollowDialog)
    assert dialog.address.text() == URL
    dialog.group.setCurrentText("Sea")
    with qtbot.waitSignal(dialog.finished):
        dialog.ok.click()
    done(window)
    (feed,) = window.browsing.feeds.values()
    assert (feed.name, feed.group, feed.total) == ("Harbour notes", "Sea", 2)
    assert window.panes.sidebar.selected().key == f"source:{feed.id}"
    assert sorted(titles(window)) == ["Entry a", "Entry b"]
    assert "Harbour notes" in window.status.text()
    QGuiApplication.clipboard().clear()


def test_where_there_is_no_feed_the_dialog_says_why_and_the_address_can_be_mended(qtbot, window, web, done):
    web.put("https://harbour.example", body="a page")
    window.feeds.add("https://harbour.example")
    dialog = window.findChild(FollowDialog)
    dialog.ask()
    assert not dialog.ok.isEnabled()
    qtbot.waitUntil(dialog.ok.isEnabled)
    assert "no feed was found there" in dialog.about.text()
    dialog.address.setText(URL)
    with qtbot.waitSignal(dialog.finished):
        dialog.ask()
    done(window)
    assert len(window.browsing.feeds) == 1


@pytest.mark.parametrize("as_text", [True, False])
def test_a_dropped_address_is_offered_to_be_followed(window, as_text):
    data = QMimeData()
    if as_text:
        data.setText(f" {URL}\n")
    else:
        data.setUrls([QUrl(URL)])
    nothing = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing)
    window.dropEvent(event)
    dialog = window.findChild(FollowDialog)
    assert dialog.address.text() == URL
    dialog.reject()


@pytest.mark.parametrize("text", ["two words", "mailto:a@b.example", "file:///etc/passwd", "", "javascript:alert(1)"])
def test_other_text_is_no_address(text):
    data = QMimeData()
    data.setText(text)
    assert address_in(data) == ""


def test_the_feeds_of_a_list_are_asked_at_once_and_written_again(qtbot, window, tmp_path, done):
    listed = tmp_path / "list.opml"
    listed.write_text(f'<opml version="2.0"><body><outline type="rss" xmlUrl="{URL}"/></body></opml>', "utf-8")
    with qtbot.waitSignal(window.feeds.refreshing.told):
        window.importing.start([listed])
    done(window)
    assert [feed.total for feed in window.browsing.feeds.values()] == [2]
    window.actions_table["export_opml"].trigger()
    dialog = window.findChild(QFileDialog)
    with qtbot.waitSignal(window.feeds.said):
        dialog.fileSelected.emit(str(tmp_path / "out.opml"))
    dialog.close()
    assert URL in (tmp_path / "out.opml").read_text("utf-8")


def test_a_new_file_in_a_watched_folder_appears_by_itself(qtbot, window, folder, done):
    window.actions_table["watch_folder"].trigger()
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    qtbot.waitUntil(lambda: _count(window, 2), timeout=15_000)
    (folder / "more.md").write_text("# One more\n\nText.\n", "utf-8")
    qtbot.waitUntil(lambda: _count(window, 3), timeout=15_000)
    done(window)
    (watched,) = window.browsing.feeds.values()
    assert node(window, watched).icon == "watched"


def _count(window, issues):
    return sum(shelf.issues for shelf in window.browsing.outline.shelves) == issues


# Refreshing


def test_what_is_new_appears_and_who_reads_stays_where_he_is(qtbot, shown, readers, services, done, tasks):
    first = next(shown.browsing.listing.rows)
    shown.panes.articles.choose(first.id)
    qtbot.waitUntil(lambda: shown.browsing.page is not None and not tasks.running)
    services.reading.mark([first.id], read=True)
    page, position = shown.browsing.page, shown.panes.reader.position()
    readers.put("harbour", *(entry(f"new {n}") for n in range(30)), entry("b"), entry("a"), title="Harbour notes")
    web_body(shown, "harbour2", readers)
    top = shown.panes.articles.tree.visualRect(shown.panes.articles.model.find(first.id)).top()
    refresh(qtbot, shown, done)
    assert shown.browsing.outline.views[SmartView.UNREAD] == 31
    assert len(titles(shown)) == 32
    assert shown.browsing.page.issue.id == page.issue.id
    assert shown.panes.reader.position() == position
    assert shown.panes.articles.current() == first.id
    assert shown.panes.articles.tree.visualRect(shown.panes.articles.model.find(first.id)).top() == top
    assert services.reading.article(first.id).read


def web_body(window, name, readers):
    """Have the feed answer otherwise than before, with the same entries as "harbour"."""
    readers.feeds[name] = readers.feeds["harbour"]
    window.feeds.refreshing._services._network.web.put(URL, body=name)


def test_what_was_updated_is_shown_in_the_open_page(qtbot, shown, readers, done, tasks):
    shown.panes.articles.choose(next(shown.browsing.listing.rows).id)
    qtbot.waitUntil(lambda: shown.browsing.page is not None and not tasks.running)
    readers.put("harbour", entry("b", "Other words."), entry("a", "Other words."), title="Harbour notes")
    web_body(shown, "harbour2", readers)
    refresh(qtbot, shown, done)
    qtbot.waitUntil(lambda: "Other words" in " ".join(part.text for part in shown.browsing.page.parts))


def test_a_feed_that_fails_says_so_in_words_and_by_a_sign(qtbot, shown, feed, web, done):
    web.answers[URL] = UnreachableError(url=URL, reason="there is no such host")
    refresh(qtbot, shown, done)
    qtbot.waitUntil(lambda: node(shown, feed).sign == "problem")
    sentence = f"{URL} could not be reached: there is no such host."
    assert sentence in node(shown, feed).tooltip
    model = shown.panes.sidebar.model
    assert sentence in model.data(model.find(f"source:{feed.id}"), Qt.ItemDataRole.AccessibleTextRole)
    assert sentence in shown.status.text()
    assert any(URL in one.path for one in shown.feeds.refreshing.failures())


def test_a_refresh_is_shown_and_can_be_cancelled(qtbot, shown, web, done):
    asked, release = threading.Event(), web.cancelled

    def hang(_request):
        asked.set()
        assert release.wait(20)
        return UnreachableError(url=URL, reason="the connection broke off")

    web.answers[URL] = hang
    shown.actions_table["refresh"].trigger()
    qtbot.waitUntil(lambda: not shown.status._cancel.isHidden())
    assert "Refreshing" in shown.status._work.text()
    assert not shown.actions_table["refresh"].isEnabled()
    assert asked.wait(20)
    shown.status._cancel.click()
    done(shown)
    assert shown.status._cancel.isHidden()
    assert shown.actions_table["refresh"].isEnabled()


def test_closing_ends_a_refresh_that_is_under_way(shown, web):
    asked = threading.Event()

    def hang(_request):
        asked.set()
        assert web.cancelled.wait(20)
        return UnreachableError(url=URL, reason="the connection broke off")

    web.answers[URL] = hang
    shown.actions_table["refresh"].trigger()
    assert asked.wait(20)
    shown.feeds.refreshing.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "poller"]


def test_nothing_is_asked_before_the_window_goes_on_by_itself(qtbot, open_window, services, settings, feed, web, done):
    web.asked.clear()
    settings.set("refresh_at_start", True)
    window = open_window(services)
    assert web.asked == []
    assert not [thread for thread in threading.enumerate() if thread.name == "poller"]
    with qtbot.waitSignal(window.feeds.refreshing.feeds_read):
        window.feeds.start()
    qtbot.waitUntil(lambda: web.asked != [])
    done(window)
    window.feeds.refreshing.stop()


def test_the_status_bar_says_when_feeds_were_asked_last(shown):
    assert labels.local_time(shown.feeds.refreshing.last()) in shown.status._refreshed.text()
    assert shown.status._refreshed.isVisible()


def test_without_feeds_a_refresh_says_what_to_do(window):
    window.actions_table["refresh"].trigger()
    assert "Ctrl+N" in window.status.text()


# Caring for one


def choose(window, feed, text):
    """Press an entry of the feed's menu."""
    menu = feed_menu(window, window.marking, window.curating, window.feeds, window.browsing.feeds[feed.id])
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.deleteLater()


def test_a_feed_is_paused_and_goes_on(shown, feed, done):
    choose(shown, feed, "Pause")
    done(shown)
    assert node(shown, feed).sign == "paused"
    choose(shown, feed, "Go on asking")
    done(shown)
    assert node(shown, feed).sign == ""


def test_what_is_starred_stays_when_a_feed_is_removed_and_undo_brings_all_back(shown, feed, services, done):
    first, second = titles(shown)
    services.reading.mark([next(shown.browsing.listing.rows).id], starred=True)
    choose(shown, feed, "Stop following")
    done(shown)
    assert shown.browsing.feeds == {}
    assert services.library.overview().views[SmartView.UNREAD] == 1
    shown.actions_table["undo"].trigger()
    done(shown)
    assert list(shown.browsing.feeds) == [feed.id]
    assert set(titles(shown)) == {first, second}


def test_the_log_says_when_what_and_when_next(qtbot, shown, feed, web, done):
    web.answers[URL] = UnreachableError(url=URL, reason="there is no such host")
    refresh(qtbot, shown, done)
    choose(shown, feed, "Show the log")
    table = shown.findChild(FeedLogDialog).table
    when, what, following = (table.item(0, column).text() for column in range(3))
    assert "could not be reached: there is no such host" in what
    now = datetime.now().astimezone()
    assert when in {f"{now - timedelta(minutes=late):%H:%M}" for late in (0, 1)}
    assert following
    shown.findChild(FeedLogDialog).close()


def test_name_interval_pictures_and_pause_are_one_edit(shown, feed, services, done):
    choose(shown, feed, "Properties…")
    dialog = shown.findChild(SourceDialog)
    dialog.name.setText("Mine")
    dialog.feed.interval.setCurrentIndex(dialog.feed.interval.findData(360))
    dialog.feed.images.setCurrentIndex(dialog.feed.images.findData("always"))
    dialog.feed.paused.setChecked(True)
    dialog.accept()
    done(shown)
    found = services.feeds.feed(feed.id)
    assert (found.name, found.interval, found.images, found.paused) == ("Mine", 360, Images.ALWAYS, True)
    shown.actions_table["undo"].trigger()
    done(shown)
    found = services.feeds.feed(feed.id)
    assert (found.name, found.interval, found.images, found.paused) == ("Harbour notes", None, Images.CLICK, False)


# How it is shown


def test_entries_are_listed_by_day(shown, readers, qtbot, done):
    readers.put("harbour", entry("c", published="2023-12-09T10:00:00Z"), entry("b"), entry("a"), title="Harbour notes")
    web_body(shown, "harbour2", readers)
    refresh(qtbot, shown, done)
    model = shown.panes.articles.model
    days = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert days == ["2023-12-09", "2023-12-08"]


def test_an_entry_says_where_it_stands_on_the_web(qtbot, shown, tasks):
    shown.panes.articles.choose(next(shown.browsing.listing.rows).id)
    qtbot.waitUntil(lambda: shown.browsing.page is not None and not tasks.running)
    assert "example.org · Harbour notes" in shown.panes.reader._browser.toPlainText()


def test_the_sidebar_with_feeds_is_a_sound_model(qtmodeltester, services, feed, web):
    web.answers[URL] = UnreachableError(url=URL, reason="there is no such host")
    services.feeds.edit(feed.id, group="Sea")
    services.feeds.refresh()
    feeds = {one.id: one for one in services.feeds.feeds()}
    model = SidebarModel()
    model.set_nodes(build(services.library.overview(), (), {}, feeds=feeds))
    qtmodeltester.check(model)
    group = model.node(model.find("group:Sea"))
    assert group is not None
    assert group.sign == "problem"


def test_the_index_rests_while_feeds_refresh_and_catches_up_after(qtbot, shown, readers, services, done):
    readers.put("harbour", entry("c", "Lighthouse keepers."), entry("b"), entry("a"), title="Harbour notes")
    web_body(shown, "harbour2", readers)
    rests: list[bool] = []
    shown.feeds.refreshing.busy.connect(lambda _on: rests.append(shown.index._resting))
    refresh(qtbot, shown, done)
    assert rests == [True, False]
    qtbot.waitUntil(lambda: not services.reading.is_index_behind())
