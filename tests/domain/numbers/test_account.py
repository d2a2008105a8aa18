"""Account order, and what an account knows of itself."""

from itertools import permutations

import pytest
from acme_numbers import FREE_US, LONDON, NEW_YORK, SAN_FRANCISCO, TORONTO, own, verified

from softphone.domain import Account, PhoneNumber, Place, Pool, RingGroup, RingGroups, place_of
from softphone.domain.numbers.phone_number import grouped_while_typing


def order_of(*numbers) -> list[str]:
    return [own.e164 for own in Account.of(numbers)]


def test_numbers_stand_in_order_of_their_creation():
    assert order_of(own(NEW_YORK, created_at=2.0), own(LONDON, created_at=1.0)) == [LONDON, NEW_YORK]


def test_numbers_of_one_second_stand_in_order_of_their_sids():
    assert order_of(own(NEW_YORK, sid="PNb"), own(LONDON, sid="PNa")) == [LONDON, NEW_YORK]


def test_verified_numbers_stand_after_owned_ones():
    assert order_of(own(LONDON, verified=True, created_at=1.0), own(NEW_YORK, created_at=2.0)) == [
        NEW_YORK,
        LONDON,
    ]


def test_a_number_in_both_lists_is_owned():
    assert [one.verified for one in Account.of([verified(NEW_YORK), own(NEW_YORK)])] == [False]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([own(NEW_YORK, voice=False), verified(NEW_YORK)], verified(NEW_YORK)),
        ([own(NEW_YORK, receives_fax=True), verified(NEW_YORK)], verified(NEW_YORK)),
        ([verified(NEW_YORK), own(NEW_YORK)], own(NEW_YORK)),
        ([own(NEW_YORK, voice=False, sid="PN1"), own(NEW_YORK, sid="PN2")], own(NEW_YORK, sid="PN2")),
        ([own(NEW_YORK, voice=False)], own(NEW_YORK, voice=False)),
    ],
)
def test_of_a_number_listed_twice_the_row_that_can_call_counts(rows, kept):
    for listed in permutations(rows):
        account = Account.of(listed)
        assert (list(account), account.find(NEW_YORK)) == ([kept], kept)


def test_the_order_of_pages_changes_nothing():
    numbers = [own(NEW_YORK, created_at=2.0), own(LONDON, created_at=1.0), own(TORONTO), verified(TORONTO)]
    assert len({tuple(order_of(*page)) for page in permutations(numbers)}) == 1


def test_a_number_is_found_by_its_e164():
    assert Account.of([own(NEW_YORK), own(LONDON)]).find(LONDON) == own(LONDON)


def test_a_number_that_is_not_there_is_not_found():
    assert Account.of([own(NEW_YORK)]).find(LONDON) is None


def test_home_is_where_most_owned_numbers_are():
    numbers = [own(LONDON), own(NEW_YORK), own(SAN_FRANCISCO)]
    assert Account.of(numbers).home_country() == "US"


def test_toll_free_and_verified_numbers_do_not_make_a_home():
    assert Account.of([own(FREE_US), verified(NEW_YORK), own(LONDON)]).home_country() == "GB"


def test_of_two_countries_with_as_many_numbers_the_earlier_is_home():
    numbers = [own(LONDON, created_at=1.0), own(NEW_YORK, created_at=2.0)]
    assert Account.of(numbers).home_country() == "GB"


def test_an_empty_account_has_no_home():
    assert Account.of([]).home_country() == ""


def test_an_account_is_in_every_country_where_it_has_a_number():
    short_code = own(NEW_YORK, number=PhoneNumber("+0"), place=Place(0))
    assert Account.of([own(LONDON), own(TORONTO), short_code]).countries() == {"GB", "CA"}


def test_dedicated_lines_are_known_by_number():
    pool = Pool.of(Account.of([own(NEW_YORK)]), RingGroups({}, {NEW_YORK: "ana"}), "ana")
    assert [pool.is_dedicated(own(number)) for number in (NEW_YORK, LONDON)] == [True, False]


def test_a_group_knows_its_agents_by_name_and_pattern():
    group = RingGroup(frozenset(), ("ana", "bo*", "c?d"))
    assert [group.includes(agent) for agent in ("ana", "bob", "cyd", "anna", "cd", "BOB")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_number_is_shown_grouped_and_kept_as_e164():
    number = PhoneNumber("+14155550123")
    assert (number.display, str(number)) == ("+1 415 555 0123", "+14155550123")


def test_a_number_that_nobody_can_group_is_shown_as_it_is():
    assert PhoneNumber("+999").display == "+999"


def test_a_log_sees_the_last_two_digits_only():
    assert PhoneNumber("+14155550123").redacted == "…23"


def test_a_place_is_a_value():
    assert place_of(PhoneNumber(TORONTO)) == Place(1, "CA", "416", frozenset({"CA-ON"}))


def test_a_number_is_grouped_while_it_is_typed():
    typed = [grouped_while_typing("+14155552671"[:length], "US") for length in (1, 5, 8, 12)]
    assert typed == ["+", "+1 415", "+1 415 555", "+1 415 555 2671"]


def test_what_is_no_plain_number_is_not_grouped():
    assert [grouped_while_typing(text, "US") for text in ("ana", "", "415 x 12", "4" * 20)] == [
        "ana",
        "",
        "415 x 12",
        "4" * 20,
    ]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("360 ", "360 "),
        ("360 F", "360 F"),
        ("24 7", "24 7"),
        ("24 7 ", "24 7 "),
        ("415 ", "415 "),
        ("(415) ", "(415) "),
    ],
)
def test_the_blanks_of_a_name_are_kept(typed, shown):
    assert grouped_while_typing(typed, "US") == shown


def test_grouping_goes_on_where_only_it_has_put_blanks():
    assert grouped_while_typing("+1 415 5555", "US") == "+1 415 555 5"
