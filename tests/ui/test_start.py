"""The start and the end of the window: what comes back, one window only, errors, languages."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from mine_reader.model import AnnotationFilter, ArticleFilter
from mine_reader.model.address import address
from mine_reader.resources import resource
from mine_reader.services import backup_folder
from mine_reader.ui.app import Session, run_window
from mine_reader.ui.crash import ErrorHook, last_words
from mine_reader.ui.languages import Languages, ui_language
from mine_reader.ui.opening import open_library
from mine_reader.ui.places import Place
from mine_reader.ui.single import Asked, Listener, hand_over, read_message
from mine_reader.ui.state import StateFile, WindowState


def test_issue_article_and_open_branches_come_back(qtbot, open_window, services, open_issue, tmp_path, tasks):
    text = "".join(f"### Part {one}\n\n" + "A line of it.\n\n" * 60 for one in range(4))
    path = tmp_path / "long.md"
    path.write_text("# Long 3\n\n" + text.replace("\n\n", "\n\n> https://long.example\n\n", 1), "utf-8")
    services.library.import_paths([path])
    first = open_window(services)
    open_issue(first, "Long 3")
    chosen = first.panes.articles.model.articles[2]
    first.panes.articles.choose(chosen.id)
    qtbot.waitUntil(lambda: first.panes.reader.position()[0] == chosen.id)
    expanded = first.panes.sidebar.expanded()
    first.close()
    second = open_window(services)
    qtbot.waitUntil(lambda: second.panes.reader.position()[0] == chosen.id and not tasks.running)
    assert second.panes.articles.current() == chosen.id
    assert second.panes.sidebar.expanded() == expanded


def test_closing_before_the_page_is_there_keeps_the_place(open_window, filled, open_issue):
    first = open_window(filled)
    issue = open_issue(first)
    chosen = first.panes.articles.model.articles[1].id
    first.browsing._page = None
    first.browsing._wanted = Place("", issue.id, (chosen, 12), chosen)
    first.close()
    state = first._state_file.load()
    assert (state.issue, state.article, state.offset, state.current) == (issue.id, chosen, 12, chosen)


def test_splitters_and_hidden_panes_come_back(open_window, filled):
    first = open_window(filled)
    first.actions_table["toggle_sidebar"].trigger()
    first.splitter.setSizes([0, 300, 500, 300])
    sizes = first.splitter.sizes()
    first.close()
    second = open_window(filled)
    assert second.panes.sidebar.isHidden()
    assert all(abs(now - was) <= 1 for now, was in zip(second.splitter.sizes(), sizes, strict=True))


def test_a_place_that_is_gone_costs_nothing(open_window, filled, open_issue):
    first = open_window(filled)
    issue = open_issue(first)
    first.close()
    filled.library.delete_issue(issue.id)
    second = open_window(filled)
    assert second.browsing.page is None
    assert second.panes.sidebar.selected().key == "view:unread"


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"selected": 3, "expanded": "x", "article": true}'])
def test_damaged_state_is_as_at_the_first_start(tmp_path, content):
    state = StateFile(tmp_path / "library.sqlite")
    state._path.parent.mkdir(parents=True, exist_ok=True)
    state._path.write_bytes(content)
    assert state.load() == WindowState()


def test_state_of_two_libraries_is_apart(tmp_path):
    StateFile(tmp_path / "a").save(WindowState(selected="view:later"))
    assert StateFile(tmp_path / "b").load().selected == "view:unread"
    assert StateFile(tmp_path / "a").load().selected == "view:later"


LINK = "minereader://annotation/7"


def test_a_second_start_hands_its_files_to_the_first(qtbot, qapp, tmp_path):
    library = tmp_path / "library.sqlite"
    listener = Listener(library)
    code = "import sys; from pathlib import Path; from mine_reader.ui.single import Asked, hand_over;"
    code += "sys.exit(0 if hand_over(Path(sys.argv[1]), Asked((Path(sys.argv[2]),), (sys.argv[3],))) else 1)"
    with qtbot.waitSignal(listener.received, timeout=20_000) as signal:
        other = subprocess.Popen([sys.executable, "-c", code, str(library), str(tmp_path / "a.md"), LINK])
    qtbot.waitUntil(lambda: other.poll() is not None)
    listener.close()
    assert signal.args[0] == Asked((tmp_path / "a.md",), (LINK,))
    assert other.returncode == 0


def test_a_window_over_another_library_is_another_window(qapp, tmp_path):
    listener = Listener(tmp_path / "one.sqlite")
    assert not hand_over(tmp_path / "other.sqlite", Asked())
    listener.close()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"x",
        b"[]",
        b'{"version": 2, "files": []}',
        b'{"version": 1, "files": [1]}',
        b'{"version": 1, "files": [], "links": "minereader://annotation/1"}',
    ],
)
def test_what_is_no_message_is_refused(line):
    assert read_message(line) is None


def test_a_message_names_files():
    message = {"version": 1, "files": ["a.md"], "links": [LINK]}
    assert read_message(json.dumps(message).encode()) == Asked((Path("a.md"),), (LINK,))


def test_an_earlier_start_hands_over_files_alone():
    assert read_message(json.dumps({"version": 1, "files": ["a.md"]}).encode()) == Asked((Path("a.md"),))


def test_an_address_opens_the_window_at_the_place(qtbot, session, filled):
    (note,) = filled.annotating.annotations(AnnotationFilter())
    session.open(Asked(links=(address(note.id),)))
    browsing = session.window.browsing
    qtbot.waitUntil(lambda: browsing.page is not None and not session.tasks.running)
    assert browsing.page.issue.id == note.issue_id
    assert session.window.panes.notes._list.current().id == note.id


@pytest.mark.parametrize("link", ["minereader://annotation/4711", "minereader://elsewhere", "minereader:"])
def test_an_address_of_nothing_is_told_of(qtbot, session, filled, link):
    session.open(Asked())
    qtbot.waitUntil(lambda: not session.tasks.running)
    session.receive(Asked(links=(link,)))
    assert session.window.status.text()


@pytest.fixture
def session(qtbot, tmp_path, services, settings, monkeypatch):
    """Return a session over an empty library, not shown yet."""
    made = Session(tmp_path / "library.sqlite", services, settings, Languages())
    yield made
    made.tasks.shutdown()
    made.window.close()
    made.window.deleteLater()
    made.languages.remove()


def test_an_empty_library_gets_the_welcome_issue(qtbot, session, services):
    session.open(Asked())
    qtbot.waitUntil(lambda: session.window.browsing.page is not None)
    title = resource(f"welcome/welcome.{ui_language()}.md").read_text("utf-8")
    assert session.window.browsing.page.issue.title in title
    assert services.reading.articles(ArticleFilter())


def test_files_on_the_command_line_are_opened_instead(qtbot, session, services, folder):
    with qtbot.waitSignal(session.window.importing.finished):
        session.open(Asked((folder,)))
    qtbot.waitUntil(lambda: session.window.browsing.page is not None)
    assert len(services.library.outline().issues) == 2


def test_files_of_a_second_start_are_opened(qtbot, session, services, folder):
    session.open(Asked((folder / "digest.md",)))
    qtbot.waitUntil(lambda: session.window.browsing.page is not None)
    with qtbot.waitSignal(session.window.importing.finished):
        session.receive(Asked((folder / "weekly.md",)))
    assert len(services.library.outline().issues) == 2


def test_the_language_of_the_settings_is_spoken_at_once(qtbot, session, settings, translations_folder, monkeypatch):
    monkeypatch.setattr("mine_reader.ui.languages.translations", lambda: translations_folder)
    session.open(Asked())
    settings.set("language", "zh_CN")
    session.speak()
    read = session.window.actions_table["toggle_read"]
    qtbot.waitUntil(lambda: read.text() == "已读")
    assert "今天" in [node.text for node in session.window.panes.sidebar.model._nodes]
    settings.set("language", "en")
    session.speak()
    qtbot.waitUntil(lambda: read.text() == "Read")
    qtbot.waitUntil(lambda: session.window.browsing.page is not None)
    settings.set("language", "zh_CN")
    session.speak()
    qtbot.waitUntil(lambda: session.window.status._unread.text().startswith("未读"))
    assert "笔记" in session.window.panes.notes._empty_text


def test_an_exception_of_any_thread_reaches_the_ui_thread(qtbot, qapp):
    hook = ErrorHook()
    seen = []
    hook.caught.connect(lambda error: seen.append((str(error), threading.get_ident())))

    thread = threading.Thread(target=lambda: hook._hook(ValueError, ValueError("there"), None))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("there", threading.get_ident())]


def test_the_hooks_are_given_back(qapp):
    before = sys.excepthook
    hook = ErrorHook()
    hook.install()
    assert sys.excepthook != before
    hook.uninstall()
    assert sys.excepthook is sys.__excepthook__
    sys.excepthook = before


@pytest.fixture
def answer(qapp):
    """Return a function that presses a button of the box that will open, and keeps what the box said."""
    said = []
    timer = QTimer()

    def press(number):
        def look():
            boxes = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox)]
            for box in [one for one in boxes if one.isVisible()]:
                timer.stop()
                said.append(box.text())
                box.buttons()[number].click()

        timer.timeout.connect(look)
        timer.start()
        return said

    yield press
    timer.stop()


DAMAGED = b"this is no library at all" * 100


def test_a_library_that_cannot_be_opened_is_told_of_in_one_sentence(tmp_path, answer):
    library = tmp_path / "library.sqlite"
    library.write_bytes(DAMAGED)
    said = answer(0)
    assert run_window(library, Asked()) == 1
    assert str(library) in said[0]
    assert "\n" not in said[0]
    assert library.read_bytes() == DAMAGED


@pytest.fixture
def damaged(filled, tmp_path):
    """Return a damaged library that has a backup."""
    library = tmp_path / "damaged.sqlite"
    filled.backup.backup(backup_folder(library) / "damaged-2024-03-09.sqlite")
    library.write_bytes(DAMAGED)
    return library


def test_the_backup_of_a_damaged_library_is_restored(damaged, answer):
    said = answer(0)
    opened = open_library(damaged)
    assert opened is not None
    assert "2024-03-09" in said[0]
    assert len(opened.library.outline().issues) == 2
    opened.close()
    assert [path.read_bytes() for path in damaged.parent.glob("damaged.before-restore-*")] == [DAMAGED]


def test_damage_that_is_found_only_when_the_window_reads_is_told_of_with_its_backup(damaged, filled, answer):
    filled.backup.backup(damaged.with_name("whole.sqlite"))
    whole = bytearray(damaged.with_name("whole.sqlite").read_bytes())
    whole[8192:65536] = b"\x77" * (65536 - 8192)
    damaged.write_bytes(whole)
    said = answer(1)
    assert run_window(damaged, Asked()) == 1
    assert "damaged" in said[0]
    assert "2024-03-09" in said[0]


def test_a_damaged_library_is_left_alone_when_nothing_is_to_be_restored(damaged, answer):
    answer(1)
    assert open_library(damaged) is None
    assert damaged.read_bytes() == DAMAGED


def test_a_backup_is_written_once_a_day(qtbot, session, filled, tmp_path):
    folder = backup_folder(tmp_path / "library.sqlite")
    session.open(Asked())
    qtbot.waitUntil(lambda: any(folder.glob("*.sqlite")) and not session.tasks.running)
    (backup,) = folder.glob("*.sqlite")
    before = backup.stat().st_mtime_ns
    session.back_up()
    qtbot.waitUntil(lambda: not session.tasks.running)
    assert backup.stat().st_mtime_ns == before


def test_the_end_of_a_run_that_crashed_is_offered_once(qtbot, session, filled, tmp_path):
    log = tmp_path / "crash.log"
    log.write_text("Fatal Python error: Segmentation fault\n", "utf-8")
    session.crash = last_words(log)
    assert last_words(log) == ""
    session.open(Asked())
    qtbot.waitUntil(lambda: bool(session.window.notice.text()) and not session.tasks.running)
    button = next(one for one in session.window.notice.findChildren(QPushButton) if one.text() == "Copy the report")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "Segmentation fault" in QGuiApplication.clipboard().text()
    assert session.window.notice.text() == ""


def test_without_a_crash_nothing_is_said(tmp_path):
    assert last_words(tmp_path / "crash.log") == ""


def test_the_whole_program_opens_shows_the_welcome_and_closes(tmp_path):
    code = (
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from mine_reader.ui import app\n"
        "run = QApplication.exec\n"
        "def quit_when_shown():\n"
        "    windows = [one for one in QApplication.topLevelWidgets() if hasattr(one, 'browsing')]\n"
        "    if windows and windows[0].browsing.page is not None:\n"
        "        windows[0].close()\n"
        "def run_and_close(*_):\n"
        "    timer = QTimer(interval=20)\n"
        "    timer.timeout.connect(quit_when_shown)\n"
        "    timer.start()\n"
        "    return run()\n"
        "QApplication.exec = run_and_close\n"
        "from mine_reader.__main__ import main\n"
        "sys.exit(main(['--library', sys.argv[1]]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "library.sqlite")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert "Traceback" not in done.stderr
