"""What happened to a feed: when, what, and when it is tried next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from mine_reader.model import Feed, LogEntry, SourceKind
from mine_reader.ui import labels
from mine_reader.ui.dialogs.base import Dialog, plain_label


class FeedLogDialog(Dialog):
    """`refresh_wanted(SourceId)`: the feed is to be asked now."""

    refresh_wanted = Signal(object)

    def __init__(self, feed: Feed, entries: Sequence[LogEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent, "feed_log")
        self._feed = feed
        self.setWindowTitle(self.tr("Log of {0}").format(labels.shortened(feed.name)))
        self.column.addWidget(plain_label(labels.feed_tooltip(feed), parent=self))
        self.table = QTableWidget(len(entries), 3, self)
        self._fill(entries)
        self.column.addWidget(self.table, 1)
        if not entries:
            text = self.tr("Nothing was noted yet: a check that finds nothing new is not.")
            self.column.addWidget(plain_label(text, role="secondary", parent=self))
            self.column.addStretch(1)
            self.table.hide()
        box = self.add_buttons(QDialogButtonBox.StandardButton.Close)
        refresh = box.addButton(self.tr("Refresh now"), QDialogButtonBox.ButtonRole.ActionRole)
        refresh.setAutoDefault(False)
        refresh.clicked.connect(self._refresh)
        refresh.setVisible(feed.kind is SourceKind.FEED)
        box.button(QDialogButtonBox.StandardButton.Close).setFocus()
        self.resize(680, 420)

    def _fill(self, entries: Sequence[LogEntry]) -> None:
        self.table.setHorizontalHeaderLabels([self.tr("When"), self.tr("What"), self.tr("Next try")])
        self.table.setAccessibleName(self.windowTitle())
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for row, entry in enumerate(entries):
            what = labels.fill(entry.what.template, entry.what.fields)
            for column, text in enumerate((labels.local_time(entry.at), what, labels.local_time(entry.next_at))):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def _refresh(self) -> None:
        self.refresh_wanted.emit(self._feed.id)
        self.accept()
