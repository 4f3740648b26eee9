"""Undo and redo of everything, by noting what was there before.

While an act is open, temporary triggers note every cell of the tracked tables that changes, every row
that goes, and every row that comes. Undoing puts back exactly that, set by set, so that what an import
changed elsewhere since stays; that is itself noted, for redo. The history lives as long as the
connection. See https://sqlite.org/undoredo.html for the ancestor.
"""

from dataclasses import dataclass
from sqlite3 import Connection

LIMIT = 200
"""So many acts can be undone."""

# Parents before children. Undo leaves out rows whose parent an import has removed since.
_TRACKED = {
    "source": "",
    "feed": "id IN (SELECT id FROM source)",
    "tag": "",
    "saved_search": "",
    "issue": "",
    "section": "issue_id IN (SELECT id FROM issue)",
    "article": "issue_id IN (SELECT id FROM issue)",
    "article_link": "article_id IN (SELECT id FROM article)",
    "article_state": "id IN (SELECT id FROM article)",
    "article_tag": "article_id IN (SELECT id FROM article)",
    "annotation": "article_id IN (SELECT id FROM article)",
    "annotation_tag": "annotation_id IN (SELECT id FROM annotation)",
}
_COUNTERS = {"total", "unread", "starred", "later", "downloaded", "updated", "annotated", "notes", "todos"}
_STRUCTURE = "('source', 'feed', 'issue', 'article', 'article_tag', 'annotation_tag', 'saved_search')"
_SEEN = (
    "SELECT name, id, image FROM undo_row WHERE act IN (:act, (SELECT act FROM undo_now)) UNION ALL "
    "SELECT DISTINCT name, id, NULL FROM undo_cell WHERE act = :act"
)

_TABLES = """
CREATE TEMP TABLE undo_now (act INTEGER);
INSERT INTO undo_now VALUES (NULL);
CREATE TEMP TABLE undo_act (
    id INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL, redo INTEGER NOT NULL, automatic INTEGER NOT NULL
);
CREATE TEMP TABLE undo_row (
    act INTEGER NOT NULL, name TEXT NOT NULL, id INTEGER NOT NULL, image TEXT,
    PRIMARY KEY (act, name, id)
) WITHOUT ROWID;
CREATE TEMP TABLE undo_cell (
    act INTEGER NOT NULL, name TEXT NOT NULL, field TEXT NOT NULL, id INTEGER NOT NULL, value,
    PRIMARY KEY (act, name, field, id)
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


def _note(db: Connection, table: str, name: str, event: str, values: str) -> None:
    db.execute(
        f"CREATE TEMP TRIGGER undo_{table}_{name} AFTER {event} ON main.{table} "
        f"WHEN (SELECT act FROM undo_now) IS NOT NULL BEGIN INSERT OR IGNORE INTO {values}; END"
    )


def prepare(db: Connection) -> None:
    """Set the history up on the writer's connection."""
    for statement in _TABLES.strip().split(";\n"):
        db.execute(statement)
    for table in _TRACKED:
        columns = _columns(db, table)
        row = f"undo_row SELECT act, '{table}'"
        image = ", ".join(f"OLD.{column}" for column in columns)
        _note(db, table, "insert", "INSERT", f"{row}, NEW.id, NULL FROM undo_now")
        _note(db, table, "delete", "DELETE", f"{row}, OLD.id, json_array({image}) FROM undo_now")
        for column in columns:
            cell = f"undo_cell SELECT act, '{table}', '{column}', OLD.id, OLD.{column} FROM undo_now"
            _note(db, table, column, f"UPDATE OF {column}", f"{cell} WHERE OLD.{column} IS NOT NEW.{column}")


def begin(db: Connection, label: str, *, redo: bool = False, automatic: bool = False) -> None:
    """Start to note what changes, as one act; what nobody asked for joins the like of it that came right before."""
    last = db.execute("SELECT label, redo, automatic FROM undo_act ORDER BY id DESC LIMIT 1").fetchone()
    if not automatic or last is None or tuple(last) != (label, 0, 1):
        db.execute("INSERT INTO undo_act (label, redo, automatic) VALUES (?, ?, ?)", (label, redo, automatic))
    db.execute("UPDATE undo_now SET act = (SELECT max(id) FROM undo_act)")


def end(db: Connection, *, keep_redo: bool = False) -> None:
    """Close the act; one that changed nothing leaves no trace."""
    act = int(db.execute("SELECT act FROM undo_now").fetchone()[0])
    db.execute("UPDATE undo_now SET act = NULL")
    if not db.execute(
        "SELECT 1 FROM undo_row WHERE act = :act UNION ALL SELECT 1 FROM undo_cell WHERE act = :act", {"act": act}
    ).fetchone():
        db.execute("DELETE FROM undo_act WHERE id = ?", (act,))
        return
    if not keep_redo:
        db.execute("DELETE FROM undo_act WHERE redo = 1")
    db.execute(
        "DELETE FROM undo_act WHERE id NOT IN (SELECT id FROM undo_act ORDER BY id DESC LIMIT ?)",
        (LIMIT,),
    )
    _sweep(db)


def _sweep(db: Connection) -> None:
    db.execute("DELETE FROM undo_row WHERE act NOT IN (SELECT id FROM undo_act)")
    db.execute("DELETE FROM undo_cell WHERE act NOT IN (SELECT id FROM undo_act)")


def forget(db: Connection) -> None:
    """Drop the whole history."""
    db.execute("DELETE FROM undo_act")
    _sweep(db)
    db.execute("UPDATE undo_now SET act = NULL")


def forget_splits(db: Connection, issue_id: int) -> None:
    """Drop the acts that split an issue anew: they hold a text that an import has replaced. Within an act: nothing."""
    db.execute(
        "DELETE FROM undo_act WHERE (SELECT act FROM undo_now) IS NULL "
        "AND id IN (SELECT act FROM undo_cell WHERE name = 'issue' AND field = 'options' AND id = ?)",
        (issue_id,),
    )
    _sweep(db)


def remembered(db: Connection, table: str, column: str) -> frozenset[int]:
    """Return the ids that rows which are gone, but may come back by undo or redo, hold in a column."""
    place = f"$[{_columns(db, table).index(column)}]"
    rows = db.execute(
        "SELECT DISTINCT json_extract(image, ?) AS id FROM undo_row WHERE name = ? AND image IS NOT NULL",
        (place, table),
    )
    return frozenset(int(row["id"]) for row in rows if row["id"] is not None)


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
    values = ", ".join(f"json_extract(image, '$[{n}]') AS {column}" for n, column in enumerate(columns))
    db.execute(
        f"INSERT INTO main.{table} ({', '.join(columns)}) SELECT * FROM (SELECT {values} FROM undo_row "
        f"WHERE act = ? AND name = ? AND image IS NOT NULL) WHERE {guard or 'true'}",
        (act, table),
    )
    fields = db.execute("SELECT DISTINCT field FROM undo_cell WHERE act = ? AND name = ?", (act, table)).fetchall()
    for (field,) in fields:
        db.execute(
            f"UPDATE main.{table} SET {field} = u.value FROM undo_cell AS u "
            f"WHERE u.act = ? AND u.name = ? AND u.field = ? AND u.id = main.{table}.id",
            (act, table, field),
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
