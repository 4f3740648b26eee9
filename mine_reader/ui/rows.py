"""What the two lists have in common: rows painted by ourselves, from the tokens of the theme."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from mine_reader.ui.icons import pixmap
from mine_reader.ui.theme import Themes

Index = QModelIndex | QPersistentModelIndex

_RADIUS = 6
_KEY_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_SAME_REASONS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class Heights(QStyledItemDelegate):
    """Asks the view how high a row is; the view paints."""

    def __init__(self, view: "RowView") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the row's size."""
        return QSize(40, self._view.row_height(index))


class RowView(QTreeView):
    """A tree without header and frame that paints whole rows and knows which one is under the mouse."""

    radius = _RADIUS

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.themes = themes
        self._hover = QPersistentModelIndex()
        self._by_key = False
        self.setHeaderHidden(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setAllColumnsShowFocus(True)
        self.setItemDelegate(Heights(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        themes.changed.connect(self._repaint)

    def row_height(self, index: Index) -> int:
        """Return the height of a row; to be overridden."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, rect: QRect, index: Index, indent: int) -> None:
        """Paint a row; its ground is done. To be overridden."""
        raise NotImplementedError

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are shortcuts here."""

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row, all of it."""
        rect = QRect(0, options.rect.top(), self.viewport().width(), options.rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, index)
        self.paint_row(painter, rect, index, self.visualRect(index).left())
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, index: Index) -> None:
        selectable = bool(index.flags() & Qt.ItemFlag.ItemIsSelectable)
        fill = "hover" if selectable and self._hover == index else ""
        if self.selectionModel().isSelected(index):
            fill = "selection"
        if fill:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.themes.theme.color(fill))
            painter.drawRoundedRect(self.ground(rect), self.radius, self.radius)
        if self._by_key and self.hasFocus() and self.currentIndex() == index:
            painter.setPen(QPen(self.themes.theme.color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.ground(rect).adjusted(1, 1, -1, -1), self.radius, self.radius)

    def ground(self, rect: QRect) -> QRect:
        """Return the part of a row that selection and hover fill."""
        return rect

    def is_selected(self, index: Index) -> bool:
        """Return whether a row is selected."""
        return self.selectionModel().isSelected(index)

    def paint_caret(self, painter: QPainter, center: QPoint, index: Index) -> None:
        """Paint the sign of an open or closed branch."""
        if not self.model().hasChildren(index):
            return
        x, y = center.x(), center.y()
        if self.isExpanded(index):
            shape = QPolygon([QPoint(x - 4, y - 2), QPoint(x + 4, y - 2), QPoint(x, y + 3)])
        else:
            shape = QPolygon([QPoint(x - 2, y - 4), QPoint(x + 3, y), QPoint(x - 2, y + 4)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.themes.theme.color("secondary"))
        painter.drawPolygon(shape)

    def paint_icon(self, painter: QPainter, rect: QRect, name: str, token: str) -> None:
        """Paint an icon in a token's colour."""
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(rect.topLeft(), pixmap(name, self.themes.theme, token, rect.width(), ratio))

    def ink(self, index: Index) -> QColor:
        """Return the colour of a row's text."""
        return self.themes.theme.color("selection_text" if self.is_selected(index) else "text")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the focus is when it came by a key."""
        self._by_key = event.reason() in _KEY_REASONS or (self._by_key and event.reason() in _SAME_REASONS)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show where the focus is from the first key on."""
        self._by_key = True
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show the focus no longer: the mouse is there."""
        self._by_key = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        self._set_hover(self.indexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mouse."""
        self._set_hover(QModelIndex())
        super().leaveEvent(event)

    def _set_hover(self, index: QModelIndex) -> None:
        if self._hover != index:
            self._hover = QPersistentModelIndex(index)
            self.viewport().update()

    def _repaint(self) -> None:
        self.viewport().update()

    def toggle(self, index: QModelIndex) -> None:
        """Open or close a branch."""
        if self.model().hasChildren(index):
            self.setExpanded(index, not self.isExpanded(index))
