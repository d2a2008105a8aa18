"""A caller should look like the same caller: the last conversation inside rules 1 to 5."""

import pytest
from acme_numbers import (
    CHICAGO,
    FREE_GB,
    FREE_US,
    FREE_US_2,
    LONDON,
    LOS_ANGELES,
    NEW_YORK,
    SAN_FRANCISCO,
    SAN_FRANCISCO_2,
    own,
    pool,
)

from softphone.domain import read, reason, select
from softphone.domain.caller_id.selector import Spoke

ELSEWHERE = {"elsewhere": ((), ("ana",))}


def shown(called: str, last: str, *numbers, **options) -> tuple[str, str]:
    choice = select(read(called), pool(*numbers, **options), last)
    return choice.caller_id.e164, choice.rule.value


@pytest.mark.parametrize(
    ("rule", "called", "first", "last"),
    [
        ("same_area_code", "+14155552671", SAN_FRANCISCO, SAN_FRANCISCO_2),
        ("same_state", "+16195550199", SAN_FRANCISCO, LOS_ANGELES),
        ("same_country", "+13055550199", NEW_YORK, CHICAGO),
        ("any_local", "+33142685300", NEW_YORK, LONDON),
        ("toll_free_same_country", "+14155552671", FREE_US, FREE_US_2),
    ],
)
def test_the_number_of_the_last_conversation_goes_first_inside(rule, called, first, last):
    assert shown(called, last, first, last) == (last, rule)


@pytest.mark.parametrize(
    ("rule", "numbers", "called"),
    [
        ("toll_free_account", (FREE_US, FREE_GB), "+33142685300"),
        ("any_account", (NEW_YORK, CHICAGO), "+33142685300"),
    ],
)
def test_the_number_of_the_last_conversation_does_not_count_in(rule, numbers, called):
    first, last = numbers
    assert shown(called, last, first, last, shared=ELSEWHERE) == (first, rule)


def test_the_last_conversation_does_not_lift_a_number_over_a_nearer_one():
    assert shown("+14155552671", NEW_YORK, NEW_YORK, SAN_FRANCISCO) == (SAN_FRANCISCO, "same_area_code")


def test_a_number_that_was_released_since_is_not_remembered():
    assert shown("+14155552671", "+14155550155", SAN_FRANCISCO) == (SAN_FRANCISCO, "same_area_code")


def test_a_number_outside_the_groups_is_not_remembered():
    sales = {"sales": ((SAN_FRANCISCO,), ("ana",))}
    numbers = (SAN_FRANCISCO, SAN_FRANCISCO_2)
    assert shown("+14155552671", SAN_FRANCISCO_2, *numbers, shared=sales)[0] == SAN_FRANCISCO


def test_a_dedicated_line_is_not_remembered():
    lines = {SAN_FRANCISCO_2: "ana"}
    numbers = (SAN_FRANCISCO, SAN_FRANCISCO_2)
    assert shown("+14155552671", SAN_FRANCISCO_2, *numbers, lines=lines)[0] == SAN_FRANCISCO


def test_a_number_that_lost_its_voice_is_not_remembered():
    silent = own(SAN_FRANCISCO_2, voice=False)
    assert shown("+14155552671", SAN_FRANCISCO_2, SAN_FRANCISCO, silent)[0] == SAN_FRANCISCO


def test_the_number_being_called_is_not_remembered():
    assert shown(SAN_FRANCISCO, SAN_FRANCISCO, SAN_FRANCISCO, NEW_YORK) == (NEW_YORK, "same_country")


def test_without_a_history_account_order_decides():
    assert shown("+14155552671", "", SAN_FRANCISCO_2, SAN_FRANCISCO)[0] == SAN_FRANCISCO_2


@pytest.mark.parametrize(
    ("spoke", "words"),
    [
        (Spoke.YOU_LAST, "Same area code, +1 415; you last spoke from this number"),
        (Spoke.COLLEAGUE_LAST, "Same area code, +1 415; a colleague last spoke from this number"),
        (Spoke.BEFORE, "Same area code, +1 415; this number was spoken from before"),
    ],
)
def test_the_reason_says_whose_conversation_it_was(spoke, words):
    both = pool(SAN_FRANCISCO, SAN_FRANCISCO_2)
    choice = select(read("+14155552671"), both, SAN_FRANCISCO_2, spoke)
    assert (choice.caller_id.e164, reason(choice)) == (SAN_FRANCISCO_2, words)
