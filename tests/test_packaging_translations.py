"""The translations in the repository are those of the sources."""

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY


def sources(ts: Path) -> set[tuple[str, str]]:
    """Return context and text of every message."""
    contexts = ET.parse(ts).getroot().iter("context")  # noqa: S314 - our own file
    return {(one.findtext("name", ""), text.text or "") for one in contexts for text in one.iter("source")}


@pytest.fixture(scope="module")
def updated(tmp_path_factory):
    """Bring a copy of the translations up to date with the sources."""
    root = tmp_path_factory.mktemp("tree")
    for name in ("mine_reader/ui", "packaging", "i18n"):
        shutil.copytree(REPOSITORY / name, root / name)
    script = root / "packaging" / "translations.py"
    subprocess.run([sys.executable, str(script), "update"], check=True, capture_output=True, timeout=60)
    return root / "i18n"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_translations_are_up_to_date_with_the_sources(updated, language):
    name = f"mine_reader_{language}.ts"
    assert sources(REPOSITORY / "i18n" / name) == sources(updated / name)
