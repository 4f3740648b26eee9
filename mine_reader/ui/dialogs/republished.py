"""What became of the annotations of issues that were published again."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from mine_reader.model import AnchorState, Annotation, AnnotationId, ArticleId
from mine_reader.ui.dialogs.base import Dialog, plain_label
from mine_reader.ui.labels import shortened

_ID = Qt.ItemDataRole.UserRole
_QUOTE = 100
_TITLE_WIDTH = 130


class RepublishedDialog(Dialog):
    """Lists them by what happened; a click shows a place, and the list stays: `chosen(AnnotationId)`."""

    chosen = Signal(object)

    def __init__(
        self, notes: Sequence[Annotation], titles: Mapping[ArticleId, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, "republished")
        self.setWindowTitle(self.tr("Notes after the update"))
        self.column.addWidget(plain_label(self.tr("Choose a note to go to its place."), role="secondary"))
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.tree.header().resizeSection(1, _TITLE_WIDTH)
        self.tree.setAccessibleName(self.windowTitle())
        self.column.addWidget(self.tree, 1)
        for state, name in self._names().items():
            found = [note for note in notes if note.anchor is state]
            if found:
                self._add_group(name.format(len(found)), found, titles, open_=state is not AnchorState.KEPT)
        self.tree.itemActivated.connect(self._choose)
        self.tree.itemClicked.connect(self._choose)
        self.add_buttons(QDialogButtonBox.StandardButton.Close)
        self.resize(440, 380)

    def _names(self) -> dict[AnchorState, str]:
        return {
            AnchorState.DETACHED: self.tr("Their text is gone ({0})"),
            AnchorState.MOVED: self.tr("Moved with their text ({0})"),
            AnchorState.KEPT: self.tr("Where they were ({0})"),
        }

    def _add_group(
        self, name: str, notes: Sequence[Annotation], titles: Mapping[ArticleId, str], *, open_: bool
    ) -> None:
        group = QTreeWidgetItem(self.tree, [name])
        group.setFirstColumnSpanned(True)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        for note in notes:
            quote = note.selector.exact if note.selector else note.note.body
            title = shortened(titles.get(note.article_id, ""))
            item = QTreeWidgetItem(group, [shortened(quote, _QUOTE), title])
            item.setForeground(1, self.palette().placeholderText())
            item.setData(0, _ID, note.id)
            item.setToolTip(0, quote[:500])
            item.setToolTip(1, title)
        group.setExpanded(open_)

    def _choose(self, item: QTreeWidgetItem) -> None:
        found = item.data(0, _ID)
        if found is not None:
            self.chosen.emit(AnnotationId(found))
