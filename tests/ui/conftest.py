"""The window over a library of its own, and a guard that nothing outlives its test."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from mine_reader.services import open_services
from mine_reader.settings import Settings
from mine_reader.text.prepare import prepare
from mine_reader.ui.main_window import MainWindow
from mine_reader.ui.tasks import Tasks
from mine_reader.ui.theme import Themes
from tests.ui.languages import build_translations

WEEKLY = """---
title: Harbour Weekly 第 7 期
date: 2024-03-10
---

## Tools

> Things to try

### A lamp that reads along

> https://lamp.example/read

The lamp follows the page. It knows where the reader is.

It costs little.

1『Ask them about the colour of the light（2024-03-11）』

### Paper that remembers

> https://paper.example/remember

Write once, and find it again on any desk.

## Essays

### On slow mornings

> https://slow.example/mornings

Nothing has to happen before nine. The kettle agrees.
"""

DIGEST = """### 01

2024-03-12
@harbourmaster

The tide tables for spring are out. Low water is at noon.

### 02

2024-03-12

A second post without a name. It says little.
"""


def pytest_configure(config):
    """Let the warnings pass that the offscreen platform gives for what it has no screen for."""
    config.addinivalue_line("qt_log_ignore", r"This plugin does not support (propagateSizeHints|raise)\(\)")


class InProcess:
    """Prepares issues in this process: the same result without a second one to start."""

    def prepare(self, text, name, options):
        return prepare(text, name, options)

    def close(self):
        """Nothing to end."""


@pytest.fixture(autouse=True)
def no_leaks(request):
    """Fail a test that leaves a window, a running timer or a thread behind."""
    yield
    if "qapp" not in request.fixturenames:
        return
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    alive = [one for one in gc.get_objects() if isinstance(one, QTimer | Tasks) and _runs(one)]
    assert left == [], "left open"
    assert alive == [], "left running"


def _runs(thing):
    # Only what Python owns: the wrapper of a pool's own QThread outlives it, and to ask that one hangs.
    try:
        return thing.isActive() if isinstance(thing, QTimer) else thing._pool.activeThreadCount() > 0
    except RuntimeError:
        return False


@pytest.fixture(scope="session")
def translations_folder(tmp_path_factory):
    """Return a folder with the translations, built as the package does."""
    return build_translations(tmp_path_factory.mktemp("i18n"))


@pytest.fixture
def folder(tmp_path):
    """Return a folder with two issues."""
    made = tmp_path / "harbour"
    made.mkdir()
    (made / "weekly.md").write_text(WEEKLY, "utf-8")
    (made / "digest.md").write_text(DIGEST, "utf-8")
    return made


@pytest.fixture
def services(tmp_path):
    """Return the real services over an empty library."""
    opened = open_services(tmp_path / "library.sqlite", preparer=InProcess(), cache_dir=tmp_path / "cache")
    yield opened
    opened.close()


@pytest.fixture
def filled(services, folder):
    """Return services over a library with the two issues."""
    report = services.library.import_paths([folder])
    assert not report.skipped
    return services


@pytest.fixture
def settings(tmp_path) -> Settings:
    """Return settings of the test's own; nothing is marked by itself."""
    made = Settings(tmp_path / "settings.toml")
    made.set("mark_read", "by_hand")
    made.set("theme", "light")
    return made


@pytest.fixture
def tasks(qapp):
    """Return the helper for slow work, ended with the test."""
    made = Tasks()
    yield made
    made.shutdown()


@pytest.fixture
def open_window(qtbot, tmp_path, settings, tasks):
    """Return a function that opens a window over services; all are closed with the test."""
    opened = []

    def open_one(services):
        window = MainWindow(tmp_path / "library.sqlite", services, settings, Themes("light"), tasks)
        opened.append(window)
        window.start()
        with qtbot.waitSignal(window.painted):
            window.show()
        window.resume()
        qtbot.waitUntil(lambda: not tasks.running)
        return window

    yield open_one
    for window in opened:
        window.close()
        window.deleteLater()
    tasks.shutdown()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(open_window, filled):
    """Return a window over the library with the two issues."""
    return open_window(filled)


@pytest.fixture
def open_issue(qtbot, tasks, filled):
    """Return a function that opens the issue with a title and waits for its page."""

    def open_one(window, title="Harbour Weekly 第 7 期"):
        issue = next(issue for issue in filled.library.outline().issues if issue.title == title)
        window.browsing.open_issue(issue.id)
        qtbot.waitUntil(lambda: window.browsing.page is not None and not tasks.running)
        assert window.browsing.page.issue.id == issue.id
        return issue

    return open_one
