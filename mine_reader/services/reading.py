"""Lists of articles, marks, tags, and undo."""

from collections.abc import Sequence

from mine_reader.model import Article, ArticleFilter, ArticleId, Change


class Reading:
    """Articles and the reader's state."""

    def articles(self, which: ArticleFilter) -> tuple[Article, ...]:
        """Return articles without their texts: by issue (newest first), then in the issue's order."""
        raise NotImplementedError

    def get(self, ids: Sequence[ArticleId]) -> tuple[Article, ...]:
        """Return these articles without their texts, in the order asked for; NotFoundError."""
        raise NotImplementedError

    def article(self, article_id: ArticleId) -> Article:
        """Return one article with its text; NotFoundError."""
        raise NotImplementedError

    def mark(
        self,
        ids: Sequence[ArticleId],
        *,
        read: bool | None = None,
        starred: bool | None = None,
        later: bool | None = None,
        downloaded: bool | None = None,
    ) -> Change:
        """Set the marks that are not None. Undoable as one act; marks already so are left alone."""
        raise NotImplementedError

    def mark_all(self, which: ArticleFilter, *, read: bool) -> Change:
        """Mark everything that `which` lists. Undoable as one act."""
        raise NotImplementedError

    def tag(self, ids: Sequence[ArticleId], *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> Change:
        """Add and remove tags. Undoable as one act."""
        raise NotImplementedError

    def rename_tag(self, old: str, new: str) -> Change:
        """Rename a tag and those nested under it everywhere; "" removes it. Undoable."""
        raise NotImplementedError

    def set_local_file(self, article_id: ArticleId, path: str | None) -> Change:
        """Link an article to a file of the user's. Undoable."""
        raise NotImplementedError

    def undo_label(self) -> str | None:
        """Return the English name of the act that `undo` would take back ("Mark as read"), a key to translate."""
        raise NotImplementedError

    def redo_label(self) -> str | None:
        """Return the name of the act that `redo` would do again."""
        raise NotImplementedError

    def undo(self) -> Change:
        """Take back the last act of any kind (marks, tags, annotations, deletions, corrections)."""
        raise NotImplementedError

    def redo(self) -> Change:
        """Do again what was taken back last."""
        raise NotImplementedError
