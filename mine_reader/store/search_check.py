"""Whether the search index says what the texts say."""

from collections import Counter
from collections.abc import Iterator
from sqlite3 import DatabaseError

from mine_reader.model import Problem
from mine_reader.store import search_index
from mine_reader.store.database import Connection
from mine_reader.store.search_index import ARTICLE_DOCUMENT, AUTHOR, NOTE_DOCUMENT, Texts, document_tokens

# A document stands for its text as the index read it: what was noted when it changed, else what is there now.
_ARTICLES = f"""
SELECT coalesce(c.text, a.text), coalesce(c.title, a.title), coalesce(c.author, {AUTHOR})
FROM search_document AS d LEFT JOIN article AS a ON a.id = d.article_id
LEFT JOIN search_change AS c ON c.id = d.subject WHERE d.subject > 0
"""
_NOTES = """
SELECT coalesce(c.text, n.body), coalesce(c.title, n.exact, ''), ''
FROM search_document AS d LEFT JOIN annotation AS n ON n.id = -d.subject
LEFT JOIN search_change AS c ON c.id = d.subject WHERE d.subject < 0
"""
_LIVE = f"""
SELECT {ARTICLE_DOCUMENT}, a.id
FROM article AS a JOIN live_issue AS v ON v.id = a.issue_id JOIN issue AS i ON i.id = a.issue_id
JOIN source AS o ON o.id = i.source_id WHERE a.id NOT IN (SELECT id FROM search_change)
UNION ALL SELECT {NOTE_DOCUMENT}, -n.id
FROM annotation AS n JOIN article AS a ON a.id = n.article_id JOIN live_issue AS v ON v.id = a.issue_id
WHERE n.deleted_at IS NULL AND -n.id NOT IN (SELECT id FROM search_change)
"""
_READ = "SELECT id, subject FROM search_document WHERE subject NOT IN (SELECT id FROM search_change)"
_HELD = "SELECT id FROM search_text_docsize"
_ALL = "SELECT id FROM search_document"


def problems(db: Connection) -> tuple[Problem, ...]:
    """Return what is wrong with the index; what it has yet to read is not."""
    if not search_index.fits(db):
        return ()
    try:
        words, texts = _wrong_words(db), _difference(db, _LIVE, _READ) + _difference(db, _HELD, _ALL)
    except DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") != "SQLITE_CORRUPT_VTAB":
            raise
        return (Problem("The search index is damaged."),)
    return (
        *([Problem("The search index is wrong about {count} words.", {"count": words})] if words else ()),
        *([Problem("The search index is wrong about {count} texts.", {"count": texts})] if texts else ()),
    )


def _difference(db: Connection, one: str, other: str) -> int:
    sql = f"SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other})"
    back = f"SELECT * FROM ({other}) EXCEPT SELECT * FROM ({one})"
    return int(db.execute(f"SELECT (SELECT count(*) FROM ({sql})) + (SELECT count(*) FROM ({back}))").fetchone()[0])


def _wrong_words(db: Connection) -> int:
    documents: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for texts in _texts(db):
        counts = Counter(" ".join(texts).split())
        places.update(counts)
        documents.update(counts.keys())
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_term USING fts5vocab (main, search_text, row)")
    held = {row["term"]: (row["doc"], row["cnt"]) for row in db.execute("SELECT term, doc, cnt FROM temp.search_term")}
    return sum(held.get(term) != (documents[term], places[term]) for term in documents.keys() | held.keys())


def _texts(db: Connection) -> Iterator[Texts]:
    for sql in (_ARTICLES, _NOTES):
        for text, title, author in db.execute(sql):
            yield document_tokens(text or "", title or "", author or "")
