"""What one agent may show: the account seen through ring groups, indexed once.

Rule 1: a number is *usable* when it is owned, carries voice, does not receive fax and was not
        refused by Twilio lately; verified numbers only where the settings let Automated use them.
Rule 2: the *pool* is what is usable and shares a ring group with the agent.
Rule 3: a dedicated line is in the account for everybody, in the pool of nobody.
Rule 4: a decision looks numbers up by trait and never walks the account.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from softphone.domain.caller_id.ring_groups import RingGroups
from softphone.domain.numbers.account import Account, OwnNumber
from softphone.domain.numbers.places import Place
from softphone.domain.words import Words

Traits = Callable[[Place], Sequence[Hashable]]


class Among(StrEnum):
    """The candidates that a rule may take."""

    POOL_LOCAL = "pool, local"
    POOL_TOLL_FREE = "pool, toll-free"
    ACCOUNT_TOLL_FREE = "account, toll-free"
    ACCOUNT = "account"

    @property
    def is_of_own_groups(self) -> bool:
        """False where ring groups do not count."""
        return self in (Among.POOL_LOCAL, Among.POOL_TOLL_FREE)


class Unusable(StrEnum):
    """Why a number is no candidate for anybody."""

    NO_VOICE = "cannot carry calls"
    RECEIVES_FAX = "receives fax"
    VERIFIED_ONLY = "is only verified, not owned"
    REFUSED = "was refused by Twilio"


@dataclass(frozen=True, slots=True)
class Pool:
    """The account through one agent's eyes.

    Attributes:
        shared: E.164 of the agent's ring groups' numbers; None when all are shared.
        own_groups_only: Stop before the rules that ignore ring groups
            (setting ``last_resort = "own_groups"``).
        refused: E.164 -> why Twilio does not let us show it just now.
    """

    account: Account
    ring_groups: RingGroups
    agent: str
    uses_verified: bool = False
    own_groups_only: bool = False
    shared: frozenset[str] | None = None
    refused: Mapping[str, Words] = field(default_factory=dict)
    _found: dict[tuple[Among, Traits], dict[Hashable, list[int]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _position: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        account: Account,
        ring_groups: RingGroups,
        agent: str,
        *,
        uses_verified: bool = False,
        own_groups_only: bool = False,
        refused: Mapping[str, Words] | None = None,
    ) -> "Pool":
        """See ``account`` as ``agent`` does; cheap: indexes are made when first asked for."""
        shared = ring_groups.numbers_shared_with(agent)
        positions = {own.e164: position for position, own in enumerate(account.numbers)}
        return cls(
            account,
            ring_groups,
            agent,
            uses_verified,
            own_groups_only,
            shared,
            refused or {},
            _position=positions,
        )

    def unusable(self, own: OwnNumber) -> Unusable | None:
        """Why nobody may show ``own`` automatically; None if it is usable (Rule 1)."""
        if not own.voice:
            return Unusable.NO_VOICE
        if own.receives_fax:
            return Unusable.RECEIVES_FAX
        if own.verified and not self.uses_verified:
            return Unusable.VERIFIED_ONLY
        return Unusable.REFUSED if own.e164 in self.refused else None

    def is_dedicated(self, own: OwnNumber) -> bool:
        return own.e164 in self.ring_groups.dedicated_lines

    def shares(self, own: OwnNumber) -> bool:
        """True when ``own`` and the agent have a ring group in common."""
        return self.shared is None or own.e164 in self.shared

    def holds(self, among: Among, own: OwnNumber) -> bool:
        """True when ``own`` is one of the candidates ``among``."""
        if self.unusable(own):
            return False
        if among is Among.ACCOUNT:
            return True
        if self.is_dedicated(own):
            return False
        if among is Among.ACCOUNT_TOLL_FREE:
            return own.place.toll_free
        return self.shares(own) and own.place.toll_free == (among is Among.POOL_TOLL_FREE)

    def positions(self, among: Among, traits: Traits, wanted: Hashable) -> Sequence[int]:
        """Positions in the account, ascending, of the candidates with a trait."""
        index = self._found.get((among, traits))
        if index is None:
            index = self._found[among, traits] = self._indexed(among, traits)
        return index.get(wanted, ())

    def position(self, e164: str) -> int | None:
        """Where in the account a number stands; None if it is not there."""
        return self._position.get(e164)

    def _indexed(self, among: Among, traits: Traits) -> dict[Hashable, list[int]]:
        index: dict[Hashable, list[int]] = {}
        for position, own in enumerate(self.account.numbers):
            if self.holds(among, own):
                for trait in traits(own.place):
                    index.setdefault(trait, []).append(position)
        return index
