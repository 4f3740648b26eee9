"""Splitting and rendering in one step."""

from mine_reader.model import Dialect, PartKind, SplitOptions
from mine_reader.text.prepare import prepare

WEEKLY = """---
title: 小周刊 第 3 期
---

写在前面。

## 技术

> 这一周的文章

### 怎样读得更慢

> [原文](https://a.example/slow) | [译文](https://b.example/slow)

慢慢读。
"""


def test_every_part_of_the_issue_has_its_page() -> None:
    issue, parts = prepare(WEEKLY, "3.md")
    assert [(part.kind, part.index) for part in parts] == [(part.kind, part.index) for part in issue.parts]
    assert [part.kind for part in parts] == [PartKind.TEXT, PartKind.SECTION, PartKind.ARTICLE]
    assert [part.text for part in parts] == ["写在前面。", "这一周的文章", "慢慢读。"]


def test_options_decide_how_it_is_split() -> None:
    issue, parts = prepare(WEEKLY, "3.md", SplitOptions(dialect=Dialect.PLAIN))
    assert len(issue.articles) == len([part for part in parts if part.kind is PartKind.ARTICLE])
    assert issue.dialect is Dialect.PLAIN


def test_nothing_makes_an_empty_page() -> None:
    issue, parts = prepare("")
    assert "".join(part.body_html for part in parts) == ""
    assert len(parts) == len(issue.parts)
