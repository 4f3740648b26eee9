"""What a re-published issue keeps: the pure decisions, and the library after them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_reader.model import AnchorState, AnnotationId, Color, Dialect, NoteText, Origin, SplitOptions, Status
from mine_reader.services.republish import Act, Content, Filed, Held, match_articles, merge_notes
from tests.services.conftest import ISSUE


def contents(*rows):
    return [
        Content(key=n, label=label, title=title, text=text, links=tuple(links), start=n)
        for n, (label, title, text, *links) in enumerate(rows)
    ]


def matched(old, new):
    shifted = [Content(item.key + 100, item.label, item.title, item.text, item.links, item.start) for item in old]
    return {ordinal: article - 100 for ordinal, article in match_articles(shifted, new).items()}


def test_the_same_articles_are_themselves():
    items = contents(("01", "a", "text of a"), ("02", "b", "text of b"), ("01", "a", "text of a"))
    assert matched(items, items) == {0: 0, 1: 1, 2: 2}


def test_equal_text_goes_before_equal_place():
    old = contents(("1", "a", "text of a"), ("2", "b", "text of b"))
    new = contents(("1", "b", "text of b"), ("2", "a", "text of a"))
    assert matched(old, new) == {0: 1, 1: 0}


def test_a_rewritten_article_is_known_by_label_and_title():
    old = contents(("1", "a", "one thing"), ("2", "b", "text of b"))
    new = contents(("0", "new", "quite new"), ("1", "a", "something else altogether, and longer"))
    assert matched(old, new)[1] == 0


def test_a_renamed_and_rewritten_article_is_known_by_its_links():
    old = contents(("", "a", "one thing", "https://example.org/a"))
    new = contents(("", "z", "totally different words", "https://example.org/a"))
    assert matched(old, new) == {0: 0}


def test_a_renamed_article_with_a_corrected_text_is_known_by_likeness():
    old = contents(("", "a", "The quick brown fox jumps over the lazy dog."), ("", "b", "Another."))
    new = contents(("", "z", "The quick brown fox jumped over a lazy dog."))
    assert matched(old, new) == {0: 0}


WORDS = [
    "The quick brown fox jumps over the lazy dog every morning.",
    "A harbour town wakes up late, and its gulls never do.",
    "Seven kinds of bread are baked here, none of them on Monday.",
    "Nobody remembers who built the tower or what it was for.",
    "The last tram leaves at midnight, with or without its driver.",
]


def test_one_label_five_times_says_nothing():
    old = contents(*[("99", "", text) for text in WORDS])
    new = contents(*[("99", "", WORDS[n].replace("the", "this")) for n in (3, 0, 4, 1, 2)])
    assert matched(old, new) == {0: 3, 1: 0, 2: 4, 3: 1, 4: 2}


def test_numbers_that_went_on_by_one_are_no_names():
    old = contents(*[(f"{n:02}", text[:20], text) for n, text in enumerate(WORDS)])
    new = contents(
        ("00", "", "Quite new."), *[(f"{n + 1:02}", text[:20], f"{text} And so on.") for n, text in enumerate(WORDS)]
    )
    assert matched(old, new) == {n + 1: n for n in range(5)}


def test_width_and_line_ends_make_no_other_article():
    old = contents(("", "a", "第一行，\n第二行。"), ("", "b", "另一篇文章"))
    new = contents(("", "z", "另一篇 文章"), ("", "y", "第一行,第二行."))
    assert matched(old, new) == {0: 1, 1: 0}


def test_of_two_that_are_alike_each_goes_to_what_it_is_most_like():
    long = " ".join(WORDS)
    old = contents(("", "", WORDS[0]), ("", "", long))
    new = contents(("", "", long + " The end."), ("", "", WORDS[0] + " The end."))
    assert matched(old, new) == {0: 1, 1: 0}


def test_an_article_that_lost_most_of_its_text_is_still_it():
    old = contents(("", "a", " ".join(WORDS)), ("", "b", "Another text that has nothing to do with it."))
    new = contents(("", "z", WORDS[2]), ("", "b", "Another text that has nothing to do with it."))
    assert matched(old, new) == {0: 0, 1: 1}


def test_a_retitled_article_without_text_is_known_by_its_links():
    old = contents(("1", "x 1", "", "https://example.org/a"), ("2", "x 2", "", "https://example.org/b"))
    new = contents(("1", "x 1", "", "https://example.org/b"), ("2", "x 2", "", "https://example.org/a"))
    assert matched(old, new) == {0: 1, 1: 0}


def test_what_has_nothing_in_common_is_another_article():
    assert matched(contents(("1", "a", "one thing")), contents(("2", "z", "quite unlike it 12345"))) == {}


@given(
    st.lists(st.tuples(st.sampled_from("12"), st.sampled_from("ab"), st.text("xyz", max_size=4)), max_size=6), st.data()
)
def test_no_article_is_two(rows, data):
    old = contents(*rows)
    new = contents(*data.draw(st.permutations(rows)))
    found = matched(old, new)
    assert len(set(found.values())) == len(found) == len(rows)


def held(n, note, origin=None, *, ordinal=0, article=0, deleted=False, touched=False):
    known = Origin(origin, ordinal) if origin is not None else None
    return Held(AnnotationId(n), article, note, known, deleted=deleted, touched=touched)


A, B, C = (
    NoteText("as it was imported", "1"),
    NoteText("as it was imported, changed", "1"),
    NoteText("other words", "2"),
)


@pytest.mark.parametrize(
    ("library", "deleted", "file", "acts"),
    [
        (A, False, A, [Act.KEEP]),
        (B, False, A, [Act.KEEP]),
        (A, False, B, [Act.TAKE]),
        (B, False, B, [Act.KEEP]),
        (A, True, A, [Act.KEEP]),
        (A, True, B, [Act.KEEP]),
        (A, False, None, [Act.REMOVE]),
        (B, False, None, [Act.PART]),
        (A, True, None, [Act.PART]),
    ],
)
def test_three_ways_of_a_note(library, deleted, file, acts):
    filed = [] if file is None else [Filed(0, 0, file)]
    assert [step.act for step in merge_notes([held(1, library, A, deleted=deleted)], filed)] == acts


def test_changed_on_both_sides_keeps_both_and_marks_them():
    mine, theirs = NoteText("as it was imported, by me", "1"), NoteText("as it was imported, by them", "1")
    steps = merge_notes([held(1, mine, A)], [Filed(0, 0, theirs)])
    assert [(step.act, step.conflict) for step in steps] == [(Act.PART, True), (Act.ADD, True)]


def test_a_note_with_a_colour_stays_when_the_file_drops_it():
    assert [step.act for step in merge_notes([held(1, A, A, touched=True)], [])] == [Act.PART]


def test_a_note_made_here_that_is_in_the_file_now_is_the_same():
    assert [step.act for step in merge_notes([held(1, A)], [Filed(0, 0, A)])] == [Act.KEEP]


def test_a_note_that_moved_to_another_article_is_the_same():
    (step,) = merge_notes([held(1, A, A)], [Filed(0, 3, A)])
    assert (step.act, step.filed) == (Act.KEEP, Filed(0, 3, A))


def test_notes_that_were_just_written_are_what_they_were_written_from():
    steps = merge_notes(
        [held(1, NoteText("x")), held(2, A, A)], [Filed(0, 0, NoteText("x", "1"))], {AnnotationId(1): 0}
    )
    assert [(step.act, step.held and step.held.id) for step in steps] == [(Act.KEEP, 1), (Act.REMOVE, 2)]


notes = st.builds(
    NoteText,
    st.text("ab ", min_size=1, max_size=5),
    st.sampled_from([None, "1"]),
    st.none(),
    st.sampled_from([None, Status.DONE]),
)


@st.composite
def libraries(draw):
    imported = draw(st.lists(st.tuples(st.integers(0, 2), notes), max_size=5))
    items = []
    for n, (article, note) in enumerate(imported):
        now = draw(st.sampled_from([note, note, draw(notes)]))
        items.append(held(n + 1, now, note, ordinal=n, article=article, deleted=draw(st.booleans())))
    return items


@given(libraries(), st.lists(st.tuples(st.integers(0, 2), notes), max_size=5))
def test_a_merge_loses_nothing_that_was_written_here_or_stands_in_the_file(items, rows):
    filed = [Filed(n, article, note) for n, (article, note) in enumerate(rows)]
    steps = merge_notes(items, filed)
    taken = [step.filed.ordinal for step in steps if step.filed is not None]
    assert sorted(taken) == list(range(len(filed)))
    for item in items:
        (step,) = (step for step in steps if step.held is item)
        if item.deleted or item.note != item.origin.note:
            assert step.act in (Act.KEEP, Act.PART)
        if step.act is Act.REMOVE:
            assert step.filed is None


@given(libraries())
def test_merging_the_file_as_it_was_changes_nothing(items):
    filed = [Filed(item.origin.ordinal, item.article, item.origin.note) for item in items]
    steps = merge_notes(items, filed)
    assert [(step.act, step.held, step.filed) for step in steps] == [
        (Act.KEEP, item, note) for item, note in zip(items, filed, strict=True)
    ]


@pytest.mark.parametrize(
    ("now", "acts"),
    [("已下载书籍「海图」和附录", [Act.KEEP]), ("已下载论文「潮汐」，还没有读", [Act.PART, Act.ADD])],
)
def test_a_deleted_note_stays_deleted_but_hides_no_other(now, acts):
    deleted = held(1, NoteText("已下载书籍「海图」", "2"), NoteText("已下载书籍「海图」", "2"), deleted=True)
    assert [step.act for step in merge_notes([deleted], [Filed(0, 0, NoteText(now, "2"))])] == acts


def test_highlights_follow_their_words_into_what_the_article_became(folder, services):
    issue_id = folder.put()
    second = folder.articles(issue_id)[1]
    made = services.annotating.add(second.id, quote="with more words", color=Color.PINK)
    folder.put(ISSUE.replace("### Second thing\nAnother paragraph, with", "### Second thought\nSome paragraph, with"))
    now = services.annotating.get(made.id)
    assert (now.article_id, now.selector.exact, now.anchor) == (second.id, "with more words", AnchorState.MOVED)
    folder.put(ISSUE.replace("with more words", "as short as can be"))
    lost = services.annotating.get(made.id)
    assert (lost.anchor, lost.selector.exact) == (AnchorState.DETACHED, "with more words")
    folder.put()
    assert services.annotating.get(made.id).anchor is not AnchorState.DETACHED


def test_an_import_says_how_the_annotations_stand_to_the_text(folder, services):
    issue_id = folder.put()
    first, second, third = folder.articles(issue_id)
    services.annotating.add(first.id, quote="first paragraph", color=Color.PINK)
    services.annotating.add(second.id, quote="with more words", color=Color.PINK)
    services.annotating.add(third.id, quote="last words", color=Color.PINK)
    changed = ISSUE.replace("The first paragraph", "This is the first paragraph").replace("with more words", "gone")
    (done,) = services.library.import_paths([folder.write(changed)]).imported
    # The fourth is the note that stands in the file.
    assert done.anchors == {AnchorState.KEPT: 2, AnchorState.MOVED: 1, AnchorState.DETACHED: 1}


def test_a_note_that_moved_once_has_not_moved_again_when_its_article_is_removed(folder, services):
    last = folder.articles(folder.put())[2]
    note = services.annotating.add(last.id, quote="words", color=Color.PINK)
    folder.put(ISSUE.replace("The last", "Now these are the last"))
    assert services.annotating.get(note.id).anchor is AnchorState.MOVED
    folder.put(ISSUE.split("## Tools")[0])
    assert services.annotating.get(note.id).anchor is AnchorState.KEPT


def test_state_stays_with_its_article(folder, services):
    issue_id = folder.put()
    first, second, third = (article.id for article in folder.articles(issue_id))
    services.reading.mark([second], read=True, starred=True)
    services.reading.tag([third], add=["keep"])
    folder.put(
        ISSUE.replace("### First thing", "### A new one\nfresh words\n\n### First thing").replace(
            "more words", "many words"
        )
    )
    articles = folder.articles(issue_id)
    assert [article.id for article in articles][1:] == [first, second, third]
    assert (articles[2].read, articles[2].starred) == (True, True)
    assert articles[3].tags == ("keep",)
    assert services.library.issue(issue_id).unread == 3


def test_an_article_that_is_gone_goes_without_state_and_stays_last_with_it(folder, services):
    issue_id = folder.put()
    first, _, third = (article.id for article in folder.articles(issue_id))
    services.reading.mark([first], starred=True)
    folder.put("# Week 1\n### Third thing\nThe last words.\n")
    assert [article.id for article in folder.articles(issue_id)] == [third, first]
    page = services.library.page(issue_id)
    assert [part.text for part in page.parts if part.text] == [article.text for article in page.articles]
    assert services.library.issue(issue_id).total == 2
    folder.put()
    assert folder.articles(issue_id)[0].id == first


def test_a_note_changed_in_the_file_changes_here_and_keeps_what_was_added(folder, services):
    issue_id = folder.put()
    (note,) = folder.notes(issue_id)
    services.annotating.recolor([note.id], Color.PINK)
    services.annotating.tag([note.id], add=["t"])
    folder.put(ISSUE.replace("A thought about it", "A second thought about it"))
    (now,) = folder.notes(issue_id)
    assert (now.id, now.note.body, now.color, now.tags) == (note.id, "A second thought about it", Color.PINK, ("t",))


def test_a_note_changed_here_stays(folder, services):
    issue_id = folder.put()
    (note,) = folder.notes(issue_id)
    services.annotating.edit(note.id, NoteText("mine", "2"))
    folder.put(ISSUE + "more\n")
    assert [item.note for item in folder.notes(issue_id)] == [NoteText("mine", "2")]


def test_a_note_changed_on_both_sides_is_there_twice_and_marked_until_edited(folder, services):
    issue_id = folder.put()
    (note,) = folder.notes(issue_id)
    services.annotating.edit(note.id, NoteText("A thought of mine", "1"))
    changed = ISSUE.replace("A thought about it", "A thought of theirs")
    folder.put(changed)
    assert [(item.note.body, item.conflict) for item in folder.notes(issue_id)] == [
        ("A thought of mine", True),
        ("A thought of theirs", True),
    ]
    folder.put(changed + "more\n")
    assert len(folder.notes(issue_id)) == 2
    assert not services.annotating.edit(note.id, NoteText("settled", "1")).conflict


def test_a_note_deleted_here_stays_deleted(folder, services):
    issue_id = folder.put()
    services.annotating.delete([note.id for note in folder.notes(issue_id)])
    folder.put(ISSUE + "more\n")
    assert folder.notes(issue_id) == ()


def test_a_note_deleted_in_the_file_goes_and_comes_back_with_it(folder):
    issue_id = folder.put()
    folder.put(ISSUE.replace("1『A thought about it』\n", ""))
    assert folder.notes(issue_id) == ()
    folder.put()
    assert len(folder.notes(issue_id)) == 1


def test_the_downloaded_mark_follows_the_file_until_it_is_set_by_hand(folder, services):
    saying = ISSUE.replace("A thought about it", "已下载「书」")
    issue_id = folder.put(saying)
    second = folder.articles(issue_id)[1]
    assert (second.downloaded, second.downloaded_title) == (True, "书")
    folder.put(ISSUE)
    assert not services.reading.article(second.id).downloaded
    services.reading.mark([second.id], downloaded=True)
    folder.put(ISSUE + "more\n")
    assert services.reading.article(second.id).downloaded
    services.reading.mark([second.id], downloaded=False)
    folder.put(saying)
    assert not services.reading.article(second.id).downloaded


def test_joining_an_article_to_the_one_before_takes_its_state_along_and_is_undone_wholly(folder, services):
    issue_id = folder.put()
    first, second, _ = (article.id for article in folder.articles(issue_id))
    highlight = services.annotating.add(second, quote="more words", color=Color.PINK)
    services.reading.mark([second], starred=True)
    services.reading.tag([second], add=["t"])
    before = services.library.detail(issue_id)
    services.library.repair(issue_id, SplitOptions(merged=(1,)))
    joined, _ = folder.articles(issue_id)
    assert (joined.id, joined.starred, joined.tags) == (first, True, ("t",))
    now = services.annotating.get(highlight.id)
    assert (now.article_id, joined.text[now.selector.start : now.selector.end]) == (first, "more words")
    assert services.backup.check().ok
    services.reading.undo()
    assert services.library.detail(issue_id) == before
    assert services.backup.check().ok


def test_a_repair_survives_an_import(folder, services):
    issue_id = folder.put()
    services.library.repair(issue_id, SplitOptions(merged=(1,)))
    folder.put(ISSUE + "more\n")
    assert len(folder.articles(issue_id)) == 2


def test_options_of_a_source_split_its_issues_anew_but_for_repaired_ones(folder, services):
    one, two = folder.put(), folder.put(ISSUE + "x", "weekly/02.md")
    services.library.repair(two, SplitOptions(merged=(1,)))
    services.library.set_options(services.library.issue(one).source_id, SplitOptions(dialect=Dialect.PLAIN))
    assert services.library.issue(one).dialect is Dialect.PLAIN
    assert services.library.issue(two).dialect is Dialect.WEEKLY
    three = folder.put(ISSUE + "y", "weekly/03.md")
    assert services.library.issue(three).dialect is Dialect.PLAIN


def test_a_newer_rendering_takes_the_annotations_along(folder, services, preparer, tmp_path, monkeypatch):
    issue_id = folder.put()
    article = folder.articles(issue_id)[0]
    made = services.annotating.add(article.id, quote="first", color=Color.PINK)
    for file in (tmp_path / "cache").rglob("*.json"):
        file.unlink()
    old = preparer._article

    def newer(text, match, end, section, index):
        return old(text.replace("The first", "the  first"), match, end, section, index)

    monkeypatch.setattr(preparer, "_article", newer)
    page = services.library.page(issue_id)
    now = services.annotating.get(made.id)
    assert page.articles[0].text.startswith("the  first")
    assert page.articles[0].text[now.selector.start : now.selector.end] == "first"
    assert now.anchor is not AnchorState.DETACHED
