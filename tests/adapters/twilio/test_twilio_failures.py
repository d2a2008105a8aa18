"""Twilio's and the network's failures, as they come over HTTP and as people read them."""

import socket

import pytest

from softphone.adapters.twilio.calls import TwilioCalls
from softphone.adapters.twilio.client import Credentials, TwilioAccount
from softphone.adapters.twilio.errors.sentences import SENTENCES
from softphone.adapters.twilio.numbers import TwilioNumbers
from softphone.domain import SoftphoneError
from softphone.sandbox import Sandbox

# Every code that calls, numbers and workers can meet, and whatever else has a sentence; Sync's are left
# out: it is not used.
MET = (
    *(20003, 20005, 10001, 20006, 70051, 20404, 21470, 21471, 20429, 20503, 20500, 21201, 21213, 21202),
    *(21203, 21215, 13227, 32205, 21205, 21218, 21210, 21211, 21212, 13247, 21214, 21217, 13224, 21216),
    *(13225, 21219, 573005, 573002, 10002, 10004, 16021, 86008, 21220, 13223, 13226, 13214, 22005, 32017),
    *(32224, 16020, 16022, 16026, 32018),
)
CODES = sorted({*MET, *SENTENCES})
LOOK_FIRST = "Look at Recents before you call again."


@pytest.fixture(scope="module")
def faulty():
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def refused(faulty, sign_in, call):
    """Rings the agent while Twilio answers so; gives the error."""

    def rung(**said) -> SoftphoneError:
        faulty.add_fault({"request": "POST Calls", "nth": 1, **said})
        with pytest.raises(SoftphoneError) as caught:
            TwilioCalls(sign_in(faulty)).ring_agent(call)
        return caught.value

    return rung


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_sentence_of_ours(refused, code):
    error = refused(does="error", code=code, status=400, message="Twilio's own words")
    assert error.what.endswith(".") and "Twilio's own words" not in error.what and str(code) not in error.what


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_kept_with_its_page(refused, code):
    error = refused(does="error", code=code, status=400)
    assert (error.code, error.reference) == (code, f"https://www.twilio.com/docs/api/errors/{code}")


@pytest.mark.parametrize("code", sorted(set(CODES) - {21220}))
def test_every_code_says_what_to_do(refused, code):
    assert refused(does="error", code=code, status=400).remedy


def test_an_unknown_code_shows_twilios_message_the_code_and_its_page(refused):
    error = refused(does="error", code=99999, status=400, message="Something new.")
    assert error.what == "Twilio refused: Something new (code 99999)."
    assert error.reference == "https://www.twilio.com/docs/api/errors/99999"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429])
def test_after_a_refusal_no_phone_can_be_ringing(refused, status):
    assert not refused(does="error", code=20001, status=status).call_may_exist


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_after_a_failure_of_twilios_a_phone_may_be_ringing(refused, status):
    error = refused(does="error", code=20500, status=status)
    assert (error.call_may_exist, error.remedy) == (True, LOOK_FIRST)


@pytest.mark.parametrize("does", ["answer lost", "request lost", "garbage", "truncated"])
def test_after_a_lost_answer_a_phone_may_be_ringing(refused, does):
    error = refused(does=does)
    assert (error.call_may_exist, error.not_processed) == (True, False)


def test_only_a_429_is_known_not_to_have_been_processed(refused):
    error = refused(does="429")
    assert (error.not_processed, error.call_may_exist) == (True, False)


@pytest.fixture
def nobody_listens(call):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    account = TwilioAccount(Credentials("AC1", "SK1", "secret", f"http://127.0.0.1:{port}"))
    yield account
    account.close()


def test_where_nobody_listens_no_phone_can_be_ringing(nobody_listens, call):
    with pytest.raises(SoftphoneError) as caught:
        TwilioCalls(nobody_listens).ring_agent(call)
    assert (caught.value.what, caught.value.call_may_exist) == ("Twilio cannot be reached.", False)


def test_where_nobody_listens_the_numbers_cannot_be_read(nobody_listens):
    with pytest.raises(SoftphoneError, match="Twilio cannot be reached"):
        TwilioNumbers(nobody_listens).numbers()


@pytest.mark.parametrize(
    ("instead", "what"),
    [
        ({"api_key_secret": "wrong"}, "Twilio did not accept the API key."),
        ({"api_key_sid": "SK" + "0" * 32}, "Twilio did not accept the API key."),
        (
            {"account_sid": "AC" + "0" * 32},
            "The API key does not open the account AC00000000000000000000000000000000.",
        ),
    ],
)
def test_a_wrong_key_and_a_wrong_account_have_a_sentence_each(sandbox, sign_in, instead, what):
    with pytest.raises(SoftphoneError) as caught:
        TwilioNumbers(sign_in(sandbox, **instead)).check_access()
    assert caught.value.what == what


def test_a_missing_permission_is_named(sandbox, sign_in):
    refusal = {"request": "GET IncomingPhoneNumbers", "nth": 1, "does": "error", "code": 70051, "status": 403}
    sandbox.add_fault(refusal)
    with pytest.raises(SoftphoneError) as caught:
        TwilioNumbers(sign_in(sandbox)).check_access()
    assert "“twilio/phone-numbers/incoming-phone-numbers/list”" in caught.value.remedy


LISTS = (
    *(
        "phone-numbers/incoming-phone-numbers",
        "voice/outgoing-caller-ids",
        "voice/calls",
        "voice/conferences",
    ),
)


@pytest.mark.parametrize("missing", LISTS)
def test_signing_in_tries_each_list_that_is_needed_and_names_the_permission_that_is_missing(sign_in, missing):
    allowed = [f"twilio/{each}/list" for each in LISTS if each != missing]
    with Sandbox(scenario={"twilio": {"permissions": allowed}}) as restricted:
        with pytest.raises(SoftphoneError) as caught:
            TwilioNumbers(sign_in(restricted)).check_access()
        assert caught.value.remedy == (
            f"It needs the permission “twilio/{missing}/list”; an administrator can give it that."
        )


def test_the_right_key_opens_the_account(sandbox, sign_in):
    TwilioNumbers(sign_in(sandbox)).check_access()
    assert [(request.kind, request.status) for request in sandbox.requests] == [
        ("GET IncomingPhoneNumbers", 200),
        ("GET OutgoingCallerIds", 200),
        ("GET Calls", 200),
        ("GET Conferences", 200),
    ]


@pytest.mark.parametrize("does", ["429", "503", "answer lost", "garbage", "truncated"])
def test_a_failure_to_read_the_numbers_says_nothing_of_phones(sandbox, sign_in, does):
    sandbox.add_fault({"request": "GET IncomingPhoneNumbers", "nth": 1, "does": does})
    with pytest.raises(SoftphoneError) as caught:
        TwilioNumbers(sign_in(sandbox)).numbers()
    assert not caught.value.call_may_exist and "phone" not in str(caught.value)


def test_after_ten_seconds_without_an_answer_a_phone_may_be_ringing(silence):
    with pytest.raises(SoftphoneError) as caught:
        silence.result(timeout=20)
    assert caught.value.what == "Twilio's answer did not arrive, so a phone may be ringing."
    assert caught.value.call_may_exist
