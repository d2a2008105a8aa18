"""Requests that go wrong, and how.

Rule 1: a fault counts the requests of its kind ("POST Participants") from when it is added, and
        strikes the nth of them or every kth. An update counts under its resource, like a create.
Rule 2: the first fault that strikes decides; all of them count every request.
Rule 3: Twilio did the work before an answer is lost, slow, garbage or truncated; it did not where
        the request is lost or refused. A 500 or 503 may say ``executed = true``: Twilio did the
        work and failed after it. A request that is ``late`` is given up by the client at once, and
        Twilio does the work ``delay_s`` later.
Rule 4: ``error`` refuses with any ``code``, ``status`` and ``message`` of Twilio's dictionary.
Rule 5: what stands between, or Twilio on a bad day, answers in another form: ``body`` (any text, with
        any ``status``), ``no content``, a ``502 html``, ``429 text`` or ``401 page``; cut
        ``after_bytes``, as a ``drip`` of a byte each ``delay_s``, or as a ``bomb`` that unpacks to
        ``unpacks_to`` bytes. Twilio did the work, unless ``executed = false``; it did not where
        such a page refuses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from softphone.sandbox.errors import (
    TwilioError,
    UnusableInput,
    server_error,
    too_many_requests,
    unavailable,
)
from softphone.sandbox.telephony.callee_behaviour import seconds

REFUSALS = {"429": too_many_requests, "500": server_error, "503": unavailable}
PAGES = {
    "502 html": (502, "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"),
    "429 text": (429, "Too Many Requests"),
    "401 page": (401, "<html><body>Please sign in to this network.</body></html>"),
}
BODIES = ("body", "no content", "cut", "drip", "bomb")
DAMAGES = ("answer lost", "request lost", "late", "slow", "garbage", "truncated", "error", *BODIES, *PAGES)
CUT = ("answer lost", "request lost", "late")  # no answer is sent
RESOURCES = (
    "IncomingPhoneNumbers",
    "OutgoingCallerIds",
    "Calls",
    "Conferences",
    "Participants",
    "Workspaces",
    "Workers",
    "Activities",
)
KEYS = (
    *("request", "nth", "every", "does", "delay_s", "executed", "code", "status", "message"),
    *("body", "after_bytes", "unpacks_to"),
)
# Which faults a key has a meaning for; the others take any.
_ONLY_WITH = {
    "code": ("error",),
    "status": ("error", "body"),
    "message": ("error",),
    "body": ("body",),
    "after_bytes": ("cut",),
    "unpacks_to": ("bomb",),
}


@dataclass
class Fault:
    """``refusal`` is what Twilio answers instead, for faults that are answers."""

    request: str
    does: str
    nth: int = 0
    every: int = 0
    delay_s: float = 0.0
    executed: bool = True
    refusal: TwilioError | None = None
    status: int = 0
    body: str = ""
    after_bytes: int = 0
    unpacks_to: int = 0
    seen: int = 0

    def strikes(self) -> bool:
        """Count one more request of this kind; whether it is one to strike."""
        self.seen += 1
        return self.seen == self.nth or (self.every > 0 and self.seen % self.every == 0)


class Faults:
    """All faults that were planned, in the order given."""

    def __init__(self, planned: list[Fault]) -> None:
        self._planned = planned

    def add(self, said: Mapping[str, Any]) -> None:
        self._planned.append(fault(said))

    def mend(self) -> None:
        """Nothing that was planned goes wrong any more."""
        self._planned.clear()

    def striking(self, kind: str) -> Fault | None:
        struck = [each for each in self._planned if each.request == kind and each.strikes()]
        return struck[0] if struck else None


def fault(said: object, where: str = "faults") -> Fault:
    """A fault as the scenario writes it; raises UnusableInput, which names the key."""
    if not isinstance(said, Mapping):
        raise UnusableInput(f"{where}: expected a table with request, does, and nth or every")
    for key in said:
        if key not in KEYS:
            raise UnusableInput(f"{where}: unknown key {key}; expected one of {', '.join(KEYS)}")
    does = str(said.get("does"))
    if does not in REFUSALS and does not in DAMAGES:
        expected = ", ".join((*REFUSALS, *DAMAGES))
        raise UnusableInput(f"{where}.does: {said.get('does')!r}; expected one of {expected}")
    nth, every = _count(said, "nth", where), _count(said, "every", where)
    if bool(nth) == bool(every):
        raise UnusableInput(f"{where}: expected either nth or every")
    refusal = _refusal(does, said, where)
    status, body = PAGES.get(does, (said.get("status", 200), said.get("body", "")))
    if not isinstance(body, str) or isinstance(status, bool) or not isinstance(status, int):
        raise UnusableInput(f"{where}: expected body as text and status as a whole number")
    did_it = refusal is None and does not in ("request lost", "late", *PAGES)
    return Fault(
        request=_kind(said.get("request"), where),
        does=does,
        nth=nth,
        every=every,
        delay_s=seconds(said.get("delay_s", 0.0), f"{where}.delay_s"),
        executed=bool(said.get("executed", did_it)),
        refusal=refusal,
        status=204 if does == "no content" else status,
        body=body,
        after_bytes=_count(said, "after_bytes", where),
        unpacks_to=_count(said, "unpacks_to", where),
    )


def _refusal(does: str, said: Mapping[str, Any], where: str) -> TwilioError | None:
    """What Twilio answers instead; only what is answered may hide whether the work was done."""
    for key, kinds in _ONLY_WITH.items():
        if key in said and does not in kinds and not (does in REFUSALS and key in ("code", "message")):
            raise UnusableInput(f"{where}.{key}: has no meaning with does = {does!r}")
    if does in REFUSALS:
        return REFUSALS[does]()
    if does == "error":
        code = int(said.get("code", 20500))
        return TwilioError(code, str(said.get("message", f"Error {code}")), int(said.get("status", 400)))
    if "executed" in said and does not in (*BODIES, *PAGES):
        raise UnusableInput(f"{where}.executed: has no meaning with does = {does!r}")
    return None


def _kind(request: object, where: str) -> str:
    method, _, resource = str(request).partition(" ")
    if method not in ("GET", "POST", "DELETE") or resource not in RESOURCES:
        raise UnusableInput(
            f"{where}.request: {request!r}; expected GET, POST or DELETE and one of {', '.join(RESOURCES)}"
        )
    return f"{method} {resource}"


def _count(said: Mapping[str, Any], key: str, where: str) -> int:
    value = said.get(key, 0)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0 or (key in said and value == 0):
        raise UnusableInput(f"{where}.{key}: {value!r}; expected a whole number, 1 or more")
    return value
