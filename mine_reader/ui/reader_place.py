"""Where the page is scrolled to: keeps places through layouts, and tells which article is reached."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QPoint, Signal, Slot

from mine_reader.model import AnnotationId, ArticleId
from mine_reader.ui.reader_browser import PageBrowser
from mine_reader.ui.reader_layout import text_rects

Position = tuple[ArticleId | None, int]
"""An article, and how far into it; None: the page itself."""


class PlaceKeeper(QObject):
    """Scrolls the page to what is wanted, as soon as that is composed and laid out.

    `show_alone` is asked to show an article that the page has no room for; it says whether it could.
    """

    reached = Signal(object)
    scrolled = Signal()

    def __init__(self, browser: PageBrowser, show_alone: Callable[[ArticleId], bool], parent: QObject) -> None:
        super().__init__(parent)
        self.current: ArticleId | None = None
        self._wanted: Position | AnnotationId | None = None
        self._browser = browser
        self._show_alone = show_alone
        self._still = False
        browser.page.grown.connect(self.arrive)
        browser.about_to_wrap.connect(self.hold)
        browser.wrapped.connect(self.arrive)
        browser.document().documentLayout().documentSizeChanged.connect(self.arrive)
        browser.verticalScrollBar().valueChanged.connect(self._scrolled)
        browser.verticalScrollBar().actionTriggered.connect(self._moved_by_user)

    @property
    def wanted(self) -> Position | AnnotationId | None:
        """Where to go as soon as that is there; other text is not shown on the way."""
        return self._wanted

    @wanted.setter
    def wanted(self, wanted: Position | AnnotationId | None) -> None:
        self._wanted = wanted
        self._browser.hold_back(wanted is not None and not self._browser.page.complete)

    def forget(self) -> None:
        """Be nowhere."""
        self.current = self.wanted = None

    @contextmanager
    def still(self) -> Iterator[None]:
        """Move nothing and tell nothing while the page is made anew; then go to what is wanted."""
        self._still = True
        try:
            yield
        finally:
            self._still = False
        self.arrive()

    @property
    def position(self) -> Position:
        """The article at the top of the page, and the place in it of the first line seen."""
        if isinstance(self.wanted, tuple):
            return self.wanted
        at = self.distance[1]
        if at == 0:
            return None, 0
        place = self._browser.page.place_at(at)
        if place is None or place.piece.article is None:
            return None, at
        return place.piece.article, at - place.start

    @property
    def distance(self) -> Position:
        """The place in the page of the first line seen."""
        return None, self._browser.top_position() if self._browser.verticalScrollBar().value() else 0

    def go(self, wanted: Position | AnnotationId) -> None:
        """Go to a position, or to an annotation, which flashes."""
        if isinstance(wanted, tuple):
            self.current = wanted[0] or self.current
        self.wanted = wanted
        self.arrive()

    def turn(self, pixels: int) -> bool:
        """Scroll on or back; return whether there was any way to go."""
        self.wanted = None
        bar = self._browser.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + pixels)
        return bar.value() != before

    @Slot()
    def hold(self) -> None:
        """Want to be where the page is now, whatever happens to its layout."""
        if self.wanted is None:
            self.wanted = self.position

    @Slot()
    def arrive(self) -> None:
        """Scroll to what is wanted, if the page reaches that far by now."""
        if self.wanted is None or self._still:
            return
        self._still = True
        wanted, page = self.wanted, self._browser.page
        arrived = self._arrive_at(wanted) if isinstance(wanted, tuple) else self._arrive_mark(wanted)
        there = arrived or (page.places and page.complete and self._browser.settled)
        self.wanted = None if there else wanted
        self._still = False
        if arrived and isinstance(wanted, tuple) and wanted[0] is None and wanted[1]:
            self._scrolled()

    def _arrive_at(self, position: Position) -> bool:
        article, offset = position
        page = self._browser.page
        place = page.place(article) if article is not None else None
        if article is not None and place is None:
            return page.complete and self._show_alone(article)
        return self._browser.scroll_to(min(place.start + offset, place.end) if place is not None else offset)

    def _arrive_mark(self, annotation: AnnotationId) -> bool:
        browser = self._browser
        article = browser.marks.article_of(annotation)
        if article is not None and browser.page.complete and browser.page.place(article) is None:
            self._show_alone(article)
        mark = browser.marks.find(article, annotation) if article is not None else None
        if mark is None:
            return False
        self.current = mark.article
        rects = text_rects(browser.document(), mark.start, mark.start + 1)
        if not rects or not browser.view.adjusted(0, 60, 0, -60).contains(rects[0]):
            browser.scroll_to(mark.start, round(browser.view.height() / 3))
        browser.flash(mark.start, mark.end)
        return True

    @Slot()
    def _moved_by_user(self) -> None:
        self.wanted = None

    @Slot()
    def _scrolled(self) -> None:
        if not self._still and self.wanted is None:
            reached = self._article_at_line()
            if reached is not None and reached != self.current:
                self.current = reached
                self.reached.emit(reached)
        self.scrolled.emit()

    def _article_at_line(self) -> ArticleId | None:
        """Return the article at the reading line, which moves down as the page nears its end."""
        bar = self._browser.verticalScrollBar()
        viewport = self._browser.viewport()
        left = bar.maximum() - bar.value()
        line = viewport.height() // 4
        if bar.value():
            line = min(viewport.height() - 1, max(line, viewport.height() - left))
        at = self._browser.cursorForPosition(QPoint(viewport.width() // 2, line)).position()
        place = self._browser.page.place_at(at)
        return place.piece.article if place is not None else None
