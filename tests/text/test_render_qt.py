"""Qt shows the characters that the plain text has: anchors stand on that."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtGui import QTextDocument

from mine_reader.text.decode import decode
from mine_reader.text.plain import html_to_text, visible
from mine_reader.text.prepare import prepare
from tests.conftest import SEEDS
from tests.text.test_render import BODY, MARKDOWN

pytestmark = pytest.mark.usefixtures("qapp")


def _shown(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return visible(document.toPlainText())


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real issues are not here")
@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_a_document_of_a_real_issue_has_the_same_characters(path: Path) -> None:
    _, parts = prepare(decode(path.read_bytes()).text, path.name)
    for part in parts:
        assert _shown(part.title_html) == visible(html_to_text(part.title_html))
        assert _shown(part.head_html) == visible(html_to_text(part.head_html))
    assert _shown("".join(part.body_html for part in parts)) == visible("".join(part.text for part in parts))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MARKDOWN)
def test_a_document_of_any_markdown_has_the_same_characters(markdown: str) -> None:
    part = prepare(BODY + markdown)[1][-1]
    assert _shown(part.body_html) == visible(part.text)
