"""What this program is, and the versions it runs on."""

import platform

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from mine_reader import __version__
from mine_reader.ui.dialogs.base import Dialog, plain_label


class AboutDialog(Dialog):
    """Versions, to be copied into a report."""

    def __init__(self, library: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, "about")
        self.setWindowTitle(self.tr("About MineReader"))
        self.column.addWidget(plain_label("MineReader", role="title"))
        text = self.tr("A reader and annotator for newsletter issues and the articles they link to.")
        self.column.addWidget(plain_label(text))
        facts = plain_label(self._facts(library), role="secondary")
        facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.column.addWidget(facts)
        self.add_buttons(QDialogButtonBox.StandardButton.Close)

    def _facts(self, library: str) -> str:
        rows = (
            (self.tr("Version"), __version__),
            ("Python", platform.python_version()),
            ("Qt", qVersion()),
            ("PySide6", PySide6.__version__),
            (self.tr("System"), platform.platform()),
            (self.tr("Library"), library),
            (self.tr("License"), "MIT"),
        )
        return "\n".join(f"{name}: {value}" for name, value in rows)
