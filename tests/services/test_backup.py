import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from mine_reader.errors import ExportError, InputError, LibraryCorruptError, LibraryError
from mine_reader.services import latest_backup, open_services, restore_library
from tests.services.conftest import ISSUE


def test_a_backup_holds_what_the_library_held(folder, services, tmp_path, preparer, clock):
    issue_id = folder.put()
    services.backup.backup(tmp_path / "backups" / "b.sqlite")
    copy = open_services(tmp_path / "backups" / "b.sqlite", preparer=preparer, clock=clock)
    assert copy.library.detail(issue_id) == services.library.detail(issue_id)
    copy.close()


def test_a_backup_that_cannot_be_written_leaves_the_old_file(folder, services, tmp_path):
    (tmp_path / "file").write_text("old")
    with pytest.raises(ExportError):
        services.backup.backup(tmp_path / "file" / "b.sqlite")
    assert (tmp_path / "file").read_text() == "old"


def test_a_backup_leaves_nothing_else(folder, services, tmp_path):
    services.backup.backup(tmp_path / "backups" / "b.sqlite")
    assert [file.name for file in (tmp_path / "backups").iterdir()] == ["b.sqlite"]


def test_a_restored_library_is_the_backup_and_the_present_one_is_kept(folder, services, tmp_path, preparer):
    issue_id = folder.put()
    services.backup.backup(tmp_path / "b.sqlite")
    later = folder.put(ISSUE + "x", "weekly/02.md")
    kept = services.backup.restore(tmp_path / "b.sqlite")
    assert [issue.id for issue in services.library.outline().issues] == [issue_id]
    assert services.reading.undo_label() is None
    old = open_services(kept, preparer=preparer)
    assert {issue.id for issue in old.library.outline().issues} == {issue_id, later}
    old.close()


def test_what_is_written_after_a_restore_is_kept(folder, services, tmp_path):
    issue_id = folder.put()
    services.backup.backup(tmp_path / "b.sqlite")
    services.backup.restore(tmp_path / "b.sqlite")
    services.library.correct(issue_id, title="After")
    assert services.library.issue(issue_id).title == "After"
    assert services.backup.check().ok


def damaged(path):
    path.write_bytes(b"SQLite format 3\0" + b"x" * 5000)


def other_program(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE theirs (x)")
        db.commit()


def newer(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA application_id = 0x4D524472")
        db.execute("PRAGMA user_version = 999")
        db.execute("CREATE TABLE x (y)")


@pytest.mark.parametrize("make", [damaged, other_program, newer, lambda path: path.write_bytes(b"")])
def test_what_is_no_good_backup_is_not_restored(folder, services, tmp_path, make):
    issue_id = folder.put()
    make(tmp_path / "b.sqlite")
    with pytest.raises(LibraryError):
        services.backup.restore(tmp_path / "b.sqlite")
    assert services.library.issue(issue_id).title == "Week 1"


def test_a_backup_that_is_not_there_is_not_restored(services, tmp_path):
    with pytest.raises(InputError):
        services.backup.restore(tmp_path / "none.sqlite")


def test_a_damaged_library_is_replaced_by_a_backup_and_kept(folder, services, library_path, tmp_path, preparer, clock):
    issue_id = folder.put()
    services.backup.backup(tmp_path / "b.sqlite")
    services.close()
    damaged(library_path)
    rubbish = library_path.read_bytes()
    with pytest.raises(LibraryCorruptError):
        open_services(library_path, preparer=preparer)
    kept = restore_library(library_path, tmp_path / "b.sqlite", clock())
    assert kept is not None
    assert kept.read_bytes() == rubbish
    again = open_services(library_path, preparer=preparer)
    assert again.library.issue(issue_id).title == "Week 1"
    again.close()


def test_a_library_that_is_not_there_is_made_from_a_backup(services, tmp_path, clock):
    services.backup.backup(tmp_path / "b.sqlite")
    assert restore_library(tmp_path / "new" / "library.sqlite", tmp_path / "b.sqlite", clock()) is None
    assert (tmp_path / "new" / "library.sqlite").exists()


def test_one_backup_a_day_and_the_last_seven_stay(services, tmp_path, clock):
    folder = tmp_path / "daily"
    for _ in range(9):
        assert services.backup.daily(folder) is not None
        assert services.backup.daily(folder) is None
        clock.now += timedelta(days=1)
    names = sorted(file.name for file in folder.iterdir())
    assert (len(names), names[-1]) == (7, "library-2023-12-17.sqlite")


def test_a_library_is_no_backup_of_itself(folder, services, library_path, clock):
    folder.put()
    with pytest.raises(InputError, match="the library itself"):
        services.backup.backup(library_path)
    with pytest.raises(InputError, match="the library itself"):
        services.backup.restore(library_path)
    with pytest.raises(InputError, match="the library itself"):
        restore_library(library_path, library_path, clock())
    assert services.backup.check().ok


def test_an_open_library_is_restored_with_what_was_written_last(folder, services, library_path, tmp_path, clock):
    issue_id = folder.put()
    restore_library(tmp_path / "other.sqlite", library_path, clock())
    other = open_services(tmp_path / "other.sqlite")
    assert other.library.issue(issue_id) == services.library.issue(issue_id)
    other.close()


def test_the_latest_good_backup_is_found(services, tmp_path, clock):
    folder = tmp_path / "daily"
    assert latest_backup(folder) is None
    first = services.backup.daily(folder)
    clock.now += timedelta(days=1)
    second = services.backup.daily(folder)
    assert latest_backup(folder) == second
    second.write_bytes(second.read_bytes()[:5000])
    assert latest_backup(folder) == first


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ("UPDATE issue SET unread = unread + 1", "counts"),
        ("UPDATE issue_version SET packed = x'00'", "source"),
        ("UPDATE issue_version SET sha256 = ''", "source"),
        ("UPDATE annotation SET span_start = 3", "quote"),
        ("UPDATE article_link SET link_id = 999", "refers"),
    ],
)
def test_check_finds_what_is_wrong(folder, services, library_path, damage, problem):
    folder.put()
    assert services.backup.check().problems == ()
    with closing(sqlite3.connect(library_path)) as db:
        db.execute(damage)
        db.commit()
    problems = services.backup.check().problems
    assert len(problems) == 1
    assert problem in str(problems[0])
