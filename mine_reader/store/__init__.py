"""The only SQL. A `Store` gives connections; the modules hold functions over a connection.

Nothing but frozen dataclasses and plain values leaves this package.
"""

from mine_reader.store import (
    annotations,
    content,
    feeds,
    history,
    pages,
    queries,
    state,
)
from mine_reader.store.content import StoredArticle, StoredIssue
from mine_reader.store.database import Connection, Store
from mine_reader.store.queries import Day
from mine_reader.store.times import moment, stamp
from mine_reader.store.values import clean

__all__ = [
    "Connection",
    "Day",
    "Store",
    "StoredArticle",
    "StoredIssue",
    "annotations",
    "clean",
    "content",
    "feeds",
    "history",
    "lists",
    "moment",
    "pages",
    "queries",
    "stamp",
    "state",
]
