"""The desk where requests arrive: planned faults, who asks, then the answer; and a log of it all.

Rule 1: faults count every request of their kind, also those with a wrong password.
Rule 2: a request that is lost changes nothing; one whose answer is lost has changed everything.
Rule 3: every answer has the headers that Twilio's have, and the Date of the sandbox's own clock.
Rule 4: of the requests only the latest are remembered.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import formatdate
from secrets import token_hex

from softphone.sandbox.api import routes
from softphone.sandbox.errors import unauthenticated
from softphone.sandbox.faults import CUT, Fault, Faults
from softphone.sandbox.messages import Answer, Request
from softphone.sandbox.world import World

REQUESTS_REMEMBERED = 100_000


@dataclass(frozen=True)
class Logged:
    """A request as it came; ``kind`` is such as "POST Calls", ``status`` 0 where no answer was sent."""

    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    status: int
    time: float
    kind: str


@dataclass(frozen=True)
class Delivery:
    """An answer, and what is to go wrong on its way."""

    answer: Answer
    fault: Fault | None = None


class ApiFront:
    """Answers requests on a world; ``passwords`` by user name. Not for two threads at once."""

    def __init__(self, world: World, faults: Faults, passwords: Mapping[str, str]) -> None:
        self.log: deque[Logged] = deque(maxlen=REQUESTS_REMEMBERED)
        self._world = world
        self._faults = faults
        self._passwords = passwords

    def serve(self, request: Request, user: str, password: str) -> Delivery:
        kind = routes.kind_of(request)
        fault = self._faults.striking(kind)
        answer = self._with_headers(self._answer(request, user, password, fault))
        if fault is not None and fault.does == "late":
            self._world.agenda.after(fault.delay_s, lambda: self._do(request))
        sent = fault is None or fault.does not in CUT
        status = answer.status if sent else 0
        self.log.append(
            Logged(request.method, request.path, request.query, request.form, status, self._world.now, kind)
        )
        return Delivery(answer, fault)

    def _with_headers(self, answer: Answer) -> Answer:
        code = answer.body.get("code") if isinstance(answer.body, dict) and answer.status >= 400 else None
        return replace(
            answer,
            headers={
                "Date": formatdate(self._world.now, usegmt=True),
                "Twilio-Request-Id": f"RQ{token_hex(16)}",
                "Twilio-Request-Duration": "0.012",
                "Twilio-Concurrent-Requests": "1",
                "X-Home-Region": "us1",
                **({"X-Twilio-Error-Code": str(code)} if code else {}),
                **answer.headers,
            },
        )

    def _do(self, request: Request) -> None:
        """What was asked for, when nobody waits for the answer any more."""
        routes.answer(self._world, request)

    def _answer(self, request: Request, user: str, password: str, fault: Fault | None) -> Answer:
        answer = Answer(503)
        if fault is None or fault.executed:
            if not password or self._passwords.get(user) != password:
                return Answer(401, unauthenticated().body, {"WWW-Authenticate": 'Basic realm="Twilio API"'})
            answer = routes.answer(self._world, request, is_key=user.startswith("SK"))
        if fault is not None and fault.refusal is not None:
            return Answer(fault.refusal.status, fault.refusal.body)
        return answer
