"""What time it is where a number lives, and whether people there are to be left alone.

Rule 1: a number may live in several time zones; then both ends of the day are told.
Rule 2: where nobody can say (toll-free, networks without a country), nothing is told.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import phonenumbers
from phonenumbers.timezone import time_zones_for_number

from softphone.application.settings.checks import QUIET_HOURS
from softphone.domain.numbers.phone_number import PhoneNumber

_TOO_MANY_OFFSETS: Final = 5  # "somewhere in North America" helps nobody


@dataclass(frozen=True, slots=True)
class LocalTime:
    """The earliest and the latest time of day at the number's places; mostly the same."""

    earliest: datetime
    latest: datetime

    @property
    def is_one(self) -> bool:
        return self.earliest.utcoffset() == self.latest.utcoffset()


def local_time(number: PhoneNumber, now: float) -> LocalTime | None:
    """The time there at ``now`` (seconds since 1970); None if nobody can say."""
    try:
        zones = time_zones_for_number(phonenumbers.parse(number.e164))
    except phonenumbers.NumberParseException:
        return None
    moment = datetime.fromtimestamp(now, UTC)
    there: dict[object, datetime] = {}
    for zone in zones:
        try:
            at = moment.astimezone(ZoneInfo(zone))
        except (ZoneInfoNotFoundError, ValueError):
            continue  # "Etc/Unknown", or a zone that this system's table does not have
        there[at.utcoffset()] = at
    if not there or len(there) >= _TOO_MANY_OFFSETS:
        return None
    ordered = sorted(there.values(), key=lambda at: at.utcoffset() or at - at)
    return LocalTime(ordered[0], ordered[-1])


def is_quiet(there: LocalTime, quiet_hours: str) -> bool:
    """True when either end of ``there`` lies in ``quiet_hours`` ("21:00-08:00"; empty: never)."""
    found = QUIET_HOURS.fullmatch(quiet_hours)
    if not found:
        return False
    begins, ends = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    return any(_is_between(at.time(), begins, ends) for at in (there.earliest, there.latest))


def _is_between(at: time, begins: time, ends: time) -> bool:
    if begins <= ends:
        return begins <= at < ends
    return at >= begins or at < ends
