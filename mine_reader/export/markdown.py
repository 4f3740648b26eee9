"""Annotations as a Markdown file, by a template: our own or the user's."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from traceback import extract_tb
from typing import TYPE_CHECKING

from mine_reader.export import escape
from mine_reader.export.contract import Json, article_dict, issue_dict, notes_by_article, whole_note_dict
from mine_reader.model import Annotation, IssueDetail
from mine_reader.resources import resource

if TYPE_CHECKING:
    from jinja2 import Environment, Template


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """What is wrong with a template, in Jinja's words; line 0: it does not say where."""

    line: int
    message: str


def export_markdown(details: Sequence[IssueDetail], *, links: bool = False) -> str:
    """Return one document with the annotated articles of these issues; `links`: notes link to their places here."""
    return _template().render(issues=template_values(details), place_links=links)


def template_values(details: Sequence[IssueDetail]) -> list[Json]:
    """Return `issues` as templates know them; resources/templates/README.md describes it."""
    return [_issue(detail) for detail in details]


def render_template(source: str, groups: Sequence[Sequence[Json]], links: bool) -> list[str] | TemplateFault:
    """Return a document for each group of issues by a template of the user's.

    The sandbox ends no loop and saves no memory: this runs where it can be killed.
    """
    from jinja2 import TemplateError  # noqa: PLC0415 - no start needs it

    try:
        template = _environment().from_string(source)
        return [template.render(issues=issues, place_links=links) for issues in groups]
    except (
        TemplateError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        RecursionError,
    ) as error:
        lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == "<template>"]
        line = getattr(error, "lineno", None) or (lines[-1] if lines else None)
        return TemplateFault(line or 0, str(error).rstrip(".") or type(error).__name__)


def _issue(detail: IssueDetail) -> Json:
    groups = notes_by_article(detail.annotations)
    articles = [
        article_dict(article, ())
        | {
            "notes": [whole_note_dict(note) for note in _in_order(groups[article.id])],
            "local_file": article.local_file,
        }
        for article in detail.articles
        if article.id in groups
    ]
    return issue_dict(detail) | {"articles": articles, "front_matter": dict(detail.front_matter)}


def _in_order(notes: Sequence[Annotation]) -> Sequence[Annotation]:
    """Return the notes of an article as a reader meets them: those of the article, then by place."""
    return sorted(notes, key=lambda note: (note.selector.start, note.selector.end) if note.selector else (-1, -1))


@cache
def _template() -> "Template":
    return _environment().from_string(resource("templates/markdown.md.j2").read_text("utf-8"))


@cache
def _environment() -> "Environment":
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
    return environment
