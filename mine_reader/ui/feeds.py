"""Following feeds and folders from the window: add, edit, pause, remove, lists of feeds, and what happened to one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from mine_reader.errors import MineReaderError
from mine_reader.model import Change, Feed, ImportReport, SourceId, SourceKind
from mine_reader.services import Services
from mine_reader.ui import labels
from mine_reader.ui.dialogs.files import file_dialog
from mine_reader.ui.links import open_outward, outward
from mine_reader.ui.refreshing import Refreshing
from mine_reader.ui.tasks import Tasks
from mine_reader.ui.tray import Tray

if TYPE_CHECKING:
    from mine_reader.services.feeds import Added
    from mine_reader.ui.dialogs.feed import FeedWish, FollowDialog


class FeedsWindow(QObject):
    """What is done to feeds and watched folders as wholes. Removing is undone, not asked about."""

    changed = Signal(object)
    deleted = Signal(object)
    failed = Signal(object)
    said = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, refreshing: Refreshing, tray: Tray, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self.refreshing = refreshing
        self.tray = tray
        self._browsing = refreshing.browsing
        self._window = parent
        refreshing.failed.connect(self.failed)
        refreshing.said.connect(self.said)
        refreshing.arrived.connect(tray.arrived)
        self._dialog: FollowDialog | None = None

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what carries out the actions that are about feeds."""
        return {
            **self.refreshing.slots(),
            "add_feed": self.add,
            "watch_folder": self.watch,
            "import_opml": self.import_list,
            "export_opml": self.export_list,
            "feed_log": self.log_of_chosen,
        }

    def start(self) -> None:
        """Go on by itself from now on, as the settings say."""
        self.tray.apply()
        self.refreshing.start()

    def settings_changed(self) -> None:
        """Do as the settings of now say."""
        self.tray.apply()
        self.refreshing.settings_changed()

    def feed(self, source_id: SourceId | None) -> Feed | None:
        """Return the feed or watched folder that a source is."""
        return None if source_id is None else self._browsing.feeds.get(source_id)

    # Adding

    def add(self, address: str = "", group: str = "") -> None:
        """Ask what to follow; without an address, the one in the clipboard is offered."""
        from mine_reader.ui.dialogs.feed import FollowDialog  # noqa: PLC0415 - no start needs it

        groups = sorted({one.group for one in self._browsing.outline.sources} - {""})
        offered = address or address_in(QGuiApplication.clipboard().mimeData())
        self._dialog = FollowDialog(offered, group, groups, self._window)
        self._dialog.wanted.connect(self._follow)
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self) -> None:
        self._dialog = None

    def _follow(self, wish: "FeedWish") -> None:
        self._tasks.run(
            lambda _task: self._services.feeds.add(wish.address, name=wish.name, group=wish.group),
            done=self._followed,
            failed=self._not_followed,
            label=self.tr("Looking for the feed"),
            long=True,
        )

    def _followed(self, added: "Added") -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._browsing.reload()
        self._browsing.choose(f"source:{added.feed.id}")
        if added.new:
            text = QCoreApplication.translate("FeedsWindow", "{0} is followed: %n entries", None, added.feed.total)
        else:
            text = self.tr("{0} was followed already")
        self.said.emit(text.format(added.feed.name))
        if added.result.problem is not None:
            self.said.emit(labels.fill(added.result.problem.template, added.result.problem.fields))

    def _not_followed(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.refuse(labels.error_text(error))
        else:
            self.failed.emit(error)

    def watch(self) -> None:
        """Choose a folder whose files are imported as they come and change."""
        dialog = file_dialog(self._window, "watch", self.tr("Watch a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._watch)
        dialog.open()

    def _watch(self, name: str) -> None:
        self._tasks.run(
            lambda _task: self._services.feeds.watch(Path(name)), done=self._watched, failed=self.failed.emit
        )

    def _watched(self, source_id: SourceId) -> None:
        self._browsing.reload()
        self._browsing.choose(f"source:{source_id}")
        self.refreshing.go_on()
        self.said.emit(self.tr("The folder is watched: new and changed files are imported."))

    # Lists of feeds

    def import_list(self) -> None:
        """Choose a list of feeds."""
        dialog = file_dialog(self._window, "import_opml", self.tr("Import a list of feeds"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Lists of feeds (*.opml *.xml)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self._import)
        dialog.open()

    def _import(self, name: str) -> None:
        self._tasks.run(
            lambda _task: self._services.library.import_paths([Path(name)]),
            done=self._imported,
            failed=self.failed.emit,
            label=self.tr("Importing"),
        )

    def _imported(self, report: ImportReport) -> None:
        self._browsing.reload()
        self.said.emit(labels.import_summary(report))
        self.listed(report)

    def listed(self, report: ImportReport) -> None:
        """Ask the feeds of lists that were imported."""
        if report.feeds:
            self.refreshing.refresh_these(report.feeds)

    def export_list(self) -> None:
        """Choose where the list of feeds is written."""
        if not any(feed.kind is SourceKind.FEED for feed in self._browsing.feeds.values()):
            self.said.emit(self.tr("No feed is followed yet. Ctrl+N follows one."))
            return
        dialog = file_dialog(self._window, "export_opml", self.tr("Export the list of feeds"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters([self.tr("Lists of feeds (*.opml)")])
        dialog.setDefaultSuffix("opml")
        dialog.selectFile("feeds.opml")
        dialog.fileSelected.connect(self._export)
        dialog.open()

    def _export(self, name: str) -> None:
        def done(count: int) -> None:
            text = QCoreApplication.translate("FeedsWindow", "%n feed(s) written to {0}", None, count)
            self.said.emit(text.format(name))

        self._tasks.run(lambda _task: self._services.feeds.export_opml(Path(name)), done=done, failed=self.failed.emit)

    # One feed

    def refresh(self, feed: Feed) -> None:
        """Ask a feed, or look at a folder, now."""
        self.refreshing.refresh_these([feed.id])

    def pause(self, feed: Feed) -> None:
        """Leave a feed unasked, or ask it again."""
        if self._do(lambda: self._services.feeds.edit(feed.id, paused=not feed.paused)) and feed.paused:
            self.refreshing.go_on()

    def remove(self, feed: Feed) -> None:
        """Stop following."""
        if not self._do(lambda: self._services.feeds.remove(feed.id)):
            return
        if feed.kind is SourceKind.FEED:
            stays = self.tr("{0} is no longer followed. What is starred, tagged or annotated stays.")
        else:
            stays = self.tr("{0} is no longer watched. Its issues stay.")
        self.deleted.emit(stays.format(feed.name))

    def open_site(self, feed: Feed) -> None:
        """Open the site of a feed in the browser."""
        if outward(feed.site) is None or not open_outward(feed.site):
            self.said.emit(self.tr("The browser could not be opened."))

    def copy_address(self, feed: Feed) -> None:
        """Copy the address of a feed or the path of a folder."""
        QGuiApplication.clipboard().setText(feed.url)
        self.said.emit(self.tr("Copied: {0}").format(feed.url))

    def log_of_chosen(self) -> None:
        """Show what happened to the feed of what is chosen or read."""
        feed = self.refreshing.chosen()
        if feed is None:
            self.said.emit(self.tr("Choose a feed in the sidebar first."))
        else:
            self.show_log(feed)

    def show_log(self, feed: Feed) -> None:
        """Show what happened to a feed."""
        from mine_reader.ui.dialogs.feed_log import FeedLogDialog  # noqa: PLC0415 - no start needs it

        try:
            entries = self._services.feeds.log(feed.id)
        except MineReaderError as error:
            self.failed.emit(error)
            return
        dialog = FeedLogDialog(feed, entries, self._window)
        dialog.refresh_wanted.connect(self._refresh_from_log)
        dialog.open()

    def _refresh_from_log(self, feed_id: SourceId) -> None:
        self.refreshing.refresh_these([feed_id])

    def _do(self, act: Callable[[], Change]) -> bool:
        try:
            change = act()
        except MineReaderError as error:
            self.failed.emit(error)
            return False
        self.changed.emit(change)
        return True


def address_in(data: QMimeData) -> str:
    """Return the web address that a drag or the clipboard carries, "" for none."""
    words = [url.toString() for url in data.urls()] or data.text().split()
    found = words[0].strip() if len(words) == 1 or data.urls() else ""
    is_web = found.lower().startswith(("http://", "https://", "feed:"))
    return found if is_web and len(found) < 2000 else ""
