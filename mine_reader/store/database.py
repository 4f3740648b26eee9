"""One library file: opening, checking, migrating, transactions, undo. No business logic."""

import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from json import JSONDecodeError
from pathlib import Path

from mine_reader.errors import (
    DiskFullError,
    LibraryCorruptError,
    LibraryError,
    LibraryLockedError,
    LibraryReadOnlyError,
    LibraryTooNewError,
    SearchIndexError,
)
from mine_reader.files import replacing
from mine_reader.store import history
from mine_reader.store.schema import APPLICATION_ID, STEPS, VERSION

Connection = sqlite3.Connection
Row = sqlite3.Row
BUSY_SECONDS = 3.0
_ERRORS: tuple[tuple[str, type[LibraryError]], ...] = (
    ("SQLITE_FULL", DiskFullError),
    ("SQLITE_READONLY", LibraryReadOnlyError),
    ("SQLITE_PERM", LibraryReadOnlyError),
    ("SQLITE_BUSY", LibraryLockedError),
    ("SQLITE_LOCKED", LibraryLockedError),
    ("SQLITE_CORRUPT_VTAB", SearchIndexError),
    ("SQLITE_CORRUPT", LibraryCorruptError),
    ("SQLITE_NOTADB", LibraryCorruptError),
    ("SQLITE_CANTOPEN", LibraryError),
    ("SQLITE_IOERR", LibraryError),
)

_NOT_WRITABLE = ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")


@contextmanager
def wrapped(path: Path) -> Iterator[None]:
    """Turn what the user can do something about into a LibraryError; let bugs pass."""
    try:
        yield
    except (UnicodeDecodeError, JSONDecodeError, zlib.error) as error:
        # Rows, or SQLite's own words about them, that nobody has written so.
        raise LibraryCorruptError(path=path, reason=str(error)) from error
    except sqlite3.Error as error:
        name = _name(error)
        for start, kind in _ERRORS:
            if name.startswith(start):
                raise kind(path=path, reason=str(error)) from error
        raise


def _name(error: sqlite3.Error) -> str:
    """Return SQLite's name for an error; those of Python's module have none."""
    if str(error).startswith("Could not decode to UTF-8"):
        return "SQLITE_CORRUPT"
    return getattr(error, "sqlite_errorname", "")


def connect(path: Path, *, read_only: bool = False, immutable: bool = False) -> Connection:
    """Open a connection, set up as every connection must be; the file has to exist for a reader.

    `immutable`: nobody can write the file, so that nothing has to be written beside it to read it.
    """
    mode = "immutable=1" if immutable else "mode=ro" if read_only else "mode=rwc"
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        db.row_factory = Row
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute("PRAGMA trusted_schema = OFF")
    except BaseException:
        db.close()
        raise
    return db


def version_of(db: Connection, path: Path) -> int:
    """Return the schema version, 0 for an empty file; raise for what is no library of ours."""
    application = int(db.execute("PRAGMA application_id").fetchone()[0])
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if application == 0 and not db.execute("SELECT 1 FROM sqlite_schema").fetchone():
        return 0
    if application != APPLICATION_ID:
        raise LibraryError(path=path, reason="it is not a library of MineReader")
    if version > VERSION:
        raise LibraryTooNewError(path=path, version=version)
    return version


def copy_database(db: Connection, target: Path) -> None:
    """Write a consistent copy of an open database to a file that is not there yet."""
    with closing(sqlite3.connect(target)) as copy:
        db.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _create(db: Connection) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("BEGIN IMMEDIATE")
    # Another process may have been first.
    if not db.execute("SELECT 1 FROM sqlite_schema").fetchone():
        for step in range(VERSION):
            STEPS[step](db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute("COMMIT")


def _check_references(db: Connection, path: Path) -> None:
    if db.execute("PRAGMA foreign_key_check").fetchone():
        raise LibraryError(path=path, reason="its references do not fit after the update; it was left as it was")


def _migrate(db: Connection, path: Path, version: int) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    with replacing(path.with_name(f"{path.name}.version-{version}-{stamp}")) as copy:
        copy_database(db, copy)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("BEGIN IMMEDIATE")
    try:
        for step in range(int(db.execute("PRAGMA user_version").fetchone()[0]), VERSION):
            STEPS[step](db)
        _check_references(db, path)
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("PRAGMA foreign_keys = ON")


def _try_to_write(db: Connection) -> None:
    """Find out now, and not at the first mark, that a library cannot be written."""
    db.execute("PRAGMA busy_timeout = 0")
    try:
        db.execute("BEGIN IMMEDIATE")
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        # Another program is writing at this moment, so it can be written; reading waits for nobody.
        if not _name(error).startswith("SQLITE_BUSY"):
            raise
    db.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")


def _open_writer(path: Path) -> Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryReadOnlyError(path=path) from error
    db = connect(path)
    try:
        version = version_of(db, path)
        if version == 0:
            _create(db)
        elif version < VERSION:
            _migrate(db, path, version)
        db.execute("PRAGMA journal_mode = WAL")
        _try_to_write(db)
        history.prepare(db)
    except BaseException:
        db.close()
        raise
    return db


def _is_immutable(path: Path) -> bool:
    """Return how a library that cannot be written has to be opened for reading; LibraryReadOnlyError if in no way."""
    for immutable in (False, True):
        with suppress(sqlite3.OperationalError), closing(connect(path, read_only=True, immutable=immutable)) as db:
            if version_of(db, path) == VERSION:
                return immutable
    raise LibraryReadOnlyError(path=path)


class Store:
    """An open library: one writer behind a lock, and as many readers as are needed at once.

    A library that cannot be written is opened for reading: every write raises LibraryReadOnlyError.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._readers: list[Connection] = []
        self._in_use = 0
        self._paused = self._closed = False
        self._pool = threading.Condition()
        self._labels: dict[bool, str | None] = {False: None, True: None}
        self._writer: Connection | None = None
        self._immutable = False
        self._open()

    def _open(self) -> None:
        with wrapped(self.path):
            try:
                self._writer = _open_writer(self.path)
            except sqlite3.OperationalError as error:
                if not _name(error).startswith(_NOT_WRITABLE) or not self.path.is_file():
                    raise
                self._writer, self._immutable = None, _is_immutable(self.path)

    @property
    def read_only(self) -> bool:
        """Return whether the library cannot be written."""
        return self._writer is None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the library until the end of the block."""
        with wrapped(self.path):
            db = self._take()
            try:
                db.execute("BEGIN")
                yield db
            finally:
                with suppress(sqlite3.Error):
                    db.execute("ROLLBACK")
                self._give_back(db)

    def _take(self) -> Connection:
        with self._pool:
            self._pool.wait_for(lambda: not self._paused)
            self._in_use += 1
            if self._readers:
                return self._readers.pop()
        try:
            return connect(self.path, read_only=True, immutable=self._immutable)
        except BaseException:
            self._give_back(None)
            raise

    def _give_back(self, db: Connection | None) -> None:
        with self._pool:
            self._in_use -= 1
            if db is not None and not self._closed:
                self._readers.append(db)
                db = None
            self._pool.notify_all()
        if db is not None:
            db.close()

    @contextmanager
    def write(self, act: str = "", *, automatic: bool = False) -> Iterator[Connection]:
        """Run the block as one transaction; with the name of an act, as one that can be undone.

        Acts of one name that are `automatic` and follow each other directly are undone as one.
        """
        with self._lock, wrapped(self.path):
            db = self._writer
            if db is None:
                raise LibraryReadOnlyError(path=self.path)
            db.execute("BEGIN IMMEDIATE")
            try:
                if act:
                    history.begin(db, act, automatic=automatic)
                yield db
                if act:
                    history.end(db)
                db.execute("COMMIT")
                self._labels = {redo: history.label(db, redo=redo) for redo in (False, True)}
            except BaseException:
                # SQLite itself has rolled back after a full disk.
                with suppress(sqlite3.Error):
                    db.execute("ROLLBACK")
                raise

    def history_label(self, *, redo: bool) -> str | None:
        """Return the name of the act that is next to be undone (or done again)."""
        return self._labels[redo]

    def step(self, *, redo: bool) -> history.Touched:
        """Undo the last act, or do again the one undone last; nothing when there is none."""
        try:
            with self.write() as db:
                return history.step(db, redo=redo)
        except sqlite3.IntegrityError:
            # What the act was about has been replaced by an import since: the history is of no use any more.
            with self.write() as db:
                history.forget(db)
            return history.Touched()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait for readers and the writer, close every connection for the block, then open the file again."""
        with self._lock, self._no_readers():
            if self.read_only:
                raise LibraryReadOnlyError(path=self.path)
            self._close_all()
            try:
                yield
            finally:
                self._open()

    @contextmanager
    def _no_readers(self) -> Iterator[None]:
        with self._pool:
            self._paused = True
            idle = self._pool.wait_for(lambda: self._in_use == 0, BUSY_SECONDS)
        try:
            if not idle:
                raise LibraryLockedError(path=self.path)
            yield
        finally:
            with self._pool:
                self._paused = False
                self._pool.notify_all()

    def _close_all(self) -> None:
        with self._pool:
            readers, self._readers = self._readers, []
        for db in readers:
            db.close()
        if self._writer is not None:
            self._writer.close()
        self._labels = {False: None, True: None}

    def close(self) -> None:
        """Close the library; the last connection writes the log back into the file."""
        with self._lock:
            self._closed = True
            self._close_all()
