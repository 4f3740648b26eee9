"""Libraries made for measuring are what importing their sources would have made."""

import pytest

from mine_reader.model import PartKind
from mine_reader.text.prepare import prepare
from tests.benchmarks import issues


@pytest.mark.parametrize("number", [0, 1])
def test_issues_read_as_they_were_made(number):
    made = list(issues.group(number))
    assert sum(len(issue.parsed.articles) for issue in made) == issues.GROUP
    for issue in made:
        parsed, parts = prepare(issue.text, issue.name)
        shown = [part for part in parts if part.kind is PartKind.ARTICLE]
        assert [part.text for part in shown] == [part.text for part in issue.parts]
        assert [part.targets for part in shown] == [part.targets for part in issue.parts]
        for article, expected in zip(parsed.articles, issue.parsed.articles, strict=True):
            assert article == expected
        assert (parsed.dialect, parsed.title, parsed.number, parsed.date, parsed.front_matter, parsed.sections) == (
            issue.parsed.dialect,
            issue.parsed.title,
            issue.parsed.number,
            issue.parsed.date,
            issue.parsed.front_matter,
            issue.parsed.sections,
        )


def test_issues_are_the_same_every_time():
    assert list(issues.group(7)) == list(issues.group(7))
