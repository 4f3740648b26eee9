"""Find in page: a field, a count, next and previous."""

import re
from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from mine_reader.ui.icons import icon
from mine_reader.ui.reader_map import utf16_offsets
from mine_reader.ui.theme import Themes


def find_all(text: str, query: str) -> list[tuple[int, int]]:
    """Return where `query` is in `text`, whatever the case, in UTF-16 units."""
    if not query:
        return []
    found = [match.span() for match in re.finditer(re.escape(query), text, re.IGNORECASE)]
    units = utf16_offsets(text) if found else []
    return [(units[start], units[end]) for start, end in found]


class FindBar(QFrame):
    """Asks for a page's text and tells which of the hits to show."""

    changed = Signal(str)
    stepped = Signal(object)
    closed = Signal()

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._field = QLineEdit(self)
        self._count = QLabel(self)
        self._count.setProperty("role", "secondary")
        self._previous, self._next, self._close = QToolButton(self), QToolButton(self), QToolButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(4)
        row.addWidget(self._field, 1)
        for widget in (self._count, self._previous, self._next, self._close):
            row.addWidget(widget)
        self._field.textChanged.connect(self.changed)
        self._next.clicked.connect(self._forth)
        self._previous.clicked.connect(self._back)
        self._close.clicked.connect(self.close_bar)
        themes.changed.connect(self._dress)
        self._dress()
        self.hide()

    def _dress(self) -> None:
        theme = self._themes.theme
        self._field.setPlaceholderText(self.tr("Find in page"))
        self._field.setAccessibleName(self.tr("Find in page"))
        for button, name, text in (
            (self._previous, "previous", self.tr("Previous hit (Shift+Enter)")),
            (self._next, "next", self.tr("Next hit (Enter)")),
            (self._close, "close", self.tr("Close (Esc)")),
        ):
            button.setIcon(icon(name, theme))
            button.setToolTip(text)
            button.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        """Take on another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._dress()

    @property
    def query(self) -> str:
        """What is sought; empty while the bar is closed."""
        return self._field.text() if not self.isHidden() else ""

    def open_bar(self, text: str = "") -> None:
        """Show the bar, ready to type; `text` is what to look for first."""
        self.show()
        if text:
            self._field.setText(text)
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.changed.emit(self._field.text())

    @Slot()
    def close_bar(self) -> None:
        """Hide the bar."""
        self.hide()
        self.closed.emit()

    def show_count(self, at: int, total: int) -> None:
        """Say which hit of how many is shown; `at` counts from 0."""
        if not self._field.text():
            self._count.clear()
        elif total:
            self._count.setText(self.tr("{0} of {1}").format(at + 1, total))
        else:
            self._count.setText(self.tr("Not found"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on our own keys."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _forth(self) -> None:
        self.stepped.emit(1)

    @Slot()
    def _back(self) -> None:
        self.stepped.emit(-1)


def nearest(hits: Iterable[tuple[int, int]], position: int) -> int:
    """Return the index of the first hit at or after a position, else of the first; -1 without hits."""
    at = -1
    for at, (start, _) in enumerate(hits):
        if start >= position:
            return at
    return 0 if at >= 0 else -1
