"""What holds at the press is what the customer sees: the agent's worker, read while their own phone rings,
and once more before the customer's does, where that was a while ago.

Rule 1: read for every call; what was read a moment ago counts for nothing.
Rule 2: a pin is obeyed, and said. Another change is asked about before the customer's phone rings.
Rule 3: a number for this call only stays, but for a pin.
Rule 4: a number that the list lacks may be newer than the list: that is read again, once.
Rule 5: where TaskRouter cannot be asked, what was known last is shown, and that is said.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from softphone.application.caller_id.poll_schedule import PollReason
from softphone.application.caller_id.who_chose import KEPT_BY_YOU
from softphone.application.softphone import Softphone
from softphone.domain.caller_id.policy import Decision
from softphone.domain.caller_id.selector import RuleId
from softphone.domain.calls.call import Call
from softphone.domain.errors import NOTHING, SoftphoneError
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.words import say

FRESH_FOR_SECONDS: Final = 1.0  # between a look at the worker and the request that rings the customer


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of reading the agent's worker for a call.

    Attributes:
        decision: What the call is to show instead of what was shown; None: it is as it was.
        news: What the agent is told; empty: nothing.
        is_question: The agent is asked whether ``decision`` is to count for this call.
        missing: E.164 that is to be shown and that the list of numbers lacks: the list is worth reading
            again before anybody is asked; or empty.
        is_known: False where TaskRouter could not be asked: what was known last stands.
    """

    decision: Decision | None = None
    news: str = NOTHING
    is_question: bool = False
    missing: str = ""
    is_known: bool = True


def check_at_press(softphone: Softphone, call: Call, *, is_for_this_call_only: bool) -> Checked:
    """Read what is set for the agent now, and what follows from it for ``call``. May block."""
    try:
        news = softphone.pick.look(PollReason.CALL) or NOTHING
    except SoftphoneError as error:
        words = say("{problem} The caller ID that was known last is shown.", problem=error.what)
        return Checked(news=words, is_known=False)
    return _checked(softphone, call, news, is_for_this_call_only=is_for_this_call_only)


def check_with_newer_list(
    softphone: Softphone, call: Call, before: Checked, *, is_for_this_call_only: bool
) -> Checked:
    """The same, after the list of numbers was read again for one that it lacked. May block.

    The list of before is used where it cannot be read: the decision says as of when it lacks the number.
    """
    with suppress(SoftphoneError):
        softphone.numbers.refresh(before.missing)
    checked = _checked(softphone, call, before.news, is_for_this_call_only=is_for_this_call_only)
    return replace(checked, missing="")


def _checked(softphone: Softphone, call: Call, news: str, *, is_for_this_call_only: bool) -> Checked:
    decision = softphone.decide(softphone.read_exactly(call.destination))
    missing = decision.missing if softphone.numbers.may_have(decision.missing) else ""
    number = decision.choice.caller_id
    if number is not None and number.e164 == call.caller_id:
        return Checked(news=news)
    if softphone.pick.pinned and softphone.inventory.policy.agent_may_pick:
        return replace(_pinned(decision, news or softphone.pick.pinned), missing=missing)
    if is_for_this_call_only:
        return Checked(news=news)
    news = news or say("Your caller ID has just been changed.")
    return Checked(decision, news, is_question=True, missing=missing)


def _pinned(decision: Decision, news: str) -> Checked:
    """A pin that cannot be shown is asked about: no call shows a number that nobody wants."""
    if not decision.can_call or decision.choice.caller_id is None:
        return Checked(decision, news, is_question=True)
    shown = decision.choice.caller_id.number.display
    return Checked(decision, say("{news} The customer sees {number}.", news=news, number=shown))


def showing(call: Call, decision: Decision | None) -> Call:
    """The call, with the number that its customer is to see; it waits for nothing any more."""
    if decision is None or decision.choice.caller_id is None:
        return replace(call, waits_for_caller_id=False)
    return replace(
        call,
        waits_for_caller_id=False,
        caller_id=decision.choice.caller_id.e164,
        rule=decision.choice.rule.value,
        reason=decision.words,
    )


def kept(call: Call) -> Call:
    """The call, with the number that the agent saw and wants to keep though another is set now."""
    return replace(call, waits_for_caller_id=False, rule=RuleId.PICKED.value, reason=KEPT_BY_YOU)


def number_of(checked: Checked) -> str:
    """The number that would be shown now (E.164); empty: none."""
    number = checked.decision.choice.caller_id if checked.decision else None
    return number.e164 if number else ""


def question_words(call: Call, checked: Checked) -> str:
    """ "Your caller ID is now London (Sam, 10:05). Show it, or +1 …, which you saw?"."""
    told = {"news": checked.news, "number": PhoneNumber(call.caller_id).display}
    if checked.decision is not None and not checked.decision.can_call:
        return say(
            "{news} {problem} Show {number}, which you saw, or hang up.",
            **told,
            problem=checked.decision.words,
        )
    return say("{news} Show it to this customer, or {number}, which you saw?", **told)
