"""Getting what an address names, with a limit to everything."""

from collections.abc import Callable
from dataclasses import dataclass

from mine_reader.errors import AddressError
from mine_reader.model import Request, Response


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may take: seconds, bytes, redirects."""

    redirects: int = 5
    connect: float = 10.0
    between: float = 20.0
    whole: float = 60.0
    headers: int = 65_536


class Fetcher:
    """Fetches for any number of threads; at most `per_host` transfers of one host and `total` in all go on at once."""

    def __init__(
        self,
        *,
        private: Callable[[], bool] = lambda: False,
        per_host: int = 2,
        total: int = 32,
        limits: Limits | None = None,
    ) -> None:
        self._private = private
        self._per_host = per_host
        self._total = total
        self._limits = limits or Limits()

    def fetch(self, request: Request) -> Response:
        """Return the answer, whatever its status; waits while too many are under way; FetchError."""
        raise AddressError(url=request.url)

    def cancel(self) -> None:
        """End what is under way or waiting; later calls work."""

    def close(self) -> None:
        """End what is under way or waiting at once, and begin nothing more."""
