"""The icons that are drawn from a font."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from mine_reader.ui import icons
from mine_reader.ui.theme import Themes


def resident_mb():
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_painting_again_and_again_keeps_nothing(qapp):
    icon = icons.icon("star", Themes("light").theme)
    icon.pixmap(QSize(16, 16))
    before = resident_mb()
    for _ in range(50):
        icon.pixmap(QSize(16, 16), 1.0, QIcon.Mode.Disabled)
    assert resident_mb() - before < 10
