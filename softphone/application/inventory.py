"""Everything a decision needs, as one immutable value that is swapped whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from softphone.application.company import Company
from softphone.application.layers import Settings, Source
from softphone.application.settings import (
    ALLOW_DEFAULT,
    AUTOMATED_USES_VERIFIED,
    CALLER_ID_NUMBER,
    ENABLED,
    HOME_COUNTRY,
    INCLUDE_VERIFIED,
    LAST_RESORT,
    MODE,
    SAME_AS_LAST_TIME,
)
from softphone.domain.account import Account
from softphone.domain.policy import CallerIdPolicy, Mode
from softphone.domain.pool import Pool
from softphone.domain.ring_groups import RingGroups
from softphone.domain.selector import prepare
from softphone.domain.words import Words


@dataclass(frozen=True, slots=True)
class Inventory:
    """The account's numbers as one agent may use them now.

    Attributes:
        refreshed_at: When the numbers were read from Twilio (seconds since 1970); 0: never.
        home_country: For numbers typed without +; ISO 3166-1, or empty.
        same_as_last_time: Among equals the number of the last conversation goes first.
        countries: Where the account has numbers: whose emergency numbers are recognised.
    """

    pool: Pool
    policy: CallerIdPolicy
    refreshed_at: float = 0.0
    home_country: str = ""
    countries: frozenset[str] = field(default_factory=frozenset)
    same_as_last_time: bool = True

    @property
    def account(self) -> Account:
        return self.pool.account


def policy_of(settings: Settings, agent: str) -> CallerIdPolicy:
    """The agent's policy in force."""
    number = settings.in_force(CALLER_ID_NUMBER, agent)
    enabled = settings.is_on(ENABLED, agent)
    return CallerIdPolicy(
        mode=Mode(settings.text(MODE, agent)) if enabled else Mode.AUTOMATED,
        allow_default=settings.is_on(ALLOW_DEFAULT, agent),
        include_verified=settings.is_on(INCLUDE_VERIFIED, agent),
        fixed=str(number.value) if number.is_locked and enabled else "",
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
    return Inventory(
        pool=pool_of(account, company.ring_groups, settings, agent, refused),
        policy=policy_of(settings, agent),
        refreshed_at=refreshed_at,
        home_country=settings.text(HOME_COUNTRY, agent) or account.home_country(),
        countries=account.countries(),
        same_as_last_time=settings.is_on(SAME_AS_LAST_TIME, agent),
    )
