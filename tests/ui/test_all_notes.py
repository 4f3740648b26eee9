"""The notes of the whole library, as their reader meets them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox

from mine_reader.model import AnnotationFilter, Color, NoteText, Status
from mine_reader.ui.dialogs.export import ExportDialog
from mine_reader.ui.dialogs.tags import TagDialog


@pytest.fixture
def notes(filled):
    """Return three annotations beside the imported one: a highlight, something to do, a note of another issue."""
    articles = {
        a.title: a for issue in filled.library.outline().issues for a in filled.library.detail(issue.id).articles
    }
    lamp, paper = (articles[title] for title in ("A lamp that reads along", "Paper that remembers"))
    tide = next(a for a in articles.values() if "tide tables" in (a.text or ""))
    add = filled.annotating.add
    return (
        add(lamp.id, quote="It costs little", color=Color.GREEN),
        add(paper.id, note=NoteText("Write a card", "2", "2024-03-12"), tags=["desk"]),
        add(tide.id, quote="Low water", note=NoteText("Look at the tables", "1", "2024-03-13"), color=Color.PINK),
    )


@pytest.fixture
def choose(qtbot, open_window, filled, notes, tasks):
    """Return a function that chooses a row of the sidebar and returns the window when its notes are listed."""
    window = open_window(filled)

    def choose_node(key="notes:all"):
        window.panes.sidebar.select(key)
        window.panes.sidebar.chosen.emit(window.panes.sidebar.selected())
        qtbot.waitUntil(lambda: not tasks.running)
        return window

    return choose_node


@pytest.fixture
def window(choose):
    return choose()


@pytest.fixture
def settle(qtbot, window, tasks):
    def wait():
        qtbot.waitUntil(lambda: not window.panes.all_notes._typing.isActive() and not tasks.running)

    return wait


def listed(window):
    return [one.id for one in window.panes.all_notes.model.annotations]


def select(window, *annotations):
    rows = window.panes.all_notes.rows
    rows.choose_all([one.id for one in annotations], annotations[0])


def test_all_of_them_are_listed_in_the_place_of_the_articles(window, filled):
    assert listed(window) == [one.id for one in filled.annotating.annotations(AnnotationFilter())]
    assert window.panes.all_notes.isVisible()
    assert not window.panes.articles.isVisible()


def test_the_sidebar_counts_them(window):
    counts = {node.key: node.count for node in window.panes.sidebar.model._nodes if node.key.startswith("notes:")}
    assert counts == {"notes:all": 4, "notes:todo": 1}


def test_what_is_to_do_is_one_click_away(choose, notes):
    window = choose("notes:todo")
    assert listed(window) == [notes[1].id]
    assert choose("notes:all") is window
    assert len(listed(window)) == 4


def test_another_view_brings_the_articles_back(choose):
    window = choose()
    choose("view:unread")
    assert window.panes.articles.isVisible()
    assert window.browsing.listing.rows


@pytest.mark.parametrize(
    ("box", "data", "expected"),
    [
        ("level", "1", {2, None}),
        ("color", Color.GREEN, {0}),
        ("status", "todo", {1}),
        ("tag", "desk", {1}),
    ],
)
def test_boxes_filter(window, settle, notes, box, data, expected):
    chosen: QComboBox = window.panes.all_notes.filter._boxes[box]
    chosen.setCurrentIndex(chosen.findData(data))
    settle()
    numbers = {one.id: at for at, one in enumerate(notes)}
    assert {numbers.get(id_) for id_ in listed(window)} == expected


def test_words_filter_and_nothing_found_is_said(window, settle, notes):
    pane = window.panes.all_notes
    pane.filter._field.setText("tables look")
    settle()
    assert listed(window) == [notes[2].id]
    pane.filter._field.setText("nothing like it")
    settle()
    assert pane._empty.isVisible()
    assert "filter" in pane._empty.text()


def test_days_filter(window, settle, notes):
    boxes = window.panes.all_notes.filter
    boxes._boxes["period"].setCurrentIndex(boxes._boxes["period"].findData("between"))
    for field, day in zip(boxes._days._fields, ("2024-03-12", "2024-03-13"), strict=True):
        field.setDate(field.dateTimeFromText(day).date())
    settle()
    assert boxes._days.isVisible()
    assert set(listed(window)) == {notes[1].id, notes[2].id}


def test_a_click_opens_the_place_and_the_list_stays(qtbot, window, tasks, notes):
    rows = window.panes.all_notes.rows
    row = window.panes.all_notes.model.row_of(notes[2].id)
    at = rows.visualRect(window.panes.all_notes.model.index(row)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: window.browsing.page is not None and not tasks.running)
    assert window.browsing.page.issue.id == notes[2].issue_id
    assert window.panes.notes._list.current().id == notes[2].id
    assert window.panes.all_notes.isVisible()


def test_j_goes_to_the_next_note(qtbot, window, tasks):
    window.actions_table["next"].trigger()
    window.actions_table["next"].trigger()
    qtbot.waitUntil(lambda: window.browsing.page is not None and not tasks.running)
    assert window.panes.all_notes.rows.current().id == listed(window)[1]


def test_several_are_tagged_at_once(qtbot, window, filled, settle, notes):
    select(window, notes[0], notes[2])
    window.panes.all_notes._buttons["tag"].click()
    dialog = window.findChild(TagDialog)
    dialog.line.setText("tide/low")
    dialog.accept()
    settle()
    assert [filled.annotating.get(one.id).tags for one in notes] == [("tide/low",), ("desk",), ("tide/low",)]
    assert "tide/low" in _choices(window, "tag")


def _choices(window, name):
    box = window.panes.all_notes.filter._boxes[name]
    return [box.itemData(at) for at in range(box.count())]


def test_several_are_recoloured_and_it_is_undone_at_once(window, filled, settle, notes):
    select(window, notes[0], notes[2])
    window.panes.all_notes.recolor_wanted.emit(Color.BLUE)
    settle()
    assert [filled.annotating.get(notes[at].id).color for at in (0, 2)] == [Color.BLUE] * 2
    window.actions_table["undo"].trigger()
    settle()
    assert [filled.annotating.get(notes[at].id).color for at in (0, 2)] == [Color.GREEN, Color.PINK]


def test_several_are_deleted_and_come_back(qtbot, window, settle, notes):
    before = listed(window)
    select(window, *notes)
    qtbot.keyClick(window.panes.all_notes.rows, Qt.Key.Key_Delete)
    settle()
    assert len(listed(window)) == 1
    window.status.undo_clicked.emit()
    settle()
    assert listed(window) == before


def test_space_ticks_off(qtbot, window, filled, settle, notes):
    select(window, notes[1])
    for status in (Status.DONE, Status.OPEN):
        qtbot.keyClick(window.panes.all_notes.rows, Qt.Key.Key_Space)
        settle()
        assert filled.annotating.get(notes[1].id).note.status is status


def test_several_are_copied_in_the_order_of_the_list(qtbot, window, filled, notes):
    select(window, notes[0], notes[2])
    qtbot.keyClick(window.panes.all_notes.rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    order = [id_ for id_ in listed(window) if id_ in {notes[0].id, notes[2].id}]
    assert QGuiApplication.clipboard().text() == filled.copying.annotations(order)


def test_the_windows_keys_act_on_what_is_chosen(qtbot, window, filled, settle, notes):
    select(window, notes[0], notes[2])
    window.panes.all_notes.rows.setFocus()
    window.actions_table["copy_quote"].setEnabled(True)
    window.actions_table["copy_quote"].trigger()
    assert QGuiApplication.clipboard().text().count("> —") == 2
    window.actions_table["export"].trigger()
    dialog = window.findChild(ExportDialog)
    settle()
    assert dialog.chosen_notes()
    dialog.reject()


def test_chosen_ones_are_exported(qtbot, window, filled, settle, notes, tmp_path):
    select(window, notes[0], notes[2])
    window.panes.all_notes._buttons["export"].click()
    dialog = window.findChild(ExportDialog)
    settle()
    assert dialog.chosen_notes()
    text = dialog.preview.toPlainText()
    assert "Low water" in text
    assert "It costs little" in text
    assert "Write a card" not in text
    dialog.reject()


def test_the_bar_is_there_while_something_is_chosen(window, notes):
    pane = window.panes.all_notes
    assert not pane._bar.isVisible()
    select(window, notes[0], notes[1])
    assert pane._bar.isVisible()
    assert "2" in pane._number.text()


def test_the_menu_keeps_what_is_chosen(qtbot, window, notes):
    select(window, notes[0], notes[1])
    rows = window.panes.all_notes.rows
    at = rows.visualRect(window.panes.all_notes.model.index(window.panes.all_notes.model.row_of(notes[0].id))).center()
    qtbot.mousePress(rows.viewport(), Qt.MouseButton.RightButton, pos=at)
    assert len(rows.chosen()) == 2
    assert [action.text() for action in window.panes.all_notes.make_menu().actions() if action.text()][-1] == "Delete"


def test_choice_and_place_stay_when_the_list_is_loaded_anew(window, filled, settle, notes):
    select(window, notes[0], notes[2])
    filled.annotating.delete([notes[1].id])
    window.browsing.reload()
    settle()
    assert {one.id for one in window.panes.all_notes.rows.chosen()} == {notes[0].id, notes[2].id}


def test_reading_on_loads_nothing_anew(window, filled, settle, notes):
    asked = window.gathering._asked
    window.marking._do(lambda: filled.reading.mark([notes[0].article_id], read=True))
    assert window.gathering._asked == asked
    window.marking._do(lambda: filled.reading.tag([notes[0].article_id], add=["x"]))
    settle()


def test_rows_are_of_one_height_however_long_the_note(window, filled, settle, notes):
    filled.annotating.edit(notes[0].id, NoteText("word " * 500))
    window.browsing.reload()
    settle()
    rows, model = window.panes.all_notes.rows, window.panes.all_notes.model
    assert len({rows.visualRect(model.index(row)).height() for row in range(model.rowCount())}) == 1
    assert rows.indexAt(QPoint(40, 5)).isValid()
