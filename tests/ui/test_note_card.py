"""What a card shows of a note."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_reader.text.render import render_note
from mine_reader.ui.note_card import note_html


@given(st.text(st.sampled_from("ab中文。，「」『』（）();.?'\"%$€ 0123{}😀 \u3000\t\r\x0b\u2028"), min_size=1))
def test_a_note_without_markup_looks_the_same_whether_or_not_markdown_is_loaded(body):
    note = body.strip()
    assert note_html(note) == render_note(note)


@pytest.mark.parametrize("body", ["**a**", "https://a.example", "- a", "1. a", "    a", "a\nb", "<b>a</b>", "a&amp;b"])
def test_markup_is_rendered(body):
    assert note_html(body) == render_note(body)
