"""The text rules: what Markdown becomes on the page."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_reader.model import Part, PartKind, RenderedPart, Span
from mine_reader.text.plain import html_to_text
from mine_reader.text.prepare import prepare
from mine_reader.text.render import render_note, render_plain

BODY = "### 01\n\n2024-01-02\n\n第一句。\n\n### 02\n\n2024-01-02\n\n"


def article(markdown: str) -> RenderedPart:
    """Render the body of an article in a digest."""
    _, parts = prepare(BODY + markdown)
    return parts[-1]


def body(markdown: str) -> str:
    return article(markdown).body_html


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("甲行\n乙行", "<p>甲行<br>乙行</p>"),
        ("甲行  \n  乙行", "<p>甲行<br>乙行</p>"),
        ("甲\r\n乙\r\n", "<p>甲<br>乙</p>"),
        ("段落\n- 甲\n- 乙", "<p>段落</p><ul><li>甲</li><li>乙</li></ul>"),
        ("段落\n3. 三\n4. 四", '<p>段落</p><ol start="3"><li>三</li><li>四</li></ol>'),
        ("- 甲\n  - 乙", "<ul><li>甲<ul><li>乙</li></ul></li></ul>"),
        ("- 甲\n   - 乙", "<ul><li>甲<ul><li>乙</li></ul></li></ul>"),
        ("1. 甲\n    - 乙\n    - 丙", "<ol><li>甲<ul><li>乙</li><li>丙</li></ul></li></ol>"),
        ("- 甲\n  - 乙\n    - 丙\n- 丁", "<ul><li>甲<ul><li>乙<ul><li>丙</li></ul></li></ul></li><li>丁</li></ul>"),
        ("2. 二\n5. 五", '<ol start="2"><li>二</li></ol><ol start="5"><li>五</li></ol>'),
        ("1. 甲\n1. 乙", "<ol><li>甲</li><li>乙</li></ol>"),
        ("3. 甲\n3. 乙", '<ol start="3"><li>甲</li></ol><ol start="3"><li>乙</li></ol>'),
        ("1) 甲\n2) 乙", "<p>1) 甲<br>2) 乙</p>"),
        ("- 甲\n\n  乙\n\n- 丙", "<ul><li>甲<p>乙</p></li><li>丙</li></ul>"),
        ("- [ ] 未\n- [x] 完", "<ul><li>☐ 未</li><li>☑ 完</li></ul>"),
        ("#标签 一", "<p>#标签 一</p>"),
        ("文字\n---", "<p>文字</p><hr>"),
        ("文字\n===", "<p>文字<br>===</p>"),
        ("    四个空格", "<p>四个空格</p>"),
        ("# 一\n\n##### 五 ##", "<h3>一</h3><h5>五</h5>"),
        ("先 <thinking> 后", "<p>先 &lt;thinking&gt; 后</p>"),
        ("a<b 且 c>d", "<p>a&lt;b 且 c&gt;d</p>"),
        ("a<b and c>d", "<p>a&lt;b and c&gt;d</p>"),
        ("x <textarea /> y", "<p>x &lt;textarea /&gt; y</p>"),
        (
            "H<sub>2</sub>O <b>粗<i>斜</i></b> <kbd>Ctrl</kbd>",
            "<p>H<sub>2</sub>O <strong>粗<em>斜</em></strong> <code>Ctrl</code></p>",
        ),
        ("甲<br>乙<br/>丙", "<p>甲<br>乙<br>丙</p>"),
        (
            "`<b>x</b>` 与 <script>alert(1)</script>",
            "<p><code>&lt;b&gt;x&lt;/b&gt;</code> 与 &lt;script&gt;alert(1)&lt;/script&gt;</p>",
        ),
        (r"\# \* \_ \`", "<p># * _ `</p>"),
        ("*甲**乙*丙 丁", "<p>*甲**乙*丙 丁</p>"),
        ("**促进行业创新**: 好", "<p><strong>促进行业创新</strong>: 好</p>"),
        ("**结论：**后文", "<p><strong>结论：</strong>后文</p>"),
        ("见**“引用”**处", "<p>见<strong>“引用”</strong>处</p>"),
        ("snake_case_name 2 * 3 * 4", "<p>snake_case_name 2 * 3 * 4</p>"),
        ("~~旧~~新 1~2", "<p><del>旧</del>新 1~2</p>"),
        ("&amp; &lt; AT&T", "<p>&amp; &lt; AT&amp;T</p>"),
        ("> 甲\n> - 乙\n>\n> 丙", "<blockquote><p>甲</p><ul><li>乙</li></ul><p>丙</p></blockquote>"),
        ("```\n# 甲\n\n  a < b && c\n```", "<pre><code># 甲\n\n  a &lt; b &amp;&amp; c</code></pre>"),
        ("```\n没有收尾", "<p>```<br>没有收尾</p>"),
        ("```没有这种语言\nx\n```", "<pre><code>x</code></pre>"),
        ("- 项\n\n  ```\n  a\n\n  b\n  ```", "<ul><li>项<pre><code>a\n\nb</code></pre></li></ul>"),
        (":::tip 标题\n里面\n:::", '<div class="box"><p class="box-title">标题</p><p>里面</p></div>'),
        ("::: details 原文\n- 甲\n:::", '<div class="box"><p class="box-title">原文</p><ul><li>甲</li></ul></div>'),
        (":::warning\n小心\n:::", '<div class="box"><p class="box-title">warning</p><p>小心</p></div>'),
        (
            "<details><summary>更多</summary>\n\n**里面**\n\n</details>",
            '<div class="box"><p class="box-title">更多</p><p><strong>里面</strong></p></div>',
        ),
        ("甲\n\n[[toc]]\n\n<!-- more -->\n\n乙", "<p>甲</p><p>乙</p>"),
        ("[x]: https://a.example/\n\n看 [这里][x]", '<p>看 <a href="https://a.example/">这里</a></p>'),
        ("[没用到]: https://a.example/", '<p>[没用到]: <a href="https://a.example/">https://a.example/</a></p>'),
    ],
)
def test_text_rule(markdown: str, expected: str) -> None:
    assert body(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (
            "见 https://a.example/b_c_d.pdf，大概",
            '见 <a href="https://a.example/b_c_d.pdf">https://a.example/b_c_d.pdf</a>，大概',
        ),
        ("https://a.example/x_(y)。", '<a href="https://a.example/x_(y)">https://a.example/x_(y)</a>。'),
        ("`https://a.example`", "<code>https://a.example</code>"),
        ("[名](https://a.example/?q=1&r=2)", '<a href="https://a.example/?q=1&amp;r=2">名</a>'),
        ("[https://b.example](https://a.example)", '<a href="https://a.example">https://b.example</a>'),
        ("<https://a.example/x>", '<a href="https://a.example/x">https://a.example/x</a>'),
        ("<me@a.example>", '<a href="mailto:me@a.example">me@a.example</a>'),
        ("<a href='https://a.example'>名</a>", '<a href="https://a.example">名</a>'),
        (
            "[上一期](../2024/第 1 期.md#三)",
            '<a href="mine-reader:issue/../2024/%E7%AC%AC%201%20%E6%9C%9F.md">上一期</a>',
        ),
        ("[目录](#目录)", "<span>目录</span>"),
        ("f[x](y)", "f[x](y)"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("[x](mine-reader:issue/a.md)", "[x](mine-reader:issue/a.md)"),
        ("[x](minereader://annotation/7)", '<a href="minereader://annotation/7">x</a>'),
        (
            "见 minereader://annotation/7。",
            '见 <a href="minereader://annotation/7">minereader://annotation/7</a>。',
        ),
        ("<minereader://annotation/7>", '<a href="minereader://annotation/7">minereader://annotation/7</a>'),
        ("[x](minereader://delete/7)", "[x](minereader://delete/7)"),
        ("[x](file:///etc/passwd)", "[x](file:///etc/passwd)"),
        ("<a href=' javascript:alert(1)'>x</a>", "<span>x</span>"),
        ("www.a.example README.md", "www.a.example README.md"),
    ],
)
def test_links(markdown: str, expected: str) -> None:
    assert body(f"链接 {markdown}") == f"<p>链接 {expected}</p>"


@pytest.mark.parametrize(
    ("markdown", "expected", "images"),
    [
        ("![图](https://a.example/x.png)", '<img alt="图" src="mr-image:0">', ("https://a.example/x.png",)),
        ("![图](images/x.png =300x200)", '<img alt="图" src="mr-image:0">', ("images/x.png",)),
        ("![图](images/x.png)", '<img alt="图" src="mr-image:0">', ("images/x.png",)),
        ("<img src='a.png' onerror='x()' alt='图'>", '<img alt="图" src="mr-image:0">', ("a.png",)),
        ("![图](data:image/png;base64,AAAA)", "图", ()),
        ("![图](file:///etc/passwd)", "图", ()),
        ("![图](/etc/passwd)", "图", ()),
        ("![图](%2Fetc/passwd)", "图", ()),
        ("![图](//host/share.png)", "图", ()),
        ("![图](qrc:/x.png)", "图", ()),
        ("![图](mr-image:7)", "图", ()),
        ("![](mr-image:7)", "mr-image:7", ()),
        (r"<img src='\\host\share' alt='图'>", "图", ()),
    ],
)
def test_images_are_numbered_and_nothing_local_is_named(markdown: str, expected: str, images: tuple[str, ...]) -> None:
    part = article(f"看{markdown}")
    assert part.body_html == f"<p>看{expected}</p>"
    assert part.images == images


def test_a_frame_around_an_image_is_not_shown_but_any_other_is() -> None:
    assert body("<div align=center>\n<img src='a.png'>\n</div>") == '<p><img alt="" src="mr-image:0"></p>'
    assert body("写 <div>内容</div> 即可") == "<p>写 &lt;div&gt;内容&lt;/div&gt; 即可</p>"


def test_a_table_keeps_every_cell() -> None:
    html = body("| 甲 | 乙 |\n| :-- | --: |\n| `a\\|b` | 2 |\n| 3 | 4 | 多 |")
    assert html_to_text(html).split() == ["甲", "乙", "a|b", "2", "3", "4", "多"]
    assert '<th align="left">甲</th><th align="right">乙</th>' in html


def test_code_of_a_named_language_has_classes() -> None:
    html = body("```python\ndef f(): return '<b> & &amp;'\n```")
    assert '<span class="k">def</span>' in html
    assert html_to_text(html) == "def f(): return '<b> & &amp;'"


def test_raw_tables_nest_to_two_levels() -> None:
    html = body("<table><tr><td>" * 6 + "底" + "</td></tr></table>" * 6)
    assert html.count("<table>") == 2
    assert html_to_text(html) == "底"


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
@pytest.mark.parametrize("depth", [5, 40, 400])
def test_what_is_at_the_bottom_of_deep_nesting_is_shown(mark: str, depth: int) -> None:
    part = article(mark * depth + "针")
    assert "针" in part.text
    assert not part.plain


@pytest.mark.parametrize(
    "pattern", ["[", "![", "[a](", "[a](<b", "<a ", '<a a="', "``a`", "\\*", "* ", "<b>", "**a*", "&", "[[a]"]
)
def test_text_that_stalls_a_parser_is_shown_soon(pattern: str) -> None:
    markdown = pattern * (20_000 // len(pattern))
    part = article("前" + markdown + "后")
    assert part.text.startswith("前")
    assert part.text.endswith("后")


def test_titles_are_inline_and_say_what_they_are() -> None:
    _, parts = prepare("## 分区\n\n> 说明\n\n### 标题 **粗** \u202e反\n\n> [名](https://a.example)\n\n文字。\n")
    section, item = parts
    assert (section.title_html, section.body_html) == ("分区", "<p>说明</p>")
    assert item.title_html == "标题 <strong>粗</strong> 反"
    assert item.head_html == '<p><a href="https://a.example">名</a></p>'
    assert item.body_html == "<p>文字。</p>"


@pytest.mark.parametrize(
    ("heading", "title", "body"),
    [("# 周刊", "周刊", "<p>导语。</p>"), ("# **周刊**", "", "<h3><strong>周刊</strong></h3><p>导语。</p>")],
)
def test_the_title_of_an_issue_is_no_text_unless_it_says_more(heading: str, title: str, body: str) -> None:
    _, parts = prepare(f"{heading}\n\n导语。\n\n## 分区\n\n文字。\n")
    assert (parts[0].title_html, parts[0].body_html) == (title, body)


def _targets(markdown: str) -> tuple[str, list[str | None]]:
    part = article(markdown)
    return part.text, [target.of(part.text) if target else None for target in part.targets]


def test_a_note_of_its_own_belongs_to_the_block_before_it() -> None:
    assert _targets("甲段。\n\n乙段，第二句。\n\n1『想法（2024-01-02）』\n\n丙段。") == (
        "甲段。\n\n乙段，第二句。\n\n丙段。",
        ["乙段，第二句。"],
    )


def test_a_note_in_a_line_belongs_to_the_sentence_before_it() -> None:
    text, targets = _targets("第一句。第二句，😀有逗号。1『想法』第三句。")
    assert text == "第一句。第二句，😀有逗号。第三句。"
    assert targets == ["第二句，😀有逗号。"]


def test_a_note_on_a_line_of_its_own_leaves_no_empty_line() -> None:
    text, targets = _targets("第一句。\n2『去做（2024-01-02）』——未完成\n下一行。")
    assert text == "第一句。\n下一行。"
    assert targets == ["第一句。"]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("1『一』\n2『二』\n甲。", "<p>甲。</p>"),
        ("> 甲\n> 1『一』\n> 乙", "<blockquote><p>甲<br>乙</p></blockquote>"),
        ("> 甲\n>\n> 1『一』\n>\n> 乙", "<blockquote><p>甲</p><p>乙</p></blockquote>"),
        ("- 甲\n\n  1『一』\n\n- 乙", "<ul><li>甲</li><li>乙</li></ul>"),
        ("- 甲\n  ```\n  x\n  ```\n  1『一』\n- 乙", "<ul><li>甲<pre><code>x</code></pre></li><li>乙</li></ul>"),
        ("::: tip 盒\n甲\n1『一』\n:::", '<div class="box"><p class="box-title">盒</p><p>甲</p></div>'),
    ],
)
def test_where_a_note_stood_nothing_is_left(markdown: str, html: str) -> None:
    assert body(markdown) == html


def test_a_note_before_everything_belongs_to_the_article() -> None:
    assert _targets("1『想法（2024-01-02）』\n\n甲段。") == ("甲段。", [None])


def test_notes_in_a_row_each_find_their_place() -> None:
    text, targets = _targets("甲。1『一』\n\n- 乙。2『二』\n- 丙。\n\n3『三（2024-01-02）』\n\n2『四（2024-01-03）』\n")
    assert text == "甲。\n\n乙。\n丙。"
    assert targets == ["甲。", "乙。", "乙。\n丙。", "乙。\n丙。"]


def test_text_that_holds_private_characters_keeps_them() -> None:
    text, targets = _targets("\ue000\U000f0000甲。1『一』")
    assert (text, targets) == ("\ue000\U000f0000甲。", ["\ue000\U000f0000甲。"])


def test_plain_rendering_shows_the_marks() -> None:
    text = BODY + "**甲** <b>\n乙\n\n1『想法（2024-01-02）』"
    issue, _ = prepare(text)
    part = render_plain(text, issue, 1)
    assert part.plain
    assert part.body_html == "<p>**甲** &lt;b&gt;<br>乙</p>"
    assert part.targets == (part.blocks[0].text,)


def test_a_note_is_safe_html_without_images() -> None:
    assert render_note("**粗**\n![图](a.png) <script>x") == "<p><strong>粗</strong><br>图 &lt;script&gt;x</p>"


def test_a_very_long_note_is_plain() -> None:
    assert "<strong>" not in render_note("**粗** " * 1_000)


def test_thousands_of_notes_in_one_paragraph_are_placed_soon() -> None:
    start = time.monotonic()
    part = article("".join(f"第{number}句。1『想法』" for number in range(3_000)))
    assert time.monotonic() - start < 5
    assert [target.of(part.text) for target in part.targets if target][::1_000] == [
        "第0句。",
        "第1000句。",
        "第2000句。",
    ]


def test_text_without_formatting_takes_no_time_at_all() -> None:
    text = BODY + "&<[" * 300_000
    issue, _ = prepare(BODY)
    start = time.monotonic()
    part = render_plain(text, replace(issue, parts=(Part(PartKind.TEXT, Span(0, len(text))),)), 0)
    assert time.monotonic() - start < 3
    assert part.text.endswith("&<[")


def test_deep_emphasis_is_shown_without_it() -> None:
    depth = 300
    part = article(
        "".join("*甲 " if n % 2 else "_甲 " for n in range(depth))
        + "".join(" 乙_" if n % 2 else " 乙*" for n in range(depth))
    )
    assert part.text.count("乙") == depth
    assert max(_depths(part.body_html)) <= 200


def _depths(html: str) -> Iterator[int]:
    depth = 0
    for end, _ in re.findall(r"<(/?)(?!br|img|hr)([a-z]+)", html):
        depth += -1 if end else 1
        yield depth


SCHEMES = [
    *("javascript:alert(1)", " javascript:x", "\u3000javascript:x", "java&#115;cript:x", "JaVaScRiPt:x", "vbscript:x"),
    *(
        "data:text/html,x",
        "file:///etc/passwd",
        "//host/share",
        "\\\\host\\share",
        "qrc:/x",
        ":/x",
        "C:/x",
        "smb://h/x",
    ),
    *(
        "search-ms:query=x",
        "mr-image:0",
        "mine-reader:issue/x",
        "ftp://h/x",
        "tel:1",
        "/etc/passwd",
        "%2e%2fx:y",
        "http:x",
    ),
]
_PIECES = [
    *(
        "甲",
        "乙b",
        "3",
        "。",
        "␣",
        "␣␣",
        "␤",
        "␤␤",
        "#␣",
        "-␣",
        "1.␣",
        "2)␣",
        ">␣",
        "```",
        "```py␤",
        "|",
        "|-|-|␤",
        "*",
        "**",
    ),
    *(
        "_",
        "~~",
        "`",
        "[",
        "](",
        "](https://a.b)",
        ")",
        "<b>",
        "</b>",
        "<table>",
        "<td>",
        "</td>",
        "<details>",
        "</details>",
    ),
    *(
        "<summary>",
        "<!--",
        "-->",
        "␤:::␤",
        "␤:::␣tip␣x␤",
        "https://a.example/x_y␣",
        "\\",
        "&",
        "&lt;",
        "␤---␤",
        "[␣]␣",
        "␉",
    ),
    *("😀", "1『", "』", "（2024-01-02）", "![", "␍␤", "e\u0301", "\x02"),
]
MARKDOWN = st.lists(
    st.sampled_from([piece.translate(str.maketrans("␣␤␉␍", " \n\t\r")) for piece in _PIECES]),
    max_size=40,
).map("".join)


@given(MARKDOWN)
def test_the_blocks_of_any_markdown_make_up_its_text(markdown: str) -> None:
    for part in prepare(BODY + markdown)[1]:
        assert not part.plain
        assert part.text == html_to_text(part.body_html)
        assert "\n\n".join(block.text.of(part.text) for block in part.blocks) == part.text
        assert all(target is None or target.of(part.text).strip() for target in part.targets)


@given(MARKDOWN)
def test_no_letter_of_any_markdown_is_lost(markdown: str) -> None:
    issue, parts = prepare("甲。\n\n" + markdown.replace("](https://a.b)", "]").replace("tip", "甲").replace("py", ""))
    notes = "".join(note.note.body for item in issue.articles for note in item.notes)
    shown = "".join(html_to_text(f"{part.title_html}<br>{part.head_html}<br>{part.body_html}") for part in parts)
    for letter in "甲乙。😀":
        assert shown.count(letter) >= markdown.replace("tip", "甲").count(letter) + (
            "甲。".count(letter)
        ) - notes.count(letter)


@given(st.lists(st.sampled_from(["*", "**", "***", "_", "__", "~~", " ", "。", "`x`", "甲", "b", "3"]), max_size=20))
def test_crossing_emphasis_loses_no_word(pieces: list[str]) -> None:
    marks = re.compile(r"[*_~`\s]+|<[^<>]*>")
    assert marks.sub("", body(f"前{''.join(pieces)}后")) == marks.sub("", f"前{''.join(pieces)}后")


@given(MARKDOWN, st.lists(st.sampled_from(SCHEMES), min_size=1, max_size=3))
def test_no_address_but_the_web_mail_and_issues_is_on_a_page(markdown: str, addresses: list[str]) -> None:
    for address in addresses:
        markdown += f"[x]({address}) ![x]({address}) <{address}> <a href='{address}'>x</a> <img src=\"{address}\">\n"
        markdown += (
            f"\n<table background='{address}'><tr><td><a href={address}>x</a><img src={address}></td></tr></table>\n\n"
        )
    for part in prepare(BODY + markdown)[1]:
        html = part.title_html + part.head_html + part.body_html
        for name, value in re.findall(r'([a-z]+)="([^"]*)"', "".join(re.findall(r"<[a-z][^<>]*>", html))):
            assert name in {"href", "src", "alt", "class", "start", "align", "colspan", "rowspan"}
            assert name != "href" or re.match(
                r"https?://|mailto:|mine-reader:issue/|minereader://annotation/\d+$", value
            )
            assert name != "src" or re.fullmatch(r"mr-image:\d+", value)
        assert all(re.match(r"https?://|[^:/\\]*(?:/|$)", image) and image[:1] != "/" for image in part.images)
