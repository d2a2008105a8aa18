"""One setting: its key, type, default, check and words; and how it is asked for.

Rule: a setting that is made is declared: nothing has to be listed a second time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from softphone.application.settings.checks import Check, OneOf, Value, yes_or_no


class ValueKind(StrEnum):
    """How a setting is asked for."""

    YES_NO = "yes or no"
    ONE_OF = "one of some"
    TEXT = "text"


# The preferences page; the company's settings file alone; the sign-in page; the preferences' sound section.
SetBy = Literal["user", "company", "sign-in", "sound"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        key: Its name in files: "caller_id.mode".
        check: Returns the value, or raises ValueError with what was expected.
        set_by: Who has a say; the preferences show what is not the user's read only, or not at all.
    """

    key: str
    default: Value
    check: Check
    label: str
    help: str
    set_by: SetBy = "user"

    @property
    def section(self) -> str:
        """The first part of the key, as in the file: "caller_id"."""
        return self.key.split(".")[0]

    @property
    def kind(self) -> ValueKind:
        if isinstance(self.check, OneOf):
            return ValueKind.ONE_OF
        return ValueKind.YES_NO if self.check is yes_or_no else ValueKind.TEXT

    @property
    def choices(self) -> Mapping[str, str]:
        """Each value that is allowed, with the words that people read; empty for other kinds."""
        return self.check.words if isinstance(self.check, OneOf) else {}

    def __post_init__(self) -> None:
        if self.key in _DECLARED:
            raise ValueError(f"{self.key} is declared twice")
        _DECLARED[self.key] = self


_DECLARED: Final[dict[str, Setting]] = {}


def declared() -> Mapping[str, Setting]:
    """Every setting that was made so far, by its key, in the order of the declarations."""
    return _DECLARED
