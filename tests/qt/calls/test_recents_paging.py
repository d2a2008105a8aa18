"""Thousands of calls: a page at a time, more as it is scrolled, and searching past the first page."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from softphone.adapters.running import RunningHere
from softphone.adapters.sqlite.call_log import CALL_LOG_SCHEMA, SqliteCallLog
from softphone.adapters.sqlite.database import Database
from softphone.domain.calls.call import Call
from softphone.domain.calls.legs import Leg, LegStatus

CALLS = 700
LAST_AT = 1_768_478_400.0
DONE = Leg(LegStatus.COMPLETED)


def call_number(n: int) -> Call:
    """The n-th call, counted from the newest."""
    return Call(
        id=f"{n:032x}",
        agent="ana",
        destination=f"+1212{5_550_000 + n}",
        caller_id="+12125550101" if n % 2 else "+13125550102",
        rule="same_area_code",
        reason="Same area code, +1 212",
        endpoint="client:ana",
        placed_at=LAST_AT - 60 * n,
        connected_at=LAST_AT - 60 * n + 5,
        ended_at=LAST_AT - 60 * n + 50,
        agent_leg=DONE,
        customer_leg=DONE,
    )


@pytest.fixture
def busy_year(sandbox, agent, folder, sit_down):
    """Ana's next window, after hundreds of calls."""
    account_sid = sandbox.credentials["account_sid"]
    path = next(folder.rglob("softphone.sqlite"))
    agent.leaves()
    database = Database(path, CALL_LOG_SCHEMA, print)
    log = SqliteCallLog(database, account_sid, RunningHere(path.parent))
    for n in range(CALLS):
        log.save(call_number(n))
    log.save(replace(call_number(CALLS), agent="bo"))
    log.keep_note(call_number(CALLS - 1).id, "the very first")
    database.close()
    later = sit_down()
    later.waits(lambda: len(later.recents) > 0)
    return later


def test_scrolling_to_the_end_brings_every_call_once(busy_year) -> None:
    model = busy_year.desk.recents
    assert model.rowCount() < CALLS
    busy_year.window.dialler.recents.list.setFocus()

    busy_year.waits(lambda: busy_year.presses(Qt.Key.Key_End) or model.rowCount() == CALLS)

    called = [model.call(row).destination for row in range(model.rowCount())]
    assert called == [call_number(n).destination for n in range(CALLS)]


def test_searching_finds_a_call_that_was_not_scrolled_to_yet(busy_year) -> None:
    busy_year.field("Find in recents").setFocus()

    busy_year.types("very first")

    busy_year.waits(lambda: len(busy_year.recents) == 1)
    assert "the very first" in busy_year.recents[0]
