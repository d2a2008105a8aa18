"""Legs come and go here: queued, ringing, answered, hung up.

Rule 1: queued, ringing, in-progress, then exactly one final state, and nothing after it.
Rule 2: whoever hangs up, an answered leg is completed and an unanswered one canceled.
Rule 3: a leg that ends leaves its conference, and takes along the legs it dialled.
Rule 4: where an account may place so many calls a second, the others wait their turn, queued.
Rule 5: no call lives over four hours.
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

from softphone.sandbox.conduct import Conduct
from softphone.sandbox.telephony.callee_behaviour import QUEUED_SECONDS, Callees
from softphone.sandbox.telephony.conferencing import Rooms
from softphone.sandbox.telephony.legs import Leg
from softphone.sandbox.telephony.scheduler import Scheduler
from softphone.sandbox.telephony.twiml import Verb
from softphone.sandbox.telephony.twiml_runner import TwimlRunner

DIALLED_AFTER_SECONDS = 0.02
LIVES_AT_MOST_SECONDS = 4 * 3600.0
ENDS_AS = {"busy": "busy", "reject": "failed"}


class Switchboard:
    """All legs, newest last, and the rooms they meet in."""

    def __init__(
        self, agenda: Scheduler, people: Callees, conduct: Conduct, may_show: Callable[[str], bool]
    ) -> None:
        self.legs: list[Leg] = []
        self.rooms = Rooms(agenda, lambda leg: self._attendant.let_go(leg))
        self._attendant = TwimlRunner(agenda, self.rooms, self.place, self.hang_up, may_show)
        self._agenda = agenda
        self._people = people
        self._conduct = conduct
        self._next_turn = 0.0
        self._tell: Callable[[Leg], None] = lambda leg: None

    def watch(self, tell: Callable[[Leg], None]) -> None:
        """Have ``tell`` called with every leg whose status has changed."""
        self._tell = tell

    def place(self, to: str, caller: str, **details: Any) -> Leg:
        """Start calling ``to``; the leg is queued until time moves on."""
        now = self._agenda.now
        leg = Leg(f"CA{uuid4().hex}", to, caller, now, self._people.behaviour_of(to), **details)
        leg.history.append((now, leg.status))
        self.legs.append(leg)
        if leg.parent is None:
            leg.queue_time = self._turn()
        self._agenda.after(leg.queue_time + DIALLED_AFTER_SECONDS, lambda: self._dial(leg))
        self._agenda.after(leg.queue_time + QUEUED_SECONDS, lambda: self._ring(leg))
        return leg

    def _turn(self) -> float:
        """Seconds until a new call may be dialled."""
        if not self._conduct.cps:
            return 0.0
        begins = max(self._agenda.now, self._next_turn)
        self._next_turn = begins + 1 / self._conduct.cps
        return begins - self._agenda.now

    def redirect(self, leg: Leg, script: Iterable[Verb]) -> None:
        """Leave whatever the leg is in, and follow other TwiML from now on."""
        leg.script = list(script)
        leg.step += 1
        if leg.seat is not None:
            self.rooms.leave(leg.seat)
        for child in list(leg.children):
            child.parent = None
            self.hang_up(child)
        self._attendant.follow(leg)

    def hang_up(self, leg: Leg, status: str | None = None) -> None:
        """End a leg in whatever state it is; one that is over stays as it was."""
        if leg.is_over:
            return
        self._set(leg, status or ("completed" if leg.answered_at is not None else "canceled"))
        leg.ended_at = self._agenda.now
        if leg.seat is not None:
            self.rooms.leave(leg.seat)
        for child in leg.children:
            self.hang_up(child)
        if leg.parent is not None:
            self._attendant.child_ended(leg.parent)

    def kick(self, leg: Leg) -> None:
        """Remove a leg from its conference, as DELETE on a participant does."""
        if leg.seat is not None:
            self.rooms.leave(leg.seat, kicked=True)
            self._attendant.let_go(leg)

    def _set(self, leg: Leg, status: str) -> None:
        leg.status = status
        leg.history.append((self._agenda.now, status))
        self._tell(leg)

    def _dial(self, leg: Leg) -> None:
        if not leg.is_over:
            leg.dialled_at = self._agenda.now

    def _ring(self, leg: Leg) -> None:
        if leg.status != "queued":
            return
        self._set(leg, "ringing")
        self._agenda.after(leg.rings_at_most, lambda: self._no_longer_ringing(leg, "no-answer"))
        after, does = leg.behaviour.after_s, leg.behaviour.does
        if does == "answer":
            self._agenda.after(after, lambda: self.answer(leg))
        elif does in ENDS_AS:
            self._agenda.after(after, lambda: self._no_longer_ringing(leg, ENDS_AS[does]))

    def _no_longer_ringing(self, leg: Leg, status: str) -> None:
        if leg.status == "ringing":
            self.hang_up(leg, status)

    def answer(self, leg: Leg) -> None:
        """Pick it up; a leg that does not ring is left alone."""
        if leg.status != "ringing":
            return
        self._set(leg, "in-progress")
        leg.answered_at = self._agenda.now
        for limit in (leg.behaviour.talks_s, leg.talks_at_most, LIVES_AT_MOST_SECONDS):
            if limit is not None:
                self._agenda.after(limit, lambda: self.hang_up(leg))
        if leg.seat is not None:
            self.rooms.join(leg.seat)
        elif leg.parent is not None:
            self._attendant.child_answered(leg.parent, leg)
        else:
            self._attendant.follow(leg)
