"""The reader's marks and tags on articles, corrections, drafts: every function is one statement or two."""

from collections.abc import Sequence

from mine_reader.model import AnnotationId, ArticleId, IssueId, SourceId
from mine_reader.store.database import Connection
from mine_reader.store.values import json_ids

MARKS = ("read", "starred", "later", "downloaded", "updated")


def mark(db: Connection, ids: Sequence[ArticleId], name: str, *, on: bool) -> tuple[ArticleId, ...]:
    """Set one mark; return the articles where it was not so already. What is read is not updated any more."""
    if name not in MARKS:
        raise ValueError(name)
    if name == "read" and on:
        read = "UPDATE article_state SET updated = 0 WHERE updated = 1 AND id IN (SELECT value FROM json_each(?)) "
        seen = db.execute(f"{read} RETURNING id", (json_ids(ids),)).fetchall()
    else:
        seen = []
    by_hand = ", downloaded_by_hand = 1" if name == "downloaded" else ""
    changed = db.execute(
        f"UPDATE article_state SET {name} = :on{by_hand} "
        f"WHERE id IN (SELECT value FROM json_each(:ids)) AND {name} <> :on RETURNING id",
        {"on": int(on), "ids": json_ids(ids)},
    )
    return tuple(dict.fromkeys(ArticleId(row["id"]) for row in (*seen, *changed.fetchall())))


def set_downloaded(db: Connection, article_id: ArticleId, title: str) -> None:
    """Mark an article as downloaded under a title, as the user says."""
    db.execute(
        "UPDATE article_state SET downloaded = 1, downloaded_by_hand = 1, downloaded_title = ? WHERE id = ?",
        (title, article_id),
    )


def set_local_file(db: Connection, article_id: ArticleId, path: str | None) -> None:
    """Link an article to a file, or to none."""
    db.execute("UPDATE article_state SET local_file = ? WHERE id = ?", (path, article_id))


def issues_of(db: Connection, ids: Sequence[ArticleId]) -> tuple[IssueId, ...]:
    """Return the issues that hold these articles."""
    rows = db.execute(
        "SELECT DISTINCT issue_id FROM article WHERE id IN (SELECT value FROM json_each(?))", (json_ids(ids),)
    )
    return tuple(IssueId(row["issue_id"]) for row in rows)


def tag_id(db: Connection, name: str, *, respell: bool = False) -> int:
    """Return the id of a tag, made if it is new; the first spelling stays unless asked otherwise."""
    db.execute("INSERT OR IGNORE INTO tag (name, folded) VALUES (?, ?)", (name, name.casefold()))
    if respell:
        db.execute("UPDATE tag SET name = ? WHERE folded = ?", (name, name.casefold()))
    return int(db.execute("SELECT id FROM tag WHERE folded = ?", (name.casefold(),)).fetchone()["id"])


def tag(
    db: Connection, kind: str, ids: Sequence[ArticleId] | Sequence[AnnotationId], name: str, *, on: bool
) -> tuple[int, ...]:
    """Add or remove a tag of articles or annotations (`kind`); return those where it was not so already."""
    table, owner = f"{kind}_tag", f"{kind}_id"
    values: dict[str, object] = {"ids": json_ids(ids)}
    if on:
        values["tag"] = tag_id(db, name)
        sql = f"INSERT OR IGNORE INTO {table} ({owner}, tag_id) SELECT value, :tag FROM json_each(:ids)"
    else:
        values["tag"] = name.casefold()
        sql = (
            f"DELETE FROM {table} WHERE tag_id = (SELECT id FROM tag WHERE folded = :tag) "
            f"AND {owner} IN (SELECT value FROM json_each(:ids))"
        )
    return tuple(int(row[0]) for row in db.execute(f"{sql} RETURNING {owner}", values).fetchall())


def tags_under(db: Connection, name: str) -> tuple[tuple[int, str], ...]:
    """Return id and name of a tag and of those nested under it."""
    rows = db.execute(
        "SELECT id, name FROM tag WHERE folded = :tag OR substr(folded, 1, length(:tag) + 1) = :tag || '/'",
        {"tag": name.casefold()},
    )
    return tuple((row["id"], row["name"]) for row in rows)


def move_tag(db: Connection, kind: str, old: int, new: int | None) -> tuple[int, ...]:
    """Give what carries the tag `old` the tag `new` instead (None: nothing); return what carried it."""
    table, owner = f"{kind}_tag", f"{kind}_id"
    if new is not None:
        db.execute(
            f"INSERT OR IGNORE INTO {table} ({owner}, tag_id) SELECT {owner}, ? FROM {table} WHERE tag_id = ?",
            (new, old),
        )
    rows = db.execute(f"DELETE FROM {table} WHERE tag_id = ? RETURNING {owner}", (old,)).fetchall()
    return tuple(int(row[0]) for row in rows)


def correct(db: Connection, issue_id: IssueId, column: str, value: str | int | None) -> None:
    """Set a correction of the user's; None takes it back."""
    if column not in {"own_title", "own_number", "own_date", "own_source_id"}:
        raise ValueError(column)
    db.execute(f"UPDATE issue SET {column} = ? WHERE id = ?", (value, issue_id))


def edit_source(
    db: Connection,
    source_id: SourceId,
    *,
    name: str | None = None,
    folder: str | None = None,
    position: int | None = None,
) -> None:
    """Set what is not None."""
    db.execute(
        "UPDATE source SET name = coalesce(?, name), folder = coalesce(?, folder), position = coalesce(?, position) "
        "WHERE id = ?",
        (name, folder, position, source_id),
    )


def delete(db: Connection, table: str, row_id: int, now: str) -> None:
    """Take an issue or a source out of the library; the row stays, for undo and for a later import."""
    if table not in {"issue", "source"}:
        raise ValueError(table)
    db.execute(f"UPDATE {table} SET deleted_at = ? WHERE id = ?", (now, row_id))


def save_draft(db: Connection, name: str, text: str, now: str) -> None:
    """Keep a draft; an empty one is forgotten."""
    db.execute("DELETE FROM draft WHERE name = ?", (name,))
    if text:
        db.execute("INSERT INTO draft (name, text, saved_at) VALUES (?, ?, ?)", (name, text, now))


def drafts(db: Connection) -> tuple[str, ...]:
    """Return the names of the drafts, the latest first."""
    return tuple(str(row["name"]) for row in db.execute("SELECT name FROM draft ORDER BY saved_at DESC, name"))


def draft(db: Connection, name: str) -> str:
    """Return a draft, "" if there is none."""
    row = db.execute("SELECT text FROM draft WHERE name = ?", (name,)).fetchone()
    return "" if row is None else str(row["text"])
