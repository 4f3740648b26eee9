"""Feeds of every kind and of none."""

# ruff: noqa: E501 - feeds are read best when a line is one of theirs

import json
import subprocess
import sys

import pytest

from mine_reader.errors import ContentError, EmptyFeedError, FeedError, FetchCancelledError, NotAFeedError, TooHardError
from mine_reader.net.feed import find_feeds, parse_feed, read_feed
from mine_reader.net.readers import Readers

URL = "https://a.example/feed.xml"
BODY = "&lt;p&gt;text &lt;img src='i.png'&gt;&lt;/p&gt;"
ITEM = f"<item><title>t</title><link>/1</link><description>{BODY}</description></item>"
FORMS = {
    "rss 0.91": f'<rss version="0.91"><channel><title>c</title><link>https://a.example/</link>{ITEM}{ITEM}</channel></rss>',
    "rss 0.92": f'<rss version="0.92"><channel><title>c</title><link>https://a.example/</link>{ITEM}{ITEM}</channel></rss>',
    "rss 1.0": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    f'<channel rdf:about="x"><title>c</title><link>https://a.example/</link></channel>{ITEM}{ITEM}</rdf:RDF>',
    "rss 2.0": f'<rss version="2.0"><channel><title>c</title><link>https://a.example/</link>{ITEM}{ITEM}</channel></rss>',
    "atom 0.3": '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>c</title><link rel="alternate" href="https://a.example/"/>'
    + f'<entry><title>t</title><link rel="alternate" href="/1"/><content type="text/html" mode="escaped">{BODY}</content></entry>' * 2
    + "</feed>",
    "atom 1.0": '<feed xmlns="http://www.w3.org/2005/Atom"><title>c</title><link href="https://a.example/"/>'
    + f'<entry><title>t</title><link href="/1"/><content type="html">{BODY}</content></entry>' * 2
    + "</feed>",
    "json": json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "c", "home_page_url": "https://a.example/",
         "items": [{"id": "1", "url": "/1", "title": "t", "content_html": "<p>text <img src='i.png'></p>"}] * 2}
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_entries(form):
    feed = read_feed(FORMS[form].encode(), URL)
    assert (feed.title, feed.site, len(feed.entries)) == ("c", "https://a.example/", 2)
    for entry in feed.entries:
        assert (entry.title, entry.link) == ("t", "https://a.example/1")
        assert entry.markdown == "text ![](https://a.example/i.png)\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "big5", "utf-8-sig"])
def test_every_encoding(encoding):
    name = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?><rss version="2.0"><channel><title>週刊</title>'
    text += "<item><title>大模型</title></item></channel></rss>"
    feed = parse_feed(text.encode(encoding), URL, "application/rss+xml")
    assert (feed.title, [entry.title for entry in feed.entries]) == ("週刊", ["大模型"])


@pytest.mark.parametrize(
    "text",
    [
        "<rss version='2.0'><channel><title>c</title><item><title>a & b</title></item><item><title>d",
        "<rss version='2.0'><channel><title>c</title><item><title>a &nbsp; b</title></item><item></item></channel>",
        "  \n<rss><channel><title>c</title><item><title>x</title></item><item><title>y</title></item></channel></rss> junk",
        "<?xml version='1.0' encoding='no-such'?><rss version='2.0'><channel><title>c</title><item/><item/></channel></rss>",
        "<rss version='2.0'><channel><title>c</title><item><title>\x00\x0b</title></item><item/></channel></rss>",
    ],
)
def test_ill_formed_feeds_give_what_they_have(text):
    assert len(parse_feed(text.encode(), URL).entries) == 2


def test_what_an_entry_says():
    text = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">A &amp;lt;b&amp;gt;bold&amp;lt;/b&amp;gt; feed</title>
    <entry><id>tag:a,1</id><title>1 &lt; 2 &amp; &lt;thinking&gt; \u202egnp</title><author><name>甲\u2066乙</name></author>
    <published>2023-12-09T08:00:00+08:00</published><updated>2023-12-10T00:00:00Z</updated>
    <link rel="alternate" href="https://b.example/1"/><summary>short</summary><content type="html">long &lt;b&gt;x&lt;/b&gt;</content>
    </entry></feed>"""
    (entry,) = parse_feed(text.encode(), URL).entries
    assert entry.id == "tag:a,1"
    assert entry.title == "1 < 2 & <thinking> gnp"
    assert entry.author == "甲乙"
    assert (entry.published, entry.updated) == ("2023-12-09T00:00:00+00:00", "2023-12-10T00:00:00+00:00")
    assert entry.link == "https://b.example/1"
    assert (entry.html, entry.summary) == ("long <b>x</b>", "short")


def test_no_entry_needs_anything():
    (entry,) = parse_feed(b"<rss version='2.0'><channel><title>c</title><item/></channel></rss>", URL).entries
    assert (entry.id, entry.title, entry.link, entry.published, entry.updated, entry.html) == (
        "",
        "",
        "",
        None,
        None,
        "",
    )


def test_plain_text_keeps_its_marks():
    text = """<feed xmlns="http://www.w3.org/2005/Atom"><title>c</title><entry><title>t</title>
    <content type="text">a &lt; b
    *c*</content></entry></feed>"""
    (entry,) = read_feed(text.encode(), URL).entries
    assert entry.markdown == "a < b\n\\*c\\*\n"
    (entry,) = read_feed(json.dumps({"items": [{"content_text": "# a <b>?"}]}).encode(), URL).entries
    assert entry.markdown.startswith(("\\# a", "# a")) is True


def test_json_feed_dates_authors_and_odd_values():
    feed = parse_feed(
        json.dumps(
            {
                "title": 7,
                "authors": [{"name": "all"}],
                "items": [
                    {"id": 5, "date_published": "2023-12-09T08:00:00+08:00", "author": {"name": "one"}},
                    {"id": None, "date_published": "soon", "title": ["x"], "tags": 1},
                    "no item",
                ],
            }
        ).encode(),
        URL,
    )
    assert [(one.id, one.author, one.published) for one in feed.entries] == [
        ("5", "one", "2023-12-09T00:00:00+00:00"),
        ("", "all", None),
    ]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFeedError),
        (b" \n\xef\xbb\xbf", EmptyFeedError),
        (b"<!DOCTYPE html><html><head><title>x</title></head></html>", NotAFeedError),
        (b"<!-- x --><html lang=en><body>login", NotAFeedError),
        (b"plain words", FeedError),
        (b"%PDF-1.7 \x00\xff", FeedError),
        (b"{not json", FeedError),
        (b'{"items": 1}', FeedError),
        (b"[" * 100_000, FeedError),
        (b'{"items":' + b"[" * 100_000, FeedError),
    ],
)
def test_what_is_no_feed_says_so(data, error):
    with pytest.raises(error) as caught:
        parse_feed(data, URL)
    assert caught.value.fields["url"] == URL


def test_a_thousand_entries_and_no_more():
    text = "<rss version='2.0'><channel><title>c</title>" + "<item><title>t</title></item>" * 1_200 + "</channel></rss>"
    assert len(parse_feed(text.encode(), URL).entries) == 1_000


VECTORS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>x</a>", "<iframe srcdoc='<b>'>",
    "<svg onload=alert(1)>", "<style>@import 'file:///x'</style>", "<object data='file:///etc/passwd'></object>",
    "<a href='\u2000javascript:alert(1)'>x</a>", "<img src='file:///etc/passwd'>", "<link rel=stylesheet href='//x'>",
    "<a href='data:text/html,x'>x</a>", "<base href='file:///'>", "<meta http-equiv=refresh content='0;url=file:///'>",
]  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_that_runs_gets_through(vector):
    text = json.dumps(
        {
            "title": vector,
            "items": [
                {"id": vector, "url": vector, "title": vector, "author": {"name": vector}, "content_html": vector}
            ],
        }
    )
    feed = read_feed(text.encode(), URL)
    (entry,) = feed.entries
    assert entry.link == "" or entry.link.startswith("https://a.example/")
    for markdown in (entry.markdown, entry.markdown.replace("\u2000", "")):
        assert not any(
            word in markdown.lower()
            for word in ("javascript:", "file:", "data:", "<script", "onerror", "<style", "srcdoc")
        )


def test_a_bomb_is_left_packed_and_no_file_is_opened():
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{lol}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    text += "<rss version='2.0'><channel><title>&l9;&f;</title><item/></channel></rss>"
    assert "root:" not in str(parse_feed(text.encode(), URL))


# In the worker


def test_a_hostile_feed_costs_a_worker_and_the_next_is_read():
    hostile = (
        b"<rss version='2.0'><channel " + b" ".join(b"a%d='1'" % n for n in range(60_000)) + b"><item/></channel></rss>"
    )
    with Readers(1, seconds=1.0) as readers:
        readers.feed(FORMS["json"].encode(), URL)
        with pytest.raises(TooHardError) as caught:
            readers.feed(hostile, URL)
        assert caught.value.fields["url"] == URL
        assert len(readers.feed(FORMS["rss 2.0"].encode(), URL).entries) == 2


def test_errors_come_out_of_the_worker():
    with Readers(1) as readers:
        with pytest.raises(NotAFeedError) as caught:
            readers.feed(b"<html><body>", URL)
        assert isinstance(caught.value, ContentError)
        assert str(caught.value).startswith(URL)


def test_closed_readers_read_nothing():
    readers = Readers(1)
    readers.close()
    with pytest.raises(FetchCancelledError):
        readers.feed(b"x", URL)


# Where feeds are named


def test_feeds_that_a_page_names():
    page = """<html><head><base href="/blog/"><link rel=alternate type="application/rss+xml" title="Comments" href="comments.xml">
    <link rel="alternate" type="application/atom+xml; charset=utf-8" title="All" href="all.xml">
    <link rel="alternate" type="application/feed+json" href="https://b.example/f.json">
    <link rel="alternate" hreflang="en" href="/en"><link rel="alternate" type="application/json" href="/wp-json/x">
    <link rel=alternate type="application/rss+xml" href="javascript:1"></head>"""
    assert find_feeds(page, "https://a.example/x") == (
        ("https://a.example/blog/all.xml", "All"),
        ("https://b.example/f.json", ""),
        ("https://a.example/blog/comments.xml", "Comments"),
    )
    with Readers(1) as readers:
        assert len(readers.find_feeds(page.encode(), "https://a.example/x")) == 3


def test_the_libraries_are_loaded_in_the_worker_alone():
    program = (
        "import sys\nfrom mine_reader.net.readers import Readers\n"
        "with Readers(1) as readers:\n    readers.feed(b'{\"items\": []}', 'https://a.example/')\n"
        "print(sorted({'feedparser', 'lxml', 'urllib3', 'nh3', 'markdown'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"


def test_a_feed_is_never_taken_for_the_name_of_a_file(tmp_path):
    kept = tmp_path / "kept.xml"
    kept.write_bytes(b"<rss version='2.0'><channel><title>Kept on this computer</title></channel></rss>")
    with pytest.raises(FeedError):
        parse_feed(str(kept).encode(), "https://a.example/feed")
