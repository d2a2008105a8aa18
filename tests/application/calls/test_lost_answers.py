"""When nobody can know whether a phone rings: it is said, looked for, and never dialled twice."""

from itertools import pairwise

import pytest

from softphone.domain.calls.call import Outcome
from softphone.domain.calls.legs import LegStatus

S = LegStatus
CUSTOMER = "+14155552671"
LEGS = [
    pytest.param("Calls", "agent_leg", id="agent"),
    pytest.param("Participants", "customer_leg", id="customer"),
]
DONE_BUT_NOT_SAID = ["answer lost", "garbage", "truncated"]
IN_DOUBT = [*DONE_BUT_NOT_SAID, "500", "503", "request lost"]


def once(kind: str, does: str, **more) -> dict:
    return {"faults": [{"request": f"POST {kind}", "nth": 1, "does": does, **more}]}


def rung(desk, leg: str) -> int:
    called = "client:ana" if leg == "agent_leg" else CUSTOMER
    return sum(each["to"] == called for each in desk.legs)


def is_unknown(leg: str):
    return lambda call: getattr(call, leg).status is S.UNKNOWN


@pytest.mark.parametrize("does", IN_DOUBT)
@pytest.mark.parametrize(("kind", "leg"), LEGS)
def test_a_leg_without_an_answer_is_unknown(open_desk, kind, leg, does):
    desk = open_desk(scenario=once(kind, does))
    call = desk.follow(desk.begun(), is_unknown(leg))
    assert (call.outcome, call.may_ring) == (Outcome.UNKNOWN, True)


@pytest.mark.parametrize("does", IN_DOUBT)
@pytest.mark.parametrize(("kind", "leg"), LEGS)
def test_a_leg_without_an_answer_says_that_a_phone_may_be_ringing(open_desk, kind, leg, does):
    desk = open_desk(scenario=once(kind, does))
    call = desk.follow(desk.begun(), is_unknown(leg))
    assert "may be ringing" in call.problem and call.remedy == "Look at Recents before you call again."


@pytest.mark.parametrize("does", DONE_BUT_NOT_SAID)
@pytest.mark.parametrize(("kind", "leg"), LEGS)
def test_a_leg_whose_answer_was_lost_is_found_and_adopted(open_desk, kind, leg, does):
    desk = open_desk(scenario=once(kind, does))
    call = desk.connected()
    assert (call.is_connected, rung(desk, leg), desk.posts(kind)) == (True, 1, 1)


@pytest.mark.parametrize(("kind", "leg"), LEGS)
def test_a_leg_that_was_found_is_no_problem_any_more(open_desk, kind, leg):
    desk = open_desk(scenario=once(kind, "answer lost"))
    assert desk.connected().problem == ""


@pytest.mark.parametrize("does", ["500", "503"])
@pytest.mark.parametrize(("kind", "leg"), LEGS)
def test_a_leg_that_twilio_rang_before_it_failed_is_found(open_desk, kind, leg, does):
    desk = open_desk(scenario=once(kind, does, executed=True))
    assert (desk.connected().is_connected, rung(desk, leg)) == (True, 1)


@pytest.mark.parametrize("does", ["500", "503", "request lost"])
@pytest.mark.parametrize(("kind", "leg"), LEGS)
def test_a_leg_that_was_never_rung_is_not_dialled_again(open_desk, kind, leg, does):
    desk = open_desk(scenario=once(kind, does))
    call = desk.follow(desk.begun())
    assert (getattr(call, leg).status, rung(desk, leg), desk.posts(kind)) == (S.NOT_FOUND, 0, 1)


@pytest.mark.parametrize(("kind", "leg"), LEGS)
def test_a_leg_that_was_never_seen_is_a_failed_call_that_does_not_say_it_never_was(open_desk, kind, leg):
    desk = open_desk(scenario=once(kind, "request lost"))
    call = desk.follow(desk.begun())
    who = "your phone" if kind == "Calls" else "+1 415 555 2671"
    assert (call.outcome, call.problem, call.remedy) == (
        Outcome.FAILED,
        f"Twilio's answer was lost, and it lists no such call to {who}.",
        "No phone rings for this call any more.",
    )


@pytest.mark.parametrize(("kind", "seconds"), [("Calls", 65), ("Participants", 95)])
def test_a_leg_that_is_not_found_is_in_doubt_as_long_as_a_phone_could_ring_for_it(open_desk, kind, seconds):
    """It rings 30 or 60 s, 5 s more in some flows, and a request may be done 30 s late."""
    desk = open_desk(scenario=once(kind, "request lost"))
    call = desk.follow(desk.begun())
    leg = call.agent_leg if kind == "Calls" else call.customer_leg
    assert seconds < desk.time.now() - leg.asked_at < seconds + 6


def test_a_lost_leg_is_not_confused_with_the_agents_call_before(open_desk):
    desk = open_desk()
    before = desk.softphone.calls.hang_up(desk.connected())
    desk.sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "request lost"})
    call = desk.follow(desk.begun())
    assert (call.agent_leg.sid, before.agent_leg.sid != "") == ("", True)


def test_a_lost_leg_is_not_confused_with_the_agents_other_call(open_desk):
    desk = open_desk()
    desk.connected("+14155550142")
    desk.sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "request lost"})
    assert desk.follow(desk.begun()).agent_leg.sid == ""


@pytest.mark.parametrize(
    ("does", "status"), [("busy", S.BUSY), ("no-answer", S.NO_ANSWER), ("reject", S.FAILED)]
)
def test_an_agents_leg_that_ended_before_it_was_found_is_known_to_be_over(open_desk, does, status):
    scenario = once("Calls", "answer lost") | {"destinations": {"client:ana": {"does": does}}}
    desk = open_desk(scenario=scenario)
    call = desk.follow(desk.begun())
    assert (call.agent_leg.status, rung(desk, "agent_leg")) == (status, 1)


@pytest.mark.parametrize(
    ("does", "status"), [("busy", S.BUSY), ("no-answer", S.NO_ANSWER), ("reject", S.FAILED)]
)
def test_a_customers_leg_that_ended_before_it_was_found_is_known_to_be_over(open_desk, does, status):
    scenario = once("Participants", "answer lost") | {"destinations": {CUSTOMER: {"does": does}}}
    desk = open_desk(scenario=scenario)
    call = desk.follow(desk.begun())
    assert (call.customer_leg.status, rung(desk, "customer_leg")) == (status, 1)


def test_looking_for_a_lost_leg_survives_a_failure(open_desk):
    faults = once("Calls", "answer lost")["faults"] + [{"request": "GET Calls", "nth": 1, "does": "503"}]
    desk = open_desk(scenario={"faults": faults})
    call = desk.follow(desk.begun(), is_unknown("agent_leg"))
    with pytest.raises(Exception, match="not available"):
        desk.softphone.calls.follow(call)
    assert desk.follow(call, lambda call: call.is_connected).is_connected


@pytest.mark.parametrize(("kind", "leg"), LEGS)
def test_what_twilio_promised_not_to_have_done_is_asked_for_again(open_desk, kind, leg):
    desk = open_desk(scenario=once(kind, "429"))
    call = desk.connected()
    assert (call.is_connected, rung(desk, leg), desk.posts(kind)) == (True, 1, 2)


@pytest.mark.parametrize(("kind", "leg"), LEGS)
def test_a_refused_request_is_repeated_only_after_a_pause(open_desk, kind, leg):
    desk = open_desk(scenario=once(kind, "429"))
    desk.connected()
    first, second = [request.time for request in desk.sandbox.requests if request.kind == f"POST {kind}"]
    assert second - first >= 1.0


@pytest.mark.parametrize(("kind", "leg"), LEGS)
def test_asking_too_early_makes_no_request(open_desk, kind, leg):
    desk = open_desk(scenario=once(kind, "429"))
    call = desk.follow(desk.begun(), lambda call: getattr(call, leg).attempts == 1)
    before = len(desk.sandbox.requests)
    assert (desk.softphone.calls.follow(call), len(desk.sandbox.requests)) == (call, before)


@pytest.mark.parametrize(("kind", "leg"), LEGS)
def test_the_pauses_grow_and_the_requests_end(open_desk, kind, leg):
    desk = open_desk(scenario={"faults": [{"request": f"POST {kind}", "every": 1, "does": "429"}]})
    call = desk.follow(desk.begun())
    asked = [request.time for request in desk.sandbox.requests if request.kind == f"POST {kind}"][:5]
    pauses = [round(later - earlier) for earlier, later in pairwise(asked)]
    assert (pauses, getattr(call, leg).status, call.problem_code) == ([1, 2, 4, 8], S.FAILED, 20429)


def test_a_refused_leg_is_not_dialled_after_hanging_up(open_desk):
    desk = open_desk(scenario=once("Calls", "429"))
    call = desk.follow(desk.begun(), lambda call: call.agent_leg.attempts == 1)
    assert (desk.follow(desk.softphone.calls.hang_up(call)).outcome, desk.legs) == (Outcome.CANCELED, [])


def test_the_agent_is_let_go_when_the_customers_leg_was_never_found(open_desk):
    desk = open_desk(scenario=once("Participants", "request lost"))
    call = desk.follow(desk.begun())
    assert desk.softphone.calls.hang_up(call).agent_leg.status is S.COMPLETED
