"""The notes of the whole library, in the place of the article list."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from mine_reader.model import AnnotationFilter, AnnotationKinds, FoundAnnotations, SourceId, Status
from mine_reader.ui import labels
from mine_reader.ui.icons import icon
from mine_reader.ui.models.notes import NotesModel
from mine_reader.ui.note_filter import NoteFilter
from mine_reader.ui.note_list import add_text_actions, color_menu
from mine_reader.ui.note_rows import NoteRows
from mine_reader.ui.theme import Themes

_TYPING_MS = 150


class AllNotes(QWidget):
    """Rows under a filter; what is asked for is about the rows that are chosen, `rows.chosen()`."""

    filter_changed = Signal()
    recolor_wanted = Signal(object)
    done_wanted = Signal(bool)
    tags_wanted = Signal()
    copy_wanted = Signal()
    link_wanted = Signal(object)
    version_wanted = Signal(object)
    attach_wanted = Signal(object)
    export_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("allNotes")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._themes = themes
        self._loaded = False
        self.model = NotesModel(self)
        self.filter = NoteFilter(themes, self, whole=True)
        self.rows = NoteRows(themes, self.model, self)
        self._title, self._count, self._empty, self._number = (QLabel(self) for _ in range(4))
        self._buttons = {name: QToolButton(self) for name in ("check", "tag", "highlight", "copy", "export", "delete")}
        self._bar = QWidget(self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self._title.setProperty("role", "heading")
        for label in (self._count, self._empty, self._number):
            label.setProperty("role", "secondary")
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(24)
        header = QHBoxLayout()
        header.setContentsMargins(12, 10, 12, 8)
        header.setSpacing(6)
        header.addWidget(self._title)
        header.addWidget(self._count)
        header.addStretch(1)
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(12, 4, 8, 4)
        bar.setSpacing(0)
        bar.addWidget(self._number)
        bar.addStretch(1)
        for button in self._buttons.values():
            button.setAutoRaise(True)
            bar.addWidget(button)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(self.filter)
        column.addLayout(self._stack, 1)
        column.addWidget(self._bar)
        self._bar.hide()
        self.setFocusProxy(self.rows)

    def _connect(self) -> None:
        self._themes.changed.connect(self._dress)
        self.filter.changed.connect(self._typing.start)
        self._typing.timeout.connect(self.filter_changed)
        self.rows.chosen_changed.connect(self._count_chosen)
        self.rows.done_wanted.connect(self._toggle_done)
        self.rows.copy_wanted.connect(self.copy_wanted)
        self.rows.delete_wanted.connect(self.delete_wanted)
        self.rows.menu_wanted.connect(self._open_menu)
        self._buttons["check"].clicked.connect(self._toggle_done)
        self._buttons["tag"].clicked.connect(self.tags_wanted)
        self._buttons["highlight"].clicked.connect(self._open_colors)
        self._buttons["copy"].clicked.connect(self.copy_wanted)
        self._buttons["export"].clicked.connect(self.export_wanted)
        self._buttons["delete"].clicked.connect(self.delete_wanted)

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.rows.setAccessibleName(labels.all_notes())
        for button, text in zip(self._buttons.values(), self._texts(), strict=True):
            button.setToolTip(text.rstrip("…"))
            button.setAccessibleName(text.rstrip("…"))
        self._dress()
        self._show_state()
        self._count_chosen()

    def _texts(self) -> tuple[str, ...]:
        return (
            self.tr("Done / not done"),
            self.tr("Tags…"),
            self.tr("Colour"),
            self.tr("Copy as Markdown"),
            self.tr("Export…"),
            self.tr("Delete"),
        )

    def changeEvent(self, event: QEvent) -> None:
        """Take on another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _dress(self) -> None:
        for name, button in self._buttons.items():
            button.setIcon(icon(name, self._themes.theme))
        self.rows.viewport().update()

    # What is shown

    @property
    def which(self) -> AnnotationFilter:
        """What the filter asks for."""
        return self.filter.which

    def begin(self, *, todo: bool) -> None:
        """Show everything, or what is to do."""
        self.filter.show_todos(on=todo)
        self._typing.stop()
        self.filter_changed.emit()

    def show_found(self, found: FoundAnnotations) -> None:
        """Replace the rows; where the keys are and what is seen stays where it can."""
        current, bar = self.rows.current(), self.rows.verticalScrollBar()
        chosen, seen = {one.id for one in self.rows.chosen()}, bar.value()
        self._loaded = True
        self.model.show(found.annotations, found.titles)
        self._show_state()
        if not self.rows.chosen():
            self.rows.choose_all(chosen, current)
        bar.setValue(seen)
        self._count_chosen()

    def offer(self, kinds: AnnotationKinds, sources: Mapping[SourceId, str]) -> None:
        """Offer in the filter what there is."""
        self.filter.offer_these(kinds.levels, kinds.tags, sources)

    def _show_state(self) -> None:
        number = self.model.rowCount()
        self._title.setText(labels.todos() if self.filter.which.todo else labels.all_notes())
        self._count.setText(str(number))
        if self.filter.which == AnnotationFilter():
            text = self.tr("No notes yet.\nSelect text and press H to highlight it, or E to write a note.")
        elif self.filter.which == AnnotationFilter(todo=True):
            text = self.tr("There is nothing to do.\nNotes of level 2 that are not ticked off are listed here.")
        else:
            text = self.tr("No note fits the filter.")
        self._empty.setText(text if self._loaded else "")
        self._stack.setCurrentWidget(self.rows if number else self._empty)

    def _count_chosen(self) -> None:
        number = len(self.rows.selectionModel().selectedIndexes())
        self._bar.setVisible(number > 0)
        self._number.setText(self.tr("%n chosen", "", number))

    # Acts

    def _toggle_done(self) -> None:
        noted = [one for one in self.rows.chosen() if one.note.body]
        if noted:
            self.done_wanted.emit(not all(one.note.status is Status.DONE for one in noted))

    def _open_colors(self) -> None:
        button = self._buttons["highlight"]
        menu = self._colors()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _colors(self) -> QMenu:
        now = {one.color for one in self.rows.chosen()}
        return color_menu(self, self._themes.theme, now, self.recolor_wanted.emit)

    def _open_menu(self, at: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def make_menu(self) -> QMenu:
        """Return what can be done to the rows that are chosen."""
        menu = QMenu(self)
        noted = any(one.note.body for one in self.rows.chosen())
        menu.addAction(self.tr("Done"), partial(self.done_wanted.emit, True)).setEnabled(noted)
        menu.addAction(self.tr("Not done"), partial(self.done_wanted.emit, False)).setEnabled(noted)
        menu.addMenu(self._colors())
        _, tags, _, copy, export, delete = self._texts()
        menu.addAction(tags, self.tags_wanted.emit)
        menu.addSeparator()
        menu.addAction(copy, self.copy_wanted.emit)
        chosen = self.rows.chosen()
        if len(chosen) == 1:
            menu.addAction(self.tr("Copy the link to the note"), partial(self.link_wanted.emit, chosen[0].id))
            add_text_actions(menu, chosen[0], self.version_wanted.emit, self.attach_wanted.emit)
        menu.addAction(export, self.export_wanted.emit)
        menu.addSeparator()
        menu.addAction(delete, self.delete_wanted.emit)
        return menu
