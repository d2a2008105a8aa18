"""Modes: who chooses the number, what the agent may pick, what a pick is worth.

Rule 1: Automated is the selector; the agent sees it and cannot change it.
Rule 2: Customized is the agent's pick; *Default* in it is exactly Automated.
Rule 3: a pick that is not allowed any more is never swapped: the call asks.
Rule 4: a number fixed for this agent is shown always, or the call is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from softphone.domain.caller_id.explanation import no_group_in_common, reason
from softphone.domain.caller_id.pool import Pool
from softphone.domain.caller_id.ring_groups import RingGroups
from softphone.domain.caller_id.selector import Choice, LastTime, RuleId, select
from softphone.domain.numbers.account import OwnNumber
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.numbers.reading import Destination
from softphone.domain.words import Words, say

DEFAULT: Final = "default"
NOTHING_PICKED: Final = ""

NOT_IN_ACCOUNT: Final = say("It is not among the account's numbers.")

Apart = Callable[[OwnNumber, RingGroups, str], Words]


class Mode(StrEnum):
    CUSTOMIZED = "customized"
    AUTOMATED = "automated"


@dataclass(frozen=True, slots=True)
class CallerIdPolicy:
    """What the settings say about this agent's caller ID (docs/CONTRACT.md §1.5 and §2).

    Attributes:
        mode: Who chooses.
        allow_default: *Default (automatic)* is in the agent's list.
        include_verified: Verified numbers are in the agent's list.
        fixed: E.164 that this agent always shows; empty: none.
        starts_with: E.164 that an agent starts with who has picked nothing.
    """

    mode: Mode = Mode.CUSTOMIZED
    allow_default: bool = True
    include_verified: bool = True
    fixed: str = ""
    starts_with: str = ""

    @property
    def agent_may_pick(self) -> bool:
        return self.mode is Mode.CUSTOMIZED and not self.fixed

    def pick_in_force(self, pick: str) -> str:
        """What counts as picked: the agent's own pick, else what they start with.

        Returns DEFAULT, an E.164, or NOTHING_PICKED: then the call asks.
        """
        if self.fixed:
            return self.fixed
        if self.mode is Mode.AUTOMATED:
            return DEFAULT
        if pick and (pick != DEFAULT or self.allow_default):
            return pick
        return self.starts_with or (DEFAULT if self.allow_default else NOTHING_PICKED)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a press of Call would do now.

    Attributes:
        choice: The number and its rule; ``caller_id`` None: there is none.
        words: Why this number, or what keeps the call from being placed.
        asks: The agent must choose first.
        missing: E.164 that is to be shown and that the account's numbers, as they were read, lack; or empty.
    """

    choice: Choice
    words: Words
    asks: bool = False
    missing: str = ""

    @property
    def can_call(self) -> bool:
        return self.choice.caller_id is not None and not self.asks


def decide(
    destination: Destination,
    pool: Pool,
    policy: CallerIdPolicy,
    pick: str,
    last: LastTime = LastTime(),  # noqa: B008
    *,
    who_chose: Words | None = None,
    lacking: Words = NOT_IN_ACCOUNT,
) -> Decision:
    """Which number ``destination`` would see now, and why.

    Args:
        who_chose: Says whose choice a picked or fixed number is; the agent's own, unless given.
        lacking: Says that the account's numbers, as they were read, do not have the one wanted.
    """
    in_force = policy.pick_in_force(pick)
    if in_force == DEFAULT:
        choice = select(destination, pool, last.caller_id, last.spoke)
        return Decision(choice, reason(choice))
    rule = RuleId.FIXED if policy.fixed else RuleId.PICKED
    nobody = Choice(destination, None, RuleId.NONE, pool)
    if in_force == NOTHING_PICKED:
        return Decision(nobody, say("Choose the number to show before you call."), asks=True)
    problem = why_not(in_force, pool, policy, lacking=lacking)
    if problem is None and in_force == destination.number.e164:
        problem = say("It is the number being called.")
    if problem is not None:
        missing = in_force if pool.account.find(in_force) is None else ""
        words = _unavailable(in_force, problem)
        return Decision(nobody, words, asks=not policy.fixed, missing=missing)
    choice = Choice(destination, pool.account.find(in_force), rule, pool)
    return Decision(choice, who_chose or reason(choice))


def why_not(
    e164: str,
    pool: Pool,
    policy: CallerIdPolicy,
    *,
    apart: Apart = no_group_in_common,
    lacking: Words = NOT_IN_ACCOUNT,
) -> Words | None:
    """Why this agent may not show ``e164`` at all; None if they may.

    Args:
        apart: Says that there is no ring group in common; to the agent, unless given.
        lacking: Says that the account's numbers, as they were read, do not have it.
    """
    own = pool.account.find(e164)
    if own is None:
        return lacking
    if not own.voice:
        return say("It cannot carry calls.")
    if own.receives_fax:
        return say("It is set to receive fax.")
    if e164 in pool.refused:
        return pool.refused[e164]
    if policy.fixed == e164:
        return None
    if own.verified and not policy.include_verified:
        return say("Verified numbers are not shown here.")
    return _why_not_theirs(own, pool, apart)


def _why_not_theirs(own: OwnNumber, pool: Pool, apart: Apart) -> Words | None:
    owner = pool.ring_groups.dedicated_lines.get(own.e164)
    if owner == pool.agent:
        return None
    if owner is not None:
        return say("It is {owner}'s dedicated line.", owner=owner)
    if pool.shares(own):
        return None
    return say("There is {lacking}.", lacking=apart(own, pool.ring_groups, pool.agent))


def pickable(pool: Pool, policy: CallerIdPolicy) -> tuple[OwnNumber, ...]:
    """The numbers in this agent's list, in account order."""
    return tuple(own for own in pool.account if why_not(own.e164, pool, policy) is None)


def _unavailable(e164: str, problem: Words) -> Words:
    number = PhoneNumber(e164).display
    return say("{number} is not available. {problem}", number=number, problem=problem)
