"""Connections of urllib3 that can be ended by others, look where they lead, and bound what a server says first."""

import contextlib
import http.client
import ipaddress
import socket
import threading
import time
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError
from urllib3.util.connection import create_connection

from mine_reader.errors import BrokenAnswerError, PrivateAddressError, UnreachableError
from mine_reader.net.addresses import Resolver, is_private


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may take: redirects; seconds to connect, between bytes and as a whole; bytes of headers."""

    redirects: int = 5
    connect: float = 10.0
    between: float = 20.0
    whole: float = 60.0
    headers: int = 65_536


class Ended(Enum):
    """Why a transfer was ended from outside."""

    LATE = "late"
    CANCELLED = "cancelled"


class EndedError(Exception):
    """The transfer was ended from outside."""


class Transfer:
    """A request under way, with all its redirects: one thread works on it, any other may end it."""

    def __init__(self, url: str, limits: Limits) -> None:
        self.url = url
        self.limits = limits
        self.deadline = time.monotonic() + limits.whole
        self.ended: Ended | None = None
        self.reuses = False
        self.resolver = Resolver()
        self._lock = threading.Lock()
        self._handle: socket.socket | None = None
        self._left: list[socket.socket] = []

    def end(self, why: Ended) -> None:
        """Break off at once whatever it waits for."""
        with self._lock:
            self.ended = self.ended or why
            self.resolver.give_up()
            if self._handle is not None:
                with contextlib.suppress(OSError):
                    self._handle.shutdown(socket.SHUT_RDWR)

    def take(self, handle: socket.socket | None) -> None:
        """Name the socket that the transfer goes on with, None if it is still to be made; EndedError."""
        with self._lock:
            self._handle = handle
            if self.ended:
                raise EndedError

    def keep(self, handle: socket.socket) -> None:
        """Hold a socket whose connection is closed while its answer is still to come."""
        self._left.append(handle)

    def finish(self) -> None:
        """Let go of all sockets."""
        with self._lock:
            self._handle = None
        for handle in self._left:
            handle.close()


TRANSFER: ContextVar[Transfer] = ContextVar("transfer")


class Watch:
    """Ends transfers when their time is over, from a thread that lives as long as there are any."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._transfers: dict[Transfer, None] = {}
        self._watching = False

    def add(self, transfer: Transfer) -> None:
        """Begin to watch a transfer."""
        with self._changed:
            self._transfers[transfer] = None
            if not self._watching:
                self._watching = True
                threading.Thread(target=self._run, name="mine-reader-watch", daemon=True).start()

    def remove(self, transfer: Transfer) -> None:
        """Stop watching a transfer."""
        with self._changed:
            self._transfers.pop(transfer, None)
            if not self._transfers:
                self._changed.notify()

    def cancel(self) -> None:
        """End all transfers."""
        with self._changed:
            for transfer in self._transfers:
                transfer.end(Ended.CANCELLED)

    def _run(self) -> None:
        with self._changed:
            while self._transfers:
                now = time.monotonic()
                late = [transfer for transfer in self._transfers if transfer.deadline <= now]
                for transfer in late:
                    del self._transfers[transfer]
                    transfer.end(Ended.LATE)
                if self._transfers:
                    self._changed.wait(min(transfer.deadline for transfer in self._transfers) - now)
            self._watching = False


class _Counted:
    """A stream that gives only so much before the headers are over."""

    def __init__(self, stream: Any, left: int) -> None:  # noqa: ANN401 (http.client's own reader)
        self.stream = stream
        self._left = left

    def readline(self, size: int = -1) -> bytes:
        line: bytes = self.stream.readline(self._left + 1 if size < 0 else min(size, self._left + 1))
        self._left -= len(line)
        if self._left < 0:
            raise BrokenAnswerError(url=TRANSFER.get().url, reason="its headers are too long")
        return line

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self.stream, name)


class _Answer(http.client.HTTPResponse):
    """An answer whose headers have a limit all together: the library has one for each line."""

    fp: Any

    def begin(self) -> None:
        counted = _Counted(self.fp, TRANSFER.get().limits.headers)
        self.fp = counted
        try:
            super().begin()
        finally:
            if self.fp is counted:
                self.fp = counted.stream


class _Ending(HTTPConnection):
    """What both kinds of connections share. `open_to_private`: they may lead into a private network."""

    open_to_private = False
    response_class = _Answer
    _handle: socket.socket | None = None
    _answered = False

    def _new_conn(self) -> socket.socket:
        transfer = TRANSFER.get()
        made = self._connected(transfer)
        # Whoever ends the transfer needs a socket of his own: TLS takes this one away.
        self._handle = made.dup()
        try:
            transfer.take(self._handle)
        except EndedError:
            made.close()
            raise
        return made

    def _connected(self, transfer: Transfer) -> socket.socket:
        until = time.monotonic() + transfer.limits.connect
        try:
            addresses = transfer.resolver.addresses(self._dns_host, self.port, transfer.limits.connect)
        except TimeoutError as error:
            raise ConnectTimeoutError(self, "the host was not found in time") from error
        except OSError as error:
            raise UnreachableError(url=transfer.url, reason="there is no such host") from error
        if not self.open_to_private and self.proxy is None:
            addresses = [one for one in addresses if not is_private(ipaddress.ip_address(one.partition("%")[0]))]
            if not addresses:
                raise PrivateAddressError(url=transfer.url)
        failed: OSError = OSError("no address")
        for address in addresses:
            try:
                left = max(0.001, until - time.monotonic())
                return create_connection((address, self.port), left, socket_options=self.socket_options)
            except TimeoutError as error:
                raise ConnectTimeoutError(self, "no answer in time") from error
            except OSError as error:
                failed = error
        raise NewConnectionError(self, str(failed)) from failed

    def request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (as the library's)
        transfer = TRANSFER.get()
        transfer.take(self._handle)
        transfer.reuses = self._handle is not None and self._answered
        super().request(*args, **kwargs)
        self._answered = True

    def close(self) -> None:
        handle, self._handle, self._answered = self._handle, None, False
        if handle is not None:
            transfer = TRANSFER.get(None)
            (transfer.keep if transfer else socket.socket.close)(handle)
        super().close()


class _Public(_Ending):
    pass


class _PublicSecure(_Ending, HTTPSConnection):
    pass


class _Private(_Ending):
    open_to_private = True


class _PrivateSecure(_Ending, HTTPSConnection):
    open_to_private = True


class _PublicPool(HTTPConnectionPool):
    ConnectionCls = _Public


class _PublicSecurePool(HTTPSConnectionPool):
    ConnectionCls = _PublicSecure


class _PrivatePool(HTTPConnectionPool):
    ConnectionCls = _Private


class _PrivateSecurePool(HTTPSConnectionPool):
    ConnectionCls = _PrivateSecure


def manager(proxy: str | None, *, private: bool, **options: Any) -> urllib3.PoolManager:  # noqa: ANN401
    """Return a pool of connections of our kind, through a proxy if there is one."""
    made = urllib3.ProxyManager(proxy, **options) if proxy else urllib3.PoolManager(**options)
    made.pool_classes_by_scheme = (
        {"http": _PrivatePool, "https": _PrivateSecurePool}
        if private
        else {"http": _PublicPool, "https": _PublicSecurePool}
    )
    return made
