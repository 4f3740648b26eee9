import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from mine_reader.errors import DiskFullError, InputError, WorkerError
from mine_reader.model import ImportOutcome, SourceKind, SplitOptions
from mine_reader.services import open_services
from tests.services.conftest import ISSUE


def outcomes(report):
    return [item.outcome for item in report.imported]


def reasons(report):
    return {Path(item.path).name: item.reason for item in report.skipped}


def test_an_issue_is_there_with_its_sections_articles_and_notes(folder, services):
    detail = services.library.detail(folder.put())
    assert (detail.issue.title, detail.issue.date, detail.issue.source) == ("Week 1", "2023-12-03", "weekly")
    assert [section.title for section in detail.sections] == ["News", "Tools"]
    assert [(a.title, a.section_title) for a in detail.articles] == [
        ("First thing", "News"),
        ("Second thing", "News"),
        ("Third thing", "Tools"),
    ]
    (note,) = detail.annotations
    assert (note.note.level, note.note.body) == ("1", "A thought about it")
    assert note.selector.exact == "Another paragraph, with more words in it."


def test_the_same_bytes_change_nothing_and_are_not_rendered(folder, services, preparer):
    folder.put()
    before = services.library.outline()
    calls = preparer.calls
    report = services.library.import_paths([folder.path / "weekly/01.md"])
    assert outcomes(report) == [ImportOutcome.UNCHANGED]
    assert services.library.outline() == before
    assert preparer.calls == calls


def test_a_changed_file_is_the_same_issue(folder, services):
    first = folder.put()
    report = services.library.import_paths([folder.write(ISSUE.replace("Week 1", "Week one"))])
    assert [(item.issue_id, item.outcome) for item in report.imported] == [(first, ImportOutcome.CHANGED)]
    assert services.library.issue(first).title == "Week one"


def test_a_folder_is_read_with_its_folders_but_for_hidden_ones_and_index_pages(folder, services):
    for name in ("a/1.md", "a/deep/2.markdown", "a/3.txt", "a/.hidden/4.md", "a/README.md", "a/index.md", "a/5.png"):
        folder.write(ISSUE + name, name)
    report = services.library.import_paths([folder.path / "a"])
    assert [os.path.relpath(item.path, folder.path) for item in report.imported] == [
        "a/1.md",
        "a/3.txt",
        "a/deep/2.markdown",
    ]
    assert set(reasons(report)) == {"README.md", "index.md", "5.png"}
    (source,) = services.library.outline().sources
    assert (source.kind, source.name, source.path) == (SourceKind.FOLDER, "a", str(folder.path / "a"))


def test_an_index_page_that_is_named_is_imported(folder, services):
    assert outcomes(services.library.import_paths([folder.write(name="a/README.md")])) == [ImportOutcome.NEW]


def test_one_bad_file_never_stops_the_others(folder, services):
    (folder.path / "a").mkdir(parents=True)
    (folder.path / "a" / "binary.md").write_bytes(b"\0\1\2" * 100)
    (folder.path / "a" / "empty.md").write_bytes(b"")
    with (folder.path / "a" / "huge.md").open("wb") as file:
        file.truncate(50_000_001)
    (folder.path / "a" / "folder.md").mkdir()
    (folder.path / "a" / "dangling.md").symlink_to(folder.path / "nowhere")
    folder.write(name="a/good.md")
    report = services.library.import_paths([folder.path / "a", folder.path / "missing.md"])
    assert [Path(item.path).name for item in report.imported] == ["good.md"]
    assert {"binary.md", "empty.md", "huge.md", "missing.md"} <= set(reasons(report))
    assert "larger than 50 MB" in reasons(report)["huge.md"]
    assert all(reason and "{" not in reason for reason in reasons(report).values())


def test_files_are_in_a_source_named_after_their_folder(folder, services):
    folder.put(name="weekly/01.md")
    folder.put(ISSUE + "x", name="weekly/02.md")
    folder.put(ISSUE + "y", name="other/01.md")
    assert [source.name for source in services.library.outline().sources] == ["weekly", "other"]


def test_a_folder_whose_files_were_imported_one_by_one_is_the_same_source(folder, services):
    first = folder.put()
    report = services.library.import_paths([folder.path / "weekly"])
    assert [(item.issue_id, item.outcome) for item in report.imported] == [(first, ImportOutcome.UNCHANGED)]
    assert len(services.library.outline().sources) == 1


def test_a_file_of_a_folder_that_is_imported_alone_stays_in_its_source(folder, services):
    folder.write(name="weekly/2023/01.md")
    services.library.import_paths([folder.path / "weekly"])
    report = services.library.import_paths([folder.path / "weekly/2023/01.md"])
    assert outcomes(report) == [ImportOutcome.UNCHANGED]
    assert [source.name for source in services.library.outline().sources] == ["weekly"]


def test_the_user_may_name_the_source(folder, services):
    folder.put(source=" Mine ")
    folder.put(ISSUE + "x", name="elsewhere/02.md", source="Mine")
    assert [source.name for source in services.library.outline().sources] == ["Mine"]
    with pytest.raises(InputError):
        folder.put(source=" ")


def test_a_file_that_is_there_goes_into_the_source_that_is_named_and_stays_there(folder, services):
    first = folder.put()
    article = folder.articles(first)[0].id
    services.reading.mark([article], starred=True)
    assert folder.put(source="Mine") == first
    assert [source.name for source in services.library.outline().sources] == ["Mine"]
    assert folder.put() == first
    assert [source.name for source in services.library.outline().sources] == ["Mine"]
    assert services.reading.article(article).starred


def test_identity_in_a_named_source_is_the_path(folder, services):
    first = folder.put(name="one/01.md", source="Mine")
    assert folder.put(ISSUE + "more\n", name="two/01.md", source="Mine") == first


def test_files_of_one_name_from_two_folders_are_two_issues(folder, services):
    files = [folder.write(ISSUE + name, name) for name in ("one/01.md", "two/01.md")]
    report = services.library.import_paths(files, source="Mine")
    assert len({item.issue_id for item in report.imported}) == 2


def test_a_renamed_file_is_recognised_by_its_content(folder, services):
    first = folder.put()
    new = folder.path / "weekly" / "renamed.md"
    (folder.path / "weekly/01.md").rename(new)
    report = services.library.import_paths([new])
    assert [(item.issue_id, item.outcome) for item in report.imported] == [(first, ImportOutcome.UNCHANGED)]
    assert services.library.issue(first).path == str(new)


def test_a_folder_that_moved_keeps_its_issues(folder, services):
    first = folder.put()
    shutil.move(folder.path / "weekly", folder.path / "moved")
    report = services.library.import_paths([folder.path / "moved"])
    assert [item.issue_id for item in report.imported] == [first]
    assert [source.name for source in services.library.outline().sources] == ["moved"]


def test_a_copy_is_an_issue_of_its_own(folder, services):
    first = folder.put()
    assert folder.put(name="weekly/copy.md") != first


def test_a_deleted_issue_comes_back_with_its_state_when_it_is_imported_again(folder, services):
    first = folder.put()
    article = folder.articles(first)[0].id
    services.reading.mark([article], starred=True)
    services.library.delete_issue(first)
    report = services.library.import_paths([folder.path / "weekly/01.md"])
    assert [(item.issue_id, item.outcome) for item in report.imported] == [(first, ImportOutcome.NEW)]
    assert services.reading.article(article).starred


def test_a_deleted_source_comes_back_with_nothing_but_what_is_imported(folder, services):
    first = folder.put()
    folder.put(ISSUE + "x", name="weekly/02.md")
    services.library.delete_source(services.library.issue(first).source_id)
    services.library.import_paths([folder.path / "weekly/01.md"])
    assert [issue.id for issue in services.library.outline().issues] == [first]


def test_progress_tells_each_file_and_can_cancel(folder, services):
    files = [folder.write(ISSUE + name, name) for name in ("a/1.md", "a/2.md", "a/3.md")]
    seen = []

    def progress(done, total, name):
        seen.append((done, total, name))
        return done < 1

    report = services.library.import_paths(files, progress=progress)
    assert seen == [(0, 3, "1.md"), (1, 3, "2.md")]
    assert len(report.imported) == 1


def test_a_file_that_the_worker_dies_of_is_skipped_and_the_others_go_on(folder, services, preparer, monkeypatch):
    files = [folder.write(ISSUE + name, f"a/{name}.md") for name in ("1", "2", "3")]
    prepare = preparer.prepare

    def dies(text: str, name: str, options: SplitOptions) -> Any:
        if name == "2.md":
            raise WorkerError
        return prepare(text, name, options)

    monkeypatch.setattr(preparer, "prepare", dies)
    report = services.library.import_paths(files)
    assert [Path(item.path).name for item in report.imported] == ["1.md", "3.md"]
    assert reasons(report) == {"2.md": "it could not be prepared in time"}


def test_a_full_disk_stops_an_import_and_keeps_what_was_done(folder, services):
    files = [
        folder.write(ISSUE, "1.md"),
        folder.write(ISSUE + "much more\n" * 200_000, "2.md"),
        folder.write("x", "3.md"),
    ]
    with services._store.write() as db:
        db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0] + 50}")
    report = services.library.import_paths(files)
    assert [Path(item.path).name for item in report.imported] == ["1.md"]
    assert isinstance(report.stopped, DiskFullError)
    assert services.backup.check().ok


def test_the_welcome_issue_goes_into_an_empty_library_alone(services, preparer):
    welcome = services.library.import_welcome(ISSUE, "welcome.md")
    assert services.library.issue(welcome).path is None
    assert services.library.import_welcome(ISSUE, "welcome.md") is None
    services.library.delete_issue(welcome)
    assert services.library.import_welcome(ISSUE, "welcome.md") is None
    assert preparer.calls == 1


def test_corrections_survive_an_import_and_can_be_taken_back(folder, services):
    issue_id = folder.put()
    services.library.correct(issue_id, title="Mine", number="7", date="2024-01-02", source="Other")
    folder.put(ISSUE.replace("Week 1", "Week 2"))
    issue = services.library.issue(issue_id)
    assert (issue.title, issue.number, issue.date, issue.source) == ("Mine", 7, "2024-01-02", "Other")
    services.library.correct(issue_id, title="", number="", date="", source="")
    issue = services.library.issue(issue_id)
    assert (issue.title, issue.number, issue.date, issue.source) == ("Week 2", None, "2023-12-03", "weekly")


@pytest.mark.parametrize("wrong", [{"number": "x"}, {"number": "1" * 20}, {"date": "soon"}, {"date": "2023-13-01"}])
def test_a_correction_that_makes_no_sense_is_refused(folder, services, wrong):
    issue_id = folder.put()
    with pytest.raises(InputError):
        services.library.correct(issue_id, **wrong)


def test_a_page_is_rendered_once(folder, services, preparer):
    issue_id = folder.put()
    calls = preparer.calls
    page = services.library.page(issue_id)
    assert [part.text for part in page.parts if part.text] == [article.text for article in page.articles]
    assert preparer.calls == calls


def test_a_page_whose_cache_is_lost_or_damaged_is_rendered_again(folder, services, preparer, tmp_path):
    issue_id = folder.put()
    page = services.library.page(issue_id)
    for file in (tmp_path / "cache").rglob("*.json"):
        file.write_text("[[1, 2")
    calls = preparer.calls
    assert services.library.page(issue_id) == page
    assert preparer.calls == calls + 1


def test_what_was_imported_is_there_after_closing(folder, services, library_path, preparer, clock):
    issue_id = folder.put()
    detail = services.library.detail(issue_id)
    services.close()
    again = open_services(library_path, preparer=preparer, clock=clock)
    assert again.library.detail(issue_id) == detail
    again.close()


def test_closing_ends_the_preparer(services, preparer):
    services.close()
    assert preparer.closed
