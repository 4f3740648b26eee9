"""Importing issues and looking at them."""

import hashlib
import os.path
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as calendar_date
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from mine_reader.errors import InputError, LibraryError, MineReaderError, WorkerError
from mine_reader.model import (
    AnchorState,
    Article,
    Change,
    DecodedSource,
    Imported,
    ImportOutcome,
    ImportReport,
    Issue,
    IssueDetail,
    IssueId,
    IssuePage,
    Outline,
    Overview,
    PartKind,
    RenderedPart,
    Skipped,
    Source,
    SourceId,
    SourceKind,
    SplitOptions,
    TagCount,
)
from mine_reader.services.finding import MOST_BYTES, Found, Origin, find_files
from mine_reader.services.preparing import Preparer, RenderCache, cleaned
from mine_reader.services.shelf import shelf_folder
from mine_reader.store import (
    Connection,
    Day,
    Store,
    StoredIssue,
    annotations,
    clean,
    content,
    entries,
    feeds,
    lists,
    pages,
    queries,
    stamp,
    state,
)

if TYPE_CHECKING:
    from mine_reader.services.importing import Prepared

__all__ = ["Library", "Preparer", "Progress"]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it was read and prepared, and what the library held; `decoded` is None when it held just that."""

    found: Found
    data: bytes
    sha256: str
    known: StoredIssue | None
    decoded: DecodedSource | None = None
    prepared: "Prepared | None" = None


Progress = Callable[[int, int, str], bool]
"""done, total, name of what is next → whether to go on (False cancels; what is done stays)."""

Clock = Callable[[], datetime]
"""The local time, aware of its zone."""


class Library:
    """Issues and sources."""

    def __init__(
        self,
        store: Store,
        preparer: Preparer,
        cache: RenderCache,
        clock: Clock,
        *,
        updated_unread: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store = store
        self._preparer = preparer
        self._cache = cache
        self._clock = clock
        self._updated_unread = updated_unread

    def import_paths(
        self, paths: Iterable[Path], *, source: str | None = None, progress: Progress | None = None
    ) -> ImportReport:
        """Import files and folders; one bad file never stops the others. Slow: not on the UI thread.

        A library that cannot take more (a full disk) is said in the report, with what was done before.
        """
        from mine_reader.services import feed_lists, restoring  # noqa: PLC0415 - no start needs it

        if source is not None:
            source = _wanted(source, "The name of a source")
        given = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 - Path.resolve follows links
        others = (*restoring.SUFFIXES, *feed_lists.SUFFIXES)
        exports = [path for path in given if path.suffix.lower() in others and path.is_file()]
        found, skipped = find_files((path for path in given if path not in exports), source)
        report = self._import_found(found, progress)
        imported, failed, stopped = list(report.imported), [*skipped, *report.skipped], report.stopped
        added: list[SourceId] = []
        for path in exports if stopped is None else ():
            if path.suffix.lower() in feed_lists.SUFFIXES:
                report = feed_lists.import_opml(self._store, path)
            else:
                report = restoring.import_json(self._store, path, self._now())
            imported += report.imported
            failed += report.skipped
            added += report.feeds
            stopped = report.stopped or stopped
        return ImportReport(tuple(imported), tuple(failed), stopped, tuple(added))

    def import_of_folder(
        self, folder: Path, files: Iterable[Path], *, progress: Progress | None = None
    ) -> ImportReport:
        """Import files of a folder that is a source. Slow: not on the UI thread."""
        origin = Origin(SourceKind.FOLDER, folder.name or str(folder), str(folder))
        found = [Found(file, origin, file.relative_to(folder).as_posix()) for file in files]
        return self._import_found(found, progress)

    def _import_found(self, found: Sequence[Found], progress: Progress | None) -> ImportReport:
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - no start needs it

        imported: list[Imported] = []
        failed: list[Skipped] = []
        stopped: LibraryError | None = None
        with ThreadPoolExecutor(1, "import") as ahead:
            looked = None
            for done, item in enumerate(found):
                if progress is not None and not progress(done, len(found), item.file.name):
                    break
                try:
                    seen = self._look(item) if looked is None else looked.result()
                    # While one file is written, the next one is prepared.
                    looked = ahead.submit(self._look, found[done + 1]) if done + 1 < len(found) else None
                    result = seen if isinstance(seen, Skipped) else self._take(seen)
                except LibraryError as error:
                    stopped = error
                    break
                if isinstance(result, Imported):
                    imported.append(result)
                else:
                    failed.append(result)
        return ImportReport(tuple(imported), tuple(failed), stopped)

    def _look(self, found: Found) -> _Seen | Skipped:
        """Read and prepare a file; nothing of it is written."""
        name = str(found.file)
        try:
            if clean(name) != name:
                return Skipped(clean(name), "its name is not valid text")
            if found.file.stat().st_size > MOST_BYTES:
                return Skipped(name, "it is larger than 50 MB")
            return self._look_into(found, found.file.read_bytes())
        except OSError as error:
            return Skipped(name, "it cannot be read: {error}", {"error": error.strerror or str(error)})
        except LibraryError:
            raise
        except InputError as error:
            return Skipped(name, str(error.fields.get("reason", error)).replace("{", "{{").replace("}", "}}"))
        except WorkerError:
            return Skipped(name, "it could not be prepared in time")
        except MineReaderError as error:
            return Skipped(name, type(error).template, {key: str(value) for key, value in error.fields.items()})

    def _look_into(self, found: Found, data: bytes) -> _Seen:
        from mine_reader.text import decode  # noqa: PLC0415 - no start needs it

        sha256 = hashlib.sha256(data).hexdigest()
        with self._store.read() as db:
            known = _find(db, found, sha256)
            stays = known is not None and _stays(db, known, found)
        if known is not None and known.sha256 == sha256 and not known.deleted and stays:
            return _Seen(found, data, sha256, known)
        decoded = decode(data)
        options = known.options if known is not None else self._options_of(found.origin)
        path = known.path if known is not None and stays else found.path
        prepared = None
        if known is not None and known.sha256 != sha256 and not self._cache.holds(known.sha256, known.options):
            # What a newer renderer makes differently is no news.
            self._render_again(known)
        if known is None or (known.sha256, known.path) != (sha256, path):
            prepared = self._prepare(decoded, path, options, sha256)
        return _Seen(found, data, sha256, known, decoded, prepared)

    def _take(self, seen: _Seen) -> Imported | Skipped:
        """Write what was looked at, unless that is so already."""
        found, known, decoded = seen.found, seen.known, seen.decoded
        if known is not None and decoded is None:
            return Imported(known.id, str(found.file), ImportOutcome.UNCHANGED)
        with self._store.write() as db:
            if decoded is not None and _find(db, found, seen.sha256) == known:
                issue_id = self._place(db, found, known)
                if known is None or known.sha256 != seen.sha256:
                    content.set_version(db, issue_id, decoded, seen.data, seen.sha256, now=self._now())
                anchors: Mapping[AnchorState, int] = {}
                if seen.prepared is not None:
                    same_source = known is not None and known.sha256 == seen.sha256
                    unread = self._updated_unread()
                    anchors = _write_issue(
                        db, issue_id, seen.prepared, now=self._now(), same_source=same_source, updated_unread=unread
                    )
                outcome = _outcome(known, seen.sha256)
                return Imported(issue_id, str(found.file), outcome, anchors if outcome is ImportOutcome.CHANGED else {})
        # The same text came from another file, or another process imported this one meanwhile.
        again = self._look(found)
        return again if isinstance(again, Skipped) else self._take(again)

    def _options_of(self, origin: Origin) -> SplitOptions:
        with self._store.read() as db:
            source_id = _source_of(db, origin)
            return SplitOptions() if source_id is None else content.source_options(db, source_id)

    def _place(self, db: Connection, found: Found, known: StoredIssue | None) -> IssueId:
        stays = known is not None and _stays(db, known, found)
        source_id = known.source_id if known is not None and stays else _source_of(db, found.origin)
        if source_id is None:
            source_id = content.add_source(db, found.origin.kind, clean(found.origin.name), found.origin.folder)
        content.revive_source(db, source_id)
        if found.origin.kind is SourceKind.FOLDER:
            content.set_source_kind(db, source_id, SourceKind.FOLDER)
        if known is None:
            return content.add_issue(db, source_id, found.path, str(found.file), self._now())
        content.set_issue_place(db, known.id, source_id, known.path if stays else found.path, str(found.file))
        return known.id

    def _prepare(self, decoded: DecodedSource, name: str, options: SplitOptions, sha256: str) -> "Prepared":
        from mine_reader.services.importing import Prepared  # noqa: PLC0415 - no start needs it

        issue, parts = self._preparer.prepare(decoded.text, name, options)
        parts = cleaned(parts)
        self._cache.put(sha256, options, parts)
        return Prepared(issue, parts)

    def _now(self) -> str:
        return stamp(self._clock())

    def import_welcome(self, text: str, name: str) -> IssueId | None:
        """Put the welcome issue into an empty library; None if it is not empty."""
        with self._store.read() as db:
            if not content.is_empty(db):
                return None
        data = text.encode()
        sha256 = hashlib.sha256(data).hexdigest()
        prepared = self._prepare(DecodedSource(text, "utf-8"), name, SplitOptions(), sha256)
        with self._store.write() as db:
            if not content.is_empty(db):
                return None
            source_id = content.add_source(db, SourceKind.FILES, "MineReader", None)
            issue_id = content.add_issue(db, source_id, name, None, self._now())
            content.set_version(db, issue_id, DecodedSource(text, "utf-8"), data, sha256, now=self._now())
            _write_issue(db, issue_id, prepared, now=self._now())
        return issue_id

    def outline(self, today: str | None = None) -> Outline:
        """Return everything the sidebar shows; `today` is the local date (ISO), None for the clock's."""
        with self._store.read() as db:
            notes, todos = lists.note_counts(db)
            return Outline(
                views=lists.view_counts(db, self._day(today)),
                sources=queries.sources(db),
                issues=queries.issues(db),
                tags=queries.tag_counts(db),
                notes=notes,
                todos=todos,
            )

    def overview(self, today: str | None = None) -> Overview:
        """Return what the sidebar shows at once, however large the library is; `today` as for `outline`."""
        with self._store.read() as db:
            notes, todos = lists.note_counts(db)
            return Overview(
                lists.view_counts(db, self._day(today)), queries.sources(db), lists.shelves(db), notes, todos
            )

    def _day(self, today: str | None) -> Day:
        now = self._clock()
        return Day.of(today or now.date().isoformat(), now.tzinfo)

    def shelf(self, source_id: SourceId, year: str) -> tuple[Issue, ...]:
        """Return the issues of a source in a year ("": without a date), newest first."""
        with self._store.read() as db:
            return lists.shelf_issues(db, (source_id, year))

    def shelves_with(self, text: str, limit: int) -> tuple[tuple[SourceId, str], ...]:
        """Return the sources and years that have issues with a text in their titles, at most `limit`."""
        with self._store.read() as db:
            return lists.shelves_with(db, text, limit)

    def tags(self) -> tuple[TagCount, ...]:
        """Return every tag that is in use and every tag above one, by name; takes its time where many are."""
        with self._store.read() as db:
            return queries.tag_counts(db)

    def issue(self, issue_id: IssueId) -> Issue:
        """Return an issue; NotFoundError."""
        with self._store.read() as db:
            return queries.issue(db, issue_id)

    def issue_at(self, path: Path) -> Issue | None:
        """Return the issue that came from a file."""
        with self._store.read() as db:
            found = [one.id for one in content.find_issues(db, file=str(path)) if not one.deleted]
            return queries.issue(db, found[0]) if found else None

    def detail(self, issue_id: IssueId) -> IssueDetail:
        """Return an issue with its articles' texts and its annotations; NotFoundError."""
        self.settle(issue_id)
        with self._store.read() as db:
            return IssueDetail(
                issue=queries.issue(db, issue_id),
                sections=queries.sections(db, issue_id),
                articles=queries.articles_of(db, issue_id),
                annotations=annotations.of_issue(db, issue_id),
                warnings=content.warnings(db, issue_id),
                front_matter=content.front_matter(db, issue_id),
            )

    def settle(self, issue_id: IssueId) -> None:
        """Make the texts of an entry of a feed those of its page; NotFoundError. Slow the first time."""
        self.issue(issue_id)
        with self._store.read() as db:
            stored = content.stored_issue(db, issue_id)
        if stored.rough:
            self._render_again(stored)

    def page(self, issue_id: IssueId) -> IssuePage:
        """Return what the reader shows, rendering it if no cached rendering fits. Slow: not on the UI thread."""
        page, stored = self._page(issue_id)
        parts = None if stored.rough else self._cache.get(stored.sha256, stored.options)
        if parts is None:
            parts = self._render_again(stored)
            page, _ = self._page(issue_id)
        gone = page.articles[sum(part.kind is PartKind.ARTICLE for part in parts) :]
        return replace(page, parts=(*parts, *map(_removed_part, gone)))

    def _page(self, issue_id: IssueId) -> tuple[IssuePage, StoredIssue]:
        with self._store.read() as db:
            issue, stored = queries.issue(db, issue_id), content.stored_issue(db, issue_id)
            return IssuePage(
                issue=issue,
                sections=queries.sections(db, issue_id),
                articles=queries.articles_of(db, issue_id),
                parts=(),
                beside=pages.beside(db, issue_id, str(shelf_folder(self._store.path).absolute())),
            ), stored

    def _render_again(self, stored: StoredIssue) -> tuple[RenderedPart, ...]:
        """Render from the source; texts that a newer renderer makes differently take their annotations along."""
        with self._store.read() as db:
            decoded = content.source_text(db, stored.id)
            texts = [item.text for item in content.stored_articles(db, stored.id) if not item.removed]
        prepared = self._prepare(decoded, stored.name, stored.options, stored.sha256)
        if (stored.rough or prepared.texts() != texts) and not self._store.read_only:
            with self._store.write() as db:
                _write_issue(db, stored.id, prepared, now=self._now(), same_source=True)
                entries.set_exact(db, stored.id)
        return prepared.parts

    def correct(
        self,
        issue_id: IssueId,
        *,
        title: str | None = None,
        number: str | None = None,
        date: str | None = None,
        source: str | None = None,
    ) -> Change:
        """Set the user's own title, number, date or source; "" takes a correction back. Undoable."""
        values: dict[str, str | int | None] = {}
        if title is not None:
            values["own_title"] = clean(title).strip() or None
        if number is not None:
            values["own_number"] = _number(number)
        if date is not None:
            values["own_date"] = _date(date)
        self.issue(issue_id)
        with self._store.write("Correct an issue") as db:
            for column, value in values.items():
                state.correct(db, issue_id, column, value)
            if source is not None:
                state.correct(db, issue_id, "own_source_id", _named_source(db, clean(source).strip()))
        return Change(issues=(issue_id,), structure=True)

    def set_options(self, source_id: SourceId, options: SplitOptions) -> Change:
        """Settle how issues of a source are split, and split those that are there again. Slow."""
        self.source(source_id)
        with self._store.write() as db:
            content.set_source_options(db, source_id, options)
            issues = [item for item in content.find_issues(db, source_id=source_id) if item.options == options]
        for stored in issues:
            self._split_again(stored, options)
        return Change(issues=tuple(item.id for item in issues), structure=True)

    def options(self, issue_id: IssueId) -> SplitOptions:
        """Return how an issue is split, its repairs included; NotFoundError."""
        self.issue(issue_id)
        with self._store.read() as db:
            return content.stored_issue(db, issue_id).options

    def repair(self, issue_id: IssueId, options: SplitOptions) -> Change:
        """Settle how one issue is split, and split it again. Slow. Undoable."""
        self.issue(issue_id)
        with self._store.read() as db:
            stored = content.stored_issue(db, issue_id)
        self._split_again(stored, options, act="Split an issue anew")
        return Change(issues=(issue_id,), structure=True)

    def _split_again(self, stored: StoredIssue, options: SplitOptions, act: str = "") -> None:
        with self._store.read() as db:
            decoded = content.source_text(db, stored.id)
        prepared = self._prepare(decoded, stored.name, options, stored.sha256)
        with self._store.write(act) as db:
            if act:
                content.set_issue_options(db, stored.id, options)
            _write_issue(db, stored.id, prepared, now=self._now(), same_source=True)

    def edit_source(
        self, source_id: SourceId, *, name: str | None = None, group: str | None = None, position: int | None = None
    ) -> Change:
        """Rename, group or reorder a source. Undoable."""
        self.source(source_id)
        if name is not None:
            name = _wanted(name, "The name of a source")
        folder = None if group is None else clean(group).strip()
        with self._store.write("Edit a source") as db:
            state.edit_source(db, source_id, name=name, folder=folder, position=position)
        return Change(structure=True)

    def source(self, source_id: SourceId) -> Source:
        """Return a source; NotFoundError."""
        with self._store.read() as db:
            return queries.source(db, source_id)

    def delete_issue(self, issue_id: IssueId) -> Change:
        """Take an issue out of the library. Undoable."""
        self.issue(issue_id)
        with self._store.write("Delete an issue") as db:
            state.delete(db, "issue", issue_id, self._now())
            articles = pages.unmark(db, pages.mentioning(db, [issue_id]))
        return Change(articles=articles, issues=(issue_id,), structure=True)

    def delete_source(self, source_id: SourceId) -> Change:
        """Take a source and its issues out of the library; of a feed, what is the reader's stays. Undoable."""
        kind = self.source(source_id).kind
        with self._store.write("Delete a source") as db:
            if kind is SourceKind.FEED:
                feeds.remove(db, source_id, self._now())
            else:
                state.delete(db, "source", source_id, self._now())
            saved = content.find_issues(db, source_id=source_id) if kind is SourceKind.PAGES else ()
            articles = pages.unmark(db, pages.mentioning(db, [issue.id for issue in saved]))
        return Change(articles=articles, structure=True)


def _write_issue(
    db: Connection,
    issue_id: IssueId,
    prepared: "Prepared",
    *,
    now: str,
    same_source: bool = False,
    updated_unread: bool = False,
) -> Mapping[AnchorState, int]:
    from mine_reader.services.importing import write_issue  # noqa: PLC0415 - no start needs it

    return write_issue(db, issue_id, prepared, now=now, same_source=same_source, updated_unread=updated_unread)


def _find(db: Connection, found: Found, sha256: str) -> StoredIssue | None:
    """Return the issue that a file is: the same file, the same path in its source, or one that moved here."""
    source_id = _source_of(db, found.origin)
    same_file = content.find_issues(db, file=str(found.file))
    same_path = () if source_id is None else content.find_issues(db, path=(source_id, found.path))
    moved = (
        item
        for item in content.find_issues(db, sha256=sha256)
        if item.file is not None and not Path(item.file).exists()
    )
    if found.origin.folder is None:
        # In a source that was named, a path is an identity, wherever the file lies.
        there = tuple(item for item in same_file if item.source_id == source_id)
        return next(iter((*there, *same_path, *same_file, *moved)), None)
    return next(iter((*same_file, *same_path, *moved)), None)


def _outcome(known: StoredIssue | None, sha256: str) -> ImportOutcome:
    if known is None or known.deleted:
        return ImportOutcome.NEW
    return ImportOutcome.UNCHANGED if known.sha256 == sha256 else ImportOutcome.CHANGED


def _stays(db: Connection, known: StoredIssue, found: Found) -> bool:
    """Return whether an issue keeps its source and path: its file is where it was, and no other source was named."""
    named_other = found.origin.folder is None and _source_of(db, found.origin) != known.source_id
    return known.file == str(found.file) and not named_other


def _source_of(db: Connection, origin: Origin) -> SourceId | None:
    if origin.folder is None:
        return content.source_by_name(db, clean(origin.name))
    return content.source_by_path(db, origin.folder)


def _named_source(db: Connection, name: str) -> SourceId | None:
    if not name:
        return None
    found = content.source_by_name(db, name)
    if found is None:
        return content.add_source(db, SourceKind.FILES, name, None)
    content.revive_source(db, found)
    return found


def _wanted(text: str, what: str) -> str:
    text = clean(text).strip()
    if not text:
        raise InputError(what=what, reason="it is empty")
    return text


def _number(text: str) -> int | None:
    text = clean(text).strip()
    if not text:
        return None
    if not (text.isdecimal() and len(text) <= 9):
        raise InputError(what=text, reason="an issue's number has digits only, at most nine")
    return int(text)


def _date(text: str) -> str | None:
    text = clean(text).strip()
    if not text:
        return None
    try:
        return calendar_date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(what=text, reason="a date is written like 2023-12-09") from error


def _removed_part(article: Article) -> RenderedPart:
    """Show an article that is gone from its file by what the library kept of it."""
    text = article.text or ""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n\n") if line.strip())
    return RenderedPart(
        PartKind.ARTICLE,
        article.ordinal,
        title_html=escape(article.title),
        body_html=paragraphs.replace("\n", "<br>"),
        text=text,
        plain=True,
    )
