"""What is to be downloaded, and what became of it."""

from dataclasses import dataclass

from mine_reader.model.ids import ArticleId
from mine_reader.model.library import Problem
from mine_reader.model.pages import Snapshot


@dataclass(frozen=True, slots=True)
class Wish:
    """A link that is to be downloaded, and the article that it was asked for from."""

    url: str
    article_id: ArticleId | None = None


@dataclass(frozen=True, slots=True)
class Downloaded:
    """What became of one link: its snapshot, or why there is none."""

    url: str
    canonical: str
    snapshot: Snapshot | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class DownloadReport:
    """What a run of the queue did; `left` links still wait."""

    results: tuple[Downloaded, ...] = ()
    left: int = 0

    @property
    def failed(self) -> tuple[Downloaded, ...]:
        """Return the links that could not be saved."""
        return tuple(one for one in self.results if one.problem is not None)
