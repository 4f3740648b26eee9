"""Opening the library at the start, or saying in one sentence why not, and what can be done about it."""

import logging
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from mine_reader.errors import LibraryCorruptError, LibraryLockedError, MineReaderError
from mine_reader.services import Services, backup_folder, latest_backup, open_services, restore_library
from mine_reader.ui import labels

_log = logging.getLogger(__name__)


def open_library(library: Path) -> Services | None:
    """Open a library; ask what to do while that fails, None when nothing is to be done."""
    while True:
        try:
            return open_services(library)
        except MineReaderError as error:
            _log.error("library not opened error=%s", error)
            if not mended(library, error):
                return None


def mended(library: Path, error: MineReaderError) -> bool:
    """Tell of an error; return whether opening is to be tried again."""
    if isinstance(error, LibraryLockedError):
        return _ask(labels.error_text(error), QCoreApplication.translate("opening", "Try again"))
    backup = latest_backup(backup_folder(library), library.stem) if isinstance(error, LibraryCorruptError) else None
    if backup is None:
        return _ask(labels.error_text(error), "")
    text = QCoreApplication.translate(
        "opening", "The latest good backup is of {0}. Restoring it keeps the damaged file beside it."
    ).format(backup.stem[-10:])
    act = QCoreApplication.translate("opening", "Restore the backup")
    if not _ask(f"{labels.error_text(error)}\n\n{text}", act):
        return False
    try:
        restore_library(library, backup, datetime.now().astimezone())
    except MineReaderError as again:
        _ask(labels.error_text(again), "")
        return False
    return True


def _ask(text: str, act: str) -> bool:
    box = QMessageBox()
    box.setObjectName("opening")
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle("MineReader")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    wanted = box.addButton(act, QMessageBox.ButtonRole.AcceptRole) if act else None
    box.addButton(QCoreApplication.translate("opening", "Quit"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    clicked = box.clickedButton()
    return isinstance(clicked, QPushButton) and clicked is wanted
