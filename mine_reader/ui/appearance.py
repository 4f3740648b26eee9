"""How the window looks: settings put to use, themes, text size, panes shown and hidden."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from mine_reader.errors import SettingsError
from mine_reader.settings import SETTINGS, Settings
from mine_reader.ui.actions import THEMES, Actions
from mine_reader.ui.places import Panes
from mine_reader.ui.theme import NAMES, Themes

_TEXT_SIZE = next(setting for setting in SETTINGS if setting.name == "text_size")


@dataclass(frozen=True, slots=True)
class Looks:
    """What the looks are made of."""

    settings: Settings
    themes: Themes
    actions: Actions
    panes: Panes
    chrome: tuple[QWidget, ...]


class Appearance(QObject):
    """Puts the settings to use and keeps what is changed by hand."""

    failed = Signal(object)
    language_changed = Signal()
    saved = Signal()

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = looks.settings
        self._themes = looks.themes
        self._actions = looks.actions
        self._panes = looks.panes
        self._chrome = looks.chrome
        self._window = parent
        self._before_focus: list[bool] | None = None
        looks.themes.changed.connect(self.set_icons)
        looks.panes.reader.text_size_changed.connect(self._keep_text_size)

    def apply(self) -> None:
        """Bring the window in line with the settings."""
        self._themes.choose(self._settings.text("theme"))
        self._panes.reader.set_text_size(self._settings.number("text_size"))
        self._panes.reader.set_width(self._settings.number("reader_width"))
        self._panes.reader.set_dwell(self._settings.number("read_after_seconds"))
        self._actions.set_keys(self._settings.mapping("shortcuts"))
        for spec in THEMES:
            self._actions[spec.id].setChecked(spec.id == f"theme_{self._themes.choice}")
        self.set_icons()

    def set_icons(self) -> None:
        """Take the icons of the theme."""
        self._actions.set_icons(self._themes.theme)

    def show_settings(self) -> None:
        """Show the settings."""
        from mine_reader.ui.dialogs.settings import SettingsDialog  # noqa: PLC0415 - no start needs it

        dialog = SettingsDialog(self._settings, self._window)
        dialog.saved.connect(self._saved)
        dialog.open()

    def _saved(self) -> None:
        self.apply()
        self._panes.notes.setVisible(self._settings.flag("notes_visible"))
        self._check()
        self.language_changed.emit()
        self.saved.emit()

    def choose_theme(self, choice: str) -> None:
        """Put a theme on and remember it."""
        self._remember("theme", choice)

    def next_theme(self) -> None:
        """Go on from light to sepia to dark."""
        self.choose_theme(NAMES[(NAMES.index(self._themes.theme.name) + 1) % len(NAMES)])

    def resize_text(self, by: int) -> None:
        """Make the text bigger or smaller; 0: as it was made."""
        size = self._settings.number("text_size") + by if by else int(str(_TEXT_SIZE.default))
        self._remember("text_size", max(_TEXT_SIZE.least, min(_TEXT_SIZE.most, size)))

    def _keep_text_size(self, size: int) -> None:
        self._remember("text_size", max(_TEXT_SIZE.least, min(_TEXT_SIZE.most, size)))

    def _remember(self, name: str, value: str | int | bool) -> None:
        try:
            self._settings.set(name, value)
            self._settings.save()
        except SettingsError as error:
            self.failed.emit(error)
        self.apply()

    # Panes

    def _foldable(self) -> tuple[tuple[str, QWidget], ...]:
        panes = self._panes
        return (("toggle_sidebar", panes.sidebar), ("toggle_list", panes.lists), ("toggle_notes", panes.notes))

    def fold(self, hidden: Sequence[str]) -> None:
        """Hide the panes that were hidden, the notes by the settings."""
        for _, pane in self._foldable():
            pane.setVisible(pane.objectName() not in hidden)
        self._panes.notes.setVisible(self._settings.flag("notes_visible"))
        self._check()

    def hidden(self) -> list[str]:
        """Return the names of the panes that are hidden."""
        return [pane.objectName() for _, pane in self._foldable() if pane.isHidden()]

    def toggle_panes(self) -> None:
        """Show the panes whose actions are on."""
        for action, pane in self._foldable():
            pane.setVisible(self._actions[action].isChecked())
        self._remember("notes_visible", not self._panes.notes.isHidden())

    def _check(self) -> None:
        for action, pane in self._foldable():
            self._actions[action].setChecked(not pane.isHidden())

    def focus_on(self, pane: QWidget, target: QWidget) -> None:
        """Show a pane and go to a part of it."""
        pane.show()
        self._check()
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_focus_mode(self) -> None:
        """Leave the text alone on the screen, or bring everything back."""
        others = [*(pane for _, pane in self._foldable()), *self._chrome]
        if self._before_focus is None:
            self._before_focus = [not widget.isHidden() for widget in others]
            for widget in others:
                widget.hide()
            self._panes.reader.setFocus()
        else:
            for widget, was in zip(others, self._before_focus, strict=True):
                widget.setVisible(was)
            self._before_focus = None

    @property
    def in_focus_mode(self) -> bool:
        """Whether the text is alone on the screen."""
        return self._before_focus is not None
