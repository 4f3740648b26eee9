"""The search box of the toolbar."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from mine_reader.ui.icons import icon
from mine_reader.ui.theme import Themes

_WIDTH, _LEAST = 240, 110
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchBox(QLineEdit):
    """`entered` with Enter, `down` with the arrow to the hits, `left` with Escape."""

    entered = Signal()
    down = Signal()
    left = Signal()

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setObjectName("search")
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(_WIDTH)
        self.setAcceptDrops(False)  # files go to the window
        self._sign = QAction(self)
        self._help = QAction(self)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self.addAction(self._help, QLineEdit.ActionPosition.TrailingPosition)
        self._sign.triggered.connect(self.selectAll)
        self._help.triggered.connect(self._show_help)
        themes.changed.connect(self._dress)
        self.retranslate()

    def sizeHint(self) -> QSize:
        """Return the full width; a narrow toolbar takes some of it rather than hide the box."""
        return QSize(_WIDTH, super().sizeHint().height())

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.setPlaceholderText(self.tr("Search  (/)"))
        self.setAccessibleName(self.tr("Search articles, saved pages and notes"))
        self._help.setToolTip(self.tr("What can be asked for"))
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Take on another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _dress(self) -> None:
        self._sign.setIcon(icon("search", self._themes.theme))
        self._help.setIcon(icon("filter", self._themes.theme))

    def _operators(self) -> tuple[tuple[str, str], ...]:
        return (
            ('"', self.tr('words as they stand: "deep learning"')),
            ("-", self.tr("without a word: -weekly")),
            ("OR", self.tr("one or the other: lamp OR light")),
            ("is:unread", self.tr("also read, starred, later, downloaded")),
            ("is:note", self.tr("notes alone; also article, page")),
            ("has:note", self.tr("also highlight, tag, link")),
            ("tag:", self.tr("with a tag, or one below it")),
            ("source:", self.tr("of a source, by a part of its name")),
            ("author:", self.tr("of an author")),
            ("in:title", self.tr("words in titles alone")),
            ("site:", self.tr("with a link to a site: site:github.com")),
            ("after:", self.tr("from a day on: after:2023-12-01")),
            ("before:", self.tr("before a day, month or year")),
        )

    def help_menu(self) -> QMenu:
        """Return what can be asked for; a choice is put into the box."""
        menu = QMenu(self)
        for word, text in self._operators():
            action = menu.addAction(f"{word}\t{text}")
            action.setData(word)
        menu.triggered.connect(self._put)
        return menu

    def _show_help(self) -> None:
        menu = self.help_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _put(self, action: QAction) -> None:
        word = str(action.data())
        gap = " " if self.text() and not self.text().endswith(" ") else ""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.end(False)
        after = " " if word[-1].isalnum() else ""
        self.insert(gap + word + after)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the box with its own keys."""
        if event.key() in _ENTERS:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
