"""What a library holds: content, the reader's state, and annotations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mine_reader.errors import LibraryError
from mine_reader.model.ids import AnnotationId, ArticleId, IssueId, SourceId
from mine_reader.model.issue import (
    Dialect,
    Link,
    NoteText,
    ParseWarning,
    Placement,
    RenderedPart,
    Section,
    Span,
    SplitOptions,
    Status,
)
from mine_reader.model.pages import Beside
from mine_reader.model.searching import Search

TODO_LEVEL = "2"
"""The level of notes about material, or something to do."""

DONE_SIGN = "已"
"""With this, a note tells of what was done: 已下载, 已关注."""


class SourceKind(StrEnum):
    """Where issues come from."""

    FILES = "files"
    FOLDER = "folder"
    FEED = "feed"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What makes a source a feed; `interval` is in minutes."""

    url: str
    site: str
    title: str
    interval: int | None
    paused: bool
    images: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where issues come from. `group` is the folder of sources it is filed in, "" for none.

    `feed` and `watched` are known only of sources that are to be taken to another library.
    """

    id: SourceId
    kind: SourceKind
    name: str
    path: str | None
    group: str
    position: int
    options: SplitOptions
    feed: FeedSettings | None = None
    watched: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of the library, corrections by the user applied; `unread` and `total` count articles."""

    id: IssueId
    source_id: SourceId
    source: str
    path: str | None
    title: str
    number: int | None
    date: str | None
    dialect: Dialect
    unread: int
    total: int
    added_at: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its state. `section` is its ordinal in the issue; `text` None where it was not asked for.

    `updated`: its text changed since it was read. `removed_at`: since then it is no longer in the issue.
    """

    id: ArticleId
    issue_id: IssueId
    ordinal: int
    label: str
    title: str
    title_shown: bool
    section: int | None
    section_title: str | None
    author: str | None
    handle: str | None
    date: str | None
    links: tuple[Link, ...]
    tags: tuple[str, ...]
    note_count: int
    read: bool
    starred: bool
    later: bool
    downloaded: bool
    downloaded_title: str | None
    local_file: str | None = None
    text: str | None = None
    updated: bool = False
    removed_at: str | None = None


class Color(StrEnum):
    """Colours of highlights."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    PURPLE = "purple"


@dataclass(frozen=True, slots=True)
class Selector:
    """W3C TextQuoteSelector and TextPositionSelector in one; offsets are code points of the article's plain text."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """An article as it was when an annotation was made on it; `span`: where its quote stood.

    `now` is what the article says at present; `replaced_at` None: it still says what it said.
    """

    title: str
    text: str
    now: str
    span: Span | None
    replaced_at: str | None


class AnchorState(StrEnum):
    """How an annotation stands to the text: as made, moved with the text, or its text is gone."""

    KEPT = "kept"
    MOVED = "moved"
    DETACHED = "detached"


@dataclass(frozen=True, slots=True)
class Origin:
    """The note in the file that an annotation came from, as it was last imported.

    `ordinal` counts the notes of the issue's source from 0; None when the file no longer has it.
    """

    note: NoteText
    ordinal: int | None


@dataclass(frozen=True, slots=True)
class Annotation:
    """A highlight, a note, or both. Without a selector it belongs to the whole article.

    `color` None: nothing is painted over the text, the note shows as a margin mark. `conflict`: the
    note was changed both here and in the file. `deleted` ones are kept for the round trip only.
    `text_changed`: its article said something else when it was made.
    """

    id: AnnotationId
    article_id: ArticleId
    issue_id: IssueId
    note: NoteText
    placement: Placement
    color: Color | None
    selector: Selector | None
    anchor: AnchorState
    tags: tuple[str, ...]
    origin: Origin | None
    conflict: bool
    deleted: bool
    created_at: str
    updated_at: str
    text_changed: bool = False

    @property
    def todo(self) -> bool:
        """Return whether there is something left to do.

        It is marked 未完成, or is of level 2 and neither ticked off nor about what was done: 已下载….
        """
        note = self.note
        if note.status is None:
            return note.level == TODO_LEVEL and not note.body.lstrip().startswith(DONE_SIGN)
        return note.status is Status.OPEN

    @property
    def day(self) -> str:
        """Return the date of the note, else of the day (UTC) on which it was made."""
        return self.note.date or self.created_at[:10]

    def says(self, words: str, title: str = "") -> bool:
        """Return whether each of the words, in any case, is in the note, its quote, its tags or a title."""
        quote = self.selector.exact if self.selector else ""
        text = "\n".join((self.note.body, quote, title, *self.tags)).casefold()
        return all(word in text for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class IssueDetail:
    """An issue with everything in it, as exports and the JSON contract need it."""

    issue: Issue
    sections: tuple[Section, ...]
    articles: tuple[Article, ...]
    annotations: tuple[Annotation, ...]
    warnings: tuple[ParseWarning, ...]
    front_matter: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class IssuePage:
    """What the reader shows of an issue: every part in order; `articles` by index of the ARTICLE parts."""

    issue: Issue
    sections: tuple[Section, ...]
    articles: tuple[Article, ...]
    parts: tuple[RenderedPart, ...]
    beside: Beside = field(default_factory=Beside)


class SmartView(StrEnum):
    """Built-in views of articles."""

    TODAY = "today"
    UNREAD = "unread"
    STARRED = "starred"
    LATER = "later"
    ANNOTATED = "annotated"
    DOWNLOADED = "downloaded"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles; all given conditions must hold. `tag` includes the tags nested under it (`llm` has `llm/rag`)."""

    view: SmartView | None = None
    source_id: SourceId | None = None
    year: str | None = None
    issue_id: IssueId | None = None
    tag: str | None = None
    group: str | None = None
    read: bool | None = None
    search: Search | None = None


class ListOrder(StrEnum):
    """Which issues a list begins with."""

    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class ListKey:
    """Where a page of a list ended: its last issue by what lists are sorted by, and the article in it."""

    date: str
    number: int
    issue_id: IssueId
    ordinal: int


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """A page of a list, the issues of its articles, and where the next page begins; None after the last one."""

    articles: tuple[Article, ...]
    issues: Mapping[IssueId, Issue]
    next: ListKey | None


@dataclass(frozen=True, slots=True)
class AnnotationFilter:
    """Which annotations; all given conditions must hold.

    Each word of `text` is sought in the note, its quote, its tags and the title of its article. `tag` includes
    the tags nested under it. `since` and `until` are ISO dates, both included, compared with `Annotation.day`.
    """

    article_id: ArticleId | None = None
    issue_id: IssueId | None = None
    tag: str | None = None
    level: str | None = None
    color: Color | None = None
    status: Status | None = None
    text: str = ""
    source_id: SourceId | None = None
    anchor: AnchorState | None = None
    since: str | None = None
    until: str | None = None
    todo: bool = False


@dataclass(frozen=True, slots=True)
class FoundAnnotations:
    """Annotations that a filter lets through, and the titles of their articles."""

    annotations: tuple[Annotation, ...] = ()
    titles: Mapping[ArticleId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnnotationKinds:
    """The levels and the tags that annotations of a library have."""

    levels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag in full (`llm/rag`) and how many articles carry it."""

    name: str
    total: int


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything the sidebar shows, read in one transaction so that the counts agree.

    `notes` counts all annotations, `todos` those with something left to do.
    """

    views: Mapping[SmartView, int]
    sources: tuple[Source, ...]
    issues: tuple[Issue, ...]
    tags: tuple[TagCount, ...]
    notes: int = 0
    todos: int = 0


@dataclass(frozen=True, slots=True)
class Shelf:
    """The issues of a source in a year ("": without a date), counted."""

    source_id: SourceId
    year: str
    issues: int
    total: int
    unread: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the sidebar shows before a year is opened, read in one transaction so that the counts agree."""

    views: Mapping[SmartView, int]
    sources: tuple[Source, ...]
    shelves: tuple[Shelf, ...]
    notes: int = 0
    todos: int = 0


class ImportOutcome(StrEnum):
    """What an import did with a file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Imported:
    """One file that is in the library now; `anchors` counts how its annotations stand to a text that changed."""

    issue_id: IssueId
    path: str
    outcome: ImportOutcome
    anchors: Mapping[AnchorState, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """One file that was not imported, and why: a template with fields, to be translated."""

    path: str
    template: str
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """Return the reason in plain English."""
        return self.template.format(**self.fields)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, file by file; `stopped` says why it did not go on to the other files.

    `feeds` are those of the lists of feeds (OPML) among the files, also where they were here already.
    """

    imported: tuple[Imported, ...]
    skipped: tuple[Skipped, ...]
    stopped: LibraryError | None = None
    feeds: tuple[SourceId, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a user's act changed, for views to refresh; empty tuples: nothing of that kind.

    `structure`: issues, sources or tags came, went or were renamed.
    """

    articles: tuple[ArticleId, ...] = ()
    annotations: tuple[AnnotationId, ...] = ()
    issues: tuple[IssueId, ...] = ()
    structure: bool = False


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote. `left_out` counts annotations that the format cannot hold."""

    paths: tuple[str, ...]
    notes: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a library: a template with fields, to be translated."""

    template: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.fields)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What `check` found; `problems` is empty when all is well."""

    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.problems
