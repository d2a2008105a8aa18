"""Grabbing keys at a real X server, in a process of its own: the tests' own Qt has no X server."""

import json
import os
import subprocess
import sys

import pytest
from softphones import running, xdo

CONNECTING = """
from softphone.qt.desktop.keys.x11 import X11
try:
    X11()
except OSError as error:
    print(error)
"""
GRABBING = """
import json, sys
from PySide6.QtCore import QCoreApplication, QSocketNotifier
from softphone.qt.desktop.keys.x11 import CONTROL, SHIFT, X11
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

LOOKING = """
import sys
from PySide6.QtCore import QCoreApplication
from softphone.qt.desktop.keys.x11 import X11
application = QCoreApplication([])
x11 = X11()
x11.tray_may_be_there.connect(lambda: (print(x11.has_tray(), flush=True), application.quit()))
print(x11.has_tray(), flush=True)
application.exec()
x11.close()
"""
# Xlib, and no code of ours: what a tray does when it starts.
BEING_A_TRAY = """
import ctypes, sys
from ctypes import c_char_p, c_int, c_long, c_ulong, c_void_p
x = ctypes.CDLL("libX11.so.6")
x.XOpenDisplay.restype = c_void_p
x.XDefaultRootWindow.argtypes, x.XDefaultRootWindow.restype = [c_void_p], c_ulong
x.XInternAtom.argtypes, x.XInternAtom.restype = [c_void_p, c_char_p, c_int], c_ulong
x.XCreateSimpleWindow.argtypes = [c_void_p, c_ulong, *[c_int] * 5, c_ulong, c_ulong]
x.XCreateSimpleWindow.restype = c_ulong
x.XSetSelectionOwner.argtypes = [c_void_p, c_ulong, c_ulong, c_ulong]
x.XSendEvent.argtypes = [c_void_p, c_ulong, c_int, c_long, c_void_p]
x.XSync.argtypes = [c_void_p, c_int]
class ClientMessage(ctypes.Structure):
    _fields_ = [("type", c_int), ("serial", c_ulong), ("sent", c_int), ("display", c_void_p),
                ("window", c_ulong), ("message", c_ulong), ("format", c_int), ("data", c_long * 5),
                ("room", c_long * 12)]
display = x.XOpenDisplay(None)
root = x.XDefaultRootWindow(display)
tray = x.XInternAtom(display, b"_NET_SYSTEM_TRAY_S0", 0)
owner = x.XCreateSimpleWindow(display, root, 0, 0, 1, 1, 0, 0, 0)
x.XSetSelectionOwner(display, tray, owner, 0)
event = ClientMessage(33, 0, 1, display, root, x.XInternAtom(display, b"MANAGER", 0), 32)
event.data[1], event.data[2] = tray, owner
x.XSendEvent(display, root, 0, 131072, ctypes.byref(event))
x.XSync(display, 0)
sys.stdin.read()
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


def test_a_tray_that_appears_later_tells_so(screen) -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with running(sys.executable, "-c", LOOKING, env=os.environ, **pipes) as looking:
        assert looking.stdout.readline() == "False\n"
        with running(sys.executable, "-c", BEING_A_TRAY, env=os.environ, **pipes):
            assert looking.stdout.readline() == "True\n"


def test_without_an_x_server_it_is_told() -> None:
    environment = {**os.environ, "DISPLAY": ":4711"}
    done = subprocess.run(
        [sys.executable, "-c", CONNECTING], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "no X server\n"
