"""The panes, and places in them to come back to."""

from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget

from mine_reader.model import AnnotationId, ArticleId, IssueId
from mine_reader.ui.all_notes import AllNotes
from mine_reader.ui.article_list import ArticleList
from mine_reader.ui.notes_pane import NotesPane
from mine_reader.ui.reader_view import ReaderView
from mine_reader.ui.results_pane import ResultsPane
from mine_reader.ui.sidebar import Sidebar

_MOST = 100


@dataclass(frozen=True, slots=True)
class Panes:
    """The four panes; the second, `lists`, holds articles, the notes of the whole library, or what a search found."""

    sidebar: Sidebar
    lists: QStackedWidget
    articles: ArticleList
    all_notes: AllNotes
    results: ResultsPane
    reader: ReaderView
    notes: NotesPane


@dataclass(frozen=True, slots=True)
class Place:
    """A place to come back to: a row of the sidebar, the page and how far it is scrolled, the current article.

    `annotation` is one to go to; it is not come back to.
    """

    key: str
    issue_id: IssueId | None
    position: tuple[ArticleId | None, int] = (None, 0)
    current: ArticleId | None = None
    annotation: AnnotationId | None = None


class History:
    """The way back, and forward again."""

    def __init__(self) -> None:
        self._past: list[Place] = []
        self._future: list[Place] = []

    def leave(self, place: Place) -> None:
        """Remember a place that is left for a new one."""
        if place.key and (not self._past or self._past[-1] != place):
            self._past.append(place)
            del self._past[:-_MOST]
        self._future.clear()

    def back(self, here: Place) -> Place | None:
        """Return the place before this one."""
        return self._move(here, self._past, self._future)

    def forward(self, here: Place) -> Place | None:
        """Return the place that was left by going back."""
        return self._move(here, self._future, self._past)

    def open_ways(self) -> tuple[bool, bool]:
        """Return whether there is a way back, and forward."""
        return bool(self._past), bool(self._future)

    @staticmethod
    def _move(here: Place, source: list[Place], target: list[Place]) -> Place | None:
        if not source:
            return None
        target.append(here)
        return source.pop()
