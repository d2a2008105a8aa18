"""Access tokens made from the API key: short-lived, for incoming calls, and nowhere in words."""

import base64
import json
import time

import pytest

from softphone.adapters.twilio.client import Credentials, TwilioAccount
from softphone.adapters.twilio.line.access_token import KeyTokens
from softphone.adapters.twilio.line.line_access import gateway, line_access
from softphone.adapters.twilio.line.token_url import UrlTokens

KEY = Credentials("AC" + "1" * 32, "SK" + "2" * 32, "0123456789abcdef0123456789abcdef")


def payload_of(jwt: str) -> dict:
    middle = jwt.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))


@pytest.fixture(scope="module")
def token():
    return KeyTokens(KEY).token("ana")


def test_a_token_is_for_this_agents_incoming_calls_alone(token):
    grants = payload_of(token.jwt)["grants"]
    assert grants == {"identity": "ana", "voice": {"incoming": {"allow": True}}}


def test_a_token_names_the_key_and_the_account(token):
    payload = payload_of(token.jwt)
    assert (payload["iss"], payload["sub"]) == (KEY.api_key_sid, KEY.account_sid)


def test_a_token_lives_ten_minutes(token):
    left = payload_of(token.jwt)["exp"] - time.time()
    assert token.lives_for == 600.0 and 500 < left <= 600


def test_a_token_is_in_no_words(token):
    assert token.jwt not in repr(token) and KEY.api_key_secret not in repr(KeyTokens(KEY))


def test_another_phone_needs_no_line():
    assert line_access("sip:ana@acme.example", TwilioAccount(KEY), "") is None


def test_the_companys_token_url_goes_before_the_key():
    line = line_access("client:ana", TwilioAccount(KEY), "https://tokens.acme.example/voice")
    assert isinstance(line.tokens, UrlTokens)


def test_a_sandbox_without_a_gateway_has_no_lines():
    key = Credentials(KEY.account_sid, KEY.api_key_sid, KEY.api_key_secret, "http://127.0.0.1:1")
    assert line_access("client:ana", TwilioAccount(key), "") is None


def test_beside_a_sandbox_no_token_url_is_asked(sandbox, sign_in):
    if sandbox.voice is None:
        pytest.skip("aiortc is not installed: pip install .[audio]")
    line = line_access("client:ana", sign_in(sandbox), "https://a.example/")
    assert isinstance(line.tokens, KeyTokens)
    assert line.gateway.address == sandbox.voice.address


@pytest.mark.parametrize("url", [None, "", "wss://10.0.0.1:5/signal", "wss://127.0.0.1.example:5/signal"])
def test_a_gateway_is_on_this_machine_or_none(url):
    assert gateway(url, "PEM") is None
