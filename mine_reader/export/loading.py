"""Whole issues out of the JSON document that `export_library` wrote. Nothing in it is taken on trust."""

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from mine_reader.export.lossless import FORMAT
from mine_reader.model import (
    AnchorState,
    Annotation,
    AnnotationId,
    Article,
    ArticleId,
    Color,
    Dialect,
    FeedSettings,
    Images,
    Issue,
    IssueDetail,
    IssueId,
    Link,
    NoteText,
    Origin,
    ParseWarning,
    Placement,
    Section,
    Selector,
    Source,
    SourceId,
    SourceKind,
    Span,
    SplitOptions,
    Status,
)
from mine_reader.model.pages import Fetched, Saved, SavedImage, SnapshotKind
from mine_reader.model.saved import Published, SavedArticle, SavedEntry, SavedIssue, SavedNote, SavedText, SavedVersion
from mine_reader.model.searching import Search

_E = TypeVar("_E", bound=StrEnum)
_MOST = 2**62
_DAY = re.compile(r"\d{4}(-[01]\d(-[0-3]\d)?)?")
_FILE = re.compile(r"documents/[0-9a-f]{16}/[^/\\\x00-\x1f]{1,200}(?<![./])")
_IMAGE = re.compile(r"images/[0-9a-f]{2}/[0-9a-f]{64}\.(?:png|jpeg|gif|webp)")
_TIME = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d(\.\d+)?Z")


class DamagedError(ValueError):
    """A value is missing or of the wrong kind; the text says where."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """An issue that cannot be had back, and the place where its description is wrong."""

    title: str
    place: str


@dataclass(frozen=True, slots=True)
class _Node:
    """A JSON value and where it stands."""

    value: object
    place: str

    def get(self, name: str) -> "_Node":
        place = f"{self.place}.{name}" if self.place else name
        if not isinstance(self.value, dict) or name not in self.value:
            raise DamagedError(place)
        return _Node(self.value[name], place)

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise DamagedError(self.place)
        return self.value.encode("utf-8", "replace").decode().replace("\0", "")

    def text_or_none(self) -> str | None:
        return None if self.value is None else self.text()

    def day_or_none(self) -> str | None:
        if self.value is not None and not _DAY.fullmatch(self.text()):
            raise DamagedError(self.place)
        return self.text_or_none()

    def time(self) -> str:
        if not _TIME.fullmatch(self.text()):
            raise DamagedError(self.place)
        return self.text()

    def time_or_none(self) -> str | None:
        return None if self.value is None else self.time()

    def number(self, least: int = 0) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool) or not least <= self.value < _MOST:
            raise DamagedError(self.place)
        return self.value

    def number_or_none(self, least: int = 0) -> int | None:
        return None if self.value is None else self.number(least)

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise DamagedError(self.place)
        return self.value

    def items(self) -> "list[_Node]":
        if not isinstance(self.value, list):
            raise DamagedError(self.place)
        return [_Node(item, f"{self.place}[{index}]") for index, item in enumerate(self.value)]

    def mapping(self) -> dict[str, object]:
        if not isinstance(self.value, dict):
            raise DamagedError(self.place)
        return self.value

    def one_of(self, kind: type[_E]) -> _E:
        try:
            return kind(self.text())
        except ValueError as error:
            raise DamagedError(self.place) from error

    def one_of_or_none(self, kind: type[_E]) -> _E | None:
        return None if self.value is None else self.one_of(kind)

    def span(self) -> Span:
        start, end = self.get("start").number(), self.get("end").number()
        if end < start:
            raise DamagedError(self.place)
        return Span(start, end)


def read_json(data: bytes) -> object:
    """Return what a JSON document says; ValueError."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def is_library(document: object) -> bool:
    """Return whether a document says that it is one of ours."""
    return isinstance(document, dict) and (
        document.get("format") == FORMAT or (isinstance(document.get("issues"), list) and "version" in document)
    )


def load_sources(document: object) -> dict[SourceId, Source]:
    """Return the sources by their ids, those left out that are damaged."""
    found: dict[SourceId, Source] = {}
    values = document.get("sources") if isinstance(document, dict) else None
    for node in _Node(values if isinstance(values, list) else [], "sources").items():
        try:
            source = _source(node)
        except DamagedError:
            continue
        found.setdefault(source.id, source)
    return found


def load_issues(document: object) -> Iterator[SavedIssue | Damaged]:
    """Return the issues one after the other; one whose ids another has is damaged."""
    issues: set[int] = set()
    articles: set[int] = set()
    notes: set[int] = set()
    for node in _Node(document, "").get("issues").items():
        try:
            saved = _issue(node)
            _all_new(issues, [saved.detail.issue.id], "id")
            _all_new(articles, [article.id for article in saved.detail.articles], "articles.id")
            _all_new(notes, [note.id for note in saved.detail.annotations], "notes.id")
        except (DamagedError, RecursionError) as error:
            title = node.value.get("title") if isinstance(node.value, dict) else None
            yield Damaged(str(title or ""), str(error))
        else:
            yield saved


def _all_new(known: set[int], ids: list[int], place: str) -> None:
    if len(set(ids)) < len(ids) or known & set(ids):
        raise DamagedError(place)
    known.update(ids)


def _source(node: _Node) -> Source:
    return Source(
        id=SourceId(node.get("id").number(1)),
        kind=node.get("kind").one_of(SourceKind),
        name=node.get("name").text(),
        path=node.get("path").text_or_none(),
        group=node.get("group").text(),
        position=node.get("position").number(-_MOST),
        options=_options(node.get("options")) or SplitOptions(),
        feed=_feed(node.get("feed")),
        watched=node.get("watched").flag(),
    )


def load_searches(document: object) -> tuple[tuple[str, Search], ...]:
    """Return names and kept searches; what is damaged, and what an older document lacks, is left out."""
    try:
        nodes = _Node(document, "").get("searches").items()
    except DamagedError:
        return ()
    found = []
    for node in nodes:
        with suppress(DamagedError):
            search = Search(node.get("query").text(), node.get("variants").flag())
            found.append((node.get("name").text(), search))
    return tuple(found)


def _feed(node: _Node) -> FeedSettings | None:
    if node.value is None:
        return None
    url = node.get("url").text()
    if not url.lower().startswith(("http://", "https://")):
        raise DamagedError(node.place)
    return FeedSettings(
        url=url,
        site=node.get("site").text(),
        title=node.get("title").text(),
        interval=node.get("interval").number_or_none(15),
        paused=node.get("paused").flag(),
        images=node.get("images").one_of(Images).value,
    )


def _entry(node: _Node) -> SavedEntry | None:
    if node.value is None:
        return None
    return SavedEntry(node.get("link").text_or_none(), node.get("seen").text(), node.get("rough").flag())


def _options(node: _Node) -> SplitOptions | None:
    if node.value is None:
        return None
    own = node.get("own_sections")
    return SplitOptions(
        dialect=node.get("dialect").one_of_or_none(Dialect),
        own_sections=None if own.value is None else tuple(item.text() for item in own.items()),
        merged=tuple(item.number() for item in node.get("merged").items()),
        split_at=tuple(item.number() for item in node.get("split_at").items()),
    )


def _issue(node: _Node) -> SavedIssue:
    stored = node.get("stored")
    published, corrected = _published(stored.get("published")), _published(stored.get("corrected"))
    if published.source_id is None or published.title is None:
        raise DamagedError(f"{stored.place}.published")
    issue = _shown(node, published.source_id)
    texts = tuple(_former_text(item) for item in stored.get("texts").items())
    articles: dict[ArticleId, SavedArticle] = {}
    notes: dict[AnnotationId, SavedNote] = {}
    shown: list[Article] = []
    annotations: list[Annotation] = []
    for item in node.get("articles").items():
        article, saved = _article(item, issue.id)
        shown.append(article)
        articles[article.id] = saved
        for child in (*item.get("notes").items(), *item.get("stored").get("deleted_notes").items()):
            note, more = _note(child, article, texts)
            annotations.append(note)
            notes[note.id] = more
    return SavedIssue(
        detail=IssueDetail(
            issue=issue,
            sections=_sections(node, stored),
            articles=tuple(shown),
            annotations=tuple(annotations),
            warnings=tuple(_warning(item) for item in stored.get("warnings").items()),
            front_matter=node.get("front_matter").mapping(),
        ),
        path=stored.get("path").text(),
        published=published,
        corrected=corrected,
        options=_options(stored.get("options")),
        entry=_entry(stored.get("entry")),
        version=_version(stored),
        kept=Saved(_snapshot(stored.get("snapshot")), tuple(_image(item) for item in stored.get("images").items())),
        articles=articles,
        notes=notes,
        texts=texts,
    )


def _shown(node: _Node, source_id: SourceId) -> Issue:
    return Issue(
        id=IssueId(node.get("id").number(1)),
        source_id=source_id,
        source=node.get("source").text(),
        path=node.get("path").text_or_none(),
        title=node.get("title").text(),
        number=node.get("number").number_or_none(-_MOST),
        date=node.get("date").day_or_none(),
        dialect=node.get("dialect").one_of(Dialect),
        unread=0,
        total=0,
        added_at=node.get("added").time(),
    )


def _published(node: _Node) -> Published:
    source = node.get("source").number_or_none(1)
    return Published(
        title=node.get("title").text_or_none(),
        number=node.get("number").number_or_none(-_MOST),
        date=node.get("date").day_or_none(),
        source_id=None if source is None else SourceId(source),
    )


def _version(node: _Node) -> SavedVersion:
    try:
        data = base64.b64decode(node.get("bytes").text(), validate=True)
    except ValueError as error:
        raise DamagedError(f"{node.place}.bytes") from error
    return SavedVersion(data, node.get("imported").time())


def _snapshot(node: _Node) -> Fetched | None:
    if node.value is None:
        return None
    file = node.get("file").text_or_none()
    if file is not None and not _FILE.fullmatch(file):
        raise DamagedError(f"{node.place}.file")
    return Fetched(
        canonical=node.get("link").text(),
        url=node.get("url").text(),
        kind=node.get("kind").one_of(SnapshotKind),
        site=node.get("site").text(),
        author=node.get("author").text_or_none(),
        published=node.get("published").day_or_none(),
        file=file,
        size=node.get("size").number(),
        fetched_at=node.get("fetched").time(),
        place=node.get("place").number(),
        others=tuple(one.text() for one in node.get("others").items()),
    )


def _image(node: _Node) -> SavedImage:
    found = SavedImage(
        node.get("url").text(), node.get("sha256").text(), node.get("kind").text(), node.get("size").number()
    )
    if not _IMAGE.fullmatch(found.file):
        raise DamagedError(node.place)
    return found


def _former_text(node: _Node) -> SavedText:
    return SavedText(node.get("title").text(), node.get("text").text(), node.get("replaced").time())


def _sections(node: _Node, stored: _Node) -> tuple[Section, ...]:
    texts, places = node.get("sections").items(), stored.get("sections").items()
    if len(texts) != len(places):
        raise DamagedError(f"{stored.place}.sections")
    return tuple(
        Section(text.get("title").text(), text.get("description").text(), place.span(), own=place.get("own").flag())
        for text, place in zip(texts, places, strict=True)
    )


def _warning(node: _Node) -> ParseWarning:
    fields = {str(name): str(value) for name, value in node.get("fields").mapping().items()}
    warning = ParseWarning(node.get("template").text(), node.get("line").number(), fields)
    try:
        str(warning)
    except (ValueError, LookupError, AttributeError) as error:
        raise DamagedError(node.place) from error
    return warning


def _article(node: _Node, issue_id: IssueId) -> tuple[Article, SavedArticle]:
    stored = node.get("stored")
    urls, canonical = node.get("links").items(), stored.get("canonical").items()
    if len(urls) != len(canonical):
        raise DamagedError(f"{stored.place}.canonical")
    article = Article(
        id=ArticleId(node.get("id").number(1)),
        issue_id=issue_id,
        ordinal=stored.get("ordinal").number(),
        label=node.get("label").text(),
        title=node.get("title").text(),
        title_shown=stored.get("title_shown").flag(),
        section=stored.get("section").number_or_none(),
        section_title=node.get("section").text_or_none(),
        author=node.get("author").text_or_none(),
        handle=node.get("handle").text_or_none(),
        date=node.get("date").day_or_none(),
        links=tuple(
            Link(link.get("url").text(), full.text(), link.get("label").text())
            for link, full in zip(urls, canonical, strict=True)
        ),
        tags=_tags(node),
        note_count=0,
        read=node.get("read").flag(),
        starred=node.get("starred").flag(),
        later=node.get("later").flag(),
        downloaded=node.get("downloaded").value is not None,
        downloaded_title=stored.get("downloaded_title").text_or_none(),
        local_file=node.get("local_file").text_or_none(),
        text=node.get("text").text(),
        updated=node.get("updated").flag(),
        removed_at=node.get("removed").time_or_none(),
    )
    by_hand, by_page = stored.get("downloaded_by_hand").flag(), stored.get("downloaded_by_page").flag()
    return article, SavedArticle(stored.span(), by_hand, by_page)


def _tags(node: _Node) -> tuple[str, ...]:
    return tuple(tag for tag in (item.text().strip() for item in node.get("tags").items()) if tag)


def _note(node: _Node, article: Article, texts: Sequence[SavedText]) -> tuple[Annotation, SavedNote]:
    stored = node.get("stored")
    origin = stored.get("origin")
    selector = _selector(node)
    deleted = stored.get("deleted").time_or_none()
    note = Annotation(
        id=AnnotationId(node.get("id").number(1)),
        article_id=article.id,
        issue_id=article.issue_id,
        note=_text(node),
        placement=node.get("placement").one_of(Placement),
        color=node.get("color").one_of_or_none(Color),
        selector=selector,
        anchor=_anchor(node, selector, article.text or ""),
        tags=_tags(node),
        origin=None if origin.value is None else Origin(_text(origin), origin.get("ordinal").number_or_none()),
        conflict=node.get("conflict").flag(),
        deleted=deleted is not None,
        created_at=node.get("created").time(),
        updated_at=node.get("updated").time(),
        text_changed=stored.get("version").value is not None,
    )
    version = stored.get("version").number_or_none()
    if version is not None and version >= len(texts):
        raise DamagedError(f"{stored.place}.version")
    made = None if selector is None else _former(stored.get("made")) or selector
    start = stored.get("version_start").number_or_none()
    if made is None or version is None or start is None or not texts[version].text.startswith(made.exact, start):
        start = None
    saved = SavedNote(
        made=made,
        sought=None if selector is None else _former(stored.get("sought")),
        text=version,
        start=start,
        placed_by_file=stored.get("placed_by_file").flag(),
        deleted_at=deleted,
    )
    return note, saved


def _former(node: _Node) -> Selector | None:
    return None if node.value is None else Selector(start=0, end=0, **_quote(node))


def _text(node: _Node) -> NoteText:
    return NoteText(
        body=node.get("text").text(),
        level=node.get("level").text_or_none(),
        date=node.get("date").day_or_none(),
        status=node.get("status").one_of_or_none(Status),
    )


def _selector(node: _Node) -> Selector | None:
    if node.get("quote").value is None:
        return None
    span = node.span()
    return Selector(start=span.start, end=span.end, **(_quote(node, "quote")))


def _quote(node: _Node, exact: str = "exact") -> Mapping[str, str]:
    names = {"exact": exact, "prefix": "prefix", "suffix": "suffix"}
    return {name: node.get(given).text() for name, given in names.items()}


def _anchor(node: _Node, selector: Selector | None, text: str) -> AnchorState:
    """Return how the document says it stands; what does not stand where it says is detached."""
    state = node.get("anchor").one_of(AnchorState)
    if selector and text[selector.start : selector.end] != selector.exact:
        return AnchorState.DETACHED
    return state
