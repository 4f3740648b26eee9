"""Titles made from the text of an article."""

import pytest

from mine_reader.text import parse_issue

_ITEM = "### 01\n\n2024-01-02\n\n{}\n\n### 02\n\n乙\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("第一句。第二句。", "第一句"),
        ("真的！第二句。", "真的！"),
        ("**粗** `码` [名](https://a.example)", "粗 码 名"),
        ("<u>重点</u> &amp; 其他", "重点 & 其他"),
        (r"\[原样\](不是链接)", "[原样](不是链接)"),
        ("==原样==", "==原样=="),
        ("https://a.example/x，大概", "大概"),
        ("看这里（https://a.example/x）", "看这里"),
        ("看 https://a.example/x。", "看"),
        ("甲<br>乙", "甲 乙"),
        ("论文：https://a.example/x\n\n讲了什么", "讲了什么"),
        ("论文：https://a.example/x", "论文"),
        ("@who\n\n话", "话"),
        ("https://a.example/x/y?z=1", "a.example/x/y"),
        ("![](https://a.example/x.png)", "2024-01-02 01"),
        ("字" * 50, "字" * 39 + "…"),
        ("---\n\n- 甲\n- 乙", "甲"),
    ],
)
def test_a_title_is_the_first_sentence_or_what_comes_nearest(text, title):
    assert parse_issue(_ITEM.format(text)).articles[0].title == title
