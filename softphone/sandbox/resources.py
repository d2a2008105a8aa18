"""Twilio's JSON for what the sandbox knows.

Sources: call, conference and participant of the 2010-04-01 API.
"""

import math
import re
from typing import Any

from softphone.sandbox.dates import rfc_2822
from softphone.sandbox.telephony import Conference, Leg, Participant

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


def call(leg: Leg, account_sid: str) -> dict[str, Any]:
    uri = f"/2010-04-01/Accounts/{account_sid}/Calls/{leg.sid}"
    return {
        "sid": leg.sid,
        "account_sid": account_sid,
        "api_version": "2010-04-01",
        "to": leg.to,
        "to_formatted": _for_reading(leg.to),
        "from": leg.caller,
        "from_formatted": _for_reading(leg.caller),
        "status": leg.status,
        "direction": leg.direction,
        "date_created": rfc_2822(leg.created),
        "date_updated": rfc_2822(leg.updated),
        "start_time": _moment(leg.dialled_at),
        "end_time": _moment(leg.ended_at),
        "duration": duration(leg),
        "queue_time": "0",
        "parent_call_sid": leg.parent_sid,
        "phone_number_sid": leg.caller_sid,
        "answered_by": None,
        "caller_name": None,
        "forwarded_from": None,
        "group_sid": None,
        "trunk_sid": None,
        "price": None,
        "price_unit": "USD",
        "subresource_uris": {name: f"{uri}/{_camel(name)}.json" for name in CALL_SUBRESOURCES},
        "uri": f"{uri}.json",
    }


def duration(leg: Leg) -> str | None:
    """Seconds from the answer to the end, a started one counted whole; None unless completed."""
    if leg.status != "completed" or leg.answered_at is None or leg.ended_at is None:
        return None
    return str(math.ceil(round(leg.ended_at - leg.answered_at, 3)))


def conference(room: Conference, account_sid: str) -> dict[str, Any]:
    uri = f"/2010-04-01/Accounts/{account_sid}/Conferences/{room.sid}"
    return {
        "sid": room.sid,
        "account_sid": account_sid,
        "api_version": "2010-04-01",
        "friendly_name": room.name,
        "region": "us1",
        "status": room.status,
        "date_created": rfc_2822(room.created),
        "date_updated": rfc_2822(room.updated),
        "reason_conference_ended": room.reason_ended,
        "call_sid_ending_conference": room.ended_by,
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
        "queue_time": "0" if just_created else None,
        "uri": f"/2010-04-01/Accounts/{account_sid}/Conferences/{room}/Participants/{seat.leg.sid}.json",
    }


def _moment(at: float | None) -> str | None:
    return None if at is None else rfc_2822(at)


def _for_reading(endpoint: str) -> str:
    national = NANP.fullmatch(endpoint)
    return "({}) {}-{}".format(*national.groups()) if national else endpoint


def _camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))
