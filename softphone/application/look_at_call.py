"""Looks at the legs of a call, with as few requests as tell the truth.

Rule 1: once the conference is known, one list of who is in it tells of all; a leg that is not
        in it is asked for by its SID.
Rule 2: an unknown leg is looked for among those that belong to no other call, and adopted.
Rule 3: a look that could not be made changes nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from softphone.application.place_call import Exchange, taken_in
from softphone.application.ports import LegReport, Person
from softphone.domain.calls import Call
from softphone.domain.legs import LegName, LegStatus
from softphone.domain.narration import address_words
from softphone.domain.words import Words, say

UNKNOWN_CAN_APPEAR_FOR_SECONDS: Final = 30.0
_TWILIO_ROUNDS_BY_SECONDS: Final = 2.0  # the end down, the duration up


def looked_at(call: Call, exchange: Exchange) -> Call:
    """The call as Twilio has it now, kept on disk if that is news.

    Raises SoftphoneError: Twilio could not be asked.
    """
    before = call
    people = _people(call, exchange)
    for label, leg in call.legs.items():
        if leg.sid in people:
            call = _seen_in_conference(call, label, people[leg.sid], exchange)
        elif leg.is_in_doubt:
            call = _looked_for(call, label, exchange)
        elif leg.is_alive:
            call = told(call, label, exchange.placer.report(leg.sid), exchange)
    if call != before:
        exchange.log.save(call)
    return call


def told(call: Call, label: str, report: LegReport, exchange: Exchange) -> Call:
    """The call with a leg's report, and with the times that follow from the customer's."""
    call = taken_in(call, label, report)
    if label == LegName.CUSTOMER:
        return _timed(call, report, exchange.clock.now())
    return (
        replace(call, agent_left_at=report.ended_at or call.agent_left_at) if label == LegName.AGENT else call
    )


def _people(call: Call, exchange: Exchange) -> Mapping[str, Person]:
    """Who is in the conference; empty where it is not worth asking."""
    if not call.conference_sid or not call.customer_leg.is_alive or call.hanging_up:
        return {}
    return {person.sid: person for person in exchange.placer.people(call)}


def _seen_in_conference(call: Call, label: str, person: Person, exchange: Exchange) -> Call:
    call = told(call, label, LegReport(person.sid, person.status), exchange)
    if label == LegName.AGENT:
        return replace(call, muted=person.muted, stays_open=not person.ends_conference)
    if label == LegName.CUSTOMER:
        return replace(call, on_hold=person.on_hold)
    return call.with_guest(replace(call.guest(label), on_hold=person.on_hold))


def _looked_for(call: Call, label: str, exchange: Exchange) -> Call:
    leg = call.legs[label]
    own = {other.sid for name, other in call.legs.items() if name != label and other.sid}
    report = exchange.placer.find(call, label, not_these=own.union(exchange.log.sids_of_others(call)))
    if report is not None:
        cleared = replace(call, problem="", remedy="", reference="", problem_code=0)
        return told(cleared, label, report, exchange)
    if exchange.clock.now() - leg.asked_at <= UNKNOWN_CAN_APPEAR_FOR_SECONDS:
        return call
    nobody = call.with_leg(label, leg.now(LegStatus.NOT_DIALLED))
    return replace(
        nobody,
        problem=_never_arrived(call, label),
        remedy=say("Check the network connection, then call again."),
        reference="",
        problem_code=0,
    )


def _never_arrived(call: Call, label: str) -> Words:
    if label == LegName.AGENT:
        return say("The request did not reach Twilio: your phone did not ring, and nobody was called.")
    who = address_words(call.address(label))
    return say("The request did not reach Twilio: {number} was not called.", number=who)


def _timed(call: Call, report: LegReport, now: float) -> Call:
    talked = report.status is LegStatus.IN_PROGRESS or report.duration > 0
    seen, told_at = call.connected_at, report.answered_at
    if talked and (not seen or (told_at and abs(told_at - seen) > _TWILIO_ROUNDS_BY_SECONDS)):
        call = replace(call, connected_at=max(told_at or now, call.customer_leg.asked_at))
    if call.customer_leg.is_over:
        call = replace(call, ended_at=call.ended_at or report.ended_at)
    if call.customer_leg.is_over and call.connected_at:
        call = replace(call, duration=report.duration or max(0, round(now - call.connected_at)))
    return call
