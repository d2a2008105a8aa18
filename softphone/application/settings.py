"""Every setting, declared once: its key, type, default, check and words.

The settings file, the preferences, the command line and the documentation read
SETTINGS; nothing is declared twice.

Rule 1: locked > the agent's own entry > the user's choice > defaults > built in.
Rule 2: a value knows where it comes from; a locked one cannot be written.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

Value = str | bool
Check = Callable[[Any], Value]


class Source(StrEnum):
    """Where a value comes from, strongest first."""

    LOCKED = "locked"
    AGENT = "the agent's own entry"
    USER = "chosen here"
    DEFAULTS = "defaults"
    BUILT_IN = "built in"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        key: Its name in files: "caller_id.mode".
        check: Returns the value, or raises ValueError with what was expected.
    """

    key: str
    default: Value
    check: Check
    label: str
    help: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A value as it stands in a file, with its line (from 1; 0: nobody knows)."""

    value: Value
    line: int = 0


@dataclass(frozen=True, slots=True)
class InForce:
    """The value that counts and where it comes from."""

    value: Value
    source: Source
    line: int = 0

    @property
    def is_locked(self) -> bool:
        return self.source in (Source.LOCKED, Source.AGENT)


def yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def one_of(*words: str) -> Check:
    def check(value: Any) -> str:
        if value not in words:
            raise ValueError(" or ".join(f'"{word}"' for word in words))
        return str(value)

    return check


def e164(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\+[1-9]\d{4,14}", value, re.ASCII):
        raise ValueError('a number in E.164, such as "+14155550123"')
    return value


def sid(prefix: str) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str) or not value.startswith(prefix):
            raise ValueError(f'an identifier that starts with "{prefix}"')
        return value.strip()

    return check


def country(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{2}", value, re.ASCII):
        raise ValueError('a country code of two letters, such as "US"')
    return value


def agent_name(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[\w.@ +-]{1,64}", value):
        raise ValueError("a name of up to 64 letters, digits, blanks or . @ + - _")
    return value.strip()


def endpoint(value: Any) -> str:
    """Where the agent's phone rings."""
    text = value.strip() if isinstance(value, str) else ""
    if re.fullmatch(r"client:[\w.+-]{1,120}|sips?:[^\s@]+@[^\s@]+|\+[1-9]\d{4,14}", text, re.ASCII):
        return text
    raise ValueError('a SIP address ("sip:ana@acme.example"), a phone number ("+1…") or "client:" and a name')


CALLER_ID_NUMBER: Final = Setting(
    "caller_id.number", "", e164, "Caller ID", "The number to show; the only one where it is locked."
)
ENABLED: Final = Setting(
    "caller_id.enabled", True, yes_or_no, "Show the caller ID picker", "Off: every call is Automated."
)
INCLUDE_VERIFIED: Final = Setting(
    "caller_id.include_outgoing_only_numbers",
    True,
    yes_or_no,
    "Offer verified numbers",
    "Numbers that are only verified with Twilio may be picked; calls back do not reach you.",
)
MODE: Final = Setting(
    "caller_id.mode",
    "customized",
    one_of("customized", "automated"),
    "Who chooses the caller ID",
    "Customized: the agent. Automated: the rules.",
)
ALLOW_DEFAULT: Final = Setting(
    "caller_id.allow_default",
    True,
    yes_or_no,
    "Offer Default (automatic)",
    "The agent may leave the choice to the rules.",
)
AUTOMATED_USES_VERIFIED: Final = Setting(
    "caller_id.automated_uses_verified",
    False,
    yes_or_no,
    "Automated uses verified numbers",
    "Off by default: nobody can call them back through us, and carriers trust them less.",
)
LAST_RESORT: Final = Setting(
    "caller_id.last_resort",
    "literal",
    one_of("literal", "own_groups"),
    "Last resort",
    "own_groups: never a number from outside the agent's ring groups.",
)
ACCOUNT_SID: Final = Setting(
    "twilio.account_sid", "", sid("AC"), "Account SID", "Twilio Console, Account info."
)
WORKSPACE_SID: Final = Setting(
    "twilio.workspace_sid", "", sid("WS"), "Workspace SID", "TaskRouter; optional."
)
API_KEY_SID: Final = Setting("twilio.api_key_sid", "", sid("SK"), "API key SID", "Starts with SK.")
AGENT: Final = Setting("agent.name", "", agent_name, "Your name", "As your supervisor knows it, e.g. ana.")
ENDPOINT: Final = Setting(
    "agent.endpoint",
    "",
    endpoint,
    "Your phone rings at",
    "A SIP address, a phone number, or client: and a name.",
)
HOME_COUNTRY: Final = Setting(
    "dialing.home_country", "", country, "Home country", "For numbers typed without +."
)
LOOK: Final = Setting(
    "window.look", "system", one_of("system", "light", "dark"), "Look", "Light, dark, or as the system is."
)

SETTINGS: Final[dict[str, Setting]] = {
    setting.key: setting
    for setting in (
        CALLER_ID_NUMBER,
        ENABLED,
        INCLUDE_VERIFIED,
        MODE,
        ALLOW_DEFAULT,
        AUTOMATED_USES_VERIFIED,
        LAST_RESORT,
        ACCOUNT_SID,
        WORKSPACE_SID,
        API_KEY_SID,
        AGENT,
        ENDPOINT,
        HOME_COUNTRY,
        LOOK,
    )
}


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
            return InForce(entry.value, Source.LOCKED, entry.line)
        if entry := self.agents.get(agent, {}).get(key):
            return InForce(entry.value, Source.AGENT, entry.line)
        if key in self.user:
            return InForce(self.user[key], Source.USER)
        if entry := self.defaults.get(key):
            return InForce(entry.value, Source.DEFAULTS, entry.line)
        return InForce(setting.default, Source.BUILT_IN)

    def text(self, setting: Setting, agent: str = "") -> str:
        return str(self.in_force(setting, agent).value)

    def is_on(self, setting: Setting, agent: str = "") -> bool:
        return self.in_force(setting, agent).value is True

    def with_user(self, values: Mapping[str, Value]) -> "Settings":
        """A snapshot with the user's values changed.

        Raises SoftphoneError: a value is locked or not acceptable.
        """
        checked = {key: self._checked(SETTINGS[key], value) for key, value in values.items()}
        return Settings(self.locked, self.agents, {**self.user, **checked}, self.defaults, self.file)

    def _checked(self, setting: Setting, value: Value) -> Value:
        if setting.key in self.locked and self.locked[setting.key].value != value:
            raise SoftphoneError(
                say(
                    "“{label}” is set in {file} and cannot be changed here.",
                    label=setting.label,
                    file=self.file,
                )
            )
        try:
            return setting.check(value)
        except ValueError as expected:
            raise SoftphoneError(
                say("“{value}” does not fit “{label}”.", value=value, label=setting.label),
                remedy=say("It should be {expected}.", expected=str(expected)),
            ) from expected
