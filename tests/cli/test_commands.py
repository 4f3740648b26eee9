"""Every command, and the JSON it writes."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import date

import pytest

NOTE_KEYS = ["id", "article", "level", "text", "date", "status", "quote", "color", "tags", "anchor"]
ARTICLE_KEYS = [
    "id", "issue", "label", "title", "section", "author", "handle", "date", "text", "links", "notes", "tags",
    "read", "starred", "later", "downloaded", "updated", "removed",
]  # fmt: skip
ISSUE_KEYS = ["id", "source", "path", "title", "number", "date", "dialect", "sections", "articles", "warnings"]


def test_import_writes_issues(issue, file):
    assert list(issue) == ISSUE_KEYS
    assert (issue["path"], issue["source"], issue["number"], issue["date"]) == (str(file), "weekly", 3, "2023-10-15")
    assert issue["sections"] == [{"title": "技术", "description": "机器与人"}]
    first = issue["articles"][0]
    assert list(first) == ARTICLE_KEYS
    assert (first["title"], first["text"]) == ("灯塔怎样工作", "灯塔每十秒闪一次。")
    assert first["links"] == [{"url": "https://example.org/a", "label": ""}]
    (note,) = first["notes"]
    assert list(note) == NOTE_KEYS
    assert (note["text"], note["date"], note["quote"]) == ("想去看看", "2023-10-16", "灯塔每十秒闪一次。")


def test_importing_again_writes_the_same(cli, issue, file):
    assert cli.json("import", file) == {"issues": [issue], "skipped": []}


def test_import_says_what_was_done(cli, file):
    assert cli("import", file) == 0
    assert cli.out == "new: 海边周刊 第 3 期 (2 articles)\n"
    assert cli.err == ""


def test_import_says_what_became_of_notes(cli, issue, file):
    cli.json("notes", "add", issue["articles"][0]["id"], "真的吗", "--quote", "每十秒")
    file.write_text(file.read_text("utf-8").replace("每十秒", "夜里每十秒"), "utf-8")
    assert cli("import", file) == 0
    assert cli.err == f"{file}: notes kept 1, moved 1, detached 0.\n"


def test_import_into_a_named_source(cli, file):
    assert cli.json("import", file, "--source", "海边")["issues"][0]["source"] == "海边"


def test_a_folder_is_imported_without_what_is_no_issue(cli, file):
    (file.parent / "cover.png").write_bytes(b"\x89PNG")
    (file.parent / "README.md").write_text("# about\n")
    assert cli("import", file.parent, "--json") == 0
    assert {s["reason"] for s in json.loads(cli.out)["skipped"]} == {
        "it is not a Markdown or text file",
        "it is an index page; name it to import it",
    }
    assert cli.err == ""


def test_list_writes_articles_without_text(cli, issue):
    found = cli.json("list")
    assert [list(article) for article in found["articles"]] == [[k for k in ARTICLE_KEYS if k != "text"]] * 2
    assert found["articles"][0]["notes"] == issue["articles"][0]["notes"]


def test_list_in_plain_words(cli, issue):
    assert cli("list") == 0
    assert cli.out == "1\t●✎1\t灯塔怎样工作\n2\t●\t潮汐表\n"


@pytest.mark.parametrize(
    ("conditions", "titles"),
    [
        (["--unread"], ["潮汐表"]),
        (["--starred"], ["灯塔怎样工作"]),
        (["--annotated"], ["灯塔怎样工作"]),
        (["--unread", "--starred"], []),
        (["--later"], []),
        (["--downloaded"], ["潮汐表"]),
        (["--tag", "sea"], ["灯塔怎样工作"]),
        (["--tag", "#Sea/Light"], ["灯塔怎样工作"]),
        (["--source", "weekly"], ["灯塔怎样工作", "潮汐表"]),
        (["--issue", "1"], ["灯塔怎样工作", "潮汐表"]),
    ],
)
def test_list_by_conditions(cli, issue, conditions, titles):
    cli("mark", 1, "--read", "--star", "--tag", "sea/light")
    cli("mark", 2, "--downloaded")
    assert [article["title"] for article in cli.json("list", *conditions)["articles"]] == titles


def test_show_writes_an_article(cli, issue):
    assert cli.json("show", 1) == issue["articles"][0]


def test_show_in_plain_words(cli, issue):
    assert cli("show", 1) == 0
    assert "灯塔每十秒闪一次。" in cli.out
    assert "[1] 1 · 2023-10-16\n想去看看\n" in cli.out


@pytest.mark.parametrize(
    ("flag", "back", "key", "on", "off"),
    [
        ("--read", "--unread", "read", True, False),
        ("--star", "--unstar", "starred", True, False),
        ("--later", "--not-later", "later", True, False),
        ("--downloaded", "--not-downloaded", "downloaded", {"title": None}, None),
        ("--tag=a/b", "--untag=a/b", "tags", ["a/b"], []),
    ],
)
def test_a_mark_is_set_and_taken_back(cli, issue, flag, back, key, on, off):
    assert cli("mark", 1, flag) == 0
    assert (cli.json("show", 1)[key], cli.json("show", 2)[key]) == (on, off)
    cli("mark", 1, back)
    assert cli.json("show", 1)[key] == off


@pytest.mark.parametrize("which", [["--all"], ["--issue", "1"], ["1", "2"]])
def test_many_are_marked(cli, issue, which):
    assert cli("mark", *which, "--read") == 0
    assert cli.err == "Articles changed: 2.\n"
    assert cli.json("list", "--unread") == {"articles": []}


@pytest.mark.parametrize("arguments", [["1"], ["--read"], ["1", "--all", "--read"], ["1", "--read", "--unread"]])
def test_wrong_usage_of_mark(cli, issue, arguments):
    assert cli("mark", *arguments) == 2
    assert cli.out == ""


def test_notes_are_listed(cli, issue):
    assert cli.json("notes", "list") == {"notes": issue["articles"][0]["notes"]}
    assert cli.json("notes", "list", "--issue", 1) == {"notes": issue["articles"][0]["notes"]}


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--text", "回家 潮汐"), True),
        (("--text", "回家 灯塔"), False),
        (("--todo",), True),
        (("--done",), False),
        (("--detached",), False),
        (("--level", "2", "--color", "yellow"), True),
        (("--color", "pink"), False),
        (("--since", "2023-12-09", "--until", "2023-12-09"), True),
        (("--since", "2023-12-10"), False),
        (("--source", "1", "--level", "2"), True),
        (("--tag", "x"), False),
    ],
)
def test_notes_are_filtered(cli, issue, options, found):
    added = cli.json("notes", "add", 2, "回家再读", "--quote", "两次", "--level", "2", "--date", "2023-12-09")
    listed = [note["id"] for note in cli.json("notes", "list", *options)["notes"]]
    assert (added["id"] in listed) == found


def test_a_note_is_added(cli, issue):
    added = cli.json("notes", "add", 2, "回家再读", "--quote", "两次", "--level", "2", "--date", "2023-12-09")
    assert {k: added[k] for k in ("article", "level", "text", "date", "quote", "status")} == {
        "article": 2,
        "level": "2",
        "text": "回家再读",
        "date": "2023-12-09",
        "quote": "两次",
        "status": None,
    }
    assert cli.json("show", 2)["notes"] == [added]


def test_only_the_words_a_note_is_about_are_highlighted(cli, issue):
    assert cli.json("notes", "add", 2, "x", "--quote", "两次")["color"] == "yellow"
    assert cli.json("notes", "add", 2, "x")["color"] is None


def test_a_new_note_carries_todays_date_unless_told_otherwise(cli, issue):
    assert cli.json("notes", "add", 2, "x")["date"] == date.today().isoformat()  # noqa: DTZ011
    assert cli.json("notes", "add", 2, "y", "--date", "")["date"] is None


def test_a_note_is_edited_ticked_and_deleted(cli, issue):
    assert cli("notes", "edit", 1, "不去了") == 0
    assert cli("notes", "done", 1) == 0
    (note,) = cli.json("notes", "list")["notes"]
    assert (note["text"], note["status"], note["date"], note["level"]) == ("不去了", "done", "2023-10-16", "1")
    assert cli("notes", "delete", 1) == 0
    assert cli.json("notes", "list") == {"notes": []}


@pytest.mark.parametrize("arguments", [["--date", "9.12."], ["--level", "high"], ["--level", "1-"]])
def test_a_note_with_a_wrong_date_or_level_is_wrong_usage(cli, issue, arguments):
    assert cli("notes", "add", 1, "x", *arguments) == 2
    assert cli.json("notes", "list")["notes"] == issue["articles"][0]["notes"]


@pytest.mark.parametrize("form", ["markdown", "obsidian", "inline", "json", "jsonld", "csv"])
@pytest.mark.parametrize("which", [["--all"], ["--issue", "1"], ["--tag", "sea"]])
def test_export_writes_files(cli, issue, tmp_path, form, which):
    cli("mark", 1, "--tag", "sea")
    assert cli("export", "--format", form, *which, "--output", tmp_path / "out") == 0
    assert (tmp_path / "out").exists()
    assert cli.out == ""
    assert cli.err.startswith("Files written: 1. Notes: 1.")


def test_export_says_what_was_left_out(cli, issue, tmp_path):
    cli("notes", "add", 2, "『", "--level", "1", "--date", "2023-12-09")
    cli("export", "--format", "inline", "--issue", 1, "--output", tmp_path / "a.md")
    assert "Left out" not in cli.err


@pytest.mark.parametrize(
    ("form", "suffix"), [("markdown", "md"), ("json", "json"), ("jsonld", "jsonld"), ("csv", "csv")]
)
@pytest.mark.parametrize("which", [["--all"], ["--issue", "1"], ["--tag", "#SEA"]])
def test_an_export_goes_into_a_folder_that_is_named_as_one(cli, issue, tmp_path, form, suffix, which):
    cli("mark", 1, "--tag", "sea")
    assert cli("export", "--format", form, *which, "--output", f"{tmp_path}/new/") == 0
    assert [path.name for path in (tmp_path / "new").iterdir()] == [f"weekly 海边周刊 第 3 期.{suffix}"]


def test_a_json_export_is_imported(cli, issue, tmp_path):
    cli("mark", 1, "--star")
    assert cli("export", "--format", "json", "--all", "--output", tmp_path / "a.json") == 0
    before = cli.json("list")
    other = ("--library", tmp_path / "other.sqlite")
    assert [found["title"] for found in cli.json(*other, "import", tmp_path / "a.json")["issues"]] == [issue["title"]]
    assert cli.json(*other, "list") == before


def test_a_broken_json_file_is_told_and_the_rest_imported(cli, file, tmp_path):
    (tmp_path / "a.json").write_text("{")
    assert cli("import", tmp_path / "a.json", file) == 1
    assert cli.err == f"{tmp_path / 'a.json'} was not imported: it is not valid JSON.\n"
    assert "new: " in cli.out


@pytest.mark.parametrize("arguments", [["--format", "pdf", "--all"], ["--format", "json"], ["--all"]])
def test_wrong_usage_of_export(cli, issue, tmp_path, arguments):
    assert cli("export", *arguments, "--output", tmp_path / "x") == 2


def test_a_backup_is_restored(cli, issue, tmp_path):
    assert cli("backup", tmp_path / "b.sqlite") == 0
    cli("notes", "delete", 1)
    assert cli("restore", tmp_path / "b.sqlite") == 0
    assert cli.json("notes", "list")["notes"] == issue["articles"][0]["notes"]


def test_check_finds_a_library_whole(cli, issue):
    assert cli.json("check") == {"ok": True, "problems": []}
    assert cli("check") == 0
    assert cli.out == "No problems were found.\n"


def test_check_says_in_the_users_language_what_is_wrong(cli, issue, monkeypatch):
    with closing(sqlite3.connect(os.environ["MINE_READER_LIBRARY"])) as db:
        db.execute("UPDATE issue SET unread = 9")
        db.commit()
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert cli("check", "--json") == 1
    assert json.loads(cli.out) == {"ok": False, "problems": ["The counts of issue 1 are wrong."]}
    assert cli.err == "期刊 1 的计数有误。\n"


def test_the_library_may_be_named_after_the_command(cli, file, tmp_path):
    other = tmp_path / "other.sqlite"
    (issue,) = cli.json("import", file, "--library", other)["issues"]
    assert cli.json("--library", other, "show", 1) == issue["articles"][0]
    assert cli.json("notes", "list", "--library", other)["notes"] == issue["articles"][0]["notes"]
    assert cli.json("list") == {"articles": []}


def test_two_libraries_know_nothing_of_each_other(cli, issue, tmp_path):
    assert cli.json("--library", tmp_path / "other.sqlite", "list") == {"articles": []}


def test_sentences_are_chinese_where_the_user_is(cli, issue, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert cli("show", 99) == 1
    assert cli.err == "资料库中没有编号为 99 的文章。\n"


def test_wrong_usage_is_told_in_chinese(cli, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert cli("notes", "frob") == 2
    assert cli.err.startswith("用法：mine-reader notes ")
    assert "没有 'frob' 这个选择" in cli.err


def test_help_is_all_chinese(cli, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert cli("export", "--help") == 0
    assert "选项：" in cli.out.replace(":", "：")
    assert "whole library" not in cli.out
