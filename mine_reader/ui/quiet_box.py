"""A choice that looks like the fields around it."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QWidget

from mine_reader.ui.theme import Themes


class QuietBox(QComboBox):
    """A combo box with a hairline and a small arrow: style sheets can take Qt's arrow away, but not draw another."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow over the rest."""
        super().paintEvent(event)
        theme = self._themes.theme
        x, y = self.width() - 12.5, self.height() / 2 - 1.5
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(theme.color("secondary" if self.isEnabled() else "quote"), 1.3)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF([QPointF(x - 3.5, y), QPointF(x, y + 3.5), QPointF(x + 3.5, y)]))
