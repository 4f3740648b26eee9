"""Backups of the library and its health."""

from pathlib import Path

from mine_reader.model import CheckReport


class Backup:
    """Whole-library care."""

    def backup(self, path: Path) -> None:
        """Write a consistent copy of the library; ExportError."""
        raise NotImplementedError

    def restore(self, path: Path) -> Path:
        """Replace the library by a backup, keeping the present one beside it; return where it was kept."""
        raise NotImplementedError

    def check(self) -> CheckReport:
        """Verify integrity, foreign keys, source hashes, anchors and counters."""
        raise NotImplementedError
