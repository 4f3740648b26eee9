"""Who may go on: a few for one host, and not too many in all."""

import contextlib
import threading
from collections import Counter
from collections.abc import Iterator

from mine_reader.errors import FetchCancelledError


class Slots:
    """Lets at most `per_host` through for one host and `total` in all; the others wait. For any thread."""

    def __init__(self, per_host: int, total: int) -> None:
        self._per_host = per_host
        self._left = total
        self._changed = threading.Condition()
        self._hosts: Counter[str] = Counter()
        self._era = 0

    @contextlib.contextmanager
    def taken(self, url: str, host: str) -> Iterator["Held"]:
        """Wait for a slot and keep it; FetchCancelledError when the waiting is cancelled."""
        held = Held(self, url)
        try:
            held.move(host)
            yield held
        finally:
            held.move(None)

    def cancel(self) -> None:
        """Wake all who wait."""
        with self._changed:
            self._era += 1
            self._changed.notify_all()

    def swap(self, url: str, old: str | None, new: str | None) -> None:
        """Give one slot back and wait for another; FetchCancelledError, and then none is held."""
        with self._changed:
            if old is not None:
                self._left += 1
                self._hosts[old] -= 1
                if not self._hosts[old]:
                    del self._hosts[old]
                self._changed.notify_all()
            if new is None:
                return
            era = self._era
            self._changed.wait_for(lambda: era != self._era or self._is_free(new))
            if era != self._era:
                raise FetchCancelledError(url=url)
            self._left -= 1
            self._hosts[new] += 1

    def _is_free(self, host: str) -> bool:
        return self._left > 0 and self._hosts[host] < self._per_host


class Held:
    """A slot for one host after the other."""

    def __init__(self, slots: Slots, url: str) -> None:
        self._slots = slots
        self._url = url
        self._host: str | None = None

    def move(self, host: str | None) -> None:
        """Exchange the slot for one of another host, None: give it back; FetchCancelledError."""
        if host == self._host:
            return
        old, self._host = self._host, None
        self._slots.swap(self._url, old, host)
        self._host = host
