"""Splitting and rendering in a process of its own, which is killed when it runs out of its time.

Markdown of unknown origin can keep a parser busy for hours, hold the interpreter lock or end the process. Here it
costs the part of the page that it stands in, nothing else. A frozen application calls
`multiprocessing.freeze_support()` first thing.
"""

import contextlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
import types
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Self, TypeVar

from mine_reader.errors import WorkerError
from mine_reader.model import ParsedIssue, RenderedPart, SplitOptions
from mine_reader.text.issue import parse_issue
from mine_reader.text.render import render_issue, render_plain

_T = TypeVar("_T")

_log = logging.getLogger(__name__)

_START_SECONDS = 30.0
"""For the process to come up: a slow disk or a virus scanner is no reason to give up."""
_MAX_LOST = 3
"""Parts that may be lost to the limit before the rest of the issue comes without formatting, too."""
_WHOLE = 4
"""How many times its own limit an issue may take if every single part stays within its limit."""
_MAX_MEMORY = 2_000_000_000
"""Bytes of address space of the process; an issue of 50 MB takes a fifth of it."""
_READY = "ready"


def default_budget(size: int) -> float:
    """Return the seconds that `size` characters may take."""
    return 2.0 + 2.0 * size / 1_000_000


class _LostError(Exception):
    """The process has died, or has run out of its time."""


class Worker:
    """A process that prepares issues, one at a time; it starts at the first need. For any thread."""

    def __init__(self, budget: Callable[[int], float] = default_budget) -> None:
        self._budget = budget
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._process: SpawnProcess | None = None
        self._connection: Connection[Any, Any] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process, also under a text that is being prepared; the next need starts another."""
        self._closing.set()
        with contextlib.suppress(AttributeError, ValueError):  # there is none, or it ends at this moment
            self._process.kill()  # type: ignore[union-attr]
        with self._lock:
            self._end()
            self._closing.clear()

    def prepare(
        self, text: str, name: str = "", options: SplitOptions | None = None
    ) -> tuple[ParsedIssue, tuple[RenderedPart, ...]]:
        """Return what text.prepare does, a part that takes too long without formatting; WorkerError."""
        with self._lock:
            whole = time.monotonic() + _WHOLE * self._budget(len(text))
            try:
                self._send((text, name, options or SplitOptions(), None, 0))
                issue: ParsedIssue = self._receive(len(text), whole)
            except _LostError as error:
                self._end()
                raise WorkerError from error
            return issue, tuple(self._parts(text, issue, whole))

    def _parts(self, text: str, issue: ParsedIssue, whole: float) -> Iterator[RenderedPart]:
        lost = 0
        asked = True
        for index, part in enumerate(issue.parts):
            if lost >= _MAX_LOST:
                yield from render_issue(text, issue, index, plain=True)
                return
            try:
                if not asked:
                    self._send((text, "", SplitOptions(), issue, index))
                yield self._receive(len(part.span) if asked and index else len(text), whole)
                asked = True
            except _LostError as error:
                if self._closing.is_set():
                    raise WorkerError from error
                _log.warning("part shown without formatting: index=%d characters=%d", index, len(part.span))
                self._end()
                lost += 1
                asked = False
                whole = time.monotonic() + _WHOLE * self._budget(len(text))
                yield render_plain(text, issue, index)

    def _send(self, request: tuple[str, str, SplitOptions, ParsedIssue | None, int]) -> None:
        try:
            self._started().send(request)
        except OSError:
            # It died while it was idle, for no fault of this text.
            self._end()
            try:
                self._started().send(request)
            except OSError as error:
                raise _LostError from error

    def _receive(self, size: int, whole: float) -> Any:  # noqa: ANN401 (whatever the process sends)
        deadline = min(time.monotonic() + self._budget(size), whole)
        return _received(self._started(), max(0.0, deadline - time.monotonic()))

    def _started(self) -> "Connection[Any, Any]":
        if self._closing.is_set():
            raise _LostError
        if self._connection is not None:
            return self._connection
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        self._connection = here
        self._process = context.Process(target=_serve, args=(there,), name="mine-reader-worker", daemon=True)
        with there, _no_main_module():
            self._process.start()
        try:
            _received(here, _START_SECONDS)
        except _LostError:
            self._end()
            raise
        return here

    def _end(self) -> None:
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()


def call(function: Callable[..., _T], *arguments: object, seconds: float) -> _T:
    """Return what a function of a module returns, run in a process of its own; WorkerError when it dies or is late."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve_call, args=(there,), name="mine-reader-call", daemon=True)
    try:
        with there, _no_main_module():
            process.start()
        _received(here, _START_SECONDS)
        here.send((function, arguments))
        result: _T = _received(here, seconds)
    except (_LostError, OSError) as error:
        raise WorkerError from error
    finally:
        here.close()
        process.kill()
        process.join()
        process.close()
    return result


def _received(connection: "Connection[Any, Any]", seconds: float) -> Any:  # noqa: ANN401
    try:
        if connection.poll(seconds):
            return connection.recv()
    except (EOFError, OSError) as error:
        raise _LostError from error
    raise _LostError


@contextlib.contextmanager
def _no_main_module() -> Iterator[None]:
    """Keep the new process from importing the program that is running: it may be anything, and is not needed."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _serve(connection: "Connection[Any, Any]") -> None:
    """Answer requests until the other side closes: the issue if it was not given, then its parts one by one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _silence()
    _limit_memory()
    with contextlib.suppress(EOFError, OSError):
        connection.send(_READY)
        while True:
            text, name, options, issue, first = connection.recv()
            if issue is None:
                issue = parse_issue(text, name, options)
                connection.send(issue)
            for part in render_issue(text, issue, first):
                connection.send(part)


def _serve_call(connection: "Connection[Any, Any]") -> None:
    """Answer one call; what it raises ends the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _silence()
    _limit_memory()
    with contextlib.suppress(EOFError, OSError):
        connection.send(_READY)
        function, arguments = connection.recv()
        connection.send(function(*arguments))


def _limit_memory() -> None:
    """Keep a text that makes a parser eat memory from taking that of every other program."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 (Windows has none)

    with contextlib.suppress(OSError, ValueError):  # a lower limit holds already, or the system knows none
        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))


def _silence() -> None:
    """Keep what libraries print out of the streams of the program."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        with contextlib.suppress(OSError):
            os.dup2(nowhere, descriptor)
    os.close(nowhere)
