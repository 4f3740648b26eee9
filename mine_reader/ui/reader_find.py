"""Finding in the page: from the find bar's words to hits that are painted and scrolled to."""

from PySide6.QtCore import QObject, Slot

from mine_reader.ui.find_bar import FindBar, find_all, nearest
from mine_reader.ui.reader_browser import PageBrowser
from mine_reader.ui.reader_layout import text_rects


class Finder(QObject):
    """Seeks what the bar asks for, again when the page has grown."""

    def __init__(self, browser: PageBrowser, bar: FindBar, parent: QObject) -> None:
        super().__init__(parent)
        self._browser = browser
        self._bar = bar
        bar.changed.connect(self._search)
        bar.stepped.connect(self._step)
        bar.closed.connect(self._close)
        browser.page.finished.connect(self._search_again)

    @Slot(str)
    def _search(self, query: str) -> None:
        painter = self._browser.painter
        painter.hits = find_all(self._browser.document().toPlainText(), query)
        painter.hit = nearest(painter.hits, self._browser.top_position())
        self._show_hit()

    @Slot()
    def _search_again(self) -> None:
        if self._bar.query:
            self._search(self._bar.query)

    @Slot(object)
    def _step(self, way: int) -> None:
        painter = self._browser.painter
        if painter.hits:
            painter.hit = (painter.hit + way) % len(painter.hits)
        self._show_hit()

    def _show_hit(self) -> None:
        painter = self._browser.painter
        self._bar.show_count(painter.hit, len(painter.hits))
        if painter.hit >= 0:
            rects = text_rects(self._browser.document(), *painter.hits[painter.hit])
            view = self._browser.view
            if rects and not view.adjusted(0, 30, 0, -30).contains(rects[0]):
                self._browser.scroll_to(painter.hits[painter.hit][0], round(view.height() / 3))
        self._browser.viewport().update()

    @Slot()
    def _close(self) -> None:
        self._browser.painter.hits = ()
        self._browser.painter.hit = -1
        self._browser.viewport().update()
        self._browser.setFocus()
