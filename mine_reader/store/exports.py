"""What exports wrote into folders: a file that is not as we wrote it is the user's."""

from collections.abc import Collection

from mine_reader.store.database import Connection
from mine_reader.store.values import clean


def written(db: Connection, path: str) -> frozenset[str]:
    """Return the hashes that a file of ours may have: two where an export was killed while writing it."""
    rows = db.execute("SELECT sha256 FROM export_file WHERE path = ?", (clean(path),))
    return frozenset(row["sha256"] for row in rows)


def record(db: Connection, path: str, hashes: Collection[str]) -> None:
    """Set what a file may be, before it is written."""
    db.execute("DELETE FROM export_file WHERE path = ?", (clean(path),))
    db.executemany("INSERT INTO export_file (path, sha256) VALUES (?, ?)", [(clean(path), item) for item in hashes])


def under(db: Connection, folder: str) -> tuple[str, ...]:
    """Return the files whose paths begin with that of a folder."""
    rows = db.execute(
        "SELECT DISTINCT path FROM export_file WHERE substr(path, 1, length(:folder)) = :folder ORDER BY path",
        {"folder": clean(folder)},
    )
    return tuple(row["path"] for row in rows)
