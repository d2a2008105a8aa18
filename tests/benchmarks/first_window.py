"""How long until the first window is painted, against a bare PySide6 window: a ratio of medians.

Both run as whole processes, in turn, so that a noisy machine disturbs both alike.
Also prints the memory of both when they are painted.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 9

BARE = """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
"""
OURS = """
from softphone.cli.commands import window_options
window_options(["--sandbox"])
from softphone.qt.app import first_window
application, window = first_window([])
"""
UNTIL_PAINTED = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            import resource
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
            sys.stdout.flush()
            os._exit(0)
        return False
painted = Painted()
window.installEventFilter(painted)
window.resize(800, 600)
window.show()
application.exec()
"""


def seconds_and_megabytes(program: str) -> tuple[float, float]:
    began = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-c", program + UNTIL_PAINTED], capture_output=True, text=True, check=True
    )
    return time.perf_counter() - began, int(ended.stdout) / 1024


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        for program in (BARE, OURS):
            seconds_and_megabytes(program)
        rows = [(seconds_and_megabytes(BARE), seconds_and_megabytes(OURS)) for _ in range(RUNS)]
    bare = statistics.median(row[0][0] for row in rows)
    ours = statistics.median(row[1][0] for row in rows)
    ratio = statistics.median(row[1][0] / row[0][0] for row in rows)
    print(
        f"first window: {ratio:.2f} times a bare window ({ours * 1000:.0f} ms against {bare * 1000:.0f} ms)"
    )
    print(f"memory when painted: {rows[-1][1][1]:.0f} MB against {rows[-1][0][1]:.0f} MB")


if __name__ == "__main__":
    main()
