"""Icons of one family, by our own names, drawn from the outlines in qtawesome's font.

qtawesome itself would load all of Qt's names a second time, which takes longer than opening the window.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPixmap, QRawFont

from mine_reader.ui.theme import Theme

_GLYPHS = {
    "back": "caret-left",
    "bigger": "plus",
    "check": "check",
    "close": "x",
    "collapse": "caret-down",
    "copy": "copy",
    "delete": "trash",
    "download": "download-simple",
    "downloaded": "check-circle",
    "edit": "pencil-simple",
    "expand": "caret-right",
    "export": "export",
    "feed": "rss",
    "files": "files",
    "folder": "folder",
    "forward": "caret-right",
    "help": "question",
    "highlight": "highlighter-circle",
    "import": "file-arrow-down",
    "issue": "newspaper",
    "later": "clock",
    "later_on": "clock-fill",
    "more": "dots-three",
    "next": "caret-down",
    "note": "note-pencil",
    "notes": "columns",
    "open": "arrow-up-right",
    "previous": "caret-up",
    "quote": "quotes",
    "read": "check",
    "redo": "arrow-u-up-right",
    "refresh": "arrows-clockwise",
    "filter": "sliders-horizontal",
    "keep": "bookmark-simple",
    "search": "magnifying-glass",
    "settings": "gear",
    "smaller": "minus",
    "star": "star",
    "starred": "star-fill",
    "tag": "hash",
    "theme": "circle-half",
    "today": "sun",
    "todo": "check-square",
    "undo": "arrow-u-up-left",
    "problem": "warning-circle",
    "paused": "pause-circle",
    "unread": "circle-fill",
    "updated": "arrow-clockwise",
    "watched": "folder-open",
}

_ON = {"downloaded": "check-circle-fill", "later": "clock-fill", "read": "check-circle-fill", "star": "star-fill"}
"""What is shown while an action is on, so that colour alone does not say it."""

_EM = 256
_FILL = 0.875
"""So much of an icon's square is the letter's; the rest is room around it."""


def names() -> tuple[str, ...]:
    """Return all names that `icon` knows."""
    return tuple(_GLYPHS)


@cache
def _folder() -> Path:
    spec = find_spec("qtawesome")
    assert spec is not None  # noqa: S101 - a dependency
    assert spec.origin is not None  # noqa: S101
    return Path(spec.origin).parent / "fonts"


@cache
def _font() -> QRawFont:
    (file,) = _folder().glob("phosphor-[0-9]*.ttf")
    return QRawFont(str(file), _EM)


@cache
def _codes() -> dict[str, str]:
    (file,) = _folder().glob("phosphor-charmap-*.json")
    codes: dict[str, str] = json.loads(file.read_bytes())
    return codes


@cache
def _outline(glyph: str) -> QPainterPath:
    """Return a glyph's outline around the point 0, 0."""
    font = _font()
    (index,) = font.glyphIndexesForString(chr(int(_codes()[glyph], 16)))
    (advance,) = font.advancesForGlyphIndexes([index])
    return font.pathForGlyph(index).translated(-advance.x() / 2, (font.ascent() - font.descent()) / 2)


class _Engine(QIconEngine):
    """Draws a glyph: stronger while hovered, accented while on."""

    def __init__(self, name: str, theme: Theme, token: str) -> None:
        super().__init__()
        self._name, self._theme, self._token = name, theme, token

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode is QIcon.Mode.Disabled:
            return self._theme.color("quote")
        if state is QIcon.State.On:
            return self._theme.color("accent")
        stronger = mode is QIcon.Mode.Active and self._token == "secondary"  # noqa: S105 - a design token
        return self._theme.color("text" if stronger else self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the glyph in the middle of a square."""
        glyph = _GLYPHS[self._name]
        if state is QIcon.State.On:
            glyph = _ON.get(self._name, glyph)
        scale = rect.height() * _FILL / _EM
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QPointF(QRectF(rect).center()))
        painter.scale(scale, scale)
        painter.fillPath(_outline(glyph), self._color(mode, state))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return a picture of the icon."""
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        """Return another one like this."""
        return _Engine(self._name, self._theme, self._token)


@cache
def icon(name: str, theme: Theme, token: str = "secondary") -> QIcon:  # noqa: S107 - a design token
    """Return an icon in a token's colour."""
    return QIcon(_Engine(name, theme, token))


@cache
def pixmap(name: str, theme: Theme, token: str, size: int, ratio: float) -> QPixmap:
    """Return an icon painted once, for rows that show it often; `size` in logical pixels."""
    return icon(name, theme, token).pixmap(QSize(size, size), ratio)
