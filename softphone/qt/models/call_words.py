"""How a call ended and how long it lasted, as the panel says it."""

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from softphone.domain.calls import Call, Outcome
from softphone.domain.narration import address_words, agent_leg_words, customer_leg_words, outcome_words
from softphone.qt.language import spoken


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
