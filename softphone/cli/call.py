"""``softphone call``: place one call from the terminal and follow it to its end."""

import argparse
import signal
import time
from typing import Final

from softphone.application.softphone import Softphone
from softphone.cli.desk import print_json, signed_in, stop_on_problems, warn
from softphone.domain.calls import Call, LegName, LegStatus, Outcome
from softphone.domain.errors import SoftphoneError
from softphone.domain.narration import agent_leg_words, customer_leg_words, outcome_words
from softphone.domain.numbers import PhoneNumber
from softphone.domain.policy import DEFAULT, Decision
from softphone.domain.words import say
from softphone.wiring import company_settings

REACHED, NOT_REACHED, NOBODY_KNOWS = 0, 1, 3
_LOOK_AGAIN_AFTER_FAILURE_SECONDS: Final = 3.0


def run(options: argparse.Namespace) -> int:
    # A script that is stopped leaves no telephone ringing: as Ctrl+C, it hangs up first.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    company = company_settings(options.settings, always=False)
    stop_on_problems(company)
    with signed_in(company, options.agent) as softphone:
        if softphone.refresh_is_due():
            _refresh(softphone)
        return place(softphone, options.destination, options.caller_id, as_json=options.json)


def place(softphone: Softphone, text: str, caller_id: str | None, *, as_json: bool) -> int:
    """Call, tell every change, and return the exit status."""
    decision = softphone.decide(softphone.read(text), pick=_picked(softphone, caller_id))
    if not decision.can_call:
        raise SoftphoneError(decision.words)
    call = softphone.new_call(decision)
    if not as_json:
        _introduce(call, decision)
    call = _follow_to_the_end(softphone, call, as_json=as_json)
    if call.trouble:
        warn(call.trouble)
    if call.problem:
        warn(f"{call.problem} {call.remedy}".strip())
    if call.connected_at:
        return REACHED
    return NOBODY_KNOWS if call.may_ring else NOT_REACHED


def _picked(softphone: Softphone, caller_id: str | None) -> str | None:
    """What --caller-id means; None: what the agent picked.

    Raises SoftphoneError: the agent may not choose.
    """
    if caller_id is None:
        return None
    policy = softphone.inventory.policy
    if not policy.agent_may_pick or (caller_id == DEFAULT and not policy.allow_default):
        raise SoftphoneError(
            say("The caller ID “{text}” cannot be chosen here.", text=caller_id),
            remedy=say("Leave --caller-id out: the company's settings choose."),
        )
    return DEFAULT if caller_id == DEFAULT else softphone.read(caller_id).number.e164


def _follow_to_the_end(softphone: Softphone, call: Call, *, as_json: bool) -> Call:
    pause: float | None = 0.0
    try:
        while pause is not None and not softphone.has_given_up(call):
            time.sleep(pause)
            before = call
            call, pause = _one_step(softphone, call)
            _tell(before, call, as_json=as_json)
    except KeyboardInterrupt:
        before, call = call, _hung_up(softphone, call)
        _tell(before, call, as_json=as_json)
    return call


def _one_step(softphone: Softphone, call: Call) -> tuple[Call, float | None]:
    try:
        call = softphone.follow(call)
    except SoftphoneError as error:
        warn(f"{error} Looking again.")
        return call, _LOOK_AGAIN_AFTER_FAILURE_SECONDS
    return call, softphone.pause_before_next_step(call)


def _hung_up(softphone: Softphone, call: Call) -> Call:
    warn("hanging up …")
    for _ in range(10):
        try:
            call = softphone.hang_up(call)
        except SoftphoneError as error:
            warn(str(error))
        if not call.may_ring:
            break
        time.sleep(1)
    return call


def _introduce(call: Call, decision: Decision) -> None:
    print(f"Calling {PhoneNumber(call.destination).display} as {PhoneNumber(call.caller_id).display}")
    print(f"  {decision.words}")


def _tell(before: Call, now: Call, *, as_json: bool) -> None:
    for name in LegName:
        old, new = _leg_status(before, name), _leg_status(now, name)
        if old is new or new is LegStatus.PLANNED:
            continue
        if as_json:
            line = {
                "call": now.id,
                "leg": name.value,
                "status": new.value,
                "caller_id": now.caller_id,
                "rule": now.rule,
            }
            print_json(line)
        else:
            words = agent_leg_words(now) if name is LegName.AGENT else customer_leg_words(now)
            print(f"  {words}", flush=True)
    if now.is_over and not before.is_over and not as_json:
        print(f"  {outcome_words(now.outcome)}" + _talked_for(now), flush=True)


def _talked_for(call: Call) -> str:
    return f", {call.duration} s" if call.outcome is Outcome.TALKED else ""


def _leg_status(call: Call, name: LegName) -> LegStatus:
    return call.agent_leg.status if name is LegName.AGENT else call.customer_leg.status


def _refresh(softphone: Softphone) -> None:
    try:
        softphone.refresh()
    except SoftphoneError as error:
        if not softphone.inventory.refreshed_at:
            raise
        warn(f"{error} The numbers of the last refresh are used.")
