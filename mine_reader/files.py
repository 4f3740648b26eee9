"""The one way a file is written: whole or not at all."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mine_reader.errors import ExportError


def write_whole(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Write a file at once: afterwards all of it is there, or what was before; ExportError.

    Without `sync`, a power cut may leave a file that is not whole.
    """
    with replacing(path, sync=sync) as temporary, temporary.open("xb") as file:
        file.write(data)


@contextmanager
def replacing(path: Path, *, sync: bool = True) -> Iterator[Path]:
    """Give a name beside `path`; what is there at the end takes its place and its mode; ExportError for an OSError."""
    # A link stays one: what it points to is replaced.
    target = Path(os.path.realpath(path))
    temporary = target.parent / f".{secrets.token_hex(8)}.part"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        if sync:
            _sync(temporary)
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
        if sync:
            _sync_folder(target.parent)
    except OSError as error:
        raise ExportError(path=str(path), reason=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _sync(path: Path) -> None:
    # Some systems sync only what is open for writing.
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets a folder be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
