"""What articles said when annotations were made on them; kept while an annotation refers to it."""

from collections.abc import Iterable

from mine_reader.model import AnnotationId, ArticleId, ArticleVersion, IssueId, Span
from mine_reader.store import history
from mine_reader.store.content import StoredArticle
from mine_reader.store.database import Connection
from mine_reader.store.values import json_ids


def keep_texts(db: Connection, issue_id: IssueId, articles: Iterable[StoredArticle], now: str) -> None:
    """Keep what articles say that are about to be replaced, for the annotations that were made on it."""
    for article in articles:
        wanted = "article_id = ? AND made_text IS NULL"
        if not db.execute(f"SELECT 1 FROM annotation WHERE {wanted}", (article.id,)).fetchone():
            continue
        cursor = db.execute(
            "INSERT INTO article_text (issue_id, title, text, replaced_at) VALUES (?, ?, ?, ?)",
            (issue_id, article.title, article.text, now),
        )
        db.execute(
            "UPDATE annotation SET made_text = ?, made_start = "
            f"CASE WHEN anchor <> 'detached' AND exact = made_exact THEN span_start END WHERE {wanted}",
            (cursor.lastrowid, article.id),
        )


def drop_unused_texts(db: Connection, issue_id: IssueId) -> None:
    """Remove what no annotation refers to any more; one that is gone counts while undo or redo can bring it back."""
    db.execute(
        "UPDATE annotation SET made_text = NULL, made_start = NULL WHERE deleted_at IS NOT NULL "
        "AND made_text IN (SELECT id FROM article_text WHERE issue_id = ?) "
        "AND id NOT IN (SELECT id FROM undo_cell WHERE name = 'annotation' AND field = 'deleted_at')",
        (issue_id,),
    )
    db.execute(
        "DELETE FROM article_text WHERE issue_id = ? "
        "AND NOT EXISTS (SELECT 1 FROM annotation WHERE made_text = article_text.id) "
        "AND id NOT IN (SELECT value FROM json_each(?))",
        (issue_id, json_ids(sorted(history.remembered(db, "annotation", "made_text")))),
    )


def version_of(db: Connection, annotation_id: AnnotationId) -> ArticleVersion:
    """Return what the article of an annotation, which must be there, said when it was made."""
    row = db.execute(
        "SELECT a.title, a.text, t.title AS old_title, t.text AS old_text, t.replaced_at, n.made_exact, "
        "CASE WHEN t.id IS NULL THEN n.span_start ELSE n.made_start END AS start "
        "FROM annotation AS n JOIN article AS a ON a.id = n.article_id "
        "LEFT JOIN article_text AS t ON t.id = n.made_text WHERE n.id = ?",
        (annotation_id,),
    ).fetchone()
    old = row["replaced_at"] is not None
    text, start, quote = row["old_text"] if old else row["text"], row["start"], row["made_exact"]
    there = start is not None and text.startswith(quote, start)
    return ArticleVersion(
        title=row["old_title"] if old else row["title"],
        text=text,
        now=row["text"],
        span=Span(start, start + len(quote)) if there else None,
        replaced_at=row["replaced_at"],
    )


def made_on(db: Connection, annotation_id: AnnotationId) -> tuple[str, Span] | None:
    """Return the text that was kept for an annotation and its quote's place in that; None after it was put by hand."""
    row = db.execute(
        "SELECT t.text, n.made_start, n.made_exact FROM annotation AS n JOIN article_text AS t ON t.id = n.made_text "
        "WHERE n.id = ? AND n.made_start IS NOT NULL AND n.sought_exact IS NULL",
        (annotation_id,),
    ).fetchone()
    return None if row is None else (row["text"], Span(row["made_start"], row["made_start"] + len(row["made_exact"])))


def mark_updated(db: Connection, ids: Iterable[ArticleId], *, unread: bool) -> None:
    """Say of articles that their text changed."""
    db.executemany(
        f"UPDATE article_state SET updated = 1{', read = 0' if unread else ''} WHERE id = ?", [(id_,) for id_ in ids]
    )
