"""No query of everyday use reads a whole table that grows with the library."""

import re
import sqlite3
from contextlib import closing

import pytest

from mine_reader.model import AnnotationFilter, ArticleFilter, Color, IssueId, ListOrder, SmartView
from mine_reader.services import open_services
from mine_reader.store import database

GROWS = "article|article_state|article_link|article_tag|annotation|annotation_tag|issue|issue_version|link|section"
SCAN = re.compile(rf"SCAN (?:{GROWS}|a|i|s|n|x|l|v|t|nt)\b(?! VIRTUAL)")
MEANT = (
    "SCAN i USING INDEX issue_",  # a list, in its order: no more is read than fits a page
    "SCAN issue USING INDEX issue_title",  # the filter of the sidebar: titles alone
    "SCAN article_tag",  # tags are counted from what is tagged alone
    "SCAN nt",
)


@pytest.fixture
def statements(monkeypatch):
    """Return what SQLite is asked, with the values in it."""
    asked: set[str] = set()
    connect = database.connect

    def traced(*arguments, **more):
        db = connect(*arguments, **more)
        db.set_trace_callback(asked.add)
        return db

    monkeypatch.setattr(database, "connect", traced)
    return asked


@pytest.fixture
def services(library_path, preparer, clock, tmp_path, statements):
    opened = open_services(library_path, preparer=preparer, clock=clock, cache_dir=tmp_path / "cache")
    yield opened
    opened.close()


def filters(services):
    issue = services.library.issue(IssueId(1))
    yield from (ArticleFilter(view=view) for view in SmartView)
    yield from (
        ArticleFilter(),
        ArticleFilter(source_id=issue.source_id),
        ArticleFilter(source_id=issue.source_id, year="2023"),
        ArticleFilter(issue_id=issue.id),
        ArticleFilter(group="x"),
        ArticleFilter(tag="a"),
        ArticleFilter(read=False),
        ArticleFilter(source_id=issue.source_id, read=True),
    )


def use(services):
    """Do what a reader does all day."""
    library, reading = services.library, services.reading
    library.overview()
    library.tags()
    library.shelves_with("x", 5)
    for which in filters(services):
        for order in ListOrder:
            page = reading.page(which, limit=1, order=order)
            reading.page(which, after=page.next, limit=1, order=order)
    shelf = library.overview().shelves[0]
    issue = library.shelf(shelf.source_id, shelf.year)[0]
    article = library.page(issue.id).articles[0]
    library.issue_at(library.issue(issue.id).path)
    for name in ("read", "starred", "later", "downloaded"):
        reading.mark([article.id], **{name: True})
    reading.tag([article.id], add=["a/b"])
    note = services.annotating.add(article.id, quote=article.text.split("\n")[0][:10], color=Color.BLUE)
    services.annotating.annotations(AnnotationFilter(issue_id=issue.id))
    services.annotating.delete([note.id])
    while reading.undo_label():
        reading.undo()
    reading.redo()
    library.correct(issue.id, title="Another", date="2022-02-03")
    library.delete_issue(issue.id)
    reading.undo()


def plans(path, statements):
    with closing(sqlite3.connect(path)) as db:
        for sql in sorted(statements):
            if re.match(r"\s*(SELECT|WITH|UPDATE|DELETE|INSERT)", sql) and "undo_" not in sql:
                yield sql, [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]


def test_no_query_reads_a_table_that_grows(services, folder, library_path, statements):
    folder.put()
    folder.put(name="weekly/02.md")
    statements.clear()
    use(services)
    found = [(sql, step) for sql, steps in plans(library_path, statements) for step in steps if SCAN.match(step)]
    assert len(statements) > 60
    assert [one for one in found if not one[1].startswith(MEANT)] == []
