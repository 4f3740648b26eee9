"""Fonts, measures and the style sheet of the reader's page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from string import Template

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextOption

from mine_reader.resources import resource
from mine_reader.ui.theme import Theme

FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "sans-serif",
)
MONO_FAMILIES = ("JetBrains Mono", "Noto Sans Mono", "DejaVu Sans Mono", "Menlo", "Consolas", "monospace")

MEASURE = 40
LINE_HEIGHT = 1.65
MARGIN = 40
INDENT = 26
MIN_SIZE, MAX_SIZE = 10, 40
MIN_WIDTH, MAX_WIDTH = 20, 80
NARROW = 430
"""A page of fewer pixels leaves a title no room beside its marks."""
TITLE_GAP, NARROW_TITLE_GAP = 28, 46

# Invisible grounds that tell the painter what a block is in: Qt keeps no class names.
CODE, BOX, QUOTE = 0x01, 0x02, 0x04


def inside(ground: QColor) -> int:
    """Return what a block with this ground is in: CODE, BOX, QUOTE, or several of them."""
    if ground.alpha() != 0:
        return 0
    return (CODE if ground.green() else 0) | (BOX if ground.blue() else 0) | (QUOTE if ground.red() else 0)


LONG_WORD = 5000
_LONG_RUN = re.compile(rf"[^\s\u2e80-\u9fff\uff00-\uffef]{{{LONG_WORD}}}")


def wrap_mode(texts: Iterable[str]) -> QTextOption.WrapMode:
    """Return how lines are broken: a very long word takes minutes unless it may be broken anywhere."""
    if any(len(text) >= LONG_WORD and _LONG_RUN.search(text) for text in texts):
        return QTextOption.WrapMode.WrapAnywhere
    return QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


@dataclass(frozen=True, slots=True)
class PageStyle:
    """Everything about the look of a page that is settled when it is composed."""

    theme: Theme
    size: int
    width: int = MEASURE
    narrow: bool = False
    """Whether the marks of an article stand above its title, not beside it."""

    @property
    def font(self) -> QFont:
        """The font of the body."""
        font = QFont()
        font.setFamilies(list(FAMILIES))
        font.setPixelSize(self.size)
        return font

    @property
    def small_font(self) -> QFont:
        """The font of meta lines."""
        font = self.font
        font.setPixelSize(self._scaled(13))
        return font

    @property
    def measure(self) -> int:
        """The width of a full line of text."""
        return round(QFontMetricsF(self.font).horizontalAdvance("中") * self.width)

    @property
    def leading(self) -> int:
        """The height of the body's lines, in percent of what the font has by itself."""
        return round(LINE_HEIGHT / self._natural * 100)

    @property
    def _natural(self) -> float:
        return QFontMetricsF(self.font).height() / self.size

    def sheet(self) -> str:
        """Return the style sheet."""
        values = dict(self.theme.tokens)
        shade = QColor("black") if self.theme.dark else self.theme.color("text")
        values |= {
            "shade": f"rgba({shade.red()}, {shade.green()}, {shade.blue()}, {60 if self.theme.dark else 14})",
            "leading": str(self.leading),
            "tight": str(round(1.4 / self._natural * 100)),
            "mono": ", ".join(f"'{name}'" for name in MONO_FAMILIES),
        }
        values["title_margin"] = f"{NARROW_TITLE_GAP}px 0 4px 0" if self.narrow else f"{TITLE_GAP}px 132px 4px 0"
        values |= {f"px{px}": str(self._scaled(px)) for px in (13, 14, 17, 18, 26)}
        return Template(resource("reader.css").read_text("utf-8")).substitute(values)

    def _scaled(self, px: int) -> int:
        return max(9, round(px * self.size / 16))
