"""A library out of its JSON export."""

import copy
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mine_reader.model import AnnotationFilter, Color, Dialect, ImportOutcome, NoteText, Span, SplitOptions
from mine_reader.services import open_services
from mine_reader.services.exporting import ExportFormat
from mine_reader.text.prepare import prepare
from tests.services.conftest import ISSUE, SmallPreparer

DERIVED = {"annotation_tag", "article_tag", "article_link", "section", "tag", "link", "issue_version"}


@pytest.fixture
def issue(folder):
    """An issue with all that one can do to it."""
    services = folder.services
    issue = folder.put()
    first, second, third = folder.articles(issue)
    services.reading.mark([first.id], read=True, starred=True)
    services.reading.mark([second.id], later=True, downloaded=True)
    services.reading.tag([first.id, third.id], add=["llm/rag"])
    services.annotating.add(third.id, quote="last words", color=Color.PINK, tags=["sea"], note=NoteText("kept", "2"))
    services.annotating.add(first.id, note=NoteText("whole", None, "2023-12-09"))
    services.annotating.add(second.id, span=Span(0, 7), note=NoteText("to be lost"))
    (imported,) = [note for note in folder.notes(issue) if note.origin]
    services.annotating.edit(imported.id, NoteText("edited", "1"))
    folder.put(ISSUE.replace("Another paragraph", "Changed") + "2『From the file』\n1『Deleted』\n")
    services.annotating.delete([note.id for note in folder.notes(issue) if note.note.body == "Deleted"])
    folder.put(ISSUE.split("### First thing")[0] + "### New\nNew.\n" + ISSUE.split("https://example.org/1\n")[1])
    services.library.correct(issue, title="My title", number="7", date="2024-01-02", source="Mine")
    folder.put("# Week 2\n### Alone\nText.\n", "weekly/02.md")
    services.library.set_options(services.library.outline().sources[0].id, SplitOptions(Dialect.WEEKLY, ("订阅",)))
    services.library.repair(folder.put("# Week 3\n### a\nA.\n### b\nB.\n", "other/03.md"), SplitOptions(merged=(1,)))
    return issue


@pytest.fixture
def exported(services, issue, tmp_path) -> Path:
    path: Path = tmp_path / "library.json"
    services.exporting.export(ExportFormat.JSON, path)
    return path


@pytest.fixture
def other(tmp_path, clock):
    opened = open_services(tmp_path / "other.sqlite", preparer=SmallPreparer(), clock=clock, cache_dir=tmp_path / "c")
    yield opened
    opened.close()


def again(services, path: Path) -> str:
    services.exporting.export(ExportFormat.JSON, path)
    return path.read_text("utf-8")


def rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return all rows, without the ids of those that nothing outside refers to."""
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'search_*'")
        names = [row[0] for row in tables]  # what the index has yet to read is the work of each library
        found = {}
        for name in set(names) - {"sqlite_sequence", "export_file", "draft"}:
            values = [dict(row) for row in db.execute(f"SELECT * FROM {name}")]  # noqa: S608 - its own names
            if name == "shelf":
                values = [row for row in values if row["issues"]]  # one that was emptied counts nothing
            for row in values if name in DERIVED else []:
                for key in ("id", "tag_id", "link_id"):
                    row.pop(key, None)
            for row in values:
                row.pop("version_id", None)
            found[name] = sorted(values, key=repr)
        return found


def test_an_empty_library_becomes_equal(services, other, exported, tmp_path):
    report = other.library.import_paths([exported])
    assert [done.outcome for done in report.imported] == [ImportOutcome.NEW] * 3
    assert report.skipped == ()
    assert again(other, tmp_path / "again.json") == exported.read_text("utf-8")


def test_every_row_is_there(services, other, exported, tmp_path):
    other.library.import_paths([exported])
    before, after = rows(tmp_path / "home" / "library.sqlite"), rows(tmp_path / "other.sqlite")
    assert before.keys() == after.keys()
    for table in before:
        assert after[table] == before[table], table


def test_the_restored_library_is_sound_and_shows_its_pages(other, exported, issue):
    other.library.import_paths([exported])
    assert other.backup.check().problems == ()
    page = other.library.page(issue)
    assert [article.title for article in page.articles] == ["New", "Second thing", "Third thing", "First thing"]


def test_the_notes_of_the_file_are_known_when_it_is_imported_again(folder, other, exported):
    other.library.import_paths([exported])
    before = again(other, exported)
    assert other.library.import_paths([folder.path / "weekly"]).imported[0].outcome is ImportOutcome.UNCHANGED
    assert again(other, exported) == before


def test_inline_it_is_the_same(services, other, exported, issue):
    other.library.import_paths([exported])
    form = ExportFormat.INLINE
    assert other.exporting.preview(issue, form) == services.exporting.preview(issue, form)


def test_again_it_changes_nothing(other, exported, tmp_path):
    other.library.import_paths([exported])
    before = again(other, tmp_path / "a.json")
    report = other.library.import_paths([exported])
    assert {done.outcome for done in report.imported} == {ImportOutcome.UNCHANGED}
    assert again(other, tmp_path / "a.json") == before


def test_into_a_library_with_other_issues_it_is_equal_but_for_the_ids(folder, other, exported, tmp_path):
    other.library.import_paths([folder.write("# Mine\n### x\nX.\n1『y』\n", "mine/1.md")])
    report = other.library.import_paths([exported])
    assert len(report.imported) == 3
    bodies = {note.note.body for note in other.annotating.annotations(AnnotationFilter())}
    assert {"y", "kept", "whole", "edited", "to be lost"} <= bodies
    assert other.backup.check().problems == ()


def test_a_deleted_issue_comes_back(services, exported, issue, tmp_path):
    services.library.delete_issue(issue)
    report = services.library.import_paths([exported])
    assert sorted(done.outcome for done in report.imported) == ["new", "unchanged", "unchanged"]
    assert services.backup.check().problems == ()
    assert "My title" in [found.title for found in services.library.outline().issues]


def test_another_version_is_left_alone(folder, services, exported, issue):
    folder.put(ISSUE + "More.\n")
    (skipped,) = services.library.import_paths([exported]).skipped
    assert skipped.reason == "another version of its issue “My title” is in the library already"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is not valid JSON"),
        (b"{", "it is not valid JSON"),
        (b"\xff\xfe{", "it is not valid JSON"),
        (b"[" * 100_000, "it is not valid JSON"),
        (b"[]", "it holds neither issues nor annotations"),
        (b'{"a": 1}', "it holds neither issues nor annotations"),
        (b"3", "it holds neither issues nor annotations"),
    ],
)
def test_a_file_that_is_none_of_ours(services, tmp_path, data, reason):
    path = tmp_path / "x.json"
    path.write_bytes(data)
    (skipped,) = services.library.import_paths([path]).skipped
    assert (skipped.path, skipped.reason) == (str(path), reason)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths to all values of a document."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, child in children for place in places(child, (*path, key)))]


def put(document: Any, place: tuple[Any, ...], value: Any) -> Any:
    document = copy.deepcopy(document)
    target = document
    for key in place[:-1]:
        target = target[key]
    target[place[-1]] = value
    return document


@pytest.mark.parametrize("bad", [None, "\ud800x\0", -1, 2**70, [], {}, True, "1", [[]]], ids=repr)
def test_nothing_in_it_is_taken_on_trust(exported, bad, tmp_path, clock):
    document = json.loads(exported.read_text("utf-8"))
    all_places = [place for place in places(document) if place[:2] == ("issues", 0) and len(place) > 2]
    path = tmp_path / "bad.json"
    for number, place in enumerate(all_places[:: max(1, len(all_places) // 25)]):
        path.write_text(json.dumps(put(document, place, bad)), "utf-8")
        folder = tmp_path / str(number)
        opened = open_services(folder / "l.sqlite", preparer=SmallPreparer(), clock=clock, cache_dir=folder)
        try:
            report = opened.library.import_paths([path])
            assert len(report.imported) + len(report.skipped) == 3
            assert len(report.imported) >= 2
            for done in report.imported:
                opened.library.page(done.issue_id)
                opened.exporting.preview(done.issue_id, ExportFormat.MARKDOWN)
            assert opened.backup.check().problems == ()
        finally:
            opened.close()


def test_an_issue_that_is_there_twice_is_named_and_the_rest_done(other, exported):
    document = json.loads(exported.read_text("utf-8"))
    document["issues"].append(document["issues"][0])
    exported.write_text(json.dumps(document), "utf-8")
    report = other.library.import_paths([exported])
    assert len(report.imported) == 3
    assert [one.reason for one in report.skipped] == ["its issue “My title” is damaged at “id”"]


def test_a_note_that_does_not_stand_where_it_says_is_detached(other, exported):
    document = json.loads(exported.read_text("utf-8"))
    for article in document["issues"][0]["articles"]:
        for note in article["notes"]:
            note["quote"] = note["quote"] and "nowhere"
    exported.write_text(json.dumps(document), "utf-8")
    other.library.import_paths([exported])
    quoted = [note for note in other.annotating.annotations(AnnotationFilter()) if note.selector]
    assert quoted
    assert {note.anchor.value for note in quoted if note.selector and note.selector.exact == "nowhere"} == {"detached"}


def test_real_issues_come_back_equal(seeds, tmp_path, clock):
    class RealPreparer(SmallPreparer):
        def prepare(self, text, name, options):
            return prepare(text, name, options)

    texts: list[str] = []
    for name in ("one", "two"):
        folder = tmp_path / name
        opened = open_services(folder / "l.sqlite", preparer=RealPreparer(), clock=clock, cache_dir=folder)
        try:
            opened.library.import_paths([tmp_path / "one.json"] if texts else sorted(seeds.iterdir()))
            opened.exporting.export(ExportFormat.JSON, tmp_path / f"{name}.json")
            texts.append((tmp_path / f"{name}.json").read_text("utf-8"))
            assert opened.backup.check().problems == ()
        finally:
            opened.close()
    assert texts[0] == texts[1]
    assert len(json.loads(texts[1])["issues"]) == 5


def shown(services) -> list[Any]:
    """Return what the reader made of the issues, without ids and times."""
    articles = [
        (issue.title, a.title, a.read, a.starred, a.later, a.downloaded, a.tags)
        for issue in services.library.outline().issues
        for a in services.library.detail(issue.id).articles
    ]
    notes = services.annotating.annotations(AnnotationFilter())
    return [articles, [(note.note, note.selector, note.color, note.tags, note.anchor) for note in notes]]


@pytest.fixture
def plain(folder):
    """An issue as it was published, with a note in its file."""
    return folder.put()


def test_an_issue_that_is_here_already_gets_what_it_misses(services, folder, plain, other, tmp_path):
    first, second, _ = folder.articles(plain)
    (imported,) = folder.notes(plain)
    services.reading.mark([first.id], starred=True, downloaded=True)
    services.reading.tag([second.id], add=["llm"])
    services.annotating.add(first.id, quote="first", color=Color.GREEN, tags=["x"], note=NoteText("mine"))
    services.annotating.edit(imported.id, NoteText("edited", "2"))
    services.annotating.tag([imported.id], add=["y"])
    services.exporting.export(ExportFormat.JSON, tmp_path / "a.json")
    other.library.import_paths([folder.path / "weekly" / "01.md"])
    assert [d.outcome for d in other.library.import_paths([tmp_path / "a.json"]).imported] == [ImportOutcome.CHANGED]
    assert shown(other) == shown(services)
    assert other.backup.check().problems == ()
    assert [d.outcome for d in other.library.import_paths([tmp_path / "a.json"]).imported] == [ImportOutcome.UNCHANGED]
    assert shown(other) == shown(services)


def test_what_is_here_is_not_taken_away_by_an_import(services, folder, plain, other, tmp_path):
    services.exporting.export(ExportFormat.JSON, tmp_path / "a.json")
    first, _, third = folder.articles(plain)
    services.annotating.add(third.id, note=NoteText("later"))
    services.annotating.delete([note.id for note in folder.notes(plain) if note.origin])
    services.reading.mark([first.id], later=True)
    before = shown(services)
    services.library.import_paths([tmp_path / "a.json"])
    assert shown(services) == before


def test_notes_on_articles_that_are_split_otherwise_are_counted(services, folder, plain, tmp_path):
    services.exporting.export(ExportFormat.JSON, tmp_path / "a.json")
    services.library.repair(plain, SplitOptions(merged=(1,)))
    (skipped,) = services.library.import_paths([tmp_path / "a.json"]).skipped
    assert skipped.reason.endswith("is split otherwise here, so that 1 of its notes were left out")


def test_the_export_of_a_tag_is_only_a_part(services, folder, plain, other, tmp_path):
    services.reading.tag([folder.articles(plain)[0].id], add=["sea"])
    services.exporting.export(ExportFormat.JSON, tmp_path / "a.json", tag="sea")
    (skipped,) = other.library.import_paths([tmp_path / "a.json"]).skipped
    assert skipped.reason == "it holds only a part of its issue “Week 1”"
