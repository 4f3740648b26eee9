"""The page in the reader, and what does not lay it out anew."""

import pytest
from PySide6.QtCore import Qt

from mine_reader.model import Change


@pytest.fixture
def page(window, open_issue):
    open_issue(window)
    window.panes.articles.choose(window.panes.articles.model.articles[0].id)
    return window


@pytest.fixture
def shown(page, monkeypatch):
    """Return the pages that the reader lays out from now on."""
    found: list[object] = []
    show = page.panes.reader.show_page

    def note(*values):
        found.append(values[0])
        show(*values)

    monkeypatch.setattr(page.panes.reader, "show_page", note)
    return found


@pytest.mark.parametrize("action", ["toggle_read", "toggle_star", "toggle_later", "toggle_downloaded", "all_read"])
def test_a_mark_does_not_lay_the_page_out_anew(qtbot, page, shown, tasks, action):
    page.actions_table[action].trigger()
    qtbot.waitUntil(lambda: not tasks.running)
    assert shown == []


def test_a_tag_does_not_lay_the_page_out_anew(qtbot, page, filled, shown, tasks):
    first = page.panes.articles.model.articles[0]
    page.browsing.refresh(filled.reading.tag([first.id], add=["light"]))
    qtbot.waitUntil(lambda: not tasks.running)
    assert shown == []
    assert page.browsing.page.articles[0].tags == ("light",)


def test_a_correction_does(qtbot, page, filled, shown, tasks):
    page.browsing.refresh(filled.library.correct(page.browsing.page.issue.id, title="Harbour Monthly"))
    qtbot.waitUntil(lambda: not tasks.running)
    assert [one.issue.title for one in shown] == ["Harbour Monthly"]


def test_a_page_that_comes_late_does_not_bring_old_marks_back(page, filled):
    browsing = page.browsing
    late = filled.library.page(browsing.page.issue.id)
    first = late.articles[0].id
    browsing._fetch(browsing.place())
    page.browsing.refresh(filled.reading.mark([first], starred=True))
    browsing._page_ready(late, browsing._asked)
    assert browsing.page.articles[0].starred


def test_only_the_page_asked_for_last_is_shown(page, filled, shown):
    browsing = page.browsing
    page.browsing.refresh(Change())
    browsing._page_ready(filled.library.page(browsing.page.issue.id), browsing._asked - 1)
    assert shown == []


def test_the_reader_says_the_marks_it_paints_of_the_article_that_is_read(page):
    second = page.panes.articles.model.articles[1]
    page.panes.articles.choose(second.id)
    page.actions_table["toggle_star"].trigger()
    assert page.panes.reader.focusProxy().accessibleDescription() == f"{second.title}, unread, starred"


def test_a_right_click_in_the_list_means_that_row(qtbot, page, monkeypatch):
    articles = page.panes.articles
    third = articles.model.articles[2]
    monkeypatch.setattr(page.mouse_menus, "of_list", lambda _point: None)
    articles.tree.setFocus()
    qtbot.waitUntil(articles.tree.hasFocus)
    at = articles.tree.visualRect(articles.model.find(third.id)).center()
    qtbot.mouseClick(articles.tree.viewport(), Qt.MouseButton.RightButton, pos=at)
    assert page.browsing.current() == third.id
    assert page.following.link() == third.links[0].url
