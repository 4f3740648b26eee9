"""Files into the window, and out of it again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from mine_reader.services.exporting import ExportFormat
from mine_reader.ui.dialogs.export import ExportDialog
from mine_reader.ui.dialogs.log import LogDialog


@pytest.fixture
def empty(open_window, services):
    return open_window(services)


def drop(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    nothing = Qt.KeyboardModifier.NoModifier
    button = Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, data, button, nothing)
    window.dropEvent(event)
    return event


def test_a_dropped_folder_is_imported_and_shown(qtbot, empty, folder, tasks, services):
    with qtbot.waitSignal(empty.importing.finished):
        drop(empty, folder)
    qtbot.waitUntil(lambda: not tasks.running)
    assert len(services.library.outline().issues) == 2
    assert empty.browsing.page is not None
    assert "2" in empty.status.text()


def test_dropped_files_are_copied_so_that_their_giver_keeps_them(qtbot, empty, folder, tasks):
    with qtbot.waitSignal(empty.importing.finished):
        event = drop(empty, folder)
    assert event.dropAction() is Qt.DropAction.CopyAction
    qtbot.waitUntil(lambda: not tasks.running)


def test_a_single_file_that_is_no_issue_is_refused_with_its_reason(qtbot, empty, folder, tasks):
    (folder / "picture.jpg").write_bytes(b"\xff\xd8\0")
    with qtbot.waitSignal(empty.importing.finished):
        drop(empty, folder / "picture.jpg")
    qtbot.waitUntil(lambda: not tasks.running)
    assert empty.status.text() == "picture.jpg was not imported: it is not a Markdown or text file."


def test_a_file_that_is_no_issue_is_skipped_with_its_reason(qtbot, empty, folder, tasks, services):
    (folder / "picture.md").write_bytes(b"\x89PNG\0\0\0")
    with qtbot.waitSignal(empty.importing.finished):
        drop(empty, folder)
    qtbot.waitUntil(lambda: not tasks.running)
    assert len(services.library.outline().issues) == 2
    assert not empty.status._log.isHidden()
    empty.telling.show_log()
    shown = empty.findChild(LogDialog).findChild(QPlainTextEdit).toPlainText()
    assert "picture.md" in shown
    empty.findChild(LogDialog).close()


def test_the_open_dialog_hands_its_files_on(qtbot, empty, folder, tasks, services):
    empty.actions_table["open_files"].trigger()
    dialog = empty.findChild(QFileDialog)
    with qtbot.waitSignal(empty.importing.finished):
        dialog.filesSelected.emit([str(folder / "weekly.md")])
    dialog.close()
    qtbot.waitUntil(lambda: not tasks.running)
    assert [issue.number for issue in services.library.outline().issues] == [7]


def test_importing_again_takes_what_changed_in_the_file(qtbot, window, folder, open_issue, tasks):
    open_issue(window)
    path = folder / "weekly.md"
    path.write_text(path.read_text("utf-8").replace("before nine", "before ten"), "utf-8")
    with qtbot.waitSignal(window.importing.finished):
        window.actions_table["import_again"].trigger()
    qtbot.waitUntil(lambda: not tasks.running)
    assert "before ten" in " ".join(part.text for part in window.browsing.page.parts)


def test_an_export_is_previewed_and_written(qtbot, window, open_issue, tmp_path, tasks):
    issue = open_issue(window)
    window.actions_table["export"].trigger()
    dialog = window.findChild(ExportDialog)
    qtbot.waitUntil(lambda: "colour of the light" in dialog.preview.toPlainText())
    dialog.form.setCurrentIndex(dialog.form.findData("inline"))
    qtbot.waitUntil(lambda: "1『" in dialog.preview.toPlainText())
    dialog.close()
    target = tmp_path / "out.md"
    with qtbot.waitSignal(window.exporting.written):
        window.exporting.write(ExportFormat.MARKDOWN, target, issue.id)
    assert "colour of the light" in target.read_text("utf-8")
    assert str(target) in window.status.text()


def test_notes_are_saved_into_the_file(qtbot, window, filled, folder, open_issue, tasks):
    open_issue(window)
    (one,) = window.browsing.annotations()
    window.panes.notes.done_toggled.emit((one.id, True))
    with qtbot.waitSignal(window.exporting.written):
        window.actions_table["save_into_file"].trigger()
    assert "』——已完成" in (folder / "weekly.md").read_text("utf-8")


def test_a_file_that_changed_is_not_written_over(qtbot, window, folder, open_issue, tasks):
    open_issue(window)
    path = folder / "weekly.md"
    path.write_text("# Something else\n", "utf-8")
    with qtbot.waitSignal(window.exporting.failed):
        window.actions_table["save_into_file"].trigger()
    assert path.read_text("utf-8") == "# Something else\n"
    assert "weekly.md" in window.status.text()


def test_a_backup_is_a_library(qtbot, window, tmp_path, tasks):
    target = tmp_path / "backup.sqlite"
    window.actions_table["backup"].trigger()
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(target))
    dialog.close()
    qtbot.waitUntil(lambda: not tasks.running)
    assert Path(target).read_bytes().startswith(b"SQLite format 3")


def test_what_failed_is_tried_again_from_the_log(qtbot, empty, folder, tasks, services):
    bad = folder / "weekly.md"
    text = bad.read_bytes()
    bad.write_bytes(b"\0\1\2")
    with qtbot.waitSignal(empty.importing.finished):
        empty.open_paths([folder])
    bad.write_bytes(text)
    empty.actions_table["log"].trigger()
    dialog = empty.findChild(LogDialog)
    assert str(bad) in dialog.findChild(QPlainTextEdit).toPlainText()
    with qtbot.waitSignal(empty.importing.finished):
        dialog.retry_wanted.emit()
    dialog.close()
    assert empty.importing.skipped == []
    assert len(services.library.outline().issues) == 2
