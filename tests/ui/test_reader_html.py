"""The pieces that a page is made of."""

import re

from mine_reader.model import ArticleId, PartKind, RenderedPart
from mine_reader.ui.reader_html import PageImage, one_line, pieces, quiet_links, reading_minutes, split_image
from tests.ui.reader_pages import article, page


def test_a_page_begins_with_its_title_and_what_is_known_of_it():
    first = next(pieces(page(), "2024-01-02 · 2 articles"))
    assert "Morning &lt;Post&gt;" in first.html
    assert "2024-01-02 · 2 articles" in first.html


def test_an_article_has_title_head_and_body_in_this_order():
    made = [one for one in pieces(page(), "") if one.article == ArticleId(1)]
    assert len(made) == 1
    assert made[0].html.index("First") < made[0].html.index("a.example") < made[0].html.index("alpha")


def test_an_article_whose_title_is_its_first_sentence_shows_its_label_instead():
    shown = page([article(1, title="Same words", title_shown=False, label="07")])
    html = list(pieces(shown, ""))[-1].html
    assert "07" in html
    assert "Same words" not in html


def test_one_article_alone_is_one_piece():
    assert [one.article for one in pieces(page(), "", only=ArticleId(2))] == [ArticleId(2)]


def test_text_between_articles_is_shown():
    shown = page()
    intro = RenderedPart(PartKind.TEXT, -1, body_html="<ul><li>hello</li></ul>", text="hello")
    parts = (intro, *shown.parts)
    html = [one.html for one in pieces(type(shown)(shown.issue, (), shown.articles, parts), "")]
    assert any("<li>hello</li>" in one for one in html)


def test_the_title_that_an_issue_is_given_in_its_text_is_shown_once_and_never_lost():
    shown = page()
    for title, times in (("Morning &lt;Post&gt;", 1), ("Evening", 2)):
        parts = (
            RenderedPart(PartKind.TEXT, -1, title_html=title, body_html="<p>hello</p>", text="hello"),
            *shown.parts,
        )
        html = "".join(one.html for one in pieces(type(shown)(shown.issue, (), shown.articles, parts), ""))
        assert html.count(title) == 1
        assert html.count("<h3>") == times - 1


def test_pictures_are_numbered_by_part_and_words_like_them_are_left_alone():
    body = '<p>src="mr-image:0" <img alt="a &gt; b" src="mr-image:0"></p>'
    html = list(pieces(page([article(1)], bodies=[body]), ""))[-1].html
    assert '<p>src="mr-image:0" ' in html
    assert 'src="mr-image:0.0.0"' in html


def test_only_our_own_picture_names_are_understood():
    assert split_image("mr-image:3.1.2") == PageImage(3, 1, 2)
    assert split_image("mr-image:3.1") is None
    assert split_image("file:///etc/passwd") is None


def test_reading_takes_a_minute_for_four_hundred_characters():
    part = RenderedPart(PartKind.ARTICLE, 0, text="字" * 1200)
    assert reading_minutes([part]) == 3
    assert reading_minutes([]) == 1


def test_the_lines_of_a_head_stand_beside_each_other():
    assert one_line("<p>2024-02-04</p><p>Ann<br>@ann</p>") == "<p>2024-02-04 · Ann · @ann</p>"
    assert one_line("<ul><li>a</li></ul>") == "<ul><li>a</li></ul>"


def test_only_the_host_of_an_address_stands_out():
    link = '<a href="https://www.a.example/b?c=1">https://www.a.example/b?c=1</a>'
    assert quiet_links(link) == (
        '<a href="https://www.a.example/b?c=1"><span class="quiet">https://www.</span>a.example'
        '<span class="quiet">/b?c=1</span></a>'
    )


def test_a_link_with_words_stays_as_it_is():
    link = '<a href="https://a.example/">the original</a>'
    assert quiet_links(link) == link


def test_an_image_tells_how_deep_it_is_set_in():
    image = '<img src="mr-image:0">'
    body = f"{image}<ul><li><blockquote>{image}</blockquote>{image}</li></ul>{image}"
    (first,) = (one.html for one in pieces(page([article(1)], bodies=[body]), "") if one.article)
    assert re.findall(r"mr-image:[\d.]+", first) == [f"mr-image:0.0.{depth}" for depth in (0, 2, 1, 0)]
