"""What is looked at: the chosen view, its list, the issue in the reader, and the way back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mine_reader.errors import NotFoundError
from mine_reader.model import (
    AnchorState,
    Annotation,
    AnnotationFilter,
    AnnotationId,
    Article,
    ArticleFilter,
    ArticleId,
    Change,
    Issue,
    IssueId,
    IssuePage,
    Overview,
    SmartView,
    SourceId,
    SourceKind,
    TagCount,
)
from mine_reader.model.feeds import Feed, Images
from mine_reader.model.searching import SavedSearch
from mine_reader.services import Services
from mine_reader.ui import labels
from mine_reader.ui.listing import Fresh, Listing
from mine_reader.ui.models.sidebar import Node
from mine_reader.ui.places import History, Panes, Place
from mine_reader.ui.tasks import Tasks


class Browsing(QObject):
    """Ties the panes to the library: choose, load, follow, refresh."""

    moved = Signal()
    failed = Signal(object)
    unread_changed = Signal(object)
    article_reached = Signal(object)
    notes_chosen = Signal(bool)
    refreshed = Signal(object)
    page_shown = Signal()

    def __init__(self, services: Services, tasks: Tasks, panes: Panes, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self.panes = panes
        self.outline = Overview({}, (), ())
        self.tags: tuple[TagCount, ...] = ()
        self._issue: Issue | None = None
        self.history = History()
        self.listing = Listing(services, tasks, panes.articles, self)
        self.listing.shown.connect(self.moved)
        self.searches: tuple[SavedSearch, ...] = ()
        self.feeds: Mapping[SourceId, Feed] = {}
        self.acts = 0
        self._listed: QWidget | None = None
        self._unfolded = False
        self.one_article = False
        self._day = ""
        self._key = ""
        self._page: IssuePage | None = None
        self._wanted: Place | None = None
        self._asked = 0
        self._changed_since = False
        panes.sidebar.chosen.connect(self._node_chosen)
        panes.articles.chosen.connect(self._row_chosen)
        panes.articles.selection_changed.connect(self.moved)
        panes.reader.article_reached.connect(self._reached)

    # What is open

    @property
    def issue(self) -> Issue | None:
        """The issue in the reader, or chosen in the sidebar."""
        return self._issue if self._wanted is not None else None

    @property
    def which(self) -> ArticleFilter | None:
        """What the list shows."""
        return self.listing.which

    @property
    def page(self) -> IssuePage | None:
        """What the reader shows."""
        return self._page

    @property
    def in_notes(self) -> bool:
        """Whether the notes of the whole library are listed, not articles."""
        return self.panes.lists.currentWidget() is self.panes.all_notes

    @property
    def in_results(self) -> bool:
        """Whether what a search found is listed."""
        return self.panes.lists.currentWidget() is self.panes.results

    def show_results(self) -> None:
        """List what a search found in the place of what is listed now."""
        if not self.in_results:
            self._listed, self._unfolded = self.panes.lists.currentWidget(), self.panes.lists.isHidden()
            self.panes.lists.show()
            self.panes.lists.setCurrentWidget(self.panes.results)

    def show_list(self) -> None:
        """List again what was listed before the search."""
        if self.in_results and self._listed is not None:
            self.panes.lists.setCurrentWidget(self._listed)
            self.panes.lists.setHidden(self._unfolded)

    def show_place(self, place: Place) -> None:
        """Show a place in the reader; sidebar and list stay as they are."""
        self._load(replace(place, key=self._key))

    def show_searches(self, searches: tuple[SavedSearch, ...]) -> None:
        """Show kept searches, or what they count."""
        self.searches = searches
        self._show_outline()

    def show_feeds(self, feeds: Mapping[SourceId, Feed]) -> None:
        """Show how feeds stand."""
        self.feeds = feeds
        self._show_outline()

    def current(self) -> ArticleId | None:
        """Return the article that keys act on when nothing else is selected."""
        chosen = self.panes.articles.current()
        if chosen is not None and self.panes.articles.tree.hasFocus():
            return chosen
        return self.panes.reader.current_article() or chosen

    def targets(self) -> tuple[Article, ...]:
        """Return the articles that a mark is meant for: those selected, else the one that is read."""
        chosen = self.panes.articles.selected()
        reading = self.panes.reader.current_article()
        in_list = reading is None or any(article.id == reading for article in chosen)
        if chosen and (in_list or self.panes.articles.tree.hasFocus()):
            return chosen
        article = self.article(reading)
        return (article,) if article else chosen

    def article(self, article_id: ArticleId | None) -> Article | None:
        """Return an article that is shown in a pane, with its state as shown."""
        return self.listing.article(article_id) or next(
            (article for article in (self._page.articles if self._page else ()) if article.id == article_id), None
        )

    def place(self) -> Place:
        """Return where the reader is, or is going while its page is not there yet."""
        wanted = self._wanted
        if wanted is not None and (self._page is None or self._page.issue.id != wanted.issue_id):
            return replace(wanted, key=self._key)
        issue_id = wanted.issue_id if wanted else None
        return Place(self._key, issue_id, self.panes.reader.position(), self.current())

    # Choosing

    def start(self, place: Place) -> None:
        """Show the library and the list that the last run ended with; quick enough for the first paint."""
        self.panes.sidebar.set_library(self._services.library)
        if place.key.startswith("tag:"):
            self._read_tags()
        self._read_outline()
        if not self.panes.sidebar.select(place.key):
            self.panes.sidebar.select(f"view:{SmartView.UNREAD.value}")
        self._list_selected(place.current)
        self._show_nothing()

    def resume(self, place: Place) -> None:
        """Open the issue that the last run ended with, if it is still there."""
        self._read_tags()
        self._show_outline()
        if self._wanted is not None:
            return
        if self.which is not None and self.which.issue_id not in (None, place.issue_id):
            place = Place(self._key, self.which.issue_id)
        if self._has(place.issue_id):
            self._load(place)

    def _has(self, issue_id: IssueId | None) -> bool:
        if issue_id is None:
            return False
        try:
            self._issue = self._services.library.issue(issue_id)
        except NotFoundError:
            return False
        return True

    def issue_at(self, path: Path) -> Issue | None:
        """Return the issue that came from a file."""
        return self._services.library.issue_at(path)

    def choose(self, key: str) -> None:
        """Go to a row of the sidebar as if it was chosen there."""
        self.history.leave(self.place())
        self._go(Place(key, None))

    def open_issue(self, issue_id: IssueId, article_id: ArticleId | None = None) -> None:
        """Go to an issue as if it was chosen in the sidebar."""
        self.history.leave(self.place())
        self._go(Place(f"issue:{issue_id}", issue_id, current=article_id))

    def open_article(self, article_id: ArticleId) -> None:
        """Go to an article, in its issue when the list does not have it."""
        if self.panes.articles.model.find(article_id).isValid():
            self.panes.articles.choose(article_id)
            return
        (article,) = self._services.reading.get([article_id])
        self.open_issue(article.issue_id, article_id)

    def open_annotation(self, annotation: Annotation) -> None:
        """Go to the place of an annotation, in its issue; to its article if its text is gone."""
        if self._page is not None and self._page.issue.id == annotation.issue_id:
            self._reach(annotation.id, annotation.article_id)
            return
        if self.in_notes:
            self._load(Place(self._key, annotation.issue_id, (None, 0), annotation.article_id, annotation.id))
            return
        self.history.leave(self.place())
        key = f"issue:{annotation.issue_id}"
        self._go(Place(key, annotation.issue_id, (None, 0), annotation.article_id, annotation.id))

    def _reach(self, annotation_id: AnnotationId, article_id: ArticleId | None) -> None:
        try:
            one = self._services.annotating.get(annotation_id)
        except NotFoundError:  # it was deleted while its page was prepared
            return
        if one.anchor is not AnchorState.DETACHED:
            self.panes.reader.scroll_to_annotation(annotation_id)
        elif article_id is not None:
            self.panes.reader.scroll_to_article(article_id)
        self.panes.articles.set_current(article_id)
        self.panes.notes.reveal(annotation_id)

    def back(self) -> None:
        """Go back."""
        self._go(self.history.back(self.place()))

    def forward(self) -> None:
        """Go forward again."""
        self._go(self.history.forward(self.place()))

    def _go(self, place: Place | None) -> None:
        if place is None:
            return
        self.panes.sidebar.select(place.key)
        self._list_selected(place.current)
        if place.issue_id is not None and self._has(place.issue_id):
            self._load(place)
        else:
            self._show_nothing()

    def _node_chosen(self, node: Node) -> None:
        if node.heading:
            return
        self.history.leave(self.place())
        self._list_selected(None)
        if node.which is not None and node.which.issue_id is not None:
            self._load(Place(node.key, node.which.issue_id))
        else:
            self._show_nothing()

    def _row_chosen(self, article_id: ArticleId) -> None:
        article = self.article(article_id)
        if article is None:
            return
        if self._page is None or self._page.issue.id != article.issue_id or self.one_article:
            self._load(Place(self._key, article.issue_id, current=article_id))
        else:
            self.panes.reader.scroll_to_article(article_id)
        self.moved.emit()

    def _list_selected(self, current: ArticleId | None) -> None:
        node = self.panes.sidebar.selected()
        if node is None or node.heading:
            return
        before, self._key = self._key, node.key
        if node.which is not None:
            self.panes.lists.setCurrentWidget(self.panes.articles)
            self.listing.show(node.which, current, empty=not self.outline.shelves)
        elif node.notes is not None and (node.key != before or not self.in_notes):
            self.panes.lists.setCurrentWidget(self.panes.all_notes)
            self.listing.clear()
            self.notes_chosen.emit(node.notes.todo)

    def set_one_article(self, on: bool) -> None:
        """Show one article alone, or the whole issue."""
        self.one_article = on
        if self._page is not None:
            self._show_page(Place(self._key, self._page.issue.id, current=self.current()))

    # The page

    def _load(self, place: Place) -> None:
        if not self._has(place.issue_id):
            return
        self._wanted = place
        if self._page is not None and self._page.issue.id == place.issue_id:
            self._show_page(place)
            return
        self._fetch(place)
        self.moved.emit()

    def _fetch(self, place: Place) -> None:
        issue_id = place.issue_id
        if issue_id is None:
            return
        self._asked += 1
        self._changed_since = False
        asked = self._asked
        which = AnnotationFilter(issue_id=issue_id)
        self._tasks.run(
            lambda _task: (self._services.library.page(issue_id), self._services.annotating.annotations(which)),
            done=lambda found: self._page_ready(found[0], asked, found[1]),
            failed=lambda error: self._page_failed(error, asked),
        )

    def _page_ready(self, page: IssuePage, asked: int, notes: tuple[Annotation, ...] | None = None) -> None:
        if asked != self._asked or self._wanted is None or self._wanted.issue_id != page.issue.id:
            return
        before, self._page = self._page, page
        if before is None or _as_shown(before) != _as_shown(page):
            self._show_page(self._still_there(self._wanted, page), None if self._changed_since else notes)
        else:
            self.panes.reader.set_articles(page.articles)
            self._show_annotations()
        if self._changed_since:
            self._refresh_articles(())
        self.moved.emit()

    def _still_there(self, place: Place, page: IssuePage) -> Place:
        """Return a place; how far down the page it was when its article is gone, joined with another perhaps."""
        articles = {None, *(article.id for article in page.articles)}
        position = place.position if place.position[0] in articles else self.panes.reader.distance()
        return replace(place, position=position, current=place.current if place.current in articles else None)

    def _page_failed(self, error: Exception, asked: int) -> None:
        if asked != self._asked:
            return
        self._page = None
        self.panes.reader.clear(labels.error_text(error))
        self.failed.emit(error)

    def _show_page(self, place: Place, notes: tuple[Annotation, ...] | None = None) -> None:
        """Show the page; `notes`: its annotations, where they are known already."""
        page = self._page
        if page is None:
            return
        only = None
        if self.one_article and page.articles:
            only = place.current or page.articles[0].id
        path = page.issue.path
        self.panes.reader.offer_images(on=page.beside.loading != Images.NEVER)
        self.panes.reader.set_image_folder(_folder(path))
        self.panes.reader.show_page(page, only)
        self._show_annotations(notes)
        if place.annotation is not None:
            self._reach(place.annotation, place.current)
        elif place.position != (None, 0):
            self.panes.reader.restore(place.position)
        elif (snapshot := page.beside.snapshot) is not None and snapshot.place:
            self.panes.reader.restore((snapshot.article_id, snapshot.place))
        elif place.current is not None:
            self.panes.reader.scroll_to_article(place.current)
        self.page_shown.emit()
        self.moved.emit()

    def _show_nothing(self) -> None:
        self._wanted = None
        self._page = None
        if self.outline.shelves:
            article = self.tr("Choose an article in the list, or an issue in the sidebar.")
            text = self.tr("Choose a note in the list.") if self.in_notes else article
        else:
            text = self.tr(
                "Your library is empty.\nDrop Markdown files, folders or the address of a feed here, open files with "
                "Ctrl+O, or follow a site with Ctrl+N."
            )
        self.panes.reader.clear(text)
        self._show_annotations()
        self.moved.emit()

    def _show_chosen(self) -> None:
        """Show the issue that is chosen: it may be there again."""
        issue_id = self.which.issue_id if self.which is not None else None
        if issue_id is not None and self._has(issue_id):
            self._load(Place(self._key, issue_id))
        else:
            self._show_nothing()

    def annotations(self) -> tuple[Annotation, ...]:
        """Return the annotations of what is open: the issue in the reader, else what the list shows."""
        if self._wanted is not None:
            return self._services.annotating.annotations(AnnotationFilter(issue_id=self._wanted.issue_id))
        if self.which is not None and self.which.tag is not None:
            return self._services.annotating.annotations(AnnotationFilter(tag=self.which.tag))
        if self.which is not None and self.which.view == SmartView.ANNOTATED:
            return self._services.annotating.annotations(AnnotationFilter())
        return ()

    def _show_annotations(self, notes: tuple[Annotation, ...] | None = None) -> None:
        found = self.annotations() if notes is None else notes
        self.panes.reader.set_annotations(found if self._page else ())
        titles = {article.id: article.title for article in self._shown()}
        self.panes.notes.set_empty_text(
            self.tr("No notes here yet.\nSelect text to highlight it or to note something; E notes on the article.")
        )
        self.panes.notes.show_annotations(found, titles)

    def _reached(self, article_id: ArticleId) -> None:
        self.panes.articles.set_current(article_id)
        self.article_reached.emit(article_id)
        self.moved.emit()

    # Moving

    def step(self, by: int, *, unread: bool = False) -> bool:
        """Go to the next (1) or previous (-1) article, or note, of the list; return whether there is one."""
        if self.in_notes:
            return self.panes.all_notes.rows.step(by)
        if self.in_results:
            return self.panes.results.step(by)
        found = self.listing.next_to(self.current(), by, unread=unread)
        if found is None:
            return False
        self.panes.articles.choose(found.id)
        return True

    def page_down(self) -> None:
        """Go down a page, at the end to the next unread article."""
        if self._page is None or not self.panes.reader.page_down():
            self.step(1, unread=True)

    # Refreshing

    def refresh(self, change: Change) -> None:
        """Bring all panes in line with what an act changed."""
        self._changed_since = True
        self.acts += 1
        if change.structure:
            self._read_tags()
        self._read_outline()
        if change.structure:
            self.listing.refresh(empty=not self.outline.shelves)
        if change.articles or change.annotations:
            self._refresh_articles(change.articles)
        if self._wanted is not None and not self._has(self._wanted.issue_id):
            self._show_nothing()
        elif self._wanted is None and change.structure:
            self._show_chosen()
        elif self._page is not None and change.structure and self._page.issue.id in change.issues:
            self._reload_page()
        elif change.annotations or change.articles:
            self._show_annotations()
        self.moved.emit()
        self.refreshed.emit(change)

    def reload(self) -> None:
        """Show everything anew, as after an import."""
        self.acts += 1
        self._read_tags()
        self._read_outline()
        self.listing.refresh(empty=not self.outline.shelves)
        if self._page is not None and self._has(self._page.issue.id):
            self._reload_page()
        self.refreshed.emit(None)

    def take_counts(self, outline: Overview, tags: tuple[TagCount, ...]) -> None:
        """Show in the sidebar what arrived and was read elsewhere."""
        self.tags = tags
        self._take_outline(outline)

    def take_news(self, fresh: Fresh | None, updated: Sequence[IssueId], *, last: bool) -> None:
        """Show in the list what arrived; who reads stays where he is. `updated`: issues with other texts.

        What follows a change, as the index does, follows the `last` of the news.
        """
        was_empty = self.listing.empty
        if fresh is not None:
            self.listing.take(fresh, empty=not self.outline.shelves)
        if self._page is not None and self._page.issue.id in updated and self._has(self._page.issue.id):
            self._reload_page()
        elif was_empty and self._wanted is None:
            self._show_nothing()
        if last:
            self.refreshed.emit(Change(issues=tuple(updated), structure=True))

    def retranslate(self) -> None:
        """Take the texts that came from here anew."""
        self._show_outline()
        self.listing.show_again(self.panes.articles.current())
        if self._page is None:
            self._show_nothing()
        else:
            self._show_annotations()

    def _reload_page(self) -> None:
        if self._page is None:
            return
        self._wanted = replace(self.place(), issue_id=self._page.issue.id)
        self._fetch(self._wanted)

    def wake(self) -> None:
        """Count anew what is of today when the day has changed."""
        if self._day != today():
            self._read_outline()

    def _read_outline(self) -> None:
        self._day = today()
        counts = {one.id: one.count for one in self.searches}
        found = self._services.reading.searches()
        self.searches = tuple(replace(one, count=counts.get(one.id, 0)) for one in found)
        self._take_outline(self._services.library.overview(self._day))

    def _take_outline(self, outline: Overview) -> None:
        self.outline = outline
        self.listing.feeds = frozenset(one.id for one in outline.sources if one.kind is SourceKind.FEED)
        self._show_outline()
        self.unread_changed.emit(self.outline.views.get(SmartView.UNREAD, 0))

    def _read_tags(self) -> None:
        self.tags = self._services.library.tags()

    def _show_outline(self) -> None:
        self.panes.sidebar.show_outline(self.outline, self.tags, self.searches, self.feeds)

    def _refresh_articles(self, ids: Sequence[ArticleId]) -> None:
        shown = {article.id for article in self._shown()}
        wanted = [one for one in ids if one in shown] if ids else list(shown)
        try:
            fresh = {article.id: article for article in self._services.reading.get(wanted)}
        except NotFoundError:
            return
        self.listing.update(fresh)
        if self._page is not None:
            articles = tuple(fresh.get(article.id, article) for article in self._page.articles)
            self._page = replace(self._page, articles=articles)
            self.panes.reader.set_articles(articles)

    def _shown(self) -> tuple[Article, ...]:
        return (*self.listing.rows, *(self._page.articles if self._page else ()))


def _as_shown(page: IssuePage) -> tuple[object, ...]:
    """Return what of a page is laid out: all but the states of its articles."""
    issue = page.issue
    titles = tuple((article.id, article.title, article.removed_at) for article in page.articles)
    return issue.id, issue.title, issue.number, issue.date, page.sections, page.parts, titles, page.beside


def today() -> str:
    """Return the local day."""
    return date.today().isoformat()  # noqa: DTZ011


def _folder(path: str | None) -> Path | None:
    return Path(path).parent if path else None
