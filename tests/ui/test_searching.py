"""Searching in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from mine_reader.model import NoteText, Span
from mine_reader.model.searching import Hit, HitKind, SearchOrder
from mine_reader.ui.models.results import Header, More


@pytest.fixture
def search(window, filled, qtbot, tasks):
    """Return a function that types a search and waits for its hits."""
    filled.searching.catch_up()

    def run(text):
        window.searching.focus()
        window.search_box.clear()
        qtbot.keyClicks(window.search_box, text)
        qtbot.waitUntil(lambda: not tasks.running)
        return rows(window)

    return run


def rows(window):
    model = window.panes.results.model
    return [model.row(model.index(at)) for at in range(model.rowCount())]


def hits(window):
    return [row.title for row in rows(window) if isinstance(row, Hit)]


def wait_for_page(window, qtbot, tasks):
    qtbot.waitUntil(lambda: window.browsing.page is not None and not tasks.running)


def test_typing_lists_hits_under_the_head_of_their_kind(search, window):
    found = search("lamp")
    assert found[0] == Header(HitKind.ARTICLE, 1)
    assert hits(window) == ["A lamp that reads along"]
    assert window.browsing.in_results


def test_notes_stand_under_a_head_of_their_own(search, window):
    search("colour")
    assert [row.kind for row in rows(window) if isinstance(row, Header)] == [HitKind.NOTE]


def test_escape_goes_back_to_the_list(search, window, qtbot):
    before = window.panes.lists.currentWidget()
    search("lamp")
    qtbot.keyClick(window.search_box, Qt.Key.Key_Escape)
    assert window.panes.lists.currentWidget() is before
    assert window.search_box.text() == ""


def test_a_folded_list_is_shown_for_the_search_alone(search, window, qtbot):
    window.panes.lists.hide()
    search("lamp")
    assert not window.panes.lists.isHidden()
    qtbot.keyClick(window.search_box, Qt.Key.Key_Escape)
    assert window.panes.lists.isHidden()


def test_arrows_go_through_hits_and_show_them(search, window, qtbot, tasks):
    search("the")
    qtbot.keyClick(window.search_box, Qt.Key.Key_Down)
    pane = window.panes.results
    assert pane.rows.currentIndex() == pane.model.first()
    wait_for_page(window, qtbot, tasks)
    hit = pane.rows.row(pane.rows.currentIndex())
    assert window.browsing.page.issue.id == hit.issue_id
    assert window.browsing.in_results
    qtbot.keyClick(pane.rows, Qt.Key.Key_Escape)
    assert window.search_box.hasFocus() or not window.isActiveWindow()


def test_enter_opens_the_hit_with_its_words_marked(search, window, qtbot, tasks):
    search("page")
    qtbot.keyClick(window.search_box, Qt.Key.Key_Return)
    wait_for_page(window, qtbot, tasks)
    browser = window.panes.reader._browser
    text = browser.document().toPlainText()
    marked = [text[start:end] for start, end in browser.painter.hits]
    assert marked == ["page"]
    assert browser.painter.hit == 0


def test_hits_in_the_page_are_gone_through(search, window, qtbot, tasks):
    search("the")
    qtbot.keyClick(window.search_box, Qt.Key.Key_Return)
    wait_for_page(window, qtbot, tasks)
    painter = window.panes.reader._browser.painter
    first = painter.hit
    window.actions_table["find_next"].trigger()
    assert painter.hit == (first + 1) % len(painter.hits)
    window.actions_table["find_previous"].trigger()
    assert painter.hit == first


def test_leaving_the_search_takes_the_marks_away(search, window, qtbot, tasks):
    search("page")
    qtbot.keyClick(window.search_box, Qt.Key.Key_Return)
    wait_for_page(window, qtbot, tasks)
    window.searching.leave()
    assert not window.panes.reader._browser.painter.hits


def test_a_note_is_gone_to(search, window, qtbot, tasks):
    search("colour")
    qtbot.keyClick(window.search_box, Qt.Key.Key_Return)
    wait_for_page(window, qtbot, tasks)
    assert window.browsing.page.issue.title.startswith("Harbour")
    assert window.panes.reader._browser.painter.hit == -1


def test_an_answer_to_less_than_is_asked_is_not_shown(search, window, qtbot, tasks):
    search("lamp")
    window.search_box.setText("la")
    window.search_box.setText("kettle")
    qtbot.waitUntil(lambda: not tasks.running)
    assert hits(window) == ["On slow mornings"]


def test_nothing_found_is_said(search, window):
    assert search("nowhere") == []
    assert "nowhere" in window.panes.results._empty.text()


def test_more_hits_come_when_they_are_asked_for(search, window, qtbot, tasks, filled, folder):
    text = "".join(f"### Day {number}\n\nA walk along the quay.\n\n" for number in range(30))
    (folder / "days.md").write_text(f"## Days\n\n### First\n\n> https://days.example/1\n\nA quay.\n\n{text}", "utf-8")
    filled.library.import_paths([folder / "days.md"])
    filled.searching.catch_up()
    found = search("quay")
    assert isinstance(found[-1], More)
    window.panes.results.more_wanted.emit(found[-1])
    qtbot.waitUntil(lambda: not tasks.running)
    assert len(hits(window)) == found[0].total == 31


def test_the_order_is_turned(search, window, qtbot, tasks):
    search("the")
    window.panes.results._order.click()
    qtbot.waitUntil(lambda: not tasks.running)
    assert window.panes.results.order is SearchOrder.BEST
    assert len(hits(window)) > 1


def test_choosing_a_view_ends_the_search(search, window):
    search("lamp")
    window.panes.sidebar.select("view:starred")
    window.panes.sidebar.chosen.emit(window.panes.sidebar.selected())
    assert not window.browsing.in_results
    assert window.search_box.text() == ""


def test_a_click_on_the_view_that_was_shown_ends_the_search(search, window, qtbot):
    search("lamp")
    tree = window.panes.sidebar.tree
    place = tree.visualRect(tree.currentIndex()).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not window.browsing.in_results


def test_back_leads_from_a_hit_to_where_one_was(search, window, qtbot, tasks, open_issue):
    issue = open_issue(window)
    search("tide")
    qtbot.keyClick(window.search_box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not tasks.running)
    assert window.browsing.page.issue.id != issue.id
    window.browsing.back()
    qtbot.waitUntil(lambda: not tasks.running)
    assert window.browsing.page.issue.id == issue.id


def test_a_search_is_kept_counted_and_deleted_and_comes_back(search, window, qtbot, tasks, filled):
    search("lamp")
    window.searching.save()
    dialog = window.findChild(QInputDialog)
    dialog.setTextValue("Lamps")
    dialog.accept()
    (saved,) = window.browsing.searches
    qtbot.waitUntil(lambda: window.browsing.searches[0].count == 1)
    key = f"search:{saved.id}"
    assert window.panes.sidebar.select(key)
    window.panes.sidebar.chosen.emit(window.panes.sidebar.selected())
    assert [article.title for article in window.browsing.listing.rows] == ["A lamp that reads along"]
    window.searching.delete(window.searching.saved(key))
    assert window.browsing.searches == ()
    window.marking.undo()
    assert [one.name for one in window.browsing.searches] == ["Lamps"]


def test_the_index_is_read_in_idle_time_and_the_search_asked_again(window, qtbot, tasks, filled):
    window.search_box.setText("kettle")
    qtbot.waitUntil(lambda: not tasks.running)
    assert hits(window) == []
    assert not window.panes.results._behind.isHidden()
    qtbot.waitUntil(lambda: hits(window) == ["On slow mornings"])
    assert window.panes.results._behind.isHidden()


def test_what_can_be_asked_for_is_put_into_the_box(window):
    menu = window.search_box.help_menu()
    window.search_box.setText("lamp")
    next(action for action in menu.actions() if action.data() == "is:unread").trigger()
    assert window.search_box.text() == "lamp is:unread "
    menu.deleteLater()


def test_a_note_made_here_is_found_here(search, window, filled, qtbot, tasks):
    article = next(iter(window.browsing.listing.rows))
    filled.annotating.add(article.id, note=NoteText("zebra crossing"), span=Span(0, 4))
    filled.searching.catch_up()
    search("zebra")
    assert [row.snippet for row in rows(window) if isinstance(row, Hit)] == ["zebra crossing"]


def test_kept_searches_are_counted_when_another_program_has_read_the_index(search, window, qtbot, tasks, filled):
    search("lamp")
    window.searching._save("Lamps", "lamp")
    qtbot.waitUntil(lambda: [one.count for one in window.browsing.searches] == [1])
    filled.searching.rebuild()
    window.index._timer.stop()  # as if it was busy elsewhere
    window.searching._count_saved()
    qtbot.waitUntil(lambda: not tasks.running)
    assert [one.count for one in window.browsing.searches] == [1]
    counted = []
    window.index.caught_up.connect(lambda: counted.append(True))
    filled.searching.catch_up()
    window.index.start()
    window.index.look()
    qtbot.waitUntil(lambda: counted == [True])


def test_the_box_stays_in_a_narrow_toolbar(window):
    window.show()
    window.resize(window.minimumSizeHint())
    box = window.search_box
    assert box.isVisible()
    assert window.toolbar.rect().contains(box.geometry())
