"""The one way to the network: made when it is wanted first, ended with the library."""

import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mine_reader.settings import load_settings, settings_path

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
    path = settings_path()
    try:
        status = path.stat()
    except OSError:
        return _private_in(path, 0, 0)
    return _private_in(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=1)
def _private_in(path: Path, changed: int, size: int) -> bool:  # noqa: ARG001 - what tells one file from the next
    """Return the setting; the file is read again when it has changed, and not for every address that is asked."""
    return load_settings(path).flag("private_addresses")
