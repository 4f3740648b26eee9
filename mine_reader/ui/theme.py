"""Design tokens: the themes, the palette, the style sheet, and which theme is on."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from mine_reader.model import Color
from mine_reader.resources import resource

NAMES = ("light", "sepia", "dark")
CHOICES = ("system", *NAMES)


@dataclass(frozen=True, slots=True)
class Theme:
    """One table of design tokens."""

    name: str
    dark: bool
    tokens: Mapping[str, str] = field(repr=False, compare=False, hash=False)

    def hex(self, token: str) -> str:
        """Return a token as `#rrggbb`."""
        return self.tokens[token]

    def color(self, token: str) -> QColor:
        """Return a token as a colour."""
        return QColor(self.tokens[token])

    def highlight(self, color: Color) -> QColor:
        """Return the ground painted behind highlighted text."""
        return QColor(self.tokens[f"highlight_{color.value}"])

    def bar(self, color: Color | None) -> QColor:
        """Return the stronger colour of a highlight, for thin marks beside text; grey for none."""
        return QColor(self.tokens[f"bar_{color.value}" if color else "quote"])


@cache
def load_theme(name: str) -> Theme:
    """Read a theme of `NAMES` from the resources."""
    data = tomllib.loads(resource(f"themes/{name}.toml").read_text("utf-8"))
    return Theme(name, bool(data["dark"]), data["tokens"])


def palette(theme: Theme) -> QPalette:
    """Return the palette for what no style sheet paints."""
    role = QPalette.ColorRole
    made = QPalette(theme.color("window"))
    for token, roles in {
        "window": (role.Window, role.Button),
        "surface": (role.Base, role.ToolTipBase),
        "hover": (role.AlternateBase,),
        "text": (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText),
        "accent": (role.Link, role.LinkVisited, role.Accent),
        "selection": (role.Highlight,),
        "selection_text": (role.HighlightedText,),
        "line": (role.Mid, role.Midlight),
        "secondary": (role.PlaceholderText,),
    }.items():
        for one in roles:
            made.setColor(one, theme.color(token))
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, theme.color("secondary"))
    return made


def style_sheet(theme: Theme) -> str:
    """Fill the style sheet's template with the tokens of a theme."""
    check = Path(str(resource(f"themes/check-{'dark' if theme.dark else 'light'}.svg"))).as_posix()
    return Template(resource("themes/window.qss").read_text("utf-8")).substitute(theme.tokens, check=check)


class Themes(QObject):
    """Which theme is on; `changed` says that every colour and icon must be taken anew."""

    changed = Signal()

    def __init__(self, choice: str = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = ""
        self._theme = load_theme("light")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.choose(choice)

    @property
    def theme(self) -> Theme:
        """The theme that is on."""
        return self._theme

    @property
    def choice(self) -> str:
        """What was chosen: a theme, or `system`."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Put a theme on at once; anything unknown is `system`."""
        choice = choice if choice in CHOICES else "system"
        if choice == self._choice:
            return
        self._choice = choice
        hints = QGuiApplication.styleHints()
        if choice == "system":
            hints.unsetColorScheme()
        else:
            dark = load_theme(choice).dark
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._apply()

    def _follow_system(self) -> None:
        if self._choice == "system":
            self._apply()

    def _apply(self) -> None:
        name = self._choice
        if name == "system":
            scheme = QGuiApplication.styleHints().colorScheme()
            name = "dark" if scheme == Qt.ColorScheme.Dark else "light"
        self._theme = load_theme(name)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(palette(self._theme))
            app.setStyleSheet(style_sheet(self._theme))
        self.changed.emit()
