"""What is hostile or heavy runs in a process of its own, which is killed when it runs out of its time.

Text of unknown origin can keep a parser busy for hours, hold the interpreter lock or end the process. Here it costs
what it stands in: the part of a page, a feed. A process is kept warm for the next need and ends by itself when there
is none. A frozen application calls `multiprocessing.freeze_support()` first thing.
"""

import contextlib
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

from mine_reader.errors import MineReaderError, WorkerError

_T = TypeVar("_T")

_START_SECONDS = 30.0
"""For the process to come up: a slow disk or a virus scanner is no reason to give up."""
MAX_MEMORY = 2_000_000_000
"""Bytes of address space of the process; an issue of 50 MB takes a fifth of it."""
_IDLE_SECONDS = 120.0
"""Without a need after which the process ends."""
_READY = "ready"


class LostError(Exception):
    """The process has died, or has run out of its time."""


class Worker:
    """A process that does one thing at a time; it starts at the first need. For any thread."""

    def __init__(
        self,
        memory: int = MAX_MEMORY,
        idle: float = _IDLE_SECONDS,
        warm_up: Callable[[str], object] | None = None,
    ) -> None:
        """Make a worker; `warm_up` is called with no text first, so that imports count in no one's time."""
        self._warm_up = warm_up
        self._memory = memory
        self._idle = idle
        self._used = 0.0
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

    def run(self, function: Callable[..., _T], *arguments: object, seconds: float) -> _T:
        """Return what a function of a module returns, or raise what it raises of ours; WorkerError when it is late."""
        with self._lock:
            try:
                self._send(function, *arguments)
                result: _T = self._receive(seconds)
            except LostError as error:
                self._end()
                raise WorkerError from error
            finally:
                self._used = time.monotonic()
            return result

    def _send(self, function: Callable[..., object], *arguments: object) -> None:
        if time.monotonic() - self._used > self._idle / 2:
            self._end()  # it may be about to end by itself
        try:
            self._started().send((function, arguments))
        except OSError:
            # It died while it was idle, for no fault of this text.
            self._end()
            try:
                self._started().send((function, arguments))
            except OSError as error:
                raise LostError from error

    def _receive(self, seconds: float) -> Any:  # noqa: ANN401 (whatever the process sends)
        return _received(self._started(), max(0.0, seconds))

    def _started(self) -> "Connection[Any, Any]":
        if self._closing.is_set():
            raise LostError
        if self._connection is not None:
            return self._connection
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        self._connection = here
        arguments = (there, self._memory, self._idle)
        self._process = context.Process(target=_serve, args=arguments, name="mine-reader-worker", daemon=True)
        with there, _no_main_module():
            self._process.start()
        try:
            _received(here, _START_SECONDS)
            if self._warm_up is not None:
                here.send((self._warm_up, ("",)))
                _received(here, _START_SECONDS)
        except LostError:
            self._end()
            raise
        self._used = time.monotonic()
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
    with Worker() as worker:
        return worker.run(function, *arguments, seconds=seconds)


def _received(connection: "Connection[Any, Any]", seconds: float) -> Any:  # noqa: ANN401
    try:
        if connection.poll(seconds):
            result = connection.recv()
            if isinstance(result, MineReaderError):
                raise result
            return result
    except (EOFError, OSError) as error:
        raise LostError from error
    raise LostError


@contextlib.contextmanager
def _no_main_module() -> Iterator[None]:
    """Keep the new process from importing the program that is running: it may be anything, and is not needed."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _serve(connection: "Connection[Any, Any]", memory: int, idle: float) -> None:
    """Answer calls until the other side closes or wants nothing for long; what is no error of ours ends the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _silence()
    _limit_memory(memory)
    with contextlib.suppress(EOFError, OSError):
        connection.send(_READY)
        while connection.poll(idle):
            function, arguments = connection.recv()
            try:
                result = function(*arguments)
                for item in result if isinstance(result, Iterator) else (result,):
                    connection.send(item)
            except MineReaderError as error:
                connection.send(error)


def _limit_memory(size: int) -> None:
    """Keep a text that makes a parser eat memory from taking that of every other program."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 (Windows has none)

    with contextlib.suppress(OSError, ValueError):  # a lower limit holds already, or the system knows none
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


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
