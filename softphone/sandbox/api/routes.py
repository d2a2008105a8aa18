"""The table of everything that is answered, and the way through it.

An entry is a method, a path with its variable parts as {names}, and who answers; {account} is
checked here. Fixed words go before variable ones, so TollFree is never taken for a SID.
"""

from collections.abc import Callable

from softphone.sandbox.api import (
    calls,
    conferences,
    numbers,
    parameters,
    participants,
    permissions,
    taskrouter,
)
from softphone.sandbox.errors import (
    TwilioError,
    method_not_allowed,
    not_an_account,
    not_found,
    not_here,
)
from softphone.sandbox.messages import Answer, Request
from softphone.sandbox.world import World

Answerer = Callable[..., Answer]

_PLAYED = ("2010-04-01", "v1")
ACCOUNT = "2010-04-01/Accounts/{account}"
ROOM = f"{ACCOUNT}/Conferences/{{conference}}/Participants"
WORKSPACE = "v1/Workspaces/{workspace}"

ROUTES: tuple[tuple[str, str, Answerer], ...] = (
    ("GET", f"{ACCOUNT}/IncomingPhoneNumbers.json", numbers.list_owned),
    ("GET", f"{ACCOUNT}/IncomingPhoneNumbers/TollFree.json", numbers.list_toll_free),
    ("GET", f"{ACCOUNT}/IncomingPhoneNumbers/Local.json", numbers.list_local),
    ("GET", f"{ACCOUNT}/IncomingPhoneNumbers/{{sid}}.json", numbers.fetch_owned),
    ("GET", f"{ACCOUNT}/OutgoingCallerIds.json", numbers.list_verified),
    ("GET", f"{ACCOUNT}/OutgoingCallerIds/{{sid}}.json", numbers.fetch_verified),
    ("POST", f"{ACCOUNT}/Calls.json", calls.create),
    ("GET", f"{ACCOUNT}/Calls.json", calls.list_all),
    ("GET", f"{ACCOUNT}/Calls/{{sid}}.json", calls.fetch),
    ("POST", f"{ACCOUNT}/Calls/{{sid}}.json", calls.update),
    ("DELETE", f"{ACCOUNT}/Calls/{{sid}}.json", calls.delete),
    ("GET", f"{ACCOUNT}/Conferences.json", conferences.list_all),
    ("GET", f"{ACCOUNT}/Conferences/{{sid}}.json", conferences.fetch),
    ("POST", f"{ACCOUNT}/Conferences/{{sid}}.json", conferences.update),
    ("GET", f"{ROOM}.json", participants.list_all),
    ("POST", f"{ROOM}.json", participants.create),
    ("GET", f"{ROOM}/{{name}}.json", participants.fetch),
    ("POST", f"{ROOM}/{{name}}.json", participants.update),
    ("DELETE", f"{ROOM}/{{name}}.json", participants.remove),
    ("GET", WORKSPACE, taskrouter.fetch_workspace),
    ("GET", f"{WORKSPACE}/Workers", taskrouter.list_workers),
    ("GET", f"{WORKSPACE}/Workers/{{sid}}", taskrouter.fetch_worker),
    ("POST", f"{WORKSPACE}/Workers/{{sid}}", taskrouter.update_worker),
    ("GET", f"{WORKSPACE}/Activities", taskrouter.list_activities),
)

_PLAYED_RESOURCES = {
    template.split("/")[3].removesuffix(".json") for _, template, _ in ROUTES if template != WORKSPACE
}


def kind_of(request: Request) -> str:
    """Such as "POST Participants": the method and the last list in the path; what faults count."""
    for _, template, _ in ROUTES:
        if _read(template, request.segments) is not None:
            words = [word.removesuffix(".json") for word in template.split("/") if "{" not in word]
            listed = [word for word in words if word not in ("TollFree", "Local")]
            return f"{request.method} {listed[-1]}"
    return f"{request.method} {request.path}"


def answer(world: World, request: Request, *, is_key: bool = False) -> Answer:
    """What Twilio would answer, refusals included; who asks has been authenticated before.

    ``is_key``: with an API key, which may be restricted; not with the account's own token.
    """
    try:
        kind = kind_of(request)
        if is_key:
            permissions.check(world, request, kind)
        return _answered(world, request, kind)
    except TwilioError as refused:
        return Answer(refused.status, refused.body)


def _answered(world: World, request: Request, kind: str) -> Answer:
    known = False
    for method, template, answerer in ROUTES:
        variables = _read(template, request.segments)
        if variables is None:
            continue
        account = variables.pop("account", world.account.sid)
        if account != world.account.sid:
            raise not_found(request.path) if account.startswith("AC") else not_an_account(account)
        known = True
        if method == request.method:
            parameters.check(request, kind)
            return answerer(world, request, *variables.values())
    raise method_not_allowed() if known else _nowhere(request)


def _nowhere(request: Request) -> TwilioError:
    """What Twilio has and this sandbox does not play is told apart from what nobody has."""
    first, *rest = request.segments
    if first in _PLAYED and len(rest) > 1 and rest[0] in ("Accounts", "Workspaces"):
        resource = rest[2].removesuffix(".json") if len(rest) > 2 else rest[0]
        return not_found(request.path) if resource in _PLAYED_RESOURCES else not_here(resource)
    return not_here(f"/{first}")


def _read(template: str, segments: tuple[str, ...]) -> dict[str, str] | None:
    """The variable parts of a path; None where the path is not of this form."""
    parts = template.split("/")
    if len(parts) != len(segments):
        return None
    variables = {}
    for part, segment in zip(parts, segments, strict=True):
        if not part.startswith("{"):
            if part != segment:
                return None
            continue
        if part.endswith(".json"):
            if not segment.endswith(".json"):
                return None
            segment = segment.removesuffix(".json")
        variables[part.partition("}")[0][1:]] = segment
    return variables
