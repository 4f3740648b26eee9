"""Translations: `update` writes i18n/*.ts from the sources, `build` writes the .qm files that are never committed."""

import argparse
import ast
import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

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
        sources = [*_legible_sources(Path(folder)), _sentences(Path(folder))]
        common = [
            qt_tool("lupdate"),
            *map(str, sources),
            "-locations",
            "none",
            "-no-obsolete",
            "-source-language",
            "en",
        ]
        for language in (["zh_CN"], ["en", "-pluralonly"]):
            target = str(I18N / f"mine_reader_{language[0]}.ts")
            run = [*common, "-target-language", *language, "-ts", target]
            subprocess.run(run, cwd=folder, check=True)
            _fill_in_errors(Path(target))
            subprocess.run(run, cwd=folder, check=True)  # lays out what was filled in


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


def _errors() -> dict[str, str]:
    """Return what other layers may say went wrong, with the Chinese of the command line."""
    text = (ROOT / "resources" / "cli" / "zh_CN.toml").read_text("utf-8")
    return tomllib.loads(text[text.index("# What went wrong") :])


def _acts() -> set[str]:
    """Collect the names of all that can be undone: what the services call their writes, and the keys of marks."""
    found = set()
    for path in (ROOT / "mine_reader" / "services").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "write":
                found |= _texts(*node.args)
            elif isinstance(node, ast.keyword) and node.arg == "act":
                found |= _texts(node.value)
            elif isinstance(node, ast.Dict) and path.name == "reading.py":
                found |= _texts(*node.values)
    return {text for text in found if text[:1].isupper()}


def _texts(*nodes: ast.expr) -> set[str]:
    inner = (one for node in nodes for one in ast.walk(node))
    return {one.value for one in inner if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def _sentences(folder: Path) -> Path:
    """Write what other layers leave to the window to translate as a source that lupdate reads."""
    marked = [("errors", text) for text in _errors()] + [("acts", text) for text in sorted(_acts())]
    path = folder / "sentences.py"
    lines = (
        f"QT_TRANSLATE_NOOP({json.dumps(context)}, {json.dumps(text, ensure_ascii=False)})" for context, text in marked
    )
    path.write_text("\n".join(lines), "utf-8")
    return path


def _fill_in_errors(path: Path) -> None:
    tree = ET.parse(path)  # noqa: S314 - our own file
    chinese = _errors()
    for message in tree.iterfind("context[name='errors']/message"):
        translation = message.find("translation")
        if translation is not None:
            translation.text = chinese[message.findtext("source", "")]
            translation.attrib.pop("type", None)
    tree.write(path, "utf-8", xml_declaration=True)


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
