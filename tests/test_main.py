"""Window or command line: decided by the arguments."""

import os
import subprocess
import sys

import pytest

from mine_reader.__main__ import read_arguments


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["--library", "x", "list"],
        ["-v", "notes", "list"],
        ["--help"],
        ["--version"],
        ["--nonsense"],
        ["--library"],
    ],
)
def test_the_command_line(arguments):
    assert read_arguments(arguments).command


@pytest.mark.parametrize("arguments", [[], ["-v"], ["--library", "x.sqlite"], ["--library=x.sqlite", "--"]])
def test_the_window(arguments):
    assert not read_arguments(arguments).command


def test_files_open_in_the_window(tmp_path):
    first = tmp_path / "list"
    first.write_text("x")
    start = read_arguments(["--library=l", str(first), str(tmp_path)])
    assert (start.command, start.library, start.files) == (False, "l", [str(first), str(tmp_path)])


def test_addresses_are_told_from_files():
    start = read_arguments(["MineReader://annotation/3", "file:///tmp/%E4%B8%80%20a.md", "list"])
    assert (start.command, start.links, start.files) == (False, ["MineReader://annotation/3"], ["/tmp/一 a.md", "list"])  # noqa: S108 - no file is made


def test_a_verbose_command_is_known(tmp_path):
    assert read_arguments(["list", "-v"]).verbose


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    return subprocess.run(
        [sys.executable, "-m", "mine_reader", *arguments],
        capture_output=True,
        text=True,
        env=env | environment,
        check=False,
    )


@pytest.mark.parametrize("platform", [{}, {"QT_QPA_PLATFORM": "xcb"}])
def test_without_a_display_there_is_one_sentence(platform):
    done = run(**platform)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "The window needs a display, and there is none. The command line works without: see mine-reader --help.\n"
    )


def test_a_command_imports_no_qt():
    code = (
        "import sys; from mine_reader.__main__ import main; main(['list', '--json']);"
        "print('PySide6' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "False\n"


def test_a_word_that_is_neither_command_nor_file_is_wrong_usage():
    done = run("exprot")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "exprot is neither a command nor a file.\n"


def test_a_missing_file_does_not_keep_the_window_from_the_others(tmp_path):
    there = tmp_path / "there.md"
    there.write_text("x")
    done = run(str(tmp_path / "missing.md"), str(there))
    assert done.returncode == 1
    assert done.stderr.startswith("The window needs a display")
