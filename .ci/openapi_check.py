"""Hold every answer of the sandbox against Twilio's own OpenAPI.

    python .ci/openapi_check.py FOLDER

FOLDER holds Twilio's specifications (twilio_api_v2010.json and the like). The real twilio library
drives every route; each answer must have every property of its schema and no other, each of the
right type, pattern and enumeration. Prints a line for each operation and each error; exit status 1
with the reason where something differs or was not driven.

What is bent, and why:

* ``servers`` are replaced by the sandbox's address, or no path would be recognised.
* ``reason_conference_ended`` may be null, as in Twilio's own example of a conference in progress;
  the schema refers to an enumeration without null.
* A call has an ``annotation``, and its ``trunk_sid`` may be empty: recorded answers of real accounts
  have it so.
* ``links`` and ``subresource_uris`` may have any names: read strictly, the schema allows none.
* Error bodies have a schema of ours: the specifications describe answers of 200 to 204 only.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from jsonschema import ValidationError, validate
from openapi_core import Config, OpenAPI
from openapi_core.contrib.requests import RequestsOpenAPIRequest, RequestsOpenAPIResponse
from openapi_core.exceptions import OpenAPIError
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

sys.path.insert(0, str(Path(__file__).parent.parent))

from softphone.sandbox import Sandbox
from softphone.sandbox.api.routes import ROUTES

CALLER, CUSTOMER = "+14155550100", "+13125550142"
STRICT = Config(
    spec_validator_cls=None,
    additional_properties_default_policy="forbid",
    response_properties_default_policy="required",
    extra_format_validators={
        "date-time-rfc-2822": re.compile(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000").fullmatch,
        "phone-number": re.compile(r"\+[1-9]\d{6,14}").fullmatch,
        "currency": re.compile("[A-Z]{3}").fullmatch,
    },
)
ERROR = {
    "required": ["code", "message", "more_info", "status"],
    "additionalProperties": False,
    "properties": {
        "code": {"type": "integer", "minimum": 10000},
        "message": {"type": "string", "minLength": 1},
        "more_info": {"type": "string", "pattern": r"^https://www\.twilio\.com/docs/errors/\d+$"},
        "moreInfo": {"type": "string", "pattern": r"^https://www\.twilio\.com/docs/errors/\d+$"},
        "detail": {"type": "string", "minLength": 1},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
    },
}


class Recorder(TwilioHttpClient):
    """The library's own HTTP client, sent to the sandbox; keeps every answer."""

    def __init__(self, url: str) -> None:
        super().__init__(timeout=5)
        self.answers: list[requests.Response] = []
        self._sandbox = urlsplit(url)
        self.session.hooks["response"].append(lambda answer, **_: self.answers.append(answer))

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        local = urlsplit(url)._replace(scheme=self._sandbox.scheme, netloc=self._sandbox.netloc)
        return super().request(method, urlunsplit(local), *args, **kwargs)


class Clock:
    now = 1_795_255_200.0

    def __call__(self) -> float:
        return self.now


def main(folder: Path) -> int:
    clock = Clock()
    with Sandbox(clock=clock) as sandbox:
        openapi, paths = _specification(folder, sandbox.url)
        key, account = sandbox.credentials["api_key_sid"], sandbox.credentials["account_sid"]
        recorder = Recorder(sandbox.url)
        with recorder.session:
            twilio = Client(key, sandbox.credentials["api_key_secret"], account, http_client=recorder)
            _drive(twilio, sandbox, clock)
            _drive_errors(twilio, sandbox)
    problems = list(dict.fromkeys(_problems(openapi, paths, recorder.answers)))
    for problem in problems:
        print(f"MISMATCH {problem}", file=sys.stderr)
    return 1 if problems else 0


def _specification(folder: Path, url: str) -> tuple[OpenAPI, list[str]]:
    """One specification of just the paths that the sandbox serves; also those paths, the plainest first."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for file in sorted(folder.glob("twilio_*.json")):
        whole = json.loads(file.read_text(encoding="utf-8"))
        served = {path: entry for path, entry in whole["paths"].items() if _shape(path) in SERVED}
        paths |= served
        schemas |= _needed(served, whole["components"]["schemas"])
    missing = SERVED - {_shape(path) for path in paths}
    if missing:
        raise SystemExit(f"{folder}: no specification describes {', '.join(sorted(missing))}")
    _bend(paths, schemas, url)
    cut = {
        "openapi": "3.0.1",
        "info": {"title": "What the sandbox serves", "version": "1"},
        "servers": [{"url": url}],
        "paths": paths,
        "components": {"schemas": schemas},
    }
    return OpenAPI.from_dict(cut, config=STRICT), sorted(paths, key=lambda path: path.count("{"))


def _bend(paths: dict[str, Any], schemas: dict[str, Any], url: str) -> None:
    for entry in paths.values():
        entry["servers"] = [{"url": url}]
    reason = schemas["conference_enum_reason_conference_ended"]
    reason["nullable"] = True
    reason["enum"].append(None)
    call = schemas["api.v2010.account.call"]["properties"]
    call["annotation"] = {"type": "string", "nullable": True}
    call["trunk_sid"] = {"type": "string", "nullable": True, "pattern": "^(TK[0-9a-fA-F]{32})?$"}
    for schema in schemas.values():
        for described in schema.get("properties", {}).values():
            if described.get("format") == "uri-map":
                described["additionalProperties"] = {"type": "string", "minLength": 1}


def _shape(path: str) -> str:
    return re.sub(r"\{\w+\}", "{}", path).strip("/")


SERVED = {_shape(template) for _, template, _ in ROUTES}


def _needed(part: object, schemas: dict[str, Any]) -> dict[str, Any]:
    """The schemas that ``part`` refers to, and those they refer to in turn."""
    found: dict[str, Any] = {}
    waiting = [part]
    while waiting:
        for name in re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(waiting.pop())):
            if name not in found:
                found[name] = schemas[name]
                waiting.append(schemas[name])
    return found


def _drive(twilio: Client, sandbox: Sandbox, clock: Clock) -> None:
    """Everything that works, in the states that make a difference to the answer."""
    for numbers in (
        twilio.incoming_phone_numbers,
        twilio.incoming_phone_numbers.toll_free,
        twilio.incoming_phone_numbers.local,
        twilio.outgoing_caller_ids,
    ):
        first = numbers.list(page_size=3)[0]
    twilio.outgoing_caller_ids(first.sid).fetch()
    twilio.incoming_phone_numbers(twilio.incoming_phone_numbers.list(limit=1)[0].sid).fetch()
    _drive_a_call(twilio, clock)
    for does in ("busy", "reject", "no-answer"):
        sandbox.world.behave(CUSTOMER, does=does)
        call = twilio.calls.create(to=CUSTOMER, from_=CALLER, twiml="<Response/>")
        clock.now += 100
        call.fetch()
    twilio.calls.list(page_size=2)
    call.delete()
    _drive_taskrouter(twilio, sandbox)


def _drive_a_call(twilio: Client, clock: Clock) -> None:
    room = "<Response><Dial><Conference participantLabel='agent'>call</Conference></Dial></Response>"
    agent = twilio.calls.create(to="client:ana", from_=CALLER, twiml=room)
    clock.now += 0.5
    customer = twilio.conferences("call").participants.create(from_=CALLER, to=CUSTOMER, label="customer")
    conference = twilio.conferences(customer.conference_sid)
    for seconds in (0.03, 0.1, 2.0):
        conference.fetch()
        conference.participants("customer").fetch()
        twilio.calls(customer.call_sid).fetch()
        clock.now += seconds
    conference.participants("customer").update(hold=True, muted=True, end_conference_on_exit=True)
    conference.participants("agent").update(coaching=True, call_sid_to_coach=customer.call_sid)
    conference.participants.list(page_size=1)
    agent.update(twiml=room)
    conference.participants("customer").delete()
    conference.fetch()
    twilio.calls.create(to="client:ana", from_=CALLER, twiml=room)
    clock.now += 0.5
    waiting = twilio.conferences.list(friendly_name="call", status="init", limit=1)[0]
    twilio.conferences(waiting.sid).update(status="completed")
    twilio.conferences.list(status="completed", page_size=1)


def _drive_taskrouter(twilio: Client, sandbox: Sandbox) -> None:
    workspace = twilio.taskrouter.v1.workspaces(sandbox.credentials["workspace_sid"])
    workspace.fetch()
    workspace.activities.list(page_size=3)
    worker = workspace.workers(workspace.workers.list(page_size=5)[0].sid)
    worker.fetch()
    worker.update(attributes='{"full_name": "Ana"}', if_match='"0"')


def _drive_errors(twilio: Client, sandbox: Sandbox) -> None:
    def call(**change: str) -> Callable[[], object]:
        said = {"to": CUSTOMER, "from_": CALLER, "twiml": "<Response/>", **change}
        return lambda: twilio.calls.create(**said)

    def add(**change: Any) -> Callable[[], object]:
        said = {"to": CUSTOMER, "from_": CALLER, "label": "same", **change}
        return lambda: twilio.conferences("errors").participants.create(**said)

    workspace = twilio.taskrouter.v1.workspaces(sandbox.credentials["workspace_sid"])
    worker = workspace.workers(workspace.workers.list(limit=1)[0].sid)
    add()()
    refused = [
        *(call(to=to) for to in ("", "+1", *(f"+1500555000{last}" for last in range(1, 5)))),
        *(call(from_=caller) for caller in ("", "+15005550001", "+14155559999")),
        *(call(twiml=twiml) for twiml in ("", "<Response>", "<Response><X/></Response>", "x" * 4001)),
        *(add(**change) for change in ({}, {"label": "a/b"}, {"timeout": 4}, {"coaching": True})),
        lambda: twilio.calls("CA" + "0" * 32).fetch(),
        lambda: twilio.calls.page(page_size=1001),
        lambda: worker.update(attributes="{"),
        lambda: worker.update(attributes="{}", if_match='"old"'),
    ]
    for nth, does in enumerate(("429", "500", "503"), 1):
        sandbox.add_fault({"request": "GET Workspaces", "nth": nth, "does": does})
        refused.append(workspace.fetch)
    for attempt in refused:
        try:
            attempt()
        except TwilioException:
            continue
        raise SystemExit("the sandbox accepted what it should refuse")


def _problems(openapi: OpenAPI, paths: list[str], answers: list[requests.Response]) -> Iterator[str]:
    """Prints what was found right; yields what was not."""
    seen: Counter[tuple[str, str]] = Counter()
    for answer in answers:
        refused = answer.status_code >= 400
        reason = _error_reason(answer) if refused else _reason(openapi, answer)
        if reason:
            yield f"{answer.request.method} {answer.request.path_url} {answer.status_code}: {reason}"
        elif refused:
            print(f"error {answer.json()['code']:>6}  {answer.status_code}  {answer.json()['message'][:80]}")
        else:
            seen[_path(paths, answer), str(answer.request.method)] += 1
    for (path, method), times in sorted(seen.items()):
        print(f"ok {times:>3}  {method:6} {path}")
    done = {(_shape(path), method) for path, method in seen}
    for method, template, _ in ROUTES:
        if (_shape(template), method) not in done:
            yield f"{method} /{template}: not one good answer was seen"


def _path(paths: list[str], answer: requests.Response) -> str:
    asked = urlsplit(answer.request.url).path
    patterns = {path: re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)) for path in paths}
    return next((path for path, pattern in patterns.items() if re.fullmatch(pattern, asked)), str(asked))


def _reason(openapi: OpenAPI, answer: requests.Response) -> str:
    try:
        openapi.validate_response(RequestsOpenAPIRequest(answer.request), RequestsOpenAPIResponse(answer))
    except OpenAPIError as differs:
        details = getattr(differs.__cause__, "schema_errors", None) or [differs.__cause__ or differs]
        return "; ".join(_one_line(detail) for detail in details[:5])
    return ""


def _one_line(detail: object) -> str:
    where = "/".join(str(step) for step in getattr(detail, "absolute_path", ()))
    return f"{where} {getattr(detail, 'message', detail)}".strip()[:300]


def _error_reason(answer: requests.Response) -> str:
    try:
        body = answer.json()
        validate(body, ERROR)
    except (ValueError, ValidationError) as differs:
        return _one_line(differs)
    return "" if body["status"] == answer.status_code else f"status {body['status']} in the body"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    try:
        sys.exit(main(Path(sys.argv[1])))
    except TwilioException as refused:
        sys.exit(f"MISMATCH the library could not use an answer: {refused!r}")
