"""Menus and toolbar, made of the table of actions."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QWidget

from mine_reader.ui.actions import MENUS, SUBMENUS, TOOLBAR, Actions, Spec, translated

_BREAKS = {
    "add_feed",
    "refresh",
    "download_address",
    "import_again",
    "export",
    "backup",
    "settings",
    "quit",
    "find",
    "search",
    "filter_sidebar",
    "issue_properties",
    "one_article",
    "bigger",
    "theme",
    "all_read",
    "tags",
    "open_link",
    "download",
    "load_images",
    "local_file",
    "saved_pages",
    "join_previous",
    "level_1",
    "copy_quote",
    "next",
    "page_down",
    "focus_sidebar",
    "about",
}


def make_menus(window: QMainWindow, actions: Actions) -> Mapping[str, QMenu]:
    """Fill the menu bar; return the menus, those below others too, by the key of their title."""
    menus = {}
    for title, specs in MENUS.items():
        menu = window.menuBar().addMenu(translated(title))
        menus[title] = menu
        below = {name: inner for name, inner in SUBMENUS.items() if set(inner) <= set(specs)}
        inside = {spec for inner in below.values() for spec in inner}
        _fill(menu, [spec for spec in specs if spec not in inside], actions)
        for name, inner in below.items():
            menus[name] = menu.addMenu(translated(name))
            menus[name].addActions([actions[spec.id] for spec in inner])
    return menus


def _fill(menu: QMenu, specs: Sequence[Spec], actions: Actions) -> None:
    for number, spec in enumerate(specs):
        if number and spec.id in _BREAKS:
            menu.addSeparator()
        menu.addAction(actions[spec.id])


def make_toolbar(window: QMainWindow, actions: Actions, box: QWidget) -> QToolBar:
    """Fill the toolbar by the line that declares it: | is a rule, > the room before what stands right.

    `box` stands for the action `search`.
    """
    bar = QToolBar(window)
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setFloatable(False)
    bar.setIconSize(QSize(18, 18))
    for word in TOOLBAR.split():
        if word == "|":
            bar.addSeparator()
        elif word == ">":
            room = QWidget(bar)
            room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            bar.addWidget(room)
        elif word == "search":
            bar.addWidget(box)
        else:
            bar.addAction(actions[word])
    window.addToolBar(bar)
    name_buttons(bar)
    return bar


def name_buttons(bar: QToolBar) -> None:
    """Give the toolbar's buttons the names that are read out."""
    for action in bar.actions():
        button = bar.widgetForAction(action)
        if isinstance(action, QAction) and button is not None and action.text():
            button.setAccessibleName(action.text().rstrip("…"))
            button.setFixedSize(32, 32)
