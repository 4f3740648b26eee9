"""Finding in the page: from the find bar's words, or those of a search, to hits that are painted and scrolled to."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from mine_reader.model import ArticleId
from mine_reader.ui.find_bar import FindBar, find_all, nearest
from mine_reader.ui.reader_browser import PageBrowser
from mine_reader.ui.reader_layout import text_rects
from mine_reader.ui.reader_map import utf16_offsets


class Finder(QObject):
    """Seeks what the bar asks for, else the words of a search, again when the page has grown."""

    hit_shown = Signal(object)

    def __init__(self, browser: PageBrowser, bar: FindBar, parent: QObject) -> None:
        super().__init__(parent)
        self._browser = browser
        self._bar = bar
        self._words: tuple[tuple[str, bool], ...] = ()
        self._wanted: ArticleId | None = None
        bar.changed.connect(self._search)
        bar.stepped.connect(self.step)
        bar.closed.connect(self._close)
        browser.page.finished.connect(self._search_again)

    def mark_words(self, words: Sequence[tuple[str, bool]], article: ArticleId | None) -> None:
        """Mark words of a search in the whole page; go to the first in an article, as soon as that is there."""
        if not words and not self._words:
            return
        self._words, self._wanted = tuple(words), article
        self._bar.hide()
        self._show_words()

    def _show_words(self) -> None:
        painter, page = self._browser.painter, self._browser.page
        painter.hits, painter.hit = self._word_places(), -1
        place = page.place(self._wanted) if self._wanted is not None else None
        if place is not None:
            inside = [at for at, (start, _) in enumerate(painter.hits) if place.start <= start < place.end]
            painter.hit = inside[0] if inside else -1
            self._browser.scroll_to(place.start)
            self._wanted = None if page.complete else self._wanted
        self._show_hit()

    def _word_places(self) -> Sequence[tuple[int, int]]:
        if not self._words:
            return ()
        from mine_reader.text.segment import find_words  # noqa: PLC0415 - no start needs it

        text = self._browser.document().toPlainText()
        found = find_words(text, self._words)
        units = utf16_offsets(text) if found else []
        return [(units[span.start], units[span.end]) for span in found]

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
        elif self._words:
            self._show_words()

    @Slot(object)
    def step(self, way: int) -> None:
        """Go to the next (1) or previous (-1) hit."""
        painter = self._browser.painter
        if not painter.hits:
            return
        if painter.hit < 0:
            after = nearest(painter.hits, self._browser.top_position())
            painter.hit = after if way > 0 else (after - 1) % len(painter.hits)
        else:
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
            if self._bar.isHidden():
                self.hit_shown.emit((painter.hit, len(painter.hits)))
        self._browser.viewport().update()

    @Slot()
    def _close(self) -> None:
        painter = self._browser.painter
        painter.hits, painter.hit = self._word_places(), -1
        self._browser.viewport().update()
        self._browser.setFocus()
