"""Undo and redo of everything, by before-images.

While an act is open, temporary triggers note every row of the tracked tables as it was before the act
(NULL: it was not there); at its end the rows as they are then. Undoing puts back what differs between
the two, set by set, so that what an import changed since stays; that is itself noted, for redo.
The history lives as long as the connection. See https://sqlite.org/undoredo.html for the ancestor.
"""

from dataclasses import dataclass
from sqlite3 import Connection

LIMIT = 200
"""So many acts can be undone."""

# Parents before children. Undo leaves out rows whose parent an import has removed since.
_TRACKED = {
    "source": "",
    "tag": "",
    "issue": "",
    "section": "issue_id IN (SELECT id FROM issue)",
    "article": "issue_id IN (SELECT id FROM issue)",
    "article_link": "article_id IN (SELECT id FROM article)",
    "article_state": "id IN (SELECT id FROM article)",
    "article_tag": "article_id IN (SELECT id FROM article)",
    "annotation": "article_id IN (SELECT id FROM article)",
    "annotation_tag": "annotation_id IN (SELECT id FROM annotation)",
}
_COUNTERS = {"total", "unread"}
_STRUCTURE = "('source', 'issue', 'article', 'article_tag', 'annotation_tag')"
_SEEN = "SELECT name, id, image FROM undo_row WHERE act = :act OR act = (SELECT act FROM undo_now)"

_TABLES = """
CREATE TEMP TABLE undo_now (act INTEGER);
INSERT INTO undo_now VALUES (NULL);
CREATE TEMP TABLE undo_act (id INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL, redo INTEGER NOT NULL);
CREATE TEMP TABLE undo_row (
    act INTEGER NOT NULL, name TEXT NOT NULL, id INTEGER NOT NULL, image TEXT, result TEXT,
    PRIMARY KEY (act, name, id)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Touched:
    """The rows that a step back or forward changed."""

    articles: tuple[int, ...] = ()
    annotations: tuple[int, ...] = ()
    issues: tuple[int, ...] = ()
    structure: bool = False


def _columns(db: Connection, table: str) -> list[str]:
    names = [str(row["name"]) for row in db.execute(f"PRAGMA main.table_info({table})")]
    return [name for name in names if table != "issue" or name not in _COUNTERS]


def _image(columns: list[str], row: str) -> str:
    return f"json_array({', '.join(f'{row}.{column}' for column in columns)})"


def prepare(db: Connection) -> None:
    """Set the history up on the writer's connection."""
    for statement in _TABLES.strip().split(";\n"):
        db.execute(statement)
    for table in _TRACKED:
        columns = _columns(db, table)
        image = _image(columns, "OLD")
        changed = ", ".join(columns)
        for name, event, row, value in (
            ("insert", "INSERT", "NEW", "NULL"),
            ("update", f"UPDATE OF {changed}", "OLD", image),
            ("delete", "DELETE", "OLD", image),
        ):
            db.execute(
                f"CREATE TEMP TRIGGER undo_{table}_{name} AFTER {event} ON main.{table} "
                f"WHEN (SELECT act FROM undo_now) IS NOT NULL BEGIN "
                f"INSERT OR IGNORE INTO undo_row SELECT act, '{table}', {row}.id, {value}, NULL FROM undo_now; END"
            )


def begin(db: Connection, label: str, *, redo: bool = False) -> None:
    """Start to note what changes, as one act."""
    db.execute("INSERT INTO undo_act (label, redo) VALUES (?, ?)", (label, redo))
    db.execute("UPDATE undo_now SET act = (SELECT max(id) FROM undo_act)")


def end(db: Connection, *, keep_redo: bool = False) -> None:
    """Close the act; one that changed nothing leaves no trace."""
    act = int(db.execute("SELECT act FROM undo_now").fetchone()[0])
    db.execute("UPDATE undo_now SET act = NULL")
    if not db.execute("SELECT 1 FROM undo_row WHERE act = ?", (act,)).fetchone():
        db.execute("DELETE FROM undo_act WHERE id = ?", (act,))
        return
    for table in _TRACKED:
        db.execute(
            f"UPDATE undo_row SET result = (SELECT {_image(_columns(db, table), 't')} FROM main.{table} AS t "
            "WHERE t.id = undo_row.id) WHERE act = ? AND name = ? AND image IS NOT NULL",
            (act, table),
        )
    if not keep_redo:
        db.execute("DELETE FROM undo_act WHERE redo = 1")
    db.execute(
        "DELETE FROM undo_act WHERE id NOT IN (SELECT id FROM undo_act ORDER BY id DESC LIMIT ?)",
        (LIMIT,),
    )
    db.execute("DELETE FROM undo_row WHERE act NOT IN (SELECT id FROM undo_act)")


def forget(db: Connection) -> None:
    """Drop the whole history."""
    db.execute("DELETE FROM undo_act")
    db.execute("DELETE FROM undo_row")
    db.execute("UPDATE undo_now SET act = NULL")


def forget_splits(db: Connection, issue_id: int) -> None:
    """Drop the acts that split an issue anew: they hold a text that an import has replaced. Within an act: nothing."""
    db.execute(
        "DELETE FROM undo_act WHERE (SELECT act FROM undo_now) IS NULL "
        "AND id IN (SELECT act FROM undo_row WHERE name = 'issue' AND id = ?) "
        "AND id IN (SELECT act FROM undo_row WHERE name = 'article')",
        (issue_id,),
    )
    db.execute("DELETE FROM undo_row WHERE act NOT IN (SELECT id FROM undo_act)")


def label(db: Connection, *, redo: bool) -> str | None:
    """Return the name of the act that `step` would take."""
    row = db.execute("SELECT label FROM undo_act WHERE redo = ? ORDER BY id DESC LIMIT 1", (redo,)).fetchone()
    return None if row is None else str(row["label"])


def step(db: Connection, *, redo: bool) -> Touched:
    """Put the rows of the last act back as they were before it."""
    row = db.execute("SELECT id, label FROM undo_act WHERE redo = ? ORDER BY id DESC LIMIT 1", (redo,)).fetchone()
    if row is None:
        return Touched()
    act = int(row["id"])
    db.execute("PRAGMA defer_foreign_keys = ON")
    begin(db, str(row["label"]), redo=not redo)
    for table in reversed(_TRACKED):
        db.execute(
            f"DELETE FROM main.{table} WHERE id IN "
            "(SELECT id FROM undo_row WHERE act = ? AND name = ? AND image IS NULL)",
            (act, table),
        )
    for table, guard in _TRACKED.items():
        _put_back(db, act, table, guard)
    touched = _touched(db, act)
    db.execute("DELETE FROM undo_act WHERE id = ?", (act,))
    end(db, keep_redo=True)
    return touched


def _put_back(db: Connection, act: int, table: str, guard: str) -> None:
    columns = _columns(db, table)
    old, new = ([f"json_extract({image}, '$[{n}]')" for n in range(len(columns))] for image in ("image", "result"))
    # What the act left alone may have changed since.
    changes = ", ".join(
        f"{column} = iif({old[n]} IS {new[n]}, {table}.{column}, {old[n]})"
        for n, column in enumerate(columns)
        if column != "id"
    )
    db.execute(
        f"UPDATE main.{table} SET {changes} FROM undo_row AS u "
        f"WHERE u.act = ? AND u.name = ? AND u.id = main.{table}.id AND image IS NOT NULL AND result IS NOT NULL",
        (act, table),
    )
    values = ", ".join(f"{value} AS {column}" for value, column in zip(old, columns, strict=True))
    db.execute(
        f"INSERT INTO main.{table} ({', '.join(columns)}) SELECT * FROM (SELECT {values} FROM undo_row "
        f"WHERE act = ? AND name = ? AND image IS NOT NULL AND result IS NULL) WHERE {guard or 'true'}",
        (act, table),
    )


def _touched(db: Connection, act: int) -> Touched:
    # The rows of the act undone are there again, those it had made are in the images of the new act.
    def ids(sql: str) -> tuple[int, ...]:
        return tuple(int(row[0]) for row in db.execute(f"WITH seen AS ({_SEEN}) {sql}", {"act": act}))

    annotations = ids(
        "SELECT id FROM seen WHERE name = 'annotation' UNION "
        "SELECT t.annotation_id FROM seen JOIN annotation_tag AS t ON t.id = seen.id WHERE name = 'annotation_tag' "
        "UNION SELECT json_extract(image, '$[1]') FROM seen WHERE name = 'annotation_tag' AND image IS NOT NULL"
    )
    articles = ids(
        "SELECT id FROM seen WHERE name IN ('article', 'article_state') UNION "
        "SELECT t.article_id FROM seen JOIN article_tag AS t ON t.id = seen.id WHERE name = 'article_tag' UNION "
        "SELECT json_extract(image, '$[1]') FROM seen WHERE name IN ('article_tag', 'annotation') "
        "AND image IS NOT NULL UNION "
        "SELECT a.article_id FROM seen JOIN annotation AS a ON a.id = seen.id WHERE name = 'annotation'"
    )
    issues = ids(
        "SELECT id FROM seen WHERE name = 'issue' UNION "
        "SELECT DISTINCT a.issue_id FROM seen JOIN article AS a ON a.id = seen.id "
        "WHERE name IN ('article', 'article_state')"
    )
    structure = ids(f"SELECT 1 FROM seen WHERE name IN {_STRUCTURE} LIMIT 1")
    return Touched(articles, annotations, issues, bool(structure))
