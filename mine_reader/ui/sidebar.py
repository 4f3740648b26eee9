"""The sidebar: a filter box over the tree of views, sources and tags."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mine_reader.errors import NotFoundError
from mine_reader.model import Feed, Issue, IssueId, Overview, SourceId, TagCount
from mine_reader.model.searching import SavedSearch
from mine_reader.services import Library
from mine_reader.ui.models.sidebar import Built, Node, SidebarModel, build
from mine_reader.ui.rows import Index, RowView
from mine_reader.ui.theme import Themes

_ROW = 28
_STEP = 12
_MOST_YEARS = 50
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SidebarTree(RowView):
    """The tree itself."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self.setIndentation(_STEP)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(RowView.DragDropMode.DragDrop)

    def row_height(self, index: Index) -> int:
        """Return 28 pixels, more for a bigger system font; headings have room above."""
        height = max(_ROW, self.fontMetrics().height() + 8)
        return height if index.parent().isValid() else height + 8

    def ground(self, rect: QRect) -> QRect:
        """Leave room on the right."""
        return rect.adjusted(0, 0, -8, 0)

    def node(self, index: Index) -> Node | None:
        """Return the node of a row."""
        found = index.data(SidebarModel.NODE)
        return found if isinstance(found, Node) else None

    def paint_row(self, painter: QPainter, rect: QRect, index: Index, indent: int) -> None:
        """Paint icon or caret, text and count."""
        node = self.node(index)
        if node is None:
            return
        font = self.font()
        if node.heading:
            font.setBold(True)
            font.setPointSizeF(font.pointSizeF() * 0.88)
            painter.setFont(font)
            painter.setPen(self.themes.theme.color("secondary"))
            painter.drawText(rect.adjusted(8, 8, -8, 0), Qt.AlignmentFlag.AlignVCenter, node.text)
            return
        left = self._paint_sign(painter, rect, index, node, indent)
        font.setBold(node.bold)
        painter.setFont(font)
        right = rect.right() - 16
        if node.count:
            painter.setPen(self.themes.theme.color("secondary"))
            count = QRect(left, rect.top(), right - left, rect.height())
            painter.drawText(count, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(node.count))
            right -= painter.fontMetrics().horizontalAdvance(str(node.count)) + 8
        if node.sign:
            sign = QRect(right - 15, rect.center().y() - 7, 15, 15)
            self.paint_icon(painter, sign, node.sign, "warning" if node.sign == "problem" else "secondary")
            right -= 21
        painter.setPen(self.ink(index))
        # A number that tells issues apart mostly stands at the end of their titles.
        numbered = node.kind == "issue" and any(char.isdigit() for char in node.text[-4:])
        elide = Qt.TextElideMode.ElideMiddle if numbered else Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(node.text, elide, right - left)
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_sign(self, painter: QPainter, rect: QRect, index: Index, node: Node, indent: int) -> int:
        """Paint the icon or the caret; return where the text begins."""
        middle = rect.center().y()
        if node.kind == "view":
            self.paint_icon(painter, QRect(8, middle - 8, 17, 17), node.icon, "secondary")
            return 32
        self.paint_caret(painter, QPoint(indent - 4, middle), index)
        if node.kind == "tag":
            self.paint_icon(painter, QRect(indent + 4, middle - 7, 14, 14), "tag", "accent")
            return indent + 24
        if node.icon:
            self.paint_icon(painter, QRect(indent + 8, middle - 8, 16, 16), node.icon, "secondary")
            return indent + 30
        return indent + 18

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or close a branch with Return."""
        if event.key() in _RETURN:
            self.toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold a heading wherever it is pressed; everything else as ever."""
        index = self.indexAt(event.position().toPoint())
        node = self.node(index)
        if node is not None and node.heading and event.button() == Qt.MouseButton.LeftButton:
            self.toggle(index)
        elif event.button() != Qt.MouseButton.RightButton:  # a menu is not a choice
            super().mousePressEvent(event)


class SidebarFilter(QSortFilterProxyModel):
    """Keeps rows whose text holds the filter, their parents, and everything below them."""

    def __init__(self, model: SidebarModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSourceModel(model)
        self.setRecursiveFilteringEnabled(True)
        self.setAutoAcceptChildRows(True)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)


class Sidebar(QWidget):
    """The pane; `chosen(Node)` when another row is selected by hand or by key."""

    chosen = Signal(object)
    context_requested = Signal(object)

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = SidebarModel(self)
        self._proxy = SidebarFilter(self.model, self)
        self.tree = SidebarTree(themes, self)
        self.tree.setModel(self._proxy)
        self.filter = QLineEdit(self)
        self.filter.setClearButtonEnabled(True)
        self.filter.setAcceptDrops(False)  # files go to the window
        self.filter.textChanged.connect(self._apply_filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(0)
        box = QVBoxLayout()
        box.setContentsMargins(8, 0, 8, 0)
        box.addWidget(self.filter)
        layout.addLayout(box)
        inner = QVBoxLayout()
        inner.setContentsMargins(8, 0, 0, 0)
        inner.addWidget(self.tree)
        layout.addLayout(inner)
        self._expanded: set[str] = {"heading:views", "heading:sources", "heading:tags"}
        self._wanted = ""
        self._quiet = False
        self._library: Library | None = None
        self._years: set[tuple[SourceId, str]] = set()
        self._built: Built = {}
        self.tree.selectionModel().currentChanged.connect(self._current_changed)
        self.tree.customContextMenuRequested.connect(self._context)
        self.tree.expanded.connect(self._remember_open)
        self.tree.collapsed.connect(self._remember_closed)
        self.retranslate()

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the sidebar"))
        self.tree.setAccessibleName(self.tr("Views, sources and tags"))

    def set_library(self, library: Library) -> None:
        """Say where the issues of a year are read when it is opened."""
        self._library = library
        self.model.open_year = self._open_year

    def _open_year(self, source_id: SourceId, year: str) -> Sequence[Issue]:
        if self._library is None:
            return ()
        self._years.add((source_id, year))
        return self._library.shelf(source_id, year)

    def show_outline(
        self,
        outline: Overview,
        tags: Sequence[TagCount],
        searches: Sequence[SavedSearch] = (),
        feeds: Mapping[SourceId, Feed] = MappingProxyType({}),
    ) -> None:
        """Show what the library holds; selection, open branches and the rows in sight stay."""
        there = {(shelf.source_id, shelf.year) for shelf in outline.shelves}
        self._years &= there
        years = {year: self._open_year(*year) for year in sorted(self._years)}
        place = self._place()
        self._quiet = True
        try:
            if self.model.set_nodes(build(outline, tags, years, searches, self._built, feeds=feeds)):
                self._restore_open()
                self.select(self._wanted, scroll=not place[0])
                self._go_to(*place)
        finally:
            self._quiet = False

    def selected(self) -> Node | None:
        """Return the node that is selected."""
        return self.tree.node(self.tree.currentIndex())

    def _place(self) -> tuple[str, int]:
        """Return the topmost row in sight and where it stands."""
        index = self.tree.indexAt(QPoint(4, 0))
        node = self.tree.node(index)
        return (node.key if node is not None else "", self.tree.visualRect(index).top())

    def _go_to(self, key: str, top: int) -> None:
        index = self._proxy.mapFromSource(self.model.find(key))
        if index.isValid():
            self.tree.scrollTo(index, SidebarTree.ScrollHint.PositionAtTop)
            bar = self.tree.verticalScrollBar()
            bar.setValue(bar.value() - top)

    def select(self, key: str, *, scroll: bool = True) -> bool:
        """Select a row by key, opening what is above it; return whether it is there. `chosen` is not sent."""
        self._wanted = key
        self._read_to(key)
        index = self._proxy.mapFromSource(self.model.find(key))
        quiet, self._quiet = self._quiet, True
        try:
            if not index.isValid():
                self.tree.clearSelection()
                return False
            above = index.parent()
            while above.isValid():
                self.tree.expand(above)
                above = above.parent()
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.tree.selectionModel().setCurrentIndex(index, flags)
            if scroll:
                self.tree.scrollTo(index)
        finally:
            self._quiet = quiet
        return True

    def _read_to(self, key: str) -> None:
        """Read the year of an issue, so that its row is there."""
        kind, _, number = key.partition(":")
        if kind != "issue" or self._library is None or self.model.find(key).isValid():
            return
        with suppress(NotFoundError, ValueError):
            issue = self._library.issue(IssueId(int(number)))
            self.model.fetchMore(self.model.find(f"year:{issue.source_id}:{(issue.date or '')[:4]}"))

    def expanded(self) -> list[str]:
        """Return the keys of the open branches."""
        return sorted(self._expanded)

    def set_expanded(self, keys: list[str]) -> None:
        """Open exactly these branches."""
        self._expanded = set(keys)
        self._restore_open()

    def _restore_open(self) -> None:
        quiet, self._quiet = self._quiet, True
        for key in self.model.all_keys():
            index = self._proxy.mapFromSource(self.model.find(key))
            if index.isValid() and self._proxy.hasChildren(index):
                found = bool(self.filter.text()) and not self._proxy.canFetchMore(index)
                self.tree.setExpanded(index, key in self._expanded or found)
        self._quiet = quiet

    def _remember_open(self, index: QModelIndex) -> None:
        node = self.tree.node(index)
        if node and not self.filter.text():
            self._expanded.add(node.key)

    def _remember_closed(self, index: QModelIndex) -> None:
        node = self.tree.node(index)
        if node and not self.filter.text():
            self._expanded.discard(node.key)

    def _current_changed(self, current: QModelIndex) -> None:
        node = self.tree.node(current)
        if node is None or node.heading or self._quiet:
            return
        self._wanted = node.key
        self.chosen.emit(node)

    def _context(self, point: QPoint) -> None:
        index = self.tree.indexAt(point)
        node = self.tree.node(index)
        if not index.isValid() or (node is not None and (node.which is not None or node.key == "heading:sources")):
            self.context_requested.emit((node, self.tree.viewport().mapToGlobal(point)))

    def _apply_filter(self, text: str) -> None:
        quiet, self._quiet = self._quiet, True
        if text.strip() and self._library is not None:
            for source_id, year in self._library.shelves_with(text.strip(), _MOST_YEARS):
                self.model.fetchMore(self.model.find(f"year:{source_id}:{year}"))
        self._proxy.setFilterFixedString(text.strip())
        self._restore_open()
        self._quiet = quiet

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the filter; Down goes to the tree."""
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        elif event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            self.tree.setFocus()
        else:
            super().keyPressEvent(event)
