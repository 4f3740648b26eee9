"""The icon in the notification area, and messages on the desktop. Both are off until the settings want them."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from mine_reader.model import RefreshReport
from mine_reader.settings import Settings
from mine_reader.ui.actions import Actions
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.labels import shortened

_NAMED = 3


class Tray(QObject):
    """Keeps the program in the notification area where there is one; `raised` asks for the window."""

    raised = Signal()

    def __init__(
        self,
        settings: Settings,
        actions: Actions,
        browsing: Browsing,
        parent: QWidget,
        *,
        available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._actions = actions
        self._browsing = browsing
        self._window = parent
        self._available = available
        self._icon: QSystemTrayIcon | None = None
        self._leaving = False

    def apply(self) -> None:
        """Show the icon, or take it away, as the settings say; never before the first paint."""
        if self._settings.flag("tray") and self._available():
            self._shown()
        elif self._icon is not None:
            self._icon.hide()

    def leave(self) -> None:
        """Let the next close end the program."""
        self._leaving = True

    def keeps(self) -> bool:
        """Return whether the program goes on when the window is closed."""
        return not self._leaving and self._icon is not None and self._icon.isVisible() and self._settings.flag("tray")

    def _shown(self) -> QSystemTrayIcon:
        if self._icon is None:
            self._icon = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._icon.setToolTip("MineReader")
            menu = QMenu(self._window)
            menu.addAction(self.tr("Show MineReader"), self.raised.emit)
            menu.addAction(self._actions["refresh"])
            menu.addSeparator()
            menu.addAction(self._actions["quit"])
            self._icon.setContextMenu(menu)
            self._icon.activated.connect(self._activated)
            self._icon.messageClicked.connect(self.raised)
            app = QApplication.instance()
            if isinstance(app, QApplication):
                app.commitDataRequest.connect(self.leave)  # nobody logs out over a window that will not close
        self._icon.show()
        return self._icon

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.raised.emit()

    def arrived(self, report: RefreshReport) -> None:
        """Tell on the desktop of what is new, if that is wanted and nobody looks at the window."""
        if not self._settings.flag("notify_new") or self._window.isActiveWindow():
            return
        if self._available() and QSystemTrayIcon.supportsMessages():
            self._shown().showMessage("MineReader", self.text(report), QApplication.windowIcon())
        else:
            QApplication.alert(self._window)

    def text(self, report: RefreshReport) -> str:
        """Return what is said of a refresh."""
        feeds = self._browsing.feeds
        names = [shortened(feeds[result.id].name, 30) for result in report.results if result.new and result.id in feeds]
        named = self.tr(", ").join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
        count = QCoreApplication.translate("Tray", "%n new", None, report.new)
        return self.tr("{0}: {1}").format(count, named) if named else count
