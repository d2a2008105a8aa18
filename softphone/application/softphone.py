"""What a softphone can do; the window and the command line both hold one.

Rule 1: reading and deciding do no I/O: they are safe on every keystroke.
Rule 2: everything else may block and belongs in a lane.
Rule 3: the inventory is one immutable value; a refresh or a pick swaps what follows from it.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from softphone.application.assignment_words import Choices, time_words
from softphone.application.calls import Calls
from softphone.application.checks import Value
from softphone.application.company import Company
from softphone.application.company_changes import news_of
from softphone.application.inventory import Inventory, inventory_of
from softphone.application.journal import Journal
from softphone.application.layers import Settings
from softphone.application.looking import Occasion
from softphone.application.origins import Rulebook
from softphone.application.own_caller_id import OwnCallerId
from softphone.application.own_worker import NO_TASK_ROUTER, TaskRouter
from softphone.application.place_call import CallPorts, new_call
from softphone.application.ports import (
    CallLog,
    CallPlacer,
    Clock,
    NumberCache,
    NumberSource,
    Picks,
    Refusals,
    Shelf,
)
from softphone.application.refresh import Refreshed, is_due, load, refresh
from softphone.application.refused_numbers import RefusedNumbers
from softphone.application.who_chose import CHOSEN_BY_YOU, who_chose
from softphone.domain.account import Account
from softphone.domain.assignment import Assignment
from softphone.domain.calls import Call
from softphone.domain.errors import SoftphoneError
from softphone.domain.policy import DEFAULT, NOTHING_PICKED, Decision, decide, why_not
from softphone.domain.reading import Destination, read, read_exactly
from softphone.domain.words import Words, say

SOUGHT_AGAIN_AFTER_SECONDS: Final = 60.0


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
    refusals: Refusals
    clock: Clock
    new_id: Callable[[], str]
    router: TaskRouter = NO_TASK_ROUTER


class Softphone:
    """One agent on one account."""

    def __init__(self, identity: Identity, company: Company, settings: Settings, world: World) -> None:
        self.identity: Final = identity
        self.company = company
        self._settings = settings
        self._world = world
        ports = CallPorts(world.placer, Journal(world.log), world.clock)
        self.calls: Final = Calls(identity.agent, ports, world.log, self._number_refused)
        self.own: Final = OwnCallerId(identity.agent, world.router, world.clock)
        self._refused: Final = RefusedNumbers(world.refusals, world.clock)
        self._sought: frozenset[str] = frozenset()  # in vain, when the numbers were read last
        self._keeping_a_pick = Lock()
        self._pick = ""
        self._kept: tuple[str, Assignment | None] = ("", None)
        self._shelf = Shelf()
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
        return self._inventory.policy.pick_in_force(self.own.in_force(self._pick))

    def load(self) -> None:
        """Take over what the disk has: numbers, pick, history."""
        self._pick = self._world.picks.pick(self.identity.agent)
        there = self._world.picks.assignment(self.identity.agent)
        self._kept = self._pick, there
        self.own.restore(there)
        self._shelf = self._world.picks.shelf(self.identity.agent)
        self._refused.load()
        self.calls.load()
        self._inventory = self._seen(load(self._world.cache, self.identity.account_sid))

    def refresh_is_due(self) -> bool:
        """True when the numbers are old, or lack the one that is to be shown."""
        return is_due(self._inventory.refreshed_at, self._world.clock.now()) or self.may_be_new(self.pick)

    def may_be_new(self, pick: str) -> bool:
        """True when the numbers are worth reading again for a pick that they lack."""
        here = self._inventory
        if pick in (DEFAULT, NOTHING_PICKED) or here.account.find(pick) is not None:
            return False
        age = self._world.clock.now() - here.refreshed_at
        return pick not in self._sought or not 0 <= age < SOUGHT_AGAIN_AFTER_SECONDS

    def refresh(self, *also_sought: str) -> str:
        """Read the numbers again; return what changed, in words.

        Args:
            also_sought: Numbers that were wanted and not there (E.164), beside the pick.

        Raises SoftphoneError: the old list stays in use.
        """
        sought = self.pick
        refreshed = refresh(
            self._world.source, self._world.cache, self.identity.account_sid, self._world.clock.now()
        )
        self._inventory = self._seen(refreshed)
        self._sought = frozenset((sought, *also_sought))
        return refreshed.changes

    def read(self, text: str, country: str = "", /) -> Destination:
        """The number in ``text``, as people in ``country`` write it; empty: at home.

        Raises NotANumber, EmergencyNumber.
        """
        here = self._inventory
        return read(text, home_country=country or here.home_country, countries=here.countries)

    def read_exactly(self, text: str) -> Destination:
        """The digits in ``text``, with nothing assumed. Raises NotANumber, EmergencyNumber."""
        here = self._inventory
        return read_exactly(text, home_country=here.home_country, countries=here.countries)

    def decide(self, destination: Destination, *, pick: str | None = None) -> Decision:
        """What pressing Call would show now; ``pick`` instead of the agent's own, if given."""
        decision = decide(
            destination,
            self._inventory.pool,
            self._inventory.policy,
            self.own.in_force(self._pick) if pick is None else pick,
            self.last_connected_with(destination),
            who_chose=self.who_chose if pick is None else CHOSEN_BY_YOU,
            lacking=self._lacking_words,
        )
        if decision.asks and self._inventory.nothing_to_pick:
            return replace(decision, words=self._inventory.nothing_to_pick)
        return decision

    def last_connected_with(self, destination: Destination) -> str:
        """The number that the rules prefer among equals: that of the last conversation, or empty."""
        if not self._inventory.same_as_last_time:
            return ""
        return self.calls.last_connected_with(destination.number.e164)

    def why_not(self, e164: str) -> str | None:
        """Why this agent may not show ``e164``; None if they may."""
        return why_not(e164, self._inventory.pool, self._inventory.policy, lacking=self._lacking_words)

    @property
    def who_chose(self) -> Words:
        """Whose choice the pick is: "Chosen by you", "Pinned by sam"."""
        policy, pick = self._inventory.policy, self.own.in_force(self._pick)
        agent = self.identity.agent
        return who_chose(policy, pick, self.own.assignment, agent=agent, company=self.company.name)

    def pick_number(self, pick: str) -> None:
        """Use what the agent picked from now on: an E.164 or "default". No I/O.

        Raises SoftphoneError: it is not the agent's to choose (set by the company, or pinned by a
        supervisor), or not allowed.
        """
        policy = self._inventory.policy
        if not policy.agent_may_pick:
            raise SoftphoneError(
                say("Your caller ID is set by {name}.", name=self.company.name or say("your company"))
            )
        if pinned := self.pinned:
            raise SoftphoneError(pinned)
        problem: str | None
        if pick == DEFAULT:
            problem = None if policy.allow_default else say("Default is not offered here.")
        else:
            problem = self.why_not(pick)
        if problem:
            raise SoftphoneError(problem, remedy=say("Choose another number."))
        self._pick = pick
        self.own.choose(pick)

    @property
    def may_pick(self) -> bool:
        """True when the agent chooses: neither the settings file nor a supervisor's pin does."""
        return self._inventory.policy.agent_may_pick and not self.pinned

    @property
    def pinned(self) -> str | None:
        """Why the agent cannot choose: who pinned their caller ID, to what, until when; None if they may."""
        return self.own.pinned_words(self._choices)

    def look(self, occasion: Occasion) -> str | None:
        """Read what is set for this agent at TaskRouter, if that is due; news for the agent, or None.

        Raises SoftphoneError: Twilio could not be asked; what is known stays in force.
        """
        news = self.own.look(occasion, self._pick, self._choices)
        self._pick = self.own.in_force(self._pick)
        with suppress(SoftphoneError):  # no disk holds up what holds now; it is kept with the next look
            self._keep_pick(is_urgent=True)
        # Where the company's settings choose, what a supervisor sets counts for nothing yet.
        return news if self._inventory.policy.agent_may_pick else None

    def send_pick(self) -> str | None:
        """Write the agent's pick to TaskRouter; what the agent should know, or None.

        Raises SoftphoneError: a supervisor pinned another (that is in force now), or Twilio could not
        be asked: the pick holds on this machine, and is sent again with the next look.
        """
        return self.own.send(self._choices)

    def keep_pick(self) -> None:
        """Keep the pick in force over restarts."""
        with self._keeping_a_pick:
            pick = self._pick
            self._keep_pick()
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
        self._see_again()

    def use_company(self, company: Company) -> str:
        """Go by a settings file that was read again; return what changed for this agent, in words.

        What the user chose stays theirs where it is not locked; a call in progress keeps its number.
        """
        if company is self.company:
            return ""
        before = Rulebook(self.company, self._settings, self.identity.agent)
        self.company, self._settings = company, replace(company.settings, user=self._settings.user)
        self._see_again()
        return news_of(before, Rulebook(company, self._settings, self.identity.agent))

    def new_call(self, decision: Decision) -> Call:
        """The call that was shown, checked once more; not written down and not dialled yet. No I/O.

        Raises SoftphoneError: the number may not be shown, a supervisor pinned another, or this desk
        places no calls.
        """
        if self._inventory.no_calls:
            raise SoftphoneError(self._inventory.no_calls)
        pinned, choice = self.pinned, decision.choice
        if pinned and self.decide(choice.destination).choice.caller_id != choice.caller_id:
            raise SoftphoneError(pinned, remedy=say("Look at the number shown now, then call again."))
        return new_call(
            decision.choice,
            decision.words,
            self._inventory,
            call_id=self._world.new_id(),
            endpoint=self.identity.endpoint,
            now=self._world.clock.now(),
        )

    @property
    def _choices(self) -> Choices:
        return Choices(self._inventory.account, self._inventory.policy)

    def _keep_pick(self, *, is_urgent: bool = False) -> None:
        """Keep what is picked and by whom, if that is not what is kept already."""
        picked = self._pick, self.own.assignment
        if picked != self._kept:
            self._world.picks.keep(self.identity.agent, *picked, is_urgent=is_urgent)
            self._kept = picked

    @property
    def _lacking_words(self) -> Words:
        """That the numbers do not have one; as of when, for it may have been bought since."""
        at = self._inventory.refreshed_at
        if not at:
            return say("The account's numbers have not been read yet.")
        return say("It is not among the account's numbers (read at {when}).", when=self._time_words(at))

    def _time_words(self, at: float) -> str:
        return time_words(at, self._world.clock.now())

    def _number_refused(self, e164: str, code: int) -> None:
        if self._refused.note(e164, code):
            self._see_again()

    def _see_again(self) -> None:
        """The same numbers, after something else changed that a decision depends on."""
        here = self._inventory
        self._inventory = self._seen(Refreshed(here.account, here.refreshed_at))

    def _seen(self, refreshed: Refreshed) -> Inventory:
        return inventory_of(
            refreshed.account,
            refreshed.refreshed_at,
            self.company,
            self._settings,
            self.identity.agent,
            self._refused.in_force(),
        )
