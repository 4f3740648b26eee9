"""The window: four panes, and the controllers that tie them to the library."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mine_reader.model import ArticleId, Color, IssueId
from mine_reader.services import Services
from mine_reader.settings import Settings
from mine_reader.ui import labels
from mine_reader.ui.actions import Actions, OwnKeys, translated
from mine_reader.ui.all_notes import AllNotes
from mine_reader.ui.annotating import AnnotatingPane
from mine_reader.ui.appearance import Appearance, Looks
from mine_reader.ui.article_list import ArticleList
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.curating import Curating
from mine_reader.ui.downloads import Downloads
from mine_reader.ui.exporting import ExportingWindow
from mine_reader.ui.feeds import FeedsWindow, address_in
from mine_reader.ui.following import Following
from mine_reader.ui.gathering import Gathering
from mine_reader.ui.importing import Importing, dropped_paths
from mine_reader.ui.index_reader import IndexReader
from mine_reader.ui.link_card import LinkCard
from mine_reader.ui.listing import Order
from mine_reader.ui.marking import Marking
from mine_reader.ui.mouse_menus import MouseMenus
from mine_reader.ui.notes_pane import NotesPane
from mine_reader.ui.notice import NoticeBar
from mine_reader.ui.places import Panes, Place
from mine_reader.ui.reader_view import ReaderView
from mine_reader.ui.refreshing import Refreshing
from mine_reader.ui.repairing import RepairingPage
from mine_reader.ui.results_pane import ResultsPane
from mine_reader.ui.room import Room
from mine_reader.ui.search_box import SearchBox
from mine_reader.ui.searching import SearchingWindow
from mine_reader.ui.sidebar import Sidebar
from mine_reader.ui.state import StateFile, WindowState
from mine_reader.ui.status import StatusBar
from mine_reader.ui.tasks import Tasks
from mine_reader.ui.telling import Telling
from mine_reader.ui.theme import NAMES, Themes
from mine_reader.ui.tray import Tray
from mine_reader.ui.vault_keeper import VaultKeeper
from mine_reader.ui.versions import Versions
from mine_reader.ui.window_bars import make_menus, make_toolbar, name_buttons

_WIDTHS = (208, 256, 545, 271)
_LEAST = (120, 140, 240, 160)
_SAVE_MS = 3000

_MARKS = {
    "toggle_read": "read",
    "toggle_star": "starred",
    "toggle_later": "later",
    "toggle_downloaded": "downloaded",
}


class MainWindow(QMainWindow):
    """`painted` is sent once, after the first paint; nothing heavy happens before it."""

    painted = Signal()

    def __init__(self, library: Path, services: Services, settings: Settings, themes: Themes, tasks: Tasks) -> None:
        super().__init__()
        self._library = library
        self._state_file = StateFile(library)
        self._state = self._state_file.load()
        self._was_painted = False
        self.themes = themes
        self.setObjectName("main")
        self.setAcceptDrops(True)
        self.panes = Panes(
            Sidebar(themes, self),
            QStackedWidget(self),
            ArticleList(themes, self),
            AllNotes(themes, self),
            ResultsPane(themes, self),
            ReaderView(themes, self, tasks=tasks),
            NotesPane(themes, self),
        )
        self.splitter = self._make_splitter()
        self.actions_table = Actions(self)
        self.menus = make_menus(self, self.actions_table)
        self.search_box = SearchBox(themes, self)
        self.toolbar = make_toolbar(self, self.actions_table, self.search_box)
        self.status = StatusBar(tasks, self)
        self.setStatusBar(self.status)
        self._make_controllers(services, settings, tasks)
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._saving.timeout.connect(self.save_state)
        self._connect()
        self._restore_layout()
        self.appearance.apply()
        self.retranslate()

    # Making

    def _make_splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        self.panes.notes.setObjectName("notesPane")
        self.panes.lists.setObjectName("lists")
        self.panes.lists.addWidget(self.panes.articles)
        self.panes.lists.addWidget(self.panes.all_notes)
        self.panes.lists.addWidget(self.panes.results)
        panes: tuple[QWidget, ...] = (self.panes.sidebar, self.panes.lists, self.panes.reader, self.panes.notes)
        for widget, width in zip(panes, _LEAST, strict=True):
            widget.setMinimumWidth(width)
            splitter.addWidget(widget)
            for line in widget.findChildren(QLineEdit):  # files may be dropped anywhere
                line.setAcceptDrops(False)
        splitter.setStretchFactor(2, 1)
        splitter.setSizes(list(_WIDTHS))
        self.notice = NoticeBar(self)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(splitter, 1)
        self.setCentralWidget(middle)
        return splitter

    def _make_controllers(self, services: Services, settings: Settings, tasks: Tasks) -> None:
        self.browsing = Browsing(services, tasks, self.panes, self)
        self.marking = Marking(services, settings, self.browsing, tasks, parent=self)
        self.annotating = AnnotatingPane(services, self.browsing, _color(self._state.color), self)
        self.gathering = Gathering(services, tasks, self.browsing, self.annotating, self)
        self.importing = Importing(services, tasks, self.browsing, self)
        self.exporting = ExportingWindow(services, tasks, self.browsing, self)
        self.vault_keeper = VaultKeeper(services, tasks, settings, self.browsing, self)
        self.curating = Curating(services, tasks, self.browsing, self)
        self.repairing = RepairingPage(services, tasks, self.browsing, self)
        self.downloads = Downloads(services, tasks, self.browsing, self.status, self)
        self.following = Following(settings, self.browsing, self.downloads, self)
        self.room = Room(services, tasks, self)
        self.link_card = LinkCard(services, tasks, self.browsing, self.themes)
        self.versions = Versions(services, tasks, self.browsing, self.notice, self)
        self.searching = SearchingWindow(services, tasks, self.browsing, self.search_box, self)
        self.index = IndexReader(services, tasks, self)
        refreshing = Refreshing(services, tasks, settings, self.browsing, self)
        tray = Tray(settings, self.actions_table, self.browsing, self)
        self.feeds = FeedsWindow(services, tasks, refreshing, tray, self)
        self.telling = Telling(self.status, self.importing, self.downloads, refreshing, self)
        chrome = (self.toolbar, self.menuBar(), self.status)
        self.appearance = Appearance(Looks(settings, self.themes, self.actions_table, self.panes, chrome), self)

    def _connect(self) -> None:
        self.actions_table.connect_all(self._slots())
        self.mouse_menus = MouseMenus(self)
        for controller in self._controllers():
            self._listen(controller)
        self.importing.failed.connect(self.telling.error)  # what it says goes another way
        self.versions.moved.connect(self.telling.deleted)
        self._connect_controllers()
        self._connect_panes()
        self._connect_feeds()

    def _controllers(self) -> tuple[QObject, ...]:
        return (
            *(self.browsing, self.marking, self.annotating, self.gathering, self.exporting, self.vault_keeper),
            *(self.curating, self.repairing, self.downloads, self.following, self.room, self.versions),
            *(self.searching, self.index, self.feeds, self.appearance),
        )

    def _listen(self, controller: QObject) -> None:
        """Connect those of the four signals that a controller has."""
        slots = {
            "changed": self.browsing.refresh,
            "failed": self.telling.error,
            "said": self.telling.say,
            "deleted": self.telling.deleted,
        }
        for name, slot in slots.items():
            if hasattr(controller, name):
                getattr(controller, name).connect(slot)

    def _connect_controllers(self) -> None:
        self.marking.failed.connect(self._moved)  # a button that was pressed in vain stands up again
        self.searching.behind.connect(self.index.look_closely)
        self.index.caught_up.connect(self.searching.index_read)
        self.browsing.refreshed.connect(self.index.look)
        self.browsing.moved.connect(self._moved)
        self.browsing.unread_changed.connect(self.status.set_unread)
        self.importing.finished.connect(self.versions.imported)
        self.downloads.renewed.connect(self.versions.republished)
        self.following.annotation_wanted.connect(self.annotating.open_address)
        self.curating.import_wanted.connect(self.importing.issue_again)
        self.curating.tag_renamed.connect(self.marking.rename_tag)
        self.gathering.export_wanted.connect(self.exporting.export_notes)
        self.appearance.saved.connect(self.vault_keeper.choose)

    def _connect_panes(self) -> None:
        self.link_card.mention_clicked.connect(self.browsing.open_article)
        self.link_card.followed.connect(self.following.open_saved)
        self.link_card.download_clicked.connect(self.downloads.link)
        self.status.undo_clicked.connect(self.marking.undo)
        self.panes.reader.link_hovered.connect(self.telling.hint)
        self.panes.reader.context_requested.connect(self.mouse_menus.of_reader)
        self.panes.articles.context_requested.connect(self.mouse_menus.of_list)
        self.panes.sidebar.context_requested.connect(self.mouse_menus.of_sidebar)
        self.panes.notes.export_requested.connect(self.exporting.export)
        for tree in (self.panes.sidebar.tree, self.panes.results.rows):
            OwnKeys(tree, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        for view in (*self.panes.notes.findChildren(QAbstractItemView), self.panes.all_notes.rows):
            OwnKeys(view, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)

    def _connect_feeds(self) -> None:
        self.feeds.refreshing.busy.connect(self.actions_table["refresh"].setDisabled)
        self.feeds.refreshing.busy.connect(self.index.rest)
        self.feeds.refreshing.feeds_read.connect(self._feeds_read)
        self.feeds.refreshing.imported.connect(self.versions.imported)
        self.feeds.refreshing.imported.connect(self.importing.keep_skipped)
        self.importing.finished.connect(self.feeds.listed)
        self.feeds.tray.raised.connect(self.raise_window)
        self.appearance.saved.connect(self.feeds.settings_changed)

    def _feeds_read(self) -> None:
        self.status.set_refreshed(self.feeds.refreshing.last())
        self._moved()

    def _slots(self) -> dict[str, Callable[[], object]]:
        return {
            **self._file_slots(),
            **self._view_slots(),
            **self._article_slots(),
            **self._go_slots(),
            **self.downloads.slots(),
            **self.feeds.slots(),
        }

    def _file_slots(self) -> dict[str, Callable[[], object]]:
        return {
            "open_files": self.importing.open_files,
            "open_folder": self.importing.open_folder,
            "import_again": self.importing.again,
            "reveal_file": self.curating.reveal_open,
            "edit_file": self.curating.edit_open,
            "export": partial(self.gathering.or_else, self.gathering.export, self.exporting.export),
            "save_into_file": self.exporting.save_into_file,
            "saved_pages": self.room.show,
            "backup": self.exporting.backup,
            "log": self.telling.show_log,
            "settings": self.appearance.show_settings,
            "quit": self.quit,
            "undo": self.marking.undo,
            "redo": self.marking.redo,
            "find": self.panes.reader.open_find,
            "find_next": partial(self.panes.reader.step_hit, 1),
            "find_previous": partial(self.panes.reader.step_hit, -1),
            "search": self._focus_search,
            "save_search": self.searching.save,
            "rebuild_index": self.index.rebuild,
            "issue_properties": self.curating.properties,
            "delete_issue": self.curating.delete_issue,
            "palette": self._show_palette,
            "shortcuts": self._show_shortcuts,
            "about": self._show_about,
        }

    def _view_slots(self) -> dict[str, Callable[[], object]]:
        looks, browsing, table = self.appearance, self.browsing, self.actions_table
        slots: dict[str, Callable[[], object]] = {
            "toggle_sidebar": looks.toggle_panes,
            "toggle_list": looks.toggle_panes,
            "toggle_notes": looks.toggle_panes,
            "focus_mode": looks.toggle_focus_mode,
            "one_article": lambda: browsing.set_one_article(table["one_article"].isChecked()),
            "bigger": partial(looks.resize_text, 1),
            "smaller": partial(looks.resize_text, -1),
            "normal_size": partial(looks.resize_text, 0),
            "theme": looks.next_theme,
        }
        for choice in ("system", *NAMES):
            slots[f"theme_{choice}"] = partial(looks.choose_theme, choice)
        for order in Order:
            slots[f"sort_{order.value}"] = partial(self._sort, order)
        return slots

    def _article_slots(self) -> dict[str, Callable[[], object]]:
        slots: dict[str, Callable[[], object]] = {
            "toggle_read": self.marking.toggle_read,
            "toggle_star": self.marking.toggle_star,
            "toggle_later": self.marking.toggle_later,
            "toggle_downloaded": self.marking.toggle_downloaded,
            "all_read": self.marking.all_read,
            "tags": partial(self.gathering.or_else, self.gathering.tags, self.marking.tags),
            "open_link": partial(_unless_button, self.following.open_link),
            "open_browser": self.following.open_browser,
            "copy_link": self.following.copy_link,
            "join_previous": self.repairing.join_previous,
            "join_next": self.repairing.join_next,
            "split_article": self.repairing.split,
            "local_file": self.curating.link_file,
            "open_local_file": self.curating.open_file,
            "highlight": self.annotating.highlight,
            "note": self.annotating.note,
            "copy_quote": partial(self.gathering.or_else, self.gathering.copy, self.annotating.copy_quote),
        }
        for level in "123":
            slots[f"level_{level}"] = partial(self.annotating.set_level, level)
        return slots

    def _go_slots(self) -> dict[str, Callable[[], object]]:
        browsing, panes, focus = self.browsing, self.panes, self.appearance.focus_on
        return {
            "back": browsing.back,
            "forward": browsing.forward,
            "next": partial(browsing.step, 1),
            "previous": partial(browsing.step, -1),
            "next_unread": partial(browsing.step, 1, unread=True),
            "previous_unread": partial(browsing.step, -1, unread=True),
            "page_down": partial(_unless_button, browsing.page_down),
            "page_up": panes.reader.page_up,
            "filter_sidebar": partial(focus, panes.sidebar, panes.sidebar.filter),
            "focus_sidebar": partial(focus, panes.sidebar, panes.sidebar.tree),
            "focus_list": self._focus_list,
            "focus_reader": partial(focus, panes.reader, panes.reader),
            "focus_notes": partial(focus, panes.notes, panes.notes),
        }

    # Starting and ending

    def start(self) -> None:
        """Show the library where the last run left it; its issue is opened by `resume`."""
        self.panes.sidebar.set_expanded(self._state.expanded)
        self.browsing.listing.order = Order.of(self._state.order)
        self._show_order()
        self.browsing.start(self._last_place())

    def resume(self) -> None:
        """Open the issue that was open, which the first paint did not wait for."""
        self.browsing.resume(self._last_place())
        self.index.start()
        self.vault_keeper.touch()
        self.downloads.look()

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
        self.setVisible(True)
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def save_state(self) -> None:
        """Write down what comes back at the next start."""
        self._saving.stop()
        if self.appearance.in_focus_mode:
            return
        self._state_file.set_blob("geometry", self.saveGeometry())
        self._state_file.set_blob("splitter", self.splitter.saveState())
        self._state_file.sync()
        place = self.browsing.place()
        article, offset = place.position
        self._state_file.save(
            WindowState(
                selected=place.key,
                expanded=self.panes.sidebar.expanded(),
                issue=place.issue_id,
                article=article,
                offset=offset,
                current=place.current,
                hidden=self.appearance.hidden(),
                color=self.annotating.color.value,
                order=self.browsing.listing.order.value,
            )
        )

    def _restore_layout(self) -> None:
        geometry = self._state_file.blob("geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize() - QSize(0, 40)))
        splitter = self._state_file.blob("splitter")
        if not splitter.isEmpty():
            self.splitter.restoreState(splitter)
        self.appearance.fold(self._state.hidden)

    # What Qt asks of a window

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint, when it is done."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def quit(self) -> None:
        """End the program, also where closing the window leaves it in the notification area."""
        hidden = self.isHidden()
        self.feeds.tray.leave()
        self.close()
        if hidden:  # the last window that was seen was closed before
            QApplication.quit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep everything that comes back at the next start."""
        self.panes.notes.keep_draft()
        self.save_state()
        if self.feeds.tray.keeps():
            event.ignore()
            self.hide()
        else:
            super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, folders and web addresses: always as copies, for what was moved its giver may delete."""
        if dropped_paths(event.mimeData()) or address_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import files that were dropped, offer to follow an address."""
        paths, address = dropped_paths(event.mimeData()), address_in(event.mimeData())
        if not paths and not address:
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if paths:
            self.importing.start(paths)
        else:
            self.feeds.add(address)

    def changeEvent(self, event: QEvent) -> None:
        """Take the texts of another language; notice another day."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.browsing.retranslate()
        elif event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._was_painted:
            self.browsing.wake()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.actions_table.retranslate()
        for title, menu in self.menus.items():
            menu.setTitle(translated(title))
        self.toolbar.setWindowTitle(self.tr("Toolbar"))
        name_buttons(self.toolbar)
        self.status.retranslate()
        self.notice.retranslate()
        self.panes.sidebar.retranslate()
        self.panes.articles.retranslate()
        self._moved()

    def _sort(self, order: Order) -> None:
        self.browsing.listing.set_order(order)
        self._show_order()
        self._saving.start()

    def _show_order(self) -> None:
        for order in Order:
            self.actions_table[f"sort_{order.value}"].setChecked(order is self.browsing.listing.order)

    def _focus_list(self) -> None:
        panes = self.panes
        target: QWidget = panes.all_notes.rows if self.browsing.in_notes else panes.articles.tree
        target = panes.results.rows if self.browsing.in_results else target
        self.appearance.focus_on(panes.lists, target)

    def _focus_search(self) -> None:
        self.toolbar.show()
        self.searching.focus()

    def _show_palette(self) -> None:
        from mine_reader.ui.dialogs.shortcuts import Palette  # noqa: PLC0415 - no start needs it

        Palette(self.actions_table, self).open()

    def _show_shortcuts(self) -> None:
        from mine_reader.ui.dialogs.shortcuts import ShortcutSheet  # noqa: PLC0415 - no start needs it

        ShortcutSheet(self.actions_table, self).open()

    def _show_about(self) -> None:
        from mine_reader.ui.dialogs.about import AboutDialog  # noqa: PLC0415 - no start needs it

        AboutDialog(str(self._library), self).open()

    # What can be done now

    def _moved(self) -> None:
        table, browsing = self.actions_table, self.browsing
        issue, targets = browsing.issue, browsing.targets()
        current = browsing.article(browsing.current())
        back, forward = browsing.history.open_ways()
        table.enable("back", back)
        table.enable("forward", forward)
        table.enable("toggle_read toggle_star toggle_later toggle_downloaded tags", bool(targets))
        table.enable("note highlight copy_quote find one_article page_up", browsing.page is not None)
        before, after = self.repairing.neighbours()
        table.enable("join_previous", before is not None)
        table.enable("join_next", after is not None)
        table.enable("split_article", browsing.page is not None)
        table.enable("local_file", current is not None)
        table.enable("open_local_file", current is not None and bool(current.local_file))
        table.enable("open_link open_browser copy_link", bool(self.following.link()))
        linked = any(article.links for article in targets)
        table.enable("download download_links download_again", linked)
        table.enable("save_clipboard save_html", current is not None and bool(current.links))
        table.enable("download_issue load_images", browsing.page is not None)
        table.enable("refresh_feed feed_log", self.feeds.refreshing.chosen() is not None)
        table.enable("all_read", any(not article.read for article in browsing.listing.rows))
        table.enable("export", bool(browsing.outline.shelves))
        table.enable("issue_properties delete_issue", issue is not None)
        table.enable("import_again save_into_file reveal_file edit_file", issue is not None and bool(issue.path))
        self.panes.reader.describe(labels.spoken_article(current) if current else "")
        for action, mark in _MARKS.items():
            table[action].setChecked(bool(targets) and all(getattr(article, mark) for article in targets))
        self._name_undo()
        title = labels.shortened(issue.title) if issue else ""
        self.setWindowTitle(f"{title} — MineReader" if title else "MineReader")
        self._saving.start()

    def _name_undo(self) -> None:
        texts = (self.tr("Undo"), self.tr("Redo"))
        for action, text, name in zip(("undo", "redo"), texts, self.marking.undo_texts(), strict=True):
            self.actions_table[action].setEnabled(name is not None)
            self.actions_table[action].setText(self.tr("{0}: {1}").format(text, name) if name else text)


def _unless_button(act: Callable[[], object]) -> None:
    """Let Space and Enter press the button that has the focus."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QAbstractButton):
        focus.click()
    else:
        act()


def _color(name: str) -> Color:
    return Color(name) if name in set(Color) else Color.YELLOW
