"""A disk that cannot be written: nobody is rung without the intent on it, nothing learned is lost to it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from softphone.domain.calls.call import Outcome
from softphone.domain.calls.legs import LegStatus
from softphone.domain.errors import SoftphoneError

S = LegStatus
CUSTOMER = "+14155552671"
ALIVE = {"queued", "ringing", "in-progress"}


@pytest.fixture
def held(tmp_path) -> Callable[[], object]:
    """Another process holds the file of calls."""

    @contextmanager
    def hold() -> Iterator[None]:
        other = sqlite3.connect(tmp_path / "softphone.sqlite", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            other.close()

    return hold


def rung(desk, who: str) -> int:
    return sum(leg["to"] == who for leg in desk.legs)


def alive(desk) -> list[str]:
    return [leg["to"] for leg in desk.legs if leg["status"] in ALIVE]


def test_nobody_is_rung_while_the_intent_cannot_be_written(desk, held):
    with held(), pytest.raises(SoftphoneError, match="could not be read or written"):
        desk.begun()
    assert desk.legs == []


def test_the_answer_to_ringing_the_agent_is_not_lost_to_the_disk(desk, held, tmp_path):
    """The file is held from the moment the request is out."""
    call = desk.new_call()
    begin = desk.softphone.calls.begin
    with held_at_request(desk, tmp_path, "POST Calls"):
        call = begin(call, asks_within=None)
        assert (call.agent_leg.sid, call.agent_leg.status) == (desk.legs[0]["sid"], S.QUEUED)
        assert "could not be read or written" in desk.softphone.calls.unwritten.what
    call = desk.follow(call, lambda call: call.is_connected)
    assert (call.is_connected, rung(desk, "client:ana"), rung(desk, CUSTOMER)) == (True, 1, 1)


@contextmanager
def held_at_request(desk, tmp_path, kind: str) -> Iterator[None]:
    """Once such a request is asked for, another process takes hold of the file of calls."""
    others: list[sqlite3.Connection] = []

    def take_hold() -> None:
        other = sqlite3.connect(tmp_path / "softphone.sqlite", isolation_level=None, check_same_thread=False)
        other.execute("BEGIN EXCLUSIVE")
        others.append(other)

    desk.going_out[kind] = take_hold
    try:
        yield
    finally:
        for other in others:
            other.close()


@pytest.mark.parametrize("steps", [1, 4])
def test_a_customer_is_rung_once_though_the_answer_could_not_be_written(desk, tmp_path, steps):
    call = desk.follow(desk.begun(), lambda call: call.agent_leg.status is S.IN_PROGRESS)
    with held_at_request(desk, tmp_path, "POST Participants"):
        for _ in range(steps):
            call = desk.softphone.calls.follow(call)
            desk.time.forward(0.5)
    call = desk.follow(call, lambda call: call.is_connected)
    assert (rung(desk, CUSTOMER), desk.posts("Participants")) == (1, 1)
    assert desk.softphone.calls.catch_up()
    assert [kept.customer_leg.sid for kept in desk.softphone.calls.recent()] == [call.customer_leg.sid]


def test_a_step_that_lost_the_newer_call_does_not_ring_again(desk, tmp_path):
    """Whoever holds the call as it was before the request gets what came of it, not another request."""
    before = desk.follow(desk.begun(), lambda call: call.agent_leg.status is S.IN_PROGRESS)
    with held_at_request(desk, tmp_path, "POST Participants"):
        desk.softphone.calls.follow(before)
    desk.softphone.calls.follow(before)
    assert (rung(desk, CUSTOMER), desk.posts("Participants")) == (1, 1)


def test_the_customer_waits_until_the_intent_to_ring_them_is_on_the_disk(desk, held):
    call = desk.follow(desk.begun(), lambda call: call.agent_leg.status is S.IN_PROGRESS)
    if call.customer_leg.status is not S.PLANNED:
        pytest.fail("the customer was rung in the same step")
    with held(), pytest.raises(SoftphoneError, match="could not be read or written"):
        desk.softphone.calls.follow(call)
    assert rung(desk, CUSTOMER) == 0
    assert desk.follow(call, lambda call: call.is_connected).is_connected


@pytest.mark.parametrize("when", ["agent rings", "customer rings", "connected"])
def test_hanging_up_needs_no_disk(open_desk, held, when):
    phones = {"client:ana": {"after_s": 1.5}, CUSTOMER: {"after_s": 5.0}}
    desk = open_desk(scenario={"destinations": phones})
    reached = {
        "agent rings": lambda call: call.agent_leg.status is S.RINGING,
        "customer rings": lambda call: call.customer_leg.status is S.RINGING,
        "connected": lambda call: call.is_connected,
    }[when]
    call = desk.follow(desk.begun(), reached)
    with held():
        call = desk.softphone.calls.hang_up(call)
        assert (call.is_over, alive(desk)) == (True, [])


def test_what_could_not_be_written_is_written_once_the_disk_allows(desk, held):
    call = desk.connected()
    with held():
        call = desk.softphone.calls.hang_up(call)
        assert desk.softphone.calls.unwritten is not None
        assert not desk.softphone.calls.catch_up(0.0)
    assert desk.softphone.calls.catch_up(0.0)
    assert desk.softphone.calls.unwritten is None
    assert [kept.outcome for kept in desk.softphone.calls.recent()] == [Outcome.TALKED]


def test_a_call_of_an_older_version_with_no_sid_where_one_belongs_has_a_way_out(desk, tmp_path):
    """A row whose leg is called "None" was followed for ever, and no other call could be placed."""
    call = desk.connected()
    desk.softphone.calls.hang_up(call)
    with sqlite3.connect(tmp_path / "softphone.sqlite") as file:
        (details,) = file.execute("SELECT details FROM call").fetchone()
        broken = details.replace(call.customer_leg.sid, "None").replace('"completed"', '"queued"')
        file.execute("UPDATE call SET details = ?, outcome = 'open'", (broken,))
    file.close()
    (kept,) = desk.softphone.calls.recent()
    assert (kept.customer_leg.status, kept.customer_leg.sid) == (S.UNKNOWN, "")


def test_a_leg_that_twilio_knows_nothing_of_long_after_is_over_and_that_is_said(open_desk):
    desk = open_desk()
    call = desk.connected()
    there = open_desk(machine="other")  # another Twilio, as after a sandbox that was killed
    moved = there.softphone.calls
    there.time.forward(120)
    call = there.follow(moved.hang_up(call))
    assert (call.is_over, call.customer_leg.status) == (True, S.NOT_FOUND)
    assert call.outcome is Outcome.TALKED


@pytest.mark.parametrize("seconds", [0.5, 3.0])
def test_a_sid_that_is_not_known_yet_is_no_end(open_desk, seconds):
    desk = open_desk(scenario={"twilio": {"new_sid_404_s": seconds}})
    call = desk.connected()
    assert (call.is_connected, desk.posts("Calls"), desk.posts("Participants")) == (True, 1, 1)


def test_a_new_leg_that_cannot_be_ended_yet_is_ended_as_soon_as_it_can(open_desk):
    desk = open_desk(scenario={"twilio": {"new_sid_404_s": 3.0}})
    call = desk.softphone.calls.hang_up(desk.begun())
    assert not call.is_over
    call = desk.follow(call)
    assert (call.is_over, alive(desk)) == (True, [])


def test_a_queue_of_twilios_is_told_with_its_length(open_desk):
    from softphone.domain.calls.narration import customer_leg_words

    desk = open_desk(scenario={"twilio": {"cps": 0.1}})
    call = desk.follow(desk.begun(), lambda call: call.customer_leg.status is S.QUEUED)
    assert customer_leg_words(call) == "waiting in Twilio's queue: about 9 s"
    assert desk.follow(call, lambda call: call.is_connected).is_connected


def test_a_lost_answer_is_found_though_this_machines_clock_is_ten_minutes_ahead(open_desk):
    """The customer is busy, so only the list of calls, by time, tells what became of them."""
    fault = {"request": "POST Participants", "nth": 1, "does": "answer lost"}
    phones = {CUSTOMER: {"does": "busy"}}
    desk = open_desk(scenario={"destinations": phones, "faults": [fault]}, clock_ahead=600.0)
    call = desk.follow(desk.begun())
    assert (call.customer_leg.status, call.outcome) == (S.BUSY, Outcome.BUSY)


def test_a_conference_that_has_not_begun_is_looked_into_as_well(open_desk):
    """Since 2026-09-30 the list without a Status leaves it out; the customer rings in it."""
    faults = [
        {"request": "POST Participants", "nth": 1, "does": "answer lost"},
    ]
    desk = open_desk(scenario={"destinations": {CUSTOMER: {"after_s": 20.0}}, "faults": faults})
    call = desk.follow(desk.begun(), lambda call: call.customer_leg.status is S.RINGING)
    assert (call.customer_leg.status, rung(desk, CUSTOMER)) == (S.RINGING, 1)
