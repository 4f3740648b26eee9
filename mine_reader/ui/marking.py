"""Marks, tags and undo."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from mine_reader.errors import MineReaderError, NotFoundError
from mine_reader.model import Article, ArticleFilter, ArticleId, Change
from mine_reader.services import Services
from mine_reader.settings import Settings
from mine_reader.ui import labels
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.tasks import Tasks

MANY = 1000


class Marking(QObject):
    """Carries out marks on the targets of `Browsing`, and tells what changed."""

    changed = Signal(object)
    said = Signal(object)
    deleted = Signal(object)
    failed = Signal(object)

    def __init__(
        self, services: Services, settings: Settings, browsing: Browsing, tasks: Tasks, *, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._many = False
        self._services = services
        self._settings = settings
        self._browsing = browsing
        self._window = parent
        reader = browsing.panes.reader
        # Queued: a page tells what was seen on it while the next one takes its place.
        reader.articles_seen.connect(self.seen, Qt.ConnectionType.QueuedConnection)
        reader.mark_clicked.connect(self.clicked)
        browsing.article_reached.connect(self.reached)
        browsing.panes.articles.chosen.connect(self.reached)
        browsing.panes.sidebar.model.articles_dropped.connect(self.dropped)

    def toggle_read(self) -> None:
        """Mark read, or unread when all are read."""
        self._toggle("read")

    def toggle_star(self) -> None:
        """Star, or take the stars away when all have one."""
        self._toggle("starred")

    def toggle_later(self) -> None:
        """Keep for later, or not."""
        self._toggle("later")

    def toggle_downloaded(self) -> None:
        """Mark downloaded by hand, or not."""
        self._toggle("downloaded")

    def _toggle(self, mark: str) -> None:
        self._set(mark, self._browsing.targets())

    def _set(self, mark: str, articles: tuple[Article, ...]) -> None:
        if articles:
            on = mark != "updated" and not all(getattr(article, mark) for article in articles)
            ids = [article.id for article in articles]
            self._do(lambda: self._services.reading.mark(ids, **{mark: on}))

    def clicked(self, what: tuple[ArticleId, str]) -> None:
        """Toggle the mark that was clicked in an article's head."""
        article = self._browsing.article(what[0])
        if article is not None:
            self._set(what[1], (article,))

    @Slot(object)
    def seen(self, ids: list[ArticleId]) -> None:
        """Mark what was on screen and scrolled past, where the settings say so."""
        if self._settings.text("mark_read") == "scrolled":
            self._read(ids)
        elif changed := [article.id for article in self._known(ids) if article.updated]:
            self._do(lambda: self._services.reading.mark(changed, updated=False, automatic=True))

    def reached(self, article_id: ArticleId) -> None:
        """Mark what was reached, where the settings say at once."""
        if self._settings.text("mark_read") == "at_once":
            self._read([article_id])

    def _read(self, ids: list[ArticleId]) -> None:
        unread = [article.id for article in self._known(ids) if article.updated or not article.read]
        if unread:
            self._do(lambda: self._services.reading.mark(unread, read=True, automatic=True))

    def _known(self, ids: list[ArticleId]) -> tuple[Article, ...]:
        """Return articles; none if one of them is gone meanwhile."""
        try:
            return self._services.reading.get(ids)
        except NotFoundError:
            return ()

    def all_read(self) -> None:
        """Mark everything the list stands for as read."""
        which = self._browsing.which
        if which is not None:
            self.mark_all(which, read=True)

    def mark_all(self, which: ArticleFilter, *, read: bool) -> None:
        """Mark everything a view lists."""
        if self._services.reading.page(which, limit=MANY).next is None:
            self._marked_all(self._do(lambda: self._services.reading.mark_all(which, read=read)))
        else:
            self._do_many(lambda: self._services.reading.mark_all(which, read=read), self._marked_all)

    def _marked_all(self, change: Change | None) -> None:
        if change is not None and change.articles:
            self.said.emit(self.tr("%n article(s) marked", "", len(change.articles)))

    def _do_many(self, act: Callable[[], Change], done: Callable[[Change], object]) -> None:
        """Carry out an act on so many articles that the window must not wait for it; so are those that take it back."""
        self._many = True

        def finished(change: Change) -> None:
            self.changed.emit(change)
            done(change)

        self._tasks.run(lambda _task: act(), done=finished, failed=self.failed.emit)

    def tags(self) -> None:
        """Edit the tags of the targets."""
        from mine_reader.ui.dialogs.tags import TagDialog  # noqa: PLC0415 - no start needs it

        articles = self._browsing.targets()
        if not articles:
            return
        names = [tag.name for tag in self._browsing.tags]
        one = len(articles) == 1
        subject = labels.shortened(articles[0].title) if one else self.tr("%n articles", "", len(articles))
        dialog = TagDialog(articles, names, subject, self._window)
        dialog.chosen.connect(self._tag)
        dialog.open()

    def _tag(self, edit: tuple[tuple[ArticleId, ...], tuple[str, ...], tuple[str, ...]]) -> None:
        ids, add, remove = edit
        if add or remove:
            self._do(lambda: self._services.reading.tag(ids, add=add, remove=remove))

    def dropped(self, what: tuple[tuple[ArticleId, ...], str]) -> None:
        """Tag articles that were dropped on a tag."""
        ids, tag = what
        self._do(lambda: self._services.reading.tag(ids, add=[tag]))

    def rename_tag(self, what: tuple[str, str]) -> None:
        """Rename a tag everywhere: old and new name; "" removes it."""
        old, new = what
        if self._do(lambda: self._services.reading.rename_tag(old, new)) is not None and not new:
            self.deleted.emit(self.tr("Tag {0} removed").format(old))

    def undo(self) -> None:
        """Take the last act back."""
        if self._services.reading.undo_label() is None:
            return
        if self._many:
            self._do_many(self._services.reading.undo, lambda _: self.said.emit(""))
        elif self._do(self._services.reading.undo) is not None:
            self.said.emit("")

    def redo(self) -> None:
        """Do what was taken back again."""
        if self._services.reading.redo_label() is None:
            return
        if self._many:
            self._do_many(self._services.reading.redo, lambda _: None)
        else:
            self._do(self._services.reading.redo)

    def undo_texts(self) -> tuple[str | None, str | None]:
        """Return the names of what undo and redo would do now, None for nothing."""
        found = (self._services.reading.undo_label(), self._services.reading.redo_label())
        undo, redo = (labels.act_name(label) if label else None for label in found)
        return undo, redo

    def _do(self, act: Callable[[], Change]) -> Change | None:
        try:
            change = act()
        except MineReaderError as error:
            self.failed.emit(error)
            return None
        self.changed.emit(change)
        return change
