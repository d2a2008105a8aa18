"""Rooms: who is in which conference, when it starts and when it ends.

Rule 1: a conference is there from the first request to join it, in state init.
Rule 2: it is in progress once two people are in it and one of them may start it.
Rule 3: it ends when somebody says so, when somebody who joined with endConferenceOnExit leaves,
        or when nobody is left, neither connected nor being called.
Rule 4: a label is unique among the people who are in it or being called into it.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from softphone.sandbox.errors import TwilioError
from softphone.sandbox.telephony.legs import Conference, Leg, Participant
from softphone.sandbox.telephony.scheduler import Scheduler

FORBIDDEN_LABEL = re.compile(r"CA[0-9a-f]{32}|.*(/|%2F)", re.IGNORECASE | re.DOTALL)


class Rooms:
    """Every conference there was; ``put_out`` is told about each leg that a conference lets go."""

    def __init__(self, agenda: Scheduler, put_out: Callable[[Leg], None]) -> None:
        self.all: list[Conference] = []
        self._agenda = agenda
        self._put_out = put_out

    def active(self, name_or_sid: str) -> Conference | None:
        for room in reversed(self.all):
            if not room.is_over and name_or_sid in (room.sid, room.name):
                return room
        return None

    def with_sid(self, sid: str) -> Conference | None:
        return next((room for room in self.all if room.sid == sid), None)

    def open(self, name: str, *, size: int | str | None = None) -> Conference:
        """The active conference of that name; a new one, for ``size`` people, if there is none."""
        room = self.active(name)
        if room is None:
            now = self._agenda.now
            room = Conference(f"CF{uuid4().hex}", name, now, now, history=[(now, "init")])
            room.room_for = int(size) if size is not None else room.room_for
            self.all.append(room)
        return room

    def check_room(self, room: Conference | None, label: str | None) -> None:
        """Raises TwilioError where a conference would not take one more with that label."""
        if label is not None and (len(label) > 128 or FORBIDDEN_LABEL.match(label)):
            raise TwilioError(16024, "Participant label invalid: max 128 chars, not a CallSid, no '/'")
        if room is None:
            return
        if len(room.participants) >= room.room_for:
            raise TwilioError(16020, "Conference has reached its maximum number of participants")
        if label is not None and any(each.label == label for each in room.participants):
            raise TwilioError(16026, "Participant label is in use by another participant")

    def reserve(self, room: Conference, leg: Leg, **options: Any) -> Participant:
        """A place for ``leg``; it is taken with ``join``, once the leg is answered."""
        now = self._agenda.now
        seat = Participant(leg, room, now, now, **options)
        room.participants.append(seat)
        leg.seat = leg.last_seat = seat
        return seat

    def join(self, seat: Participant) -> None:
        room, now = seat.conference, self._agenda.now
        seat.joined_at = seat.updated = now
        joined = [each for each in room.participants if each.joined_at is not None]
        if room.status == "init" and len(joined) > 1 and any(each.starts_conference for each in joined):
            room.status = "in-progress"
            room.updated = now
            room.history.append((now, room.status))

    def leave(self, seat: Participant, *, kicked: bool = False) -> None:
        """Take somebody out; what the leg does next is the caller's business."""
        room = seat.conference
        room.participants.remove(seat)
        seat.leg.seat = None
        seat.updated = self._agenda.now
        how = "kicked" if kicked else "left"
        if room.is_over:
            return
        if seat.ends_conference and seat.joined_at is not None:
            self.end(room, f"participant-with-end-conference-on-exit-{how}", seat.leg.sid)
        elif not room.participants:
            self.end(room, f"last-participant-{how}", seat.leg.sid)

    def end(self, room: Conference, reason: str, ended_by: str | None = None) -> None:
        room.status = "completed"
        room.updated = self._agenda.now
        room.history.append((room.updated, room.status))
        room.reason_ended, room.ended_by = reason, ended_by
        for seat in list(room.participants):
            room.participants.remove(seat)
            seat.leg.seat = None
            seat.updated = self._agenda.now
            self._put_out(seat.leg)


def twiml_options(attributes: Mapping[str, str]) -> dict[str, Any]:
    """The attributes of <Conference> that change what the sandbox does."""
    said = {name: value.lower() == "true" for name, value in attributes.items()}
    return {
        "label": attributes.get("participantLabel"),
        "muted": said.get("muted", False),
        "starts_conference": said.get("startConferenceOnEnter", True),
        "ends_conference": said.get("endConferenceOnExit", False),
        "coaching": bool(attributes.get("coach")),
        "call_sid_to_coach": attributes.get("coach") or None,
    }
