"""What links lead to, kept: snapshots, their files and images, mentions, and the queue of downloads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mine_reader.model.ids import ArticleId, IssueId


class SnapshotKind(StrEnum):
    """A page that is read here, or a file that the system's viewer opens."""

    PAGE = "page"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A saved page or file: an issue of its own with one article, tied to a link.

    `url` is where it was found in the end; `file` is relative to the folder beside the library; `place` is how far it
    was read: the offset in its text of the line that was on top.
    """

    issue_id: IssueId
    article_id: ArticleId
    canonical: str
    url: str
    kind: SnapshotKind
    title: str
    site: str
    author: str | None
    published: str | None
    file: str | None
    size: int
    fetched_at: str
    place: int = 0
    read: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a snapshot is to say of where it comes from; `others` are further links that lead to it."""

    canonical: str
    url: str
    kind: SnapshotKind
    site: str
    author: str | None
    published: str | None
    file: str | None
    size: int
    fetched_at: str
    place: int = 0
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """An article that mentions a link."""

    article_id: ArticleId
    issue_id: IssueId
    title: str
    issue: str
    source: str
    number: int | None
    date: str | None
    read: bool = False


@dataclass(frozen=True, slots=True)
class LinkState:
    """What is known of a link: its snapshot, who else mentions it, and why it could not be downloaded."""

    canonical: str
    snapshot: Snapshot | None = None
    mentions: tuple[Mention, ...] = ()
    error: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Download:
    """A link in the queue, and the articles that are downloaded with it; `error`: the sentence of the last try."""

    canonical: str
    url: str
    articles: tuple[ArticleId, ...]
    again: bool
    error: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SavedImage:
    """An image in the folder beside the library."""

    url: str
    sha256: str
    kind: str
    size: int

    @property
    def file(self) -> str:
        """Return its path, relative to that folder."""
        return image_file(self.sha256, self.kind)


def image_file(sha256: str, kind: str) -> str:
    """Return where an image lies, relative to the folder beside the library."""
    return f"images/{sha256[:2]}/{sha256}.{kind}"


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known around an issue: whose snapshot it is, its images, its saved links, and who else mentions them.

    `images` are paths by address, `saved` canonical links, `mentions` those of other issues by article. `loading` says
    when its images are loaded from the web: "never", at a "click" or "always".
    """

    snapshot: Snapshot | None = None
    images: Mapping[str, str] = field(default_factory=dict)
    saved: frozenset[str] = frozenset()
    mentions: Mapping[ArticleId, tuple[Mention, ...]] = field(default_factory=dict)
    loading: str = "click"


@dataclass(frozen=True, slots=True)
class Usage:
    """How much saved pages take: their number, and the bytes of texts, images and files."""

    pages: int
    texts: int
    images: int
    files: int


@dataclass(frozen=True, slots=True)
class Saved:
    """What an issue has beside the library: what it is the snapshot of, and the images it shows."""

    snapshot: Fetched | None = None
    images: tuple[SavedImage, ...] = ()
