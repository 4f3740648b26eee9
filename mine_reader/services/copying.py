"""Text for the clipboard: words and annotations with their sources."""

from collections.abc import Callable, Sequence

from mine_reader.model import AnnotationId, ArticleId
from mine_reader.store import Store, annotations, queries


class Copying:
    """Quotations as Markdown. `links` says whether they carry addresses that open the window."""

    def __init__(self, store: Store, links: Callable[[], bool]) -> None:
        self._store = store
        self._links = links

    def words(self, article_id: ArticleId, quote: str) -> str:
        """Return words of an article as a quotation with its source; NotFoundError."""
        from mine_reader.export.quotation import quotation  # noqa: PLC0415 - no start needs it

        with self._store.read() as db:
            (article,) = queries.articles_by_id(db, [article_id])
            return quotation(article, queries.issue(db, article.issue_id), quote)

    def annotations(self, ids: Sequence[AnnotationId]) -> str:
        """Return annotations in the order given, each with its source; NotFoundError."""
        from mine_reader.export.quotation import annotation_quotation  # noqa: PLC0415 - no start needs it

        link = self._links()
        with self._store.read() as db:
            found = annotations.by_id(db, ids)
            articles = {a.id: a for a in queries.articles_by_id(db, list({one.article_id for one in found}))}
            issues = {id_: queries.issue(db, id_) for id_ in {one.issue_id for one in found}}
        return "\n".join(
            annotation_quotation(articles[one.article_id], issues[one.issue_id], one, link=link) for one in found
        )
