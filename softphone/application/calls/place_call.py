"""Places one call: the very choice that was shown, once.

Rule 1: what was shown is what is dialled; it is checked against the list again first.
Rule 2: the intent is on disk before Twilio hears of it; the answer is in memory at once and on
        disk as soon as the disk allows. A leg that was asked for is never planned again.
Rule 3: a request is repeated only when Twilio promised that it did nothing (429).
Rule 4: when nobody knows whether a leg rings, the leg is *unknown* and is looked for.
Rule 5: the same number again within seconds, from any window or command here, is a question.
"""

from dataclasses import dataclass, replace
from typing import Final

from softphone.application.caller_id.inventory import Inventory
from softphone.application.calls.journal import Journal
from softphone.application.ports import CallPlacer, Clock, LegReport
from softphone.domain.caller_id.policy import why_not
from softphone.domain.caller_id.selector import Choice, RuleId
from softphone.domain.calls.call import Call, Transfer
from softphone.domain.calls.legs import Leg, LegName, LegStatus
from softphone.domain.errors import CalledBefore, ErrorKind, SoftphoneError
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.words import say

ATTEMPTS_AFTER_429: Final = 4
ASK_WITHIN_SECONDS: Final = 15.0


@dataclass(frozen=True, slots=True)
class CallPorts:
    """What a call in progress needs of the world."""

    placer: CallPlacer
    journal: Journal
    clock: Clock


def new_call(
    choice: Choice, words: str, inventory: Inventory, *, call_id: str, endpoint: str, now: float
) -> Call:
    """The call that ``choice`` stands for, not yet dialled.

    Raises SoftphoneError: the number may not be shown (any more), or it is not
    known where the agent's phone rings.
    """
    if choice.caller_id is None:
        raise SoftphoneError(say("There is no number to show for this call."), remedy=words)
    if not endpoint:
        raise SoftphoneError(
            say("It is not known where your phone rings."),
            remedy=say("Set it under Account, then call again."),
        )
    _still_allowed(choice, inventory)
    return Call(
        id=call_id,
        agent=inventory.pool.agent,
        destination=choice.destination.number.e164,
        caller_id=choice.caller_id.e164,
        rule=choice.rule.value,
        reason=words,
        endpoint=endpoint,
        placed_at=now,
    )


def _still_allowed(choice: Choice, inventory: Inventory) -> None:
    own = choice.caller_id
    assert own is not None
    problem: str | None
    if choice.rule in (RuleId.PICKED, RuleId.FIXED):
        problem = why_not(own.e164, inventory.pool, inventory.policy)
    elif (now := inventory.account.find(own.e164)) is None:
        problem = say("The account does not have it any more.")
    else:
        problem = None if inventory.pool.unusable(now) is None else say("It cannot carry calls any more.")
    if problem:
        raise SoftphoneError(
            say("{number} can no longer be shown. {problem}", number=own.number.display, problem=problem),
            remedy=say("Look at the number shown now, then call again."),
        )


def begin(call: Call, ports: CallPorts, *, asks_within: float | None = ASK_WITHIN_SECONDS) -> Call:
    """Write the intent down and ring the agent.

    Args:
        asks_within: Seconds after a call to the same number in which another is a question;
            0: only while it is still open (an earlier call is being repeated on purpose);
            None: never (the agent was asked, and wants to).

    Raises:
        CalledBefore: the number was called within seconds, or is being called; nothing was done.
        SoftphoneError: the intent could not be written down; nothing was done.
    """
    now = ports.clock.now()
    call = replace(call, placed_at=now)
    asked = call.with_leg(LegName.AGENT, _asked(call.agent_leg, ports))
    earlier = ports.journal.begin(
        asked, unless_called_since=None if asks_within is None else now - asks_within
    )
    if earlier is not None:
        raise _called_before(earlier, now)
    if ports.placer.know_the_time():
        asked = call.with_leg(LegName.AGENT, _asked(call.agent_leg, ports))
        asked = ports.journal.keep(replace(asked, placed_at=asked.agent_leg.asked_at))
    return _ring(asked, LegName.AGENT, ports)


def ring_leg(call: Call, label: str, ports: CallPorts) -> Call:
    """Ask Twilio for one leg, exactly once; return the call with what came of it.

    Raises SoftphoneError: the intent could not be written down; nobody was rung.
    """
    if call.legs[label].status is not LegStatus.PLANNED:
        return call
    call = call.with_leg(label, _asked(call.legs[label], ports))
    ports.journal.intend(call)
    return _ring(call, label, ports)


def _asked(leg: Leg, ports: CallPorts) -> Leg:
    """The leg as its request goes out now."""
    return leg.asked(ports.clock.now(), by_own_clock=ports.placer.clock_is_behind_by() is None)


def put_right(call: Call, ports: CallPorts) -> Call:
    """The call, its legs dated by Twilio's clock as soon as that is known."""
    by = ports.placer.clock_is_behind_by()
    if by is None or not any(leg.by_own_clock for leg in call.legs.values()):
        return call
    for label, leg in call.legs.items():
        call = call.with_leg(label, leg.put_right(by))
    return replace(call, placed_at=call.placed_at + by)


def _ring(call: Call, label: str, ports: CallPorts) -> Call:
    try:
        report = _request(call, label, ports.placer)
    except SoftphoneError as error:
        return ports.journal.keep(_without_answer(call, label, error))
    except Exception:
        # Nobody foresaw it, so nobody knows what it left behind: it is told, and the leg is looked for.
        ports.journal.keep(call.with_leg(label, call.legs[label].now(LegStatus.UNKNOWN)))
        raise
    call = put_right(call, ports)
    if any(report.sid == leg.sid for other, leg in call.legs.items() if other != label):
        # The answer is about another leg, so nothing is known of this one.
        return ports.journal.keep(call.with_leg(label, call.legs[label].now(LegStatus.UNKNOWN)))
    return ports.journal.keep(taken_in(call, label, report))


def _request(call: Call, label: str, placer: CallPlacer) -> LegReport:
    if label == LegName.AGENT:
        return placer.ring_agent(call)
    takes_over = label == LegName.CUSTOMER or call.transfer is Transfer.WHEN_ANSWERED
    return placer.ring_in(call, label, ends_conference=takes_over)


def taken_in(call: Call, label: str, report: LegReport) -> Call:
    """The call with what Twilio said of one leg."""
    known = call.legs[label]
    status = report.status or (LegStatus.QUEUED if known.is_in_doubt else known.status)
    leg = known.now(status, sid=report.sid)
    waits = report.queue_seconds if leg.status is LegStatus.QUEUED else 0.0
    queue_seconds = waits or (leg.queue_seconds if leg.status is LegStatus.QUEUED else 0.0)
    call = call.with_leg(label, replace(leg, queue_seconds=queue_seconds))
    return replace(call, conference_sid=report.conference_sid or call.conference_sid)


def _without_answer(call: Call, label: str, error: SoftphoneError) -> Call:
    leg = call.legs[label]
    if error.not_processed and leg.attempts < ATTEMPTS_AFTER_429:
        return call.with_leg(label, leg.not_processed())
    # A label in use: that leg is there, so an earlier request was done after all.
    in_doubt = error.call_may_exist or error.kind is ErrorKind.LABEL_IN_USE
    status = LegStatus.UNKNOWN if in_doubt else LegStatus.FAILED
    return with_problem(call, error).with_leg(label, leg.now(status))


def with_problem(call: Call, error: SoftphoneError) -> Call:
    return call.with_problem(
        error.what, error.remedy, reference=error.reference, code=error.code, kind=error.kind
    )


def _called_before(earlier: Call, now: float) -> CalledBefore:
    number = PhoneNumber(earlier.destination).display
    if earlier.is_over:
        seconds = max(0, round(now - earlier.placed_at))
        what = say("You called {number} {seconds} s ago.", number=number, seconds=seconds)
    else:
        what = say("{number} is being called already.", number=number)
    return CalledBefore(what, remedy=say("Call again?"))
