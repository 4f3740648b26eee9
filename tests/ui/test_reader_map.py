"""Plain text and the reader's document agree on every visible character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from mine_reader.model import Span
from mine_reader.ui.reader_map import TextMap, utf16_offsets

TEXTS = st.text(st.sampled_from("ab中。😀𠀀é\u0301 \n\u3000\u00a0"), max_size=40)


def visible(text):
    return "".join(char for char in text if not char.isspace() and char not in "\ufffc\ufdd0\ufdd1")


@given(TEXTS)
def test_offsets_count_utf16_units(text):
    assert utf16_offsets(text)[-1] == len(text.encode("utf-16-le")) // 2


@given(TEXTS, st.data())
def test_a_span_comes_back_without_the_space_around_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    made = TextMap(text, "title\n" + text.replace(" ", "\ufffc "), 7)
    mapped = made.to_document(span)
    if mapped is None:
        assert not visible(span.of(text))
        return
    back = made.to_text(*mapped)
    assert back is not None
    assert back.start >= span.start
    assert back.end <= span.end
    assert back.of(text) == span.of(text).strip()


@given(TEXTS, st.data())
def test_the_document_holds_the_same_characters_at_the_mapped_place(text, data):
    document = QTextDocument()
    document.setPlainText("head\n" + text)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    mapped = TextMap(text, document.toPlainText()).to_document(span)
    if mapped is None:
        assert not visible(span.of(text))
        return
    cursor = QTextCursor(document)
    cursor.setPosition(mapped[0])
    cursor.setPosition(mapped[1], QTextCursor.MoveMode.KeepAnchor)
    assert visible(cursor.selection().toPlainText()) == visible(span.of(text))


def test_a_selection_that_reaches_past_the_text_is_clipped_to_it():
    assert TextMap("body", "title\nbody", 10).to_text(0, 99) == Span(0, 4)


def test_a_selection_of_the_title_alone_is_no_span():
    assert TextMap("body", "title\nbody", 10).to_text(10, 15) is None


@pytest.mark.parametrize("document", ["title\nother", "dy", ""])
def test_text_that_is_not_in_the_document_is_not_mapped(document):
    made = TextMap("body", document)
    assert made.bounds is None
    assert made.to_document(Span(0, 4)) is None
