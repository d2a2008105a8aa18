"""What the caller-ID card says: the number shown, who chose it, and why."""

import time
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from softphone.application.caller_id.assignment_words import set_by_words
from softphone.application.contacts.address_book import PINNED_FOR_CONTACT
from softphone.application.settings.declarations import CALLER_ID_NUMBER, ENABLED, MODE
from softphone.application.settings.origins import Rulebook, ValueOrigin
from softphone.application.softphone import Softphone
from softphone.domain.caller_id.policy import DEFAULT, NOTHING_PICKED, Decision
from softphone.domain.caller_id.selector import RuleId
from softphone.qt.language import in_line, spoken


@dataclass(frozen=True, slots=True)
class CallerIdView:
    """Attributes:
    headline: The number, or what stands for it while none is known.
    detail: Its label and who chose it.
    reason: One line, why this number; empty while there is nothing to say.
    asks: The agent must do something before a call can be placed.
    may_pick: The list may be opened.
    lock: Who has settled it in the agent's stead: "Set by Acme (it@acme.example)", or a supervisor's
        pin, "Set by sam until 18:00: campaign"; else empty.
    lock_where: File and line of that; empty for a pin.
    news: What somebody else has just set; else empty.
    why_fixed: Where one number is shown in every call and nobody has locked it: that; else empty.
    """

    headline: str
    detail: str = ""
    reason: str = ""
    asks: bool = False
    may_pick: bool = False
    lock: str = ""
    lock_where: str = ""
    news: str = ""
    why_fixed: str = ""

    @property
    def why_no_list(self) -> str:
        """Why the list does not open; empty if it does."""
        if self.may_pick:
            return ""
        return self.lock or self.why_fixed or _tr("There is no list: the rules choose every number.")


def caller_id_view(softphone: Softphone | None, decision: Decision | None, *, once: str = "") -> CallerIdView:
    """The card for this moment; ``once``: what the next call only is to show."""
    if softphone is None:
        return CallerIdView(_tr("Loading the numbers…"))
    view = _view(softphone, decision, once)
    if view.may_pick:
        return view
    if softphone.inventory.policy.agent_may_pick:
        return replace(view, lock=_set_by(softphone))
    lock = _lock_of(softphone)
    if lock is None:
        fixed = softphone.inventory.policy.fixed
        why = _tr("There is no list: this number is shown in every call.") if fixed else ""
        return replace(view, why_fixed=why)
    return replace(view, lock=spoken(lock.words), lock_where=lock.where)


def _set_by(softphone: Softphone) -> str:
    """Which other person has set what is in force: "Set by sam until 18:00: campaign"; empty: nobody."""
    there = softphone.pick.at_task_router.assignment
    is_others = (
        there is not None
        and there.by not in ("", softphone.identity.agent)
        and there.caller_id == softphone.pick.in_force
    )
    return spoken(set_by_words(there, time.time())) if there is not None and is_others else ""


def _lock_of(softphone: Softphone) -> ValueOrigin | None:
    """What keeps the agent from choosing; None: they do it themselves, or there is no selector at all."""
    agent = softphone.identity.agent
    is_fixed = bool(softphone.inventory.policy.fixed)
    if not softphone.settings.is_on(ENABLED, agent) and not is_fixed:
        return None
    decides = CALLER_ID_NUMBER if is_fixed else MODE
    origin = Rulebook(softphone.company, softphone.settings, agent).origin(decides)
    return origin if origin.is_locked else None


def _view(softphone: Softphone, decision: Decision | None, once: str) -> CallerIdView:
    may_pick = softphone.pick.is_the_agents
    if decision is None:
        return _without_destination(softphone, may_pick, once)
    own = decision.choice.caller_id
    if own is None:
        may_choose = decision.asks and may_pick and not softphone.inventory.nothing_to_pick
        headline = _tr("Choose a number") if may_choose else _tr("No number to show")
        return CallerIdView(headline, reason=spoken(decision.words), asks=True, may_pick=may_pick)
    who = _tr("for this call only") if once else _decided_by(softphone, decision)
    detail = _joined(own.label, who)
    reason = "" if decision.choice.rule in (RuleId.PICKED, RuleId.FIXED) else spoken(decision.words)
    return CallerIdView(own.number.display, detail, reason, may_pick=may_pick)


def _without_destination(softphone: Softphone, may_pick: bool, once: str) -> CallerIdView:
    pick = once or softphone.pick.in_force
    if pick == NOTHING_PICKED and (why := softphone.inventory.nothing_to_pick):
        return CallerIdView(_tr("No number to show"), reason=spoken(why), asks=True, may_pick=may_pick)
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
        headline = _tr("Choose a number") if may_pick else _tr("No number to show")
        reason = _joined_sentences(_unavailable(pick, problem), spoken(softphone.whom_to_ask))
        return CallerIdView(headline, reason=reason, asks=True, may_pick=may_pick)
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
        is_pinned = not softphone.pick.is_the_agents  # then the padlock's line says it
        return "" if is_pinned else in_line(_set_by(softphone) or spoken(softphone.pick.who_chose))
    if rule is RuleId.FIXED:
        return _tr("set by {name}").format(name=softphone.company.name or _tr("your administrator"))
    return _tr("chosen automatically")


def _joined_sentences(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CallerIdView", text)
