"""Twilio's JSON for what the sandbox knows.

Sources: call, conference and participant of the 2010-04-01 API.
"""

import re
from typing import Any

from softphone.sandbox.dates import rfc_2822
from softphone.sandbox.telephony.legs import Conference, Leg, Participant, duration

NANP = re.compile(r"\+1(\d{3})(\d{3})(\d{4})")
CALL_SUBRESOURCES = (
    "notifications",
    "recordings",
    "payments",
    "events",
    "siprec",
    "streams",
    "transcriptions",
    "user_defined_message_subscriptions",
    "user_defined_messages",
)


def call(
    leg: Leg, account_sid: str, *, just_created: bool = False, as_of: float | None = None
) -> dict[str, Any]:
    """Args:
    just_created: Twilio's answer to its creation has no dates yet.
    as_of: As it was then, which lists that lag show; None: as it is.
    """
    status = leg.status if as_of is None else leg.status_at(as_of)
    is_new, rings = status == "queued", status in ("ringing", "busy", "failed", "no-answer", "canceled")
    uri = f"/2010-04-01/Accounts/{account_sid}/Calls/{leg.sid}"
    return {
        "sid": leg.sid,
        "account_sid": account_sid,
        "annotation": None,
        "api_version": "2010-04-01",
        "to": leg.to,
        "to_formatted": _for_reading(leg.to),
        "from": leg.caller,
        "from_formatted": _for_reading(leg.caller),
        "status": status,
        "direction": leg.direction,
        "date_created": None if just_created else rfc_2822(leg.created),
        "date_updated": None if just_created else rfc_2822(leg.updated),
        "start_time": None if is_new else _moment(leg.dialled_at),
        "end_time": _moment(leg.ended_at) if status == leg.status else None,
        "duration": "0" if rings else duration(leg) if status == leg.status else None,
        "queue_time": str(round(leg.queue_time * 1000)),
        "parent_call_sid": leg.parent_sid,
        "phone_number_sid": leg.caller_sid if leg.caller_sid or leg.to.startswith("+") else "",
        "answered_by": None,
        "caller_name": None if is_new else "",
        "forwarded_from": None,
        "group_sid": None,
        "trunk_sid": None if is_new else "",
        "price": None,
        "price_unit": "USD",
        "subresource_uris": {name: f"{uri}/{_camel(name)}.json" for name in CALL_SUBRESOURCES},
        "uri": f"{uri}.json",
    }


def conference(room: Conference, account_sid: str, *, as_of: float | None = None) -> dict[str, Any]:
    """As it was then, where a moment is given."""
    status = room.status if as_of is None else room.status_at(as_of)
    is_over = status == "completed"
    uri = f"/2010-04-01/Accounts/{account_sid}/Conferences/{room.sid}"
    return {
        "sid": room.sid,
        "account_sid": account_sid,
        "api_version": "2010-04-01",
        "friendly_name": room.name,
        "region": "us1",
        "status": status,
        "date_created": rfc_2822(room.created),
        "date_updated": rfc_2822(room.updated),
        "reason_conference_ended": room.reason_ended if is_over else None,
        "call_sid_ending_conference": room.ended_by if is_over else None,
        "subresource_uris": {
            "participants": f"{uri}/Participants.json",
            "recordings": f"{uri}/Recordings.json",
        },
        "uri": f"{uri}.json",
    }


def participant(seat: Participant, account_sid: str, *, just_created: bool = False) -> dict[str, Any]:
    room = seat.conference.sid
    return {
        "account_sid": account_sid,
        "call_sid": seat.leg.sid,
        "conference_sid": room,
        "label": seat.label,
        "status": seat.status,
        "muted": seat.muted,
        "hold": seat.hold,
        "coaching": seat.coaching,
        "call_sid_to_coach": seat.call_sid_to_coach,
        "start_conference_on_enter": seat.starts_conference,
        "end_conference_on_exit": seat.ends_conference,
        "date_created": rfc_2822(seat.created),
        "date_updated": rfc_2822(seat.updated),
        "queue_time": str(round(seat.leg.queue_time * 1000)) if just_created else None,
        "uri": f"/2010-04-01/Accounts/{account_sid}/Conferences/{room}/Participants/{seat.leg.sid}.json",
    }


def _moment(at: float | None) -> str | None:
    return None if at is None else rfc_2822(at)


def _for_reading(endpoint: str) -> str:
    national = NANP.fullmatch(endpoint)
    return "({}) {}-{}".format(*national.groups()) if national else endpoint


def _camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))
