"""What the window says of articles that changed or are gone."""

import pytest
from PySide6.QtCore import Qt

from mine_reader.model import ArticleFilter, SmartView
from mine_reader.ui import labels
from tests.ui.conftest import WEEKLY


@pytest.fixture
def again(services, folder):
    """Return a function that publishes the weekly again with another text."""

    def publish(text):
        (folder / "weekly.md").write_text(text, "utf-8")
        return services.library.import_paths([folder])

    return publish


def first(window):
    return window.browsing.page.articles[0]


def test_the_list_and_its_row_say_that_an_article_changed(filled, again, open_window, open_issue):
    again(WEEKLY.replace("It costs little.", "It costs a lot."))
    window = open_window(filled)
    open_issue(window)
    index = window.panes.articles.model.find(first(window).id)
    assert "Its text has changed since you read it" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "updated" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    other = window.panes.articles.model.find(window.browsing.page.articles[1].id)
    assert "changed" not in other.data(Qt.ItemDataRole.ToolTipRole)


def test_the_mark_in_the_head_is_a_button_that_takes_it_away(filled, again, open_window, open_issue):
    again(WEEKLY.replace("It costs little.", "It costs a lot."))
    window = open_window(filled)
    open_issue(window)
    window.panes.reader.mark_clicked.emit((first(window).id, "updated"))
    assert not first(window).updated
    assert not first(window).read
    window.marking.undo()
    assert first(window).updated


@pytest.mark.parametrize("how", ["by_hand", "scrolled"])
def test_what_was_seen_is_updated_no_more(filled, again, open_window, open_issue, settings, how):
    settings.set("mark_read", how)
    again(WEEKLY.replace("It costs little.", "It costs a lot."))
    window = open_window(filled)
    open_issue(window)
    window.marking.seen([first(window).id])
    assert not first(window).updated
    assert first(window).read == (how == "scrolled")
    assert filled.reading.articles(ArticleFilter(view=SmartView.UPDATED)) == ()


def test_a_removed_article_says_so_in_the_list_and_on_the_page(filled, again, open_window, open_issue):
    slow = filled.reading.articles(ArticleFilter())
    slow = next(article for article in slow if article.title == "On slow mornings")
    filled.reading.mark([slow.id], starred=True)
    again(WEEKLY.split("## Essays")[0])
    window = open_window(filled)
    open_issue(window)
    gone = window.browsing.page.articles[-1]
    assert (gone.id, labels.hosts(gone)) == (slow.id, "No longer in the issue")
    text = window.panes.reader.focusProxy().document().toPlainText()
    assert f"No longer in the issue since {gone.removed_at[:8]}" in text
    assert text.count("No longer in the issue") == 1
