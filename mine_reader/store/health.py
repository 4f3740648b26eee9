"""Copies of a library, and what is wrong with one."""

import hashlib
import zlib
from contextlib import closing
from pathlib import Path

from mine_reader.errors import LibraryCorruptError, LibraryError
from mine_reader.model import Problem
from mine_reader.store.database import Connection, connect, copy_database, version_of, wrapped
from mine_reader.store.values import unpack

__all__ = ["copy_database", "copy_file", "is_damaged", "problems", "require_alone", "validate"]


_COUNTED = ("total", "unread", "starred", "later", "downloaded", "updated", "annotated", "notes", "todos")


def validate(path: Path) -> None:
    """Raise the LibraryError that says why a file cannot serve as a library; nothing is written to it."""
    with wrapped(path):
        if path.stat().st_size == 0:
            raise LibraryCorruptError(path=path)
        with closing(connect(path, read_only=True)) as db:
            if version_of(db, path) == 0 or db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise LibraryCorruptError(path=path)


def copy_file(path: Path, target: Path) -> None:
    """Write a consistent copy of a library that is not open here to a file that is not there yet; LibraryError."""
    with wrapped(path), closing(connect(path, read_only=True)) as db:
        copy_database(db, target)


def is_damaged(path: Path) -> bool:
    """Return whether a file cannot serve as a library."""
    try:
        validate(path)
    except LibraryError:
        return True
    return False


def require_alone(path: Path) -> None:
    """Write the log back into the file; LibraryLockedError if another program has the library open."""
    with wrapped(path), closing(connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")


def problems(db: Connection) -> tuple[Problem, ...]:
    """Return what is wrong with a library."""
    found = [Problem("SQLite: {reason}", {"reason": row[0]}) for row in db.execute("PRAGMA integrity_check")]
    found = [problem for problem in found if problem.fields["reason"] != "ok"]
    found += [
        Problem("A row of {table} refers to a row of {other} that is not there.", {"table": row[0], "other": row[2]})
        for row in db.execute("PRAGMA foreign_key_check")
    ]
    from mine_reader.store import search_check  # noqa: PLC0415 - no start needs it

    return (*found, *_sources(db), *_anchors(db), *_feeds(db), *_counters(db), *search_check.problems(db))


def _sources(db: Connection) -> list[Problem]:
    found = []
    for row in db.execute("SELECT issue_id, sha256, packed, encoding, bom FROM issue_version"):
        data = _unpacked(row["packed"])
        if data is None or hashlib.sha256(data).hexdigest() != row["sha256"]:
            found.append(Problem("The source of issue {id} is not what was imported.", {"id": row["issue_id"]}))
            continue
        try:
            data[len(row["bom"]) :].decode(row["encoding"])
        except (UnicodeDecodeError, LookupError):
            found.append(Problem("The source of issue {id} cannot be decoded.", {"id": row["issue_id"]}))
    return found


def _unpacked(packed: bytes) -> bytes | None:
    try:
        return unpack(packed)
    except zlib.error:
        return None


def _anchors(db: Connection) -> list[Problem]:
    rows = db.execute(
        "SELECT n.id, n.exact, n.span_start, n.span_end, a.text FROM annotation AS n "
        "JOIN article AS a ON a.id = n.article_id WHERE n.exact IS NOT NULL AND n.anchor <> 'detached'"
    )
    found = [
        Problem("Note {id} is not where its quote stands.", {"id": row["id"]})
        for row in rows
        if row["text"][row["span_start"] : row["span_end"]] != row["exact"]
    ]
    versions = db.execute(
        "SELECT n.id FROM annotation AS n JOIN article_text AS t ON t.id = n.made_text "
        "WHERE substr(t.text, n.made_start + 1, length(n.made_exact)) <> n.made_exact"
    )
    return found + [
        Problem("The version that note {id} was made on does not hold its quote.", {"id": row["id"]})
        for row in versions
    ]


def _feeds(db: Connection) -> list[Problem]:
    rows = db.execute("SELECT id FROM source WHERE kind = 'feed' AND id NOT IN (SELECT id FROM feed)")
    return [Problem("Feed {id} has no address.", {"id": row["id"]}) for row in rows]


def _counters(db: Connection) -> list[Problem]:
    rows = db.execute(
        "SELECT i.id FROM issue AS i WHERE (i.total, i.unread, i.starred, i.later, i.downloaded, i.updated) <> ("
        "SELECT count(*), coalesce(sum(s.read = 0), 0), coalesce(sum(s.starred), 0), coalesce(sum(s.later), 0), "
        "coalesce(sum(s.downloaded), 0), coalesce(sum(s.updated), 0) "
        "FROM article AS a JOIN article_state AS s ON s.id = a.id WHERE a.issue_id = i.id) "
        "OR (i.annotated, i.notes, i.todos) <> ("
        "SELECT count(DISTINCT a.id), count(*), coalesce(sum(n.todo), 0) FROM article AS a "
        "JOIN annotation AS n ON n.article_id = a.id WHERE a.issue_id = i.id AND n.deleted_at IS NULL)"
    )
    found = [Problem("The counts of issue {id} are wrong.", {"id": row["id"]}) for row in rows]
    shelves = db.execute(
        f"SELECT source_id FROM (SELECT * FROM shelf WHERE issues <> 0 UNION ALL "
        f"SELECT shelf_source, year, count(*), {', '.join(f'sum({name})' for name in _COUNTED)} "
        "FROM issue WHERE deleted_at IS NULL GROUP BY shelf_source, year) "
        f"GROUP BY source_id, year, issues, {', '.join(_COUNTED)} HAVING count(*) <> 2"
    )
    sources = sorted({row["source_id"] for row in shelves})
    return found + [Problem("The counts of source {id} are wrong.", {"id": id_}) for id_ in sources]
