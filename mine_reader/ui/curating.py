"""Care for issues and sources: correct, group, split, delete; and the menus of the sidebar and the list."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from mine_reader.errors import MineReaderError
from mine_reader.model import Change, Issue, IssueDetail, Source, SourceId
from mine_reader.services import Services
from mine_reader.ui import labels
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.dialogs.files import file_dialog
from mine_reader.ui.models.sidebar import Node
from mine_reader.ui.tasks import Tasks

if TYPE_CHECKING:
    from mine_reader.ui.dialogs.issue import Correction
    from mine_reader.ui.dialogs.source import SourceEdit


class Curating(QObject):
    """What is done to issues and sources as wholes. Deleting is undone, not asked about."""

    changed = Signal(object)
    deleted = Signal(object)
    failed = Signal(object)
    tag_renamed = Signal(object)
    import_wanted = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, browsing: Browsing, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._browsing = browsing
        self._window = parent
        browsing.panes.sidebar.model.source_dropped.connect(self._source_dropped)

    def issue_of(self, node: Node | None) -> Issue | None:
        """Return the issue that a row of the sidebar stands for, else the open one."""
        if node is not None and node.which is not None and node.which.issue_id is not None:
            return self._services.library.issue(node.which.issue_id)
        return self._browsing.issue

    def properties(self) -> None:
        """Correct the open issue."""
        self.properties_of(self._browsing.issue)

    def properties_of(self, issue: Issue | None) -> None:
        """Correct an issue."""
        if issue is None:
            return
        names = [source.name for source in self._browsing.outline.sources]
        self._tasks.run(
            lambda _task: self._services.library.detail(issue.id),
            done=lambda detail: self._open(detail, names),
            failed=self.failed.emit,
        )

    def _open(self, detail: IssueDetail, names: Sequence[str]) -> None:
        from mine_reader.ui.dialogs.issue import IssueDialog  # noqa: PLC0415 - no start needs it

        dialog = IssueDialog(detail, names, self._window)
        dialog.corrected.connect(self._correct)
        dialog.open()

    def _correct(self, wish: "Correction") -> None:
        if (wish.title, wish.number, wish.date, wish.source) != (None, None, None, None):
            self._do(
                lambda: self._services.library.correct(
                    wish.issue_id, title=wish.title, number=wish.number, date=wish.date, source=wish.source
                )
            )
        if wish.split:
            self._repair(wish)

    def _repair(self, wish: "Correction") -> None:
        options = replace(self._services.library.options(wish.issue_id), dialect=wish.dialect, merged=())
        self._tasks.run(
            lambda _task: self._services.library.repair(wish.issue_id, options),
            done=self.changed.emit,
            failed=self.failed.emit,
            label=self.tr("Splitting again"),
        )

    def delete_issue(self) -> None:
        """Take the open issue out of the library."""
        self.delete_issue_of(self._browsing.issue)

    def delete_issue_of(self, issue: Issue | None) -> None:
        """Take an issue out of the library."""
        if issue is not None and self._do(lambda: self._services.library.delete_issue(issue.id)):
            self.deleted.emit(self.tr("{0} deleted").format(labels.issue_title(issue)))

    def delete_source(self, source_id: SourceId, name: str) -> None:
        """Take a source and its issues out of the library."""
        if self._do(lambda: self._services.library.delete_source(source_id)):
            self.deleted.emit(self.tr("{0} deleted").format(name))

    def source_properties(self, source_id: SourceId) -> None:
        """Edit a source."""
        outline = self._browsing.outline
        source = next((one for one in outline.sources if one.id == source_id), None)
        if source is None:
            return
        from mine_reader.ui.dialogs.source import SourceDialog  # noqa: PLC0415 - it needs the text layer

        groups = sorted({one.group for one in outline.sources} - {""})
        dialog = SourceDialog(source, groups, self._window, feed=self._browsing.feeds.get(source_id))
        dialog.edited.connect(self._edit_source)
        dialog.open()

    def _edit_source(self, wish: "SourceEdit") -> None:
        feed = wish.feed
        if feed is not None:
            self._do(
                lambda: self._services.feeds.edit(
                    wish.source_id,
                    name=wish.name,
                    group=wish.group,
                    interval=feed.interval,
                    paused=feed.paused,
                    images=feed.images,
                )
            )
        elif wish.name is not None or wish.group is not None:
            self._do(lambda: self._services.library.edit_source(wish.source_id, name=wish.name, group=wish.group))
        options = wish.options
        if options is not None:
            self._tasks.run(
                lambda _task: self._services.library.set_options(wish.source_id, options),
                done=self.changed.emit,
                failed=self.failed.emit,
                label=self.tr("Splitting again"),
            )

    def rename_tag(self, tag: str) -> None:
        """Ask for a tag's new name."""
        from mine_reader.ui.dialogs.tags import clean_tag  # noqa: PLC0415 - no start needs it

        self._ask(self.tr("Rename the tag"), tag, lambda text: self.tag_renamed.emit((tag, clean_tag(text))))

    def _ask(self, title: str, text: str, then: Callable[[str], object]) -> None:
        dialog = QInputDialog(self._window)
        dialog.setObjectName("ask")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(title)
        dialog.setTextValue(text)

        def take(answer: str) -> None:
            if answer.strip() not in ("", text):
                then(answer.strip())

        dialog.textValueSelected.connect(take)
        dialog.open()

    def _source_dropped(self, what: tuple[SourceId, Node, int]) -> None:
        source_id, node, row = what
        target = self._source(node)
        if node.kind == "group":
            self._do(lambda: self._services.library.edit_source(source_id, group=node.text))
        elif target is not None and target.id != source_id:
            self._do(
                lambda: self._services.library.edit_source(source_id, group=target.group, position=target.position)
            )
        elif node.kind == "heading":
            position = row if row >= 0 else len(self._browsing.outline.sources)
            self._do(lambda: self._services.library.edit_source(source_id, group="", position=position))

    def _source(self, node: Node) -> Source | None:
        wanted = node.which.source_id if node.kind == "source" and node.which else None
        return next((source for source in self._browsing.outline.sources if source.id == wanted), None)

    # Files

    def link_file(self) -> None:
        """Choose the local file of the current article."""
        article_id = self._browsing.current()
        if article_id is None:
            return
        chooser = file_dialog(self._window, "local_file", self.tr("Link to a local file"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(
            lambda name: self._do(lambda: self._services.reading.set_local_file(article_id, name))
        )
        chooser.open()

    def open_file(self) -> None:
        """Open the local file of the current article with its program."""
        article = self._browsing.article(self._browsing.current())
        if article is not None and article.local_file:
            open_path(Path(article.local_file))

    def reveal(self, issue: Issue) -> None:
        """Show the folder of an issue's file."""
        if issue.path:
            open_path(Path(issue.path).parent)

    def edit(self, issue: Issue) -> None:
        """Open an issue's file with its program."""
        if issue.path:
            open_path(Path(issue.path))

    def import_again(self, issue: Issue) -> None:
        """Have an issue's file imported again."""
        self.import_wanted.emit(issue)

    def reveal_open(self) -> None:
        """Show the folder of the open issue's file."""
        if self._browsing.issue is not None:
            self.reveal(self._browsing.issue)

    def edit_open(self) -> None:
        """Open the open issue's file with its program."""
        if self._browsing.issue is not None:
            self.edit(self._browsing.issue)

    def _do(self, act: Callable[[], Change]) -> bool:
        try:
            change = act()
        except MineReaderError as error:
            self.failed.emit(error)
            return False
        self.changed.emit(change)
        return True


def open_path(path: Path) -> bool:
    """Open a file or folder that the user chose; never one that a page named."""
    return path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
