"""A library that was made by the first release is taken along."""

import hashlib
import sqlite3
from contextlib import closing

import pytest

from mine_reader.model import IssueId
from mine_reader.services import check_library
from mine_reader.store import Store, content, queries
from mine_reader.store.schema import APPLICATION_ID, SCRIPTS, STEPS

DATA = b"### One\r\n\r\n> https://a.example/1?utm_source=x\r\n"
ROWS = """
INSERT INTO source (id, kind, name, position) VALUES (1, 'files', 'Weekly', 0);
INSERT INTO issue (id, source_id, path, version_id, title, dialect, added_at)
VALUES (1, 1, 'a.md', 1, 'An issue', 'weekly', '2026-01-01T00:00:00Z');
INSERT INTO section (issue_id, ordinal, title, description, span_start, span_end, own)
VALUES (1, 0, 'All', '', 0, 10, 0);
INSERT INTO article (id, issue_id, ordinal, label, title, title_shown, text, span_start, span_end)
VALUES (1, 1, 0, '', 'One', 1, 'some text', 0, 40);
INSERT INTO article_state (id, starred) VALUES (1, 1);
INSERT INTO link (id, canonical) VALUES (1, 'https://a.example/1'), (2, 'https://a.example/2');
INSERT INTO article_link (article_id, ordinal, link_id, url, label)
VALUES (1, 0, 1, 'https://a.example/1?utm_source=x', 'first'), (1, 1, 2, 'https://a.example/2', '');
INSERT INTO annotation (article_id, body, placement, exact, prefix, suffix, span_start, span_end, made_exact,
    made_prefix, made_suffix, anchor, created_at, updated_at)
VALUES (1, 'a note', 'block', 'text', 'some ', '', 5, 9, 'text',
    'some ', '', 'kept', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
"""


@pytest.fixture
def first(tmp_path):
    path = tmp_path / "library.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        STEPS[0](db)
        db.executescript(ROWS)
        db.execute(
            "INSERT INTO issue_version VALUES (1, 1, ?, ?, 'utf-8', x'', '2026-01-01T00:00:00Z')",
            (hashlib.sha256(DATA).hexdigest(), DATA),
        )
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")
    return path


def test_the_first_schema_is_as_it_was_released():
    assert (
        hashlib.sha256(SCRIPTS[0].encode()).hexdigest()
        == "cc5d64015ebe89f05006bb59827dfaecd16c8a9f2d9dbe5bbb116c065b6e8b15"
    )


def test_texts_links_marks_and_notes_come_along(first):
    store = Store(first)
    with store.read() as db:
        assert content.source_text(db, IssueId(1)).text == DATA.decode()
        (article,) = queries.articles_of(db, IssueId(1))
        assert db.execute("SELECT annotated, starred FROM issue").fetchone()[:] == (1, 1)
    assert [(link.url, link.label) for link in article.links] == [
        ("https://a.example/1?utm_source=x", "first"),
        ("https://a.example/2", ""),
    ]
    assert article.starred
    assert article.note_count == 1
    store.close()


def test_nothing_is_wrong_with_it_afterwards(first):
    Store(first).close()
    assert check_library(first).problems == ()
