"""The one way to the network: made when it is wanted first, ended with the library."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from mine_reader.settings import load_settings

if TYPE_CHECKING:
    from mine_reader.net.http import Fetcher
    from mine_reader.net.readers import Readers


class Network:
    """Holds what fetches and what reads; for any thread."""

    def __init__(self, private: Callable[[], bool] | None = None) -> None:
        self._private = private or _private
        self._lock = threading.Lock()
        self._web: Fetcher | None = None
        self._page_web: Fetcher | None = None
        self._readers: Readers | None = None

    @property
    def web(self) -> "Fetcher":
        """What fetches."""
        from mine_reader.net.http import Fetcher  # noqa: PLC0415 - no start needs it

        with self._lock:
            self._web = self._web or Fetcher(private=self._private)
            return self._web

    @property
    def page_web(self) -> "Fetcher":
        """What fetches for downloads: apart, so that to cancel them leaves a refresh of feeds alone."""
        from mine_reader.net.http import Fetcher  # noqa: PLC0415 - no start needs it

        with self._lock:
            self._page_web = self._page_web or Fetcher(private=self._private)
            return self._page_web

    @property
    def readers(self) -> "Readers":
        """What reads feeds and pages."""
        from mine_reader.net.readers import Readers  # noqa: PLC0415 - no start needs it

        with self._lock:
            self._readers = self._readers or Readers()
            return self._readers

    def close(self) -> None:
        """End what is under way."""
        with self._lock:
            for used in (self._web, self._page_web, self._readers):
                if used is not None:
                    used.close()


def _private() -> bool:
    return load_settings().flag("private_addresses")
