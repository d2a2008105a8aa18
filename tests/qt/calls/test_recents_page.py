"""Recents at the window: fill, call again, copy, note, find, export; by keys and by clicks."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QInputDialog,
    QListView,
    QPlainTextEdit,
    QWidget,
)

from softphone.domain.contacts.contact import NumberKind
from softphone.qt.models.calls.recents import RecentRole
from softphone.qt.widgets.calls.recent_rows import RecentRows
from softphone.sandbox import Sandbox

CUSTOMER, LONDON = "+12125550142", "+442079460018"
CHICAGO, NEW_YORK = "+13125550102", "+12125550101"
CONTROL = Qt.KeyboardModifier.ControlModifier
AT_ONCE = {"does": "answer", "after_s": 0.0}


@pytest.fixture
def sandbox(clock):
    """The customer says all at once; London is busy."""
    people = {
        "client:ana": AT_ONCE,
        CUSTOMER: {**AT_ONCE, "talks_s": 0.1},
        LONDON: {"does": "busy", "after_s": 0.0},
    }
    with Sandbox(scenario={"destinations": people}, clock=clock) as sandbox:
        yield sandbox


def is_over(agent, calls: int) -> None:
    agent.waits(lambda: not agent.desk.call.is_open and len(agent.recents) == calls)


def calls_and_waits(agent, number: str, calls: int) -> None:
    """A call from Enter to its row in Recents, and an empty field again."""
    agent.calls(number)
    is_over(agent, calls)
    agent.presses(Qt.Key.Key_Escape)


@pytest.fixture
def experienced(agent):
    """Ana, who called London (busy) last and before that the customer, as Chicago."""
    agent.chooses("sales chicago")
    calls_and_waits(agent, CUSTOMER, 1)
    agent.chooses("sales new york")
    calls_and_waits(agent, LONDON, 2)
    return agent


def the_list(agent) -> QListView:
    return agent.window.dialler.recents.list


def shown(sandbox) -> list[tuple[str, str]]:
    """Whom each call rang and what they saw."""
    legs = sandbox.snapshot()["legs"]
    return [(leg["to"], leg["from"]) for leg in legs if not leg["to"].startswith("client:")]


def place_of(agent, row: int) -> QPoint:
    """Where to click a row: below the day that may stand over it."""
    rows = the_list(agent)
    area = rows.visualRect(rows.model().index(row, 0))
    return QPoint(area.center().x(), area.bottom() - 12)


def goes_to_row(agent, row: int) -> None:
    """To the list by Tab's target, then Home and Down."""
    the_list(agent).setFocus()
    agent.presses(Qt.Key.Key_Home)
    for _ in range(row):
        agent.presses(Qt.Key.Key_Down)


def when_open(agent, kind: type[QWidget], work) -> None:
    """Do ``work`` with the dialog of this kind as soon as it is open; it blocks whoever opened it."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            work(dialog)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def notes(agent, qtbot, row: int, text: str) -> None:
    """Ctrl+N on a row, the words, OK."""

    def writes(dialog: QInputDialog) -> None:
        editor = dialog.findChild(QPlainTextEdit)
        QGuiApplication.clipboard().setText(text)
        editor.selectAll()
        qtbot.keyClick(editor, Qt.Key.Key_V, CONTROL)
        dialog.accept()

    goes_to_row(agent, row)
    when_open(agent, QInputDialog, writes)
    agent.presses(Qt.Key.Key_N, CONTROL)
    agent.window.activateWindow()  # without a window manager nobody else does
    qtbot.waitActive(agent.window)
    agent.waits(lambda: text in str(the_list(agent).model().index(row, 0).data(RecentRole.NOTE)))


class OneRow(QAbstractListModel):
    """Remembers what its painter asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[int] = set()

    def rowCount(self, parent=QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index, role=Qt.ItemDataRole.DisplayRole) -> object:
        self.asked.add(role)
        return "some words" if role in set(RecentRole) else None


def test_everything_that_a_row_offers_is_painted(qtbot) -> None:
    rows, model = QListView(), OneRow()
    qtbot.addWidget(rows)
    rows.setModel(model)
    rows.setItemDelegate(RecentRows(rows))
    rows.show()
    qtbot.waitUntil(lambda: set(RecentRole) <= model.asked)


def test_every_call_says_whom_as_whom_by_which_rule_and_how_it_ended(experienced) -> None:
    busy, talked = experienced.recents

    assert "+44 20 7946 0018, as +1 212 555 0101 · chosen by you, " in busy
    assert "busy" in busy.lower()
    assert "+1 212 555 0142, as +1 312 555 0102 · chosen by you, " in talked


def test_a_row_answers_everything_that_it_offers(experienced) -> None:
    first = the_list(experienced).model().index(0, 0)
    assert [role.name for role in RecentRole if first.data(role) is None] == []


def test_they_are_not_filtered_by_the_caller_id_in_use(experienced) -> None:
    experienced.chooses("sales boston")

    experienced.waits_to_read("Sales Boston · chosen by you")
    assert len(experienced.recents) == 2


def test_a_click_fills_the_field_and_calls_nobody(experienced, qtbot, sandbox) -> None:
    qtbot.mouseClick(
        the_list(experienced).viewport(), Qt.MouseButton.LeftButton, pos=place_of(experienced, 1)
    )

    assert experienced.number == "+1 212 555 0142"
    assert experienced.field("Number to call").hasFocus()
    assert len(shown(sandbox)) == 2


def test_enter_calls_again_with_the_number_that_was_shown(experienced, sandbox) -> None:
    goes_to_row(experienced, 1)

    experienced.presses(Qt.Key.Key_Return)

    is_over(experienced, 3)
    assert shown(sandbox)[-1] == (CUSTOMER, CHICAGO)
    experienced.waits_to_read("Sales New York · chosen by you")  # the pick itself stayed


def test_a_double_click_calls_again_once(experienced, qtbot, sandbox) -> None:
    rows, place = the_list(experienced).viewport(), place_of(experienced, 1)
    qtbot.mouseClick(rows, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(rows, Qt.MouseButton.LeftButton, pos=place)

    is_over(experienced, 3)
    assert shown(sandbox)[-1] == (CUSTOMER, CHICAGO)
    assert len(shown(sandbox)) == 3


def test_f12_calls_the_last_again(experienced, sandbox) -> None:
    experienced.presses(Qt.Key.Key_F12)

    is_over(experienced, 3)
    assert shown(sandbox)[-1] == (LONDON, NEW_YORK)


def test_where_the_number_shown_was_released_it_asks_and_calls_nobody(experienced, sandbox) -> None:
    sandbox.world.release(CHICAGO)
    experienced.clicks("Refresh")
    experienced.waits_to_read("1 released")
    goes_to_row(experienced, 1)

    experienced.presses(Qt.Key.Key_Return)

    assert experienced.sees("Last time +1 312 555 0102 was shown. Look at the number shown now, then call.")
    assert experienced.number == "+1 212 555 0142"
    assert not experienced.desk.call.is_open
    assert len(shown(sandbox)) == 2
    assert experienced.sees("Sales New York · chosen by you")


def test_ctrl_c_in_the_list_copies_the_number(experienced) -> None:
    goes_to_row(experienced, 1)

    experienced.presses(Qt.Key.Key_C, CONTROL)

    assert QGuiApplication.clipboard().text() == CUSTOMER


def test_a_note_is_kept_over_restarts_and_over_later_answers(experienced, qtbot, sit_down) -> None:
    notes(experienced, qtbot, 1, "wants a quote for 12 chairs")
    experienced.leaves()

    later = sit_down()
    later.waits(lambda: len(later.recents) == 2)

    assert "wants a quote for 12 chairs" in later.recents[1]


FOUND_BY = [
    ("7946", LONDON),
    ("+44 20", LONDON),
    ("(212) 555-0142", CUSTOMER),
    ("312 555", CUSTOMER),  # the number that was shown
    ("busy", LONDON),
    ("chairs", CUSTOMER),
    ("CHAIRS", CUSTOMER),
    ("10% off", CUSTOMER),
    ("12 chairs", CUSTOMER),
    ("mia", LONDON),
]


def test_recents_are_found_by_number_our_number_outcome_note_and_name(experienced, qtbot) -> None:
    notes(experienced, qtbot, 1, "wants 12 chairs, 10% off")
    experienced.desk.contacts.save(None, "Mia Chen", "", [(LONDON, NumberKind.WORK)])
    experienced.waits(lambda: experienced.desk.contacts.name_of(LONDON) == "Mia Chen")
    experienced.field("Find in recents").setFocus()

    for typed, expected in FOUND_BY:
        experienced.types(typed)
        experienced.waits(lambda: len(experienced.recents) == 1)
        assert experienced.desk.recents.call(0).destination == expected, typed
        experienced.presses(Qt.Key.Key_A, CONTROL)
        experienced.presses(Qt.Key.Key_Delete)
        experienced.waits(lambda: len(experienced.recents) == 2)


def test_a_search_that_finds_nothing_says_so(experienced) -> None:
    experienced.field("Find in recents").setFocus()
    experienced.types("atlantis")

    experienced.waits_to_read("No call matches “atlantis”.")


def exports(agent, path: Path) -> list[dict[str, str]]:
    """Ctrl+E, a file's name; the file as the csv module reads it."""

    def saves(dialog: QFileDialog) -> None:
        dialog.selectFile(str(path))
        dialog.accept()

    when_open(agent, QFileDialog, saves)
    agent.presses(Qt.Key.Key_E, CONTROL)
    agent.waits_to_read("calls were written.")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_export_has_every_call_and_a_note_that_no_spreadsheet_runs(experienced, qtbot, tmp_path) -> None:
    notes(experienced, qtbot, 1, '=HYPERLINK("http://evil.example")')
    notes(experienced, qtbot, 0, "+1+cmd|calc")

    busy, talked = exports(experienced, tmp_path / "calls.csv")

    assert (busy["number"], busy["shown as"]) == (LONDON, NEW_YORK)
    assert (talked["number"], talked["shown as"]) == (CUSTOMER, CHICAGO)
    assert talked["note"] == '\'=HYPERLINK("http://evil.example")'
    assert busy["note"] == "'+1+cmd|calc"


def test_without_calls_the_page_says_what_will_be_there_and_the_actions_are_off(agent) -> None:
    assert agent.sees("Your calls will be listed here, with the number that you showed.")
    assert not any(action.isEnabled() for action in agent.window.dialler.recents.actions_for_menu)
