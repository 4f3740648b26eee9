"""One window a user and a library: a second start hands what it was asked for to the first and ends."""

import getpass
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_VERSION = 1
_WAIT_MS = 1500
_MOST_BYTES = 1_000_000


def socket_name(library: Path) -> str:
    """Return the name of the socket of a user and a library."""
    digest = hashlib.sha256(f"{getpass.getuser()}\0{library.resolve()}".encode()).hexdigest()[:16]
    name = f"mine-reader-{digest}"
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
    return name if sys.platform == "win32" or not folder else str(Path(folder) / name)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a start was asked for: files to import, addresses of notes to show."""

    files: tuple[Path, ...] = ()
    links: tuple[str, ...] = ()


def hand_over(library: Path, asked: Asked) -> bool:
    """Give what is asked for to a window that is open over the library; return whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(library))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    message = {"version": _VERSION, "files": [str(path) for path in asked.files], "links": asked.links}
    socket.write(json.dumps(message).encode() + b"\n")
    socket.waitForBytesWritten(_WAIT_MS)
    # The answer, not the writing, says that a window that still works has it.
    answered = bool(socket.bytesAvailable()) or socket.waitForReadyRead(_WAIT_MS)
    socket.disconnectFromServer()
    return answered


class Listener(QObject):
    """Listens for later starts; `received(Asked)`."""

    received = Signal(object)

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)
        name = socket_name(library)
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _accept(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._take(socket)

    def _read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _MOST_BYTES:
            socket.abort()
        elif socket.canReadLine():
            asked = read_message(bytes(socket.readLine().data()))
            socket.write(b"ok\n")
            socket.flush()
            if asked is not None:
                self.received.emit(asked)


def read_message(line: bytes) -> Asked | None:
    """Return what a message asks for; None when it is no message of ours."""
    try:
        message = json.loads(line)
    except ValueError:
        return None
    if not isinstance(message, dict) or message.get("version") != _VERSION:
        return None
    files, links = _words(message.get("files")), _words(message.get("links", []))
    return None if files is None or links is None else Asked(tuple(map(Path, files)), links)


def _words(found: object) -> tuple[str, ...] | None:
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        return None
    return tuple(found)
