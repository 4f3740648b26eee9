"""Splitting and rendering issues in a worker: what takes too long costs the part of the page that it stands in."""

import logging
import time
from collections.abc import Callable, Iterator
from typing import Any

from mine_reader.errors import WorkerError
from mine_reader.model import ParsedIssue, RenderedPart, SplitOptions
from mine_reader.net.worker import LostError, Worker
from mine_reader.text.prepare import prepare, prepared
from mine_reader.text.render import render_issue, render_plain

_log = logging.getLogger(__name__)

_MAX_LOST = 3
"""Parts that may be lost to the limit before the rest of the issue comes without formatting, too."""
_WHOLE = 4
"""How many times its own limit an issue may take if every single part stays within its limit."""


def default_budget(size: int) -> float:
    """Return the seconds that `size` characters may take."""
    return 2.0 + 2.0 * size / 1_000_000


class IssueWorker(Worker):
    """A process that prepares issues, one at a time. For any thread."""

    def __init__(self, budget: Callable[[int], float] = default_budget) -> None:
        super().__init__(warm_up=prepare)
        self._budget = budget

    def prepare(
        self, text: str, name: str = "", options: SplitOptions | None = None
    ) -> tuple[ParsedIssue, tuple[RenderedPart, ...]]:
        """Return what text.prepare does, a part that takes too long without formatting; WorkerError."""
        with self._lock:
            whole = time.monotonic() + _WHOLE * self._budget(len(text))
            try:
                self._send(prepared, text, name, options or SplitOptions())
                issue: ParsedIssue = self._next(len(text), whole)
            except LostError as error:
                self._end()
                raise WorkerError from error
            parts = tuple(self._parts(text, issue, whole))
            self._used = time.monotonic()
            return issue, parts

    def _parts(self, text: str, issue: ParsedIssue, whole: float) -> Iterator[RenderedPart]:
        lost = 0
        asked = True
        for index, part in enumerate(issue.parts):
            if lost >= _MAX_LOST:
                yield from render_issue(text, issue, index, plain=True)
                return
            try:
                if not asked:
                    self._send(render_issue, text, issue, index)
                yield self._next(len(part.span) if asked and index else len(text), whole)
                asked = True
            except LostError as error:
                if self._closing.is_set():
                    raise WorkerError from error
                _log.warning("part shown without formatting: index=%d characters=%d", index, len(part.span))
                self._end()
                lost += 1
                asked = False
                whole = time.monotonic() + _WHOLE * self._budget(len(text))
                yield render_plain(text, issue, index)

    def _next(self, size: int, whole: float) -> Any:  # noqa: ANN401 (an issue, then parts)
        now = time.monotonic()
        return self._receive(min(now + self._budget(size), whole) - now)
