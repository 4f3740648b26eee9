"""Where links lead: to the browser, to another issue of the library, or nowhere."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from mine_reader.errors import NotFoundError
from mine_reader.model import ArticleId
from mine_reader.model.address import addressed
from mine_reader.model.pages import SnapshotKind
from mine_reader.settings import Settings
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.downloads import Downloads
from mine_reader.ui.links import misleading, open_outward, outward, shown, shown_host
from mine_reader.ui.reader_beside import ARTICLE, FILE

_INSIDE = "mine-reader:issue/"


class Following(QObject):
    """Follows the links of the reader and of the current article."""

    said = Signal(object)
    annotation_wanted = Signal(str)

    def __init__(self, settings: Settings, browsing: Browsing, downloads: Downloads, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._settings = settings
        self._browsing = browsing
        self._downloads = downloads
        for pane in (browsing.panes.reader, browsing.panes.notes):
            pane.link_activated.connect(self.follow)

    def link(self) -> str:
        """Return the first link of the current article."""
        article = self._browsing.article(self._browsing.current())
        return article.links[0].url if article is not None and article.links else ""

    def open_link(self) -> None:
        """Follow the first link of the current article."""
        url = self.link()
        if url:
            self.follow(url)
        else:
            self.said.emit(self.tr("This article has no link."))

    def open_browser(self) -> None:
        """Open the first link of the current article in the browser, saved or not."""
        url = self.link()
        if url:
            self._lead_out(url)

    def copy_link(self) -> None:
        """Copy the first link of the current article."""
        url = self.link()
        if url:
            self.copy(url)

    def follow(self, address: str) -> None:
        """Open an address where it belongs; only web and mail addresses leave the window."""
        if address.startswith(_INSIDE):
            self._open_issue(QUrl.fromPercentEncoding(address.removeprefix(_INSIDE).encode()))
        elif address.startswith(ARTICLE):
            self._open_article(address.removeprefix(ARTICLE))
        elif address == FILE:
            self._open_file()
        elif addressed(address) is not None:
            self.annotation_wanted.emit(address)
        elif outward(address) is None:
            self.said.emit(self.tr("This address is not opened: {0}").format(shown(address)))
        elif not (self._wants_saved() and self.open_saved(address)):
            self._lead_out(address)

    def _wants_saved(self) -> bool:
        """Return whether a saved copy is preferred; Shift turns the setting round."""
        shift = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        return (self._settings.text("open_links") == "saved") is not shift

    def open_saved(self, address: str) -> bool:
        """Open the snapshot of a link; return whether there is one, and another than the page that is open."""
        snapshot = self._downloads.known(address)
        if snapshot is None:
            return False
        if snapshot.kind is SnapshotKind.FILE:
            self._downloads.open_file(snapshot)
            return True
        page = self._browsing.page
        if page is not None and page.issue.id == snapshot.issue_id:
            return False
        self._browsing.open_issue(snapshot.issue_id)
        return True

    def _open_article(self, number: str) -> None:
        try:
            self._browsing.open_article(ArticleId(int(number)))
        except (ValueError, NotFoundError):
            self.said.emit(self.tr("This article is not in the library any more."))

    def _open_file(self) -> None:
        page = self._browsing.page
        if page is not None and page.beside.snapshot is not None:
            self._downloads.open_file(page.beside.snapshot)

    def _lead_out(self, address: str) -> None:
        if self._settings.text("open_links") == "copy":
            self.copy(address)
        elif claim := self._claim(address):
            self._ask(claim, address)
        else:
            self._open(address)

    def _open(self, address: str) -> None:
        if not open_outward(address):
            self.said.emit(self.tr("The browser could not be opened."))

    def _claim(self, address: str) -> str:
        """Return the host that the text of a link names when the link leads to another one, else ""."""
        page = self._browsing.page
        links = [link for article in page.articles for link in article.links] if page is not None else []
        labels = [link.label for link in links if shown(link.url) == shown(address)]
        return next((found for label in labels if (found := misleading(label, address))), "")

    def _ask(self, claim: str, address: str) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("misleading")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("The text of this link says {0}, but it leads to {1}.").format(claim, shown_host(address)))
        box.setInformativeText(shown(address))
        box.addButton(self.tr("Open it"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
        box.accepted.connect(lambda: self._open(address))
        box.open()

    def copy(self, address: str) -> None:
        """Copy an address."""
        QGuiApplication.clipboard().setText(address)
        self.said.emit(self.tr("Copied: {0}").format(shown(address)))

    def _open_issue(self, name: str) -> None:
        """Go to the issue whose file a relative link names."""
        issue = self._browsing.issue
        if issue is None or not issue.path:
            return
        wanted = (Path(issue.path).parent / name.partition("#")[0]).resolve()
        found = self._browsing.issue_at(wanted)
        if found is not None:
            self._browsing.open_issue(found.id)
        else:
            self.said.emit(self.tr("{0} is not in the library.").format(wanted.name))
