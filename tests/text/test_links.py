"""URLs in text and their canonical form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_reader.text import canonical_url, find_links, host


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("见https://a.example/b.pdf，大概", "https://a.example/b.pdf"),
        ("(https://a.example/w/A_(b)).", "https://a.example/w/A_(b)"),
        ("https://a.example/x.", "https://a.example/x"),
        ("「https://a.example/x」", "https://a.example/x"),
        ("https://a.example/K中文", "https://a.example/K"),
        ('[名[注]](http://a.example/p_(q) "t")', "http://a.example/p_(q)"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("<a href='https://a.example/x?a=1&amp;b=2'>名</a>", "https://a.example/x?a=1&b=2"),
        ("<a href='https://a.example/x'>没有关", "https://a.example/x"),
    ],
)
def test_a_url_ends_where_text_goes_on(text, url):
    assert [found for _, found, _ in find_links(text)] == [url]


@pytest.mark.parametrize(
    "text",
    [
        "README.md",
        "www.example.com",
        "![图](https://a.example/i.png)",
        "[x](./01.md)",
        "https://例子.中国/x",
        "<img src='https://a.example/i.png'>",
    ],
)
def test_no_scheme_or_an_image_is_no_link(text):
    assert find_links(text) == ()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("论文：https://a.example", "论文"),
        ("- GitHub: https://a.example", "GitHub"),
        ("原文：\n\n[https://a.example](https://a.example)", "原文"),
        ("[名字](https://a.example)", "名字"),
        ("如下。传送门：https://a.example", "传送门"),
        ("随便看看 https://a.example", ""),
        ("[1]: https://a.example", ""),
        ("<a href='https://a.example'>名 <b>字</b></a>", "名 字"),
        ("<a href='https://a.example'>https://a.example</a>", ""),
    ],
)
def test_a_link_is_named_by_what_stands_right_before_it(text, label):
    assert [found for _, _, found in find_links(text)] == [label]


@pytest.mark.parametrize(
    "other",
    [
        "http://a.example/p",
        "https://A.example:443/p/",
        "https://a.example/p?utm_source=x&fbclid=1&gclid=2&spm=3",
        "https://a.example/p#part",
        " https://a.example/p ",
    ],
)
def test_mentions_of_one_page_meet(other):
    assert canonical_url(other) == "https://a.example/p"


def test_identifying_parameters_stay():
    wechat = "http://mp.weixin.qq.com/s?__biz=B&mid=1&idx=2&sn=s&chksm=c&scene=21#wechat_redirect"
    assert canonical_url(wechat) == "https://mp.weixin.qq.com/s?__biz=B&mid=1&idx=2&sn=s"
    assert canonical_url("https://a.example/?id=1&q=2") == "https://a.example?id=1&q=2"


@given(st.text() | st.text(alphabet="htps:/[]@?#%&=.a1 ").map("http://".__add__))
def test_urls_never_raise_and_canonical_is_stable(url):
    once = canonical_url(url)
    assert canonical_url(once) == once
    host(url)
    find_links(url)


@pytest.mark.parametrize(("url", "name"), [("https://u:p@A.b:8080/x", "a.b"), ("http://[::1", "["), ("x", "")])
def test_the_host_of_anything(url, name):
    assert host(url) == name
