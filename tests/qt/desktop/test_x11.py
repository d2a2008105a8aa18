"""Grabbing keys at a real X server, in a process of its own: the tests' own Qt has no X server."""

import json
import os
import subprocess
import sys

import pytest
from softphones import running, xdo

CONNECTING = """
from softphone.qt.desktop.x11 import X11
try:
    X11()
except OSError as error:
    print(error)
"""
GRABBING = """
import json, sys
from PySide6.QtCore import QCoreApplication, QSocketNotifier
from softphone.qt.desktop.x11 import CONTROL, SHIFT, X11
application = QCoreApplication([])
x11 = X11()
key = x11.keycode(0xFFC5)
x11.pressed.connect(lambda modifiers, keycode: print(json.dumps([modifiers, keycode == key]), flush=True))
print(json.dumps([x11.grab(CONTROL | SHIFT, key), x11.has_tray(), x11.keycode(0x01FFFFFF)]), flush=True)
ended = QSocketNotifier(0, QSocketNotifier.Type.Read)
ended.activated.connect(application.quit)
application.exec()
x11.let_go(CONTROL | SHIFT, key)
x11.close()
"""


@pytest.fixture
def grab(screen):
    def grabbing():
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        return running(sys.executable, "-c", GRABBING, env=os.environ, **pipes)

    return grabbing


def test_a_grabbed_key_arrives_whatever_has_the_focus_and_with_num_lock(grab) -> None:
    with grab() as process:
        assert json.loads(process.stdout.readline()) == [True, False, 0]

        xdo("xdotool", "key", "ctrl+shift+F8")
        assert json.loads(process.stdout.readline()) == [5, True]

        xdo("xdotool", "key", "Num_Lock")
        xdo("xdotool", "key", "ctrl+shift+F8")
        assert json.loads(process.stdout.readline()) == [5, True]


def test_a_key_that_another_program_has_is_an_answer_and_not_the_end(grab) -> None:
    with grab() as first:
        assert json.loads(first.stdout.readline())[0] is True
        with grab() as second:
            assert json.loads(second.stdout.readline())[0] is False
            assert second.poll() is None


def test_without_an_x_server_it_is_told() -> None:
    environment = {**os.environ, "DISPLAY": ":4711"}
    done = subprocess.run(
        [sys.executable, "-c", CONNECTING], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "no X server\n"
