"""Settings are declared, kept in a file of the user's, and survive whatever is in it."""

import pytest

from mine_reader.errors import SettingsError
from mine_reader.settings import SETTINGS, Settings, Value, library_path, load_settings, settings_path


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "settings.toml"


def test_without_a_file_every_setting_has_its_default(path):
    settings = Settings(path)
    assert {s.name: settings[s.name] for s in SETTINGS} == {s.name: s.default for s in SETTINGS}
    assert settings.error is None


def test_what_is_saved_is_read_again(path):
    settings = Settings(path)
    values: dict[str, Value] = {
        "theme": "dark",
        "text_size": 21,
        "notes_visible": False,
        "shortcuts": {"star": "Ctrl+B"},
    }
    for name, value in values.items():
        settings.set(name, value)
    settings.save()
    again = Settings(path)
    assert {name: again[name] for name in values} == values


def test_nothing_is_written_before_something_changed(path):
    settings = Settings(path)
    settings.set("theme", settings["theme"])
    settings.save()
    assert not path.exists()


def test_comments_and_unknown_keys_stay(path):
    path.parent.mkdir()
    path.write_text('# mine\nfuture = [1, 2]\ntheme = "light"  # bright\n', "utf-8")
    settings = Settings(path)
    settings.set("theme", "dark")
    settings.save()
    assert path.read_text("utf-8") == '# mine\nfuture = [1, 2]\ntheme = "dark"  # bright\n'


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe\x00", b"= 1"])
def test_a_broken_file_is_reported_and_kept(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    settings = Settings(path)
    assert isinstance(settings.error, SettingsError)
    assert settings.text("theme") == "system"
    settings.set("theme", "dark")
    settings.save()
    assert Settings(path).text("theme") == "dark"
    assert path.with_name("settings.toml.bad").read_bytes() == content


@pytest.mark.parametrize(
    "line", ['theme = "pink"', "text_size = 9", "text_size = true", 'notes_visible = "yes"', "shortcuts = [1]"]
)
def test_a_value_that_is_not_allowed_gives_the_default(path, line):
    path.parent.mkdir()
    path.write_text(line, "utf-8")
    settings = Settings(path)
    name = line.split(" ")[0]
    assert settings.ignored == (name,)
    assert settings[name] == next(s.default for s in SETTINGS if s.name == name)


@pytest.mark.parametrize(
    ("name", "value"), [("theme", "pink"), ("text_size", 400), ("text_size", True), ("shortcuts", {"a": 1})]
)
def test_a_value_that_is_not_allowed_is_refused(path, name, value):
    with pytest.raises(SettingsError):
        Settings(path).set(name, value)


def test_a_file_that_cannot_be_written_is_reported(path):
    path.parent.write_text("a file where the folder should be")
    settings = Settings(path)
    settings.set("theme", "dark")
    with pytest.raises(SettingsError):
        settings.save()


def test_names_are_unique_and_defaults_are_allowed(path):
    names = [setting.name for setting in SETTINGS]
    assert len(set(names)) == len(names)
    for setting in SETTINGS:
        Settings(path).set(setting.name, setting.default)


def test_the_file_lies_in_the_users_config_folder(own_dirs):
    assert settings_path().is_relative_to(own_dirs / "config")
    assert load_settings().path == settings_path()


def test_the_library_is_the_one_named_else_of_the_environment_else_the_users(own_dirs, monkeypatch):
    assert library_path("a.sqlite").name == "a.sqlite"
    assert library_path() == own_dirs / "library.sqlite"
    monkeypatch.delenv("MINE_READER_LIBRARY")
    assert library_path().is_relative_to(own_dirs / "data")
