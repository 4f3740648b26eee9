"""What is looked at: the chosen view, its list, the issue in the reader, and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mine_reader.errors import MineReaderError, NotFoundError
from mine_reader.model import (
    Annotation,
    AnnotationFilter,
    Article,
    ArticleFilter,
    ArticleId,
    Change,
    Issue,
    IssueId,
    IssuePage,
    Outline,
    SmartView,
)
from mine_reader.services import Services
from mine_reader.ui import labels
from mine_reader.ui.article_list import ArticleList
from mine_reader.ui.models.articles import Group, by_section
from mine_reader.ui.models.sidebar import Node
from mine_reader.ui.notes_pane import NotesPane
from mine_reader.ui.reader_view import ReaderView
from mine_reader.ui.sidebar import Sidebar
from mine_reader.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Place:
    """A place to come back to: a row of the sidebar, the page and how far it is scrolled, the current article."""

    key: str
    issue_id: IssueId | None
    position: tuple[ArticleId | None, int] = (None, 0)
    current: ArticleId | None = None


@dataclass(frozen=True, slots=True)
class Panes:
    """The four panes."""

    sidebar: Sidebar
    articles: ArticleList
    reader: ReaderView
    notes: NotesPane


class Browsing(QObject):
    """Ties the panes to the library: choose, load, follow, refresh."""

    moved = Signal()
    failed = Signal(object)
    unread_changed = Signal(object)
    article_reached = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, panes: Panes, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self.panes = panes
        self.outline = Outline({}, (), (), ())
        self.which: ArticleFilter | None = None
        self._key = ""
        self.oldest_first = False
        self.one_article = False
        self._rows: tuple[Article, ...] = ()
        self._page: IssuePage | None = None
        self._wanted: Place | None = None
        self._past: list[Place] = []
        self._future: list[Place] = []
        panes.sidebar.chosen.connect(self._node_chosen)
        panes.articles.chosen.connect(self._row_chosen)
        panes.articles.selection_changed.connect(self.moved)
        panes.reader.article_reached.connect(self._reached)

    # What is open

    @property
    def issue(self) -> Issue | None:
        """The issue in the reader, or chosen in the sidebar."""
        if self._wanted is None:
            return None
        return next((issue for issue in self.outline.issues if issue.id == self._wanted.issue_id), None)

    @property
    def page(self) -> IssuePage | None:
        """What the reader shows."""
        return self._page

    def current(self) -> ArticleId | None:
        """Return the article that keys act on when nothing else is selected."""
        return self.panes.reader.current_article() or self.panes.articles.current()

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
        shown = (*self._rows, *(self._page.articles if self._page else ()))
        return next((article for article in shown if article.id == article_id), None)

    def place(self) -> Place:
        """Return where the reader is."""
        issue_id = self._wanted.issue_id if self._wanted else None
        return Place(self._key, issue_id, self.panes.reader.position(), self.current())

    # Choosing

    def start(self, place: Place) -> None:
        """Show the library and the list that the last run ended with; quick enough for the first paint."""
        self._read_outline()
        if not self.panes.sidebar.select(place.key):
            self.panes.sidebar.select(f"view:{SmartView.UNREAD.value}")
        self._list_selected(place.current)
        self._show_nothing()

    def resume(self, place: Place) -> None:
        """Open the issue that the last run ended with, if it is still there."""
        if self._wanted is not None:
            return
        if self.which is not None and self.which.issue_id not in (None, place.issue_id):
            place = Place(self._key, self.which.issue_id)
        if self._has(place.issue_id):
            self._load(place)

    def _has(self, issue_id: IssueId | None) -> bool:
        return any(issue.id == issue_id for issue in self.outline.issues)

    def open_issue(self, issue_id: IssueId, article_id: ArticleId | None = None) -> None:
        """Go to an issue as if it was chosen in the sidebar."""
        self._remember()
        self._go(Place(f"issue:{issue_id}", issue_id, current=article_id))

    def open_article(self, article_id: ArticleId) -> None:
        """Go to an article, in its issue when the list does not have it."""
        if self.panes.articles.model.find(article_id).isValid():
            self.panes.articles.choose(article_id)
            return
        (article,) = self._services.reading.get([article_id])
        self.open_issue(article.issue_id, article_id)

    def back(self) -> None:
        """Go back."""
        self._travel(self._past, self._future)

    def forward(self) -> None:
        """Go forward again."""
        self._travel(self._future, self._past)

    def can_travel(self) -> tuple[bool, bool]:
        """Return whether there is a way back, and forward."""
        return bool(self._past), bool(self._future)

    def _travel(self, source: list[Place], target: list[Place]) -> None:
        if source:
            target.append(self.place())
            self._go(source.pop())

    def _remember(self) -> None:
        place = self.place()
        if place.key and (not self._past or self._past[-1] != place):
            self._past.append(place)
            del self._past[:-100]
        self._future.clear()

    def _go(self, place: Place) -> None:
        self.panes.sidebar.select(place.key)
        self._list_selected(place.current)
        if place.issue_id is not None and self._has(place.issue_id):
            self._load(place)
        else:
            self._show_nothing()

    def _node_chosen(self, node: Node) -> None:
        if node.which is None:
            return
        self._remember()
        self._list_selected(None)
        if node.which.issue_id is not None:
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

    # The list

    def _list_selected(self, current: ArticleId | None) -> None:
        node = self.panes.sidebar.selected()
        if node is not None and node.which is not None:
            self._key = node.key
            self.which = node.which
            self._rows = self._services.reading.articles(node.which)
            self._show_rows(current)

    def _show_rows(self, current: ArticleId | None) -> None:
        self.panes.articles.show_groups(self._groups(), current, self._empty_text())
        self.moved.emit()

    def _groups(self) -> tuple[Group, ...]:
        if self.which is not None and self.which.issue_id is not None:
            return by_section(self._rows)
        titles = {issue.id: labels.issue_title(issue) for issue in self.outline.issues}
        groups = [
            Group(f"issue:{issue_id}", titles.get(issue_id, ""), tuple(found))
            for issue_id, found in groupby(self._rows, key=lambda article: article.issue_id)
        ]
        return tuple(reversed(groups) if self.oldest_first else groups)

    def _empty_text(self) -> str:
        if not self.outline.issues:
            return self.tr("Nothing here yet.\nDrop Markdown files or folders on the window, or open them with Ctrl+O.")
        texts = {
            SmartView.TODAY: self.tr("Nothing is dated or arrived today."),
            SmartView.UNREAD: self.tr("Everything is read."),
            SmartView.STARRED: self.tr("Nothing is starred.\nPress S on an article to star it."),
            SmartView.LATER: self.tr("Nothing is kept for later.\nPress L on an article to keep it here."),
            SmartView.ANNOTATED: self.tr(
                "No notes yet.\nSelect text and press H to highlight it, or E to write a note."
            ),
            SmartView.DOWNLOADED: self.tr("Nothing is marked as downloaded.\nPress Shift+D on an article to mark it."),
        }
        view = self.which.view if self.which else None
        return texts[view] if view else self.tr("This issue has no articles.")

    def set_oldest_first(self, on: bool) -> None:
        """Turn the order of the issues in the list round."""
        self.oldest_first = on
        self._show_rows(self.panes.articles.current())

    def set_one_article(self, on: bool) -> None:
        """Show one article alone, or the whole issue."""
        self.one_article = on
        if self._page is not None:
            self._show_page(Place(self._key, self._page.issue.id, current=self.current()))

    # The page

    def _load(self, place: Place) -> None:
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
        self._tasks.run(
            lambda _task: self._services.library.page(issue_id), done=self._page_ready, failed=self._page_failed
        )

    def _page_ready(self, page: IssuePage) -> None:
        if self._wanted is None or self._wanted.issue_id != page.issue.id:
            return
        self._page = page
        self._show_page(self._wanted)

    def _page_failed(self, error: Exception) -> None:
        self.panes.reader.clear(labels.error_text(error))
        self.failed.emit(error)

    def _show_page(self, place: Place) -> None:
        page = self._page
        if page is None:
            return
        only = None
        if self.one_article and page.articles:
            only = place.current or page.articles[0].id
        path = page.issue.path
        self.panes.reader.set_image_folder(_folder(path))
        self.panes.reader.show_page(page, only)
        self._show_annotations()
        if place.position != (None, 0):
            self.panes.reader.restore(place.position)
        elif place.current is not None:
            self.panes.reader.scroll_to_article(place.current)
        self.moved.emit()

    def _show_nothing(self) -> None:
        self._wanted = None
        self._page = None
        if self.outline.issues:
            text = self.tr("Choose an article in the list, or an issue in the sidebar.")
        else:
            text = self.tr("Your library is empty.\nDrop Markdown files or folders here, or open them with Ctrl+O.")
        self.panes.reader.clear(text)
        self._show_annotations()
        self.moved.emit()

    def annotations(self) -> tuple[Annotation, ...]:
        """Return the annotations of what is open: the issue in the reader, else what the list shows."""
        if self._wanted is not None:
            return self._services.annotating.annotations(AnnotationFilter(issue_id=self._wanted.issue_id))
        if self.which is not None and self.which.tag is not None:
            return self._services.annotating.annotations(AnnotationFilter(tag=self.which.tag))
        if self.which is not None and self.which.view == SmartView.ANNOTATED:
            return self._services.annotating.annotations(AnnotationFilter())
        return ()

    def _show_annotations(self) -> None:
        found = self.annotations()
        self.panes.reader.set_annotations(found if self._page else ())
        titles = {article.id: article.title for article in (*self._rows, *(self._page.articles if self._page else ()))}
        self.panes.notes.set_empty_text(
            self.tr(
                "No notes here yet.\nSelect text to highlight it or to write a note; press E for a note on the article."
            )
        )
        self.panes.notes.show_annotations(found, titles)

    def _reached(self, article_id: ArticleId) -> None:
        self.panes.articles.set_current(article_id)
        self.article_reached.emit(article_id)
        self.moved.emit()

    # Moving

    def step(self, by: int, *, unread: bool = False) -> bool:
        """Go to the next (1) or previous (-1) article of the list; return whether there is one."""
        articles = self.panes.articles.model.articles
        at = next((row for row, article in enumerate(articles) if article.id == self.current()), None)
        rows = range(len(articles)) if by > 0 else range(len(articles) - 1, -1, -1)
        after = [row for row in rows if at is None or (row - at) * by > 0]
        found = next((articles[row] for row in after if not unread or not articles[row].read), None)
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
        self._read_outline()
        if change.structure:
            self._refresh_rows()
        if change.articles or change.annotations:
            self._refresh_articles(change.articles)
        if self._wanted is not None and not self._has(self._wanted.issue_id):
            self._show_nothing()
        elif self._page is not None and self._page.issue.id in change.issues:
            self._reload_page()
        elif change.annotations or change.articles:
            self._show_annotations()
        self.moved.emit()

    def reload(self) -> None:
        """Show everything anew, as after an import."""
        self._read_outline()
        if self.which is not None:
            self._refresh_rows()
        if self._page is not None:
            self._reload_page()

    def retranslate(self) -> None:
        """Take the texts that came from here anew."""
        self.panes.sidebar.show_outline(self.outline)
        if self.which is not None:
            self._show_rows(self.panes.articles.current())
        if self._page is None:
            self._show_nothing()

    def _reload_page(self) -> None:
        if self._page is None:
            return
        self._wanted = replace(self.place(), issue_id=self._page.issue.id)
        self._fetch(self._wanted)

    def _read_outline(self) -> None:
        self.outline = self._services.library.outline(date.today().isoformat())  # noqa: DTZ011 - the local day
        self.panes.sidebar.show_outline(self.outline)
        self.unread_changed.emit(self.outline.views.get(SmartView.UNREAD, 0))

    def _refresh_rows(self) -> None:
        """Read the list anew; rows that stopped matching stay until the view is left."""
        if self.which is None or self.panes.sidebar.selected() is None:
            self._rows = ()
        else:
            fresh = self._services.reading.articles(self.which)
            known = {article.id for article in fresh}
            issues = {issue.id for issue in self.outline.issues}
            stale = [article.id for article in self._rows if article.id not in known and article.issue_id in issues]
            self._rows = _in_order(self._rows, fresh, self._get(stale))
        self._show_rows(self.panes.articles.current())

    def _get(self, ids: Sequence[ArticleId]) -> tuple[Article, ...]:
        if self.which is None or self.which.issue_id is not None:
            return ()
        try:
            return self._services.reading.get(ids)
        except NotFoundError:
            return ()

    def _refresh_articles(self, ids: Sequence[ArticleId]) -> None:
        shown = {article.id for article in self._rows} | {
            article.id for article in (self._page.articles if self._page else ())
        }
        wanted = [one for one in ids if one in shown] if ids else list(shown)
        try:
            fresh = {article.id: article for article in self._services.reading.get(wanted)}
        except MineReaderError:
            return
        self._rows = tuple(fresh.get(article.id, article) for article in self._rows)
        self.panes.articles.model.update_articles(fresh.values())
        if self._page is not None:
            articles = tuple(fresh.get(article.id, article) for article in self._page.articles)
            self._page = replace(self._page, articles=articles)
            self.panes.reader.set_articles(articles)


def _in_order(old: Sequence[Article], fresh: Sequence[Article], stale: Sequence[Article]) -> tuple[Article, ...]:
    """Put rows that stopped matching back where they stood: in their issue, their issue in its place."""
    issues = list(dict.fromkeys(article.issue_id for article in fresh))
    for at, issue_id in enumerate(dict.fromkeys(article.issue_id for article in old)):
        if issue_id not in issues and any(article.issue_id == issue_id for article in stale):
            issues.insert(at, issue_id)
    place = {issue_id: at for at, issue_id in enumerate(issues)}
    return tuple(sorted((*fresh, *stale), key=lambda article: (place[article.issue_id], article.ordinal)))


def _folder(path: str | None) -> Path | None:
    return Path(path).parent if path else None
