"""TaskRouter: the workspace, its workers with ETag and If-Match, its activities.

Links point at the sandbox, never at Twilio: who follows one takes no credential there.

Source: /v1/Workspaces/{Sid}, …/Workers, …/Workers/{Sid}, …/Activities.
"""

import re
from typing import Any

from softphone.sandbox.account import ACTIVITIES, FOUNDED, WORKSPACE_SID
from softphone.sandbox.api.paging import page
from softphone.sandbox.errors import invalid_parameter, not_found
from softphone.sandbox.messages import Answer, Request
from softphone.sandbox.workers import Worker
from softphone.sandbox.world import World

WORKSPACE_LINKS = (
    "Activities",
    "Statistics",
    "RealTimeStatistics",
    "CumulativeStatistics",
    "TaskQueues",
    "Tasks",
    "Workers",
    "Workflows",
    "TaskChannels",
    "Events",
)


def fetch_workspace(world: World, request: Request, workspace: str) -> Answer:
    _check(request, workspace)
    url = f"{_base(request)}/v1/Workspaces/{workspace}"
    offline, _ = ACTIVITIES["Offline"]
    return Answer(
        200,
        {
            "sid": workspace,
            "account_sid": world.account.sid,
            "friendly_name": "Acme contact centre",
            "default_activity_name": "Offline",
            "default_activity_sid": offline,
            "timeout_activity_name": "Offline",
            "timeout_activity_sid": offline,
            "event_callback_url": "",
            "events_filter": None,
            "multi_task_enabled": True,
            "prioritize_queue_order": "FIFO",
            "date_created": FOUNDED,
            "date_updated": FOUNDED,
            "url": url,
            "links": {_snake(name): f"{url}/{name}" for name in WORKSPACE_LINKS},
        },
    )


def list_workers(world: World, request: Request, workspace: str) -> Answer:
    _check(request, workspace)
    workers = [each for each in world.directory.workers.values() if _matches(request, each)]
    base = _base(request)
    tells = world.conduct.worker_attributes_in_lists == "told"
    shown = page(request, workers, lambda each: each.sid, lambda each: _listed(each, base, tells))
    return Answer(200, shown.as_v1("workers", base))


def fetch_worker(world: World, request: Request, workspace: str, sid: str) -> Answer:
    worker = _find(world, request, workspace, sid)
    return Answer(200, _worker(worker, _base(request)), {"ETag": worker.etag})


def update_worker(world: World, request: Request, workspace: str, sid: str) -> Answer:
    worker = _find(world, request, workspace, sid)
    world.directory.update(worker, request.form, request.headers.get("If-Match"), world.now)
    return Answer(200, _worker(worker, _base(request)), {"ETag": worker.etag})


def list_activities(world: World, request: Request, workspace: str) -> Answer:
    _check(request, workspace)
    url = f"{_base(request)}/v1/Workspaces/{workspace}"
    activities = [
        {
            "sid": sid,
            "account_sid": world.account.sid,
            "workspace_sid": workspace,
            "friendly_name": name,
            "available": available,
            "date_created": FOUNDED,
            "date_updated": FOUNDED,
            "url": f"{url}/Activities/{sid}",
            "links": {"workspace": url},
        }
        for name, (sid, available) in ACTIVITIES.items()
        if request.query.get("FriendlyName", name) == name
        and _is_asked_for(request.query.get("Available"), available)
    ]
    shown = page(request, activities, lambda each: str(each["sid"]), dict)
    return Answer(200, shown.as_v1("activities", _base(request)))


def _worker(worker: Worker, base: str) -> dict[str, Any]:
    told = worker.resource
    workspace = f"{base}/v1/Workspaces/{told['workspace_sid']}"
    url = f"{workspace}/Workers/{worker.sid}"
    links = {
        "workspace": workspace,
        "activity": f"{workspace}/Activities/{told['activity_sid']}",
        "channels": f"{url}/Channels",
        "worker_channels": f"{url}/Channels",
        "reservations": f"{url}/Reservations",
        "worker_statistics": f"{url}/Statistics",
        "statistics": f"{workspace}/Workers/Statistics",
        "real_time_statistics": f"{workspace}/Workers/RealTimeStatistics",
        "cumulative_statistics": f"{workspace}/Workers/CumulativeStatistics",
    }
    return {**told, "url": url, "links": links}


def _listed(worker: Worker, base: str, tells: bool) -> dict[str, Any]:
    """A worker in a list: Twilio's specification has no attributes there, "even if it has a value"."""
    told = _worker(worker, base)
    return told if tells else {**told, "attributes": None}


def _find(world: World, request: Request, workspace: str, sid: str) -> Worker:
    _check(request, workspace)
    worker = world.directory.workers.get(sid)
    if worker is None:
        raise not_found(request.path)
    return worker


def _check(request: Request, workspace: str) -> None:
    if workspace != WORKSPACE_SID:
        raise not_found(request.path)


_EXPRESSION = re.compile(r"""\s*(\w+)\s*==\s*(['"])([^'"]*)\2\s*""")


def _is_meant(expression: str, worker: Worker) -> bool:
    """``key == "value"`` of the attributes; raises TwilioError for what is not understood here."""
    read = _EXPRESSION.fullmatch(expression)
    if read is None:
        raise invalid_parameter(f"TargetWorkersExpression is not understood by this sandbox: {expression}")
    return worker.attributes.get(read[1]) == read[3]


def _matches(request: Request, worker: Worker) -> bool:
    asked, told = request.query, worker.resource
    if (expression := asked.get("TargetWorkersExpression")) and not _is_meant(expression, worker):
        return False
    return (
        asked.get("FriendlyName", told["friendly_name"]).lower() == str(told["friendly_name"]).lower()
        and asked.get("ActivityName", told["activity_name"]) == told["activity_name"]
        and asked.get("ActivitySid", told["activity_sid"]) == told["activity_sid"]
        and _is_asked_for(asked.get("Available"), bool(told["available"]))
    )


def _is_asked_for(asked: str | None, available: bool) -> bool:
    return asked is None or (asked.lower() in ("true", "1", "yes")) == available


def _base(request: Request) -> str:
    """Where this sandbox listens, whatever the Host header says: credentials follow links."""
    return request.base


def _snake(name: str) -> str:
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("_")
