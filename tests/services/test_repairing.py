"""Joining and splitting articles, over the real splitting of text."""

import pytest

from mine_reader.errors import InputError
from mine_reader.model import AnnotationFilter, ArticleFilter, NoteText, Span
from mine_reader.services import open_services
from mine_reader.text.prepare import prepare

ISSUE = """# Harbour Weekly

## Tools

### A lamp

> https://lamp.example/read

It follows the page.

It costs little.

It never tires.

### Paper

> https://paper.example/

Write once.

### Ink

> https://ink.example/

It dries.

## Essays

### Mornings

> https://slow.example/

The kettle agrees.
"""


class InProcess:
    def prepare(self, text, name, options):
        return prepare(text, name, options)

    def close(self):
        """Nothing to end."""


@pytest.fixture
def services(tmp_path):
    opened = open_services(tmp_path / "library.sqlite", preparer=InProcess(), cache_dir=tmp_path / "cache")
    yield opened
    opened.close()


@pytest.fixture
def issue(services, tmp_path):
    (tmp_path / "weekly.md").write_text(ISSUE, "utf-8")
    return services.library.import_paths([tmp_path / "weekly.md"]).imported[0].issue_id


@pytest.fixture
def titles(services, issue):
    return lambda: [one.title.rstrip(".") for one in services.reading.articles(ArticleFilter(issue_id=issue))]


@pytest.fixture
def named(services, issue):
    def find(title):
        found = services.reading.articles(ArticleFilter(issue_id=issue))
        return next(one.id for one in found if one.title.rstrip(".") == title)

    return find


def place(services, article_id, words):
    return services.reading.article(article_id).text.index(words)


def test_an_article_is_joined_to_the_one_before(services, issue, titles, named):
    change = services.repairing.join(named("Paper"))
    assert titles() == ["A lamp", "Ink", "Mornings"]
    assert change.issues == (issue,)
    assert "Write once." in services.reading.article(named("A lamp")).text


def test_repairs_add_up(services, titles, named):
    services.repairing.join(named("Ink"))
    lamp = named("A lamp")
    services.repairing.split(lamp, place(services, lamp, "costs"))
    assert titles() == ["A lamp", "It costs little", "Paper", "Mornings"]
    services.repairing.join(named("Paper"))
    assert titles() == ["A lamp", "It costs little", "Mornings"]


def test_a_split_that_is_joined_again_leaves_no_repair(services, issue, titles, named):
    before = services.library.options(issue)
    lamp = named("A lamp")
    services.repairing.split(lamp, place(services, lamp, "never"))
    services.repairing.join(named("It never tires"))
    assert titles() == ["A lamp", "Paper", "Ink", "Mornings"]
    assert services.library.options(issue) == before


def test_a_repair_is_undone(services, titles, named):
    services.repairing.join(named("Paper"))
    services.reading.undo()
    assert titles() == ["A lamp", "Paper", "Ink", "Mornings"]
    services.reading.redo()
    assert titles() == ["A lamp", "Ink", "Mornings"]


@pytest.mark.parametrize("title", ["A lamp", "Mornings"])
def test_what_no_article_stands_before_is_not_joined(services, titles, named, title):
    with pytest.raises(InputError):
        services.repairing.join(named(title))
    assert len(titles()) == 4


def test_an_article_is_not_split_where_it_begins(services, titles, named):
    with pytest.raises(InputError):
        services.repairing.split(named("A lamp"), 3)
    assert len(titles()) == 4


def test_notes_stay_at_their_words_in_a_split(services, named):
    lamp = named("A lamp")
    text = services.reading.article(lamp).text
    start = text.index("never tires")
    span = Span(start, start + len("never tires"))
    services.annotating.add(lamp, span=span, note=NoteText("Nor do I"))
    services.repairing.split(lamp, start)
    (note,) = services.annotating.annotations(AnnotationFilter())
    assert (note.article_id, note.selector.exact) == (named("It never tires"), "never tires")
