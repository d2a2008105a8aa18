"""Places one call: the very choice that was shown, once.

Rule 1: what was shown is what is dialled; it is checked against the list again first.
Rule 2: the intent is on disk before Twilio hears of it.
Rule 3: a request is repeated only when Twilio promised that it did nothing (429).
Rule 4: when nobody knows whether a leg rings, the leg is *unknown* and is looked for.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from softphone.application.inventory import Inventory
from softphone.application.ports import CallLog, LegReport
from softphone.domain.calls import Call, Leg, LegName, LegStatus
from softphone.domain.errors import SoftphoneError
from softphone.domain.policy import why_not
from softphone.domain.selector import Choice, RuleId
from softphone.domain.words import say

ATTEMPTS_AFTER_429: Final = 4


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


def ring(call: Call, name: LegName, request: Callable[[Call], LegReport], log: CallLog, now: float) -> Call:
    """Ask Twilio for one leg, exactly once; return the call with what came of it."""
    call = with_leg(call, name, replace(leg(call, name), asked_at=now))
    log.save(call)
    try:
        report = request(call)
    except SoftphoneError as error:
        call = _without_answer(call, name, error)
    else:
        call = with_leg(call, name, leg(call, name).now(report.status, sid=report.sid))
    log.save(call)
    return call


def _without_answer(call: Call, name: LegName, error: SoftphoneError) -> Call:
    old = leg(call, name)
    if error.not_processed and old.attempts < ATTEMPTS_AFTER_429:
        return with_leg(call, name, replace(old, attempts=old.attempts + 1))
    status = LegStatus.UNKNOWN if error.call_may_exist else LegStatus.FAILED
    return with_leg(with_problem(call, error), name, old.now(status))


def with_problem(call: Call, error: SoftphoneError) -> Call:
    return replace(
        call, problem=error.what, remedy=error.remedy, reference=error.reference, problem_code=error.code
    )


def leg(call: Call, name: LegName) -> Leg:
    return call.agent_leg if name is LegName.AGENT else call.customer_leg


def with_leg(call: Call, name: LegName, new: Leg) -> Call:
    if name is LegName.AGENT:
        return replace(call, agent_leg=new)
    return replace(call, customer_leg=new)
