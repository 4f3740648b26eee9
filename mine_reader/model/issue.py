"""What the text of an issue says, before any library knows it.

All spans count code points of the decoded source (without its byte order mark); `end` is exclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points; the owner says of which text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the slice of `text`."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """Return True: an empty span is a place, and not the absence of one."""
        return True


class Dialect(StrEnum):
    """How an issue marks its articles."""

    DIGEST = "digest"
    WEEKLY = "weekly"
    NUMBERED = "numbered"
    LINKS = "links"
    PLAIN = "plain"
    ONE = "one"


@dataclass(frozen=True, slots=True)
class SplitOptions:
    """What the user settled about a source or an issue.

    `dialect` None means: decide. `own_sections` are titles of sections about the publication itself
    (None: the built-in list). `merged` and `split_at` repair one issue: ordinals of articles that are
    joined to the one before, and source offsets where an article begins.
    """

    dialect: Dialect | None = None
    own_sections: tuple[str, ...] | None = None
    merged: tuple[int, ...] = ()
    split_at: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link as an article shows it: the URL as written, its canonical form, its label."""

    url: str
    canonical: str
    label: str = ""


class Status(StrEnum):
    """Whether a note that is a to-do is done."""

    DONE = "done"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class NoteText:
    """What the note grammar holds: `level『body（date）』status`; `date` is ISO."""

    body: str
    level: str | None = None
    date: str | None = None
    status: Status | None = None


class Placement(StrEnum):
    """What a note belongs to: the whole article, the block before it, or the sentence before it."""

    ARTICLE = "article"
    BLOCK = "block"
    INLINE = "inline"


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A note found in the source; `span` covers level to status, nothing around it."""

    note: NoteText
    span: Span
    placement: Placement


class BlockKind(StrEnum):
    """Kinds of top-level blocks."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST = "list"
    CODE = "code"
    TABLE = "table"
    BOX = "box"
    RULE = "rule"
    HTML = "html"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Block:
    """A top-level block; `span` ends after its last visible line's line end."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A `##` group. `own` sections are about the publication itself: shown, but without articles."""

    title: str
    description: str
    span: Span
    own: bool = False


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """One item of an issue.

    `span` covers all of it: `heading` (its marker line, if any), `head` (link quote or date and
    author lines, if any) and `body`, in this order, without a gap. `title_shown` is False where the
    title was derived from the body, so that a page does not show it twice. `section` indexes
    `ParsedIssue.sections`. `head` holds nothing but what is taken into links, author, handle and date.
    """

    title: str
    span: Span
    body: Span
    heading: Span | None = None
    head: Span | None = None
    label: str = ""
    title_shown: bool = True
    section: int | None = None
    author: str | None = None
    handle: str | None = None
    date: str | None = None
    links: tuple[Link, ...] = ()
    notes: tuple[SourceNote, ...] = ()
    downloaded: bool = False
    downloaded_title: str | None = None


class PartKind(StrEnum):
    """What a stretch of an issue's page is."""

    TEXT = "text"
    SECTION = "section"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the page. `index` is into `sections` or `articles` by kind, -1 for text.

    A section's part covers only its heading and description; text shown but no article is TEXT.
    """

    kind: PartKind
    span: Span
    index: int = -1


@dataclass(frozen=True, slots=True)
class ParseWarning:
    """Something in the source that was not understood: a template, its fields, and the line (from 1)."""

    template: str
    line: int
    fields: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"line {self.line}: " + self.template.format(**self.fields)


@dataclass(frozen=True, slots=True)
class ParsedIssue:
    """An issue, split. `parts` cover the source from the end of the front matter, in order, without a gap."""

    dialect: Dialect
    title: str
    number: int | None = None
    date: str | None = None
    front_matter: Mapping[str, object] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    articles: tuple[ParsedArticle, ...] = ()
    parts: tuple[Part, ...] = ()
    warnings: tuple[ParseWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class DecodedSource:
    """An issue file as text, and what is needed to write it back byte for byte."""

    text: str
    encoding: str
    bom: bytes = b""

    def encode(self, text: str | None = None) -> bytes:
        """Return the bytes of `text` (of the source's own text if None) in the source's encoding."""
        return self.bom + (self.text if text is None else text).encode(self.encoding)


@dataclass(frozen=True, slots=True)
class BlockMap:
    """A top-level block: where it stands in the source, and in the plain text of its part's body."""

    source: Span
    text: Span


@dataclass(frozen=True, slots=True)
class RenderedPart:
    """A part as safe HTML.

    `title_html` of text is the title of the issue, where the text begins with it.
    `text` is the plain text of `body_html` (notes are in neither). `targets` has one entry for each
    note of the article: the span of `text` it belongs to, None for the whole article. `images`
    holds the addresses that `src="mr-image:N"` in the HTML stand for.
    """

    kind: PartKind
    index: int
    title_html: str = ""
    head_html: str = ""
    body_html: str = ""
    text: str = ""
    blocks: tuple[BlockMap, ...] = ()
    targets: tuple[Span | None, ...] = ()
    images: tuple[str, ...] = ()
    plain: bool = False
