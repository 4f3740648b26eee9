"""What the first paint does not wait for."""

import subprocess
import sys

import pytest

HEAVY = (
    "concurrent.futures",
    "feedparser",
    "bs4",
    "feedparser",
    "http.client",
    "jinja2",
    "lxml",
    "markdown",
    "mine_reader.anchor.follow",
    "mine_reader.export",
    "mine_reader.services.feeds",
    "mine_reader.services.poller",
    "mine_reader.services.refreshing",
    "mine_reader.net",
    "mine_reader.model.saved",
    "mine_reader.store.transfer",
    "mine_reader.services.importing",
    "mine_reader.text",
    "mine_reader.ui.dialogs.settings",
    "multiprocessing",
    "nh3",
    "pygments",
    "qtawesome",
    "rapidfuzz",
    "ssl",
    "tomlkit",
    "urllib3",
    "urllib3",
    "yaml",
    "PySide6.QtSvg",
)

CODE = """
import sys
from pathlib import Path
import mine_reader.__main__
from mine_reader.ui import app
from mine_reader.services import open_services
application = app.make_application()
folder = Path(sys.argv[1])
services = open_services(folder / "library.sqlite", cache_dir=folder)
window = app.MainWindow(folder / "library.sqlite", services, app.Settings(folder / "s.toml"), app.Themes(), app.Tasks())
window.start()
window.painted.connect(application.quit)
window.show()
application.exec()
print(*sys.modules)
services.close()
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """Return the modules that are loaded when the window is painted."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path_factory.mktemp("start"))],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("name", HEAVY)
def test_the_first_paint_does_not_wait_for(loaded, name):
    assert "mine_reader.ui.main_window" in loaded
    assert name not in loaded
