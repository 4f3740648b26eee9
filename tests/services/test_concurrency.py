"""Every method may be called from any thread."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from mine_reader.errors import LibraryLockedError
from mine_reader.model import ArticleFilter, NoteText
from mine_reader.services import open_services
from tests.services.conftest import ISSUE


def test_many_threads_read_and_write_at_once(folder, services):
    issue_id = folder.put()
    ids = [article.id for article in folder.articles(issue_id)]

    def work(n):
        services.annotating.add(ids[n % 3], note=NoteText(f"note {n}"))
        services.reading.mark(ids, starred=n % 2 == 0)
        folder.put(ISSUE + f"{n}\n", f"weekly/{n + 10}.md")
        outline = services.library.outline()
        return sum(issue.total for issue in outline.issues) % 3 == 0

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(24)))
    assert len(services.library.outline().issues) == 25
    assert sum(article.note_count for article in folder.articles(issue_id)) == 24 + 1
    assert services.backup.check().ok


def test_a_read_sees_one_state_of_everything(folder, services):
    folder.put()

    def marks(n):
        services.reading.mark_all(ArticleFilter(), read=n % 2 == 0)

    def counts(_):
        outline = services.library.outline()
        return {*outline.views.values()} >= {issue.unread for issue in outline.issues}

    with ThreadPoolExecutor(4) as pool:
        writes = [pool.submit(marks, n) for n in range(20)]
        assert all(pool.map(counts, range(40)))
        for write in writes:
            write.result()


def test_two_programs_share_a_library(folder, services, library_path, preparer, clock):
    issue_id = folder.put()
    other = open_services(library_path, preparer=preparer, clock=clock)
    ids = [article.id for article in folder.articles(issue_id)]
    services.reading.mark(ids[:1], read=True)
    other.reading.mark(ids[1:], read=True)
    assert services.library.issue(issue_id).unread == 0 == other.library.issue(issue_id).unread
    services.reading.undo()
    assert other.library.issue(issue_id).unread == 1
    other.close()


def test_a_restore_waits_for_who_reads(folder, services, tmp_path):
    folder.put()
    services.backup.backup(tmp_path / "b.sqlite")
    folder.put(ISSUE + "x", "weekly/02.md")
    with ThreadPoolExecutor(1) as pool:
        with services._store.read() as db:
            assert db.execute("SELECT count(*) FROM issue").fetchone()[0] == 2
            restored = pool.submit(services.backup.restore, tmp_path / "b.sqlite")
            assert db.execute("SELECT count(*) FROM issue").fetchone()[0] == 2
        restored.result()
    assert len(services.library.outline().issues) == 1


def test_a_library_that_another_program_has_open_is_not_replaced(folder, services, tmp_path, library_path, monkeypatch):
    monkeypatch.setattr("mine_reader.store.database.BUSY_SECONDS", 0.01)
    folder.put()
    services.backup.backup(tmp_path / "b.sqlite")
    other = open_services(library_path)
    with pytest.raises(LibraryLockedError):
        services.backup.restore(tmp_path / "b.sqlite")
    assert len(other.library.outline().issues) == 1
    other.close()
    services.backup.restore(tmp_path / "b.sqlite")
