"""What the application needs from the world, said in telephone terms.

Rule: every method here may block; only lanes and the command line call them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from softphone.domain.account import OwnNumber
from softphone.domain.calls import Call, LegStatus


@dataclass(frozen=True, slots=True)
class ListedNumber:
    """One number as Twilio lists it; its facts are not computed yet."""

    e164: str
    sid: str
    label: str = ""
    created_at: float = 0.0
    verified: bool = False
    voice: bool = True
    receives_fax: bool = False


@dataclass(frozen=True, slots=True)
class LegReport:
    """What Twilio says of one leg.

    Attributes:
        answered_at: Seconds since 1970; 0 if it was not answered or nobody knows.
        duration: Seconds; 0 until the leg is over.
    """

    sid: str
    status: LegStatus
    answered_at: float = 0.0
    duration: int = 0


@dataclass(frozen=True, slots=True)
class CachedNumbers:
    """The last good list, and when it was read (seconds since 1970)."""

    numbers: tuple[OwnNumber, ...]
    refreshed_at: float


class NumberSource(Protocol):
    def numbers(self) -> Sequence[ListedNumber]:
        """Every number of both lists, in any order.

        Raises SoftphoneError: the lists could not be read to their end.
        """


class NumberCache(Protocol):
    def load(self, account_sid: str) -> CachedNumbers | None:
        """The last good list; None if there is none."""

    def replace(self, account_sid: str, cached: CachedNumbers) -> None:
        """Put a whole new list in place of the old one, or change nothing."""


class CallPlacer(Protocol):
    def ring_agent(self, call: Call) -> LegReport:
        """Ring the agent's endpoint and put whoever answers into the conference.

        Raises SoftphoneError; with ``call_may_exist`` when the answer was lost.
        """

    def ring_customer(self, call: Call) -> LegReport:
        """Ring the destination into the conference, labelled "customer"."""

    def report(self, sid: str) -> LegReport:
        """What Twilio knows of a leg now."""

    def find_agent_leg(self, call: Call, *, not_these: Collection[str]) -> LegReport | None:
        """The agent's leg of this call, when its answer was lost; never one of ``not_these`` SIDs."""

    def find_customer_leg(self, call: Call, *, not_these: Collection[str]) -> LegReport | None:
        """The customer's leg of this call, when its answer was lost; never one of ``not_these`` SIDs."""

    def end(self, sid: str) -> None:
        """End a leg, ringing or talking; fine if it is over already."""


@dataclass(frozen=True, slots=True)
class RecentCall:
    """A call and the agent's note about it."""

    call: Call
    note: str = ""


@dataclass(frozen=True, slots=True)
class SearchedFor:
    """What a search in the calls asks for; a call that meets any of it is found.

    Attributes:
        text: Part of a note.
        digits: Part of the number called or of the number shown.
        outcomes: How calls ended (Outcome's values).
        numbers: E.164 of numbers called, such as those of a name.
    """

    text: str = ""
    digits: str = ""
    outcomes: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)


class CallLog(Protocol):
    def save(self, call: Call) -> None:
        """Keep what is known of ``call``, on disk before this returns."""

    def recent(self, agent: str, *, limit: int = 100) -> Sequence[Call]:
        """The agent's calls, newest first."""

    def find(
        self, agent: str, wanted: SearchedFor, *, limit: int, before: float | None = None
    ) -> Sequence[RecentCall]:
        """The agent's calls that meet ``wanted``, newest first, placed before a time."""

    def destinations(self, agent: str, *, limit: int) -> Sequence[str]:
        """Whom the agent called, as E.164, the latest first, each once."""

    def keep_note(self, call_id: str, note: str) -> None:
        """Keep the agent's note about a call."""

    def sids_of_others(self, call: Call) -> Collection[str]:
        """The SIDs of every leg that belongs to another call."""

    def last_connected(self) -> Mapping[str, str]:
        """Destination -> our number in the last conversation with it, both E.164."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the agent keeps within reach in the list of numbers, as E.164.

    Attributes:
        recent: Numbers picked before, the latest first.
    """

    pinned: frozenset[str] = frozenset()
    recent: tuple[str, ...] = ()


class Picks(Protocol):
    def pick(self, agent: str) -> str:
        """What the agent picked: an E.164, "default", or nothing yet ("")."""

    def keep(self, agent: str, pick: str) -> None:
        """Keep the pick over restarts."""

    def shelf(self, agent: str) -> Shelf:
        """The agent's pinned and recently picked numbers."""

    def pin(self, agent: str, e164: str, *, pinned: bool) -> None:
        """Keep a number at the top of the list, or let it go."""

    def used(self, agent: str, e164: str, when: float) -> None:
        """Remember that the agent picked this number (seconds since 1970)."""


class Preferences(Protocol):
    def all(self) -> Mapping[str, str | bool]:
        """What the user chose, by setting key."""

    def keep(self, values: Mapping[str, str | bool | None]) -> None:
        """Keep these values over restarts; forget those that are None."""


class Secrets(Protocol):
    @property
    def store_name(self) -> str:
        """Where secrets are kept, for people; empty: nowhere but in memory."""

    def get(self, name: str) -> str:
        """The secret; empty if there is none."""

    def keep(self, name: str, secret: str) -> bool:
        """Keep a secret; False: for this session only, there is no keyring."""


class Clock(Protocol):
    def now(self) -> float:
        """Seconds since 1970, UTC."""
