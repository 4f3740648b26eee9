"""Annotations of other programs, onto the articles of the library."""

import json
from typing import Any

import pytest

from mine_reader.model import AnchorState, AnnotationFilter, Color, ImportOutcome, NoteText
from mine_reader.services import open_services
from mine_reader.services.exporting import ExportFormat
from tests.services.conftest import ISSUE, SmallPreparer

URL = "https://example.org/1?utm_source=x#part"


@pytest.fixture
def issue(folder):
    return folder.put()


@pytest.fixture
def take(services, tmp_path):
    def take(*items: dict[str, Any], name="notes.jsonld"):
        (tmp_path / name).write_text(json.dumps({"items": items}), "utf-8")
        return services.library.import_paths([tmp_path / name])

    return take


def item(exact="first paragraph", prefix="The ", suffix=".", url=URL, **more) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    return {"type": "Annotation", "bodyValue": "theirs", "target": {"source": url, "selector": quote}} | more


def theirs(services):
    return [note for note in services.annotating.annotations(AnnotationFilter()) if note.note.body == "theirs"]


def test_a_note_finds_its_article_by_the_link_and_its_place_by_the_quote(services, issue, take):
    report = take(item(created="2024-05-06T07:08:09Z", tags=["sea", " "]))
    assert [(done.issue_id, done.outcome) for done in report.imported] == [(issue, ImportOutcome.CHANGED)]
    (note,) = theirs(services)
    assert note.selector is not None
    assert (note.selector.exact, note.selector.start, note.anchor) == ("first paragraph", 4, AnchorState.KEPT)
    assert (note.color, note.tags, note.note.date) == (Color.YELLOW, ("sea",), "2024-05-06")
    assert note.created_at == "2024-05-06T07:08:09.000000Z"
    assert services.backup.check().problems == ()


def test_a_note_whose_text_is_not_there_is_detached(services, issue, take):
    take(item("text of the linked page"))
    (note,) = theirs(services)
    assert note.selector is not None
    assert (note.selector.exact, note.anchor) == ("text of the linked page", AnchorState.DETACHED)
    assert services.backup.check().problems == ()


def test_of_several_articles_with_the_link_the_one_with_the_text_takes_it(services, folder, issue, take):
    folder.put("# Week 2\ndate: 2024-01-01\n### Again\nOther words.\nhttps://example.org/1\n", "weekly/02.md")
    take(item())
    (note,) = theirs(services)
    assert note.issue_id == issue


def test_a_note_on_no_article_is_named_and_the_rest_taken(services, issue, take):
    report = take(item(url="https://nowhere.example/"), {"target": 3}, item())
    assert [skipped.reason for skipped in report.skipped] == [
        "its annotation 1 is on https://nowhere.example/, which no article here links to",
        "its annotation 2 says nothing that can be used",
    ]
    assert len(theirs(services)) == 1


def test_again_it_adds_nothing(services, issue, take):
    take(item(), item())
    report = take(item(), item("text of the linked page"), name="again.json")
    assert len(theirs(services)) == 2
    assert [done.outcome for done in report.imported] == [ImportOutcome.CHANGED]
    assert [done.outcome for done in take(item()).imported] == [ImportOutcome.UNCHANGED]


def test_ours_come_back_to_a_library_with_the_same_issues(services, folder, issue, tmp_path, clock):
    first, second, third = folder.articles(issue)
    services.annotating.add(second.id, quote="more words", color=Color.PINK, note=NoteText("a", "2"), tags=["x/y"])
    services.annotating.add(third.id, note=NoteText("whole", None, "2023-12-09"))
    services.annotating.add(first.id, quote="first", color=Color.BLUE)
    services.exporting.export(ExportFormat.ANNOTATIONS, tmp_path / "a.jsonld")

    def known(opened):
        return [
            (note.note, note.selector, note.anchor, note.color, note.tags, note.created_at, note.updated_at)
            for note in opened.annotating.annotations(AnnotationFilter())
        ]

    other = open_services(tmp_path / "o.sqlite", preparer=SmallPreparer(), clock=clock, cache_dir=tmp_path / "c")
    try:
        other.library.import_paths([folder.write(ISSUE)])
        assert other.library.import_paths([tmp_path / "a.jsonld"]).skipped == ()
        assert known(other) == known(services)
    finally:
        other.close()


def test_an_annotation_that_is_on_nothing_is_named(services, issue, tmp_path):
    (tmp_path / "one.jsonld").write_text('{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation"}')
    report = services.library.import_paths([tmp_path / "one.jsonld"])
    assert [one.reason for one in report.skipped] == ["its annotation 1 says nothing that can be used"]
