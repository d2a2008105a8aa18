"""Where requests go, and what they carry."""

import logging
import socket
import threading

import pytest

from softphone.adapters.twilio.calls import TwilioCalls, agent_twiml
from softphone.adapters.twilio.client import Credentials, TwilioAccount
from softphone.adapters.twilio.numbers import TwilioNumbers
from softphone.domain import SoftphoneError


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1:8080",
        "http://127.0.0.1",
        "http://api.twilio.com:80",
        "http://127.0.0.1@evil.example:80/",
        "http://127.0.0.1:80@evil.example:80/",
        "http://localhost.evil.example:80",
        "http://127.0.0.1.evil.example:80",
        "http://evil.example:80#@127.0.0.1:80",
        "http://evil.example:80?@127.0.0.1:80",
        "http://0.0.0.0:80",
        "http://192.168.1.1:80",
        "http://[::ffff:8.8.8.8]:80",
        "http://2130706433:80",
        "http://127.0.0.1:99999",
        "ftp://127.0.0.1:80",
        "127.0.0.1:80",
        "http://",
        "http://[",
    ],
)
def test_a_sandbox_that_is_not_on_this_machine_is_refused_before_anything_is_sent(url):
    with pytest.raises(SoftphoneError, match="must be on this machine"):
        TwilioAccount(Credentials("AC1", "SK1", "the secret", url))


def test_a_refused_address_is_shown_without_a_password_in_it():
    with pytest.raises(SoftphoneError) as refused:
        TwilioAccount(Credentials("AC1", "SK1", "the secret", "http://user:hunter2@evil.example:80"))
    assert "hunter2" not in str(refused.value) and "the secret" not in str(refused.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_sandbox_on_this_machine_is_asked(sandbox, sign_in, host):
    TwilioNumbers(sign_in(sandbox, url=sandbox.url.replace("127.0.0.1", host))).check_access()
    assert len(sandbox.requests) == 4


def test_a_sandbox_at_the_machines_sixth_version_address_is_understood():
    TwilioAccount(Credentials("AC1", "SK1", "secret", "http://[::1]:8080")).close()


@pytest.mark.parametrize("name", ["TWILIO_EDGE", "TWILIO_REGION"])
def test_twilios_variables_do_not_move_requests(sandbox, sign_in, monkeypatch, name):
    monkeypatch.setenv(name, "sydney")
    TwilioNumbers(sign_in(sandbox)).check_access()
    assert len(sandbox.requests) == 4


@pytest.mark.parametrize("name", ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"])
def test_twilios_variables_do_not_sign_in_for_us(sandbox, sign_in, monkeypatch, name):
    monkeypatch.setenv(name, "AC" + "f" * 32)
    TwilioNumbers(sign_in(sandbox)).check_access()
    assert [request.status for request in sandbox.requests] == [200] * 4


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_a_proxy_for_the_outside_world_is_not_asked(sandbox, sign_in, monkeypatch, name):
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        TwilioNumbers(sign_in(sandbox)).check_access()
    assert len(sandbox.requests) == 4


def test_every_thread_has_a_client_of_its_own(sandbox, sign_in):
    account, clients = sign_in(sandbox), []
    threads = [threading.Thread(target=lambda: clients.append(account.client)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(client) for client in [*clients, account.client]}) == 3


def test_a_thread_keeps_its_client(sandbox, sign_in):
    account = sign_in(sandbox)
    assert account.client is account.client


def test_a_secret_is_not_shown_with_its_credentials():
    credentials = Credentials("AC1", "SK1", "the secret")
    assert "the secret" not in f"{credentials} {credentials!r}"


@pytest.mark.parametrize("does", ["503", "answer lost", "garbage", "error"])
def test_a_secret_is_in_no_error_and_in_no_log(sandbox, sign_in, call, caplog, does):
    caplog.set_level(logging.DEBUG)
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": does})
    with pytest.raises(SoftphoneError) as caught:
        TwilioCalls(sign_in(sandbox)).ring_agent(call)
    everything, error = [caplog.text], caught.value
    while error is not None:
        everything += [str(error), repr(error)]
        error = error.__cause__ or error.__context__
    assert sandbox.credentials["api_key_secret"] not in "".join(everything)


def test_no_number_called_is_in_the_log(sandbox, sign_in, call, caplog):
    caplog.set_level(logging.INFO)
    TwilioCalls(sign_in(sandbox)).ring_agent(call)
    assert "4155550100" not in caplog.text


def test_a_name_with_markup_in_it_stays_text():
    said = agent_twiml("a<b&c>d", "agent")
    assert "<Conference " in said and ">a&lt;b&amp;c&gt;d</Conference>" in said


def test_the_agents_instructions_fit_into_what_twilio_takes(call):
    assert len(agent_twiml(call.conference, "agent")) < 4000
