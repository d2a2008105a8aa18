"""What the company says in its settings file: locks, defaults, ring groups, lines.

Rule 1: all problems of a file are found at once; each names key, line and what was expected.
Rule 2: what is wrong is left out and reported; the rest counts, unless there is a last good
        copy: then that counts (``last_good``).

The checks are our own: msgspec (24 ms to import) stops at the first mistake; pydantic (42 ms)
finds them all; neither knows a line, and their models would declare each setting a second time.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from softphone.application.settings.checks import agent_name, e164
from softphone.application.settings.contradictions import Contradiction, contradictions
from softphone.application.settings.declarations import SECTIONS, SETTINGS
from softphone.application.settings.values import Entry, Settings
from softphone.domain.caller_id.ring_groups import RingGroup, RingGroups
from softphone.domain.words import Words, say

LineOf = Callable[[tuple[str, ...]], int]
_TABLES: Final = (
    "organization",
    "locked",
    "defaults",
    "agents",
    "ring_groups",
    "dedicated_lines",
    "supervisors",
)


# Tables of Flex's and others' configurations, without _ and -; the guide for administrators has the keys.
_OF_OTHERS: Final = dict.fromkeys(
    ("callerid", "outboundcallerid", "customdata", "features", "outboundcallflows"), "caller_id"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a settings file.

    Attributes:
        line: 0 where there are no lines (a policy of the system).
        is_about_trust: What the file says is sound, but anybody may have written it.
    """

    file: str
    line: int
    key: str
    what: str
    expected: str
    is_about_trust: bool = False

    def __str__(self) -> str:
        """FILE:LINE: KEY: what is wrong; what was expected."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.key}: {self.what}; expected {self.expected}"


@dataclass(frozen=True, slots=True)
class Company:
    """A settings file, read and checked.

    Attributes:
        name, contact: From [organization]; empty if not given.
        supervisors: Agent names or patterns.
        warning: A sentence about the file as a whole that stays until it is mended; else empty.
        contradictions: Lines that cannot both hold; which of them wins is fixed.
        is_copy: The file cannot be used; this is its last good copy.
    """

    settings: Settings = field(default_factory=Settings)
    ring_groups: RingGroups = field(default_factory=RingGroups)
    supervisors: tuple[str, ...] = ()
    name: str = ""
    contact: str = ""
    problems: tuple[Problem, ...] = ()
    warning: str = ""
    is_copy: bool = False
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def in_words(self) -> Words:
        """Whom to ask: "Acme (it@acme.example)"."""
        name = say("{name}", name=self.name) if self.name else say("your company")
        return say("{name} ({contact})", name=name, contact=self.contact) if self.contact else name

    @property
    def is_sound(self) -> bool:
        """There is no mistake in what is in force."""
        return self.is_copy or all(problem.is_about_trust for problem in self.problems)


def company_from(tables: Mapping[str, Any], file: str, line_of: LineOf) -> Company:
    """Check the parsed ``tables`` of ``file``.

    Args:
        line_of: The line on which a key path begins; asked for every setting
            and every problem.
    """
    reader = _Reader(tables, file, line_of)
    settings = Settings(
        locked=reader.settings(("locked",)),
        agents=reader.agents(),
        defaults=reader.settings(("defaults",)),
        file=file,
    )
    ring_groups = RingGroups(reader.ring_groups(), reader.dedicated_lines())
    supervisors = reader.names(("supervisors", "agents")) if "supervisors" in tables else ()
    name, contact = reader.text(("organization", "name")), reader.text(("organization", "contact"))
    reader.unknown_keys()
    return Company(
        settings,
        ring_groups,
        supervisors,
        name,
        contact,
        tuple(reader.problems),
        contradictions=contradictions(settings, ring_groups, supervisors, line_of),
    )


class _Reader:
    def __init__(self, tables: Mapping[str, Any], file: str, line_of: LineOf) -> None:
        self._tables, self._file, self._line_of = tables, file, line_of
        self.problems: list[Problem] = []

    def settings(self, path: tuple[str, ...]) -> dict[str, Entry]:
        """The settings below ``path``: {"caller_id.mode": …}."""
        found: dict[str, Entry] = {}
        for section, values in self._table(path).items():
            for key in self._table((*path, section)) if isinstance(values, Mapping) else ():
                self._setting((*path, section, key), f"{section}.{key}", found)
            if not isinstance(values, Mapping):
                self._problem((*path, section), f"is {_kind(values)}", "a table of settings")
            elif not values and section not in SECTIONS:
                self._problem((*path, section), "is not known here", _did_you_mean(section, SECTIONS))
        return found

    def agents(self) -> dict[str, dict[str, Entry]]:
        agents = {agent: self.settings(("agents", agent)) for agent in self._table(("agents",))}
        for agent in agents:
            self._names_checked(("agents", agent), [agent])
        return agents

    def ring_groups(self) -> dict[str, RingGroup]:
        groups = {}
        for name in self._table(("ring_groups",)):
            path = ("ring_groups", name)
            groups[name] = RingGroup(
                frozenset(self._checked((*path, "numbers"), e164)), tuple(self.names((*path, "agents")))
            )
            self._only((*path,), ("numbers", "agents"))
        return groups

    def dedicated_lines(self) -> dict[str, str]:
        lines = {}
        for number, agent in self._table(("dedicated_lines",)).items():
            path = ("dedicated_lines", number)
            if self._accepts(path, number, e164) and self._accepts(path, agent, agent_name):
                lines[number] = agent
        return lines

    def names(self, path: tuple[str, ...]) -> tuple[str, ...]:
        return self._names_checked(path, self._list(path))

    def text(self, path: tuple[str, ...]) -> str:
        value = self._table(path[:-1]).get(path[-1], "")
        if not isinstance(value, str):
            self._problem(path, f"is {_kind(value)}", "text")
            return ""
        return value

    def unknown_keys(self) -> None:
        self._only((), _TABLES)
        self._only(("organization",), ("name", "contact"))
        self._only(("supervisors",), ("agents",))

    def _setting(self, path: tuple[str, ...], key: str, found: dict[str, Entry]) -> None:
        value = self._table(path[:-1])[path[-1]]
        if key not in SETTINGS:
            self._problem(path, "is not a setting", _did_you_mean(key, SETTINGS))
        elif self._accepts(path, value, SETTINGS[key].check):
            found[key] = Entry(SETTINGS[key].check(value), self._line_of(path))

    def _checked(self, path: tuple[str, ...], check: Callable[[Any], Any]) -> Iterator[Any]:
        return (check(value) for value in self._list(path) if self._accepts(path, value, check))

    def _names_checked(self, path: tuple[str, ...], names: list[Any]) -> tuple[str, ...]:
        accepted = []
        for name in names:
            if isinstance(name, str) and name.strip():
                accepted.append(name)
            else:
                self._problem(path, f"{name!r} is no name", "agent names, or patterns with *")
        return tuple(accepted)

    def _accepts(self, path: tuple[str, ...], value: Any, check: Callable[[Any], Any]) -> bool:
        try:
            check(value)
        except ValueError as expected:
            self._problem(path, f"{value!r} does not fit", str(expected))
            return False
        return True

    def _table(self, path: tuple[str, ...]) -> Mapping[str, Any]:
        table: Any = self._tables
        for step, key in enumerate(path):
            table = table.get(key, {})
            if not isinstance(table, Mapping):
                self._problem(path[: step + 1], f"is {_kind(table)}", "a table")
                return {}
        return table  # type: ignore[no-any-return]  # walked from Any

    def _list(self, path: tuple[str, ...]) -> list[Any]:
        value = self._table(path[:-1]).get(path[-1], [])
        if isinstance(value, list):
            return value
        self._problem(path, f"is {_kind(value)}", "a list")
        return []

    def _only(self, path: tuple[str, ...], known: tuple[str, ...]) -> None:
        for key in self._table(path):
            if key not in known:
                hint = _belongs_under(key) if not path else ""
                self._problem((*path, key), "is not known here", hint or _did_you_mean(key, known))

    def _problem(self, path: tuple[str, ...], what: str, expected: str) -> None:
        problem = Problem(self._file, self._line_of(path), ".".join(path), what, expected)
        if problem not in self.problems:
            self.problems.append(problem)


def _belongs_under(table: str) -> str:
    """Where a table of another product, or of ours without its strength, is to be put; empty if unknown."""
    section = _OF_OTHERS.get(table.lower().replace("_", "").replace("-", ""), table)
    return f"put it under [locked.{section}] or [defaults.{section}]" if section in SECTIONS else ""


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list"}
    return names.get(type(value), "a table" if isinstance(value, Mapping) else "a date")


def _did_you_mean(key: str, known: Mapping[str, Any] | tuple[str, ...]) -> str:
    near = get_close_matches(key, list(known), n=1)
    return f"{near[0]} (did you mean that?)" if near else "one of " + ", ".join(sorted(known))
