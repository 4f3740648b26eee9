"""A quiet bar over the panes: one sentence that stays until it is closed, and something to do about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget


class NoticeBar(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._act = self._button()
        self._act.clicked.connect(self._clicked)
        self._close = self._button()
        self._close.clicked.connect(self.hide)
        row.addWidget(self._text, 1)
        row.addWidget(self._act)
        row.addWidget(self._close)
        self._then: Callable[[], object] | None = None
        self.retranslate()
        self.hide()

    def _button(self) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("flat", True)
        return button

    def retranslate(self) -> None:
        """Take all texts anew."""
        self._close.setText(self.tr("Close"))

    def text(self) -> str:
        """Return what is said, "" while nothing is."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, act: str = "", then: Callable[[], object] | None = None) -> None:
        """Say something; `act` names the button that calls `then` and closes the bar."""
        self._text.setText(text)
        self._then = then
        self._act.setText(act)
        self._act.setVisible(bool(act))
        self.show()

    def _clicked(self) -> None:
        self.hide()
        if self._then is not None:
            self._then()
