"""The welcome issue: the same in both languages, and understood wholly."""

import pytest

from mine_reader.model import Dialect, ParsedIssue, Placement, Status
from mine_reader.resources import resource
from mine_reader.text import parse_issue

LANGUAGES = ["en", "zh_CN"]


def welcome(language: str) -> ParsedIssue:
    name = f"welcome.{language}.md"
    return parse_issue(resource(f"welcome/{name}").read_text("utf-8"), name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_welcome_issue_is_understood_without_a_warning(language):
    assert welcome(language).warnings == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_welcome_issue_is_a_weekly_of_three_sections(language):
    issue = welcome(language)
    assert issue.dialect is Dialect.WEEKLY
    assert issue.date == "2026-11-21"
    assert [(bool(section.description), section.own) for section in issue.sections] == [(True, False)] * 3
    assert [article.section for article in issue.articles] == [0, 0, 1, 1, 2, 2, 2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_welcome_issue_shows_a_thought_and_something_to_do(language):
    notes = [note for article in welcome(language).articles for note in article.notes]
    found = [(note.note.level, note.note.date, note.note.status, note.placement) for note in notes]
    assert found == [
        ("1", "2026-11-21", None, Placement.BLOCK),
        ("2", "2026-11-21", Status.OPEN, Placement.INLINE),
    ]


def test_both_languages_link_to_the_same_pages():
    english, chinese = (
        [[link.url for link in article.links] for article in welcome(language).articles] for language in LANGUAGES
    )
    assert english == chinese
