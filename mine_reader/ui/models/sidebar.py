"""The tree of the sidebar: smart views, sources by year, tags."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

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
    Issue,
    Outline,
    SmartView,
    Source,
    SourceId,
    TagCount,
)
from mine_reader.ui import labels
from mine_reader.ui.models.articles import ARTICLES_MIME, dragged_articles

Index = QModelIndex | QPersistentModelIndex

SOURCE_MIME = "application/x-mine-reader-source"


@dataclass(frozen=True, slots=True)
class Node:
    """A row of the sidebar. `key` is stable across rebuilds; `which`: the articles it lists.

    `notes`: it lists annotations instead. With neither it is a heading, not to be chosen.
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
    children: tuple["Node", ...] = field(default=(), repr=False)

    @property
    def heading(self) -> bool:
        """Return whether it only names what is below it."""
        return self.which is None and self.notes is None


def build(outline: Outline) -> tuple[Node, ...]:
    """Return the top rows for what the library holds."""
    headings = (
        Node("heading:views", "heading", labels.heading("views"), children=(*_views(outline.views), *_notes(outline))),
        Node("heading:sources", "heading", labels.heading("sources"), children=_sources(outline)),
        Node("heading:tags", "heading", labels.heading("tags"), children=_tags(outline.tags)),
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


def _notes(outline: Outline) -> tuple[Node, ...]:
    return (
        Node("notes:all", "view", labels.all_notes(), count=outline.notes, icon="quote", notes=AnnotationFilter()),
        Node("notes:todo", "view", labels.todos(), count=outline.todos, icon="todo", notes=AnnotationFilter(todo=True)),
    )


def _sources(outline: Outline) -> tuple[Node, ...]:
    issues: dict[SourceId, list[Issue]] = {source.id: [] for source in outline.sources}
    for issue in outline.issues:
        issues.setdefault(issue.source_id, []).append(issue)
    ordered = sorted(outline.sources, key=lambda source: (source.position, source.name))
    grouped: dict[str, list[Node]] = {}
    for source in ordered:
        grouped.setdefault(source.group, []).append(_source(source, issues[source.id]))
    rows: list[Node] = []
    for group, nodes in grouped.items():
        if group:
            which = ArticleFilter(group=group)
            rows.append(_sum(Node(f"group:{group}", "group", group, which, icon="folder", children=tuple(nodes))))
        else:
            rows.extend(nodes)
    return tuple(rows)


def _source(source: Source, issues: list[Issue]) -> Node:
    def year(issue: Issue) -> str:
        return (issue.date or "")[:4]

    def order(issue: Issue) -> tuple[str, int, int]:
        return (issue.date or "", issue.number or 0, issue.id)

    years = []
    for name, found in groupby(sorted(issues, key=order, reverse=True), key=year):
        text = name or labels.undated()
        which = ArticleFilter(source_id=source.id, year=name)
        children = tuple(_issue(issue) for issue in found)
        years.append(_sum(Node(f"year:{source.id}:{name}", "year", text, which, children=children)))
    which = ArticleFilter(source_id=source.id)
    node = Node(f"source:{source.id}", "source", source.name, which, tooltip=source.path or "", children=tuple(years))
    return _sum(node)


def _issue(issue: Issue) -> Node:
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
    return replace(node, count=count, bold=count > 0)


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

    def set_nodes(self, top: tuple[Node, ...]) -> bool:
        """Show these rows; return whether the tree was rebuilt (else only texts and counts changed)."""
        nodes: list[Node] = []
        parents: list[int] = []
        rows: list[int] = []
        children: list[list[int]] = []

        def add(node: Node, parent: int, row: int) -> int:
            number = len(nodes)
            nodes.append(node)
            parents.append(parent)
            rows.append(row)
            children.append([])
            children[number].extend([add(child, number, at) for at, child in enumerate(node.children)])
            return number

        tops = [add(node, -1, row) for row, node in enumerate(top)]
        same = [node.key for node in nodes] == [node.key for node in self._nodes] and parents == self._parents
        if same:
            self._update(nodes)
            return False
        self.beginResetModel()
        self._nodes, self._parents, self._rows, self._children, self._top = nodes, parents, rows, children, tops
        self.endResetModel()
        return True

    def _update(self, nodes: list[Node]) -> None:
        old, self._nodes = self._nodes, nodes
        for number, (was, now) in enumerate(zip(old, nodes, strict=True)):
            if was != now:
                index = self._index(number)
                self.dataChanged.emit(index, index)

    def node(self, index: Index) -> Node | None:
        """Return the node of a row."""
        return self._nodes[index.internalId()] if index.isValid() else None

    def find(self, key: str) -> QModelIndex:
        """Return the row with a key, or an invalid index."""
        for number, node in enumerate(self._nodes):
            if node.key == key:
                return self._index(number)
        return QModelIndex()

    def all_keys(self) -> tuple[str, ...]:
        """Return the keys of all rows, top down."""
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
            return f"{node.text} {node.count}" if node.count else node.text
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
