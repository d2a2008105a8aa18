"""Agents, groups and lines of a settings file that do not fit together: both places are named.

Rule 1: names count letter for letter; two that differ only in case are probably one.
Rule 2: a number that somebody is to show and that is not theirs by group or line is told.
"""

from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Final

from softphone.application.settings.declarations import ALLOW_DEFAULT, CALLER_ID_NUMBER
from softphone.application.settings.values import Settings
from softphone.domain.caller_id.ring_groups import RingGroups
from softphone.domain.words import Words, say

LineOf = Callable[[tuple[str, ...]], int]
Place = tuple[str, ...]
Found = Iterator[tuple[int, str, Words]]

_WILD: Final = frozenset("*?[")
_NUMBER: Final = CALLER_ID_NUMBER.key


def numbers_of_others(settings: Settings, groups: RingGroups, line_of: LineOf) -> Found:
    """A number that is another agent's line or of others' groups; an agent who has none to choose from."""
    for table, layer in (("locked", settings.locked), ("defaults", settings.defaults)):
        if (entry := layer.get(_NUMBER)) is not None:
            yield from _on_a_line(f"{table}.{_NUMBER}", entry.line, str(entry.value), "", groups, line_of)
    for agent, own in settings.agents.items():
        entry = own.get(_NUMBER)
        if entry is not None:
            key, e164 = f"agents.{agent}.{_NUMBER}", str(entry.value)
            yield from _on_a_line(key, entry.line, e164, agent, groups, line_of)
            yield from _of_other_groups(key, entry.line, e164, agent, groups, line_of)
        elif _has_nothing_to_choose(agent, settings, groups):
            key = f"agents.{agent}"
            line = settings.in_force(ALLOW_DEFAULT, agent).line
            words = say(
                "{agent} is in no ring group, and with line {line} Default is not offered: no call can "
                "be placed",
                agent=agent,
                line=line,
            )
            yield line_of(("agents", agent)), key, words


def _on_a_line(key: str, line: int, e164: str, agent: str, groups: RingGroups, line_of: LineOf) -> Found:
    owner = groups.dedicated_lines.get(e164)
    if owner is not None and owner != agent:
        place = line_of(("dedicated_lines", e164))
        yield line, key, say("it is {owner}'s dedicated line (line {line})", owner=owner, line=place)


def _of_other_groups(
    key: str, line: int, e164: str, agent: str, groups: RingGroups, line_of: LineOf
) -> Found:
    its = groups.of_number(e164)
    if not groups.groups or groups.dedicated_lines.get(e164) == agent:
        return
    if not set(its) & set(groups.of_agent(agent)):
        words = say("{agent} is in no ring group that has it; it is shown all the same", agent=agent)
        yield line, key, words


def _has_nothing_to_choose(agent: str, settings: Settings, groups: RingGroups) -> bool:
    is_in_none = bool(groups.groups) and not groups.of_agent(agent)
    has_own_line = agent in groups.dedicated_lines.values()
    is_fixed = _NUMBER in settings.locked
    return is_in_none and not has_own_line and not is_fixed and not settings.is_on(ALLOW_DEFAULT, agent)


def names_alike(settings: Settings, groups: RingGroups, supervisors: Sequence[str], line_of: LineOf) -> Found:
    """Names that differ only in case: they are two, and one of them is probably meant."""
    yield from _alike({name: ("ring_groups", name) for name in groups.groups}, line_of, _TWO_GROUPS)
    places: dict[str, Place] = {agent: ("agents", agent) for agent in settings.agents}
    for number, agent in groups.dedicated_lines.items():
        places.setdefault(agent, ("dedicated_lines", number))
    for name, group in groups.groups.items():
        for agent in group.agents:
            places.setdefault(agent, ("ring_groups", name, "agents"))
    for agent in supervisors:
        places.setdefault(agent, ("supervisors", "agents"))
    yield from _alike(places, line_of, _TWO_AGENTS)
    yield from _patterns(places, line_of)
    for agent in settings.agents:
        if not _WILD.isdisjoint(agent):
            words = say("only names count here, and “{agent}” is a pattern: it is nobody's", agent=agent)
            yield line_of(("agents", agent)), f"agents.{agent}", words


_TWO_AGENTS: Final = say(
    "“{other}” and “{first}” (line {line}) differ only in case, so they are two agents",
    other="{other}",
    first="{first}",
    line="{line}",
)
_TWO_GROUPS: Final = say(
    "“{other}” and “{first}” (line {line}) differ only in case, so they are two ring groups",
    other="{other}",
    first="{first}",
    line="{line}",
)


def _alike(places: dict[str, Place], line_of: LineOf, template: str) -> Found:
    alike: dict[str, list[str]] = {}
    for name in places:
        alike.setdefault(name.casefold(), []).append(name)
    for names in alike.values():
        first, *others = sorted(names, key=lambda name: line_of(places[name])) if names[1:] else names
        for other in others:
            words = say(template, other=other, first=first, line=line_of(places[first]))
            yield line_of(places[other]), ".".join(places[other]), words


def _patterns(places: dict[str, Place], line_of: LineOf) -> Found:
    """A pattern that would include a name but for the case of its letters."""
    names = [name for name in places if _WILD.isdisjoint(name)]
    for pattern in (name for name in places if not _WILD.isdisjoint(name)):
        for name in names:
            if fnmatchcase(name.casefold(), pattern.casefold()) and not fnmatchcase(name, pattern):
                told = {"pattern": pattern, "name": name, "line": line_of(places[name])}
                words = say(
                    "“{pattern}” leaves out “{name}” (line {line}) for the case of its letters", **told
                )
                yield line_of(places[pattern]), ".".join(places[pattern]), words
