"""Opens the menus at the mouse, for what is under it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from mine_reader.model import Article, ArticleId
from mine_reader.ui import menus
from mine_reader.ui.links import outward
from mine_reader.ui.models.sidebar import Node

if TYPE_CHECKING:
    from mine_reader.ui.main_window import MainWindow


class MouseMenus(QObject):
    """The menus of list, reader and sidebar."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def of_list(self, point: QPoint) -> None:
        """Open the menu of the articles that are selected."""
        window = self._window
        menu = menus.article_menu(window, window.actions_table)
        self._add_downloads(menu, next(iter(window.browsing.targets()), None))
        menu.popup(point)

    def _add_downloads(self, menu: QMenu, article: Article | None) -> None:
        window, links = self._window, article.links if article is not None else ()
        downloads = window.downloads
        menus.add_downloads(menu, window.actions_table, links, downloads.saved(links), downloads.link)

    def of_reader(self, what: tuple[ArticleId | None, QPoint]) -> None:
        """Open the menu of a place in the text."""
        window, reader = self._window, self._window.panes.reader
        menu = menus.reader_menu(window, window.actions_table, selected=reader.selection() is not None)
        self._add_downloads(menu, window.browsing.article(what[0]))
        url = reader.link_at(what[1])
        if outward(url) is not None:
            follow, copy = window.following.follow, window.following.copy
            menus.add_link(menu, url, follow=follow, download=window.downloads.link, copy=copy)
        menu.popup(what[1])

    def of_sidebar(self, what: tuple[Node | None, QPoint]) -> None:
        """Open the menu of a row of the sidebar, or of the room below them."""
        node, point = what
        window = self._window
        if node is None or node.which is None:
            menu = menus.sources_menu(window, window.actions_table)
        elif node.kind == "source" and (feed := window.feeds.feed(node.which.source_id)) is not None:
            menu = menus.feed_menu(window, window.marking, window.curating, window.feeds, feed)
        else:
            menu = menus.sidebar_menu(window, window.marking, window.curating, window.searching, node)
        menu.popup(point)
