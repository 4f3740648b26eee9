"""Annotations as a Markdown file, by a template."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from mine_reader.export import escape
from mine_reader.export.contract import article_dict, issue_dict, notes_by_article
from mine_reader.model import Annotation, IssueDetail
from mine_reader.resources import resource

if TYPE_CHECKING:
    from jinja2 import Template


def export_markdown(details: Sequence[IssueDetail]) -> str:
    """Return one document with the annotated articles of these issues."""
    shown = [_issue(detail) for detail in details]
    return _template().render(issues=shown)


def _issue(detail: IssueDetail) -> dict[str, object]:
    groups = notes_by_article(detail.annotations)
    articles = [
        article_dict(article, _in_order(groups[article.id])) for article in detail.articles if article.id in groups
    ]
    return issue_dict(detail) | {"articles": articles}


def _in_order(notes: Sequence[Annotation]) -> Sequence[Annotation]:
    """Return the notes of an article as a reader meets them: those of the article, then by place."""
    return sorted(notes, key=lambda note: (note.selector.start, note.selector.end) if note.selector else (-1, -1))


@cache
def _template() -> "Template":
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - no start needs it

    # Markdown is no HTML: every filter below escapes for the place it is used in.
    environment = ImmutableSandboxedEnvironment(
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "plain": escape.plain,
        "quoted": escape.quote,
        "own": escape.own,
        "link": escape.link,
        "hashtag": escape.tag,
    }
    return environment.from_string(resource("templates/markdown.md.j2").read_text("utf-8"))
