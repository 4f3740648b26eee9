"""Joining and splitting articles from the window."""

import pytest

from mine_reader.model import Span


@pytest.fixture
def page(window, open_issue):
    open_issue(window)
    window.panes.articles.choose(window.panes.articles.model.articles[0].id)
    return window


def titles(window):
    return [article.title.rstrip(".") for article in window.panes.articles.model.articles]


@pytest.fixture
def choose(qtbot, page):
    def choose_article(row):
        article = page.panes.articles.model.articles[row]
        page.panes.articles.choose(article.id)
        qtbot.waitUntil(lambda: page.browsing.current() == article.id)
        return article

    return choose_article


def test_an_article_is_joined_with_the_one_after_and_that_is_undone(qtbot, page, choose, tasks):
    choose(0)
    page.actions_table["join_next"].trigger()
    qtbot.waitUntil(lambda: not tasks.running)
    assert titles(page) == ["A lamp that reads along", "On slow mornings"]
    assert len(page.browsing.page.articles) == 2
    page.actions_table["undo"].trigger()
    qtbot.waitUntil(lambda: not tasks.running)
    assert titles(page) == ["A lamp that reads along", "Paper that remembers", "On slow mornings"]


def test_the_page_stays_where_it_was_when_the_article_at_its_top_is_joined(qtbot, page, choose, tasks):
    page.resize(900, 300)
    second = choose(1)
    reader = page.panes.reader
    qtbot.waitUntil(lambda: reader.position() == (second.id, 0))
    before = reader.distance()
    assert before[1] > 20
    page.actions_table["join_previous"].trigger()
    qtbot.waitUntil(lambda: not tasks.running)
    assert len(page.browsing.page.articles) == 2
    qtbot.waitUntil(lambda: abs(reader.distance()[1] - before[1]) < 20)
    assert page.browsing.current() == page.panes.articles.model.articles[0].id


def test_only_neighbours_without_a_heading_between_can_be_joined(page, choose):
    choose(1)
    table = page.actions_table
    assert (table["join_previous"].isEnabled(), table["join_next"].isEnabled()) == (True, False)


def test_an_article_is_split_where_the_selection_begins(qtbot, page, filled, tasks, monkeypatch):
    first = page.panes.articles.model.articles[0]
    start = filled.reading.article(first.id).text.index("costs")
    monkeypatch.setattr(page.panes.reader, "selection", lambda: (first.id, Span(start, start + 5)))
    page.actions_table["split_article"].trigger()
    qtbot.waitUntil(lambda: not tasks.running)
    assert titles(page)[:2] == ["A lamp that reads along", "It costs little"]


def test_without_a_selection_it_is_said_what_to_do(page):
    page.actions_table["split_article"].trigger()
    assert page.status.text()


def test_a_place_where_nothing_can_be_split_is_said(qtbot, page, tasks, monkeypatch):
    first = page.panes.articles.model.articles[0]
    monkeypatch.setattr(page.panes.reader, "selection", lambda: (first.id, Span(0, 3)))
    page.actions_table["split_article"].trigger()
    qtbot.waitUntil(lambda: not tasks.running)
    assert first.title in page.status.text()
    assert len(titles(page)) == 3
