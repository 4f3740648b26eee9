"""Watched folders: files that are new or changed there are imported.

By looking at the folder again and again: that works on network drives, too, sees files that are saved by renaming as
well as those that are written in place, and needs nothing of the system. A file is taken once it has stood still for
one look; what vanishes stays in the library.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mine_reader.errors import InputError
from mine_reader.model import ImportReport, Problem, SourceId, SourceKind
from mine_reader.services.finding import INDEX_NAMES, SUFFIXES
from mine_reader.services.library import Library
from mine_reader.store import Store, clean, content, feeds

SECONDS = 2.0
"""Between two looks; folders that take long to look at are looked at less often."""
_MISSING = "The folder {path} cannot be read: {reason}. It may be on a drive that is not there; nothing was removed."

Stamp = tuple[int, int, int]
"""Time of the last change, size and inode of a file."""


def watch_folder(store: Store, folder: Path) -> SourceId:
    """Make a folder a watched source; the same one if it is here already. InputError."""
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - Path.resolve follows links
    name = str(folder)
    if clean(name) != name or not folder.is_dir():
        raise InputError(what=clean(name), reason="it is not a folder")
    with store.write() as db:
        source_id = content.source_by_path(db, name)
        if source_id is None:
            source_id = content.add_source(db, SourceKind.FOLDER, folder.name or name, name)
        content.revive_source(db, source_id)
        content.set_source_kind(db, source_id, SourceKind.FOLDER)
        feeds.set_watched(db, source_id, on=True)
    return source_id


@dataclass(slots=True)
class FolderState:
    """What was seen of a folder: files taken, and files that must stand still for another look."""

    taken: dict[str, Stamp] = field(default_factory=dict)
    settling: dict[str, Stamp] = field(default_factory=dict)
    problem: Problem | None = None


def look(folder: Path, state: FolderState) -> list[Path]:
    """Return the files that are new or changed since, and stand still; `state` is brought up to date."""
    try:
        seen = scan(folder)
    except OSError as error:
        state.problem = Problem(_MISSING, {"path": str(folder), "reason": error.strerror or str(error)})
        return []
    state.problem = None
    changed = {path: stamp for path, stamp in seen.items() if state.taken.get(path) != stamp}
    ready = [path for path, stamp in changed.items() if state.settling.get(path) == stamp]
    state.settling = {path: stamp for path, stamp in changed.items() if path not in ready}
    state.taken.update((path, changed[path]) for path in ready)
    return [Path(path) for path in sorted(ready)]


def scan(folder: Path) -> Mapping[str, Stamp]:
    """Return the issues in a folder and below it; links to folders are not followed. OSError for the folder itself."""
    found: dict[str, Stamp] = {}
    waiting = [str(folder)]
    with os.scandir(folder):
        pass
    while waiting:
        try:
            entries = list(os.scandir(waiting.pop()))
        except OSError:
            continue
        for entry in entries:
            if not entry.name.startswith("."):
                _note(entry, waiting, found)
    return found


def _note(entry: "os.DirEntry[str]", folders: list[str], found: dict[str, Stamp]) -> None:
    try:
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry.path)
        elif _is_issue(entry.name) and entry.is_file():
            status = entry.stat()
            found[entry.path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    except OSError:  # it went, or a link leads nowhere
        return


def _is_issue(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES and name.lower() not in INDEX_NAMES


class Watching:
    """Looks at the watched folders and imports what changed. One thread at a time."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._states: dict[SourceId, FolderState] = {}

    def folders(self) -> dict[SourceId, Path]:
        """Return the watched folders."""
        with self._store.read() as db:
            return {feed.id: Path(feed.url) for feed in feeds.feeds(db) if feed.kind is SourceKind.FOLDER and feed.url}

    def look(
        self, *, ids: frozenset[SourceId] | None = None, cancelled: Callable[[], bool] = lambda: False
    ) -> dict[SourceId, ImportReport]:
        """Look at the folders once; return what was imported of those where files changed."""
        folders = self.folders()
        self._states = {source_id: self._states.get(source_id, FolderState()) for source_id in folders}
        reports: dict[SourceId, ImportReport] = {}
        for source_id, folder in folders.items():
            ready = look(folder, self._states[source_id]) if ids is None or source_id in ids else []
            if ready and not cancelled():
                reports[source_id] = self._import(folder, ready, cancelled)
        return reports

    def _import(self, folder: Path, files: list[Path], cancelled: Callable[[], bool]) -> ImportReport:
        return self._library.import_of_folder(folder, files, progress=lambda *_: not cancelled())

    def problem(self, source_id: SourceId) -> Problem | None:
        """Return why a folder could not be looked at last."""
        state = self._states.get(source_id)
        return None if state is None else state.problem

    def unsettled(self) -> bool:
        """Return whether files must stand still for another look."""
        return any(state.settling for state in self._states.values())
