"""The settings, row by row as they are declared."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from mine_reader.errors import SettingsError
from mine_reader.settings import SETTINGS, Setting, Settings, Value
from mine_reader.ui.actions import MENUS, translated
from mine_reader.ui.dialogs.base import Dialog, plain_label
from mine_reader.ui.dialogs.files import file_dialog
from mine_reader.ui.labels import error_text
from mine_reader.ui.noop import QT_TRANSLATE_NOOP

_DESCRIPTIONS = (
    QT_TRANSLATE_NOOP("settings", "Language of the program"),
    QT_TRANSLATE_NOOP("settings", "Colours"),
    QT_TRANSLATE_NOOP("settings", "Text size in the reader, in pixels"),
    QT_TRANSLATE_NOOP("settings", "Width of the text, in Chinese characters"),
    QT_TRANSLATE_NOOP("settings", "Search traditional and simplified characters alike"),
    QT_TRANSLATE_NOOP("settings", "Show the notes pane"),
    QT_TRANSLATE_NOOP("settings", "When an article counts as read"),
    QT_TRANSLATE_NOOP("settings", "Seconds an article must be on screen before it counts as read"),
    QT_TRANSLATE_NOOP("settings", "Mark an article as unread when its text has changed"),
    QT_TRANSLATE_NOOP("settings", "What a click on a link opens"),
    QT_TRANSLATE_NOOP("settings", "Let copies and exports link to the places of notes in MineReader"),
    QT_TRANSLATE_NOOP("settings", "Obsidian vault that is kept up to date by itself"),
    QT_TRANSLATE_NOOP("settings", "Check feeds for what is new in the background"),
    QT_TRANSLATE_NOOP("settings", "Minutes between two checks of a feed"),
    QT_TRANSLATE_NOOP("settings", "Check all feeds when the program starts, due or not"),
    QT_TRANSLATE_NOOP("settings", "Tell on the desktop when feeds have something new"),
    QT_TRANSLATE_NOOP("settings", "Go on in the notification area when the window is closed"),
    QT_TRANSLATE_NOOP("settings", "Pictures that are saved of a web page at most"),
    QT_TRANSLATE_NOOP("settings", "Megabytes that a saved picture may have"),
    QT_TRANSLATE_NOOP("settings", "Megabytes that a saved file may have"),
    QT_TRANSLATE_NOOP("settings", "Let links and pictures lead into the private network"),
    QT_TRANSLATE_NOOP("settings", "Keyboard shortcuts that differ from the built-in ones, by action"),
)

CHOICES = {
    "system": QT_TRANSLATE_NOOP("settings", "As the system"),
    "en": "English",
    "zh_CN": "简体中文",
    "light": QT_TRANSLATE_NOOP("settings", "Light"),
    "sepia": QT_TRANSLATE_NOOP("settings", "Sepia"),
    "dark": QT_TRANSLATE_NOOP("settings", "Dark"),
    "scrolled": QT_TRANSLATE_NOOP("settings", "When it was on screen and is scrolled past or left"),
    "at_once": QT_TRANSLATE_NOOP("settings", "As soon as it is reached"),
    "by_hand": QT_TRANSLATE_NOOP("settings", "Only by hand"),
    "saved": QT_TRANSLATE_NOOP("settings", "The saved copy, else the browser; the other way round with Shift"),
    "browser": QT_TRANSLATE_NOOP("settings", "The browser"),
    "copy": QT_TRANSLATE_NOOP("settings", "Nothing: the address is copied"),
}


def _text(key: str) -> str:
    return QCoreApplication.translate("settings", key)


class _Keys(QTableWidget):
    """The shortcuts: an action a row, its keys to be typed over."""

    def __init__(self, own: Mapping[str, str], parent: QWidget) -> None:
        specs = [spec for specs in MENUS.values() for spec in specs]
        super().__init__(len(specs), 2, parent)
        self._specs = specs
        self.setHorizontalHeaderLabels(
            [
                _text(QT_TRANSLATE_NOOP("settings", "Action")),
                _text(QT_TRANSLATE_NOOP("settings", "Keys, apart by a blank")),
            ]
        )
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.setShowGrid(False)
        for row, spec in enumerate(specs):
            name = QTableWidgetItem(translated(spec.text).rstrip("…"))
            name.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.setItem(row, 0, name)
            self.setItem(row, 1, QTableWidgetItem(own.get(spec.id, " ".join(spec.keys))))
        self.resizeColumnToContents(0)
        self.setMinimumHeight(200)

    def own(self) -> dict[str, str]:
        """Return what differs from the built-in keys."""
        found = {}
        for row, spec in enumerate(self._specs):
            item = self.item(row, 1)
            keys = " ".join(item.text().split()) if item else ""
            if keys != " ".join(spec.keys):
                found[spec.id] = keys
        return found


class FolderField(QWidget):
    """The path of a folder, to be typed or chosen; "" for none."""

    def __init__(self, path: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit(path, self)
        self.line.setMinimumWidth(260)
        self.line.setClearButtonEnabled(True)
        self.line.setPlaceholderText(_text(QT_TRANSLATE_NOOP("settings", "None")))
        self.button = QPushButton(_text(QT_TRANSLATE_NOOP("settings", "Choose…")), self)
        self.button.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)

    def path(self) -> str:
        """Return what was chosen."""
        return self.line.text().strip()

    def _choose(self) -> None:
        chooser = file_dialog(self, "folder_to", _text(QT_TRANSLATE_NOOP("settings", "Choose a folder")))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        if self.path():
            chooser.setDirectory(self.path())
        chooser.fileSelected.connect(self.line.setText)
        chooser.open()


class SettingsDialog(Dialog):
    """Made of the declared settings; saved at OK, `saved` is sent then."""

    saved = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent, "settings")
        self._settings = settings
        self.editors: dict[str, QWidget] = {}
        self.setWindowTitle(self.tr("Settings"))
        page = QWidget(self)
        form = QFormLayout(page)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setVerticalSpacing(12)
        for setting in SETTINGS:
            label, editor = _text(setting.description), self._editor(setting, page)
            editor.setAccessibleName(label)
            editor.installEventFilter(self)
            self.editors[setting.name] = editor
            if isinstance(editor, QCheckBox):
                editor.setText(label)
                form.addRow(editor)
            elif isinstance(editor, QTableWidget):
                form.addRow(plain_label(label, parent=page))
                form.addRow(editor)
            else:
                title = QLabel(label, page)
                title.setBuddy(editor)
                form.addRow(title, editor)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(page)
        self.column.addWidget(area)
        self._error = plain_label("", parent=self)
        self._error.hide()
        self.column.addWidget(self._error)
        self.add_buttons(QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel)
        self.resize(600, 620)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the page, and never change what it passes over."""
        if event.type() is QEvent.Type.Wheel and isinstance(watched, (QSpinBox, QComboBox)):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _editor(self, setting: Setting, parent: QWidget) -> QWidget:
        value = self._settings[setting.name]
        if isinstance(value, bool):
            box = QCheckBox(parent)
            box.setChecked(value)
            return box
        if setting.choices:
            combo = QComboBox(parent)
            for choice in setting.choices:
                combo.addItem(_text(CHOICES.get(choice, choice)), choice)
            combo.setCurrentIndex(max(combo.findData(value), 0))
            return combo
        if setting.folder:
            return FolderField(str(value), parent)
        if isinstance(value, int):
            spin = QSpinBox(parent)
            spin.setRange(setting.least, setting.most)
            spin.setValue(value)
            return spin
        if isinstance(value, Mapping):
            return _Keys(value, parent)
        raise TypeError(setting.name)

    def accept(self) -> None:
        """Save; stay open with the reason when that fails."""
        try:
            for setting in SETTINGS:
                self._settings.set(setting.name, _value(self.editors[setting.name], setting))
            self._settings.save()
        except SettingsError as error:
            self._error.setText(error_text(error))
            self._error.show()
            return
        self.saved.emit()
        super().accept()


def _value(editor: QWidget, setting: Setting) -> Value:
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    if isinstance(editor, QComboBox):
        return str(editor.currentData())
    if isinstance(editor, QSpinBox):
        return editor.value()
    if isinstance(editor, FolderField):
        return editor.path()
    if isinstance(editor, _Keys):
        return editor.own()
    raise TypeError(setting.name)
