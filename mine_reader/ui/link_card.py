"""The card at a link: where it leads, whether it is saved, and who else mentions it."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mine_reader.errors import MineReaderError
from mine_reader.model.pages import LinkState
from mine_reader.services import Services
from mine_reader.ui import labels
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.dialogs.base import plain_label
from mine_reader.ui.links import outward, shown
from mine_reader.ui.reader_beside import MOST, by_issue
from mine_reader.ui.tasks import Tasks
from mine_reader.ui.theme import Themes

_WAIT_MS = 450
_LEAVE_MS = 350
_WIDTH = 380
_BELOW = 18


class LinkCard(QFrame):
    """Shows itself over the reader while the mouse rests on a link, and stays while it is over the card."""

    mention_clicked = Signal(object)
    followed = Signal(object)
    download_clicked = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, browsing: Browsing, themes: Themes) -> None:
        super().__init__(browsing.panes.reader)
        self._over = browsing.panes.reader
        self._services = services
        self._tasks = tasks
        self._browsing = browsing
        self._themes = themes
        self._address = ""
        self.setObjectName("linkCard")
        self.setFixedWidth(_WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(6)
        self._waiting = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._waiting.timeout.connect(self._ask)
        self._leaving = QTimer(self, singleShot=True, interval=_LEAVE_MS)
        self._leaving.timeout.connect(self.hide)
        themes.changed.connect(self._dress)
        browsing.panes.reader.link_hovered.connect(self.hover)
        browsing.moved.connect(self._leave)
        for left in (
            browsing.panes.reader.context_requested,
            browsing.panes.reader.link_activated,
            browsing.page_shown,
        ):
            left.connect(self._put_away)
        self._dress()
        self.hide()

    def _dress(self) -> None:
        theme = self._themes.theme
        self.setStyleSheet(
            f"#linkCard {{ background: {theme.hex('surface')}; border: 1px solid {theme.hex('line')};"
            " border-radius: 6px; }"
        )

    def hover(self, address: str) -> None:
        """Begin to wait over a link, or to leave it ("")."""
        if outward(address) is None or not address.startswith("http"):
            self._waiting.stop()
            self._leave()
        elif address == self._address and self.isVisible():
            self._leaving.stop()
        else:
            self._address = address
            self._waiting.start()

    def _leave(self) -> None:
        if self.isVisible():
            self._leaving.start()

    def _put_away(self) -> None:
        self._waiting.stop()
        self.hide()

    def _ask(self) -> None:
        address = self._address
        self._tasks.run(
            lambda _task: self._services.pages.link(address),
            done=lambda state: self._show(address, state),
            failed=self._failed,
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, MineReaderError):
            raise error

    def _show(self, address: str, state: LinkState) -> None:
        if address != self._address or not self._over.isVisible():
            return
        self.fill(address, state)
        at = self._over.mapFromGlobal(QCursor.pos()) + QPoint(-24, _BELOW)
        room = self._over.rect().adjusted(4, 4, -4, -4)
        if at.y() + self.height() > room.bottom():
            at.setY(at.y() - self.height() - 2 * _BELOW)
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        self.move(at.x(), max(room.top(), at.y()))
        self._leaving.stop()
        self.raise_()
        self.show()

    def fill(self, address: str, state: LinkState) -> None:
        """Put what is known of a link on the card, and hide it."""
        # What is added to a card on the screen does not count for its size before the next turn of the loop.
        self.hide()
        self._empty()
        where = plain_label(labels.shortened(shown(address), 160), role="secondary", parent=self)
        self._column.addWidget(where)
        self._add_state(address, state)
        here = self._browsing.page.issue.id if self._browsing.page is not None else None
        others = [mention for mention in by_issue(state.mentions) if mention.issue_id != here]
        if others:
            self._column.addWidget(plain_label(self.tr("Also in"), role="secondary", parent=self))
        for mention in others[:MOST]:
            text = " · ".join((labels.mention_label(mention), labels.shortened(mention.title, 30)))
            button = self._button(text, partial(self._go, mention.article_id))
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if len(others) > MOST:
            more = QCoreApplication.translate("ReaderView", "%n more", None, len(others) - MOST)
            self._column.addWidget(plain_label(more, role="secondary", parent=self))
        # Not adjustSize: it leaves the lines out that words are wrapped to.
        self.resize(_WIDTH, self._column.totalHeightForWidth(_WIDTH))

    def _empty(self) -> None:
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            child.hide()
            child.deleteLater()
        while self._column.count():
            self._column.takeAt(0)

    def _add_state(self, address: str, state: LinkState) -> None:
        row = QHBoxLayout()
        text, act = self._state_text(state)
        label = plain_label(text, parent=self)
        if state.error is None or state.snapshot is not None:
            row.addWidget(label, 1)
        else:
            self._column.addWidget(label)
            row.addStretch(1)
            row.addWidget(self._button(self.tr("Open in the browser"), partial(self._follow, address)))
        if state.snapshot is not None:
            row.addWidget(self._button(act, partial(self._follow, address)), 0, Qt.AlignmentFlag.AlignTop)
        elif not self._services.read_only:
            row.addWidget(self._button(act, partial(self._download, address)), 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def _state_text(self, state: LinkState) -> tuple[str, str]:
        if state.snapshot is not None:
            day = datetime.fromisoformat(state.snapshot.fetched_at).astimezone().date().isoformat()
            read = self.tr("read") if state.snapshot.read else self.tr("unread")
            return self.tr("Saved on {0}, {1}: {2}").format(day, read, state.snapshot.title), self.tr("Open")
        if state.error is not None:
            return labels.fill(state.error, state.fields), self.tr("Try again")
        return self.tr("Not saved"), self.tr("Download")

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("flat", True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(act)
        return button

    def _go(self, article_id: object) -> None:
        self.hide()
        self.mention_clicked.emit(article_id)

    def _follow(self, address: str) -> None:
        self.hide()
        self.followed.emit(address)

    def _download(self, address: str) -> None:
        self.hide()
        self.download_clicked.emit(address)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay."""
        self._leaving.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go soon."""
        self._leaving.start()
        super().leaveEvent(event)
