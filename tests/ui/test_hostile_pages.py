"""What hostile issues and entries may ask of the computer that shows them: nothing."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage

from mine_reader.model import PartKind
from mine_reader.net.markdown import html_to_markdown
from mine_reader.text import parse_issue
from mine_reader.text.render import render_issue
from mine_reader.ui.reader_browser import PageBrowser
from mine_reader.ui.reader_view import ReaderView
from mine_reader.ui.theme import Themes
from tests.ui.reader_pages import article, page, show

FILE = "/etc/passwd"
HTML = f"""<p>first words</p><img src="{FILE}"><img src="file://{FILE}"><img src="//host/share.png">
<img src="qrc:/x.png">
<img src="pics/../../outside.png"><img src="https://a.example/x.png"><img srcset="{FILE} 2x" src="data:,x">
<table background="{FILE}"><tr><td style="background-image: url({FILE})">cell</td></tr></table>
<style>@import url("{FILE}"); p {{ background: url(file://{FILE}) }}</style><link rel="stylesheet" href="{FILE}">
<ul style="list-style-image: url({FILE})"><li>item</li></ul><object data="{FILE}"></object><embed src="{FILE}">
<iframe src="file://{FILE}"></iframe><video src="{FILE}" poster="{FILE}"></video><input type="image" src="{FILE}">
<svg><image href="{FILE}"/></svg><a href="javascript:alert(1)">script</a> <a href="file://{FILE}">file</a>
<a href="\u2003javascript:alert(1)">space</a> <a href="smb://host/share">share</a>
{"<table><tr><td>" * 25}deep words{"</td></tr></table>" * 25}<p>last words</p>"""
MARKDOWN = f"""![a]({FILE}) ![b](file://{FILE}) ![c](//host/share.png) ![d](qrc:/x.png) ![e](\\\\host\\share.png)

{HTML}

[script](javascript:alert(1)) <javascript:alert(1)> [file](file://{FILE})
"""


@pytest.fixture
def asked(monkeypatch):
    """Yield what Qt asks the page for, and what it is given."""
    found = []
    real = PageBrowser.loadResource

    def recording(self, kind, name):
        given = real(self, kind, name)
        found.append((name.toString(), given))
        return given

    monkeypatch.setattr(PageBrowser, "loadResource", recording)
    return found


@pytest.mark.parametrize("text", [MARKDOWN, html_to_markdown(HTML, "https://a.example/")], ids=["issue", "entry"])
def test_a_page_asks_for_nothing_but_its_own_pictures(qtbot, asked, text):
    parts = [part for part in render_issue(text, parse_issue(text)) if part.kind is PartKind.ARTICLE]
    view = ReaderView(Themes("light"))
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    shown = [article(number, title="\u202eT <img src='/etc/passwd'>") for number, _ in enumerate(parts, 1)]
    show(qtbot, view, replace(page(shown), parts=tuple(parts)))
    view._browser.viewport().grab()
    words = view._browser.document().toPlainText()
    missing = [one for one in ("first words", "cell", "item", "deep words", "last words") if one not in words]
    assert not missing
    assert asked
    assert {name.partition(":")[0] for name, _ in asked} == {"mr-image"}
    assert all(isinstance(given, QImage | QByteArray) for _, given in asked)
