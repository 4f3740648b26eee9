"""Icons of one family, by our own names.

The font costs time, so nothing is drawn until `load` was called (after the first paint); whoever
holds icons takes them anew at `Themes.changed`.
"""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap

from mine_reader.ui.theme import Theme

if TYPE_CHECKING:
    from qtawesome import IconicFont

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
    "search": "magnifying-glass",
    "settings": "gear",
    "smaller": "minus",
    "star": "star",
    "starred": "star-fill",
    "tag": "hash",
    "theme": "circle-half",
    "today": "sun",
    "undo": "arrow-u-up-left",
    "unread": "circle-fill",
}

_ON = {"download": "check-circle-fill", "later": "clock-fill", "read": "check-circle-fill", "star": "star-fill"}
"""What is shown while an action is on, so that colour alone does not say it."""

_fonts: "list[IconicFont]" = []


def load() -> None:
    """Load the icon font; slow at the first call only. Needs the application."""
    if _fonts:
        return
    from qtawesome import IconicFont  # noqa: PLC0415 - not before the first paint

    folder = files("qtawesome") / "fonts"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.startswith("phosphor"))
    ttf = next(name for name in names if name.endswith(".ttf"))
    charmap = next(name for name in names if name.endswith(".json"))
    _fonts.append(IconicFont(("ph", ttf, charmap)))
    icon.cache_clear()
    pixmap.cache_clear()


def names() -> tuple[str, ...]:
    """Return all names that `icon` knows."""
    return tuple(_GLYPHS)


@cache
def icon(name: str, theme: Theme, token: str = "secondary") -> QIcon:  # noqa: S107 - a design token
    """Return an icon in a token's colour, stronger while hovered, accented while on; empty before `load`."""
    glyph = f"ph.{_GLYPHS[name]}"
    if not _fonts:
        return QIcon()
    made = _fonts[0].icon(
        glyph,
        on=f"ph.{_ON.get(name, _GLYPHS[name])}",
        off=glyph,
        color=theme.color(token),
        color_active=theme.color({"secondary": "text"}.get(token, token)),
        color_on=theme.color("accent"),
        color_on_active=theme.color("accent"),
        color_disabled=theme.color("quote"),
        color_selected=theme.color(token),
        draw="text",  # "path" keeps a copy of the whole font for every painting
    )
    assert isinstance(made, QIcon)  # noqa: S101 - the library is untyped
    return made


@cache
def pixmap(name: str, theme: Theme, token: str, size: int, ratio: float) -> QPixmap:
    """Return an icon painted once, for rows that show it often; `size` in logical pixels."""
    return icon(name, theme, token).pixmap(QSize(size, size), ratio)
