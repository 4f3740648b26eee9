"""The only code that knows where resources and built translations lie.

A wheel has them inside the package; a source tree beside it.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def _root(name: str) -> Traversable:
    inside = files("mine_reader") / f"_{name}"
    return inside if inside.is_dir() else Path(__file__).parent.parent / name


def resource(name: str) -> Traversable:
    """Return a resource by its relative name with `/`, like `themes/light.toml`; FileNotFoundError."""
    if name.startswith("/") or ".." in name.split("/"):
        raise ValueError(name)
    found = _root("resources").joinpath(*name.split("/"))
    if not found.is_file():
        raise FileNotFoundError(name)
    return found


def translations() -> Traversable:
    """Return the folder of the built `.qm` files."""
    return _root("i18n")
