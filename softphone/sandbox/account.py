"""The account the sandbox plays: its numbers, verified caller IDs and workers.

A number, a caller ID and a worker are kept as the JSON that Twilio's API returns. What a given
resource leaves out is filled in; what it says, however unusual, is passed on untouched.

Sources: IncomingPhoneNumber and OutgoingCallerId of the 2010-04-01 API, Worker of TaskRouter v1.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import md5
from importlib.resources import files
from typing import Any

from softphone.sandbox.dates import iso_8601, rfc_2822, seconds_since_1970
from softphone.sandbox.errors import UnusableInput

Resource = dict[str, Any]

ACCOUNT_SID = "ACac3e0000000000000000000000000001"
WORKSPACE_SID = "WSac3e0000000000000000000000000001"
API_KEY_SID = "SKac3e0000000000000000000000000001"
ACTIVITIES = {
    "Offline": ("WAac3e0000000000000000000000000001", False),
    "Available": ("WAac3e0000000000000000000000000002", True),
    "Unavailable": ("WAac3e0000000000000000000000000003", False),
    "Break": ("WAac3e0000000000000000000000000004", False),
}
TOLL_FREE = re.compile(r"\+1(800|833|844|855|866|877|888)|\+44(800|808)|\+49800|\+55800")
FOUNDED = "2021-02-01T09:00:00Z"


@dataclass
class Account:
    """``numbers`` and ``verified`` by SID, in the order given; ``workers`` as given."""

    sid: str
    numbers: dict[str, Resource]
    verified: dict[str, Resource]
    workers: list[Resource]

    def resource_of(self, e164: str) -> Resource | None:
        """The owned number, else the verified one; None where the account has neither."""
        for each in (*self.numbers.values(), *self.verified.values()):
            if each["phone_number"] == e164:
                return each
        return None

    def buy(self, e164: str, label: str, now: float) -> None:
        """One more number, which can carry calls."""
        told = {"phone_number": e164, "friendly_name": label, "date_created": rfc_2822(now)}
        number = _filled_number(told, self.sid)
        self.numbers[number["sid"]] = number

    def release(self, e164: str) -> None:
        """Give a number back: it is gone from both lists."""
        for held in (self.numbers, self.verified):
            for sid in [sid for sid, each in held.items() if each["phone_number"] == e164]:
                del held[sid]


def acme() -> Account:
    """The company that the sandbox plays unless told otherwise."""
    told = json.loads(_data("acme.json"))
    return from_resources(
        {
            "incoming_phone_numbers": [_row_number(*row) for row in told["numbers"]],
            "outgoing_caller_ids": [_row_verified(*row) for row in told["verified"]],
            "workers": [_row_worker(*row) for row in told["workers"]],
        }
    )


def default_settings() -> str:
    """A settings file (TOML) that fits the default account: ring groups, direct lines, supervisors."""
    return _data("acme.toml")


def from_resources(told: Mapping[str, Any]) -> Account:
    """An account out of Twilio's own resources; raises UnusableInput, which names the entry."""
    numbers = _resources(told, "incoming_phone_numbers")
    verified = _resources(told, "outgoing_caller_ids")
    workers = _resources(told, "workers")
    sid = next((str(each["account_sid"]) for each in numbers if "account_sid" in each), ACCOUNT_SID)
    for kind, each in [("incoming_phone_numbers", n) for n in numbers] + [
        ("outgoing_caller_ids", v) for v in verified
    ]:
        if not isinstance(each.get("phone_number"), str):
            raise UnusableInput(f"{kind}: an entry has no phone_number")
    return Account(
        sid,
        _by_sid(_filled_number(each, sid) for each in numbers),
        _by_sid(_filled_verified(each, sid) for each in verified),
        [_filled_worker(each, sid, place) for place, each in enumerate(workers)],
    )


def _resources(told: Mapping[str, Any], key: str) -> list[Resource]:
    entries = told.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(each, Mapping) for each in entries):
        raise UnusableInput(f"{key}: expected a list of resources as Twilio's API returns them")
    return [dict(each) for each in entries]


def _by_sid(resources: Iterable[Resource]) -> dict[str, Resource]:
    return {each["sid"]: each for each in resources}


def _made_up_sid(prefix: str, *of: object) -> str:
    return prefix + md5(repr(of).encode(), usedforsecurity=False).hexdigest()


def _filled_number(told: Resource, account_sid: str) -> Resource:
    e164 = told["phone_number"]
    sid = told.get("sid") or _made_up_sid("PN", "owned", e164)
    created = rfc_2822(seconds_since_1970(FOUNDED))
    filled = {
        "sid": sid,
        "account_sid": account_sid,
        "friendly_name": e164,
        "phone_number": e164,
        "origin": "twilio",
        "type": "tollfree" if TOLL_FREE.match(e164) else "local",
        "status": "in-use",
        "beta": False,
        "capabilities": {"voice": True, "sms": True, "mms": e164.startswith("+1"), "fax": False},
        "voice_receive_mode": "voice",
        "date_created": created,
        "date_updated": told.get("date_created", created),
        "address_requirements": "none",
        "address_sid": None,
        "api_version": "2010-04-01",
        "bundle_sid": None,
        "identity_sid": None,
        "trunk_sid": None,
        "emergency_status": "Active",
        "emergency_address_sid": None,
        "emergency_address_status": "unregistered",
        "sms_application_sid": None,
        "sms_fallback_method": "POST",
        "sms_fallback_url": "",
        "sms_method": "POST",
        "sms_url": "",
        "status_callback": "",
        "status_callback_method": "POST",
        "voice_application_sid": None,
        "voice_caller_id_lookup": False,
        "voice_fallback_method": "POST",
        "voice_fallback_url": "",
        "voice_method": "POST",
        "voice_url": "https://acme.example/voice/inbound",
        "uri": f"/2010-04-01/Accounts/{account_sid}/IncomingPhoneNumbers/{sid}.json",
    }
    return {**filled, **told, "sid": sid}


def _filled_verified(told: Resource, account_sid: str) -> Resource:
    e164 = told["phone_number"]
    sid = told.get("sid") or _made_up_sid("PN", "verified", e164)
    created = rfc_2822(seconds_since_1970(FOUNDED))
    filled = {
        "sid": sid,
        "account_sid": account_sid,
        "friendly_name": e164,
        "date_created": created,
        "date_updated": told.get("date_created", created),
        "uri": f"/2010-04-01/Accounts/{account_sid}/OutgoingCallerIds/{sid}.json",
    }
    return {**filled, **told, "sid": sid}


def _filled_worker(told: Resource, account_sid: str, place: int) -> Resource:
    sid = told.get("sid") or _made_up_sid("WK", told.get("friendly_name", place))
    activity = told.get("activity_name", "Available")
    activity_sid, available = ACTIVITIES.get(activity, ACTIVITIES["Offline"])
    filled = {
        "sid": sid,
        "account_sid": account_sid,
        "workspace_sid": WORKSPACE_SID,
        "friendly_name": f"worker {place + 1}",
        "attributes": "{}",
        "activity_name": activity,
        "activity_sid": activity_sid,
        "available": available,
        "date_created": FOUNDED,
        "date_updated": FOUNDED,
        "date_status_changed": FOUNDED,
    }
    # A real account's workers are of its own workspace; here there is one.
    return {**filled, **told, "sid": sid, "workspace_sid": WORKSPACE_SID}


def _data(name: str) -> str:
    return files("softphone.sandbox").joinpath(name).read_text(encoding="utf-8")


def _row_number(e164: str, label: str, day: str, trait: str = "") -> Resource:
    created = rfc_2822(seconds_since_1970(f"{day}T15:04:05Z"))
    number: Resource = {"phone_number": e164, "friendly_name": label, "date_created": created}
    if trait == "sms only":
        number["capabilities"] = {"voice": False, "sms": True, "mms": True, "fax": False}
    elif trait == "fax":
        number["voice_receive_mode"] = "fax"
        number["capabilities"] = {"voice": True, "sms": False, "mms": False, "fax": True}
    elif trait == "voice only":
        number["capabilities"] = {"voice": True, "sms": False, "mms": False, "fax": False}
    return number


def _row_verified(e164: str, label: str, day: str) -> Resource:
    return {
        "phone_number": e164,
        "friendly_name": label,
        "date_created": rfc_2822(seconds_since_1970(f"{day}T15:04:05Z")),
    }


def _row_worker(name: str, full_name: str, phone: str, role: str, team: str, activity: str) -> Resource:
    attributes = {
        "full_name": full_name,
        "email": f"{name}@acme.example",
        "contact_uri": phone,
        "roles": [role],
        "team": team,
    }
    created = iso_8601(seconds_since_1970(FOUNDED))
    return {
        "friendly_name": name,
        "attributes": json.dumps(attributes, ensure_ascii=False),
        "activity_name": activity,
        "date_created": created,
    }
