"""Two lines of a settings file that cannot both hold: which they are, and which of them wins.

Rule 1: a contradiction is no mistake: what wins is fixed (docs/CONTRACT.md §1.5 and §2), so
        the file stays in force.
Rule 2: it names both lines; nothing is ignored without a word.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from softphone.application.settings.declarations import (
    ALLOW_DEFAULT,
    CALLER_ID_NUMBER,
    ENABLED,
    LAST_RESORT,
    MODE,
)
from softphone.application.settings.values import Entry, Settings
from softphone.domain.caller_id.ring_groups import RingGroup, RingGroups
from softphone.domain.words import Words, say

LineOf = Callable[[tuple[str, ...]], int]
Layer = Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Attributes:
    line: Of the key that loses, or of the later one.
    words: What it contradicts, on which line, and what counts.
    """

    file: str
    line: int
    key: str
    words: Words

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.words}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two keys: with these values one makes the other meaningless; None: with any value."""

    wins: str
    wins_with: object
    loses: str
    loses_with: object
    words: str


_WILD: Final = frozenset("*?[")
_NUMBER: Final = CALLER_ID_NUMBER.key
# Strongest first, as in docs/CONTRACT.md §1.5 and §2.
_PAIRS: Final = (
    Pair(
        _NUMBER,
        None,
        MODE.key,
        "automated",
        say("line {line} fixes the number, which is shown in every call"),
    ),
    Pair(
        _NUMBER,
        None,
        ENABLED.key,
        False,
        say("the list is hidden, and the number of line {line} is shown in every call"),
    ),
    Pair(
        _NUMBER,
        None,
        ALLOW_DEFAULT.key,
        True,
        say("line {line} fixes the number, so Default is never offered"),
    ),
    Pair(
        ENABLED.key,
        False,
        MODE.key,
        "customized",
        say("line {line} hides the list, so nobody can customize the number"),
    ),
    Pair(
        MODE.key,
        "automated",
        ALLOW_DEFAULT.key,
        False,
        say("with line {line} every call is Default, whether it is offered or not"),
    ),
)
# What an agent starts with: a suggested number never counts while the rules choose.
_PAIRS_OF_DEFAULTS: Final = (
    Pair(
        MODE.key,
        "automated",
        _NUMBER,
        None,
        say("with line {line} the rules choose, so nobody starts with this number"),
    ),
    *_PAIRS[1:2],
)


def contradictions(settings: Settings, groups: RingGroups, line_of: LineOf) -> tuple[Contradiction, ...]:
    """All that contradict each other in one file, in the order of its tables."""
    return tuple(
        Contradiction(settings.file, line, key, words)
        for line, key, words in (
            *_in_layers(settings),
            *_default_number(settings, groups, line_of),
            *_last_resort(settings, groups),
            *_names(settings, groups, line_of),
        )
    )


Found = Iterator[tuple[int, str, Words]]


def _in_layers(settings: Settings) -> Found:
    yield from _in_pair("locked", settings.locked, settings.locked, _PAIRS)
    for agent, own in settings.agents.items():
        table = f"agents.{agent}"
        yield from _in_pair(table, own, own, _PAIRS)
        yield from _in_pair("locked", own, settings.locked, _PAIRS[:1])
        for key in own.keys() & settings.locked.keys():
            words = say("line {line} locks it for everybody", line=settings.locked[key].line)
            yield own[key].line, f"{table}.{key}", words
    yield from _in_pair("defaults", settings.defaults, settings.defaults, _PAIRS_OF_DEFAULTS)
    for key in settings.defaults.keys() & settings.locked.keys():
        words = say("line {line} locks it, so nobody starts with this", line=settings.locked[key].line)
        yield settings.defaults[key].line, f"defaults.{key}", words


def _in_pair(table: str, wins: Layer, loses: Layer, pairs: tuple[Pair, ...]) -> Found:
    for pair in pairs:
        winner, loser = wins.get(pair.wins), loses.get(pair.loses)
        if winner is None or loser is None:
            continue
        if pair.wins_with in (None, winner.value) and pair.loses_with in (None, loser.value):
            yield loser.line, f"{table}.{pair.loses}", say(pair.words, line=winner.line)


def _default_number(settings: Settings, groups: RingGroups, line_of: LineOf) -> Found:
    """A suggested number that some agents cannot start with, because their ring groups lack it."""
    entry = settings.defaults.get(_NUMBER)
    if entry is None or not groups.groups:
        return
    for name, group in groups.groups.items():
        if entry.value not in group.numbers and not _all_have_it(group, str(entry.value), groups):
            line = line_of(("ring_groups", name))
            words = say(
                "ring group {name} (line {line}) lacks it: its agents have to choose another",
                name=name,
                line=line,
            )
            yield entry.line, f"defaults.{_NUMBER}", words


def _all_have_it(group: RingGroup, e164: str, groups: RingGroups) -> bool:
    """True when each agent or pattern of ``group`` is in another group that has the number."""
    having = {agent for other in groups.groups.values() if e164 in other.numbers for agent in other.agents}
    patterns = [agent for agent in having if not _WILD.isdisjoint(agent)]
    return all(
        agent in having or any(fnmatchcase(agent, pattern) for pattern in patterns) for agent in group.agents
    )


def _last_resort(settings: Settings, groups: RingGroups) -> Found:
    for table, layer in (("locked", settings.locked), ("defaults", settings.defaults)):
        entry = layer.get(LAST_RESORT.key)
        if entry is not None and entry.value == "own_groups" and not groups.groups:
            words = say("there are no ring groups, so every number is in reach")
            yield entry.line, f"{table}.{LAST_RESORT.key}", words


def _names(settings: Settings, groups: RingGroups, line_of: LineOf) -> Found:
    """Names that differ only in case: they are two agents, and one of them is probably meant."""
    places: dict[str, tuple[str, ...]] = {agent: ("agents", agent) for agent in settings.agents}
    for number, agent in groups.dedicated_lines.items():
        places.setdefault(agent, ("dedicated_lines", number))
    for name, group in groups.groups.items():
        for agent in group.agents:
            places.setdefault(agent, ("ring_groups", name, "agents"))
    alike: dict[str, list[str]] = {}
    for agent in places:
        alike.setdefault(agent.casefold(), []).append(agent)
    for agents in alike.values():
        first, *others = sorted(agents, key=lambda agent: line_of(places[agent])) if agents[1:] else agents
        for other in others:
            words = say(
                "“{other}” and “{first}” (line {line}) differ only in case, so they are two agents",
                other=other,
                first=first,
                line=line_of(places[first]),
            )
            yield line_of(places[other]), ".".join(places[other]), words
