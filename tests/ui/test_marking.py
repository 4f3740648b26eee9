"""Marks on many articles at once."""

import pytest

from mine_reader.model import SmartView
from mine_reader.ui import marking


@pytest.fixture
def many(monkeypatch):
    """Let two articles be many."""
    monkeypatch.setattr(marking, "MANY", 2)


def unread(window):
    return window.browsing.outline.views[SmartView.UNREAD]


def test_many_articles_are_marked_in_the_background_and_so_is_taking_that_back(qtbot, many, window, tasks):
    before = unread(window)
    window.actions_table["all_read"].trigger()
    assert unread(window) == before
    qtbot.waitUntil(lambda: unread(window) == 0)
    assert all(article.read for article in window.panes.articles.model.articles)
    window.actions_table["undo"].trigger()
    qtbot.waitUntil(lambda: unread(window) == before)
    window.actions_table["redo"].trigger()
    qtbot.waitUntil(lambda: unread(window) == 0)
