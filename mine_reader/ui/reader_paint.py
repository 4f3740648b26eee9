"""Paints what the document does not hold: grounds and bars under the text, marks and icons over it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QTextBlock, QTextDocument, QTextListFormat

from mine_reader.model import Article, ArticleId
from mine_reader.ui.icons import icon
from mine_reader.ui.reader_document import PageDocument, Place
from mine_reader.ui.reader_layout import Scope, block_rect, cursor_x
from mine_reader.ui.reader_marks import Mark, Marks
from mine_reader.ui.reader_style import BOX, CODE, MARGIN, NARROW_TITLE_GAP, QUOTE, PageStyle, inside

ICON = 16
TICKS = ("☐", "☑")
GAP = 8
QUOTE_STEP = 18
SIDE = 14
BULLET, BULLET_GAP = 2.5, 13


@dataclass(frozen=True, slots=True)
class Hot:
    """A painted thing to click: where (in the document's coordinates), what, and of which article or annotation."""

    rect: QRectF
    what: str
    id: int


@dataclass(slots=True)
class Flash:
    """A range that was just jumped to; `strength` fades from 1 to 0."""

    start: int
    end: int
    strength: float


class PagePainter:
    """Paints one view of the page; all coordinates are the document's."""

    def __init__(self, page: PageDocument, marks: Marks) -> None:
        self.style: PageStyle | None = None
        self.articles: dict[ArticleId, Article] = {}
        self.read_text = ""
        self.hits: Sequence[tuple[int, int]] = ()
        self.hit = -1
        self.flash: Flash | None = None
        self.hovered: tuple[str, int] | None = None
        self.hot: list[Hot] = []
        self._pictures: dict[tuple[str, str, float], QPixmap] = {}
        self._page = page
        self._marks = marks

    def forget_icons(self) -> None:
        """Take icons anew."""
        self._pictures.clear()

    @property
    def _document(self) -> QTextDocument:
        return self._page.document

    def under(self, painter: QPainter, scope: Scope) -> None:
        """Paint grounds, bars, highlights and hits of a find."""
        if self.style is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for kind, rect in _runs(scope):
            self._paint_run(painter, kind, rect)
        self._bullets(painter, scope)
        for place in self._places(scope):
            if place.piece.article is not None:
                self._highlights(painter, self._marks.of(place.piece.article), scope)
        self._hits(painter, scope)
        if self.flash is not None:
            self._flash(painter, self.flash, scope)

    def over(self, painter: QPainter, scope: Scope) -> None:
        """Paint the states of the articles and the marks of notes, and note where they can be clicked."""
        self.hot.clear()
        if self.style is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in self._places(scope):
            if place.piece.article is not None:
                self._states(painter, place)
                self._note_marks(painter, self._marks.of(place.piece.article), scope)
            elif place.piece.part < 0 and self.read_text:
                self._read_count(painter, place)

    def _places(self, scope: Scope) -> Iterator[Place]:
        for at in range(self._page.index_at(scope.first.position()), len(self._page.places)):
            place = self._page.places[at]
            if block_rect(self._document, self._document.findBlock(place.start)).top() > scope.bottom:
                return
            yield place

    def _paint_run(self, painter: QPainter, kind: int, rect: QRectF) -> None:
        assert self.style is not None  # noqa: S101 - checked by the caller
        theme = self.style.theme
        if kind == CODE:
            painter.setBrush(theme.color("code"))
            painter.drawRoundedRect(rect.adjusted(-SIDE + 2, -9, SIDE - 2, 9), 6, 6)
        elif kind == BOX:
            around = rect.adjusted(-SIDE, -9, SIDE, 9)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(around, 6, 6)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(QRectF(around.left(), around.top(), 3, around.height()), 1.5, 1.5)
        else:
            painter.setBrush(theme.color("quote"))
            painter.drawRoundedRect(rect, 1.5, 1.5)

    def _bullets(self, painter: QPainter, scope: Scope) -> None:
        assert self.style is not None  # noqa: S101 - checked by the caller
        color = self.style.theme.color("secondary")
        for block, rect in scope.blocks():
            depth = bullet_depth(block)
            line = block.layout().lineAt(0)
            if not depth or not line.isValid():
                continue
            text = line.naturalTextRect().translated(rect.topLeft())
            leftward = block.textDirection() == Qt.LayoutDirection.RightToLeft
            x = text.right() + BULLET_GAP if leftward else text.left() - BULLET_GAP
            center = QPointF(x, text.top() + (line.ascent() + line.descent()) / 2)
            ring = depth % 2 == 0
            painter.setPen(QPen(color, 1) if ring else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(Qt.BrushStyle.NoBrush if ring else color)
            painter.drawEllipse(center, BULLET, BULLET)
        painter.setPen(Qt.PenStyle.NoPen)

    def _highlights(self, painter: QPainter, marks: Sequence[Mark], scope: Scope) -> None:
        assert self.style is not None  # noqa: S101 - checked by the caller
        theme = self.style.theme
        colored = [mark for mark in marks if mark.color is not None]
        for mark in colored:
            assert mark.color is not None  # noqa: S101 - filtered above
            painter.setBrush(theme.highlight(mark.color))
            for rect in scope.rects(mark.start, mark.end):
                painter.drawRoundedRect(rect.adjusted(-1, 0, 1, 1), 2, 2)
        for at, mark in enumerate(colored):
            if any(mark.start < other.end and other.start < mark.end for other in colored if other is not mark):
                painter.setBrush(theme.bar(mark.color))
                for rect in scope.rects(mark.start, mark.end):
                    painter.drawRect(QRectF(rect.left(), rect.bottom() - 1 + 2 * (at % 3), rect.width(), 2))

    def _hits(self, painter: QPainter, scope: Scope) -> None:
        assert self.style is not None  # noqa: S101 - checked by the caller
        if not self.hits:
            return
        first, last = _visible_range(scope)
        for at, (start, end) in enumerate(self.hits):
            if end < first or start > last:
                continue
            color = self.style.theme.color("bar_yellow")
            color.setAlpha(90)
            painter.setBrush(color)
            painter.setPen(QPen(self.style.theme.color("accent"), 2) if at == self.hit else QPen(Qt.PenStyle.NoPen))
            for rect in scope.rects(start, end):
                painter.drawRoundedRect(rect.adjusted(-1, 0, 1, 1), 2, 2)
        painter.setPen(Qt.PenStyle.NoPen)

    def _flash(self, painter: QPainter, flash: Flash, scope: Scope) -> None:
        assert self.style is not None  # noqa: S101 - checked by the caller
        color = self.style.theme.color("accent")
        color.setAlphaF(0.35 * flash.strength)
        painter.setBrush(color)
        for rect in scope.rects(flash.start, flash.end):
            painter.drawRoundedRect(rect.adjusted(-3, -1, 3, 2), 4, 4)

    def _states(self, painter: QPainter, place: Place) -> None:
        article = self.articles.get(place.piece.article) if place.piece.article is not None else None
        if article is None:
            return
        title = block_rect(self._document, self._document.findBlock(place.start))
        line = self._document.findBlock(place.start).layout().lineAt(0)
        middle = title.top() + (line.ascent() + line.descent()) / 2
        if self.style is not None and self.style.narrow:
            middle = title.top() - NARROW_TITLE_GAP / 3
        x = self._document.textWidth() - MARGIN - ICON
        states = (
            ("downloaded", article.downloaded, "downloaded", "download"),
            ("later", article.later, "later_on", "later"),
            ("starred", article.starred, "starred", "star"),
            ("read", not article.read, "unread", "read"),
        )
        for what, on, name_on, name_off in states:
            rect = QRectF(x, middle - ICON / 2, ICON, ICON)
            self._icon(painter, rect, name_on if on else name_off, (what, article.id), on=on)
            self.hot.append(Hot(rect.adjusted(-4, -6, 4, 6), what, article.id))
            x -= ICON + GAP
        if article.updated:
            self._icon(painter, QRectF(x, middle - ICON / 2, ICON, ICON), "updated", ("updated", article.id), on=True)
            self.hot.append(Hot(QRectF(x - 4, middle - ICON / 2 - 6, ICON + 8, ICON + 12), "updated", article.id))

    def _icon(self, painter: QPainter, rect: QRectF, name: str, key: tuple[str, int], *, on: bool) -> None:
        assert self.style is not None  # noqa: S101 - checked by the caller
        hovered = self.hovered == key
        token = "accent" if on else "text" if hovered else "secondary"
        painter.setOpacity(1.0 if on or hovered else 0.75)
        if name == "unread":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.style.theme.color("accent"))
            radius = 5.0 if hovered else 4.5
            painter.drawEllipse(rect.center(), radius, radius)
        else:
            self._draw(painter, rect, name, token)
        painter.setOpacity(1.0)

    def _draw(self, painter: QPainter, rect: QRectF, name: str, token: str) -> None:
        """Draw an icon; it is kept as a picture, since drawing it from its font takes milliseconds."""
        assert self.style is not None  # noqa: S101 - checked by the caller
        key = (name, token, painter.device().devicePixelRatioF())
        if key not in self._pictures:
            self._pictures[key] = icon(name, self.style.theme, token).pixmap(QSize(ICON, ICON), key[2])
        painter.drawPixmap(rect.topLeft().toPoint(), self._pictures[key])

    def _note_marks(self, painter: QPainter, marks: Sequence[Mark], scope: Scope) -> None:
        assert self.style is not None  # noqa: S101 - checked by the caller
        taken: list[float] = []
        for mark in sorted((mark for mark in marks if mark.note), key=lambda mark: (mark.start, mark.id)):
            rects = scope.rects(mark.start, mark.start + 1)
            if not rects:
                continue
            y = rects[0].center().y() - 8
            while any(abs(y - other) < 18 for other in taken):
                y += 18
            taken.append(y)
            rect = QRectF(MARGIN - 28, y, 16, 16)
            hovered = self.hovered == ("note", mark.id)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.style.theme.bar(mark.color) if mark.color else self.style.theme.color("secondary"))
            painter.drawRoundedRect(QRectF(rect.left() - 6, rect.top(), 3, 16), 1.5, 1.5)
            self._draw(painter, rect, "note", "accent" if hovered else "secondary")
            self.hot.append(Hot(rect.adjusted(-8, -2, 4, 2), "note", mark.id))

    def _read_count(self, painter: QPainter, place: Place) -> None:
        assert self.style is not None  # noqa: S101 - checked by the caller
        block = self._document.findBlock(place.start).next()
        if not block.isValid() or not block.text().strip():
            return
        layout = block.layout()
        line = layout.lineAt(layout.lineCount() - 1)
        origin = block_rect(self._document, block).topLeft()
        x = origin.x() + cursor_x(line, line.textStart() + line.textLength())
        painter.setFont(self.style.small_font)
        painter.setPen(self.style.theme.color("secondary"))
        painter.drawText(QPointF(x, origin.y() + line.y() + line.ascent()), " · " + self.read_text)


def bullet_depth(block: QTextBlock) -> int:
    """Return how deep in lists an item with a bullet is; 0 for all else: boxes to tick stand for themselves."""
    items = block.textList()
    if items is None or items.format().style() != QTextListFormat.Style.ListStyleUndefined:
        return 0
    return 0 if block.text()[:1] in TICKS else items.format().indent()


def _visible_range(scope: Scope) -> tuple[int, int]:
    first, last = -1, 0
    for block, _ in scope.blocks():
        first = block.position() if first < 0 else first
        last = block.position() + block.length()
    return max(0, first), last


def _runs(scope: Scope) -> list[tuple[int, QRectF]]:
    """Return code grounds, boxes and quote bars: boxes come first, so that they are painted under the others."""
    runs: dict[tuple[int, int], QRectF] = {}
    done: list[tuple[int, QRectF]] = []

    def close(keys: list[tuple[int, int]]) -> None:
        done.extend((key[0], runs.pop(key)) for key in keys)

    for block, rect in scope.blocks():
        now = dict(_grounds(scope.document, block, rect))
        begins = {1: CODE, 2: BOX}.get(block.userState())
        close([key for key in runs if key not in now or key[0] == begins])
        for key, own in now.items():
            runs[key] = runs[key].united(own) if key in runs else own
    close(list(runs))
    return sorted(done, key=lambda run: (BOX, CODE, QUOTE).index(run[0]))


def _grounds(document: QTextDocument, block: QTextBlock, rect: QRectF) -> Iterator[tuple[tuple[int, int], QRectF]]:
    kinds = inside(_ground(block))
    box = SIDE if kinds & BOX else 0
    right = document.textWidth() - MARGIN
    if kinds & BOX:
        yield (BOX, 0), QRectF(MARGIN + box, rect.top(), right - MARGIN - 2 * box, rect.height())
    if kinds & CODE:
        form = block.blockFormat()
        items = block.textList()
        depth = form.indent() + (items.format().indent() if items is not None else 0)
        left = MARGIN + form.leftMargin() + depth * document.indentWidth()
        yield (CODE, 0), QRectF(left, rect.top(), right - form.rightMargin() - left, rect.height())
    if kinds & QUOTE:
        base = box + (SIDE if kinds & CODE else 0)
        # A quotation in a list stands at the list's text; a list in a quotation is behind the bar.
        start = MARGIN + box + (0 if block.textList() else block.blockFormat().indent() * document.indentWidth())
        levels = max(1, round((block.blockFormat().leftMargin() - base) / QUOTE_STEP))
        for level in range(levels):
            yield (QUOTE, level), QRectF(start + level * QUOTE_STEP + 2, rect.top(), 3, rect.height())


def _ground(block: QTextBlock) -> QColor:
    return block.blockFormat().background().color()
