"""A sandbox on a clock that a test turns by hand, and the real twilio library talking to it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit, urlunsplit

import pytest
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from softphone.sandbox import Sandbox

SALES = "+14155550100"
CUSTOMER = "+13125550142"


class Clock:
    """Time that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 1_795_255_200.0  # 2026-11-21 10:00 UTC

    def __call__(self) -> float:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += seconds


class LoopbackHttp(TwilioHttpClient):
    """The library's own HTTP client, with every request sent to the sandbox."""

    def __init__(self, url: str) -> None:
        super().__init__(timeout=5)
        self._sandbox = urlsplit(url)

    def request(self, method, url, *args, **kwargs):
        local = urlsplit(url)._replace(scheme=self._sandbox.scheme, netloc=self._sandbox.netloc)
        return super().request(method, urlunsplit(local), *args, **kwargs)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_sandbox(clock) -> Iterator[Callable[..., Sandbox]]:
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(Sandbox(clock=clock, **options))


@pytest.fixture
def sign_in() -> Iterator[Callable[..., Client]]:
    with ExitStack() as stack:

        def signed_in(sandbox: Sandbox, **instead: str) -> Client:
            told = {**sandbox.credentials, **instead}
            http = LoopbackHttp(told["url"])
            stack.callback(http.session.close)
            return Client(told["api_key_sid"], told["api_key_secret"], told["account_sid"], http_client=http)

        yield signed_in


@pytest.fixture
def sandbox(open_sandbox) -> Sandbox:
    return open_sandbox()


@pytest.fixture
def twilio(sandbox, sign_in) -> Client:
    return sign_in(sandbox)


@pytest.fixture
def workers(sandbox, twilio):
    return twilio.taskrouter.v1.workspaces(sandbox.credentials["workspace_sid"]).workers


@pytest.fixture
def customers_phone(twilio) -> Callable[..., object]:
    """A call to the customer that nothing will end but a hang-up."""

    def call(**options):
        said = {"to": CUSTOMER, "from_": SALES, "url": "http://acme.example/twiml", **options}
        return twilio.calls.create(**said)

    return call


@pytest.fixture
def agent_in(twilio, clock):
    """Puts ana, answered, into the conference of a name, and gives her call."""

    def joined(name: str, attributes: str = "", agent: str = "client:ana"):
        twiml = f"<Response><Dial><Conference {attributes}>{name}</Conference></Dial></Response>"
        call = twilio.calls.create(to=agent, from_=SALES, twiml=twiml)
        clock.forward(0.5)
        return call.fetch()

    return joined
