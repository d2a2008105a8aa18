"""Takes a call one step further each time it is asked, until both legs are over.

Rule 1: a step makes the next request that the call needs, and no more than that.
Rule 2: looking is safe and is repeated; ringing is asked for once (place_call, Rule 3).
Rule 3: when one leg is over the other is ended; hanging up ends both, whatever their state.
Rule 4: an unknown leg is looked for; if it is found it is adopted, never dialled again.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from softphone.application.place_call import leg, ring, with_leg
from softphone.application.ports import CallLog, CallPlacer, Clock, LegReport
from softphone.domain.calls import Call, LegName, LegStatus, Outcome
from softphone.domain.errors import SoftphoneError

LOOK_WHILE_RINGING_SECONDS: Final = 0.7
LOOK_WHILE_TALKING_SECONDS: Final = 5.0
LOOK_FOR_UNKNOWN_SECONDS: Final = 2.0
UNKNOWN_CAN_APPEAR_FOR_SECONDS: Final = 30.0
_FIRST_PAUSE_AFTER_429_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """The ports that a call in progress needs."""

    placer: CallPlacer
    log: CallLog
    clock: Clock


def pause_before_next_step(call: Call, now: float) -> float | None:
    """Seconds until the next step is worth making; None: nothing more will change."""
    if call.is_over:
        return None
    if call.outcome is Outcome.UNKNOWN:
        if not has_given_up(call, now):
            return LOOK_FOR_UNKNOWN_SECONDS
        # The other leg may end, and tells so; without one, nothing changes by itself any more.
        return LOOK_WHILE_TALKING_SECONDS if _one_is_alive(call) else None
    waiting = _leg_to_ring(call)
    if waiting is not None:
        return max(0.0, _may_ring_at(call, waiting) - now)
    return (
        LOOK_WHILE_TALKING_SECONDS
        if call.is_connected and not call.hanging_up
        else LOOK_WHILE_RINGING_SECONDS
    )


def follow_call(call: Call, line: Line) -> Call:
    """One step. Raises SoftphoneError where Twilio cannot be asked: ask again later."""
    if call.is_over:
        return call
    waiting = _leg_to_ring(call)
    if waiting is not None:
        if _may_ring_at(call, waiting) > line.clock.now():
            return call
        request = line.placer.ring_agent if waiting is LegName.AGENT else line.placer.ring_customer
        call = ring(call, waiting, request, line.log, line.clock.now())
    else:
        call = _looked_at(call, line)
    return _settled(call, line)


def hang_up(call: Call, line: Line) -> Call:
    """End both legs; the wish is on disk first and is kept until they are over."""
    if call.is_over:
        return call
    call = replace(call, hanging_up=True)
    line.log.save(call)
    with suppress(SoftphoneError):  # what is known of the legs is enough to end them
        call = _looked_at(call, line)
    return _settled(call, line)


def _leg_to_ring(call: Call) -> LegName | None:
    if call.hanging_up:
        return None
    if call.agent_leg.status is LegStatus.PLANNED:
        return LegName.AGENT
    answered = call.agent_leg.status is LegStatus.IN_PROGRESS
    return LegName.CUSTOMER if answered and call.customer_leg.status is LegStatus.PLANNED else None


def _may_ring_at(call: Call, name: LegName) -> float:
    waiting = leg(call, name)
    if not waiting.attempts:
        return 0.0
    return waiting.asked_at + _FIRST_PAUSE_AFTER_429_SECONDS * 2.0 ** (waiting.attempts - 1)


def _looked_at(call: Call, line: Line) -> Call:
    before = call
    for name in _worth_a_look(call):
        call = _looked_at_leg(call, name, line)
    if call != before:
        line.log.save(call)
    return call


def _worth_a_look(call: Call) -> list[LegName]:
    """While they talk, one leg tells of both: the conference ends with either."""
    if call.is_connected and not call.hanging_up:
        return [LegName.CUSTOMER]
    return [name for name in LegName if leg(call, name).may_ring]


def _looked_at_leg(call: Call, name: LegName, line: Line) -> Call:
    old = leg(call, name)
    report = _found(call, name, line) if old.status is LegStatus.UNKNOWN else line.placer.report(old.sid)
    if report is None:
        return call
    call = with_leg(call, name, old.now(report.status, sid=report.sid))
    if old.status is LegStatus.UNKNOWN:
        call = replace(call, problem="", remedy="", reference="", problem_code=0)
    return _timed(call, report, line.clock.now()) if name is LegName.CUSTOMER else call


def _found(call: Call, name: LegName, line: Line) -> LegReport | None:
    find = line.placer.find_customer_leg if name is LegName.CUSTOMER else line.placer.find_agent_leg
    return find(call, not_these=line.log.sids_of_others(call))


def _timed(call: Call, report: LegReport, now: float) -> Call:
    talked = report.status is LegStatus.IN_PROGRESS or report.duration > 0
    if talked and not call.connected_at:
        call = replace(call, connected_at=report.answered_at or now)
    if leg(call, LegName.CUSTOMER).is_over and call.connected_at:
        call = replace(call, duration=report.duration or max(0, round(now - call.connected_at)))
    return call


def _settled(call: Call, line: Line) -> Call:
    """End what has to end, and close the call when both legs are over."""
    before = call
    call = replace(call, trouble="")
    one_is_over = call.agent_leg.is_over or call.customer_leg.is_over
    if one_is_over or call.hanging_up:
        for name in LegName:
            call = _ended(call, name, line)
    if call.is_over and not call.ended_at:
        call = replace(call, ended_at=line.clock.now())
    if call != before:
        line.log.save(call)
    return call


def _ended(call: Call, name: LegName, line: Line) -> Call:
    ending = leg(call, name)
    if ending.status is LegStatus.PLANNED:
        return with_leg(call, name, ending.now(LegStatus.NOT_DIALLED))
    if not ending.is_alive:
        return call
    try:
        line.placer.end(ending.sid)
        report = line.placer.report(ending.sid)
    except SoftphoneError as error:
        return replace(call, trouble=error.what)
    call = with_leg(call, name, ending.now(report.status))
    return _timed(call, report, line.clock.now()) if name is LegName.CUSTOMER else call


def _one_is_alive(call: Call) -> bool:
    return call.agent_leg.is_alive or call.customer_leg.is_alive


def has_given_up(call: Call, now: float) -> bool:
    """True when an unknown leg was looked for as long as it could still have appeared."""
    if call.outcome is not Outcome.UNKNOWN:
        return False
    asked = max(leg(call, name).asked_at for name in LegName)
    return now - asked > UNKNOWN_CAN_APPEAR_FOR_SECONDS
