"""What exports need of the library beyond what is shown."""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from mine_reader.model import AnnotationId, DecodedSource, IssueId, Source
from mine_reader.model.saved import SavedIssue
from mine_reader.model.searching import SavedSearch
from mine_reader.services.exporting import IssueSource
from mine_reader.services.importing import Prepared, write_issue
from mine_reader.services.preparing import Preparer, RenderCache, cleaned
from mine_reader.store import Store, annotations, content, exports, feeds, queries, saved_searches, stamp, transfer


class StoredLedger:
    """Keeps in the library what exports wrote; one that cannot be written knows nothing new."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def written(self, path: Path) -> frozenset[str]:
        """Return the hashes of what may have been written there."""
        with self._store.read() as db:
            return exports.written(db, str(path))

    def under(self, folder: Path) -> tuple[Path, ...]:
        """Return the files below a folder that were written."""
        with self._store.read() as db:
            return tuple(Path(path) for path in exports.under(db, os.path.join(folder, "")))  # noqa: PTH118 - it ends the name

    def record(self, path: Path, hashes: frozenset[str]) -> None:
        """Set what a file is or is about to be."""
        if self._store.read_only:
            return
        with self._store.write() as db:
            exports.record(db, str(path), hashes)


class StoredSources:
    """What an inline export reads, and what it leaves behind."""

    def __init__(self, store: Store, preparer: Preparer, cache: RenderCache, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._preparer = preparer
        self._cache = cache
        self._clock = clock

    def issue_source(self, issue_id: IssueId) -> IssueSource:
        """Return the source of an issue; NotFoundError."""
        with self._store.read() as db:
            queries.issue(db, issue_id)
            stored = content.stored_issue(db, issue_id)
            return IssueSource(
                path=None if stored.file is None else Path(stored.file),
                name=stored.name,
                data=content.source_text(db, issue_id),
                options=stored.options,
                annotations=annotations.of_issue(db, issue_id),
            )

    def annotated(self) -> frozenset[IssueId]:
        """Return the issues that have annotations."""
        with self._store.read() as db:
            return annotations.annotated_issues(db)

    def saved(
        self, issue_ids: Iterable[IssueId], *, everything: bool
    ) -> tuple[tuple[Source, ...], tuple[SavedIssue, ...], tuple[SavedSearch, ...]]:
        """Return issues with everything, and their sources; `everything`: other feeds and searches. NotFoundError."""
        with self._store.read() as db:
            issues = tuple(transfer.save_issue(db, issue_id) for issue_id in issue_ids)
            wanted = {place.source_id for saved in issues for place in (saved.published, saved.corrected)}
            settings, watched = feeds.settings(db), feeds.watched(db)
            if everything:
                wanted |= settings.keys() | watched
            sources = (
                replace(source, feed=settings.get(source.id), watched=source.id in watched)
                for source in queries.all_sources(db)
            )
            searches = saved_searches.all_searches(db) if everything else ()
            return tuple(source for source in sources if source.id in wanted), issues, searches

    def saved_into_file(self, issue_id: IssueId, data: bytes, origins: Mapping[AnnotationId, int]) -> None:
        """Take `data` for what was imported last: its n-th note is the annotation that `origins` names."""
        source = self.issue_source(issue_id)
        text = data[len(source.data.bom) :].decode(source.data.encoding)
        decoded = DecodedSource(text, source.data.encoding, source.data.bom)
        sha256 = hashlib.sha256(data).hexdigest()
        issue, parts = self._preparer.prepare(text, source.name, source.options)
        prepared = Prepared(issue, cleaned(parts))
        self._cache.put(sha256, source.options, prepared.parts)
        now = stamp(self._clock())
        with self._store.write() as db:
            content.set_version(db, issue_id, decoded, data, sha256, now=now)
            write_issue(db, issue_id, prepared, now=now, written=origins)
