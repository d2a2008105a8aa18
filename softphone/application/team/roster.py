"""The agents of the company with their caller IDs, as a supervisor sees them.

Rule 1: what is shown is in force now: a time that is over has gone back.
Rule 2: what cannot be known is None, never a guess.
Rule 3: a thousand agents share one index of the account's numbers.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from softphone.application.caller_id.inventory import policy_of
from softphone.application.caller_id.worker_directory import Worker
from softphone.application.settings.company import Company
from softphone.domain.caller_id.assignment import Assignment, Kept, settled
from softphone.domain.caller_id.policy import NOTHING_PICKED, CallerIdPolicy
from softphone.domain.caller_id.pool import Pool
from softphone.domain.numbers.account import Account


@dataclass(frozen=True, slots=True)
class TeamMember:
    """An agent, what is set for them, and what the settings say.

    Attributes:
        kept: What their worker keeps, as it is in force; ``record`` has the latest changes.
        activity: TaskRouter's: "Available", "Break" …
        is_in_call: None: nobody knows.
    """

    sid: str
    agent: str
    full_name: str
    ring_groups: tuple[str, ...]
    policy: CallerIdPolicy
    kept: Kept
    activity: str = ""
    is_in_call: bool | None = None

    @property
    def assignment(self) -> Assignment | None:
        """Caller ID, by whom, since when (``at``), until, pinned, why; None: never set."""
        return self.kept.assignment

    @property
    def caller_id(self) -> str:
        """What their calls show: an E.164, "default", or "" (the call asks)."""
        return self.policy.pick_in_force(self.assignment.caller_id if self.assignment else NOTHING_PICKED)


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody, in the order of their names; read at (seconds since 1970)."""

    members: tuple[TeamMember, ...] = ()
    read_at: float = 0.0


def may_see_team(company: Company, agent: str) -> bool:
    """True when [supervisors] names ``agent``; what works is decided by what the API key may do."""
    return any(fnmatchcase(agent, pattern) for pattern in company.supervisors)


def roster_of(
    workers: Iterable[Worker], company: Company, phones_in_calls: Collection[str] | None, now: float
) -> Roster:
    """The agents whom ``workers`` stand for.

    Args:
        phones_in_calls: None: nobody knows.
    """
    known = _named_in(company)
    members = [_member(worker, _agent(worker, known), company, phones_in_calls, now) for worker in workers]
    return Roster(tuple(sorted(members, key=lambda member: member.agent.casefold())), now)


def _member(
    worker: Worker, agent: str, company: Company, in_calls: Collection[str] | None, now: float
) -> TeamMember:
    phone = worker.phone or f"client:{agent}"
    return TeamMember(
        sid=worker.sid,
        agent=agent,
        full_name=worker.full_name,
        ring_groups=company.ring_groups.of_agent(agent),
        policy=policy_of(company.settings, agent),
        kept=settled(worker.kept, now, worker.updated_at),
        activity=worker.activity,
        is_in_call=None if in_calls is None else phone in in_calls,
    )


def _agent(worker: Worker, known: Collection[str]) -> str:
    """The worker's name, or its client's where that is the one that the settings know."""
    return worker.client if worker.name not in known and worker.client in known else worker.name


def _named_in(company: Company) -> frozenset[str]:
    groups = (name for group in company.ring_groups.groups.values() for name in group.agents)
    lines = company.ring_groups.dedicated_lines.values()
    return frozenset((*groups, *lines, *company.settings.agents, *company.supervisors))


@dataclass(frozen=True, slots=True)
class PoolCache:
    """The account through each agent's eyes, for asking what they may show.

    The numbers that agents share are found once for each set of ring groups.
    """

    account: Account
    company: Company
    _shared: dict[tuple[str, ...], frozenset[str] | None] = field(default_factory=dict)

    def of(self, member: TeamMember) -> Pool:
        """The account as ``member`` sees it; it has no indexes, so it chooses nothing."""
        groups = self.company.ring_groups
        if member.ring_groups not in self._shared:
            self._shared[member.ring_groups] = groups.numbers_shared_with(member.agent)
        return Pool(self.account, groups, member.agent, shared=self._shared[member.ring_groups])
