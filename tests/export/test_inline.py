"""The round trip: notes go into the text of an issue and come back out of it."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mine_reader.export import source_notes
from mine_reader.model import AnchorState, Color, NoteText, Placement, Status
from mine_reader.text import parse_issue
from tests.export import inline_cases as cases

ARTICLE = "### 灯塔\n\n> https://example.org/a\n\n"
WEEKLY = "## 技术\n\n" + ARTICLE


def with_note(text: str, note: NoteText, *, block: int | None = 0) -> str:
    case = cases.Case(text)
    case.add(0, note, block_index=block)
    done = case.export()
    assert done.left_out == 0
    return done.text


def edited(text: str, note: NoteText) -> str:
    case = cases.Case(text)
    case.annotations[0] = replace(case.annotations[0], note=note)
    return case.export().text


def without_note(text: str, which: int = 0) -> str:
    case = cases.Case(text)
    case.annotations[which] = replace(case.annotations[which], deleted=True)
    return case.export().text


NOTE = NoteText("想去看看", "1", "2023-12-09")
WRITTEN = "1『想去看看（2023-12-09）』"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("一。\n\n二。\n", f"一。\n\n{WRITTEN}\n\n二。\n"),
        ("一。\n", f"一。\n\n{WRITTEN}\n"),
        ("一。", f"一。\n\n{WRITTEN}"),
        ("一。\n#### 二\n", f"一。\n\n{WRITTEN}\n\n#### 二\n"),
        ("- 一\n- 二\n\n三。\n", f"- 一\n- 二\n\n{WRITTEN}\n\n三。\n"),
        ("```\n一\n\n二\n```\n\n三。\n", f"```\n一\n\n二\n```\n\n{WRITTEN}\n\n三。\n"),
        ("| a |\n| - |\n| 1 |\n\n三。\n", f"| a |\n| - |\n| 1 |\n\n{WRITTEN}\n\n三。\n"),
    ],
)
def test_a_new_note_goes_after_the_block_it_belongs_to(before, after):
    assert with_note(WEEKLY + before, NOTE) == WEEKLY + after


def test_a_new_note_goes_after_the_older_ones_of_its_block():
    before = WEEKLY + "一。\n\n2『旧的（2023-12-08）』\n\n二。\n"
    assert with_note(before, NOTE) == before.replace("』\n", f"』\n\n{WRITTEN}\n")


def test_two_new_notes_of_a_block_stand_in_the_order_they_were_made():
    case = cases.Case(WEEKLY + "一。\n\n二。\n")
    case.add(0, NOTE, block_index=0)
    case.add(0, replace(NOTE, level="2"), block_index=0)
    assert case.export().text == WEEKLY + f"一。\n\n{WRITTEN}\n\n2{WRITTEN[1:]}\n\n二。\n"


def test_a_note_of_the_article_is_the_first_block_of_its_body():
    assert with_note(WEEKLY + "一。\n", NOTE, block=None) == WEEKLY + f"{WRITTEN}\n\n一。\n"


def test_a_note_whose_text_is_gone_goes_to_its_article():
    case = cases.Case(WEEKLY + "一。\n\n二。\n")
    case.add(0, NOTE, block_index=1)
    case.annotations[0] = replace(case.annotations[0], anchor=AnchorState.DETACHED)
    assert case.export().text == WEEKLY + f"{WRITTEN}\n\n一。\n\n二。\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_note_is_written_in_the_line_ending_of_the_file(ending):
    text = (WEEKLY + "一。\n\n二。\n").replace("\n", ending)
    note = replace(NOTE, body="第一行\n第二行")
    written = "1『第一行\n第二行（2023-12-09）』".replace("\n", ending)
    assert with_note(text, note) == text.replace(f"一。{ending}", f"一。{ending}{ending}{written}{ending}")


def test_a_note_without_level_and_date_is_written_with_level_1():
    assert with_note(WEEKLY + "一。\n", NoteText("想去")) == WEEKLY + "一。\n\n1『想去』\n"


def test_a_note_with_a_date_needs_no_level():
    assert with_note(WEEKLY + "一。\n", replace(NOTE, level=None)) == WEEKLY + f"一。\n\n{WRITTEN[1:]}\n"


def test_a_note_on_code_that_never_ends_is_read_again():
    after = with_note(WEEKLY + "一。\n\n```\n二。\n", NOTE, block=1)
    assert [note.note for _, note in source_notes(parse_issue(after))] == [NOTE]


def test_a_note_on_an_article_of_a_list_stands_in_its_line():
    text = "## 链接\n\n* [甲](https://example.org/a) – 一\n* [乙](https://example.org/b) – 二\n* [丙](https://example.org/c)\n"
    case = cases.Case(text)
    case.add(1, NOTE)
    done = case.export()
    assert done.text == text.replace("二\n", f"二 {WRITTEN}\n")
    assert [article for article, _ in source_notes(parse_issue(done.text))] == [1]


OLD = "1『旧的 (2023-12-08)』"


@pytest.mark.parametrize(
    ("note", "written"),
    [
        (NoteText("新的", "1", "2023-12-08"), "1『新的（2023-12-08）』"),
        (NoteText("旧的", "1", "2023-12-08", Status.DONE), OLD + "——已完成"),
        (NoteText("旧的", "2-3", "2023-12-08"), "2-3『旧的（2023-12-08）』"),
        (NoteText("旧的", "1", None), "1『旧的』"),
    ],
)
def test_an_edit_changes_only_the_characters_of_the_note(note, written):
    for text in (f"一。\n\n{OLD}\n\n二。\n", f"一。{OLD}，二。\n", f"{OLD}\r\n\r\n二。", f"- 一。{OLD}\n- 二。\n"):
        assert edited(WEEKLY + text, note) == WEEKLY + text.replace(OLD, written)


def test_a_mark_before_a_word_is_set_off_by_a_space():
    done = NoteText("旧的", "1", "2023-12-08", Status.DONE)
    assert edited(WEEKLY + f"一。{OLD}二。\n", done) == WEEKLY + f"一。{OLD}——已完成 二。\n"


def test_an_opened_note_loses_its_mark():
    text = WEEKLY + f"一。\n\n{OLD}——已完成\n"
    assert edited(text, NoteText("旧的", "1", "2023-12-08", Status.OPEN)) == text.replace("已完成", "未完成")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"一。\n\n{OLD}\n\n二。\n", "一。\n\n二。\n"),
        (f"一。\n\n{OLD}\n", "一。\n"),
        (f"一。\n\n{OLD}", "一。"),
        (f"一。\r\n\r\n{OLD}\r\n\r\n二。\r\n", "一。\r\n\r\n二。\r\n"),
        (f"一。{OLD}二。\n", "一。二。\n"),
        (f"一。\n{OLD}\n二。\n", "一。\n二。\n"),
        (f"一。\n{OLD}\n\n二。\n", "一。\n\n二。\n"),
        (f"{OLD}\n\n二。\n", "二。\n"),
    ],
)
def test_a_deleted_note_goes_with_the_blank_line_that_sets_it_off(before, after):
    assert without_note(WEEKLY + before) == WEEKLY + after


def test_a_note_emptied_is_a_note_deleted():
    assert edited(WEEKLY + f"一。\n\n{OLD}\n", NoteText("", "1")) == WEEKLY + "一。\n"


def test_a_highlight_without_a_note_is_counted_as_left_out():
    case = cases.Case(WEEKLY + "一。\n")
    case.add(0, NoteText(""), block_index=0)
    case.annotations[0] = replace(case.annotations[0], color=Color.PINK)
    done = case.export()
    assert (done.text, done.left_out, done.origins) == (case.text, 1, {})


def test_a_note_of_an_article_that_is_gone_is_left_out():
    case = cases.Case(WEEKLY + "一。\n")
    case.add(99, NOTE)
    done = case.export()
    assert (done.text, done.left_out) == (case.text, 1)


def test_a_note_the_grammar_has_no_words_for_leaves_the_others_alone():
    case = cases.Case(WEEKLY + "一。\n\n二。\n")
    case.add(0, replace(NOTE, level="nine"), block_index=0)
    case.add(0, NOTE, block_index=1)
    done = case.export()
    assert (done.text, done.left_out) == (WEEKLY + f"一。\n\n二。\n\n{WRITTEN}\n", 1)


def test_an_edit_the_grammar_has_no_words_for_leaves_the_note_as_it_was():
    case = cases.Case(WEEKLY + f"一。\n\n{OLD}\n")
    case.annotations[0] = replace(case.annotations[0], note=replace(NOTE, date="tomorrow"))
    done = case.export()
    assert (done.text, done.left_out) == (case.text, 1)


@pytest.mark.parametrize(
    "body", ["### 02", "a\n### 02\nb", "## x", "a\n\nb", "```\nx", "『", "x』y", "x\\", "---\na: b", "[x]: http://a"]
)
@pytest.mark.parametrize(
    "text", [WEEKLY + "一。\n\n二。\n", "### 01\n\n海边 @sea 2023-12-03\n\n一。\n\n二。\n\n### 02\n\n三。\n"]
)
def test_a_body_that_looks_like_structure_comes_back(text, body):
    note = replace(NOTE, body=body)
    after = parse_issue(with_note(text, note))
    assert [found.note for _, found in source_notes(after)] == [note]
    assert len(after.articles) == len(parse_issue(text).articles)


def counted(text: str) -> Counter[tuple[int, NoteText]]:
    return Counter((article, note.note) for article, note in source_notes(parse_issue(text)))


def act(case: cases.Case, data: st.DataObject) -> None:
    """Do to a library what a reader does: edit, tick and delete notes, and write new ones."""
    for index, annotation in enumerate(case.annotations):
        what = data.draw(st.sampled_from(["keep", "edit", "tick", "delete"]))
        if what == "delete":
            case.annotations[index] = replace(annotation, deleted=True)
        elif what == "edit":
            case.annotations[index] = replace(annotation, note=data.draw(cases.written))
        elif what == "tick":
            case.annotations[index] = replace(annotation, note=replace(annotation.note, status=data.draw(cases.status)))
    for _ in range(data.draw(st.integers(0, 4))):
        article = data.draw(st.integers(0, len(case.issue.articles) - 1))
        blocks = len(case.blocks[article])
        place = data.draw(st.integers(0, blocks - 1)) if blocks and data.draw(st.booleans()) else None
        case.add(article, data.draw(cases.written), block_index=place)


@settings(max_examples=50)
@given(cases.issues())
def test_untouched_every_issue_comes_out_as_it_went_in(text):
    done = cases.Case(text).export()
    assert (done.text, done.left_out) == (text, 0)


@settings(max_examples=50)
@given(cases.issues(), st.data())
def test_what_is_exported_is_what_is_read_again(text, data):
    case = cases.Case(text)
    act(case, data)
    done = case.export()
    alone = {a.id: a.origin is None or a.origin.ordinal in standing_alone(case) for a in case.annotations}
    expected = Counter(
        (int(a.article_id), replace(a.note, level=a.note.level or (None if a.note.date and alone[a.id] else "1")))
        for a in case.annotations
        if not a.deleted
    )
    assert counted(done.text) == expected
    assert done.left_out == 0


def standing_alone(case: cases.Case) -> set[int]:
    return {ordinal for ordinal, (_, note) in enumerate(case.notes) if note.placement is not Placement.INLINE}


@settings(max_examples=50)
@given(cases.issues(), st.data())
def test_after_an_export_nothing_is_left_to_do(text, data):
    case = cases.Case(text)
    act(case, data)
    first = case.export()
    again = cases.Case(first.text)
    by_ordinal = {ordinal: owner for owner, ordinal in first.origins.items()}
    assert sorted(by_ordinal) == list(range(len(again.notes)))
    assert again.export().text == first.text


@settings(max_examples=50)
@given(cases.issues(), st.data())
def test_a_note_that_was_added_and_deleted_leaves_the_text_as_it_was(text, data):
    case = cases.Case(text)
    article = data.draw(st.integers(0, len(case.issue.articles) - 1))
    case.add(article, data.draw(cases.written), block_index=0 if case.blocks[article] else None)
    done = case.export()
    again = cases.Case(done.text)
    ordinal = done.origins[case.annotations[-1].id]
    again.annotations[ordinal] = replace(again.annotations[ordinal], deleted=True)
    assert again.export().text.split() == text.split()
