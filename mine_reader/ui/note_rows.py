"""Rows of all notes: every row of one height, so that tens of thousands cost no more than those on screen."""

from collections.abc import Collection

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mine_reader.model import Annotation, AnnotationId
from mine_reader.ui.models.notes import ANNOTATION, TITLE, Index, NotesModel
from mine_reader.ui.note_card import WORD_GAP, Words, about, fit_lines, line_height, paint_words, small_font
from mine_reader.ui.theme import Themes

_SIDE, _BETWEEN = 8, 4
_PAD_X, _PAD_Y = 12, 8
_TEXT_LINES = 2
_LEAST_TITLE = 48


class RowDelegate(QStyledItemDelegate):
    """Paints a row: what the note says, what it is on, what is known about it."""

    def __init__(self, view: QListView, themes: Themes) -> None:
        super().__init__(view)
        self._view = view
        self._themes = themes

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height that every row has."""
        font = option.font
        height = _TEXT_LINES * line_height(font) + 2 * line_height(small_font(font)) + 2 * _PAD_Y + _BETWEEN
        return QSize(80, round(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        one: Annotation = index.data(ANNOTATION)
        frame = option.rect.adjusted(_SIDE, 0, -_SIDE, -_BETWEEN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, frame, one, option)
        self._paint_text(painter, frame, one, index.data(TITLE), option.font)
        painter.restore()

    def _paint_ground(self, painter: QPainter, frame: QRect, one: Annotation, option: QStyleOptionViewItem) -> None:
        theme = self._themes.theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        current = self._view.currentIndex() == option.index and self._view.hasFocus()
        painter.setPen(QPen(theme.color("accent" if current else "line"), 1))
        painter.setBrush(theme.color("selection" if chosen else "surface"))
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.bar(one.color))
        painter.drawRoundedRect(QRectF(frame.left(), frame.top() + 8, 3, frame.height() - 16), 1.5, 1.5)

    def _paint_text(self, painter: QPainter, frame: QRect, one: Annotation, title: str, font: QFont) -> None:
        theme = self._themes.theme
        width, small = frame.width() - 2 * _PAD_X, small_font(font)
        quote = one.selector.exact if one.selector else ""
        note = one.note.body.strip()
        under = quote if note else ""
        lines = _TEXT_LINES if under else _TEXT_LINES + 1
        x, y = frame.left() + _PAD_X, float(frame.top() + _PAD_Y)
        for text, face, token, limit in ((note or quote, font, "text", lines), (under, small, "secondary", 1)):
            painter.setFont(face)
            painter.setPen(theme.color(token))
            for line in fit_lines(text[:400], face, width, limit):
                painter.drawText(QPointF(x, y + QFontMetricsF(face).ascent()), line)
                y += line_height(face)
        bottom = frame.bottom() - _PAD_Y - line_height(small) + 2
        painter.setFont(small)
        painter.setClipRect(frame)
        self._paint_last(painter, (*about(one), (title, "secondary")), QPointF(x, bottom), width)

    def _paint_last(self, painter: QPainter, words: Words, at: QPointF, width: int) -> None:
        """Paint what is known about the note, and of its article's title as much as there is room for."""
        metrics = QFontMetricsF(painter.font())
        *others, (title, token) = words
        left = width - sum(metrics.horizontalAdvance(word) + WORD_GAP for word, _ in others)
        if left > _LEAST_TITLE:
            others.append((metrics.elidedText(title, Qt.TextElideMode.ElideRight, left), token))
        paint_words(painter, self._themes.theme, tuple(others), at, width)


class NoteRows(QListView):
    """Rows of annotations, several of which may be chosen."""

    activated_by_user = Signal(object)
    done_wanted = Signal()
    copy_wanted = Signal()
    delete_wanted = Signal()
    menu_wanted = Signal(object)
    chosen_changed = Signal()

    def __init__(self, themes: Themes, notes: NotesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes = notes
        self.setModel(notes)
        self.setItemDelegate(RowDelegate(self, themes))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        self.setStyleSheet("NoteRows { background: transparent; }")
        self.selectionModel().selectionChanged.connect(self.chosen_changed)

    def current(self) -> Annotation | None:
        """Return the annotation that the keys are at."""
        return self._at(self.currentIndex())

    def chosen(self) -> tuple[Annotation, ...]:
        """Return the annotations that are chosen, top down."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._notes.annotations[row] for row in rows)

    def choose(self, annotation: AnnotationId) -> None:
        """Choose a row and bring it into view; nothing is sent."""
        row = self._notes.row_of(annotation)
        if row is not None:
            self.setCurrentIndex(self._notes.index(row))

    def choose_all(self, ids: Collection[AnnotationId], current: Annotation | None) -> None:
        """Choose rows again that were chosen before the rows were replaced, in one selection."""
        selection, known = QItemSelection(), {one.id: row for row, one in enumerate(self._notes.annotations)}
        for row in sorted(known[id_] for id_ in ids if id_ in known):
            selection.select(self._notes.index(row), self._notes.index(row))
        flags = QItemSelectionModel.SelectionFlag
        if current is not None and current.id in known:
            self.selectionModel().setCurrentIndex(self._notes.index(known[current.id]), flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect)

    def step(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) row; return whether there is one."""
        row = self.currentIndex().row() + by if self.currentIndex().isValid() else 0
        if not 0 <= row < self._notes.rowCount():
            return False
        self.setCurrentIndex(self._notes.index(row))
        self._tell()
        return True

    def _at(self, index: QModelIndex) -> Annotation | None:
        found = index.data(ANNOTATION) if index.isValid() else None
        return found if isinstance(found, Annotation) else None

    def _tell(self) -> None:
        one = self.current()
        if one is not None:
            self.activated_by_user.emit(one.id)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window's shortcuts."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the place, tick off, copy, delete; the arrows show the place of the row they reach."""
        key, before = event.key(), self.current()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._tell()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.delete_wanted.emit()
        elif key == Qt.Key.Key_Space and not control:
            self.done_wanted.emit()
        elif control and key == Qt.Key.Key_C:
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)
            if self.current() != before and len(self.selectionModel().selectedIndexes()) == 1:
                self._tell()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show the place of the row that was clicked, unless several are being chosen."""
        super().mouseReleaseEvent(event)
        one = self._at(self.indexAt(event.position().toPoint()))
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if one is not None and event.button() == Qt.MouseButton.LeftButton and plain:
            self.activated_by_user.emit(one.id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep what is chosen under a menu."""
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.RightButton or not self.selectionModel().isSelected(index):
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is chosen."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if self.chosen():
            corner = self.visualRect(self.currentIndex()).topLeft() + QPoint(_SIDE, _BETWEEN)
            self.menu_wanted.emit(self.viewport().mapToGlobal(corner) if by_key else event.globalPos())
