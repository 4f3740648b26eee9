"""Translations: `update` writes i18n/*.ts from the sources, `build` writes the .qm files that are never committed."""

import argparse
import importlib.util
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
I18N = ROOT / "i18n"


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
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "mine_reader" / "ui").rglob("*.py"))
    common = [
        qt_tool("lupdate"),
        *sources,
        "-locations",
        "none",
        "-no-obsolete",
        "-no-ui-lines",
        "-source-language",
        "en",
    ]
    for arguments in (
        ["-target-language", "zh_CN", "-ts", "i18n/mine_reader_zh_CN.ts"],
        ["-target-language", "en", "-pluralonly", "-ts", "i18n/mine_reader_en.ts"],
    ):
        subprocess.run([*common, *arguments], cwd=ROOT, check=True)


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
