"""The search index: what it has yet to read, and reading it. Nothing in it is the only copy of anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from mine_reader.store.database import Connection, Row
from mine_reader.text.segment import RULES, tokens

PAGE = 1 << 61
"""The first id of documents that are saved pages."""

NOTE = 2 << 61
"""The first id of documents that are annotations, whose titles are their quotes."""

Texts = tuple[str, str, str]
"""Text, title and author of a document."""

_DAY = "CAST(substr(replace({0}, '-', ''), 1, 8) AS INTEGER) << 34"
IS_PAGE = f"CASE o.kind WHEN 'pages' THEN {PAGE} ELSE 0 END"
ARTICLE_DAY = "coalesce(i.own_date, i.date, substr(i.added_at, 1, 10))"
NOTE_DAY = "coalesce(n.date, substr(n.created_at, 1, 10))"
ARTICLE_DOCUMENT = f"{IS_PAGE} + ({_DAY.format(ARTICLE_DAY)}) + a.id"
"""The ids of documents go by kind, then by day, so that the index itself has the newest at its end."""

NOTE_DOCUMENT = f"{NOTE} + ({_DAY.format(NOTE_DAY)}) + n.id"
AUTHOR = "coalesce(a.author, '') || ' ' || coalesce(a.handle, '')"
_LIVE = """
LEFT JOIN issue AS i ON i.id = a.issue_id AND i.deleted_at IS NULL
LEFT JOIN source AS s ON s.id = coalesce(i.own_source_id, i.source_id) AND s.deleted_at IS NULL
LEFT JOIN source AS o ON o.id = i.source_id
"""
_WAS = "c.id, c.stamp, c.text AS was_text, c.title AS was_title, c.author AS was_author"
_ARTICLES = f"""
SELECT {_WAS}, a.id AS article_id, a.issue_id, s.id IS NOT NULL AS live,
    {ARTICLE_DAY} AS day, a.text, a.title, {AUTHOR} AS author, {ARTICLE_DOCUMENT} AS document
FROM search_change AS c LEFT JOIN article AS a ON a.id = c.id {_LIVE}
WHERE c.id > 0
"""
_NOTES = f"""
SELECT {_WAS}, n.article_id, a.issue_id, s.id IS NOT NULL AND n.deleted_at IS NULL AS live,
    {NOTE_DAY} AS day, n.body AS text, coalesce(n.exact, '') AS title, '' AS author, {NOTE_DOCUMENT} AS document
FROM search_change AS c LEFT JOIN annotation AS n ON n.id = -c.id LEFT JOIN article AS a ON a.id = n.article_id {_LIVE}
WHERE c.id < 0
"""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the index holds it: its row, and its tokens."""

    id: int
    subject: int
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
        new = Document(row["document"], row["id"], row["article_id"], row["issue_id"], row["day"], texts)
    return Update(row["id"], row["stamp"], _old(db, row), new)


def _old(db: Connection, row: Row) -> tuple[int, Texts] | None:
    """Return what the index holds of a changed row: its text before, which is that of now if no other was noted."""
    held = db.execute("SELECT id FROM search_document WHERE subject = ?", (row["id"],)).fetchone()
    if held is None:
        return None
    was = "was_" if row["was_text"] is not None else ""
    return held["id"], document_tokens(row[f"{was}text"], row[f"{was}title"], row[f"{was}author"])


def document_tokens(text: str, title: str, author: str) -> Texts:
    """Return what the index holds of a document."""
    return tokens(text), tokens(title), tokens(author)


def apply(db: Connection, updates: Sequence[Update]) -> int:
    """Write updates into the index; return how many were still due."""
    due = [one for one in updates if _is_due(db, one)]
    texts: list[tuple[int, str | None, Texts]] = []
    for update in due:
        if update.old:
            db.execute("DELETE FROM search_document WHERE id = ?", (update.old[0],))
        if update.new:
            _add(db, update.new)
        if update.new is None or update.old != (update.new.id, update.new.tokens):
            texts.extend([(update.old[0], "delete", update.old[1])] if update.old else [])
            texts.extend([(update.new.id, None, update.new.tokens)] if update.new else [])
    # In the order of ids all goes to one place of the index; else each step back begins another.
    db.executemany(
        "INSERT INTO search_text (rowid, search_text, text, title, author) VALUES (?, ?, ?, ?, ?)",
        [(id_, command, *tokens_) for id_, command, tokens_ in sorted(texts, key=lambda one: (one[0], one[1] is None))],
    )
    return len(due)


def _is_due(db: Connection, update: Update) -> bool:
    sql = "DELETE FROM search_change WHERE id = ? AND stamp = ?"
    return bool(db.execute(sql, (update.change, update.stamp)).rowcount)


def _add(db: Connection, new: Document) -> None:
    db.execute(
        "INSERT INTO search_document (id, subject, article_id, issue_id, day) VALUES (?, ?, ?, ?, ?)",
        (new.id, new.subject, new.article_id, new.issue_id, new.day),
    )
