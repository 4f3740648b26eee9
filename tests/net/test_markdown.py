"""HTML becomes Markdown that shows the same words, and nothing that they were not."""

import time
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mine_reader.model import Dialect, SplitOptions
from mine_reader.net.markdown import html_to_markdown
from mine_reader.text.plain import html_to_text, visible
from mine_reader.text.prepare import prepare

BASE = "https://a.example/dir/page"
VOID = {"br", "hr", "img", "input", "meta", "link"}
UNSEEN = {"script", "style", "template", "title"}


class _Seen(HTMLParser):
    """The words of HTML that a browser shows: an oracle that shares nothing with what it judges."""

    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag, attrs):
        hides = tag in UNSEEN or "display:none" in (dict(attrs).get("style") or "").replace(" ", "")
        if tag not in VOID and (hides or self._hidden):
            self._hidden.append(tag)

    def handle_endtag(self, tag):
        if self._hidden and tag in self._hidden:
            while self._hidden.pop() != tag:
                pass

    def handle_data(self, data):
        if not self._hidden:
            self.out.append(data)


def seen(html: str) -> str:
    parser = _Seen()
    parser.feed(html)
    parser.close()
    return visible("".join(parser.out))


def shown(markdown: str) -> tuple[str, str]:
    """Return the page that Markdown makes, and its words."""
    issue, parts = prepare(markdown, "", SplitOptions(dialect=Dialect.PLAIN))
    assert not any(article.notes for article in issue.articles)
    page = "".join(f"<p>{part.title_html}</p>{part.head_html}{part.body_html}" for part in parts)
    return page, visible(html_to_text(page))


NASTY = [
    "1『x』", "2-3『想法（2023-12-09）』——已完成", "『x（2023-12-09）』", "『引用』", "###", "### x", "#", "# x #",
    "C #",
    ":::", "::: tip x", "**", "**b**", "*", "* x", "a*b*c", "_x_", "a_b_c", "__init__", "~~x~~", "~",
    "~~~", "```", "`code`", "``", "<b>", "<b>x</b>", "<thinking>", "<!-- more -->", "<table>",
    "<details>", "<https://x.example>", "a<b 且 c>d", "---", "***", "___", "===", "- x", "-", "+ x", "+",
    "1. x", "1.", "2) x", "01", "> x", ">", "|", "| a | b |", "|---|---|", "a | b", "[x]", "[x](y)",
    "![x](y)", "[x]: y", "[[toc]]", "[toc]", "[^1]", "[ ] x", "[x] x", "\\", "\\*", "\\\\", "&amp;",
    "&lt;b&gt;", "&copy", "&#65;", "& x", "https://x.example/a_b*c(d)?e=1&copy=2",
    "https://x.example/_a_/~~b~~。", "a@b.example", "!", "1、", "**1、x**", "2023-12-03", "@name", "::",
    "`", "$x$", "{x}", "    x", "文", "，", "“x”", "é", "😀", "שלום", "x\u00a0y", "\u3000x",
]  # fmt: skip
INLINE = ["b", "strong", "i", "em", "span", "u", "s", "del", "sup", "sub", "mark", "small", "font", "code", "kbd", "q"]
BLOCK = ["p", "div", "h1", "h2", "h3", "h4", "blockquote", "section", "center", "details", "address"]

words = st.one_of(
    st.sampled_from(NASTY),
    st.text(alphabet="ab 1.-#>*_`[]()<>&|:!~\\『』文。\n", max_size=8),
    st.sampled_from(["word", "两个词", "a b"]),
).map(lambda text: escape(text, quote=False))
line: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(
        words,
        words,
        st.just("<br>"),
        st.tuples(st.sampled_from(INLINE), runs).map(lambda p: f"<{p[0]}>{p[1]}</{p[0]}>"),
        runs.map(lambda t: f'<a href="x?a=1&amp;b=(2)">{t}</a>' if "<a" not in t else t),
        st.just('<img src="i.png" alt="[a]*b*">'),
        st.just('<span style="display: none">hidden</span>'),
    )
)
runs: st.SearchStrategy[str] = st.lists(line, max_size=4).map("".join)
block: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(
        runs.map(lambda t: f"<p>{t}</p>"),
        st.tuples(st.sampled_from(BLOCK), pages).map(lambda p: f"<{p[0]}>{p[1]}</{p[0]}>"),
        st.lists(words).map(lambda t: "<pre><code class='language-python'>" + "\n".join(t) + "</code></pre>"),
        st.tuples(st.sampled_from(["ul", "ol", 'ol start="7"']), st.lists(pages, min_size=1, max_size=3)).map(
            lambda p: f"<{p[0]}>" + "".join(f"<li>{item}</li>" for item in p[1]) + f"</{p[0][:2]}>"
        ),
        st.lists(st.lists(runs, min_size=1, max_size=3), min_size=1, max_size=3).map(
            lambda rows: (
                "<table>"
                + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
                + "</table>"
            )
        ),
        st.just("<hr>"),
        st.just("<script>var x = 1;</script>"),
    )
)
pages: st.SearchStrategy[str] = st.lists(st.one_of(block, runs), min_size=1, max_size=4).map("".join)


@given(pages)
@settings(max_examples=400, deadline=None)
def test_every_word_that_can_be_seen_is_shown_and_no_other(page):
    assert shown(html_to_markdown(page, BASE))[1] == seen(page)


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("tag", ["p", "h2", "li", "td", "b", "blockquote", "a href=/x"])
def test_words_stay_words(text, tag):
    html = f"<{tag}>{escape(text, quote=False)}</{tag.split()[0]}>"
    html = {"td": f"<table><tr>{html}<td>x</td></tr></table>", "li": f"<ul>{html}</ul>"}.get(tag, html)
    assert shown(html_to_markdown(html, BASE))[1] == seen(html)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a\n b<p>c", "a b\n\nc\n"),
        ("第一\n二行", "第一二行\n"),
        ("a<br>b<br><br>c", "a\nb\n\nc\n"),
        ("<h2>a <em>b</em></h2><hr>", "## a *b*\n\n***\n"),
        ("<b> a </b>b<strong>c</strong><i>d</i>", " **a** b**c**<em>d</em>\n".lstrip()),
        ("<a href='/x y'>z</a> <a href='#n'>1</a> <a href='javascript:1'>j</a>", "[z](https://a.example/x%20y) 1 j\n"),
        ("<a href='https://b.example/'>https://b.example/</a>", "<https://b.example/>\n"),
        ("<a href='/x'><h3>t</h3><p>s</p></a>", "### t\n\n[s](https://a.example/x)\n"),
        ("<ul><li>a<ul><li>b</ul><li><p>c<p>d</ul>", "- a\n  - b\n- c\n\n  d\n"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b\n"),
        ("<blockquote><p>a<p>b</blockquote>", "> a\n>\n> b\n"),
        ("<pre><code class='hljs language-Python'>if x:\n    y\n</code></pre>", "```python\nif x:\n    y\n```\n"),
        ("<div class='highlight lang-js'><pre>a<br>b</pre></div>", "```js\na\nb\n```\n"),
        ("<code>a</code><code>b</code>", "`a` `b`\n"),
        ("<p>use <code>a`b</code></p>", "use ``a`b``\n"),
        (
            "<table><thead><tr><th>a<th>b<tbody><tr><td>1|2<td>x<br>y<tr><td colspan=2>z</table>",
            "| a | b |\n| --- | --- |\n| 1\\|2 | x<br>y |\n| z |  |\n",
        ),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", "| a | b |\n| --- | --- |\n|  | c |\n"),
        ("<dl><dt>t<dd>d</dl>", "**t**\n\nd\n"),
        ("x<sup><a href='#fn1'>1</a></sup> H<sub>2</sub>O", "x<sup>1</sup> H<sub>2</sub>O\n"),
        ("<details><summary>s</summary>t</details>", "**s**\n\nt\n"),
        ("<iframe src='//v.example/1'></iframe>", "<https://v.example/1>\n"),
        ("<p dir=rtl>שלום <b>עולם</b></p>", "שלום **עולם**\n"),
    ],
)
def test_structure_is_kept(html, markdown):
    assert html_to_markdown(html, BASE) == markdown


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<img src='i.png'>", "https://a.example/dir/i.png"),
        ("<img src='data:image/gif;base64,R0' data-src='/w.jpg'>", "https://a.example/w.jpg"),
        ("<img src='blank.gif' data-original='//b.example/w.jpg'>", "https://b.example/w.jpg"),
        ("<img srcset='s.png 320w, l.png 1280w'>", "https://a.example/dir/l.png"),
        ("<picture><source srcset='p.webp 2x'><img></picture>", "https://a.example/dir/p.webp"),
        ("<noscript><img src='n.png'></noscript>", "https://a.example/dir/n.png"),
    ],
)
def test_the_image_that_is_meant(html, address):
    assert html_to_markdown(html, BASE) == f"![]({address})\n"


@pytest.mark.parametrize(
    "html",
    [
        "<img src=t.gif width=1 height=1>",
        "<img src=t.gif style='width:1px;height:1px'>",
        "<img src='https://t.example/wf/open?upn=1'>",
        "<img src='https://x.list-manage.com/track/open.php?u=1'>",
        "<img src='https://stats.wordpress.com/b.gif?x'>",
        "<img src='data:image/png;base64,AAAA'>",
        "<img src='file:///etc/passwd'>",
        "<img src='cid:1'>",
        "<img>",
    ],
)
def test_what_watches_or_cannot_be_fetched_is_no_image(html):
    assert html_to_markdown(html, BASE) == ""


def test_an_image_in_the_place_of_a_character_is_that_character():
    assert html_to_markdown("a <img class=emoji alt='😀' src='/e.png'>", BASE) == "a 😀\n"


def test_a_letter_of_layout_tables_shows_all_its_words_and_no_table():
    inside = "<p>Hello <b>reader</b></p><p>甲</p><ul><li>one<li>two</ul><a href='/x'>read"
    for _ in range(8):
        inside = f"<table width=600 cellpadding=0><tr><td>{inside}</td></tr></table>"
    letter = f"<div style='display:none;max-height:0'>preview words</div><center>{inside}<p>unclosed <i>end"
    markdown = html_to_markdown(letter, BASE)
    page, words = shown(markdown)
    assert words == seen(letter)
    assert "<table" not in page
    assert "preview" not in markdown


@pytest.mark.parametrize("depth", [5, 100, 200, 400, 1_500, 5_000])
@pytest.mark.parametrize("tag", ["div", "blockquote", "b", "ul><li"])
def test_a_needle_at_the_bottom_is_found(depth, tag):
    html = f"<{tag}>" * depth + "needle" + "".join(f"</{one}>" for one in reversed(tag.split("><"))) * depth
    assert "needle" in shown(html_to_markdown(html, BASE))[1]


@pytest.mark.parametrize(
    "html",
    [
        "<" * 100_000,
        "&" * 300_000,
        "<!--" * 50_000,
        "</" * 100_000,
        "<a " * 30_000 + ">x</a>",
        "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x</p>",
        "<img src='data:image/png;base64," + "A" * 2_000_000 + "'>x",
        "<table>" + "<tr><td>x" * 30_000 + "</table>",
        "<li>" * 20_000,
        "<p>" + "x" * 1_000_000,
        "<td colspan=99999999999>x",
        "<table><tr>" + "<td rowspan=100 colspan=100>x" * 3_000 + "</table>",
        "`" * 100_000,
        "[" * 100_000,
        "<pre>" + "`~" * 10_000 + "`" * 40 + "~" * 40 + "</pre>",
        "\0\ud800\ufffe<p>x",
    ],
    ids=range(16),
)
def test_odd_html_ends_soon(html):
    start = time.process_time()
    markdown = html_to_markdown(html, BASE)
    assert time.process_time() - start < 3
    markdown.encode()


@pytest.mark.parametrize(
    "html",
    [
        "<p>before</p><embed src='/film'><p>after</p>",
        "<p>before</p><object data='/x'><param name='a'><embed src='/film'></object><p>after</p>",
        "<p>before</p><object data='/film'><p><a href='/film'>film</a></p></object><p>after</p>",
    ],
)
def test_what_follows_something_embedded_stays(html):
    found = html_to_markdown(html, "https://a.example/")
    assert "after" in found
    assert "https://a.example/film" in found
