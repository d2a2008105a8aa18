"""Modes: who chooses, what the agent may pick, what a pick is worth."""

import pytest
from acme_numbers import CHICAGO, FREE_US, LONDON, NEW_YORK, SAN_FRANCISCO, own, pool, verified

from softphone.domain import read
from softphone.domain.caller_id.policy import CallerIdPolicy, Mode, decide, pickable, why_not

CUSTOMER = read("+14155552671")
SALES = {"sales": ((SAN_FRANCISCO, NEW_YORK), ("ana",)), "support": ((CHICAGO,), ("bo",))}
AUTOMATED = CallerIdPolicy(mode=Mode.AUTOMATED)
CUSTOMIZED = CallerIdPolicy()
NO_DEFAULT = CallerIdPolicy(allow_default=False)


def decision(policy, pick, *numbers, called=CUSTOMER, **options):
    return decide(called, pool(*(numbers or (SAN_FRANCISCO, NEW_YORK)), **options), policy, pick)


def shown(policy, pick, *numbers, **options):
    own = decision(policy, pick, *numbers, **options).choice.caller_id
    return own.e164 if own else None


@pytest.mark.parametrize("pick", ["", "default", NEW_YORK])
def test_automated_leaves_the_choice_to_the_rules(pick):
    assert shown(AUTOMATED, pick) == SAN_FRANCISCO


def test_an_agent_of_automated_may_not_pick():
    assert not AUTOMATED.agent_may_pick


def test_an_agent_of_customized_may_pick():
    assert CUSTOMIZED.agent_may_pick


def test_what_the_agent_picked_is_shown():
    made = decision(CUSTOMIZED, NEW_YORK)
    assert (made.choice.caller_id.e164, made.choice.rule.value, made.words, made.can_call) == (
        NEW_YORK,
        "picked",
        "Chosen by you",
        True,
    )


def test_default_is_exactly_automated():
    assert decision(CUSTOMIZED, "default") == decision(AUTOMATED, "")


def test_an_agent_who_picked_nothing_starts_with_default():
    assert CUSTOMIZED.pick_in_force("") == "default"


def test_an_agent_who_picked_nothing_starts_with_what_the_settings_say():
    assert CallerIdPolicy(starts_with=NEW_YORK).pick_in_force("") == NEW_YORK


def test_the_agents_pick_is_stronger_than_what_they_start_with():
    assert CallerIdPolicy(starts_with=NEW_YORK).pick_in_force(SAN_FRANCISCO) == SAN_FRANCISCO


def test_a_default_picked_before_it_was_forbidden_does_not_count():
    assert NO_DEFAULT.pick_in_force("default") == ""


def test_with_nothing_picked_and_no_default_the_call_asks():
    made = decision(NO_DEFAULT, "")
    assert (made.asks, made.can_call, made.choice.caller_id) == (True, False, None)
    assert made.words == "Choose the number to show before you call."


def test_with_nothing_picked_and_one_number_only_the_call_still_asks():
    assert shown(NO_DEFAULT, "", SAN_FRANCISCO) is None


UNAVAILABLE = [
    (LONDON, (SAN_FRANCISCO,), {}, CUSTOMIZED, "It is not among the account's numbers."),
    (NEW_YORK, (own(NEW_YORK, voice=False),), {}, CUSTOMIZED, "It cannot carry calls."),
    (NEW_YORK, (own(NEW_YORK, receives_fax=True),), {}, CUSTOMIZED, "It is set to receive fax."),
    (NEW_YORK, (verified(NEW_YORK),), {}, CallerIdPolicy(include_verified=False),
     "Verified numbers are not shown here."),
    (CHICAGO, (CHICAGO,), {"shared": SALES}, CUSTOMIZED,
     "There is no ring group in common: it is in support, you are in sales."),
    (NEW_YORK, (NEW_YORK,), {"lines": {NEW_YORK: "bo"}}, CUSTOMIZED, "It is bo's dedicated line."),
]  # fmt: skip
AVAILABLE = [
    (NEW_YORK, (NEW_YORK,), {}, CUSTOMIZED),
    (NEW_YORK, (NEW_YORK,), {"shared": SALES}, CUSTOMIZED),
    (NEW_YORK, (verified(NEW_YORK),), {}, CUSTOMIZED),
    (NEW_YORK, (NEW_YORK,), {"lines": {NEW_YORK: "ana"}}, CUSTOMIZED),
    (CHICAGO, (CHICAGO,), {"shared": SALES, "lines": {CHICAGO: "ana"}}, CUSTOMIZED),
    (FREE_US, (FREE_US,), {}, CUSTOMIZED),
    (CHICAGO, (CHICAGO,), {"shared": SALES}, CallerIdPolicy(fixed=CHICAGO)),
]


@pytest.mark.parametrize(("pick", "numbers", "options", "policy", "problem"), UNAVAILABLE)
def test_a_pick_that_is_not_allowed_says_why(pick, numbers, options, policy, problem):
    assert why_not(pick, pool(*numbers, **options), policy) == problem


@pytest.mark.parametrize(("pick", "numbers", "options", "policy", "problem"), UNAVAILABLE)
def test_a_pick_that_is_not_allowed_asks_and_is_never_swapped(pick, numbers, options, policy, problem):
    made = decision(policy, pick, *numbers, **options)
    assert (made.choice.caller_id, made.asks, made.can_call) == (None, True, False)
    assert made.words.endswith(f"is not available. {problem}")


@pytest.mark.parametrize(("pick", "numbers", "options", "policy"), AVAILABLE)
def test_a_pick_that_is_allowed_has_no_problem(pick, numbers, options, policy):
    assert why_not(pick, pool(*numbers, **options), policy) is None


def test_a_pick_that_is_being_called_asks():
    made = decision(CUSTOMIZED, NEW_YORK, called=read(NEW_YORK))
    assert (made.choice.caller_id, made.asks) == (None, True)
    assert made.words.endswith("It is the number being called.")


def test_a_number_fixed_for_the_agent_is_shown_whatever_they_picked():
    made = decision(CallerIdPolicy(fixed=NEW_YORK), SAN_FRANCISCO)
    assert (made.choice.caller_id.e164, made.choice.rule.value) == (NEW_YORK, "fixed")


def test_an_agent_with_a_fixed_number_may_not_pick():
    assert not CallerIdPolicy(fixed=NEW_YORK).agent_may_pick


def test_a_fixed_number_that_is_gone_refuses_the_call_and_does_not_ask():
    made = decision(CallerIdPolicy(fixed=LONDON), "")
    assert (made.choice.caller_id, made.asks, made.can_call) == (None, False, False)


def test_the_agents_list_holds_their_groups_their_own_line_and_verified_numbers():
    shared = {"sales": ((SAN_FRANCISCO, LONDON), ("ana",))}
    lines = {CHICAGO: "ana", LONDON: "bo"}
    seen = pool(SAN_FRANCISCO, NEW_YORK, CHICAGO, LONDON, shared=shared, lines=lines)
    assert [own.e164 for own in pickable(seen, CUSTOMIZED)] == [SAN_FRANCISCO, CHICAGO]


@pytest.mark.parametrize(("include", "listed"), [(True, [NEW_YORK, LONDON]), (False, [NEW_YORK])])
def test_verified_numbers_are_in_the_list_where_the_settings_say_so(include, listed):
    seen = pool(NEW_YORK, verified(LONDON))
    assert [own.e164 for own in pickable(seen, CallerIdPolicy(include_verified=include))] == listed


def test_automated_with_nothing_to_show_refuses_and_does_not_ask():
    made = decision(AUTOMATED, "", own(NEW_YORK, voice=False))
    assert (made.asks, made.can_call) == (False, False)
