"""Who shares which numbers: ring groups and dedicated lines.

Rule 1: with no ring group at all, every agent shares every number.
Rule 2: with ring groups, an agent in none shares no number.
Rule 3: a dedicated line belongs to one agent, whatever groups it is in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Final

_WILD: Final = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class RingGroup:
    """Numbers and the agents who share them.

    Attributes:
        numbers: E.164.
        agents: Names, or patterns with * and ? ("bo*").
    """

    numbers: frozenset[str] = frozenset()
    agents: tuple[str, ...] = ()

    def includes(self, agent: str) -> bool:
        if agent in self.agents:
            return True
        # Plain names are passed over: a thousand of them are no thousand regular expressions.
        patterns = (each for each in self.agents if not _WILD.isdisjoint(each))
        return any(fnmatchcase(agent, pattern) for pattern in patterns)


@dataclass(frozen=True, slots=True)
class RingGroups:
    """All ring groups by name, and each dedicated line's owner by E.164."""

    groups: Mapping[str, RingGroup] = field(default_factory=dict)
    dedicated_lines: Mapping[str, str] = field(default_factory=dict)

    def of_agent(self, agent: str) -> tuple[str, ...]:
        """Names of the groups that ``agent`` is in."""
        return tuple(name for name, group in self.groups.items() if group.includes(agent))

    def of_number(self, e164: str) -> tuple[str, ...]:
        """Names of the groups that a number is in."""
        return tuple(name for name, group in self.groups.items() if e164 in group.numbers)

    def numbers_shared_with(self, agent: str) -> frozenset[str] | None:
        """E.164 of every number in the agent's groups; None when all are shared."""
        if not self.groups:
            return None
        mine = (self.groups[name].numbers for name in self.of_agent(agent))
        return frozenset().union(*mine)
