"""The Team page over 1,000 agents and 10,000 numbers, as a supervisor feels it.

    python tests/benchmarks/team_page.py

Opening is from Ctrl+Shift+T to the painted table, the request to the sandbox included; a search
keystroke until the table is painted again; so for a heading, for Ctrl+A and for a wheel's turn. The
preview is from Ctrl+Enter to the painted sheet. While everybody is changed, an event loop that is asked
every 5 ms says how long the window ever stood still. The sandbox runs in a process of its own.
"""

import json
import os
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from gui_refresh import run_until, sandbox
from picker import milliseconds, said
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from team import account, settings

from softphone.qt.app import application_with_style
from softphone.qt.models.team.team_columns import Column
from softphone.qt.window_wiring import WindowWiring

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SEARCHES = ("agent 99", "group7", "+1415", "nobody at all")


class Page:
    def __init__(self, desk: WindowWiring) -> None:
        self.desk, self.window = desk, desk.window
        self.team = desk.team

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.windowHandle(), key, modifier)

    @property
    def page(self):
        return self.window.pages.currentWidget()

    def paint(self) -> None:
        self.page.table.viewport().repaint()
        self.page.bar.repaint()

    def open(self) -> None:
        self.press(Qt.Key.Key_T, CONTROL | SHIFT)
        run_until(lambda: self.team.table.total > 0 and not self.team.is_reading)
        self.paint()

    def type(self, character: str) -> None:
        QTest.keyClick(self.page.search, character)
        self.paint()

    def select_all(self) -> None:
        self.page.table.selectAll()
        self.paint()

    def sort(self, column: Column) -> None:
        self.page.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
        self.paint()

    def turn(self) -> None:
        bar = self.page.table.verticalScrollBar()
        bar.setValue((bar.value() + 37) % max(1, bar.maximum()))
        self.page.table.viewport().repaint()

    def preview(self) -> QDialog:
        self.press(Qt.Key.Key_Return, CONTROL)
        run_until(lambda: any(each.isVisible() for each in self.window.findChildren(QDialog)))
        sheet = next(each for each in self.window.findChildren(QDialog) if each.isVisible())
        sheet.repaint()
        return sheet


def measure(page: Page) -> None:
    print(f"opened and painted: {milliseconds(page.open):.0f} ms")
    print(f"read again and painted: {milliseconds(page.open):.0f} ms")
    keys = []
    for words in SEARCHES:
        keys += [milliseconds(lambda key=key: page.type(key)) for key in words]
        keys.append(milliseconds(page.page.search.clear))
    print(f"search keystroke to paint: {said(keys, '< 16 ms')}")
    print(f"Ctrl+A: {said([milliseconds(page.select_all) for _ in range(9)])}")
    keys = []
    for words in SEARCHES:
        page.select_all()
        keys += [milliseconds(lambda key=key: page.type(key)) for key in words]
        keys.append(milliseconds(page.page.search.clear))
    print(f"search keystroke to paint, with what is shown selected: {said(keys, '< 16 ms')}")
    sorting = [milliseconds(lambda column=column: page.sort(column)) for column in Column]
    print(f"sorted by a heading: {said(sorting)}")
    print(f"scrolled: {said([milliseconds(page.turn) for _ in range(50)], '< 16 ms')}")


def measure_change(page: Page) -> None:
    page.select_all()
    page.team.numbers.chosen = "default"
    page.page.bar.show_state()
    began = time.perf_counter()
    sheet = page.preview()
    print(f"preview of everybody, painted: {(time.perf_counter() - began) * 1000:.0f} ms")
    beats: list[float] = [time.perf_counter()]
    beat = QTimer(interval=5)
    beat.timeout.connect(lambda: beats.append(time.perf_counter()))
    beat.start()
    began = time.perf_counter()
    sheet.accept()
    run_until(lambda: page.team.is_working)
    run_until(lambda: not page.team.is_working and not page.team.is_reading, seconds=300)
    beat.stop()
    gaps = [(later - earlier) * 1000 for earlier, later in pairwise(beats)]
    print(f"everybody changed: {time.perf_counter() - began:.1f} s; {page.team.result}")
    print(f"between two beats of the window meanwhile: {said(gaps)}")


def main() -> None:
    sys.stdout.reconfigure(line_buffering=True)
    application = application_with_style(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_DATA_HOME"] = os.environ["HOME"] = name
        (folder / "account.json").write_text(json.dumps(account()), encoding="utf-8")
        draft = folder / "settings.toml"
        draft.write_text(f'{settings()}\n[defaults.agent]\nname = "sam"\n', encoding="utf-8")
        with sandbox(folder / "account.json") as line:
            os.environ["SOFTPHONE_SANDBOX"] = line
            desk = WindowWiring(folder=folder / "data", settings_file=draft)
            desk.window.show()
            desk.window.activateWindow()
            desk.session.start()
            run_until(lambda: desk.session.number_count > 0 and not desk.session.is_busy)
            page = Page(desk)
            measure(page)
            measure_change(page)
            desk.window.close()
            desk.close()
    application.quit()


if __name__ == "__main__":
    main()
