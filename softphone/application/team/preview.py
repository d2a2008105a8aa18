"""A change of many agents' caller IDs, seen before it is made.

Rule 1: pure: everything is said from what was read; nothing is asked, nothing written.
Rule 2: who may not use a number is left as they are, with the reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from softphone.application.caller_id.assignment_words import caller_id_words, time_words
from softphone.application.team.roster import PoolCache, TeamMember
from softphone.domain.caller_id.policy import DEFAULT, NOTHING_PICKED, Mode, why_not
from softphone.domain.caller_id.pool import Pool
from softphone.domain.caller_id.ring_groups import RingGroups
from softphone.domain.errors import SoftphoneError
from softphone.domain.numbers.account import Account, OwnNumber
from softphone.domain.words import Words, say


@dataclass(frozen=True, slots=True)
class CallerIdChange:
    """What a supervisor wants to set.

    Attributes:
        caller_id: E.164; "default"; or "": clear it, so that the settings decide.
        until: When it goes back by itself (seconds since 1970); 0: for good.
        pinned: The agent cannot change it until then.
        why: For the agent and for the record; cut at 120 characters.
    """

    caller_id: str
    until: int = 0
    pinned: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """What a wish means for one agent.

    Attributes:
        now, then: Caller IDs, as ``TeamMember.caller_id``.
        problem: Why it cannot be set for them; None: it can.
        note: What the supervisor should know besides; None: nothing.
        is_change: False: it is set so already.
    """

    member: TeamMember
    now: str
    then: str
    problem: Words | None
    note: Words | None
    is_change: bool

    @property
    def will_change(self) -> bool:
        return self.problem is None and self.is_change


@dataclass(frozen=True, slots=True)
class Preview:
    """What a wish means for all of them, in their order."""

    wanted: CallerIdChange
    lines: tuple[PreviewRow, ...]

    @property
    def changing(self) -> int:
        return sum(line.will_change for line in self.lines)

    @property
    def refused(self) -> int:
        return sum(line.problem is not None for line in self.lines)


def preview_of(
    wanted: CallerIdChange, members: Iterable[TeamMember], pools: PoolCache, now: float
) -> Preview:
    """What ``wanted`` would do.

    Raises SoftphoneError: its time is over already.
    """
    if wanted.until and wanted.until <= now:
        raise SoftphoneError(say("That time is over already."), remedy=say("Choose a later time."))
    return Preview(wanted, tuple(_line(wanted, member, pools, now) for member in members))


def _line(wanted: CallerIdChange, member: TeamMember, pools: PoolCache, now: float) -> PreviewRow:
    problem = _problem(wanted, member, pools.of(member))
    then = member.policy.pick_in_force(wanted.caller_id) if problem is None else member.caller_id
    return PreviewRow(
        member, member.caller_id, then, problem, _note(member, pools.account, now), _is_change(wanted, member)
    )


def _problem(wanted: CallerIdChange, member: TeamMember, pool: Pool) -> Words | None:
    policy = member.policy
    if policy.fixed:
        return say(
            "The settings file gives {agent} {number} alone.",
            agent=member.agent,
            number=caller_id_words(policy.fixed, pool.account),
        )
    if policy.mode is Mode.AUTOMATED:
        return say("The settings file sets Automated for {agent}: the rules choose.", agent=member.agent)
    if wanted.caller_id == DEFAULT:
        return None if policy.allow_default else say("Default is not offered to {agent}.", agent=member.agent)
    if wanted.caller_id == NOTHING_PICKED:
        return None
    return why_not(wanted.caller_id, pool, policy, apart=_no_group_in_common)


def _no_group_in_common(own: OwnNumber, ring_groups: RingGroups, agent: str) -> Words:
    return say(
        "no ring group in common: it is in {its}, {agent} is in {theirs}",
        its=", ".join(ring_groups.of_number(own.e164)) or say("none"),
        agent=agent,
        theirs=", ".join(ring_groups.of_agent(agent)) or say("none"),
    )


def _note(member: TeamMember, account: Account, now: float) -> Words | None:
    there = member.assignment
    if there is not None and there.pinned:
        told = {"by": there.by, "caller_id": caller_id_words(there.caller_id, account)}
        if there.until:
            return say("{by} pinned {caller_id} until {until}.", **told, until=time_words(there.until, now))
        return say("{by} pinned {caller_id}.", **told)
    return say("The call in progress keeps its number.") if member.is_in_call else None


def _is_change(wanted: CallerIdChange, member: TeamMember) -> bool:
    there = member.assignment
    if there is None:
        return True
    return (there.caller_id, there.until, there.pinned) != (wanted.caller_id, wanted.until, wanted.pinned)
