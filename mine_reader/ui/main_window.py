"""The window: four panes, and the controllers that tie them to the library."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QMenu, QSplitter, QWidget

from mine_reader.errors import MineReaderError, SettingsError
from mine_reader.model import ArticleId, Change, Color, IssueId
from mine_reader.services import Services
from mine_reader.settings import Settings
from mine_reader.ui import icons, labels, menus
from mine_reader.ui.actions import THEMES, Actions, translated
from mine_reader.ui.annotating import AnnotatingPane
from mine_reader.ui.article_list import ArticleList
from mine_reader.ui.browsing import Browsing, Panes, Place
from mine_reader.ui.curating import Curating
from mine_reader.ui.dialogs.about import AboutDialog
from mine_reader.ui.dialogs.log import LogDialog
from mine_reader.ui.dialogs.settings import SettingsDialog
from mine_reader.ui.dialogs.shortcuts import Palette, ShortcutSheet
from mine_reader.ui.exporting import ExportingWindow
from mine_reader.ui.importing import Importing, dropped_paths
from mine_reader.ui.links import open_outward, outward, shown
from mine_reader.ui.marking import Marking
from mine_reader.ui.models.sidebar import Node
from mine_reader.ui.notes_pane import NotesPane
from mine_reader.ui.reader_view import ReaderView
from mine_reader.ui.sidebar import Sidebar
from mine_reader.ui.state import StateFile, WindowState
from mine_reader.ui.status import StatusBar
from mine_reader.ui.tasks import Tasks
from mine_reader.ui.theme import NAMES, Themes
from mine_reader.ui.window_bars import make_menus, make_toolbar, name_buttons

_log = logging.getLogger(__name__)

_WIDTHS = (208, 256, 545, 271)
_LEAST = (120, 140, 240, 160)
_SIZES = (10, 40)


class MainWindow(QMainWindow):
    """`painted` is sent once, after the first paint; nothing heavy happens before it."""

    painted = Signal()
    language_changed = Signal()

    def __init__(self, library: Path, services: Services, settings: Settings, themes: Themes, tasks: Tasks) -> None:
        super().__init__()
        self._library = library
        self._settings = settings
        self._tasks = tasks
        self.themes = themes
        self._state_file = StateFile(library)
        self._state = self._state_file.load()
        self._errors: list[str] = []
        self._was_painted = False
        self._before_focus: list[bool] | None = None
        self.setObjectName("main")
        self.setAcceptDrops(True)
        self.panes = self._make_panes()
        self.actions_table = Actions(self)
        self.menus = make_menus(self, self.actions_table)
        self.toolbar = make_toolbar(self, self.actions_table)
        self.status = StatusBar(tasks, self)
        self.setStatusBar(self.status)
        self.browsing = Browsing(services, tasks, self.panes, self)
        self.marking = Marking(services, settings, self.browsing, self)
        self.annotating = AnnotatingPane(services, self.browsing, _color(self._state.color), self)
        self.importing = Importing(services, tasks, self.browsing, self)
        self.exporting = ExportingWindow(services, tasks, self.browsing, self)
        self.curating = Curating(services, tasks, self.browsing, self)
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(3000)
        self._saving.timeout.connect(self.save_state)
        self._connect()
        self._restore_layout()
        self.apply_settings()
        self.retranslate()
        self._set_icons()

    # Making

    def _make_panes(self) -> Panes:
        panes = Panes(
            Sidebar(self.themes, self),
            ArticleList(self.themes, self),
            ReaderView(self.themes, self, tasks=self._tasks),
            NotesPane(self.themes, self),
        )
        panes.notes.setObjectName("notesPane")
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        order: tuple[QWidget, ...] = (panes.sidebar, panes.articles, panes.reader, panes.notes)
        for widget, width in zip(order, _LEAST, strict=True):
            widget.setMinimumWidth(width)
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(2, 1)
        self.splitter.setSizes(list(_WIDTHS))
        self.setCentralWidget(self.splitter)
        return panes

    def _connect(self) -> None:
        self.actions_table.connect_all(self._slots())
        for controller in (self.marking, self.annotating, self.curating):
            controller.changed.connect(self._changed)
        for sender in (self.browsing, self.marking, self.annotating, self.importing, self.exporting, self.curating):
            sender.failed.connect(self.show_error)
        for speaker in (self.marking, self.annotating, self.exporting):
            speaker.said.connect(self._say)
        self.importing.said.connect(self._say_imported)
        self.annotating.deleted.connect(self._say_deleted)
        self.curating.deleted.connect(self._say_deleted)
        self.curating.tag_renamed.connect(self._tag_renamed)
        self.status.undo_clicked.connect(self.marking.undo)
        self.status.log_clicked.connect(self.show_log)
        self.browsing.moved.connect(self._moved)
        self.browsing.unread_changed.connect(self.status.set_unread)
        self.panes.reader.link_activated.connect(self._link)
        self.panes.reader.link_hovered.connect(self._hover)
        self.panes.reader.context_requested.connect(self._reader_menu)
        self.panes.articles.context_requested.connect(self._list_menu)
        self.panes.sidebar.context_requested.connect(self._sidebar_menu)
        self.panes.notes.export_requested.connect(self.exporting.export)
        self.themes.changed.connect(self._set_icons)

    def _slots(self) -> dict[str, Callable[[], object]]:
        marking, browsing, curating = self.marking, self.browsing, self.curating
        reader = self.panes.reader
        slots: dict[str, Callable[[], object]] = {
            "open_files": self.importing.open_files,
            "open_folder": self.importing.open_folder,
            "import_again": self.importing.again,
            "export": self.exporting.export,
            "save_into_file": self.exporting.save_into_file,
            "backup": self.exporting.backup,
            "log": self.show_log,
            "settings": self.show_settings,
            "quit": self.close,
            "undo": marking.undo,
            "redo": marking.redo,
            "find": reader.open_find,
            "filter_sidebar": self._filter_sidebar,
            "issue_properties": curating.properties,
            "delete_issue": curating.delete_issue,
            "toggle_sidebar": self._toggle_panes,
            "toggle_list": self._toggle_panes,
            "toggle_notes": self._toggle_panes,
            "focus_mode": self._focus_mode,
            "one_article": lambda: browsing.set_one_article(self.actions_table["one_article"].isChecked()),
            "oldest_first": lambda: browsing.set_oldest_first(self.actions_table["oldest_first"].isChecked()),
            "bigger": lambda: self._resize_text(1),
            "smaller": lambda: self._resize_text(-1),
            "normal_size": lambda: self._resize_text(0),
            "theme": self._next_theme,
            "toggle_read": marking.toggle_read,
            "toggle_star": marking.toggle_star,
            "toggle_later": marking.toggle_later,
            "toggle_downloaded": marking.toggle_downloaded,
            "all_read": marking.all_read,
            "tags": marking.tags,
            "open_link": lambda: self._unless_button(self._open_link),
            "copy_link": self._copy_link,
            "local_file": curating.link_file,
            "open_local_file": curating.open_file,
            "highlight": self.annotating.highlight,
            "note": self.annotating.note,
            "copy_quote": self.annotating.copy_quote,
            "back": browsing.back,
            "forward": browsing.forward,
            "next": lambda: browsing.step(1),
            "previous": lambda: browsing.step(-1),
            "next_unread": lambda: browsing.step(1, unread=True),
            "previous_unread": lambda: browsing.step(-1, unread=True),
            "page_down": lambda: self._unless_button(browsing.page_down),
            "page_up": reader.page_up,
            "focus_sidebar": lambda: self._focus(self.panes.sidebar.tree),
            "focus_list": lambda: self._focus(self.panes.articles.tree),
            "focus_reader": lambda: self._focus(reader),
            "focus_notes": lambda: self._focus(self.panes.notes),
            "palette": lambda: Palette(self.actions_table, self).open(),
            "shortcuts": lambda: ShortcutSheet(self.actions_table, self).open(),
            "about": lambda: AboutDialog(str(self._library), self).open(),
        }
        for choice in ("system", *NAMES):
            slots[f"theme_{choice}"] = partial(self.set_theme, choice)
        for level in "123":
            slots[f"level_{level}"] = partial(self.annotating.set_level, level)
        return slots

    # Starting and ending

    def start(self) -> None:
        """Show the library where the last run left it; its issue is opened by `resume`."""
        self.panes.sidebar.set_expanded(self._state.expanded)
        self.browsing.start(self._last_place())

    def resume(self) -> None:
        """Do what the first paint did not wait for: icons, and the issue that was open."""
        icons.load()
        self.themes.refresh()
        self.browsing.resume(self._last_place())

    def _last_place(self) -> Place:
        state = self._state
        article = ArticleId(state.article) if state.article is not None else None
        current = ArticleId(state.current) if state.current is not None else None
        issue = IssueId(state.issue) if state.issue is not None else None
        return Place(state.selected, issue, (article, state.offset), current)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Import what the command line, or a second start, asks for."""
        self.importing.start(paths)

    def raise_window(self) -> None:
        """Come to the front."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint, when it is done."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep everything that comes back at the next start."""
        self.save_state()
        super().closeEvent(event)

    def save_state(self) -> None:
        """Write down what comes back at the next start."""
        self._saving.stop()
        if self._before_focus is None:
            self._state_file.set_blob("geometry", self.saveGeometry())
            self._state_file.set_blob("splitter", self.splitter.saveState())
        self._state_file.sync()
        place = self.browsing.place()
        article, offset = place.position
        hidden = [pane.objectName() for pane in (self.panes.sidebar, self.panes.articles) if pane.isHidden()]
        self._state_file.save(
            WindowState(
                selected=place.key,
                expanded=self.panes.sidebar.expanded(),
                issue=place.issue_id,
                article=article,
                offset=offset,
                current=place.current,
                hidden=hidden,
                color=self.annotating.color.value,
            )
        )

    def _restore_layout(self) -> None:
        geometry = self._state_file.blob("geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize() - QSize(0, 40)))
        splitter = self._state_file.blob("splitter")
        if not splitter.isEmpty():
            self.splitter.restoreState(splitter)
        for name, action, pane in self._foldable():
            shown = name not in self._state.hidden
            if name == "notesPane":
                shown = self._settings.flag("notes_visible")
            pane.setVisible(shown)
            self.actions_table[action].setChecked(shown)

    def _foldable(self) -> tuple[tuple[str, str, QWidget], ...]:
        panes = self.panes
        return (
            ("sidebar", "toggle_sidebar", panes.sidebar),
            ("articleList", "toggle_list", panes.articles),
            ("notesPane", "toggle_notes", panes.notes),
        )

    # Settings and looks

    def apply_settings(self) -> None:
        """Bring the window in line with the settings."""
        self.themes.choose(self._settings.text("theme"))
        self.panes.reader.set_text_size(self._settings.number("text_size"))
        self.actions_table.set_keys(self._settings.mapping("shortcuts"))
        for spec in THEMES:
            self.actions_table[spec.id].setChecked(spec.id == f"theme_{self.themes.choice}")

    def show_settings(self) -> None:
        """Show the settings."""
        dialog = SettingsDialog(self._settings, self)
        dialog.saved.connect(self._settings_saved)
        dialog.open()

    def _settings_saved(self) -> None:
        self.apply_settings()
        shown = self._settings.flag("notes_visible")
        self.panes.notes.setVisible(shown)
        self.actions_table["toggle_notes"].setChecked(shown)
        self.language_changed.emit()

    def set_theme(self, choice: str) -> None:
        """Put a theme on and remember it."""
        self._remember("theme", choice)

    def _next_theme(self) -> None:
        self.set_theme(NAMES[(NAMES.index(self.themes.theme.name) + 1) % len(NAMES)])

    def _resize_text(self, by: int) -> None:
        size = self._settings.number("text_size") + by if by else 17
        self._remember("text_size", max(_SIZES[0], min(_SIZES[1], size)))

    def _remember(self, name: str, value: str | int | bool) -> None:
        try:
            self._settings.set(name, value)
            self._settings.save()
        except SettingsError as error:
            self.show_error(error)
        self.apply_settings()

    def _set_icons(self) -> None:
        self.actions_table.set_icons(self.themes.theme)

    def changeEvent(self, event: QEvent) -> None:
        """Take the texts of another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.browsing.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.actions_table.retranslate()
        for title, menu in self.menus.items():
            menu.setTitle(translated(title))
        below = self.findChild(QMenu, "themes")
        if below is not None:
            below.setTitle(self.tr("Theme"))
        self.toolbar.setWindowTitle(self.tr("Toolbar"))
        name_buttons(self.toolbar)
        self.status.retranslate()
        self.panes.sidebar.retranslate()
        self.panes.articles.retranslate()
        self._moved()

    # What the panes and keys ask for

    def _toggle_panes(self) -> None:
        for _, action, pane in self._foldable():
            pane.setVisible(self.actions_table[action].isChecked())
        self._remember("notes_visible", not self.panes.notes.isHidden())

    def _focus_mode(self) -> None:
        others = [pane for _, _, pane in self._foldable()] + [self.toolbar, self.menuBar(), self.status]
        if self._before_focus is None:
            self._before_focus = [not widget.isHidden() for widget in others]
            for widget in others:
                widget.hide()
            self.panes.reader.setFocus()
        else:
            for widget, was in zip(others, self._before_focus, strict=True):
                widget.setVisible(was)
            self._before_focus = None

    def _focus(self, widget: QWidget) -> None:
        widget.show()
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        for _, action, pane in self._foldable():
            self.actions_table[action].setChecked(not pane.isHidden())

    def _filter_sidebar(self) -> None:
        self._focus(self.panes.sidebar)
        self.panes.sidebar.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _unless_button(self, act: Callable[[], object]) -> None:
        """Let Space and Enter press the button that has the focus."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton):
            focus.click()
        else:
            act()

    def _current_link(self) -> str:
        article = self.browsing.article(self.browsing.current())
        return article.links[0].url if article is not None and article.links else ""

    def _open_link(self) -> None:
        url = self._current_link()
        if url:
            self._link(url)
        else:
            self._say(self.tr("This article has no link."))

    def _copy_link(self) -> None:
        url = self._current_link()
        if url:
            QGuiApplication.clipboard().setText(url)
            self._say(self.tr("Copied"))

    def _link(self, address: str) -> None:
        if address.startswith("mine-reader:issue/"):
            self._open_relative(QUrl.fromPercentEncoding(address.removeprefix("mine-reader:issue/").encode()))
        elif outward(address) is None:
            self._say(self.tr("This address is not opened: {0}").format(shown(address)))
        elif self._settings.text("open_links") == "copy":
            QGuiApplication.clipboard().setText(address)
            self._say(self.tr("Copied: {0}").format(shown(address)))
        elif not open_outward(address):
            self._say(self.tr("The browser could not be opened."))

    def _open_relative(self, name: str) -> None:
        issue = self.browsing.issue
        if issue is None or not issue.path:
            return
        wanted = (Path(issue.path).parent / name.partition("#")[0]).resolve()
        found = next((one for one in self.browsing.outline.issues if one.path and Path(one.path) == wanted), None)
        if found is not None:
            self.browsing.open_issue(found.id)
        else:
            self._say(self.tr("{0} is not in the library.").format(wanted.name))

    def _hover(self, address: str) -> None:
        self.status.hint(shown(address) if address else "")

    def _tag_renamed(self, what: tuple[str, str]) -> None:
        self.marking.rename_tag(*what)

    # Menus at the mouse

    def _list_menu(self, point: QPoint) -> None:
        menus.article_menu(self, self.actions_table).popup(point)

    def _reader_menu(self, what: tuple[ArticleId | None, QPoint]) -> None:
        selected = self.panes.reader.selection() is not None
        menus.reader_menu(self, self.actions_table, selected=selected).popup(what[1])

    def _sidebar_menu(self, what: tuple[Node, QPoint]) -> None:
        menus.sidebar_menu(self, self.marking, self.curating, what[0]).popup(what[1])

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        paths = dropped_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.importing.start(paths)

    # Telling

    def _changed(self, change: Change) -> None:
        self.browsing.refresh(change)

    def _say(self, text: str) -> None:
        if text:
            self.status.say(text)
        else:
            self.status.forget()

    def _say_deleted(self, text: str) -> None:
        self.status.say(text, undo=True)

    def _say_imported(self, text: str) -> None:
        self.status.say(text, details=bool(self.importing.skipped))

    def show_error(self, error: Exception) -> None:
        """Tell of an error in one sentence; nothing is lost by going on."""
        if not isinstance(error, MineReaderError):
            _log.error("failed", exc_info=error)
        text = labels.error_text(error)
        self._errors.append(text)
        self.status.say(text, details=True)

    def show_log(self) -> None:
        """Show what failed."""
        LogDialog(self.importing.skipped, self._errors, self).open()

    # What can be done now

    def _moved(self) -> None:
        table, browsing = self.actions_table, self.browsing
        issue = browsing.issue
        targets = browsing.targets()
        back, forward = browsing.can_travel()
        table.enable("back", back)
        table.enable("forward", forward)
        table.enable("toggle_read toggle_star toggle_later toggle_downloaded tags", bool(targets))
        table.enable("note highlight copy_quote find one_article page_up", browsing.page is not None)
        table.enable("local_file", browsing.current() is not None)
        table.enable("open_link copy_link", bool(self._current_link()))
        table.enable("all_read", any(not article.read for article in self.panes.articles.model.articles))
        table.enable("export", bool(browsing.outline.issues))
        table.enable("issue_properties delete_issue", issue is not None)
        table.enable("import_again save_into_file", issue is not None and bool(issue.path))
        current = browsing.article(browsing.current())
        table.enable("open_local_file", current is not None and bool(current.local_file))
        for action, mark in _MARKS.items():
            table[action].setChecked(bool(targets) and all(getattr(article, mark) for article in targets))
        self._name_undo()
        title = issue.title if issue else ""
        self.setWindowTitle(f"{labels.shortened(title)} — MineReader" if title else "MineReader")
        self._saving.start()

    def _name_undo(self) -> None:
        for action, text, name in zip(
            ("undo", "redo"), (self.tr("Undo"), self.tr("Redo")), self.marking.undo_texts(), strict=True
        ):
            self.actions_table[action].setEnabled(name is not None)
            self.actions_table[action].setText(self.tr("{0}: {1}").format(text, name) if name else text)


_MARKS = {
    "toggle_read": "read",
    "toggle_star": "starred",
    "toggle_later": "later",
    "toggle_downloaded": "downloaded",
}


def _color(name: str) -> Color:
    return Color(name) if name in set(Color) else Color.YELLOW
