"""A sandbox that speaks, on the real clock, and devices that register with it."""

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

from softphone.sandbox import Sandbox

SALES = "+14155550100"
CUSTOMER = "+13125550142"
IN_ROOM = "<Response><Dial><Conference endConferenceOnExit='true'>room</Conference></Dial></Response>"


def pytest_collection_modifyitems(items):
    """What needs a device needs aiortc."""
    if importlib.util.find_spec("aiortc") is None:
        for item in items:
            if "device" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.skip(reason="aiortc is not installed: pip install .[audio]"))


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def token(sandbox) -> Callable[..., str]:
    """A token as the app makes it, with what the test wants otherwise."""

    def made(client: str = "ana", ttl: int = 600, incoming: bool = True, **instead: str) -> str:
        told = {**sandbox.credentials, **instead}
        token = AccessToken(
            told["account_sid"], told["api_key_sid"], told["api_key_secret"], identity=client, ttl=ttl
        )
        token.add_grant(VoiceGrant(incoming_allow=incoming))
        return token.to_jwt()

    return made


@pytest.fixture
def new_device(sandbox):
    from voice_device import VoiceDevice

    with ExitStack() as stack:

        def made(hz: int = 1000) -> VoiceDevice:
            device = VoiceDevice(sandbox.voice.url, sandbox.voice.certificate_pem, hz)
            stack.callback(device.close)
            return device

        yield made


@pytest.fixture
def device(new_device):
    return new_device()


@pytest.fixture
def registered(device, token):
    """ana's device."""
    device.register(token())
    return device


@pytest.fixture
def ring(twilio):
    """A call to ana, as the app places it; it joins a conference when it is answered."""

    def call(to: str = "client:ana", twiml: str = IN_ROOM):
        return twilio.calls.create(to=to, from_=SALES, twiml=twiml)

    return call


@pytest.fixture
def answered(registered, ring):
    """ana's call, answered by her device; its invite is kept as ``registered.invite``."""
    call = ring()
    registered.invite = registered.expect("invite")
    registered.answer(registered.invite)
    registered.until(lambda: call.fetch().status == "in-progress", "the answer")
    return call


@pytest.fixture
def customer_joins(sandbox, twilio, registered):
    """The customer is called into ana's conference, and answers."""
    sandbox.world.behave(CUSTOMER, does="answer", after_s=0.1)

    def joins(**options):
        room = twilio.conferences.list(friendly_name="room", status="init")[0]
        who = room.participants.create(from_=SALES, to=CUSTOMER, **options)
        registered.until(lambda: who.fetch().status == "connected", "the customer")
        return who

    return joins
