"""Follows TwiML for the legs that were answered.

Rule 1: verb by verb; with none left, the leg is hung up.
Rule 2: who leaves a conference goes on with the next verb; who was still being called into it is
        canceled.
Rule 3: of several who are dialled, the first who answers is connected and the others stop ringing.
"""

from collections.abc import Callable, Mapping

from softphone.sandbox.errors import TwilioError
from softphone.sandbox.telephony.conferencing import Rooms, twiml_options
from softphone.sandbox.telephony.legs import Leg
from softphone.sandbox.telephony.scheduler import Scheduler
from softphone.sandbox.telephony.twiml import DialConference, DialEndpoints, Hangup, PlayDigits, Wait

FOR_EVER = float("inf")


class TwimlRunner:
    """Does what scripts say; ``place`` and ``hang_up`` are the switchboard's."""

    def __init__(
        self,
        agenda: Scheduler,
        rooms: Rooms,
        place: Callable[..., Leg],
        hang_up: Callable[[Leg], None],
        may_show: Callable[[str], bool],
    ) -> None:
        self._agenda = agenda
        self._rooms = rooms
        self._place = place
        self._hang_up = hang_up
        self._may_show = may_show

    def follow(self, leg: Leg) -> None:
        """Do the next verb; for a leg that is not in progress, nothing."""
        if leg.status != "in-progress":
            return
        verb = leg.script.pop(0) if leg.script else Hangup()
        match verb:
            case Hangup():
                self._hang_up(leg)
            case Wait(seconds):
                self._follow_after(leg, seconds)
            case PlayDigits(digits):
                leg.digits += digits
                self._follow_after(leg, verb.seconds)
            case DialConference(name, attributes):
                self._enter(leg, name, attributes)
            case DialEndpoints():
                self._dial(leg, verb)

    def let_go(self, leg: Leg) -> None:
        """A conference is over for this leg."""
        if leg.answered_at is None:
            self._hang_up(leg)
        else:
            self.follow(leg)

    def child_answered(self, parent: Leg, answered: Leg) -> None:
        for child in parent.children:
            if child is not answered:
                self._hang_up(child)

    def child_ended(self, parent: Leg) -> None:
        if all(child.is_over for child in parent.children):
            parent.children = []
            self.follow(parent)

    def _follow_after(self, leg: Leg, seconds: float) -> None:
        step = leg.step = leg.step + 1

        def go_on() -> None:
            if leg.step == step:
                self.follow(leg)

        if seconds != FOR_EVER:
            self._agenda.after(seconds, go_on)

    def _enter(self, leg: Leg, name: str, attributes: Mapping[str, str]) -> None:
        """Into a conference; where its label or size forbids it, on to the next verb (16025, 16020)."""
        options = twiml_options(attributes)
        try:
            self._rooms.check_room(self._rooms.active(name), options["label"])
        except TwilioError:
            self.follow(leg)
            return
        room = self._rooms.open(name, size=attributes.get("maxParticipants"))
        self._rooms.join(self._rooms.reserve(room, leg, **options))

    def _dial(self, leg: Leg, verb: DialEndpoints) -> None:
        """A caller ID that is not the account's is refused (13214): nobody rings, the next verb follows."""
        shown = verb.caller_id or leg.caller
        if any(endpoint.startswith("+") for endpoint in verb.endpoints) and not self._may_show(shown):
            self.follow(leg)
            return
        leg.children = [
            self._place(
                endpoint,
                shown,
                parent=leg,
                parent_sid=leg.sid,
                direction="outbound-dial",
                rings_at_most=verb.rings_at_most,
            )
            for endpoint in verb.endpoints
        ]
