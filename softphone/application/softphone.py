"""What a softphone can do; the window and the command line both hold one.

Rule 1: reading and deciding do no I/O: they are safe on every keystroke.
Rule 2: everything else may block and belongs in a lane.
Rule 3: the inventory is one immutable value; a refresh or a pick swaps what follows from it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

from softphone.application.checks import Value
from softphone.application.company import Company
from softphone.application.follow_call import Line, follow_call, hang_up, has_given_up, pause_before_next_step
from softphone.application.inventory import Inventory, inventory_of
from softphone.application.layers import Settings
from softphone.application.place_call import new_call
from softphone.application.ports import (
    CallLog,
    CallPlacer,
    Clock,
    NumberCache,
    NumberSource,
    Picks,
    RecentCall,
    SearchedFor,
    Shelf,
)
from softphone.application.refresh import Refreshed, is_due, load, refresh
from softphone.domain.account import Account
from softphone.domain.calls import Call
from softphone.domain.errors import SoftphoneError
from softphone.domain.policy import DEFAULT, Decision, decide, why_not
from softphone.domain.reading import Destination, read, read_exactly
from softphone.domain.words import say

CALLED_BEFORE: Final = 2000  # numbers that are suggested while typing


@dataclass(frozen=True, slots=True)
class Identity:
    """Who calls: the agent, their own phone, and the company's account."""

    agent: str
    endpoint: str
    account_sid: str


@dataclass(frozen=True, slots=True)
class World:
    """The ports of one signed-in softphone."""

    source: NumberSource
    cache: NumberCache
    picks: Picks
    log: CallLog
    placer: CallPlacer
    clock: Clock
    new_id: Callable[[], str]


class Softphone:
    """One agent on one account."""

    def __init__(self, identity: Identity, company: Company, settings: Settings, world: World) -> None:
        self.identity: Final = identity
        self.company: Final = company
        self._settings = settings
        self._world = world
        self._line = Line(world.placer, world.log, world.clock)
        self._keeping_a_pick = Lock()
        self._pick = ""
        self._shelf = Shelf()
        self._last_connected: dict[str, str] = {}
        self.called_before: tuple[str, ...] = ()  # E.164, the latest first
        self._inventory = self._seen(Refreshed(Account.of(()), 0.0))

    @property
    def inventory(self) -> Inventory:
        return self._inventory

    @property
    def settings(self) -> Settings:
        return self._settings

    @property
    def pick(self) -> str:
        """What counts as picked now: an E.164, "default" or "" (nothing yet)."""
        return self._inventory.policy.pick_in_force(self._pick)

    def load(self) -> None:
        """Take over what the disk has: numbers, pick, history."""
        self._pick = self._world.picks.pick(self.identity.agent)
        self._shelf = self._world.picks.shelf(self.identity.agent)
        self._last_connected = dict(self._world.log.last_connected())
        self.called_before = tuple(self._world.log.destinations(self.identity.agent, limit=CALLED_BEFORE))
        self._inventory = self._seen(load(self._world.cache, self.identity.account_sid))

    def refresh_is_due(self) -> bool:
        return is_due(self._inventory.refreshed_at, self._world.clock.now())

    def refresh(self) -> str:
        """Read the numbers again; return what changed, in words.

        Raises SoftphoneError: the old list stays in use.
        """
        refreshed = refresh(
            self._world.source, self._world.cache, self.identity.account_sid, self._world.clock.now()
        )
        self._inventory = self._seen(refreshed)
        return refreshed.changes

    def read(self, text: str) -> Destination:
        """The number in ``text``. Raises NotANumber, EmergencyNumber."""
        here = self._inventory
        return read(text, home_country=here.home_country, countries=here.countries)

    def read_exactly(self, text: str) -> Destination:
        """The digits in ``text``, with nothing assumed. Raises NotANumber, EmergencyNumber."""
        here = self._inventory
        return read_exactly(text, home_country=here.home_country, countries=here.countries)

    def decide(self, destination: Destination, *, pick: str | None = None) -> Decision:
        """What pressing Call would show now; ``pick`` instead of the agent's own, if given."""
        last = self._last_connected.get(destination.number.e164, "")
        return decide(
            destination,
            self._inventory.pool,
            self._inventory.policy,
            self._pick if pick is None else pick,
            last,
        )

    def why_not(self, e164: str) -> str | None:
        """Why this agent may not show ``e164``; None if they may."""
        return why_not(e164, self._inventory.pool, self._inventory.policy)

    def pick_number(self, pick: str) -> None:
        """Use what the agent picked from now on: an E.164 or "default". No I/O.

        Raises SoftphoneError: it is not the agent's to choose, or not allowed.
        """
        policy = self._inventory.policy
        if not policy.agent_may_pick:
            raise SoftphoneError(
                say("Your caller ID is set by {name}.", name=self.company.name or say("your company"))
            )
        problem: str | None
        if pick == DEFAULT:
            problem = None if policy.allow_default else say("Default is not offered here.")
        else:
            problem = self.why_not(pick)
        if problem:
            raise SoftphoneError(problem, remedy=say("Choose another number."))
        self._pick = pick

    def keep_pick(self) -> None:
        """Keep the pick in force over restarts."""
        with self._keeping_a_pick:
            pick = self._pick
            self._world.picks.keep(self.identity.agent, pick)
            if pick != DEFAULT:
                self._world.picks.used(self.identity.agent, pick, self._world.clock.now())
                self._shelf = self._world.picks.shelf(self.identity.agent)

    @property
    def shelf(self) -> Shelf:
        """The numbers that the agent keeps within reach."""
        return self._shelf

    def pin(self, e164: str, *, pinned: bool) -> None:
        """Keep a number at the top of the list, or let it go."""
        self._world.picks.pin(self.identity.agent, e164, pinned=pinned)
        self._shelf = self._world.picks.shelf(self.identity.agent)

    def prefer(self, values: Mapping[str, Value | None]) -> None:
        """Use what the user chose, from now on; keeping it over restarts is the caller's.

        None takes a choice back: the company's default or the built-in one counts again.

        Raises SoftphoneError: a value is locked or not acceptable.
        """
        self._settings = self._settings.with_user(values, self.identity.agent)
        here = self._inventory
        self._inventory = self._seen(Refreshed(here.account, here.refreshed_at))

    def new_call(self, decision: Decision) -> Call:
        """The call that was shown, checked once more and not dialled yet."""
        call = new_call(
            decision.choice,
            decision.words,
            self._inventory,
            call_id=self._world.new_id(),
            endpoint=self.identity.endpoint,
            now=self._world.clock.now(),
        )
        self._world.log.save(call)
        others = (e164 for e164 in self.called_before if e164 != call.destination)
        self.called_before = (call.destination, *others)
        return call

    def follow(self, call: Call) -> Call:
        """One step of the call: ring, look, or end what has to end."""
        return self._remembered(follow_call(call, self._line))

    def hang_up(self, call: Call) -> Call:
        """End both legs, whatever their state."""
        return self._remembered(hang_up(call, self._line))

    def pause_before_next_step(self, call: Call) -> float | None:
        """Seconds; None when the call needs no more steps."""
        return pause_before_next_step(call, self._world.clock.now())

    def find_calls(
        self, wanted: SearchedFor, *, limit: int, before: float | None = None
    ) -> Sequence[RecentCall]:
        """This agent's calls that meet ``wanted``, newest first."""
        return self._world.log.find(self.identity.agent, wanted, limit=limit, before=before)

    def keep_note(self, call_id: str, note: str) -> None:
        """Keep the agent's note about a call."""
        self._world.log.keep_note(call_id, note)

    def has_given_up(self, call: Call) -> bool:
        """True when nobody can know any more whether a phone rings."""
        return has_given_up(call, self._world.clock.now())

    def recent(self, limit: int = 100) -> Sequence[Call]:
        """This agent's calls, newest first."""
        return self._world.log.recent(self.identity.agent, limit=limit)

    def _seen(self, refreshed: Refreshed) -> Inventory:
        return inventory_of(
            refreshed.account, refreshed.refreshed_at, self.company, self._settings, self.identity.agent
        )

    def _remembered(self, call: Call) -> Call:
        if call.connected_at:
            self._last_connected[call.destination] = call.caller_id
        return call
