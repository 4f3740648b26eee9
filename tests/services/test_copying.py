"""Text for the clipboard."""

import re

import pytest

from mine_reader.errors import NotFoundError
from mine_reader.model import AnnotationId, ArticleId, NoteText
from mine_reader.settings import load_settings


@pytest.fixture
def ids(folder):
    return [article.id for article in folder.articles(folder.put())]


def test_words_come_with_their_source(services, ids):
    text = services.copying.words(ids[0], "The first\nparagraph")
    assert text == "> The first\n> paragraph\n>\n> — [First thing](https://example.org/1), Week 1\n"


def test_without_a_link_the_source_is_the_title(services, ids):
    assert services.copying.words(ids[2], "last").endswith("> — Third thing, Week 1\n")


@pytest.mark.parametrize(
    "words",
    ["one\n\ntwo", "# no heading", "[a](javascript:x)", "a > b", "```\ncode", "line\u2028split", "<script>", "$x$"],
)
def test_nothing_breaks_out_of_a_quotation(services, ids, words):
    text = services.copying.words(ids[0], words)
    assert all(line.startswith(">") for line in text.splitlines())
    assert not re.search(r"(?<!\\)\]\(javascript", text)
    assert "\n> ```" not in text


def test_a_title_cannot_end_its_link(services, folder):
    issue = folder.put("# Week 9\n### a](https://evil.example) [b\n> https://example.org/9\n\nText.\n", "weekly/09.md")
    (article, *_) = folder.articles(issue)
    assert not re.search(r"(?<!\\)\]\(https://evil", services.copying.words(article.id, "Text"))


def test_annotations_come_in_the_order_asked_for_each_with_its_note(services, ids):
    late = services.annotating.add(ids[2], quote="last words")
    early = services.annotating.add(ids[0], quote="first", note=NoteText("Mine, **bold**", "1"))
    text = services.copying.annotations([late.id, early.id])
    assert text == (
        "> last words\n>\n> — Third thing, Week 1\n\n"
        "> first\n>\n> — [First thing](https://example.org/1), Week 1\n\nMine, **bold**\n"
    )


def test_a_note_on_an_article_names_it(services, ids):
    made = services.annotating.add(ids[2], note=NoteText("All of it"))
    assert services.copying.annotations([made.id]) == "> — Third thing, Week 1\n\nAll of it\n"


def test_addresses_are_copied_where_the_settings_say_so(services, ids):
    made = services.annotating.add(ids[2], quote="last words")
    settings = load_settings()
    settings.set("place_links", True)
    settings.save()
    assert f"[↗](minereader://annotation/{made.id})" in services.copying.annotations([made.id])


def test_what_is_not_there_cannot_be_copied(services):
    with pytest.raises(NotFoundError):
        services.copying.annotations([AnnotationId(9)])
    with pytest.raises(NotFoundError):
        services.copying.words(ArticleId(9), "x")
