"""Splitting and rendering in one step, in this process."""

from collections.abc import Iterator

from mine_reader.model import ParsedIssue, RenderedPart, SplitOptions
from mine_reader.text.issue import parse_issue
from mine_reader.text.render import render_issue


def prepare(
    text: str, name: str = "", options: SplitOptions | None = None
) -> tuple[ParsedIssue, tuple[RenderedPart, ...]]:
    """Return an issue and its page. Text of unknown origin may take for ever: see mine_reader.net.worker."""
    issue = parse_issue(text, name, options or SplitOptions())
    return issue, tuple(render_issue(text, issue))


def prepared(text: str, name: str, options: SplitOptions) -> Iterator[ParsedIssue | RenderedPart]:
    """Yield an issue, then its parts one by one."""
    issue = parse_issue(text, name, options)
    yield issue
    yield from render_issue(text, issue)
