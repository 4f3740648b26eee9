"""The article list: groups of rows with two-line titles, hosts and marks."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from mine_reader.model import Article, ArticleId
from mine_reader.ui import labels
from mine_reader.ui.models.articles import ArticleListModel, Group
from mine_reader.ui.rows import Index, RowView
from mine_reader.ui.theme import Themes

_LEFT = 26
_RIGHT = 14
_MARK = 14


class ArticleTree(RowView):
    """The rows."""

    radius = 0

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        self._lines: dict[tuple[str, int, bool], tuple[str, ...]] = {}
        self._advances: dict[tuple[str, bool], int] = {}
        self._small = 0
        super().__init__(themes, parent)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setSelectionMode(RowView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(RowView.DragDropMode.DragOnly)
        # A right click selects for its menu, it neither opens nor marks.
        self.silent = False

    def _article(self, index: Index) -> Article | None:
        found = index.data(ArticleListModel.ARTICLE)
        return found if isinstance(found, Article) else None

    def _title_font(self, article: Article) -> QFont:
        font = self.font()
        font.setBold(not article.read)
        return font

    def _small_font(self) -> QFont:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.88)
        return font

    def title_lines(self, article: Article) -> tuple[str, ...]:
        """Return the title on at most two lines, the second one cut."""
        width = self.viewport().width() - _LEFT - _RIGHT
        key = (article.title, width, article.read)
        if key not in self._lines:
            if len(self._lines) > 5000:
                self._lines.clear()
            self._lines[key] = _wrapped(article.title, self._title_font(article), width)
        return self._lines[key]

    def _is_long(self, article: Article) -> bool:
        """Return whether a title needs two lines; how long it is, is measured once for all widths."""
        key = (article.title, article.read)
        if key not in self._advances:
            if len(self._advances) > 20_000:
                self._advances.clear()
            metrics = QFontMetrics(self._title_font(article))
            self._advances[key] = metrics.horizontalAdvance(article.title)
        return self._advances[key] > self.viewport().width() - _LEFT - _RIGHT

    def row_height(self, index: Index) -> int:
        """Return the height of the lines and the room around them."""
        article = self._article(index)
        line = self.fontMetrics().height()
        if article is None:
            return line + 20 if index.data(Qt.ItemDataRole.DisplayRole) else 8
        small = self._small_height() if _has_meta(article) else 0
        return 8 + (1 + self._is_long(article)) * (line + 2) + small + 8

    def _small_height(self) -> int:
        if not self._small:
            self._small = QFontMetrics(self._small_font()).height() + 2
        return self._small

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lines.clear()
            self._advances.clear()
            self._small = 0

    def paint_row(self, painter: QPainter, rect: QRect, index: Index, indent: int) -> None:  # noqa: ARG002
        """Paint a header or an article."""
        article = self._article(index)
        if article is None:
            self._paint_group(painter, rect, index)
        else:
            self._paint_article(painter, rect, index, article)

    def _paint_group(self, painter: QPainter, rect: QRect, index: Index) -> None:
        group = index.data(ArticleListModel.GROUP)
        if not isinstance(group, Group) or not group.title:
            return
        font = self._small_font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.themes.theme.color("secondary"))
        box = rect.adjusted(14, 8, -_RIGHT, 0)
        count = str(self.model().rowCount(index))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        box.setRight(box.right() - painter.fontMetrics().horizontalAdvance(count) - 8)
        title = painter.fontMetrics().elidedText(group.title, Qt.TextElideMode.ElideRight, box.width() - 12)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, title)
        if not self.isExpanded(index):
            x = box.left() + painter.fontMetrics().horizontalAdvance(title) + 10
            self.paint_caret(painter, QPoint(x, box.center().y()), index)

    def _paint_article(self, painter: QPainter, rect: QRect, index: Index, article: Article) -> None:
        line = self.fontMetrics().height() + 2
        top = rect.top() + 8
        if not article.read:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.themes.theme.color("accent"))
            painter.drawEllipse(QPoint(15, top + line // 2), 3.5, 3.5)
        painter.setFont(self._title_font(article))
        painter.setPen(self.themes.theme.color("secondary") if article.removed_at else self.ink(index))
        for text in self.title_lines(article):
            painter.drawText(QRect(_LEFT, top, rect.width() - _LEFT, line), Qt.AlignmentFlag.AlignVCenter, text)
            top += line
        painter.setFont(self._small_font())
        painter.setPen(self.themes.theme.color("secondary"))
        self._paint_meta(painter, QRect(_LEFT, top + 1, rect.width() - _LEFT - _RIGHT, line), article)

    def _paint_meta(self, painter: QPainter, rect: QRect, article: Article) -> None:
        marks = [
            name
            for name, on in (
                ("updated", article.updated),
                ("starred", article.starred),
                ("later", article.later),
                ("download", article.downloaded),
                ("note", bool(article.note_count)),
            )
            if on
        ]
        metrics = painter.fontMetrics()
        room = rect.width() - len(marks) * (_MARK + 6) - (16 if article.note_count else 0)
        host = metrics.elidedText(labels.hosts(article), Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, host)
        x = rect.left() + metrics.horizontalAdvance(host) + (10 if host else 0)
        for name in marks:
            token = "accent" if name in {"starred", "updated"} else "secondary"
            self.paint_icon(painter, QRect(x, rect.center().y() - _MARK // 2, _MARK, _MARK), name, token)
            x += _MARK + 6
        if article.note_count:
            count = QRect(x - 3, rect.top(), 40, rect.height())
            painter.drawText(count, Qt.AlignmentFlag.AlignVCenter, str(article.note_count))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold a group at a press on its header."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._article(index) is None:
            if event.button() == Qt.MouseButton.LeftButton:
                self.toggle(index)
            return
        self.silent = event.button() == Qt.MouseButton.RightButton
        super().mousePressEvent(event)
        self.silent = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out anew when the width changed."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lines.clear()
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Return to the shortcut."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _has_meta(article: Article) -> bool:
    marked = article.updated or article.starred or article.later or article.downloaded or article.note_count
    return bool(marked or labels.hosts(article))


def _wrapped(text: str, font: QFont, width: int) -> tuple[str, ...]:
    """Break a title into at most two lines."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    layout = QTextLayout(text[:200], font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(max(width, 20))
    layout.endLayout()
    first = _python_offset(text, line.textLength())
    rest = metrics.elidedText(text[first:].strip(), Qt.TextElideMode.ElideRight, width)
    return (text[:first].rstrip(), rest)


def _python_offset(text: str, units: int) -> int:
    """Turn a count of UTF-16 units into one of code points."""
    return len(text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore"))


class ArticleList(QWidget):
    """The pane; `chosen(ArticleId)` when another row becomes the current one by hand or by key."""

    chosen = Signal(object)
    selection_changed = Signal()
    context_requested = Signal(object)

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articleList")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ArticleListModel(self)
        self.tree = ArticleTree(themes, self)
        self.tree.setModel(self.model)
        self._empty = QLabel(self)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(24)
        self._empty.setProperty("role", "secondary")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self._empty)
        self._folded: set[str] = set()
        self._quiet = False
        self.tree.selectionModel().currentChanged.connect(self._current_changed)
        self.tree.selectionModel().selectionChanged.connect(self._selection_changed)
        self.tree.customContextMenuRequested.connect(self._context)
        bar = self.tree.verticalScrollBar()
        bar.valueChanged.connect(self._read_on)
        bar.rangeChanged.connect(self._read_on, Qt.ConnectionType.QueuedConnection)  # when groups were folded
        self.tree.collapsed.connect(self._fold)
        self.tree.expanded.connect(self._unfold)
        self.retranslate()

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.tree.setAccessibleName(self.tr("Articles"))

    def show_groups(
        self, groups: Sequence[Group], current: ArticleId | None, empty: str, *, stay: bool = False
    ) -> None:
        """Show articles; nothing is sent. Selection, folded groups and with `stay` the rows stay where they can."""
        selected = {article.id for article in self.selected()}
        place = self._place() if stay else None
        self._quiet = True
        try:
            self.model.set_groups(groups)
            for row, group in enumerate(groups):
                self.tree.setExpanded(self.model.index(row, 0), group.key not in self._folded)
            self._empty.setText(empty)
            self._stack.setCurrentIndex(0 if groups else 1)
            self._select(selected, current)
            if place is not None:
                self._go_to(*place)
        finally:
            self._quiet = False

    def first_in_sight(self) -> ArticleId | None:
        """Return the topmost article that is seen, None while the list stands at its top."""
        place = self._place()
        return place[0] if place is not None else None

    def _place(self) -> tuple[ArticleId | None, int] | None:
        """Return the topmost article that is seen and how far down it stands; None at the top, with none chosen."""
        bar = self.tree.verticalScrollBar()
        if not bar.value() and self.current() is None:
            return None
        index = self.tree.indexAt(QPoint(4, 0))
        while index.isValid() and self.model.article(index) is None:
            index = self.tree.indexBelow(index)
        article = self.model.article(index)
        return (article.id, self.tree.visualRect(index).top()) if article else (None, bar.value())

    def _go_to(self, article_id: ArticleId | None, top: int) -> None:
        index = self.model.find(article_id)
        bar = self.tree.verticalScrollBar()
        if index.isValid():
            self.tree.scrollTo(index, ArticleTree.ScrollHint.PositionAtTop)
            bar.setValue(bar.value() - top)
        elif article_id is None:
            bar.setValue(top)

    def append_groups(self, groups: Sequence[Group]) -> None:
        """Show more articles below the others."""
        first = self.model.rowCount()
        self.model.append(groups)
        for row in range(first, self.model.rowCount()):
            group = self.model.group(self.model.index(row, 0))
            self.tree.setExpanded(self.model.index(row, 0), group is not None and group.key not in self._folded)

    def _read_on(self) -> None:
        """Read on before the end is reached."""
        bar = self.tree.verticalScrollBar()
        if self.model.more is not None and bar.value() > bar.maximum() - 2 * self.tree.viewport().height():
            self.model.more()

    def _select(self, ids: set[ArticleId], current: ArticleId | None) -> None:
        index = self.model.find(current)
        flags = QItemSelectionModel.SelectionFlag
        self.tree.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
        if current not in ids or len(ids) < 2:
            return
        chosen = QItemSelection()
        for one in ids:
            found = self.model.find(one)
            if found.isValid():
                chosen.select(found, found)
        self.tree.selectionModel().select(chosen, flags.Select)

    def set_current(self, article_id: ArticleId | None) -> None:
        """Follow the reader; nothing is sent."""
        index = self.model.find(article_id)
        if not index.isValid() or index == self.tree.currentIndex():
            return
        self._quiet = True
        try:
            self.tree.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.tree.scrollTo(index)
        finally:
            self._quiet = False

    def choose(self, article_id: ArticleId) -> None:
        """Select an article as if by hand."""
        self.set_current(article_id)
        self.chosen.emit(article_id)

    def current(self) -> ArticleId | None:
        """Return the current article."""
        article = self.model.article(self.tree.currentIndex())
        return article.id if article else None

    def selected(self) -> tuple[Article, ...]:
        """Return the selected articles, top down."""
        indexes = sorted(
            self.tree.selectionModel().selectedIndexes(), key=lambda index: (index.internalId(), index.row())
        )
        return tuple(article for index in indexes if (article := self.model.article(index)))

    def _current_changed(self, current: QModelIndex) -> None:
        article = self.model.article(current)
        if article is not None and not self._quiet and not self.tree.silent:
            self.chosen.emit(article.id)

    def _selection_changed(self) -> None:
        if not self._quiet:
            self.selection_changed.emit()

    def _context(self, point: QPoint) -> None:
        if self.model.article(self.tree.indexAt(point)) is not None:
            self.context_requested.emit(self.tree.viewport().mapToGlobal(point))

    def _fold(self, index: QModelIndex) -> None:
        group = self.model.group(index)
        if group and not self._quiet:
            self._folded.add(group.key)

    def _unfold(self, index: QModelIndex) -> None:
        group = self.model.group(index)
        if group and not self._quiet:
            self._folded.discard(group.key)
