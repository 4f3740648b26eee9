"""Top-level blocks."""

import time

import pytest

from mine_reader.model import BlockKind, Span
from mine_reader.text import find_links, parse_issue, parse_notes, scan_blocks


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("# 名\n文字\n下一行", ["heading", "paragraph"]),
        ("#标签 不是标题", ["paragraph"]),
        ("文字\n---\n文字", ["paragraph", "rule", "paragraph"]),
        ("文字\n===", ["paragraph"]),
        ("文字\n- 甲\n- 乙", ["paragraph", "list"]),
        ("1. 甲\n\n   段\n\n2. 乙", ["list"]),
        ("- 甲\n\n段", ["list", "paragraph"]),
        ("    四个空格", ["paragraph"]),
        ("```\n# 码\n\n- 码\n```\n文", ["code", "paragraph"]),
        ("```\n没有关\n\n# 题", ["paragraph", "heading"]),
        ("::: tip 盒\n\n# 内\n\n:::\n外", ["box", "paragraph"]),
        ("> 甲\n懒\n\n> 乙", ["quote", "quote"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", ["table"]),
        ("[a]: http://a.example", ["definition"]),
        ("<details>\n\n内\n\n</details>\n外", ["html", "paragraph"]),
        ("1『甲\n- 乙\n> 丙』\n\n丁", ["paragraph", "paragraph"]),
    ],
)
def test_blocks_by_the_text_rules(text, kinds):
    assert [block.kind for block in scan_blocks(text)] == [BlockKind(kind) for kind in kinds]


def test_spans_are_of_the_whole_text_and_end_after_the_line_end():
    text = "前\r\n\r\n甲\r\n乙\r\n\r\n"
    (block,) = scan_blocks(text, Span(5, len(text)))
    assert block.span.of(text) == "甲\r\n乙\r\n"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "『" * 50_000,
        "1『" * 50_000,
        "`" * 50_000,
        "](a" * 50_000,
        "(" * 50_000,
        "### a\n" * 30_000,
        "```a\n" * 50_000,
        "::: a\n" * 50_000,
        "<details>\n" * 50_000,
        "a" * 1_000_000,
        "http://a.example/(" * 30_000,
        "<a href='http://a.example/'>" * 30_000,
        "<a href='http://a.example/'\n" * 30_000,
        "<img " * 50_000,
        "### a\n> b：" + " " * 100_000,
        "1、[" + "[" * 50_000,
        "---\ntitle: a #1" + " " * 30_000 + "x\n---\n",
        "### 1\n" + "a @b " * 50_000 + "\n### 2\n" + " " * 100_000 + "://",
        "---\n" + "a: [[[[[[" * 10_000 + "\n---\n",
    ],
    ids=range(20),
)
def test_hostile_text_takes_linear_time(text):
    started = time.perf_counter()
    scan_blocks(text)
    parse_notes(text)
    find_links(text)
    parse_issue(text)
    assert time.perf_counter() - started < 10  # what is not linear takes minutes
