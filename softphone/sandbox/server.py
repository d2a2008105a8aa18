"""The sandbox itself: a server on 127.0.0.1 around a world that answers as Twilio would.

Rule 1: loopback only, whatever happens.
Rule 2: one thread at a time touches the world, and brings it up to date first.
"""

import time
from collections.abc import Callable, Mapping
from secrets import token_hex
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from softphone.sandbox import account as accounts
from softphone.sandbox import scenario as scenarios
from softphone.sandbox import voice
from softphone.sandbox.api_front import ApiFront, Delivery, Logged
from softphone.sandbox.faults import Faults
from softphone.sandbox.listener import Listener
from softphone.sandbox.messages import Answer, Request
from softphone.sandbox.test_control import SandboxControl
from softphone.sandbox.world import World

if TYPE_CHECKING:
    from softphone.sandbox.voice.gateway import Voice


VOICE_PATH = "/sandbox/voice"


class Sandbox:
    """A stand-in for Twilio, in this process; use it in a ``with`` statement, or start and close it.

    ``account`` is made of Twilio's own resources (``incoming_phone_numbers``,
    ``outgoing_caller_ids``, ``workers``); without it, Acme. ``scenario`` is a scenario file as
    TOML reads it. ``clock`` gives seconds since 1970, and may be a test's own. ``voice`` is where
    Voice SDK devices are met; None where what that needs is not installed.

    Raises UnusableInput for an account or a scenario it cannot work with, OSError where the port
    is taken.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        account: Mapping[str, Any] | None = None,
        scenario: Mapping[str, Any] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        plan = scenarios.from_tables(scenario or {})
        played = accounts.acme() if account is None else accounts.from_resources(account)
        faults, world = Faults(plan.faults), World(played, plan, clock())
        self.auth_token = token_hex(16)
        self._account_sid, self._secret = played.sid, token_hex(16)
        passwords = {accounts.API_KEY_SID: self._secret, played.sid: self.auth_token}
        self._desk = ApiFront(world, faults, passwords)
        self.world = SandboxControl(world, faults, clock)
        self._listener = Listener(port, self._serve)
        self.voice: Voice | None = self._gateway(clock) if voice.is_possible() else None

    def start(self) -> Self:
        self._listener.start()
        if self.voice is not None:
            self.voice.start()
        return self

    def close(self) -> None:
        if self.voice is not None:
            self.voice.close()
        self._listener.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.port}"

    @property
    def credentials(self) -> dict[str, str]:
        """What a client needs: the JSON object that the command prints first."""
        return {
            "url": self.url,
            "account_sid": self._account_sid,
            "api_key_sid": accounts.API_KEY_SID,
            "api_key_secret": self._secret,
            "workspace_sid": accounts.WORKSPACE_SID,
            "auth_token": self.auth_token,
        }

    @property
    def requests(self) -> list[Logged]:
        """Every request so far, oldest first."""
        with self.world.lock:
            return list(self._desk.log)

    def snapshot(self) -> dict[str, list[dict[str, Any]]]:
        """The truth now: all legs and conferences as plain data, oldest first."""
        return self.world.snapshot()

    def add_fault(self, said: Mapping[str, Any]) -> None:
        """Add a fault as a scenario writes it; it counts requests from now on."""
        self.world.add_fault(said)

    def _where_lines_are_served(self) -> Answer:
        """For the app, beside Twilio's own paths: nothing secret, so nobody has to sign in."""
        if self.voice is None:
            return Answer(404)
        return Answer(200, {"url": self.voice.url, "certificate": self.voice.certificate_pem})

    def _gateway(self, clock: Callable[[], float]) -> "Voice":
        from softphone.sandbox.voice.gateway import Voice
        from softphone.sandbox.voice.tokens import Tokens

        tokens = Tokens(self._account_sid, accounts.API_KEY_SID, self._secret, clock)
        return Voice(self.world, tokens, self._account_sid)

    def _serve(self, request: Request, user: str, password: str) -> Delivery:
        if request.path == VOICE_PATH:
            return Delivery(self._where_lines_are_served())
        with self.world.up_to_date():
            return self._desk.serve(request, user, password)
