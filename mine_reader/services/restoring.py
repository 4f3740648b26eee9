"""JSON into the library: issues with their bytes, marks, tags, notes and corrections; or annotations alone."""

import hashlib
from pathlib import Path

from mine_reader.errors import InputError, LibraryError
from mine_reader.export.loading import Damaged, is_library, load_issues, load_searches, load_sources, read_json
from mine_reader.export.web_annotation import is_annotations
from mine_reader.model import DecodedSource, Imported, ImportOutcome, ImportReport, Skipped, Source, SourceId
from mine_reader.model.saved import SavedIssue
from mine_reader.services.foreign_notes import import_annotations
from mine_reader.services.merging import merge_issue
from mine_reader.store import Connection, Store, StoredIssue, content, feeds, saved_searches, transfer

SUFFIXES = (".json", ".jsonld")


def import_json(store: Store, path: Path, now: str) -> ImportReport:
    """Import the issues of a JSON export, each whole or not at all; or annotations in the W3C's format.

    To an issue that is here already, what it misses is added. Into an empty library the ids come along.
    """
    try:
        document = read_json(path.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        return ImportReport((), (Skipped(str(path), "it cannot be read: {error}", {"error": reason}),))
    except ValueError:
        return ImportReport((), (Skipped(str(path), "it is not valid JSON"),))
    if is_library(document):
        return _Import(store, path, document, now).run()
    if is_annotations(document):
        try:
            return import_annotations(store, path, document, now)
        except LibraryError as error:
            return ImportReport((), (), error)
    return ImportReport((), (Skipped(str(path), "it holds neither issues nor annotations"),))


class _Import:
    def __init__(self, store: Store, path: Path, document: object, now: str) -> None:
        self._store = store
        self._path = str(path)
        self._document = document
        self._now = now
        self._sources = load_sources(document)
        self._made: dict[SourceId, SourceId] = {}
        with store.read() as db:
            self._keep_ids = transfer.keeps_ids(db)

    def run(self) -> ImportReport:
        imported: list[Imported] = []
        skipped: list[Skipped] = []
        for saved in load_issues(self._document):
            try:
                result = self._damaged(saved) if isinstance(saved, Damaged) else self._add(saved)
            except LibraryError as error:
                return ImportReport(tuple(imported), tuple(skipped), error)
            if isinstance(result, Imported):
                imported.append(result)
            else:
                skipped.append(result)
        try:
            self._add_feeds()
            self._add_searches()
        except LibraryError as error:
            return ImportReport(tuple(imported), tuple(skipped), error)
        return ImportReport(tuple(imported), tuple(skipped))

    def _damaged(self, issue: Damaged) -> Skipped:
        if issue.place.endswith("].stored"):
            # An export of a tag.
            return Skipped(self._path, "it holds only a part of its issue “{title}”", {"title": issue.title})
        fields = {"title": issue.title, "place": issue.place}
        return Skipped(self._path, "its issue “{title}” is damaged at “{place}”", fields)

    def _add(self, saved: SavedIssue) -> Imported | Skipped:
        from mine_reader.text import decode  # noqa: PLC0415 - no start needs it

        title = saved.detail.issue.title
        needed = {saved.published.source_id, saved.corrected.source_id} - {None}
        if needed - self._sources.keys():
            return self._damaged(Damaged(title, "sources"))
        try:
            decoded = decode(saved.version.data)
        except InputError:
            return self._damaged(Damaged(title, "stored.bytes"))
        with self._store.write() as db:
            return self._place(db, saved, decoded)

    def _place(self, db: Connection, saved: SavedIssue, decoded: DecodedSource) -> Imported | Skipped:
        sources = {
            source_id: self._source(db, self._sources[source_id])
            for source_id in (saved.published.source_id, saved.corrected.source_id)
            if source_id is not None
        }
        source_id = sources[saved.published.source_id or SourceId(0)]
        known = next(iter(content.find_issues(db, path=(source_id, saved.path))), None)
        if known is not None and not known.deleted:
            return self._merge(db, known, saved)
        for place in sources.values():
            content.revive_source(db, place)
        if known is not None:
            transfer.drop_issue(db, known.id)
        issue_id = transfer.add_issue(db, saved, sources, decoded, keep_ids=self._keep_ids)
        return Imported(issue_id, self._path, ImportOutcome.NEW)

    def _merge(self, db: Connection, known: StoredIssue, saved: SavedIssue) -> Imported | Skipped:
        title = saved.detail.issue.title
        if known.sha256 != hashlib.sha256(saved.version.data).hexdigest():
            template = "another version of its issue “{title}” is in the library already"
            return Skipped(self._path, template, {"title": title})
        merged = merge_issue(db, known.id, saved, self._now)
        if merged.left_out:
            template = "its issue “{title}” is split otherwise here, so that {count} of its notes were left out"
            return Skipped(self._path, template, {"title": title, "count": str(merged.left_out)})
        return Imported(known.id, self._path, ImportOutcome.CHANGED if merged.changed else ImportOutcome.UNCHANGED)

    def _source(self, db: Connection, source: Source) -> SourceId:
        """Return the source that is the same here: of the same folder, else of the same name; made if there is none."""
        found = self._same(db, source)
        if found is None or (found in self._made.values() and source.id not in self._made):
            found = self._made.get(source.id) or transfer.add_source(db, source, keep_id=self._keep_ids)
            self._made[source.id] = found
        return self._made.get(source.id, found)

    def _same(self, db: Connection, source: Source) -> SourceId | None:
        if source.feed is not None:
            return feeds.addresses(db).get(source.feed.url)
        return content.source_by_path(db, source.path) if source.path else content.source_by_name(db, source.name)

    def _add_feeds(self) -> None:
        """Add the feeds and watched folders that have no issues yet."""
        with self._store.write() as db:
            for source in self._sources.values():
                if (source.feed is not None or source.watched) and self._same(db, source) is None:
                    self._source(db, source)

    def _add_searches(self) -> None:
        """Keep the searches that are not kept here."""
        with self._store.write() as db:
            known = {(one.name, one.search) for one in saved_searches.all_searches(db)}
            for name, search in load_searches(self._document):
                if (name, search) not in known:
                    saved_searches.add(db, name, search)
