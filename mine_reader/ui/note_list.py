"""The list of cards: mouse, keys and menu, and an editor in the place of one card."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from mine_reader.model import AnchorState, Annotation, AnnotationId, Color, Status
from mine_reader.ui import labels
from mine_reader.ui.links import shown
from mine_reader.ui.models.notes import ANNOTATION, ShownNotes
from mine_reader.ui.note_card import BETWEEN, SIDE, CardDelegate
from mine_reader.ui.note_editor import NoteEditor
from mine_reader.ui.selection_bar import swatch
from mine_reader.ui.theme import Theme, Themes


class NoteList(QListView):
    """Cards of annotations."""

    activated_by_user = Signal(object)
    edit_requested = Signal(object)
    tags_requested = Signal(object)
    done_toggled = Signal(object)
    recolor_requested = Signal(object)
    copy_requested = Signal(object)
    link_requested = Signal(object)
    delete_requested = Signal(object)
    version_requested = Signal(object)
    attach_requested = Signal(object)
    link_activated = Signal(str)

    def __init__(self, themes: Themes, notes: ShownNotes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._notes = notes
        self._sought: AnnotationId | None = None
        self.cards = CardDelegate(self, themes)
        self.setModel(notes)
        self.setItemDelegate(self.cards)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(20)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(False)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(24)
        self.verticalScrollBar().rangeChanged.connect(self._seek)
        self.verticalScrollBar().actionTriggered.connect(self._stop_seeking)
        self.setStyleSheet("NoteList { background: transparent; }")

    def current(self) -> Annotation | None:
        """Return the annotation whose card is chosen."""
        found = self.currentIndex().data(ANNOTATION) if self.currentIndex().isValid() else None
        return found if isinstance(found, Annotation) else None

    def index_of(self, annotation: AnnotationId) -> QModelIndex:
        """Return the index of an annotation's card; an invalid one if it is not shown."""
        for row in range(self._notes.rowCount()):
            index = self._notes.index(row, 0)
            one = index.data(ANNOTATION)
            if isinstance(one, Annotation) and one.id == annotation:
                return index
        return QModelIndex()

    def choose(self, annotation: AnnotationId) -> None:
        """Choose a card and bring it into view, as soon as it is laid out."""
        self.setCurrentIndex(self.index_of(annotation))
        self._sought = annotation
        self._seek()

    @Slot()
    def _seek(self) -> None:
        index = self.index_of(self._sought) if self._sought is not None else QModelIndex()
        if index.isValid():
            self.scrollTo(index)

    @Slot()
    def _stop_seeking(self) -> None:
        self._sought = None

    def open_editor(self, annotation: AnnotationId, editor: NoteEditor) -> bool:
        """Put an editor in the place of a card; False if the card is not shown."""
        index = self.index_of(annotation)
        if not index.isValid():
            return False
        holder = QWidget()
        editor.setParent(holder)
        editor.ensurePolished()
        self.cards.editing = annotation
        self.cards.editor_height = editor.sizeHint().height()
        self.setIndexWidget(index, holder)
        self.cards.sizeHintChanged.emit(index)
        self.doItemsLayout()
        editor.setGeometry(SIDE, 0, self.cards.card_width(), self.cards.editor_height)
        editor.grown.connect(self._fit_editor)
        editor.show()
        self.choose(annotation)
        return True

    @Slot()
    def _fit_editor(self) -> None:
        index = self.index_of(self.cards.editing) if self.cards.editing is not None else QModelIndex()
        holder = self.indexWidget(index) if index.isValid() else None
        editor = holder.findChild(NoteEditor) if holder is not None else None
        if isinstance(editor, NoteEditor):
            height = editor.heightForWidth(self.cards.card_width())
            self.cards.editor_height = height if height > 0 else editor.sizeHint().height()
            self.cards.sizeHintChanged.emit(index)
            self.doItemsLayout()
            editor.setGeometry(SIDE, 0, self.cards.card_width(), self.cards.editor_height)

    def close_editor(self) -> None:
        """Show the card again in the place of the editor."""
        if self.cards.editing is None:
            return
        index = self.index_of(self.cards.editing)
        self.cards.editing = None
        if index.isValid():
            self.setIndexWidget(index, None)  # type: ignore[arg-type]  # None takes it away
            self.cards.sizeHintChanged.emit(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the editor as wide as the cards."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()
            self._fit_editor()

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window's shortcuts."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit, tick off, delete, copy; the arrows choose a card and show its place."""
        self._stop_seeking()
        one, key = self.current(), event.key()
        if one is not None and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.edit_requested.emit(one.id)
        elif one is not None and key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.delete_requested.emit(one.id)
        elif one is not None and one.note.body and key == Qt.Key.Key_Space:
            self.done_toggled.emit((one.id, one.note.status is not Status.DONE))
        elif one is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_C:
            self.copy_requested.emit(one.id)
        else:
            super().keyPressEvent(event)
            after = self.current()
            if after is not None and after != one:
                self.activated_by_user.emit(after.id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the menu at the dots, else show the place."""
        super().mouseReleaseEvent(event)
        self._stop_seeking()
        at = event.position().toPoint()
        index = self.indexAt(at)
        one = index.data(ANNOTATION) if index.isValid() else None
        if event.button() != Qt.MouseButton.LeftButton or not isinstance(one, Annotation):
            return
        if self.cards.more_rect(self.visualRect(index)).contains(at):
            self._open_menu(one, self.viewport().mapToGlobal(at))
        elif address := self.cards.link_at(index, self.visualRect(index), at):
            self.link_activated.emit(address)
        else:
            self.activated_by_user.emit(one.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer where a link is."""
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        address = self.cards.link_at(index, self.visualRect(index), at) if index.isValid() else ""
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if address else Qt.CursorShape.ArrowCursor)
        self.viewport().setToolTip(shown(address))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the card."""
        one = self.current()
        if one is not None and event.button() == Qt.MouseButton.LeftButton:
            self.edit_requested.emit(one.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of a card."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        one = index.data(ANNOTATION) if index.isValid() else None
        if isinstance(one, Annotation):
            self.setCurrentIndex(index)
            corner = self.visualRect(index).topLeft() + QPoint(SIDE, BETWEEN)
            self._open_menu(one, self.viewport().mapToGlobal(corner) if by_key else event.globalPos())

    def _open_menu(self, one: Annotation, at: QPoint) -> None:
        menu = self.make_menu(one)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def make_menu(self, one: Annotation) -> QMenu:
        """Return the menu of an annotation."""
        menu = QMenu(self)
        menu.addAction(self.tr("Edit"), lambda: self.edit_requested.emit(one.id))
        if one.note.body:
            done = one.note.status is Status.DONE
            text = self.tr("Not done") if done else self.tr("Done")
            menu.addAction(text, lambda: self.done_toggled.emit((one.id, not done)))
        menu.addMenu(color_menu(self, self._themes.theme, {one.color}, self._recolor(one.id)))
        menu.addAction(self.tr("Tags…"), lambda: self.tags_requested.emit(one.id))
        menu.addAction(self.tr("Copy as Markdown"), lambda: self.copy_requested.emit(one.id))
        menu.addAction(self.tr("Copy the link to the note"), lambda: self.link_requested.emit(one.id))
        add_text_actions(menu, one, self.version_requested.emit, self.attach_requested.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Delete"), lambda: self.delete_requested.emit(one.id))
        return menu

    def _recolor(self, annotation: AnnotationId) -> Callable[[Color | None], None]:
        return lambda color: self.recolor_requested.emit((annotation, color))


def color_menu(
    parent: QWidget, theme: Theme, now: Collection[Color | None], choose: Callable[[Color | None], None]
) -> QMenu:
    """Return a menu of the colours; the one that all of `now` are is ticked."""
    menu = QMenu(QCoreApplication.translate("NoteList", "Colour"), parent)
    for color in (None, *Color):
        action = menu.addAction(labels.color_name(color), partial(choose, color))
        fill = theme.highlight(color) if color else theme.color("surface")
        action.setIcon(swatch(fill, theme.bar(color), parent.devicePixelRatioF(), 16))
        action.setCheckable(True)
        action.setChecked(set(now) == {color})
    return menu


def add_text_actions(
    menu: QMenu, one: Annotation, version: Callable[[AnnotationId], object], attach: Callable[[AnnotationId], object]
) -> None:
    """Put in what can be done about the text of an annotation, where that changed."""
    if one.text_changed:
        name = QCoreApplication.translate("NoteList", "Show the version I annotated")
        menu.addAction(name, partial(version, one.id))
    if one.selector is not None and one.anchor is not AnchorState.KEPT:
        menu.addAction(QCoreApplication.translate("NoteList", "Attach to other text…"), partial(attach, one.id))
