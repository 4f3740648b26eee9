"""Decides which articles were read: on screen for a while, then scrolled past or left."""

from collections.abc import Iterable

from mine_reader.model import ArticleId

DWELL = 2.0


class Seen:
    """Adds up how long articles are on screen; whoever owns it tells it the time."""

    def __init__(self, dwell: float = DWELL) -> None:
        self.dwell = dwell
        self._time: dict[ArticleId, float] = {}
        self._on_screen: frozenset[ArticleId] = frozenset()
        self._told: set[ArticleId] = set()
        self._since = 0.0

    def look(self, on_screen: Iterable[ArticleId], passed: Iterable[ArticleId], now: float) -> list[ArticleId]:
        """Take note of what is on screen from `now` on; return what was seen and is passed."""
        self._add_up(now)
        self._on_screen = frozenset(on_screen)
        return self._tell(article for article in passed if article not in self._on_screen)

    def leave(self, now: float) -> list[ArticleId]:
        """Return all that was seen; the page is left."""
        self._add_up(now)
        seen = self._tell(tuple(self._time))
        self._time.clear()
        self._told.clear()
        self._on_screen = frozenset()
        return seen

    def look_away(self, now: float) -> None:
        """Stop counting: the window is not in front."""
        self._add_up(now)
        self._on_screen = frozenset()

    def _add_up(self, now: float) -> None:
        for article in self._on_screen:
            self._time[article] = self._time.get(article, 0.0) + now - self._since
        self._since = now

    def _tell(self, articles: Iterable[ArticleId]) -> list[ArticleId]:
        new = [one for one in articles if one not in self._told and self._time.get(one, 0.0) >= self.dwell]
        self._told.update(new)
        return new
