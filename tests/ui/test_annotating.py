"""Highlights and notes from the window, over the real services."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QListView

from mine_reader.errors import DiskFullError
from mine_reader.model import AnnotationFilter, ArticleFilter, Color, NoteText, Span, Status
from mine_reader.ui.note_editor import NoteEditor


@pytest.fixture
def page(window, open_issue):
    """Return the window on the weekly, with its first article as the current one."""
    open_issue(window)
    window.panes.articles.choose(window.panes.articles.model.articles[0].id)
    return window


@pytest.fixture
def select(page, filled, monkeypatch):
    """Return a function that selects a quote in an article of the page."""

    def select_quote(article_id, quote):
        start = filled.reading.article(article_id).text.index(quote)
        span = Span(start, start + len(quote))
        monkeypatch.setattr(page.panes.reader, "selection", lambda: (article_id, span))
        monkeypatch.setattr(page.panes.reader, "selected_text", lambda: quote)

    return select_quote


def notes(services):
    return services.annotating.annotations(AnnotationFilter())


def test_imported_notes_are_cards(page):
    assert [one.note.body for one in page.browsing.annotations()] == ["Ask them about the colour of the light"]


def test_h_highlights_the_selection_in_the_colour_used_last(page, filled, select):
    first = page.panes.articles.model.articles[0]
    select(first.id, "It costs little")
    page.panes.reader.highlight_requested.emit(Color.GREEN)
    page.actions_table["highlight"].trigger()
    made = [one for one in notes(filled) if one.selector]
    assert [one.color for one in made if one.selector.exact == "It costs little"] == [Color.GREEN, Color.GREEN]


def test_without_a_selection_a_highlight_says_what_to_do(page, filled):
    page.actions_table["highlight"].trigger()
    assert len(notes(filled)) == 1
    assert page.status.text()


def test_a_note_on_the_selection_is_coloured_and_carries_today(page, filled, select):
    first = page.panes.articles.model.articles[0]
    select(first.id, "follows the page")
    started = []
    page.panes.notes.start_note = lambda *values, **_: started.append(values)
    page.actions_table["note"].trigger()
    title, quote, key, note = started[0]
    assert (title, quote, note.body) == (first.title, "follows the page", "")
    page.panes.notes.note_created.emit((key, NoteText("My own thought", level="1")))
    made = next(one for one in notes(filled) if one.note.body == "My own thought")
    assert made.selector.exact == "follows the page"
    assert (made.color, made.note.level) == (Color.YELLOW, "1")
    assert made.note.date is not None


def test_a_note_without_a_selection_belongs_to_the_article(page, filled):
    first = page.panes.articles.model.articles[0]
    page.panes.notes.note_created.emit((f"article:{first.id}", NoteText("On all of it")))
    made = next(one for one in notes(filled) if one.note.body == "On all of it")
    assert (made.article_id, made.selector, made.color) == (first.id, None, None)
    assert page.panes.articles.model.articles[0].note_count == 2


def test_a_draft_outlives_the_window_until_the_note_is_made(page, filled):
    key = f"article:{page.panes.articles.model.articles[0].id}"
    page.panes.notes.draft_changed.emit((key, "half a tho"))
    assert filled.annotating.draft(key) == "half a tho"
    page.panes.notes.note_created.emit((key, NoteText("half a thought")))
    assert filled.annotating.draft(key) == ""


def test_ticking_recolouring_and_tagging_a_card_reach_the_library(page, filled):
    (one,) = notes(filled)
    page.panes.notes.done_toggled.emit((one.id, True))
    page.panes.notes.recolor_requested.emit((one.id, Color.PINK))
    page.panes.notes.tags_edited.emit((one.id, ("light", "later")))
    found = filled.annotating.get(one.id)
    assert (found.note.status, found.color, sorted(found.tags)) == (Status.DONE, Color.PINK, ["later", "light"])


def test_a_level_key_sets_the_level_of_the_chosen_note(page, filled):
    (one,) = notes(filled)
    page.panes.notes.activated.emit(one.id)
    page.actions_table["level_3"].trigger()
    assert filled.annotating.get(one.id).note.level == "3"


def test_deleting_a_note_is_undone(qtbot, page, filled):
    (one,) = notes(filled)
    page.panes.notes.delete_requested.emit(one.id)
    assert notes(filled) == ()
    page.status.undo_clicked.emit()
    assert [found.id for found in notes(filled)] == [one.id]
    assert [found.id for found in page.browsing.annotations()] == [one.id]


def test_copying_a_quote_gives_markdown_with_its_source(page, select):
    first = page.panes.articles.model.articles[0]
    select(first.id, "It costs little")
    page.actions_table["copy_quote"].trigger()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("> It costs little\n")
    assert "[A lamp that reads along](https://lamp.example/read)" in text


def test_without_a_selection_the_note_at_hand_is_copied(page, filled):
    (one,) = notes(filled)
    page.panes.notes.activated.emit(one.id)
    page.actions_table["copy_quote"].trigger()
    assert QGuiApplication.clipboard().text() == filled.copying.annotations([one.id])


def test_the_address_of_a_note_is_copied(page, filled):
    (one,) = notes(filled)
    page.panes.notes.link_requested.emit(one.id)
    assert QGuiApplication.clipboard().text() == f"minereader://annotation/{one.id}"


def test_a_card_of_another_issue_opens_it(qtbot, window, filled, tasks):
    (one,) = notes(filled)
    window.panes.notes.activated.emit(one.id)
    qtbot.waitUntil(lambda: window.browsing.page is not None and not tasks.running)
    assert window.browsing.page.issue.id == one.issue_id


def test_space_ticks_the_note_that_has_the_focus(qtbot, page, filled):
    (one,) = notes(filled)
    page.panes.notes.reveal(one.id)
    cards = page.panes.notes.findChild(QListView)
    cards.setCurrentIndex(cards.model().index(0, 0))
    cards.setFocus()
    qtbot.waitUntil(cards.hasFocus)
    qtbot.keyClick(cards, Qt.Key.Key_Space)
    assert filled.annotating.get(one.id).note.status == Status.DONE


def test_e_after_h_edits_the_highlight_just_made(page, filled, select, monkeypatch):
    first = page.panes.articles.model.articles[0]
    select(first.id, "It costs little")
    page.actions_table["highlight"].trigger()
    made = next(one for one in notes(filled) if one.selector and one.selector.exact == "It costs little")
    monkeypatch.setattr(page.panes.reader, "selection", lambda: None)
    edited = []
    monkeypatch.setattr(page.panes.notes, "edit", lambda *values: edited.append(values))
    page.actions_table["note"].trigger()
    assert edited == [(made.id, "")]


def test_e_after_going_on_notes_on_the_article(page, filled, select, monkeypatch):
    first, second, _ = page.panes.articles.model.articles
    select(first.id, "It costs little")
    page.actions_table["highlight"].trigger()
    monkeypatch.setattr(page.panes.reader, "selection", lambda: None)
    page.panes.articles.choose(second.id)
    started = []
    monkeypatch.setattr(page.panes.notes, "start_note", lambda *values, **_: started.append(values))
    page.actions_table["note"].trigger()
    assert len(started) == 1


def test_a_note_that_cannot_be_stored_goes_back_into_its_editor(page, filled, monkeypatch):
    def full(*_, **__):
        raise DiskFullError(path="library.sqlite")

    monkeypatch.setattr(type(filled.annotating), "add", full)
    first = page.panes.articles.model.articles[0]
    note = NoteText("Long thought", "2", "2026-11-20")
    page.panes.notes.note_created.emit((f"article:{first.id}:0-5", note))
    editor = page.panes.notes.findChild(NoteEditor)
    assert (editor.draft.note, editor._quote.text()) == (note, filled.reading.article(first.id).text[:5])
    assert "full" in page.status.text()


def test_a_button_whose_act_failed_shows_the_article_as_it_is(page, filled, monkeypatch):
    def full(*_, **__):
        raise DiskFullError(path="library.sqlite")

    monkeypatch.setattr(type(filled.reading), "mark", full)
    page.actions_table["toggle_star"].trigger()
    assert not page.actions_table["toggle_star"].isChecked()


def test_an_edit_that_cannot_be_stored_goes_back_into_its_editor(page, filled, monkeypatch):
    def full(*_, **__):
        raise DiskFullError(path="library.sqlite")

    monkeypatch.setattr(type(filled.annotating), "edit", full)
    edited = []
    monkeypatch.setattr(page.panes.notes, "edit", lambda *values: edited.append(values))
    (note,) = notes(filled)
    page.panes.notes.note_edited.emit((note.id, NoteText("Better thought")))
    assert edited == [(note.id, "Better thought")]


def test_a_draft_is_open_again_with_its_issue_without_taking_the_keys(window, filled, open_issue):
    one = next(one for one in filled.reading.articles(ArticleFilter()) if one.title == "Paper that remembers")
    text = filled.reading.article(one.id).text
    filled.annotating.save_draft(f"article:{one.id}:0-5", "half a tho")
    assert not window.panes.notes.is_editing()
    open_issue(window)
    editor = window.panes.notes.findChild(NoteEditor)
    assert (editor.draft.note.body, editor._quote.text()) == ("half a tho", text[:5])
    assert not editor.isAncestorOf(QApplication.focusWidget())


def test_a_draft_of_a_note_that_was_edited_is_open_again(window, filled, open_issue):
    (one,) = notes(filled)
    filled.annotating.save_draft(f"annotation:{one.id}", "anoth")
    open_issue(window)
    assert window.panes.notes.findChild(NoteEditor).body.toPlainText() == "anoth"


def test_closing_the_window_keeps_what_was_written_last(window, filled, open_issue):
    open_issue(window)
    window.panes.notes.start_note("", "", "article:1", NoteText(""))
    window.panes.notes.findChild(NoteEditor).body.setPlainText("last words")
    window.close()
    assert filled.annotating.draft("article:1") == "last words"
