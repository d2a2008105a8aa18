"""The life of a call: its legs' statuses, its outcome, and the words for both."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.calls.call import Call, Outcome
from softphone.domain.calls.legs import ENDED_BY_TWILIO, OVER, TRANSITIONS, Leg, LegStatus
from softphone.domain.calls.narration import (
    agent_leg_words,
    customer_leg_words,
    outcome_words,
)

S, O = LegStatus, Outcome  # noqa: E741
STEPS = [(old, new) for old, new in product(S, S) if old is not new]


def call(agent=S.PLANNED, customer=S.PLANNED, **facts) -> Call:
    return Call(
        id="0" * 32,
        agent="ana",
        destination="+14155552671",
        caller_id="+14155550100",
        rule="same_area_code",
        reason="Same area code, +1 415",
        endpoint="client:ana",
        placed_at=1.0,
        agent_leg=Leg(agent),
        customer_leg=Leg(customer),
        **facts,
    )


def test_every_status_has_its_row_in_the_table():
    assert set(TRANSITIONS) == set(S)


@pytest.mark.parametrize("ending", sorted(OVER))
def test_an_ending_is_never_left(ending):
    assert TRANSITIONS[ending] == frozenset()


@pytest.mark.parametrize("status", sorted(set(S) - OVER))
def test_every_status_that_is_no_ending_can_reach_one(status):
    assert TRANSITIONS[status] & OVER


def test_nothing_becomes_planned_or_unknown_once_twilio_has_it():
    told_by_twilio = {S.QUEUED, S.RINGING, S.IN_PROGRESS, *ENDED_BY_TWILIO}
    assert not any(TRANSITIONS[status] & {S.PLANNED, S.UNKNOWN} for status in told_by_twilio)


@pytest.mark.parametrize(("old", "new"), STEPS)
def test_a_leg_takes_exactly_the_steps_of_the_table(old, new):
    assert (Leg(old).now(new).status is new) == (new in TRANSITIONS[old])


@given(st.lists(st.sampled_from(list(S)), max_size=8))
def test_a_leg_that_is_over_stays_as_it_is_whatever_is_reported(reports):
    leg = Leg(S.BUSY, sid="CA1")
    for report in reports:
        leg = leg.now(report)
    assert leg == Leg(S.BUSY, sid="CA1")


def test_a_leg_keeps_the_sid_it_was_given():
    assert Leg().asked(1.0).now(S.QUEUED, sid="CA1").now(S.RINGING).sid == "CA1"


def test_a_step_that_is_not_in_the_table_changes_no_sid_either():
    assert Leg(S.COMPLETED, sid="CA1").now(S.RINGING, sid="CA2").sid == "CA1"


@pytest.mark.parametrize("status", S)
def test_a_leg_may_ring_unless_that_is_out_of_the_question(status):
    assert Leg(status).may_ring == (status in {S.ASKED, S.UNKNOWN, S.QUEUED, S.RINGING, S.IN_PROGRESS})


OUTCOMES = [
    (S.COMPLETED, S.COMPLETED, {"connected_at": 5.0}, O.TALKED),
    (S.COMPLETED, S.FAILED, {"connected_at": 5.0}, O.TALKED),
    (S.COMPLETED, S.COMPLETED, {}, O.CANCELED),
    (S.COMPLETED, S.CANCELED, {}, O.CANCELED),
    (S.COMPLETED, S.BUSY, {}, O.BUSY),
    (S.COMPLETED, S.NO_ANSWER, {}, O.NO_ANSWER),
    (S.COMPLETED, S.FAILED, {}, O.FAILED),
    (S.CANCELED, S.NOT_DIALLED, {"hanging_up": True}, O.CANCELED),
    (S.NOT_DIALLED, S.NOT_DIALLED, {"hanging_up": True}, O.CANCELED),
    (S.FAILED, S.NOT_DIALLED, {"problem": "The API key may not do this."}, O.FAILED),
    (S.BUSY, S.NOT_DIALLED, {}, O.AGENT_UNREACHED),
    (S.NO_ANSWER, S.NOT_DIALLED, {}, O.AGENT_UNREACHED),
    (S.FAILED, S.NOT_DIALLED, {}, O.AGENT_UNREACHED),
    (S.COMPLETED, S.NOT_DIALLED, {}, O.CANCELED),
    (S.UNKNOWN, S.NOT_DIALLED, {"hanging_up": True}, O.UNKNOWN),
    (S.COMPLETED, S.UNKNOWN, {}, O.UNKNOWN),
    (S.PLANNED, S.PLANNED, {}, O.OPEN),
    (S.IN_PROGRESS, S.RINGING, {}, O.OPEN),
    (S.IN_PROGRESS, S.BUSY, {}, O.OPEN),
]


@pytest.mark.parametrize(("agent", "customer", "facts", "outcome"), OUTCOMES)
def test_the_outcome_is_read_off_both_legs(agent, customer, facts, outcome):
    assert call(agent, customer, **facts).outcome is outcome


@pytest.mark.parametrize(("agent", "customer"), list(product(sorted(OVER), sorted(OVER))))
def test_every_pair_of_endings_has_an_outcome(agent, customer):
    assert call(agent, customer).outcome not in (O.OPEN, O.UNKNOWN)


@pytest.mark.parametrize(("agent", "customer"), list(product(S, S)))
def test_a_call_is_over_when_both_legs_are(agent, customer):
    assert call(agent, customer).is_over == (agent in OVER and customer in OVER)


@pytest.mark.parametrize(("agent", "customer"), list(product(S, S)))
def test_a_call_is_connected_while_both_legs_talk(agent, customer):
    assert call(agent, customer).is_connected == ((agent, customer) == (S.IN_PROGRESS, S.IN_PROGRESS))


@pytest.mark.parametrize(("agent", "customer"), list(product(S, S)))
def test_a_call_may_ring_while_one_leg_may(agent, customer):
    assert call(agent, customer).may_ring == (Leg(agent).may_ring or Leg(customer).may_ring)


def test_the_conference_is_named_after_the_call():
    assert call().conference == "softphone-" + "0" * 32


@pytest.mark.parametrize("status", S)
def test_every_status_of_the_agents_leg_has_words(status):
    assert agent_leg_words(call(agent=status))


@pytest.mark.parametrize("status", sorted(set(S) - {S.IN_PROGRESS, S.COMPLETED}))
def test_the_words_for_the_customers_leg_name_the_number(status):
    assert "+1 415 555 2671" in customer_leg_words(call(customer=status))


@pytest.mark.parametrize(("status", "words"), [(S.IN_PROGRESS, "connected"), (S.COMPLETED, "call ended")])
def test_a_conversation_is_told_without_the_number(status, words):
    assert customer_leg_words(call(customer=status)) == words


@pytest.mark.parametrize("status", sorted(OVER))
def test_after_a_conversation_the_call_has_ended_whatever_the_leg_says(status):
    assert customer_leg_words(call(customer=status, connected_at=5.0)) == "call ended"


def test_an_unknown_leg_is_said_as_such():
    unknown = call(agent=S.UNKNOWN, customer=S.UNKNOWN)
    assert (agent_leg_words(unknown), customer_leg_words(unknown)) == (
        "Your phone may be ringing",
        "+1 415 555 2671 may be ringing",
    )


def test_a_leg_that_twilio_refused_outright_was_not_rung():
    refused = call(agent=S.FAILED)
    rung = replace(refused, agent_leg=Leg(S.FAILED, sid="CA1"))
    assert agent_leg_words(refused) == "Your phone was not rung"
    assert agent_leg_words(rung) == "Your phone could not be reached"


def test_an_unknown_leg_that_is_to_end_is_said_to_be_hung_up_once_it_is_found():
    ending = call(agent=S.UNKNOWN, customer=S.UNKNOWN, hanging_up=True)
    assert (agent_leg_words(ending), customer_leg_words(ending)) == (
        "Your phone may be ringing; it is hung up once it is found",
        "+1 415 555 2671 may be ringing; it is hung up once it is found",
    )


@pytest.mark.parametrize("status", [S.QUEUED, S.RINGING, S.IN_PROGRESS])
def test_while_hanging_up_both_legs_say_so(status):
    ending = call(agent=status, customer=status, hanging_up=True)
    assert (agent_leg_words(ending), customer_leg_words(ending)) == (
        "Hanging up…",
        "hanging up +1 415 555 2671…",
    )


@pytest.mark.parametrize("outcome", O)
def test_every_outcome_has_words(outcome):
    assert outcome_words(outcome)


def test_once_the_agent_is_there_the_customer_is_being_called():
    assert customer_leg_words(call(agent=S.IN_PROGRESS)) == "calling +1 415 555 2671…"
