"""The editor of a note, in the place of its card: text, level, date, status, colour, tags."""

import re
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mine_reader.model import Color, NoteText, Status
from mine_reader.ui.note_card import fit_lines
from mine_reader.ui.quiet_box import QuietBox
from mine_reader.ui.selection_bar import swatch
from mine_reader.ui.theme import Themes

LEVELS = ("1", "2", "3")
LEVEL = re.compile(r"(?:[0-9](?:-[0-9])?)?")
BODY_HEIGHT = 84


@dataclass(frozen=True, slots=True)
class Draft:
    """What the editor holds."""

    note: NoteText
    color: Color | None = None
    tags: tuple[str, ...] = ()


def split_tags(text: str) -> tuple[str, ...]:
    """Return the tags that a line names, each once: apart by commas or spaces, with or without `#`."""
    words = text.replace("，", " ").replace("、", " ").replace(",", " ").split()
    return tuple(dict.fromkeys(tag for word in words if (tag := word.strip("#"))))


def is_date(text: str) -> bool:
    """Return whether a text is an ISO date, or nothing."""
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class BodyEdit(QPlainTextEdit):
    """The text of a note. Ctrl+Enter saves, Esc cancels, 1 2 3 before the first character set the level."""

    done = Signal()
    given_up = Signal()
    level_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.takes_level = False
        self.setTabChangesFocus(True)
        self.setFixedHeight(BODY_HEIGHT)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take text; files are for the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save, cancel, set the level, or type."""
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and control:
            self.done.emit()
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.text() in LEVELS and (alt or (self.takes_level and not self.toPlainText())):
            self.takes_level = False
            self.level_typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class NoteEditor(QFrame):
    """Edits one note; `stored` is its text, None for a new one.

    It never closes by itself: whoever opened it does, when `saved` or `cancelled` comes.
    """

    saved = Signal(object)
    cancelled = Signal()
    changed = Signal(str)
    grown = Signal()

    def __init__(self, themes: Themes, quote: str, parent: QWidget | None = None, *, stored: str | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._new = stored is None
        self._stored = stored or ""
        self._let_go = ""
        self._quoted = quote
        self._color: Color | None = None
        self._colors: dict[Color | None, QToolButton] = {}
        self._quote = QLabel(self)
        self._quote.setTextFormat(Qt.TextFormat.PlainText)
        self._quote.setProperty("role", "secondary")
        self._quote.setMinimumWidth(1)
        self._quote.setVisible(bool(quote.strip()))
        self.body = BodyEdit(self)
        self.body.takes_level = self._new
        self._level = QuietBox(themes, self)
        self._status = QuietBox(themes, self)
        self._date = QLineEdit(self)
        self._tags = QLineEdit(self)
        self._problem = QLabel(self)
        self._save = QPushButton(self.tr("Save"), self)
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self.setObjectName("noteEditor")
        self._fill()
        self._lay_out()
        self._connect()

    def _fill(self) -> None:
        self.body.setPlaceholderText(self.tr("A note, in Markdown"))
        self.body.setAccessibleName(self.tr("Text of the note"))
        self._level.setEditable(True)
        self._level.addItems(["", *LEVELS])
        for status, text in ((None, "—"), (Status.OPEN, self.tr("To do")), (Status.DONE, self.tr("Done"))):
            self._status.addItem(text, status)
        self._date.setPlaceholderText(self.tr("YYYY-MM-DD"))
        self._tags.setPlaceholderText(self.tr("Tags"))
        for widget, name in (
            (self._level, self.tr("Level")),
            (self._status, self.tr("Status")),
            (self._date, self.tr("Date")),
            (self._tags, self.tr("Tags")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(name)
        for line in self.findChildren(QLineEdit):
            line.setAcceptDrops(False)
        self._problem.setProperty("role", "secondary")
        self._problem.hide()
        self._save.setToolTip(self.tr("Save (Ctrl+Enter)"))
        self._cancel.setToolTip(self.tr("Cancel (Esc)"))
        theme = self._themes.theme
        self.setStyleSheet(
            f"#noteEditor {{ background: {theme.hex('surface')}; border: 1px solid {theme.hex('accent')};"
            " border-radius: 6px; } QLineEdit { padding: 2px 6px; } QuietBox { padding: 2px 18px 2px 6px; }"
            " QPushButton { padding: 3px 10px; }"
            f" QToolButton {{ padding: 3px; }} QToolButton:checked {{ border: 2px solid {theme.hex('accent')}; }}"
        )

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(4)
        fields = ((self._level, self.tr("Level")), (self._status, self.tr("Status")), (self._date, self.tr("Date")))
        for row, (widget, name) in enumerate(fields):
            label = QLabel(name, self)
            label.setProperty("role", "secondary")
            label.setBuddy(widget)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addWidget(self._quote)
        column.addWidget(self.body)
        column.addLayout(grid)
        if self._new:
            self._tags.hide()
        else:
            column.addWidget(self._tags)
            column.addLayout(self._color_row())
        column.addWidget(self._problem)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        column.addLayout(buttons)

    def _color_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        names = {
            None: self.tr("No colour"),
            Color.YELLOW: self.tr("Yellow"),
            Color.GREEN: self.tr("Green"),
            Color.BLUE: self.tr("Blue"),
            Color.PINK: self.tr("Pink"),
            Color.PURPLE: self.tr("Purple"),
        }
        theme = self._themes.theme
        for color, name in names.items():
            button = QToolButton(self)
            fill = theme.highlight(color) if color else theme.color("surface")
            button.setIcon(swatch(fill, theme.bar(color), self.devicePixelRatioF(), 16))
            button.setIconSize(QSize(16, 16))
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(self._pick_color)
            self._colors[color] = button
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.body.done.connect(self.save)
        self.body.given_up.connect(self.give_up)
        self.body.level_typed.connect(self._level.setCurrentText)
        self.body.textChanged.connect(self._text_changed)
        self._save.clicked.connect(self.save)
        self._cancel.clicked.connect(self.cancelled)

    @property
    def draft(self) -> Draft:
        """What the editor holds now."""
        level, when = self._level.currentText().strip(), self._date.text().strip()
        status = self._status.currentData()
        note = NoteText(
            self.body.toPlainText().strip(), level or None, when or None, Status(status) if status is not None else None
        )
        return Draft(note, self._color, split_tags(self._tags.text()))

    def fill(self, draft: Draft) -> None:
        """Put a note into the editor, the cursor at its end."""
        self.body.setPlainText(draft.note.body)
        self.body.moveCursor(QTextCursor.MoveOperation.End)
        self._level.setCurrentText(draft.note.level or "")
        self._date.setText(draft.note.date or "")
        self._status.setCurrentIndex(max(0, self._status.findData(draft.note.status)))
        self._tags.setText(" ".join(f"#{tag}" for tag in draft.tags))
        self._color = draft.color
        if draft.color in self._colors:
            self._colors[draft.color].setChecked(True)

    def take_focus(self) -> None:
        """Begin typing."""
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def save(self) -> None:
        """Hand out what was written, unless it is nothing or its date is none."""
        draft = self.draft
        if not is_date(draft.note.date or ""):
            self._say(self.tr("The date is written like 2023-12-09."))
            self._date.setFocus()
        elif not LEVEL.fullmatch(draft.note.level or ""):
            self._say(self.tr("A level is a digit, or two like 1-2."))
            self._level.setFocus()
        elif self._new and not draft.note.body:
            self._say(self.tr("There is nothing to save yet."))
        else:
            self.saved.emit(draft)

    @Slot()
    def give_up(self) -> None:
        """Cancel; where something was written only when asked again."""
        written = self.body.toPlainText().strip()
        if written not in {self._stored, self._let_go}:
            self._let_go = written
            self._say(self.tr("Esc again throws away what you wrote. Ctrl+Enter saves it."))
        else:
            self.cancelled.emit()

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setWordWrap(True)
        self._problem.show()
        self.grown.emit()

    @Slot()
    def _text_changed(self) -> None:
        self.changed.emit(self.body.toPlainText())

    @Slot()
    def _pick_color(self) -> None:
        sender = self.sender()
        self._color = next((color for color, button in self._colors.items() if button is sender), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the quotation as one line holds."""
        super().resizeEvent(event)
        self._quote.setText("".join(fit_lines(self._quoted, self._quote.font(), self._quote.width() - 2, 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save or cancel from any of the fields."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.save()
        else:
            super().keyPressEvent(event)
