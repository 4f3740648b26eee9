"""The menus that open at the mouse."""

from collections.abc import Callable, Container, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from mine_reader.model import ArticleFilter, Feed, Issue, Link, SourceKind
from mine_reader.ui.actions import Actions
from mine_reader.ui.curating import Curating
from mine_reader.ui.feeds import FeedsWindow
from mine_reader.ui.labels import shortened
from mine_reader.ui.links import shown
from mine_reader.ui.marking import Marking
from mine_reader.ui.models.sidebar import Node
from mine_reader.ui.noop import QT_TRANSLATE_NOOP
from mine_reader.ui.searching import SearchingWindow

_ARTICLE = (
    "toggle_read toggle_star toggle_later toggle_downloaded | tags note | open_link open_browser copy_link"
    " | download | local_file open_local_file | join_previous join_next"
)
_MOST_LINKS = 20
_SELECTION = "highlight note copy_quote split_article |"

_TEXTS = {
    "mark_all_as_read": QT_TRANSLATE_NOOP("menus", "Mark all as read"),
    "refresh_this": QT_TRANSLATE_NOOP("menus", "Refresh"),
    "pause": QT_TRANSLATE_NOOP("menus", "Pause"),
    "resume": QT_TRANSLATE_NOOP("menus", "Go on asking"),
    "show_log": QT_TRANSLATE_NOOP("menus", "Show the log"),
    "open_site": QT_TRANSLATE_NOOP("menus", "Open the site"),
    "copy_address": QT_TRANSLATE_NOOP("menus", "Copy the address"),
    "copy_path": QT_TRANSLATE_NOOP("menus", "Copy the path"),
    "unfollow": QT_TRANSLATE_NOOP("menus", "Stop following"),
    "unwatch": QT_TRANSLATE_NOOP("menus", "Stop watching"),
    "mark_all_as_unread": QT_TRANSLATE_NOOP("menus", "Mark all as unread"),
    "properties": QT_TRANSLATE_NOOP("menus", "Properties…"),
    "delete_the_source": QT_TRANSLATE_NOOP("menus", "Delete the source"),
    "more_downloads": QT_TRANSLATE_NOOP("menus", "Links and downloads"),
    "open_this": QT_TRANSLATE_NOOP("menus", "Open this link"),
    "download_this": QT_TRANSLATE_NOOP("menus", "Download this link"),
    "copy_this": QT_TRANSLATE_NOOP("menus", "Copy this link"),
    "rename": QT_TRANSLATE_NOOP("menus", "Rename…"),
    "remove_the_tag_everywhere": QT_TRANSLATE_NOOP("menus", "Remove the tag everywhere"),
    "show_in_its_folder": QT_TRANSLATE_NOOP("menus", "Show in its folder"),
    "open_in_an_editor": QT_TRANSLATE_NOOP("menus", "Open in an editor"),
    "import_again": QT_TRANSLATE_NOOP("menus", "Import again"),
    "edit_search": QT_TRANSLATE_NOOP("menus", "Change what is searched…"),
    "delete_the_search": QT_TRANSLATE_NOOP("menus", "Delete the search"),
    "delete_the_issue": QT_TRANSLATE_NOOP("menus", "Delete the issue"),
}


def _text(key: str) -> str:
    return QCoreApplication.translate("menus", _TEXTS[key])


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


_DOWNLOADS = "download_links download_again | save_clipboard save_html | load_images"


def add_downloads(
    menu: QMenu, actions: Actions, links: Sequence[Link], saved: Container[str], download: Callable[[str], object]
) -> None:
    """Put a menu of an article's links, with a tick at those that are saved, under its first one."""
    below = _from_table(menu, actions, _DOWNLOADS)
    below.setTitle(_text("more_downloads"))
    first = below.actions()[0]
    for link in links[:_MOST_LINKS]:
        name = shortened(" · ".join(part for part in (link.label, shown(link.url)) if part), 70)
        action = QAction(name.replace("&", "&&"), below)
        action.setCheckable(True)
        action.setChecked(link.canonical in saved)
        action.triggered.connect(partial(_download, download, link.url))
        below.insertAction(first, action)
    if links:
        below.insertSeparator(first)
    menu.insertMenu(_after(menu, actions["download"]), below)


def _download(download: Callable[[str], object], url: str, _checked: bool = False) -> None:
    download(url)


def _after(menu: QMenu, action: QAction) -> QAction:
    entries = menu.actions()
    return entries[entries.index(action) + 1]


def add_link(
    menu: QMenu,
    url: str,
    follow: Callable[[str], object],
    download: Callable[[str], object],
    copy: Callable[[str], object],
) -> None:
    """Put on top what can be done to the link under the mouse."""
    first = menu.actions()[0]
    for name, act in (("open_this", follow), ("download_this", download), ("copy_this", copy)):
        action = QAction(_text(name), menu)
        action.triggered.connect(partial(_download, act, url))
        menu.insertAction(first, action)
    menu.insertSeparator(first)


def sidebar_menu(
    parent: QWidget, marking: Marking, curating: Curating, searching: SearchingWindow, node: Node
) -> QMenu:
    """Return what can be done to a row of the sidebar."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    which = node.which
    if which is None:
        return menu
    menu.addAction(_text("mark_all_as_read"), lambda: marking.mark_all(which, read=True))
    menu.addAction(_text("mark_all_as_unread"), lambda: marking.mark_all(which, read=False))
    if node.kind == "source" and which.source_id is not None:
        source_id = which.source_id
        menu.addSeparator()
        menu.addAction(_text("properties"), partial(curating.source_properties, source_id))
        menu.addSeparator()
        menu.addAction(
            _text("delete_the_source"),
            partial(curating.delete_source, source_id, node.text),
        )
    if node.kind == "tag" and which.tag:
        tag = which.tag
        menu.addSeparator()
        menu.addAction(_text("rename"), partial(curating.rename_tag, tag))
        menu.addAction(_text("remove_the_tag_everywhere"), partial(marking.rename_tag, (tag, "")))
    saved = searching.saved(node.key)
    if saved is not None:
        menu.addSeparator()
        menu.addAction(_text("edit_search"), partial(searching.edit, saved))
        menu.addAction(_text("rename"), partial(searching.rename, saved))
        menu.addAction(_text("delete_the_search"), partial(searching.delete, saved))
    issue = curating.issue_of(node) if node.kind == "issue" else None
    if issue is not None:
        _add_issue(menu, curating, issue)
    return menu


_SOURCES = "add_feed watch_folder | import_opml export_opml | refresh | open_files open_folder"


def sources_menu(parent: QWidget, actions: Actions) -> QMenu:
    """Return what can be done where there is no row, or to all sources."""
    return _from_table(parent, actions, _SOURCES)


def feed_menu(parent: QWidget, marking: Marking, curating: Curating, feeds: FeedsWindow, feed: Feed) -> QMenu:
    """Return what can be done to a feed or a watched folder."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    which, polled = ArticleFilter(source_id=feed.id), feed.kind is SourceKind.FEED
    menu.addAction(_text("refresh_this"), partial(feeds.refresh, feed))
    if polled:
        menu.addAction(_text("resume" if feed.paused else "pause"), partial(feeds.pause, feed))
        menu.addAction(_text("show_log"), partial(feeds.show_log, feed))
    menu.addSeparator()
    menu.addAction(_text("mark_all_as_read"), lambda: marking.mark_all(which, read=True))
    menu.addAction(_text("mark_all_as_unread"), lambda: marking.mark_all(which, read=False))
    menu.addSeparator()
    if feed.site:
        menu.addAction(_text("open_site"), partial(feeds.open_site, feed))
    menu.addAction(_text("copy_address" if polled else "copy_path"), partial(feeds.copy_address, feed))
    menu.addAction(_text("properties"), partial(curating.source_properties, feed.id))
    menu.addSeparator()
    menu.addAction(_text("unfollow" if polled else "unwatch"), partial(feeds.remove, feed))
    if not polled:
        menu.addAction(_text("delete_the_source"), partial(curating.delete_source, feed.id, feed.name))
    return menu


def _add_issue(menu: QMenu, curating: Curating, issue: Issue) -> None:
    menu.addSeparator()
    menu.addAction(_text("properties"), partial(curating.properties_of, issue))
    if issue.path:
        menu.addAction(_text("show_in_its_folder"), partial(curating.reveal, issue))
        menu.addAction(_text("open_in_an_editor"), partial(curating.edit, issue))
        menu.addAction(_text("import_again"), partial(curating.import_again, issue))
    menu.addSeparator()
    menu.addAction(_text("delete_the_issue"), partial(curating.delete_issue_of, issue))
