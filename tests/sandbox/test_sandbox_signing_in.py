import pytest
import requests
from twilio.base.exceptions import TwilioRestException

from softphone.sandbox import Sandbox

CALL = "CA" + "0" * 32


def test_the_credentials_are_what_a_client_needs(sandbox):
    assert set(sandbox.credentials) == {
        "url",
        "account_sid",
        "api_key_sid",
        "api_key_secret",
        "workspace_sid",
        "auth_token",
    }
    assert sandbox.credentials["url"].startswith("http://127.0.0.1:")


@pytest.mark.parametrize("wrong", [{"api_key_secret": "guess"}, {"api_key_sid": "SK" + "0" * 32}])
def test_a_wrong_key_is_refused(sandbox, sign_in, wrong):
    with pytest.raises(TwilioRestException) as refused:
        sign_in(sandbox, **wrong).calls(CALL).fetch()

    assert (refused.value.status, refused.value.code) == (401, 20003)


def test_the_account_and_its_token_are_let_in_too(sandbox, sign_in):
    twilio = sign_in(
        sandbox, api_key_sid=sandbox.credentials["account_sid"], api_key_secret=sandbox.auth_token
    )

    assert twilio.calls.list() == []


def test_another_account_is_not_found(sandbox, sign_in):
    with pytest.raises(TwilioRestException) as missing:
        sign_in(sandbox, account_sid="AC" + "0" * 32).calls(CALL).fetch()

    assert (missing.value.status, missing.value.code) == (404, 20404)


def test_without_credentials_the_answer_asks_for_them(sandbox):
    account = sandbox.credentials["account_sid"]

    answer = requests.get(f"{sandbox.url}/2010-04-01/Accounts/{account}/Calls.json", timeout=5)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Basic realm="Twilio API"'
    assert answer.json()["more_info"] == "https://www.twilio.com/docs/errors/20003"


def test_the_path_alone_says_which_product_is_meant(sandbox):
    told = sandbox.credentials
    answer = requests.get(
        f"{sandbox.url}/v1/Workspaces/{told['workspace_sid']}",
        auth=(told["api_key_sid"], told["api_key_secret"]),
        headers={"Host": "api.twilio.com"},
        timeout=5,
    )

    assert answer.json()["sid"] == told["workspace_sid"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/2010-04-01/Accounts/{account_sid}/Nothing.json", 404, 20404),
        ("GET", "/2010-04-01/Accounts/{account_sid}/Calls", 404, 20404),
        ("PUT", "/2010-04-01/Accounts/{account_sid}/Calls.json", 405, 20004),
        ("GET", "/v1/Workspaces/WS0", 404, 20404),
        ("GET", "/", 404, 20404),
    ],
)
def test_what_is_not_there_is_refused_in_twilios_words(sandbox, method, path, status, code):
    told = sandbox.credentials
    answer = requests.request(
        method,
        sandbox.url + path.format(**told),
        auth=(told["api_key_sid"], told["api_key_secret"]),
        timeout=5,
    )

    assert (answer.status_code, answer.json()["code"], answer.json()["status"]) == (status, code, status)


def test_two_sandboxes_stand_side_by_side(open_sandbox, sign_in):
    first, second = open_sandbox(), open_sandbox()

    sign_in(first).calls.create(to="client:ana", from_="+14155550100", twiml="<Response/>")

    assert len(first.snapshot()["legs"]) == 1
    assert second.snapshot()["legs"] == []


def test_a_taken_port_is_said_at_once(sandbox):
    with pytest.raises(OSError, match="in use"):
        Sandbox(port=int(sandbox.url.rpartition(":")[2]))


def test_a_sandbox_never_started_closes_without_a_trace():
    Sandbox().close()
