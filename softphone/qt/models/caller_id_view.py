"""What the caller-ID card says: the number shown, who chose it, and why."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from softphone.application.contacts import PINNED_FOR_CONTACT
from softphone.application.softphone import Softphone
from softphone.domain.policy import DEFAULT, NOTHING_PICKED, Decision
from softphone.domain.selector import RuleId
from softphone.qt.language import spoken


@dataclass(frozen=True, slots=True)
class CallerIdView:
    """Attributes:
    headline: The number, or what stands for it while none is known.
    detail: Its label and who chose it.
    reason: One line, why this number; empty while there is nothing to say.
    asks: The agent must do something before a call can be placed.
    may_pick: The list may be opened.
    """

    headline: str
    detail: str = ""
    reason: str = ""
    asks: bool = False
    may_pick: bool = False


def caller_id_view(softphone: Softphone | None, decision: Decision | None, *, once: str = "") -> CallerIdView:
    """The card for this moment; ``once``: what the next call only is to show."""
    if softphone is None:
        return CallerIdView(_tr("Loading the numbers…"))
    policy = softphone.inventory.policy
    may_pick = policy.agent_may_pick
    if decision is None:
        return _without_destination(softphone, may_pick, once)
    own = decision.choice.caller_id
    if own is None:
        headline = _tr("Choose a number") if decision.asks else _tr("No number to show")
        return CallerIdView(headline, reason=spoken(decision.words), asks=True, may_pick=may_pick)
    who = _tr("for this call only") if once else _decided_by(softphone, decision)
    detail = _joined(own.label, who)
    reason = "" if decision.choice.rule in (RuleId.PICKED, RuleId.FIXED) else spoken(decision.words)
    return CallerIdView(own.number.display, detail, reason, may_pick=may_pick)


def _without_destination(softphone: Softphone, may_pick: bool, once: str) -> CallerIdView:
    pick = once or softphone.pick
    if pick == NOTHING_PICKED:
        return CallerIdView(_tr("Choose a number"), asks=True, may_pick=may_pick)
    if pick == DEFAULT:
        if not softphone.inventory.account:
            return CallerIdView(
                _tr("No numbers yet"), _tr("Refresh reads them from Twilio."), may_pick=may_pick
            )
        hint = _tr("Type a number to see which one it will show.")
        return CallerIdView(_tr("Default (automatic)"), hint, may_pick=may_pick)
    fixed = bool(softphone.inventory.policy.fixed)
    own = softphone.inventory.account.find(pick)
    problem = softphone.why_not(pick)
    if own is None or problem:
        return CallerIdView(
            _tr("Choose a number"), reason=_unavailable(pick, problem), asks=True, may_pick=may_pick
        )
    who = _tr("for this call only") if once else _who(softphone, RuleId.FIXED if fixed else RuleId.PICKED)
    return CallerIdView(own.number.display, _joined(own.label, who), may_pick=may_pick)


def _unavailable(pick: str, problem: str | None) -> str:
    return _tr("{number} is not available. {problem}").format(number=pick, problem=spoken(problem or ""))


def _decided_by(softphone: Softphone, decision: Decision) -> str:
    if decision.words == PINNED_FOR_CONTACT:
        return _tr("pinned for this contact")
    return _who(softphone, decision.choice.rule)


def _who(softphone: Softphone, rule: RuleId) -> str:
    if rule is RuleId.PICKED:
        return _tr("chosen by you")
    if rule is RuleId.FIXED:
        return _tr("set by {name}").format(name=softphone.company.name or _tr("your administrator"))
    return _tr("chosen automatically")


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CallerIdView", text)
