"""The rows of a search: under a header for each kind its hits, and a row that asks for more of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mine_reader.model.searching import Hit, HitKind, SearchPage

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a kind, and how many hits it has."""

    kind: HitKind
    total: int


@dataclass(frozen=True, slots=True)
class More:
    """Stands for the hits of a kind that are not shown; `shown` of them are."""

    kind: HitKind
    shown: int


Row = Header | Hit | More


class ResultsModel(QAbstractListModel):
    """Rows of one search."""

    ROW = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a row, or what is read out of it."""
        row = self.row(index)
        if role == self.ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and isinstance(row, Hit):
            return f"{row.title}\n{row.snippet}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done to a row: headers are not chosen."""
        if isinstance(self.row(index), Header):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def row(self, index: Index) -> Row | None:
        """Return what a row stands for."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def show(self, pages: Mapping[HitKind, SearchPage]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = []
        for kind, page in pages.items():
            if page.total:
                self._rows += [Header(kind, page.total), *page.hits]
                if len(page.hits) < page.total:
                    self._rows.append(More(kind, len(page.hits)))
        self.endResetModel()

    def add(self, more: More, hits: Sequence[Hit], total: int) -> None:
        """Put further hits in the place of the row that asked for them."""
        if more not in self._rows:
            return
        at = self._rows.index(more)
        shown = more.shown + len(hits)
        self.beginRemoveRows(QModelIndex(), at, at)
        del self._rows[at]
        self.endRemoveRows()
        fresh: list[Row] = [*hits, *([More(more.kind, shown)] if hits and shown < total else [])]
        if fresh:
            self.beginInsertRows(QModelIndex(), at, at + len(fresh) - 1)
            self._rows[at:at] = fresh
            self.endInsertRows()

    def find(self, kind: HitKind, hit_id: int) -> QModelIndex:
        """Return the row of a hit."""
        for at, row in enumerate(self._rows):
            if isinstance(row, Hit) and (row.kind, row.id) == (kind, hit_id):
                return self.index(at)
        return QModelIndex()

    def first(self) -> QModelIndex:
        """Return the row of the first hit."""
        at = next((at for at, row in enumerate(self._rows) if isinstance(row, Hit)), -1)
        return self.index(at) if at >= 0 else QModelIndex()
