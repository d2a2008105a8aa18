"""What the application needs from the world, said in telephone terms.

Rule: every method here may block; only lanes and the command line call them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from softphone.domain.caller_id.assignment import Assignment
from softphone.domain.caller_id.refusals import Refusal
from softphone.domain.caller_id.selector import LastTime
from softphone.domain.calls.call import Call
from softphone.domain.calls.legs import LegStatus
from softphone.domain.numbers.account import OwnNumber


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
        status: None: in a word that nobody here knows, so what is known of it stays.
        created_at, answered_at, ended_at: Seconds since 1970; 0 if it was not (yet) or nobody knows.
        duration: Seconds; 0 until the leg is over.
        conference_sid: The conference that the leg was rung into; empty if not told.
        queue_seconds: How long it waits before it rings, because the account places too many calls
            a second; 0: not at all, or not told.
    """

    sid: str
    status: LegStatus | None
    answered_at: float = 0.0
    ended_at: float = 0.0
    duration: int = 0
    conference_sid: str = ""
    created_at: float = 0.0
    queue_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search for a leg without an answer came to.

    Attributes:
        report: The leg; None where it was not found, which proves nothing: lists lag.
        one_like_it_is_alive: A leg to that telephone rings or talks, and nothing tells whose it is.
    """

    report: LegReport | None = None
    one_like_it_is_alive: bool = False


@dataclass(frozen=True, slots=True)
class CallParticipant:
    """Somebody in a call's conference, or being called into it.

    Attributes:
        sid: The SID of their leg.
        ends_conference: Everybody else is put out when they leave.
    """

    sid: str
    status: LegStatus
    on_hold: bool = False
    muted: bool = False
    ends_conference: bool = False


@dataclass(frozen=True, slots=True)
class ConferenceChange:
    """What to set for one person in a conference; None leaves it as it is."""

    on_hold: bool | None = None
    muted: bool | None = None
    ends_conference: bool | None = None


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

    def ring_in(self, call: Call, label: str, *, ends_conference: bool) -> LegReport:
        """Ring a leg's address into the conference, under its label."""

    def report(self, sid: str) -> LegReport:
        """What Twilio knows of a leg now."""

    def find(self, call: Call, label: str, *, not_these: Collection[str] | None) -> Sought:
        """Look for a leg of this call, when its answer was lost.

        Args:
            not_these: SIDs of legs that are others'; None: nobody can tell, so only what
                proves to be this call's own is taken for it.

        Raises SoftphoneError: it could not be looked for; that proves nothing.
        """

    def people(self, call: Call) -> Sequence[CallParticipant]:
        """Who is in the call's conference now; nobody, if it is over."""

    def change(self, call: Call, label: str, change: ConferenceChange) -> None:
        """Change how somebody takes part in the call's conference."""

    def play_tones(self, call: Call, digits: str) -> None:
        """Let the customer's line hear keypad tones: "0" to "9", "*", "#"."""

    def know_the_time(self) -> bool:
        """Hear from Twilio what time it is: legs are found again by time. False: it was known.

        Fine if Twilio cannot be asked.
        """

    def clock_is_behind_by(self) -> float | None:
        """Seconds by which this machine's clock is behind Twilio's; None: nobody knows yet."""

    def warm_up(self) -> None:
        """Open the connection, so that the next request goes out at once."""

    def end(self, sid: str) -> LegReport | None:
        """End a leg, ringing or talking; what Twilio then said of it. None: it is over already.

        Raises SoftphoneError: it could not be ended; of the kind NOT_FOUND where Twilio does not
        know it, which soon after it was asked for means "not yet".
        """

    def interrupt(self) -> None:
        """Give up waiting for the request under way, from any thread.

        One that rings a telephone is in doubt then; one that was not sent yet never will be.
        """


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
    def begin(self, call: Call, *, unless_called_since: float | None, within: float) -> Call | None:
        """Write down the intent to place ``call``, on disk before this returns.

        Args:
            unless_called_since: Seconds since 1970; None: write it down in any case.
            within: Seconds to wait for a disk that somebody else is using.

        Returns:
            None; or, with nothing written, the agent's latest call to the same number that
            is open or was put to the customer after that time, from whatever process here.
        """

    def claim_left_open(self, agent: str, *, within: float) -> Sequence[Call]:
        """The agent's open calls that no running program follows; from now on this one does.

        Args:
            within: Seconds to wait for a disk that somebody else is using.
        """

    def save(self, call: Call, *, within: float) -> None:
        """Keep what is known of ``call``, on disk before this returns.

        Args:
            within: Seconds to wait for a disk that somebody else is using.

        Raises SoftphoneError: it is not on disk.
        """

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

    def last_connected(self, agent: str) -> Mapping[str, LastTime]:
        """Destination -> our number in the last conversation with it, both E.164.

        Calls with a number that somebody picked do not count: they say nothing of the rules' choice.

        Args:
            agent: To whom it is said.
        """


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the agent keeps within reach in the list of numbers, as E.164.

    Attributes:
        recent: Numbers picked before, the latest first.
    """

    pinned: frozenset[str] = frozenset()
    recent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptPick:
    """What this machine keeps of an agent's pick.

    Attributes:
        pick: An E.164, "default", or nothing yet ("").
        assignment: Who set it, when, until when; None: the agent did, on this machine alone.
        is_of_unknown_origin: An earlier version kept the pick alone.
    """

    pick: str = ""
    assignment: Assignment | None = None
    is_of_unknown_origin: bool = False


class Picks(Protocol):
    def pick(self, agent: str) -> KeptPick:
        """What is picked for the agent, and by whom."""

    def keep(self, agent: str, pick: str, assignment: Assignment | None, *, is_urgent: bool = False) -> None:
        """Keep the pick over restarts, and who set it.

        Args:
            is_urgent: A call waits: not long for a disk that another process holds.

        Raises SoftphoneError: the disk did not take it.
        """

    def shelf(self, agent: str) -> Shelf:
        """The agent's pinned and recently picked numbers."""

    def pin(self, agent: str, e164: str, *, pinned: bool) -> None:
        """Keep a number at the top of the list, or let it go."""

    def used(self, agent: str, e164: str, when: float) -> None:
        """Remember that the agent picked this number (seconds since 1970)."""


class Refusals(Protocol):
    def all(self) -> Mapping[str, Refusal]:
        """The numbers that Twilio refused as caller IDs, by E.164."""

    def keep(self, e164: str, refusal: Refusal) -> None:
        """Remember it over restarts."""


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
