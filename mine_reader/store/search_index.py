"""The search index: what it has yet to read, and reading it. Nothing in it is the only copy of anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from mine_reader.store.database import Connection, Row
from mine_reader.text.segment import RULES, tokens

PAGE = 1 << 40
"""Added to the id of an article that is a saved page, to get the id of its document."""

NOTE = 2 << 40
"""Added to the id of an annotation, whose title is its quote."""

Texts = tuple[str, str, str]
"""Text, title and author of a document."""

AUTHOR = "coalesce(a.author, '') || ' ' || coalesce(a.handle, '')"
_LIVE = """
LEFT JOIN issue AS i ON i.id = a.issue_id AND i.deleted_at IS NULL
LEFT JOIN source AS s ON s.id = coalesce(i.own_source_id, i.source_id) AND s.deleted_at IS NULL
LEFT JOIN source AS o ON o.id = i.source_id
"""
_WAS = "c.id, c.stamp, c.text AS was_text, c.title AS was_title, c.author AS was_author"
_ARTICLES = f"""
SELECT {_WAS}, a.id AS article_id, a.issue_id, s.id IS NOT NULL AS live,
    coalesce(i.own_date, i.date, substr(i.added_at, 1, 10)) AS day, a.text, a.title, {AUTHOR} AS author,
    c.id + CASE o.kind WHEN 'pages' THEN {PAGE} ELSE 0 END AS document
FROM search_change AS c LEFT JOIN article AS a ON a.id = c.id {_LIVE}
WHERE c.id > 0
"""
_NOTES = f"""
SELECT {_WAS}, n.article_id, a.issue_id, s.id IS NOT NULL AND n.deleted_at IS NULL AS live,
    coalesce(n.date, substr(n.created_at, 1, 10)) AS day, n.body AS text, coalesce(n.exact, '') AS title,
    '' AS author, {NOTE} - c.id AS document
FROM search_change AS c LEFT JOIN annotation AS n ON n.id = -c.id LEFT JOIN article AS a ON a.id = n.article_id {_LIVE}
WHERE c.id < 0
"""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the index holds it: its row, and its tokens."""

    id: int
    article_id: int
    issue_id: int
    day: str
    tokens: Texts


@dataclass(frozen=True, slots=True)
class Update:
    """What a change asks of the index; `stamp` tells whether more has changed since."""

    change: int
    stamp: int
    old: tuple[int, Texts] | None
    new: Document | None


def waiting(db: Connection) -> int:
    """Return how many changes the index has not read."""
    return int(db.execute("SELECT count(*) FROM search_change").fetchone()[0])


def fits(db: Connection) -> bool:
    """Return whether the index was made by the rules of this program."""
    row = db.execute("SELECT version FROM search_rules").fetchone()
    return row is not None and row["version"] == RULES


def reset(db: Connection) -> None:
    """Empty the index, to read everything again."""
    db.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')")
    for table in ("search_document", "search_change", "search_rules"):
        db.execute(f"DELETE FROM {table}")
    db.execute("INSERT INTO search_change (id) SELECT id FROM article UNION ALL SELECT -id FROM annotation")
    db.execute("INSERT INTO search_rules (version) VALUES (?)", (RULES,))


def prepare(db: Connection, chars: int) -> tuple[Update, ...]:
    """Return the next updates, for texts of about so many characters; nothing is written."""
    found: list[Update] = []
    for sql in (_NOTES, _ARTICLES):
        for row in db.execute(f"{sql} ORDER BY c.id"):
            if chars <= 0:
                return tuple(found)
            update = _update(db, row)
            found.append(update)
            chars -= 200 + len(row["text"] or "") + len(row["was_text"] or "")
    return tuple(found)


def _update(db: Connection, row: Row) -> Update:
    new = None
    if row["live"]:
        texts = document_tokens(row["text"], row["title"], row["author"])
        new = Document(row["document"], row["article_id"], row["issue_id"], row["day"], texts)
    return Update(row["id"], row["stamp"], _old(db, row), new)


def _old(db: Connection, row: Row) -> tuple[int, Texts] | None:
    """Return what the index holds of a changed row: its text before, which is that of now if no other was noted."""
    ids = (NOTE - row["id"],) if row["id"] < 0 else (row["id"], PAGE + row["id"])
    for document in ids:
        if db.execute("SELECT 1 FROM search_document WHERE id = ?", (document,)).fetchone():
            was = "was_" if row["was_text"] is not None else ""
            return document, document_tokens(row[f"{was}text"], row[f"{was}title"], row[f"{was}author"])
    return None


def document_tokens(text: str, title: str, author: str) -> Texts:
    """Return what the index holds of a document."""
    return tokens(text), tokens(title), tokens(author)


def apply(db: Connection, updates: Sequence[Update]) -> int:
    """Write updates into the index; return how many were still due."""
    done = 0
    for update in updates:
        if not db.execute(
            "DELETE FROM search_change WHERE id = ? AND stamp = ?", (update.change, update.stamp)
        ).rowcount:
            continue
        done += 1
        same = update.old and update.new and update.old == (update.new.id, update.new.tokens)
        if update.old:
            _remove(db, *update.old, known=not same)
        if update.new:
            _add(db, update.new, known=not same)
    return done


def _remove(db: Connection, document: int, texts: Texts, *, known: bool) -> None:
    db.execute("DELETE FROM search_document WHERE id = ?", (document,))
    if known:
        db.execute(
            "INSERT INTO search_text (search_text, rowid, text, title, author) VALUES ('delete', ?, ?, ?, ?)",
            (document, *texts),
        )


def _add(db: Connection, new: Document, *, known: bool) -> None:
    db.execute(
        "INSERT INTO search_document (id, article_id, issue_id, day) VALUES (?, ?, ?, ?)",
        (new.id, new.article_id, new.issue_id, new.day),
    )
    if known:
        db.execute("INSERT INTO search_text (rowid, text, title, author) VALUES (?, ?, ?, ?)", (new.id, *new.tokens))
