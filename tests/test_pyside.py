"""Calls into Qt that return nothing must not use up references to None (PySide6 6.12.0 on Python 3.11 does)."""

import subprocess
import sys

CALLS = 100_000
PROBE = f"""
import sys
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
thing, color = QObject(), QColor()
before = sys.getrefcount(None)
for _ in range({CALLS} // 2):
    thing.setObjectName("name")
    color.setRed(1)
print(sys.getrefcount(None) - before)
"""


def test_calls_that_return_nothing_leave_the_references_to_none_alone():
    run = subprocess.run([sys.executable, "-c", PROBE], check=False, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    assert abs(int(run.stdout)) < CALLS // 1000
