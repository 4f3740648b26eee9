"""The sheet of all keys, and the palette of all actions."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, QSortFilterProxyModel, Qt
from PySide6.QtGui import QAction, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QHBoxLayout, QLineEdit, QListView, QScrollArea, QWidget

from mine_reader.ui.actions import Actions
from mine_reader.ui.dialogs.base import Dialog, plain_label


class ShortcutSheet(Dialog):
    """Every action that has keys, by menu, in two columns."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent, "shortcuts")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        page = QWidget(self)
        columns = QHBoxLayout(page)
        columns.setSpacing(32)
        sheet = actions.sheet()
        half = sum(len(rows) + 1 for _, rows in sheet) / 2
        grid = _column(columns)
        for menu, rows in sheet:
            if columns.count() == 1 and grid.rowCount() > half:
                grid = _column(columns)
            top = grid.rowCount()
            grid.addWidget(plain_label(menu, role="heading"), top, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
            grid.setRowMinimumHeight(top, 32)
            for row, (text, keys) in enumerate(rows, top + 1):
                grid.addWidget(plain_label(text), row, 0)
                key_label = plain_label(keys, role="secondary")
                key_label.setWordWrap(False)
                grid.addWidget(key_label, row, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(page)
        self.column.addWidget(area)
        self.add_buttons(QDialogButtonBox.StandardButton.Close)
        self.resize(QSize(780, 800).boundedTo(self.screen().availableSize() - QSize(0, 60)))


def _column(columns: QHBoxLayout) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    grid.setAlignment(Qt.AlignmentFlag.AlignTop)
    columns.addLayout(grid, 1)
    return grid


class Palette(Dialog):
    """Type a part of an action's name, Enter does it."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent, "palette")
        self.setWindowTitle(self.tr("Find an action"))
        self._actions = [action for action in actions.all() if action.objectName() != "palette"]
        model = QStandardItemModel(self)
        for number, action in enumerate(self._actions):
            keys = actions.keys(action.objectName())
            item = QStandardItem(action.text().rstrip("…") + (f"    {keys}" if keys else ""))
            item.setData(number, Qt.ItemDataRole.UserRole)
            item.setEnabled(action.isEnabled())
            model.appendRow(item)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(model)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("What do you want to do?"))
        self.line.setAccessibleName(self.tr("What do you want to do?"))
        self.line.installEventFilter(self)
        self.view = QListView(self)
        self.view.setAccessibleName(self.tr("Actions"))
        self.view.setModel(self._proxy)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.column.addWidget(self.line)
        self.column.addWidget(self.view)
        self.line.textChanged.connect(self._filter)
        self.line.returnPressed.connect(self._run_current)
        self.view.activated.connect(self._run)
        self._filter("")
        self.resize(460, 420)

    def _filter(self, text: str) -> None:
        self._proxy.setFilterFixedString(text.strip())
        for row in range(self._proxy.rowCount()):
            index = self._proxy.index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                self.view.setCurrentIndex(index)
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the line has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if by:
                self._step(by)
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        row = self.view.currentIndex().row() + by
        while 0 <= row < self._proxy.rowCount():
            index = self._proxy.index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                self.view.setCurrentIndex(index)
                return
            row += by

    def _run_current(self) -> None:
        self._run(self.view.currentIndex())

    def _run(self, index: QModelIndex) -> None:
        number = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(number, int) or not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        action: QAction = self._actions[number]
        self.accept()
        action.trigger()
