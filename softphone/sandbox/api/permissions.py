"""What a restricted key needs for each request, in Twilio's words.

Rule 1: ``list`` is a permission of its own, beside ``read``.
Rule 2: outgoing caller IDs belong to Voice.

Source: observed answers of restricted keys (401, code 70051, the message names the permission), 2026.
"""

from typing import Final

from softphone.sandbox.errors import no_permission
from softphone.sandbox.messages import Request
from softphone.sandbox.world import World

# Resource -> its permission without the verb.
_RESOURCES: Final = {
    "IncomingPhoneNumbers": "twilio/phone-numbers/incoming-phone-numbers",
    "OutgoingCallerIds": "twilio/voice/outgoing-caller-ids",
    "Calls": "twilio/voice/calls",
    "Conferences": "twilio/voice/conferences",
    "Participants": "twilio/voice/participants",
    "Workspaces": "twilio/taskrouter/workspaces",
    "Workers": "twilio/taskrouter/workers",
    "Activities": "twilio/taskrouter/activities",
}


def check(world: World, request: Request, kind: str) -> None:
    """Raises TwilioError: the key may not do this."""
    allowed = world.conduct.permissions
    method, _, resource = kind.partition(" ")
    if allowed is None or resource not in _RESOURCES:
        return
    needed = f"{_RESOURCES[resource]}/{_verb(method, request, resource)}"
    if needed not in allowed:
        raise no_permission(needed)


def _verb(method: str, request: Request, resource: str) -> str:
    is_whole_list = request.segments[-1].removesuffix(".json") in (resource, "TollFree", "Local")
    if method == "DELETE":
        return "delete"
    if method == "POST":
        return "create" if is_whole_list else "update"
    return "list" if is_whole_list else "read"
