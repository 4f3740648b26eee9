"""Where saved pages live, how much they take, and what cleaning up would free."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QSpinBox, QWidget

from mine_reader.model import IssueId
from mine_reader.model.pages import Usage
from mine_reader.services.shelf import Shelf
from mine_reader.settings import Settings
from mine_reader.ui.curating import open_path
from mine_reader.ui.dialogs.base import Dialog, plain_label

_DAYS = 90


class RoomDialog(Dialog):
    """`days_chosen(days)` asks what is older; `clean_wanted(ids)` comes when that is to be removed."""

    days_chosen = Signal(object)
    clean_wanted = Signal(object)

    def __init__(self, shelf: Shelf, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent, "room")
        self._ids: tuple[IssueId, ...] = ()
        self.setWindowTitle(self.tr("Saved pages: room and clean-up"))
        self._usage = {name: plain_label("…", parent=self) for name in ("pages", "texts", "images", "files")}
        folder = shelf.folder
        self._add_usage(shelf)
        limits = self.tr(
            "At most {0} pictures of a page are saved, of {1} MB each, and files of {2} MB; the settings can change "
            "that. Texts, notes and marks are in the library itself. A backup by hand takes the folder along; the "
            "daily one leaves it where it is."
        ).format(*(settings.number(name) for name in ("page_pictures", "picture_mb", "file_mb")))
        self.column.addWidget(plain_label(limits, role="secondary", parent=self))
        self.days = QSpinBox(self)
        self._add_cleaning()
        self.what = plain_label("…", parent=self)
        self.column.addWidget(self.what)
        self.column.addStretch(1)
        box = self.add_buttons(QDialogButtonBox.StandardButton.Close)
        self.clean_button = box.addButton(self.tr("Clean up"), QDialogButtonBox.ButtonRole.ActionRole)
        self.clean_button.setEnabled(False)
        self.clean_button.setAutoDefault(False)
        self.clean_button.clicked.connect(self._clean_clicked)
        show = box.addButton(self.tr("Show the folder"), QDialogButtonBox.ButtonRole.ActionRole)
        show.setEnabled(folder.is_dir())
        show.setAutoDefault(False)
        box.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        show.clicked.connect(partial(open_path, folder))
        self.resize(560, 400)

    def _add_usage(self, shelf: Shelf) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        size = shelf.library.stat().st_size if shelf.library.exists() else 0
        library = self.tr("{0} ({1})").format(shelf.library, QLocale().formattedDataSize(size))
        form.addRow(self.tr("Library"), plain_label(library, parent=self))
        form.addRow(self.tr("Folder"), plain_label(str(shelf.folder), parent=self))
        names = (self.tr("Saved pages"), self.tr("Texts, in the library"), self.tr("Pictures"), self.tr("Files"))
        for name, label in zip(names, self._usage.values(), strict=True):
            form.addRow(name, label)
        self.column.addLayout(form)

    def _add_cleaning(self) -> None:
        self.days.setRange(0, 3650)
        self.days.setValue(_DAYS)
        self.days.setAccessibleName(self.tr("Days"))
        self.days.valueChanged.connect(self._days_changed)
        form = QFormLayout()
        form.addRow(self.tr("Remove what was saved more than so many days ago"), self.days)
        self.column.addLayout(form)

    def show_usage(self, usage: Usage) -> None:
        """Show how much all takes."""
        size = QLocale().formattedDataSize
        self._usage["pages"].setText(str(usage.pages))
        for name, count in (("texts", usage.texts), ("images", usage.images), ("files", usage.files)):
            self._usage[name].setText(size(count))

    def show_unwanted(self, days: int, ids: tuple[IssueId, ...], usage: Usage) -> None:
        """Show what cleaning up would remove; an answer to an older question is left out."""
        if days != self.days.value():
            return
        self._ids = ids
        self.clean_button.setEnabled(bool(ids))
        freed = QLocale().formattedDataSize(usage.texts + usage.images + usage.files)
        count = QCoreApplication.translate(
            "RoomDialog", "%n page(s) would be removed for good, which frees about {0}.", None, len(ids)
        ).format(freed)
        stays = self.tr("What is starred, kept for later, tagged or annotated stays in any case.")
        nothing = self.tr("There is nothing to remove.")
        self.what.setText(f"{count if ids else nothing} {stays}")

    def _days_changed(self, days: int) -> None:
        self.clean_button.setEnabled(False)
        self.days_chosen.emit(days)

    def _clean_clicked(self) -> None:
        self.clean_wanted.emit(self._ids)
        self.accept()
