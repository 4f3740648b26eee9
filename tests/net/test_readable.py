"""Which part of a page is its text, and what stands around it; shapes that differ from site to site."""

import pytest

from mine_reader.net.page import read_page
from mine_reader.text.plain import visible
from tests.benchmarks.extraction import judge
from tests.benchmarks.sites import CLASSES, page

URL = "https://a.example/post/1"
WORDS = "The river was high, and nobody in the village had seen it like that, not even in the year of the bridge. " * 4
TEXT = f"<p>{WORDS}</p><h2>needle heading</h2><p>{WORDS}</p>"


def markdown(html: str) -> str:
    return read_page(html.encode(), URL).markdown


@pytest.mark.parametrize(
    "around",
    [
        "<nav><a href='/a'>stray words</a></nav>",
        "<div role='complementary'><p>stray words</p></div>",
        "<aside><p>stray words</p></aside>",
        "<div class='jp-relatedposts'><h3>stray words</h3></div>",
        "<div class='NewsletterModule'><p>stray words</p><input type='email'></div>",
        "<div id='comments'><p>stray words</p></div>",
        "<div data-component='share-tools'>stray words</div>",
        "<div style='display: none'>stray words</div>",
        "<ul><li><a href='/a'>stray words</a></li><li><a href='/b'>more words</a></li></ul>",
        "".join(
            f"<div class='x1'><h3><a href='/{n}'>stray words</a></h3><p>Of another page.</p></div>" for n in range(3)
        ),
    ],
)
def test_what_stands_around_a_text_is_left_out(around):
    for html in (f"<body>{around}<div>{TEXT}</div></body>", f"<body><article>{TEXT}{around}</article></body>"):
        found = markdown(html)
        assert "stray words" not in found
        assert visible(WORDS) in visible(found)
        assert "needle heading" in found


@pytest.mark.parametrize(
    "inside",
    [
        "<aside class='admonition note'><p>kept words</p></aside>",
        "<h2 class='anchor anchorWithStickyNavbar'>kept words</h2>",
        "<blockquote><p>said</p><footer>kept words</footer></blockquote>",
        "<ul><li>kept words</li><li>and <a href='/x'>others</a></li></ul>",
        "<div class='f98ad2'><p>kept words</p></div>",
        "<p><a href='https://else.example/'>kept words</a></p>",
    ],
)
def test_what_is_in_a_text_stays(inside):
    assert "kept words" in markdown(f"<body><article>{TEXT}{inside}{TEXT}</article></body>")


def test_where_all_is_comments_they_are_the_text():
    posts = "".join(f"<div class='comment'><p>Post number {n} says: {WORDS}</p></div>" for n in range(5))
    found = markdown(f"<body><h1>Thread</h1><div class='comments'>{posts}</div></body>")
    assert all(f"Post number {n} says" in found for n in range(5))


def test_names_do_not_cost_the_whole_text():
    assert visible(WORDS) in visible(markdown(f"<body><div class='sidebar share ad'>{TEXT}</div></body>"))


def test_a_page_of_links_alone_is_shown():
    links = "".join(f"<li><a href='/{n}'>Number {n} of the list</a></li>" for n in range(30))
    assert "Number 29 of the list" in markdown(f"<body><ul>{links}</ul></body>")


@pytest.mark.parametrize(
    ("template", "kind", "language"),
    [(template, *group) for group, templates in CLASSES.items() for template in templates if group[0] != "long"],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_no_text_of_a_known_kind_of_site_is_lost(template, kind, language):
    found = judge(page(template, kind, language, number=7))
    assert found.kept > 0.95
    assert found.title
