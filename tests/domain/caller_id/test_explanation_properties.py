"""Whatever the account: no sentence about a number claims what the account does not bear out."""

import re

from acme_numbers import (
    BERLIN,
    BIRMINGHAM_US,
    BRASILIA,
    CHICAGO,
    FREE_GB,
    FREE_US,
    FREE_US_2,
    KINGSTON,
    LONDON,
    LOS_ANGELES,
    MACEIO,
    NEW_YORK,
    RESERVED_GB,
    ROME,
    SAN_FRANCISCO,
    SAN_FRANCISCO_2,
    TORONTO,
    VATICAN,
    own,
    pool,
    verified,
)
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain import read, reason, rejected, select, steps

CALLED = [
    *("+14155552671", "+16195550199", "+18765230123", "+18885552671", "+442079460018", "+20223456789"),
    *("+556232345678", "+33142685300", RESERVED_GB, VATICAN, SAN_FRANCISCO, FREE_US, "+883510000000091"),
]
OURS = [
    *(BERLIN, BIRMINGHAM_US, BRASILIA, CHICAGO, FREE_GB, FREE_US, FREE_US_2, KINGSTON, LONDON, LOS_ANGELES),
    *(MACEIO, NEW_YORK, RESERVED_GB, ROME, SAN_FRANCISCO, SAN_FRANCISCO_2, TORONTO, VATICAN),
]
NAMED_CODE = re.compile(r"\+(\d+)(?: (\d+))?")


@st.composite
def choices(draw):
    numbers = draw(st.lists(st.sampled_from(OURS), unique=True, max_size=8))
    made = [draw(st.sampled_from([own, own, own, verified]))(number) for number in numbers]
    some = st.lists(st.sampled_from(numbers), unique=True) if numbers else st.just([])
    shared = draw(st.sampled_from([{}, {"shared": {"sales": (draw(some), ("ana",))}}]))
    lines = {"lines": dict.fromkeys(draw(some)[:1], "bo")}
    last = draw(st.sampled_from(["", *numbers]))
    return select(read(draw(st.sampled_from(CALLED))), pool(*made, **shared, **lines), last)


def position(choice, e164: str) -> int:
    return [each.e164 for each in choice.pool.account].index(e164)


def digits_are(e164: str, words: str) -> bool:
    code, area_code = NAMED_CODE.search(words).groups(default="")
    return e164.startswith(f"+{code}{area_code}")


@given(choices())
def test_a_calling_code_or_area_code_that_is_named_is_the_numbers_own(choice):
    words = reason(choice)
    if choice.caller_id is not None and "+" in words:
        assert digits_are(choice.caller_id.e164, words)
        assert digits_are(choice.destination.number.e164, words)


@given(choices())
def test_the_last_conversation_is_named_only_where_it_was_from_this_number(choice):
    if "you last spoke from this number" in reason(choice):
        assert choice.caller_id.e164 == choice.last_connected


def fits(choice, other, words: str) -> bool:
    """True when a sentence about the first such number could be said of ``other``."""
    if other.verified or other.number == choice.destination.number:
        return False
    if "+" in words and not digits_are(other.e164, words):
        return False
    is_bos = other.e164 in choice.pool.ring_groups.dedicated_lines
    if words.startswith("First of your local"):
        return choice.pool.shares(other) and not other.place.toll_free and not is_bos
    return "toll-free" not in words or (other.place.toll_free and not is_bos)


@given(choices())
def test_a_first_number_has_none_before_it_that_the_same_sentence_fits(choice):
    words = reason(choice)
    if "irst" in words:
        before = list(choice.pool.account)[: position(choice, choice.caller_id.e164)]
        assert [other.e164 for other in before if fits(choice, other, words)] == []


@given(choices())
def test_what_comes_later_does_and_area_codes_that_differ_differ(choice):
    for other, words in rejected(choice):
        if words == "fits as well, but comes later in the account":
            assert position(choice, other.e164) > position(choice, choice.caller_id.e164)
        if found := re.fullmatch(r"has area code (\d+), not (\d+)", words):
            assert found[1] != found[2]
        if "last connected" in words:
            assert choice.caller_id.e164 == choice.last_connected


@given(choices())
def test_the_ladder_ends_with_the_reason(choice):
    if choice.caller_id is not None:
        assert steps(choice)[-1].words == reason(choice)
