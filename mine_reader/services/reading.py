"""Lists of articles, marks, tags, and undo."""

from collections.abc import Callable, Sequence
from datetime import datetime

from mine_reader.errors import InputError
from mine_reader.model import (
    AnchorState,
    AnnotationId,
    Article,
    ArticleFilter,
    ArticleId,
    ArticlePage,
    Change,
    IssueId,
    ListKey,
    ListOrder,
)
from mine_reader.model.searching import SavedSearch
from mine_reader.store import Connection, Day, Store, annotations, clean, history, lists, queries, saved_searches, state

_LABELS = {
    ("read", True): "Mark as read",
    ("read", False): "Mark as unread",
    ("starred", True): "Star",
    ("starred", False): "Remove star",
    ("later", True): "Keep for later",
    ("later", False): "Remove from later",
    ("downloaded", True): "Mark as downloaded",
    ("downloaded", False): "Mark as not downloaded",
    ("updated", True): "Mark as updated",
    ("updated", False): "Mark as seen",
}


class Reading:
    """Articles and the reader's state."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def articles(self, which: ArticleFilter) -> tuple[Article, ...]:
        """Return articles without their texts: by issue (newest first), then in the issue's order."""
        with self._store.read() as db:
            return queries.articles(db, which, self._today())

    def page(
        self,
        which: ArticleFilter,
        *,
        after: ListKey | None = None,
        limit: int = 200,
        order: ListOrder = ListOrder.NEWEST,
    ) -> ArticlePage:
        """Return about `limit` of what `articles` lists, from where the last page ended; quick however long it is."""
        with self._store.read() as db:
            return lists.page(db, which, self._today(), after=after, limit=limit, order=order)

    def titles(self, which: ArticleFilter, limit: int) -> tuple[tuple[ArticleId, str], ...]:
        """Return id and title of some of what `articles` lists, in no order."""
        with self._store.read() as db:
            return queries.titles(db, which, self._today(), limit)

    def ids_by_title(self, which: ArticleFilter) -> list[ArticleId]:
        """Return the ids of what `articles` lists, by the characters of the titles. Slow: not on the UI thread."""
        with self._store.read() as db:
            return queries.ids_by_title(db, which, self._today())

    def searches(self) -> tuple[SavedSearch, ...]:
        """Return the kept searches in the user's order, not counted."""
        with self._store.read() as db:
            return saved_searches.all_searches(db)

    def is_index_behind(self) -> bool:
        """Return whether something has changed that the search index has not read."""
        with self._store.read() as db:
            return saved_searches.is_index_behind(db)

    def _today(self) -> Day:
        now = self._clock()
        return Day.of(now.date().isoformat(), now.tzinfo)

    def get(self, ids: Sequence[ArticleId], *, missing: bool = False) -> tuple[Article, ...]:
        """Return these articles without their texts, in the order asked for; NotFoundError unless `missing`."""
        with self._store.read() as db:
            return queries.articles_by_id(db, ids, missing=missing)

    def article(self, article_id: ArticleId) -> Article:
        """Return one article with its text; NotFoundError."""
        with self._store.read() as db:
            return queries.articles_by_id(db, [article_id], text=True)[0]

    def mark(
        self,
        ids: Sequence[ArticleId],
        *,
        read: bool | None = None,
        starred: bool | None = None,
        later: bool | None = None,
        downloaded: bool | None = None,
        updated: bool | None = None,
        automatic: bool = False,
    ) -> Change:
        """Set the marks that are not None. Undoable as one act; marks already so are left alone.

        `automatic` marks are those that nobody asked for: one after the other they are one act.
        """
        asked = {"read": read, "starred": starred, "later": later, "downloaded": downloaded, "updated": updated}
        marks = {name: on for name, on in asked.items() if on is not None}
        if not marks:
            return Change()
        with self._store.write(_LABELS[next(iter(marks.items()))], automatic=automatic) as db:
            queries.require_articles(db, ids)
            return _mark(db, ids, marks)

    def mark_all(self, which: ArticleFilter, *, read: bool) -> Change:
        """Mark everything that `which` lists. Undoable as one act."""
        with self._store.write("Mark all as read" if read else "Mark all as unread") as db:
            return _mark(db, queries.article_ids(db, which, self._today()), {"read": read})

    def tag(self, ids: Sequence[ArticleId], *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> Change:
        """Add and remove tags. Undoable as one act."""
        added, removed = tag_names(add), tag_names(remove)
        with self._store.write("Tag" if added else "Remove tag") as db:
            queries.require_articles(db, ids)
            changed: set[int] = set()
            for name in added:
                changed.update(state.tag(db, "article", ids, name, on=True))
            for name in removed:
                changed.update(state.tag(db, "article", ids, name, on=False))
            return _changed(db, tuple(ArticleId(id_) for id_ in ids if id_ in changed), structure=bool(changed))

    def rename_tag(self, old: str, new: str) -> Change:
        """Rename a tag and those nested under it everywhere; "" removes it. Undoable."""
        (start,) = tag_names([old])
        target = tag_names([new])[0] if clean(new).strip() else None
        articles: set[int] = set()
        annotations: set[int] = set()
        with self._store.write("Rename tag" if target else "Delete tag") as db:
            for tag_id, name in state.tags_under(db, start):
                other = None if target is None else state.tag_id(db, target + name[len(start) :], respell=True)
                if other != tag_id:
                    articles.update(state.move_tag(db, "article", tag_id, other))
                    annotations.update(state.move_tag(db, "annotation", tag_id, other))
            change = _changed(db, tuple(map(ArticleId, sorted(articles))), structure=True)
        return Change(change.articles, tuple(map(AnnotationId, sorted(annotations))), change.issues, structure=True)

    def set_local_file(self, article_id: ArticleId, path: str | None) -> Change:
        """Link an article to a file of the user's. Undoable."""
        with self._store.write("Link a file") as db:
            queries.require_articles(db, [article_id])
            state.set_local_file(db, article_id, clean(path) if path else None)
            return _changed(db, (article_id,))

    def undo_label(self) -> str | None:
        """Return the English name of the act that `undo` would take back ("Mark as read"), a key to translate."""
        return self._store.history_label(redo=False)

    def redo_label(self) -> str | None:
        """Return the name of the act that `redo` would do again."""
        return self._store.history_label(redo=True)

    def undo(self) -> Change:
        """Take back the last act of any kind (marks, tags, annotations, deletions, corrections)."""
        return self._step(redo=False)

    def redo(self) -> Change:
        """Do again what was taken back last."""
        return self._step(redo=True)

    def _step(self, *, redo: bool) -> Change:
        change = _change(self._store.step(redo=redo))
        with self._store.read() as db:
            misplaced = annotations.misplaced(db, change.annotations)
        if misplaced:
            self._place_again(misplaced)
        return change

    def _place_again(self, misplaced: Sequence[annotations.Misplaced]) -> None:
        """Find the texts of annotations that stand where they did before their issue was published again."""
        from mine_reader.anchor import describe, resolve  # noqa: PLC0415 - hardly ever needed

        with self._store.write() as db:
            for one in misplaced:
                found = resolve(one.text, one.sought)
                selector = one.sought if found is None else describe(one.text, found.span)
                annotations.move(db, one.id, selector, AnchorState.DETACHED if found is None else AnchorState.MOVED)


def tag_names(names: Sequence[str]) -> list[str]:
    """Return tags as they are stored: trimmed at every level, without `#`, each once; InputError for none."""
    found: dict[str, str] = {}
    for name in names:
        parts = [" ".join(part.split()) for part in clean(name).strip().removeprefix("#").split("/")]
        tag = "/".join(part for part in parts if part)
        if not tag:
            raise InputError(what=f"“{name}”", reason="a tag needs a name")
        found.setdefault(tag.casefold(), tag)
    return list(found.values())


def _mark(db: Connection, ids: Sequence[ArticleId], marks: dict[str, bool]) -> Change:
    changed: set[ArticleId] = set()
    for name, on in marks.items():
        changed.update(state.mark(db, ids, name, on=on))
    return _changed(db, tuple(id_ for id_ in ids if id_ in changed))


def _changed(db: Connection, ids: tuple[ArticleId, ...], *, structure: bool = False) -> Change:
    return Change(articles=ids, issues=state.issues_of(db, ids), structure=structure)


def _change(touched: history.Touched) -> Change:
    return Change(
        articles=tuple(map(ArticleId, touched.articles)),
        annotations=tuple(map(AnnotationId, touched.annotations)),
        issues=tuple(map(IssueId, touched.issues)),
        structure=touched.structure,
    )
