"""An account on the real hosts of Twilio, reached through a company's proxy; behind it is a sandbox."""

import gc
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from forward_proxy import ForwardProxy

from softphone.adapters.twilio.client import Credentials, TwilioAccount
from softphone.domain.calls.call import Call
from softphone.sandbox import Sandbox

VARIABLES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy")
CERTIFICATES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


@pytest.fixture(autouse=True)
def nothing_inherited(monkeypatch) -> None:
    for name in (*VARIABLES, *CERTIFICATES):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def sockets_that_python_forgets() -> Iterator[None]:
    """A reset before the handshake gives an SSLSocket without a peer, which nobody gets to close."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def proxy(sandbox, tmp_path, monkeypatch) -> Iterator[ForwardProxy]:
    """The company's proxy, and its certificates, as an administrator sets them."""
    with ForwardProxy(sandbox.url, tmp_path) as running:
        monkeypatch.setenv("HTTPS_PROXY", running.url)
        monkeypatch.setenv("SSL_CERT_FILE", str(running.ca_file))
        yield running


@pytest.fixture
def sign_in(sandbox) -> Iterator[Callable[..., TwilioAccount]]:
    with ExitStack() as stack:

        def signed_in(**instead: str) -> TwilioAccount:
            key = {**sandbox.credentials, **instead}
            account = TwilioAccount(
                Credentials(key["account_sid"], key["api_key_sid"], key["api_key_secret"])
            )
            stack.callback(account.close)
            return account

        yield signed_in


@pytest.fixture
def call() -> Call:
    return Call(
        id="5" * 32,
        agent="ana",
        destination="+14155552671",
        caller_id="+14155550100",
        rule="same_area_code",
        reason="",
        endpoint="client:ana",
        placed_at=0.0,
    )
