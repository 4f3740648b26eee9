"""Whatever goes wrong: one sentence, exit status 1, and the rest is done."""

import errno
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mine_reader.cli import app
from mine_reader.services import Services, backup_folder, open_services
from tests.cli.conftest import RealPreparer


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.md", b"", "it is empty"),
        ("blank.md", b" \n\n", "it is empty"),
        ("binary.md", b"\x00\x01\x02" * 50, "it is a binary file"),
        ("photo.png", b"\x89PNG", "it is not a Markdown or text file"),
        ("latin.md", "Crème brûlée à l'été\n".encode("latin-1"), "it is not text in UTF-8, UTF-16 or GB18030"),
    ],
)
def test_a_file_that_is_no_issue_is_named_and_the_others_go_on(cli, file, name, data, reason):
    bad = file.with_name(name)
    bad.write_bytes(data)
    assert cli("import", bad, file, "--json") == 1
    found = json.loads(cli.out)
    assert found["skipped"] == [{"path": str(bad), "reason": reason}]
    assert [issue["path"] for issue in found["issues"]] == [str(file)]
    assert cli.err == f"{bad} was not imported: {reason}.\n"


def test_a_file_of_50_mb(cli, file):
    big = file.with_name("big.md")
    with big.open("wb") as sparse:
        sparse.truncate(50_000_001)
    assert cli("import", big, file) == 1
    assert cli.err == f"{big} was not imported: it is larger than 50 MB.\n"
    assert "海边周刊" in cli.out


def test_a_file_that_is_not_there(cli, file):
    missing = file.with_name("no.md")
    assert cli("import", missing, file) == 1
    assert cli.err == f"{missing} was not imported: there is no such file.\n"
    assert "海边周刊" in cli.out


def test_a_file_that_cannot_be_read(cli, own_dirs, request):
    file = own_dirs / "a.md"
    file.write_text("x")
    file.chmod(0)
    request.getfixturevalue("ordinary_user")
    assert cli("import", file) == 1
    assert cli.err == f"{file} was not imported: it cannot be read: Permission denied.\n"


def test_a_full_disk_ends_an_import_with_what_was_done(cli, issue, file, monkeypatch):
    def nearly_full(path: Path) -> Services:
        services = open_services(path, preparer=RealPreparer())
        with services._store.write() as db:
            db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
        return services

    big = file.with_name("4.md")
    big.write_text("### 长文\n\n> https://a.b\n\n" + "很长的一段。\n\n" * 20_000, "utf-8")
    monkeypatch.setattr(app, "open_services", nearly_full)
    assert cli("import", file, big, file.with_name("5.md"), "--json") == 1
    assert json.loads(cli.out)["issues"] == [issue]
    library = os.environ["MINE_READER_LIBRARY"]
    assert cli.err.splitlines()[-1].startswith(f"The disk is full, so {library} could not be written. Nothing stored")


def test_a_file_whose_name_is_no_text(cli, tmp_path, file):
    bad = tmp_path / os.fsdecode(b"\xff.md")
    bad.write_text("x")
    assert cli("import", bad, file) == 1
    assert cli.err == f"{tmp_path}/\ufffd.md was not imported: its name is not valid text.\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: [\n---\n\n正文。\n",
        "### 甲\n\n> https://example.org\n\n1『没有结尾\n",
        "### 甲\n\n> https://a.b\n\n```\n代码\n",
    ],
)
def test_damaged_text_is_imported_with_a_warning(cli, file, text):
    file.write_text(text, "utf-8")
    assert cli("import", file) == 0
    assert cli.err.startswith(f"{file}, line ")
    (issue,) = cli.json("import", file)["issues"]
    assert len(issue["warnings"]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", 99), ("mark", 99, "--read"), ("mark", "--issue", 99, "--read"), ("notes", "add", 99, "x"),
        ("notes", "edit", 99, "x"), ("notes", "done", 99), ("notes", "delete", 99), ("notes", "list", "--issue", 99),
        ("list", "--issue", 99), ("list", "--source", "nobody"),
        ("export", "--format", "json", "--issue", 99, "--output", "x"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_one_sentence(cli, issue, arguments):
    assert cli(*arguments) == 1
    assert cli.out == ""
    assert cli.err.startswith("There is no ")
    assert cli.err.count("\n") == 1


@pytest.mark.parametrize("quote", ["没有这句", "。"])
def test_a_quote_must_be_in_the_text_once(cli, file, quote):
    file.write_text(file.read_text("utf-8").replace("闪一次。", "闪一次。很远就能看见。"), "utf-8")
    cli("import", file)
    assert cli("notes", "add", 1, "x", "--quote", quote) == 1
    assert cli.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "first"), "argument ARTICLE: first is no id: ids are numbers"),
        (("list", "--issue", "x"), "argument --issue: x is no id: ids are numbers"),
        (("export", "--format", "pdf", "--all", "--output", "x"), "choose from"),
        (("export", "--format", "json", "--all", "--output", ""), "name a file or a folder"),
        (("backup", ""), "name a file or a folder"),
    ],
)
def test_wrong_usage_is_said_in_words(cli, issue, arguments, sentence):
    assert cli(*arguments) == 2
    assert sentence in cli.err


def test_an_empty_note_is_refused(cli, issue):
    assert cli("notes", "add", 1, " ") == 1
    assert cli.err == "TEXT cannot be used: it is empty.\n"


def test_arguments_that_are_no_text_are_taken_as_far_as_they_are(cli, issue):
    assert cli.json("notes", "add", 1, "a\udcffb\0")["text"] == "a\ufffdb"


@pytest.fixture
def library(own_dirs) -> Path:
    return Path(os.environ["MINE_READER_LIBRARY"])


def test_a_damaged_library_is_left_as_it_is(cli, library):
    library.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    before = library.read_bytes()
    assert cli("list") == 1
    assert cli.err.startswith(f"The library {library} is damaged.")
    assert cli.err.count("\n") == 1
    assert library.read_bytes() == before


def test_checking_a_damaged_library_says_so(cli, library):
    library.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    assert cli("check", "--json") == 1
    found = json.loads(cli.out)
    assert not found["ok"]
    assert found["problems"][0].startswith(f"The library {library} is damaged.")
    assert cli.err.count("\n") == 1


def test_a_damaged_library_names_the_latest_good_backup(cli, issue, library):
    services = open_services(library, preparer=RealPreparer())
    backup = services.backup.daily(backup_folder(library))
    services.close()
    library.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    for command in ("list", "check"):
        assert cli(command) == 1
        assert cli.err.splitlines()[1:] == [f"The latest good backup is {backup}."]
    assert cli("restore", backup) == 0
    assert cli.json("show", 1) == issue["articles"][0]


def test_a_damaged_library_is_replaced_by_a_backup(cli, issue, library, tmp_path):
    cli("backup", tmp_path / "b.sqlite")
    library.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    assert cli("restore", tmp_path / "b.sqlite") == 0
    assert cli.json("show", 1) == issue["articles"][0]


def test_a_file_that_is_no_library(cli, library):
    library.write_text("my diary")
    assert cli("list") == 1
    assert library.read_text() == "my diary"
    assert cli.err.count("\n") == 1


def test_a_library_of_a_newer_version_is_refused_by_name(cli, issue, library):
    with sqlite3.connect(library) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    assert cli("list") == 1
    assert "newer MineReader (version 999)" in cli.err


def test_a_library_that_cannot_be_written_is_shown_and_exported(cli, issue, library, own_dirs, request):
    output = own_dirs / "out"
    output.mkdir()
    request.getfixturevalue("ordinary_user")
    library.chmod(0o400)
    library.parent.chmod(0o500)
    try:
        assert cli.json("show", 1) == issue["articles"][0]
        assert cli("export", "--format", "json", "--all", "--output", output) == 0
        assert cli("mark", 1, "--read") == 1
    finally:
        library.parent.chmod(0o700)
    assert cli.err == f"The library {library} cannot be written. Check the permissions of the file and its folder.\n"


@pytest.mark.parametrize("form", ["markdown", "inline", "json"])
def test_an_export_that_cannot_be_written(cli, issue, tmp_path, form):
    (tmp_path / "file").write_text("x")
    assert cli("export", "--format", form, "--all", "--output", tmp_path / "file" / "out") == 1
    assert "could not be written" in cli.err
    assert cli.err.count("\n") == 1


def test_an_export_onto_a_full_disk_leaves_the_old_file(cli, issue, tmp_path, monkeypatch):
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "a.md").write_text("old")
    monkeypatch.setattr("mine_reader.files.os.fsync", full)
    assert cli("export", "--format", "inline", "--issue", 1, "--output", tmp_path / "a.md") == 1
    assert (tmp_path / "a.md").read_text() == "old"
    assert "No space left on device" in cli.err


@pytest.mark.parametrize("name", ["none.sqlite", "text.sqlite"])
def test_a_backup_that_is_none_is_not_restored(cli, issue, tmp_path, name):
    (tmp_path / "text.sqlite").write_text("my diary")
    assert cli("restore", tmp_path / name) == 1
    assert cli.err.count("\n") == 1
    assert cli.json("show", 1) == issue["articles"][0]


def test_ctrl_c_ends_with_130(cli, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "open_services", interrupted)
    assert cli("list") == 130
    assert (cli.out, cli.err) == ("", "")


def test_a_bug_is_one_sentence_and_a_traceback_in_the_log(cli, monkeypatch, caplog):
    def broken(*_: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr(app, "open_services", broken)
    assert cli("list") == 1
    assert cli.err.startswith("Something went wrong: no such luck. The log ")
    assert "Traceback" in caplog.text


def whole(*arguments: str, stdout: Any, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "mine_reader", *arguments]
    env = os.environ | environment
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, env=env, check=False)


def test_a_broken_pipe_says_nothing(issue):
    read, write = os.pipe()
    os.close(read)
    done = whole("list", "--json", stdout=write)
    os.close(write)
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_an_output_that_is_full_is_one_sentence():
    with Path("/dev/full").open("wb") as full:
        done = whole("list", "--json", stdout=full)
    assert done.returncode == 1
    assert done.stderr == b"Something went wrong: No space left on device.\n"


def test_json_survives_a_terminal_without_chinese(issue):
    latin = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = whole("show", "1", "--json", stdout=subprocess.PIPE, **latin)
    assert json.loads(done.stdout) == issue["articles"][0]
    assert whole("show", "1", stdout=subprocess.PIPE, **latin).returncode == 0
