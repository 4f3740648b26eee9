"""What the article list holds, and how it changes while it is looked at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from PySide6.QtCore import QObject, Signal

from mine_reader.model import Article, ArticleFilter, ArticleId, Issue, IssueId, SmartView, SourceId
from mine_reader.services import Services
from mine_reader.ui import labels
from mine_reader.ui.article_list import ArticleList
from mine_reader.ui.list_pages import PAGE, Pages, by_title, is_long, newest_first, oldest_first, unread_first
from mine_reader.ui.models.articles import Group, by_section
from mine_reader.ui.tasks import Tasks

_PAGES_FOR_CURRENT = 10
_FIRST = 60
"""So many rows are more than any screen shows."""


class Order(StrEnum):
    """How the list is sorted."""

    NEWEST = "newest"
    OLDEST = "oldest"
    UNREAD = "unread"
    TITLE = "title"

    @classmethod
    def of(cls, name: str) -> "Order":
        """Return the order of that name, the first one when there is none."""
        return cls(name) if name in set(cls) else cls.NEWEST


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is shown of a view, to be read anew; `keep` is an article that must not be lost."""

    which: ArticleFilter
    order: Order
    rows: tuple[Article, ...]
    keep: ArticleId | None


@dataclass(frozen=True, slots=True)
class Fresh:
    """What a view lists now, and rows of before that no longer match."""

    wanted: Wanted
    pages: Pages
    rows: tuple[Article, ...]
    stale: tuple[Article, ...]


class Listing(QObject):
    """The articles of the view that is chosen, as far as they are read; what stops matching stays until it is left."""

    shown = Signal()

    def __init__(self, services: Services, tasks: Tasks, pane: ArticleList, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._sorting = False
        self._pane = pane
        self.empty = True
        self.order = Order.NEWEST
        self.which: ArticleFilter | None = None
        self._pages = Pages(services.reading, [])
        self.feeds: frozenset[SourceId] = frozenset()
        pane.model.more = self.more

    @property
    def rows(self) -> Iterator[Article]:
        """The articles that are shown, top down."""
        return self._pane.model.beside(None, 1)

    def article(self, article_id: ArticleId | None) -> Article | None:
        """Return an article that is shown, with its state."""
        return self._pane.model.shown(article_id)

    def show(self, which: ArticleFilter, current: ArticleId | None, *, empty: bool) -> None:
        """Show what a view lists now; `empty`: there is nothing in the library at all."""
        self.which = which
        self.empty = empty
        if self._is_slow():
            self._show_later(which, current)
        else:
            self._show_pages(_PAGES[self.order](self._services.reading, which), current)

    def _is_slow(self) -> bool:
        """Return whether the window must not wait for the list."""
        return self.order is Order.TITLE and self.which is not None and is_long(self._services.reading, self.which)

    def _show_later(self, which: ArticleFilter, current: ArticleId | None) -> None:
        self._pages = Pages(self._services.reading, [])
        self._sorting = True
        self._show_rows((), None)

        def show(pages: Pages) -> None:
            if (self.which, self.order) == (which, Order.TITLE):
                self._show_pages(pages, current)

        self._tasks.run(lambda _task: by_title(self._services.reading, which), done=show)

    def _show_pages(self, pages: Pages, current: ArticleId | None) -> None:
        self._pages = pages
        self._sorting = False
        rows = self._pages.take(_FIRST)
        for _ in range(_PAGES_FOR_CURRENT):
            if current is None or not self._pages.more or any(article.id == current for article in rows):
                break
            rows += self._pages.take()
        self._show_rows(rows, current)

    def _show_rows(self, rows: Sequence[Article], current: ArticleId | None, *, stay: bool = False) -> None:
        self._pane.show_groups(self._groups(rows), current, self._empty_text(), stay=stay)
        self._set_more()
        self.shown.emit()

    def more(self) -> bool:
        """Show the next articles below the others; return whether some came."""
        self._pane.model.more = None
        while self._pages.more:
            rows = [article for article in self._pages.take() if not self._pane.model.holds(article.id)]
            if rows:
                self._pane.append_groups(self._groups(rows))
                self._set_more()
                return True
        return False

    def _set_more(self) -> None:
        self._pane.model.more = self.more if self._pages.more else None

    def clear(self) -> None:
        """Show nothing: something else is listed."""
        self.which = None
        self._sorting = False
        self._pages = Pages(self._services.reading, [])
        self._show_rows((), None)

    def show_again(self, current: ArticleId | None) -> None:
        """Show the list anew, as after a change of language or order."""
        if self.which is not None:
            self.show(self.which, current, empty=self.empty)

    def set_order(self, order: Order) -> None:
        """Sort the list."""
        self.order = order
        self.show_again(self._pane.current())

    def refresh(self, *, empty: bool) -> None:
        """Read the view anew; rows that no longer match stay where they stood."""
        wanted = self.wanted()
        if wanted is None:
            return
        if self._is_slow():
            self._tasks.run(lambda _task: self.read(wanted), done=lambda fresh: self.take(fresh, empty=empty))
        else:
            self.take(self.read(wanted), empty=empty)

    def wanted(self) -> Wanted | None:
        """Return what `read` is to read."""
        if self.which is None:
            return None
        keep = self._pane.current() or self._pane.first_in_sight()
        return Wanted(self.which, self.order, tuple(self.rows), keep)

    def read(self, wanted: Wanted) -> Fresh:
        """Read a view anew; any thread."""
        pages = _PAGES[wanted.order](self._services.reading, wanted.which)
        rows = pages.take(max(len(wanted.rows), PAGE))
        known = {article.id for article in rows}
        if wanted.keep is not None and any(article.id == wanted.keep for article in wanted.rows):
            for _ in range(_PAGES_FOR_CURRENT):
                if wanted.keep in known or not pages.more:
                    break
                rows += pages.take()
                known = {article.id for article in rows}
        gone = [] if pages.more else [article.id for article in wanted.rows if article.id not in known]
        return Fresh(wanted, pages, tuple(rows), self._stale(wanted.which, gone))

    def take(self, fresh: Fresh, *, empty: bool) -> None:
        """Show what was read, unless something else is shown by now."""
        wanted = fresh.wanted
        if (self.which, self.order) != (wanted.which, wanted.order):
            return
        if sum(1 for _ in self.rows) != len(wanted.rows):  # more was shown while it was read
            self.refresh(empty=empty)
            return
        self.empty = empty
        self._pages = fresh.pages
        self._show_rows(self._in_order(wanted.rows, fresh.rows, fresh.stale), self._pane.current(), stay=True)

    def update(self, fresh: Mapping[ArticleId, Article]) -> None:
        """Take new states of rows."""
        self._pane.model.update_articles(fresh.values())

    def next_to(self, article_id: ArticleId | None, by: int, *, unread: bool) -> Article | None:
        """Return the next (1) or previous (-1) article, reading on where the list is not shown to its end."""
        while True:
            last = article_id
            for article in self._pane.model.beside(article_id, by):
                last = article.id
                if not unread or not article.read:
                    return article
            if by < 0 or not self.more():
                return None
            article_id = last

    def _stale(self, which: ArticleFilter, ids: Sequence[ArticleId]) -> tuple[Article, ...]:
        if which.issue_id is not None:
            return ()
        return self._services.reading.get(ids, missing=True)

    def _groups(self, rows: Sequence[Article]) -> tuple[Group, ...]:
        if self.order is Order.TITLE:
            return (Group("title", "", tuple(rows)),) if rows else ()
        if self.order is Order.UNREAD:
            unread = tuple(article for article in rows if not article.read)
            read = tuple(article for article in rows if article.read)
            halves = (Group("unread", self.tr("Unread"), unread), Group("read", self.tr("Read"), read))
            return tuple(group for group in halves if group.articles)
        if self.which is not None and self.which.issue_id is not None:
            return by_section(rows)
        return tuple(
            Group(*header, tuple(found)) for header, found in groupby(rows, key=lambda row: self._header(row.issue_id))
        )

    def _header(self, issue_id: IssueId) -> tuple[str, str]:
        """Return key and title of an article's group: its issue, or the day of an entry of a feed."""
        issue = self._issue(issue_id)
        if issue.source_id in self.feeds and issue.total <= 1:
            return f"day:{issue.date or ''}", labels.day(issue.date)
        return f"issue:{issue_id}", labels.issue_title(issue)

    def _issue(self, issue_id: IssueId) -> Issue:
        if issue_id not in self._pages.issues:
            self._pages.issues[issue_id] = self._services.library.issue(issue_id)
        return self._pages.issues[issue_id]

    def _in_order(
        self, old: Sequence[Article], fresh: Sequence[Article], stale: Sequence[Article]
    ) -> Sequence[Article]:
        """Put rows that stopped matching back where they stood: in their issue, their issue in its place."""
        if not stale or self.order is Order.TITLE:
            return (*fresh, *stale)
        issues = list(dict.fromkeys(article.issue_id for article in fresh))
        for at, issue_id in enumerate(dict.fromkeys(article.issue_id for article in old)):
            if issue_id not in issues and any(article.issue_id == issue_id for article in stale):
                issues.insert(at, issue_id)
        place = {issue_id: at for at, issue_id in enumerate(issues)}
        return sorted((*fresh, *stale), key=lambda article: (place[article.issue_id], article.ordinal))

    def _empty_text(self) -> str:
        if self.empty:
            return self.tr(
                "Nothing here yet.\nDrop Markdown files, folders or the address of a feed on the window, open files "
                "with Ctrl+O, or follow a site with Ctrl+N."
            )
        if self._sorting:
            return self.tr("Sorting…")
        texts = {
            SmartView.TODAY: self.tr("Nothing is dated or arrived today."),
            SmartView.UNREAD: self.tr("Everything is read."),
            SmartView.STARRED: self.tr("Nothing is starred.\nPress S on an article to star it."),
            SmartView.LATER: self.tr("Nothing is kept for later.\nPress L on an article to keep it here."),
            SmartView.ANNOTATED: self.tr(
                "No notes yet.\nSelect text and press H to highlight it, or E to write a note."
            ),
            SmartView.DOWNLOADED: self.tr("Nothing is marked as downloaded.\nPress Shift+D on an article to mark it."),
            SmartView.UPDATED: self.tr("No article has changed since you read it."),
        }
        view = self.which.view if self.which else None
        return texts[view] if view else self.tr("There are no articles here.")


_PAGES = {
    Order.NEWEST: newest_first,
    Order.OLDEST: oldest_first,
    Order.UNREAD: unread_first,
    Order.TITLE: by_title,
}
