"""Correcting where articles begin, from the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mine_reader.model import Article, Change, PartKind
from mine_reader.services import Services
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.tasks import Tasks


class RepairingPage(QObject):
    """Joins and splits articles of the open issue, in the background; undone like everything else."""

    changed = Signal(object)
    said = Signal(object)
    failed = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, browsing: Browsing, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._browsing = browsing

    def neighbours(self) -> tuple[Article | None, Article | None]:
        """Return the articles right before and right after the current one in its page, with nothing between."""
        page, current = self._browsing.page, self._browsing.current()
        if page is None:
            return None, None
        found: list[Article | None] = [
            page.articles[part.index] if part.kind is PartKind.ARTICLE and part.index < len(page.articles) else None
            for part in page.parts
        ]
        at = next((n for n, article in enumerate(found) if article is not None and article.id == current), None)
        if at is None:
            return None, None
        return found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None

    def join_previous(self) -> None:
        """Make the current article part of the one before it."""
        current = self._browsing.current()
        if current is not None and self.neighbours()[0] is not None:
            self._run(lambda: self._services.repairing.join(current))

    def join_next(self) -> None:
        """Make the article after the current one part of it."""
        following = self.neighbours()[1]
        if following is not None:
            self._run(lambda: self._services.repairing.join(following.id))

    def split(self) -> None:
        """Begin an article at the paragraph in which the selection begins."""
        chosen = self._browsing.panes.reader.selection()
        if chosen is None:
            self.said.emit(self.tr("Select the first words of the new article."))
            return
        article_id, span = chosen
        self._run(lambda: self._services.repairing.split(article_id, span.start))

    def _run(self, act: Callable[[], Change]) -> None:
        self._tasks.run(
            lambda _task: act(), done=self.changed.emit, failed=self.failed.emit, label=self.tr("Splitting again")
        )
