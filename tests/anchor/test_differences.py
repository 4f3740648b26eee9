"""What is different between two versions of a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mine_reader.anchor import Kind, differences

TEXTS = st.text(st.sampled_from("ab 中文，。\n"), max_size=60)


def shown(old, new):
    marks = {Kind.SAME: "{}", Kind.GONE: "[-{}-]", Kind.NEW: "[+{}+]"}
    return "".join(marks[one.kind].format(one.text) for one in differences(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("the same", "the same", "the same"),
        ("one two three", "one 2 three", "one [-two-][+2+] three"),
        ("the lamp", "the lamps", "the [-lamp-][+lamps+]"),
        ("灯塔每十秒闪一次。", "灯塔每五秒闪一次。", "灯塔每[-十-][+五+]秒闪一次。"),
        ("a\nb\nc\n", "a\nc\n", "a\n[-b\n-]c\n"),
        ("first\n\nlast", "first\n\nnew\n\nlast", "first\n\n[+new\n\n+]last"),
        ("gone", "", "[-gone-]"),
        ("", "new", "[+new+]"),
        ("slow brown fox", "quick red fox", "[-slow brown-][+quick red+] fox"),
    ],
)
def test_differences(old, new, expected):
    assert shown(old, new) == expected


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_both_texts_are_in_it(old, new):
    found = differences(old, new)
    assert "".join(one.text for one in found if one.kind is not Kind.NEW) == old
    assert "".join(one.text for one in found if one.kind is not Kind.GONE) == new
    assert all(old.startswith(one.text, one.start) for one in found if one.kind is not Kind.NEW)
    assert all(one.text for one in found)


def test_a_long_line_that_changed_throughout_is_not_compared():
    old, new = "甲乙丙丁" * 50_000, "丁甲丙乙" * 50_000
    assert [one.kind for one in differences(old, new)] == [Kind.GONE, Kind.NEW]
