"""A folder that exports are written into, again and again, beside files that are not ours."""

import hashlib
from pathlib import Path
from typing import Protocol

from mine_reader.errors import ExportError
from mine_reader.files import write_whole


class Ledger(Protocol):
    """Remembers, file by file, which bytes were written where."""

    def written(self, path: Path) -> frozenset[str]:
        """Return the hashes of what may have been written there."""
        ...

    def record(self, path: Path, hashes: frozenset[str]) -> None:
        """Set what a file is or is about to be."""
        ...


class ExportFolder:
    """Writes files under one folder. A file that we did not write, or that was changed since, is never replaced."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        self._folder = folder.resolve()
        self._given = folder
        self._ledger = ledger
        self._taken: set[str] = set()
        self.written: list[str] = []

    def write(self, relative: Path, data: bytes) -> None:
        """Write a file, under a name with a number if that name is taken; ExportError."""
        count = 1
        while not self._write(_numbered(relative, count), data):
            count += 1

    def _write(self, relative: Path, data: bytes) -> bool:
        """Write a file if its name is free, or its file ours."""
        path, key = self._folder / relative, relative.as_posix().lower()
        if not path.resolve().is_relative_to(self._folder):
            raise ExportError(path=str(path), reason="it is outside the folder")
        # Some systems take upper and lower case for the same name.
        if key in self._taken or path.is_dir() or (path.is_symlink() and not path.exists()):
            return False
        present = _present(path)
        if present != data:
            old = frozenset() if present is None else frozenset({_hash(present)})
            if not old <= self._ledger.written(path):
                return False
            # First, so that what a killed export wrote is known for ours.
            self._ledger.record(path, old | {_hash(data)})
            write_whole(path, data)
        self._taken.add(key)
        self.written.append(str(self._given / relative))
        return True


def _present(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ExportError(path=str(path), reason=error.strerror or str(error)) from error


def _numbered(relative: Path, count: int) -> Path:
    return relative if count == 1 else relative.with_name(f"{relative.stem}-{count}{relative.suffix}")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
