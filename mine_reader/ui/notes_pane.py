"""The notes pane: cards of the annotations, a filter, and editing in place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from mine_reader.model import Annotation, AnnotationFilter, AnnotationId, ArticleId, NoteText
from mine_reader.ui.models.notes import NotesModel, ShownNotes
from mine_reader.ui.note_editor import Draft, NoteEditor
from mine_reader.ui.note_filter import NoteFilter
from mine_reader.ui.note_list import NoteList
from mine_reader.ui.theme import Themes

DRAFT_MS = 800
NEW_LEVEL = "1"


def draft_key(annotation: AnnotationId) -> str:
    """Return the key under which the draft of an edited note is kept."""
    return f"annotation:{annotation}"


def today() -> str:
    """Return the local date."""
    return datetime.now().astimezone().date().isoformat()


def new_note(body: str) -> NoteText:
    """Return what the editor of a new note starts with."""
    return NoteText(body, NEW_LEVEL, today())


@dataclass(slots=True)
class Editing:
    """An open editor: of a new note, or of an annotation."""

    key: str
    editor: NoteEditor
    annotation: Annotation | None

    @property
    def has_focus(self) -> bool:
        """Whether it is typed in."""
        focused = QApplication.focusWidget()
        return focused is not None and self.editor.isAncestorOf(focused)


class NotesPane(QWidget):
    """Shows annotations as cards. `edit` and `start_note` open an editor; another open one is kept as a draft.

    `kept_draft` is asked for what was written before on an annotation and not saved.
    """

    activated = Signal(object)
    note_edited = Signal(object)
    note_created = Signal(object)
    note_cancelled = Signal(str)
    draft_changed = Signal(object)
    done_toggled = Signal(object)
    recolor_requested = Signal(object)
    tags_edited = Signal(object)
    delete_requested = Signal(object)
    copy_requested = Signal(object)
    link_requested = Signal(object)
    version_requested = Signal(object)
    attach_requested = Signal(object)
    link_activated = Signal(str)
    export_requested = Signal()

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notesPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._themes = themes
        self._editing: Editing | None = None
        self._unsaved: tuple[str, str] | None = None
        self._empty_text = ""
        self.kept_draft: Callable[[str], str] = lambda _key: ""
        self._model = NotesModel(self)
        self._notes = ShownNotes(self)
        self._notes.setSourceModel(self._model)
        self._title, self._count, self._empty = QLabel(self), QLabel(self), QLabel(self)
        self._filter_button, self._export_button = QPushButton(self), QPushButton(self)
        self._filter = NoteFilter(themes, self)
        self._list = NoteList(themes, self._notes, self)
        self._new_place = QVBoxLayout()
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(DRAFT_MS)
        self._lay_out()
        self._connect()
        self._name()
        self._show_state()

    def _lay_out(self) -> None:
        self._title.setProperty("role", "heading")
        self._count.setProperty("role", "secondary")
        self._empty.setProperty("role", "secondary")
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setMargin(24)
        self._filter_button.setCheckable(True)
        header = QHBoxLayout()
        header.setContentsMargins(12, 8, 6, 6)
        header.setSpacing(6)
        header.addWidget(self._title)
        header.addWidget(self._count)
        header.addStretch(1)
        for button in (self._filter_button, self._export_button):
            button.setFlat(True)
            header.addWidget(button)
        self._new_place.setContentsMargins(12, 0, 12, 0)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(self._filter)
        column.addLayout(self._new_place)
        column.addLayout(self._stack, 1)
        self._filter.hide()
        self.setFocusProxy(self._list)

    def _connect(self) -> None:
        self._themes.changed.connect(self._dress)
        self._filter_button.toggled.connect(self._toggle_filter)
        self._export_button.clicked.connect(self.export_requested)
        self._filter.changed.connect(self._filter_changed)
        self._saving.timeout.connect(self.keep_draft)
        cards = self._list
        cards.activated_by_user.connect(self.activated)
        cards.edit_requested.connect(self.edit)
        cards.tags_requested.connect(self.edit)
        cards.done_toggled.connect(self.done_toggled)
        cards.recolor_requested.connect(self.recolor_requested)
        cards.copy_requested.connect(self.copy_requested)
        cards.link_requested.connect(self.link_requested)
        cards.delete_requested.connect(self.delete_requested)
        cards.version_requested.connect(self.version_requested)
        cards.attach_requested.connect(self.attach_requested)
        cards.link_activated.connect(self.link_activated)

    def _name(self) -> None:
        self._title.setText(self.tr("Notes"))
        self._list.setAccessibleName(self.tr("Notes"))
        self._filter_button.setText(self.tr("Filter"))
        self._export_button.setText(self.tr("Export"))
        self._filter_button.setToolTip(self.tr("Show only some notes"))
        self._export_button.setToolTip(self.tr("Write the notes into a file"))

    def changeEvent(self, event: QEvent) -> None:
        """Take on another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
            self._show_state()
            self._dress()

    @Slot()
    def _dress(self) -> None:
        self._list.cards.forget()
        self._list.doItemsLayout()
        self._list.viewport().update()

    # What is shown

    def show_annotations(self, annotations: Sequence[Annotation], titles: Mapping[ArticleId, str]) -> None:
        """Replace the cards; an open editor stays open with what was written in it."""
        current = self._list.current()
        editing = self._editing
        draft = editing.editor.draft if editing and editing.annotation else None
        focus = editing is not None and editing.has_focus
        self._list.close_editor()
        self._model.show(annotations, titles)
        self._filter.offer(self._model.annotations)
        if editing is not None and editing.annotation is not None and draft is not None:
            self._reopen(editing, draft, focus=focus)
        elif current is not None:
            self._list.setCurrentIndex(self._list.index_of(current.id))
        self._show_state()

    def _reopen(self, editing: Editing, draft: Draft, *, focus: bool) -> None:
        assert editing.annotation is not None  # noqa: S101 - checked by the caller
        row = self._model.row_of(editing.annotation.id)
        if row is None:  # it was deleted: what was written stays in the drafts
            self.keep_draft()
            self._close()
            return
        self._open_card_editor(self._model.annotations[row], draft, focus=focus)

    def set_empty_text(self, text: str) -> None:
        """Say what to do when there are no notes."""
        self._empty_text = text
        self._show_state()

    def reveal(self, annotation: AnnotationId) -> None:
        """Choose the card of an annotation and bring it into view, past the filter if need be."""
        if self._model.row_of(annotation) is not None and not self._list.index_of(annotation).isValid():
            self._filter.clear()
        if self._list.index_of(annotation).isValid():
            self._list.choose(annotation)

    def _show_state(self) -> None:
        total, shown = self._model.rowCount(), self._notes.rowCount()
        self._count.setText(str(total) if shown == total else self.tr("{0} of {1}").format(shown, total))
        self._empty.setText(self._empty_text if total == 0 else self.tr("No note fits the filter."))
        self._stack.setCurrentWidget(self._list if shown else self._empty)
        self._export_button.setEnabled(total > 0)

    @Slot(bool)
    def _toggle_filter(self, on: bool) -> None:
        self._filter.setVisible(on)
        if on:
            self._filter.take_focus()
        else:
            self._filter.clear()

    @Slot(object)
    def _filter_changed(self, which: AnnotationFilter) -> None:
        self._notes.set_filter(which)
        self._show_state()

    # Editing

    def is_editing(self) -> bool:
        """Return whether an editor is open."""
        return self._editing is not None

    def start_note(self, title: str, quote: str, key: str, note: NoteText, *, focus: bool = True) -> None:
        """Open an editor for a new note above the cards; `note` is what was written before."""
        self._put_aside()
        editor = NoteEditor(self._themes, quote or title, self)
        editor.fill(Draft(note))
        self._new_place.addWidget(editor)
        self._new_place.setContentsMargins(12, 0, 12, 10)
        editor.show()
        self._began(Editing(key, editor, None), focus=focus)

    @Slot(object)
    def edit(self, annotation: AnnotationId, draft: str = "", *, focus: bool = True) -> None:
        """Open the editor in the place of a card; `draft` is what was written before and not saved."""
        row = self._model.row_of(annotation)
        if row is None:
            return
        if self._editing is not None and self._editing.key == draft_key(annotation):
            self._editing.editor.take_focus()
            return
        self._put_aside()
        draft = draft or self.kept_draft(draft_key(annotation))
        one = self._model.annotations[row]
        note = one.note if one.note.body else NoteText("", one.note.level or NEW_LEVEL, one.note.date or today())
        if draft:
            note = replace(note, body=draft)
        self._open_card_editor(one, Draft(note, one.color, one.tags), focus=focus)

    def _open_card_editor(self, one: Annotation, draft: Draft, *, focus: bool) -> None:
        self._notes.keep(one.id)
        editor = NoteEditor(self._themes, one.selector.exact if one.selector else "", stored=one.note.body)
        editor.fill(draft)
        self._show_state()
        self._list.open_editor(one.id, editor)
        self._began(Editing(draft_key(one.id), editor, one), focus=focus)

    def _began(self, editing: Editing, *, focus: bool) -> None:
        self._editing = editing
        editing.editor.saved.connect(self._saved)
        editing.editor.cancelled.connect(self._cancelled)
        editing.editor.changed.connect(self._text_changed)
        if focus:
            editing.editor.take_focus()

    def _put_aside(self) -> None:
        self.keep_draft()
        self._close()

    def _close(self) -> None:
        editing, self._editing = self._editing, None
        if editing is None:
            return
        had_focus = editing.has_focus
        self._list.close_editor()
        if editing.annotation is None:
            self._new_place.removeWidget(editing.editor)
            self._new_place.setContentsMargins(12, 0, 12, 0)
            editing.editor.hide()
            editing.editor.deleteLater()
        self._notes.keep(None)
        self._show_state()
        if had_focus:
            self._list.setFocus()

    @Slot(object)
    def _saved(self, draft: Draft) -> None:
        editing = self._editing
        if editing is None:
            return
        self._forget_draft(editing.key)
        self._close()
        one = editing.annotation
        if one is None:
            self.note_created.emit((editing.key, draft.note))
            return
        if draft.note != one.note and (draft.note.body or one.note.body):
            self.note_edited.emit((one.id, draft.note))
        if draft.color != one.color:
            self.recolor_requested.emit((one.id, draft.color))
        if draft.tags != one.tags:
            self.tags_edited.emit((one.id, draft.tags))

    @Slot()
    def _cancelled(self) -> None:
        editing = self._editing
        if editing is None:
            return
        self._forget_draft(editing.key)
        self._close()
        self.note_cancelled.emit(editing.key)

    @Slot(str)
    def _text_changed(self, text: str) -> None:
        if self._editing is not None:
            self._unsaved = (self._editing.key, text)
            self._saving.start()

    @Slot()
    def keep_draft(self) -> None:
        """Have what was written kept now."""
        self._saving.stop()
        if self._unsaved is not None:
            unsaved, self._unsaved = self._unsaved, None
            self.draft_changed.emit(unsaved)

    def _forget_draft(self, key: str) -> None:
        self._saving.stop()
        self._unsaved = None
        self.draft_changed.emit((key, ""))
