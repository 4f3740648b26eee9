"""Saved pages and files: kept as issues of one source, so that everything an issue has they have, too."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from mine_reader.errors import PagePoorerError
from mine_reader.model import (
    Article,
    ArticleId,
    Change,
    DecodedSource,
    Dialect,
    IssueId,
    ParsedPage,
    SourceId,
    SplitOptions,
)
from mine_reader.model.downloads import Wish
from mine_reader.model.pages import Fetched, LinkState, SavedImage, Snapshot, Usage
from mine_reader.services.preparing import Preparer, RenderCache, cleaned
from mine_reader.services.shelf import Shelf
from mine_reader.store import Connection, Store, StoredIssue, clean, content, pages, stamp, state

if TYPE_CHECKING:
    from mine_reader.services.importing import Prepared

OPTIONS = SplitOptions(dialect=Dialect.ONE)


@dataclass(frozen=True, slots=True)
class Find:
    """What was fetched for a link: the page it reads as, what to say of it, its images."""

    page: ParsedPage
    fetched: Fetched
    images: Sequence[SavedImage] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A snapshot; `renewed`: its text took the place of another one."""

    snapshot: Snapshot
    renewed: bool = False


class Pages:
    """What is known of links, and what is kept of them."""

    def __init__(
        self, store: Store, preparer: Preparer, cache: RenderCache, clock: Callable[[], datetime], shelf: Shelf
    ) -> None:
        self._store = store
        self._preparer = preparer
        self._cache = cache
        self._clock = clock
        self.shelf = shelf

    @staticmethod
    def wishes(articles: Iterable[Article], *, all_links: bool = False) -> tuple[Wish, ...]:
        """Return what there is to download of articles: the first link of each, or all."""
        return tuple(
            Wish(link.url, article.id)
            for article in articles
            for link in (article.links if all_links else article.links[:1])
        )

    # What is known

    def link(self, url: str) -> LinkState:
        """Return what is known of a link."""
        from mine_reader.text.links import canonical_url  # noqa: PLC0415 - no start needs it

        canonical = canonical_url(url)
        with self._store.read() as db:
            found, failure = pages.snapshots(db, [canonical]), pages.failure(db, canonical)
            error, fields = failure or (None, {})
            return LinkState(canonical, found.get(canonical), pages.mentions(db, canonical), error, fields)

    def snapshots(self, canonical: Iterable[str]) -> Mapping[str, Snapshot]:
        """Return the snapshots of these canonical links, by link."""
        with self._store.read() as db:
            return pages.snapshots(db, canonical)

    def snapshot(self, issue_id: IssueId) -> Snapshot | None:
        """Return the snapshot that an issue is, None for an issue of another kind."""
        with self._store.read() as db:
            return pages.snapshot_of(db, issue_id)

    def file(self, snapshot: Snapshot) -> Path | None:
        """Return the file of a snapshot, None if it has none or it is gone."""
        return self.shelf.path(snapshot.file) if snapshot.file else None

    @staticmethod
    def can_be_viewed(path: Path) -> bool:
        """Return whether the system's viewer may open a file: it is of a kind that cannot run anything."""
        from mine_reader.services.page_text import VIEWED  # noqa: PLC0415 - no start needs it

        return path.suffix.lower() in VIEWED

    def images(self, issue_id: IssueId) -> Mapping[str, Path]:
        """Return where the saved images of an issue lie, by their addresses."""
        with self._store.read() as db:
            found = pages.images_of(db, issue_id)
        return {url: self.shelf.folder / image.file for url, image in found.items()}

    def saved_images(self, urls: Iterable[str]) -> dict[str, SavedImage]:
        """Return those of these images that are saved and there, by address."""
        with self._store.read() as db:
            found = pages.images(db, urls)
        return {url: image for url, image in found.items() if self.shelf.path(image.file)}

    def keep_images(self, issue_id: IssueId, images: Sequence[SavedImage]) -> None:
        """Keep that an issue shows these images."""
        with self._store.write() as db:
            pages.put_images(db, issue_id, images, self._now())

    # Keeping

    def keep(self, find: Find, url: str, articles: Sequence[ArticleId] = (), *, force: bool = False) -> Kept:
        """Keep a page as a new version of the link's snapshot; PagePoorerError unless `force`. Slow.

        The annotations follow as those of an issue do. The articles are marked as downloaded.
        """
        from mine_reader.services.page_text import is_poorer, page_markdown  # noqa: PLC0415 - no start needs it
        from mine_reader.text.links import canonical_url  # noqa: PLC0415 - no start needs it

        text = clean(page_markdown(find.page, url))
        data, canonical = text.encode(), clean(find.fetched.canonical)
        final = canonical_url(find.fetched.url)
        sha256 = hashlib.sha256(data).hexdigest()
        from mine_reader.services.importing import write_issue  # noqa: PLC0415 - no start needs it

        prepared = self._prepared(text, canonical, sha256)
        with self._store.write() as db:
            source_id = pages.source(db, OPTIONS)
            known = self._known(db, source_id, canonical, final)
            if known is not None and not known.deleted and not force:
                self._require_as_rich(db, known, find, lambda old: is_poorer(" ".join(prepared.texts()), old))
            now = self._now()
            if known is None:
                issue_id = content.add_issue(db, source_id, canonical, None, now)
            else:
                issue_id = known.id
                content.set_issue_place(db, issue_id, source_id, known.path, None)
            if known is None or known.sha256 != sha256:
                content.set_version(db, issue_id, DecodedSource(text, "utf-8"), data, sha256, now=now)
                write_issue(db, issue_id, prepared, now=now)
                pages.drop_images(db, issue_id)
            old = pages.snapshot_of(db, issue_id)
            fetched = find.fetched if old is None else replace(find.fetched, canonical=old.canonical, place=old.place)
            pages.put_snapshot(db, issue_id, replace(fetched, others=(canonical, final)))
            pages.put_images(db, issue_id, find.images, now)
            pages.forget_images(db)
            pages.mark_downloaded(db, [*articles, *pages.first_mentions(db, issue_id)], prepared.issue.title)
            pages.leave_queue(db, [canonical])
        found = self.snapshot(issue_id)
        assert found is not None  # noqa: S101 - it was written above
        return Kept(found, renewed=known is not None and known.sha256 != sha256)

    def _prepared(self, text: str, name: str, sha256: str) -> "Prepared":
        from mine_reader.services.importing import Prepared  # noqa: PLC0415 - no start needs it

        issue, parts = self._preparer.prepare(text, name, OPTIONS)
        parts = cleaned(parts)
        self._cache.put(sha256, OPTIONS, parts)
        return Prepared(issue, parts)

    @staticmethod
    def _known(db: Connection, source_id: SourceId, canonical: str, final: str) -> StoredIssue | None:
        """Return the issue that keeps a link, or else what the link leads to; also a deleted one."""
        for link in (canonical, final):
            issue_id = pages.issue_of(db, link)
            if issue_id is not None:
                return content.stored_issue(db, issue_id)
        return next(iter(content.find_issues(db, path=(source_id, canonical))), None)

    @staticmethod
    def _require_as_rich(db: Connection, known: StoredIssue, find: Find, poorer: Callable[[str], bool]) -> None:
        """Raise PagePoorerError when the snapshot holds something else than before, or much less."""
        old = pages.snapshot_of(db, known.id)
        if old is None:
            return
        text = " ".join(article.text for article in content.stored_articles(db, known.id) if not article.removed)
        if old.kind is not find.fetched.kind or poorer(text):
            raise PagePoorerError(url=find.fetched.url)

    def mark(self, canonical: str, articles: Sequence[ArticleId], *, final: str | None = None) -> Snapshot | None:
        """Mark articles as downloaded when their link, or what it leads to (`final`), is saved; return the snapshot."""
        with self._store.write() as db:
            wanted = clean(canonical if final is None else final)
            found = pages.snapshots(db, [wanted]).get(wanted)
            if found is not None:
                pages.put_links(db, found.issue_id, [canonical])
                pages.mark_downloaded(db, [*articles, *pages.first_mentions(db, found.issue_id)], found.title)
                pages.leave_queue(db, [canonical])
        return found

    def keep_place(self, issue_id: IssueId, place: int) -> None:
        """Keep how far a saved page was read."""
        with self._store.write() as db:
            pages.set_place(db, issue_id, place)

    # Room

    def usage(self) -> Usage:
        """Return how much saved pages take."""
        with self._store.read() as db:
            return pages.usage(db)

    def unwanted(self, days: int) -> tuple[tuple[IssueId, ...], Usage]:
        """Return the pages saved more than so many days ago that are not starred, kept for later, tagged or annotated.

        And how much they take.
        """
        with self._store.read() as db:
            found = pages.unwanted(db, stamp(self._clock() - timedelta(days=days)))
            return found, pages.usage(db, found)

    def remove(self, ids: Sequence[IssueId]) -> Change:
        """Remove saved pages for good, with what nothing else shows. Not undoable: ask first."""
        from mine_reader.store import transfer  # noqa: PLC0415 - no start needs it

        with self._store.write() as db:
            mentioning = pages.mentioning(db, ids)
            for issue_id in ids:
                transfer.drop_issue(db, issue_id)
            pages.forget_images(db)
            articles = pages.unmark(db, mentioning)
            issues = state.issues_of(db, articles)
        self.sweep()
        return Change(articles=articles, issues=issues, structure=True)

    def sweep(self, *, settled: float = 3600) -> int:
        """Remove files that the library does not know, left by a program that was killed; return their bytes."""
        with self._store.read() as db:
            known = pages.files(db)
        return self.shelf.sweep(known, settled=settled)

    def _now(self) -> str:
        return stamp(self._clock())
