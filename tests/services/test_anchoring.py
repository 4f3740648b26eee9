"""Where annotations are after an issue was published again."""

import random

import pytest

from mine_reader.model import AnchorState, Annotation, AnnotationId, ArticleId, IssueId, NoteText, Placement, Selector
from mine_reader.services.anchoring import Anchoring

ONE = (
    "The harbour was quiet that morning, and the gulls sat on the wall.\n\n"
    "A boat came in with three crates of apples, and nobody had ordered them.\n\n"
    "By noon the whole town had heard of it, and by evening it had forgotten."
)
TWO = "Far from the sea there is a valley where it rains on Tuesdays only, says the almanac."
QUOTE = "three crates of apples"


def annotation(quote=QUOTE, text=ONE, state=AnchorState.KEPT):
    start = text.index(quote)
    selector = Selector(quote, text[:start][-32:], text[start + len(quote) :][:32], start, start + len(quote))
    return Annotation(
        id=AnnotationId(1),
        article_id=ArticleId(1),
        issue_id=IssueId(1),
        note=NoteText(""),
        placement=Placement.BLOCK,
        color=None,
        selector=selector,
        anchor=state,
        tags=(),
        origin=None,
        conflict=False,
        deleted=False,
        created_at="",
        updated_at="",
    )


def found(*new, item=None, made=None, parts=(0,)):
    """Return what `find` finds in articles of which the first was `ONE` and the second `TWO`: article and words."""
    item = item or annotation()
    anchored = Anchoring({ArticleId(1): ONE, ArticleId(2): TWO}, new).find(item, made or item.selector, parts)
    return None if anchored is None else (anchored.article, anchored.span.of(new[anchored.article]), anchored.state)


def test_what_did_not_change_is_kept():
    assert found(ONE, TWO) == (0, QUOTE, AnchorState.KEPT)


def test_what_moved_with_its_text_says_so():
    assert found("New words first. " + ONE, TWO) == (0, QUOTE, AnchorState.MOVED)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("three crates", "those crates", "those crates of apples"),
        ("came in with", "left the bay having", QUOTE),
        ("apples, and", "apple、and", "three crates of apple"),
        ("crates of apples", "crates\nof  apples", "three crates\nof  apples"),
        ("nobody", "not a soul in the whole of the town", QUOTE),
    ],
)
def test_small_changes_in_and_around_a_quote_are_followed(old, new, words):
    now = found(ONE.replace(old, new), TWO)
    assert now is not None
    assert now[:2] == (0, words)


def test_what_was_rewritten_is_detached():
    assert found(ONE.replace(QUOTE, "a dog, a cat and a parrot"), TWO) is None


def test_many_small_changes_do_not_lead_away_from_the_quote_as_it_was_made():
    made = annotation().selector
    text, item = ONE, annotation()
    for old, new in [("three", "those"), ("crates", "plates"), ("of", "and"), ("apples", "knives")]:
        changed = text.replace(old, new, 1)
        anchored = Anchoring({ArticleId(1): text}, [changed]).find(item, made, [0])
        if anchored is None:
            return
        text, item = changed, annotation(anchored.span.of(changed), changed)
    pytest.fail(f"it went as far as {item.selector.exact}")


def test_a_copy_elsewhere_does_not_stand_in_for_a_sentence_that_was_cut():
    sentence = "A boat came in with three crates of apples, and nobody had ordered them."
    assert found(ONE.replace(sentence, ""), f"{TWO} {sentence}") is None


def test_a_copy_that_was_there_before_does_not_stand_in_for_one_that_was_cut():
    twice = f"{ONE}\n\nA boat came in with three crates of apples, they say."
    cut = twice.replace("A boat came in with three crates of apples, and nobody had ordered them.\n\n", "")
    item = annotation(text=twice)
    assert Anchoring({ArticleId(1): twice}, [cut]).find(item, item.selector, [0]) is None


def test_a_paragraph_that_went_to_another_article_with_those_around_it_is_found_there():
    assert found("Nothing of it is left here.", f"{TWO}\n\n{ONE}\n\nThe end.") == (1, QUOTE, AnchorState.MOVED)


def test_parts_of_a_split_article_are_all_looked_at():
    at = ONE.index("A boat")
    assert found(ONE[:at], ONE[at:], parts=(0, 1)) == (1, QUOTE, AnchorState.MOVED)


def test_random_edits_lead_to_the_same_words_or_nowhere():
    rng = random.Random(4)  # noqa: S311 (the same edits every time)
    for _ in range(500):
        text = ONE
        for word in rng.sample(ONE.split(" "), 3):
            text = text.replace(f" {word} ", rng.choice([" ", f" {word} and then ", " otherwise "]), 1)
        result = found(text, TWO)
        assert QUOTE not in text or (result is not None and result[1] == QUOTE)


def test_a_detached_one_does_not_come_back_on_a_copy_that_was_there_all_along():
    copy = "Elsewhere, too, a boat came in with three crates of apples, and nobody had ordered them."
    item = annotation(text=f"{ONE}\n\n{copy}", state=AnchorState.DETACHED)
    without = ONE.split("\n\n", maxsplit=1)[0] + "\n\n" + copy
    again = Anchoring({ArticleId(1): without}, [without + "\n\nThat is all."]).find(item, item.selector, [0])
    assert again is None


def test_a_detached_annotation_comes_back_with_its_text():
    without = ONE.replace("three crates of apples", "nothing at all")
    item = annotation(state=AnchorState.DETACHED)
    again = Anchoring({ArticleId(1): without}, [ONE]).find(item, item.selector, [0])
    assert again is not None
    assert again.span.of(ONE) == QUOTE


def test_a_detached_annotation_comes_back_when_what_came_between_its_words_is_gone():
    between = ONE.replace("three crates", "three of which nobody had ever heard before that day, nor has since, crates")
    item = annotation(state=AnchorState.DETACHED)
    again = Anchoring({ArticleId(1): between}, [ONE]).find(item, item.selector, [0])
    assert again is not None
    assert again.span.of(ONE) == QUOTE
