"""What holds at the press is what the customer sees: the agent's worker, read while their own phone rings.

Rule 1: read for every call; what was read a moment ago counts for nothing.
Rule 2: a pin is obeyed, and said. Another change is asked about before the customer's phone rings.
Rule 3: a number for this call only stays, but for a pin.
Rule 4: a number that the list lacks may be newer than the list: that is read again, once.
Rule 5: where TaskRouter cannot be asked, what was known last is shown, and that is said.
"""

from contextlib import suppress
from dataclasses import dataclass, replace

from softphone.application.caller_id.poll_schedule import PollReason
from softphone.application.softphone import Softphone
from softphone.domain.caller_id.policy import Decision
from softphone.domain.calls.call import Call
from softphone.domain.errors import NOTHING, SoftphoneError
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.words import say


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of reading the agent's worker for a call.

    Attributes:
        decision: What the call is to show instead of what was shown; None: it is as it was.
        news: What the agent is told; empty: nothing.
        is_question: The agent is asked whether ``decision`` is to count for this call.
    """

    decision: Decision | None = None
    news: str = NOTHING
    is_question: bool = False


def check_at_press(softphone: Softphone, call: Call, *, is_for_this_call_only: bool) -> Checked:
    """Read what is set for the agent now, and what follows from it for ``call``. May block."""
    try:
        news = softphone.pick.look(PollReason.CALL) or NOTHING
    except SoftphoneError as error:
        return Checked(news=say("{problem} The caller ID that was known last is shown.", problem=error.what))
    decision = _decide(softphone, call)
    number = decision.choice.caller_id
    if number is not None and number.e164 == call.caller_id:
        return Checked(news=news)
    if softphone.pick.pinned and softphone.inventory.policy.agent_may_pick:
        return _pinned(decision, news or softphone.pick.pinned)
    if is_for_this_call_only:
        return Checked(news=news)
    return Checked(decision, news or say("Your caller ID has just been changed."), is_question=True)


def _decide(softphone: Softphone, call: Call) -> Decision:
    """What would be shown now; a number that the list lacks may be newer than the list."""
    destination = softphone.read_exactly(call.destination)
    decision = softphone.decide(destination)
    if not softphone.numbers.may_have(decision.missing):
        return decision
    with suppress(SoftphoneError):  # the decision says as of when the numbers lack it
        softphone.numbers.refresh()
    return softphone.decide(destination)


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


def question_words(call: Call, checked: Checked) -> str:
    """ "Your caller ID is now London (Sam, 10:05). Show it, or +1 …, which you saw?"."""
    return say(
        "{news} Show it to this customer, or {number}, which you saw?",
        news=checked.news,
        number=PhoneNumber(call.caller_id).display,
    )
