"""The rows of a search, painted: titles and snippets with their hits marked."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from mine_reader.model import Color, Span
from mine_reader.model.searching import Hit
from mine_reader.ui import labels
from mine_reader.ui.models.results import Header, More, ResultsModel, Row
from mine_reader.ui.reader_map import utf16_offsets
from mine_reader.ui.rows import Index, RowView
from mine_reader.ui.theme import Themes

_SIDE = 14
_LINES = 2
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ResultRows(RowView):
    """`opened(row)` when Enter is pressed on a row, or it is clicked; `left` when Up is pressed on the first."""

    radius = 0
    opened = Signal(object)
    left = Signal()

    def __init__(self, themes: Themes, model: ResultsModel, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self.setModel(model)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.clicked.connect(self._clicked)

    def row(self, index: Index) -> Row | None:
        """Return what a row stands for."""
        found = index.data(ResultsModel.ROW)
        return found if isinstance(found, Header | Hit | More) else None

    def _small_font(self) -> QFont:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.92)
        return font

    def row_height(self, index: Index) -> int:
        """Return the height of the lines and the room around them."""
        line = self.fontMetrics().height()
        if not isinstance(self.row(index), Hit):
            return line + 20
        small = QFontMetrics(self._small_font()).height()
        return 8 + line + 4 + _LINES * (small + 2) + small + 4 + 8

    def paint_row(self, painter: QPainter, rect: QRect, index: Index, indent: int) -> None:  # noqa: ARG002
        """Paint a header, a hit, or the row that asks for more."""
        row = self.row(index)
        box = rect.adjusted(_SIDE, 8, -_SIDE, 0)
        if isinstance(row, Hit):
            self._paint_hit(painter, box, index, row)
            return
        font = self._small_font()
        font.setBold(isinstance(row, Header))
        painter.setFont(font)
        painter.setPen(self.themes.theme.color("secondary" if isinstance(row, Header) else "accent"))
        if isinstance(row, Header):
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, labels.hit_kind(row.kind))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{row.total:,}")
        elif row is not None:
            painter.drawText(box.adjusted(0, -8, 0, 0), Qt.AlignmentFlag.AlignVCenter, labels.more_hits())

    def _paint_hit(self, painter: QPainter, box: QRect, index: Index, hit: Hit) -> None:
        theme = self.themes.theme
        font = self.font()
        font.setBold(True)
        ink = self.ink(index)
        title = QFontMetrics(font).elidedText(hit.title, Qt.TextElideMode.ElideRight, box.width())
        height = self._marked(painter, box, (title, _within(hit.title_spans, len(title))), (font, ink, 1))
        box.setTop(box.top() + max(height, self.fontMetrics().height()) + 4)
        small = self._small_font()
        self._marked(painter, box, (hit.snippet, hit.spans), (small, ink, _LINES))
        metrics = QFontMetrics(small)
        box.setTop(box.top() + _LINES * (metrics.height() + 2))
        painter.setFont(small)
        painter.setPen(theme.color("secondary"))
        about = " · ".join(filter(None, (hit.issue_title or hit.source, hit.day)))
        painter.drawText(box, metrics.elidedText(about, Qt.TextElideMode.ElideMiddle, box.width()))

    def _marked(
        self, painter: QPainter, box: QRect, what: tuple[str, Sequence[Span]], how: tuple[QFont, QColor, int]
    ) -> int:
        """Paint text on so many lines, its spans marked; return the height."""
        text, spans = what
        font, ink, lines = how
        layout = QTextLayout(text, font)
        option = QTextOption()
        one_line = lines == 1
        mode = QTextOption.WrapMode
        option.setWrapMode(mode.WrapAnywhere if one_line else mode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(text, spans))
        layout.beginLayout()
        height = 0.0
        for _ in range(lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(box.width())
            line.setPosition(QPointF(0, height))
            height += line.height() + 2
        layout.endLayout()
        painter.setPen(ink)
        layout.draw(painter, QPointF(box.topLeft()))
        return round(height)

    def _formats(self, text: str, spans: Sequence[Span]) -> list[QTextLayout.FormatRange]:
        offsets = utf16_offsets(text) if spans else []
        found = []
        for span in spans:
            one = QTextLayout.FormatRange()
            one.start = offsets[span.start]
            one.length = offsets[span.end] - one.start
            mark = QTextCharFormat()
            mark.setBackground(self.themes.theme.highlight(Color.YELLOW))
            mark.setForeground(self.themes.theme.color("text"))
            one.format = mark
            found.append(one)
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out anew when the width changed."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; leave upwards."""
        if event.key() in _OPENING:
            self.opened.emit(self.row(self.currentIndex()))
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Up and self.currentIndex() == before:
            self.left.emit()

    def _clicked(self, index: Index) -> None:
        row = self.row(index)
        if isinstance(row, More):
            self.opened.emit(row)


def _within(spans: Sequence[Span], length: int) -> list[Span]:
    """Return the parts of spans that are before an end."""
    return [Span(one.start, min(one.end, length)) for one in spans if one.start < length]
