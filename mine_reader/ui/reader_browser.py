"""The page itself: a text browser that loads nothing, paints the state of things, and tells what was clicked."""

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QMimeData,
    QPoint,
    QPointF,
    QRectF,
    Qt,
    QUrl,
    QVariantAnimation,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QToolButton, QToolTip, QWidget

from mine_reader.model import ArticleId
from mine_reader.ui.icons import icon
from mine_reader.ui.labels import updated
from mine_reader.ui.reader_document import PageDocument
from mine_reader.ui.reader_images import PageImages
from mine_reader.ui.reader_layout import Scope, block_rect, code_group, line_top, position_at_top
from mine_reader.ui.reader_marks import Marks
from mine_reader.ui.reader_paint import Flash, Hot, PagePainter
from mine_reader.ui.reader_style import INDENT, MARGIN, PageStyle
from mine_reader.ui.tasks import Tasks

FLASH_MS = 1400
MIN_PAGE = 200
ABOVE = 24


class PageBrowser(QTextBrowser):
    """Shows the page. Signals carry what was clicked in our own words."""

    hot_clicked = Signal(object)
    mark_clicked = Signal(object)
    selection_done = Signal()
    zoomed = Signal(object)
    image_clicked = Signal(object)
    about_to_wrap = Signal()
    wrapped = Signal()

    def __init__(self, tasks: Tasks | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = PageDocument(self.document(), self)
        self.marks = Marks(self.page)
        self.painter = PagePainter(self.page, self.marks)
        self.images = PageImages(self.document(), tasks, self)
        self.images.shown.connect(self.viewport().update)
        self.held = False
        self._pressed: Hot | None = None
        self._flashing = QVariantAnimation(self)
        self._flashing.setDuration(FLASH_MS)
        self._flashing.setStartValue(1.0)
        self._flashing.setEndValue(0.0)
        self._flashing.valueChanged.connect(self._fade)
        self._flashing.finished.connect(self._faded)
        self._copy = QToolButton(self.viewport())
        self._copy.setFixedSize(28, 28)
        self._copy.setCursor(Qt.CursorShape.ArrowCursor)
        self._copy.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._copy.hide()
        self._copy.clicked.connect(self._copy_code)
        self._code: tuple[int, int] = (0, 0)
        self._set_up()

    def _set_up(self) -> None:
        self.setOpenLinks(False)
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(MARGIN)
        self.document().setIndentWidth(INDENT)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._copy.hide)

    # What it looks like

    def dress(self, style: PageStyle) -> None:
        """Take on a style; the page must be composed after it."""
        self.painter.style = style
        self.document().setDefaultFont(style.font)
        self.document().setDefaultStyleSheet(style.sheet())
        theme = style.theme
        self.setStyleSheet(
            f"QTextBrowser {{ background: {theme.hex('surface')}; color: {theme.hex('text')};"
            " border: none; border-radius: 0; padding: 0; }"
        )
        self.refresh_icons()
        self._fit()

    def restyle(self, style: PageStyle) -> None:
        """Take on a style that differs only in its width; the page stays."""
        self.painter.style = style
        self._fit()

    def refresh_icons(self) -> None:
        """Take icons anew and paint again."""
        self.painter.forget_icons()
        if self.painter.style is not None:
            self._copy.setIcon(icon("copy", self.painter.style.theme))
            self._copy.setToolTip(self.tr("Copy the code"))
            self._copy.setAccessibleName(self.tr("Copy the code"))
        self.viewport().update()

    def _fit(self) -> None:
        style = self.painter.style
        if style is None:
            return
        room = self.width() - self.verticalScrollBar().sizeHint().width()  # kept for it also while it is hidden
        page = max(MIN_PAGE, min(style.measure + 2 * MARGIN, room))
        side = max(0, (room - page) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, 0, 0)
        if self.lineWrapColumnOrWidth() != page:
            self.about_to_wrap.emit()
            self.setLineWrapColumnOrWidth(page)
            self.wrapped.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page centred."""
        super().resizeEvent(event)
        self._fit()

    # Where things are

    @property
    def view(self) -> QRectF:
        """What of the document is to be seen."""
        area = self.viewport().rect()
        return QRectF(area.translated(self.horizontalScrollBar().value(), self.verticalScrollBar().value()))

    @property
    def settled(self) -> bool:
        """Whether the page scrolls as far as its text goes; has the text laid out to its end."""
        return self.document().size().height() <= self.verticalScrollBar().maximum() + self.viewport().height() + 1

    def top_position(self) -> int:
        """Return the position of the line that is read at the top."""
        return position_at_top(self.document(), self.verticalScrollBar().value() + ABOVE)

    def scroll_to(self, position: int, above: int = ABOVE) -> bool:
        """Bring the line of a position `above` pixels under the top; False if the page is too short as yet."""
        y = 0 if position <= 0 else max(0, round(line_top(self.document(), position)) - above)
        self.verticalScrollBar().setValue(y)
        return self.verticalScrollBar().value() == y

    def hold_back(self, on: bool) -> None:
        """Show nothing of the page for a while, or show it again."""
        if self.held != on:
            self.held = on
            self.viewport().update()

    def flash(self, start: int, end: int) -> None:
        """Show for a moment where a range is."""
        self.painter.flash = Flash(start, end, 1.0)
        self._flashing.stop()
        self._flashing.start()

    @Slot(object)
    def _fade(self, value: float) -> None:
        if self.painter.flash is not None:
            self.painter.flash.strength = value
            self.viewport().update()

    @Slot()
    def _faded(self) -> None:
        self.painter.flash = None
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint under and over; nothing while the page is held back until it has come to where it will be."""
        if self.held:
            return
        view = self.view
        scope = Scope(self.document(), view.top(), view.bottom())
        with QPainter(self.viewport()) as below:
            below.translate(-view.topLeft())
            self.painter.under(below, scope)
        super().paintEvent(event)
        with QPainter(self.viewport()) as above:
            above.translate(-view.topLeft())
            self.painter.over(above, scope)

    # Nothing is loaded by Qt

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture of the page or a null one, nothing else ever: Qt opens files itself otherwise."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            width = max(MIN_PAGE, self.lineWrapColumnOrWidth() - 2 * MARGIN)
            address = name.toString() if isinstance(name, QUrl) else name
            return self.images.load(address, width, self.painter.style, self.devicePixelRatioF())
        return QByteArray()

    # Mouse and keys

    def _hot_at(self, at: QPoint) -> Hot | None:
        point = QPointF(at) + self.view.topLeft()
        return next((hot for hot in self.painter.hot if hot.rect.contains(point)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what was pressed."""
        self._pressed = self._hot_at(event.position().toPoint())
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell what was clicked or selected."""
        at = event.position().toPoint()
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        if pressed is not None:
            if pressed == self._hot_at(at):
                self.hot_clicked.emit(pressed)
            return
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            self.selection_done.emit()
        elif address := self._remote_image_at(at):
            self.image_clicked.emit(address)
        elif not self.anchorAt(at):
            self._click_mark(at)

    def _remote_image_at(self, at: QPoint) -> str:
        """Return the address of the picture under the mouse that is not here yet, "" for none."""
        name = self.document().documentLayout().imageAt(QPointF(at) + self.view.topLeft())
        return self.images.remote(name) if name and not self.anchorAt(at) else ""

    def _click_mark(self, at: QPoint) -> None:
        position = self.cursorForPosition(at).position()
        place = self.page.place_at(position)
        if place is None or place.piece.article is None:
            return
        mark = self.marks.at(place.piece.article, position)
        if mark is not None:
            self.mark_clicked.emit(mark.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be clicked."""
        at = event.position().toPoint()
        hot = self._hot_at(at) if not event.buttons() else None
        hovered = (hot.what, hot.id) if hot else None
        if hovered != self.painter.hovered:
            self.painter.hovered = hovered
            self.viewport().update()
        super().mouseMoveEvent(event)
        if hot is not None or self._remote_image_at(at):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        elif not self.anchorAt(at):
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        if not event.buttons():
            self._offer_copy(at)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mouse."""
        super().leaveEvent(event)
        self.highlighted.emit(QUrl())  # Qt says so only when the mouse goes to other text
        self.painter.hovered = None
        self._copy.hide()
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave the menu to whoever shows the page."""
        event.ignore()

    def _offer_copy(self, at: QPoint) -> None:
        group = code_group(self.cursorForPosition(at).block())
        if group is None:
            self._copy.hide()
            return
        first, last = group
        rect = block_rect(self.document(), first).united(block_rect(self.document(), last)).adjusted(-14, -9, 14, 9)
        if not rect.contains(QPointF(at) + self.view.topLeft()):
            self._copy.hide()
            return
        self._code = (first.position(), last.position() + last.length() - 1)
        corner = rect.topRight() - self.view.topLeft()
        self._copy.move(round(corner.x()) - 32, max(4, round(corner.y()) + 4))
        self._copy.show()

    @Slot()
    def _copy_code(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._code[0])
        cursor.setPosition(self._code[1], QTextCursor.MoveMode.KeepAnchor)
        QGuiApplication.clipboard().setText(cursor.selection().toPlainText())

    def event(self, event: QEvent) -> bool:
        """Scroll the page also over its margins."""
        if event.type() == QEvent.Type.Wheel:  # over the margin beside the page
            event.setAccepted(False)
            return bool(self.viewportEvent(event))
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show our own tips."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hot = self._hot_at(event.pos())
            if hot is not None:
                QToolTip.showText(event.globalPos(), self._tip(hot), self)
                return True
        return super().viewportEvent(event)

    def _tip(self, hot: Hot) -> str:
        article = self.painter.articles.get(ArticleId(hot.id))
        if hot.what == "note" or article is None:
            return self.tr("Show the note")
        return {
            "read": self.tr("Mark as unread") if article.read else self.tr("Mark as read"),
            "starred": self.tr("Remove the star") if article.starred else self.tr("Star"),
            "later": self.tr("No longer for later") if article.later else self.tr("Read later"),
            "updated": updated(article),
            "downloaded": self.tr("Not downloaded") if article.downloaded else self.tr("Mark as downloaded"),
        }[hot.what]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on our own keys."""
        if event.key() == Qt.Key.Key_F7:
            self.toggle_caret()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Tell when a selection by keyboard is done."""
        super().keyReleaseEvent(event)
        if self.textCursor().hasSelection() and event.key() in {Qt.Key.Key_Shift, Qt.Key.Key_A}:
            self.selection_done.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl ask for another size of text: Qt's own zoom knows nothing of our style."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text: the page's HTML is of use to nobody else."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText().replace("\ufffc", ""))
        return data

    def toggle_caret(self) -> None:
        """Turn the text cursor, for selecting by keyboard, on or off."""
        flag = Qt.TextInteractionFlag.TextSelectableByKeyboard
        if self.textInteractionFlags() & flag:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
            return
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction | flag)
        cursor = self.textCursor()
        cursor.setPosition(self.top_position())
        self.setTextCursor(cursor)
