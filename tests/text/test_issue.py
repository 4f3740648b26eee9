"""Splitting issues."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_reader.model import Dialect, PartKind, SplitOptions
from mine_reader.text import decode, parse_issue, parse_note, scan_blocks

_SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
_COUNTS = {
    "000": (Dialect.WEEKLY, 17, 5, 21, "2023-10-15", 0),
    "001": (Dialect.WEEKLY, 8, 5, 12, "2023-08-06", 0),
    "002": (Dialect.DIGEST, 319, 0, None, "2023-12-31", 3),
    "003": (Dialect.WEEKLY, 9, 4, 20, "2023-10-01", 0),
    "004": (Dialect.DIGEST, 70, 0, None, "2024-02-26", 0),
}
# fmt: off
_LINES = [
    "### 01", "### 02", "## 节", "### [题](http://a.example)", "### 题", "> http://a.example", "> 说明", "# 名", "```",
    ":::", "::: tip 盒",
    "---", "title: x", "1、甲", "2、[乙](http://b.example)", "1. 丙", "- [丁](http://c.example)", "1『注",
    "注（2023-12-09）』",
    "2023-12-09",
    "@who", "2023-12-0999", "", "", "文字。", "| a | b |", "|---|---|", "<details>", "</details>", "<!--",
]
# fmt: on


def _partitions(text, issue):
    position = issue.parts[0].span.start if issue.parts else len(text)
    for part in issue.parts:
        assert part.span.start == position
        position = part.span.end
    assert position == len(text)
    for article in issue.articles:
        position = article.span.start
        for span in (article.heading, article.head, article.body):
            if span is not None:
                assert span.start == position
                position = span.end
        assert position == article.span.end


@given(
    st.text() | st.lists(st.sampled_from(_LINES), max_size=30).map("\n".join),
    st.builds(
        SplitOptions,
        dialect=st.none() | st.sampled_from(Dialect),
        merged=st.lists(st.integers(0, 5), max_size=3).map(tuple),
        split_at=st.lists(st.integers(-1, 200), max_size=3).map(tuple),
    ),
)
def test_any_text_is_split_without_a_gap(text, options):
    _partitions(text, parse_issue(text, "a/2023-11-05.md", options))


@given(st.lists(st.sampled_from(_LINES), max_size=30).map("\n".join))
def test_blocks_hold_every_visible_line(text):
    position = 0
    for block in scan_blocks(text):
        assert not text[position : block.span.start].strip()
        assert block.span.of(text).strip()
        position = block.span.end
    assert not text[position:].strip()


@pytest.mark.skipif(not _SEEDS.is_dir(), reason="the real issues are not here")
@pytest.mark.parametrize("prefix", _COUNTS)
def test_real_issues_are_split_exactly(prefix):
    (path,) = _SEEDS.glob(f"{prefix}_*")
    text = decode(path.read_bytes()).text
    issue = parse_issue(text, path.name)
    notes = [note for article in issue.articles for note in article.notes]
    found = (issue.dialect, len(issue.articles), len(issue.sections), issue.number, issue.date, len(notes))
    assert found == _COUNTS[prefix]
    _partitions(text, issue)
    assert all(parse_note(note.span.of(text)) == note.note for note in notes)
    downloaded = [(one.label, one.downloaded_title) for one in issue.articles if one.downloaded]
    assert downloaded == ([("25", "2023011大规模语言模型从理论到实践")] if prefix == "002" else [])


def _titles(text, **options):
    return [article.title for article in parse_issue(text, "", SplitOptions(**options)).articles]


def test_a_number_heading_delimits_inside_an_unclosed_fence():
    issue = parse_issue("### 01\n\n```\n码\n\n### 02\n\n甲。\n")
    assert [article.label for article in issue.articles] == ["01", "02"]
    assert any("never closed" in str(warning) for warning in issue.warnings)


def test_a_digest_head_gives_date_author_handle_and_address():
    text = "### 01\n\n2023/11/01\n\nhttps://x.example/1\n\n某人\n@who\n\n正文第一句。第二句。\n\n### 02\n\n乙"
    article = parse_issue(text).articles[0]
    assert (article.date, article.author, article.handle) == ("2023-11-01", "某人", "who")
    assert (article.title, article.title_shown) == ("正文第一句", False)
    assert article.links[0].url == "https://x.example/1"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("某人 @who 2023-12-03", ("某人", "who", "2023-12-03", 0)),
        ("@who 2023-12-03", (None, "who", "2023-12-03", 0)),
        ("某人@who 2023-12-03", ("某人", "who", "2023-12-03", 0)),
        ("某人 @who · 2023-12-03", ("某人", "who", "2023-12-03", 0)),
        ("某人 @who 2023-12-03 08:30", ("某人", "who", "2023-12-03", 0)),
        ("某人 @who\n2023-12-03", ("某人", "who", "2023-12-03", 0)),
        ("Song Ma 2023-12-07", ("Song Ma", None, "2023-12-07", 0)),
        ("2023-12-03", (None, None, "2023-12-03", 0)),
        ("2某人 @who 023-12-06", (None, "who", None, 1)),
        ("某人 2024-05-267", ("某人", None, None, 1)),
        ("22024-06-03", (None, None, None, 1)),
    ],
)
def test_a_head_line_says_what_is_sure(line, expected):
    text = f"### 01\n\n{line}\n\n正文。\n\n### 02\n\n乙"
    issue = parse_issue(text)
    article = issue.articles[0]
    assert (article.author, article.handle, article.date, len(issue.warnings)) == expected
    assert (article.head is None) == bool(issue.warnings)
    assert article.title == "正文"


def test_a_note_above_a_digest_head_hides_nothing():
    text = "### 01\n\n1『注（2023-12-09）』\n\n某人 @who 2023-12-03\n\n正文。\n\n### 02\n\n乙"
    article = parse_issue(text).articles[0]
    assert (article.author, article.handle, article.date) == ("某人", "who", "2023-12-03")
    assert (article.title, article.head, len(article.notes)) == ("正文", None, 1)


def test_a_handle_below_a_sentence_belongs_to_a_quoted_post():
    text = "### 01\n\n2023-12-03\n\n引用 @who 的话\n\n@who\n\n话。\n\n### 02\n\n乙"
    article = parse_issue(text).articles[0]
    assert (article.author, article.handle, article.title) == (None, None, "引用 @who 的话")


def test_weekly_links_carry_their_labels():
    text = "### 题\n\n> https://a.example\n>\n> 中文版：https://b.example\n\n正文"
    article = parse_issue(text).articles[0]
    assert [(link.url, link.label) for link in article.links] == [
        ("https://a.example", ""),
        ("https://b.example", "中文版"),
    ]
    assert article.head is not None


@pytest.mark.parametrize(
    ("quote", "labels"),
    [
        ("译文：[名](https://a.example)", ["译文"]),
        ("[译文](https://a.example) | [名](https://b.example)", ["译文", "名"]),
        ("论文：https://a.example 代码：https://b.example", ["论文", "代码"]),
        ("论文: <https://a.example>\n> 代码: <https://b.example>", ["论文", "代码"]),
    ],
)
def test_a_label_in_a_quote_names_its_link(quote, labels):
    article = parse_issue(f"### 题\n> {quote}\n\n正文").articles[0]
    assert [link.label for link in article.links] == labels
    assert article.head is not None


def test_articles_of_a_weekly_may_stand_before_its_first_section():
    text = "导语\n\n### 甲\n> http://a.example\n\n一\n\n## 节\n\n### 乙\n> http://b.example\n"
    issue = parse_issue(text)
    assert [(article.title, article.section) for article in issue.articles] == [("甲", None), ("乙", 0)]


def test_link_paragraphs_make_a_weekly_without_any_title():
    text = "## 一\n\n[甲](http://a.example)\n\n说甲\n\n[乙](http://b.example)\n\n## 二\n\n一段\n"
    assert _titles(text) == ["甲", "乙", "二"]


def test_a_quote_that_says_more_than_links_stays_in_the_body():
    article = parse_issue("### 题\n> 一段话 https://a.example 还有话\n\n正文").articles[0]
    assert article.head is None
    assert article.links[0].url == "https://a.example"


@pytest.mark.parametrize(
    "text",
    [
        "### 甲 1『注』\n> http://a.example\n\n文\n\n### 乙\n> http://b.example\n",
        "1、甲 1『注』\n\n文\n\n2、[乙](http://b.example)\n\n文\n",
    ],
)
def test_a_note_behind_a_title_is_no_part_of_it(text):
    article = parse_issue(text).articles[0]
    assert (article.title, [note.note.body for note in article.notes]) == ("甲", ["注"])


def test_sections_have_descriptions_and_may_be_empty():
    issue = parse_issue("## 🚀 新闻\n> 说明\n\n### [题](http://a.example)\n\n文\n\n## 空\n\n## 只有字\n\n一段。\n")
    assert [(section.title, section.description) for section in issue.sections] == [
        ("🚀 新闻", "说明"),
        ("空", ""),
        ("只有字", ""),
    ]
    assert [(article.title, article.section) for article in issue.articles] == [("题", 0), ("只有字", 2)]


def test_link_paragraphs_at_the_head_of_a_section_are_articles():
    text = "## 一\n\n[甲](http://a.example)\n\n说甲\n\n[乙](http://b.example)\n\n说乙\n\n### [丙](http://c.example)\n"
    assert _titles(text) == ["甲", "乙", "丙"]


def test_numbered_items_follow_one_another():
    text = "前言\n\n## 文章\n\n1、[甲](http://a.example)\n\n说\n\n**2、乙**\n\n9、不算\n\n4、[文章] [丙](http://c.example)\n\n说\n"
    issue = parse_issue(text)
    assert issue.dialect is Dialect.NUMBERED
    assert [article.title for article in issue.articles] == ["甲", "乙", "[文章] 丙"]
    assert issue.parts[0].kind is PartKind.TEXT


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("1、[甲](http://a.example)（英文）", "甲"),
        ("1、[甲](http://a.example)：说明", "甲"),
        ("1、[类] [甲](http://a.example) 说明", "[类] 甲"),
        ("**1、[甲](http://a.example)**", "甲"),
        ("1、[公司](http://a.example)发布了甲", "公司发布了甲"),
        ("1、[甲](../1.md)", "甲"),
    ],
)
@pytest.mark.parametrize("after", ["", "\n\n说明"])
def test_a_link_that_an_item_begins_with_titles_it(line, title, after):
    assert _titles(f"## 节\n\n{line}{after}\n\n2、[乙](http://b.example)\n")[0] == title


def test_lists_of_links_are_articles():
    issue = parse_issue("## 文\n\n* [甲](http://a.example) – 说\n* [乙](http://b.example) – 说\n")
    assert issue.dialect is Dialect.LINKS
    assert [article.title for article in issue.articles] == ["甲", "乙"]


def test_an_emoji_or_a_box_may_lead_the_items_of_a_list_of_links():
    text = "- 🔥 [甲](http://a.example) – 说\n- [ ] [乙](http://b.example)\n- **[丙](http://c.example)**\n"
    assert _titles(text) == ["甲", "乙", "丙"]


def test_a_note_below_a_list_of_links_is_of_its_last_item():
    issue = parse_issue("* [甲](http://a.example)\n* [乙](http://b.example)\n\n1『注』\n\n收尾。\n")
    assert [[note.note.body for note in article.notes] for article in issue.articles] == [[], ["注"]]
    assert issue.parts[-1].kind is PartKind.TEXT


def test_a_plain_issue_is_one_article_or_its_sections():
    assert _titles("# 名\n\n一段。\n") == ["名"]
    assert _titles("## 甲\n\n一。\n\n## 乙\n\n二。\n") == ["甲", "乙"]


def test_sections_about_the_publication_hold_no_articles():
    text = "## 封面图\n\n一。\n\n## 乙\n\n二。\n"
    assert _titles(text) == ["乙"]
    assert _titles(text, own_sections=("乙",)) == ["封面图"]


@pytest.mark.parametrize("title", ["往年回顾（2022）", "📮 订阅 (RSS)", "订阅（中文）"])
def test_a_remark_behind_the_title_of_a_section_does_not_matter(title):
    assert _titles(f"## {title}\n\n一。\n\n## 乙（上）\n\n二。\n") == ["乙（上）"]
    assert _titles("## 往年回顾（2022）\n\n一。\n\n## 往年回顾\n\n二。\n", own_sections=("往年回顾（2022）",)) == [
        "往年回顾"
    ]


def test_the_user_may_merge_and_split():
    text = "### [甲](http://a.example)\n\n一\n\n### [乙](http://b.example)\n\n二\n\n三。\n"
    assert _titles(text, merged=(1,)) == ["甲"]
    assert _titles(text, split_at=(text.index("三"),)) == ["甲", "乙", "三"]


@pytest.mark.parametrize(
    ("source", "name", "date", "number"),
    [
        ("---\ntitle: 周刊 第六期\ndate: 2023-8-6\n---\n文", "", "2023-08-06", 6),
        (
            "\n---\r\ntitle: 'Weekly #21'\r\ndate: 2011-5-26\r\n---\r\n文",
            "x/2023-11-05.md",
            "2023-11-05",
            21,
        ),
        ("---\ntitle: Weekly #21\n---\n文", "", None, 21),
        ("文", "202312 合集.md", "2023-12", None),
        ("# Issue 7\n\n文", "a.md", None, 7),
        ("文", "Mine Weekly-21.md", None, 21),
        ("文", "2023-11-05.md", "2023-11-05", None),
        ("---\ntitle: 周刊 第二十一期\n---\n", "", None, 21),
    ],
)
def test_an_issue_knows_its_date_and_number(source, name, date, number):
    issue = parse_issue(source, name)
    assert (issue.date, issue.number) == (date, number)


def test_front_matter_keeps_unknown_keys_as_json_values():
    issue = parse_issue("---\ntitle: 007\noutline: [2, 3]\nhidden: true\ntags:\n  a: 2023-10-15\n---\n文")
    assert issue.front_matter == {"title": "007", "outline": [2, 3], "hidden": True, "tags": {"a": "2023-10-15"}}
    assert issue.title == "007"


def test_broken_front_matter_is_text_and_a_warning():
    issue = parse_issue("---\ntitle: [x\n---\n\n文\n", "名.md")
    assert issue.title == "名"
    assert issue.parts[0].span.start == 0
    assert len(issue.warnings) == 1


def test_no_name_turns_the_direction_of_what_stands_beside_it():
    text = "# W\u202ee\n\n## s\u2066\n\n### t\u202e\n> l\u202e：https://a.example/1\n\nbody \u202e stays\n"
    issue = parse_issue(text, "x\u202e.md")
    article = issue.articles[0]
    names = [issue.title, issue.sections[0].title, article.title, article.links[0].label]
    assert names == ["We", "s", "t", "l"]
    assert article.body.of(text).strip() == "body \u202e stays"
    assert parse_issue("", "x\u202e.md").title == "x"
