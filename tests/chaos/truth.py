"""Compares what Recents say with what really happened at the sandbox.

Rule 1: a customer's or guest's phone rings at most once for one press.
Rule 2: in the end nobody rings or talks, but those to whom a call was handed over.
Rule 3: how a call ended and how long it lasted is what the legs really did.
Rule 4: where Twilio answers, both telephones are silent soon after Hang up, whatever the disk does.
Rule 5: every press that got past its checks has exactly one row, and nothing else has one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from virtual_window import Record

from softphone.domain.calls.call import Call, Outcome

Leg = dict[str, Any]
ALIVE = frozenset({"queued", "ringing", "in-progress"})
OUTCOMES = {
    "busy": Outcome.BUSY,
    "no-answer": Outcome.NO_ANSWER,
    "failed": Outcome.FAILED,
    "canceled": Outcome.CANCELED,
}
SECONDS_OFF = 1.0
ANSWER_OFF = 2.0  # the end of a call and its duration are both told in whole seconds
MOMENT_SECONDS = 2.0
SOON_SECONDS = 3.0  # of which requests may take more than one


@dataclass(frozen=True, slots=True)
class Found:
    """Attributes:
    recents: The agent's calls, as the program has them in the end.
    legs: Every leg there ever was, as the sandbox has it.
    answers: Nothing was wrong with Twilio or the network.
    rung: (Time, call's id, label) of each request to ring somebody into a conference.
    """

    recents: Sequence[Call]
    legs: Sequence[Leg]
    rung: Sequence[tuple[float, str, str]]
    record: Record
    endpoint: str
    answers: bool = False


def problems_of(found: Found) -> list[str]:
    """What is not as it should be, one sentence each."""
    checks = (_rows, _rung_twice, _rung_after_restart, _left_ringing, _hung_up_late, _outcomes)
    return [problem for check in checks for problem in check(found)]


def _rows(found: Found) -> Iterator[str]:
    rows = Counter(call.id for call in found.recents)
    for call_id in found.record.begun - rows.keys():
        yield f"{call_id} has no row"
    for call_id in rows.keys() - found.record.begun:
        yield f"{call_id} has a row, and was never begun"
    for call_id, times in rows.items():
        if times > 1:
            yield f"{call_id} has {times} rows"


def _rung_twice(found: Found) -> Iterator[str]:
    rung = Counter((call_id_of(leg), leg["label"] or "agent") for leg in found.legs if call_id_of(leg))
    for (call_id, label), times in rung.items():
        if times > 1:
            yield f"{label} of {call_id} was rung {times} times"
    for_agent = sum(leg["to"].partition("?")[0] == found.endpoint for leg in found.legs)
    if for_agent > len(found.record.begun):
        yield f"the agent was rung {for_agent} times for {len(found.record.begun)} calls"


def _rung_after_restart(found: Found) -> Iterator[str]:
    for at, call_id, label in found.rung:
        left_at, labels = found.record.left.get(call_id, (at, ()))
        if at > left_at and label in labels:
            yield f"{label} of {call_id} was rung by a program that was started later"


def _left_ringing(found: Found) -> Iterator[str]:
    handed_over = {call.id for call in found.recents if call.outcome is Outcome.HANDED_OVER}
    for leg in found.legs:
        if leg["status"] in ALIVE and (call_id_of(leg) not in handed_over or leg["label"] == "agent"):
            yield f"{leg['label'] or leg['to']} of {call_id_of(leg)} is left {leg['status']}"


def _hung_up_late(found: Found) -> Iterator[str]:
    for leg in found.legs if found.answers else ():
        pressed, ended = found.record.hung_up_at.get(call_id_of(leg)), _ended_at(leg)
        if pressed is not None and ended is not None and ended - pressed > SOON_SECONDS:
            late = f"{ended - pressed:.1f} s after Hang up"
            yield f"{leg['label'] or leg['to']} of {call_id_of(leg)} ended {late}"


def _outcomes(found: Found) -> Iterator[str]:
    for call in found.recents:
        legs = {
            leg["label"] or "agent": leg
            for leg in found.legs
            if call_id_of(leg) == call.id or leg["sid"] == call.agent_leg.sid
        }
        expected = _expected(call, legs, found.record)
        if call.outcome not in expected:
            names = " or ".join(sorted(outcome.value for outcome in expected))
            yield f"{call.id} is {call.outcome.value} in Recents; it was {names}"
        else:
            yield from _wrong_times(call, legs)


def _expected(call: Call, legs: dict[str, Leg], record: Record) -> set[Outcome]:
    customer = legs.get("customer")
    if customer is None:
        return _expected_without_customer(call, legs.get("agent"), record)
    answered, ended = _at(customer, "in-progress"), _ended_at(customer)
    if answered is None:
        return {OUTCOMES[customer["status"]]}
    if ended == answered:
        return {Outcome.TALKED, Outcome.CANCELED}
    if _was_handed_over(legs):
        return {Outcome.HANDED_OVER}
    return {Outcome.TALKED, Outcome.HANDED_OVER} if _was_taken_for_a_moment(legs) else {Outcome.TALKED}


def _expected_without_customer(call: Call, agent: Leg | None, record: Record) -> set[Outcome]:
    ended = {Outcome.CANCELED} if call.id in record.hung_up | record.left.keys() else set()
    if agent is None or call.problem:
        return {Outcome.FAILED} | ended
    if _at(agent, "in-progress") is None:
        return {Outcome.AGENT_UNREACHED} | ended
    return {Outcome.CANCELED}


def _was_handed_over(legs: dict[str, Leg]) -> bool:
    """The customer and a guest talked on after the agent had left."""
    left = _ended_at(legs["agent"])
    there = [leg for label, leg in legs.items() if label != "agent" and _at(leg, "in-progress")]
    return left is not None and sum(_at(leg, "in-progress") <= left < _gone_at(leg) for leg in there) >= 2


def _was_taken_for_a_moment(legs: dict[str, Leg]) -> bool:
    """A guest who answered hung up before the program could look: nobody knows who had the call."""
    left = _ended_at(legs["agent"])
    guests = (leg for label, leg in legs.items() if label.startswith("guest"))
    return left is not None and any(
        _at(leg, "in-progress") and left - MOMENT_SECONDS <= _gone_at(leg) <= left + MOMENT_SECONDS
        for leg in guests
    )


def _wrong_times(call: Call, legs: dict[str, Leg]) -> Iterator[str]:
    if call.outcome is Outcome.TALKED:
        customer = legs["customer"]
        yield from _unequal(call, "lasted", call.duration, float(customer["duration"] or 0))
        answered_at = _at(customer, "in-progress")
        yield from _unequal(call, "was answered at", call.connected_at, answered_at, ANSWER_OFF)
        yield from _unequal(call, "ended at", call.ended_at, _ended_at(customer))
    elif call.outcome is Outcome.HANDED_OVER:
        yield from _unequal(call, "ended at", call.ended_at, _ended_at(legs["agent"]))
        yield from _unequal(call, "lasted", call.duration, call.ended_at - call.connected_at, ANSWER_OFF)


def _unequal(
    call: Call, what: str, told: float, truth: float | None, at_most: float = SECONDS_OFF
) -> Iterator[str]:
    if truth is None or abs(told - truth) > at_most:
        yield f"{call.id} {what} {told} s in Recents; it was {truth} s"


def call_id_of(leg: Leg) -> str:
    """Which call a leg belongs to; empty for an agent's other phone that never answered."""
    if leg["conference"]:
        return str(leg["conference"]).removeprefix("softphone-")
    _, _, told = str(leg["to"]).partition("=")
    return told


def _at(leg: Leg, status: str) -> float | None:
    return next((at for at, seen in leg["history"] if seen == status), None)


def _ended_at(leg: Leg) -> float | None:
    at, status = leg["history"][-1]
    return None if status in ALIVE else at


def _gone_at(leg: Leg) -> float:
    ended = _ended_at(leg)
    return float("inf") if ended is None else ended
