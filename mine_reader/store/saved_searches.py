"""What a start needs to know of searches: those that are asked again, and whether the index is behind."""

from mine_reader.errors import NotFoundError
from mine_reader.model.searching import SavedSearch, Search
from mine_reader.store.database import Connection
from mine_reader.store.values import clean, row_id


def is_index_behind(db: Connection) -> bool:
    """Return whether something has changed that the search index has not read."""
    return bool(db.execute("SELECT EXISTS (SELECT 1 FROM search_change)").fetchone()[0])


def all_searches(db: Connection) -> tuple[SavedSearch, ...]:
    """Return the kept searches in the user's order."""
    rows = db.execute("SELECT id, name, query, variants FROM saved_search ORDER BY position, id")
    return tuple(SavedSearch(row["id"], row["name"], Search(row["query"], row["variants"] == 1)) for row in rows)


def add(db: Connection, name: str, search: Search) -> None:
    """Keep a search, after the others."""
    db.execute(
        "INSERT INTO saved_search (name, query, variants, position) "
        "SELECT ?, ?, ?, coalesce(max(position), 0) + 1 FROM saved_search",
        (name, clean(search.text), search.variants),
    )


def rename(db: Connection, saved_id: int, name: str) -> None:
    """Give a search another name; NotFoundError."""
    _changed(saved_id, db.execute("UPDATE saved_search SET name = ? WHERE id = ?", (name, row_id(saved_id))).rowcount)


def delete(db: Connection, saved_id: int) -> None:
    """Keep a search no longer; NotFoundError."""
    _changed(saved_id, db.execute("DELETE FROM saved_search WHERE id = ?", (row_id(saved_id),)).rowcount)


def _changed(saved_id: int, rows: int) -> None:
    if rows != 1:
        raise NotFoundError(kind="search", id=saved_id)
