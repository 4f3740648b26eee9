"""What a search asks for; whatever is no operator is text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_reader.model.searching import Condition, Where, Word
from mine_reader.text.query import parse_query


def parsed(text):
    return [list(clause) for clause in parse_query(text).clauses]


def test_words_must_all_be_there():
    assert parsed("大模型  agent") == [[Word("大模型")], [Word("agent")]]


def test_quotes_keep_words_together_and_whole():
    assert parsed('"deep learning" “智能体 框架”') == [
        [Word("deep learning", whole=True)],
        [Word("智能体 框架", whole=True)],
    ]


def test_a_quote_that_is_being_written_may_go_on():
    assert parsed('"deep lear') == [[Word("deep lear")]]


def test_or_joins_its_neighbours():
    assert parsed("海 OR 山 风") == [[Word("海"), Word("山")], [Word("风")]]
    assert parsed("OR 海 OR") == [[Word("海")]]
    assert parsed("sea or hill") == [[Word("sea")], [Word("or")], [Word("hill")]]


def test_a_minus_excludes():
    assert parsed('-广告 -tag:x -"a b"') == [
        [Word("广告", negated=True)],
        [Condition("tag", "x", negated=True)],
        [Word("a b", whole=True, negated=True)],
    ]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("tag:llm/rag", Condition("tag", "llm/rag")),
        ("Tag：#设计", Condition("tag", "设计")),
        ('source:"Mine Weekly"', Condition("source", "Mine Weekly")),
        ("is:UNREAD", Condition("is", "unread")),
        ("has:note", Condition("has", "note")),
        ("after:2023-8-6", Condition("after", "2023-08-06")),
        ("before:2023-12", Condition("before", "2023-12-01")),
        ("after:2024", Condition("after", "2024-01-01")),
        ("site:https://www.GitHub.com/a", Condition("site", "github.com")),
        ("https://example.org/a/?utm_source=x#top", Condition("url", "https://example.org/a")),
    ],
)
def test_operators_make_conditions(text, condition):
    assert parsed(text) == [[condition]]


def test_an_author_is_a_word_sought_among_authors():
    assert parsed("author:dotey") == [[Word("dotey", where=Where.AUTHOR)]]


def test_in_title_seeks_every_word_in_titles_alone():
    assert parsed("灯塔 in:title is:read") == [[Word("灯塔", where=Where.TITLE)], [Condition("is", "read")]]


@pytest.mark.parametrize(
    "text", ["is:purple", "has:", "after:soon", "after:2023-99-99", "foo:bar", "in:space", "-", ":"]
)
def test_what_is_no_operator_is_text(text):
    assert parsed(text) == [[Word(text)]]


def test_nothing_is_asked_by_nothing():
    assert parsed("  ") == parsed('""') == parsed("OR") == []


@given(st.text(max_size=60))
def test_nothing_is_invalid(text):
    parse_query(text)
