"""Annotations that come from elsewhere: which article they are on, and when they were made."""

from mine_reader.model import AnnotationId, Article
from mine_reader.store.database import Connection
from mine_reader.store.queries import ISSUE_ORDER, LIVE_ARTICLE, articles_by_id


def articles_linking(db: Connection, canonical: str) -> tuple[Article, ...]:
    """Return the articles that hold a link, with their texts, newest issue first."""
    return _articles(
        db,
        "a.id IN (SELECT x.article_id FROM article_link AS x JOIN link AS l ON l.id = x.link_id WHERE l.canonical = ?)",
        canonical,
    )


def articles_called(db: Connection, source: str, issue: str, label: str, title: str) -> tuple[Article, ...]:
    """Return the articles of a name in issues of a name, with their texts, newest issue first."""
    return _articles(db, "i.source = ? AND i.title = ? AND a.label = ? AND a.title = ?", source, issue, label, title)


def _articles(db: Connection, where: str, *values: str) -> tuple[Article, ...]:
    rows = db.execute(f"SELECT a.id FROM {LIVE_ARTICLE} WHERE {where} ORDER BY {ISSUE_ORDER}, a.ordinal", values)
    return articles_by_id(db, [row["id"] for row in rows], text=True)


def set_times(db: Connection, annotation_id: AnnotationId, created: str, updated: str) -> None:
    """Set when an annotation was made and last changed."""
    db.execute("UPDATE annotation SET created_at = ?, updated_at = ? WHERE id = ?", (created, updated, annotation_id))
