"""Conferences: list, fetch, end.

Source: /2010-04-01/Accounts/{Sid}/Conferences.json and Conferences/{Sid}.json.
"""

import re

from softphone.sandbox.api import resources, time_filters
from softphone.sandbox.api.paging import page
from softphone.sandbox.errors import invalid_parameter, method_not_allowed, not_found
from softphone.sandbox.messages import Answer, Request
from softphone.sandbox.telephony.legs import Conference
from softphone.sandbox.world import World


def list_all(world: World, request: Request) -> Answer:
    status = request.query.get("Status")
    if status is not None and status not in ("init", "in-progress", "completed"):
        raise invalid_parameter(f"Status is not a conference status: {status}")
    created, updated = (
        time_filters.asked_for(request, "DateCreated"),
        time_filters.asked_for(request, "DateUpdated"),
    )
    until = world.listed_until
    # Since 2026-09-30 a list without a Status holds what is in progress only.
    default = status or ("in-progress" if world.conduct.conferences_list == "in-progress" else "")
    rooms = [
        room
        for room in reversed(world.switchboard.rooms.all)
        if room.created <= until
        and request.query.get("FriendlyName", room.name) == room.name
        and default in ("", room.status_at(until))
        and created(room.created)
        and updated(room.updated)
    ]
    sid = world.account.sid
    shown = page(
        request, rooms, lambda room: room.sid, lambda room: resources.conference(room, sid, as_of=until)
    )
    return Answer(200, shown.as_2010("conferences"))


def fetch(world: World, request: Request, sid: str) -> Answer:
    return Answer(200, resources.conference(room_with(world, request, sid), world.account.sid))


def update(world: World, request: Request, sid: str) -> Answer:
    room, status = room_with(world, request, sid), request.form.get("Status")
    if status not in (None, "completed"):
        raise invalid_parameter(f"Status must be completed: {status}")
    if status and not room.is_over:
        world.switchboard.rooms.end(room, "conference-ended-via-api")
    return Answer(200, resources.conference(room, world.account.sid))


def room_with(world: World, request: Request, sid: str) -> Conference:
    room = world.switchboard.rooms.with_sid(sid)
    if room is None and not re.fullmatch("CF[0-9a-fA-F]{32}", sid):
        raise method_not_allowed()  # by its name only a participant can be made
    if room is None or not world.is_known_by_sid(room.created):
        raise not_found(request.path)
    return room
