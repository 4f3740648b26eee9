"""The notes pane as its user meets it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt, QUrl
from PySide6.QtGui import QFont, QImage, QTextDocument

from mine_reader.model import AnchorState, AnnotationId, ArticleId, Color, NoteText, Status
from mine_reader.ui.note_card import PAD_X, SIDE, NoteDocument, about, fit_lines
from mine_reader.ui.notes_pane import NotesPane, new_note, today
from mine_reader.ui.theme import Themes
from tests.ui.reader_pages import annotation

TITLES = {ArticleId(1): "First", ArticleId(2): "Second"}
NOTES = (
    annotation(1, quote="beta", body="A **thought**", color=Color.YELLOW, level="1", tags=("llm",)),
    annotation(2, quote="gamma", color=Color.BLUE),
    annotation(3, on=2, body="Fetched", level="2", status=Status.DONE),
)


@pytest.fixture
def pane(qtbot):
    made = NotesPane(Themes("light"))
    made.resize(280, 700)
    qtbot.addWidget(made)
    made.show_annotations(NOTES, TITLES)
    made.show()
    qtbot.waitExposed(made)
    return made


def center(pane, number):
    return pane._list.visualRect(pane._list.index_of(AnnotationId(number))).center()


def press(qtbot, pane, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(pane._list, key, modifier)


def editor(pane):
    assert pane._editing is not None
    return pane._editing.editor


class TestCards:
    def test_are_counted(self, pane):
        assert pane._count.text() == "3"

    def test_stand_under_each_other(self, pane):
        rects = [pane._list.visualRect(pane._list.index_of(AnnotationId(n))) for n in (1, 2, 3)]
        assert rects[0].bottom() < rects[1].top() <= rects[1].bottom() < rects[2].top()

    def test_a_link_in_a_note_is_followed(self, qtbot, pane):
        pane.show_annotations((annotation(1, quote="beta", body="minereader://annotation/7 at last"),), TITLES)
        qtbot.waitUntil(lambda: pane._list.index_of(AnnotationId(1)).isValid())
        pane._list.viewport().grab()
        card = pane._list.visualRect(pane._list.index_of(AnnotationId(1)))
        at = QPoint(card.left() + SIDE + PAD_X + 10, card.bottom() - 24)
        with qtbot.waitSignal(pane.link_activated) as told:
            qtbot.mouseClick(pane._list.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert told.args == ["minereader://annotation/7"]

    def test_an_empty_pane_says_what_to_do(self, pane):
        pane.set_empty_text("Select text to begin")
        pane.show_annotations((), {})
        assert pane._empty.isVisible()
        assert pane._empty.text() == "Select text to begin"

    def test_five_hundred_are_shown_without_laying_all_out_at_once(self, pane):
        pane.show_annotations([annotation(n, quote=f"q{n}", body=f"note {n}") for n in range(1, 501)], TITLES)
        pane._list.viewport().grab()
        assert len(pane._list.cards._cards) < 250

    def test_items_in_items_are_set_in(self, pane):
        pane.show_annotations([annotation(1, quote="q", body="- one\n    - two")], TITLES)
        pane._list.viewport().grab()
        body = pane._list.cards._cards[AnnotationId(1)].body
        depths = [body.find(text).block().textList().format().indent() for text in ("one", "two")]
        assert depths == [1, 2]

    @pytest.mark.parametrize(("lines", "fades"), [(2, False), (100, True)])
    def test_a_note_that_goes_on_under_its_card_fades_away(self, pane, lines, fades):
        pane.show_annotations([annotation(1, quote="q", body="\n\n".join(["█" * 9] * lines))], TITLES)
        image = pane._list.viewport().grab().toImage()
        rect = pane._list.visualRect(pane._list.index_of(AnnotationId(1)))
        x = rect.left() + SIDE + PAD_X + 5
        darkest = [image.pixelColor(x, y).lightness() for y in range(rect.top() + 40, rect.bottom() - 20)]
        assert (min(darkest[-25:]) > min(darkest) + 60) == fades

    def test_tell_in_words_that_text_is_gone_or_a_note_is_in_conflict(self):
        words = [word for word, _ in about(annotation(1, quote="x", anchor=AnchorState.DETACHED, conflict=True))]
        assert words == ["Its text is gone", "Changed here and in the file"]

    def test_a_click_shows_the_place(self, qtbot, pane):
        with qtbot.waitSignal(pane.activated) as told:
            qtbot.mouseClick(pane._list.viewport(), Qt.MouseButton.LeftButton, pos=center(pane, 2))
        assert told.args == [AnnotationId(2)]

    def test_the_dots_open_a_menu(self, qtbot, pane, monkeypatch):
        opened = []
        monkeypatch.setattr(pane._list, "_open_menu", lambda one, _: opened.append(one.id))
        index = pane._list.index_of(AnnotationId(1))
        at = pane._list.cards.more_rect(pane._list.visualRect(index)).center()
        with qtbot.assertNotEmitted(pane.activated):
            qtbot.mouseClick(pane._list.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert opened == [AnnotationId(1)]

    def test_revealing_chooses_a_card_even_past_the_filter(self, pane):
        pane._filter_button.setChecked(True)
        pane._filter._field.setText("thought")
        pane.reveal(AnnotationId(3))
        assert pane._list.current().id == AnnotationId(3)

    def test_revealing_reaches_a_card_that_is_not_laid_out_yet(self, qtbot, pane):
        pane.show_annotations([annotation(n, quote=f"q{n}", body=f"note {n}") for n in range(1, 301)], TITLES)
        pane.reveal(AnnotationId(299))
        view = pane._list
        qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(view.index_of(AnnotationId(299)))))

    def test_the_chosen_card_stays_chosen_when_others_come(self, pane):
        pane.reveal(AnnotationId(2))
        pane.show_annotations([annotation(9, body="new"), *NOTES], TITLES)
        assert pane._list.current().id == AnnotationId(2)

    def test_notes_load_nothing(self, qapp):
        document = NoteDocument()
        image = document.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("file:///etc/passwd"))
        assert isinstance(image, QImage)
        assert image.isNull()
        sheet = document.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("file:///etc/passwd"))
        assert sheet == QByteArray()

    def test_a_long_quote_is_cut(self, qapp):
        lines = fit_lines("一二三四五六七八九十 " * 20, QFont(), 120, 2)
        assert len(lines) == 2
        assert lines[1].endswith("…")
        assert fit_lines("short", QFont(), 120, 2) == ("short",)


class TestKeys:
    def test_arrows_go_from_card_to_card_and_show_the_place(self, qtbot, pane):
        pane.reveal(AnnotationId(1))
        with qtbot.waitSignal(pane.activated) as told:
            press(qtbot, pane, Qt.Key.Key_Down)
        assert told.args == [AnnotationId(2)]

    def test_space_ticks_off_and_opens_again(self, qtbot, pane):
        for number, done in ((1, True), (3, False)):
            pane.reveal(AnnotationId(number))
            with qtbot.waitSignal(pane.done_toggled) as told:
                press(qtbot, pane, Qt.Key.Key_Space)
            assert told.args == [(AnnotationId(number), done)]

    def test_delete_asks_to_delete(self, qtbot, pane):
        pane.reveal(AnnotationId(2))
        with qtbot.waitSignal(pane.delete_requested) as told:
            press(qtbot, pane, Qt.Key.Key_Delete)
        assert told.args == [AnnotationId(2)]

    def test_ctrl_c_copies(self, qtbot, pane):
        pane.reveal(AnnotationId(2))
        with qtbot.waitSignal(pane.copy_requested) as told:
            press(qtbot, pane, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert told.args == [AnnotationId(2)]

    def test_letters_choose_no_card(self, qtbot, pane):
        pane.reveal(AnnotationId(1))
        press(qtbot, pane, Qt.Key.Key_F)
        assert pane._list.current().id == AnnotationId(1)


class TestMenu:
    def test_a_colour_is_asked_for(self, qtbot, pane):
        menu = pane._list.make_menu(NOTES[0])
        colors = next(action.menu() for action in menu.actions() if action.menu())
        assert [action.text() for action in colors.actions() if action.isChecked()] == ["Yellow"]
        with qtbot.waitSignal(pane.recolor_requested) as told:
            next(action for action in colors.actions() if action.text() == "Green").trigger()
        assert told.args == [(AnnotationId(1), Color.GREEN)]

    def test_a_highlight_without_a_note_is_nothing_to_do(self, pane):
        assert "Done" not in [action.text() for action in pane._list.make_menu(NOTES[1]).actions()]

    def test_export_is_asked_for(self, qtbot, pane):
        with qtbot.waitSignal(pane.export_requested):
            qtbot.mouseClick(pane._export_button, Qt.MouseButton.LeftButton)


class TestFilter:
    def test_counts_what_fits(self, pane):
        pane._filter_button.setChecked(True)
        pane._filter._field.setText("fetch")
        assert pane._count.text() == "1 of 3"

    @pytest.mark.parametrize(("name", "offered"), [("level", [None, "1", "2"]), ("tag", [None, "llm"])])
    def test_offers_the_levels_and_tags_there_are(self, pane, name, offered):
        box = pane._filter._boxes[name]
        assert [box.itemData(at) for at in range(box.count())] == offered

    def test_says_when_nothing_fits(self, pane):
        pane._filter_button.setChecked(True)
        pane._filter._field.setText("nothing like it")
        assert pane._empty.isVisible()
        assert "filter" in pane._empty.text()

    def test_closing_it_shows_everything(self, pane):
        pane._filter_button.setChecked(True)
        pane._filter._boxes["color"].setCurrentIndex(pane._filter._boxes["color"].findData(Color.BLUE))
        assert pane._notes.rowCount() == 1
        pane._filter_button.setChecked(False)
        assert pane._notes.rowCount() == 3


class TestEditing:
    def test_enter_opens_an_editor_in_the_place_of_the_card(self, qtbot, pane):
        pane.reveal(AnnotationId(1))
        press(qtbot, pane, Qt.Key.Key_Return)
        assert editor(pane).isVisible()
        assert editor(pane).draft.note == NOTES[0].note
        top = editor(pane).mapTo(pane._list.viewport(), QPoint(0, 0)).y()
        assert top == pane._list.visualRect(pane._list.index_of(AnnotationId(1))).top()

    def test_saving_tells_only_what_changed(self, qtbot, pane):
        pane.edit(AnnotationId(1))
        editor(pane).body.setPlainText("Another thought")
        with qtbot.waitSignal(pane.note_edited) as told, qtbot.assertNotEmitted(pane.recolor_requested):
            editor(pane).save()
        assert told.args == [(AnnotationId(1), NoteText("Another thought", "1"))]
        assert pane._editing is None

    def test_saving_tells_new_tags_and_colour(self, qtbot, pane):
        pane.edit(AnnotationId(1))
        editor(pane)._tags.setText("llm tools")
        editor(pane)._colors[Color.PINK].click()
        with qtbot.waitSignals([pane.tags_edited, pane.recolor_requested]), qtbot.assertNotEmitted(pane.note_edited):
            editor(pane).save()

    def test_saving_an_unchanged_note_tells_nothing(self, qtbot, pane):
        pane.edit(AnnotationId(1))
        with qtbot.assertNotEmitted(pane.note_edited), qtbot.assertNotEmitted(pane.tags_edited):
            editor(pane).save()

    def test_cancelling_closes_and_forgets_the_draft(self, qtbot, pane):
        pane.edit(AnnotationId(1))
        drafts: list[tuple[str, str]] = []
        pane.draft_changed.connect(drafts.append)
        editor(pane).body.setPlainText("never mind")
        with qtbot.waitSignal(pane.note_cancelled) as told:
            qtbot.keyClick(editor(pane).body, Qt.Key.Key_Escape)
            qtbot.keyClick(editor(pane).body, Qt.Key.Key_Escape)
        assert told.args == ["annotation:1"]
        assert drafts == [("annotation:1", "")]
        assert pane._editing is None

    def test_a_draft_is_handed_out_while_writing(self, qtbot, pane):
        pane.edit(AnnotationId(1))
        with qtbot.waitSignal(pane.draft_changed) as told:
            editor(pane).body.setPlainText("half a")
        assert told.args == [("annotation:1", "half a")]

    def test_what_was_written_and_not_saved_comes_back(self, pane):
        pane.kept_draft = {"annotation:1": "half a"}.get
        pane.edit(AnnotationId(1))
        assert editor(pane).body.toPlainText() == "half a"

    def test_an_editor_that_has_something_to_say_makes_room_for_it(self, qtbot, pane):
        pane.edit(AnnotationId(1))
        qtbot.keyClicks(editor(pane).body, "!")
        before = editor(pane).height()
        qtbot.keyClick(editor(pane).body, Qt.Key.Key_Escape)
        assert editor(pane).height() > before
        editor_bottom = editor(pane).mapTo(pane._list, QPoint(0, editor(pane).height())).y()
        assert pane._list.visualRect(pane._list.index_of(AnnotationId(2))).top() >= editor_bottom

    def test_what_is_written_survives_new_cards(self, pane):
        pane.edit(AnnotationId(2))
        editor(pane).body.setPlainText("half a thought")
        pane.show_annotations([annotation(9, body="new"), *NOTES], TITLES)
        assert editor(pane).body.toPlainText() == "half a thought"
        assert editor(pane).isVisible()

    def test_what_is_written_is_a_draft_when_another_editor_opens(self, pane):
        pane.edit(AnnotationId(2))
        editor(pane).body.setPlainText("half a thought")
        drafts: list[tuple[str, str]] = []
        pane.draft_changed.connect(drafts.append)
        pane.edit(AnnotationId(1))
        assert drafts == [("annotation:2", "half a thought")]
        assert editor(pane).draft.note == NOTES[0].note

    def test_what_is_written_is_a_draft_when_its_annotation_is_deleted(self, pane):
        pane.edit(AnnotationId(2))
        editor(pane).body.setPlainText("half a thought")
        drafts: list[tuple[str, str]] = []
        pane.draft_changed.connect(drafts.append)
        pane.show_annotations([NOTES[0], replace(NOTES[1], deleted=True), NOTES[2]], TITLES)
        assert drafts == [("annotation:2", "half a thought")]
        assert pane._editing is None

    def test_editing_again_keeps_the_open_editor(self, pane):
        pane.edit(AnnotationId(1))
        editor(pane).body.setPlainText("half")
        pane.edit(AnnotationId(1))
        assert editor(pane).body.toPlainText() == "half"

    def test_the_editor_is_as_wide_as_the_cards_after_a_resize(self, pane):
        pane.edit(AnnotationId(1))
        pane.resize(400, 700)
        assert editor(pane).width() == pane._list.cards.card_width() == 400 - 24

    def test_a_note_written_on_a_highlight_is_dated_today(self, qtbot, pane):
        pane.edit(AnnotationId(2))
        editor(pane).body.setPlainText("now a note")
        with qtbot.waitSignal(pane.note_edited) as told:
            editor(pane).save()
        assert told.args[0][1] == NoteText("now a note", "1", today())

    def test_a_highlight_saved_without_a_note_stays_one(self, qtbot, pane):
        pane.edit(AnnotationId(2))
        with qtbot.assertNotEmitted(pane.note_edited):
            editor(pane).save()

    def test_a_new_note_is_written_above_the_cards_and_dated_today(self, qtbot, pane):
        pane.start_note("First", "beta", "article:1", new_note("a draft"))
        assert editor(pane).body.toPlainText() == "a draft"
        assert editor(pane).draft.note.date
        with qtbot.waitSignal(pane.note_created) as told:
            qtbot.keyClick(editor(pane).body, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        key, note = told.args[0]
        assert (key, note.body, note.level) == ("article:1", "a draft", "1")
        assert pane._editing is None

    def test_a_new_note_survives_new_cards(self, pane):
        pane.start_note("First", "beta", "article:1", new_note("a draft"))
        pane.show_annotations(NOTES[:1], TITLES)
        assert editor(pane).body.toPlainText() == "a draft"
        assert editor(pane).isVisible()
