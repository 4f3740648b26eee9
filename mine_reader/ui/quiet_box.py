"""A choice that looks like the fields around it."""

from PySide6.QtCore import QDate, QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QDateEdit, QWidget

from mine_reader.ui.theme import Theme, Themes


class QuietBox(QComboBox):
    """A combo box with a hairline and a small arrow: style sheets can take Qt's arrow away, but not draw another."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow over the rest."""
        super().paintEvent(event)
        _paint_arrow(self, self._themes.theme)


class QuietDate(QDateEdit):
    """A day, with the same hairline and arrow, that opens a calendar."""

    def __init__(self, day: QDate, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(day, parent)
        self._themes = themes
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow over the rest."""
        super().paintEvent(event)
        _paint_arrow(self, self._themes.theme)


def _paint_arrow(box: QWidget, theme: Theme) -> None:
    x, y = box.width() - 12.5, box.height() / 2 - 1.5
    with QPainter(box) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("secondary" if box.isEnabled() else "quote"), 1.3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(x - 3.5, y), QPointF(x, y + 3.5), QPointF(x + 3.5, y)]))
