"""The note grammar."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mine_reader.errors import NoteSyntaxError
from mine_reader.model import NoteText, Placement, Status
from mine_reader.text import downloaded_title, parse_note, parse_notes, serialise_note

_PIECES = [
    "『",
    "』",
    "\\",
    "\n",
    "\n\n",
    "# ",
    "### 01",
    "（2023-12-09）",
    "(2023-01-02)",
    "`",
    "```",
    " ",
    "字",
    "a",
    "1『",
    "——已完成",
    "- x",
    "\n>\n",
    "\r",
]
_BODIES = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), min_size=1, max_size=12).map("".join)


@st.composite
def _notes(draw: st.DrawFn) -> NoteText:
    body = draw(_BODIES).replace("\r\n", "\n").replace("\r", "\n").strip()
    level = draw(st.sampled_from([None, "1", "2", "3", "1-2", "2-3"]))
    date = draw(st.sampled_from(["2023-12-09", "2024-02-29"] if level is None else [None, "2023-12-09"]))
    return NoteText(body or "字", level, date, draw(st.sampled_from([None, *Status])))


@given(_notes())
def test_a_note_comes_back_as_written(note):
    assert parse_note(serialise_note(note)) == note


@given(_notes())
@example(NoteText("『\n>\n『", None, "2023-12-09"))
@example(NoteText("a\n > >\n\\>\nb", "1"))
def test_a_note_between_paragraphs_is_found_whole(note):
    text = f"前文。\n\n{serialise_note(note)}\n\n后文。\n"
    found, warnings = parse_notes(text)
    assert [(one.note, one.placement) for one in found] == [(note, Placement.BLOCK)]
    assert not warnings


def test_level_body_date_and_status_are_read():
    assert parse_note("2-3『看完（2023-12-09）』——未完成") == NoteText("看完", "2-3", "2023-12-09", Status.OPEN)


def test_a_date_in_half_width_parentheses_counts():
    assert parse_note("1『好(2023-12-09)』").date == "2023-12-09"


def test_a_day_that_does_not_exist_stays_text():
    assert parse_note("1『好（2023-13-09）』") == NoteText("好（2023-13-09）", "1")


@pytest.mark.parametrize("text", ["", "字", "1『", "1『』", "『没有日期』", "12『x』", "1『a』b"])
def test_other_text_is_no_note(text):
    with pytest.raises(NoteSyntaxError):
        parse_note(text)


@pytest.mark.parametrize(
    "note",
    [
        NoteText(""),
        NoteText("x"),
        NoteText("x", "12"),
        NoteText("x", "a"),
        NoteText("x", "1", "2023-2-3"),
        NoteText(" ", "1"),
    ],
)
def test_what_the_grammar_cannot_say_is_refused(note):
    with pytest.raises(NoteSyntaxError):
        serialise_note(note)


@pytest.mark.parametrize(
    "text",
    ["模型 o1『强』很好", "他说『你好』。", "`1『码』`", "```\n1『码』\n```", "GPT-4『报告』", "v2.1『版』", "\\『x』"],
)
def test_quotations_and_code_hold_no_notes(text):
    assert parse_notes(text) == ((), ())


@pytest.mark.parametrize(
    ("text", "placement"),
    [
        ("1『开头』\n\n正文", Placement.ARTICLE),
        ("正文\n\n1『单独』", Placement.BLOCK),
        ("正文。1『句后』", Placement.INLINE),
        ("It works.1『句后』", Placement.INLINE),
        ("- 项目 1『句后』", Placement.INLINE),
    ],
)
def test_a_note_belongs_to_what_is_before_it(text, placement):
    assert [note.placement for note in parse_notes(text)[0]] == [placement]


def test_an_unclosed_note_costs_nothing_after_it():
    found, warnings = parse_notes("1『没有关\n\n2『关了』\n")
    assert [note.note.body for note in found] == ["关了"]
    assert [warning.line for warning in warnings] == [1]


def test_a_note_inside_one_never_closed_is_found():
    found, warnings = parse_notes("1『没有关\n2『关了』\n")
    assert [note.note.body for note in found] == ["关了"]
    assert len(warnings) == 1


def test_spans_hold_the_note_and_nothing_else():
    text = "甲乙。\r\n\r\n1『丙\r\n丁（2023-12-09）』——已完成\r\n\r\n戊"
    (note,), _ = parse_notes(text)
    assert parse_note(note.span.of(text)) == note.note
    assert note.note.body == "丙\n丁"


@pytest.mark.parametrize("word", ["已下载", "已下载过", "下载了", "已存入", "已收藏入", "收录入"])
def test_a_note_may_say_that_something_was_downloaded(word):
    assert downloaded_title(NoteText(f"{word}书籍「灯塔」「其他」", "2")) == "灯塔"


@pytest.mark.parametrize("body", ["已下载", "看了「灯塔」"])
def test_a_download_needs_a_word_and_a_title(body):
    assert downloaded_title(NoteText(body, "2")) is None
