from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mine_reader.errors import InputError, NotFoundError
from mine_reader.model import ArticleFilter, Color, NoteText, SmartView, Span, SplitOptions
from tests.services.conftest import ISSUE


@pytest.fixture
def ids(folder):
    return [article.id for article in folder.articles(folder.put())]


@pytest.fixture
def reading(services):
    return services.reading


def whole_state(services):
    """Return everything that a user sees of a library."""
    outline = services.library.outline()
    return outline, [services.library.detail(issue.id) for issue in outline.issues]


def listed(reading, **which):
    return [article.id for article in reading.articles(ArticleFilter(**which))]


def assert_counts_are_lists(services):
    outline = services.library.outline()
    for view, count in outline.views.items():
        assert count == len(listed(services.reading, view=view)), view
    for issue in outline.issues:
        articles = services.reading.articles(ArticleFilter(issue_id=issue.id))
        assert (issue.total, issue.unread) == (len(articles), sum(not a.read for a in articles))
    for tag in outline.tags:
        articles = services.reading.articles(ArticleFilter(tag=tag.name))
        assert tag.total == len(articles), tag
    assert services.backup.check().ok


def test_marks_are_set_and_told(reading, ids):
    change = reading.mark(ids[:2], read=True, starred=True)
    assert (set(change.articles), len(change.issues)) == (set(ids[:2]), 1)
    first, _, third = reading.get(ids)
    assert (first.read, first.starred, first.later, third.read) == (True, True, False, False)


def test_marks_already_so_change_nothing_and_leave_no_act(reading, ids):
    reading.mark(ids, read=True)
    assert reading.mark(ids, read=True).articles == ()
    reading.undo()
    assert not any(article.read for article in reading.get(ids))


def test_views_list_what_they_say(reading, services, ids):
    first, second, third = ids
    reading.mark([first], read=True, starred=True)
    reading.mark([second], later=True)
    reading.mark([third], downloaded=True)
    assert listed(reading, view=SmartView.UNREAD) == [second, third]
    assert listed(reading, view=SmartView.STARRED) == [first]
    assert listed(reading, view=SmartView.LATER) == [second]
    assert listed(reading, view=SmartView.DOWNLOADED) == [third]
    assert listed(reading, view=SmartView.ANNOTATED) == [second]
    assert_counts_are_lists(services)


def test_today_is_what_is_dated_or_arrived_today(folder, services, reading, clock):
    folder.put(ISSUE.replace("2023-12-03", "2023-12-20"))
    assert len(listed(reading, view=SmartView.TODAY)) == 3
    clock.now += timedelta(hours=13)
    assert len(listed(reading, view=SmartView.TODAY)) == 3
    clock.now += timedelta(hours=1)
    assert listed(reading, view=SmartView.TODAY) == []
    assert services.library.outline("2023-12-09").views[SmartView.TODAY] == 3
    clock.now += timedelta(days=10)
    assert len(listed(reading, view=SmartView.TODAY)) == 3


def test_articles_come_newest_issue_first_then_in_order(folder, reading):
    old = folder.put(ISSUE.replace("2023-12-03", "2022-01-01"), "weekly/00.md")
    new = folder.put()
    undated = folder.put(ISSUE.replace("date:", "no date:"), "weekly/02.md")
    found = reading.articles(ArticleFilter())
    assert [a.issue_id for a in found] == [new] * 3 + [old] * 3 + [undated] * 3
    assert [a.ordinal for a in found] == [0, 1, 2] * 3
    assert {a.issue_id for a in reading.articles(ArticleFilter(year="2022"))} == {old}
    assert {a.issue_id for a in reading.articles(ArticleFilter(year=""))} == {undated}


def test_a_group_holds_the_articles_of_its_sources(folder, services, reading, ids):
    folder.put(ISSUE + "x", "other/01.md")
    source = services.library.outline().sources[0]
    services.library.edit_source(source.id, group="Weeklies", position=9)
    assert listed(reading, group="Weeklies") == ids
    assert [s.name for s in services.library.outline().sources] == ["other", "weekly"]


def test_tags_nest_and_keep_their_first_spelling(reading, services, ids):
    reading.tag(ids[:2], add=[" LLM / RAG "])
    reading.tag(ids[2:], add=["#llm"])
    reading.tag(ids[2:], add=["llm/rag"])
    assert [article.tags for article in reading.get(ids)] == [("LLM/RAG",), ("LLM/RAG",), ("llm", "LLM/RAG")]
    assert listed(reading, tag="llm") == ids
    assert_counts_are_lists(services)
    reading.tag(ids, remove=["Llm/Rag"])
    assert [article.tags for article in reading.get(ids)] == [(), (), ("llm",)]


def test_a_tag_of_another_beginning_is_another_tag(reading, ids):
    reading.tag(ids[:1], add=["llm"])
    reading.tag(ids[1:], add=["llms", "ll_"])
    assert listed(reading, tag="llm") == ids[:1]


@pytest.mark.parametrize("name", ["", "  ", "/", "#", "\0"])
def test_a_tag_needs_a_name(reading, ids, name):
    with pytest.raises(InputError):
        reading.tag(ids, add=[name])


def test_renaming_a_tag_takes_those_under_it_along_everywhere(folder, services, reading, ids):
    (note,) = folder.notes(reading.article(ids[0]).issue_id)
    services.annotating.tag([note.id], add=["llm/rag"])
    reading.tag(ids[:1], add=["llm", "llm/rag"])
    reading.rename_tag("llm", "models")
    assert reading.article(ids[0]).tags == ("models", "models/rag")
    assert services.annotating.get(note.id).tags == ("models/rag",)
    reading.undo()
    assert reading.article(ids[0]).tags == ("llm", "llm/rag")
    reading.rename_tag("llm", "")
    assert services.library.outline().tags == ()


def test_a_tag_renamed_to_one_that_is_there_joins_it(reading, services, ids):
    reading.tag(ids[:2], add=["a"])
    reading.tag(ids[1:], add=["b"])
    reading.rename_tag("a", "b")
    assert listed(reading, tag="b") == ids
    assert [tag.name for tag in services.library.outline().tags] == ["b"]


def test_only_the_case_of_a_tag_can_be_changed(reading, ids):
    reading.tag(ids, add=["llm"])
    reading.rename_tag("llm", "LLM")
    assert reading.article(ids[0]).tags == ("LLM",)
    reading.undo()
    assert reading.article(ids[0]).tags == ("llm",)


def test_what_is_not_there_is_not_found(reading, services, ids):
    with pytest.raises(NotFoundError):
        reading.mark([*ids, 999], read=True)
    assert not reading.article(ids[0]).read
    for call in (reading.article, services.annotating.get, services.library.issue, services.library.page):
        with pytest.raises(NotFoundError):
            call(999)
        with pytest.raises(NotFoundError):
            call(10**30)
    with pytest.raises(NotFoundError):
        reading.tag([999], add=["x"])


def test_a_deleted_issue_counts_nowhere(folder, services, reading, ids):
    other = folder.put(ISSUE + "x", "weekly/02.md")
    services.library.delete_issue(other)
    assert listed(reading) == ids
    assert_counts_are_lists(services)
    with pytest.raises(NotFoundError):
        services.library.detail(other)
    reading.undo()
    assert len(listed(reading)) == 6
    assert_counts_are_lists(services)


def test_the_last_act_has_a_name_and_a_new_act_ends_redo(reading, ids):
    assert (reading.undo_label(), reading.redo_label()) == (None, None)
    reading.mark(ids, read=True)
    reading.mark(ids, starred=True)
    assert reading.undo_label() == "Star"
    reading.undo()
    assert (reading.undo_label(), reading.redo_label()) == ("Mark as read", "Star")
    reading.mark(ids, later=True)
    assert reading.redo_label() is None


def test_undo_with_nothing_to_undo_does_nothing(reading, ids):
    assert reading.undo().articles == ()
    assert reading.redo().articles == ()


def test_undo_after_the_article_went_with_an_import_leaves_the_rest_right(folder, services, reading, ids):
    reading.mark(ids, read=True)
    folder.put(ISSUE.split("## Tools")[0])
    reading.undo()
    assert [article.id for article in reading.articles(ArticleFilter(view=SmartView.UNREAD))] == ids[:2]
    assert_counts_are_lists(services)


def test_undo_leaves_alone_what_an_import_changed_since(folder, services, reading, ids):
    made = services.annotating.add(ids[0], quote="first", color=Color.PINK)
    services.annotating.recolor([made.id], Color.BLUE)
    services.library.correct(reading.article(ids[0]).issue_id, number="7")
    issue_id = folder.put(ISSUE.replace("The first", "Well, the first").replace("Week 1", "Week one"))
    reading.undo()
    assert (services.library.issue(issue_id).title, services.library.issue(issue_id).number) == ("Week one", None)
    reading.undo()
    assert services.annotating.get(made.id).color is Color.PINK
    assert services.backup.check().ok


def test_a_split_cannot_be_undone_once_the_text_is_another(folder, services, reading, ids):
    issue_id = reading.article(ids[0]).issue_id
    reading.mark(ids, later=True)
    services.library.repair(issue_id, SplitOptions(merged=(1,)))
    folder.put(ISSUE + "more\n")
    assert reading.undo_label() == "Keep for later"
    reading.undo()
    assert services.backup.check().ok


ACTS = {
    "mark": lambda s, ids: s.reading.mark(ids[:2], read=True, later=True, downloaded=True),
    "all": lambda s, ids: s.reading.mark_all(ArticleFilter(), read=True),
    "tag": lambda s, ids: s.reading.tag(ids, add=["a/b", "c"]),
    "untag": lambda s, ids: s.reading.tag(ids[:1], remove=["a/b", "c"]),
    "rename": lambda s, ids: s.reading.rename_tag("a", "z"),
    "file": lambda s, ids: s.reading.set_local_file(ids[0], "/home/x.pdf"),
    "add": lambda s, ids: s.annotating.add(ids[0], span=Span(4, 9), note=NoteText("x"), tags=["n"]),
    "downloaded": lambda s, ids: s.annotating.add(ids[2], note=NoteText("已下载「X」")),
    "edit": lambda s, ids: s.annotating.edit(1, NoteText("edited", "2")),
    "done": lambda s, ids: s.annotating.set_done(1, True),
    "color": lambda s, ids: s.annotating.recolor([1], Color.BLUE),
    "note tag": lambda s, ids: s.annotating.tag([1], add=["c"]),
    "delete": lambda s, ids: s.annotating.delete([1]),
    "correct": lambda s, ids: s.library.correct(1, title="T", number="3", source="New"),
    "source": lambda s, ids: s.library.edit_source(1, name="Renamed", group="G", position=4),
}
LAST = {
    "delete issue": lambda s, ids: s.library.delete_issue(1),
    "delete source": lambda s, ids: s.library.delete_source(s.library.issue(1).source_id),
}


@pytest.mark.parametrize("act", [*ACTS, *LAST])
def test_every_act_is_undone_and_done_again_wholly(services, ids, act):
    before = whole_state(services)
    (ACTS | LAST)[act](services, ids)
    after = whole_state(services)
    services.reading.undo()
    assert whole_state(services) == before
    services.reading.redo()
    assert whole_state(services) == after
    assert services.backup.check().ok


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(sorted(ACTS)), max_size=8))
def test_any_row_of_acts_is_undone_and_done_again_wholly(services, ids, acts):
    while services.reading.undo_label():
        services.reading.undo()
    start = whole_state(services)
    for act in acts:
        with suppress(NotFoundError):  # the note may have been deleted before
            ACTS[act](services, ids)
    end = whole_state(services)
    steps = 0
    while services.reading.undo_label():
        services.reading.undo()
        steps += 1
    assert whole_state(services) == start
    for _ in range(steps):
        services.reading.redo()
    assert whole_state(services) == end
    assert_counts_are_lists(services)


def test_text_that_a_file_cannot_hold_is_mended_at_the_door(services, reading, ids):
    reading.tag(ids[:1], add=["a\ud800b\0"])
    assert reading.article(ids[0]).tags == ("a\ufffdb",)
    note = services.annotating.add(ids[0], note=NoteText("x\udfff\0y"))
    assert note.note.body == "x\ufffdy"
    services.annotating.save_draft("article:1", "d\ud800")
    assert services.annotating.draft("article:1") == "d\ufffd"


def test_marks_that_nobody_asked_for_are_undone_as_one(reading, ids):
    for one in ids[:3]:
        reading.mark([one], read=True, automatic=True)
    assert reading.undo().articles == tuple(ids[:3])
    assert not any(article.read for article in reading.get(ids))
    assert reading.undo_label() is None
    reading.redo()
    assert [article.read for article in reading.get(ids)][:3] == [True] * 3


def test_marks_by_hand_stand_between_those_that_nobody_asked_for(reading, ids):
    reading.mark(ids[:1], read=True, automatic=True)
    reading.mark(ids[1:2], read=True)
    reading.mark(ids[2:3], read=True, automatic=True)
    for last in (2, 1, 0):
        assert reading.undo().articles == (ids[last],)
