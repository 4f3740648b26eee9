"""The one way a file is written: whole or not at all."""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from mine_reader.errors import ExportError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file at once, keeping its mode: afterwards all of it is there, or what was before; ExportError."""
    # A link stays one: what it points to is replaced.
    target = Path(os.path.realpath(path))
    temporary = target.parent / f".{secrets.token_hex(8)}.part"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_through(temporary, data)
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise ExportError(path=str(path), reason=error.strerror or str(error)) from error


def _write_through(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets a folder be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
