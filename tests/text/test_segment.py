"""Tokens and the places of words agree with a plain reading of the rule, character by character."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_reader.text.segment import ends_in_word, find_words, fold, tokens
from mine_reader.text.snippet import snippet
from mine_reader.text.variants import variants

CHARS = "搜索引擎，。中文 ab1 Zé-_'\"Ａ１ｱﾞ\u3000\nß𠀀한글กา"


def folded_lines(text):
    for line in text.split("\n"):
        narrow = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", line).casefold())
        yield " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in narrow).split())


def is_latin(char):
    alone = ("\u0e00", "\u0eff"), ("\u2e80", "\ua4cf"), ("\uac00", "\ud7ff"), ("\U00020000", "\U0003ffff")
    return char.isalnum() and not any(first <= char <= last for first, last in alone)


def has(text, word):
    """Return whether a text has a word: CJK anywhere, Latin where a word begins."""
    for line in folded_lines(text):
        for at in range(len(line)):
            starts_word = at == 0 or not (is_latin(line[at]) and is_latin(line[at - 1]))
            if line.startswith(word, at) and starts_word:
                return True
    return False


def phrase_is_in(text, word):
    """Return what the index would say: the tokens follow each other, the last one may go on."""
    wanted, all_tokens = tokens(word).split(" "), tokens(text).split(" ")
    for at in range(len(all_tokens) - len(wanted) + 1):
        *first, last = all_tokens[at : at + len(wanted)]
        if first == wanted[:-1] and (last.startswith(wanted[-1]) if ends_in_word(word) else last == wanted[-1]):
            return True
    return False


@given(st.text(CHARS, max_size=40), st.text(CHARS.replace("\n", ""), min_size=1, max_size=6))
def test_tokens_find_exactly_what_a_plain_scan_finds(text, word):
    if fold(word):
        assert phrase_is_in(text, word) == has(text, fold(word))


@given(st.text(CHARS, max_size=40), st.data())
def test_a_piece_of_a_text_is_found_in_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    word = text[start : start + data.draw(st.integers(1, 6))]
    if fold(word) and "\n" not in word and has(text, fold(word)):
        assert phrase_is_in(text, word)


@given(st.text(max_size=60), st.text(min_size=1, max_size=4))
def test_no_text_is_too_odd(text, word):
    spans = find_words(text, [(word, False)])
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    tokens(text)


@given(st.text(CHARS, max_size=40), st.text(CHARS.replace("\n", ""), min_size=1, max_size=6))
def test_what_is_found_is_marked(text, word):
    if fold(word):
        spans = find_words(text, [(word, False)])
        assert bool(spans) == has(text, fold(word))
        assert all(fold(word) in fold(span.of(text)) for span in spans)


@pytest.mark.parametrize(
    ("text", "word", "marked"),
    [
        ("ＧＰＴ－４ 发布", "gpt-4", ["ＧＰＴ－４"]),
        ("ｶﾞｲﾄﾞ", "ガイド", ["ｶﾞｲﾄﾞ"]),
        ("Cafe\u0301s", "CAFÉ", ["Cafe\u0301"]),
        ("a ﬁne  line", "fine line", ["ﬁne  line"]),
        ("Straße", "STRASSE", ["Straße"]),
        ("模型模型", "模型", ["模型", "模型"]),
        ("哈哈哈", "哈哈", ["哈哈"]),
        ("reagent agent agents", "agent", ["agent", "agent"]),
    ],
)
def test_words_are_marked_where_they_stand_whatever_their_width_and_case(text, word, marked):
    assert [span.of(text) for span in find_words(text, [(word, False)])] == marked


def test_a_whole_word_does_not_go_on():
    assert [span.start for span in find_words("agents agent", [("agent", True)])] == [7]


def test_a_snippet_is_one_line_around_the_first_word():
    text = "灯塔。" * 100 + "\n第二行里有 Lamp 与灯\n" + "潮汐。" * 100
    piece, spans = snippet(text, [("lamp", False)], 20)
    assert piece.startswith("…第二行里有 Lamp 与灯")
    assert len(piece) <= 22
    assert [span.of(piece) for span in spans] == ["Lamp"]


def test_a_snippet_without_the_words_is_the_beginning():
    assert snippet("海边的灯塔", [("山", False)], 3) == ("海边的…", ())


def test_traditional_and_simplified_characters_stand_for_each_other():
    assert set(*variants("头发")) == {"头发", "头發", "头髮", "頭发", "頭發", "頭髮"}
    assert set(*variants("後天")) == {"后天", "後天"}
    assert set(*variants("了解")) == set(*variants("瞭解")) == {"了解", "瞭解"}
    assert variants("plain") == variants("") == ()


def test_a_long_text_stands_in_pieces_that_overlap():
    text = "机器学习系统与deep learning里的面包"
    pieces = variants(text)
    assert all(len(forms) <= 300 for forms in pieces)
    starts = [next(text.find(form) for form in forms if form in text) for forms in pieces]
    places = sorted((start, start + len(forms[0])) for start, forms in zip(starts, pieces, strict=True))
    assert (places[0][0], max(end for _, end in places)) == (0, len(text))
    assert all(after < end for (_, end), (after, _) in pairwise(places))
