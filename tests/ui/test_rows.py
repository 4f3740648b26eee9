"""What the sidebar and the list have in common: the mouse, the keys, and where the focus is."""

import pytest
from PySide6.QtCore import Qt

from mine_reader.ui.models.sidebar import Node


@pytest.fixture
def sidebar(window):
    return window.panes.sidebar


def middle(sidebar, key):
    return sidebar.tree.visualRect(sidebar._proxy.mapFromSource(sidebar.model.find(key))).center()


def test_a_right_click_opens_a_menu_and_chooses_nothing(qtbot, window, sidebar, monkeypatch):
    menus: list[tuple[Node, object]] = []
    monkeypatch.setattr(window.mouse_menus, "of_sidebar", menus.append)
    sidebar.context_requested.connect(menus.append)
    before = sidebar.selected().key
    at = middle(sidebar, "view:starred")
    qtbot.mousePress(sidebar.tree.viewport(), Qt.MouseButton.RightButton, pos=at)
    sidebar.tree.customContextMenuRequested.emit(at)
    assert sidebar.selected().key == before
    assert menus[-1][0].key == "view:starred"
    for menu in window.findChildren(type(window.menus["&File"])):
        menu.close()


def test_the_focus_is_shown_to_those_who_use_keys(qtbot, sidebar):
    sidebar.filter.setFocus()
    qtbot.waitUntil(sidebar.filter.hasFocus)
    sidebar.tree.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(sidebar.tree.hasFocus)
    assert sidebar.tree._by_key
    qtbot.mousePress(sidebar.tree.viewport(), Qt.MouseButton.LeftButton, pos=middle(sidebar, "view:later"))
    assert not sidebar.tree._by_key
    qtbot.keyClick(sidebar.tree, Qt.Key.Key_Down)
    assert sidebar.tree._by_key


def test_a_double_click_opens_a_source(qtbot, sidebar, filled):
    key = f"source:{filled.library.outline().sources[0].id}"
    index = sidebar._proxy.mapFromSource(sidebar.model.find(key))
    was = sidebar.tree.isExpanded(index)
    at = middle(sidebar, key)
    qtbot.mouseClick(sidebar.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(sidebar.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    index = sidebar._proxy.mapFromSource(sidebar.model.find(key))
    assert sidebar.tree.isExpanded(index) != was
