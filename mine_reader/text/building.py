"""Articles from stretches of the source."""

from collections.abc import Callable
from dataclasses import dataclass, field

from mine_reader.model import Block, Link, ParsedArticle, ParseWarning, SourceNote, Span
from mine_reader.text.find_notes import parse_notes
from mine_reader.text.lines import split_lines
from mine_reader.text.links import find_links, to_links
from mine_reader.text.marks import mark_lines
from mine_reader.text.notes import downloaded_title
from mine_reader.text.titles import first_sentence, link_title

UNCLOSED_BLOCK = "Code or a box was opened by “{excerpt}” and never closed; it is shown as text"

_MAX_WARNINGS = 100
_MAX_EXCERPT = 40


@dataclass(slots=True)
class Source:
    """The text that is being split; warnings gather here."""

    text: str
    body: Span
    warnings: list[ParseWarning] = field(default_factory=list)

    def warn(self, template: str, offset: int, **fields: str) -> None:
        """Report something at an offset; after a hundred reports nobody reads on."""
        if len(self.warnings) < _MAX_WARNINGS:
            self.warnings.append(ParseWarning(template, self.text.count("\n", 0, offset) + 1, fields))


Builder = Callable[[Source, Span], ParsedArticle]


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an article begins, and how it is made; None: where articles end and text begins."""

    start: int
    build: Builder | None


@dataclass(frozen=True, slots=True)
class Region:
    """A section's content (or an issue's, without sections): its blocks below heading and description."""

    span: Span
    blocks: tuple[Block, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What an article's first lines say. Without a title it is derived from the text."""

    heading: Span | None = None
    head: Span | None = None
    title: str = ""
    title_shown: bool = True
    label: str = ""
    author: str | None = None
    handle: str | None = None
    date: str | None = None
    links: tuple[tuple[Span, str, str], ...] = ()
    text_start: int | None = None
    """Where the text begins that a title may be made of, if not with the body."""


def build(source: Source, span: Span, head: Head) -> ParsedArticle:
    """Make an article of a stretch and what was read from its first lines."""
    start = (head.head or head.heading or Span(span.start, span.start)).end
    body = Span(start, span.end)
    notes, warnings = parse_notes(source.text, body)
    source.warnings.extend(warnings[: max(_MAX_WARNINGS - len(source.warnings), 0)])
    _warn_unclosed(source, body)
    links = to_links(head.links + find_links(source.text, body))
    downloads = [name for note in notes if (name := downloaded_title(note.note)) is not None]
    text = Span(max(start, head.text_start or start), span.end)
    return ParsedArticle(
        title=head.title or _derived_title(source.text, text, head, notes, links),
        span=span,
        body=body,
        heading=head.heading,
        head=head.head,
        label=head.label,
        title_shown=head.title_shown and bool(head.title),
        author=head.author,
        handle=head.handle,
        date=head.date,
        links=links,
        notes=notes,
        downloaded=bool(downloads),
        downloaded_title=downloads[0] if downloads else None,
    )


def _warn_unclosed(source: Source, body: Span) -> None:
    if not any(source.text.find(mark, body.start, body.end) >= 0 for mark in ("```", "~~~", ":::")):
        return
    lines = split_lines(source.text, body)
    for row in mark_lines(source.text, lines).unclosed:
        source.warn(UNCLOSED_BLOCK, lines.starts[row], excerpt=lines.rows[row].strip()[:_MAX_EXCERPT])


def _derived_title(text: str, span: Span, head: Head, notes: tuple[SourceNote, ...], links: tuple[Link, ...]) -> str:
    known = " ".join(part for part in (head.author or head.handle, head.date, head.label) if part)
    return first_sentence(text, span, notes) or link_title(links) or known


def build_text(source: Source, span: Span) -> ParsedArticle:
    """Make an article of a stretch that has no title of its own."""
    return build(source, span, Head())
