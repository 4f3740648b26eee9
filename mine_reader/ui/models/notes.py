"""Annotations as rows, and which of them are shown."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from mine_reader.model import Annotation, AnnotationFilter, AnnotationId, ArticleId

Index = QModelIndex | QPersistentModelIndex
ANNOTATION = Qt.ItemDataRole.UserRole + 1
TITLE = Qt.ItemDataRole.UserRole + 2


def fits(which: AnnotationFilter, one: Annotation, title: str) -> bool:
    """Return whether a filter lets an annotation of what is open through."""
    return (
        one.says(which.text, title)
        and which.level in {None, one.note.level}
        and which.color in {None, one.color}
        and which.status in {None, one.note.status}
        and which.anchor in {None, one.anchor}
        and (one.todo or not which.todo)
        and (which.tag is None or any(f"{tag}/".startswith(f"{which.tag}/") for tag in one.tags))
    )


class NotesModel(QAbstractListModel):
    """Annotations in the order they were given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Annotation] = []
        self._titles: Mapping[ArticleId, str] = {}

    def show(self, annotations: Sequence[Annotation], titles: Mapping[ArticleId, str]) -> None:
        """Replace the rows; where only contents changed, only those are announced."""
        rows = [one for one in annotations if not one.deleted]
        if [one.id for one in rows] != [one.id for one in self._rows] or titles != self._titles:
            self.beginResetModel()
            self._rows, self._titles = rows, dict(titles)
            self.endResetModel()
            return
        changed = [at for at, one in enumerate(rows) if one != self._rows[at]]
        self._rows = rows
        for at in changed:
            self.dataChanged.emit(self.index(at), self.index(at))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of annotations."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return an annotation, the title of its article, or what a screen reader says."""
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        if role == ANNOTATION:
            return one
        if role == TITLE:
            return self._titles.get(one.article_id, "")
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            quote = one.selector.exact if one.selector else self._titles.get(one.article_id, "")
            return "\n".join(text for text in (one.note.body, quote) if text)
        return None

    @property
    def annotations(self) -> Sequence[Annotation]:
        """All rows."""
        return self._rows

    def row_of(self, annotation: AnnotationId) -> int | None:
        """Return the row of an annotation, None if it is not here."""
        return next((at for at, one in enumerate(self._rows) if one.id == annotation), None)


class ShownNotes(QSortFilterProxyModel):
    """The rows that fit the filter, and the one that is being edited."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._which = AnnotationFilter()
        self._kept: AnnotationId | None = None

    def set_filter(self, which: AnnotationFilter) -> None:
        """Show what fits."""
        self._which = which
        self.invalidate()

    def keep(self, annotation: AnnotationId | None) -> None:
        """Show this one in any case."""
        self._kept = annotation
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Return whether a row is shown."""
        index = self.sourceModel().index(row, 0, parent)
        one = index.data(ANNOTATION)
        return isinstance(one, Annotation) and (one.id == self._kept or fits(self._which, one, index.data(TITLE)))
