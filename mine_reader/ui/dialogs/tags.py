"""The tags of one or more articles."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from mine_reader.ui.dialogs.base import Dialog, plain_label


class Tagged(Protocol):
    """What has tags: an article, an annotation."""

    @property
    def id(self) -> int:
        """Return its id."""
        ...

    @property
    def tags(self) -> tuple[str, ...]:
        """Return its tags."""
        ...


class TagDialog(Dialog):
    """Known tags to tick, and a line for new ones; `chosen((ids, add, remove))`. `subject` says whose tags."""

    chosen = Signal(object)

    def __init__(
        self, tagged: Sequence[Tagged], known: Sequence[str], subject: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, "tags")
        self._tagged = tagged
        self.setWindowTitle(self.tr("Tags"))
        self.column.addWidget(plain_label(subject, role="secondary"))
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("New tag, then Enter; a / nests: llm/rag"))
        self.line.setAccessibleName(self.tr("New tag"))
        self.line.setCompleter(QCompleter(list(known), self))
        self.column.addWidget(self.line)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Tags"))
        self.column.addWidget(self.list)
        for name in sorted({*known, *(tag for one in tagged for tag in one.tags)}):
            self._item(name, self._state(name))
        self.add_buttons(QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel)
        self.line.setFocus()

    def _state(self, name: str) -> Qt.CheckState:
        carrying = sum(name in one.tags for one in self._tagged)
        if carrying == len(self._tagged):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if carrying else Qt.CheckState.Unchecked

    def _item(self, name: str, state: Qt.CheckState) -> None:
        item = QListWidgetItem(name, self.list)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(state)

    def _take_line(self) -> None:
        for part in self.line.text().replace("，", ",").split(","):
            name = clean_tag(part)
            if not name:
                continue
            found = self.list.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive)
            if found:
                found[0].setCheckState(Qt.CheckState.Checked)
            else:
                self._item(name, Qt.CheckState.Checked)
        self.line.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a filled line adds the tag, on an empty one closes the dialog."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.line.text().strip():
            self._take_line()
            return
        super().keyPressEvent(event)

    def accept(self) -> None:
        """Send what changed."""
        self._take_line()
        add, remove = [], []
        for row in range(self.list.count()):
            item = self.list.item(row)
            before, now = self._state(item.text()), item.checkState()
            if now == Qt.CheckState.Checked != before:
                add.append(item.text())
            elif now == Qt.CheckState.Unchecked != before:
                remove.append(item.text())
        self.chosen.emit((tuple(one.id for one in self._tagged), tuple(add), tuple(remove)))
        super().accept()


def clean_tag(text: str) -> str:
    """Return a tag as it is stored: without #, blanks inside as -, no empty parts between /."""
    return "/".join(part for part in ("-".join(raw.split()) for raw in text.strip().lstrip("#").split("/")) if part)
