"""IncomingPhoneNumbers and OutgoingCallerIds.

Source: GET /2010-04-01/Accounts/{Sid}/IncomingPhoneNumbers.json, …/TollFree.json, …/Local.json,
…/OutgoingCallerIds.json.
"""

from collections.abc import Iterable

from softphone.sandbox.account import TOLL_FREE, Resource
from softphone.sandbox.api.paging import page
from softphone.sandbox.errors import not_found
from softphone.sandbox.messages import Answer, Request
from softphone.sandbox.world import World


def list_owned(world: World, request: Request) -> Answer:
    return _listed(request, world.account.numbers.values(), "incoming_phone_numbers")


def list_toll_free(world: World, request: Request) -> Answer:
    owned = _without_type(world)
    toll_free = [each for each in owned if TOLL_FREE.match(each["phone_number"])]
    return _listed(request, toll_free, "incoming_phone_numbers")


def list_local(world: World, request: Request) -> Answer:
    owned = _without_type(world)
    local = [each for each in owned if not TOLL_FREE.match(each["phone_number"])]
    return _listed(request, local, "incoming_phone_numbers")


def fetch_owned(world: World, request: Request, sid: str) -> Answer:
    return _fetched(request, world.account.numbers.get(sid))


def list_verified(world: World, request: Request) -> Answer:
    return _listed(request, world.account.verified.values(), "outgoing_caller_ids")


def fetch_verified(world: World, request: Request, sid: str) -> Answer:
    return _fetched(request, world.account.verified.get(sid))


def _without_type(world: World) -> list[Resource]:
    """The resources in a list of one type do not repeat it."""
    owned = world.account.numbers.values()
    return [{key: value for key, value in each.items() if key != "type"} for each in owned]


def _fetched(request: Request, resource: Resource | None) -> Answer:
    if resource is None:
        raise not_found(request.path)
    return Answer(200, resource)


def _listed(request: Request, resources: Iterable[Resource], key: str) -> Answer:
    shown = [each for each in resources if _matches(request, each)]
    return Answer(200, page(request, shown, lambda each: str(each["sid"]), dict).as_2010(key))


def _matches(request: Request, resource: Resource) -> bool:
    """Filters: an exact name, a beginning or any part of the number (* is any digit), beta, origin."""
    asked = request.query
    number = asked.get("PhoneNumber", "").replace("*", "")
    if number and number not in resource["phone_number"]:
        return False
    if asked.get("FriendlyName", resource.get("friendly_name")) != resource.get("friendly_name"):
        return False
    if "Beta" in asked and (asked["Beta"].lower() == "true") != bool(resource.get("beta")):
        return False
    return asked.get("Origin", resource.get("origin")) == resource.get("origin")
