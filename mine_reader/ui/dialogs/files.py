"""The dialog that asks for a file or a folder."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from mine_reader.ui.noop import QT_TRANSLATE_NOOP

_LABELS = {
    QFileDialog.DialogLabel.LookIn: QT_TRANSLATE_NOOP("files", "Look in:"),
    QFileDialog.DialogLabel.FileName: QT_TRANSLATE_NOOP("files", "Name:"),
    QFileDialog.DialogLabel.FileType: QT_TRANSLATE_NOOP("files", "Kind:"),
}


def file_dialog(parent: QWidget, name: str, title: str) -> QFileDialog:
    """Return a dialog that is deleted when it is closed; Qt's own translations lack some of its words."""
    dialog = QFileDialog(parent, title)
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for label, text in _LABELS.items():
        dialog.setLabelText(label, QCoreApplication.translate("files", text))
    return dialog
