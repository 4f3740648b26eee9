"""Where links lead, and what is asked first."""

import pytest
from PySide6.QtWidgets import QMessageBox

from mine_reader.model import Change
from mine_reader.ui import following
from mine_reader.ui.links import misleading

ISSUE = """# Quay 1

## News

### Ferries

> https://ferries.example/times

See [www.ferries.example](https://tolls.example/pay) or [the harbour](https://harbour.example/), or
[ferries.example/times](https://ferries.example/times).
"""


@pytest.fixture
def opened(monkeypatch):
    """Return the addresses that went to the browser."""
    found: list[str] = []

    def take(address):
        found.append(address)
        return True

    monkeypatch.setattr(following, "open_outward", take)
    return found


@pytest.fixture
def page(open_window, services, open_issue, tmp_path):
    (tmp_path / "quay.md").write_text(ISSUE, "utf-8")
    services.library.import_paths([tmp_path / "quay.md"])
    window = open_window(services)
    open_issue(window, "Quay 1")
    return window


@pytest.mark.parametrize(
    ("text", "address", "named"),
    [
        ("bank.example", "https://evil.example/", "bank.example"),
        ("https://bank.example/login", "https://bank.example.evil.test/", "bank.example"),
        ("www.bank.example", "https://bank.example/", ""),
        ("bank.example", "https://www.bank.example/a", ""),
        ("bank.example", "https://login.bank.example/", ""),
        ("the bank", "https://evil.example/", ""),
        ("main.py is new. Read", "https://evil.example/", ""),
    ],
)
def test_a_text_misleads_when_it_names_another_host(text, address, named):
    assert misleading(text, address) == named


def test_a_link_that_says_another_host_is_asked_about(qtbot, page, opened):
    page.following.follow("https://tolls.example/pay")
    box = page.findChild(QMessageBox, "misleading")
    assert "tolls.example" in box.text()
    assert opened == []
    box.buttons()[0].click()
    qtbot.waitUntil(lambda: opened == ["https://tolls.example/pay"])


def test_cancel_opens_nothing(page, opened):
    page.following.follow("https://tolls.example/pay")
    page.findChild(QMessageBox, "misleading").buttons()[1].click()
    assert opened == []


@pytest.mark.parametrize("address", ["https://harbour.example/", "https://ferries.example/times"])
def test_other_links_open_at_once(page, opened, address):
    page.following.follow(address)
    assert opened == [address]


def test_the_address_of_a_note_leads_to_its_place(page, services, opened):
    article = page.browsing.page.articles[0]
    note = services.annotating.add(article.id, quote="the harbour")
    page.annotating.changed.emit(Change(articles=(article.id,), annotations=(note.id,)))
    page.following.follow(f"minereader://annotation/{note.id}")
    assert page.panes.notes._list.current().id == note.id
    assert opened == []
