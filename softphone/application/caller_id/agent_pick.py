"""The agent's pick: the one owner of what is picked for them, by whom, kept here and at TaskRouter.

Rule 1: a pick counts at once; keeping it on this machine and at TaskRouter is work for a lane.
Rule 2: where a supervisor's pin or the settings file chooses, the agent does not.
Rule 3: a disk that is held up keeps nobody from seeing what holds now.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import Final

from softphone.application.caller_id.agent_worker import TaskRouter
from softphone.application.caller_id.assignment_words import Choices
from softphone.application.caller_id.inventory import Inventory
from softphone.application.caller_id.own_caller_id import OwnCallerId
from softphone.application.caller_id.poll_schedule import PollReason
from softphone.application.caller_id.who_chose import KEPT_FROM_BEFORE, who_chose
from softphone.application.ports import Clock, Picks, Shelf
from softphone.domain.caller_id.assignment import Assignment
from softphone.domain.caller_id.policy import DEFAULT
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import Words, say


class AgentPick:
    """Args:
    inventory: The numbers and the agent's policy as they are now.
    why_not: Why the agent may not show a number (E.164); None if they may.
    company_name: Of the company whose settings count now.
    """

    def __init__(
        self,
        agent: str,
        store: Picks,
        router: TaskRouter,
        clock: Clock,
        *,
        inventory: Callable[[], Inventory],
        why_not: Callable[[str], str | None],
        company_name: Callable[[], str],
    ) -> None:
        self._agent, self._store, self._clock = agent, store, clock
        self._inventory, self._why_not, self._company_name = inventory, why_not, company_name
        self.at_task_router: Final = OwnCallerId(agent, router, clock)
        self._keeping = Lock()
        self._here = ""
        self._is_of_unknown_origin = False
        self._kept: tuple[str, Assignment | None] = ("", None)
        self.shelf = Shelf()

    def load(self) -> None:
        """Take over what the disk has."""
        found = self._store.pick(self._agent)
        self._here, self._is_of_unknown_origin = found.pick, found.is_of_unknown_origin
        self._kept = found.pick, found.assignment
        self.at_task_router.restore(found.assignment)
        self.shelf = self._store.shelf(self._agent)

    @property
    def as_made(self) -> str:
        """An E.164, "default" or "" (nothing), before the settings have their say."""
        return self.at_task_router.in_force(self._here)

    @property
    def in_force(self) -> str:
        """What counts as picked now: an E.164, "default" or "" (nothing yet)."""
        return self._inventory().policy.pick_in_force(self.as_made)

    @property
    def who_chose(self) -> Words:
        """Whose choice it is: "Chosen by you", "Pinned by sam"."""
        policy, there = self._inventory().policy, self.at_task_router.assignment
        is_unknown = self._is_of_unknown_origin and there is None and self.at_task_router.has_directory
        if is_unknown and self.in_force == self.as_made:
            return KEPT_FROM_BEFORE
        return who_chose(policy, self.as_made, there, agent=self._agent, company=self._company_name())

    @property
    def is_the_agents(self) -> bool:
        """True when the agent chooses: neither the settings file nor a supervisor's pin does."""
        return self._inventory().policy.agent_may_pick and not self.pinned

    @property
    def pinned(self) -> str | None:
        """Why the agent cannot choose: who pinned their caller ID, to what, until when; None if they may."""
        return self.at_task_router.pinned_words(self._choices)

    def choose(self, pick: str) -> None:
        """Use what the agent picked from now on: an E.164 or "default". No I/O.

        Raises SoftphoneError: it is not the agent's to choose (set by the company, or pinned by a
        supervisor), or not allowed.
        """
        policy = self._inventory().policy
        if not policy.agent_may_pick:
            name = self._company_name() or say("your company")
            raise SoftphoneError(say("Your caller ID is set by {name}.", name=name))
        if pinned := self.pinned:
            raise SoftphoneError(pinned)
        problem: str | None
        if pick != DEFAULT:
            problem = self._why_not(pick)
        else:
            problem = None if policy.allow_default else say("Default is not offered here.")
        if problem:
            raise SoftphoneError(problem, remedy=say("Choose another number."))
        self._here, self._is_of_unknown_origin = pick, False
        self.at_task_router.choose(pick)

    def look(self, reason: PollReason) -> str | None:
        """Read what is set for this agent at TaskRouter, if that is due; news for the agent, or None.

        Raises SoftphoneError: Twilio could not be asked; what is known stays in force.
        """
        news = self.at_task_router.look(reason, self._here, self._choices)
        self._here = self.as_made
        with suppress(SoftphoneError):  # it is kept with the next look
            self._keep(is_urgent=True)
        # Where the company's settings choose, what a supervisor sets counts for nothing yet.
        return news if self._inventory().policy.agent_may_pick else None

    def send(self) -> str | None:
        """Write the agent's pick to TaskRouter; what the agent should know, or None.

        Raises SoftphoneError: a supervisor pinned another (that is in force now), or Twilio could not
        be asked: the pick holds on this machine, and is sent again with the next look.
        """
        return self.at_task_router.send(self._choices)

    def keep(self) -> None:
        """Keep the pick over restarts. Raises SoftphoneError: the disk did not take it."""
        with self._keeping:
            pick = self._here
            self._keep()
            if pick != DEFAULT:
                self._store.used(self._agent, pick, self._clock.now())
                self.shelf = self._store.shelf(self._agent)

    def keep_within_reach(self, e164: str, *, pinned: bool) -> None:
        """Keep a number at the top of the list, or let it go."""
        self._store.pin(self._agent, e164, pinned=pinned)
        self.shelf = self._store.shelf(self._agent)

    @property
    def _choices(self) -> Choices:
        inventory = self._inventory()
        return Choices(inventory.account, inventory.policy)

    def _keep(self, *, is_urgent: bool = False) -> None:
        """Keep what is picked and by whom, if that is not what is kept already."""
        picked = self._here, self.at_task_router.assignment
        if picked != self._kept and not (self._is_of_unknown_origin and picked[1] is None):
            self._store.keep(self._agent, *picked, is_urgent=is_urgent)
            self._kept = picked
