"""A softphone on a sandbox, both on a clock that the test turns."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from softphone.adapters.running import RunningHere
from softphone.adapters.settings.settings_file import company_from_text
from softphone.adapters.sqlite.agent_data import AGENT_DATA_SCHEMA, SqlitePicks, SqliteRefusals
from softphone.adapters.sqlite.call_log import CALL_LOG_SCHEMA, SqliteCallLog
from softphone.adapters.sqlite.caller_id_record import CALLER_ID_RECORD_SCHEMA, SqliteCallerIdRecord
from softphone.adapters.sqlite.database import Database
from softphone.adapters.sqlite.number_cache import NUMBER_CACHE_SCHEMA, SqliteNumberCache
from softphone.adapters.twilio.calls import TwilioCalls
from softphone.adapters.twilio.client import Credentials, TwilioAccount
from softphone.adapters.twilio.clock import TwilioClock
from softphone.adapters.twilio.network.transport import WatchedAdapter
from softphone.adapters.twilio.numbers import TwilioNumbers
from softphone.adapters.twilio.taskrouter.workers import TwilioWorkers
from softphone.application.caller_id.agent_worker import TaskRouter
from softphone.application.softphone import Identity, Ports, Softphone
from softphone.application.team.team_work import Team
from softphone.domain.calls.call import Call
from softphone.domain.calls.legs import LegStatus
from softphone.sandbox import Sandbox
from softphone.sandbox.account import default_settings

CUSTOMER = "+14155552671"
SHOWN_TO_CUSTOMER = "+14155550100"


class Time:
    """Time that moves when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1_795_255_200.0  # 2026-11-21 10:00 UTC

    def now(self) -> float:
        return self.seconds

    def forward(self, seconds: float) -> None:
        self.seconds += seconds


@dataclass
class MachineClock:
    """This machine's own clock, which may be wrong."""

    time: Time
    ahead: float

    def now(self) -> float:
        return self.time.now() + self.ahead


class Watching(WatchedAdapter):
    """Tells a test of each request as it goes out: "POST Participants"."""

    def __init__(self, going_out: dict[str, Callable[[], None]]) -> None:
        super().__init__()
        self._going_out = going_out

    def send(self, request, *args, **kwargs):
        parts = urlsplit(request.url).path.removesuffix(".json").split("/")
        resource = parts[-1] if not re.fullmatch("[A-Z]{2}[0-9a-f]{32}", parts[-1]) else parts[-2]
        if (act := self._going_out.pop(f"{request.method} {resource}", None)) is not None:
            act()
        return super().send(request, *args, **kwargs)


@dataclass
class Desk:
    """An agent's desk: their softphone, the sandbox behind it, the clock of both."""

    softphone: Softphone
    sandbox: Sandbox
    time: Time
    router: TaskRouter
    going_out: dict[str, Callable[[], None]] = field(default_factory=dict)

    @property
    def team(self) -> Team:
        """The supervisor's view; a pause moves the clock."""
        softphone = self.softphone
        return Team(
            softphone.identity.agent,
            lambda: softphone.company,
            lambda: softphone.inventory.account,
            self.router,
            self.time,
            self.time.forward,
        )

    def new_call(self, destination: str = CUSTOMER) -> Call:
        return self.softphone.new_call(self.softphone.decide(self.softphone.read(destination)))

    def begun(self, destination: str = CUSTOMER) -> Call:
        """Pressed Call, with a yes to every question."""
        return self.softphone.calls.begin(self.new_call(destination), asks_within=None)

    def follow(self, call: Call, until: Callable[[Call], bool] = lambda call: False) -> Call:
        """Step by step, waiting as long as the softphone would, until nothing more is looked for."""
        for _ in range(200):
            if until(call) or call.is_over:
                return call
            call = self.softphone.calls.follow(call)
            pause = self.softphone.calls.pause_before_next_step(call)
            if until(call) or pause is None:
                return call
            self.time.forward(pause)
        raise AssertionError(f"still no end after 200 steps: {call}")

    def connected(self, destination: str = CUSTOMER) -> Call:
        return self.follow(self.begun(destination), lambda call: call.is_connected)

    @property
    def legs(self) -> list[dict[str, Any]]:
        """Without what a client was told of its call: "client:ana" of "client:ana?call=…"."""
        legs = self.sandbox.snapshot()["legs"]
        return [{**leg, "to": leg["to"].partition("?")[0]} for leg in legs]

    def posts(self, kind: str) -> int:
        return sum(request.kind == f"POST {kind}" for request in self.sandbox.requests)


def agent_is(status: LegStatus) -> Callable[[Call], bool]:
    return lambda call: call.agent_leg.status is status


def customer_is(status: LegStatus) -> Callable[[Call], bool]:
    return lambda call: call.customer_leg.status is status


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def told() -> list[str]:
    """What the softphone said about its files."""
    return []


@pytest.fixture
def open_desk(time, told, tmp_path) -> Iterator[Callable[..., Desk]]:
    """Opens desks; the same folder is the same machine, the same sandbox the same account."""
    with ExitStack() as stack:

        def opened(
            *,
            agent: str = "ana",
            settings: str = "",
            sandbox: Sandbox | None = None,
            refreshed: bool = True,
            machine: str = "",
            task_router: bool = True,
            clock_ahead: float = 0.0,
            **said,
        ) -> Desk:
            sandbox = sandbox or stack.enter_context(Sandbox(clock=time.now, **said))
            key = sandbox.credentials
            going_out: dict[str, Callable[[], None]] = {}
            account = TwilioAccount(
                Credentials(key["account_sid"], key["api_key_sid"], key["api_key_secret"], key["url"]),
                TwilioClock(MachineClock(time, clock_ahead)),
                lambda: Watching(going_out),
            )
            stack.callback(account.close)
            folder = tmp_path / machine
            numbers = Database(folder / "numbers.sqlite", NUMBER_CACHE_SCHEMA, told.append)
            schema = AGENT_DATA_SCHEMA + CALL_LOG_SCHEMA + CALLER_ID_RECORD_SCHEMA
            agent_data = Database(folder / "softphone.sqlite", schema, told.append)
            stack.callback(numbers.close)
            stack.callback(agent_data.close)
            running = RunningHere(folder / "running")
            stack.callback(running.close)
            router = TaskRouter(
                TwilioWorkers(account, key["workspace_sid"]) if task_router else None,
                SqliteCallerIdRecord(agent_data, key["account_sid"]),
                lambda: 0.5,
            )
            world = Ports(
                source=TwilioNumbers(account),
                cache=SqliteNumberCache(numbers),
                picks=SqlitePicks(agent_data, key["account_sid"]),
                log=SqliteCallLog(agent_data, key["account_sid"], running),
                placer=TwilioCalls(account),
                refusals=SqliteRefusals(agent_data, key["account_sid"]),
                clock=account.clock,
                new_id=lambda: uuid4().hex,
                router=router,
            )
            company = company_from_text(settings, "settings.toml")
            identity = Identity(agent, f"client:{agent}", key["account_sid"])
            softphone = Softphone(identity, company, company.settings, world)
            softphone.load()
            if refreshed:
                softphone.numbers.refresh()
            return Desk(softphone, sandbox, time, router, going_out)

        yield opened


@pytest.fixture
def desk(open_desk) -> Desk:
    return open_desk()


@pytest.fixture
def sam(open_desk) -> Desk:
    """A supervisor of Acme, at a desk of their own; kim is another, ana an agent."""
    return open_desk(agent="sam", settings=default_settings(), machine="sam")


@pytest.fixture
def kim(open_desk, sam) -> Desk:
    return open_desk(agent="kim", settings=default_settings(), machine="kim", sandbox=sam.sandbox)


@pytest.fixture
def ana(open_desk, sam) -> Desk:
    return open_desk(settings=default_settings(), machine="ana", sandbox=sam.sandbox)
