"""Which entry of a feed is which of the library's. Pure."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mine_reader.model import Entry, KnownEntry

_MAX_ID = 1000


@dataclass(frozen=True, slots=True)
class Matched:
    """An entry of the feed under its identity, and the library's entry that it is."""

    path: str
    entry: Entry
    known: KnownEntry | None

    @property
    def changed(self) -> bool:
        """Return whether what can be seen of the library's entry is another thing now."""
        return self.known is not None and self.known.seen != self.entry.seen


def identities(entries: Sequence[Entry]) -> tuple[tuple[str, Entry], ...]:
    """Return each entry once, under its identity: its id, else its link, else its content.

    An id that several different entries of one feed bear, or a link, says nothing of any of them.
    """
    places: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        places[entry.id].add(entry.canonical or entry.seen)
    links = Counter(link for link, _ in {(entry.canonical, entry.seen) for entry in entries if not _own(entry, places)})
    found: dict[str, Entry] = {}
    for entry in entries:
        if _own(entry, places):
            path = entry.id if len(entry.id) <= _MAX_ID else f"id:{hashlib.sha256(entry.id.encode()).hexdigest()}"
        elif entry.canonical and links[entry.canonical] == 1:
            path = f"link:{entry.canonical}"
        else:
            path = f"hash:{entry.seen}"
        found.setdefault(path, entry)
    return tuple(found.items())


def _own(entry: Entry, places: dict[str, set[str]]) -> bool:
    return bool(entry.id) and len(places[entry.id]) == 1


def match_entries(entries: Sequence[tuple[str, Entry]], known: Iterable[KnownEntry]) -> tuple[Matched, ...]:
    """Return which of the library's entries each of the feed's is.

    By identity first. Where an id changed, by the link, if no other entry has that; then by content of the same day.
    """
    rest = {item.path: item for item in known}
    found: dict[str, KnownEntry] = {path: rest.pop(path) for path, _ in entries if path in rest}
    links = Counter(entry.canonical for _, entry in entries)
    alone = len(entries) == 1

    def by_link(entry: Entry, item: KnownEntry) -> bool:
        if not entry.canonical or entry.canonical != item.link or links[entry.canonical] > 1:
            return False
        return not alone or entry.title == item.title or entry.seen == item.seen

    def by_content(entry: Entry, item: KnownEntry) -> bool:
        return entry.seen == item.seen and (entry.date is None or entry.date == item.date)

    for same in (by_link, by_content):
        _match(entries, rest, found, same)
    return tuple(Matched(path, entry, found.get(path)) for path, entry in entries)


def _match(
    entries: Sequence[tuple[str, Entry]],
    rest: dict[str, KnownEntry],
    found: dict[str, KnownEntry],
    same: Callable[[Entry, KnownEntry], bool],
) -> None:
    if not rest:
        return
    by_key: dict[str, list[KnownEntry]] = defaultdict(list)
    for item in rest.values():
        by_key[item.link].append(item)
        by_key[item.seen].append(item)
    for path, entry in entries:
        if path in found:
            continue
        candidates = [*by_key.get(entry.canonical, ()), *by_key.get(entry.seen, ())]
        there = next((item for item in candidates if item.path in rest and same(entry, item)), None)
        if there is not None:
            found[path] = rest.pop(there.path)
