"""The start of the window, in phases: what can be shown at once, the first paint, the rest."""

import faulthandler
import gc
import signal
import sys
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from mine_reader import __version__
from mine_reader.errors import LibraryError
from mine_reader.model import IssueId
from mine_reader.resources import resource
from mine_reader.services import Services, backup_folder
from mine_reader.settings import Settings, load_settings, log_path
from mine_reader.ui.crash import ErrorHook, last_words, log_faults
from mine_reader.ui.languages import Languages, ui_language
from mine_reader.ui.main_window import MainWindow
from mine_reader.ui.single import Asked, Listener, hand_over
from mine_reader.ui.tasks import Tasks
from mine_reader.ui.theme import Themes

_NO_CHOICE = ("", "sans", "sans serif", "dejavu sans", "bitstream vera sans")
_FAMILIES = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei")


class Session(QObject):
    """Everything that lives as long as the window does."""

    def __init__(self, library: Path, services: Services, settings: Settings, languages: Languages) -> None:
        super().__init__()
        self.crash = ""
        self._library = library
        self.services = services
        self.settings = settings
        self.languages = languages
        self.tasks = Tasks(self)
        self.themes = Themes(settings.text("theme"), self)
        self.window = MainWindow(library, services, settings, self.themes, self.tasks)
        self.window.appearance.language_changed.connect(self.speak)
        self._asked = Asked()

    def speak(self) -> None:
        """Speak the language of the settings."""
        self.languages.choose(self.settings.text("language"))

    def open(self, asked: Asked) -> None:
        """Show the window; what is slow follows its first paint."""
        self._asked = asked
        self.window.start()
        self.window.painted.connect(self._resume)
        self.window.show()

    def _resume(self) -> None:
        # Several threads are about to need it: modules that import each other bear no two of them at once.
        self.tasks.run(lambda _task: import_module("mine_reader.text"), done=self._go_on)

    def _go_on(self, _loaded: object) -> None:
        self.window.resume()
        if self.settings.error is not None:
            self.window.telling.error(self.settings.error)
        self._notify()
        self.back_up()
        self._open(self._asked)
        self.window.feeds.start()
        if self._asked == Asked() and not self.window.browsing.outline.shelves:
            self._welcome()
        gc.freeze()  # what is here stays: to go through all of it again and again would hold the window up

    def _notify(self) -> None:
        """Say what is to be known of this run, or of the last one."""
        if self.crash:
            text = self.tr("MineReader ended unexpectedly the last time. Nothing that was stored is lost.")
            self.window.notice.say(text, self.tr("Copy the report"), self._copy_report)
        if self.services.read_only:
            self.window.notice.say(self.tr("The library cannot be written: what you change here is not kept."))

    def _copy_report(self) -> None:
        import platform  # noqa: PLC0415 - seldom needed

        about = f"MineReader {__version__} · {platform.platform()} · Python {platform.python_version()}"
        QGuiApplication.clipboard().setText(f"{about}\n\n{self.crash}\n")

    def back_up(self) -> None:
        """Write today's backup in the background; once a day, and not of a library that is empty."""
        if self.services.read_only or not self.window.browsing.outline.shelves:
            return
        self.tasks.run(
            lambda _task: self.services.backup.daily(backup_folder(self._library)),
            done=lambda _: None,
            failed=self.window.telling.error,
        )

    def _welcome(self) -> None:
        name = f"welcome.{ui_language()}.md"
        text = resource(f"welcome/{name}").read_text("utf-8")
        self.tasks.run(
            lambda _task: self.services.library.import_welcome(text, name),
            done=self._welcomed,
            failed=self.window.telling.error,
        )

    def _welcomed(self, issue_id: IssueId | None) -> None:
        if issue_id is not None:
            self.window.browsing.reload()
            self.window.browsing.open_issue(issue_id)

    def receive(self, asked: Asked) -> None:
        """Take what a second start was given."""
        self.window.raise_window()
        self._open(asked)

    def _open(self, asked: Asked) -> None:
        if asked.files:
            self.window.open_paths(asked.files)
        for link in asked.links:
            self.window.annotating.open_address(link)

    def close(self) -> None:
        """Keep what comes back at the next start, and end."""
        self.window.feeds.refreshing.stop()
        self.tasks.shutdown()
        self.window.save_state()
        self.end()

    def end(self) -> None:
        """Wait for the work under way, then close the library."""
        self.window.feeds.refreshing.stop()
        self.tasks.shutdown()
        self.window.deleteLater()
        self.services.close()


SWITCH = 0.0005
"""Seconds after which a busy thread lets this one go on: Python's own 5 ms add up over the many turns of one event."""


def run_window(library: Path, asked: Asked) -> int:
    """Open the window over a library, on what is asked for; return the exit status."""
    sys.setswitchinterval(SWITCH)
    crash_log = log_path().with_name("crash.log")
    faults = log_faults(crash_log)
    _app = make_application()
    if hand_over(library, asked):
        return 0
    crash = last_words(crash_log)
    listener, hook = Listener(library), ErrorHook()
    hook.install()
    try:
        return _run(library, asked, listener, hook, crash)
    finally:
        listener.close()
        hook.uninstall()
        if faults is not None:
            faulthandler.disable()
            faults.close()


def _run(library: Path, asked: Asked, listener: Listener, hook: ErrorHook, crash: str) -> int:
    settings = load_settings()
    languages = Languages()
    languages.choose(settings.text("language"))
    session = _open(library, settings, languages, asked)
    if session is None:
        return 1
    session.crash = crash
    hook.caught.connect(session.window.telling.error)
    listener.received.connect(session.receive)
    try:
        return QApplication.exec()
    finally:
        session.close()


def _open(library: Path, settings: Settings, languages: Languages, asked: Asked) -> Session | None:
    """Open the library and the window over it; ask what to do while that fails, None when nothing is to be done."""
    from mine_reader.ui.opening import mended, open_library  # noqa: PLC0415 - after a second start has ended

    while (services := open_library(library)) is not None:
        session = Session(library, services, settings, languages)
        try:
            session.open(asked)
        except LibraryError as error:  # damage that only reading finds
            session.end()
            if not mended(library, error):
                return None
        else:
            return session
    return None


def make_application() -> QApplication:
    """Return the application with its name, its look and its font."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(["mine-reader"])
    app.setApplicationName("mine-reader")
    app.setApplicationDisplayName("MineReader")
    app.setDesktopFileName("io.github.minereader.MineReader")
    app.setStyle("Fusion")
    pixmap = QPixmap()
    pixmap.loadFromData(resource("icons/mine-reader.png").read_bytes())
    app.setWindowIcon(QIcon(pixmap))
    app.setFont(_font(app.font()))
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return app


def _font(font: QFont) -> QFont:
    """Return the system's font with Chinese behind it; a system that names none gets one of ours."""
    chosen = [] if font.family().lower() in _NO_CHOICE else [font.family()]
    font.setFamilies([*chosen, *_FAMILIES, font.family()])
    return font
