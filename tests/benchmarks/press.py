"""From the press of Call to the first byte of the request at Twilio; requests a minute while talking.

    python tests/benchmarks/press.py

The real window, its lanes and its sqlite file on this disk. The sandbox is a process of its own, and so
is the relay before it, which notes when bytes arrive. Twilio refuses every call, so that the next can
follow at once. Imports are done; the connection is opened by the window as the number is typed.
The second figure is on a virtual clock: an hour of one call in which nothing is done but talk.
"""

import os
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1] / "chaos"))

from bad_day import learn_numbers
from gui_refresh import percentile, run_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from schedule import Schedule
from virtual_window import Record, Time, VirtualWindow

from softphone.qt.app import application_with_style
from softphone.qt.window_wiring import WindowWiring
from softphone.sandbox import Sandbox

PRESSES: Final = 400
TALKED_MINUTES: Final = 60
CUSTOMER: Final = "+14155552671"
REFUSED: Final = '[[faults]]\nrequest = "POST Calls"\nevery = 1\ndoes = "error"\ncode = 21215\nstatus = 400\n'


def relay(twilio: tuple[str, int], told: Connection) -> None:
    """Pass bytes on, both ways; tell when those of a call begin to arrive."""
    waiting = selectors.DefaultSelector()
    front = socket.create_server(("127.0.0.1", 0))
    told.send(front.getsockname()[1])
    waiting.register(front, selectors.EVENT_READ)
    while True:
        for key, _ in waiting.select():
            if key.fileobj is front:
                near, far = front.accept()[0], socket.create_connection(twilio)
                for one, other in ((near, far), (far, near)):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    waiting.register(one, selectors.EVENT_READ, other)
                continue
            arrived = time.monotonic()
            if data := key.fileobj.recv(65536):
                if data.startswith(b"POST") and b"/Calls.json " in data.partition(b"\r\n")[0]:
                    told.send(arrived)
                key.data.sendall(data)
            else:
                waiting.unregister(key.fileobj)
                key.fileobj.close()


@contextmanager
def refusing_twilio(folder: Path) -> Iterator[tuple[str, Connection]]:
    """A sandbox behind a relay: the line for SOFTPHONE_SANDBOX, and the relay's news."""
    scenario = folder / "scenario.toml"
    scenario.write_text(REFUSED, encoding="utf-8")
    command = [sys.executable, "-m", "softphone", "sandbox", "--scenario", str(scenario)]
    context = get_context("spawn")
    news, told = context.Pipe(duplex=False)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline()
        port = line.partition("http://127.0.0.1:")[2].partition('"')[0]
        between = context.Process(target=relay, args=(("127.0.0.1", int(port)), told), daemon=True)
        between.start()
        yield line.replace(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{news.recv()}"), news
        between.kill()
        process.communicate()


def press(desk: WindowWiring, number: str, news: Connection) -> float:
    """Put a number in, press Enter; milliseconds until the request's first byte was there."""
    field = desk.window.dialler.number.field
    field.show_number("")
    field.show_number(number)
    run_until(lambda: desk.dial.can_call, seconds=10)
    run_until(lambda: False, seconds=0.02)  # what is due while a number is typed is done
    pressed = time.monotonic()
    QTest.keyClick(field, Qt.Key.Key_Return)
    run_until(lambda: news.poll() and not desk.call.is_open, seconds=30)
    return (news.recv() - pressed) * 1000


def measure_presses(folder: Path) -> None:
    with refusing_twilio(folder) as (line, news):
        os.environ["SOFTPHONE_SANDBOX"] = line
        desk = WindowWiring(folder=folder / "data")
        desk.window.show()
        desk.session.start()
        run_until(lambda: desk.session.refreshed_at > 0 and desk.caller_ids.rowCount() > 1)
        press(desk, "+12125550099", news)
        taken = [press(desk, f"+1212555{1000 + serial}", news) for serial in range(PRESSES)]
        desk.window.close()
        desk.close()
    said = f"median {percentile(taken, 50):.1f} ms, 99th percentile {percentile(taken, 99):.1f} ms"
    print(f"{PRESSES} presses of Call to the first byte at Twilio: {said}, longest {max(taken):.1f} ms")
    print("  (target: under 10 ms at the 99th percentile)")


def measure_talking(folder: Path) -> None:
    clock = Time()
    learn_numbers(folder)
    (folder / "talk").mkdir()
    with ExitStack() as stack:
        sandbox = stack.enter_context(Sandbox(clock=clock.now))
        schedule = Schedule(0, "client:ana", windows=1)
        window = VirtualWindow(0, schedule, sandbox, folder / "talk", clock, Record(), lambda _: None)
        stack.callback(window.close)
        window.press("call", CUSTOMER)
        while not window.call.is_connected:
            clock.seconds = window.steps_at
            window.step()
        before, ends = len(sandbox.requests), clock.now() + 60 * TALKED_MINUTES
        while window.steps_at < ends:
            clock.seconds = window.steps_at
            window.step()
        a_minute = (len(sandbox.requests) - before) / TALKED_MINUTES
    print(f"a call that is simply talking: {a_minute:.1f} requests a minute (target: at most 12)")


def main() -> None:
    application = application_with_style(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = os.environ["HOME"] = name
        measure_talking(Path(name))
        measure_presses(Path(name))
    application.quit()


if __name__ == "__main__":
    main()
