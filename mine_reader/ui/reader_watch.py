"""Watches what is on screen, for read marks."""

from time import monotonic

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

from mine_reader.model import ArticleId
from mine_reader.ui.reader_browser import PageBrowser
from mine_reader.ui.reader_layout import block_rect
from mine_reader.ui.reader_seen import Seen

LOOK_MS = 500


class ReadWatch(QObject):
    """Looks at the page while it is to be seen, and tells which articles were read."""

    seen = Signal(object)

    def __init__(self, browser: PageBrowser, parent: QObject) -> None:
        super().__init__(parent)
        self._browser = browser
        self._seen = Seen()
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self.look)
        browser.installEventFilter(self)

    def set_dwell(self, seconds: float) -> None:
        """Set how long an article must be on screen to count as seen."""
        self._seen.dwell = seconds

    @Slot()
    def look(self) -> None:
        """See what is on screen, and tell what has been passed."""
        if not self._browser.isVisible() or not self._browser.window().isActiveWindow():
            self._seen.look_away(monotonic())
            return
        on_screen, passed = self._on_screen()
        self._tell(self._seen.look(on_screen, passed, monotonic()))

    def leave(self) -> None:
        """Tell what was seen of a page that is left."""
        self._tell(self._seen.leave(monotonic()))

    def _on_screen(self) -> tuple[list[ArticleId], list[ArticleId]]:
        """Return the articles that are half to be seen, or fill half of the view, and those above the view."""
        view = self._browser.view
        document = self._browser.document()
        places = self._browser.page.places
        first = self._browser.page.index_at(self._browser.top_position())
        passed = [place.piece.article for place in places[:first] if place.piece.article is not None]
        on_screen: list[ArticleId] = []
        for place in places[first:]:
            top = block_rect(document, document.findBlock(place.start)).top()
            if top > view.bottom():
                break
            bottom = block_rect(document, document.findBlock(max(place.start, place.end - 1))).bottom()
            shown = min(bottom, view.bottom()) - max(top, view.top())
            if place.piece.article is not None and shown >= min(bottom - top, view.height()) / 2:
                on_screen.append(place.piece.article)
        return on_screen, passed

    def _tell(self, seen: list[ArticleId]) -> None:
        if seen:
            self.seen.emit(seen)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Count only while the page is to be seen."""
        if event.type() == QEvent.Type.Show:
            self._looking.start()
        elif event.type() == QEvent.Type.Hide:
            self._looking.stop()
            self._seen.look_away(monotonic())
        return False
