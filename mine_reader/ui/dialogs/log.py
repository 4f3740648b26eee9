"""What failed and why."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from mine_reader.model import Skipped
from mine_reader.ui.dialogs.base import Dialog, plain_label
from mine_reader.ui.labels import fill


class LogDialog(Dialog):
    """Files that were not imported, links that were not saved, messages of this run; `retry_wanted()`."""

    retry_wanted = Signal()

    def __init__(self, skipped: Sequence[Skipped], messages: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent, "log")
        self.setWindowTitle(self.tr("What failed"))
        lines = [_line(one) for one in skipped]
        text = QPlainTextEdit(self)
        text.setReadOnly(True)
        text.setAccessibleName(self.windowTitle())
        text.setPlainText("\n".join([*lines, *messages]))
        if not lines and not messages:
            self.column.addWidget(plain_label(self.tr("Nothing failed since the program was started.")))
            text.hide()
        self.column.addWidget(text)
        box = self.add_buttons(QDialogButtonBox.StandardButton.Close)
        if skipped:
            retry = box.addButton(self.tr("Try again"), QDialogButtonBox.ButtonRole.ActionRole)
            retry.clicked.connect(self.retry_wanted)
            retry.clicked.connect(self.accept)
        self.resize(620, 360)


def _line(one: Skipped) -> str:
    """Return what failed and why, its name once."""
    why = fill(one.template, one.fields)
    return why if one.path in why else f"{one.path}\n    {why}"
