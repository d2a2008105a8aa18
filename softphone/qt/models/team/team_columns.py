"""The columns of the team's table, each declared once: heading, width, what it shows and sorts by.

Rule: what a column shows is made in a lane, from one agent as they were read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from softphone.application.caller_id.assignment_words import caller_id_words, time_words
from softphone.application.team.roster import TeamMember
from softphone.domain.caller_id.assignment import Assignment
from softphone.domain.caller_id.policy import DEFAULT, NOTHING_PICKED, Mode
from softphone.domain.numbers.account import Account
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.qt.language import in_order, spoken

_NEVER = 2.0**40  # later than every time


@dataclass(frozen=True, slots=True)
class Seen:
    """One agent as they were read; ``now``: seconds since 1970."""

    member: TeamMember
    account: Account
    now: float

    @property
    def there(self) -> Assignment:
        return self.member.assignment or Assignment(NOTHING_PICKED)


def caller_id_text(caller_id: str, account: Account) -> str:
    """ "Sales London · +44 20 7946 0100", "Default (automatic)", "none: every call asks"."""
    words = spoken(caller_id_words(caller_id, account))
    if caller_id in (DEFAULT, NOTHING_PICKED):
        return words
    number = PhoneNumber(caller_id).display
    return in_order(number) if words == number else f"{words} · {in_order(number)}"


def name_text(member: TeamMember) -> str:
    """ "Ana Ferreira (ana)"."""
    return f"{member.full_name} ({member.agent})" if member.full_name else member.agent


def _time(at: float, now: float) -> str:
    return time_words(at, now) if at else ""


def _mode(seen: Seen) -> str:
    if seen.member.policy.fixed:
        return _tr("one fixed number")
    return _tr("Automated") if seen.member.policy.mode is Mode.AUTOMATED else _tr("Customized")


def _by_text(_seen: Seen) -> float:
    return 0.0


class Column(IntEnum):
    """From left to right.

    Attributes:
        heading: In the window's language.
        width: Lines of text.
        text: What it shows.
        number: What it sorts by before the text.
    """

    heading: Callable[[], str]
    width: float
    text: Callable[[Seen], str]
    number: Callable[[Seen], float]

    def __new__(
        cls,
        heading: Callable[[], str],
        width: float,
        text: Callable[[Seen], str],
        number: Callable[[Seen], float] = _by_text,
    ) -> "Column":
        place = len(cls.__members__)
        column = int.__new__(cls, place)
        column._value_ = place
        column.heading, column.width, column.text, column.number = heading, width, text, number
        return column

    AGENT = (lambda: _tr("Agent")), 10.8, lambda seen: name_text(seen.member)
    NOW = (
        (lambda: _tr("Now")),
        5.2,
        lambda seen: _tr("on a call") if seen.member.is_in_call else seen.member.activity,
    )
    CALLER_ID = (
        (lambda: _tr("Caller ID")),
        17.0,
        lambda seen: caller_id_text(seen.member.caller_id, seen.account),
    )
    UNTIL = (
        (lambda: _tr("Until")),
        4.2,
        lambda seen: _time(seen.there.until, seen.now),
        lambda seen: seen.there.until or _NEVER,
    )
    PINNED = (lambda: _tr("Pinned")), 4.6, lambda seen: _tr("pinned") if seen.there.pinned else ""
    BY = (lambda: _tr("By")), 3.8, lambda seen: seen.there.by
    SINCE = (
        (lambda: _tr("Since")),
        3.8,
        lambda seen: _time(seen.there.at, seen.now),
        lambda seen: -float(seen.there.at),
    )
    WHY = (lambda: _tr("Why")), 6.5, lambda seen: seen.there.why
    RING_GROUPS = (lambda: _tr("Ring groups")), 8.0, lambda seen: ", ".join(seen.member.ring_groups)
    MODE = (lambda: _tr("Mode")), 6.5, _mode


def _tr(text: str) -> str:
    return QCoreApplication.translate("TeamRows", text)
