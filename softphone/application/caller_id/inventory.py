"""Everything a decision needs, as one immutable value that is swapped whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from softphone.application.settings.company import Company
from softphone.application.settings.declarations import (
    ALLOW_DEFAULT,
    AUTOMATED_USES_VERIFIED,
    CALLER_ID_NUMBER,
    ENABLED,
    HOME_COUNTRY,
    INCLUDE_VERIFIED,
    LAST_RESORT,
    MODE,
    OUTBOUND,
    SAME_AS_LAST_TIME,
)
from softphone.application.settings.values import Settings, Source
from softphone.domain.caller_id.policy import CallerIdPolicy, Mode, why_not
from softphone.domain.caller_id.pool import Pool
from softphone.domain.caller_id.ring_groups import RingGroups
from softphone.domain.caller_id.selector import prepare
from softphone.domain.errors import NOTHING
from softphone.domain.numbers.account import Account
from softphone.domain.words import Words, say


@dataclass(frozen=True, slots=True)
class Inventory:
    """The account's numbers as one agent may use them now.

    Attributes:
        refreshed_at: When the numbers were read from Twilio (seconds since 1970); 0: never.
        home_country: For numbers typed without +; ISO 3166-1, or empty.
        same_as_last_time: Among equals the number of the last conversation goes first.
        nothing_to_pick: Why the agent's list of numbers is empty, and whom to ask; empty if it is not.
        no_calls: Why this desk places no calls, and whom to ask; empty if it does.
        countries: Where the account has numbers: whose emergency numbers are recognised.
    """

    pool: Pool
    policy: CallerIdPolicy
    refreshed_at: float = 0.0
    home_country: str = ""
    countries: frozenset[str] = field(default_factory=frozenset)
    same_as_last_time: bool = True
    nothing_to_pick: Words = NOTHING
    no_calls: Words = NOTHING

    @property
    def account(self) -> Account:
        return self.pool.account


def policy_of(settings: Settings, agent: str) -> CallerIdPolicy:
    """The agent's policy in force."""
    number = settings.in_force(CALLER_ID_NUMBER, agent)
    enabled = settings.is_on(ENABLED, agent)
    is_fixed = number.is_locked or (not enabled and number.source is Source.DEFAULTS)
    return CallerIdPolicy(
        mode=Mode(settings.text(MODE, agent)) if enabled else Mode.AUTOMATED,
        allow_default=settings.is_on(ALLOW_DEFAULT, agent),
        include_verified=settings.is_on(INCLUDE_VERIFIED, agent),
        fixed=str(number.value) if is_fixed else "",
        starts_with=str(number.value) if number.source is Source.DEFAULTS else "",
    )


def pool_of(
    account: Account,
    ring_groups: RingGroups,
    settings: Settings,
    agent: str,
    refused: Mapping[str, Words] | None = None,
) -> Pool:
    """The account through the agent's eyes, indexed."""
    return prepare(
        Pool.of(
            account,
            ring_groups,
            agent,
            uses_verified=settings.is_on(AUTOMATED_USES_VERIFIED, agent),
            own_groups_only=settings.text(LAST_RESORT, agent) == "own_groups",
            refused=refused,
        )
    )


def _nothing_to_pick(pool: Pool, policy: CallerIdPolicy, company: Company) -> Words:
    """Looks no further than to the first number that the agent may pick."""
    if not policy.agent_may_pick or not pool.account:
        return NOTHING
    groups = pool.ring_groups
    is_in_none = bool(groups.groups) and not groups.of_agent(pool.agent)
    has_own_line = pool.agent in groups.dedicated_lines.values()
    if is_in_none and not has_own_line:
        return say("You are in no ring group; {who} can add you.", who=company.in_words)
    if any(why_not(own.e164, pool, policy) is None for own in pool.account):
        return NOTHING
    return say("None of your numbers can be shown; {who} can change that.", who=company.in_words)


def _no_calls(settings: Settings, agent: str, company: Company) -> Words:
    if settings.is_on(OUTBOUND, agent):
        return NOTHING
    return say("This desk only takes calls; {who} can change that.", who=company.in_words)


def inventory_of(
    account: Account,
    refreshed_at: float,
    company: Company,
    settings: Settings,
    agent: str,
    refused: Mapping[str, Words] | None = None,
) -> Inventory:
    """Everything together; walks the account once.

    Args:
        refused: E.164 -> why Twilio does not let us show it just now.
    """
    pool = pool_of(account, company.ring_groups, settings, agent, refused)
    policy = policy_of(settings, agent)
    return Inventory(
        pool=pool,
        policy=policy,
        no_calls=_no_calls(settings, agent, company),
        nothing_to_pick=_nothing_to_pick(pool, policy, company),
        refreshed_at=refreshed_at,
        home_country=settings.text(HOME_COUNTRY, agent) or account.home_country(),
        countries=account.countries(),
        same_as_last_time=settings.is_on(SAME_AS_LAST_TIME, agent),
    )
