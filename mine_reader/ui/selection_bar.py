"""The small bar at a selection: five colours, note, copy as quote, search the web."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QToolButton, QWidget

from mine_reader.model import Color
from mine_reader.ui.icons import icon
from mine_reader.ui.theme import Theme, Themes

SWATCH = 20


def swatch(fill: QColor, edge: QColor, ratio: float = 1.0, size: int = SWATCH) -> QIcon:
    """Return a round spot of colour."""
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(fill)
        painter.drawEllipse(QRect(1, 1, size - 3, size - 3))
    return QIcon(pixmap)


class SelectionBar(QFrame):
    """Floats over the page; every button is reachable by Tab and the arrows."""

    color_chosen = Signal(object)
    note_chosen = Signal()
    quote_chosen = Signal()
    search_chosen = Signal()
    dismissed = Signal()

    def __init__(self, themes: Themes, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._themes = themes
        self._colors: dict[Color, QToolButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 4, 6, 4)
        self._row.setSpacing(0)
        for color in Color:
            button = self._button()
            button.clicked.connect(self._choose_color)
            button.setProperty("color", color.value)
            self._colors[color] = button
        self._row.addSpacing(13)
        self._note, self._quote, self._search = self._button(), self._button(), self._button()
        self._note.clicked.connect(self.note_chosen)
        self._quote.clicked.connect(self.quote_chosen)
        self._search.clicked.connect(self.search_chosen)
        self._shadow = QGraphicsDropShadowEffect(self)
        self._shadow.setBlurRadius(18)
        self._shadow.setOffset(0, 4)
        self.setGraphicsEffect(self._shadow)
        self.setAccessibleName(self.tr("Annotate the selection"))
        themes.changed.connect(self._dress)
        self._dress()
        self.hide()

    def _button(self) -> QToolButton:
        button = QToolButton(self)
        button.setFixedSize(28, 28)
        button.setAutoRaise(True)
        self._row.addWidget(button)
        return button

    def _dress(self) -> None:
        theme = self._themes.theme
        self._shadow.setColor(QColor(0, 0, 0, 120 if theme.dark else 60))
        for color, button in self._colors.items():
            button.setIcon(swatch(theme.highlight(color), theme.bar(color), self.devicePixelRatioF()))
            button.setIconSize(QSize(SWATCH, SWATCH))
        self._name_colors()
        for button, name, text in (
            (self._note, "note", self.tr("Write a note (e)")),
            (self._quote, "quote", self.tr("Copy as quote")),
            (self._search, "search", self.tr("Search the web")),
        ):
            button.setIcon(icon(name, theme, "text"))
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.update()

    def _name_colors(self) -> None:
        names = {
            Color.YELLOW: self.tr("Highlight yellow"),
            Color.GREEN: self.tr("Highlight green"),
            Color.BLUE: self.tr("Highlight blue"),
            Color.PINK: self.tr("Highlight pink"),
            Color.PURPLE: self.tr("Highlight purple"),
        }
        for color, button in self._colors.items():
            button.setToolTip(names[color])
            button.setAccessibleName(names[color])

    def changeEvent(self, event: QEvent) -> None:
        """Take on another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._dress()

    def show_near(self, at: QRect) -> None:
        """Show the bar under a rectangle of the parent's, or over it where there is no room, within the parent."""
        self.adjustSize()
        room = self._over.rect().adjusted(8, 8, -8, -8)
        x = min(max(room.left(), at.center().x() - self.width() // 2), room.right() - self.width())
        lowest = room.bottom() - self.height()
        y = at.bottom() + 8
        if y > lowest:
            y = min(lowest, at.top() - 8 - self.height())
        y = max(room.top(), y)
        self.move(QPoint(x, y))
        self.show()
        self.raise_()

    def take_focus(self) -> None:
        """Go to the first button."""
        self._colors[Color.YELLOW].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on our own keys."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.focusNextPrevChild(key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the ground and the line between colours and buttons."""
        theme: Theme = self._themes.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("line"), 1))
            painter.setBrush(theme.color("surface"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
            x = self._note.x() - 7
            painter.drawLine(x, 9, x, self.height() - 10)

    def _choose_color(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.color_chosen.emit(Color(str(sender.property("color"))))
