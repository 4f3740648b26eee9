"""Sentences of the command line exist in both languages."""

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import mine_reader
from mine_reader import errors
from mine_reader.cli import messages
from mine_reader.cli.importing import OUTCOMES
from mine_reader.settings import load_settings

PACKAGE = Path(mine_reader.__file__).parent
CATALOGUE = PACKAGE.parent / "resources" / "cli" / "zh_CN.toml"
SENTENCE_CALLS = {"tr", "say", "fill", "ParseWarning", "Skipped", "Problem", "warn", "_wanted", "_unusable"}
REASON_KEYWORDS = {"template", "reason", "what", "kind"}
WORD = re.compile(r"(?<!\{)\b[A-Za-z]+\b(?!\})")


def catalogue() -> dict[str, str]:
    return tomllib.loads(CATALOGUE.read_text("utf-8"))


def sentences_in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            first = (
                node.args[:2]
                if name in {"Skipped", "_wanted", "_unusable"}
                else node.args[:1]
                if name in SENTENCE_CALLS
                else []
            )
            keywords = [k.value for k in node.keywords if k.arg in REASON_KEYWORDS and _takes_reason(name)]
            for given in [*first, *keywords]:
                value = constants.get(given.id) if isinstance(given, ast.Name) else given
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value


def _takes_reason(name: str) -> bool:
    return name in SENTENCE_CALLS or name.endswith("Error")


def used() -> set[str]:
    templates = {error.template for error in vars(errors).values() if hasattr(error, "template")}
    for package in ("cli", "text", "services", "net", "store", "export", "anchor"):
        for path in (PACKAGE / package).glob("*.py"):
            templates.update(sentences_in(path))
    templates.update(OUTCOMES.values())
    return templates


def test_every_sentence_has_a_chinese_one():
    known = catalogue()
    assert not sorted(sentence for sentence in used() if sentence not in known and WORD.search(sentence))


@pytest.mark.parametrize("english", sorted(catalogue()))
def test_both_languages_have_the_same_fields(english):
    def fields(template: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(template)} - {None}

    assert fields(english) == fields(catalogue()[english])


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "没有发现问题。"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "没有发现问题。"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "没有发现问题。"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "No problems were found."),
        ({"LANG": "de_DE.UTF-8"}, "No problems were found."),
        ({}, "No problems were found."),
    ],
)
def test_the_language_is_the_one_of_the_environment(monkeypatch, environment, expected):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert messages.tr("No problems were found.") == expected


def test_the_language_that_was_set_wins(monkeypatch):
    settings = load_settings()
    settings.set("language", "zh_CN")
    settings.save()
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert messages.tr("No problems were found.") == "没有发现问题。"


def test_fields_that_are_sentences_are_translated(monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert messages.fill("{path} was not imported: {reason}.", {"path": "a.md", "reason": "it is empty"}) == (
        "未导入 a.md：内容为空。"
    )
