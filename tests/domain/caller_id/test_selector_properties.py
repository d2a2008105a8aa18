"""What holds for every account, agent and destination; and the ladder once more, written naively.

The reference below is docs/CONTRACT.md §1 in the order it is written there: it walks the whole account for
every rule and shares no code with the selector but the facts of a number.
"""

from dataclasses import replace

from acme_numbers import own
from hypothesis import given, settings
from hypothesis import strategies as st

from softphone.domain import (
    LADDER,
    Account,
    OwnNumber,
    Place,
    Pool,
    RingGroup,
    RingGroups,
    RuleId,
    read,
    rejected,
    select,
)
from softphone.domain.caller_id.selector import prepare
from softphone.domain.numbers.places import area_codes_of_states

# How numbers begin, and how long they are in E.164 with the plus.
STEMS = {
    **dict.fromkeys(("+1415555", "+1310555", "+1212555", "+1205555", "+1416555", "+1437555"), 12),
    **dict.fromkeys(("+1902555", "+1782555", "+1867555", "+1876523", "+1876210", "+1800555"), 12),
    **dict.fromkeys(("+1888555", "+7495555", "+7727355"), 12),
    **dict.fromkeys(("+5511400", "+5521355", "+4420794", "+4416149", "+4474001", "+4480801"), 13),
    **dict.fromkeys(("+4989999", "+4980055"), 13),
    **dict.fromkeys(("+5511987", "+5582978"), 14),
    "+8835100": 16,
}
RULES = [*(rule.id for rule in LADDER), RuleId.NONE]


def e164_of(stem: str, serial: int) -> str:
    return stem + str(serial).rjust(STEMS[stem] - len(stem), "0")


e164s = st.builds(e164_of, st.sampled_from(sorted(STEMS)), st.integers(100, 103))
own_numbers = st.builds(
    lambda e164, at, verified, voice, fax: own(
        e164, created_at=float(at), verified=verified, voice=voice, receives_fax=fax
    ),
    e164s,
    st.integers(1, 3),
    st.sampled_from([False, False, False, True]),
    st.sampled_from([True, True, True, False]),
    st.sampled_from([False, False, False, True]),
)
lists = st.lists(own_numbers, max_size=12, unique_by=lambda one: (one.e164, one.verified))
ring_groups = st.builds(
    RingGroups,
    st.dictionaries(
        st.sampled_from(["sales", "support"]),
        st.builds(
            RingGroup,
            st.frozensets(e164s, max_size=8),
            st.sampled_from([("ana",), ("bo*",), ("ana", "bo*"), ("cyd",)]),
        ),
        max_size=2,
    ),
    st.dictionaries(e164s, st.sampled_from(["ana", "bob"]), max_size=3),
)
questions = st.fixed_dictionaries(
    {
        "ring_groups": ring_groups,
        "agent": st.sampled_from(["ana", "bob", "dee"]),
        "uses_verified": st.booleans(),
        "own_groups_only": st.booleans(),
    }
)
destinations = e164s.map(read)


def decided(numbers, question, destination, last=""):
    return select(destination, Pool.of(Account.of(numbers), **question), last)


def is_usable(one: OwnNumber, question, destination) -> bool:
    return (
        one.voice
        and not one.receives_fax
        and one.e164 != destination.number.e164
        and (not one.verified or question["uses_verified"])
    )


def is_shared(one: OwnNumber, question) -> bool:
    groups = question["ring_groups"].groups.values()
    return not groups or any(
        one.e164 in group.numbers and group.includes(question["agent"]) for group in groups
    )


def in_account_order(numbers) -> list[OwnNumber]:
    ordered = sorted(numbers, key=lambda one: (one.created_at, one.sid))
    owned = [one for one in ordered if not one.verified]
    seen, once = set(), []
    for one in [*owned, *(one for one in ordered if one.verified)]:
        if one.e164 not in seen:
            seen.add(one.e164)
            once.append(one)
    return once


def same_country(ours: Place, theirs: Place) -> bool:
    if theirs.calling_code == 1 and theirs.toll_free:
        return ours.calling_code == 1
    return bool(theirs.country) and (ours.country, ours.calling_code) == (theirs.country, theirs.calling_code)


def serves_toll_free(ours: Place, theirs: Place) -> bool:
    return ours.calling_code == theirs.calling_code == 1 or same_country(ours, theirs)


def by_the_book(numbers, question, destination, last) -> tuple[str | None, str]:
    """Who is shown, by which rule: docs/CONTRACT.md §1.4, walking the account."""
    lines, there = question["ring_groups"].dedicated_lines, destination.place
    usable = [one for one in in_account_order(numbers) if is_usable(one, question, destination)]
    shared = [one for one in usable if is_shared(one, question) and one.e164 not in lines]
    local = [one for one in shared if not one.place.toll_free]
    free = [one for one in shared if one.place.toll_free]
    near = [one for one in local if one.place.calling_code == there.calling_code]
    area = [one for one in local if same_country(one.place, there) and there.area_code == one.place.area_code]
    rungs = [
        ("same_area_code", area if there.area_code else []),
        ("same_state", [one for one in local if one.place.states & there.states]),
        ("same_country", [one for one in local if same_country(one.place, there)]),
        ("any_local", near or local),
        ("toll_free_same_country", [one for one in free if serves_toll_free(one.place, there)]),
    ]
    for rule, found in rungs:
        for one in sorted(found, key=lambda one: one.e164 != last):
            return one.e164, rule
    if not question["own_groups_only"]:
        for one in usable:
            if one.place.toll_free and one.e164 not in lines:
                return one.e164, "toll_free_account"
        for one in usable:
            return one.e164, "any_account"
    return None, "none"


@settings(max_examples=400)
@given(lists, questions, destinations, e164s)
def test_the_choice_is_the_one_by_the_book(numbers, question, destination, last):
    choice = decided(numbers, question, destination, last)
    shown = choice.caller_id.e164 if choice.caller_id else None
    assert (shown, choice.rule.value) == by_the_book(numbers, question, destination, last)


@given(lists, questions, destinations)
def test_whoever_is_shown_is_usable(numbers, question, destination):
    shown = decided(numbers, question, destination).caller_id
    assert shown is None or is_usable(shown, question, destination)


@given(lists, questions, destinations, st.randoms(use_true_random=False))
def test_the_order_of_pages_changes_nothing(numbers, question, destination, chance):
    shuffled = list(numbers)
    chance.shuffle(shuffled)
    assert decided(shuffled, question, destination) == decided(numbers, question, destination)


@given(lists, own_numbers, questions, destinations)
def test_one_more_number_never_moves_a_decision_to_a_later_rule(numbers, one, question, destination):
    added = [*(each for each in numbers if each.e164 != one.e164), one]
    before = decided(added[:-1], question, destination).rule
    assert RULES.index(decided(added, question, destination).rule) <= RULES.index(before)


@given(lists, questions, destinations, e164s)
def test_no_dedicated_line_is_shown_before_rule_seven(numbers, question, destination, last):
    choice = decided(numbers, question, destination, last)
    if choice.caller_id and choice.caller_id.e164 in question["ring_groups"].dedicated_lines:
        assert choice.rule.value == "any_account"


@given(lists, questions, destinations, e164s)
def test_nothing_outside_the_groups_is_shown_before_rule_six(numbers, question, destination, last):
    choice = decided(numbers, question, destination, last)
    if choice.caller_id and not is_shared(choice.caller_id, question):
        assert choice.rule.value in ("toll_free_account", "any_account")


@given(own_numbers, destinations, questions)
def test_a_state_in_common_means_a_country_in_common(one, destination, question):
    usable = replace(one, voice=True, receives_fax=False, verified=False)
    choice = decided([usable], {**question, "ring_groups": RingGroups()}, destination)
    if choice.rule.value == "same_state":
        assert usable.place.country == destination.place.country


def test_the_codes_of_two_countries_states_never_meet():
    by_country = {"US": set(), "CA": set(), "BR": set()}
    for state in area_codes_of_states():
        by_country[state[:2]].add(state)
    assert sum(map(len, by_country.values())) == len(set().union(*by_country.values())) == 51 + 13 + 27


@given(lists, questions, destinations, e164s)
def test_every_number_but_the_one_shown_has_a_reason(numbers, question, destination, last):
    choice = decided(numbers, question, destination, last)
    passed_over = {own.e164 for own, words in rejected(choice) if words}
    shown = {choice.caller_id.e164} if choice.caller_id else set()
    assert passed_over == {one.e164 for one in numbers} - shown


@given(lists, questions, destinations, e164s)
def test_asking_twice_gives_the_same_choice(numbers, question, destination, last):
    pool = Pool.of(Account.of(numbers), **question)
    first = select(destination, pool, last)
    assert select(destination, pool, last) == first


@given(lists, questions, destinations, e164s)
def test_a_pool_prepared_beforehand_gives_the_same_choice(numbers, question, destination, last):
    pool = Pool.of(Account.of(numbers), **question)
    assert select(destination, prepare(pool), last) == decided(numbers, question, destination, last)
