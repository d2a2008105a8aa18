"""Two lines of a settings file that cannot both hold: which they are, and which of them wins.

Rule 1: a contradiction is no mistake: what wins is fixed (docs/CONTRACT.md §1.5 and §2), so
        the file stays in force.
Rule 2: it names both lines; nothing is ignored without a word.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from softphone.application.settings.contradicting_names import Found, names_alike, numbers_of_others
from softphone.application.settings.declarations import (
    ALLOW_DEFAULT,
    AUTOMATED_USES_VERIFIED,
    CALLER_ID_NUMBER,
    ENABLED,
    INCLUDE_VERIFIED,
    LAST_RESORT,
    LINKS_DIAL,
    MODE,
    OUTBOUND,
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
    """Two keys: with these values one makes the other meaningless; None: with any value.

    Attributes:
        wins_in: The kinds of tables where the winner has that power.
        loses_in: The kinds of tables where the loser is meant.
    """

    wins: str
    wins_with: object
    loses: str
    loses_with: object
    words: str
    wins_in: frozenset[str] = frozenset({"locked", "agents", "defaults"})
    loses_in: frozenset[str] = frozenset({"locked", "agents", "defaults"})


_WILD: Final = frozenset("*?[")
_NUMBER: Final = CALLER_ID_NUMBER.key
_FIXES: Final = frozenset({"locked", "agents"})  # where a number is shown in every call
_SUGGESTS: Final = frozenset({"defaults"})
# Strongest first, as in docs/CONTRACT.md §1.5 and §2.
_PAIRS: Final = (
    Pair(
        _NUMBER,
        None,
        MODE.key,
        "automated",
        say("line {line} fixes the number, which is shown in every call"),
        wins_in=_FIXES,
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
        wins_in=_FIXES,
    ),
    Pair(
        MODE.key,
        "automated",
        _NUMBER,
        None,
        say("with line {line} the rules choose, so nobody starts with this number"),
        loses_in=_SUGGESTS,
    ),
    Pair(
        ENABLED.key,
        False,
        MODE.key,
        "customized",
        say("line {line} hides the list, so nobody can customize the number"),
    ),
    Pair(
        ENABLED.key,
        False,
        ALLOW_DEFAULT.key,
        False,
        say("line {line} hides the list, so it does not matter what is offered in it"),
    ),
    Pair(
        MODE.key,
        "automated",
        ALLOW_DEFAULT.key,
        False,
        say("with line {line} every call is Default, whether it is offered or not"),
    ),
    Pair(
        AUTOMATED_USES_VERIFIED.key,
        True,
        INCLUDE_VERIFIED.key,
        False,
        say("verified numbers are not in the list, but with line {line} the rules show them"),
    ),
    Pair(
        OUTBOUND.key,
        False,
        LINKS_DIAL.key,
        True,
        say("with line {line} no call is placed, so no link places one"),
    ),
)


def contradictions(
    settings: Settings, groups: RingGroups, supervisors: Sequence[str], line_of: LineOf
) -> tuple[Contradiction, ...]:
    """All that contradict each other in one file, in the order of its tables."""
    found: dict[tuple[int, str], Contradiction] = {}
    for line, key, words in (
        *_in_tables(settings),
        *numbers_of_others(settings, groups, line_of),
        *_default_number(settings, groups, line_of),
        *_last_resort(settings, groups),
        *names_alike(settings, groups, supervisors, line_of),
    ):
        found.setdefault((line, key), Contradiction(settings.file, line, key, words))
    return tuple(found.values())


def _in_tables(settings: Settings) -> Found:
    tables = _tables(settings)
    for agent, own in settings.agents.items():
        for key in own.keys() & settings.locked.keys():
            words = say("line {line} locks it for everybody", line=settings.locked[key].line)
            yield own[key].line, f"agents.{agent}.{key}", words
    for key in settings.defaults.keys() & settings.locked.keys():
        words = say("line {line} locks it, so nobody starts with this", line=settings.locked[key].line)
        yield settings.defaults[key].line, f"defaults.{key}", words
    for pair in _PAIRS:
        for winning, wins in tables:
            for losing, loses in tables:
                if _kind(winning) in pair.wins_in and _kind(losing) in pair.loses_in:
                    yield from _in_pair(pair, (winning, wins), (losing, loses), settings)


Table = tuple[str, Layer]


def _tables(settings: Settings) -> tuple[Table, ...]:
    own = tuple((f"agents.{agent}", layer) for agent, layer in settings.agents.items())
    return ("locked", settings.locked), *own, ("defaults", settings.defaults)


def _kind(table: str) -> str:
    return table.partition(".")[0]


def _in_pair(pair: Pair, winning: Table, losing: Table, settings: Settings) -> Found:
    """Tables of two agents have nothing to do with each other, nor does what another table overrules."""
    if _kind(winning[0]) == _kind(losing[0]) == "agents" and winning[0] != losing[0]:
        return
    winner, loser = winning[1].get(pair.wins), losing[1].get(pair.loses)
    if winner is None or loser is None:
        return
    for table, key in ((winning[0], pair.wins), (losing[0], pair.loses)):
        if table != "locked" and key in settings.locked:
            return
    if pair.wins_with in (None, winner.value) and pair.loses_with in (None, loser.value):
        yield loser.line, f"{losing[0]}.{pair.loses}", say(pair.words, line=winner.line)


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
