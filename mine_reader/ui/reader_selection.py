"""What is selected in the page, and the bar that floats at it."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from mine_reader.model import ArticleId, Span
from mine_reader.ui.reader_browser import PageBrowser
from mine_reader.ui.selection_bar import SelectionBar


class Selecting(QObject):
    """Shows the bar at a selection of an article's text, and hides it when that ends."""

    def __init__(self, browser: PageBrowser, bar: SelectionBar, over: QWidget) -> None:
        super().__init__(over)
        self._browser = browser
        self._bar = bar
        self._over = over
        browser.selection_done.connect(self._offer)
        browser.selectionChanged.connect(self._hide_if_empty)
        browser.installEventFilter(self)
        bar.dismissed.connect(self._dismiss)

    @property
    def span(self) -> tuple[ArticleId, Span] | None:
        """The selected span of the plain text of one article: the first one that has a part of the selection."""
        cursor = self._browser.textCursor()
        if not cursor.hasSelection():
            return None
        page = self._browser.page
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        for place in page.places[page.index_at(start) :]:
            if place.start >= end:
                return None
            article = place.piece.article
            text = page.text_map(article) if article is not None else None
            span = text.to_text(start, end) if text is not None else None
            if article is not None and span is not None:
                return article, span
        return None

    @property
    def text(self) -> str:
        """What is selected, as it is copied."""
        return self._browser.textCursor().selection().toPlainText().replace("\ufffc", "").strip()

    def clear(self) -> None:
        """Select nothing."""
        cursor = self._browser.textCursor()
        if cursor.hasSelection():
            cursor.setPosition(cursor.selectionEnd())
            self._browser.setTextCursor(cursor)
        self._bar.hide()

    @Slot()
    def _offer(self) -> None:
        if self.span is None:
            return
        cursor = self._browser.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        at = self._browser.cursorRect(cursor)
        self._bar.show_near(QRect(self._browser.viewport().mapTo(self._over, at.topLeft()), at.size()))

    @Slot()
    def _hide_if_empty(self) -> None:
        if not self._browser.textCursor().hasSelection():
            self._bar.hide()

    @Slot()
    def _dismiss(self) -> None:
        self._bar.hide()
        self._browser.setFocus()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Let Tab reach the bar, and Esc hide it; hide it when the page is left."""
        if not self._bar.isVisible():
            return False
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._left(event)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab:
                self._bar.take_focus()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._bar.hide()
                return True
        return False

    def _left(self, event: QFocusEvent) -> None:
        focused = QApplication.focusWidget()
        elsewhere = focused is not None and focused is not self._browser and not self._bar.isAncestorOf(focused)
        if elsewhere and event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._bar.hide()
