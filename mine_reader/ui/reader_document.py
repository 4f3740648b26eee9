"""Fills the reader's document piece by piece, so that the window never waits for a long issue."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from mine_reader.model import ArticleId
from mine_reader.ui.reader_html import Piece
from mine_reader.ui.reader_map import TextMap

FIRST_SLICE = 0.012
SLICE = 0.008


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece stands in the document."""

    start: int
    end: int
    piece: Piece


class PageDocument(QObject):
    """The document of the page, and where its pieces are. Nothing edits it but the composing."""

    grown = Signal()
    finished = Signal()

    def __init__(self, document: QTextDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        document.setUndoRedoEnabled(False)
        self.places: list[Place] = []
        self.complete = True
        self._by_article: dict[ArticleId, Place] = {}
        self._maps: dict[ArticleId, TextMap] = {}
        self._formats: dict[str, QTextBlockFormat] = {}
        self._todo: Iterator[Piece] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    def compose(self, pieces: Iterable[Piece]) -> None:
        """Replace the page; what does not fit into the first moment follows from the event loop."""
        self._timer.stop()
        self.places.clear()
        self._by_article.clear()
        self._maps.clear()
        self._formats.clear()
        self.document.clear()
        self._todo = iter(pieces)
        self.complete = False
        self._work(FIRST_SLICE)
        if not self.complete:
            self._timer.start()

    def place(self, article: ArticleId) -> Place | None:
        """Return where an article stands; None while it is not there."""
        return self._by_article.get(article)

    def place_at(self, position: int) -> Place | None:
        """Return the piece that a position is in."""
        return self.places[self.index_at(position)] if self.places else None

    def index_at(self, position: int) -> int:
        """Return the index of the piece that a position is in, 0 before the first."""
        return max(0, bisect_right(self.places, position, key=lambda place: place.start) - 1)

    def text_map(self, article: ArticleId) -> TextMap | None:
        """Return the map between an article's plain text and the document; None while it is not there."""
        place = self._by_article.get(article)
        if place is None:
            return None
        if article not in self._maps:
            self._maps[article] = TextMap(place.piece.text, self._raw(place), place.start)
        return self._maps[article]

    def _raw(self, place: Place) -> str:
        block = self.document.findBlock(place.start)
        lines = []
        while block.isValid() and block.position() < place.end:
            lines.append(block.text())
            block = block.next()
        return "\n".join(lines)

    @Slot()
    def _step(self) -> None:
        self._work(SLICE)
        if self.complete:
            self._timer.stop()

    def _work(self, seconds: float) -> None:
        until = perf_counter() + seconds
        while perf_counter() < until:
            piece = next(self._todo, None)
            if piece is None:
                self.complete = True
                self.grown.emit()
                self.finished.emit()
                return
            self._append(piece)
        self.grown.emit()

    def _append(self, piece: Piece) -> None:
        cursor = QTextCursor(self.document)
        cursor.setPosition(self.document.characterCount() - 1)
        cursor.beginEditBlock()
        if self.places:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        start = cursor.position()
        cursor.insertHtml(piece.html)
        end = cursor.position()
        cursor.setPosition(start)
        cursor.setBlockFormat(self._format(piece.lead))  # appending takes it from the first block
        cursor.endEditBlock()
        place = Place(start, end, piece)
        self.places.append(place)
        if piece.article is not None:
            self._by_article[piece.article] = place

    def _format(self, lead: str) -> QTextBlockFormat:
        if lead not in self._formats:
            scratch = QTextDocument()
            scratch.setDefaultFont(self.document.defaultFont())
            scratch.setDefaultStyleSheet(self.document.defaultStyleSheet())
            scratch.setHtml(f"<{lead}>x")
            self._formats[lead] = scratch.firstBlock().blockFormat()
        return self._formats[lead]
