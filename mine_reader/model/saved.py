"""All that a library holds of an issue, to be taken to another library."""

from collections.abc import Mapping
from dataclasses import dataclass

from mine_reader.model.ids import AnnotationId, ArticleId, SourceId
from mine_reader.model.issue import Span, SplitOptions
from mine_reader.model.library import IssueDetail, Selector
from mine_reader.model.pages import Saved


@dataclass(frozen=True, slots=True)
class SavedVersion:
    """The bytes of an issue as they were imported last."""

    data: bytes
    imported_at: str


@dataclass(frozen=True, slots=True)
class SavedText:
    """What an article said when annotations were made on it that are still there."""

    title: str
    text: str
    replaced_at: str


@dataclass(frozen=True, slots=True)
class SavedArticle:
    """What an article has beyond what is shown."""

    span: Span
    downloaded_by_hand: bool
    downloaded_by_page: bool


@dataclass(frozen=True, slots=True)
class SavedNote:
    """What an annotation has beyond what is shown.

    `made` is its selector as it was made, and `sought` what is looked for instead, both without a position. `text`
    indexes the issue's `texts`, in which the quote began at `start`.
    """

    made: Selector | None
    sought: Selector | None
    text: int | None
    start: int | None
    placed_by_file: bool
    deleted_at: str | None


@dataclass(frozen=True, slots=True)
class Published:
    """What an issue says of itself, or what the user says instead; None: nothing."""

    title: str | None
    number: int | None
    date: str | None
    source_id: SourceId | None


@dataclass(frozen=True, slots=True)
class SavedEntry:
    """What an entry of a feed is known by; `rough`: its texts are not yet those of its page."""

    link: str | None
    seen: str
    rough: bool


@dataclass(frozen=True, slots=True)
class SavedIssue:
    """An issue as it is shown, and all else. `path` is relative to its source."""

    detail: IssueDetail
    path: str
    published: Published
    corrected: Published
    options: SplitOptions | None
    version: SavedVersion
    articles: Mapping[ArticleId, SavedArticle]
    notes: Mapping[AnnotationId, SavedNote]
    texts: tuple[SavedText, ...]
    kept: Saved
    entry: SavedEntry | None = None
