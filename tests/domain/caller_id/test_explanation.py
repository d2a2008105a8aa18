"""Why this number and not another: one wording for the window, the command line and the log."""

import pytest
from acme_numbers import (
    BERLIN,
    BRASILIA,
    CHICAGO,
    FREE_DE,
    FREE_GB,
    FREE_US,
    FREE_US_2,
    HALIFAX,
    INTERNATIONAL,
    INTERNATIONAL_2,
    LONDON,
    LOS_ANGELES,
    NEW_YORK,
    RESERVED_GB,
    SAN_FRANCISCO,
    SAN_FRANCISCO_2,
    TORONTO,
    own,
    pool,
    verified,
)

from softphone.domain import describe, read, reason, rejected, select, steps

SALES = {"sales": ((SAN_FRANCISCO, FREE_US), ("ana",)), "support": ((CHICAGO,), ("bo",))}
NOBODY = {"elsewhere": ((), ("ana",))}


def choice(called, *numbers, last="", **options):
    return select(read(called), pool(*numbers, **options), last)


def why_not(one, called, *numbers, **options) -> str:
    return {own.e164: str(words) for own, words in rejected(choice(called, *numbers, **options))}[one]


@pytest.mark.parametrize(
    ("called", "numbers", "options", "words"),
    [
        ("+14155552671", (SAN_FRANCISCO,), {}, "Same area code, +1 415"),
        ("+13105552671", (SAN_FRANCISCO,), {}, "Same state, California"),
        ("+17825552671", (HALIFAX,), {}, "Same state, Nova Scotia or Prince Edward Island"),
        ("+12125552671", (SAN_FRANCISCO,), {}, "Same country, United States"),
        ("+18885552671", (SAN_FRANCISCO,), {}, "Same country code, +1"),
        ("+442079460018", (SAN_FRANCISCO,), {}, "First of your local numbers"),
        ("+18765230123", (LONDON, NEW_YORK), {}, "First of your local numbers with +1"),
        ("+18765230123", (FREE_US,), {}, "Your toll-free number for +1"),
        (RESERVED_GB, (LONDON,), {}, "Same country code, +44"),
        ("+442079460018", (RESERVED_GB,), {}, "Same country code, +44"),
        ("+556232345678", (BRASILIA,), {}, "Same state, Goiás"),
        ("+14155552671", (FREE_US,), {}, "Your toll-free number for +1"),
        (
            "+14155552671",
            (FREE_US,),
            {"shared": NOBODY},
            "The account's first toll-free number that may be shown",
        ),
        (
            "+14155552671",
            (SAN_FRANCISCO,),
            {"shared": NOBODY},
            "The account's first number that may be shown",
        ),
    ],
)
def test_the_reason_names_what_the_rule_matched(called, numbers, options, words):
    assert reason(choice(called, *numbers, **options)) == words


@pytest.mark.parametrize(
    ("called", "numbers", "last", "words"),
    [
        (
            "+14155552671",
            (SAN_FRANCISCO, SAN_FRANCISCO_2),
            SAN_FRANCISCO_2,
            "Same area code, +1 415; you last spoke from this number",
        ),
        ("+14155552671", (SAN_FRANCISCO,), SAN_FRANCISCO, "Same area code, +1 415"),
        (
            "+442079460018",
            (SAN_FRANCISCO, NEW_YORK),
            NEW_YORK,
            "One of your local numbers; you last spoke from this number",
        ),
        (
            "+18765230123",
            (SAN_FRANCISCO, NEW_YORK),
            NEW_YORK,
            "One of your local numbers with +1; you last spoke from this number",
        ),
    ],
)
def test_the_reason_names_the_last_conversation_where_that_decided(called, numbers, last, words):
    assert reason(choice(called, *numbers, last=last)) == words


@pytest.mark.parametrize(
    ("numbers", "options", "words"),
    [
        ((), {}, "The account has no numbers yet."),
        ((own(NEW_YORK, voice=False),), {}, "None of the account's numbers can be shown automatically."),
        ((verified(NEW_YORK),), {}, "None of the account's numbers can be shown automatically."),
        ((SAN_FRANCISCO,), {}, "The only number that could be shown is the one being called."),
        (
            (NEW_YORK,),
            {"shared": SALES, "agent": "zoe", "own_groups_only": True},
            "You are in no ring group, and only your own groups' numbers may be shown.",
        ),
        (
            (NEW_YORK,),
            {"shared": SALES, "own_groups_only": True},
            "Your ring groups have no number for this call, and others may not be shown.",
        ),
    ],
)
def test_where_no_number_is_left_the_reason_says_what_emptied_the_list(numbers, options, words):
    assert reason(choice(SAN_FRANCISCO, *numbers, **options)) == words


@pytest.mark.parametrize(
    ("one", "called", "numbers", "options", "words"),
    [
        (SAN_FRANCISCO_2, "+14155552671", (SAN_FRANCISCO, SAN_FRANCISCO_2), {},
         "fits as well, but comes later in the account"),
        (SAN_FRANCISCO, "+14155552671", (SAN_FRANCISCO, SAN_FRANCISCO_2), {"last": SAN_FRANCISCO_2},
         "fits as well, but this person was last connected with the number chosen"),
        (NEW_YORK, "+14155552671", (SAN_FRANCISCO, NEW_YORK), {}, "has area code 212, not 415"),
        (NEW_YORK, "+13105552671", (SAN_FRANCISCO, NEW_YORK), {}, "is not in California"),
        (LONDON, "+17025552671", (SAN_FRANCISCO, LONDON), {}, "is farther away: United Kingdom"),
        (INTERNATIONAL, "+14155552671", (SAN_FRANCISCO, INTERNATIONAL), {}, "is farther away: +883"),
        (LONDON, "+18765552671", (LONDON, NEW_YORK), {},
         "has another country code than the number called"),
        (FREE_US, "+14155552671", (SAN_FRANCISCO, FREE_US), {}, "is toll-free: local numbers come first"),
        (FREE_GB, "+14155552671", (FREE_US, FREE_GB), {}, "is farther away: Toll-free, United Kingdom"),
        (BERLIN, "+14155552671", (BERLIN, FREE_US), {"shared": SALES},
         "no ring group in common: it is in none, you are in sales"),
        (CHICAGO, "+14155552671", (CHICAGO, FREE_US), {"shared": SALES},
         "no ring group in common: it is in support, you are in sales"),
        (LONDON, "+14155552671", (LONDON, FREE_DE), {"shared": SALES},
         "no ring group in common: it is in none, you are in sales"),
        (LOS_ANGELES, "+13105552671", (LOS_ANGELES, SAN_FRANCISCO), {"lines": {LOS_ANGELES: "bo"}},
         "is bo's dedicated line"),
        (LOS_ANGELES, "+13105552671", (LOS_ANGELES, SAN_FRANCISCO), {"lines": {LOS_ANGELES: "ana"}},
         "is your dedicated line: it is not chosen automatically"),
        (TORONTO, "+14165552671", (own(TORONTO, voice=False), NEW_YORK), {}, "cannot carry calls"),
        (TORONTO, "+14165552671", (own(TORONTO, receives_fax=True), NEW_YORK), {}, "is set to receive fax"),
        (TORONTO, "+14165552671", (verified(TORONTO), NEW_YORK), {},
         "is only verified, not owned; automatic choice leaves those out"),
        (SAN_FRANCISCO, SAN_FRANCISCO, (SAN_FRANCISCO, NEW_YORK), {}, "is the number being called"),
        (LONDON, "+14155552671", (LONDON,), {"shared": SALES, "own_groups_only": True},
         "no ring group in common: it is in none, you are in sales"),
        (NEW_YORK, "+14155552671", (LONDON, NEW_YORK), {"shared": NOBODY},
         "fits as well, but comes later in the account"),
    ],
)  # fmt: skip
def test_a_number_passed_over_has_a_reason_of_its_own(one, called, numbers, options, words):
    assert why_not(one, called, *numbers, **options) == words


def test_every_number_but_the_one_shown_is_explained_in_account_order():
    made = choice("+14155552671", FREE_US, NEW_YORK, SAN_FRANCISCO, LONDON, own(TORONTO, voice=False))
    assert [own.e164 for own, _ in rejected(made)] == [FREE_US, NEW_YORK, LONDON, TORONTO]


def test_where_nobody_is_shown_every_number_is_explained():
    made = choice("+14155552671", LONDON, FREE_US_2, shared=SALES, own_groups_only=True)
    assert [own.e164 for own, words in rejected(made) if words] == [LONDON, FREE_US_2]


def test_the_steps_end_with_the_rule_that_decided():
    taken = steps(choice("+13055552671", NEW_YORK, LONDON))
    assert [(step.rule.value, step.found and step.found.e164, str(step.words)) for step in taken] == [
        ("same_area_code", None, "None of your local numbers is in +1 305"),
        ("same_state", None, "None of your local numbers is in Florida"),
        ("same_country", NEW_YORK, "Same country, United States"),
    ]


def test_the_steps_of_a_refused_call_are_the_whole_ladder():
    taken = steps(choice("+14155552671"))
    assert [str(step.words) for step in taken] == [
        "None of your local numbers is in +1 415",
        "None of your local numbers is in California",
        "None of your local numbers is in United States",
        "Your ring groups have no local number",
        "Your ring groups have no toll-free number for +1",
        "The account has no toll-free number",
        "The account has no number that can carry a call",
    ]


def test_the_steps_say_which_rules_do_not_apply():
    taken = steps(choice(INTERNATIONAL_2, FREE_US))
    assert [str(step.words) for step in taken][:5] == [
        "The number called has no area code",
        "States are known for the United States, Canada and Brazil only",
        "The number called has no country",
        "Your ring groups have no local number",
        "The number called has no country",
    ]


def test_own_groups_ends_the_steps_with_rule_five():
    assert len(steps(choice("+14155552671", LONDON, shared=SALES, own_groups_only=True))) == 5


@pytest.mark.parametrize(
    ("called", "place"),
    [
        ("+14155552671", "California, United States"),
        ("+551140028922", "São Paulo, Brazil"),
        ("+442079460018", "United Kingdom"),
        ("+18005550199", "Toll-free"),
        ("+448081570155", "Toll-free, United Kingdom"),
        (INTERNATIONAL, "+883"),
    ],
)
def test_a_destination_is_described_by_state_and_country(called, place):
    assert describe(read(called)) == place


@pytest.mark.parametrize(
    ("ours", "last", "words"),
    [
        ((TORONTO, NEW_YORK), "", "First of your local numbers in United States"),
        ((TORONTO, NEW_YORK, CHICAGO), CHICAGO,
         "One of your local numbers in United States; you last spoke from this number"),
        ((LONDON, TORONTO), "", "First of your local numbers with +1"),
    ],
)  # fmt: skip
def test_a_number_of_the_same_plan_is_said_to_be_that_and_no_more(ours, last, words):
    assert reason(select(read("+17875550123"), pool(*ours), last)) == words


def test_a_number_of_the_same_code_in_another_plan_is_farther_away():
    choice = select(read("+17875550123"), pool(TORONTO, NEW_YORK))
    assert [(own.e164, why) for own, why in rejected(choice)] == [
        (TORONTO, "is farther away: Ontario, Canada")
    ]
