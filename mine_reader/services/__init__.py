"""Use cases. The window and the command line are two clients of this package.

Threads: every method may be called from any thread. Reads never wait for a writer; a write waits for
the write before it. `Services.close` is called last, by the thread that made it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import platformdirs

from mine_reader.services.annotating import Annotating
from mine_reader.services.backup import Backup, backup_folder, check_library, latest_backup, restore_library
from mine_reader.services.exporting import Exporting
from mine_reader.services.library import Library
from mine_reader.services.preparing import Preparer, RenderCache, WorkerAtNeed
from mine_reader.services.reading import Reading
from mine_reader.services.repairing import Repairing
from mine_reader.services.sources import StoredLedger, StoredSources
from mine_reader.store import Store

__all__ = [
    "Annotating",
    "Backup",
    "Exporting",
    "Library",
    "Preparer",
    "Reading",
    "Repairing",
    "Services",
    "backup_folder",
    "check_library",
    "latest_backup",
    "open_services",
    "restore_library",
]


@dataclass(frozen=True, slots=True)
class Services:
    """All use cases over one open library."""

    library: Library
    reading: Reading
    repairing: Repairing
    annotating: Annotating
    exporting: Exporting
    backup: Backup
    _store: Store
    _preparer: Preparer

    @property
    def read_only(self) -> bool:
        """Return whether the library cannot be written: what writes raises LibraryReadOnlyError."""
        return self._store.read_only

    def close(self) -> None:
        """Write everything out and close the library."""
        self._preparer.close()
        self._store.close()


def open_services(
    library_path: Path,
    *,
    preparer: Preparer | None = None,
    clock: Callable[[], datetime] | None = None,
    cache_dir: Path | None = None,
) -> Services:
    """Open a library, made if it is not there; LibraryError. What is not given is the real thing."""
    store = Store(library_path)
    clock = clock or _local_time
    preparer = preparer or WorkerAtNeed()
    cache = RenderCache((cache_dir or platformdirs.user_cache_path("mine-reader")) / "pages")
    library = Library(store, preparer, cache, clock)
    return Services(
        library=library,
        reading=Reading(store, clock),
        repairing=Repairing(store, library),
        annotating=Annotating(store, clock),
        exporting=Exporting(library, StoredSources(store, preparer, cache, clock), StoredLedger(store)),
        backup=Backup(store, clock),
        _store=store,
        _preparer=preparer,
    )


def _local_time() -> datetime:
    return datetime.now().astimezone()
