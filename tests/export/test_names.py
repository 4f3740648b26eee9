"""Names of exported files are safe on every system."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_reader.export import safe_name, safe_relative


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("海边周刊 第 3 期", "海边周刊 第 3 期.md"),
        ("a/b\\c:d*e?", "a_b_c_d_e_.md"),
        ("..", "_.md"),
        ("", "_.md"),
        ("con", "_con.md"),
        ("NUL.txt", "_NUL.txt.md"),
        ("name. ", "name.md"),
        ("a\u202egpj\x00.md", "agpj.md.md"),
    ],
)
def test_names(name, expected):
    assert safe_name(name, ".md") == expected


@given(st.text(max_size=300))
def test_any_text_gives_a_name(name):
    safe = safe_name(name, ".md")
    assert 3 < len(safe.encode()) <= 120 + len("_")
    assert not set(safe) & set('/\\:*?"<>|\n\0')


@given(st.text(alphabet="ab./\\:~ ", max_size=30))
def test_a_relative_path_never_leads_up(path):
    found = safe_relative(path)
    assert not found.is_absolute()
    assert ".." not in found.parts


def test_folders_of_a_relative_path_stay():
    assert safe_relative("2023/10/a.md").as_posix() == "2023/10/a.md"
