"""Correcting where articles begin: joining one to the one before, and splitting one."""

from collections.abc import Callable
from dataclasses import replace

from mine_reader.errors import InputError
from mine_reader.model import Article, ArticleId, Change, IssueId, PartKind, SplitOptions
from mine_reader.services.library import Library
from mine_reader.store import Store, content, queries

Starts = Callable[[SplitOptions], tuple[int, ...]]
"""How an issue is split → where in the source its articles begin."""


class Repairing:
    """Repairs of one issue; they add up. All slow: not on the UI thread. All undoable."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library

    def join(self, article_id: ArticleId) -> Change:
        """Make an article part of the one before it; InputError when none is right before it."""
        article = self._article(article_id)
        start = self._start(article)
        starts = self._starts(article.issue_id)
        options = joined(starts, self._library.options(article.issue_id), start)
        if start in starts(options):
            raise InputError(what=article.title, reason="no article stands right before it")
        return self._library.repair(article.issue_id, options)

    def split(self, article_id: ArticleId, at: int) -> Change:
        """Begin an article at the paragraph that holds a place of an article's text; InputError at its first one."""
        article = self._article(article_id)
        page = self._library.page(article.issue_id)
        parts = (one for one in page.parts if one.kind is PartKind.ARTICLE and one.index == article.ordinal)
        blocks = next(parts).blocks
        found = next((block for block in blocks if block.text.end >= at), None)
        if found is None or found is blocks[0]:
            raise InputError(what=article.title, reason="it begins there already")
        starts = self._starts(article.issue_id)
        options = divided(starts, self._library.options(article.issue_id), found.source.start)
        if found.source.start not in starts(options):
            raise InputError(what=article.title, reason="it cannot be split there")
        return self._library.repair(article.issue_id, options)

    def _article(self, article_id: ArticleId) -> Article:
        with self._store.read() as db:
            return queries.articles_by_id(db, [article_id])[0]

    def _start(self, article: Article) -> int:
        with self._store.read() as db:
            stored = content.stored_articles(db, article.issue_id)
        start = next((one.start for one in stored if one.id == article.id and not one.removed), None)
        if start is None:
            raise InputError(what=article.title, reason="it is no longer in the issue's file")
        return start

    def _starts(self, issue_id: IssueId) -> Starts:
        from mine_reader.text import parse_issue  # noqa: PLC0415 - no start needs it

        with self._store.read() as db:
            stored, source = content.stored_issue(db, issue_id), content.source_text(db, issue_id)
        return lambda options: tuple(one.span.start for one in parse_issue(source.text, stored.name, options).articles)


def joined(starts: Starts, options: SplitOptions, start: int) -> SplitOptions:
    """Add to repairs that the article at `start` is part of the one before it."""
    merged, splits = _repairs(starts, options)
    return _options(starts, options, merged | ({start} - splits), splits - {start})


def divided(starts: Starts, options: SplitOptions, start: int) -> SplitOptions:
    """Add to repairs that an article begins at `start`."""
    merged, splits = _repairs(starts, options)
    return _options(starts, options, merged - {start}, splits | ({start} - merged))


def _repairs(starts: Starts, options: SplitOptions) -> tuple[set[int], set[int]]:
    """Return the places of both kinds of repairs; ordinals shift with every other repair, places do not."""
    loose = starts(replace(options, merged=()))
    return {loose[ordinal] for ordinal in options.merged if ordinal < len(loose)}, set(options.split_at)


def _options(starts: Starts, options: SplitOptions, merged: set[int], splits: set[int]) -> SplitOptions:
    at = tuple(sorted(splits))
    loose = starts(replace(options, merged=(), split_at=at))
    return replace(options, split_at=at, merged=tuple(n for n, start in enumerate(loose) if start in merged))
