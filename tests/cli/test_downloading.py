"""mine-reader download."""

from functools import partial

import pytest

from mine_reader.cli import app
from mine_reader.services import open_services
from tests.cli.conftest import CommandLine, RealPreparer
from tests.services.web import LONG, PDF, FakeNetwork, answer


@pytest.fixture
def network():
    network = FakeNetwork()
    network.web.put("https://example.org/a", f"<html>Lamps|||{LONG}")
    network.web.pages["https://example.org/paper.pdf"] = answer("https://example.org/paper.pdf", PDF)
    return network


@pytest.fixture
def cli(capsys, monkeypatch, network):
    class Reopened(FakeNetwork):
        def close(self):
            """The next command goes on with it."""

    network.__class__ = Reopened
    monkeypatch.setattr(app, "open_services", partial(open_services, preparer=RealPreparer(), network=network))
    return CommandLine(capsys)


def test_an_article_is_downloaded_by_its_id(cli, issue):
    article = issue["articles"][0]["id"]
    (done,) = cli.json("download", article)["downloads"]
    assert (done["status"], done["kind"], done["title"], done["error"]) == ("saved", "page", "Lamps", None)
    assert cli.json("show", article)["downloaded"] == {"title": "Lamps"}
    assert cli.json("show", done["article"])["text"].startswith("Springs")


def test_a_file_is_named_where_it_lies(cli):
    (done,) = cli.json("download", "https://example.org/paper.pdf")["downloads"]
    assert done["kind"] == "file"
    assert done["file"].endswith("paper.pdf")


def test_what_fails_is_said_and_fails(cli, issue):
    assert cli("download", "https://example.org/none", issue["articles"][0]["id"]) == 1
    assert "404" in cli.err
    assert cli.out == "saved: Lamps\n"


def test_what_is_saved_is_not_fetched_twice_unless_asked(cli, network):
    cli.json("download", "https://example.org/a")
    network.web.asked.clear()
    (done,) = cli.json("download", "https://example.org/a")["downloads"]
    assert done["title"] == "Lamps"
    assert not network.web.asked
    cli.json("download", "https://example.org/a", "--again")
    assert len(network.web.asked) == 1


def test_a_page_that_a_browser_saved_is_kept(cli, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(f"<html>Seen|||{LONG}")
    (done,) = cli.json("download", "https://example.org/closed", "--html", page)["downloads"]
    assert done["title"] == "Seen"


def test_saved_pages_are_not_listed_as_unread(cli, issue):
    before = len(cli.json("list", "--unread")["articles"])
    cli.json("download", "https://example.org/a")
    assert len(cli.json("list", "--unread")["articles"]) == before
    assert len(cli.json("list", "--unread", "--source", "Saved pages")["articles"]) == 1


@pytest.mark.parametrize("what", ["ftp://example.org/a", "word", ""])
def test_what_is_no_link_is_wrong_usage(cli, what):
    assert cli("download", what) == 2
