"""Backups of the library and its health."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from glob import escape
from pathlib import Path

from mine_reader.errors import ExportError, InputError, LibraryCorruptError, LibraryError
from mine_reader.files import replacing
from mine_reader.model import CheckReport, Problem
from mine_reader.services.shelf import Shelf
from mine_reader.store import Connection, Store, health, pages, stamp


class Backup:
    """Whole-library care."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def backup(self, path: Path, *, files: bool = True) -> None:
        """Write a consistent copy of the library, and of the folder beside it unless told otherwise; ExportError."""
        _require_another(self._store.path, path)
        with replacing(path) as temporary:
            try:
                with self._store.read() as db:
                    health.copy_database(db, temporary)
                health.validate(temporary)
            except LibraryError as error:
                raise ExportError(path=str(path), reason=str(error.fields.get("reason", error))) from error
        if files:
            with self._store.read() as db:
                known = pages.files(db)
            Shelf(self._store.path).copy_to(path, known)

    def restore(self, path: Path) -> Path:
        """Replace the library by a backup, keeping the present one beside it; return where it was kept."""
        with _candidate(self._store.path, path) as candidate, self._store.alone():
            kept = _replace(self._store.path, candidate, self._clock())
        _restore_files(self._store, path)
        return kept

    def daily(self, folder: Path, keep: int = 7) -> Path | None:
        """Write today's backup into `folder` if it is not there yet, and keep the last ones; ExportError."""
        path = folder / f"{self._store.path.stem}-{self._clock().date().isoformat()}.sqlite"
        if path.exists():
            return None
        # The files stay where they are as long as anything refers to them.
        self.backup(path, files=False)
        for old in _daily(folder, self._store.path.stem)[:-keep]:
            with suppress(OSError):
                old.unlink()
        return path

    def check(self) -> CheckReport:
        """Verify integrity, foreign keys, source hashes, anchors and counters."""
        with self._store.read() as db:
            return CheckReport((*health.problems(db), *_missing(self._store.path, db)))


def _missing(library: Path, db: Connection) -> list[Problem]:
    shelf = Shelf(library)
    lost = Problem("{file} is missing in {folder}, or is not what was saved. Download its page again.")
    return [
        replace(lost, fields={"file": file, "folder": str(shelf.folder)}) for file in shelf.missing(pages.files(db))
    ]


def _restore_files(store: Store, backup: Path) -> None:
    """Bring back what was copied with a backup."""
    with store.read() as db:
        known = pages.files(db)
    Shelf(backup).copy_to(store.path, known)


def backup_folder(library: Path) -> Path:
    """Return where the daily backups of a library lie."""
    return library.parent / "backups"


def latest_backup(folder: Path, stem: str = "*") -> Path | None:
    """Return the newest of the daily backups that is good, None if there is none; `stem`: of a library so named."""
    return next((path for path in reversed(_daily(folder, stem)) if not health.is_damaged(path)), None)


def check_library(library: Path) -> CheckReport:
    """Verify a library that is not open, also one too damaged for that; LibraryError for what is no damage."""
    try:
        with closing(Store(library)) as store, store.read() as db:
            return CheckReport((*health.problems(db), *_missing(library, db)))
    except LibraryCorruptError as error:
        return CheckReport((Problem(error.template, error.fields),))


def restore_library(library: Path, backup: Path, now: datetime) -> Path | None:
    """Restore a library that is not open, also a damaged one; return where the old file was kept, if there was one."""
    with _candidate(library, backup) as candidate:
        kept = _replace(library, candidate, now) if library.exists() else None
        if kept is None:
            candidate.replace(library)
    with closing(Store(library)) as store:
        _restore_files(store, backup)
    return kept


def _require_another(library: Path, other: Path) -> None:
    if library.exists() and other.exists() and library.samefile(other):
        raise InputError(what=str(other), reason="it is the library itself")


def _daily(folder: Path, stem: str) -> list[Path]:
    """Return the daily backups in a folder, the newest last."""
    pattern = stem if stem == "*" else escape(stem)
    return sorted(folder.glob(f"{pattern}-????-??-??.sqlite"), key=lambda path: path.stem[-10:])


@contextmanager
def _candidate(library: Path, backup: Path) -> Iterator[Path]:
    """Give a copy of a backup beside the library, once it is known to be good."""
    if not backup.is_file():
        raise InputError(what=str(backup), reason="there is no such file")
    _require_another(library, backup)
    health.validate(backup)
    temporary = library.parent / f".{secrets.token_hex(8)}.part"
    try:
        library.parent.mkdir(parents=True, exist_ok=True)
        # Not the bytes: what was written last may stand in a log beside the file.
        health.copy_file(backup, temporary)
        _sync(temporary)
        yield temporary
    except OSError as error:
        raise LibraryError(path=library, reason=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _replace(library: Path, candidate: Path, now: datetime) -> Path:
    """Put the candidate in the library's place in one step; nobody may have the library open."""
    logs = [Path(f"{library}{end}") for end in ("-wal", "-shm")]
    kept = library.with_name(f"{library.stem}.before-restore-{stamp(now).replace(':', '').replace('.', '-')}.sqlite")
    if not health.is_damaged(library):
        health.require_alone(library)
    shutil.copyfile(library, kept)
    _sync(kept)
    for log in logs:
        # A log of the old file would be played into the new one.
        if log.exists():
            log.replace(f"{kept}{log.name.removeprefix(library.name)}")
    candidate.replace(library)
    return kept


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
