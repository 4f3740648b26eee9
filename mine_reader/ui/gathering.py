"""The list of all notes: loaded as its filter asks, and what is done to several notes at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mine_reader.model import AnnotationId, AnnotationKinds, Change, Color, FoundAnnotations, SourceId
from mine_reader.services import Services
from mine_reader.ui.annotating import AnnotatingPane
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.tasks import Tasks


class Gathering(QObject):
    """Ties the list to the library; its notes are looked for in the background."""

    changed = Signal(object)
    deleted = Signal(object)
    failed = Signal(object)
    export_wanted = Signal(object)

    def __init__(
        self, services: Services, tasks: Tasks, browsing: Browsing, annotating: AnnotatingPane, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._browsing = browsing
        self._annotating = annotating
        self._window = parent
        self._pane = browsing.panes.all_notes
        self._asked = 0
        pane = self._pane
        browsing.notes_chosen.connect(self._begin)
        browsing.refreshed.connect(self._refresh)
        pane.filter_changed.connect(self.load)
        pane.rows.activated_by_user.connect(annotating.activated)
        pane.recolor_wanted.connect(self._recolor)
        pane.done_wanted.connect(self._set_done)
        pane.copy_wanted.connect(self.copy)
        pane.link_wanted.connect(annotating.copy_link)
        pane.export_wanted.connect(self.export)
        pane.delete_wanted.connect(self._delete)
        pane.tags_wanted.connect(self.tags)

    def _chosen(self) -> tuple[AnnotationId, ...]:
        return tuple(one.id for one in self._pane.rows.chosen())

    def _begin(self, todo: bool) -> None:
        self._pane.begin(todo=todo)

    def _refresh(self, change: Change | None) -> None:
        touched = change is None or bool(change.annotations) or change.structure
        if touched and self._browsing.in_notes:
            self.load()

    def load(self) -> None:
        """Look for the notes that the filter asks for; an answer that comes late is dropped."""
        self._asked += 1
        asked, which, annotating = self._asked, self._pane.which, self._services.annotating

        def show(found: tuple[FoundAnnotations, AnnotationKinds]) -> None:
            if asked == self._asked:
                self._pane.offer(found[1], self._sources())
                self._pane.show_found(found[0])

        self._tasks.run(lambda _task: (annotating.find(which), annotating.kinds()), done=show, failed=self.failed.emit)

    def _sources(self) -> dict[SourceId, str]:
        return {source.id: source.name for source in self._browsing.outline.sources}

    def or_else(self, mine: Callable[[], object], other: Callable[[], object]) -> None:
        """Act on the notes that are chosen while the keys are at their list, else on what is read."""
        (mine if self._pane.rows.hasFocus() and self._pane.rows.chosen() else other)()

    def copy(self) -> None:
        """Copy what is chosen."""
        self._annotating.copy(self._chosen())

    def export(self) -> None:
        """Export what is chosen."""
        self.export_wanted.emit(self._chosen())

    def _do(self, ids: Sequence[AnnotationId], act: Callable[[], object], said: str = "") -> None:
        """Change notes in the background: there may be thousands."""
        if not ids:
            return
        meant = set(ids)
        articles = {one.article_id for one in self._pane.model.annotations if one.id in meant}

        def done(_: object) -> None:
            self.changed.emit(Change(articles=tuple(articles), annotations=tuple(ids)))
            if said:
                self.deleted.emit(said)

        self._tasks.run(lambda _task: act(), done=done, failed=self.failed.emit)

    def _recolor(self, color: Color | None) -> None:
        ids = self._chosen()
        self._do(ids, lambda: self._services.annotating.recolor(ids, color))

    def _set_done(self, done: bool) -> None:
        ids = [one.id for one in self._pane.rows.chosen() if one.note.body]
        self._do(ids, lambda: self._services.annotating.set_all_done(ids, done))

    def _delete(self) -> None:
        ids = self._chosen()
        self._annotating.forget(ids)
        said = self.tr("%n note(s) deleted", "", len(ids))
        self._do(ids, lambda: self._services.annotating.delete(ids), said)

    def tags(self) -> None:
        """Edit the tags of what is chosen."""
        from mine_reader.ui.dialogs.tags import TagDialog  # noqa: PLC0415 - no start needs it

        chosen = self._pane.rows.chosen()
        if chosen:
            names = [tag.name for tag in self._browsing.tags]
            dialog = TagDialog(chosen, names, self.tr("%n note(s)", "", len(chosen)), self._window)
            dialog.chosen.connect(self._tag)
            dialog.open()

    def _tag(self, edit: tuple[tuple[AnnotationId, ...], tuple[str, ...], tuple[str, ...]]) -> None:
        ids, add, remove = edit
        if add or remove:
            self._do(ids, lambda: self._services.annotating.tag(ids, add=add, remove=remove))
