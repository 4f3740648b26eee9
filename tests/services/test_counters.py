"""Counters agree with what they count, whatever is done."""

import random

import pytest

from mine_reader.model import AnnotationFilter, ArticleFilter, Color, NoteText, SmartView
from mine_reader.services import check_library


def marks(services, rng, ids):
    name = rng.choice(["read", "starred", "later", "downloaded"])
    services.reading.mark(ids, **{name: rng.random() < 0.6})


def annotate(services, rng, ids):
    services.annotating.add(ids[0], note=NoteText("a note"), color=rng.choice(list(Color)))


def delete_note(services, rng, ids):
    found = services.annotating.annotations(AnnotationFilter())
    if found:
        services.annotating.delete([rng.choice(found).id])


def correct(services, rng, ids):
    issue = rng.choice(services.library.outline().issues)
    services.library.correct(issue.id, date=rng.choice(["2021-05-06", "2022-01-01", ""]), source=rng.choice(["A", "B"]))


def delete(services, rng, ids):
    issues = services.library.outline().issues
    if len(issues) > 1:
        services.library.delete_issue(rng.choice(issues).id)


def undo(services, rng, ids):
    services.reading.undo()


def redo(services, rng, ids):
    services.reading.redo()


@pytest.mark.parametrize("seed", range(6))
def test_counters_are_counts_after_any_acts(services, folder, library_path, seed):
    for number in range(3):
        folder.put(name=f"weekly/{number}.md")
    rng = random.Random(seed)  # noqa: S311
    for _ in range(40):
        ids = [article.id for article in services.reading.articles(ArticleFilter())]
        act = rng.choice([marks, marks, annotate, delete_note, correct, delete, undo, undo, redo])
        act(services, rng, rng.sample(ids, min(len(ids), 4)))
    outline = services.library.outline()
    for view in SmartView:
        assert outline.views[view] == len(services.reading.articles(ArticleFilter(view=view)))
    assert check_library(library_path).problems == ()
