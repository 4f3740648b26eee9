"""Lists of feeds (OPML) into the library."""

from collections.abc import Iterable
from pathlib import Path

from mine_reader.errors import LibraryError
from mine_reader.export.opml import OpmlFeed, read_opml
from mine_reader.model import ImportReport, Skipped, SourceId
from mine_reader.services.polling import host_of
from mine_reader.store import Connection, Store, clean, feeds

MOST_BYTES = 50_000_000
SUFFIXES = (".opml", ".xml")


def import_opml(store: Store, path: Path) -> ImportReport:
    """Add the feeds of a list; one that is here already stays as it is. Nothing is fetched."""
    name = str(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            return ImportReport((), (Skipped(name, "it is larger than 50 MB"),))
        listed = read_opml(path.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        return ImportReport((), (Skipped(name, "it cannot be read: {error}", {"error": reason}),))
    except ValueError:
        return ImportReport((), (Skipped(name, "it is no list of feeds (OPML) that can be read"),))
    good = [feed for feed in listed if is_web(feed.url)]
    bad = [Skipped(clean(feed.url), "it is no http or https address") for feed in listed if not is_web(feed.url)]
    try:
        with store.write() as db:
            return ImportReport((), tuple(bad), feeds=_add(db, good))
    except LibraryError as error:
        return ImportReport((), tuple(bad), error)


def _add(db: Connection, listed: Iterable[OpmlFeed]) -> tuple[SourceId, ...]:
    known = {same_address(url): feed_id for url, feed_id in feeds.addresses(db).items()}
    position = feeds.next_position(db)
    found: list[SourceId] = []
    for item in listed:
        key = same_address(item.url)
        feed_id = known.get(key)
        if feed_id is None:
            name = item.title or host_of(item.url)
            title = "" if item.title else name
            feed_id = feeds.add(
                db, url=item.url, name=name, title=title, site=item.site, group=item.group, position=position
            )
            if item.interval is not None:
                feeds.edit(db, feed_id, interval=item.interval)
            known[key] = feed_id
            position += 1
        else:
            feeds.revive(db, feed_id)
        found.append(feed_id)
    return tuple(dict.fromkeys(found))


def is_web(url: str) -> bool:
    """Return whether an address is one of the web."""
    return url.lower().startswith(("http://", "https://")) and host_of(url) != "" and clean(url) == url


def same_address(url: str) -> str:
    """Return what is equal for addresses that differ in http and https, a slash at the end, or capital letters."""
    rest = url.partition("://")[2].rstrip("/")
    host, slash, path = rest.partition("/")
    return host.lower() + slash + path
