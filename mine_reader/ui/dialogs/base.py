"""What all dialogs share."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget


class Dialog(QDialog):
    """A window-modal dialog with a column of content over its buttons; deleted when closed."""

    def __init__(self, parent: QWidget | None, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(12)

    def add_buttons(self, *buttons: QDialogButtonBox.StandardButton) -> QDialogButtonBox:
        """Put the buttons at the bottom: OK and Save accept, Cancel and Close reject."""
        box = QDialogButtonBox(self)
        for button in buttons:
            box.addButton(button)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        self.column.addWidget(box)
        return box


def plain_label(text: str, *, role: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label that never reads its text as markup; `role` is one of the style sheet's."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setText(text)
    if role:
        label.setProperty("role", role)
    return label
