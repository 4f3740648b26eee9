"""The menus that open at the mouse."""

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from mine_reader.model import Issue
from mine_reader.ui.actions import Actions
from mine_reader.ui.curating import Curating
from mine_reader.ui.marking import Marking
from mine_reader.ui.models.sidebar import Node

_ARTICLE = (
    "toggle_read toggle_star toggle_later toggle_downloaded | tags note | open_link copy_link"
    " | local_file open_local_file"
)
_tr = QCoreApplication.translate
_SELECTION = "highlight note copy_quote |"


def _from_table(parent: QWidget, actions: Actions, ids: str) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for word in ids.split():
        if word == "|":
            menu.addSeparator()
        else:
            menu.addAction(actions[word])
    return menu


def article_menu(parent: QWidget, actions: Actions) -> QMenu:
    """Return what can be done to the selected articles."""
    return _from_table(parent, actions, _ARTICLE)


def reader_menu(parent: QWidget, actions: Actions, *, selected: bool) -> QMenu:
    """Return what can be done in the text."""
    ids = f"{_SELECTION} {_ARTICLE}" if selected else _ARTICLE
    return _from_table(parent, actions, ids)


def sidebar_menu(parent: QWidget, marking: Marking, curating: Curating, node: Node) -> QMenu:
    """Return what can be done to a row of the sidebar."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    which = node.which
    if which is None:
        return menu
    menu.addAction(_tr("menus", "Mark all as read"), lambda: marking.mark_all(which, read=True))
    menu.addAction(_tr("menus", "Mark all as unread"), lambda: marking.mark_all(which, read=False))
    if node.kind == "source" and which.source_id is not None:
        source_id = which.source_id
        menu.addSeparator()
        menu.addAction(_tr("menus", "Properties…"), partial(curating.source_properties, source_id))
        menu.addSeparator()
        menu.addAction(
            _tr("menus", "Delete the source"),
            partial(curating.delete_source, source_id, node.text),
        )
    if node.kind == "tag" and which.tag:
        tag = which.tag
        menu.addSeparator()
        menu.addAction(_tr("menus", "Rename…"), partial(curating.rename_tag, tag))
        menu.addAction(_tr("menus", "Remove the tag everywhere"), partial(marking.rename_tag, (tag, "")))
    issue = curating.issue_of(node) if node.kind == "issue" else None
    if issue is not None:
        _add_issue(menu, curating, issue)
    return menu


def _add_issue(menu: QMenu, curating: Curating, issue: Issue) -> None:
    menu.addSeparator()
    menu.addAction(_tr("menus", "Properties…"), partial(curating.properties_of, issue))
    if issue.path:
        menu.addAction(_tr("menus", "Show in its folder"), partial(curating.reveal, issue))
        menu.addAction(_tr("menus", "Open in an editor"), partial(curating.edit, issue))
    menu.addSeparator()
    menu.addAction(_tr("menus", "Delete the issue"), partial(curating.delete_issue_of, issue))
