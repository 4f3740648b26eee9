"""Lists of feeds (OPML), in and out."""

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mine_reader.export.opml import read_opml, write_opml
from mine_reader.model import Feed, SourceId, SourceKind

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.1"><head><title>Mine</title></head><body>
<outline text="Weeklies">
  <outline text="科技 &amp; 阅读" title="科技 &amp; 阅读" type="rss" xmlUrl="https://a.example/feed" htmlUrl="https://a.example"/>
  <outline text="Deep/er"><outline title="B" xmlUrl="http://b.example/rss.xml"/></outline>
</outline>
<outline type="rss" xmlUrl="https://c.example/feed" category="/News/Local,/Other"/>
<outline text="A folder of nothing"/>
<outline text="Bad" xmlUrl="file:///etc/passwd"/>
</body></opml>
"""


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "feeds.opml"
    path.write_text(LIST, "utf-8")
    return path


def feeds(services):
    return [(feed.name, feed.url, feed.group) for feed in services.feeds.feeds()]


def test_folders_titles_and_categories_are_read(services, listed):
    report = services.library.import_paths([listed])
    assert feeds(services) == [
        ("科技 & 阅读", "https://a.example/feed", "Weeklies"),
        ("B", "http://b.example/rss.xml", "Weeklies/Deep／er"),
        ("c.example", "https://c.example/feed", "News/Local"),
    ]
    assert len(report.feeds) == 3


def test_an_address_that_is_none_of_the_web_is_named(services, listed):
    report = services.library.import_paths([listed])
    assert [(skipped.path, skipped.template) for skipped in report.skipped] == [
        ("file:///etc/passwd", "it is no http or https address")
    ]


def test_importing_again_adds_nothing_twice(services, listed):
    services.library.import_paths([listed])
    before = services.feeds.feeds()
    listed.write_text(LIST.replace("https://a.example/feed", "http://A.example/feed/"), "utf-8")
    assert len(services.library.import_paths([listed]).feeds) == 3
    assert services.feeds.feeds() == before


def test_a_feed_of_a_list_is_not_one_that_the_user_typed(services, listed):
    services.library.import_paths([listed])
    for feed in services.feeds.feeds():
        services.feeds.edit(feed.id, paused=True)
    assert services.feeds.due() == ()


def test_what_goes_out_comes_back(services, listed, tmp_path):
    services.library.import_paths([listed])
    out = tmp_path / "out.opml"
    assert services.feeds.export_opml(out) == 3
    assert [(feed.title, feed.url, feed.group) for feed in read_opml(out.read_bytes())] == feeds(services)
    assert b'version="2.0"' in out.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no xml",
        "<rss version='2.0'><channel/></rss>",
        '<!DOCTYPE opml [<!ENTITY a "b">]><opml version="2.0"><body><outline text="&a;"/></body></opml>',
        '<!DOCTYPE opml SYSTEM "file:///etc/passwd"><opml version="2.0"><body/></opml>',
    ],
)
def test_what_is_no_list_or_has_a_dtd_is_refused(services, listed, text):
    listed.write_text(text, "utf-8")
    report = services.library.import_paths([listed])
    assert [skipped.template for skipped in report.skipped] == ["it is no list of feeds (OPML) that can be read"]
    assert services.feeds.feeds() == ()


def test_nesting_without_end_is_read():
    text = '<opml version="2.0"><body>' + '<outline text="x">' * 5000 + '<outline xmlUrl="https://a.example"/>'
    found = read_opml((text + "</outline>" * 5000 + "</body></opml>").encode())
    assert [feed.url for feed in found] == ["https://a.example"]
    assert len(found[0].group) < 100


def test_ten_thousand_feeds_take_the_processor_no_five_seconds(services, listed):
    lines = "".join(f'<outline text="F {n}" xmlUrl="https://e.example/{n}"/>' for n in range(10_000))
    listed.write_text(f'<opml version="2.0"><body>{lines}</body></opml>', "utf-8")
    start = time.process_time()
    services.library.import_paths([listed])
    assert time.process_time() - start < 5
    assert len(services.feeds.feeds()) == 10_000


def test_names_that_xml_cannot_hold_are_written_without_what_it_cannot():
    feed = Feed(SourceId(1), SourceKind.FEED, "https://a.example/?a=1&b=<2>", "", "a\x00b\x0bc\ufffe<&>", "x/y")
    data = write_opml([feed, replace(feed, kind=SourceKind.FOLDER)], datetime(2023, 12, 9, tzinfo=UTC))
    (found,) = read_opml(data)
    assert (found.url, found.title, found.group) == (feed.url, "abc<&>", "x/y")
