"""TaskRouter's workers, each with the version that its ETag names.

Rule 1: every write makes a new ETag; ``If-Match`` with another one is refused with 412 (20412).
Rule 2: attributes are one JSON object and are replaced whole.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from softphone.sandbox.account import ACTIVITIES, Resource
from softphone.sandbox.dates import iso_8601
from softphone.sandbox.errors import TwilioError, invalid_parameter


@dataclass
class Worker:
    """A worker as TaskRouter returns it, but for the links."""

    resource: Resource
    version: int = 0

    @property
    def sid(self) -> str:
        return str(self.resource["sid"])

    @property
    def etag(self) -> str:
        return f'"{self.version}"'

    @property
    def attributes(self) -> dict[str, Any]:
        try:
            read = json.loads(self.resource["attributes"])
        except (TypeError, ValueError):
            return {}
        return read if isinstance(read, dict) else {}


class Workspace:
    """The workers of the one workspace, in the order given."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self.workers = {each["sid"]: Worker(each) for each in resources}

    def phones(self) -> set[str]:
        """Where the workers' phones ring: numbers, client: and sip: addresses."""
        said = [worker.attributes for worker in self.workers.values()]
        keys = ("contact_uri", "phone_number", "phone")
        return {each[key] for each in said for key in keys if isinstance(each.get(key), str)}

    def let_go(self, name: str) -> None:
        """The worker of this friendly name is deleted."""
        self.workers = {
            sid: each for sid, each in self.workers.items() if each.resource["friendly_name"] != name
        }

    def update(self, worker: Worker, form: Mapping[str, str], if_match: str | None, now: float) -> None:
        if if_match is not None and if_match.removeprefix("W/") not in (
            worker.etag,
            "*",
            str(worker.version),
        ):
            raise TwilioError(
                20412,
                f"Precondition failed: If-Match was {if_match}, the worker's ETag is {worker.etag}",
                412,
            )
        changes = self._changes(form, now)
        if changes:
            worker.resource.update(changes, date_updated=iso_8601(now))
            worker.version += 1

    def _changes(self, form: Mapping[str, str], now: float) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        if "FriendlyName" in form:
            if not form["FriendlyName"].strip():
                raise invalid_parameter("FriendlyName must not be empty")
            changes["friendly_name"] = form["FriendlyName"]
        if "Attributes" in form:
            changes["attributes"] = _json_object(form["Attributes"])
        if "ActivitySid" in form:
            changes.update(_activity(form["ActivitySid"]), date_status_changed=iso_8601(now))
        return changes


def _json_object(text: str) -> str:
    try:
        valid = isinstance(json.loads(text), dict)
    except ValueError:
        valid = False
    if not valid:
        raise invalid_parameter(f"Attributes must be a valid JSON object: {text[:80]}")
    return text


def _activity(sid: str) -> dict[str, Any]:
    for name, (known, available) in ACTIVITIES.items():
        if known == sid:
            return {"activity_sid": sid, "activity_name": name, "available": available}
    raise invalid_parameter(f"ActivitySid is not an activity of this workspace: {sid}")
