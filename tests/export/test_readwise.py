"""Annotations as a table."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_reader.export.readwise import COLUMNS, export_csv
from mine_reader.model import NoteText
from tests.export import make


def rows(*annotations, **changes) -> list[dict[str, str]]:
    text = export_csv([make.detail(*annotations, **changes)])
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_columns_are_those_of_readwise():
    assert export_csv([]) == "Highlight,Title,Author,URL,Note,Location,Date\n"


def test_a_highlight_with_its_note():
    assert rows(make.annotation(12, "想去看看", "每十秒", tags=("sea/light", "to do"))) == [
        {
            "Highlight": "每十秒",
            "Title": "灯塔怎样工作",
            "Author": "海边",
            "URL": "https://example.org/a",
            "Note": ".sea/light .to-do\n想去看看",
            "Location": "12",
            "Date": "2023-12-09",
        }
    ]


def test_a_note_on_a_whole_article_has_its_title_for_a_highlight():
    (row,) = rows(make.annotation())
    assert (row["Highlight"], row["Note"], row["Location"]) == ("灯塔怎样工作", "想去看看", "0")


def test_without_a_date_of_its_own_it_has_that_of_its_making():
    (row,) = rows(make.annotation(note=NoteText("x")))
    assert row["Date"] == "2024-01-01T00:00:00Z"


def test_without_a_name_the_handle_is_the_author():
    (row,) = rows(make.annotation(), articles=(make.article(author=None),))
    assert row["Author"] == "seaside"


def test_deleted_ones_are_left_out():
    assert rows(make.annotation(deleted=True)) == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", " =", "＝", "\n"])
def test_a_cell_cannot_become_a_formula(start):
    body = f'{start}HYPERLINK("https://example.org";"x")'
    (row,) = rows(make.annotation(note=NoteText(body)))
    assert row["Note"] == "'" + body


@given(st.text(), st.text())
def test_every_row_comes_back_whole(body, quote):
    found = rows(make.annotation(1, body, quote), make.annotation(2))
    assert len(found) == 2
    assert tuple(found[0]) == COLUMNS
    assert all(not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in found[0].values())
