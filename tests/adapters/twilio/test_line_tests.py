"""Test calls to a line, placed with the real library at the sandbox."""

import pytest

from softphone.adapters.twilio.line.line_tests import TwilioLineTests
from softphone.application.line.test_call import ENDS_BY_ITSELF_AFTER_SECONDS
from softphone.domain.errors import SoftphoneError

WRONG = "another secret of thirty-two digits"


@pytest.fixture
def clock() -> list[float]:
    return [1_800_000_000.0]


@pytest.fixture
def sandbox(open_sandbox, clock):
    return open_sandbox(clock=lambda: clock[0])


@pytest.fixture
def tests(sign_in, sandbox) -> TwilioLineTests:
    return TwilioLineTests(sign_in(sandbox))


def leg(sandbox) -> dict:
    (only,) = sandbox.snapshot()["legs"]
    return only


def test_the_own_line_is_rung_and_told_which_test_it_is(tests, sandbox) -> None:
    sid = tests.ring("ana", "0123abcd")
    rung = leg(sandbox)
    assert (rung["sid"], rung["to"], rung["from"]) == (sid, "client:ana?call=0123abcd", "client:line_test")


def test_nobody_else_is_rung_and_no_number_of_the_account_is_used(tests, sandbox) -> None:
    tests.ring("ana", "0123abcd")
    assert not any("+" in leg(sandbox)[end] for end in ("to", "from"))
    assert not sandbox.snapshot()["conferences"]


def test_it_can_be_ended_once_and_again(tests, sandbox, clock) -> None:
    sid = tests.ring("ana", "0123abcd")
    clock[0] += 2
    tests.end(sid)
    tests.end(sid)
    assert leg(sandbox)["status"] == "completed"


def test_it_ends_by_itself(tests, sandbox, clock) -> None:
    tests.ring("ana", "0123abcd")
    clock[0] += 2
    talks = leg(sandbox)["status"]
    clock[0] += ENDS_BY_ITSELF_AFTER_SECONDS
    assert (talks, leg(sandbox)["status"]) == ("in-progress", "completed")


def test_a_key_that_twilio_refuses_is_said(sign_in, sandbox) -> None:
    tests = TwilioLineTests(sign_in(sandbox, api_key_secret=WRONG))
    with pytest.raises(SoftphoneError, match="Twilio did not accept the API key"):
        tests.ring("ana", "0123abcd")
