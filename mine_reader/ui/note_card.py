"""Paints annotations as cards: a stripe of colour, the quote, the note, and what is known about it."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QCoreApplication, QPoint, QPointF, QRect, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QLinearGradient,
    QPainter,
    QPalette,
    QPen,
    QTextDocument,
    QTextLayout,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mine_reader.model import AnchorState, Annotation, AnnotationId, Status
from mine_reader.ui.icons import icon
from mine_reader.ui.models.notes import ANNOTATION, TITLE, Index
from mine_reader.ui.theme import Theme, Themes

SIDE = 12
BETWEEN = 10
PAD_X, PAD_Y = 14, 10
QUOTE_LINES = 2
MAX_BODY = 320
MORE = 24
FADE = 48
WORD_GAP = 8

Words = tuple[tuple[str, str], ...]
"""Words to paint, each with the token of its colour."""

_PLAIN = re.compile(r"[^\s\d+\-*_`~#<>\[\]\\|!&=^:@/](?:[^\s*_`~#<>\[\]\\|!&=^:@/]| (?! ))*")


class NoteDocument(QTextDocument):
    """A note's text, laid out; loads nothing."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: ARG002 - Qt's signature
        """Return nothing that could be shown: Qt opens files itself otherwise."""
        return QImage() if kind == QTextDocument.ResourceType.ImageResource.value else QByteArray()


@dataclass(frozen=True, slots=True)
class Card:
    """A card as laid out for a width."""

    annotation: Annotation
    width: int
    quote: tuple[str, ...]
    body: NoteDocument | None
    meta: Words
    height: int


def fit_lines(text: str, font: QFont, width: float, limit: int) -> tuple[str, ...]:
    """Return the text as at most `limit` lines; the last one is elided where there is more."""
    flat = " ".join(text.split())
    layout = QTextLayout(flat, font)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < limit and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    lines = [flat[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    if lines:
        lines[-1] = QFontMetricsF(font).elidedText(lines[-1], Qt.TextElideMode.ElideRight, width)
    return tuple(line.strip() for line in lines)


def about(one: Annotation) -> Words:
    """Return what is known about an annotation as words, each with the token of its colour."""
    words: list[tuple[str, str]] = [(one.note.level, "secondary")] if one.note.level else []
    words.extend((f"#{tag}", "accent") for tag in one.tags)
    if one.note.date:
        words.append((one.note.date, "secondary"))
    if one.note.status is Status.DONE:
        words.append((QCoreApplication.translate("NoteCard", "Done ✓"), "secondary"))
    elif one.todo:
        words.append((QCoreApplication.translate("NoteCard", "To do"), "secondary"))
    if one.anchor is AnchorState.DETACHED:
        words.append((QCoreApplication.translate("NoteCard", "Its text is gone"), "warning"))
    if one.conflict:
        words.append((QCoreApplication.translate("NoteCard", "Changed here and in the file"), "warning"))
    return tuple(words)


def note_html(markdown: str) -> str:
    """Return the HTML of a note; a plain sentence does not wait for Markdown to be loaded."""
    if _PLAIN.fullmatch(markdown):
        return f"<p>{markdown}</p>"
    from mine_reader.text.render import render_note  # noqa: PLC0415 - not needed before the first note with markup

    return render_note(markdown)


class CardDelegate(QStyledItemDelegate):
    """Paints cards and says how high they are; lays a card out once for a width."""

    def __init__(self, view: QListView, themes: Themes) -> None:
        super().__init__(view)
        self._view = view
        self._themes = themes
        self._cards: dict[AnnotationId, Card] = {}
        self.editing: AnnotationId | None = None
        self.editor_height = 0

    def forget(self) -> None:
        """Lay everything out anew: fonts, colours or words changed."""
        self._cards.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a card, or of the editor that stands in its place."""
        one: Annotation = index.data(ANNOTATION)
        if one.id == self.editing:
            return QSize(80, self.editor_height + BETWEEN)
        return QSize(80, self._card(one, index.data(TITLE), option.font).height + BETWEEN)

    def _card(self, one: Annotation, title: str, font: QFont) -> Card:
        width = self.card_width()
        known = self._cards.get(one.id)
        if known is None or known.annotation != one or known.width != width:
            known = self._cards[one.id] = self._lay_out(one, title, font, width)
        return known

    def _lay_out(self, one: Annotation, title: str, font: QFont, width: int) -> Card:
        inner = width - 2 * PAD_X
        small = small_font(font)
        if one.selector is not None:
            quote = fit_lines(one.selector.exact, small, inner - MORE, QUOTE_LINES)
        else:
            whole = QCoreApplication.translate("NoteCard", "Whole article: {0}").format(title)
            quote = fit_lines(whole, small, inner - MORE, 1)
        body = self._body(one, font, inner) if one.note.body.strip() else None
        meta = about(one)
        height = 2 * PAD_Y + len(quote) * line_height(small)
        if body is not None:
            height += 4 + min(MAX_BODY, round(body.size().height()))
        if meta:
            height += 6 + meta_rows(meta, small, inner) * line_height(small)
        return Card(one, width, quote, body, meta, round(height))

    def _body(self, one: Annotation, font: QFont, width: int) -> NoteDocument:
        theme = self._themes.theme
        document = NoteDocument()
        document.setDocumentMargin(0)
        document.setIndentWidth(18)
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(
            f"p, li {{ margin: 0 0 4px 0; line-height: 115%; }}"
            f" a {{ color: {theme.hex('accent')}; text-decoration: none; }}"
            f" code, pre {{ background-color: {theme.hex('code')}; white-space: pre-wrap; }}"
            f" blockquote p {{ color: {theme.hex('secondary')}; }}"
            " ul, ol { margin: 0; } blockquote { margin: 0 0 4px 12px; }"
            " h1, h2, h3, h4, h5, h6 { font-size: medium; margin: 0; }"
        )
        document.setHtml(note_html(one.note.body))
        document.setTextWidth(width)
        return document

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a card."""
        one: Annotation = index.data(ANNOTATION)
        if one.id == self.editing:
            return
        card = self._card(one, index.data(TITLE), option.font)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self.frame(option.rect)
        self._paint_ground(painter, frame, card, option)
        self._paint_text(painter, frame, card, option)
        painter.restore()

    def card_width(self) -> int:
        """Return the width of cards: the same whether or not the scroll bar stands in their margin."""
        return max(80, self._view.width() - 2 * SIDE)

    def frame(self, rect: QRect) -> QRect:
        """Return where the card is in its row."""
        return QRect(rect.left() + SIDE, rect.top(), self.card_width(), rect.height() - BETWEEN)

    def more_rect(self, rect: QRect) -> QRect:
        """Return where the menu's dots are in a row."""
        frame = self.frame(rect)
        return QRect(frame.right() - MORE - 4, frame.top() + 6, MORE, MORE)

    def link_at(self, index: Index, rect: QRect, at: QPoint) -> str:
        """Return the address of the link at a place of the view, in the row of `index`; "" for none."""
        one: Annotation = index.data(ANNOTATION)
        card = self._cards.get(one.id)
        if one.id == self.editing or card is None or card.body is None:
            return ""
        frame = self.frame(rect)
        top = frame.top() + PAD_Y + len(card.quote) * line_height(small_font(self._view.font())) + 4
        place = QPointF(at) - QPointF(frame.left() + PAD_X, top)
        return card.body.documentLayout().anchorAt(place) if place.y() < MAX_BODY else ""

    def _paint_ground(self, painter: QPainter, frame: QRect, card: Card, option: QStyleOptionViewItem) -> None:
        theme = self._themes.theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        edge = theme.color("accent" if chosen and option.state & QStyle.StateFlag.State_HasFocus else "line")
        painter.setPen(QPen(theme.color("quote") if chosen and edge == theme.color("line") else edge, 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.bar(card.annotation.color))
        painter.drawRoundedRect(QRectF(frame.left(), frame.top() + 9, 3, frame.height() - 18), 1.5, 1.5)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            icon("more", theme).paint(painter, self.more_rect(option.rect).adjusted(4, 4, -4, -4))

    def _paint_text(self, painter: QPainter, frame: QRect, card: Card, option: QStyleOptionViewItem) -> None:
        theme = self._themes.theme
        small = small_font(option.font)
        x, y = frame.left() + PAD_X, float(frame.top() + PAD_Y)
        painter.setFont(small)
        painter.setPen(theme.color("secondary"))
        for line in card.quote:
            painter.drawText(QPointF(x, y + QFontMetricsF(small).ascent()), line)
            y += line_height(small)
        if card.body is not None:
            y += 4
            y += self._paint_body(painter, card.body, QPointF(x, y), theme.color("text"))
        paint_words(painter, self._themes.theme, card.meta, QPointF(x, y + 6), card.width - 2 * PAD_X)

    def _paint_body(self, painter: QPainter, body: NoteDocument, at: QPointF, color: QColor) -> float:
        height = min(float(MAX_BODY), round(body.size().height()))
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, color)
        context.palette = palette
        clip = QRectF(0, 0, body.textWidth(), height)
        context.clip = clip
        painter.save()
        painter.translate(at)
        painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
        body.documentLayout().draw(painter, context)
        if body.size().height() > MAX_BODY:  # the text goes on: it fades away
            surface = self._themes.theme.color("surface")
            clear = QColor(surface)
            clear.setAlpha(0)
            fade = QLinearGradient(0, height - FADE, 0, height)
            fade.setColorAt(0, clear)
            fade.setColorAt(1, surface)
            painter.fillRect(clip, fade)
        painter.restore()
        return height


def paint_words(painter: QPainter, theme: Theme, words: Words, at: QPointF, width: float) -> None:
    """Paint words, each in the colour of its token, on as many lines as it takes."""
    metrics = QFontMetricsF(painter.font())
    x, y = 0.0, metrics.ascent()
    for word, token in words:
        advance = metrics.horizontalAdvance(word)
        if x and x + advance > width:
            x, y = 0.0, y + line_height(painter.font())
        painter.setPen(theme.color(token))
        painter.drawText(at + QPointF(x, y), metrics.elidedText(word, Qt.TextElideMode.ElideRight, width))
        x += advance + WORD_GAP


def small_font(font: QFont) -> QFont:
    """Return the font of quotes and of what is known about a note."""
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(9, round(font.pixelSize() * 0.9)))
    else:
        small.setPointSizeF(max(7.0, font.pointSizeF() * 0.9))
    return small


def line_height(font: QFont) -> float:
    """Return how far lines of a font are apart."""
    return QFontMetricsF(font).height() + 2


def meta_rows(words: Words, font: QFont, width: float) -> int:
    """Return how many lines the words take."""
    metrics = QFontMetricsF(font)
    rows, x = 1, 0.0
    for word, _ in words:
        advance = metrics.horizontalAdvance(word)
        if x and x + advance > width:
            rows, x = rows + 1, 0.0
        x += advance + WORD_GAP
    return rows
