"""Downloading what links lead to, from the window: what is asked for, how it goes, and what came of it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from mine_reader.errors import MineReaderError
from mine_reader.model import Article, ArticleFilter, IssueId, Link, Skipped, SmartView
from mine_reader.model.downloads import DownloadReport, Wish
from mine_reader.model.feeds import Images
from mine_reader.model.pages import Snapshot
from mine_reader.services import Services
from mine_reader.ui import labels
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.dialogs.files import file_dialog
from mine_reader.ui.links import outward
from mine_reader.ui.status import StatusBar
from mine_reader.ui.tasks import Task, Tasks

_SHOW_MS = 1500
_REST_MS = 800
_MANY = 50
"""More links than this are asked about first."""


class Downloads(QObject):
    """Puts links into the queue and carries it out in the background; `failures` are kept for the log."""

    said = Signal(object)
    told = Signal(object)
    failed = Signal(object)
    renewed = Signal(object)

    def __init__(
        self, services: Services, tasks: Tasks, browsing: Browsing, status: StatusBar, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._browsing = browsing
        self._status = status
        self._window = parent
        self._task: Task | None = None
        self._more = False
        self._loading: set[str] = set()
        self._seen: IssueId | None = None
        self._showing = QTimer(self, singleShot=True, interval=_SHOW_MS)
        self._showing.timeout.connect(browsing.reload)
        status.resume_clicked.connect(self.go_on)
        status.drop_clicked.connect(self.discard)
        browsing.panes.reader.image_wanted.connect(self.load_image)
        browsing.moved.connect(self._load_always)
        self._resting = QTimer(self, singleShot=True, interval=_REST_MS)
        self._resting.timeout.connect(self.keep_place)
        browsing.panes.reader.scrolled.connect(self._resting.start)

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what carries out the actions that are about downloads."""
        return {
            "download": self.download,
            "download_address": self.ask_address,
            "download_links": self.download_all_links,
            "download_issue": self.download_issue,
            "download_unread": self.download_unread,
            "download_again": self.download_again,
            "save_clipboard": self.save_clipboard,
            "save_html": self.save_file,
            "load_images": self.load_images,
        }

    # What is asked for

    def download(self) -> None:
        """Download the first link of each article that is meant."""
        self._ask(self._browsing.targets())

    def download_all_links(self) -> None:
        """Download all links of the articles that are meant."""
        self._ask(self._browsing.targets(), all_links=True)

    def download_issue(self) -> None:
        """Download all links of the open issue."""
        if self._browsing.page is not None:
            self._ask(self._browsing.page.articles, all_links=True)

    def download_unread(self) -> None:
        """Download the first link of every unread article."""
        self._later(lambda: self._services.reading.articles(ArticleFilter(view=SmartView.UNREAD)), self._ask)

    def download_again(self) -> None:
        """Download the first links of the articles once more."""
        self._ask(self._browsing.targets(), again=True)

    def ask_address(self) -> None:
        """Ask for the address of a page to save; one in the clipboard is offered."""
        copied = QGuiApplication.clipboard().text().strip()
        dialog = QInputDialog(self._window)
        dialog.setObjectName("address")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Save a web page"))
        dialog.setLabelText(self.tr("Address of the page or file"))
        dialog.setTextValue(copied if _is_address(copied) else "https://")
        dialog.resize(480, dialog.sizeHint().height())
        dialog.textValueSelected.connect(self._address_given)
        dialog.open()

    def _address_given(self, text: str) -> None:
        if _is_address(text.strip()):
            self._queue([Wish(text.strip())])
        else:
            self.said.emit(self.tr("This is no address of a web page: {0}").format(labels.shortened(text)))

    def link(self, url: str) -> None:
        """Download one link of the article that is read."""
        current = self._browsing.current()
        self._queue([Wish(url, current)])

    def _ask(self, articles: Iterable[Article], *, all_links: bool = False, again: bool = False) -> None:
        self.ask_for(self._services.pages.wishes(articles, all_links=all_links), again=again)

    def ask_for(self, wishes: Sequence[Wish], *, again: bool = False) -> None:
        """Download these links; many of them are asked about first."""
        if not wishes:
            self.said.emit(self.tr("There is no link to download."))
        elif len(wishes) > _MANY:
            self._confirm(wishes, again=again)
        else:
            self._queue(wishes, again=again)

    def _confirm(self, wishes: Sequence[Wish], *, again: bool) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("many_downloads")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(QCoreApplication.translate("Downloads", "Download %n link(s)?", None, len(wishes)))
        box.setInformativeText(self.tr("It can be paused and cancelled at any time."))
        box.addButton(self.tr("Download"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.accepted.connect(lambda: self._queue(wishes, again=again))
        box.open()

    def _queue(self, wishes: Sequence[Wish], *, again: bool = False) -> None:
        self._later(lambda: self._services.downloading.add(wishes, again=again), self._queued)

    def _queued(self, waiting: int) -> None:
        self._browsing.reload()
        if waiting:
            self.go_on()
        else:
            self.said.emit(self.tr("All of it is saved already."))

    def _later(self, work: Callable[[], object], done: Callable[..., object]) -> None:
        self._tasks.run(lambda _task: work(), done=done, failed=self.failed.emit)

    # Carrying it out

    def look(self) -> None:
        """Show what the last run left waiting; nobody but the user goes on with it."""
        if self._task is None and not self._services.read_only:
            self._later(lambda: len(self._services.downloading.waiting()), self._status.set_waiting)

    def go_on(self) -> None:
        """Download what waits."""
        if self._task is not None:
            # It may have looked for the last time before this was wanted.
            self._more = True
            return
        self._more = False
        self._status.set_waiting(0)
        pause = Event()
        self._task = self._tasks.run(
            lambda task: self._services.downloading.run(task.progress, pause=pause),
            done=self._done,
            failed=self._broken,
            label=self.tr("Downloading"),
            cancellable=True,
            long=True,
            pause=pause.set,
        )
        self._task.progressed.connect(self._progressed)

    def discard(self) -> None:
        """Download nothing of what waits."""
        self._status.set_waiting(0)
        self._later(self._forget_waiting, lambda _: None)

    def _forget_waiting(self) -> None:
        downloading = self._services.downloading
        downloading.forget([one.canonical for one in downloading.waiting()])

    def _progressed(self, step: tuple[int, int, str]) -> None:
        if step[0] and not self._showing.isActive():
            self._showing.start()

    def _done(self, report: DownloadReport) -> None:
        cancelled = self._task is not None and self._task.cancelled
        self._end()
        if renewed := [one.snapshot.issue_id for one in report.results if one.renewed and one.snapshot]:
            self.renewed.emit(renewed)
        if report.results:
            self.told.emit((self._summary(report), bool(report.failed)))
        if cancelled:
            self.discard()
        elif report.left:
            self._status.set_waiting(report.left)
        elif self._more:
            self.go_on()

    def _summary(self, report: DownloadReport) -> str:
        if len(report.results) == 1:
            (result,) = report.results
            if result.problem is not None:
                return labels.fill(result.problem.template, result.problem.fields)
            return self.tr("Saved: {0}").format(result.snapshot.title if result.snapshot else result.url)
        saved = len(report.results) - len(report.failed)
        parts = [QCoreApplication.translate("Downloads", "%n link(s) saved", None, saved)]
        if report.failed:
            parts.append(QCoreApplication.translate("Downloads", "%n failed", None, len(report.failed)))
        return self.tr(", ").join(parts)

    def _broken(self, error: Exception) -> None:
        self._end()
        self.failed.emit(error)
        self.look()

    def _end(self) -> None:
        self._task = None
        self._showing.stop()
        self._browsing.reload()

    def failures(self) -> list[Skipped]:
        """Return the links that could not be saved, for the log."""
        return [Skipped(one.url, one.error or "", one.fields) for one in self._services.downloading.failures()]

    def retry(self) -> None:
        """Try once more what failed."""
        self._later(self._retried, lambda waiting: self.go_on() if waiting else None)

    def _retried(self) -> int:
        # In a thread: the first download loads what it takes.
        return self._services.downloading.retry()

    # What a browser shows

    def save_clipboard(self) -> None:
        """Save the page that was copied in a browser as that of the article's first link."""
        data = QGuiApplication.clipboard().mimeData()
        if not data.hasHtml():
            self.said.emit(self.tr("The clipboard holds no web page. Select all of it in the browser and copy it."))
            return
        self._save_html(data.html().encode())

    def save_file(self) -> None:
        """Choose a page that a browser saved."""
        dialog = file_dialog(self._window, "save_html", self.tr("A page that a browser saved"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Web pages (*.html *.htm *.xhtml)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self._file_chosen)
        dialog.open()

    def _file_chosen(self, name: str) -> None:
        try:
            self._save_html(Path(name).read_bytes())
        except OSError as error:
            self.said.emit(self.tr("{0} cannot be read: {1}").format(name, error.strerror or str(error)))

    def _save_html(self, data: bytes) -> None:
        article = self._browsing.article(self._browsing.current())
        if article is None or not article.links:
            self.said.emit(self.tr("There is no link that this page could belong to."))
            return
        url, ids = article.links[0].url, (article.id,)
        self._tasks.run(
            lambda _task: self._services.downloading.save_html(url, data, ids),
            done=self._saved,
            failed=self.failed.emit,
            label=self.tr("Saving the page"),
            long=True,
        )

    def _saved(self, snapshot: Snapshot) -> None:
        self._browsing.reload()
        self.renewed.emit([snapshot.issue_id])
        self.said.emit(self.tr("Saved: {0}").format(snapshot.title))

    # Pictures

    def load_image(self, url: str) -> None:
        """Load one picture of the page."""
        self._load([url])

    def load_images(self) -> None:
        """Load all pictures of the page."""
        self._load(self._browsing.panes.reader.missing_images())

    def _load_always(self) -> None:
        """Load the pictures of a source whose pictures are always to be loaded, once for each visit."""
        page = self._browsing.page
        issue_id = None if page is None else page.issue.id
        if page is None or issue_id == self._seen:
            return
        self._seen = issue_id
        if page.beside.loading == Images.ALWAYS:
            self._load(self._browsing.panes.reader.missing_images())

    def _load(self, urls: Sequence[str]) -> None:
        page = self._browsing.page
        wanted = [url for url in urls if url not in self._loading]
        if page is None or not wanted:
            return
        self._loading.update(wanted)
        issue_id: IssueId = page.issue.id

        def done(found: int) -> None:
            self._loading.difference_update(wanted)
            if found:
                self._browsing.reload()
            else:
                self.said.emit(self.tr("The picture could not be loaded."))

        def failed(error: Exception) -> None:
            self._loading.difference_update(wanted)
            self.failed.emit(error)

        self._tasks.run(
            lambda _task: self._services.downloading.fetch_images(issue_id, wanted),
            done=done,
            failed=failed,
            label=self.tr("Loading pictures"),
            long=True,
        )

    # Reading

    def keep_place(self) -> None:
        """Keep how far the saved page that is open was read."""
        page = self._browsing.page
        if page is None or page.beside.snapshot is None or self._services.read_only:
            return
        issue_id, (_, place) = page.issue.id, self._browsing.panes.reader.position()
        if place != page.beside.snapshot.place:
            self._later(lambda: self._services.pages.keep_place(issue_id, place), lambda _: None)

    # Files

    def open_file(self, snapshot: Snapshot) -> None:
        """Open the file of a snapshot with the system's viewer; one that could be run is only shown in its folder."""
        from mine_reader.ui.curating import open_path  # noqa: PLC0415 - a circle otherwise

        path = self._services.pages.file(snapshot)
        if path is None:
            self.said.emit(self.tr("The file is not there any more. Download it again."))
        elif not open_path(path if self._services.pages.can_be_viewed(path) else path.parent):
            self.said.emit(self.tr("The file could not be opened."))

    def saved(self, links: Sequence[Link]) -> Collection[str]:
        """Return those of these links that are saved, in their canonical form."""
        return self._services.pages.snapshots(link.canonical for link in links).keys() if links else ()

    def known(self, url: str) -> Snapshot | None:
        """Return the snapshot of a link, None if there is none."""
        try:
            return self._services.pages.link(url).snapshot
        except MineReaderError as error:
            self.failed.emit(error)
            return None


def _is_address(text: str) -> bool:
    return text.lower().startswith(("http://", "https://")) and outward(text) is not None
