"""Searching everything, keeping the index up with the texts, and searches that are kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from mine_reader.errors import InputError
from mine_reader.model import Change
from mine_reader.model.searching import Hit, HitKind, Search, SearchOrder, SearchPage
from mine_reader.store import Connection, Store, asking, clean, saved_searches, search_index, searching
from mine_reader.text.query import read_search
from mine_reader.text.segment import find_words
from mine_reader.text.snippet import snippet

_CHARS = 40_000
"""Read into the index in one transaction: what the writer is held for stays under 50 ms."""

_MANY_CHARS = 400_000
_SNIPPET = 120


class Searching:
    """`variants` tells whether words are also sought in traditional and simplified characters."""

    def __init__(self, store: Store, variants: Callable[[], bool]) -> None:
        self._store = store
        self._variants = variants

    # Asking

    def ask(self, text: str) -> Search:
        """Return a search as the settings have it."""
        return Search(text, self._variants())

    def words(self, text: str) -> tuple[tuple[str, bool], ...]:
        """Return the words that a search marks in texts, and whether they are whole."""
        return read_search(self.ask(text)).words()

    def search(
        self,
        text: str,
        *,
        limit: int = 50,
        offset: int = 0,
        order: SearchOrder = SearchOrder.NEWEST,
        kind: HitKind | None = None,
    ) -> SearchPage:
        """Return the total, exact for what the index has read, and one page of hits; of one kind, or of all."""
        ranges = [asking.RANGES[kind] if kind else searching.EVERYTHING]
        (page,) = self._pages(text, order, limit=limit, offset=offset, ranges=ranges)
        return replace(page, total=page.counts.get(kind, 0)) if kind else page

    def search_kinds(self, text: str, *, limit: int, order: SearchOrder) -> Mapping[HitKind, SearchPage]:
        """Return the first hits of every kind."""
        pages = self._pages(text, order, limit=limit, offset=0, ranges=list(asking.RANGES.values()))
        return {
            kind: replace(page, total=page.counts.get(kind, 0)) for kind, page in zip(asking.RANGES, pages, strict=True)
        }

    def _pages(
        self, text: str, order: SearchOrder, *, limit: int, offset: int, ranges: Sequence[searching.Range]
    ) -> list[SearchPage]:
        query = read_search(self.ask(text))
        asked = asking.compile_query(query)
        with self._store.read() as db:
            behind = _is_behind(db)
            if asked is None:
                return [SearchPage(behind=behind)] * len(ranges)
            found = searching.find(db, asked, order, limit=limit, offset=offset, ranges=ranges)
            texts = [searching.show(db, documents) for documents in found.pages]
        words, total = query.words(), sum(found.counts.values())
        return [SearchPage(total, tuple(_hit(one, words) for one in page), found.counts, behind) for page in texts]

    # The index

    def is_behind(self) -> bool:
        """Return whether the index has yet to read something, or everything by the rules of this program."""
        with self._store.read() as db:
            return _is_behind(db)

    def waiting(self) -> int:
        """Return how many changes the index has yet to read."""
        with self._store.read() as db:
            return search_index.waiting(db)

    def read_some(self, chars: int = _CHARS) -> bool:
        """Read the next changes in one short transaction; return whether there may be more."""
        if self._store.read_only:
            return False
        with self._store.read() as db:
            fits = search_index.fits(db)
            updates = search_index.prepare(db, chars) if fits else ()
        if not fits:
            self.rebuild()
            return True
        if not updates:
            return False
        with self._store.write() as db:
            search_index.apply(db, updates)
        return True

    def catch_up(self, progress: Callable[[int], bool] = lambda _waiting: True) -> None:
        """Read all changes; `progress` is told how many there are, and returns whether to go on."""
        while progress(self.waiting()) and self.read_some(_MANY_CHARS):
            pass

    def rebuild(self) -> None:
        """Empty the index; everything is to be read again."""
        with self._store.write() as db:
            search_index.reset(db)

    # Kept searches

    def count(self, search: Search) -> int:
        """Return how many articles a search lists: those found, and those with notes that were found."""
        asked = asking.compile_query(read_search(search))
        with self._store.read() as db:
            return 0 if asked is None else searching.count_articles(db, asked)

    def save(self, name: str, text: str) -> Change:
        """Keep a search under a name. Undoable."""
        with self._store.write("Save search") as db:
            saved_searches.add(db, _name(name), self.ask(text))
        return Change(structure=True)

    def rename(self, saved_id: int, name: str) -> Change:
        """Give a kept search another name; NotFoundError. Undoable."""
        with self._store.write("Rename search") as db:
            saved_searches.rename(db, saved_id, _name(name))
        return Change(structure=True)

    def delete(self, saved_id: int) -> Change:
        """Keep a search no longer; NotFoundError. Undoable."""
        with self._store.write("Delete search") as db:
            saved_searches.delete(db, saved_id)
        return Change(structure=True)


def _is_behind(db: Connection) -> bool:
    return saved_searches.is_index_behind(db) or not search_index.fits(db)


def _name(name: str) -> str:
    name = " ".join(clean(name).split())
    if not name:
        raise InputError(what=f"“{name}”", reason="a search needs a name")
    return name


def _hit(found: searching.FoundText, words: Sequence[tuple[str, bool]]) -> Hit:
    text, spans = snippet(found.text, words, _SNIPPET)
    if found.quote and not spans:
        quote = snippet(found.quote, words, _SNIPPET)
        text, spans = quote if quote[1] or not text else (text, spans)
    return Hit(
        kind=found.kind,
        id=found.id,
        article_id=found.article_id,
        issue_id=found.issue_id,
        title=found.title,
        snippet=text,
        title_spans=find_words(found.title, words),
        spans=spans,
        issue_title=found.issue_title,
        source=found.source,
        day=found.day,
    )
