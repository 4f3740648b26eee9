"""Sentences of the command line in the user's language."""

import os
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mine_reader.errors import MineReaderError
from mine_reader.resources import resource
from mine_reader.settings import load_settings, settings_path


def tr(template: str) -> str:
    """Return the sentence in the user's language, the sentence itself where there is none."""
    return _catalogue(_language()).get(template, template)


def fill(template: str, fields: Mapping[str, object]) -> str:
    """Translate a template, and those of its fields that are sentences, and put them together."""
    return tr(template).format(**{name: tr(v) if isinstance(v, str) else v for name, v in fields.items()})


def say(template: str, **fields: object) -> None:
    """Write a sentence to standard error."""
    print(fill(template, fields), file=sys.stderr)


def say_error(error: MineReaderError) -> None:
    """Write what went wrong to standard error."""
    say(error.template, **error.fields)


def _language() -> str:
    """Return the language of messages: the one that was set, else as the C library would choose it."""
    chosen = _chosen_language(settings_path())
    return _system_language() if chosen == "system" else chosen


@cache
def _chosen_language(settings: Path) -> str:
    return load_settings(settings).text("language")


def _system_language() -> str:
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "")
    if locale.split(".")[0] in {"C", "POSIX"}:
        return locale
    return os.environ.get("LANGUAGE", "").split(":")[0] or locale


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    if not language.startswith("zh"):
        return {}
    return tomllib.loads(resource("cli/zh_CN.toml").read_text("utf-8"))
