"""The layers of settings: the company's locks, each agent's own entries, choices, defaults.

Rule 1: locked > the agent's own entry > the user's choice > defaults > built in.
Rule 2: a value knows where it comes from; a locked one cannot be written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from softphone.application.settings.checks import Value
from softphone.application.settings.declarations import SETTINGS
from softphone.application.settings.setting import Setting
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say


class Source(StrEnum):
    """Where a value comes from, strongest first."""

    LOCKED = "locked"
    AGENT = "the agent's own entry"
    USER = "chosen here"
    DEFAULTS = "defaults"
    BUILT_IN = "built in"


@dataclass(frozen=True, slots=True)
class Entry:
    """A value as it stands in a file, with its line (from 1; 0: nobody knows).

    Attributes:
        file: Where it was read from, where that is not the settings' own file: a policy of the system.
    """

    value: Value
    line: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class InForce:
    """The value that counts and where it comes from: file (empty: none) and line (0: nobody knows)."""

    value: Value
    source: Source
    line: int = 0
    file: str = ""

    @property
    def is_locked(self) -> bool:
        return self.source in (Source.LOCKED, Source.AGENT)

    @property
    def where(self) -> str:
        """FILE:LINE as far as it is known; empty where there is no file."""
        return f"{self.file}:{self.line}" if self.file and self.line else self.file


@dataclass(frozen=True, slots=True)
class Settings:
    """An immutable snapshot over all layers; a change makes a new one.

    Attributes:
        agents: Each agent's own entries, by name.
        file: Where the locks and defaults were read from, for people.
    """

    locked: Mapping[str, Entry] = field(default_factory=dict)
    agents: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    user: Mapping[str, Value] = field(default_factory=dict)
    defaults: Mapping[str, Entry] = field(default_factory=dict)
    file: str = ""

    def in_force(self, setting: Setting, agent: str = "") -> InForce:
        """What counts for ``agent``, and where it comes from."""
        key = setting.key
        if entry := self.locked.get(key):
            return self._of(entry, Source.LOCKED)
        if entry := self.agents.get(agent, {}).get(key):
            return self._of(entry, Source.AGENT)
        if key in self.user:
            return InForce(self.user[key], Source.USER)
        if entry := self.defaults.get(key):
            return self._of(entry, Source.DEFAULTS)
        return InForce(setting.default, Source.BUILT_IN)

    def _of(self, entry: Entry, source: Source) -> InForce:
        return InForce(entry.value, source, entry.line, entry.file or self.file)

    def text(self, setting: Setting, agent: str = "") -> str:
        return str(self.in_force(setting, agent).value)

    def is_on(self, setting: Setting, agent: str = "") -> bool:
        return self.in_force(setting, agent).value is True

    def with_user(self, values: Mapping[str, Value | None], agent: str = "") -> "Settings":
        """A snapshot with the user's values changed; None takes the user's value back.

        Raises SoftphoneError: a value is locked, for all or for ``agent``, or not acceptable.
        """
        checked = {
            key: self._checked(SETTINGS[key], value, agent)
            for key, value in values.items()
            if value is not None
        }
        kept = {key: value for key, value in self.user.items() if key not in values}
        return Settings(self.locked, self.agents, {**kept, **checked}, self.defaults, self.file)

    def _checked(self, setting: Setting, value: Value, agent: str) -> Value:
        in_force = self.in_force(setting, agent)
        if in_force.is_locked and in_force.value != value:
            raise SoftphoneError(
                say(
                    "“{label}” is set in {file} and cannot be changed here.",
                    label=setting.label,
                    file=in_force.file,
                )
            )
        try:
            return setting.check(value)
        except ValueError as expected:
            raise SoftphoneError(
                say("“{value}” does not fit “{label}”.", value=value, label=setting.label),
                remedy=say("It should be {expected}.", expected=expected.args[0]),
            ) from expected
