"""What is installed: a wheel with everything inside, from pinned versions."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import REPOSITORY

ID = "io.github.minereader.MineReader"


def run(*command: str, **options) -> subprocess.CompletedProcess[str]:
    """Run a command that must work."""
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=300, **options)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build a wheel from a clean clone."""
    if not (REPOSITORY / ".git").exists():
        pytest.skip("not a clone")
    folder = tmp_path_factory.mktemp("wheel")
    run("git", "clone", "--quiet", "--depth=1", REPOSITORY.as_uri(), str(folder / "clone"))
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    run(*pip, "--wheel-dir", str(folder), str(folder / "clone"))
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def committed(pattern: str) -> set[str]:
    """Return the files of HEAD under a folder."""
    return set(run("git", "ls-tree", "-r", "--name-only", "HEAD", "--", pattern, cwd=REPOSITORY).stdout.split())


def test_wheel_holds_all_resources(names):
    inside = {"resources/" + name.removeprefix("mine_reader/_resources/") for name in names if "/_resources/" in name}
    assert inside == committed("resources")


def test_wheel_holds_a_built_translation_for_every_source(names):
    sources = {Path(name).stem for name in committed("i18n") if name.endswith(".ts")}
    assert {Path(name).stem for name in names if name.startswith("mine_reader/_i18n/")} == sources


def test_wheel_holds_the_whole_package_and_nothing_else_of_the_tree(names):
    code = {name for name in names if name.endswith(".py")}
    assert code == {name for name in committed("mine_reader") if name.endswith(".py")}


def test_wheel_brings_the_desktop_entry_and_its_icons(names):
    shared = {name.split(".data/data/")[1] for name in names if ".data/data/" in name}
    assert f"share/applications/{ID}.desktop" in shared
    assert f"share/metainfo/{ID}.metainfo.xml" in shared
    assert f"share/icons/hicolor/scalable/apps/{ID}.svg" in shared
    assert f"share/icons/hicolor/48x48/apps/{ID}.png" in shared


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Install the wheel under a prefix of its own; return the command and the environment that finds it first."""
    prefix = tmp_path_factory.mktemp("prefix")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--ignore-installed"]
    run(*pip, "--prefix", str(prefix), str(wheel))
    library = next(prefix.glob("lib*/python3*/site-packages"))
    return prefix / "bin" / "mine-reader", os.environ | {"PYTHONPATH": str(library)}


def test_installed_command_says_its_version(installed, tmp_path):
    command, environment = installed
    assert run(str(command), "--version", env=environment, cwd=tmp_path).stdout.split()[-1] == metadata.version(
        "mine-reader"
    )


def test_installed_package_finds_its_resources_inside_itself(installed, tmp_path):
    _, environment = installed
    code = "from mine_reader.resources import resource; print(resource('welcome/welcome.en.md'))"
    shown = run(sys.executable, "-c", code, env=environment, cwd=tmp_path).stdout
    assert "/_resources/welcome/welcome.en.md" in shown
    assert environment["PYTHONPATH"] in shown


def pins() -> dict[str, str]:
    lines = (REPOSITORY / "packaging" / "constraints.txt").read_text("utf-8").splitlines()
    exact = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in exact)
    return {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in exact)}


def needed(requirement: Requirement, seen: set[str]) -> set[str]:
    """Collect the names of all that a requirement installs here."""
    for text in metadata.requires(requirement.name) or []:
        inner = Requirement(text)
        wanted = inner.marker is None or any(
            inner.marker.evaluate({"extra": extra}) for extra in (requirement.extras or {""})
        )
        if wanted and (name := canonicalize_name(inner.name)) not in seen:
            seen.add(name)
            needed(inner, seen)
    return seen


def test_everything_that_is_installed_is_pinned():
    assert needed(Requirement("mine-reader[dev]"), set()) <= pins().keys()


def test_qt_is_the_version_that_is_safe_on_python_3_11():
    assert pins()["pyside6-essentials"].startswith("6.11.")
    assert metadata.version("PySide6-Essentials").startswith("6.11.")


def test_metadata_names_the_current_version():
    tree = ET.parse(REPOSITORY / "packaging" / "linux" / f"{ID}.metainfo.xml")  # noqa: S314 - our own file
    release = tree.find("releases/release")
    assert release is not None
    assert release.get("version") == metadata.version("mine-reader")
