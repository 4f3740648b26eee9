"""What a search found, in the place of the article list."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from mine_reader.model.searching import Hit, HitKind, SearchOrder, SearchPage
from mine_reader.ui.icons import icon
from mine_reader.ui.models.results import More, ResultsModel
from mine_reader.ui.result_rows import ResultRows
from mine_reader.ui.theme import Themes

_KIND_ORDER = (HitKind.ARTICLE, HitKind.PAGE, HitKind.NOTE)


class ResultsPane(QWidget):
    """`hit_chosen(Hit)` as rows are gone through, `hit_opened(Hit)` with Enter; `left` with Escape, or upwards."""

    hit_chosen = Signal(object)
    hit_opened = Signal(object)
    more_wanted = Signal(object)
    order_changed = Signal()
    save_wanted = Signal()
    left = Signal()

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._themes = themes
        self._quiet = False
        self._total: int | None = None
        self.order = SearchOrder.NEWEST
        self.model = ResultsModel(self)
        self.rows = ResultRows(themes, self.model, self)
        self._count, self._behind, self._empty = QLabel(self), QLabel(self), QLabel(self)
        self._order, self._save = QToolButton(self), QToolButton(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        for label in (self._count, self._behind, self._empty):
            label.setProperty("role", "secondary")
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._behind, self._empty):
            label.setWordWrap(True)
        self._behind.setContentsMargins(14, 0, 14, 8)
        self._behind.hide()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(24)
        for button in (self._order, self._save):
            button.setAutoRaise(True)
        self._order.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        header = QHBoxLayout()
        header.setContentsMargins(14, 8, 8, 4)
        header.setSpacing(4)
        header.addWidget(self._count)
        header.addStretch(1)
        header.addWidget(self._order)
        header.addWidget(self._save)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(self._behind)
        column.addLayout(self._stack, 1)
        self.setFocusProxy(self.rows)

    def _connect(self) -> None:
        self._themes.changed.connect(self._dress)
        self._order.clicked.connect(self._turn_order)
        self._save.clicked.connect(self.save_wanted)
        self.rows.opened.connect(self._opened)
        self.rows.left.connect(self.left)
        self.rows.selectionModel().currentChanged.connect(self._current_changed)

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.rows.setAccessibleName(self.tr("Search results"))
        self._behind.setText(self.tr("What came last is still being read for the search…"))
        self._save.setToolTip(self.tr("Keep this search in the sidebar"))
        self._save.setAccessibleName(self._save.toolTip())
        self._name_order()
        self._show_count()
        self._dress()

    def _name_order(self) -> None:
        newest = self.order is SearchOrder.NEWEST
        self._order.setText(self.tr("Newest first") if newest else self.tr("Best first"))
        tip = self.tr("Show the best hits first") if newest else self.tr("Show the newest hits first")
        self._order.setToolTip(tip)
        self._order.setAccessibleName(f"{self._order.text()}: {tip}")

    def changeEvent(self, event: QEvent) -> None:
        """Take on another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _dress(self) -> None:
        self._save.setIcon(icon("keep", self._themes.theme))
        self.rows.viewport().update()

    # What is shown

    def show_found(self, query: str, pages: Mapping[HitKind, SearchPage]) -> None:
        """Replace the rows by what a search found; the current hit stays current where it can."""
        current = self.rows.row(self.rows.currentIndex())
        self._quiet = True
        try:
            self.model.show({kind: pages[kind] for kind in _KIND_ORDER})
            if isinstance(current, Hit):
                self.rows.setCurrentIndex(self.model.find(current.kind, current.id))
        finally:
            self._quiet = False
        self._total = sum(page.total for page in pages.values())
        self._behind.setVisible(any(page.behind for page in pages.values()))
        words = query if len(query) <= 40 else f"{query[:40]}…"
        self._empty.setText(
            self.tr("Nothing found for “{0}”.\nAll words must be there: try fewer, or OR between them.").format(words)
        )
        self._stack.setCurrentWidget(self.rows if self._total else self._empty)
        self._show_count()

    def show_more(self, more: More, page: SearchPage) -> None:
        """Put further hits in the place of the row that asked for them, and go on there."""
        at = self.rows.currentIndex().row()
        self.model.add(more, page.hits, page.total)
        self.rows.setCurrentIndex(self.model.index(max(at, 0)))

    def show_error(self, text: str) -> None:
        """Say why nothing could be found."""
        self.model.show({})
        self._total = None
        self._empty.setText(text)
        self._stack.setCurrentWidget(self._empty)
        self._show_count()

    def _show_count(self) -> None:
        self._count.setText("" if self._total is None else self.tr("%n found", "", self._total))
        self._save.setEnabled(self._total is not None)

    # Acts

    def step(self, by: int) -> bool:
        """Go to the next or previous hit; return whether there is one."""
        here = self.rows.currentIndex()
        rows = range(here.row() + by, self.model.rowCount() if by > 0 else -1, by)
        indexes = (self.model.index(at) for at in rows)
        index = next((one for one in indexes if isinstance(self.rows.row(one), Hit)), None)
        if index is not None:
            self.rows.setCurrentIndex(index)
        return index is not None

    def enter(self) -> None:
        """Take the keys, on the first hit if none is current."""
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not isinstance(self.rows.row(self.rows.currentIndex()), Hit):
            self.rows.setCurrentIndex(self.model.first())

    def open_current(self) -> None:
        """Open the current hit, the first one if none is."""
        if not self.rows.currentIndex().isValid():
            self.rows.setCurrentIndex(self.model.first())
        self._opened(self.rows.row(self.rows.currentIndex()))

    def _current_changed(self) -> None:
        row = self.rows.row(self.rows.currentIndex())
        if isinstance(row, Hit) and not self._quiet:
            self.hit_chosen.emit(row)

    def _opened(self, row: object) -> None:
        if isinstance(row, More):
            self.more_wanted.emit(row)
        elif isinstance(row, Hit):
            self.hit_opened.emit(row)

    def _turn_order(self) -> None:
        newest = self.order is SearchOrder.NEWEST
        self.order = SearchOrder.BEST if newest else SearchOrder.NEWEST
        self._name_order()
        self.order_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
