"""What an agent's caller ID is set to: kept, gone back, overruled, taken over from Twilio Flex."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.adapters.twilio.taskrouter.worker_attributes import with_values
from softphone.adapters.twilio.taskrouter.worker_text import FLEX_KEY, KEY, kept_in, written
from softphone.domain.caller_id.assignment import (
    FLEX,
    RECORD_LENGTH,
    Assignment,
    Kept,
    changed,
    is_overruled,
    put_back,
    settled,
)

LONDON, PARIS, BERLIN = "+442079460100", "+33140000000", "+4930901820"
NOON = 1_795_262_400

times = st.integers(min_value=0, max_value=2**33)
assignments = st.builds(
    Assignment,
    caller_id=st.sampled_from([LONDON, PARIS, BERLIN, "default", ""]),
    by=st.text(max_size=20),
    at=times,
    until=times,
    pinned=st.booleans(),
    why=st.text(max_size=120),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from(["caller_id", "by", "at", "until", "pinned", "why", "before", "record", "more"])


def every_value(content):
    if isinstance(content, dict):
        for value in content.values():
            yield from every_value(value)
    elif isinstance(content, list):
        for value in content:
            yield from every_value(value)
    else:
        yield content


def after(*made: Assignment) -> Kept:
    kept = Kept()
    for assignment in made:
        kept = changed(kept, assignment)
    return kept


@given(st.lists(assignments, min_size=1, max_size=14))
def test_what_is_written_is_read_back(made):
    kept = after(*made)
    back = kept_in(written('{"team": "sales"}', kept))
    assert back.assignment == kept.assignment
    assert back.record == kept.record[-len(back.record) :]
    assert back.elsewhere is None


@given(st.lists(assignments, min_size=1, max_size=14))
def test_no_value_holds_a_hyphen_and_all_stays_small(made):
    text = written("{}", after(*made))
    assert not any("-" in str(value) for value in every_value(json.loads(text)))
    assert len(text) < 16_000


@given(st.dictionaries(st.text(), json_values, max_size=4), st.dictionaries(names, json_values) | json_values)
def test_nothing_that_stands_there_crashes(others, garbled):
    text = json.dumps({**others, KEY: garbled})
    kept = settled(kept_in(text), NOON)
    again = json.loads(written(text, changed(kept, Assignment(LONDON, "sam", NOON))))
    assert again[FLEX_KEY] == LONDON
    assert str({**again, KEY: 0, FLEX_KEY: 0}) == str({**json.loads(text), KEY: 0, FLEX_KEY: 0})


def test_what_a_newer_version_keeps_below_our_key_stays():
    text = json.dumps({KEY: {"caller_id": LONDON, "shift": [1, 2]}, FLEX_KEY: LONDON})
    after_change = written(text, changed(kept_in(text), Assignment(PARIS, "sam", NOON)))
    assert json.loads(after_change)[KEY]["shift"] == [1, 2]


def test_what_cannot_be_read_is_kept_aside():
    text = '{"softphone": "once upon a time"}'
    after_change = written(text, changed(kept_in(text), Assignment(PARIS, "sam", NOON)))
    assert json.loads(after_change)[KEY]["was"] == "once upon a time"


def test_the_record_is_bounded_and_keeps_the_latest():
    kept = after(*(Assignment(LONDON, f"sam {serial}", NOON + serial) for serial in range(40)))
    assert [row.at - NOON for row in kept.record] == list(range(40 - RECORD_LENGTH, 40))


# Times


def test_what_is_set_until_a_time_goes_back_by_itself():
    kept = after(Assignment(LONDON, "ana", NOON), Assignment(PARIS, "sam", NOON + 60, until=NOON + 3600))
    assert settled(kept, NOON + 3599).assignment.caller_id == PARIS
    assert settled(kept, NOON + 3600).assignment == Assignment(LONDON, "ana", NOON)


def test_going_back_is_in_the_record_and_was_done_by_nobody():
    kept = after(Assignment(LONDON, "ana", NOON), Assignment(PARIS, "sam", NOON + 60, until=NOON + 3600))
    row = settled(kept, NOON + 4000).record[-1]
    assert (row.at, row.by, row.old, row.new) == (NOON + 3600, "", PARIS, LONDON)


def test_a_shorter_time_inside_a_longer_one_goes_back_to_the_longer_one():
    kept = after(
        Assignment(LONDON, "ana", NOON),
        Assignment(PARIS, "sam", NOON, until=NOON + 7200),
        Assignment(BERLIN, "kim", NOON, until=NOON + 3600),
    )
    shown = [settled(kept, NOON + seconds).assignment.caller_id for seconds in (0, 3600, 7200)]
    assert shown == [BERLIN, PARIS, LONDON]


def test_a_longer_time_over_a_shorter_one_never_comes_back_to_it():
    kept = after(
        Assignment(LONDON, "ana", NOON),
        Assignment(PARIS, "sam", NOON, until=NOON + 3600),
        Assignment(BERLIN, "kim", NOON, until=NOON + 7200),
    )
    assert settled(kept, NOON + 7200).assignment.caller_id == LONDON


def test_with_nothing_before_it_goes_back_to_nothing():
    assert settled(after(Assignment(PARIS, "sam", NOON, until=NOON + 60)), NOON + 60).assignment is None


@given(st.lists(assignments, min_size=1, max_size=9), times)
def test_settling_twice_changes_nothing_more(made, now):
    once = settled(after(*made), now)
    assert settled(once, now) == once


@given(st.lists(assignments, min_size=1, max_size=9), times)
def test_what_holds_for_good_is_never_forgotten(made, now):
    end = after(*made).assignment
    while end.before is not None:
        end = end.before
    last_for_good = next((each for each in reversed(made) if not each.until), None)
    assert (end.until == 0) == (last_for_good is not None)


# Twilio Flex


def flex_selects(kept: Kept, number) -> Kept:
    return kept_in(with_values(written("{}", kept), {FLEX_KEY: number}))


def test_flex_sees_the_number_that_is_set():
    assert json.loads(written("{}", after(Assignment(LONDON, "sam", NOON))))[FLEX_KEY] == LONDON


def test_flex_sees_no_number_where_default_is_set():
    text = written('{"selectedCallerId": "+442079460100"}', after(Assignment("default", "sam", NOON)))
    assert FLEX_KEY not in json.loads(text)


def test_a_number_that_flex_selected_is_a_change_by_flex():
    kept = settled(flex_selects(after(Assignment(LONDON, "sam", NOON)), PARIS), NOON + 60, NOON + 30)
    assert kept.assignment == Assignment(PARIS, FLEX, NOON + 30)
    assert kept.record[-1].by == FLEX


def test_a_number_that_flex_alone_ever_selected_counts():
    assert settled(kept_in('{"selectedCallerId": "+33140000000"}'), NOON).assignment.caller_id == PARIS


def test_a_number_that_flex_took_out_is_cleared():
    kept = settled(flex_selects(after(Assignment(LONDON, "sam", NOON)), None), NOON)
    assert (kept.assignment.caller_id, kept.assignment.by) == ("", FLEX)


@pytest.mark.parametrize("nonsense", ["Sales", 33140000000, [PARIS], "(415) 555-0100"])
def test_what_is_no_number_is_no_change(nonsense):
    kept = flex_selects(after(Assignment(LONDON, "sam", NOON)), nonsense)
    assert settled(kept, NOON).assignment.caller_id == LONDON


def test_a_pin_is_written_over_what_flex_selected():
    kept = settled(flex_selects(after(Assignment(LONDON, "sam", NOON, pinned=True)), PARIS), NOON)
    assert json.loads(written('{"selectedCallerId": "+33140000000"}', kept))[FLEX_KEY] == LONDON


# Who wins

PIN = Assignment(LONDON, "sam", NOON, pinned=True)


@pytest.mark.parametrize(
    ("current", "new", "seen", "overruled"),
    [
        (PIN, Assignment(PARIS, "kim", NOON), None, True),
        (PIN, Assignment(PARIS, "kim", NOON), PIN, False),
        (PIN, Assignment(PARIS, "kim", NOON, pinned=True), None, False),
        (PIN, Assignment(PARIS, "sam", NOON), None, False),
        (Assignment(LONDON, "sam", NOON), Assignment(PARIS, "kim", NOON), None, False),
        (None, Assignment(PARIS, "kim", NOON), PIN, False),
    ],
)
def test_a_pin_that_was_not_seen_wins_and_else_the_last(current, new, seen, overruled):
    assert is_overruled(current, new, seen) is overruled


def test_a_pin_binds_the_agent_and_not_who_set_it():
    assert (PIN.binds("ana"), PIN.binds("sam")) == (True, False)


# Undo


@given(st.lists(assignments, min_size=1, max_size=5), assignments)
def test_an_undo_restores_exactly_what_was_there(made, change):
    before = after(*made)
    undone = put_back(changed(before, change), before.assignment, "sam", NOON, "undo")
    assert undone.assignment == before.assignment
    assert undone.record[-1].new == before.assignment.caller_id
