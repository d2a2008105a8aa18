"""``softphone call``: place one call from the terminal and follow it to its end.

Rule 1: a signal is a wish to hang up: the request under way gets its answer first, so that no
        telephone is left ringing unknown.
Rule 2: what an earlier run left open is looked at before anybody is called.
"""

import argparse
import signal
import sys
from contextlib import suppress
from math import inf
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Final

from softphone.application.looking import Occasion
from softphone.application.softphone import Softphone
from softphone.cli.desk import print_json, signed_in, stop_on_problems, warn
from softphone.domain.calls import Call, Outcome
from softphone.domain.errors import CalledBefore, SoftphoneError
from softphone.domain.legs import LegName, LegStatus
from softphone.domain.narration import agent_leg_words, customer_leg_words, outcome_words
from softphone.domain.numbers import PhoneNumber
from softphone.domain.policy import DEFAULT, Decision
from softphone.domain.words import say
from softphone.wiring import company_settings

REACHED, NOT_REACHED, NOBODY_KNOWS = 0, 1, 3
_LOOK_AGAIN_AFTER_FAILURE_SECONDS: Final = 3.0
_HANGING_UP_TAKES_AT_MOST_SECONDS: Final = 10.0

Wish = SimpleQueue[None]


def run(options: argparse.Namespace) -> int:
    stop: Wish = SimpleQueue()
    for wish in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wish, lambda *_: stop.put(None))
    company = company_settings(options.settings, always=False)
    stop_on_problems(company)
    with signed_in(company, options.agent) as softphone:
        if softphone.refresh_is_due():
            _refresh(softphone)
        _look_at_left_open(softphone)
        return Placing(softphone, stop, options.json).place(
            options.destination, options.caller_id, again=options.again
        )


class Placing:
    """One call from the terminal.

    Args:
        stop: Holds something when the call is to be hung up; signals may put to it at any moment.
    """

    def __init__(self, softphone: Softphone, stop: Wish, as_json: bool) -> None:
        self._softphone, self._stop, self._as_json = softphone, stop, as_json

    def place(self, text: str, caller_id: str | None, *, again: bool) -> int:
        """Call, tell every change, and return the exit status."""
        softphone = self._softphone
        destination = softphone.read(text)
        _look_before_call(softphone)
        decision = softphone.decide(destination, pick=_picked(softphone, caller_id))
        if not decision.can_call:
            raise SoftphoneError(decision.words)
        planned = softphone.new_call(decision)
        if not self._as_json:
            _introduce(planned, decision)
        call = self._begun(planned, again=again)
        return NOT_REACHED if call is None else _told_the_end(self._followed(call))

    def _begun(self, planned: Call, *, again: bool) -> Call | None:
        calls = self._softphone.calls
        if not self._stop.empty():
            return None
        try:
            call = calls.begin(planned, asks_within=None) if again else calls.begin(planned)
        except CalledBefore as question:
            if not _yes_to(question):
                return None
            call = calls.begin(planned, asks_within=None)
        _tell(planned, call, as_json=self._as_json)
        return call

    def _followed(self, call: Call) -> Call:
        """The call at its end, or as it is when nobody can know."""
        calls = self._softphone.calls
        pause = calls.pause_before_next_step(call)
        is_stopped, waits_until = False, inf
        while pause is not None and not calls.has_given_up(call) and monotonic() < waits_until:
            if self._wished_within(pause):
                is_stopped, waits_until = True, monotonic() + _HANGING_UP_TAKES_AT_MOST_SECONDS
                warn("hanging up …")
            before = call
            call, pause = self._one_step(call, hang_up=is_stopped and not call.hanging_up)
            _tell(before, call, as_json=self._as_json)
        return call

    def _wished_within(self, seconds: float) -> bool:
        """True when a signal asked to hang up in that time."""
        with suppress(Empty):
            self._stop.get(timeout=seconds)
            return True
        return False

    def _one_step(self, call: Call, *, hang_up: bool) -> tuple[Call, float | None]:
        calls = self._softphone.calls
        try:
            call = calls.hang_up(call) if hang_up else calls.follow(call)
        except SoftphoneError as error:
            warn(f"{error} Looking again.")
            return call, _LOOK_AGAIN_AFTER_FAILURE_SECONDS
        return call, calls.pause_before_next_step(call)


def _told_the_end(call: Call) -> int:
    if call.trouble:
        warn(call.trouble)
    if call.problem:
        warn(f"{call.problem} {call.remedy}".strip())
    if call.connected_at:
        return REACHED
    return NOBODY_KNOWS if call.may_ring else NOT_REACHED


def _yes_to(question: CalledBefore) -> bool:
    """Ask a person at a terminal; a script has to say --again."""
    if not sys.stdin.isatty():
        warn(f"{question.what} Use --again to call all the same.")
        return False
    print(f"{question.what} {question.remedy} [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _look_at_left_open(softphone: Softphone) -> None:
    """Give calls of a run that was killed their true end; what is still alive is for the window."""
    with suppress(SoftphoneError):
        for call in softphone.calls.left_open():
            softphone.calls.follow(call)


def _look_before_call(softphone: Softphone) -> None:
    """What a supervisor has set since counts for this call; without an answer, what is known."""
    try:
        news = softphone.look(Occasion.CALL)
    except SoftphoneError as error:
        news = say("{problem} The caller ID that was set last is used.", problem=str(error))
    if news:
        warn(news)


def _picked(softphone: Softphone, caller_id: str | None) -> str | None:
    """What --caller-id means; None: what the agent picked.

    Raises SoftphoneError: the agent may not choose.
    """
    if caller_id is None:
        return None
    policy = softphone.inventory.policy
    if pinned := softphone.pinned:
        raise SoftphoneError(pinned, remedy=say("Leave --caller-id out."))
    if not policy.agent_may_pick or (caller_id == DEFAULT and not policy.allow_default):
        raise SoftphoneError(
            say("The caller ID “{text}” cannot be chosen here.", text=caller_id),
            remedy=say("Leave --caller-id out: the company's settings choose."),
        )
    return DEFAULT if caller_id == DEFAULT else softphone.read(caller_id).number.e164


def _introduce(call: Call, decision: Decision) -> None:
    print(f"Calling {PhoneNumber(call.destination).display} as {PhoneNumber(call.caller_id).display}")
    print(f"  {decision.words}", flush=True)


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
