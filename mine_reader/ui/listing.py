"""What the article list holds, and how it changes while it is looked at."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby

from PySide6.QtCore import QObject, Signal

from mine_reader.model import Article, ArticleFilter, ArticleId, IssueId, SmartView
from mine_reader.services import Services
from mine_reader.ui import labels
from mine_reader.ui.article_list import ArticleList
from mine_reader.ui.list_pages import PAGE, Pages, by_title, newest_first, oldest_first, unread_first
from mine_reader.ui.models.articles import Group, by_section

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


class Listing(QObject):
    """The articles of the view that is chosen, as far as they are read; what stops matching stays until it is left."""

    shown = Signal()

    def __init__(self, services: Services, pane: ArticleList, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._pane = pane
        self._empty = True
        self.order = Order.NEWEST
        self.which: ArticleFilter | None = None
        self._pages = Pages(services.reading, [])
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
        self._empty = empty
        self._pages = _PAGES[self.order](self._services.reading, which)
        rows = self._pages.take(_FIRST)
        for _ in range(_PAGES_FOR_CURRENT):
            if current is None or not self._pages.more or any(article.id == current for article in rows):
                break
            rows += self._pages.take()
        self._show_rows(rows, current)

    def _show_rows(self, rows: Sequence[Article], current: ArticleId | None) -> None:
        self._pane.show_groups(self._groups(rows), current, self._empty_text())
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
        self._pages = Pages(self._services.reading, [])
        self._show_rows((), None)

    def show_again(self, current: ArticleId | None) -> None:
        """Show the list anew, as after a change of language or order."""
        if self.which is not None:
            self.show(self.which, current, empty=self._empty)

    def set_order(self, order: Order) -> None:
        """Sort the list."""
        self.order = order
        self.show_again(self._pane.current())

    def refresh(self, *, empty: bool) -> None:
        """Read the view anew; rows that no longer match stay where they stood."""
        if self.which is None:
            return
        self._empty = empty
        old = list(self.rows)
        self._pages = _PAGES[self.order](self._services.reading, self.which)
        fresh = self._pages.take(max(len(old), PAGE))
        known = {article.id for article in fresh}
        stale = [] if self._pages.more else [article.id for article in old if article.id not in known]
        self._show_rows(self._in_order(old, fresh, self._stale(stale)), self._pane.current())

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

    def _stale(self, ids: Sequence[ArticleId]) -> tuple[Article, ...]:
        if self.which is None or self.which.issue_id is not None:
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
            Group(f"issue:{issue_id}", self._title(issue_id), tuple(found))
            for issue_id, found in groupby(rows, key=lambda article: article.issue_id)
        )

    def _title(self, issue_id: IssueId) -> str:
        if issue_id not in self._pages.issues:
            self._pages.issues[issue_id] = self._services.library.issue(issue_id)
        return labels.issue_title(self._pages.issues[issue_id])

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
        if self._empty:
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
