"""The reader: an issue as one page, with its marks, its selection bar and its find bar."""

from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHideEvent, QKeyEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QStackedLayout, QVBoxLayout, QWidget

from mine_reader.model import Annotation, AnnotationId, Article, ArticleId, IssuePage, Span
from mine_reader.ui.find_bar import FindBar, find_all, nearest
from mine_reader.ui.reader_browser import PageBrowser
from mine_reader.ui.reader_html import pieces, reading_minutes
from mine_reader.ui.reader_layout import block_rect, text_rects
from mine_reader.ui.reader_paint import Hot
from mine_reader.ui.reader_seen import Seen
from mine_reader.ui.reader_style import MARGIN, MAX_SIZE, MIN_SIZE, PageStyle, wrap_mode
from mine_reader.ui.selection_bar import SelectionBar
from mine_reader.ui.tasks import Tasks
from mine_reader.ui.theme import Themes

LOOK_MS = 500
Position = tuple[ArticleId | None, int]


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

    def __init__(self, themes: Themes, parent: QWidget | None = None, *, tasks: Tasks | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._size = 16
        self._page: IssuePage | None = None
        self._only: ArticleId | None = None
        self._current: ArticleId | None = None
        self._wanted: Position | AnnotationId | None = None
        self._moving = False
        self._seen = Seen()
        self._browser = PageBrowser(tasks, self)
        self._find = FindBar(themes, self)
        self._bar = SelectionBar(themes, self)
        self._empty = QLabel(self)
        self._looking = QTimer(self)
        self._lay_out()
        self._connect()
        self._style_name = ""
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
        browser = self._browser
        browser.page.grown.connect(self._arrive)
        browser.page.finished.connect(self._composed)
        browser.about_to_wrap.connect(self._hold_place)
        browser.wrapped.connect(self._arrive)
        browser.document().documentLayout().documentSizeChanged.connect(self._arrive)
        browser.verticalScrollBar().valueChanged.connect(self._scrolled)
        browser.verticalScrollBar().actionTriggered.connect(self._moved_by_user)
        browser.anchorClicked.connect(self._anchor_clicked)
        browser.highlighted.connect(self._anchor_hovered)
        browser.hot_clicked.connect(self._hot_clicked)
        browser.mark_clicked.connect(self.annotation_clicked)
        browser.zoomed.connect(self._zoomed)
        browser.selection_done.connect(self._offer_bar)
        browser.selectionChanged.connect(self._hide_empty_bar)
        browser.installEventFilter(self)
        self._bar.color_chosen.connect(self._color_chosen)
        self._bar.note_chosen.connect(self._note_chosen)
        self._bar.quote_chosen.connect(self._quote_chosen)
        self._bar.search_chosen.connect(self._search_chosen)
        self._bar.dismissed.connect(self._dismiss_bar)
        self._find.changed.connect(self._search)
        self._find.stepped.connect(self._step)
        self._find.closed.connect(self._find_closed)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self._look)

    # What is shown

    def show_page(self, page: IssuePage, only: ArticleId | None = None) -> None:
        """Show an issue from its top, or one article of it."""
        self._leave()
        self._page, self._only = page, only
        self._wanted = None
        self._current = None
        self._browser.marks.show(())
        self._moving = True
        self._stack.setCurrentWidget(self._browser)
        self._compose()
        self._browser.scroll_to(0)
        self._moving = False
        self._arrive()

    def clear(self, message: str = "") -> None:
        """Show nothing but a message."""
        self._leave()
        self._page = self._only = self._current = self._wanted = None
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
            self._clear_selection()  # what was just made of it is seen only without it
        self._browser.viewport().update()

    def set_articles(self, articles: Sequence[Article]) -> None:
        """Take on new states of articles."""
        known = self._browser.painter.articles
        known.update((one.id, one) for one in articles if one.id in known)
        self._count_read()
        self._browser.viewport().update()

    def set_image_folder(self, folder: Path | None) -> None:
        """Say where the page's pictures may lie; before the page is shown."""
        self._browser.image_folder = folder

    def set_text_size(self, size: int) -> None:
        """Set the height of the body's text in pixels; the place is kept."""
        size = min(MAX_SIZE, max(MIN_SIZE, size))
        if size != self._size:
            self._size = size
            self._compose_again()

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
        browser.image_names = {
            (at, n): name for at, part in enumerate(page.parts) for n, name in enumerate(part.images)
        }
        self._count_read()
        browser.marks.forget_places()
        browser.setWordWrapMode(wrap_mode(part.text for part in page.parts))
        cut = self.tr("This issue goes on; it is too long for one page. Choose an article in the list to read it.")
        browser.page.compose(pieces(page, self._meta(page), self._only, cut))
        browser.setTextCursor(QTextCursor(browser.document()))  # appending pushed it to the end

    def _compose_again(self) -> None:
        self._hold_place()
        self._moving = True  # an empty page on the way is no place to be
        self._browser.page.compose(())
        self._dress()
        self._compose()
        self._moving = False
        self._arrive()

    def _meta(self, page: IssuePage) -> str:
        count = QCoreApplication.translate("ReaderView", "%n article(s)", None, len(page.articles))
        minutes = QCoreApplication.translate("ReaderView", "about %n minute(s)", None, reading_minutes(page.parts))
        return " · ".join(text for text in (page.issue.date, count, minutes) if text)

    def _count_read(self) -> None:
        read = sum(one.read for one in self._browser.painter.articles.values())
        self._browser.painter.read_text = self.tr("{0} read").format(read) if read else ""

    def _dress(self) -> None:
        self._style_name = self._themes.theme.name
        self._browser.dress(PageStyle(self._themes.theme, self._size))
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

    # Where it is

    def scroll_to_article(self, article: ArticleId) -> None:
        """Bring an article to the top, as soon as it is there."""
        self._current = article
        self._go((article, 0))

    def scroll_to_annotation(self, annotation: AnnotationId) -> None:
        """Bring an annotation into view and flash it; nothing happens for one without a place."""
        self._wanted = annotation
        self._arrive()

    def position(self) -> Position:
        """Return the article at the top of the page, and the place in it of the first line seen."""
        if isinstance(self._wanted, tuple):
            return self._wanted
        if self._browser.verticalScrollBar().value() == 0:
            return None, 0
        at = self._browser.top_position()
        place = self._browser.page.place_at(at)
        if place is None or place.piece.article is None:
            return None, at
        return place.piece.article, at - place.start

    def restore(self, position: Position) -> None:
        """Go back to a position, as soon as that part of the page is there."""
        self._current = position[0] or self._current
        self._go(position)

    def current_article(self) -> ArticleId | None:
        """Return the article that is being read."""
        return self._current

    def page_down(self) -> bool:
        """Scroll on by a page less two lines; False at the end."""
        return self._turn(1)

    def page_up(self) -> bool:
        """Scroll back by a page less two lines; False at the top."""
        return self._turn(-1)

    def _turn(self, way: int) -> bool:
        self._wanted = None
        bar = self._browser.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + way * max(1, bar.pageStep() - 3 * self._size))
        return bar.value() != before

    def _go(self, position: Position) -> None:
        self._wanted = position
        self._arrive()

    @Slot()
    def _hold_place(self) -> None:
        """Want to be where the page is now, whatever happens to its layout."""
        if self._wanted is None:
            self._wanted = self.position()

    @Slot()
    def _moved_by_user(self) -> None:
        self._wanted = None

    @Slot()
    def _arrive(self) -> None:
        """Scroll to what is wanted, if the page reaches that far by now."""
        if self._wanted is None or self._moving:
            return
        self._moving = True
        wanted = self._wanted
        arrived = self._arrive_at(wanted) if isinstance(wanted, tuple) else self._arrive_mark(wanted)
        if arrived or (self._page is not None and self._browser.page.complete and self._browser.settled):
            self._wanted = None
        self._moving = False

    def _arrive_at(self, position: Position) -> bool:
        article, offset = position
        browser = self._browser
        place = browser.page.place(article) if article is not None else None
        if article is not None and place is None:
            return browser.page.complete and self._show_alone(article)
        at = min(place.start + offset, place.end) if place is not None else offset
        return browser.scroll_to(at)

    def _show_alone(self, article: ArticleId) -> bool:
        """Show an article by itself that the page has no room for."""
        known = self._page is not None and any(one.id == article for one in self._page.articles)
        if known and self._only != article:
            self._only = article
            self._compose()
            self._browser.scroll_to(0)
        return known

    def _arrive_mark(self, annotation: AnnotationId) -> bool:
        article = self._browser.marks.article_of(annotation)
        if article is not None and self._browser.page.place(article) is None and self._browser.page.complete:
            self._show_alone(article)
        mark = self._browser.marks.find(article, annotation) if article is not None else None
        if mark is None:
            return False
        self._current = mark.article
        rects = text_rects(self._browser.document(), mark.start, mark.start + 1)
        view = self._browser.view
        if not rects or not view.adjusted(0, 60, 0, -60).contains(rects[0]):
            self._browser.scroll_to(mark.start, round(view.height() / 3))
        self._browser.flash(mark.start, mark.end)
        return True

    @Slot()
    def _composed(self) -> None:
        if self._find.query:
            self._search(self._find.query)
        self._look()

    @Slot()
    def _scrolled(self) -> None:
        self._bar.hide()
        if self._moving or self._wanted is not None:
            return
        reached = self._article_at_line()
        if reached is not None and reached != self._current:
            self._current = reached
            self.article_reached.emit(reached)
        self._look()

    def _article_at_line(self) -> ArticleId | None:
        """Return the article at the reading line, which moves down as the page nears its end."""
        bar = self._browser.verticalScrollBar()
        height = self._browser.viewport().height()
        left = bar.maximum() - bar.value()
        line = min(height - 1, max(height // 4, height - left)) if bar.value() else height // 4
        document = self._browser.document()
        at = self._browser.cursorForPosition(QPoint(self._browser.viewport().width() // 2, line)).position()
        place = self._browser.page.place_at(min(at, document.characterCount() - 1))
        return place.piece.article if place is not None else None

    # Read marks

    @Slot()
    def _look(self) -> None:
        """See what is on screen, and tell what has been read."""
        if self._page is None:
            return
        now = monotonic()
        if not self.isVisible() or not self.window().isActiveWindow():
            self._seen.look_away(now)
            return
        on_screen, passed = self._on_screen()
        self._tell(self._seen.look(on_screen, passed, now))

    def _on_screen(self) -> tuple[list[ArticleId], list[ArticleId]]:
        view = self._browser.view
        document = self._browser.document()
        places = self._browser.page.places
        first = self._browser.page.index_at(self._browser.top_position())
        on_screen: list[ArticleId] = []
        passed = [place.piece.article for place in places[:first] if place.piece.article is not None]
        for place in places[first:]:
            top = block_rect(document, document.findBlock(place.start)).top()
            if top > view.bottom():
                break
            bottom = block_rect(document, document.findBlock(max(place.start, place.end - 1))).bottom()
            seen = min(bottom, view.bottom()) - max(top, view.top())
            if place.piece.article is not None and seen >= min(bottom - top, view.height()) / 2:
                on_screen.append(place.piece.article)
        return on_screen, passed

    def _leave(self) -> None:
        self._tell(self._seen.leave(monotonic()))

    def _tell(self, seen: list[ArticleId]) -> None:
        if seen:
            self.articles_seen.emit(seen)

    def hideEvent(self, event: QHideEvent) -> None:
        """Count nothing while hidden."""
        super().hideEvent(event)
        self._looking.stop()
        self._seen.look_away(monotonic())

    def showEvent(self, event: QShowEvent) -> None:
        """Count what is on screen."""
        super().showEvent(event)
        self._looking.start()

    # Selection

    def selection(self) -> tuple[ArticleId, Span] | None:
        """Return the selected span of the plain text of one article: the one in which the selection begins."""
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

    def selected_text(self) -> str:
        """Return what is selected, as it is copied."""
        return self._browser.textCursor().selection().toPlainText().replace("\ufffc", "").strip()

    @Slot()
    def _offer_bar(self) -> None:
        if self.selection() is None:
            return
        cursor = self._browser.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        at = self._browser.cursorRect(cursor)
        corner = self._browser.viewport().mapTo(self, at.topLeft())
        self._bar.show_near(QRect(corner, at.size()))

    @Slot()
    def _hide_empty_bar(self) -> None:
        if not self._browser.textCursor().hasSelection():
            self._bar.hide()

    @Slot(object)
    def _color_chosen(self, color: object) -> None:
        self.highlight_requested.emit(color)
        self._clear_selection()
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

    @Slot()
    def _dismiss_bar(self) -> None:
        self._bar.hide()
        self._browser.setFocus()

    def _clear_selection(self) -> None:
        cursor = self._browser.textCursor()
        if cursor.hasSelection():
            cursor.setPosition(cursor.selectionEnd())
            self._browser.setTextCursor(cursor)
        self._bar.hide()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Let Tab reach the bar at a selection, and Esc hide it; hide it when the reader is left."""
        if watched is not self._browser or not self._bar.isVisible():
            return False
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._bar_left(event)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab:
                self._bar.take_focus()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._bar.hide()
                return True
        return False

    def _bar_left(self, event: QFocusEvent) -> None:
        focused = QApplication.focusWidget()
        elsewhere = focused is not None and focused is not self._browser and not self._bar.isAncestorOf(focused)
        if elsewhere and event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._bar.hide()

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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu for the article under the mouse."""
        at = self._browser.viewport().mapFromGlobal(event.globalPos())
        place = self._browser.page.place_at(self._browser.cursorForPosition(at).position())
        self.context_requested.emit((place.piece.article if place else None, event.globalPos()))

    # Find

    def open_find(self) -> None:
        """Open the find bar with what is selected."""
        selected = self.selected_text()
        self._find.open_bar(selected if "\n" not in selected else "")

    @Slot(str)
    def _search(self, query: str) -> None:
        painter = self._browser.painter
        painter.hits = find_all(self._browser.document().toPlainText(), query)
        painter.hit = nearest(painter.hits, self._browser.top_position())
        self._show_hit()

    @Slot(object)
    def _step(self, way: int) -> None:
        painter = self._browser.painter
        if painter.hits:
            painter.hit = (painter.hit + way) % len(painter.hits)
        self._show_hit()

    def _show_hit(self) -> None:
        painter = self._browser.painter
        self._find.show_count(painter.hit, len(painter.hits))
        if painter.hit >= 0:
            rects = text_rects(self._browser.document(), *painter.hits[painter.hit])
            view = self._browser.view
            if rects and not view.adjusted(0, 30, 0, -30).contains(rects[0]):
                self._browser.scroll_to(painter.hits[painter.hit][0], round(view.height() / 3))
        self._browser.viewport().update()

    @Slot()
    def _find_closed(self) -> None:
        self._browser.painter.hits = ()
        self._browser.painter.hit = -1
        self._browser.viewport().update()
        self._browser.setFocus()
