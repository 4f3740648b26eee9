"""Downloads in the window."""

import sqlite3

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QInputDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
)

from mine_reader.model import ArticleFilter, Color, Span
from mine_reader.model.downloads import DownloadReport, Wish
from mine_reader.model.pages import LinkState, SnapshotKind
from mine_reader.services import open_services
from mine_reader.ui.labels import mention_label
from mine_reader.ui.menus import add_downloads, article_menu
from mine_reader.ui.reader_beside import mark_saved
from tests.services.web import LONG, PDF, PNG, FakeNetwork, answer
from tests.ui.conftest import InProcess

HOW = "https://springs.example/how"
PAPER = "https://springs.example/paper.pdf"
ISSUE = f"""# Week {{0}}

### How springs work {{0}}
> {HOW}

Read it. ![a spring](https://img.example/spring.png)

### A paper {{0}}
> {PAPER}

Read that.
"""


@pytest.fixture
def network():
    made = FakeNetwork()
    made.web.put(HOW, f"<html>How|Lin||{LONG}")
    made.web.pages[PAPER] = answer(PAPER, PDF)
    made.web.pages["https://img.example/spring.png"] = answer("https://img.example/spring.png", PNG)
    return made


@pytest.fixture
def services(tmp_path, network):
    opened = open_services(
        tmp_path / "library.sqlite", preparer=InProcess(), cache_dir=tmp_path / "cache", network=network
    )
    for number in (1, 2):
        file = tmp_path / "weekly" / f"{number}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(ISSUE.format(number), "utf-8")
        opened.library.import_paths([file])
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot, services, open_window, opened):
    made = open_window(services)
    article = services.reading.article(1)
    made.browsing.open_issue(article.issue_id, article.id)
    qtbot.waitUntil(lambda: made.panes.reader.current_article() is not None)
    return made


@pytest.fixture
def opened(monkeypatch):
    """What went to the browser or to a viewer."""
    found = []

    def keep(url):
        found.append(url)
        return True

    monkeypatch.setattr("mine_reader.ui.following.open_outward", keep)
    monkeypatch.setattr("mine_reader.ui.curating.QDesktopServices.openUrl", keep)
    return found


def _issue(window):
    return window.browsing.page.issue if window.browsing.page is not None else None


def test_d_downloads_the_link_of_the_article_and_marks_it(qtbot, window, services):
    window.actions_table["download"].trigger()
    qtbot.waitUntil(lambda: services.reading.article(1).downloaded)
    qtbot.waitUntil(lambda: "How" in window.status.text())
    assert "D" in window.actions_table.keys("download")


def test_a_click_on_a_saved_link_opens_the_saved_page_and_the_way_back_leads_back(qtbot, window, services, opened):
    services.downloading.add([Wish(HOW)])
    services.downloading.run()
    first = _issue(window)
    window.following.follow(HOW)
    qtbot.waitUntil(lambda: _issue(window) not in (None, first))
    assert _issue(window).title == "How"
    assert opened == []
    window.browsing.back()
    qtbot.waitUntil(lambda: _issue(window) == first)


def test_a_link_that_is_not_saved_opens_in_the_browser(window, opened):
    window.following.follow(HOW)
    assert opened == [HOW]


def test_the_browser_comes_first_where_the_settings_say_so(window, services, opened, settings):
    services.downloading.add([Wish(HOW)])
    services.downloading.run()
    settings.set("open_links", "browser")
    window.following.follow(HOW)
    assert opened == [HOW]


def test_the_link_of_a_saved_page_leads_out(qtbot, window, services, opened):
    services.downloading.add([Wish(HOW)])
    services.downloading.run()
    window.following.follow(HOW)
    qtbot.waitUntil(lambda: _issue(window) is not None and _issue(window).title == "How")
    window.following.follow(HOW)
    assert opened == [HOW]


def test_a_saved_file_opens_in_the_viewer(window, services, opened):
    services.downloading.add([Wish(PAPER)])
    services.downloading.run()
    window.following.follow(PAPER)
    assert [url.fileName() for url in opened] == ["paper.pdf"]


def test_what_could_be_run_is_only_shown_in_its_folder(window, services, network, opened):
    url = "https://springs.example/setup.exe"
    network.web.pages[url] = answer(url, b"MZ", "application/x-msdownload")
    services.downloading.add([Wish(url)])
    (done,) = services.downloading.run().results
    window.following.follow(url)
    assert [one.toLocalFile() for one in opened] == [str(services.pages.file(done.snapshot).parent)]


def test_a_failure_is_said_with_a_log_that_tries_again(qtbot, window, services, network):
    network.web.put(HOW, "", status=403)
    window.actions_table["download"].trigger()
    qtbot.waitUntil(lambda: "springs.example" in window.status.text())
    assert [one.path for one in window.downloads.failures()] == [HOW]
    window.link_card.fill(HOW, services.pages.link(HOW))
    names = [button.text() for button in window.link_card.findChildren(QPushButton) if not button.isHidden()]
    assert names[:2] == ["Open in the browser", "Try again"]
    window.link_card.show()
    for label in window.link_card.findChildren(QLabel):
        assert label.isHidden() or label.height() >= label.heightForWidth(label.width())
    window.telling.show_log()
    log = window.findChild(QDialog, "log")
    assert log.findChild(QPlainTextEdit).toPlainText().count(HOW) == 1
    log.close()
    network.web.put(HOW, f"<html>How|||{LONG}")
    window.downloads.retry()
    qtbot.waitUntil(lambda: services.reading.article(1).downloaded)


def test_a_pause_leaves_the_rest_waiting_and_going_on_ends_it(qtbot, window, services, network):
    network.web.gate.clear()
    urls = [f"https://springs.example/{n}" for n in range(9)]
    for url in urls:
        network.web.put(url, f"<html>{url}|||{LONG}")
    services.downloading.add([Wish(url) for url in urls])
    window.downloads.go_on()
    qtbot.waitUntil(window.status.pause_button.isVisible)
    window.status.pause_button.click()
    network.web.gate.set()
    qtbot.waitUntil(window.status.resume_button.isVisible)
    assert services.downloading.waiting()
    window.status.resume_button.click()
    qtbot.waitUntil(lambda: not services.downloading.waiting() and services.pages.usage().pages == 9)


def test_nothing_that_waits_is_fetched_before_somebody_says_so(qtbot, window, services, network):
    services.downloading.add([Wish(HOW)])
    window.downloads.look()
    qtbot.waitUntil(window.status.resume_button.isVisible)
    assert network.web.asked == []
    window.downloads.discard()
    qtbot.waitUntil(lambda: not services.downloading.waiting())


def test_what_is_wanted_while_a_run_ends_is_not_left_waiting(qtbot, window, services, monkeypatch):
    runs = []

    def run(*_, **__):
        runs.append(1)
        return DownloadReport()

    monkeypatch.setattr(services.downloading, "run", run)
    window.downloads.go_on()
    window.downloads.go_on()
    qtbot.waitUntil(lambda: len(runs) == 2)


def test_many_links_are_asked_about_first(qtbot, window, services):
    window.downloads.ask_for([Wish(f"https://springs.example/{n}") for n in range(60)])
    box = window.findChild(QMessageBox, "many_downloads")
    box.reject()
    assert not services.downloading.waiting()


def test_a_page_says_which_other_issues_mention_its_links(window):
    html = window.panes.reader.findChild(QTextBrowser).document().toHtml()
    assert "Week 2" in html
    assert "mine-reader:article/" in html


def test_a_mention_leads_to_its_article(qtbot, window, services):
    other = services.pages.link(HOW).mentions[0]
    window.following.follow(f"mine-reader:article/{other.article_id}")
    qtbot.waitUntil(lambda: _issue(window) is not None and _issue(window).id == other.issue_id)


def test_pictures_of_the_web_are_loaded_by_a_click_alone(qtbot, window, services, network):
    assert network.web.asked == []
    (url,) = window.panes.reader.missing_images()
    window.panes.reader.image_wanted.emit(url)
    qtbot.waitUntil(lambda: not window.panes.reader.missing_images())
    assert [request.url for request in network.web.asked] == [url]


def test_the_page_in_the_clipboard_is_saved(qtbot, window, services, network):
    data = QMimeData()
    data.setHtml(f"<html>Copied|||{LONG}")
    QGuiApplication.clipboard().setMimeData(data)
    window.downloads.save_clipboard()
    qtbot.waitUntil(lambda: services.pages.link(HOW).snapshot is not None)
    assert services.pages.link(HOW).snapshot.title == "Copied"
    assert network.web.asked == []


def test_the_card_says_what_is_known_of_a_link(window, services):
    services.downloading.add([Wish(HOW)])
    services.downloading.run()
    state = services.pages.link(HOW)
    assert state.snapshot.kind is SnapshotKind.PAGE
    window.link_card.fill(HOW, state)
    texts = [button.text() for button in window.link_card.findChildren(QPushButton) if not button.isHidden()]
    assert texts[0] == "Open"
    assert any("Week 2" in text for text in texts[1:])
    window.link_card.show()
    window.link_card.fill(HOW, LinkState(HOW))
    assert window.link_card.height() > 40
    shown = window.link_card.findChildren(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert [button.text() for button in shown if not button.isHidden()] == ["Download"]


def test_saved_links_are_told_apart():
    html = f'<a href="{HOW}?utm_source=x">a</a> <a href="https://other.example/">b</a>'
    assert mark_saved(html, {HOW}).count('class="saved"') == 1


def test_the_room_dialog_says_what_it_frees_before_it_does(qtbot, window, services):
    services.downloading.add([Wish(HOW), Wish(PAPER)])
    services.downloading.run()
    window.room.show()
    dialog = window.findChild(QDialog, "room")
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert any(text.startswith(f"{services.pages.shelf.library} (") for text in shown)
    dialog.days.setValue(0)
    qtbot.waitUntil(dialog.clean_button.isEnabled)
    assert "2" in dialog.what.text()
    dialog.clean_button.click()
    qtbot.waitUntil(lambda: services.pages.usage().pages == 0)


@pytest.fixture
def entry(services, tmp_path):
    """An issue whose source is a feed."""
    (article,) = [one for one in services.reading.articles(ArticleFilter()) if one.title == "How springs work 1"]
    source = services.library.issue(article.issue_id).source_id

    def set_images(when):
        with sqlite3.connect(tmp_path / "library.sqlite") as db:
            db.execute("INSERT INTO feed (id, url, images) VALUES (?, 'https://feed.example/', ?)", (source, when))
        db.close()
        return article

    return set_images


@pytest.mark.parametrize(("when", "asked"), [("never", 0), ("click", 0), ("always", 1)])
def test_pictures_of_a_feed_are_loaded_as_its_source_says(qtbot, open_window, services, network, entry, when, asked):
    article = entry(when)
    window = open_window(services)
    window.browsing.open_issue(article.issue_id)
    qtbot.waitUntil(lambda: window.browsing.page is not None)
    qtbot.waitUntil(lambda: bool(window.panes.reader.missing_images()) is not (when == "always"))
    assert len(network.web.asked) == asked


def test_the_menu_at_the_mouse_offers_every_link_of_the_article(qtbot, window, services):
    services.downloading.add([Wish(HOW)])
    services.downloading.run()
    article = window.browsing.article(window.browsing.current())
    menu = article_menu(window, window.actions_table)
    chosen: list[str] = []
    add_downloads(menu, window.actions_table, article.links, window.downloads.saved(article.links), chosen.append)
    (below,) = menu.findChildren(QMenu)
    (link,) = [action for action in below.actions() if HOW in action.text()]
    assert link.isChecked()
    link.trigger()
    assert chosen == [HOW]
    menu.deleteLater()


def test_a_page_is_saved_by_its_address(qtbot, window, services):
    QGuiApplication.clipboard().setText(HOW)
    window.downloads.ask_address()
    dialog = window.findChild(QInputDialog, "address")
    assert dialog.textValue() == HOW
    dialog.accept()
    qtbot.waitUntil(lambda: services.pages.link(HOW).snapshot is not None)
    assert services.reading.article(1).downloaded


def test_the_status_bar_says_where_links_of_the_web_lead_and_those_alone(window):
    window.telling.hint("mine-reader:article/2")
    assert not window.status.currentMessage()
    window.telling.hint(HOW)
    assert window.status.currentMessage() == HOW


def test_a_mention_that_was_read_says_so(qtbot, window, services):
    mention = services.pages.link(HOW).mentions[0]
    services.reading.mark([mention.article_id], read=True)
    assert mention_label(services.pages.link(HOW).mentions[0]).endswith("(read)")


def test_what_became_of_notes_is_said_when_a_page_was_downloaded_again(qtbot, window, services, network):
    window.actions_table["download"].trigger()
    qtbot.waitUntil(lambda: services.pages.link(HOW).snapshot is not None)
    page = services.pages.link(HOW).snapshot
    text = services.reading.article(page.article_id).text
    services.annotating.add(page.article_id, span=Span(0, 7), color=Color.GREEN)
    network.web.put(HOW, f"<html>How|||A new line before. {text}")
    window.actions_table["download_again"].trigger()
    qtbot.waitUntil(lambda: window.notice.text() != "")
    assert "1 moved with their text" in window.notice.text()


def test_a_saved_page_opens_where_it_was_left(qtbot, window, services, network):
    network.web.put(HOW, "<html>How|||" + "\n\n".join(f"Paragraph {n}. {LONG}" for n in range(60)))
    services.downloading.add([Wish(HOW)])
    (done,) = services.downloading.run().results
    page, reader = done.snapshot, window.panes.reader
    window.browsing.open_issue(page.issue_id)
    qtbot.waitUntil(lambda: _issue(window) is not None and _issue(window).id == page.issue_id)
    reader.page_down()
    reader.page_down()
    place = reader.position()
    assert place[1] > 0
    qtbot.waitUntil(lambda: services.pages.snapshot(page.issue_id).place == place[1])
    window.browsing.open_article(services.reading.article(1).id)
    qtbot.waitUntil(lambda: _issue(window) is not None and _issue(window).id != page.issue_id)
    window.browsing.open_issue(page.issue_id)
    qtbot.waitUntil(lambda: _issue(window).id == page.issue_id and reader.position() == place)
    services.downloading.add([Wish(HOW)], again=True)
    services.downloading.run()
    assert services.pages.snapshot(page.issue_id).place == place[1]
