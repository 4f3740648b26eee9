"""Both languages are complete."""

import ast
import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

import mine_reader
from mine_reader import errors
from mine_reader.errors import FileChangedError, SourceReadError
from mine_reader.model import ImportReport, Skipped, SmartView
from mine_reader.ui import foreign_texts, labels

PACKAGE = Path(mine_reader.__file__).parent
I18N = PACKAGE.parent / "i18n"
CLI = PACKAGE.parent / "resources" / "cli" / "zh_CN.toml"


def messages(language):
    root = ET.parse(I18N / f"mine_reader_{language}.ts").getroot()  # noqa: S314 - our own file
    return [message for context in root.iter("context") for message in context.iter("message")]


@pytest.fixture
def chinese(qapp, translations_folder):
    translator = QTranslator()
    assert translator.load(QLocale("zh_CN"), "mine_reader", "_", str(translations_folder))
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_is_left_untranslated(language):
    open_ones = [
        message.findtext("source")
        for message in messages(language)
        if "type" in message.find("translation").attrib or not "".join(message.find("translation").itertext()).strip()
    ]
    assert open_ones == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_fields_are_the_same_in_both_languages(language):
    field = re.compile(r"%n|\{\w*\}")
    wrong = [
        form.text
        for message in messages(language)
        for form in message.findall("translation/numerusform") or message.findall("translation")
        if sorted(field.findall(form.text)) != sorted(field.findall(message.findtext("source")))
    ]
    assert wrong == []


def test_every_sentence_of_an_error_is_known_to_the_window():
    templates = {one.template for one in vars(errors).values() if hasattr(one, "template")}
    assert templates <= set(foreign_texts.ERROR_TEXTS)


def test_every_reason_of_the_command_line_is_known_to_the_window():
    text = CLI.read_text("utf-8")
    reasons = tomllib.loads(text[text.index("# What went wrong") :])
    assert set(reasons) - {"TEXT"} <= set(foreign_texts.ERROR_TEXTS)


def test_every_act_that_can_be_undone_has_a_name():
    acts = set()
    for path in (PACKAGE / "services").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "write":
                acts |= {
                    one.value for given in node.args[:1] for one in ast.walk(given) if isinstance(one, ast.Constant)
                }
    names = {act for act in acts if isinstance(act, str)}
    assert names
    assert names <= set(foreign_texts.ACTS)


def test_an_error_is_told_in_chinese_with_its_reason(chinese):
    error = SourceReadError(path="a.md", reason="it is empty")
    assert labels.error_text(error) == "未导入 a.md：内容为空。"
    assert "重新导入" in labels.error_text(FileChangedError(path="a.md"))


def test_plurals_are_told_apart_in_english(qapp, translations_folder):
    translator = QTranslator()
    assert translator.load(QLocale("en"), "mine_reader", "_", str(translations_folder))
    QCoreApplication.installTranslator(translator)
    skipped = (Skipped("a", "it is empty"), Skipped("b", "it is empty"))
    texts = [labels.import_summary(report) for report in (ImportReport((), ()), ImportReport((), skipped))]
    QCoreApplication.removeTranslator(translator)
    assert texts == ["0 issues imported", "2 skipped"]


def test_views_have_chinese_names(chinese):
    assert [labels.view_name(view) for view in SmartView] == [
        "今天",
        "未读",
        "星标",
        "稍后读",
        "有笔记",
        "已下载",
        "有更新",
    ]


def test_no_text_is_translated_inside_a_formatted_string():
    """The tool that gathers the texts does not look there."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in (PACKAGE / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in {"tr", "translate"}
    ]
    assert found == []
