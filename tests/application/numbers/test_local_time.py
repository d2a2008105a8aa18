"""What time it is where a number lives, and when people there are to be left alone."""

from datetime import UTC, datetime

import pytest

from softphone.application.numbers.local_time import is_quiet, local_time
from softphone.domain import PhoneNumber

WINTER = datetime(2026, 1, 15, 18, 30, tzinfo=UTC).timestamp()
SUMMER = datetime(2026, 7, 15, 18, 30, tzinfo=UTC).timestamp()

ONE_ZONE = [
    ("+12125550142", WINTER, "13:30"),
    ("+12125550142", SUMMER, "14:30"),
    ("+14155552671", WINTER, "10:30"),
    ("+442079460018", WINTER, "18:30"),
    ("+442079460018", SUMMER, "19:30"),
    ("+4930901820", WINTER, "19:30"),
    ("+919876543210", WINTER, "00:00"),
    ("+551140028922", WINTER, "15:30"),
]


@pytest.mark.parametrize(("e164", "now", "time"), ONE_ZONE)
def test_a_number_in_one_time_zone_has_one_time(e164, now, time):
    there = local_time(PhoneNumber(e164), now)
    assert there is not None
    assert there.is_one
    assert f"{there.earliest:%H:%M}" == time


def test_a_number_in_several_time_zones_has_both_ends_of_them():
    there = local_time(PhoneNumber("+34612345678"), WINTER)  # a Spanish mobile: the mainland, or the Canaries
    assert there is not None
    assert not there.is_one
    assert (f"{there.earliest:%H:%M}", f"{there.latest:%H:%M}") == ("18:30", "19:30")


@pytest.mark.parametrize("e164", ["+18005550199", "+80012345678", "+870773111632", "+999123456"])
def test_nobody_can_say_what_time_it_is_at_a_number_without_a_place(e164):
    assert local_time(PhoneNumber(e164), WINTER) is None


QUIET = [
    ("21:00-08:00", 20, 59, False),
    ("21:00-08:00", 21, 0, True),
    ("21:00-08:00", 0, 0, True),
    ("21:00-08:00", 7, 59, True),
    ("21:00-08:00", 8, 0, False),
    ("12:00-13:30", 11, 59, False),
    ("12:00-13:30", 12, 0, True),
    ("12:00-13:30", 13, 29, True),
    ("12:00-13:30", 13, 30, False),
    ("", 3, 0, False),
    ("at night", 3, 0, False),
]


@pytest.mark.parametrize(("hours", "hour", "minute", "quiet"), QUIET)
def test_quiet_hours_begin_at_their_first_minute_and_end_before_their_last(hours, hour, minute, quiet):
    moment = datetime(2026, 1, 15, hour, minute, tzinfo=UTC).timestamp()
    there = local_time(PhoneNumber("+442079460018"), moment)
    assert there is not None
    assert is_quiet(there, hours) is quiet


def test_it_is_quiet_where_it_is_quiet_at_either_end():
    there = local_time(PhoneNumber("+34612345678"), WINTER)
    assert there is not None
    assert is_quiet(there, "19:30-20:00")
    assert is_quiet(there, "18:00-19:00")
    assert not is_quiet(there, "12:00-13:00")
