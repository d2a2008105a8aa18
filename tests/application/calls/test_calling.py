"""A call from the press of Call to its end, on a sandbox, over HTTP."""

import json

import pytest

from softphone.domain.calls.call import Outcome
from softphone.domain.calls.legs import LegStatus

CUSTOMER, SHOWN = "+14155552671", "+14155550100"
S = LegStatus


def behaving(**destinations):
    return {"scenario": {"destinations": destinations}}


def statuses(desk) -> list[tuple[str, str]]:
    return [(leg["to"], leg["status"]) for leg in desk.legs]


def test_the_agents_phone_rings_first(desk):
    desk.softphone.calls.follow(desk.begun())
    assert [leg["to"] for leg in desk.legs] == ["client:ana"]


def test_the_customer_is_called_when_the_agent_is_there(desk):
    call = desk.follow(desk.begun(), lambda call: call.customer_leg.status is not S.PLANNED)
    assert call.agent_leg.status is S.IN_PROGRESS


def test_both_legs_show_the_number_that_was_chosen(desk):
    desk.connected()
    assert [leg["from"] for leg in desk.legs] == [SHOWN, SHOWN]


def test_both_legs_meet_in_the_conference_named_after_the_call(desk):
    call = desk.connected()
    assert [(leg["conference"], leg["in_conference"]) for leg in desk.legs] == [(call.conference, True)] * 2


def test_the_legs_are_labelled(desk):
    desk.connected()
    assert [leg["label"] for leg in desk.legs] == ["agent", "customer"]


def test_the_customers_leg_has_early_media_and_ends_the_conference(desk):
    desk.connected()
    [form] = [request.form for request in desk.sandbox.requests if request.kind == "POST Participants"]
    assert (form["EarlyMedia"].lower(), form["EndConferenceOnExit"].lower()) == ("true", "true")


def test_the_timer_starts_when_the_customer_answers(open_desk):
    desk = open_desk(**behaving(**{CUSTOMER: {"after_s": 20}}))
    call = desk.connected()
    [answered_at] = [at for at, status in desk.legs[1]["history"] if status == "in-progress"]
    assert call.connected_at == pytest.approx(answered_at, abs=1.0)


def test_a_conversation_ends_with_both_legs_completed(open_desk):
    desk = open_desk(**behaving(**{CUSTOMER: {"talks_s": 12}}))
    call = desk.follow(desk.begun())
    assert (call.agent_leg.status, call.customer_leg.status, call.outcome) == (
        S.COMPLETED,
        S.COMPLETED,
        Outcome.TALKED,
    )


def test_a_conversation_is_as_long_as_twilio_counts_it(open_desk):
    desk = open_desk(**behaving(**{CUSTOMER: {"talks_s": 12}}))
    assert desk.follow(desk.begun()).duration == 12


def test_the_end_of_a_call_is_noted(open_desk):
    desk = open_desk(**behaving(**{CUSTOMER: {"talks_s": 12}}))
    call = desk.follow(desk.begun())
    assert call.ended_at > call.connected_at > call.placed_at


def test_when_the_agent_hangs_up_their_phone_the_customer_is_let_go(desk):
    call = desk.connected()
    desk.sandbox.world.hang_up(call.agent_leg.sid)
    assert (desk.follow(call).outcome, statuses(desk)) == (
        Outcome.TALKED,
        [("client:ana", "completed"), (CUSTOMER, "completed")],
    )


@pytest.mark.parametrize(
    ("does", "status"), [("busy", S.BUSY), ("no-answer", S.NO_ANSWER), ("reject", S.FAILED)]
)
def test_when_the_agents_phone_is_not_answered_nobody_else_is_called(open_desk, does, status):
    desk = open_desk(**behaving(**{"client:ana": {"does": does}}))
    call = desk.follow(desk.begun())
    assert (call.agent_leg.status, call.customer_leg.status) == (status, S.NOT_DIALLED)
    assert [leg["to"] for leg in desk.legs] == ["client:ana"]


@pytest.mark.parametrize("does", ["busy", "no-answer", "reject"])
def test_an_agents_phone_that_is_not_answered_is_the_outcome(open_desk, does):
    desk = open_desk(**behaving(**{"client:ana": {"does": does}}))
    assert desk.follow(desk.begun()).outcome is Outcome.AGENT_UNREACHED


@pytest.mark.parametrize(
    ("does", "outcome"),
    [("busy", Outcome.BUSY), ("no-answer", Outcome.NO_ANSWER), ("reject", Outcome.FAILED)],
)
def test_how_the_customers_phone_ended_is_the_outcome(open_desk, does, outcome):
    desk = open_desk(**behaving(**{CUSTOMER: {"does": does}}))
    assert desk.follow(desk.begun()).outcome is outcome


@pytest.mark.parametrize("does", ["busy", "no-answer", "reject"])
def test_when_the_customer_is_not_reached_the_agents_phone_is_let_go(open_desk, does):
    desk = open_desk(**behaving(**{CUSTOMER: {"does": does}}))
    desk.follow(desk.begun())
    assert statuses(desk)[0] == ("client:ana", "completed")


@pytest.mark.parametrize(
    ("destination", "code"),
    [("+15005550001", 21217), ("+15005550002", 21214), ("+15005550003", 21215), ("+15005550004", 21216)],
)
def test_a_customer_whom_twilio_refuses_is_said_with_twilios_code(desk, destination, code):
    call = desk.follow(desk.begun(destination))
    assert (call.outcome, call.problem_code, call.customer_leg.status) == (Outcome.FAILED, code, S.FAILED)


def test_when_twilio_refuses_the_customer_the_agents_phone_is_let_go(desk):
    desk.follow(desk.begun("+15005550003"))
    assert statuses(desk) == [("client:ana", "completed")]


def test_a_caller_id_that_was_released_meanwhile_is_refused_in_words(desk):
    planned = desk.new_call()
    desk.sandbox.world.release(SHOWN)
    call = desk.follow(desk.softphone.calls.begin(planned))
    assert (call.problem_code, call.problem) == (
        21210,
        "Twilio does not let this account show that caller ID.",
    )


def test_a_caller_id_that_was_released_meanwhile_rings_nobody(desk):
    planned = desk.new_call()
    desk.sandbox.world.release(SHOWN)
    desk.follow(desk.softphone.calls.begin(planned))
    assert desk.legs == []


@pytest.mark.parametrize(("rings", "talks", "requests"), [(12, 45, 32), (20, 20, 39), (15, 600, 128)])
def test_a_whole_call_costs_no_more_requests_than_one_look_each_six_seconds_did(
    open_desk, rings, talks, requests
):
    """Looks are frequent at first, when most calls end, and seldom later; ``requests`` is what it was."""
    desk = open_desk(**behaving(**{CUSTOMER: {"after_s": rings, "talks_s": talks}}))
    before = len(desk.sandbox.requests)
    call = desk.follow(desk.begun())
    assert (call.outcome, 20 < len(desk.sandbox.requests) - before <= requests) == (Outcome.TALKED, True)


def test_the_end_of_most_calls_is_known_within_two_and_a_half_seconds(open_desk):
    desk = open_desk(**behaving(**{CUSTOMER: {"talks_s": 31.0}}))
    call = desk.follow(desk.begun())
    assert 0 <= desk.time.now() - call.ended_at <= 2.6


def test_a_call_that_is_over_makes_no_more_requests(open_desk):
    desk = open_desk(**behaving(**{CUSTOMER: {"does": "busy"}}))
    call = desk.follow(desk.begun())
    before = len(desk.sandbox.requests)
    assert desk.softphone.calls.hang_up(desk.softphone.calls.follow(call)) == call
    assert len(desk.sandbox.requests) == before


def test_what_becomes_of_a_call_is_in_recents(open_desk):
    desk = open_desk(**behaving(**{CUSTOMER: {"does": "busy"}}))
    call = desk.follow(desk.begun())
    assert list(desk.softphone.calls.recent()) == [call]


def test_the_intent_is_on_disk_even_if_twilio_never_hears_of_it(desk):
    desk.sandbox.close()
    call = desk.begun()
    assert list(desk.softphone.calls.recent()) == [call]


def test_choosing_what_to_call_writes_nothing_down(desk):
    desk.new_call()
    assert (list(desk.softphone.calls.recent()), desk.posts("Calls")) == ([], 0)


@pytest.mark.parametrize(
    ("pick", "words"),
    [
        ("default", "Same area code, +1 415; you last spoke from this number"),
        ("+14155550111", "Same area code, +1 415"),
    ],
)
def test_the_last_conversation_counts_unless_its_number_was_picked_by_hand(open_desk, pick, words):
    before = open_desk()
    before.softphone.pick.choose(pick)
    before.softphone.calls.hang_up(before.connected())
    again = open_desk(sandbox=before.sandbox)
    for softphone in (before.softphone, again.softphone):
        decision = softphone.decide(softphone.read(CUSTOMER), pick="default")
        assert (decision.choice.caller_id.e164, decision.words) == (SHOWN, words)


def test_an_answer_about_the_other_leg_is_none_about_the_customers(open_desk):
    desk = open_desk(**behaving(**{CUSTOMER: {"after_s": 20}}))
    call = desk.follow(desk.begun(), lambda call: call.agent_leg.status is S.IN_PROGRESS)
    answer = {"call_sid": call.agent_leg.sid, "conference_sid": "CF" + "0" * 32, "status": "queued"}
    fault = {"request": "POST Participants", "nth": 1, "does": "body", "status": 201}
    desk.sandbox.add_fault({**fault, "body": json.dumps(answer)})
    call = desk.follow(call, lambda call: bool(call.customer_leg.sid))
    assert call.customer_leg.sid != call.agent_leg.sid
    assert [leg["to"] for leg in desk.legs] == ["client:ana", CUSTOMER]


def test_what_ended_is_known_where_no_answer_to_hanging_up_can_be_read(open_desk):
    desk = open_desk()
    call = desk.connected()
    fault = {"request": "POST Calls", "every": 1, "does": "body", "status": 500}
    desk.sandbox.add_fault({**fault, "body": "<html>"})
    ended = desk.softphone.calls.hang_up(call)
    assert (ended.is_over, ended.outcome, ended.trouble) == (True, Outcome.TALKED, "")


def test_two_calls_at_once_have_legs_of_their_own(desk):
    one, other = desk.connected(), desk.connected("+13125550142")
    assert len({leg.sid for call in (one, other) for leg in (call.agent_leg, call.customer_leg)}) == 4
