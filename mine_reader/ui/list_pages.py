"""The pages of a list in an order, as they are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cmp_to_key

from PySide6.QtCore import QCollator, Qt

from mine_reader.model import Article, ArticleFilter, ArticleId, Issue, IssueId, ListKey, ListOrder
from mine_reader.services.reading import Reading

PAGE = 200
MOST_COLLATED = 5000


@dataclass(slots=True)
class Pages:
    """Where a list stands; `parts` are read one after the other."""

    reading: Reading
    parts: list[ArticleFilter]
    order: ListOrder = ListOrder.NEWEST
    titles: Sequence[ArticleId] | None = None
    issues: dict[IssueId, Issue] = field(default_factory=dict)
    _after: ListKey | None = None

    @property
    def more(self) -> bool:
        """Return whether there may be more."""
        return bool(self.parts) if self.titles is None else bool(self.titles)

    def take(self, limit: int = PAGE) -> list[Article]:
        """Return the next articles, about `limit` of them, none at the end."""
        if self.titles is not None:
            ids, self.titles = self.titles[:limit], self.titles[limit:]
            return list(self.reading.get(ids, missing=True))
        found: list[Article] = []
        while self.parts and len(found) < limit:
            page = self.reading.page(self.parts[0], after=self._after, limit=limit - len(found), order=self.order)
            found += page.articles
            self.issues.update(page.issues)
            self._after = page.next
            if page.next is None:
                self.parts.pop(0)
        return found


def newest_first(reading: Reading, which: ArticleFilter) -> Pages:
    """Return a list by issue, the newest first."""
    return Pages(reading, [which])


def oldest_first(reading: Reading, which: ArticleFilter) -> Pages:
    """Return a list by issue, the oldest first."""
    return Pages(reading, [which], ListOrder.OLDEST)


def unread_first(reading: Reading, which: ArticleFilter) -> Pages:
    """Return what is unread, then what is read."""
    return Pages(reading, [replace(which, read=False), replace(which, read=True)])


def is_long(reading: Reading, which: ArticleFilter) -> bool:
    """Return whether sorting a list by title takes so long that the window must not wait."""
    return len(reading.titles(which, MOST_COLLATED + 1)) > MOST_COLLATED


def by_title(reading: Reading, which: ArticleFilter) -> Pages:
    """Return a list by title: as the user's language sorts, a very long one by its characters. Any thread."""
    titles = list(reading.titles(which, MOST_COLLATED + 1))
    if len(titles) > MOST_COLLATED:
        return Pages(reading, [], titles=reading.ids_by_title(which))
    collator = QCollator()
    collator.setNumericMode(True)
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def compare(one: tuple[ArticleId, str], other: tuple[ArticleId, str]) -> int:
        return collator.compare(one[1], other[1])

    titles.sort(key=cmp_to_key(compare))
    return Pages(reading, [], titles=[id_ for id_, _ in titles])
