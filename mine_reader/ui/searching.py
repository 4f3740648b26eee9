"""Searching in the window: as it is typed, to the place in the reader; kept searches."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from mine_reader.errors import MineReaderError
from mine_reader.model import AnnotationId, ArticleId, Change
from mine_reader.model.searching import Hit, HitKind, SavedSearch, SearchOrder, SearchPage
from mine_reader.services import Services
from mine_reader.ui import labels
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.models.results import More
from mine_reader.ui.places import Place
from mine_reader.ui.rows import Index
from mine_reader.ui.search_box import SearchBox
from mine_reader.ui.tasks import Tasks

_FIRST = 20
_MORE = 50
_PREVIEW_MS = 120
_COUNT_MS = 700


class SearchingWindow(QObject):
    """Ties the search box to the hits, and these to the reader. One search is under way at a time."""

    changed = Signal(object)
    deleted = Signal(object)
    failed = Signal(object)
    said = Signal(object)
    behind = Signal()

    def __init__(self, services: Services, tasks: Tasks, browsing: Browsing, box: SearchBox, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._browsing = browsing
        self._box = box
        self._pane = browsing.panes.results
        self._window = parent
        self._under_way = False
        self._hit: Hit | None = None
        self._preview = self._timer(_PREVIEW_MS, self._open_chosen)
        self._counting = self._timer(_COUNT_MS, self._count_saved)
        self._connect()

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(act)
        return timer

    def _connect(self) -> None:
        box, pane, panes = self._box, self._pane, self._browsing.panes
        box.textChanged.connect(self._typed)
        box.entered.connect(self._enter)
        box.down.connect(self._go_down)
        box.left.connect(self.leave)
        pane.left.connect(self.focus)
        pane.order_changed.connect(self._ask)
        pane.hit_chosen.connect(self._choose)
        pane.hit_opened.connect(self._open)
        pane.more_wanted.connect(self._ask_more)
        pane.save_wanted.connect(self.save)
        panes.lists.currentChanged.connect(self._list_changed)
        panes.sidebar.tree.clicked.connect(self._row_clicked)
        panes.reader.hit_shown.connect(self._tell_hit)
        self._browsing.page_shown.connect(self._mark_page)
        self._browsing.refreshed.connect(self._counting.start)

    # Asking

    def focus(self) -> None:
        """Go to the search box."""
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()

    def leave(self) -> None:
        """Show the list again that was there before."""
        self._box.clear()
        self._browsing.panes.articles.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def search_for(self, text: str) -> None:
        """Search as if it was typed."""
        self._box.setText(text)
        self.focus()

    def _typed(self, text: str) -> None:
        self._hit = None
        self._browsing.panes.reader.mark_words((), None)
        if text.strip():
            self._browsing.show_results()
            self._ask()
        else:
            self._browsing.show_list()

    def _ask(self) -> None:
        """Ask what stands in the box now; while an answer is awaited, when it is there."""
        if self._under_way or not self._box.text().strip():
            return
        self._under_way = True
        text, order, searching = self._box.text(), self._pane.order, self._services.searching
        self._tasks.run(
            lambda _task: searching.search_kinds(text, limit=_FIRST, order=order),
            done=lambda pages: self._found((text, order), pages),
            failed=self._not_found,
        )

    def _found(self, asked: tuple[str, SearchOrder], pages: Mapping[HitKind, SearchPage]) -> None:
        self._under_way = False
        if asked != (self._box.text(), self._pane.order):
            self._ask()  # of an answer to less than is asked by now, nothing is shown
            return
        self._pane.show_found(asked[0].strip(), pages)
        if any(page.behind for page in pages.values()):
            self.behind.emit()

    def _not_found(self, error: Exception) -> None:
        self._under_way = False
        self._pane.show_error(labels.error_text(error))

    def _ask_more(self, more: More) -> None:
        text, order, searching = self._box.text(), self._pane.order, self._services.searching
        self._tasks.run(
            lambda _task: searching.search(text, limit=_MORE, offset=more.shown, order=order, kind=more.kind),
            done=lambda page: self._more_found(text, more, page),
            failed=self.failed.emit,
        )

    def _more_found(self, text: str, more: More, page: SearchPage) -> None:
        if text == self._box.text():
            self._pane.show_more(more, page)

    def index_read(self) -> None:
        """Ask again what is asked: the index has read what came."""
        self._counting.start()
        if self._browsing.in_results:
            self._ask()

    # Going to hits

    def _enter(self) -> None:
        self._pane.open_current()

    def _go_down(self) -> None:
        if self._browsing.in_results:
            self._pane.enter()

    def _choose(self, hit: Hit) -> None:
        self._hit = hit
        self._preview.start()

    def _open(self, hit: Hit) -> None:
        self._hit = hit
        self._browsing.history.leave(self._browsing.place())
        self._open_chosen()
        self._browsing.panes.reader.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_chosen(self) -> None:
        self._preview.stop()
        hit = self._hit
        if hit is None:
            return
        note = AnnotationId(hit.id) if hit.kind is HitKind.NOTE else None
        page = self._browsing.page
        if page is None or page.issue.id != hit.issue_id or self._browsing.one_article:
            self._browsing.show_place(Place("", hit.issue_id, (None, 0), ArticleId(hit.article_id), note))
        else:
            self._mark_page()

    def _mark_page(self) -> None:
        """Mark what was sought in the page, and go to the hit that was chosen if it is in it."""
        page, hit, reader = self._browsing.page, self._hit, self._browsing.panes.reader
        if not self._browsing.in_results or page is None:
            return
        words = self._services.searching.words(self._box.text())
        if hit is None or hit.issue_id != page.issue.id:
            reader.mark_words(words, None)
        elif hit.kind is HitKind.NOTE:
            reader.mark_words(words, None)
            reader.scroll_to_annotation(AnnotationId(hit.id))
            self._browsing.panes.notes.reveal(AnnotationId(hit.id))
        else:
            reader.mark_words(words, ArticleId(hit.article_id))

    def _row_clicked(self, index: Index) -> None:
        """Leave the search for the view that is chosen already, which is not chosen by another click."""
        node = self._browsing.panes.sidebar.tree.node(index)
        if node is not None and not node.heading and self._browsing.in_results:
            self.leave()

    def _list_changed(self) -> None:
        if self._browsing.in_results:
            return
        self._preview.stop()
        self._hit = None
        self._browsing.panes.reader.mark_words((), None)
        self._box.clear()

    def _tell_hit(self, what: tuple[int, int]) -> None:
        self.said.emit(self.tr("Hit {0} of {1}").format(what[0] + 1, what[1]))

    # Kept searches

    def save(self) -> None:
        """Keep the search that is asked in the sidebar; its name is asked for."""
        text = self._box.text().strip()
        if text:
            self._ask_name(self.tr("Keep this search"), text, lambda name: self._save(name, text))

    def _save(self, name: str, text: str) -> None:
        if self._do(lambda: self._services.searching.save(name, text)):
            self.said.emit(self.tr("The search is in the sidebar."))

    def rename(self, saved: SavedSearch) -> None:
        """Give a kept search another name."""
        rename = self._services.searching.rename
        self._ask_name(self.tr("Rename"), saved.name, lambda name: self._do(lambda: rename(saved.id, name)))

    def delete(self, saved: SavedSearch) -> None:
        """Keep a search no longer."""
        if self._do(lambda: self._services.searching.delete(saved.id)):
            self.deleted.emit(self.tr("Search “{0}” deleted").format(saved.name))

    def edit(self, saved: SavedSearch) -> None:
        """Ask a kept search in the search box."""
        self.search_for(saved.search.text)

    def saved(self, key: str) -> SavedSearch | None:
        """Return the kept search of a row of the sidebar."""
        return next((one for one in self._browsing.searches if f"search:{one.id}" == key), None)

    def _ask_name(self, title: str, name: str, act: Callable[[str], object]) -> None:
        dialog = QInputDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(self.tr("Name"))
        dialog.setTextValue(name)
        dialog.textValueSelected.connect(act)
        dialog.open()
        for line in dialog.findChildren(QLineEdit):
            line.selectAll()

    def _do(self, act: Callable[[], Change]) -> bool:
        try:
            change = act()
        except MineReaderError as error:
            self.failed.emit(error)
            return False
        self.changed.emit(change)
        return True

    def _count_saved(self) -> None:
        """Count what kept searches list, in the background."""
        wanted = self._browsing.searches
        if not wanted:
            return
        searching = self._services.searching
        self._tasks.run(
            lambda _task: None if searching.is_behind() else {one.id: searching.count(one.search) for one in wanted},
            done=self._counted,
            failed=lambda _error: None,  # a damaged index is told of by searches
        )

    def _counted(self, counts: dict[int, int] | None) -> None:
        if counts is None:
            self.behind.emit()  # what was counted before is closer than what half an index would say
            return
        self._browsing.show_searches(
            tuple(replace(one, count=counts.get(one.id, one.count)) for one in self._browsing.searches)
        )
