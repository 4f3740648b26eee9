"""Notes as a Markdown file."""

from dataclasses import replace

import pytest

from mine_reader.export import export_markdown
from mine_reader.export.escape import link, own, plain, quote, tag
from mine_reader.model import Link, NoteText, Status
from tests.export import make


def test_a_whole_document():
    note = make.annotation(
        2, "回家再读", "每十秒", note=NoteText("回家再读", "2", "2023-12-09", Status.OPEN), tags=("todo",)
    )
    assert (
        export_markdown([make.detail(make.annotation(), note)])
        == """\
# 海边周刊 第 3 期

海边周刊 · #3 · 2023-10-15

## 灯塔怎样工作

技术 · 海边 · @seaside · 2023-10-14 · ★ · ⤓ 灯塔手册 · #sea/light

- [原文](https://example.org/a)

想去看看

*1 · 2023-12-09*

> 每十秒

回家再读

*2 · 2023-12-09 · ☐ · #todo*
"""
    )


def test_articles_without_notes_are_left_out():
    detail = make.detail(make.annotation())
    other = make.article(id=8, title="没有笔记")
    assert "没有笔记" not in export_markdown([replace(detail, articles=(*detail.articles, other))])


def test_deleted_notes_are_left_out():
    assert "想去看看" not in export_markdown([make.detail(make.annotation(deleted=True))])


def test_notes_stand_in_the_order_of_the_text():
    later, earlier, whole = make.annotation(9, "后", "b"), make.annotation(5, "前", "a"), make.annotation(12, "全文")
    text = export_markdown([make.detail(later, earlier, whole)])
    assert text.index("全文") < text.index("前\n") < text.index("后\n")


def test_the_same_notes_give_the_same_file():
    details = [make.detail(make.annotation())]
    assert export_markdown(details) == export_markdown(details)


def test_a_title_cannot_become_markup():
    text = export_markdown([make.detail(make.annotation(), articles=(make.article(title="a\n# b <script> [[c]]"),))])
    assert "## a # b \\<script\\> \\[\\[c\\]\\]\n" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo", "> one\n> two"),
        ("one\n\ntwo", "> one\n>\n> two"),
        ("```dataviewjs\nx\n```", "> \\`\\`\\`dataviewjs\n> x\n> \\`\\`\\`"),
        ("~~~query", "> \\~\\~\\~query"),
        ("<% tp.x %>", "> \\<% tp.x %\\>"),
        ("[[link]] and <b>", "> \\[\\[link\\]\\] and \\<b\\>"),
        ("# head\n- item\n1. one", "> \\# head\n> \\- item\n> 1\\. one"),
        ("snake_case stays, _em_ does not", "> snake_case stays, \\_em\\_ does not"),
        ("a\rb\u2028c\x0bd", "> a\n> b\n> c\n> d"),
        ("==mark== %%hidden%%", "> \\=\\=mark\\=\\= \\%\\%hidden\\%\\%"),
    ],
)
def test_a_quote_is_shown_as_it_is(text, expected):
    assert quote(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**bold** and `code`", "**bold** and `code`"),
        ("```py\nx = 1\n```", "```py\nx = 1\n```"),
        ("```dataviewjs\nx\n```", "```text dataviewjs\nx\n```"),
        ("~~~~ query\nx", "~~~~text query\nx\n~~~~"),
        ("`= this.file`, `$= dv.x`", "`\u0020= this.file`, `\u0020$= dv.x`"),
        ("<% tp.x %>", "&lt;% tp.x %>"),
        ("```\nopen", "```\nopen\n```"),
    ],
)
def test_a_note_keeps_its_markdown_but_runs_nothing(text, expected):
    assert own(text) == expected


@pytest.mark.parametrize(
    ("url", "label", "expected"),
    [
        ("https://a.b/c?d=e&f", "原文", "[原文](https://a.b/c?d=e&f)"),
        ("https://a.b/c_(d)", "原文", "[原文](<https://a.b/c_(d)>)"),
        ("https://a.b/ c>d\n", "原文", "[原文](https://a.b/%20c%3Ed)"),
        ("https://a.b", "x](http://evil) [", "[x\\](http://evil) \\[](https://a.b)"),
        ("https://a.b/c_(d)?e_f", "", "<https://a.b/c_(d)?e_f>"),
        ("https://a.b/ c>d\n", " ", "<https://a.b/%20c%3Ed>"),
    ],
)
def test_neither_address_nor_label_can_end_a_link(url, label, expected):
    assert link(url, label) == expected


def test_a_tag_has_no_spaces():
    assert tag("深度 学习/基础!") == "#深度-学习/基础"


def test_plain_text_is_one_line():
    assert plain(" a\n  b ") == "a b"


def test_a_link_without_a_label_is_its_address():
    article = make.article(links=(Link("https://a.b", "https://a.b"),))
    text = export_markdown([make.detail(make.annotation(), articles=(article,))])
    assert "\n- <https://a.b>\n" in text


def test_a_handle_is_shown_as_one():
    text = export_markdown([make.detail(make.annotation(), articles=(make.article(handle="sea_side"),))])
    assert " · @sea_side · " in text
