"""The names of the JSON contract."""

import json
from dataclasses import replace
from typing import Any

from mine_reader.export import article_dict, export_json, issue_dict, note_dict
from mine_reader.model import NoteText, ParseWarning, Status
from tests.export import make


def test_note():
    assert note_dict(make.annotation(3, quote="每十秒", tags=("sea",))) == {
        "id": 3,
        "article": 7,
        "level": "1",
        "text": "想去看看",
        "date": "2023-12-09",
        "status": None,
        "quote": "每十秒",
        "color": "yellow",
        "tags": ["sea"],
        "anchor": "kept",
    }


def test_the_status_is_a_word():
    assert note_dict(make.annotation(note=NoteText("x", status=Status.OPEN)))["status"] == "open"


def test_article():
    found = article_dict(make.article(), [])
    assert found == {
        "id": 7,
        "issue": 1,
        "label": "",
        "title": "灯塔怎样工作",
        "section": "技术",
        "author": "海边",
        "handle": "@seaside",
        "date": "2023-10-14",
        "text": "灯塔每十秒闪一次。",
        "links": [{"url": "https://example.org/a", "label": "原文"}],
        "notes": [],
        "tags": ["sea/light"],
        "read": False,
        "starred": True,
        "later": False,
        "downloaded": {"title": "灯塔手册"},
        "updated": False,
        "removed": None,
    }


def test_an_article_in_a_list_has_no_text():
    assert "text" not in article_dict(make.article(), [], text=False)


def test_an_article_that_is_not_downloaded():
    assert article_dict(make.article(downloaded=False), [])["downloaded"] is None


def test_deleted_notes_are_not_shown():
    assert article_dict(make.article(), [make.annotation(deleted=True)])["notes"] == []


def test_issue():
    warning = ParseWarning("{what} was not understood", 4, {"what": "x"})
    found = issue_dict(make.detail(make.annotation(), warnings=(warning,)))
    articles: Any = found.pop("articles")
    assert [note["id"] for note in articles[0]["notes"]] == [1]
    assert found == {
        "id": 1,
        "source": "海边周刊",
        "path": "/issues/3.md",
        "title": "海边周刊 第 3 期",
        "number": 3,
        "date": "2023-10-15",
        "dialect": "weekly",
        "sections": [{"title": "技术", "description": "说明"}],
        "warnings": ["line 4: x was not understood"],
    }


def test_the_path_is_absolute():
    found = issue_dict(replace(make.detail(), issue=make.issue(path="3.md")))
    assert str(found["path"]).endswith("/3.md")
    assert str(found["path"]).startswith("/")


def test_the_export_holds_the_contract_and_more():
    detail = make.detail(make.annotation(quote="每十秒"))
    (issue,) = json.loads(export_json([detail]))["issues"]
    contract = issue_dict(detail)
    assert contract.items() >= {k: v for k, v in issue.items() if k in contract and k != "articles"}.items()
    note = issue["articles"][0]["notes"][0]
    assert note.items() >= note_dict(detail.annotations[0]).items()
    assert (note["start"], note["end"], note["placement"]) == (1, 5, "block")
