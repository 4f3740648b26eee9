"""What to follow: an address, a folder of sources, a name of one's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFormLayout, QLineEdit, QProgressBar, QWidget

from mine_reader.ui.dialogs.base import Dialog, plain_label


@dataclass(frozen=True, slots=True)
class FeedWish:
    """What the user wants to follow; "" for what is left to the feed."""

    address: str
    name: str
    group: str


class FollowDialog(Dialog):
    """`wanted(FeedWish)` at OK; stays open until the caller accepts it, or says why not by `refuse`."""

    wanted = Signal(object)

    def __init__(self, address: str, group: str, groups: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent, "follow")
        self.setWindowTitle(self.tr("Follow a feed or site"))
        self.address = QLineEdit(address, self)
        self.address.setPlaceholderText("https://")
        self.address.setClearButtonEnabled(True)
        self.group = QComboBox(self)
        self.group.setEditable(True)
        self.group.addItems(["", *groups])
        self.group.setCurrentText(group)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(self.tr("As the feed calls itself"))
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.tr("Address"), self.address)
        form.addRow(self.tr("Folder"), self.group)
        form.addRow(self.tr("Name"), self.name)
        self.column.addLayout(form)
        text = self.tr("The address of a feed (RSS, Atom, JSON Feed), or of a site, whose feed is then looked for.")
        self.about = plain_label(text, role="secondary", parent=self)
        self.column.addWidget(self.about)
        self._busy = QProgressBar(self)
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.hide()
        self.column.addWidget(self._busy)
        self.column.addStretch(1)
        box = self.add_buttons(QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel)
        self.ok = box.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(self.tr("Follow"))
        box.accepted.disconnect(self.accept)
        box.accepted.connect(self.ask)
        self.address.textChanged.connect(self._typed)
        self._typed(address)
        self.address.selectAll()
        self.resize(520, 240)

    def _typed(self, text: str) -> None:
        self.ok.setEnabled(bool(text.strip()))

    def ask(self) -> None:
        """Send what is wanted, and wait."""
        self._wait(on=True)
        self.about.setText(self.tr("Looking for the feed…"))
        wish = FeedWish(self.address.text().strip(), self.name.text().strip(), self.group.currentText().strip())
        self.wanted.emit(wish)

    def refuse(self, reason: str) -> None:
        """Say why it cannot be followed; the address may be mended."""
        self._wait(on=False)
        self.about.setProperty("role", "")
        self.about.style().polish(self.about)
        self.about.setText(reason)
        self.address.setFocus()
        self.address.selectAll()

    def _wait(self, *, on: bool) -> None:
        self._busy.setVisible(on)
        for widget in (self.address, self.group, self.name, self.ok):
            widget.setEnabled(not on)
