"""The company's own numbers, in account order.

Rule 1: owned numbers by creation, then SID; then verified numbers the same way.
Rule 2: a number listed twice is listed once: as one that can call, if one of its rows can; then as owned.
Rule 3: the order of pages changes nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.numbers.places import Place


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A number that this account may show.

    Attributes:
        label: The name people gave it ("Sales San Francisco"); may be empty.
        sid: Twilio's identifier, "PN" and 32 hex digits.
        created_at: Seconds since 1970, UTC; 0 if Twilio did not say.
        verified: Only verified (an outgoing caller ID), not owned.
        voice: Can carry calls.
        receives_fax: Incoming calls are taken as fax.
    """

    number: PhoneNumber
    place: Place
    label: str = ""
    sid: str = ""
    created_at: float = 0.0
    verified: bool = False
    voice: bool = True
    receives_fax: bool = False

    @property
    def e164(self) -> str:
        return self.number.e164

    @property
    def can_call(self) -> bool:
        """Calls can be shown to come from it, and calling back reaches people."""
        return self.voice and not self.receives_fax


@dataclass(frozen=True, slots=True)
class Account:
    """The account's numbers in account order, found by E.164 at once."""

    numbers: tuple[OwnNumber, ...] = ()
    _by_e164: dict[str, OwnNumber] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, numbers: Iterable[OwnNumber]) -> "Account":
        """Put ``numbers``, given in any order, into account order."""
        ordered = sorted(numbers, key=lambda own: (own.verified, own.created_at, own.sid, own.e164))
        first: dict[str, OwnNumber] = {}
        for own in sorted(ordered, key=lambda own: not own.can_call):
            first.setdefault(own.e164, own)
        kept = tuple(own for own in ordered if first[own.e164] is own)
        return cls(kept, first)

    def find(self, e164: str) -> OwnNumber | None:
        """The number with this E.164; None if the account does not have it."""
        return self._by_e164.get(e164)

    def home_country(self) -> str:
        """Where most owned numbers live: the country for numbers typed without +.

        Ties go to the country of the earlier number; empty for an empty account.
        """
        tally: dict[str, int] = {}
        for own in self.numbers:
            if own.place.country and not own.place.toll_free and not own.verified:
                tally[own.place.country] = tally.get(own.place.country, 0) + 1
        return max(tally, key=lambda country: tally[country], default="")

    def countries(self) -> frozenset[str]:
        """Every country with a number."""
        return frozenset(own.place.country for own in self.numbers if own.place.country)

    def __iter__(self) -> Iterator[OwnNumber]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)
