"""One wording of a choice, shared by the window, the command line and the log.

Rule 1: reasons are made when somebody asks, never on the way to a decision.
Rule 2: every number that was passed over has a reason of its own.
Rule 3: a sentence claims no more than its rule has looked at: "first" where account order decided,
        "you last spoke from this number" where the last conversation did.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from softphone.domain.caller_id.pool import Among, Pool, Unusable
from softphone.domain.caller_id.ring_groups import RingGroups
from softphone.domain.caller_id.selector import (
    LADDER,
    Choice,
    Rule,
    RuleId,
    Spoke,
    find,
    is_by_history,
    ladder_of,
    meets,
)
from softphone.domain.numbers.account import OwnNumber
from softphone.domain.numbers.place_names import country_name, place_name, state_names
from softphone.domain.numbers.places import NORTH_AMERICA, Place
from softphone.domain.numbers.reading import Destination
from softphone.domain.words import Words, say

_REASON: Final = {
    RuleId.SAME_AREA_CODE: say("Same area code, +{calling_code} {area_code}"),
    RuleId.SAME_STATE: say("Same state, {state}"),
    RuleId.SAME_COUNTRY: say("Same country, {country}"),
    RuleId.ANY_LOCAL: say("First of your local numbers"),
    RuleId.TOLL_FREE_SAME_COUNTRY: say("Your toll-free number for {country}"),
    RuleId.TOLL_FREE_ACCOUNT: say("The account's first toll-free number that may be shown"),
    RuleId.ANY_ACCOUNT: say("The account's first number that may be shown"),
    RuleId.PICKED: say("Chosen by you"),
    RuleId.FIXED: say("Set for you by your administrator"),
}
_SAME_CALLING_CODE: Final = say("Same country code, +{calling_code}")
_FIRST_WITH_CALLING_CODE: Final = say("First of your local numbers with +{calling_code}")
_ONE_WITH_CALLING_CODE: Final = say("One of your local numbers with +{calling_code}")
_ONE_LOCAL: Final = say("One of your local numbers")
_BY_HISTORY: Final = {
    Spoke.YOU_LAST: say("{why}; you last spoke from this number", why="{why}"),
    Spoke.COLLEAGUE_LAST: say("{why}; a colleague last spoke from this number", why="{why}"),
    Spoke.BEFORE: say("{why}; this number was spoken from before", why="{why}"),
}
_FIRST_IN_PLAN: Final = say("First of your local numbers in {country}")
_ONE_IN_PLAN: Final = say("One of your local numbers in {country}")
_NOBODY: Final = {
    RuleId.SAME_AREA_CODE: say("None of your local numbers is in +{calling_code} {area_code}"),
    RuleId.SAME_STATE: say("None of your local numbers is in {state}"),
    RuleId.SAME_COUNTRY: say("None of your local numbers is in {country}"),
    RuleId.ANY_LOCAL: say("Your ring groups have no local number"),
    RuleId.TOLL_FREE_SAME_COUNTRY: say("Your ring groups have no toll-free number for {country}"),
    RuleId.TOLL_FREE_ACCOUNT: say("The account has no toll-free number"),
    RuleId.ANY_ACCOUNT: say("The account has no number that can carry a call"),
}
_DOES_NOT_APPLY: Final = {
    RuleId.SAME_AREA_CODE: say("The number called has no area code"),
    RuleId.SAME_STATE: say("States are known for the United States, Canada and Brazil only"),
    RuleId.SAME_COUNTRY: say("The number called has no country"),
    RuleId.TOLL_FREE_SAME_COUNTRY: say("The number called has no country"),
}
_UNUSABLE: Final = {
    Unusable.NO_VOICE: say("cannot carry calls"),
    Unusable.RECEIVES_FAX: say("is set to receive fax"),
    Unusable.VERIFIED_ONLY: say("is only verified, not owned; automatic choice leaves those out"),
    Unusable.REFUSED: say("was refused by Twilio as a caller ID lately"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of the ladder as it went: whom it found, or why nobody."""

    rule: RuleId
    found: OwnNumber | None
    words: Words


def reason(choice: Choice) -> Words:
    """Why this number: "Same area code, +1 415"; or why there is none."""
    if choice.rule is RuleId.NONE:
        return why_nobody(choice.pool)
    rule = _rule(choice)
    if rule is None or choice.caller_id is None:
        return _filled(_REASON[choice.rule], choice.destination.place)
    return _why_found(rule, choice.caller_id, choice)


def _rule(choice: Choice) -> Rule | None:
    """The rung that decided; None where no rung did."""
    return next((rule for rule in LADDER if rule.id is choice.rule), None)


def _why_found(rule: Rule, found: OwnNumber, choice: Choice) -> Words:
    place, by_history = choice.destination.place, is_by_history(rule, found, choice)
    template: str = _REASON[rule.id]
    if rule.id is RuleId.SAME_STATE:
        place = replace(place, states=place.states & found.place.states)
    if rule.id is RuleId.SAME_COUNTRY and not (_named(place) and found.place.country):
        template = _SAME_CALLING_CODE
    if rule.id is RuleId.ANY_LOCAL:
        template = _nearness_words(found.place, place, by_history)
        place = replace(place, country=found.place.country)
    why = _filled(template, place, rule)
    return say(_BY_HISTORY[choice.spoke], why=why) if by_history else why


def _nearness_words(own: Place, place: Place, by_history: bool) -> str:
    """What two places that are no country in common have in common: a plan, a calling code, nothing."""
    if own.plan and own.plan == place.plan:
        return _ONE_IN_PLAN if by_history else _FIRST_IN_PLAN
    if own.calling_code == place.calling_code:
        return _ONE_WITH_CALLING_CODE if by_history else _FIRST_WITH_CALLING_CODE
    return _ONE_LOCAL if by_history else _REASON[RuleId.ANY_LOCAL]


def why_nobody(pool: Pool) -> Words:
    """What emptied the list of numbers."""
    if not pool.account:
        return say("The account has no numbers yet.")
    if all(pool.unusable(own) for own in pool.account):
        return say("None of the account's numbers can be shown automatically.")
    if pool.own_groups_only and pool.ring_groups.groups and not pool.ring_groups.of_agent(pool.agent):
        return say("You are in no ring group, and only your own groups' numbers may be shown.")
    if pool.own_groups_only:
        return say("Your ring groups have no number for this call, and others may not be shown.")
    return say("The only number that could be shown is the one being called.")


def steps(choice: Choice) -> tuple[Step, ...]:
    """The whole ladder: each rule up to the one that decided."""
    taken = []
    for rule in ladder_of(choice.pool):
        found = find(rule, choice.destination, choice.pool, choice.last_connected)
        words = (
            _why_nobody_of(rule, choice.destination.place)
            if found is None
            else _why_found(rule, found, choice)
        )
        taken.append(Step(rule.id, found, words))
        if found is not None:
            break
    return tuple(taken)


def _why_nobody_of(rule: Rule, place: Place) -> Words:
    if not any(rule.wanted(place)):
        return say(_DOES_NOT_APPLY[rule.id])
    return _filled(_NOBODY[rule.id], place, rule)


def rejected(choice: Choice) -> Iterator[tuple[OwnNumber, Words]]:
    """Every number passed over, in account order, each with its reason."""
    rule = _rule(choice)
    for own in choice.pool.account:
        if own != choice.caller_id:
            yield own, _why_passed_over(own, rule, choice)


def _why_passed_over(own: OwnNumber, rule: Rule | None, choice: Choice) -> Words:
    pool = choice.pool
    if unusable := pool.unusable(own):
        return say(_UNUSABLE[unusable])
    if own.number == choice.destination.number:
        return say("is the number being called")
    if rule is None:
        return why_not_shared(own, pool) or say("another number was chosen")
    if _could_have_won(rule, own, choice):
        if choice.caller_id is not None and is_by_history(rule, choice.caller_id, choice):
            return say("fits as well, but this person was last connected with the number chosen")
        return say("fits as well, but comes later in the account")
    if rule.among is not Among.ACCOUNT and (not_shared := why_not_shared(own, pool)):
        return not_shared
    return _why_worse(own, rule, choice.destination.place)


def _could_have_won(rule: Rule, own: OwnNumber, choice: Choice) -> bool:
    """True when ``own`` met a trait of the same rank as the number chosen."""
    place, chosen = choice.destination.place, choice.caller_id
    for any_of in rule.wanted(place):
        if chosen is not None and meets(rule, chosen, any_of, choice.destination, choice.pool):
            return meets(rule, own, any_of, choice.destination, choice.pool)
    return False


def why_not_shared(own: OwnNumber, pool: Pool) -> Words | None:
    """Why ``own`` is not in the agent's pool; None if it is."""
    owner = pool.ring_groups.dedicated_lines.get(own.e164)
    if owner is not None and owner != pool.agent:
        return say("is {owner}'s dedicated line", owner=owner)
    if owner is not None:
        return say("is your dedicated line: it is not chosen automatically")
    if pool.shares(own):
        return None
    return no_group_in_common(own, pool.ring_groups, pool.agent)


def no_group_in_common(own: OwnNumber, ring_groups: RingGroups, agent: str) -> Words:
    """ "no ring group in common: it is in support, you are in sales"."""
    its, yours = ring_groups.of_number(own.e164), ring_groups.of_agent(agent)
    return say(
        "no ring group in common: it is in {its}, you are in {yours}",
        its=", ".join(its) or say("none"),
        yours=", ".join(yours) or say("none"),
    )


def _why_worse(own: OwnNumber, rule: Rule, place: Place) -> Words:
    if own.place.toll_free and rule.among is Among.POOL_LOCAL:
        return say("is toll-free: local numbers come first")
    has_another = own.place.area_code not in ("", place.area_code)  # +44 20 and +20 20 are both 20
    if rule.id is RuleId.SAME_AREA_CODE and has_another:
        return say("has area code {theirs}, not {wanted}", theirs=own.place.area_code, wanted=place.area_code)
    if rule.id is RuleId.SAME_STATE:
        return say("is not in {state}", state=state_names(place.states))
    has_code = rule.id is RuleId.ANY_LOCAL and own.place.calling_code == place.calling_code
    by_place = (RuleId.SAME_AREA_CODE, RuleId.SAME_COUNTRY, RuleId.TOLL_FREE_SAME_COUNTRY)
    if rule.id in by_place or has_code:
        return say("is farther away: {place}", place=place_name(own.place))
    return say("has another country code than the number called")


def _filled(template: str, place: Place, rule: Rule | None = None) -> Words:
    is_for_all = (
        rule is not None and rule.id is RuleId.TOLL_FREE_SAME_COUNTRY and place.calling_code == NORTH_AMERICA
    )
    named = country_name(place.country) if _named(place) and not is_for_all else f"+{place.calling_code}"
    return say(
        template,
        calling_code=place.calling_code,
        area_code=place.area_code,
        state=state_names(place.states),
        country=named,
    )


def _named(place: Place) -> bool:
    """False where the calling code stands for the country: unknown ranges, and +1 toll-free."""
    return bool(place.country) and not (place.calling_code == NORTH_AMERICA and place.toll_free)


def describe(destination: Destination) -> str:
    """Where the number called is: "California, United States"."""
    return place_name(destination.place)
