"""Feeds as issues."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_reader.model import Dialect, FeedEntry, ParsedFeed, SplitOptions
from mine_reader.net.entries import as_issues
from mine_reader.text import parse_issue
from mine_reader.text.entry import entry_source, rough_text, visible_hash

NOW = datetime(2023, 12, 9, 10, 30, tzinfo=timezone(timedelta(hours=8)))
ENTRY = FeedEntry(
    id="1",
    title="A title: with “marks” \\ and 'more'",
    link="https://example.org/1",
    author="宝玉",
    published="2023-12-08T20:00:00Z",
    updated=None,
    html="",
    summary="",
    markdown="Some words.\n\nA [link](https://example.org/other).",
)


def read(*entries, known=frozenset()):
    return as_issues(ParsedFeed("A\nfeed", "", entries), SplitOptions(), known, NOW)


def test_an_entry_is_one_article_with_its_own_link_first_and_its_author():
    (entry,) = read(ENTRY).entries
    assert entry.issue is not None
    (article,) = entry.issue.articles
    assert entry.issue.title == article.title == ENTRY.title
    assert [link.url for link in article.links] == ["https://example.org/1", "https://example.org/other"]
    assert article.author == "宝玉"


def test_the_date_is_that_of_the_readers_zone_and_not_to_come():
    assert read(ENTRY).entries[0].date == "2023-12-09"
    assert read(replace(ENTRY, published="2023-12-12T00:00:00Z")).entries[0].date is None
    assert read(replace(ENTRY, published="yesterday")).entries[0].date is None
    assert read(replace(ENTRY, published=None, updated="2023-12-01T00:00:00Z")).entries[0].date == "2023-12-01"
    assert as_issues(ParsedFeed("", "", (ENTRY,)), SplitOptions(), frozenset(), NOW.astimezone(UTC)).entries[
        0
    ].date == ("2023-12-08")


def test_the_source_alone_says_all_of_it():
    (entry,) = read(ENTRY).entries
    assert parse_issue(entry.text) == entry.issue


def test_what_is_known_comes_without_its_content():
    (entry,) = read(ENTRY).entries
    (again,) = read(ENTRY, known={entry.sha256}).entries
    assert (again.issue, again.text, again.texts) == (None, "", ())
    assert (again.sha256, again.seen) == (entry.sha256, entry.seen)


def test_an_entry_without_title_is_called_by_its_first_sentence_or_its_link():
    assert read(replace(ENTRY, title="")).entries[0].title == "Some words"
    assert read(replace(ENTRY, title="", markdown="")).entries[0].title == "https://example.org/1"


def test_an_entry_in_the_shape_of_a_digest_is_split():
    items = "".join(f"### {n:02}\n\n宝玉 @dotey 2023-12-0{n}\n\n第 {n} 条。\n\n" for n in (1, 2, 3))
    issue = read(replace(ENTRY, markdown=items)).entries[0].issue
    assert issue is not None
    assert issue.dialect is Dialect.DIGEST
    assert [article.label for article in issue.articles] == ["01", "02", "03"]


@pytest.mark.parametrize(
    "title", ["", "---", "a: b", '"', "\\n", "# 1", "{a}", "'", "~", "true", "2023-12-09", "a\u2028b"]
)
def test_no_title_breaks_the_source(title):
    text = entry_source("Words.", title=title, date=None, link="", author="")
    assert parse_issue(text).warnings == ()
    assert parse_issue(text).title == " ".join(title.split())


@given(st.text(), st.text(), st.text())
def test_whatever_a_feed_says_there_is_an_article(title, author, markdown):
    (entry,) = read(replace(ENTRY, title=title, author=author, markdown=markdown)).entries
    assert entry.issue is not None
    assert entry.issue.warnings == () or "front matter" not in str(entry.issue.warnings[0])
    entry.text.encode()


def test_what_cannot_be_seen_does_not_count():
    one, other = "![a](https://x/1?t=1) [b](https://y/2)", "![a](https://x/1?t=9)\n[b](https://z/3)"
    assert visible_hash("t", one) == visible_hash("t", other)
    assert visible_hash("t", one) != visible_hash("t", one + "!")
    assert visible_hash("t", one) != visible_hash("u", one)


def test_a_rough_text_keeps_words_whole_and_what_is_no_markup():
    assert rough_text("小<em>标</em>题 a\\*b 1 < 2\\\nC:\\\\x") == "小标题 a*b 1 < 2\nC:\\x"


def test_a_rough_text_has_no_markup():
    markdown = "# Title\n\nA **bold** [word](https://x.org/a_b) and `code`.\n\n> quoted\n\n![](https://x.org/i.png)\n"
    assert rough_text(markdown) == "Title\n\nA bold word and code.\n\nquoted"
