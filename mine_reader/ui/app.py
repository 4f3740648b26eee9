"""The start of the window, in phases: what can be shown at once, the first paint, the rest."""

import faulthandler
import logging
import signal
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMessageBox

from mine_reader.errors import MineReaderError
from mine_reader.model import IssueId
from mine_reader.resources import resource
from mine_reader.services import Services
from mine_reader.settings import Settings, load_settings, log_path
from mine_reader.ui import labels
from mine_reader.ui.crash import ErrorHook, log_faults
from mine_reader.ui.languages import Languages, ui_language
from mine_reader.ui.main_window import MainWindow
from mine_reader.ui.single import Listener, hand_over
from mine_reader.ui.tasks import Tasks
from mine_reader.ui.theme import Themes

_log = logging.getLogger(__name__)

_NO_CHOICE = ("", "sans", "sans serif", "dejavu sans", "bitstream vera sans")
_FAMILIES = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei")


class Session(QObject):
    """Everything that lives as long as the window does."""

    def __init__(self, library: Path, services: Services, settings: Settings, languages: Languages) -> None:
        super().__init__()
        self.services = services
        self.settings = settings
        self.languages = languages
        self.tasks = Tasks(self)
        self.themes = Themes(settings.text("theme"), self)
        self.window = MainWindow(library, services, settings, self.themes, self.tasks)
        self.window.appearance.language_changed.connect(self.speak)
        self._files: Sequence[Path] = ()

    def speak(self) -> None:
        """Speak the language of the settings."""
        self.languages.choose(self.settings.text("language"))

    def open(self, files: Sequence[Path]) -> None:
        """Show the window; what is slow follows its first paint."""
        self._files = files
        self.window.start()
        self.window.painted.connect(self._resume)
        self.window.show()

    def _resume(self) -> None:
        self.window.resume()
        if self.settings.error is not None:
            self.window.telling.error(self.settings.error)
        if self._files:
            self.window.open_paths(self._files)
        elif not self.window.browsing.outline.issues:
            self._welcome()

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

    def receive(self, files: Sequence[Path]) -> None:
        """Take what a second start was given."""
        self.window.raise_window()
        self.window.open_paths(files)

    def close(self) -> None:
        """Wait for the work under way, then close the library."""
        self.tasks.shutdown()
        self.window.save_state()
        self.window.deleteLater()
        self.services.close()


def run_window(library: Path, files: Sequence[Path]) -> int:
    """Open the window over a library and import files into it; return the exit status."""
    faults = log_faults(log_path().with_name("crash.log"))
    app = make_application()
    if hand_over(library, files):
        return 0
    listener, hook = Listener(library), ErrorHook()
    hook.install()
    try:
        return _run(app, library, files, listener, hook)
    finally:
        listener.close()
        hook.uninstall()
        if faults is not None:
            faulthandler.disable()
            faults.close()


def _run(app: QApplication, library: Path, files: Sequence[Path], listener: Listener, hook: ErrorHook) -> int:
    settings = load_settings()
    languages = Languages()
    languages.choose(settings.text("language"))
    try:
        services = _open(library)
    except MineReaderError as error:
        _log.error("library not opened error=%s", error)
        QMessageBox.critical(None, "MineReader", labels.error_text(error))
        return 1
    session = Session(library, services, settings, languages)
    hook.caught.connect(session.window.telling.error)
    listener.received.connect(session.receive)
    session.open(files)
    try:
        return app.exec()
    finally:
        session.close()


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


def _open(library: Path) -> Services:
    from mine_reader.services import open_services  # noqa: PLC0415 - after a second start has ended

    return open_services(library)
