"""The agents' calls on disk: notes that stay, searching, pages, and what is kept beside them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from softphone.adapters.sqlite.agent_data import AGENT_DATA_SCHEMA, SqlitePicks
from softphone.adapters.sqlite.call_log import CALL_LOG_SCHEMA, SqliteCallLog
from softphone.adapters.sqlite.database import Database
from softphone.application.ports import SearchedFor
from softphone.domain.calls.legs import Leg, LegStatus
from softphone.domain.words import Words, say

ACCOUNT, OTHER_ACCOUNT = "AC" + "0" * 31 + "1", "AC" + "0" * 31 + "2"
LONDON, PARIS = "+442079460018", "+33184800000"


@pytest.fixture
def database(tmp_path) -> Iterator[Database]:
    told: list[str] = []
    database = Database(tmp_path / "agents.sqlite", CALL_LOG_SCHEMA + AGENT_DATA_SCHEMA, told.append)
    yield database
    database.close()
    assert told == []


@pytest.fixture
def log(database, running) -> SqliteCallLog:
    return SqliteCallLog(database, ACCOUNT, running)


@pytest.fixture
def picks(database) -> SqlitePicks:
    return SqlitePicks(database, ACCOUNT)


@pytest.fixture
def four_calls(log, call) -> SqliteCallLog:
    busy = Leg(LegStatus.BUSY)
    talked = replace(call, agent_leg=Leg(LegStatus.COMPLETED), customer_leg=Leg(LegStatus.COMPLETED))
    log.save(replace(talked, id="1", placed_at=1.0, connected_at=2.0, destination=LONDON))
    log.save(replace(talked, id="2", placed_at=2.0, connected_at=3.0, caller_id="+13125550102"))
    log.save(replace(talked, id="3", placed_at=3.0, customer_leg=busy, destination=PARIS))
    log.save(replace(talked, id="4", placed_at=4.0, connected_at=5.0, agent="bo", destination=LONDON))
    log.keep_note("2", "Wants 10% off_now!")
    return log


def found(log: SqliteCallLog, wanted: SearchedFor, **more: float) -> list[str]:
    return [one.call.id for one in log.find("ana", wanted, limit=10, **more)]


def test_without_a_search_all_of_the_agents_calls_are_found_newest_first(four_calls):
    assert found(four_calls, SearchedFor()) == ["3", "2", "1"]


SEARCHES = [
    (SearchedFor("2079", "2079"), ["1"]),
    (SearchedFor("312 555", "312555"), ["2"]),
    (SearchedFor("busy", "", ("busy",)), ["3"]),
    (SearchedFor("wants"), ["2"]),
    (SearchedFor("10%"), ["2"]),
    (SearchedFor("off_n"), ["2"]),
    (SearchedFor("now!"), ["2"]),
    (SearchedFor("1%o"), []),
    (SearchedFor("off-now"), []),
    (SearchedFor("' OR 1=1 --"), []),
    (SearchedFor("mia", "", (), (LONDON, PARIS)), ["3", "1"]),
    (SearchedFor("nobody"), []),
]


@pytest.mark.parametrize(("wanted", "ids"), SEARCHES)
def test_a_call_is_found_by_any_of_what_is_wanted(four_calls, wanted, ids):
    assert found(four_calls, wanted) == ids


def test_a_search_among_calls_older_than_a_time_goes_on_from_there(four_calls):
    assert found(four_calls, SearchedFor(), before=3.0) == ["2", "1"]
    assert found(four_calls, SearchedFor("mia", "", (), (LONDON, PARIS)), before=3.0) == ["1"]


def test_a_page_has_no_more_calls_than_asked_for(four_calls):
    assert len(four_calls.find("ana", SearchedFor(), limit=2)) == 2


def test_a_note_comes_with_its_call_and_is_not_overwritten_by_a_later_answer(four_calls):
    kept = four_calls.find("ana", SearchedFor("wants"), limit=1)[0]
    four_calls.save(replace(kept.call, ended_at=99.0))
    again = four_calls.find("ana", SearchedFor("wants"), limit=1)[0]
    assert (again.note, again.call.ended_at) == ("Wants 10% off_now!", 99.0)


def test_an_empty_note_takes_the_note_away(four_calls):
    four_calls.keep_note("2", "")
    assert found(four_calls, SearchedFor("wants")) == []


def test_another_account_has_calls_of_its_own(four_calls, database, running):
    assert list(SqliteCallLog(database, OTHER_ACCOUNT, running).find("ana", SearchedFor(), limit=10)) == []


def test_whom_the_agent_called_is_known_once_each_the_latest_first(four_calls, call):
    four_calls.save(replace(call, id="5", placed_at=9.0, destination=LONDON))
    assert list(four_calls.destinations("ana", limit=2)) == [LONDON, PARIS]
    assert list(four_calls.destinations("cyd", limit=2)) == []


def test_a_reason_comes_back_with_its_parts(log, call):
    words = say("Same area code, +{calling_code} {area_code}", calling_code=1, area_code="415")
    nested = say(
        "{number} is not available. {problem}", number="+1", problem=say("It is {owner}'s.", owner="bo")
    )
    log.save(replace(call, reason=words, problem=nested))
    back = log.recent("ana")[0]
    assert isinstance(back.reason, Words)
    assert (back.reason, back.reason.template) == (words, words.template)
    assert back.problem.values["problem"].template == "It is {owner}'s."


def test_pinned_and_used_numbers_are_the_agents_own(picks, database):
    picks.pin("ana", "+14155550100", pinned=True)
    picks.used("ana", "+12125550101", 5.0)
    picks.used("ana", "+13125550102", 9.0)
    shelf = picks.shelf("ana")
    assert shelf.pinned == {"+14155550100"}
    assert shelf.recent == ("+13125550102", "+12125550101")
    assert not picks.shelf("bo").pinned
    assert not SqlitePicks(database, OTHER_ACCOUNT).shelf("ana").recent


def test_a_number_that_is_used_again_comes_first_and_stays_pinned(picks):
    picks.pin("ana", "+12125550101", pinned=True)
    for number, at in (("+12125550101", 1.0), ("+13125550102", 2.0), ("+12125550101", 3.0)):
        picks.used("ana", number, at)
    assert picks.shelf("ana").recent == ("+12125550101", "+13125550102")
    assert picks.shelf("ana").pinned == {"+12125550101"}


def test_a_number_that_is_let_go_is_pinned_no_more(picks):
    picks.pin("ana", "+12125550101", pinned=True)
    picks.pin("ana", "+12125550101", pinned=False)
    assert picks.shelf("ana").pinned == frozenset()
