"""What every test gets: folders of its own, an offscreen Qt, one profile for generated examples."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parent.parent
_NOBODY = 65534
SEEDS = REPOSITORY.parent / "shared" / "seeds"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if "CI" in os.environ else "here")


def _own_dirs(home: Path) -> dict[str, str]:
    """Return the environment that keeps everything a program stores inside `home`."""
    dirs = {
        "HOME": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
        "XDG_RUNTIME_DIR": home / "run",
    }
    for path in dirs.values():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)  # Qt warns of a runtime folder that others may read
    return {name: str(path) for name, path in dirs.items()} | {"MINE_READER_LIBRARY": str(home / "library.sqlite")}


@pytest.fixture(autouse=True)
def own_dirs(monkeypatch):
    """Give the test a home of its own; return it. Its path is short, since socket names have 108 bytes at most."""
    with tempfile.TemporaryDirectory(prefix="mr-", ignore_cleanup_errors=True) as folder:
        for name, value in _own_dirs(Path(folder)).items():
            monkeypatch.setenv(name, value)
        yield Path(folder)


@pytest.fixture
def ordinary_user(own_dirs) -> Iterator[None]:
    """Take the superuser's rights away, whom no permission stops; the test's home stays its own."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    for path in [own_dirs, *own_dirs.rglob("*")]:
        os.chown(path, _NOBODY, _NOBODY)
    os.seteuid(_NOBODY)
    yield
    os.seteuid(0)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Return the folder of real issues beside the repository; skip where there is none."""
    if not SEEDS.is_dir():
        pytest.skip(f"no real issues in {SEEDS}")
    return SEEDS
