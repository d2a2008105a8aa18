"""Canary for PySide6 6.12.0 on Python before 3.12, which dies after about 500 emits."""

import subprocess
import sys

PROGRAM = """
from PySide6.QtCore import QObject, Signal
class Bell(QObject):
    rung = Signal()
bell = Bell()
for _ in range(5000):
    bell.rung.emit()
"""


def test_this_pyside_survives_many_signals():
    assert subprocess.run([sys.executable, "-c", PROGRAM], check=False, capture_output=True).returncode == 0
