"""TaskRouter's workers: listed, found, fetched with their ETag, written with If-Match.

Rule: attributes are replaced whole by Twilio, so they are written only over the version that was read.

Source: GET …/Workers, GET and POST …/Workers/{Sid} of TaskRouter v1; GET Calls.json.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from twilio.base.exceptions import TwilioRestException

from softphone.adapters.twilio.client import TwilioAccount
from softphone.adapters.twilio.failures import plainly
from softphone.application.directory import ChangedMeanwhile, Worker
from softphone.domain.errors import SoftphoneError
from softphone.domain.line import phone_rung
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
            return [_worker(one) for one in self._workers.stream(page_size=PAGE_SIZE)]

    def find(self, agent: str) -> Worker | None:
        with plainly(needs=MAY_READ):
            named = [_worker(one) for one in self._workers.list(friendly_name=agent, page_size=PAGE_SIZE)]
            for worker in named:
                if worker.name == agent:
                    return worker
            if "-" in agent:  # TaskRouter's expressions cannot read a hyphen
                return None
            expression = f'contact_uri == "client:{agent}"'
            found = self._workers.stream(target_workers_expression=expression, page_size=PAGE_SIZE)
            return next((worker for worker in map(_worker, found) if worker.client == agent), None)

    def fetch(self, sid: str) -> Worker:
        with plainly(needs=MAY_READ):
            answer = self._workers(sid).fetch_with_http_info()
            worker = _worker(answer.data, _etag(answer.headers))
        if not worker.etag:  # without it, nobody can write safely
            raise SoftphoneError(
                say("Twilio did not say which version of the worker this is."), remedy=say("Try again.")
            )
        return worker

    def update(self, worker: Worker, attributes: str) -> Worker:
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
    updated = told.date_updated
    return Worker(
        sid=str(told.sid),
        name=str(told.friendly_name or ""),
        attributes=str(told.attributes or ""),
        etag=etag,
        activity=str(told.activity_name or ""),
        updated_at=updated.timestamp() if isinstance(updated, datetime) else 0.0,
    )


def _etag(headers: Mapping[str, str]) -> str:
    """Header names come in any case."""
    return next((str(value) for name, value in headers.items() if name.lower() == "etag"), "")
