"""What is happening in a call, how it ended and how long it lasted, as the panel says it."""

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from softphone.domain.calls.call import Call, Outcome
from softphone.domain.calls.legs import LegStatus
from softphone.domain.calls.narration import address_words, agent_leg_words, customer_leg_words, outcome_words
from softphone.domain.numbers.account import Account
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.qt.language import spoken


def legs_words(call: Call | None, *, is_about_to_end: bool) -> str:
    """Both legs in one line: "You answered › +1 212 555 0142 is ringing…"; empty without a call."""
    if call is None:
        return ""
    if call.is_over and not call.problem:
        return end_words(call)
    if is_about_to_end:
        return QCoreApplication.translate("CallModel", "Hanging up…")
    if call.agent_leg.status is LegStatus.IN_PROGRESS or call.customer_leg.may_ring:
        return f"{spoken(agent_leg_words(call))}  ›  {spoken(customer_leg_words(call))}"
    return spoken(agent_leg_words(call))


def problem_words(call: Call | None, trouble: str, *, is_asked_about: bool) -> str:
    """What went wrong and what to do; empty if nothing.

    Args:
        trouble: Why Twilio could not be asked the last time; empty: it could.
    """
    if call is not None and call.trouble and not trouble:
        return QCoreApplication.translate("CallModel", "{trouble} Trying again.").format(
            trouble=spoken(call.trouble)
        )
    if trouble and call is not None and call.is_connected:
        return QCoreApplication.translate("CallModel", "{trouble} The call goes on; looking again.").format(
            trouble=trouble
        )
    if trouble:
        return QCoreApplication.translate("CallModel", "{trouble} Looking again.").format(trouble=trouble)
    if call is None or is_asked_about:
        return ""
    return f"{spoken(call.problem)} {spoken(call.remedy)}".strip()


def shown_as_words(call: Call | None, account: Account | None) -> str:
    """What the customer sees: "+1 212 555 0101 · Sales New York"; empty without a call."""
    if call is None:
        return ""
    number = PhoneNumber(call.caller_id).display
    own = account.find(call.caller_id) if account is not None else None
    return f"{number} · {own.label}" if own and own.label else number


def end_words(call: Call) -> str:
    """ "Call ended after 01:02", "Handed over to bo after 03:10", "+1 … is busy"."""
    time = clock_words(call.duration)
    if call.outcome is Outcome.TALKED:
        return QCoreApplication.translate("CallModel", "Call ended after {time}").format(time=time)
    if call.outcome is Outcome.HANDED_OVER:
        who = address_words(call.guests[-1].address)
        return QCoreApplication.translate("CallModel", "Handed over to {who} after {time}").format(
            who=who, time=time
        )
    if call.outcome in (Outcome.AGENT_UNREACHED, Outcome.CANCELED):
        return f"{spoken(agent_leg_words(call))} · {spoken(outcome_words(call.outcome))}"
    return spoken(customer_leg_words(call))


def timer_words(call: Call, now: float) -> str:
    """The timer: "00:07"; empty before the customer answered."""
    if not call.connected_at:
        return ""
    return clock_words(call.duration if call.is_over else max(0, int(now - call.connected_at)))


def clock_words(seconds: int) -> str:
    """7 -> "00:07", 3723 -> "1:02:03"."""
    text = str(timedelta(seconds=seconds))
    return text[2:] if text.startswith("0:") else text
