"""Builds the translations as the package does."""

import importlib.util
from pathlib import Path

_SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "translations.py"


def build_translations(folder: Path) -> Path:
    """Build the .qm files into a folder and return it."""
    spec = importlib.util.spec_from_file_location("translations", _SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.build(folder)
    return folder
