"""Looks at the legs of a call, with as few requests as tell the truth.

Rule 1: once the conference is known, one list of who is in it tells of all; a leg that is not
        in it is asked for by its SID.
Rule 2: each leg's report is kept as it comes: a look that fails half-way has still told something.
Rule 3: an unknown leg is looked for among those that belong to no other call, and adopted. What is
        not found is still in doubt, until no telephone can ring for it any more.
Rule 4: Twilio may not know a leg yet that it has just made; later, not to know it is an answer.
Rule 5: who hangs up waits for no look: only what is in doubt is looked for then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from softphone.application.calls.place_call import CallPorts, put_right, taken_in
from softphone.application.ports import CallParticipant, LegReport
from softphone.domain.calls.call import Call
from softphone.domain.calls.legs import LegName, LegStatus, may_ring_for_seconds
from softphone.domain.calls.narration import address_words
from softphone.domain.errors import ErrorKind, SoftphoneError
from softphone.domain.words import Words, say

NEW_FOR_SECONDS: Final = 30.0  # so long Twilio may answer that it does not know a leg (yet)
_TWILIO_ROUNDS_BY_SECONDS: Final = 2.0  # the end down, the duration up


@dataclass(frozen=True, slots=True)
class Look:
    """A call as it is known after a look.

    Attributes:
        failure: Why something of it could not be asked; None: everything was.
    """

    call: Call
    failure: SoftphoneError | None = None


def look_at_call(call: Call, ports: CallPorts) -> Look:
    """Ask Twilio how the call's legs are; kept on disk if that is news."""
    before, failure = call, None
    people: Mapping[str, CallParticipant] = {}
    try:
        people = _people(call, ports)
    except SoftphoneError as error:
        # A conference that is not there (yet, or any more) has nobody in it: the legs tell.
        failure = None if error.kind is ErrorKind.NOT_FOUND else error
    for label in call.legs:
        try:
            call = ports.journal.remember(_leg_seen(call, label, people, ports))
        except SoftphoneError as error:
            failure = failure or error
    if call != before:
        ports.journal.keep(call)
    return Look(call, failure)


def _leg_seen(call: Call, label: str, people: Mapping[str, CallParticipant], ports: CallPorts) -> Call:
    leg = call.legs[label]
    if leg.sid and leg.sid in people:
        return _seen_in_conference(call, label, people[leg.sid], ports)
    if leg.is_in_doubt:
        return _look_for(call, label, ports)
    if leg.is_alive and not call.hanging_up:
        return reported(call, label, ports)
    return call


def reported(call: Call, label: str, ports: CallPorts) -> Call:
    """The call after Twilio was asked for one leg by its SID. Raises SoftphoneError."""
    leg = call.legs[label]
    try:
        report = ports.placer.report(leg.sid)
    except SoftphoneError as error:
        return unless_new(call, label, error, ports)
    return told(call, label, report, ports)


def unless_new(call: Call, label: str, error: SoftphoneError, ports: CallPorts) -> Call:
    """The call whose leg Twilio does not know: not yet, or not any more. Raises any other ``error``."""
    if error.kind is not ErrorKind.NOT_FOUND:
        raise error
    call = put_right(call, ports)
    leg, now = call.legs[label], ports.clock.now()
    if leg.asked_at and now - leg.asked_at < NEW_FOR_SECONDS:
        if call.hanging_up:
            raise error  # it is to be ended, and is not yet
        return call
    words = say("Twilio does not know this call any more, so nobody can tell how it ended.")
    gone = call.with_leg(label, leg.now(LegStatus.NOT_FOUND)).with_problem(words)
    if label == LegName.CUSTOMER and call.connected_at and not call.duration:
        return replace(gone, ended_at=gone.ended_at or now, duration=max(0, round(now - call.connected_at)))
    return gone


def told(call: Call, label: str, report: LegReport, ports: CallPorts) -> Call:
    """The call with a leg's report, and with the times that follow from the customer's."""
    call = taken_in(call, label, report)
    if label == LegName.CUSTOMER:
        return _timed(call, report, ports.clock.now())
    return (
        replace(call, agent_left_at=report.ended_at or call.agent_left_at) if label == LegName.AGENT else call
    )


def _people(call: Call, ports: CallPorts) -> Mapping[str, CallParticipant]:
    """Who is in the conference; empty where it is not worth asking."""
    if not call.conference_sid or not call.customer_leg.is_alive or call.hanging_up:
        return {}
    return {person.sid: person for person in ports.placer.people(call)}


def _seen_in_conference(call: Call, label: str, person: CallParticipant, ports: CallPorts) -> Call:
    call = told(call, label, LegReport(person.sid, person.status), ports)
    if label == LegName.AGENT:
        return replace(call, muted=person.muted, stays_open=not person.ends_conference)
    if label == LegName.CUSTOMER:
        return replace(call, on_hold=person.on_hold)
    return call.with_guest(replace(call.guest(label), on_hold=person.on_hold))


def _look_for(call: Call, label: str, ports: CallPorts) -> Call:
    leg = call.legs[label]
    own = {other.sid for name, other in call.legs.items() if name != label and other.sid}
    others = ports.journal.sids_of_others(call)
    call = put_right(call, ports)
    sought = ports.placer.find(
        call, label, not_these=None if others is None else own.union(others, call.left_sids)
    )
    call = put_right(call, ports)  # the answer may have been the first that told the time
    leg = call.legs[label]
    if sought.report is not None:
        return told(call.with_problem(), label, sought.report, ports)
    waited = ports.clock.now() - leg.asked_at
    if sought.one_like_it_is_alive or waited <= may_ring_for_seconds(label):
        return call
    return call.with_leg(label, leg.now(LegStatus.NOT_FOUND)).with_problem(
        _never_seen(call, label), say("No phone rings for this call any more.")
    )


def _never_seen(call: Call, label: str) -> Words:
    if label == LegName.AGENT:
        return say("Twilio's answer was lost, and it lists no such call to your phone.")
    who = address_words(call.address(label))
    return say("Twilio's answer was lost, and it lists no such call to {number}.", number=who)


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
