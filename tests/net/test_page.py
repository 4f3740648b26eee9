"""The readable part of pages, and what is said where there is none."""

import random
from contextlib import suppress

import pytest

from mine_reader.errors import ClosedPageError, ContentError, PageError
from mine_reader.net.page import read_page
from mine_reader.net.readers import Readers
from mine_reader.text.plain import visible

URL = "https://a.example/post/1"
WORDS = "这是一段足够长的正文，用来说明页面里真正的内容在哪里，读者想留下的就是它。" * 4
PAGE = f"""<html><head><meta charset="utf-8"><title>标题 | 站点</title><meta property="og:site_name" content="站点">
<meta name="author" content="甲"><meta property="article:published_time" content="2023-12-09T08:00:00+08:00"></head>
<body><nav><ul><li><a href="/">首页</a></li><li><a href="/x">栏目</a></li></ul></nav>
<article><h1>标题</h1><p>{WORDS}</p><p><img data-src="/i/1.jpg" src="data:,x">{WORDS}</p>
<p><img src="/i/1.jpg"></p></article>
<footer><a href="/about">关于我们</a></footer></body></html>"""


def test_a_page_says_what_it_is_and_keeps_its_text_and_images():
    page = read_page(PAGE.encode(), URL, "text/html")
    assert (page.title, page.author, page.date, page.site) == ("标题", "甲", "2023-12-09", "站点")
    assert visible(page.markdown).count(visible(WORDS)) == 2
    assert page.images == ("https://a.example/i/1.jpg",)
    assert "首页" not in page.markdown
    assert "关于我们" not in page.markdown


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("where", ["header", "meta", "nowhere"])
def test_the_charset_is_found(encoding, where):
    text = PAGE.replace('charset="utf-8"', f'charset="{encoding}"' if where == "meta" else "")
    page = read_page(text.encode(encoding), URL, "text/html", encoding if where == "header" else None)
    assert page.title == "标题"


def test_a_wrong_header_does_not_spoil_a_page():
    assert read_page(PAGE.encode("gb18030"), URL, "text/html", "utf-8").title == "标题"
    assert read_page(PAGE.encode(), URL, "text/html", "no-such").title == "标题"


def test_what_json_says():
    data = '{"@graph": [{"headline": "H", "datePublished": "2024-2-3", "author": [{"name": "A"}, {"name": "B"}]}]}'
    text = f"<title>x</title><script type='application/ld+json'>{data}</script><article><p>{WORDS}</p></article>"
    page = read_page(text.encode(), URL)
    assert (page.title, page.author, page.date, page.site) == ("H", "A, B", "2024-02-03", "a.example")


def test_an_article_that_scripts_uncover():
    text = f"<div id='js_content' style='visibility: hidden; opacity: 0'><section><p>{WORDS}</p>"
    text += "<img data-src='https://i.example/640?wx_fmt=png'></section></div><script>uncover()</script>"
    page = read_page(text.encode(), URL)
    assert visible(WORDS) in visible(page.markdown)
    assert page.images == ("https://i.example/640?wx_fmt=png",)


def test_code_in_boxes_stays():
    box = "<div class='highlight language-python'><div><pre><code>print('needle')</code></pre></div></div>"
    text = f"<article><p>{WORDS}</p>{box}<p>{WORDS}</p></article>"
    assert "```python\nprint('needle')\n```" in read_page(text.encode(), URL).markdown


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><div id='root'></div><noscript>You need to enable JavaScript.</noscript><script src=x></script>",
        "<html><body><div id='app'></div><script>" + "x" * 500 + "</script></body></html>",
        "<html><title>安全验证</title><body><p>请完成验证后继续访问</p></body></html>",
        "<html><body><h1>Log in to continue</h1><form><input name=user><button>Log in</button></form></body></html>",
        "<html><body><p>登录后查看全部内容</p></body></html>",
    ],
)
def test_a_page_that_needs_a_login_or_scripts_says_so(text):
    with pytest.raises(ClosedPageError):
        read_page(text.encode(), URL, "text/html")


@pytest.mark.parametrize(
    ("data", "content_type", "error"),
    [
        (b"", "text/html", PageError),
        (b"<html><body><img src=x></body></html>", "text/html", PageError),
        (b"%PDF-1.7", "application/pdf", ContentError),
        (b"x" * 3_000_001, "text/html", ContentError),
    ],
)
def test_what_has_no_text_says_so(data, content_type, error):
    with pytest.raises(error) as caught:
        read_page(data, URL, content_type)
    assert caught.value.fields["url"] == URL


def test_plain_text_is_a_page():
    page = read_page("# 一\n\n第*二*行".encode(), URL, "text/plain", "utf-8")
    assert page.markdown == "\\# 一\n\n第\\*二\\*行\n"


def _noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)  # noqa: S311 (nothing secret)


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 20_000 + WORDS.encode(),
        b"<p>" + b"&" * 1_000_000,
        b"<a href=x>y</a>" * 20_000,
        b"<p " + b" ".join(b"a%d=1" % n for n in range(60_000)) + b">" + WORDS.encode(),
        b"<table><tr><td>" * 5_000 + WORDS.encode(),
        _noise(300_000),
    ],
    ids=["deep", "ampersands", "links", "attributes", "tables", "noise"],
)
def test_odd_pages_end_and_the_next_is_read(data):
    with Readers(1, seconds=10) as readers:
        with suppress(ContentError):
            readers.page(data, URL, "text/html")
        assert readers.page(PAGE.encode(), URL, "text/html").title == "标题"
