"""Run whole processes and measure them from outside."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took; `output` is its standard output."""

    seconds: float
    peak_mb: float
    output: str


def python(*arguments: str, environment: dict[str, str]) -> Run:
    """Run Python to its end. The peak is that of the largest process among it and its children."""
    began = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, *arguments],
        env=environment | {"BENCHMARK_BEGAN": repr(began)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - began
    child.stdout.close()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{' '.join(arguments)} exited with {child.returncode}.")
    return Run(seconds, usage.ru_maxrss / 1024, output)


def environment(home: Path) -> dict[str, str]:
    """Return an environment in which everything that is stored lies in `home`."""
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
    folders = {name: home / name.lower() for name in names}
    for folder in folders.values():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = {name: str(folder) for name, folder in folders.items()}
    # An installed program has its bytecode; the first round, which does not count, makes it.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    bytecode = {"PYTHONPYCACHEPREFIX": str(home.parent / "bytecode")}
    return inherited | own | bytecode | {"MINE_READER_LIBRARY": str(home / "library.sqlite"), "LANGUAGE": "en"}


def own_memory() -> float:
    """Return the megabytes that this process has, its share of what it has in common with others included (PSS)."""
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return 0.0
    return next(int(line.split()[1]) for line in rollup.read_text().splitlines() if line.startswith("Pss:")) / 1024


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Give a virtual screen of its own where there is Xvfb, else Qt's offscreen one; yield its environment."""
    if shutil.which("Xvfb") is None:
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as numbers:
            yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":" + numbers.readline().strip()}
    finally:
        server.terminate()
        server.wait()
