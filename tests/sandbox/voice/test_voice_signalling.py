"""Tokens, sockets that are lost, and a gateway that goes down."""

import socket
import ssl
import subprocess
import sys

import aiohttp
import pytest
import requests

BAD, EXPIRED = 31204, 31205


def test_a_device_is_told_who_it_is_and_how_long_its_token_lasts(device, token):
    device.connect(token(ttl=600))

    told = device.expect("connected")["token"]

    assert told["identity"] == "ana"
    assert 590 <= told["ttl"] <= 600


def test_the_sandbox_knows_who_registered(registered, sandbox):
    assert sandbox.voice.devices == ["ana"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"api_key_secret": "a secret of somebody else's, long enough"},
        {"account_sid": "AC" + "0" * 32},
        {"api_key_sid": "SK" + "0" * 32},
        {"incoming": False},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_token_that_lets_nobody_be_called_here_is_bad(device, token, wrong):
    device.connect(token(**wrong))

    assert device.expect("error")["error"]["code"] == BAD


def test_what_is_no_token_is_bad(device):
    device.connect("nonsense")

    assert device.expect("error")["error"]["code"] == BAD


def test_who_was_not_let_in_cannot_register(device, sandbox):
    device.connect("nonsense")
    device.expect("error")

    device.send("register", media={"audio": True})

    assert device.expect("error")["error"]["code"] == BAD
    assert sandbox.voice.devices == []


def test_after_an_expired_token_another_is_taken_on_the_same_socket(device, token):
    device.connect(token(ttl=-1))
    assert device.expect("error")["error"]["code"] == EXPIRED

    device.send("listen", token=token())

    assert device.expect("connected")["token"]["identity"] == "ana"


def test_tokens_said_to_be_expired_are_told_and_refused(registered, sandbox, token):
    sandbox.voice.expire_tokens()
    assert registered.expect("error")["error"]["code"] == EXPIRED

    registered.connect(token())
    assert registered.expect("error")["error"]["code"] == EXPIRED

    registered.connect(token(ttl=700))
    registered.expect("connected")


def test_a_call_survives_a_lost_socket(registered, answered, sandbox, token):
    sandbox.voice.drop_sockets()
    registered.until(lambda: not registered.is_connected, "the cut")
    registered.heard = b""
    registered.until(lambda: registered.heard, "sound without a socket")

    registered.connect(token())
    registered.expect("connected")
    registered.resume(registered.invite, registered.invite["reconnect"])

    assert registered.expect("answer")["callsid"] == answered.sid
    answered.update(status="completed")
    assert registered.expect("hangup") == {"callsid": answered.sid}


def test_a_call_that_ended_meanwhile_cannot_be_taken_back(registered, answered, sandbox, token):
    sandbox.voice.drop_sockets()
    registered.until(lambda: not registered.is_connected, "the cut")
    answered.update(status="completed")

    registered.connect(token())
    registered.expect("connected")
    registered.resume(registered.invite, registered.invite["reconnect"])

    assert registered.expect("hangup") == {"callsid": answered.sid}


def test_a_gateway_that_is_down_refuses_and_is_back_at_the_same_address(registered, sandbox, token, ring):
    address = sandbox.voice.address
    sandbox.voice.stop()
    registered.until(lambda: not registered.is_connected, "the cut")
    with pytest.raises(aiohttp.ClientConnectionError):
        registered.connect(token())

    sandbox.voice.start()
    registered.register(token())

    ring()
    registered.expect("invite")
    assert sandbox.voice.address == address


def test_a_call_goes_on_while_the_gateway_is_down(registered, answered, sandbox):
    sandbox.voice.stop()
    registered.heard = b""

    registered.until(lambda: registered.heard, "sound")

    assert answered.fetch().status == "in-progress"


def test_nobody_trusts_the_gateway_without_its_certificate(device, sandbox):
    greeting = ssl.create_default_context()
    with (
        socket.create_connection(sandbox.voice.address.split(":")) as line,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        greeting.wrap_socket(line, server_hostname="127.0.0.1")


def test_the_sandbox_tells_where_to_find_it_to_whoever_asks(device, sandbox):
    told = requests.get(f"{sandbox.url}/sandbox/voice", timeout=5).json()

    assert told["url"] == f"wss://{sandbox.voice.address}/signal"
    assert told["certificate"].startswith("-----BEGIN CERTIFICATE-----")


def test_without_aiortc_the_sandbox_is_as_it_was():
    program = """
import sys
sys.modules["aiortc"] = None
from softphone.sandbox import Sandbox
with Sandbox() as sandbox:
    print(sandbox.voice, sorted(sandbox.credentials))
    print([each for each in ("cryptography", "jwt", "av") if each in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == (
        "None ['account_sid', 'api_key_secret', 'api_key_sid', 'auth_token', 'url', 'workspace_sid']\n[]\n"
    )


def test_media_are_loaded_for_a_device_only(device):
    program = """
import sys
from softphone.sandbox import Sandbox
with Sandbox() as sandbox:
    print(sandbox.voice is not None, [each for each in ("aiortc", "av") if each in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "True []\n"
