"""Imports stay lazy: what is not needed is not loaded. The module map itself is checked by lint-imports."""

import subprocess
import sys

import pytest

PLAIN = "import sys; import {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"


def loaded_by(module: str) -> set[str]:
    """Return the top-level packages that importing a module loads."""
    run = subprocess.run(
        [sys.executable, "-c", PLAIN.format(module=module)], capture_output=True, text=True, check=True, timeout=60
    )
    return set(run.stdout.split())


@pytest.mark.parametrize("module", ["services", "cli", "text", "anchor", "store", "export", "net.worker", "settings"])
def test_core_loads_no_qt(module):
    assert not loaded_by(f"mine_reader.{module}") & {"PySide6", "shiboken6", "qtawesome", "qtpy"}


def test_core_does_not_load_what_only_rendering_needs():
    assert not loaded_by("mine_reader.services") & {
        "markdown",
        "pymdownx",
        "pygments",
        "nh3",
        "jinja2",
        "rapidfuzz",
        "yaml",
    }


def test_window_is_painted_without_what_only_rendering_and_icons_need():
    assert not loaded_by("mine_reader.ui.app") & {
        "markdown",
        "pymdownx",
        "pygments",
        "jinja2",
        "rapidfuzz",
        "qtawesome",
    }


def import_times(*arguments: str) -> str:
    """Run the program and return the table of what it imported."""
    command = [sys.executable, "-X", "importtime", "-m", "mine_reader", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stderr


@pytest.mark.parametrize("arguments", [["--version"], ["list", "--json"]])
def test_command_line_run_loads_no_qt(arguments):
    assert "PySide6" not in import_times(*arguments)
