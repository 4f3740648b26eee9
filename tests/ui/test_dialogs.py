"""Every dialog: opened, used, in both languages."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QLabel

from mine_reader.model import ArticleFilter, Dialect
from mine_reader.ui.dialogs.export import ExportDialog
from mine_reader.ui.dialogs.issue import IssueDialog
from mine_reader.ui.dialogs.settings import SettingsDialog
from mine_reader.ui.dialogs.shortcuts import Palette, ShortcutSheet
from mine_reader.ui.dialogs.source import SourceDialog
from mine_reader.ui.dialogs.tags import TagDialog, clean_tag

LANGUAGES = ("en", "zh_CN")


@pytest.fixture(params=LANGUAGES)
def language(request, qapp, translations_folder):
    """Speak a language for the test."""
    translator = QTranslator()
    assert translator.load(QLocale(request.param), "mine_reader", "_", str(translations_folder))
    QCoreApplication.installTranslator(translator)
    yield request.param
    QCoreApplication.removeTranslator(translator)


@pytest.fixture
def page(window, open_issue):
    open_issue(window)
    window.panes.articles.choose(window.panes.articles.model.articles[0].id)
    return window


DIALOGS = {
    "open_files": "open",
    "open_folder": "open",
    "export": "export",
    "backup": "backup_to",
    "log": "log",
    "settings": "settings",
    "issue_properties": "issue",
    "tags": "tags",
    "local_file": "local_file",
    "palette": "palette",
    "shortcuts": "shortcuts",
    "about": "about",
}


@pytest.mark.parametrize("action", DIALOGS)
def test_every_dialog_opens_in_both_languages(qtbot, language, page, tasks, action):
    page.actions_table[action].trigger()
    qtbot.waitUntil(lambda: page.findChild(QDialog, DIALOGS[action]) is not None and not tasks.running)
    dialog = page.findChild(QDialog, DIALOGS[action])
    assert dialog.windowTitle()
    chinese = any("\u4e00" <= char <= "\u9fff" for char in dialog.windowTitle())
    assert chinese == (language == "zh_CN")
    dialog.close()


def test_no_label_of_a_dialog_reads_markup(qtbot, page, tasks):
    for action in ("settings", "about", "shortcuts", "tags", "issue_properties"):
        page.actions_table[action].trigger()
    qtbot.waitUntil(lambda: page.findChild(IssueDialog) is not None)
    dialogs = page.findChildren(QDialog)
    rich = [
        label for one in dialogs for label in one.findChildren(QLabel) if label.textFormat() == Qt.TextFormat.RichText
    ]
    for dialog in dialogs:
        dialog.close()
    assert rich == []


def test_settings_are_saved_and_put_to_use(qtbot, page, settings):
    page.actions_table["settings"].trigger()
    dialog = page.findChild(SettingsDialog)
    theme = dialog.editors["theme"]
    theme.setCurrentIndex(theme.findData("dark"))
    dialog.editors["text_size"].setValue(22)
    dialog.accept()
    assert page.themes.theme.name == "dark"
    assert (settings.text("theme"), settings.number("text_size")) == ("dark", 22)
    assert "dark" in settings.path.read_text("utf-8")


def test_a_key_of_the_users_own_replaces_the_declared_one(qtbot, page, filled):
    page.actions_table["settings"].trigger()
    dialog = page.findChild(SettingsDialog)
    keys = dialog.editors["shortcuts"]
    row = next(row for row in range(keys.rowCount()) if keys._specs[row].id == "toggle_star")
    keys.item(row, 1).setText("X")
    dialog.accept()
    page.panes.reader.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_S)
    qtbot.keyClick(page, Qt.Key.Key_X)
    chosen = page.panes.articles.model.articles[0]
    assert chosen.starred


def test_settings_that_cannot_be_saved_say_why(page, settings):
    settings.path.mkdir()
    page.actions_table["settings"].trigger()
    dialog = page.findChild(SettingsDialog)
    dialog.editors["text_size"].setValue(23)
    dialog.accept()
    assert dialog.isVisible()
    assert str(settings.path) in dialog._error.text()
    dialog.reject()


def test_tags_are_added_and_taken_away_for_several_articles(qtbot, page, filled):
    page.panes.articles.tree.setFocus()
    page.panes.articles.tree.selectAll()
    first = page.panes.articles.model.articles[0]
    filled.reading.tag([first.id], add=["old"])
    page.browsing.reload()
    qtbot.waitUntil(lambda: not page.browsing._tasks.running)
    page.panes.articles.tree.selectAll()
    page.actions_table["tags"].trigger()
    dialog = page.findChild(TagDialog)
    item = dialog.list.findItems("old", Qt.MatchFlag.MatchExactly)[0]
    assert item.checkState() == Qt.CheckState.PartiallyChecked
    item.setCheckState(Qt.CheckState.Unchecked)
    qtbot.keyClicks(dialog.line, "#llm/rag")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert {article.tags for article in page.panes.articles.model.articles} == {("llm/rag",)}
    assert page.panes.sidebar.model.find("tag:llm/rag").isValid()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [(" #llm ", "llm"), ("llm / rag", "llm/rag"), ("two words", "two-words"), ("/", ""), ("a//b", "a/b")],
)
def test_a_tag_is_cleaned(typed, stored):
    assert clean_tag(typed) == stored


def test_a_corrected_issue_keeps_its_correction(qtbot, page, filled, tasks):
    page.actions_table["issue_properties"].trigger()
    qtbot.waitUntil(lambda: page.findChild(IssueDialog) is not None)
    dialog = page.findChild(IssueDialog)
    dialog.fields["title"].setText("Harbour Monthly")
    dialog.fields["date"].setText("2024-04-01")
    dialog.accept()
    issue = next(one for one in filled.library.outline().issues if one.number == 7)
    assert (issue.title, issue.date) == ("Harbour Monthly", "2024-04-01")
    assert "Harbour Monthly" in page.windowTitle()


def test_an_issue_is_split_otherwise(qtbot, page, filled, tasks):
    page.actions_table["issue_properties"].trigger()
    qtbot.waitUntil(lambda: page.findChild(IssueDialog) is not None)
    dialog = page.findChild(IssueDialog)
    dialog.split.setCurrentIndex(dialog.split.findData(Dialect.PLAIN.value))
    dialog.accept()
    qtbot.waitUntil(lambda: not tasks.running)
    issue = next(one for one in filled.library.outline().issues if one.number == 7)
    assert issue.dialect == Dialect.PLAIN
    assert len(page.panes.articles.model.articles) == issue.total == 2


def test_the_palette_does_what_is_typed(qtbot, page, filled):
    page.actions_table["palette"].trigger()
    dialog = page.findChild(Palette)
    qtbot.keyClicks(dialog.line, "starred")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert page.panes.articles.model.articles[0].starred


def test_the_sheet_shows_every_key(page):
    page.actions_table["shortcuts"].trigger()
    sheet = page.findChild(ShortcutSheet)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    wanted = {page.actions_table.keys(action.objectName()) for action in page.actions_table.all() if action.shortcuts()}
    sheet.close()
    assert wanted <= shown


def test_a_source_is_renamed(qtbot, page, filled):
    source = filled.library.outline().sources[0]
    page.curating.source_properties(source.id)
    dialog = page.findChild(SourceDialog)
    dialog.name.setText("Quay")
    dialog.group.setCurrentText("Water")
    dialog.accept()
    found = filled.library.source(source.id)
    assert (found.name, found.group) == ("Quay", "Water")
    sidebar = page.panes.sidebar.model
    assert sidebar.node(sidebar.parent(sidebar.find(f"source:{source.id}"))).key == "group:Water"


def test_the_issues_of_a_source_are_split_as_it_says(qtbot, page, filled, tasks):
    source = filled.library.outline().sources[0]
    page.curating.source_properties(source.id)
    dialog = page.findChild(SourceDialog)
    dialog.built_in.setChecked(False)
    dialog.sections.setPlainText("Essays\n")
    dialog.accept()
    qtbot.waitUntil(lambda: not tasks.running)
    assert "On slow mornings" not in [article.title for article in page.panes.articles.model.articles]


def test_a_tag_is_renamed_with_those_under_it(page, filled):
    first = page.panes.articles.model.articles[0]
    filled.reading.tag([first.id], add=["llm/rag"])
    page.curating.rename_tag("llm")
    dialog = page.findChild(QInputDialog)
    dialog.setTextValue("models")
    dialog.accept()
    assert filled.reading.article(first.id).tags == ("models/rag",)
    assert page.panes.sidebar.model.find("tag:models/rag").isValid()


def test_deleting_a_source_is_undone(page, filled):
    source = filled.library.outline().sources[0]
    page.curating.delete_source(source.id, source.name)
    assert filled.library.outline().sources == ()
    page.status.undo_clicked.emit()
    assert len(filled.library.outline().issues) == 2
    assert len(filled.reading.articles(ArticleFilter())) == 5


def test_no_dialog_is_left_open(page):
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [page]


def test_an_export_of_a_tag_takes_what_is_under_it(qtbot, page, filled, tmp_path, tasks):
    first = page.panes.articles.model.articles[0]
    filled.reading.tag([first.id], add=["light"])
    page.browsing.reload()
    page.actions_table["export"].trigger()
    dialog = page.findChild(ExportDialog)
    assert [dialog.scope.itemData(row) for row in range(dialog.scope.count())] == ["issue", "all", "tag:light"]
    dialog.choose_tag("light")
    assert (dialog.chosen_tag(), dialog.one_issue()) == ("light", False)
    dialog.save_wanted.emit()
    chooser = page.findChild(QFileDialog, "export_to")
    chooser.fileSelected.emit(str(tmp_path))
    chooser.close()
    qtbot.waitUntil(lambda: not tasks.running)
    (written,) = tmp_path.glob("*.md")
    assert "Ask them about" in written.read_text("utf-8")


def test_the_preview_follows_the_users_template(qtbot, page, tasks, filled, monkeypatch):
    opened: list[Path] = []
    monkeypatch.setattr("mine_reader.ui.exporting.open_path", opened.append)
    page.actions_table["export"].trigger()
    dialog = page.findChild(ExportDialog)
    qtbot.waitUntil(lambda: "Ask them about" in dialog.preview.toPlainText())
    dialog.edit_template.click()
    (path,) = opened
    path.write_text("{{ issues[0].title }}!", "utf-8")
    qtbot.waitUntil(lambda: dialog.preview.toPlainText() == "Harbour Weekly 第 7 期!")
    path.write_text("{% for %}", "utf-8")
    qtbot.waitUntil(lambda: f"{path}:1" in dialog.preview.placeholderText())
    assert dialog.preview.toPlainText() == ""
    dialog.reject()
    qtbot.waitUntil(lambda: not tasks.running)
    assert page.exporting._watcher.files() == []


def test_the_width_and_the_time_of_the_settings_reach_the_reader(page, settings, monkeypatch):
    told: list[int] = []
    monkeypatch.setattr(page.panes.reader, "set_width", told.append)
    monkeypatch.setattr(page.panes.reader, "set_dwell", told.append)
    page.actions_table["settings"].trigger()
    dialog = page.findChild(SettingsDialog)
    dialog.editors["reader_width"].setValue(32)
    dialog.editors["read_after_seconds"].setValue(5)
    dialog.accept()
    assert told == [32, 5]


def test_the_wheel_scrolls_the_settings_and_changes_none(page, settings):
    page.actions_table["settings"].trigger()
    dialog = page.findChild(SettingsDialog)
    for name in ("text_size", "theme"):
        editor = dialog.editors[name]
        middle, globally = QPointF(editor.rect().center()), QPointF(editor.mapToGlobal(editor.rect().center()))
        turn = QWheelEvent(
            middle, globally, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QCoreApplication.sendEvent(editor, turn)
    assert dialog.editors["text_size"].value() == settings.number("text_size")
    assert dialog.editors["theme"].currentData() == settings.text("theme")
    dialog.reject()


def test_the_export_says_that_its_preview_is_being_made(qtbot):
    dialog = ExportDialog("Quay 1")
    qtbot.addWidget(dialog)
    assert dialog.preview.placeholderText() == "Making the preview…"
    dialog.show_preview("# Quay 1")
    dialog.form.setCurrentIndex(1)
    assert (dialog.preview.toPlainText(), dialog.preview.placeholderText()) == ("", "Making the preview…")
    dialog.show_preview("")
    assert dialog.preview.placeholderText() == ""
