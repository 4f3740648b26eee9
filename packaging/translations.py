"""Translations: `update` writes i18n/*.ts from the sources, `build` writes the .qm files that are never committed."""

import argparse
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
I18N = ROOT / "i18n"
_PLURAL = re.compile(r'(translate\(\s*"[^"]*",\s*"[^"]*%n[^"]*",\s*)(?:None|""),')


def qt_tool(name: str) -> str:
    """Return the path of a tool that comes with PySide6, without loading Qt."""
    found = importlib.util.find_spec("PySide6")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("PySide6 is not installed: run this with the Python of .venv.")
    return str(Path(found.submodule_search_locations[0]) / (name + (".exe" if sys.platform == "win32" else "")))


def update() -> None:
    """Bring the .ts files up to date: every text of the window, no line numbers, nothing that is gone.

    English holds plural forms alone: all other texts are English in the sources.
    """
    I18N.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        sources = [str(path.relative_to(folder)) for path in _legible_sources(Path(folder))]
        common = [qt_tool("lupdate"), *sources, "-locations", "none", "-no-obsolete", "-source-language", "en"]
        for language in (["zh_CN"], ["en", "-pluralonly"]):
            target = str(I18N / f"mine_reader_{language[0]}.ts")
            subprocess.run([*common, "-target-language", *language, "-ts", target], cwd=folder, check=True)


def _legible_sources(folder: Path) -> list[Path]:
    """Copy the sources of the window so that lupdate sees a plural wherever there is one.

    In Python, lupdate takes `translate(context, text, None, n)` for a plural only where n is written as a number.
    """
    copies = []
    for path in sorted((ROOT / "mine_reader" / "ui").rglob("*.py")):
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(_PLURAL.sub(r"\1None, 1), (", path.read_text("utf-8")), "utf-8")
        copies.append(copy)
    return copies


def build(folder: Path = I18N) -> list[Path]:
    """Build a .qm file into `folder` from every .ts file; return them."""
    folder.mkdir(parents=True, exist_ok=True)
    built = []
    for source in sorted(I18N.glob("*.ts")):
        target = folder / f"{source.stem}.qm"
        subprocess.run([qt_tool("lrelease"), "-silent", str(source), "-qm", str(target)], check=True)
        built.append(target)
    return built


def main() -> None:
    """Run one of the two from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["update", "build"])
    if parser.parse_args().what == "update":
        update()
    else:
        build()


if __name__ == "__main__":
    main()
