"""Use cases. The window and the command line are two clients of this package.

Threads: every method may be called from any thread. Reads never wait for a writer; a write waits for
the write before it. `Services.close` is called last, by the thread that made it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from mine_reader.services.annotating import Annotating
from mine_reader.services.backup import Backup, backup_folder, check_library, latest_backup, restore_library
from mine_reader.services.copying import Copying
from mine_reader.services.library import Library
from mine_reader.services.network import Network
from mine_reader.services.preparing import Preparer, RenderCache, WorkerAtNeed
from mine_reader.services.reading import Reading
from mine_reader.services.repairing import Repairing
from mine_reader.services.saved_pages import Pages
from mine_reader.services.shelf import Shelf
from mine_reader.settings import load_settings, settings_path
from mine_reader.store import Store

if TYPE_CHECKING:
    from mine_reader.services.downloading import Downloading
    from mine_reader.services.exporting import Exporting
    from mine_reader.services.feeds import Feeds
    from mine_reader.services.searching import Searching
    from mine_reader.services.watching import Watching

__all__ = [
    "Annotating",
    "Backup",
    "Copying",
    "Library",
    "Preparer",
    "Reading",
    "Repairing",
    "Services",
    "backup_folder",
    "check_library",
    "latest_backup",
    "open_services",
    "restore_library",
]


@dataclass(frozen=True, slots=True)
class Services:
    """All use cases over one open library."""

    library: Library
    reading: Reading
    repairing: Repairing
    annotating: Annotating
    copying: Copying
    backup: Backup
    pages: Pages
    _store: Store
    _preparer: Preparer
    _exporting: "Callable[[], Exporting]"
    _downloading: "Callable[[], Downloading]"
    _feeds: "Callable[[], Feeds]"
    _watching: "Callable[[], Watching]"
    _network: Network
    _searching: "Callable[[], Searching]"

    @property
    def exporting(self) -> "Exporting":
        """Exports; their code is loaded when they are wanted first."""
        return self._exporting()

    @property
    def downloading(self) -> "Downloading":
        """Downloads; their code is loaded when they are wanted first."""
        return self._downloading()

    @property
    def searching(self) -> "Searching":
        """Searches; their code is loaded when they are wanted first."""
        return self._searching()

    @property
    def feeds(self) -> "Feeds":
        """Feeds; their code is loaded when they are wanted first."""
        return self._feeds()

    @property
    def watching(self) -> "Watching":
        """Watched folders."""
        return self._watching()

    @property
    def read_only(self) -> bool:
        """Return whether the library cannot be written: what writes raises LibraryReadOnlyError."""
        return self._store.read_only

    def close(self) -> None:
        """Write everything out and close the library."""
        self._network.close()
        self._preparer.close()
        self._store.close()


def open_services(
    library_path: Path,
    *,
    preparer: Preparer | None = None,
    clock: Callable[[], datetime] | None = None,
    cache_dir: Path | None = None,
    network: Network | None = None,
) -> Services:
    """Open a library, made if it is not there; LibraryError. What is not given is the real thing."""
    store = Store(library_path)
    clock = clock or _local_time
    preparer = preparer or WorkerAtNeed()
    rendered = RenderCache((cache_dir or platformdirs.user_cache_path("mine-reader")) / "pages")
    library = Library(store, preparer, rendered, clock, updated_unread=_updated_unread)

    @cache
    def exporting() -> "Exporting":
        from mine_reader.services.exporting import Exporting  # noqa: PLC0415 - no start needs it
        from mine_reader.services.sources import StoredLedger, StoredSources  # noqa: PLC0415
        from mine_reader.services.templates import UserTemplate  # noqa: PLC0415

        template = UserTemplate(settings_path().with_name("templates"))
        sources = StoredSources(store, preparer, rendered, clock)
        return Exporting(library, sources, StoredLedger(store), template, _place_links)

    saved = Pages(store, preparer, rendered, clock, Shelf(library_path))
    network = network or Network()

    @cache
    def downloading() -> "Downloading":
        from mine_reader.model.downloads import Limits  # noqa: PLC0415
        from mine_reader.net.image import image_kind, is_acceptable  # noqa: PLC0415 - no start needs it
        from mine_reader.services.downloading import Downloading  # noqa: PLC0415

        def limits() -> Limits:
            settings = load_settings()
            megabyte = 1_000_000
            return Limits(
                settings.number("page_pictures"),
                settings.number("picture_mb") * megabyte,
                settings.number("file_mb") * megabyte,
            )

        def kind(data: bytes) -> str | None:
            return image_kind(data) if is_acceptable(data) else None

        web, reader = network.page_web, network.readers
        return Downloading(store, saved, web=web, reader=reader, image_kind=kind, clock=clock, limits=limits)

    @cache
    def searching() -> "Searching":
        from mine_reader.services.searching import Searching  # noqa: PLC0415 - no start needs it

        return Searching(store, _search_variants)

    @cache
    def feeds() -> "Feeds":
        from mine_reader.services.feed_writing import FeedWriter  # noqa: PLC0415 - no start needs it
        from mine_reader.services.feeds import Feeds  # noqa: PLC0415

        writer = FeedWriter(store, preparer, rendered, clock, updated_unread=_updated_unread)
        return Feeds(store, writer, lambda: network.web, lambda: network.readers, clock, usual=_feed_interval)

    @cache
    def watching() -> "Watching":
        from mine_reader.services.watching import Watching  # noqa: PLC0415 - no start needs it

        return Watching(store, library)

    return Services(
        library=library,
        reading=Reading(store, clock),
        repairing=Repairing(store, library),
        annotating=Annotating(store, clock),
        copying=Copying(store, _place_links),
        backup=Backup(store, clock),
        pages=saved,
        _store=store,
        _preparer=preparer,
        _exporting=exporting,
        _downloading=downloading,
        _feeds=feeds,
        _watching=watching,
        _network=network,
        _searching=searching,
    )


def _feed_interval() -> timedelta:
    return timedelta(minutes=load_settings().number("feed_minutes"))


def _updated_unread() -> bool:
    return load_settings().flag("updated_unread")


def _place_links() -> bool:
    return load_settings().flag("place_links")


def _search_variants() -> bool:
    return load_settings().flag("search_variants")


def _local_time() -> datetime:
    return datetime.now().astimezone()
