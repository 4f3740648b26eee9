"""A server on 127.0.0.1 that says, byte for byte, what a test wants, and notes what it is asked."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Self

Say = bytes | Iterable[bytes]
"""What is sent before the connection is closed; an endless iterable ends when the other side goes."""


class Asked:
    """A request as it came."""

    def __init__(self, head: str) -> None:
        first, *lines = head.split("\r\n")
        self.path = first.split(" ")[1]
        self.first = first
        self.headers = dict(line.split(": ", 1) for line in lines if ": " in line)


class Server:
    """Answers each path as its route says. `waiting` is held by routes that must not go on."""

    def __init__(self, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.routes: dict[str, Say | Callable[[Asked], Say]] = {}
        self.asked: list[Asked] = []
        self.open = 0
        self.most = 0
        self.go = threading.Event()
        self.seen = threading.Semaphore(0)
        self._lock = threading.Lock()
        self._listener = socket.create_server((host, 0))
        self._connections: list[socket.socket] = []
        self._tls = tls
        self.address = f"{host}:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.go.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()
        for connection in self._connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def url(self, path: str = "/") -> str:
        return f"{'https' if self._tls else 'http'}://{self.address}{path}"

    def says(self, path: str, say: Say | Callable[[Asked], Say]) -> str:
        """Set what a path answers; return its URL."""
        self.routes[path] = say
        return self.url(path)

    def wait(self) -> bytes:
        """Let a route hold until the test says `go`."""
        self.go.wait(30)
        return b""

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._connections.append(connection)
            threading.Thread(target=self._greet, args=(connection,), daemon=True).start()

    def _greet(self, connection: socket.socket) -> None:
        with suppress(OSError):
            self._serve(self._tls.wrap_socket(connection, server_side=True) if self._tls else connection)

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection, connection.makefile("rb") as stream:
            while asked := self._read(stream):
                self._count(asked, 1)
                try:
                    say = self.routes.get(asked.path, ok(b"", status="404 Not Found"))
                    say = say(asked) if callable(say) else say
                    for piece in [say] if isinstance(say, bytes) else say:
                        connection.sendall(piece)
                finally:
                    self._count(asked, -1)
                if not isinstance(say, bytes) or b"keep-alive" not in say:
                    connection.shutdown(socket.SHUT_RDWR)
                    return

    @staticmethod
    def _read(stream: Iterable[bytes]) -> Asked | None:
        lines: list[bytes] = []
        for line in stream:
            if not line.strip():
                return Asked(b"\r\n".join(lines).decode("latin-1"))
            lines.append(line.rstrip(b"\r\n"))
        return None

    def _count(self, asked: Asked, by: int) -> None:
        with self._lock:
            if by > 0:
                self.asked.append(asked)
            self.open += by
            self.most = max(self.most, self.open)
        if by > 0:
            self.seen.release()


def ok(body: bytes = b"", status: str = "200 OK", length: int | None = None, **headers: str) -> bytes:
    """Return an answer; `_` in the names of headers stands for `-`."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def moved(location: str, status: str = "301 Moved Permanently") -> bytes:
    return ok(b"", status, Location=location)
