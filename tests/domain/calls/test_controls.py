"""What may be done with a call just now, and the words where it may not."""

from dataclasses import replace
from typing import Any

import pytest

from softphone.domain.calls.call import Call, Guest, Transfer
from softphone.domain.calls.controls import Control, guest_in_hand, why_not
from softphone.domain.calls.legs import Leg, LegStatus

S, C = LegStatus, Control
BEFORE = "This works once the customer has answered."
ALONE = "This works once the other person has answered."
NOBODY_WAITS = "Nobody is waiting."
OVER = "The call is over."


def call(**facts: Any) -> Call:
    talking = {
        "agent_leg": Leg(S.IN_PROGRESS, "CA1"),
        "customer_leg": Leg(S.IN_PROGRESS, "CA2"),
        "conference_sid": "CF1",
    }
    fixed = {
        "id": "0" * 32,
        "agent": "ana",
        "destination": "+14155552671",
        "caller_id": "+14155550100",
        "rule": "same_area_code",
        "reason": "Same area code",
        "endpoint": "client:ana",
        "placed_at": 1.0,
    }
    return Call(**(fixed | talking | facts))


def guest(status: LegStatus, **facts: Any) -> Guest:
    return Guest("guest-1", "client:bo", Leg(status), **facts)


def aside(status: LegStatus, **facts: Any) -> Call:
    return call(on_hold=True, transfer=Transfer.CONSULTING, guests=(guest(status),), **facts)


RINGING_ME = call(agent_leg=Leg(S.RINGING), customer_leg=Leg(), conference_sid="")
RINGING_THEM = call(customer_leg=Leg(S.RINGING))
TALKING = call()
ON_HOLD = call(on_hold=True)
GUEST_RINGS = call(guests=(guest(S.RINGING),), transfer=Transfer.WHEN_ANSWERED)
ASIDE = aside(S.IN_PROGRESS)
ASIDE_RINGS = aside(S.RINGING)
THREE = call(guests=(guest(S.IN_PROGRESS),))
GUEST_LEFT = call(guests=(guest(S.COMPLETED),))
HANGING_UP = call(hanging_up=True)
HANDED_OVER = call(handed_over=True)

TABLE = [
    ("my phone rings", RINGING_ME, dict.fromkeys(C, BEFORE) | {C.MUTE: "This works once you have answered."}),
    ("the customer's phone rings", RINGING_THEM, dict.fromkeys(C, BEFORE) | {C.MUTE: None}),
    (
        "talking",
        TALKING,
        dict.fromkeys(C) | {C.SWAP: ALONE, C.JOIN: ALONE, C.COMPLETE: ALONE},
    ),
    (
        "on hold",
        ON_HOLD,
        dict.fromkeys(C)
        | {C.TONES: "The customer is on hold.", C.SWAP: ALONE, C.JOIN: ALONE, C.COMPLETE: ALONE},
    ),
    (
        "a guest rings, to take over",
        GUEST_RINGS,
        dict.fromkeys(C)
        | {
            C.TRANSFER: "Somebody else is in the call already.",
            C.ADD: "Somebody else is being called already.",
            C.SWAP: ALONE,
            C.JOIN: ALONE,
            C.COMPLETE: ALONE,
        },
    ),
    (
        "a word aside",
        ASIDE,
        dict.fromkeys(C)
        | {
            C.HOLD: "Swap, join, or go back to the customer.",
            C.TONES: "The customer is on hold.",
            C.TRANSFER: "Somebody else is in the call already.",
            C.ADD: "Finish the transfer first.",
        },
    ),
    (
        "a word aside, still ringing",
        ASIDE_RINGS,
        dict.fromkeys(C)
        | {
            C.HOLD: "Swap, join, or go back to the customer.",
            C.TONES: "The customer is on hold.",
            C.TRANSFER: "Somebody else is in the call already.",
            C.ADD: "Somebody else is being called already.",
            C.SWAP: ALONE,
            C.JOIN: ALONE,
            C.COMPLETE: ALONE,
        },
    ),
    (
        "three people",
        THREE,
        dict.fromkeys(C)
        | {
            C.TRANSFER: "Somebody else is in the call already.",
            C.SWAP: NOBODY_WAITS,
            C.JOIN: NOBODY_WAITS,
        },
    ),
    ("the guest has left", GUEST_LEFT, dict.fromkeys(C) | {C.SWAP: ALONE, C.JOIN: ALONE, C.COMPLETE: ALONE}),
    ("hanging up", HANGING_UP, dict.fromkeys(C, OVER)),
    ("handed over", HANDED_OVER, dict.fromkeys(C, OVER)),
]
ROWS = [
    pytest.param(state, control, words, id=f"{name}, {control}")
    for name, state, answers in TABLE
    for control, words in answers.items()
]


@pytest.mark.parametrize(("state", "control", "words"), ROWS)
def test_every_control_works_or_says_why_not_in_every_state(state, control, words):
    assert why_not(control, state) == words


@pytest.mark.parametrize("endpoint", ["sip:ana@acme.sip.twilio.com", "+14155550177"])
def test_keys_of_another_phone_are_pressed_on_that_phone(endpoint):
    assert why_not(C.TONES, call(endpoint=endpoint)) == (
        "Your own phone sends the tones: press the keys on it."
    )


@pytest.mark.parametrize("control", sorted(set(C) - {C.TONES, C.SWAP, C.JOIN, C.COMPLETE}))
@pytest.mark.parametrize("endpoint", ["sip:ana@acme.sip.twilio.com", "+14155550177"])
def test_everything_else_works_with_every_phone(control, endpoint):
    assert why_not(control, call(endpoint=endpoint)) is None


@pytest.mark.parametrize("status", sorted({S.ASKED, S.UNKNOWN, S.QUEUED, S.RINGING, S.IN_PROGRESS}))
def test_a_guest_who_may_ring_is_in_hand(status):
    assert guest_in_hand(call(guests=(guest(status),))) == guest(status)


def test_of_several_guests_the_last_who_is_there_is_in_hand():
    left, there = guest(S.COMPLETED), replace(guest(S.RINGING), label="guest-2")
    assert guest_in_hand(call(guests=(left, there))) == there
    assert guest_in_hand(call(guests=(left,))) is None
