"""The shared selector: which of the company's numbers a customer sees, and why.

Rule 1: the rules below are asked in order; the first that finds a number decides.
Rule 2: where a rule finds several, the number this person was last connected with wins,
        if it is one of them; else account order. Rules 6 and 7: account order alone.
Rule 3: the number being called is never shown to itself.
Rule 4: same arguments, same choice: no clock, no chance, no I/O.
Rule 5: a decision takes the same time in a small and in a large account.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from softphone.domain.caller_id.pool import Among, Pool, Traits
from softphone.domain.numbers.account import OwnNumber
from softphone.domain.numbers.places import INTERNATIONAL_NETWORKS, NORTH_AMERICA, Place
from softphone.domain.numbers.reading import Destination

ANY: Final = "any"


WantedTraits = Sequence[Sequence[Hashable]]


class RuleId(StrEnum):
    """Stable names: in logs, files, ``--json`` and tests."""

    SAME_AREA_CODE = "same_area_code"
    SAME_STATE = "same_state"
    SAME_COUNTRY = "same_country"
    ANY_LOCAL = "any_local"
    TOLL_FREE_SAME_COUNTRY = "toll_free_same_country"
    TOLL_FREE_ACCOUNT = "toll_free_account"
    ANY_ACCOUNT = "any_account"
    NONE = "none"
    PICKED = "picked"  # the agent's own pick
    FIXED = "fixed"  # set for this agent in the settings file


@dataclass(frozen=True, slots=True)
class Rule:
    """One rung of the ladder.

    Attributes:
        among: Who may be taken.
        traits: What a candidate offers: its area code, its states …
        wanted: What a destination asks for: alternatives in order of preference,
            each a set of traits of which a candidate must have one.
        remembers: The number of the last conversation goes first.
    """

    id: RuleId
    among: Among
    traits: Traits
    wanted: Callable[[Place], WantedTraits]
    remembers: bool = True


class Spoke(StrEnum):
    """Whose conversation the history means, so that the reason is true."""

    YOU_LAST = "you last spoke from it"
    COLLEAGUE_LAST = "a colleague last spoke from it"
    BEFORE = "it was spoken from before; the last conversation had another number, picked by hand"


@dataclass(frozen=True, slots=True)
class LastTime:
    """Our number in the last conversation with somebody that was not picked by hand.

    Attributes:
        caller_id: E.164; empty: there was none.
    """

    caller_id: str = ""
    spoke: Spoke = Spoke.YOU_LAST


@dataclass(frozen=True, slots=True)
class Choice:
    """What will be shown to the destination, and by which rule.

    Attributes:
        caller_id: The number to show; None: the call is refused.
        rule: Who decided; ``NONE`` when no rule found a number.
        pool: What the rules chose from; explanations are made from it when asked for.
        last_connected: E.164 this person was last connected with, if known.
        spoke: Whose conversation that was.
    """

    destination: Destination
    caller_id: OwnNumber | None
    rule: RuleId
    pool: Pool
    last_connected: str = ""
    spoke: Spoke = Spoke.YOU_LAST


def _area_code(place: Place) -> Sequence[Hashable]:
    """Without the country: a Roman number and the Vatican's share 06."""
    return (place.area,) if place.area else ()


def _states(place: Place) -> Sequence[Hashable]:
    return tuple(place.states)


def _country(place: Place) -> Sequence[Hashable]:
    """The country, and the calling code for who knows no more; none for international networks."""
    if place.calling_code in INTERNATIONAL_NETWORKS:
        return ()
    return ((place.calling_code, place.country), (place.calling_code, ANY))


def _country_wanted(place: Place) -> WantedTraits:
    """The country; where nobody names it, and for a +1 toll-free number, the calling code stands for it."""
    if place.calling_code in INTERNATIONAL_NETWORKS:
        return ()
    if not place.country or (place.calling_code == NORTH_AMERICA and place.toll_free):
        return (((place.calling_code, ANY),),)
    return (((place.calling_code, place.country), (place.calling_code, "")),)


def _nearness(place: Place) -> Sequence[Hashable]:
    return (place.country, (ANY, place.plan), place.calling_code, ANY)


def _nearest_first(place: Place) -> WantedTraits:
    """The country of the plan (the US for Puerto Rico), others in that plan, the calling code, anybody."""
    own_plan = ((place.plan,), ((ANY, place.plan),)) if place.plan else ()
    return (*own_plan, (place.calling_code,), (ANY,))


def _toll_free_wanted(place: Place) -> WantedTraits:
    """As the country; a +1 toll-free number serves every +1 country."""
    if place.calling_code == NORTH_AMERICA:
        return (((NORTH_AMERICA, ANY),),)
    return _country_wanted(place)


def _any(_place: Place) -> Sequence[Hashable]:
    return (ANY,)


def _one_of(traits: Traits) -> Callable[[Place], WantedTraits]:
    return lambda place: (traits(place),)


LADDER: Final = (
    Rule(RuleId.SAME_AREA_CODE, Among.POOL_LOCAL, _area_code, _one_of(_area_code)),
    Rule(RuleId.SAME_STATE, Among.POOL_LOCAL, _states, _one_of(_states)),
    Rule(RuleId.SAME_COUNTRY, Among.POOL_LOCAL, _country, _country_wanted),
    Rule(RuleId.ANY_LOCAL, Among.POOL_LOCAL, _nearness, _nearest_first),
    Rule(
        RuleId.TOLL_FREE_SAME_COUNTRY,
        Among.POOL_TOLL_FREE,
        _country,
        _toll_free_wanted,
    ),
    Rule(RuleId.TOLL_FREE_ACCOUNT, Among.ACCOUNT_TOLL_FREE, _any, _one_of(_any), remembers=False),
    Rule(RuleId.ANY_ACCOUNT, Among.ACCOUNT, _any, _one_of(_any), remembers=False),
)
_OWN_GROUPS_LADDER: Final = tuple(rule for rule in LADDER if rule.among.is_of_own_groups)


def ladder_of(pool: Pool) -> tuple[Rule, ...]:
    """The rules that apply: all seven, or five with ``last_resort = "own_groups"``."""
    return _OWN_GROUPS_LADDER if pool.own_groups_only else LADDER


def select(
    destination: Destination, pool: Pool, last_connected: str = "", spoke: Spoke = Spoke.YOU_LAST
) -> Choice:
    """The number to show to ``destination``, by the first rule that finds one.

    Args:
        last_connected: E.164 of our number in the last conversation with this
            person; empty without a history.
        spoke: Whose conversation that was, for the reason.
    """
    for rule in ladder_of(pool):
        found = find(rule, destination, pool, last_connected)
        if found is not None:
            return Choice(destination, found, rule.id, pool, last_connected, spoke)
    return Choice(destination, None, RuleId.NONE, pool, last_connected, spoke)


def find(rule: Rule, destination: Destination, pool: Pool, last_connected: str = "") -> OwnNumber | None:
    """The number that one rule picks, asked alone; None if it finds nobody."""
    for any_of in rule.wanted(destination.place):
        if not any_of:
            continue
        if rule.remembers and last_connected:
            known = pool.account.find(last_connected)
            if known is not None and meets(rule, known, any_of, destination, pool):
                return known
        first = _first_in_account_order(rule, any_of, destination, pool)
        if first is not None:
            return first
    return None


def is_by_history(rule: Rule, found: OwnNumber, choice: Choice) -> bool:
    """True when ``rule`` had several numbers, and the last conversation made it take ``found``."""
    if not rule.remembers or found.e164 != choice.last_connected:
        return False
    destination, pool = choice.destination, choice.pool
    for any_of in rule.wanted(destination.place):
        if any_of and meets(rule, found, any_of, destination, pool):
            return _first_in_account_order(rule, any_of, destination, pool, without=found) is not None
    return False


def meets(
    rule: Rule, own: OwnNumber, any_of: Sequence[Hashable], destination: Destination, pool: Pool
) -> bool:
    """True when ``rule`` could pick ``own`` for one of these traits."""
    return (
        own.number != destination.number
        and pool.holds(rule.among, own)
        and not set(any_of).isdisjoint(rule.traits(own.place))
    )


def _first_in_account_order(
    rule: Rule,
    any_of: Sequence[Hashable],
    destination: Destination,
    pool: Pool,
    without: OwnNumber | None = None,
) -> OwnNumber | None:
    left_out = {pool.position(destination.number.e164), pool.position(without.e164) if without else None}
    best = -1
    for trait in any_of:
        for position in pool.positions(rule.among, rule.traits, trait)[:3]:  # two may be left out
            if position not in left_out:
                if best < 0 or position < best:
                    best = position
                break
    return pool.account.numbers[best] if best >= 0 else None


def prepare(pool: Pool) -> Pool:
    """Index ``pool`` for every rule now, so that no keystroke pays for it."""
    for rule in ladder_of(pool):
        pool.positions(rule.among, rule.traits, None)
    return pool
