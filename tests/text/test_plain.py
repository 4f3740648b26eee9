"""The plain text of safe HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_reader.text.plain import html_to_text, visible


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>甲</p><p>乙</p>", "甲\n\n乙"),
        ("<p>甲<br>乙</p>", "甲\n乙"),
        ("<p>甲<br><br>乙</p>", "甲\n\n乙"),
        ("<h3>甲</h3><hr><p>乙</p>", "甲\n\n乙"),
        ("<ul><li>甲</li><li>乙<ol><li>丙</li></ol></li></ul><p>丁</p>", "甲\n乙\n丙\n\n丁"),
        ("<ul><li>甲<p>乙</p></li></ul>", "甲\n乙"),
        ("<table><tr><th>甲</th><th>乙</th></tr><tr><td>丙</td><td>丁</td></tr></table>", "甲 乙\n丙 丁"),
        ("<blockquote><p>甲</p><p>乙</p></blockquote>", "甲\n\n乙"),
        ("<p>a  b\n c</p>", "a b c"),
        ("<p>a <strong> b</strong> c</p>", "a b c"),
        ("<p>a<strong>b</strong>c</p>", "abc"),
        ("<pre><code>a\n\n  <span class='k'>b</span>\n</code></pre><p>c</p>", "a\n\n  b\n\nc"),
        ('<p>a<img src="mr-image:0" alt="x > y">b</p>', "ab"),
        ("<p>&lt;b&gt; &amp;amp; &quot;</p>", '<b> &amp; "'),
        ("<p>a&nbsp;b</p>", "a\u00a0b"),
    ],
)
def test_blocks_and_lines(html: str, text: str) -> None:
    assert html_to_text(html) == text


@given(st.lists(st.text("甲a \n&<", max_size=8).map(visible).filter(bool), max_size=6))
def test_paragraphs_come_apart_again(paragraphs: list[str]) -> None:
    html = "".join(f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>" for text in paragraphs)
    assert html_to_text(html).split("\n\n") == (paragraphs or [""])


def test_only_what_can_be_seen_is_visible() -> None:
    assert visible(" 甲\u00a0\u3000\n\ufffc\ufdd0\ufdd1乙\t") == "甲乙"
