"""The vault that is kept up to date by itself."""

import pytest

from mine_reader.model import AnnotationFilter, NoteText
from mine_reader.ui import vault_keeper


@pytest.fixture
def soon(monkeypatch):
    """Let it neither wait for things to settle nor after a failure."""
    monkeypatch.setattr(vault_keeper, "_QUIET_MS", 0)
    monkeypatch.setattr(vault_keeper, "_AGAIN_MS", 0)


@pytest.fixture
def vault(tmp_path, settings):
    made = tmp_path / "vault"
    made.mkdir()
    settings.set("vault", str(made))
    return made


@pytest.fixture
def window(soon, open_window, filled):
    return open_window(filled)


def text(vault):
    return "".join(file.read_text("utf-8") for file in sorted(vault.glob("*.md")))


def settled(window):
    keeper = window.vault_keeper
    return not keeper._running and not keeper._waiting.isActive()


def test_without_a_folder_nothing_is_written(qtbot, window, tmp_path):
    window.browsing.reload()
    assert settled(window)


def test_what_changed_meanwhile_is_written_at_the_start(qtbot, vault, window):
    qtbot.waitUntil(lambda: settled(window))
    assert "Ask them about the colour of the light" in text(vault)


def test_a_change_is_written_by_itself(qtbot, vault, window, filled):
    (note,) = filled.annotating.annotations(AnnotationFilter())
    window.panes.notes.note_edited.emit((note.id, NoteText("Written anew")))
    qtbot.waitUntil(lambda: settled(window))
    assert "Written anew" in text(vault)
    window.panes.notes.delete_requested.emit(note.id)
    qtbot.waitUntil(lambda: settled(window))
    assert "Written anew" not in text(vault)


def test_what_changes_while_it_writes_is_written_afterwards(qtbot, vault, window, filled):
    qtbot.waitUntil(lambda: settled(window))
    keeper = window.vault_keeper
    keeper._write()
    assert keeper._running
    (note,) = filled.annotating.annotations(AnnotationFilter())
    window.panes.notes.note_edited.emit((note.id, NoteText("Late")))
    qtbot.waitUntil(lambda: settled(window))
    assert "Late" in text(vault)


def test_a_vault_that_vanished_is_told_once_and_tried_again(qtbot, vault, window):
    qtbot.waitUntil(lambda: settled(window))
    for file in vault.iterdir():
        file.unlink()
    vault.rmdir()
    told: list[Exception] = []
    window.vault_keeper.failed.connect(told.append)
    tries: list[object] = []
    window.vault_keeper._tasks.started.connect(tries.append)
    window.vault_keeper.touch()
    qtbot.waitUntil(lambda: len(tries) > 3)
    assert len(told) == 1
    assert str(vault) in str(told[0])
    assert not vault.exists()
    with qtbot.waitSignal(window.vault_keeper.said):
        vault.mkdir()
    qtbot.waitUntil(lambda: settled(window))
    assert "Ask them" in text(vault)


def test_taking_the_folder_away_ends_it(qtbot, vault, window, settings):
    qtbot.waitUntil(lambda: settled(window))
    settings.set("vault", "")
    window.appearance.saved.emit()
    assert settled(window)
