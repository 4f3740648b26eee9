"""The tree of the sidebar: smart views, sources by year, tags."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from types import MappingProxyType

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from mine_reader.model import (
    AnnotationFilter,
    ArticleFilter,
    ArticleId,
    Feed,
    Issue,
    Overview,
    Shelf,
    SmartView,
    Source,
    SourceId,
    SourceKind,
    TagCount,
)
from mine_reader.model.searching import SavedSearch
from mine_reader.ui import labels
from mine_reader.ui.models.articles import ARTICLES_MIME, dragged_articles

Index = QModelIndex | QPersistentModelIndex

SOURCE_MIME = "application/x-mine-reader-source"


@dataclass(frozen=True, slots=True)
class Node:
    """A row of the sidebar. `key` is stable across rebuilds; `which`: the articles it lists.

    `notes`: it lists annotations instead. With neither it is a heading, not to be chosen. `closed`: what is below it
    is not read yet. `sign` is an icon that says how a feed stands, `spoken` says it in words.
    """

    key: str
    kind: str
    text: str
    which: ArticleFilter | None = None
    count: int = 0
    bold: bool = False
    icon: str = ""
    tooltip: str = ""
    notes: AnnotationFilter | None = None
    closed: bool = False
    sign: str = ""
    spoken: str = ""
    children: tuple["Node", ...] = field(default=(), repr=False, compare=False)

    @property
    def heading(self) -> bool:
        """Return whether it only names what is below it."""
        return self.which is None and self.notes is None


Years = Mapping[tuple[SourceId, str], Sequence[Issue]]
"""The issues of the years that were opened, by source and year."""


Built = dict[SourceId | None, tuple[object, tuple[Node, ...]]]
"""The rows of sources that were built last, and what of: most changes leave most of them as they are. None: of tags."""


def build(
    outline: Overview,
    tags: Sequence[TagCount],
    years: Years,
    searches: Sequence[SavedSearch] = (),
    built: Built | None = None,
    *,
    feeds: Mapping[SourceId, Feed] = MappingProxyType({}),
) -> tuple[Node, ...]:
    """Return the top rows for what the library holds; rows in `built` that fit are taken from there."""
    built = {} if built is None else built
    views = (*_views(outline.views), *_notes(outline), *_searches(searches))
    sources = _sources(outline, years, built, feeds)
    if None not in built or built[None][0] != tags:
        built[None] = (tags, _tags(tags))
    headings = (
        Node("heading:views", "heading", labels.heading("views"), children=views),
        Node("heading:sources", "heading", labels.heading("sources"), children=sources),
        Node("heading:tags", "heading", labels.heading("tags"), children=built[None][1]),
    )
    return tuple(heading for heading in headings if heading.children)


def _views(counts: Mapping[SmartView, int]) -> tuple[Node, ...]:
    return tuple(
        Node(
            f"view:{view.value}",
            "view",
            labels.view_name(view),
            ArticleFilter(view=view),
            counts.get(view, 0),
            bold=view == SmartView.UNREAD and counts.get(view, 0) > 0,
            icon=labels.VIEW_ICONS[view],
        )
        for view in SmartView
    )


def _searches(searches: Iterable[SavedSearch]) -> tuple[Node, ...]:
    return tuple(
        Node(
            f"search:{one.id}",
            "view",
            one.name,
            ArticleFilter(search=one.search),
            one.count,
            icon="search",
            tooltip=one.search.text,
        )
        for one in searches
    )


def _notes(outline: Overview) -> tuple[Node, ...]:
    return (
        Node("notes:all", "view", labels.all_notes(), count=outline.notes, icon="quote", notes=AnnotationFilter()),
        Node("notes:todo", "view", labels.todos(), count=outline.todos, icon="todo", notes=AnnotationFilter(todo=True)),
    )


def _sources(outline: Overview, years: Years, built: Built, feeds: Mapping[SourceId, Feed]) -> tuple[Node, ...]:
    shelves: dict[SourceId, list[Shelf]] = {}
    for shelf in outline.shelves:
        shelves.setdefault(shelf.source_id, []).append(shelf)
    grouped: dict[str, list[Node]] = {}
    for source in sorted(outline.sources, key=lambda source: (source.position, source.name)):
        here, feed = shelves.get(source.id, []), feeds.get(source.id)
        made_of = (source, here, [years.get((source.id, shelf.year)) for shelf in here], feed, labels.undated())
        if source.id not in built or built[source.id][0] != made_of:
            built[source.id] = (made_of, (_source(source, here, years, feed),))
        grouped.setdefault(source.group, []).extend(built[source.id][1])
    rows: list[Node] = []
    for group, nodes in grouped.items():
        if group:
            which = ArticleFilter(group=group)
            rows.append(_sum(Node(f"group:{group}", "group", group, which, icon="folder", children=tuple(nodes))))
        else:
            rows.extend(nodes)
    return tuple(rows)


_ICONS = {
    SourceKind.FEED: "feed",
    SourceKind.FOLDER: "folder",
    SourceKind.FILES: "files",
    SourceKind.PAGES: "downloaded",
}


def _source(source: Source, shelves: Iterable[Shelf], years: Years, feed: Feed | None) -> Node:
    children = tuple(_year(shelf, years.get((shelf.source_id, shelf.year))) for shelf in shelves)
    which = ArticleFilter(source_id=source.id)
    name, tip = labels.source_name(source), source.path or ""
    icon = "watched" if source.kind is SourceKind.FOLDER and feed is not None else _ICONS[source.kind]
    node = Node(f"source:{source.id}", "source", name, which, icon=icon, tooltip=tip, children=children)
    return _sum(node if feed is None else _standing(node, feed))


def _standing(node: Node, feed: Feed) -> Node:
    """Return the row of a feed with what is to be known of it."""
    sign = "problem" if feed.problem is not None else "paused" if feed.paused else ""
    return replace(node, sign=sign, spoken=labels.feed_state(feed), tooltip=labels.feed_tooltip(feed))


def _year(shelf: Shelf, issues: Sequence[Issue] | None) -> Node:
    return Node(
        f"year:{shelf.source_id}:{shelf.year}",
        "year",
        shelf.year or labels.undated(),
        ArticleFilter(source_id=shelf.source_id, year=shelf.year),
        shelf.unread,
        bold=shelf.unread > 0,
        children=tuple(map(issue_node, issues or ())),
        closed=issues is None,
    )


def issue_node(issue: Issue) -> Node:
    """Return the row of an issue."""
    return Node(
        f"issue:{issue.id}",
        "issue",
        labels.issue_label(issue),
        ArticleFilter(issue_id=issue.id),
        issue.unread,
        bold=issue.unread > 0,
        tooltip=labels.issue_tooltip(issue),
    )


def _sum(node: Node) -> Node:
    count = sum(child.count for child in node.children)
    bad = next((child for child in node.children if child.sign == "problem"), None)
    found = replace(node, count=count, bold=count > 0)
    return found if bad is None else replace(found, sign=bad.sign, spoken=bad.spoken, tooltip=bad.tooltip)


def _tags(tags: Iterable[TagCount]) -> tuple[Node, ...]:
    counts = {tag.name: tag for tag in tags}
    below: dict[str, list[str]] = {}
    for name in sorted(counts):
        parts = name.split("/")
        for depth in range(1, len(parts) + 1):
            parent, child = "/".join(parts[: depth - 1]), "/".join(parts[:depth])
            if child not in below.setdefault(parent, []):
                below[parent].append(child)

    def node(name: str) -> Node:
        tag = counts.get(name)
        children = tuple(node(child) for child in below.get(name, ()))
        text = name.rpartition("/")[2]
        total = tag.total if tag else sum(child.count for child in children)
        return Node(f"tag:{name}", "tag", text, ArticleFilter(tag=name), total, icon="tag", children=children)

    return tuple(node(name) for name in below.get("", ()))


def _paired(
    nodes: Sequence[Node], numbers: Sequence[int], children: Sequence[Sequence[int]], old: Sequence[Node]
) -> Iterator[tuple[Node | None, int | None]]:
    """Yield new rows beside the numbers of old ones, with all that is below those that were built anew."""
    for node, number in zip_longest(nodes, numbers):
        yield node, number
        if node is not None and number is not None and old[number] is not node:
            yield from _paired(node.children, children[number], children, old)


class SidebarModel(QAbstractItemModel):
    """Thin adapter over the nodes; a row's number in the table is its index's internal id."""

    NODE = Qt.ItemDataRole.UserRole
    articles_dropped = Signal(object)
    source_dropped = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: list[Node] = []
        self._parents: list[int] = []
        self._rows: list[int] = []
        self._children: list[list[int]] = []
        self._top: list[int] = []
        self._numbers: dict[str, int] = {}
        self.open_year: Callable[[SourceId, str], Sequence[Issue]] = lambda _source, _year: ()

    def set_nodes(self, top: Sequence[Node]) -> bool:
        """Show these rows; return whether the tree was rebuilt (else only texts and counts changed)."""
        if self._update(top, self._top):
            return False
        self.beginResetModel()
        self._nodes, self._parents, self._rows, self._children, self._numbers = [], [], [], [], {}
        self._top = self._add(top, -1)
        self.endResetModel()
        return True

    def _add(self, nodes: Sequence[Node], parent: int) -> list[int]:
        numbers = []
        for row, node in enumerate(nodes):
            number = len(self._nodes)
            self._nodes.append(node)
            self._parents.append(parent)
            self._rows.append(row)
            self._children.append([])
            self._numbers[node.key] = number
            self._children[number] = self._add(node.children, number)
            numbers.append(number)
        return numbers

    def _update(self, nodes: Sequence[Node], numbers: Sequence[int]) -> bool:
        """Take new texts and counts, if the rows are the same ones; return whether they are."""
        pairs = list(_paired(nodes, numbers, self._children, self._nodes))
        if any(node is None or number is None or self._nodes[number].key != node.key for node, number in pairs):
            return False
        for node, number in pairs:
            if (
                node is not None
                and number is not None
                and self._nodes[number] is not node
                and self._nodes[number] != node
            ):
                self._nodes[number] = node
                index = self._index(number)
                self.dataChanged.emit(index, index)
        return True

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        """Return whether there is something below, read or not."""
        node = self.node(parent)
        return (node is not None and node.closed) or super().hasChildren(parent)

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether a year is yet to be read."""
        node = self.node(parent)
        return node is not None and node.closed

    def fetchMore(self, parent: Index) -> None:
        """Read the issues of a year."""
        node = self.node(parent)
        if node is None or not node.closed or node.which is None or node.which.source_id is None:
            return
        issues = self.open_year(node.which.source_id, node.which.year or "")
        number = parent.internalId()
        children = tuple(map(issue_node, issues))
        self._nodes[number] = replace(node, closed=False, children=children)
        if children:
            self.beginInsertRows(self._index(number), 0, len(children) - 1)
            self._children[number] = self._add(children, number)
            self.endInsertRows()

    def node(self, index: Index) -> Node | None:
        """Return the node of a row."""
        return self._nodes[index.internalId()] if index.isValid() else None

    def find(self, key: str) -> QModelIndex:
        """Return the row with a key, or an invalid index."""
        number = self._numbers.get(key)
        return QModelIndex() if number is None else self._index(number)

    def all_keys(self) -> tuple[str, ...]:
        """Return the keys of all rows, a parent before its children."""
        return tuple(node.key for node in self._nodes)

    def _index(self, number: int) -> QModelIndex:
        return self.createIndex(self._rows[number], 0, number)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Return a child."""
        siblings = self._children[parent.internalId()] if parent.isValid() else self._top
        if column != 0 or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row])

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """Return the parent of a row."""
        above = self._parents[index.internalId()] if index.isValid() else -1
        return self._index(above) if above >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of children."""
        if not parent.isValid():
            return len(self._top)
        return len(self._children[parent.internalId()]) if parent.column() == 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008
        """Return 1."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return text, tooltip, accessible text or the node."""
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return node.text
        if role == self.NODE:
            return node
        if role == Qt.ItemDataRole.ToolTipRole:
            return node.tooltip or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = f"{node.text} {node.count}" if node.count else node.text
            return f"{text}, {node.spoken}" if node.spoken else text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what a row may do."""
        node = self.node(index)
        if node is None:
            return Qt.ItemFlag.NoItemFlags
        if node.heading:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if node.kind == "source":
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if node.kind in ("tag", "source", "group"):
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        """Return what may be dropped."""
        return [ARTICLES_MIME, SOURCE_MIME]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """Return a dragged source."""
        data = QMimeData()
        keys = [node.key for index in indexes if (node := self.node(index)) and node.kind == "source"]
        data.setData(SOURCE_MIME, keys[0].removeprefix("source:").encode() if keys else b"")
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        """Return copy and move."""
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:  # noqa: ARG002
        """Tell whether the row under the mouse takes it."""
        node = self.node(parent)
        if node is None:
            return False
        if data.hasFormat(ARTICLES_MIME):
            return node.kind == "tag"
        return data.hasFormat(SOURCE_MIME) and (
            node.kind in ("source", "group", "heading") and node.key not in ("heading:views", "heading:tags")
        )

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Say what was dropped on what; nothing moves by itself. Returns False so that no row is removed."""
        node = self.node(parent)
        if node is None or not self.canDropMimeData(data, action, row, column, parent):
            return False
        if data.hasFormat(ARTICLES_MIME):
            ids: tuple[ArticleId, ...] = dragged_articles(data)
            self.articles_dropped.emit((ids, node.key.removeprefix("tag:")))
        else:
            source = int(bytes(data.data(SOURCE_MIME).data()) or b"0")
            self.source_dropped.emit((SourceId(source), node, row))
        return False
