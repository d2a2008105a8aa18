"""Participants of a conference: create, fetch, update, remove, list.

Rule 1: only who is connected or being called is found; whoever left is gone (404), and so is
        everybody once the conference is completed.
Rule 2: create takes the conference's SID or its name, and opens one of that name if none is
        active; everything else takes the SID.
Rule 3: a participant is named by its call SID or its label.

Source: /2010-04-01/Accounts/{Sid}/Conferences/{Sid}/Participants.json and …/Participants/{CallSid}.json.
"""

import re
from typing import Any

from softphone.sandbox.api import resources
from softphone.sandbox.api.conferences import room_with
from softphone.sandbox.api.paging import page
from softphone.sandbox.errors import TwilioError, invalid_parameter, not_found
from softphone.sandbox.messages import Answer, Request
from softphone.sandbox.telephony import call_checks
from softphone.sandbox.telephony.legs import Conference, Participant
from softphone.sandbox.world import World

TWILIOS_BUFFER_SECONDS = 5


def create(world: World, request: Request, conference: str) -> Answer:
    form, rooms = request.form, world.switchboard.rooms
    dial = call_checks.checked(form, world.account)
    timeout = call_checks.whole_seconds(form, "Timeout", 60, 5, 600)
    limit = call_checks.whole_seconds(form, "TimeLimit", 14400, 1, 86400)
    size = call_checks.whole_seconds(form, "MaxParticipants", 250, 2, 250)
    room, options = _joinable(world, request, conference), _options(form)
    rooms.check_room(room, options["label"])
    _check_coach(room, options)
    leg = world.switchboard.place(
        dial.to,
        dial.caller,
        caller_sid=dial.caller_sid,
        rings_at_most=float(timeout + TWILIOS_BUFFER_SECONDS),
        talks_at_most=float(limit),
    )
    if room is None:
        room = rooms.open(conference, size=size)
    seat = rooms.reserve(room, leg, **options)
    return Answer(201, resources.participant(seat, world.account.sid, just_created=True))


def fetch(world: World, request: Request, conference: str, name: str) -> Answer:
    return _answer(world, _seat(world, request, conference, name))


def update(world: World, request: Request, conference: str, name: str) -> Answer:
    seat, form = _seat(world, request, conference, name), request.form
    if "Coaching" in form or "CallSidToCoach" in form:
        options: dict[str, Any] = {
            "coaching": _said(form, "Coaching", "CallSidToCoach" in form),
            "call_sid_to_coach": form.get("CallSidToCoach") or seat.call_sid_to_coach,
        }
        _check_coach(seat.conference, options)
        seat.coaching = options["coaching"]
        seat.call_sid_to_coach = options["call_sid_to_coach"] if seat.coaching else None
    was_held = seat.hold
    seat.muted = _said(form, "Muted", seat.muted)
    seat.hold = _said(form, "Hold", seat.hold)
    if not (was_held and world.conduct.held_ignore_end):  # reported of Twilio by two projects
        seat.ends_conference = _said(form, "EndConferenceOnExit", seat.ends_conference)
    seat.updated = world.now
    return _answer(world, seat)


def remove(world: World, request: Request, conference: str, name: str) -> Answer:
    world.switchboard.kick(_seat(world, request, conference, name).leg)
    return Answer(204)


def list_all(world: World, request: Request, conference: str) -> Answer:
    room, sid = room_with(world, request, conference), world.account.sid
    seats = [seat for seat in reversed(room.participants) if _matches(request, seat)]
    shown = page(request, seats, lambda seat: seat.leg.sid, lambda seat: resources.participant(seat, sid))
    return Answer(200, shown.as_2010("participants"))


def _joinable(world: World, request: Request, conference: str) -> Conference | None:
    """The active conference of that SID or name; None where a new one of that name is to be opened."""
    room = world.switchboard.rooms.active(conference)
    if room is None and re.fullmatch("CF[0-9a-fA-F]{32}", conference):
        if world.switchboard.rooms.with_sid(conference) is None:
            raise not_found(request.path)
        raise TwilioError(16022, "Failed to add participant: the conference is completed")
    return room


def _options(form: Any) -> dict[str, Any]:
    return {
        "label": form.get("Label") or None,
        "muted": _said(form, "Muted", False),
        "starts_conference": _said(form, "StartConferenceOnEnter", True),
        "ends_conference": _said(form, "EndConferenceOnExit", False),
        "coaching": _said(form, "Coaching", bool(form.get("CallSidToCoach"))),
        "call_sid_to_coach": form.get("CallSidToCoach") or None,
    }


def _check_coach(room: Conference | None, options: dict[str, Any]) -> None:
    present = [] if room is None else [seat.leg.sid for seat in room.participants if seat.joined_at]
    if options["coaching"] and options["call_sid_to_coach"] not in present:
        raise TwilioError(16028, "Participant to be whispered is not present in the conference")


def _said(form: Any, name: str, otherwise: bool) -> bool:
    """Raises TwilioError: neither true nor false."""
    if name not in form:
        return otherwise
    said = str(form[name]).lower()
    if said not in ("true", "false"):
        raise invalid_parameter(f"{name} must be true or false: {form[name]}")
    return said == "true"


def _seat(world: World, request: Request, conference: str, name: str) -> Participant:
    for seat in room_with(world, request, conference).participants:
        if name in (seat.leg.sid, seat.label) and world.is_known_by_sid(seat.leg.created):
            return seat
    raise not_found(request.path)


def _answer(world: World, seat: Participant) -> Answer:
    return Answer(200, resources.participant(seat, world.account.sid))


def _matches(request: Request, seat: Participant) -> bool:
    asked = request.query
    return (
        _said(asked, "Muted", seat.muted) == seat.muted
        and _said(asked, "Hold", seat.hold) == seat.hold
        and _said(asked, "Coaching", seat.coaching) == seat.coaching
    )
