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
class Limits:
    """How much of the web is kept at most: pictures of a page, bytes of a picture, bytes of a file."""

    images: int = 100
    image: int = 10_000_000
    file: int = 100_000_000


@dataclass(frozen=True, slots=True)
class Downloaded:
    """What became of one link: its snapshot, or why there is none; `renewed`: its text took the place of another."""

    url: str
    canonical: str
    snapshot: Snapshot | None = None
    problem: Problem | None = None
    renewed: bool = False


@dataclass(frozen=True, slots=True)
class DownloadReport:
    """What a run of the queue did; `left` links still wait."""

    results: tuple[Downloaded, ...] = ()
    left: int = 0

    @property
    def failed(self) -> tuple[Downloaded, ...]:
        """Return the links that could not be saved."""
        return tuple(one for one in self.results if one.problem is not None)
