"""What changed in an issue that was published again, and what annotations were made on."""

import sqlite3
from contextlib import closing

import pytest

from mine_reader.model import AnchorState, ArticleFilter, Color, NoteText, SmartView, Span, SplitOptions
from mine_reader.services import open_services
from mine_reader.services.exporting import ExportFormat
from mine_reader.settings import load_settings
from tests.services.conftest import ISSUE, SmallPreparer

CHANGED = ISSUE.replace("first paragraph", "opening paragraph")
QUOTE = "first paragraph"


def updated(services):
    return [article.title for article in services.reading.articles(ArticleFilter(view=SmartView.UPDATED))]


@pytest.fixture
def kept(library_path):
    """Return the texts that are kept for annotations."""

    def texts():
        with closing(sqlite3.connect(library_path)) as db:
            return [row[0] for row in db.execute("SELECT text FROM article_text ORDER BY id")]

    return texts


def test_only_the_article_whose_text_changed_is_updated(services, folder):
    folder.put()
    assert updated(services) == []
    folder.put(CHANGED)
    assert updated(services) == ["First thing"]


@pytest.mark.parametrize(
    "text",
    [
        ISSUE.replace("## Tools", "## Instruments"),
        ISSUE.replace("# Week 1", "# Week 1, again"),
        ISSUE.replace("The first paragraph.", "The  first\nparagraph。"),
        ISSUE + "1『A note of the file』\n",
        ISSUE.replace("## News\n", "## News\n### New\nAll new.\n\n"),
        ISSUE.split("### First thing")[0] + "### Second thing" + ISSUE.split("### Second thing")[1],
    ],
)
def test_an_article_that_says_the_same_is_not_updated(services, folder, text):
    folder.put()
    folder.put(text)
    assert updated(services) == []


def test_what_a_newer_renderer_makes_differently_is_not_updated(services, folder, preparer, tmp_path, monkeypatch):
    folder.put()
    for file in (tmp_path / "cache").rglob("*.json"):
        file.unlink()
    old = preparer._article

    def newer(text, match, end, section, index):
        return old(text.replace("words", "[words]"), match, end, section, index)

    monkeypatch.setattr(preparer, "_article", newer)
    folder.put(CHANGED)
    assert updated(services) == ["First thing"]


def test_a_new_title_is_news(services, folder):
    folder.put()
    folder.put(ISSUE.replace("### First thing", "### First things first"))
    assert updated(services) == ["First things first"]


def test_an_article_split_anew_is_not_updated(services, folder):
    issue = folder.put()
    services.library.repair(issue, SplitOptions(merged=(1,)))
    assert updated(services) == []


def test_what_is_read_is_updated_no_more_and_again_after_undo(services, folder):
    first = folder.articles(folder.put())[0]
    services.reading.mark([first.id], read=True)
    folder.put(CHANGED)
    assert services.reading.mark([first.id], read=True).articles == (first.id,)
    assert updated(services) == []
    services.reading.undo()
    assert updated(services) == ["First thing"]
    assert services.reading.article(first.id).read
    services.reading.mark_all(ArticleFilter(), read=True)
    assert updated(services) == []


@pytest.mark.parametrize("wanted", [False, True])
def test_an_updated_article_is_unread_again_if_the_user_wants_that(services, folder, wanted):
    settings = load_settings()
    settings.set("updated_unread", wanted)
    settings.save()
    issue = folder.put()
    services.reading.mark_all(ArticleFilter(), read=True)
    folder.put(CHANGED)
    assert [article.read for article in folder.articles(issue)] == [not wanted, True, True]


def test_a_removed_article_says_since_when(services, folder, clock):
    first = folder.articles(folder.put())[0]
    services.reading.mark([first.id], starred=True)
    assert services.reading.article(first.id).removed_at is None
    folder.put("# Week 1\n## News\n### Second thing" + ISSUE.split("### Second thing")[1])
    assert services.reading.article(first.id).removed_at == "2023-12-09T02:30:00.000000Z"
    folder.put()
    assert services.reading.article(first.id).removed_at is None


def test_the_text_an_annotation_was_made_on_is_kept(services, folder, kept):
    first = folder.articles(folder.put())[0]
    note = services.annotating.add(first.id, quote=QUOTE, color=Color.PINK)
    whole = services.annotating.add(first.id, note=NoteText("all of it"))
    made = services.annotating.version(note.id)
    assert (made.text, made.now, made.span, made.replaced_at) == (first.text, first.text, Span(4, 19), None)
    folder.put(CHANGED)
    folder.put(CHANGED.replace("opening", "last"))
    made = services.annotating.version(note.id)
    assert (made.title, made.text, made.span) == ("First thing", first.text, Span(4, 19))
    assert made.now == first.text.replace("first", "last")
    assert made.replaced_at == "2023-12-09T02:30:00.000000Z"
    assert services.annotating.version(whole.id).text == first.text
    assert services.annotating.version(whole.id).span is None
    assert kept() == [first.text]


def test_annotations_of_different_times_have_each_their_text(services, folder, kept):
    first = folder.articles(folder.put())[0]
    one = services.annotating.add(first.id, quote=QUOTE)
    folder.put(CHANGED)
    two = services.annotating.add(first.id, quote="opening paragraph")
    folder.put(ISSUE.replace("first paragraph", "third paragraph"))
    assert services.annotating.version(one.id).text == first.text
    assert services.annotating.version(two.id).text == first.text.replace("first", "opening")
    assert len(kept()) == 2


def test_a_text_goes_with_the_last_annotation_on_it_when_that_cannot_come_back(
    services, folder, kept, library_path, clock, tmp_path
):
    first = folder.articles(folder.put())[0]
    note = services.annotating.add(first.id, quote=QUOTE)
    folder.put(CHANGED)
    services.annotating.delete([note.id])
    folder.put(CHANGED + "More.\n")
    assert kept() == [first.text]
    services.reading.undo()
    assert services.annotating.version(note.id).text == first.text
    services.annotating.delete([note.id])
    services.close()
    again = open_services(library_path, preparer=SmallPreparer(), clock=clock, cache_dir=tmp_path / "cache")
    again.library.import_paths([folder.write(CHANGED + "Even more.\n")])
    assert kept() == []
    assert again.backup.check().ok
    again.close()


def test_an_issue_keeps_one_source(services, folder, library_path):
    folder.put()
    folder.put(CHANGED)
    with closing(sqlite3.connect(library_path)) as db:
        assert db.execute("SELECT count(*) FROM issue_version").fetchone() == (1,)


def test_a_deleted_annotation_goes_with_the_text_too(services, folder):
    first = folder.articles(folder.put())[0]
    note = services.annotating.add(first.id, quote="paragraph", color=Color.PINK)
    services.annotating.delete([note.id])
    folder.put(ISSUE.replace("The first", "This is the very first"))
    services.reading.undo()
    assert services.annotating.get(note.id).selector.exact == "paragraph"
    assert services.backup.check().ok


def test_an_annotation_is_attached_by_hand(services, folder):
    first, second, _ = folder.articles(folder.put())
    note = services.annotating.add(first.id, quote=QUOTE, color=Color.PINK)
    folder.put(ISSUE.replace("The first paragraph.", "Something else altogether."))
    assert services.annotating.get(note.id).anchor is AnchorState.DETACHED
    there = services.annotating.attach(note.id, second.id, Span(0, 7))
    assert (there.article_id, there.selector.exact, there.anchor) == (second.id, "Another", AnchorState.KEPT)
    made = services.annotating.version(note.id)
    assert (made.text, made.span) == (first.text, Span(4, 19))
    services.reading.undo()
    assert services.annotating.get(note.id).anchor is AnchorState.DETACHED
    assert services.annotating.get(note.id).article_id == first.id
    services.reading.redo()
    assert services.annotating.get(note.id).selector.exact == "Another"


def test_what_was_attached_by_hand_stays_there(services, folder):
    first, second, _ = folder.articles(folder.put())
    note = services.annotating.add(first.id, quote=QUOTE, color=Color.PINK)
    text = ISSUE.replace("The first paragraph.", "Something else altogether.")
    folder.put(text)
    services.annotating.attach(note.id, second.id, Span(14, 23))
    folder.put(text.replace("Another paragraph, with", "Yet another paragraph, with"))
    there = services.annotating.get(note.id)
    assert (there.selector.exact, there.anchor) == ("aph, with", AnchorState.MOVED)


def test_versions_come_back_from_json(services, folder, clock, tmp_path):
    first, second, _ = folder.articles(folder.put())
    note = services.annotating.add(first.id, quote=QUOTE, color=Color.PINK)
    folder.put(ISSUE.replace("The first paragraph.", "Something else altogether."))
    services.annotating.attach(note.id, second.id, Span(0, 7))
    services.exporting.export(ExportFormat.JSON, tmp_path / "a.json")
    other = open_services(tmp_path / "b.sqlite", preparer=SmallPreparer(), clock=clock, cache_dir=tmp_path / "c")
    other.library.import_paths([tmp_path / "a.json"])
    assert other.annotating.version(note.id) == services.annotating.version(note.id)
    assert updated(other) == updated(services) == ["First thing"]
    assert other.backup.check().ok
    other.close()


def test_what_is_done_again_after_a_republication_is_on_its_words_or_detached(services, folder):
    first = folder.articles(folder.put())[0]
    stays = services.annotating.add(first.id, quote="paragraph", color=Color.PINK)
    goes = services.annotating.add(first.id, quote=QUOTE, color=Color.PINK)
    services.reading.undo()
    services.reading.undo()
    folder.put(ISSUE.replace("The first", "This is the very last"))
    services.reading.redo()
    services.reading.redo()
    assert services.annotating.get(stays.id).selector.start == len("This is the very last ")
    assert services.annotating.get(goes.id).anchor is AnchorState.DETACHED
    assert services.backup.check().ok


def test_a_note_that_is_no_longer_attached_by_hand_is_not_on_a_wrong_place(services, folder):
    first, second, _ = folder.articles(folder.put())
    note = services.annotating.add(first.id, quote="paragraph", color=Color.PINK)
    services.annotating.attach(note.id, second.id, Span(0, 7))
    folder.put(ISSUE.replace("The first", "This is the very first"))
    services.reading.undo()
    there = services.annotating.get(note.id)
    assert (there.article_id, there.selector.exact) == (first.id, "paragraph")
    assert services.backup.check().ok


def test_a_note_is_done_again_also_when_the_text_it_was_made_on_was_replaced_twice_meanwhile(services, folder):
    first = folder.articles(folder.put())[0]
    note = services.annotating.add(first.id, quote="paragraph", color=Color.PINK)
    folder.put(ISSUE.replace("The first", "Now the first"))
    services.reading.undo()
    folder.put(ISSUE.replace("The first", "Then the first"))
    services.reading.redo()
    assert services.annotating.get(note.id).selector.start == len("Then the first ")
    assert services.annotating.version(note.id).text == first.text


@pytest.mark.parametrize("deleted", [True, False])
def test_a_note_comes_back_by_undo_or_redo_also_when_its_article_is_gone_from_the_file(services, folder, deleted):
    last = folder.articles(folder.put())[2]
    note = services.annotating.add(last.id, quote="words", color=Color.PINK)
    if deleted:
        services.annotating.delete([note.id])
    else:
        services.reading.undo()
    folder.put(ISSUE.split("## Tools")[0])
    (services.reading.undo if deleted else services.reading.redo)()
    assert services.annotating.get(note.id).article_id == last.id


def test_a_note_is_where_it_was_made_again_when_an_article_says_what_that_said(services, folder):
    first = folder.articles(folder.put())[0]
    note = services.annotating.add(first.id, quote=QUOTE, color=Color.PINK)
    rewritten = ISSUE.replace("The first paragraph.", "Something else altogether.")
    folder.put(rewritten)
    assert services.annotating.get(note.id).anchor is AnchorState.DETACHED
    last = folder.articles(folder.put(f"{rewritten}\n### Fourth thing\n{first.text}\n"))[3]
    there = services.annotating.get(note.id)
    assert (there.article_id, there.selector, there.anchor) == (last.id, note.selector, AnchorState.MOVED)


def test_a_lost_note_of_a_removed_article_is_where_it_was_made_again_when_another_says_that(services, folder):
    last = folder.articles(folder.put())[2]
    note = services.annotating.add(last.id, quote="last words", color=Color.PINK)
    folder.put(ISSUE.replace(last.text, "Something else altogether."))
    without = ISSUE.split("## Tools")[0]
    folder.put(without)
    assert services.annotating.get(note.id).anchor is AnchorState.DETACHED
    again = folder.articles(folder.put(f"{without}## Epilogue\n### Envoi\n{last.text}\n"))[2]
    there = services.annotating.get(note.id)
    assert again.id != last.id
    assert (there.article_id, there.selector) == (again.id, note.selector)
