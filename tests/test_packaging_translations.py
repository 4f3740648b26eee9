"""Both languages are complete: every text of the window has its translation, with the same fields in it."""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

LANGUAGES = ["zh_CN", "en"]


def messages(ts: Path) -> Iterator[tuple[str, str, ET.Element]]:
    """Yield context, source text and translation element of every message."""
    for context in ET.parse(ts).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield context.findtext("name", ""), message.findtext("source", ""), translation


def texts(translation: ET.Element) -> list[str]:
    """Return the translation, or all its plural forms."""
    forms = [form.text or "" for form in translation.iter("numerusform")]
    return forms or [translation.text or ""]


@pytest.fixture(scope="module")
def updated(tmp_path_factory):
    """Bring a copy of the translations up to date with the sources."""
    root = tmp_path_factory.mktemp("tree")
    for name in ("mine_reader", "resources", "packaging", "i18n"):
        shutil.copytree(REPOSITORY / name, root / name)
    script = root / "packaging" / "translations.py"
    subprocess.run([sys.executable, str(script), "update"], check=True, capture_output=True, timeout=60)
    return root / "i18n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_window_is_translated(updated, language):
    found = messages(updated / f"mine_reader_{language}.ts")
    assert not [source for _, source, translation in found if translation.get("type") or not all(texts(translation))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_committed_translations_are_those_of_the_sources(updated, language):
    name = f"mine_reader_{language}.ts"
    committed = {(context, source) for context, source, _ in messages(REPOSITORY / "i18n" / name)}
    assert committed == {(context, source) for context, source, _ in messages(updated / name)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_fields_of_its_source(language):
    fields = re.compile(r"\{\w*\}")
    for _, source, translation in messages(REPOSITORY / "i18n" / f"mine_reader_{language}.ts"):
        for text in texts(translation):
            assert set(fields.findall(text)) == set(fields.findall(source)), source
