"""The declared settings, and the TOML file they are kept in.

The file is the user's, too: what this program does not know, and comments, stay in it.
"""

import os
import shutil
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import platformdirs

from mine_reader.errors import ExportError, SettingsError
from mine_reader.files import write_whole

Value = bool | int | str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Setting:
    """A declared setting. Its type is that of `default`; `description` is a key to translate.

    `choices` lists the values that are allowed (empty: any); `least` and `most` bound a number;
    `folder`: it is the path of a folder, "" for none.
    """

    name: str
    default: Value
    description: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 10_000
    folder: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("language", "system", "Language of the program", choices=("system", "en", "zh_CN")),
    Setting("theme", "system", "Colours", choices=("system", "light", "sepia", "dark")),
    Setting("text_size", 17, "Text size in the reader, in pixels", least=10, most=40),
    Setting("reader_width", 40, "Width of the text, in Chinese characters", least=20, most=80),
    Setting("notes_visible", True, "Show the notes pane"),
    Setting(
        "mark_read",
        "scrolled",
        "When an article counts as read",
        choices=("scrolled", "at_once", "by_hand"),
    ),
    Setting("read_after_seconds", 2, "Seconds an article must be on screen before it counts as read", most=60),
    Setting("updated_unread", False, "Mark an article as unread when its text has changed"),
    Setting(
        "open_links",
        "saved",
        "What a click on a link opens",
        choices=("saved", "browser", "copy"),
    ),
    Setting("place_links", False, "Let copies and exports link to the places of notes in MineReader"),
    Setting("vault", "", "Obsidian vault that is kept up to date by itself", folder=True),
    Setting("check_feeds", True, "Check feeds for what is new in the background"),
    Setting("feed_minutes", 60, "Minutes between two checks of a feed", least=15, most=10_080),
    Setting("refresh_at_start", False, "Check all feeds when the program starts, due or not"),
    Setting("notify_new", False, "Tell on the desktop when feeds have something new"),
    Setting("tray", False, "Go on in the notification area when the window is closed"),
    Setting("page_pictures", 100, "Pictures that are saved of a web page at most", most=500),
    Setting("picture_mb", 10, "Megabytes that a saved picture may have", least=1, most=50),
    Setting("file_mb", 100, "Megabytes that a saved file may have", least=1, most=2_000),
    Setting("private_addresses", False, "Let links and pictures lead into the private network"),
    Setting("search_variants", False, "Search traditional and simplified characters alike"),
    Setting("shortcuts", {}, "Keyboard shortcuts that differ from the built-in ones, by action"),
)
"""All settings, in the order in which they are shown."""

_DECLARED = {setting.name: setting for setting in SETTINGS}


def settings_path() -> Path:
    """Return where the settings file lies."""
    return platformdirs.user_config_path("mine-reader", appauthor=False) / "settings.toml"


class Settings:
    """Values of the declared settings; nothing is written before `save`.

    `error` says what was wrong with the file when it was read: the values are then the defaults, and
    the file was kept beside it with `.bad` at its end. `ignored` names settings in the file whose
    values are none of those declared: their defaults count.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.error: SettingsError | None = None
        self.ignored: tuple[str, ...] = ()
        self._values: dict[str, Value] = {}
        self._changed: set[str] = set()
        self._load()

    def __getitem__(self, name: str) -> Value:
        return self._values.get(name, _DECLARED[name].default)

    def text(self, name: str) -> str:
        """Return a setting that is a string."""
        return cast("str", self[name])

    def number(self, name: str) -> int:
        """Return a setting that is a number."""
        return cast("int", self[name])

    def flag(self, name: str) -> bool:
        """Return a setting that is on or off."""
        return cast("bool", self[name])

    def mapping(self, name: str) -> Mapping[str, str]:
        """Return a setting that maps strings to strings."""
        return cast("Mapping[str, str]", self[name])

    def set(self, name: str, value: Value) -> None:
        """Change a setting; SettingsError when the value is none of those declared."""
        if not _fits(_DECLARED[name], value):
            raise SettingsError(path=self.path, reason=f"{name} cannot be {value!r}")
        if self[name] != value:
            self._values[name] = value
            self._changed.add(name)

    def save(self) -> None:
        """Write what changed into the file, and leave the rest of it alone; SettingsError."""
        if not self._changed:
            return
        import tomlkit  # noqa: PLC0415 - reading, which every start does, needs none of it

        try:
            document = tomlkit.parse(self._bytes().decode()) if self.error is None else tomlkit.document()
            for name in sorted(self._changed):
                document[name] = _to_toml(self._values[name])
            write_whole(self.path, tomlkit.dumps(document).encode())
        except ExportError as error:
            raise SettingsError(path=self.path, reason=error.fields["reason"]) from error
        except (OSError, ValueError) as error:
            raise SettingsError(path=self.path, reason=_reason(error)) from error
        self.error = None
        self._changed.clear()

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""

    def _load(self) -> None:
        try:
            found = tomllib.loads(self._bytes().decode())
        except (OSError, ValueError) as error:
            self.error = SettingsError(path=self.path, reason=_reason(error))
            self._keep_bad()
            return
        wrong = []
        for name, setting in _DECLARED.items():
            if name in found:
                if _fits(setting, found[name]):
                    self._values[name] = found[name]
                else:
                    wrong.append(name)
        self.ignored = tuple(wrong)

    def _keep_bad(self) -> None:
        with suppress(OSError):
            shutil.copy2(self.path, self.path.with_name(self.path.name + ".bad"))


def _fits(setting: Setting, value: object) -> bool:
    default = setting.default
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, int):
        return isinstance(value, int) and setting.least <= value <= setting.most
    if isinstance(default, str):
        return isinstance(value, str) and (not setting.choices or value in setting.choices)
    return isinstance(value, Mapping) and all(isinstance(k, str) and isinstance(v, str) for k, v in value.items())


def _to_toml(value: Value) -> object:
    return dict(value) if isinstance(value, Mapping) else value


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; never fails, see `Settings.error`."""
    return Settings(path or settings_path())


def library_path(named: str | None = None) -> Path:
    """Return the library to open: the one named, else `MINE_READER_LIBRARY`, else the user's own."""
    chosen = named or os.environ.get("MINE_READER_LIBRARY")
    return Path(chosen) if chosen else platformdirs.user_data_path("mine-reader", appauthor=False) / "library.sqlite"


def log_path() -> Path:
    """Return the log file."""
    return platformdirs.user_log_path("mine-reader", appauthor=False) / "mine-reader.log"
