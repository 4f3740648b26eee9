"""After an issue was published again: what became of its annotations, what they were made on, and new places."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from mine_reader.errors import MineReaderError
from mine_reader.model import (
    AnchorState,
    Annotation,
    AnnotationFilter,
    AnnotationId,
    ArticleFilter,
    ArticleId,
    ArticleVersion,
    Change,
    ImportReport,
    IssueId,
)
from mine_reader.services import Services
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.labels import shortened
from mine_reader.ui.notice import NoticeBar
from mine_reader.ui.tasks import Tasks

if TYPE_CHECKING:
    from mine_reader.anchor import Difference

Counts = Mapping[AnchorState, int]


class Versions(QObject):
    """Reports through the notice bar; opens versions and attaches notes again for the notes pane."""

    changed = Signal(object)
    said = Signal(object)
    moved = Signal(object)
    failed = Signal(object)

    def __init__(
        self, services: Services, tasks: Tasks, browsing: Browsing, notice: NoticeBar, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._browsing = browsing
        self._notice = notice
        self._window = parent
        browsing.panes.notes.version_requested.connect(self.show_version)
        browsing.panes.notes.attach_requested.connect(self.attach)
        browsing.panes.all_notes.version_wanted.connect(self.show_version)
        browsing.panes.all_notes.attach_wanted.connect(self.attach)

    # The report

    def imported(self, report: ImportReport) -> None:
        """Tell what an import did to annotations."""
        self.tell({one.issue_id: one.anchors for one in report.imported if one.anchors})

    def republished(self, issues: Sequence[IssueId]) -> None:
        """Tell what became of annotations of issues that were published again by a feed or in a watched folder."""
        self.tell(self._services.annotating.anchors(issues))

    def tell(self, anchors: Mapping[IssueId, Counts]) -> None:
        """Tell how many annotations of issues that were published again stand how; nothing where there are none."""
        anchors = {issue: counts for issue, counts in anchors.items() if sum(counts.values())}
        if not anchors:
            return
        if len(anchors) == 1:
            title = self._services.library.issue(next(iter(anchors))).title
            what = self.tr("“{0}” was published again").format(shortened(title, 40))
        else:
            what = self.tr("{0} issues were published again").format(len(anchors))
        numbers = [sum(counts.get(state, 0) for counts in anchors.values()) for state in AnchorState]
        notes = self.tr("{0}. Notes: {1} where they were, {2} moved with their text, {3} whose text is gone.")
        text = notes.format(what, *numbers)
        self._notice.say(text, self.tr("Details…"), partial(self._show_report, tuple(anchors)))

    def _show_report(self, issues: Sequence[IssueId]) -> None:
        from mine_reader.ui.dialogs.republished import RepublishedDialog  # noqa: PLC0415 - no start needs it

        notes: list[Annotation] = []
        titles: dict[ArticleId, str] = {}
        for issue in issues:
            notes += self._services.annotating.annotations(AnnotationFilter(issue_id=issue))
            titles |= {one.id: one.title for one in self._services.reading.articles(ArticleFilter(issue_id=issue))}
        dialog = RepublishedDialog([note for note in notes if note.selector], titles, self._window)
        dialog.chosen.connect(self._go_to)
        # Beside the text, so that the places that are chosen can be seen.
        dialog.move(self._window.mapToGlobal(self._window.rect().bottomLeft() + QPoint(8, -dialog.height() - 40)))
        dialog.show()

    def _go_to(self, annotation_id: AnnotationId) -> None:
        try:
            self._browsing.open_annotation(self._services.annotating.get(annotation_id))
        except MineReaderError as error:
            self.failed.emit(error)

    # What it was made on

    def show_version(self, annotation_id: AnnotationId) -> None:
        """Show the article as it was when an annotation was made on it."""

        def work(_: object) -> "tuple[Annotation, ArticleVersion, tuple[Difference, ...]]":
            from mine_reader.anchor import differences  # noqa: PLC0415 - no start needs it

            version = self._services.annotating.version(annotation_id)
            return self._services.annotating.get(annotation_id), version, differences(version.text, version.now)

        self._tasks.run(work, done=self._show, failed=self.failed.emit)

    def _show(self, found: "tuple[Annotation, ArticleVersion, tuple[Difference, ...]]") -> None:
        from mine_reader.ui.dialogs.version import VersionDialog  # noqa: PLC0415 - no start needs it

        note, version, changes = found
        dialog = VersionDialog(version, changes, note.color, self._browsing.panes.reader.page_style, self._window)
        dialog.back_wanted.connect(partial(self._go_to, note.id))
        dialog.open()

    # A new place

    def attach(self, annotation_id: AnnotationId) -> None:
        """Ask for the text that an annotation belongs to."""
        try:
            note = self._services.annotating.get(annotation_id)
        except MineReaderError as error:
            self.failed.emit(error)
            return
        self._browsing.open_annotation(note)
        quote = shortened(note.selector.exact if note.selector else note.note.body, 40)
        text = self.tr("Select the text in the reader to which the note on “{0}” belongs.").format(quote)
        self._notice.say(text, self.tr("Attach it here"), partial(self._attach, note))

    def _attach(self, note: Annotation) -> None:
        chosen = self._browsing.panes.reader.selection()
        if chosen is None:
            self.said.emit(self.tr("Select text in the reader first."))
            self.attach(note.id)
            return
        article_id, span = chosen
        try:
            self._services.annotating.attach(note.id, article_id, span)
        except MineReaderError as error:
            self.failed.emit(error)
            return
        self.changed.emit(Change(articles=(note.article_id, article_id), annotations=(note.id,)))
        self.moved.emit(self.tr("Note attached"))
        self._browsing.panes.reader.setFocus()
