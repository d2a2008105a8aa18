"""The caller-ID list, the preview and Recents, as a person feels them: medians and 99th percentiles.

    python tests/benchmarks/picker.py

Opening is from Alt+I to the painted list; a filter keystroke until the list is painted again; the
preview from a digit to the painted number and caller-ID cards. Recents are read from sqlite, 100,000
calls of one agent, until the list has its rows. The sandbox runs in a process of its own.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from gui_refresh import account_file, opened, percentile, run_until, sandbox
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.adapters.running import RunningHere
from softphone.adapters.sqlite.call_log import CALL_LOG_SCHEMA, SqliteCallLog
from softphone.adapters.sqlite.database import Database
from softphone.domain.calls.call import Call
from softphone.domain.calls.legs import Leg, LegStatus
from softphone.qt.app import application_with_style
from softphone.qt.window_wiring import WindowWiring

SIZES = (10_000, 100_000)
OPENINGS = 40
FILTERS = ("line 77", "312 555", "(212) 200", "+1415", "new york", "florida 9", "zz nobody")
NUMBERS = ("+12125550142", "+13055550199", "+14165550112", "+442079460018") * 5
CALLS = 100_000
SEARCHES = ("7946", "312", "busy", "chairs", "nothing at all")


def milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def said(taken: list[float], target: str = "") -> str:
    longest = f"99th percentile {percentile(taken, 99):6.1f} ms, longest {max(taken):6.1f} ms"
    return f"median {statistics.median(taken):6.1f} ms, {longest}{target and f'  (target {target})'}"


def open_list(desk: WindowWiring) -> None:
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    QApplication.activePopupWidget().repaint()


def measure_list(desk: WindowWiring, count: int) -> None:
    opening: list[float] = []
    for _ in range(OPENINGS):
        opening.append(milliseconds(lambda: open_list(desk)))
        QApplication.activePopupWidget().close()
    print(f"{count:>7,} numbers, list opened and painted: {said(opening, '< 50 ms at 10,000')}")
    open_list(desk)
    popup, keystrokes = QApplication.activePopupWidget(), []
    for words in FILTERS:
        for character in words:
            keystrokes.append(milliseconds(partial(typed, popup, character)))
        popup.search.clear()
    popup.close()
    print(f"{count:>7,} numbers, filter keystroke to paint: {said(keystrokes, '< 16 ms')}")


def typed(popup, character: str) -> None:
    QTest.keyClick(popup.search, character)
    popup.repaint()
    popup.list.viewport().repaint()


def measure_preview(desk: WindowWiring, count: int) -> None:
    dialler, taken = desk.window.dialler, []

    def digit(character: str) -> None:
        QTest.keyClick(dialler.number.field, character)
        dialler.number.repaint()
        dialler.caller_id.repaint()

    for number in NUMBERS:
        dialler.number.field.show_number("")
        taken += [milliseconds(lambda character=character: digit(character)) for character in number]
    dialler.number.field.show_number("")
    print(f"{count:>7,} numbers, keystroke to painted preview: {said(taken)}")


# One call many times: its number, its time and how it ended differ; in one transaction.
COPIES = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
INSERT INTO call SELECT printf('%032x', i), account_sid, agent, placed_at - 60 * i,
    '+1212' || (2000000 + i), caller_id, connected_at - 60 * i, agent_leg_sid, customer_leg_sid,
    iif(i % 5, outcome, 'busy'),
    json_set(details, '$.id', printf('%032x', i), '$.placed_at', placed_at - 60 * i,
        '$.destination', '+1212' || (2000000 + i)),
    iif(i = 90000, 'wants chairs', '')
FROM call, n
"""


def write_calls(path: Path, account_sid: str, agent: str) -> None:
    done, now = Leg(LegStatus.COMPLETED), time.time()
    database = Database(path, CALL_LOG_SCHEMA, print)
    SqliteCallLog(database, account_sid, RunningHere(path.parent)).save(
        Call(
            id="f" * 32,
            agent=agent,
            destination="+12122000000",
            caller_id="+12122000000",
            rule="same_area_code",
            reason="Same area code, +1 212",
            endpoint=f"client:{agent}",
            placed_at=now,
            connected_at=now + 5,
            ended_at=now + 60,
            agent_leg=done,
            customer_leg=done,
        )
    )
    with database.writing() as connection:
        connection.execute(COPIES, (CALLS - 1,))
    database.close()


def measure_recents(desk: WindowWiring) -> None:
    recents = desk.recents

    def answered(ask: Callable[[], None]) -> float:
        arrived: list[int] = []
        recents.modelReset.connect(lambda: arrived.append(1))
        took = milliseconds(lambda: (ask(), run_until(lambda: bool(arrived))))
        recents.modelReset.disconnect()
        desk.window.dialler.recents.list.repaint()
        return took

    print(f"{CALLS:>7,} calls, first page: {said([answered(recents.reload) for _ in range(20)])}")
    for words in SEARCHES:
        taken = [answered(partial(recents.filter, words)) for _ in range(5)]
        print(f"{CALLS:>7,} calls, search for {words!r}: {said(taken)}, {recents.rowCount()} rows")
    recents.filter("")


def main() -> None:
    sys.stdout.reconfigure(line_buffering=True)
    application = application_with_style(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = os.environ["HOME"] = name
        for count in SIZES:
            folder = Path(name) / str(count)
            with sandbox(account_file(Path(name), count)) as line:
                os.environ["SOFTPHONE_SANDBOX"] = line
                desk = opened(folder)
                measure_list(desk, count)
                measure_preview(desk, count)
                softphone = desk.session.softphone
                desk.window.close()
                desk.close()
                if count == SIZES[0] and softphone is not None:
                    write_calls(
                        next(folder.rglob("softphone.sqlite")),
                        softphone.identity.account_sid,
                        softphone.identity.agent,
                    )
                    desk = opened(folder)
                    measure_recents(desk)
                    desk.window.close()
                    desk.close()
    application.quit()


if __name__ == "__main__":
    main()
