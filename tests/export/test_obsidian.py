"""Files of a vault, written around what the user adds."""

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mine_reader.export.obsidian import emptied_file, vault_file, vault_issue, vault_name
from mine_reader.model import Annotation, ArticleId, IssueId, NoteText, Status
from tests.export import make

OURS = re.compile(
    r"%% mine-reader begin (\S+) [0-9a-f]{8} %%((?:(?!%% mine-reader ).)*)%% mine-reader end \1 %%"
    r"|\A---\n.*?# mine-reader [0-9a-f]{8}\n---\n",
    re.DOTALL,
)


def written(*notes: Annotation, text: str | None = None, **changes: Any) -> str:
    return vault_file(text, make.detail(*notes, **changes), {note.id for note in notes})


def theirs(text: str) -> str:
    return OURS.sub("", text)


def ours(text: str) -> dict[str, str]:
    found = [(match[1], match[2].strip()) for match in OURS.finditer(text) if match[1]]
    assert len(dict(found)) == len(found)
    return dict(found)


def test_a_whole_file():
    note = make.annotation(
        2, quote="每十秒", note=NoteText("回家再读", "2", "2023-12-09", Status.OPEN), tags=("to do",)
    )
    text = written(make.annotation(), note)
    assert re.sub("[0-9a-f]{8}", "0" * 8, text) == (
        """\
---
title: 海边周刊 第 3 期
source: 海边周刊
number: 3
date: 2023-10-15
tags:
- sea/light
- to-do
# mine-reader 00000000
---
%% mine-reader begin issue-1 00000000 %%

# 海边周刊 第 3 期

海边周刊 · \\#3 · 2023-10-15

%% mine-reader end issue-1 %%
%% mine-reader begin article-7 00000000 %%

## 灯塔怎样工作

技术 · 海边 · @seaside · 2023-10-14 · ★ · ⤓ 灯塔手册 · #sea/light

- [原文](https://example.org/a)

%% mine-reader end article-7 %%
%% mine-reader begin note-1 00000000 %%

想去看看

^note-1

*1 · 2023-12-09*

%% mine-reader end note-1 %%
%% mine-reader begin note-2 00000000 %%

> 每十秒

^note-2

回家再读

*2 · 2023-12-09 · ☐ · #to-do*

%% mine-reader end note-2 %%
"""
    )


def test_written_again_it_is_the_same():
    text = written(make.annotation())
    assert written(make.annotation(), text=text) == text


def test_an_edit_is_carried_over():
    text = written(make.annotation(1, "旧的"))
    assert "新的" in ours(written(make.annotation(1, "新的"), text=text))["note-1"]


def test_a_deleted_note_goes_and_leaves_nothing():
    alone = written(make.annotation(1))
    both = written(make.annotation(1), make.annotation(2), text=alone)
    assert written(make.annotation(1), text=both) == alone


def test_an_article_goes_with_its_last_note():
    other = make.article(id=ArticleId(8), title="潮汐表")
    text = written(make.annotation(1), make.annotation(2, article_id=8), articles=(make.article(), other))
    assert "article-8" in ours(text)
    assert "article-8" not in ours(written(make.annotation(1), text=text))


def test_a_new_note_comes_in_the_order_of_the_text_and_leaves_remarks_with_their_notes():
    first, second, third = (make.annotation(number, "x", quote="q") for number in (1, 2, 3))
    text = written(first, third).replace("end note-1 %%\n", "end note-1 %%\n\nmy remark on the first\n\n")
    again = written(first, second, third, text=text)
    assert list(ours(again))[-3:] == ["note-1", "note-2", "note-3"]
    assert again.index("my remark") < again.index("begin note-2")
    assert theirs(again).replace("\n", "") == "my remark on the first"


def test_what_the_user_changed_inside_stays_as_text_when_the_note_changes():
    text = written(make.annotation(1, "旧的")).replace("旧的", "旧的，还有我的话")
    assert written(make.annotation(1, "旧的"), text=text) == text
    again = written(make.annotation(1, "新的"), text=text)
    assert "新的" in ours(again)["note-1"]
    assert "旧的，还有我的话" in theirs(again)


def test_what_the_user_changed_inside_stays_as_text_when_the_note_goes():
    text = written(make.annotation(1), make.annotation(2, "旧的")).replace("旧的", "旧的，还有我的话")
    again = written(make.annotation(1), text=text)
    assert "note-2" not in ours(again)
    assert "旧的，还有我的话" in theirs(again)


def test_a_damaged_mark_costs_no_text():
    text = written(make.annotation(1)).replace("%% mine-reader end note-1 %%", "%% mine-reader end note")
    text += "my words\n"
    again = written(make.annotation(1, "新的"), make.annotation(2), text=text)
    assert "my words" in theirs(again)
    assert "新的" in ours(again)["note-1"]
    assert "my words" in theirs(written(make.annotation(2), text=again))


def test_the_users_front_matter_stays():
    text = written(make.annotation())
    changed = text.replace("number: 3\n", "number: 3\nmood: good\n")
    assert "mood: good" in written(make.annotation(tags=("new",)), text=changed)
    below = text.replace("\n---\n%%", "\nmood: good\n---\n%%")
    again = written(make.annotation(tags=("new",)), text=below)
    assert "mood: good" in again
    assert "- new\n" in again


@pytest.mark.parametrize(
    "title", ["--- x", "a: b # c", "'", '"', "a\n---\nb: c", "[[x]]", "{", "*a", "&a", "!x", "yes", "\u2028x"]
)
def test_no_title_breaks_out_of_the_front_matter(title):
    text = written(make.annotation(), issue=make.issue(title=title))
    front = yaml.safe_load(text.split("\n---\n")[0])
    assert front["title"] == " ".join(title.split())
    assert set(front) == {"title", "source", "number", "date", "tags"}


@pytest.mark.parametrize(
    "body",
    [
        "%% mine-reader end note-1 %%",
        "%%% mine-reader end note-1 %%",
        "```\n%% mine-reader end note-1 %%\n```",
        "x %% y",
        "<!-- x",
    ],
)
def test_no_note_ends_its_own_stretch_or_hides_what_follows(body):
    text = written(make.annotation(1, body), make.annotation(2, body, body))
    assert list(ours(text)) == ["issue-1", "article-7", "note-1", "note-2"]
    assert theirs(text).strip() == ""


def test_no_note_opens_a_comment():
    text = written(make.annotation(1, "a %% b %%% c\n<!-- d", "<!-- %% e"))
    assert not re.search(r"(?<!\\)<!--", text)
    assert len(re.findall("%%", text)) == 12


def test_live_code_is_switched_off():
    text = written(make.annotation(1, "```dataviewjs\nx\n```\n<% y %>", "`= this`"))
    assert "```dataviewjs" not in text
    assert "<%" not in text
    assert "`=" not in text.replace("\\`", "")


def test_only_the_chosen_are_added_but_those_that_are_there_stay():
    one, two, three = (make.annotation(number) for number in (1, 2, 3))
    detail = make.detail(one, two, three)
    text = vault_file(None, detail, {one.id})
    assert list(ours(text)) == ["issue-1", "article-7", "note-1"]
    assert list(ours(vault_file(text, detail, {three.id})))[2:] == ["note-1", "note-3"]


def test_an_issue_that_is_gone_leaves_its_head_and_the_users_words():
    text = written(make.annotation()) + "my words\n"
    again = emptied_file(text, IssueId(1))
    assert list(ours(again)) == ["issue-1"]
    assert theirs(again).strip() == "my words"


def test_line_ends_and_bytes_of_another_editor_stay():
    text = "\ufeff" + written(make.annotation(1)).replace("\n", "\r\n") + "caf\udce9\r\n"
    again = written(make.annotation(1, "新的", tags=("new",)), make.annotation(2), text=text)
    assert "\n" not in again.replace("\r\n", "")
    assert again.endswith("caf\udce9\r\n") or "caf\udce9\r\n" in again
    assert "- new\r\n" in again
    assert written(make.annotation(1, "新的", tags=("new",)), make.annotation(2), text=again) == again


def test_whose_file_it_is():
    assert vault_issue(written(make.annotation())) == 1
    assert vault_issue("# Mine\n\n%% mine-reader %%\n") is None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("第 1 期", "S 第 1 期.md"),
        ("a#b^c[d]e|f", "S a_b_c_d_e_f.md"),
        ("a/b\\c:d*e?f", "S a_b_c_d_e_f.md"),
        ("海" * 100, "S " + "海" * 38 + ".md"),
        ("dots...", "S dots.md"),
    ],
)
def test_names(title, name):
    assert vault_name(make.detail(issue=make.issue(source="S", title=title))) == name


WORDS = st.sampled_from(["mine", "我的话", "\n# head\n", "- a\n- b\n", "```\n", "%%", "> q\n", "^note-1", "---\n"])
BODIES = st.sampled_from(["一", "二", "x\n\n```\ncode", "%%", "- list\n- two"])
LIBRARY = st.dictionaries(st.integers(1, 12), st.tuples(BODIES, st.booleans(), st.integers(0, 2)), max_size=8)
EDITS = st.lists(st.tuples(st.floats(0, 1), WORDS), max_size=6)


def library(state: dict[int, tuple[str, bool, int]]) -> dict[str, Any]:
    articles = tuple(make.article(id=ArticleId(70 + n), title=f"t{n}") for n in range(3))
    notes = [
        make.annotation(number, body, "引文" if quoted else None, article_id=70 + place)
        for number, (body, quoted, place) in state.items()
    ]
    return {"notes": notes, "articles": articles}


def edited(text: str, edits: list[tuple[float, str]]) -> str:
    """Write words at places that are not ours."""
    for where, words in edits:
        inside = [match.span() for match in OURS.finditer(text)]
        places = [
            at for at in range(len(text) + 1) if not any(start < at < end or at < start == 0 for start, end in inside)
        ]
        places = [at for at in places if not any(start == 0 and at == 0 for start, _ in inside)]
        at = places[int(where * (len(places) - 1))]
        text = text[:at] + words + text[at:]
    return text


@given(st.lists(st.tuples(LIBRARY, EDITS), min_size=2, max_size=5))
def test_nothing_of_the_users_is_ever_lost(rounds):
    text = None
    for state, edits in rounds:
        known = library(state)
        notes = known.pop("notes")
        before = "" if text is None else theirs(text)
        text = written(*notes, text=text, **known)
        assert theirs(text).replace("\n", "") == before.replace("\n", "")
        assert {key for key in ours(text) if key.startswith("note-")} == {f"note-{number}" for number in state}
        assert written(*notes, text=text, **known) == text
        text = edited(text, edits)
        assert {key for key in ours(text) if key.startswith("note-")} == {f"note-{number}" for number in state}


@given(st.lists(st.tuples(LIBRARY, st.lists(st.floats(0, 1), max_size=6)), min_size=2, max_size=5))
def test_words_written_anywhere_even_into_what_is_ours_stay(rounds):
    text = None
    count = 0
    for state, places in rounds:
        known = library(state)
        notes = known.pop("notes")
        text = written(*notes, text=text, **known)
        assert all(chr(0x2800 + number) in text for number in range(count))
        for where in places:
            at = int(where * len(text))
            text = text[:at] + chr(0x2800 + count) + text[at:]
            count += 1
