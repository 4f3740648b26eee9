"""What the article list holds, and how it changes while it is looked at."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cmp_to_key
from itertools import groupby

from PySide6.QtCore import QCollator, QObject, Qt, Signal

from mine_reader.errors import NotFoundError
from mine_reader.model import Article, ArticleFilter, ArticleId, Outline, SmartView
from mine_reader.services import Services
from mine_reader.ui import labels
from mine_reader.ui.article_list import ArticleList
from mine_reader.ui.models.articles import Group, by_section


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
    """The articles of the view that is chosen; rows that stop matching stay until the view is left."""

    shown = Signal()

    def __init__(self, services: Services, pane: ArticleList, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._pane = pane
        self._outline = Outline({}, (), (), ())
        self.order = Order.NEWEST
        self.which: ArticleFilter | None = None
        self.rows: tuple[Article, ...] = ()

    def show(self, which: ArticleFilter, outline: Outline, current: ArticleId | None) -> None:
        """Show what a view lists now."""
        self.which = which
        self._outline = outline
        self.rows = self._services.reading.articles(which)
        self.show_again(current)

    def clear(self) -> None:
        """Show nothing: something else is listed."""
        self.which = None
        self.rows = ()
        self.show_again(None)

    def show_again(self, current: ArticleId | None) -> None:
        """Show the same rows, as after a change of language or order."""
        self._pane.show_groups(self._groups(), current, self._empty_text())
        self.shown.emit()

    def set_order(self, order: Order) -> None:
        """Sort the list."""
        self.order = order
        self.show_again(self._pane.current())

    def refresh(self, outline: Outline) -> None:
        """Read the view anew; rows that no longer match stay where they stood."""
        self._outline = outline
        if self.which is None:
            return
        fresh = self._services.reading.articles(self.which)
        known = {article.id for article in fresh}
        issues = {issue.id for issue in outline.issues}
        stale = [article.id for article in self.rows if article.id not in known and article.issue_id in issues]
        self.rows = _in_order(self.rows, fresh, self._stale(stale))
        self.show_again(self._pane.current())

    def update(self, fresh: Mapping[ArticleId, Article]) -> None:
        """Take new states of rows."""
        self.rows = tuple(fresh.get(article.id, article) for article in self.rows)
        self._pane.model.update_articles(fresh.values())

    def _stale(self, ids: Sequence[ArticleId]) -> tuple[Article, ...]:
        if self.which is None or self.which.issue_id is not None:
            return ()
        try:
            return self._services.reading.get(ids)
        except NotFoundError:
            return ()

    def _groups(self) -> tuple[Group, ...]:
        if self.order is Order.TITLE:
            return (Group("title", "", self._by_title()),) if self.rows else ()
        if self.order is Order.UNREAD:
            unread = tuple(article for article in self.rows if not article.read)
            read = tuple(article for article in self.rows if article.read)
            halves = (Group("unread", self.tr("Unread"), unread), Group("read", self.tr("Read"), read))
            return tuple(group for group in halves if group.articles)
        if self.which is not None and self.which.issue_id is not None:
            return by_section(self.rows)
        titles = {issue.id: labels.issue_title(issue) for issue in self._outline.issues}
        groups = [
            Group(f"issue:{issue_id}", titles.get(issue_id, ""), tuple(found))
            for issue_id, found in groupby(self.rows, key=lambda article: article.issue_id)
        ]
        return tuple(reversed(groups) if self.order is Order.OLDEST else groups)

    def _by_title(self) -> tuple[Article, ...]:
        collator = QCollator()
        collator.setNumericMode(True)
        collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

        def compare(one: Article, other: Article) -> int:
            return collator.compare(one.title, other.title)

        return tuple(sorted(self.rows, key=cmp_to_key(compare)))

    def _empty_text(self) -> str:
        if not self._outline.issues:
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


def _in_order(old: Sequence[Article], fresh: Sequence[Article], stale: Sequence[Article]) -> tuple[Article, ...]:
    """Put rows that stopped matching back where they stood: in their issue, their issue in its place."""
    issues = list(dict.fromkeys(article.issue_id for article in fresh))
    for at, issue_id in enumerate(dict.fromkeys(article.issue_id for article in old)):
        if issue_id not in issues and any(article.issue_id == issue_id for article in stale):
            issues.insert(at, issue_id)
    place = {issue_id: at for at, issue_id in enumerate(issues)}
    return tuple(sorted((*fresh, *stale), key=lambda article: (place[article.issue_id], article.ordinal)))
