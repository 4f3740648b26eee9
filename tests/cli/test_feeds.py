"""Feeds from the command line: a real server, real worker processes."""

import json

import pytest

from tests.net.server import Server, ok

ENTRY = """<item><title>{title}</title><link>https://example.org/{key}</link><guid>{key}</guid>
<pubDate>Fri, 08 Dec 2023 10:00:00 GMT</pubDate><description><![CDATA[{html}]]></description></item>"""


def rss(*entries: tuple[str, str]) -> bytes:
    items = "".join(ENTRY.format(key=key, title=f"Entry {key}", html=html) for key, html in entries)
    return f'<rss version="2.0"><channel><title>Our feed</title>{items}</channel></rss>'.encode()


@pytest.fixture
def server():
    with Server() as running:
        yield running


@pytest.fixture
def url(server):
    return server.says("/feed", ok(rss(("1", "<p>Some <b>words</b>.</p>"))))


@pytest.fixture
def feed(cli, url):
    return cli.json("feeds", "add", url)


def test_a_feed_is_added_with_its_entries(cli, feed, url):
    assert (feed["url"], feed["name"], feed["new"], feed["unread"]) == (url, "Our feed", 1, 1)
    (article,) = cli.json("list")["articles"]
    assert article["title"] == "Entry 1"
    assert cli.json("show", article["id"])["text"] == "Some words."


def test_a_site_is_followed_by_the_feed_that_it_names(cli, server, url):
    head = b'<head><link rel="alternate" type="application/rss+xml" href="/feed"></head>'
    site = server.says("/", ok(b"<!DOCTYPE html><html>" + head + b"<body><p>Words</p></body></html>"))
    assert cli.json("feeds", "add", site)["url"] == url
    assert [asked.path for asked in server.asked] == ["/", "/feed"]


def test_a_refresh_says_what_came(cli, server, feed, url):
    server.says("/feed", ok(rss(("2", "<p>More.</p>"), ("1", "<p>Some <b>words</b>.</p>"))))
    (result,) = cli.json("feeds", "refresh")["feeds"]
    assert result.pop("next") > "2023"
    assert result == {"id": feed["id"], "url": url, "status": "ok", "new": 1, "updated": 0, "error": None}
    assert cli("refresh") == 0
    assert len(cli.json("list")["articles"]) == 2


def test_a_feed_that_fails_says_why_and_exits_with_one(cli, server, feed, url):
    server.says("/feed", ok(b"", status="500 Oops"))
    assert cli("feeds", "refresh", "--json") == 1
    (result,) = json.loads(cli.out)["feeds"]
    assert result["status"] == "failed"
    assert result["error"] == f"{url} answered with the error 500."
    assert cli("refresh") == 1
    assert "answered with the error 500" in cli.err
    (listed,) = cli.json("feeds", "list")["feeds"]
    assert (listed["failures"], listed["error"]) == (2, result["error"])
    assert [entry["what"] for entry in cli.json("feeds", "log", url)["log"]][:2] == [result["error"]] * 2


def test_what_is_no_feed_is_not_added(cli, server):
    page = server.says("/page", ok(b"<!DOCTYPE html><html><body><p>Words</p></body></html>"))
    assert cli("feeds", "add", page) == 1
    assert "no feed was found there" in cli.err
    assert cli.json("feeds", "list") == {"feeds": []}


def test_a_feed_is_renamed_paused_and_filed(cli, feed, url):
    assert cli("feeds", "rename", feed["id"], "My feed") == 0
    assert cli("feeds", "edit", url, "--group", "Weeklies", "--interval", "30", "--images", "always") == 0
    assert cli("feeds", "pause", "My feed") == 0
    (listed,) = cli.json("feeds", "list")["feeds"]
    assert (listed["name"], listed["group"], listed["interval"]) == ("My feed", "Weeklies", 30)
    assert (listed["paused"], listed["images"]) == (True, "always")
    assert cli.json("feeds", "refresh") == {"feeds": []}
    assert cli.json("feeds", "resume", url)["paused"] is False


def test_what_is_starred_stays_when_its_feed_is_removed(cli, feed):
    (article,) = cli.json("list")["articles"]
    cli("mark", article["id"], "--star")
    assert cli("feeds", "remove", feed["id"]) == 0
    assert cli.json("feeds", "list") == {"feeds": []}
    assert [item["id"] for item in cli.json("list")["articles"]] == [article["id"]]
    assert cli("feeds", "remove", feed["id"]) == 1
    assert "no feed" in cli.err


def test_a_list_of_feeds_goes_out_and_comes_in(cli, feed, url, tmp_path):
    path = tmp_path / "feeds.opml"
    assert cli("feeds", "export", path) == 0
    document = cli.json("--library", tmp_path / "other.sqlite", "import", path)
    assert [item["url"] for item in document["feeds"]] == [url]
    assert (document["issues"], document["skipped"]) == ([], [])


def test_an_address_out_of_a_list_may_not_lead_into_the_private_network(cli, server, url, tmp_path):
    path = tmp_path / "feeds.opml"
    path.write_text(f'<opml version="2.0"><body><outline xmlUrl="{url}"/></body></opml>', "utf-8")
    cli("import", path)
    assert cli("feeds", "refresh", "--json") == 1
    assert "private network" in json.loads(cli.out)["feeds"][0]["error"]
    assert server.asked == []


def test_a_folder_is_watched(cli, file):
    added = cli.json("feeds", "add", file.parent)
    assert (added["kind"], added["total"]) == ("folder", 2)
    (file.parent / "4.md").write_text("# 第 4 期\n\n别的文字。\n", "utf-8")
    (result,) = cli.json("feeds", "refresh")["feeds"]
    assert (result["url"], result["status"], result["new"]) == (str(file.parent), "ok", 1)


def test_wrong_usage(cli):
    assert cli("feeds") == 2
    assert cli("feeds", "edit", "1", "--interval", "soon") == 2
    assert cli("feeds", "add", "not an address") == 1
