"""Where things stand on the laid-out page, in the document's own coordinates."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

from mine_reader.ui.reader_style import CODE, inside


def block_rect(document: QTextDocument, block: QTextBlock) -> QRectF:
    """Return where a block's lines are."""
    return document.documentLayout().blockBoundingRect(block)


def block_at(document: QTextDocument, y: float) -> QTextBlock:
    """Return the block at a height, or the one nearest to it."""
    at = document.documentLayout().hitTest(QPointF(document.documentMargin(), y), Qt.HitTestAccuracy.FuzzyHit)
    return document.findBlock(max(0, at))


class Scope:
    """A stretch of the page between two heights; finds its first block once."""

    def __init__(self, document: QTextDocument, top: float, bottom: float) -> None:
        self.document = document
        self.top = top
        self.bottom = bottom
        self.first = block_at(document, top)

    def blocks(self) -> Iterator[tuple[QTextBlock, QRectF]]:
        """Yield the blocks in the stretch, one before them and one after."""
        block = self.first.previous() if self.first.previous().isValid() else self.first
        while block.isValid():
            rect = block_rect(self.document, block)
            yield block, rect
            if rect.top() > self.bottom:
                return
            block = block.next()

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of the text from one position to another, line by line."""
        if end <= self.first.position():
            return []
        block = self.document.findBlock(max(start, self.first.position()))
        rects: list[QRectF] = []
        while block.isValid() and block.position() < end:
            place = block_rect(self.document, block)
            if place.top() > self.bottom:
                break
            rects.extend(_line_rects(block, place, start, end))
            block = block.next()
        return rects


def text_rects(document: QTextDocument, start: int, end: int) -> list[QRectF]:
    """Return the rectangles of the text from one position to another, wherever it is."""
    rects: list[QRectF] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        rects.extend(_line_rects(block, block_rect(document, block), start, end))
        block = block.next()
    return rects


def _line_rects(block: QTextBlock, place: QRectF, start: int, end: int) -> Iterator[QRectF]:
    layout = block.layout()
    origin = place.topLeft()  # it is that of the layout, whatever indent its lines have
    begin, after = max(0, start - block.position()), min(block.length() - 1, end - block.position())
    for at in range(layout.lineCount()):
        line = layout.lineAt(at)
        first = max(begin, line.textStart())
        last = min(after, line.textStart() + line.textLength())
        if first >= last:
            continue
        left, right = sorted((cursor_x(line, first), cursor_x(line, last)))
        yield QRectF(origin.x() + left, origin.y() + line.y(), right - left, line.ascent() + line.descent())


def cursor_x(line: QTextLine, at: int) -> float:
    """Return where a line has the cursor; Qt hands it out with the position."""
    x, _ = cast("tuple[float, int]", line.cursorToX(at))
    return x


def line_top(document: QTextDocument, position: int) -> float:
    """Return the top of the line that a position is in."""
    block = document.findBlock(position)
    rect = block_rect(document, block)
    layout = block.layout()
    line = layout.lineForTextPosition(position - block.position())
    return rect.top() + line.y() if line.isValid() else rect.top()


def position_at_top(document: QTextDocument, y: float) -> int:
    """Return where the first line at or under a height begins."""
    block = block_at(document, y)
    while block.isValid():
        rect = block_rect(document, block)
        layout = block.layout()
        origin = rect.top()
        for at in range(layout.lineCount()):
            line = layout.lineAt(at)
            if origin + line.y() + line.height() / 2 >= y:
                return block.position() + line.textStart()
        block = block.next()
    return max(0, document.characterCount() - 1)


def code_group(block: QTextBlock) -> tuple[QTextBlock, QTextBlock] | None:
    """Return the first and the last block of the code that a block is in; None if it is not code."""
    if not is_code(block):
        return None
    first = last = block
    while first.userState() != 1 and is_code(first.previous()):
        first = first.previous()
    while is_code(last.next()) and last.next().userState() != 1:
        last = last.next()
    return first, last


def is_code(block: QTextBlock) -> bool:
    """Return whether a block is a line of a code block."""
    return block.isValid() and bool(inside(block.blockFormat().background().color()) & CODE)
