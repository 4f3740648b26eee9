import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mine_reader.errors import (
    DiskFullError,
    LibraryCorruptError,
    LibraryError,
    LibraryLockedError,
    LibraryReadOnlyError,
    LibraryTooNewError,
)
from mine_reader.model import SourceKind
from mine_reader.store import Store, content, database
from mine_reader.store.schema import APPLICATION_ID, STEPS, VERSION


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.sqlite"


@pytest.fixture
def store(path):
    opened = Store(path)
    yield opened
    opened.close()


def sources(store):
    with store.read() as db:
        return [row["name"] for row in db.execute("SELECT name FROM source ORDER BY id")]


def add(db, name):
    content.add_source(db, SourceKind.FILES, name, None)


def test_a_new_library_says_what_it_is(store, path):
    store.close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_every_connection_is_set_up_alike(store):
    with store.write() as writer:
        assert writer.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert writer.execute("PRAGMA synchronous").fetchone()[0] == 2
    with store.read() as reader:
        assert reader.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_a_reader_cannot_write(store):
    with pytest.raises(LibraryReadOnlyError), store.read() as db:
        add(db, "x")


def test_a_failed_write_leaves_nothing(store):
    def fail(db):
        add(db, "x")
        db.execute("CREATE TABLE y (z)")
        raise RuntimeError

    with pytest.raises(RuntimeError), store.write() as db:
        fail(db)
    with store.read() as db:
        assert not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'y'").fetchone()
    assert sources(store) == []


def test_a_reader_sees_one_state_while_another_thread_writes(store):
    with store.read() as db:
        assert db.execute("SELECT count(*) FROM source").fetchone()[0] == 0
        with store.write() as writer:
            add(writer, "x")
        assert db.execute("SELECT count(*) FROM source").fetchone()[0] == 0
    assert sources(store) == ["x"]


def test_a_newer_library_is_refused_and_left_as_it_is(store, path):
    store.close()
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(LibraryTooNewError) as caught:
        Store(path)
    assert str(VERSION + 1) in str(caught.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", [b"no database at all " * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_library_is_refused_and_left_as_it_is(path, data):
    path.write_bytes(data)
    with pytest.raises(LibraryCorruptError):
        Store(path)
    assert path.read_bytes() == data


def test_a_text_whose_bytes_are_none_is_damage(store, path):
    with store.write() as db:
        add(db, "lighthouse")
    store.close()
    data = path.read_bytes()
    assert data.count(b"lighthouse") == 1
    path.write_bytes(data.replace(b"lighthouse", b"light\xff\xfeuse"))
    with closing(Store(path)) as damaged, pytest.raises(LibraryCorruptError):
        sources(damaged)


def test_a_schema_whose_bytes_are_none_is_damage(store, path):
    store.close()
    data = path.read_bytes()
    path.write_bytes(data.replace(b"CREATE TABLE source (", b"CREATE TABLE \xff\xfe\xff\xfeXX ("))
    with pytest.raises(LibraryCorruptError):
        Store(path)


def test_the_database_of_another_program_is_refused_and_left_as_it_is(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE theirs (x)")
        db.commit()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="not a library of MineReader"):
        Store(path)
    assert path.read_bytes() == before


def test_a_library_in_use_by_another_program_is_said_to_be_locked(store, path, monkeypatch):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with store._lock:
            store._writer.execute("PRAGMA busy_timeout = 10")
        with pytest.raises(LibraryLockedError), store.write() as db:
            add(db, "x")
    with store.write() as db:
        add(db, "y")
    assert sources(store) == ["y"]


@pytest.fixture
def read_only(own_dirs, request) -> Iterator[Path]:
    """A library in a folder that cannot be written."""
    folder = own_dirs / "fixed"
    folder.mkdir()
    path = folder / "library.sqlite"
    with closing(Store(path)) as made, made.write() as db:
        add(db, "x")
    request.getfixturevalue("ordinary_user")
    path.chmod(0o400)
    folder.chmod(0o500)
    yield path
    folder.chmod(0o700)


def test_a_library_that_cannot_be_written_can_be_read(read_only):
    with closing(Store(read_only)) as store:
        assert store.read_only
        assert sources(store) == ["x"]
        with pytest.raises(LibraryReadOnlyError), store.write() as db:
            add(db, "y")
    assert [file.name for file in read_only.parent.iterdir()] == ["library.sqlite"]


def test_a_file_that_cannot_be_written_can_be_read_in_a_folder_that_can(read_only):
    read_only.parent.chmod(0o700)
    with closing(Store(read_only)) as store:
        assert store.read_only
        assert sources(store) == ["x"]


def test_an_older_library_that_cannot_be_written_is_said_to_be_so(read_only):
    read_only.chmod(0o600)
    with closing(sqlite3.connect(f"file:{read_only}?immutable=1", uri=True)) as db:
        version = db.execute("PRAGMA user_version").fetchone()[0]
    data = bytearray(read_only.read_bytes())
    data[60:64] = (version - 1).to_bytes(4, "big")
    read_only.write_bytes(data)
    read_only.chmod(0o400)
    with pytest.raises(LibraryReadOnlyError):
        Store(read_only)


def test_a_library_that_another_program_writes_to_can_be_read(store, path):
    with store.write() as db:
        add(db, "x")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with closing(Store(path)) as second:
            assert not second.read_only
            assert sources(second) == ["x"]


def test_a_folder_that_cannot_be_made_is_said_to_be_read_only(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryReadOnlyError):
        Store(tmp_path / "file" / "library.sqlite")


def test_a_full_disk_is_said_and_nothing_stored_is_lost(store):
    with store.write() as db:
        add(db, "x")
    pages = store._writer.execute("PRAGMA page_count").fetchone()[0]
    store._writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFullError), store.write() as db:
        add(db, "y" * 1_000_000)
    store._writer.execute("PRAGMA max_page_count = 1000000")
    with store.write() as db:
        add(db, "z")
    assert sources(store) == ["x", "z"]


def step_to_two(db):
    db.execute("CREATE TABLE two (x)")


def test_a_step_runs_after_the_file_was_copied(store, path, monkeypatch):
    with store.write() as db:
        add(db, "x")
    store.close()
    monkeypatch.setattr(database, "VERSION", VERSION + 1)
    monkeypatch.setattr(database, "STEPS", {**STEPS, VERSION: step_to_two})
    later = Store(path)
    assert sources(later) == ["x"]
    with later.read() as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == VERSION + 1
        assert db.execute("SELECT count(*) FROM two").fetchone()[0] == 0
    later.close()
    (copy,) = path.parent.glob(f"library.sqlite.version-{VERSION}-*")
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert db.execute("SELECT name FROM source").fetchall() == [("x",)]


def test_a_step_that_fails_leaves_the_old_schema(store, path, monkeypatch):
    def fail(db):
        step_to_two(db)
        raise RuntimeError

    store.close()
    monkeypatch.setattr(database, "VERSION", VERSION + 1)
    monkeypatch.setattr(database, "STEPS", {**STEPS, VERSION: fail})
    with pytest.raises(RuntimeError):
        Store(path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'two'").fetchone()


KILLED = """
import os, signal, sys
from pathlib import Path
from mine_reader.model import SourceKind
from mine_reader.model import SourceKind
from mine_reader.store import Store, content
store = Store(Path(sys.argv[1]))
with store.write() as db:
    content.add_source(db, SourceKind.FILES, "whole", None)
print("whole", flush=True)
with store.write() as db:
    for n in range(2000):
        content.add_source(db, SourceKind.FILES, "half " + "x" * 1000, None)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_what_was_acknowledged_survives_a_kill_and_the_rest_vanishes(path):
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "whole\n")
    store = Store(path)
    assert sources(store) == ["whole"]
    store.close()


def test_the_second_process_finds_a_library_already_made(path):
    first, second = Store(path), Store(path)
    with first.write() as db:
        add(db, "x")
    assert sources(second) == ["x"]
    first.close()
    second.close()
