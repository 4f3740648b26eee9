"""Themes: contrast, one table for all, live switching."""

import pytest
from PySide6.QtWidgets import QApplication

from mine_reader.model import Color
from mine_reader.ui import icons
from mine_reader.ui.theme import NAMES, Theme, Themes, load_theme, palette, style_sheet

GROUNDS = ("window", "sidebar", "surface", "hover")
INKS = ("text", "secondary", "accent", "warning")


def luminance(theme: Theme, token: str) -> float:
    color = theme.color(token)
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: Theme, ink: str, ground: str) -> float:
    low, high = sorted((luminance(theme, ink), luminance(theme, ground)))
    return (high + 0.05) / (low + 0.05)


def pairs() -> list[tuple[str, str]]:
    found = [(ink, ground) for ink in INKS for ground in GROUNDS]
    found += [("selection_text", "selection"), ("text", "selection"), ("secondary", "selection"), ("text", "code")]
    code = [f"code_{kind}" for kind in ("keyword", "string", "comment", "number", "name")]
    found += [(ink, "code") for ink in code]
    # Links, quotations and code are highlighted, too.
    inks = ("text", "secondary", "accent", *code)
    found += [(ink, f"highlight_{color.value}") for ink in inks for color in Color]
    return [*found, ("surface", "accent")]


@pytest.mark.parametrize("name", NAMES)
def test_every_text_can_be_read_on_its_ground(name):
    theme = load_theme(name)
    weak = [(ink, ground, round(contrast(theme, ink, ground), 2)) for ink, ground in pairs()]
    assert [pair for pair in weak if pair[2] < 4.5] == []


def test_all_themes_have_the_same_tokens():
    assert len({frozenset(load_theme(name).tokens) for name in NAMES}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_style_sheet_names_only_tokens(name):
    assert "$" not in style_sheet(load_theme(name)).replace("$names", "")


def test_choosing_a_theme_repaints_at_once(qtbot, qapp):
    themes = Themes("light")
    with qtbot.waitSignal(themes.changed):
        themes.choose("dark")
    assert themes.theme.dark
    assert QApplication.palette().window().color() == themes.theme.color("window")
    themes.choose("light")


def test_an_unknown_choice_follows_the_system(qapp):
    themes = Themes("plaid")
    assert themes.choice == "system"


def test_the_palette_marks_links_with_the_accent(qapp):
    theme = load_theme("dark")
    assert palette(theme).link().color() == theme.color("accent")


def test_every_icon_name_has_a_glyph(qapp):
    theme = load_theme("light")
    assert [name for name in icons.names() if icons.icon(name, theme).pixmap(16, 16).isNull()] == []
