"""``softphone call``: place one call from the terminal and follow it to its end.

Rule 1: it ends when both telephones are silent; a signal hangs up, a second one leaves at once.
Rule 2: what an earlier run left open is looked at before anybody is called.
Rule 3: a sentence is said once; whether anybody still listens to it changes nothing.
"""

import argparse
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from math import inf
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Final

from softphone.application.caller_id.poll_schedule import PollReason
from softphone.application.calls import control_call
from softphone.application.check_at_press import (
    Checked,
    check_at_press,
    check_with_newer_list,
    kept,
    number_of,
    question_words,
    showing,
)
from softphone.application.softphone import Softphone
from softphone.cli.hang_up_wish import HangUpWish, Stopped
from softphone.cli.signed_in import json_line, print_line, signed_in, stop_on_problems, warn
from softphone.domain.caller_id.policy import DEFAULT, Decision
from softphone.domain.calls.call import Call, Outcome
from softphone.domain.calls.legs import LegName, LegStatus
from softphone.domain.calls.narration import agent_leg_words, customer_leg_words, outcome_words
from softphone.domain.errors import CalledBefore, ErrorKind, SoftphoneError
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.numbers.reading import Destination
from softphone.domain.words import say
from softphone.wiring import company_settings

REACHED, NOT_REACHED, NOBODY_KNOWS = 0, 1, 3
_LOOK_AGAIN_AFTER_FAILURE_SECONDS: Final = 3.0
_END_AGAIN_AFTER_FAILURE_SECONDS: Final = 1.0
_LOOKS_FOR_ANSWER_SECONDS: Final = 0.1
_WRITES_FOR_SECONDS: Final = 5.0
_UNEXPECTED_AT_MOST: Final = 3
_NO_CALL: Final = say("Softphone is not open, so there is no call to hang up.")
_ENDS_IT: Final = say("To end it: softphone --hang-up, or the window.")


def run(options: argparse.Namespace) -> int:
    stop = HangUpWish()
    stop.listen()
    try:
        company = company_settings(options.settings, always=False)
        stop_on_problems(company)
        with signed_in(company, options.agent) as softphone:
            if softphone.numbers.is_due():
                _refresh(softphone)
            _look_at_left_open(softphone)
            placing = Placing(softphone, stop, options.json, minutes=options.max_minutes)
            return placing.place(options.destination, options.caller_id, again=options.again)
    except Stopped:
        return NOT_REACHED


def hang_up_left_open(settings: Path | None) -> int:
    """End what a run that was killed has left alive; return the exit status."""
    stop = HangUpWish()
    stop.listen()
    try:
        company = company_settings(settings, always=False)
        stop_on_problems(company)
        with signed_in(company, None) as softphone:
            left = softphone.calls.left_open()
            if not left:
                raise SoftphoneError(_NO_CALL)
            stop.begin()
            stop.wish()
            placing = Placing(softphone, stop, as_json=False)
            known = [placing.follow_to_end(call) for call in left]
            return NOBODY_KNOWS if NOBODY_KNOWS in known else REACHED
    except Stopped:
        return NOBODY_KNOWS
    except SoftphoneError as error:
        if error.kind is ErrorKind.NOT_SIGNED_IN:
            raise SoftphoneError(_NO_CALL) from error
        raise


class Placing:
    """One call from the terminal.

    Args:
        stop: The wish to hang up; signals may bring it at any moment.
        minutes: The call is hung up after so many; None: it is not.
    """

    def __init__(
        self, softphone: Softphone, stop: HangUpWish, as_json: bool, *, minutes: float | None = None
    ) -> None:
        self._softphone, self._stop, self._as_json = softphone, stop, as_json
        self._minutes = minutes
        self._said = ""
        self._is_for_this_call_only = False
        self._unexpected = 0

    def place(self, text: str, caller_id: str | None, *, again: bool) -> int:
        """Call, tell every change, and return the exit status. Raises Stopped: nobody was called."""
        softphone = self._softphone
        destination = softphone.read(text)
        for note in destination.notes:
            warn(note)
        _look_before_call(softphone)
        decision = _decide(softphone, destination, _picked(softphone, caller_id))
        if not decision.can_call:
            raise SoftphoneError(decision.words)
        planned = softphone.new_call(decision)
        if not self._as_json:
            _introduce(planned, decision)
        self._is_for_this_call_only = caller_id is not None
        if softphone.pick.at_task_router.has_directory:
            planned = replace(planned, waits_for_caller_id=True)
        call = self._begin(planned, again=again)
        if call is None:
            return NOT_REACHED
        return self.follow_to_end(call)

    def follow_to_end(self, call: Call) -> int:
        """Follow a call to its end, tell it, and return the exit status."""
        call = self._follow(call)
        self._write_down()
        return _told_the_end(call)

    def _begin(self, planned: Call, *, again: bool) -> Call | None:
        calls = self._softphone.calls
        self._stop.interrupt = calls.interrupt
        self._stop.begin()
        try:
            call = self._first_step(planned, again=again)
        except CalledBefore as question:
            if not _is_at_a_terminal():  # a script has to say --again
                warn(f"{question.what} Use --again to call all the same.")
                return None
            if not self._answers_yes(f"{question.what} {question.remedy}"):
                return None
            call = self._first_step(planned, again=True)
        _tell(planned, call, as_json=self._as_json)
        return call

    def _settle_caller_id(self, call: Call) -> Call:
        """What the customer is to see, read once more when the agent has answered.

        A pin is obeyed; of another change a person at the terminal is asked, and a script is told. What
        was read before a person answered is read again.
        """
        shown: Callable[[Call], Call] | None = None
        answered_for = ""
        keep = kept if _is_at_a_terminal() else partial(showing, decision=None)
        while shown is None and not self._stop.is_wished:
            checked = self._check(call)
            if checked.news:
                warn(checked.news)
            if not checked.is_question:
                shown = partial(showing, decision=checked.decision)
                continue
            is_taken, number = self._takes_change(call, checked), number_of(checked)
            if number == answered_for or not _is_at_a_terminal():  # while a person thinks, others act
                shown = partial(showing, decision=checked.decision) if is_taken else keep
            answered_for = number
        if shown is None:
            return call
        return self._softphone.calls.control(call, lambda call, ports: control_call.show(call, ports, shown))

    def _check(self, call: Call) -> Checked:
        once = self._is_for_this_call_only
        checked = check_at_press(self._softphone, call, is_for_this_call_only=once)
        if not checked.missing:
            return checked
        return check_with_newer_list(self._softphone, call, checked, is_for_this_call_only=once)

    def _takes_change(self, call: Call, checked: Checked) -> bool:
        """Ask a person at a terminal; a script's customer sees what held as it was started."""
        if not _is_at_a_terminal() or checked.decision is None or checked.decision.choice.caller_id is None:
            warn(say("{number} is shown in this call.", number=PhoneNumber(call.caller_id).display))
            return False
        return self._answers_yes(question_words(call, checked))

    def _answers_yes(self, question: str) -> bool:
        """What a person at the terminal answers; a signal meanwhile is a no."""
        print(f"{question} [y/N] ", end="", flush=True)
        answers: list[str] = []
        reading = Thread(target=lambda: answers.append(sys.stdin.readline()), daemon=True)
        reading.start()
        while reading.is_alive() and not self._stop.wait(_LOOKS_FOR_ANSWER_SECONDS):
            pass
        return bool(answers) and answers[0].strip().lower() in ("y", "yes")

    def _first_step(self, planned: Call, *, again: bool) -> Call:
        calls = self._softphone.calls
        try:
            return calls.begin(planned, asks_within=None) if again else calls.begin(planned)
        except SoftphoneError:
            raise
        except Exception as error:
            call = calls.newest(planned)
            if call.agent_leg.status is LegStatus.PLANNED:
                raise
            self._tell_unexpected(error)
            return call

    def _follow(self, call: Call) -> Call:
        """The call at its end, or as it is when nobody waits for its end any more."""
        calls = self._softphone.calls
        pause = 0.0 if self._stop.is_wished else calls.pause_before_next_step(call)
        ends_at = inf if self._minutes is None else monotonic() + 60 * self._minutes
        is_stopped = False
        while pause is not None and not self._stop.leaves:
            self._stop.wait(min(pause, max(0.0, ends_at - monotonic())))
            if monotonic() >= ends_at:
                self._stop.wish()
                ends_at = inf
            if self._stop.is_wished and not is_stopped:
                is_stopped = True
                self._stop.ending()
                self._say_once("hanging up …")
            before = call
            call, pause = self._one_step(call, ends=is_stopped and not call.hanging_up)
            if call.waits_for_caller_id and call.agent_has_answered:
                _tell(before, call, as_json=self._as_json)
                before = call = self._settle_caller_id(call)
                pause = self._softphone.calls.pause_before_next_step(call)
            _tell(before, call, as_json=self._as_json)
        return call

    def _one_step(self, call: Call, *, ends: bool) -> tuple[Call, float | None]:
        calls = self._softphone.calls
        try:
            call = calls.hang_up(call) if ends else calls.follow(call)
            self._unexpected = 0
        except SoftphoneError as error:
            self._say_once(say("{what} Looking again.", what=error.what))
            call = calls.newest(call)
            if not call.is_over:
                return call, _LOOK_AGAIN_AFTER_FAILURE_SECONDS
        except Exception as error:
            self._tell_unexpected(error)
            return calls.newest(call), _END_AGAIN_AFTER_FAILURE_SECONDS
        return call, calls.pause_before_next_step(call)

    def _tell_unexpected(self, error: Exception) -> None:
        """A mistake of this program is no reason to leave a telephone ringing: the call is ended."""
        self._say_once(say("Something in this program went wrong ({name}).", name=type(error).__name__))
        self._unexpected += 1
        if self._unexpected >= _UNEXPECTED_AT_MOST:
            self._stop.wish()

    def _say_once(self, words: str) -> None:
        if words != self._said:
            self._said = words
            warn(words)

    def _write_down(self) -> None:
        """What Twilio said is not worth less for a full disk; say that Recents do not have it."""
        calls, until = self._softphone.calls, monotonic() + _WRITES_FOR_SECONDS
        while calls.unwritten is not None and not self._stop.leaves:
            if calls.catch_up() or monotonic() > until:
                break
            self._stop.wait(0.25)
        if (problem := calls.unwritten) is not None:
            warn(say("How the call ended is not written down. {problem}", problem=problem.what))


def _is_at_a_terminal() -> bool:
    """A person can be asked; standard input may be closed altogether."""
    return sys.stdin is not None and sys.stdin.isatty()


def _told_the_end(call: Call) -> int:
    if call.trouble:
        warn(call.trouble)
    if call.problem:
        warn(f"{call.problem} {call.remedy}".strip())
    if call.may_ring:
        warn(say("A telephone may still be ringing for this call."))
        return NOBODY_KNOWS
    if call.connected_at:
        return REACHED
    return NOBODY_KNOWS if call.customer_leg.status is LegStatus.NOT_FOUND else NOT_REACHED


def _look_at_left_open(softphone: Softphone) -> None:
    """Give calls of a run that was killed their true end; what is still alive is said."""
    with suppress(SoftphoneError):
        for call in softphone.calls.left_open():
            if not softphone.calls.follow(call).is_over:
                number = PhoneNumber(call.destination).display
                warn(say("An earlier call to {number} is still on. {remedy}", number=number, remedy=_ENDS_IT))


def _look_before_call(softphone: Softphone) -> None:
    """What a supervisor has set since counts for this call; without an answer, what is known."""
    try:
        news = softphone.pick.look(PollReason.CALL)
    except SoftphoneError as error:
        news = say("{problem} The caller ID that was set last is used.", problem=error.what)
    if news:
        warn(news)


def _picked(softphone: Softphone, caller_id: str | None) -> str | None:
    """What --caller-id means; None: what the agent picked.

    Raises SoftphoneError: the agent may not choose.
    """
    if caller_id is None:
        return None
    policy = softphone.inventory.policy
    if pinned := softphone.pick.pinned:
        raise SoftphoneError(pinned, remedy=say("Leave --caller-id out."))
    if not policy.agent_may_pick or (caller_id == DEFAULT and not policy.allow_default):
        chosen_elsewhere = say("Leave --caller-id out: the company's settings choose.")
        raise SoftphoneError(
            say("The caller ID “{text}” cannot be chosen here.", text=caller_id),
            remedy=say("Name one of your numbers.") if policy.agent_may_pick else chosen_elsewhere,
        )
    return DEFAULT if caller_id == DEFAULT else softphone.read(caller_id).number.e164


def _decide(softphone: Softphone, destination: Destination, pick: str | None) -> Decision:
    """What the call shows; a number that the list lacks may be newer than the list."""
    decision = softphone.decide(destination, pick=pick)
    if softphone.numbers.may_have(decision.missing):
        _refresh(softphone, decision.missing)
        return softphone.decide(destination, pick=pick)
    return decision


def _introduce(call: Call, decision: Decision) -> None:
    print_line(f"Calling {PhoneNumber(call.destination).display} as {PhoneNumber(call.caller_id).display}")
    print_line(f"  {decision.words}")


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
            print_line(json_line(line))
        else:
            words = agent_leg_words(now) if name is LegName.AGENT else customer_leg_words(now)
            print_line(f"  {words}")
    if now.is_over and not before.is_over and not as_json:
        print_line(f"  {outcome_words(now.outcome)}" + _talked_for(now))


def _talked_for(call: Call) -> str:
    return f", {call.duration} s" if call.outcome is Outcome.TALKED else ""


def _leg_status(call: Call, name: LegName) -> LegStatus:
    return call.agent_leg.status if name is LegName.AGENT else call.customer_leg.status


def _refresh(softphone: Softphone, *sought: str) -> None:
    try:
        softphone.numbers.refresh(*sought)
    except SoftphoneError as error:
        if not softphone.inventory.refreshed_at:
            raise
        warn(f"{error} The numbers of the last refresh are used.")
