"""What a changed settings file means for this agent, as one quiet sentence.

Rule: what changes nothing for this agent is not told.
"""

from softphone.application.settings.declarations import SETTINGS
from softphone.application.settings.origins import Rulebook, ValueOrigin
from softphone.application.settings.setting import Setting
from softphone.domain.words import say


def news_of(before: Rulebook, after: Rulebook) -> str:
    """What is different now, in words; empty if nothing is."""
    changed = [setting for setting in SETTINGS.values() if _differs(before, after, setting)]
    company = after.company.name or before.company.name or say("your company")
    other_groups = _numbers_of(before) != _numbers_of(after)
    if not changed:
        return say("{company} has changed your ring groups.", company=company) if other_groups else ""
    if other_groups:
        return say(
            "{company} has changed your ring groups and settings: {count}.",
            company=company,
            count=len(changed),
        )
    if len(changed) > 1:
        return say("{company} has changed settings: {count}.", company=company, count=len(changed))
    return _of_one(changed[0], before, after, company)


def _of_one(setting: Setting, before: Rulebook, after: Rulebook, company: str) -> str:
    old, new = before.origin(setting), after.origin(setting)
    if old.value != new.value:
        return say(
            "{company} has changed “{label}”. It is now: {value}",
            company=company,
            label=setting.label,
            value=_shown(setting, new),
        )
    if new.is_locked:
        return say("“{label}” is now set by {company}.", label=setting.label, company=company)
    return say("“{label}” is yours to change now.", label=setting.label)


def _differs(before: Rulebook, after: Rulebook, setting: Setting) -> bool:
    old, new = before.origin(setting), after.origin(setting)
    return (old.value, old.is_locked) != (new.value, new.is_locked)


def _numbers_of(rulebook: Rulebook) -> object:
    """The agent's groups, the numbers in them, and their own lines."""
    groups = rulebook.company.ring_groups
    lines = frozenset(e164 for e164, owner in groups.dedicated_lines.items() if owner == rulebook.agent)
    return groups.of_agent(rulebook.agent), groups.numbers_shared_with(rulebook.agent), lines


def _shown(setting: Setting, origin: ValueOrigin) -> str:
    if isinstance(origin.value, bool):
        return say("Yes") if origin.value else say("No")
    return setting.choices.get(origin.value, origin.value) or say("Not set")
