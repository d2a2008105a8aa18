"""Whatever comes in the place of an answer: a phone that may ring is said to, and nothing hangs."""

import json
import resource
import threading
import time

import pytest

from softphone.adapters.twilio.calls import TwilioCalls
from softphone.adapters.twilio.client import Credentials, TwilioAccount
from softphone.adapters.twilio.numbers import TwilioNumbers
from softphone.domain.errors import ErrorKind, SoftphoneError

DEEP = "[" * 100_000
SHAPES = [
    *({"does": "body", "body": body} for body in ("[]", "null", "42", '"yes"', "{}", DEEP, "{", "\u0000")),
    {"does": "body", "body": '{"sid": "None", "status": "queued"}'},
    {"does": "body", "body": '{"sid": "CA1", "status": "queued"}'},
    {"does": "body", "body": '{"sid": ["CA"], "duration": {}, "date_created": "yesterday"}'},
    {"does": "no content"},
    {"does": "cut", "after_bytes": 3},
    {"does": "502 html"},
    {"does": "401 page"},
    {"does": "body", "body": "{}", "status": 302},
    {"does": "body", "body": '{"code": "busy", "message": ["a"]}', "status": 400},
    {"does": "body", "body": '{"code": {"a": 1}}', "status": 404},
    {"does": "body", "body": "[1]", "status": 403},
]


@pytest.fixture
def account(sandbox):
    key = sandbox.credentials
    opened = TwilioAccount(
        Credentials(key["account_sid"], key["api_key_sid"], key["api_key_secret"], sandbox.url)
    )
    yield opened
    opened.close()


def failure_of(work, *arguments, **more) -> SoftphoneError:
    with pytest.raises(SoftphoneError) as caught:
        work(*arguments, **more)
    return caught.value


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: str(shape)[:60])
def test_what_is_no_answer_to_ringing_the_agent_leaves_doubt(sandbox, account, call, shape):
    sandbox.add_fault({"request": "POST Calls", "nth": 1, **shape})
    error = failure_of(TwilioCalls(account).ring_agent, call)
    assert (error.call_may_exist, error.not_processed, bool(error.remedy)) == (True, False, True)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: str(shape)[:60])
def test_what_is_no_answer_to_ringing_the_customer_leaves_doubt(sandbox, account, call, shape):
    sandbox.add_fault({"request": "POST Participants", "nth": 1, **shape})
    error = failure_of(TwilioCalls(account).ring_in, call, "customer", ends_conference=True)
    assert error.call_may_exist


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: str(shape)[:60])
def test_what_is_no_answer_to_a_question_is_one_sentence(sandbox, account, call, shape):
    calls = TwilioCalls(account)
    sid = calls.ring_agent(call).sid
    sandbox.add_fault({"request": "GET Calls", "nth": 1, **shape})
    error = failure_of(calls.report, sid)
    assert error.what and not error.call_may_exist and "(code" not in error.what


@pytest.mark.parametrize("body", ["Too Many Requests", "<html></html>", '{"error": "quota exceeded"}', "{}"])
def test_a_429_that_is_not_twilios_own_leaves_doubt(sandbox, account, call, body):
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "body", "status": 429, "body": body})
    error = failure_of(TwilioCalls(account).ring_agent, call)
    assert (error.not_processed, error.call_may_exist) == (False, True)


def test_twilios_own_429_is_not_processed(sandbox, account, call):
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "429"})
    error = failure_of(TwilioCalls(account).ring_agent, call)
    assert (error.not_processed, error.call_may_exist) == (True, False)


@pytest.mark.parametrize(
    ("resource", "read"),
    [
        ("IncomingPhoneNumbers", lambda account: TwilioNumbers(account).numbers()),
        ("OutgoingCallerIds", lambda account: TwilioNumbers(account).numbers()),
    ],
)
def test_a_list_whose_page_names_itself_as_the_next_is_told_and_ends(sandbox, account, resource, read):
    key = "incoming_phone_numbers" if resource == "IncomingPhoneNumbers" else "outgoing_caller_ids"
    here = f"/2010-04-01/Accounts/{account.credentials.account_sid}/{resource}.json?Page=1"
    body = json.dumps({key: [], "next_page_uri": here, "page": 0, "page_size": 1000})
    sandbox.add_fault({"request": f"GET {resource}", "every": 1, "does": "body", "body": body})
    error = failure_of(read, account)
    assert error.what == "Twilio's list has no end: one of its pages comes again and again."


@pytest.mark.parametrize("does", ["502 html", "429 text", "401 page"])
def test_a_page_without_a_code_of_twilios_has_no_link_to_one(sandbox, account, does):
    sandbox.add_fault({"request": "GET IncomingPhoneNumbers", "nth": 1, "does": does})
    error = failure_of(TwilioNumbers(account).numbers)
    assert "code" not in error.what and error.reference in (
        "",
        "https://www.twilio.com/docs/api/errors/20003",
        "https://www.twilio.com/docs/api/errors/20429",
        "https://www.twilio.com/docs/api/errors/20500",
    )


def test_a_sign_in_page_of_the_network_is_told(sandbox, account):
    fault = {"does": "body", "body": "<html>Welcome to the hotel</html>", "status": 200}
    sandbox.add_fault({"request": "GET IncomingPhoneNumbers", "nth": 1, **fault})
    error = failure_of(TwilioNumbers(account).numbers)
    assert error.what.startswith("A web page came in place of Twilio's answer")


def test_a_word_for_a_status_that_nobody_knows_changes_nothing(sandbox, account, call):
    calls = TwilioCalls(account)
    sid = calls.ring_agent(call).sid
    body = f'{{"sid": "{sid}", "status": "pondering"}}'
    sandbox.add_fault({"request": "GET Calls", "nth": 1, "does": "body", "body": body})
    assert (calls.report(sid).status, calls.report(sid).status) != (None, None)


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        (20404, 404, ErrorKind.NOT_FOUND),
        (16026, 400, ErrorKind.LABEL_IN_USE),
        (21220, 400, ErrorKind.OVER),
        (70051, 401, ErrorKind.NO_PERMISSION),
        (20003, 401, ErrorKind.NOT_SIGNED_IN),
        (21210, 400, ErrorKind.CALLER_ID_NOT_OWNED),
        (99999, 400, ErrorKind.NONE),
    ],
)
def test_what_a_refusal_means_is_its_kind(sandbox, account, call, code, status, kind):
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "error", "code": code, "status": status})
    error = failure_of(TwilioCalls(account).ring_agent, call)
    assert (error.kind, error.code, error.call_may_exist) == (kind, code, False)


# Bounds


def test_an_answer_that_drips_is_given_up_after_ten_seconds(sandbox, account, call):
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "drip", "delay_s": 4.0})
    begun = time.monotonic()
    error = failure_of(TwilioCalls(account).ring_agent, call)
    assert error.call_may_exist and 9 < time.monotonic() - begun < 12


def test_an_answer_that_unpacks_to_a_gigabyte_is_not_unpacked(sandbox, account):
    sandbox.add_fault(
        {"request": "GET IncomingPhoneNumbers", "nth": 1, "does": "bomb", "unpacks_to": 1 << 30}
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    error = failure_of(TwilioNumbers(account).numbers)
    assert error.what == "The answer was larger than any of Twilio's, so it was not read."
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kilobytes


def test_a_request_of_a_call_can_be_given_up_from_another_thread(sandbox, account, call):
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "slow", "delay_s": 5.0})
    calls = TwilioCalls(account)
    calls.warm_up()
    threading.Timer(0.3, calls.interrupt).start()
    begun = time.monotonic()
    error = failure_of(calls.ring_agent, call)
    assert error.call_may_exist and time.monotonic() - begun < 1.5
    assert len(sandbox.snapshot()["legs"]) == 1


def test_a_request_that_was_given_up_before_it_was_sent_never_is(account, call, monkeypatch):
    """The connection does not come about before it is given up: a listener that is full takes nobody."""
    import socket

    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        port = full.getsockname()[1]
        crowd = [socket.socket() for _ in range(3)]
        for each in crowd:
            each.setblocking(False)
            each.connect_ex(("127.0.0.1", port))
        there = TwilioAccount(Credentials("AC" + "0" * 32, "SK1", "s", f"http://127.0.0.1:{port}"))
        calls = TwilioCalls(there)
        threading.Timer(0.3, calls.interrupt).start()
        error = failure_of(calls.ring_agent, call)
        there.close()
        for each in crowd:
            each.close()
    assert (error.call_may_exist, error.not_processed) == (False, False)


def test_giving_up_a_call_does_not_disturb_a_refresh(sandbox, account):
    sandbox.add_fault({"request": "GET IncomingPhoneNumbers", "nth": 1, "does": "slow", "delay_s": 0.8})
    threading.Timer(0.2, TwilioCalls(account).interrupt).start()
    assert len(TwilioNumbers(account).numbers()) == 44


# Twilio's clock


class WrongClock:
    """A machine's clock that is off by so much."""

    def __init__(self, by: float) -> None:
        self.by = by

    def now(self) -> float:
        return time.time() + self.by


@pytest.mark.parametrize("by", [600.0, -600.0, 3600.0 * 24])
def test_a_wrong_clock_is_put_right_by_the_first_answer(sandbox, by):
    from softphone.adapters.twilio.clock import TwilioClock

    key = sandbox.credentials
    credentials = Credentials(key["account_sid"], key["api_key_sid"], key["api_key_secret"], sandbox.url)
    account = TwilioAccount(credentials, TwilioClock(WrongClock(by)))
    TwilioNumbers(account).check_access()
    account.close()
    assert abs(account.clock.now() - time.time()) < 2


def test_a_right_clock_is_left_alone(sandbox, account):
    TwilioNumbers(account).check_access()
    assert abs(account.clock.now() - account.clock.local.now()) < 0.01


def test_what_was_asked_is_remembered_for_a_report_without_names(sandbox, account, call):
    TwilioCalls(account).ring_agent(call)
    (asked,) = account.recent
    assert (asked.method, asked.path, asked.status) == ("POST", "/2010-04-01/Accounts/AC…/Calls.json", 201)
    assert asked.request_id.startswith("RQ")


@pytest.mark.parametrize("body", ["{}", "<html>nothing here</html>", '{"code": "gone"}'])
def test_a_404_that_is_not_twilios_says_nothing_of_a_call(sandbox, account, call, body):
    calls = TwilioCalls(account)
    sid = calls.ring_agent(call).sid
    sandbox.add_fault({"request": "GET Calls", "nth": 1, "does": "body", "body": body, "status": 404})
    assert failure_of(calls.report, sid).kind is ErrorKind.NONE


def test_the_clock_of_what_stands_between_is_not_believed(sandbox, account):
    sandbox.add_fault({"request": "GET IncomingPhoneNumbers", "nth": 1, "does": "garbage"})
    failure_of(TwilioNumbers(account).numbers)
    assert account.clock.ahead is None
