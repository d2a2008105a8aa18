"""TaskRouter's workers: listed, found, fetched with their ETag, written with If-Match.

Rule 1: attributes are replaced whole by Twilio, so they are written only over the version that was read.
Rule 2: attributes are those of a fetch of the one worker. Twilio's specification has null in lists
        "even if it has a value": null is *not told*, never *nothing*.

Source: GET …/Workers, GET and POST …/Workers/{Sid} of TaskRouter v1; GET Calls.json.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from twilio.base.exceptions import TwilioRestException

from softphone.adapters.twilio.client import TwilioAccount
from softphone.adapters.twilio.errors.failures import plainly
from softphone.adapters.twilio.pages import rows_of
from softphone.adapters.twilio.taskrouter.worker_attributes import NotAnObject, value_of
from softphone.adapters.twilio.taskrouter.worker_text import kept_in, written
from softphone.application.caller_id.worker_directory import ChangedMeanwhile, Worker
from softphone.domain.caller_id.assignment import Kept
from softphone.domain.errors import SoftphoneError
from softphone.domain.line.line_state import phone_rung
from softphone.domain.words import say

PAGE_SIZE: Final = 1000
MAY_READ: Final = "twilio/taskrouter/workers/list and …/read"
MAY_WRITE: Final = "twilio/taskrouter/workers/read and …/update"
MAY_READ_CALLS: Final = "twilio/voice/calls/list"
_CHANGED_MEANWHILE: Final = 412


class TwilioWorkers:
    def __init__(self, account: TwilioAccount, workspace_sid: str) -> None:
        self._account, self._workspace_sid = account, workspace_sid

    def workers(self) -> Sequence[Worker]:
        with plainly(needs=MAY_READ):
            listed = list(rows_of(self._workers.page(page_size=PAGE_SIZE)))
        return [_worker(one) if one.attributes is not None else self.fetch(one.sid) for one in listed]

    def find(self, agent: str) -> Worker | None:
        for sid in self._sids(friendly_name=agent):
            if (worker := self.fetch(sid)).name == agent:
                return worker
        if "-" in agent:  # TaskRouter's expressions cannot read a hyphen
            return None
        for sid in self._sids(target_workers_expression=f'contact_uri == "client:{agent}"'):
            if (worker := self.fetch(sid)).client == agent:
                return worker
        return None

    def _sids(self, **wanted: str) -> list[str]:
        """The workers that a list has; what they are is asked of each."""
        with plainly(needs=MAY_READ):
            return [str(one.sid) for one in rows_of(self._workers.page(**wanted, page_size=PAGE_SIZE))]

    def fetch(self, sid: str) -> Worker:
        with plainly(needs=MAY_READ):
            answer = self._workers(sid).fetch_with_http_info()
            worker = _worker(answer.data, _etag(answer.headers))
        if not worker.etag:  # without it, nobody can write safely
            raise SoftphoneError(
                say("Twilio did not say which version of the worker this is."), remedy=say("Try again.")
            )
        return worker

    def update(self, worker: Worker, kept: Kept) -> Worker:
        try:
            attributes = written(worker.attributes, kept)
        except NotAnObject as error:
            raise SoftphoneError(
                say("What Twilio keeps about {name} cannot be read.", name=worker.name),
                remedy=say(
                    "An administrator can put the worker's attributes right: they must be a JSON object."
                ),
            ) from error
        return self.write(worker, attributes)

    def write(self, worker: Worker, attributes: str) -> Worker:
        """Replace all attributes of a worker that was fetched.

        Raises ChangedMeanwhile: somebody else wrote it since.
        """
        with plainly(needs=MAY_WRITE):
            try:
                answer = self._workers(worker.sid).update_with_http_info(
                    attributes=attributes, if_match=worker.etag
                )
            except TwilioRestException as error:
                if error.status != _CHANGED_MEANWHILE:
                    raise
                raise ChangedMeanwhile(
                    say("Somebody else changed {name} at the same moment.", name=worker.name),
                    remedy=say("Try again."),
                ) from error
            return _worker(answer.data, _etag(answer.headers))

    def phones_in_calls(self) -> Collection[str]:
        calls = self._account.client.calls
        with plainly(needs=MAY_READ_CALLS):
            legs = calls.stream(status="in-progress", page_size=PAGE_SIZE)
            return {phone_rung(str(leg.to)) for leg in legs}

    @property
    def _workers(self) -> Any:
        return self._account.client.taskrouter.v1.workspaces(self._workspace_sid).workers


def _worker(told: Any, etag: str = "") -> Worker:
    updated, attributes = told.date_updated, str(told.attributes or "")
    return Worker(
        sid=str(told.sid),
        name=str(told.friendly_name or ""),
        kept=kept_in(attributes),
        phone=_text(attributes, "contact_uri"),
        full_name=_text(attributes, "full_name"),
        attributes=attributes,
        etag=etag,
        activity=str(told.activity_name or ""),
        updated_at=updated.timestamp() if isinstance(updated, datetime) else 0.0,
    )


def _text(attributes: str, key: str) -> str:
    value = value_of(attributes, key)
    return value if isinstance(value, str) else ""


def _etag(headers: Mapping[str, str]) -> str:
    """Header names come in any case."""
    return next((str(value) for name, value in headers.items() if name.lower() == "etag"), "")
