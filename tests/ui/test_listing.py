"""How the article list is sorted."""

import pytest

from mine_reader.model import ArticleFilter
from mine_reader.ui import list_pages, listing
from mine_reader.ui.list_pages import Pages
from mine_reader.ui.listing import Order


def titles(window):
    return [article.title for article in window.panes.articles.model.articles]


def test_issues_come_newest_or_oldest_first(window):
    newest = titles(window)
    window.actions_table["sort_oldest"].trigger()
    assert titles(window) == newest[2:] + newest[:2]
    window.actions_table["sort_newest"].trigger()
    assert titles(window) == newest


def test_unread_articles_come_first(window, open_issue, filled):
    open_issue(window)
    first, second, third = window.panes.articles.model.articles
    filled.reading.mark([first.id], read=True)
    window.browsing.reload()
    window.actions_table["sort_unread"].trigger()
    assert titles(window) == [second.title, third.title, first.title]


def test_reading_does_not_move_a_row_away(window, open_issue):
    open_issue(window)
    window.actions_table["sort_unread"].trigger()
    window.panes.articles.choose(window.panes.articles.model.articles[0].id)
    before = titles(window)
    window.actions_table["toggle_read"].trigger()
    assert titles(window) == before


def test_titles_are_sorted_without_regard_to_case(window, open_issue):
    open_issue(window)
    window.actions_table["sort_title"].trigger()
    assert titles(window) == ["A lamp that reads along", "On slow mornings", "Paper that remembers"]


def test_the_window_does_not_wait_until_a_long_list_is_sorted(qtbot, window, open_issue, monkeypatch):
    open_issue(window)
    monkeypatch.setattr(list_pages, "MOST_COLLATED", 2)
    chosen = window.panes.articles.current()
    window.actions_table["sort_title"].trigger()
    assert titles(window) == []
    qtbot.waitUntil(lambda: titles(window) == ["A lamp that reads along", "On slow mornings", "Paper that remembers"])
    assert window.panes.articles.current() == chosen
    window.browsing.reload()
    qtbot.waitUntil(lambda: not window.browsing._tasks.running)
    assert titles(window)[0] == "A lamp that reads along"


@pytest.mark.parametrize("order", Order)
def test_the_order_comes_back(open_window, filled, order):
    first = open_window(filled)
    first.actions_table[f"sort_{order.value}"].trigger()
    first.close()
    second = open_window(filled)
    assert [second.actions_table[f"sort_{one.value}"].isChecked() for one in Order] == [one is order for one in Order]
    assert titles(second) == titles(first)


def test_an_order_that_is_none_is_the_first():
    assert Order.of("by moon") is Order.NEWEST


def test_a_long_list_is_read_on_where_it_is_walked_to(monkeypatch, open_window, filled):
    monkeypatch.setattr(listing, "_FIRST", 1)
    monkeypatch.setattr(Pages.take, "__defaults__", (1,))
    window = open_window(filled)
    seen = [window.panes.articles.current()]
    while window.browsing.step(1):
        seen.append(window.panes.articles.current())
    assert [one for one in seen if one] == [article.id for article in filled.reading.articles(ArticleFilter())]
    assert len(titles(window)) == len(set(titles(window))) == 5
