"""Use cases. The window and the command line are two clients of this package.

Threads: every method may be called from any thread. Reads never wait for a writer; a write waits for
the write before it. `Services.close` is called last, by the thread that made it.
"""

from dataclasses import dataclass

from mine_reader.services.annotating import Annotating
from mine_reader.services.backup import Backup
from mine_reader.services.exporting import Exporting
from mine_reader.services.library import Library
from mine_reader.services.reading import Reading

__all__ = ["Annotating", "Backup", "Exporting", "Library", "Reading", "Services"]


@dataclass(frozen=True, slots=True)
class Services:
    """All use cases over one open library."""

    library: Library
    reading: Reading
    annotating: Annotating
    exporting: Exporting
    backup: Backup

    def close(self) -> None:
        """Write everything out and close the library."""
        raise NotImplementedError
