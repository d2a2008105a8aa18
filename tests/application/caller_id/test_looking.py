"""How often a desk reads its worker: never more than was promised to Twilio."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.application.caller_id.poll_schedule import HOUR, PollReason, PollSchedule

NINE = 1_795_251_600.0
MINUTE = 60.0


def looks_of(events, seed: int = 0, day: float = 8 * HOUR) -> list[float]:
    """When a desk looks that is used like this, from nine o'clock."""
    chance = Random(seed).random
    polls, made = PollSchedule.begun(NINE, chance), []
    moments = [(NINE + at, reason) for at, reason in events]
    ticks = [(NINE + at, PollReason.SLOW) for at in range(0, int(day), 60)]
    for now, reason in sorted(moments + ticks):
        if reason is PollReason.CALL:
            polls = polls.called(now)
        if polls.is_due(reason, now):
            polls = polls.polled(now, chance)
            made.append(now)
    return made


def most_in_an_hour(times) -> int:
    return max((sum(at <= other < at + HOUR for other in times) for at in times), default=0)


@pytest.mark.parametrize("seed", range(20))
def test_an_idle_desk_looks_at_most_four_times_an_hour(seed):
    made = looks_of([], seed)
    assert 8 * 2 <= len(made) <= 8 * 4
    assert most_in_an_hour(made) <= 4


@given(st.lists(st.floats(min_value=0, max_value=8 * HOUR), max_size=80))
def test_however_often_an_agent_types_it_is_at_most_four_times_an_hour(typed):
    assert most_in_an_hour(looks_of([(at, PollReason.TYPING) for at in typed])) <= 4


@given(st.lists(st.floats(min_value=0, max_value=8 * HOUR), max_size=80))
def test_each_call_allows_one_more(calls):
    events = [(at, PollReason.CALL) for at in calls]
    typed = [(max(0.0, at - 10), PollReason.TYPING) for at in calls]
    assert len(looks_of(events + typed)) <= 4 * 8 + 4 + len(calls)


def test_every_call_reads_whatever_was_read_before():
    events = [
        (10 * MINUTE, PollReason.CALL),
        (30 * MINUTE, PollReason.TYPING),
        (30 * MINUTE + 1, PollReason.CALL),
    ]
    made = looks_of(events, day=1)
    assert [at - NINE for at in made] == [10 * MINUTE, 30 * MINUTE, 30 * MINUTE + 1]


def test_who_types_shortly_after_a_call_is_told_what_that_call_has_read():
    made = looks_of(
        [(0, PollReason.CALL), (14 * MINUTE, PollReason.TYPING), (16 * MINUTE, PollReason.TYPING)], day=1
    )
    assert [at - NINE for at in made] == [0, 16 * MINUTE]


def test_desks_that_start_together_do_not_look_together():
    first = {round(looks_of([], seed)[0] - NINE, -1) for seed in range(200)}
    assert len(first) > 3


def test_a_clock_that_was_set_back_does_not_stop_looking():
    polls = PollSchedule.begun(NINE, lambda: 0.5).polled(NINE, lambda: 0.5)
    assert polls.is_due(PollReason.SLOW, NINE - 24 * HOUR)
    assert polls.until_slow(NINE - 24 * HOUR) <= 24 * MINUTE
