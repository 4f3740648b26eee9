"""Watched folders: what is new or changed in them is imported once it stands still."""

import os
from pathlib import Path

import pytest

from mine_reader.errors import InputError
from mine_reader.model import ImportOutcome, SourceKind
from tests.services.conftest import ISSUE


@pytest.fixture
def watched(services, tmp_path):
    """A watched folder with one issue that was imported."""
    path = tmp_path / "weekly"
    (path / "docs").mkdir(parents=True)
    (path / "docs" / "01.md").write_text(ISSUE, "utf-8")
    services.feeds.watch(path)
    look(services)
    return path


def look(services, times=2):
    """Look as often; return the names and outcomes of what was imported."""
    found = []
    for _ in range(times):
        for report in services.watching.look().values():
            found += [(Path(done.path).name, done.outcome) for done in report.imported]
    return found


def test_a_watched_folder_is_a_source_of_its_files(services, watched):
    (feed,) = services.feeds.feeds()
    (issue,) = services.library.outline().issues
    assert (feed.kind, feed.url, feed.total) == (SourceKind.FOLDER, str(watched), 3)
    assert issue.path == str(watched / "docs" / "01.md")


def test_nothing_is_imported_twice(services, watched):
    assert look(services, times=3) == []


def test_a_new_file_is_taken_when_it_stands_still(services, watched):
    file = watched / "docs" / "02.md"
    file.write_text(ISSUE[:40], "utf-8")
    assert look(services, times=1) == []
    file.write_text(ISSUE.replace("Week 1", "Week 2"), "utf-8")
    assert look(services, times=1) == []
    assert services.watching.unsettled()
    assert look(services, times=1) == [("02.md", ImportOutcome.NEW)]


def test_a_changed_file_is_taken_whether_written_in_place_or_replaced(services, watched):
    file = watched / "docs" / "01.md"
    file.write_text(ISSUE + "\nMore words.\n", "utf-8")
    assert look(services) == [("01.md", ImportOutcome.CHANGED)]
    other = watched / "docs" / ".01.md.swp"
    other.write_text(ISSUE, "utf-8")
    other.replace(file)
    assert look(services) == [("01.md", ImportOutcome.CHANGED)]


def test_what_vanishes_stays(services, watched):
    (watched / "docs" / "01.md").unlink()
    assert look(services) == []
    assert len(services.library.outline().issues) == 1


def test_hidden_folders_and_other_files_are_passed_over(services, watched):
    for name in (".git/a.md", "docs/.b.md", "docs/README.md", "docs/image.png"):
        file = watched / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(ISSUE, "utf-8")
    assert look(services) == []


def test_a_link_to_a_folder_is_not_followed(services, watched):
    (watched / "docs" / "loop").symlink_to(watched)
    (watched / "docs" / "nowhere.md").symlink_to(watched / "not there.md")
    assert look(services) == []


def test_a_folder_that_is_not_there_is_told_and_found_again(services, watched):
    (feed,) = services.feeds.feeds()
    away = watched.with_name("away")
    watched.rename(away)
    assert look(services) == []
    problem = services.watching.problem(feed.id)
    assert problem is not None
    assert "nothing was removed" in str(problem)
    assert len(services.library.outline().issues) == 1
    away.rename(watched)
    (watched / "docs" / "02.md").write_text(ISSUE.replace("Week 1", "Week 2"), "utf-8")
    assert look(services) == [("02.md", ImportOutcome.NEW)]
    assert services.watching.problem(feed.id) is None


def test_a_file_with_the_time_of_before_but_another_size_is_seen(services, watched):
    file = watched / "docs" / "01.md"
    before = file.stat()
    file.write_text(ISSUE + "\nMore words.\n", "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert look(services) == [("01.md", ImportOutcome.CHANGED)]


def test_a_folder_is_let_be_but_its_issues_stay(services, watched):
    (feed,) = services.feeds.feeds()
    services.feeds.remove(feed.id)
    assert services.feeds.feeds() == ()
    (watched / "docs" / "02.md").write_text(ISSUE, "utf-8")
    assert look(services) == []
    assert len(services.library.outline().issues) == 1
    services.reading.undo()
    assert services.feeds.feeds() == (feed,)


def test_what_is_no_folder_cannot_be_watched(services, tmp_path):
    with pytest.raises(InputError):
        services.feeds.watch(tmp_path / "not there")
