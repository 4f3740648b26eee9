"""The editor of a note."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent

from mine_reader.model import Color, NoteText, Status
from mine_reader.ui.note_editor import Draft, NoteEditor, is_date, split_tags
from mine_reader.ui.theme import Themes

DRAFT = Draft(NoteText("Some *text*", "1-2", "2024-03-01", Status.OPEN), Color.GREEN, ("llm/rag", "设计"))


def made(qtbot, *, new=False):
    editor = NoteEditor(Themes("light"), "a quote", stored=None if new else "")
    qtbot.addWidget(editor)
    editor.show()
    return editor


@pytest.fixture
def editor(qtbot):
    return made(qtbot)


@pytest.fixture
def new(qtbot):
    return made(qtbot, new=True)


def test_hands_back_what_was_put_in(editor):
    editor.fill(DRAFT)
    assert editor.draft == DRAFT


def test_ctrl_enter_saves_from_the_text_and_from_a_field(qtbot, editor):
    editor.fill(DRAFT)
    for widget in (editor.body, editor._tags):
        with qtbot.waitSignal(editor.saved) as told:
            qtbot.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert told.args == [DRAFT]


def test_enter_alone_is_a_line_of_the_text(qtbot, editor):
    with qtbot.assertNotEmitted(editor.saved):
        qtbot.keyClick(editor.body, Qt.Key.Key_Return)
    assert editor.body.toPlainText() == "\n"


def test_escape_cancels(qtbot, editor):
    with qtbot.waitSignal(editor.cancelled):
        qtbot.keyClick(editor.body, Qt.Key.Key_Escape)


def test_escape_throws_away_what_was_written_only_when_pressed_again(qtbot, editor):
    qtbot.keyClicks(editor.body, "much")
    with qtbot.assertNotEmitted(editor.cancelled):
        qtbot.keyClick(editor.body, Qt.Key.Key_Escape)
    qtbot.keyClicks(editor.body, " more")
    with qtbot.assertNotEmitted(editor.cancelled):
        qtbot.keyClick(editor._tags, Qt.Key.Key_Escape)
    with qtbot.waitSignal(editor.cancelled):
        qtbot.keyClick(editor.body, Qt.Key.Key_Escape)


@pytest.mark.parametrize("date", ["2024-13-01", "1.3.2024", "20240301"])
def test_a_date_that_is_none_is_said_and_not_saved(qtbot, editor, date):
    editor.fill(Draft(NoteText("x", date=date)))
    with qtbot.assertNotEmitted(editor.saved):
        editor.save()
    assert editor._problem.isVisible()


@pytest.mark.parametrize("level", ["a", "12", "1-", "①"])
def test_a_level_that_the_file_could_not_hold_is_said_and_not_saved(qtbot, editor, level):
    editor.fill(Draft(NoteText("x", level=level)))
    with qtbot.assertNotEmitted(editor.saved):
        editor.save()
    assert editor._problem.isVisible()


def test_a_new_note_needs_text(qtbot, new):
    with qtbot.assertNotEmitted(new.saved):
        new.save()


def test_a_digit_before_a_new_note_sets_its_level(qtbot, new):
    qtbot.keyClicks(new.body, "2")
    qtbot.keyClicks(new.body, "3 things")
    assert new.draft.note.level == "2"
    assert new.draft.note.body == "3 things"


def test_a_digit_in_an_old_note_is_text(qtbot, editor):
    qtbot.keyClicks(editor.body, "2")
    assert editor.draft.note == NoteText("2")


def test_a_colour_is_picked(qtbot, editor):
    editor.fill(DRAFT)
    qtbot.mouseClick(editor._colors[Color.PINK], Qt.MouseButton.LeftButton)
    assert editor.draft.color is Color.PINK
    qtbot.mouseClick(editor._colors[None], Qt.MouseButton.LeftButton)
    assert editor.draft.color is None


def test_every_field_has_a_name(editor):
    fields = (editor.body, editor._level, editor._status, editor._date, editor._tags, *editor._colors.values())
    assert all(one.accessibleName() for one in fields)


@pytest.mark.parametrize(
    ("line", "tags"),
    [("", ()), ("#a, #b", ("a", "b")), ("a，b、c a", ("a", "b", "c")), (" ## llm/rag ", ("llm/rag",))],
)
def test_tags_are_read_from_a_line(line, tags):
    assert split_tags(line) == tags


@given(st.dates())
def test_every_iso_date_is_a_date(day):
    assert is_date(day.isoformat())


@given(st.text(max_size=12))
def test_no_text_makes_the_check_of_dates_raise(text):
    assert is_date(text) in {True, False}


@pytest.mark.parametrize("url", ["file:///tmp/a.md", "https://example.org/"])
def test_only_files_dragged_over_the_text_are_left_to_the_window(editor, url):
    data = QMimeData()
    data.setUrls([QUrl(url)])
    event = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    editor.body.dragEnterEvent(event)
    assert event.isAccepted() is not url.startswith("file:")
