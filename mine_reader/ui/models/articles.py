"""The article list: groups (sections of one issue, else issues) with their articles."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from mine_reader.model import Article, ArticleId
from mine_reader.ui import labels

Index = QModelIndex | QPersistentModelIndex

ARTICLES_MIME = "application/x-mine-reader-articles"


@dataclass(frozen=True, slots=True)
class Group:
    """A header and its articles. `key` is stable across refreshes; without a title no header is shown."""

    key: str
    title: str
    articles: tuple[Article, ...]


def by_section(articles: Sequence[Article]) -> tuple[Group, ...]:
    """Group the articles of one issue by section, in the issue's order."""
    groups: dict[int, list[Article]] = {}
    for article in articles:
        groups.setdefault(-1 if article.section is None else article.section, []).append(article)
    return tuple(Group(f"section:{key}", found[0].section_title or "", tuple(found)) for key, found in groups.items())


def dragged_articles(data: QMimeData) -> tuple[ArticleId, ...]:
    """Return the articles that a drag carries."""
    return tuple(ArticleId(one) for one in json.loads(bytes(data.data(ARTICLES_MIME).data()) or b"[]"))


_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled


class ArticleListModel(QAbstractItemModel):
    """Two levels. The internal id is 0 for a group, and the number of the group from 1 for an article.

    `more` has the list go on below, None at its end. It is no `fetchMore`: a view asks for that whenever it lays out,
    until all is there.
    """

    ARTICLE = Qt.ItemDataRole.UserRole
    GROUP = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[tuple[Group, list[Article]]] = []
        self._places: dict[ArticleId, tuple[int, int]] = {}
        self.more: Callable[[], object] | None = None

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Show other articles."""
        self.beginResetModel()
        self._groups = [(group, list(group.articles)) for group in groups]
        self._places = {
            article.id: (at, row)
            for at, (_, articles) in enumerate(self._groups)
            for row, article in enumerate(articles)
        }
        self.endResetModel()

    def append(self, groups: Sequence[Group]) -> None:
        """Show more articles below; a group of the key that stands last goes on."""
        for group in groups:
            last = self._groups[-1][0] if self._groups else None
            if last is not None and last.key == group.key:
                self._extend(len(self._groups) - 1, group.articles)
                continue
            at = len(self._groups)
            self.beginInsertRows(QModelIndex(), at, at)
            self._groups.append((group, []))
            self.endInsertRows()
            self._extend(at, group.articles)

    def _extend(self, at: int, articles: Sequence[Article]) -> None:
        rows = self._groups[at][1]
        self.beginInsertRows(self.index(at, 0), len(rows), len(rows) + len(articles) - 1)
        for article in articles:
            self._places[article.id] = (at, len(rows))
            rows.append(article)
        self.endInsertRows()

    def update_articles(self, articles: Iterable[Article]) -> None:
        """Take new states of articles that are shown; rows neither come nor go."""
        for article in articles:
            place = self._places.get(article.id)
            if place is None:
                continue
            group, row = place
            self._groups[group][1][row] = article
            index = self.createIndex(row, 0, group + 1)
            self.dataChanged.emit(index, index)

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles, top down."""
        return tuple(article for _, articles in self._groups for article in articles)

    def holds(self, article_id: ArticleId) -> bool:
        """Return whether an article is shown."""
        return article_id in self._places

    def shown(self, article_id: ArticleId | None) -> Article | None:
        """Return an article that is shown."""
        place = self._places.get(article_id) if article_id is not None else None
        return self._groups[place[0]][1][place[1]] if place else None

    def beside(self, article_id: ArticleId | None, by: int) -> Iterator[Article]:
        """Yield the articles below (1) or above (-1) one, the nearest first; all of them where it is not shown."""
        group, row = self._places.get(article_id, (-1, 0)) if article_id is not None else (-1, 0)
        if group < 0:
            group, row = (0, -1) if by > 0 else (len(self._groups) - 1, 2**31)
        while 0 <= group < len(self._groups):
            articles = self._groups[group][1]
            yield from articles[row + 1 :] if by > 0 else articles[:row][::-1]
            group, row = group + by, -1 if by > 0 else 2**31

    def article(self, index: Index) -> Article | None:
        """Return the article of a row, None for a group."""
        if not index.isValid() or not index.internalId():
            return None
        return self._groups[index.internalId() - 1][1][index.row()]

    def group(self, index: Index) -> Group | None:
        """Return the group of a header row."""
        return self._groups[index.row()][0] if index.isValid() and not index.internalId() else None

    def find(self, article_id: ArticleId | None) -> QModelIndex:
        """Return the row of an article, or an invalid index."""
        place = self._places.get(article_id) if article_id is not None else None
        return self.createIndex(place[1], 0, place[0] + 1) if place else QModelIndex()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Return a child."""
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """Return the group of an article."""
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of children."""
        if not parent.isValid():
            return len(self._groups)
        return 0 if parent.internalId() or parent.column() else len(self._groups[parent.row()][1])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008
        """Return 1."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return title, accessible text, article or group."""
        article = self.article(index)
        if article is None:
            group = self.group(index)
            if group is None:
                return None
            shown = {Qt.ItemDataRole.DisplayRole: group.title, self.GROUP: group}
            return shown.get(role)
        if role == Qt.ItemDataRole.DisplayRole:
            return article.title
        if role == self.ARTICLE:
            return article
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return labels.spoken_article(article)
        if role == Qt.ItemDataRole.ToolTipRole:
            return labels.article_tooltip(article)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what a row may do; headers only fold."""
        if self.article(index) is None:
            return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        return _FLAGS

    def mimeTypes(self) -> list[str]:
        """Return what a drag carries."""
        return [ARTICLES_MIME]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """Return the dragged articles by id."""
        ids = [article.id for index in indexes if (article := self.article(index))]
        data = QMimeData()
        data.setData(ARTICLES_MIME, json.dumps(ids).encode())
        return data
