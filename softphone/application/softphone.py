"""What a softphone can do; the window and the command line both hold one.

Rule 1: reading and deciding do no I/O: they are safe on every keystroke.
Rule 2: everything else may block and belongs in a lane.
Rule 3: the inventory is one immutable value; a refresh or a pick swaps what follows from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from softphone.application.caller_id.agent_pick import AgentPick
from softphone.application.caller_id.agent_worker import NO_TASK_ROUTER, TaskRouter
from softphone.application.caller_id.assignment_words import time_words
from softphone.application.caller_id.inventory import Inventory, inventory_of
from softphone.application.caller_id.refused_numbers import RefusedNumbers
from softphone.application.caller_id.who_chose import CHOSEN_BY_YOU
from softphone.application.calls.agent_calls import Calls
from softphone.application.calls.journal import Journal
from softphone.application.calls.place_call import CallPorts, new_call
from softphone.application.numbers.number_list import NumberList
from softphone.application.numbers.refresh import Refreshed
from softphone.application.ports import CallLog, CallPlacer, Clock, NumberCache, NumberSource, Picks, Refusals
from softphone.application.settings.checks import Value
from softphone.application.settings.company import Company
from softphone.application.settings.company_changes import news_of
from softphone.application.settings.origins import Rulebook
from softphone.application.settings.values import Settings
from softphone.domain.caller_id.policy import Decision, decide, why_not
from softphone.domain.caller_id.selector import LastTime
from softphone.domain.calls.call import Call
from softphone.domain.errors import NOTHING, SoftphoneError
from softphone.domain.numbers.account import Account
from softphone.domain.numbers.reading import Destination, read, read_exactly
from softphone.domain.words import Words, say


@dataclass(frozen=True, slots=True)
class Identity:
    """Who calls: the agent, their own phone, and the company's account."""

    agent: str
    endpoint: str
    account_sid: str


@dataclass(frozen=True, slots=True)
class Ports:
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

    def __init__(self, identity: Identity, company: Company, settings: Settings, ports: Ports) -> None:
        self.identity: Final = identity
        self.company = company
        self._settings = settings
        self._ports = ports
        call_ports = CallPorts(ports.placer, Journal(ports.log), ports.clock)
        self.calls: Final = Calls(identity.agent, call_ports, ports.log, self._number_refused)
        self._refused: Final = RefusedNumbers(ports.refusals, ports.clock)
        self._inventory = self._seen(Refreshed(Account.of(()), 0.0))
        self.pick: Final = AgentPick(
            identity.agent,
            ports.picks,
            ports.router,
            ports.clock,
            inventory=lambda: self._inventory,
            why_not=self.why_not,
            company_name=lambda: self.company.name,
        )
        self.numbers: Final = NumberList(
            identity.account_sid,
            ports.source,
            ports.cache,
            ports.clock,
            wanted=lambda: self.pick.in_force,
            taken_over=self._see,
        )

    @property
    def inventory(self) -> Inventory:
        return self._inventory

    @property
    def settings(self) -> Settings:
        return self._settings

    def load(self) -> None:
        """Take over what the disk has: numbers, pick, history."""
        self.pick.load()
        self._refused.load()
        self.calls.load()
        self.numbers.load()

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
        here = self._inventory
        decision = decide(
            destination,
            here.pool,
            here.policy,
            self.pick.as_made if pick is None else pick,
            self.last_connected_with(destination),
            who_chose=self.pick.who_chose if pick is None or here.policy.fixed else CHOSEN_BY_YOU,
            lacking=self._lacking_words,
        )
        if decision.can_call or decision.choice.caller_id is not None:
            return decision
        if decision.asks and here.nothing_to_pick:
            return replace(decision, words=here.nothing_to_pick)
        if self.pick.pinned:
            decision = replace(decision, asks=False)
        whom = self.whom_to_ask
        return (
            replace(decision, words=say("{problem} {who}", problem=decision.words, who=whom))
            if whom
            else decision
        )

    def last_connected_with(self, destination: Destination) -> LastTime:
        """The number that the rules prefer among equals: that of the last conversation, or none."""
        if not self._inventory.same_as_last_time:
            return LastTime()
        return self.calls.last_connected_with(destination.number.e164)

    def why_not(self, e164: str) -> str | None:
        """Why this agent may not show ``e164``; None if they may."""
        return why_not(e164, self._inventory.pool, self._inventory.policy, lacking=self._lacking_words)

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
        pinned, choice = self.pick.pinned, decision.choice
        if pinned and self.decide(choice.destination).choice.caller_id != choice.caller_id:
            raise SoftphoneError(pinned, remedy=say("Look at the number shown now, then call again."))
        return new_call(
            decision.choice,
            decision.words,
            self._inventory,
            call_id=self._ports.new_id(),
            endpoint=self.identity.endpoint,
            now=self._ports.clock.now(),
        )

    @property
    def whom_to_ask(self) -> Words:
        """Who can change the number, where the agent cannot; empty where they can."""
        if self._inventory.policy.fixed:
            return say("Ask {who} to change that.", who=self.company.in_words)
        there = self.pick.at_task_router.assignment
        if self.pick.pinned and there is not None:
            return say("Ask {by}, who pinned it.", by=there.by)
        return NOTHING

    @property
    def _lacking_words(self) -> Words:
        """That the numbers do not have one; as of when, for it may have been bought since."""
        at = self._inventory.refreshed_at
        if not at:
            return say("The account's numbers have not been read yet.")
        return say(
            "It is not among the account's numbers (read at {when}).",
            when=time_words(at, self._ports.clock.now()),
        )

    def _number_refused(self, e164: str, kind: str) -> None:
        if self._refused.note(e164, kind):
            self._see_again()

    def _see_again(self) -> None:
        """The same numbers, after something else changed that a decision depends on."""
        self._see(self.numbers.current)

    def _see(self, refreshed: Refreshed) -> None:
        self._inventory = self._seen(refreshed)

    def _seen(self, refreshed: Refreshed) -> Inventory:
        return inventory_of(
            refreshed.account,
            refreshed.refreshed_at,
            self.company,
            self._settings,
            self.identity.agent,
            self._refused.in_force(),
        )
