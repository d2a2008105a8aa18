"""Legs come and go here: ringing, answering, following TwiML, hanging up.

Rule 1: queued, ringing, in-progress, then exactly one final state, and nothing after it.
Rule 2: an answered leg follows its TwiML verb by verb; with none left it is hung up.
Rule 3: who leaves a conference goes on with the next verb; who was still being called is canceled.
Rule 4: whoever hangs up, the answered leg is completed and an unanswered one canceled.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from softphone.sandbox.agenda import Agenda
from softphone.sandbox.conferencing import Rooms, twiml_options
from softphone.sandbox.errors import TwilioError
from softphone.sandbox.people import QUEUED_SECONDS, People
from softphone.sandbox.telephony import Leg
from softphone.sandbox.twiml import DialConference, DialEndpoints, Hangup, Verb, Wait

DIALLED_AFTER_SECONDS = 0.02


class Switchboard:
    """All legs, newest last, and the rooms they meet in."""

    def __init__(self, agenda: Agenda, people: People) -> None:
        self.legs: list[Leg] = []
        self.rooms = Rooms(agenda, self._let_go)
        self._agenda = agenda
        self._people = people

    def place(self, to: str, caller: str, **details: Any) -> Leg:
        """Start calling ``to``; the leg is queued until time moves on."""
        now = self._agenda.now
        leg = Leg(f"CA{uuid4().hex}", to, caller, now, self._people.behaviour_of(to), **details)
        leg.history.append((now, leg.status))
        self.legs.append(leg)
        self._agenda.after(DIALLED_AFTER_SECONDS, lambda: self._dial(leg))
        self._agenda.after(QUEUED_SECONDS, lambda: self._ring(leg))
        return leg

    def redirect(self, leg: Leg, script: Iterable[Verb] | None) -> None:
        """Follow other TwiML from now on; None is TwiML we cannot see: the call just goes on."""
        leg.script = list(script) if script is not None else [Wait(float("inf"))]
        leg.step += 1
        if leg.seat is not None:
            self.rooms.leave(leg.seat)
        for child in list(leg.children):
            child.parent = None
            self.hang_up(child)
        self._follow(leg)

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
            self._child_ended(leg.parent)

    def kick(self, leg: Leg) -> None:
        """Remove a leg from its conference, as DELETE on a participant does."""
        if leg.seat is not None:
            self.rooms.leave(leg.seat, kicked=True)
            self._let_go(leg)

    def _set(self, leg: Leg, status: str) -> None:
        leg.status = status
        leg.history.append((self._agenda.now, status))

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
            self._agenda.after(after, lambda: self._answer(leg))
        elif does != "no-answer":
            outcome = {"busy": "busy", "reject": "failed"}[does]
            self._agenda.after(after, lambda: self._no_longer_ringing(leg, outcome))

    def _no_longer_ringing(self, leg: Leg, status: str) -> None:
        if leg.status == "ringing":
            self.hang_up(leg, status)

    def _answer(self, leg: Leg) -> None:
        if leg.status != "ringing":
            return
        self._set(leg, "in-progress")
        leg.answered_at = self._agenda.now
        for limit in (leg.behaviour.talks_s, leg.talks_at_most):
            if limit is not None:
                self._agenda.after(limit, lambda: self.hang_up(leg))
        if leg.seat is not None:
            self.rooms.join(leg.seat)
        elif leg.parent is not None:
            self._child_answered(leg.parent, leg)
        else:
            self._follow(leg)

    def _follow(self, leg: Leg) -> None:
        """Do the next verb of an answered leg's TwiML."""
        if leg.status != "in-progress":
            return
        verb = leg.script.pop(0) if leg.script else Hangup()
        match verb:
            case Hangup():
                self.hang_up(leg)
            case Wait(seconds):
                if seconds != float("inf"):
                    self._follow_after(leg, seconds)
            case DialConference(name, attributes):
                self._enter(leg, name, attributes)
            case DialEndpoints():
                self._dial_out(leg, verb)

    def _follow_after(self, leg: Leg, seconds: float) -> None:
        step = leg.step = leg.step + 1

        def go_on() -> None:
            if leg.step == step:
                self._follow(leg)

        self._agenda.after(seconds, go_on)

    def _enter(self, leg: Leg, name: str, attributes: Mapping[str, str]) -> None:
        """Into a conference; where its label or size forbids it, on to the next verb (16025, 16020)."""
        options = twiml_options(attributes)
        try:
            self.rooms.check_room(self.rooms.active(name), options["label"])
        except TwilioError:
            self._follow(leg)
            return
        room = self.rooms.open(name, size=attributes.get("maxParticipants"))
        self.rooms.join(self.rooms.reserve(room, leg, **options))

    def _let_go(self, leg: Leg) -> None:
        if leg.answered_at is None:
            self.hang_up(leg)
        else:
            self._follow(leg)

    def _dial_out(self, leg: Leg, verb: DialEndpoints) -> None:
        leg.children = [
            self.place(
                endpoint,
                verb.caller_id or leg.caller,
                parent=leg,
                parent_sid=leg.sid,
                direction="outbound-dial",
                rings_at_most=verb.rings_at_most,
            )
            for endpoint in verb.endpoints
        ]

    def _child_answered(self, parent: Leg, answered: Leg) -> None:
        for child in parent.children:
            if child is not answered:
                self.hang_up(child)

    def _child_ended(self, parent: Leg) -> None:
        if all(child.is_over for child in parent.children):
            parent.children = []
            self._follow(parent)
