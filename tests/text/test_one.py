"""An issue that is one article."""

from mine_reader.model import Dialect, SplitOptions
from mine_reader.text import parse_issue

_PAGE = """---
title: How 10 springs are wound
author: Lin
date: 2026-03-04
---
> https://springs.example/how

## Winding

### Twice

Text with a [link](https://other.example/).

## Cutting

More.
"""


def test_headings_open_no_article():
    issue = parse_issue(_PAGE, "x", SplitOptions(dialect=Dialect.ONE))
    (article,) = issue.articles
    assert not issue.sections
    assert (article.title, article.author, article.date) == ("How 10 springs are wound", "Lin", "2026-03-04")
    assert article.span.end == len(_PAGE)
    assert issue.number is None


def test_the_link_quoted_first_is_the_articles_first_link_and_no_text():
    (article,) = parse_issue(_PAGE, "x", SplitOptions(dialect=Dialect.ONE)).articles
    assert [link.url for link in article.links] == ["https://springs.example/how", "https://other.example/"]
    assert article.head is not None
    assert "springs.example" not in article.body.of(_PAGE)


def test_a_page_without_text_has_no_article():
    assert not parse_issue("---\ntitle: x\n---\n", "x", SplitOptions(dialect=Dialect.ONE)).articles
