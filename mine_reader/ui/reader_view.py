"""The reader: an issue as one page, with its marks, its selection bar and its find bar."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from mine_reader.model import Annotation, AnnotationId, Article, ArticleId, IssuePage, Span
from mine_reader.ui.find_bar import FindBar
from mine_reader.ui.labels import removed_since
from mine_reader.ui.reader_beside import lines_beside
from mine_reader.ui.reader_browser import PageBrowser
from mine_reader.ui.reader_find import Finder
from mine_reader.ui.reader_html import pieces, reading_minutes
from mine_reader.ui.reader_paint import Hot
from mine_reader.ui.reader_place import PlaceKeeper, Position
from mine_reader.ui.reader_selection import Selecting
from mine_reader.ui.reader_style import (
    MARGIN,
    MAX_SIZE,
    MAX_WIDTH,
    MEASURE,
    MIN_SIZE,
    MIN_WIDTH,
    NARROW,
    PageStyle,
    wrap_mode,
)
from mine_reader.ui.reader_watch import ReadWatch
from mine_reader.ui.selection_bar import SelectionBar
from mine_reader.ui.tasks import Tasks
from mine_reader.ui.theme import Themes


class ReaderView(QWidget):
    """Shows an issue, or one of its articles. A position is an article and how far into it the page is scrolled."""

    article_reached = Signal(object)
    articles_seen = Signal(object)
    link_activated = Signal(str)
    link_hovered = Signal(str)
    annotation_clicked = Signal(object)
    highlight_requested = Signal(object)
    note_requested = Signal()
    copy_quote_requested = Signal()
    search_web_requested = Signal(str)
    mark_clicked = Signal(object)
    context_requested = Signal(object)
    text_size_changed = Signal(object)
    hit_shown = Signal(object)
    image_wanted = Signal(object)
    scrolled = Signal()

    def __init__(self, themes: Themes, parent: QWidget | None = None, *, tasks: Tasks | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._size = 16
        self._width = MEASURE
        self._narrow = False
        self._page: IssuePage | None = None
        self._only: ArticleId | None = None
        self._style_name = ""
        self._browser = PageBrowser(tasks, self)
        self._find = FindBar(themes, self)
        self._bar = SelectionBar(themes, self)
        self._empty = QLabel(self)
        self._place = PlaceKeeper(self._browser, self._show_alone, self)
        self._watch = ReadWatch(self._browser, self)
        self._selecting = Selecting(self._browser, self._bar, self)
        self._finder = Finder(self._browser, self._find, self)
        self._finder.hit_shown.connect(self.hit_shown)
        self._lay_out()
        self._connect()
        self._dress()

    def _lay_out(self) -> None:
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        self._empty.setMargin(MARGIN)
        self._empty.setProperty("role", "secondary")
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._browser)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._find)
        column.addLayout(self._stack, 1)
        self.setFocusProxy(self._browser)
        self._browser.setAccessibleName(self.tr("Reader"))

    def _connect(self) -> None:
        self._themes.changed.connect(self._theme_changed)
        self._place.reached.connect(self.article_reached)
        self._place.scrolled.connect(self._scrolled)
        self._watch.seen.connect(self.articles_seen)
        browser, bar = self._browser, self._bar
        browser.page.finished.connect(self._watch.look)
        browser.anchorClicked.connect(self._anchor_clicked)
        browser.highlighted.connect(self._anchor_hovered)
        browser.hot_clicked.connect(self._hot_clicked)
        browser.mark_clicked.connect(self.annotation_clicked)
        browser.zoomed.connect(self._zoomed)
        browser.image_clicked.connect(self.image_wanted)
        bar.color_chosen.connect(self._color_chosen)
        bar.note_chosen.connect(self._note_chosen)
        bar.quote_chosen.connect(self._quote_chosen)
        bar.search_chosen.connect(self._search_chosen)

    # What is shown

    def show_page(self, page: IssuePage, only: ArticleId | None = None) -> None:
        """Show an issue from its top, or one article of it."""
        self._watch.leave()
        self._page, self._only = page, only
        self._place.forget()
        self._browser.marks.show(())
        with self._place.still():
            self._stack.setCurrentWidget(self._browser)
            self._compose()
            self._browser.scroll_to(0)

    def clear(self, message: str = "") -> None:
        """Show nothing but a message."""
        self._watch.leave()
        self._page = self._only = None
        self._place.forget()
        self._browser.page.compose(())
        self._empty.setText(message)
        self._stack.setCurrentWidget(self._empty)
        self._bar.hide()

    def set_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Replace the annotations that are marked in the page."""
        marks = self._browser.marks
        before = marks.ids
        marks.show(annotations)
        if marks.ids - before:
            self._selecting.clear()  # what was just made of it is seen only without it
        self._browser.viewport().update()

    def set_articles(self, articles: Sequence[Article]) -> None:
        """Take on new states of articles."""
        known = self._browser.painter.articles
        known.update((one.id, one) for one in articles if one.id in known)
        self._count_read()
        self._browser.viewport().update()

    def set_image_folder(self, folder: Path | None) -> None:
        """Say where the page's pictures may lie; before the page is shown."""
        self._browser.images.folder = folder

    def offer_images(self, *, on: bool) -> None:
        """Say whether a click loads a picture that is not there; before the page is shown."""
        self._browser.images.offered = on

    def missing_images(self) -> tuple[str, ...]:
        """Return the addresses of the page's pictures that lie on the web alone."""
        return self._browser.images.missing()

    def set_text_size(self, size: int) -> None:
        """Set the height of the body's text in pixels; the place is kept."""
        size = min(MAX_SIZE, max(MIN_SIZE, size))
        if size != self._size:
            self._size = size
            self._compose_again()

    def set_width(self, chars: int) -> None:
        """Set how many Chinese characters a full line of text holds; the place is kept."""
        chars = min(MAX_WIDTH, max(MIN_WIDTH, chars))
        if chars != self._width:
            self._width = chars
            self._browser.restyle(self.page_style)

    def set_dwell(self, seconds: float) -> None:
        """Set how long an article must be on screen to count as seen."""
        self._watch.set_dwell(seconds)

    @Slot(object)
    def _zoomed(self, steps: int) -> None:
        self.set_text_size(self._size + steps)
        self.text_size_changed.emit(self._size)

    def _compose(self) -> None:
        page = self._page
        if page is None:
            return
        browser = self._browser
        browser.painter.articles = {one.id: one for one in page.articles}
        browser.painter.hits = ()
        browser.images.start(
            {(at, n): name for at, part in enumerate(page.parts) for n, name in enumerate(part.images)},
            page.beside.images,
        )
        self._count_read()
        browser.marks.forget_places()
        browser.setWordWrapMode(wrap_mode(part.text for part in page.parts))
        cut = self.tr("This issue goes on; it is too long for one page. Choose an article in the list to read it.")
        gone = {one.id: removed_since(one) for one in page.articles if one.removed_at}
        browser.page.compose(pieces(page, self._meta(page), self._only, cut, gone=gone, beside=lines_beside(page)))
        browser.setTextCursor(QTextCursor(browser.document()))  # appending pushed it to the end

    def _compose_again(self) -> None:
        self._place.hold()
        with self._place.still():  # an empty page on the way is no place to be
            self._browser.page.compose(())
            self._dress()
            self._compose()

    def _show_alone(self, article: ArticleId) -> bool:
        known = self._page is not None and any(one.id == article for one in self._page.articles)
        if known and self._only != article:
            self._only = article
            self._compose()
            self._browser.scroll_to(0)
        return known

    def _meta(self, page: IssuePage) -> str:
        count = QCoreApplication.translate("ReaderView", "%n article(s)", None, len(page.articles))
        minutes = QCoreApplication.translate("ReaderView", "about %n minute(s)", None, reading_minutes(page.parts))
        snapshot = page.beside.snapshot
        if snapshot is None:
            return " · ".join(text for text in (page.issue.date, count, minutes) if text)
        day = datetime.fromisoformat(snapshot.fetched_at).astimezone().date().isoformat()
        saved = self.tr("saved on {0}").format(day)
        return " · ".join(text for text in (snapshot.site, snapshot.author, page.issue.date, minutes, saved) if text)

    def _count_read(self) -> None:
        read = sum(one.read for one in self._browser.painter.articles.values())
        self._browser.painter.read_text = self.tr("{0} read").format(read) if read else ""

    def _dress(self) -> None:
        self._style_name = self._themes.theme.name
        self._browser.dress(self.page_style)
        theme = self._themes.theme
        self._find.setStyleSheet(f"FindBar {{ border-bottom: 1px solid {theme.hex('line')}; }}")
        self._empty.setStyleSheet(f"background: {theme.hex('surface')};")

    @Slot()
    def _theme_changed(self) -> None:
        if self._themes.theme.name == self._style_name:
            self._browser.refresh_icons()
        else:
            self._compose_again()

    def changeEvent(self, event: QEvent) -> None:
        """Take on another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._browser.setAccessibleName(self.tr("Reader"))
            self._browser.refresh_icons()
            self._compose_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Compose the page anew when there is room beside its titles, or none any more."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._compose_again()

    # Where it is

    def scroll_to_article(self, article: ArticleId) -> None:
        """Bring an article to the top, as soon as it is there."""
        self._place.go((article, 0))

    def scroll_to_annotation(self, annotation: AnnotationId) -> None:
        """Bring an annotation into view and flash it; nothing happens for one without a place."""
        self._place.go(annotation)

    def position(self) -> Position:
        """Return the article at the top of the page, and the place in it of the first line seen."""
        return self._place.position

    def distance(self) -> Position:
        """Return how far down the page the first line seen is, whatever article that is in."""
        return self._place.distance

    def restore(self, position: Position) -> None:
        """Go back to a position, as soon as that part of the page is there."""
        self._place.go(position)

    def describe(self, text: str) -> None:
        """Say in words what is painted: the article that is read, and its marks."""
        self._browser.setAccessibleDescription(text)

    def current_article(self) -> ArticleId | None:
        """Return the article that is being read."""
        return self._place.current

    def page_down(self) -> bool:
        """Scroll on by a page less a few lines; False at the end."""
        return self._place.turn(self._page_height())

    def page_up(self) -> bool:
        """Scroll back by a page less a few lines; False at the top."""
        return self._place.turn(-self._page_height())

    def _page_height(self) -> int:
        return max(1, self._browser.verticalScrollBar().pageStep() - 3 * self._size)

    @Slot()
    def _scrolled(self) -> None:
        self._bar.hide()
        self._watch.look()
        self.scrolled.emit()

    # Selection

    @property
    def page_style(self) -> PageStyle:
        """The look of the page."""
        return PageStyle(self._themes.theme, self._size, self._width, self._narrow)

    def selection(self) -> tuple[ArticleId, Span] | None:
        """Return the selected span of the plain text of one article: the one in which the selection begins."""
        return self._selecting.span

    def selected_text(self) -> str:
        """Return what is selected, as it is copied."""
        return self._selecting.text

    def open_find(self) -> None:
        """Open the find bar with what is selected."""
        selected = self.selected_text()
        self._find.open_bar(selected if "\n" not in selected else "")

    def mark_words(self, words: Sequence[tuple[str, bool]], article: ArticleId | None) -> None:
        """Mark words wherever they stand, and go to the first one in an article; whether whole words alone count."""
        self._finder.mark_words(words, article)

    def step_hit(self, way: int) -> None:
        """Go to the next (1) or previous (-1) of what is found or marked."""
        self._finder.step(way)

    @Slot(object)
    def _color_chosen(self, color: object) -> None:
        self.highlight_requested.emit(color)
        self._selecting.clear()
        self._browser.setFocus()

    @Slot()
    def _note_chosen(self) -> None:
        self._bar.hide()
        self.note_requested.emit()

    @Slot()
    def _quote_chosen(self) -> None:
        self._bar.hide()
        self.copy_quote_requested.emit()

    @Slot()
    def _search_chosen(self) -> None:
        self._bar.hide()
        self.search_web_requested.emit(self.selected_text())

    # Clicks

    @Slot(QUrl)
    def _anchor_clicked(self, url: QUrl) -> None:
        self.link_activated.emit(bytes(url.toEncoded().data()).decode())

    @Slot(QUrl)
    def _anchor_hovered(self, url: QUrl) -> None:
        self.link_hovered.emit(bytes(url.toEncoded().data()).decode())

    @Slot(object)
    def _hot_clicked(self, hot: Hot) -> None:
        if hot.what == "note":
            self.annotation_clicked.emit(AnnotationId(hot.id))
        else:
            self.mark_clicked.emit((ArticleId(hot.id), hot.what))

    def link_at(self, point: QPoint) -> str:
        """Return the address of the link at a place of the screen, "" for none."""
        return self._browser.anchorAt(self._browser.viewport().mapFromGlobal(point))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu for the article under the mouse."""
        at = self._browser.viewport().mapFromGlobal(event.globalPos())
        place = self._browser.page.place_at(self._browser.cursorForPosition(at).position())
        self.context_requested.emit((place.piece.article if place else None, event.globalPos()))
