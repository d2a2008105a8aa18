"""A sandbox, and our Twilio adapter signed in to it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from softphone.adapters.running import RunningHere
from softphone.adapters.twilio.calls import TwilioCalls
from softphone.adapters.twilio.client import Credentials, TwilioAccount
from softphone.domain.calls.call import Call
from softphone.domain.calls.legs import Leg, LegStatus
from softphone.sandbox import Sandbox


@pytest.fixture
def open_sandbox() -> Iterator[Callable[..., Sandbox]]:
    with ExitStack() as stack:
        yield lambda **said: stack.enter_context(Sandbox(**said))


@pytest.fixture
def sandbox(open_sandbox) -> Sandbox:
    return open_sandbox()


@pytest.fixture
def sign_in() -> Iterator[Callable[..., TwilioAccount]]:
    """Signs in to a sandbox with its credentials, or with others instead."""
    with ExitStack() as stack:

        def signed_in(sandbox: Sandbox, **instead: str) -> TwilioAccount:
            key = {**sandbox.credentials, **instead}
            account = TwilioAccount(
                Credentials(key["account_sid"], key["api_key_sid"], key["api_key_secret"], key["url"])
            )
            stack.callback(account.close)
            return account

        yield signed_in


@pytest.fixture
def running(tmp_path) -> Iterator[RunningHere]:
    """This run of the program, as other runs on the machine see it."""
    running = RunningHere(tmp_path / "running")
    yield running
    running.close()


@pytest.fixture
def call(call_to_ana) -> Call:
    return call_to_ana


@pytest.fixture(scope="session")
def call_to_ana() -> Call:
    """A call whose agent's leg is to be rung next."""
    return Call(
        id="0123456789abcdef" * 2,
        agent="ana",
        destination="+14155552671",
        caller_id="+14155550100",
        rule="same_area_code",
        reason="Same area code, +1 415",
        endpoint="client:ana",
        placed_at=1_795_255_200.0,
        agent_leg=Leg(LegStatus.PLANNED, asked_at=1_795_255_200.0),
    )


@pytest.fixture(scope="session", autouse=True)
def silence(call_to_ana) -> Iterator[Future]:
    """A request that Twilio answers after 30 s, under way since the first test: it takes 10 s."""
    with ThreadPoolExecutor() as threads, Sandbox() as sandbox:
        sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "slow", "delay_s": 30.0})
        key = sandbox.credentials
        account = TwilioAccount(
            Credentials(key["account_sid"], key["api_key_sid"], key["api_key_secret"], key["url"])
        )
        yield threads.submit(TwilioCalls(account).ring_agent, call_to_ana)
    account.close()
