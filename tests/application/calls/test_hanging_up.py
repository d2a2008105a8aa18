"""Hanging up ends both legs, whatever state they are in."""

import pytest

from softphone.domain.calls.call import Outcome
from softphone.domain.calls.legs import LegStatus

S = LegStatus
ALIVE = {"queued", "ringing", "in-progress"}


def reached(agent, customer):
    return lambda call: (call.agent_leg.status, call.customer_leg.status) == (agent, customer)


STATES = [
    pytest.param(S.QUEUED, S.PLANNED, id="agent queued"),
    pytest.param(S.RINGING, S.PLANNED, id="agent ringing"),
    pytest.param(S.IN_PROGRESS, S.PLANNED, id="between the legs"),
    pytest.param(S.IN_PROGRESS, S.QUEUED, id="customer queued"),
    pytest.param(S.IN_PROGRESS, S.RINGING, id="customer ringing"),
    pytest.param(S.IN_PROGRESS, S.IN_PROGRESS, id="connected"),
]


@pytest.fixture
def call_in(open_desk):
    """A call that has come exactly so far, and its desk."""

    def made(agent, customer):
        phones = {"client:ana": {"after_s": 3}, "+14155552671": {"after_s": 3}}
        desk = open_desk(scenario={"destinations": phones})
        return desk, desk.follow(desk.begun(), reached(agent, customer))

    return made


@pytest.mark.parametrize(("agent", "customer"), STATES)
def test_no_phone_rings_or_talks_after_hanging_up(call_in, agent, customer):
    desk, call = call_in(agent, customer)
    desk.softphone.calls.hang_up(call)
    desk.time.forward(60)
    assert not ALIVE & {leg["status"] for leg in desk.legs}


@pytest.mark.parametrize(("agent", "customer"), STATES)
def test_a_call_is_over_once_it_was_hung_up(call_in, agent, customer):
    desk, call = call_in(agent, customer)
    assert desk.follow(desk.softphone.calls.hang_up(call)).is_over


@pytest.mark.parametrize(("agent", "customer"), STATES)
def test_a_call_hung_up_before_the_answer_is_cancelled(call_in, agent, customer):
    desk, call = call_in(agent, customer)
    expected = Outcome.TALKED if customer is S.IN_PROGRESS else Outcome.CANCELED
    assert desk.follow(desk.softphone.calls.hang_up(call)).outcome is expected


def test_a_call_that_was_never_dialled_is_hung_up_without_a_request(desk):
    before = len(desk.sandbox.requests)
    call = desk.softphone.calls.hang_up(desk.new_call())
    assert (call.outcome, len(desk.sandbox.requests)) == (Outcome.CANCELED, before)


def test_nobody_is_dialled_after_hanging_up(call_in):
    desk, call = call_in(S.IN_PROGRESS, S.PLANNED)
    desk.follow(desk.softphone.calls.hang_up(call))
    assert desk.posts("Participants") == 0


def test_hanging_up_twice_is_fine(call_in):
    desk, call = call_in(S.IN_PROGRESS, S.IN_PROGRESS)
    once = desk.softphone.calls.hang_up(call)
    assert desk.softphone.calls.hang_up(once).outcome is Outcome.TALKED


def test_hanging_up_what_ended_by_itself_meanwhile_is_fine(call_in):
    desk, call = call_in(S.IN_PROGRESS, S.IN_PROGRESS)
    desk.sandbox.world.hang_up(call.customer_leg.sid)
    assert desk.softphone.calls.hang_up(call).problem == ""


@pytest.mark.parametrize("request_kind", ["GET Calls", "POST Calls"])
@pytest.mark.parametrize("does", ["503", "429", "request lost", "answer lost", "garbage"])
def test_a_failure_while_hanging_up_does_not_stop_it(call_in, request_kind, does):
    desk, call = call_in(S.IN_PROGRESS, S.IN_PROGRESS)
    desk.sandbox.add_fault({"request": request_kind, "nth": 1, "does": does})
    desk.follow(desk.softphone.calls.hang_up(call))
    assert not ALIVE & {leg["status"] for leg in desk.legs}


def test_the_wish_to_hang_up_is_on_disk(call_in):
    desk, call = call_in(S.IN_PROGRESS, S.RINGING)
    desk.sandbox.add_fault({"request": "POST Calls", "every": 1, "does": "503"})
    desk.softphone.calls.hang_up(call)
    assert [kept.hanging_up for kept in desk.softphone.calls.recent()] == [True]


@pytest.mark.parametrize("kind", ["Calls", "Participants"])
def test_a_leg_whose_answer_was_lost_is_found_and_ended_by_hanging_up(open_desk, kind):
    fault = {"request": f"POST {kind}", "nth": 1, "does": "answer lost"}
    phones = {"client:ana": {"after_s": 3}, "+14155552671": {"after_s": 9}}
    desk = open_desk(
        scenario={"destinations": phones, "faults": [fault]}
        if kind == "Calls"
        else {"destinations": {**phones, "client:ana": {"after_s": 0.2}}, "faults": [fault]}
    )
    leg = "agent_leg" if kind == "Calls" else "customer_leg"
    call = desk.follow(desk.begun(), lambda call: getattr(call, leg).status is S.UNKNOWN)
    desk.time.forward(1)
    desk.follow(desk.softphone.calls.hang_up(call))
    assert not ALIVE & {leg["status"] for leg in desk.legs}
