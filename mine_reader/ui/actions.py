"""One table of everything that can be done. Menus, toolbar, palette and shortcut sheet are made of it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from mine_reader.ui.icons import icon
from mine_reader.ui.noop import QT_TRANSLATE_NOOP
from mine_reader.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Spec:
    """An action as declared; texts are keys to translate. `face` is what a button without an icon shows."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    tip: str = ""
    face: str = ""


FILE = (
    Spec("open_files", QT_TRANSLATE_NOOP("actions", "Open files…"), ("Ctrl+O",), "import"),
    Spec("open_folder", QT_TRANSLATE_NOOP("actions", "Open folder…"), ("Ctrl+Shift+O",), "folder"),
    Spec("add_feed", QT_TRANSLATE_NOOP("actions", "Follow a feed or site…"), ("Ctrl+N",), "feed"),
    Spec("watch_folder", QT_TRANSLATE_NOOP("actions", "Watch a folder…"), (), "watched"),
    Spec("import_opml", QT_TRANSLATE_NOOP("actions", "Import a list of feeds (OPML)…")),
    Spec("export_opml", QT_TRANSLATE_NOOP("actions", "Export the list of feeds (OPML)…")),
    Spec("download_address", QT_TRANSLATE_NOOP("actions", "Save a web page…")),
    Spec("import_again", QT_TRANSLATE_NOOP("actions", "Import the issue again"), (), "refresh"),
    Spec("reveal_file", QT_TRANSLATE_NOOP("actions", "Show the issue's file in its folder")),
    Spec("edit_file", QT_TRANSLATE_NOOP("actions", "Open the issue's file in an editor")),
    Spec("export", QT_TRANSLATE_NOOP("actions", "Export…"), ("Ctrl+E",), "export"),
    Spec("save_into_file", QT_TRANSLATE_NOOP("actions", "Save notes into the file"), ("Ctrl+S",), "issue"),
    Spec("saved_pages", QT_TRANSLATE_NOOP("actions", "Saved pages: room and clean-up…")),
    Spec("backup", QT_TRANSLATE_NOOP("actions", "Back up the library…")),
    Spec("log", QT_TRANSLATE_NOOP("actions", "What failed…")),
    Spec("settings", QT_TRANSLATE_NOOP("actions", "Settings…"), ("Ctrl+,",), "settings"),
    Spec("quit", QT_TRANSLATE_NOOP("actions", "Quit"), ("Ctrl+Q",)),
)
EDIT = (
    Spec("undo", QT_TRANSLATE_NOOP("actions", "Undo"), ("Ctrl+Z",), "undo"),
    Spec("redo", QT_TRANSLATE_NOOP("actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    Spec("find", QT_TRANSLATE_NOOP("actions", "Find in the page"), ("Ctrl+F",), "search"),
    Spec("find_next", QT_TRANSLATE_NOOP("actions", "Next hit in the page"), ("F3",)),
    Spec("find_previous", QT_TRANSLATE_NOOP("actions", "Previous hit in the page"), ("Shift+F3",)),
    Spec("search", QT_TRANSLATE_NOOP("actions", "Search everything"), ("/",), "search"),
    Spec("save_search", QT_TRANSLATE_NOOP("actions", "Keep this search…"), (), "keep"),
    Spec("rebuild_index", QT_TRANSLATE_NOOP("actions", "Make the search index anew")),
    Spec("filter_sidebar", QT_TRANSLATE_NOOP("actions", "Filter the sidebar"), ("Ctrl+Shift+F",)),
    Spec("issue_properties", QT_TRANSLATE_NOOP("actions", "Issue properties…"), ("Ctrl+I",), "issue"),
    Spec("delete_issue", QT_TRANSLATE_NOOP("actions", "Delete the issue"), (), "delete"),
)
VIEW = (
    Spec("toggle_sidebar", QT_TRANSLATE_NOOP("actions", "Sidebar"), ("Ctrl+B",), checkable=True),
    Spec("toggle_list", QT_TRANSLATE_NOOP("actions", "Article list"), ("F8",), checkable=True),
    Spec(
        "toggle_notes",
        QT_TRANSLATE_NOOP("actions", "Notes"),
        ("F9",),
        "notes",
        checkable=True,
        tip=QT_TRANSLATE_NOOP("actions", "Show or hide the notes"),
    ),
    Spec("focus_mode", QT_TRANSLATE_NOOP("actions", "Focus mode"), ("F11",), checkable=True),
    Spec("one_article", QT_TRANSLATE_NOOP("actions", "One article at a time"), checkable=True),
    Spec("bigger", QT_TRANSLATE_NOOP("actions", "Bigger text"), ("Ctrl++", "Ctrl+="), face="A+"),
    Spec("smaller", QT_TRANSLATE_NOOP("actions", "Smaller text"), ("Ctrl+-",), face="A−"),
    Spec("normal_size", QT_TRANSLATE_NOOP("actions", "Normal text size"), ("Ctrl+0",)),
    Spec(
        "theme",
        QT_TRANSLATE_NOOP("actions", "Next theme"),
        (),
        "theme",
        tip=QT_TRANSLATE_NOOP("actions", "Light, sepia, dark"),
    ),
    Spec(
        "refresh",
        QT_TRANSLATE_NOOP("actions", "Refresh all feeds"),
        ("F5",),
        "refresh",
        tip=QT_TRANSLATE_NOOP("actions", "Ask all feeds for what is new"),
    ),
    Spec("refresh_feed", QT_TRANSLATE_NOOP("actions", "Refresh this feed"), ("Shift+F5",)),
    Spec("feed_log", QT_TRANSLATE_NOOP("actions", "Log of this feed…")),
)
THEMES = (
    Spec("theme_system", QT_TRANSLATE_NOOP("actions", "As the system"), checkable=True),
    Spec("theme_light", QT_TRANSLATE_NOOP("actions", "Light"), checkable=True),
    Spec("theme_sepia", QT_TRANSLATE_NOOP("actions", "Sepia"), checkable=True),
    Spec("theme_dark", QT_TRANSLATE_NOOP("actions", "Dark"), checkable=True),
)
SORTS = (
    Spec("sort_newest", QT_TRANSLATE_NOOP("actions", "Newest issue first"), checkable=True),
    Spec("sort_oldest", QT_TRANSLATE_NOOP("actions", "Oldest issue first"), checkable=True),
    Spec("sort_unread", QT_TRANSLATE_NOOP("actions", "Unread first"), checkable=True),
    Spec("sort_title", QT_TRANSLATE_NOOP("actions", "By title"), checkable=True),
)
ARTICLE = (
    Spec("toggle_read", QT_TRANSLATE_NOOP("actions", "Read"), ("M",), "read", checkable=True),
    Spec("toggle_star", QT_TRANSLATE_NOOP("actions", "Starred"), ("S",), "star", checkable=True),
    Spec("toggle_later", QT_TRANSLATE_NOOP("actions", "Later"), ("L",), "later", checkable=True),
    Spec("toggle_downloaded", QT_TRANSLATE_NOOP("actions", "Downloaded"), ("Shift+D",), "downloaded", checkable=True),
    Spec("all_read", QT_TRANSLATE_NOOP("actions", "Mark all as read"), ("Shift+A",), "check"),
    Spec("tags", QT_TRANSLATE_NOOP("actions", "Tags…"), ("T",), "tag"),
    Spec("open_link", QT_TRANSLATE_NOOP("actions", "Open the link"), ("O", "Return", "Enter"), "open"),
    Spec("open_browser", QT_TRANSLATE_NOOP("actions", "Open the link in the browser"), ("Shift+O",)),
    Spec("copy_link", QT_TRANSLATE_NOOP("actions", "Copy the link"), (), "copy"),
    Spec("download", QT_TRANSLATE_NOOP("actions", "Download the link"), ("D",), "download"),
    Spec("download_links", QT_TRANSLATE_NOOP("actions", "Download all links of the article")),
    Spec("download_issue", QT_TRANSLATE_NOOP("actions", "Download all links of the issue")),
    Spec("download_unread", QT_TRANSLATE_NOOP("actions", "Download all unread")),
    Spec("download_again", QT_TRANSLATE_NOOP("actions", "Download again")),
    Spec("save_clipboard", QT_TRANSLATE_NOOP("actions", "Save the page in the clipboard")),
    Spec("save_html", QT_TRANSLATE_NOOP("actions", "Save a page from a file…")),
    Spec("load_images", QT_TRANSLATE_NOOP("actions", "Load all pictures of the page")),
    Spec("local_file", QT_TRANSLATE_NOOP("actions", "Link to a local file…")),
    Spec("open_local_file", QT_TRANSLATE_NOOP("actions", "Open the local file")),
    Spec("join_previous", QT_TRANSLATE_NOOP("actions", "Join with the article before")),
    Spec("join_next", QT_TRANSLATE_NOOP("actions", "Join with the article after")),
    Spec("split_article", QT_TRANSLATE_NOOP("actions", "Split at the selection")),
)
NOTE = (
    Spec("highlight", QT_TRANSLATE_NOOP("actions", "Highlight the selection"), ("H",), "highlight"),
    Spec("note", QT_TRANSLATE_NOOP("actions", "Note"), ("E",), "note"),
    Spec("level_1", QT_TRANSLATE_NOOP("actions", "Level 1: a thought"), ("1",)),
    Spec("level_2", QT_TRANSLATE_NOOP("actions", "Level 2: material, or something to do"), ("2",)),
    Spec("level_3", QT_TRANSLATE_NOOP("actions", "Level 3: further reading"), ("3",)),
    Spec("copy_quote", QT_TRANSLATE_NOOP("actions", "Copy as a quote"), ("Ctrl+Shift+C",), "quote"),
)
GO = (
    Spec("back", QT_TRANSLATE_NOOP("actions", "Back"), ("Alt+Left",), "back"),
    Spec("forward", QT_TRANSLATE_NOOP("actions", "Forward"), ("Alt+Right",), "forward"),
    Spec("next", QT_TRANSLATE_NOOP("actions", "Next article"), ("J",)),
    Spec("previous", QT_TRANSLATE_NOOP("actions", "Previous article"), ("K",)),
    Spec("next_unread", QT_TRANSLATE_NOOP("actions", "Next unread article"), ("N",)),
    Spec("previous_unread", QT_TRANSLATE_NOOP("actions", "Previous unread article"), ("P",)),
    Spec("page_down", QT_TRANSLATE_NOOP("actions", "Page down, then next unread"), ("Space",)),
    Spec("page_up", QT_TRANSLATE_NOOP("actions", "Page up"), ("Shift+Space",)),
    Spec("focus_sidebar", QT_TRANSLATE_NOOP("actions", "To the sidebar"), ("Alt+1",)),
    Spec("focus_list", QT_TRANSLATE_NOOP("actions", "To the article list"), ("Alt+2",)),
    Spec("focus_reader", QT_TRANSLATE_NOOP("actions", "To the text"), ("Alt+3",)),
    Spec("focus_notes", QT_TRANSLATE_NOOP("actions", "To the notes"), ("Alt+4",)),
)
HELP = (
    Spec("palette", QT_TRANSLATE_NOOP("actions", "Find an action…"), ("Ctrl+K",)),
    Spec("shortcuts", QT_TRANSLATE_NOOP("actions", "Keyboard shortcuts"), ("?",), "help"),
    Spec("about", QT_TRANSLATE_NOOP("actions", "About MineReader")),
)

MENUS: Mapping[str, tuple[Spec, ...]] = {
    QT_TRANSLATE_NOOP("actions", "&File"): FILE,
    QT_TRANSLATE_NOOP("actions", "&Edit"): EDIT,
    QT_TRANSLATE_NOOP("actions", "&View"): VIEW + SORTS + THEMES,
    QT_TRANSLATE_NOOP("actions", "&Article"): ARTICLE,
    QT_TRANSLATE_NOOP("actions", "&Note"): NOTE,
    QT_TRANSLATE_NOOP("actions", "&Go"): GO,
    QT_TRANSLATE_NOOP("actions", "&Help"): HELP,
}

SUBMENUS: Mapping[str, tuple[Spec, ...]] = {
    QT_TRANSLATE_NOOP("actions", "Sort articles"): SORTS,
    QT_TRANSLATE_NOOP("actions", "Theme"): THEMES,
}

TOOLBAR = (
    "refresh | back forward | toggle_read toggle_star toggle_later download open_link | note tags"
    " | smaller bigger theme > search toggle_notes"
)


_MNEMONIC = re.compile(r"\(&\w\)|&")


def translated(text: str) -> str:
    """Return a text of the table in the user's language."""
    return QCoreApplication.translate("actions", text)


class Actions(QObject):
    """The QActions of one window, by id."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._specs = {spec.id: spec for specs in MENUS.values() for spec in specs}
        for spec in self._specs.values():
            action = QAction(window)
            action.setObjectName(spec.id)
            action.setCheckable(spec.checkable)
            self._actions[spec.id] = action
            window.addAction(action)
        self.retranslate()
        self.set_keys({})

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def connect_all(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Connect ids to functions; checkable actions, too, are connected by `triggered`."""
        for action_id, slot in slots.items():
            self._actions[action_id].triggered.connect(_Call(slot, self._actions[action_id]).run)

    def enable(self, ids: str, on: bool) -> None:
        """Enable or disable actions, named in one string."""
        for action_id in ids.split():
            self._actions[action_id].setEnabled(on)

    def set_keys(self, own: Mapping[str, str]) -> None:
        """Set the shortcuts: the declared ones, but the user's where there are any ("" for none)."""
        for spec in self._specs.values():
            keys = tuple(key for key in own[spec.id].split() if key) if spec.id in own else spec.keys
            action = self._actions[spec.id]
            action.setShortcuts([QKeySequence(key) for key in keys])
            self._describe(spec, action)

    def retranslate(self) -> None:
        """Take all texts anew."""
        for spec in self._specs.values():
            action = self._actions[spec.id]
            action.setText(translated(spec.text))
            if spec.face:
                action.setIconText(spec.face)
            self._describe(spec, action)

    def set_icons(self, theme: Theme) -> None:
        """Take all icons anew."""
        for spec in self._specs.values():
            if spec.icon:
                self._actions[spec.id].setIcon(icon(spec.icon, theme))

    def sheet(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """Return, by menu, the text and the keys of every action that has keys."""
        found = []
        for menu, specs in MENUS.items():
            rows = tuple(
                (self._actions[spec.id].text().rstrip("…"), self.keys(spec.id)) for spec in specs if self.keys(spec.id)
            )
            found.append((_MNEMONIC.sub("", translated(menu)), rows))
        return tuple(found)

    def keys(self, action_id: str) -> str:
        """Return the keys of an action, as the system writes them; it calls both Enter keys the same."""
        native = QKeySequence.SequenceFormat.NativeText
        return "  ".join(dict.fromkeys(key.toString(native) for key in self._actions[action_id].shortcuts()))

    def all(self) -> tuple[QAction, ...]:
        """Return all actions in the table's order."""
        return tuple(self._actions.values())

    def _describe(self, spec: Spec, action: QAction) -> None:
        tip = translated(spec.tip or spec.text).rstrip("…")
        keys = self.keys(spec.id)
        action.setToolTip(f"{tip} ({keys})" if keys else tip)


class _Call(QObject):
    """Calls a function without the state that `triggered` sends; lives as long as the action."""

    def __init__(self, slot: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._slot = slot

    def run(self) -> None:
        self._slot()


class OwnKeys(QObject):
    """Keeps keys for a widget that uses them itself, from the shortcuts; installs itself."""

    def __init__(self, widget: QWidget, *keys: Qt.Key) -> None:
        super().__init__(widget)
        self._keys = keys
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys from the shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in self._keys:
            event.accept()
            return True
        return super().eventFilter(watched, event)
