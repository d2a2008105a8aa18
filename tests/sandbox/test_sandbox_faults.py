import time

import pytest
import requests
from twilio.base.exceptions import TwilioRestException

SALES = "+14155550100"


@pytest.fixture
def place(twilio):
    return lambda: twilio.calls.create(to="client:ana", from_=SALES, url="http://acme.example/twiml")


def test_a_lost_answer_means_the_call_was_placed_all_the_same(sandbox, place):
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "answer lost"})

    with pytest.raises(requests.ConnectionError):
        place()

    assert [leg["to"] for leg in sandbox.snapshot()["legs"]] == ["client:ana"]
    assert sandbox.requests[-1].status == 0


def test_a_lost_request_means_nothing_happened(sandbox, place):
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "request lost"})

    with pytest.raises(requests.ConnectionError):
        place()

    assert sandbox.snapshot()["legs"] == []


@pytest.mark.parametrize(
    ("does", "status", "code"), [("429", 429, 20429), ("500", 500, 20500), ("503", 503, 20503)]
)
def test_a_refusal_by_twilio_itself_places_nothing(sandbox, place, does, status, code):
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": does})

    with pytest.raises(TwilioRestException) as refused:
        place()

    assert (refused.value.status, refused.value.code) == (status, code)
    assert sandbox.snapshot()["legs"] == []


def test_a_server_error_may_hide_that_the_call_was_placed(sandbox, place):
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "503", "executed": True})

    with pytest.raises(TwilioRestException):
        place()

    assert len(sandbox.snapshot()["legs"]) == 1


def test_any_error_of_twilios_dictionary_can_be_played(sandbox, place):
    sandbox.add_fault(
        {"request": "POST Calls", "nth": 1, "does": "error", "code": 20006, "status": 403, "message": "No"}
    )

    with pytest.raises(TwilioRestException) as refused:
        place()

    assert (refused.value.status, refused.value.code) == (403, 20006)


def test_a_slow_answer_comes_late_in_real_time(sandbox, place):
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "slow", "delay_s": 0.3})
    begun = time.monotonic()

    place()

    assert time.monotonic() - begun >= 0.3


def test_a_client_that_gives_up_on_a_slow_answer_leaves_the_call_placed(sandbox):
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "slow", "delay_s": 30})
    told = sandbox.credentials

    with pytest.raises(requests.ReadTimeout):
        requests.post(
            f"{sandbox.url}/2010-04-01/Accounts/{told['account_sid']}/Calls.json",
            {"To": "client:ana", "From": SALES, "Twiml": "<Response/>"},
            auth=(told["api_key_sid"], told["api_key_secret"]),
            timeout=0.2,
        )

    assert len(sandbox.snapshot()["legs"]) == 1


def test_garbage_is_an_answer_that_is_no_json(sandbox, twilio):
    sandbox.add_fault({"request": "GET Calls", "nth": 1, "does": "garbage"})

    with pytest.raises(ValueError, match="Expecting value"):
        twilio.calls.list()


def test_a_truncated_answer_breaks_off_in_the_middle(sandbox, twilio):
    sandbox.add_fault({"request": "GET IncomingPhoneNumbers", "nth": 1, "does": "truncated"})

    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        twilio.incoming_phone_numbers.list()


def test_a_fault_strikes_the_nth_request_of_its_kind_only(sandbox, twilio):
    sandbox.add_fault({"request": "GET Calls", "nth": 2, "does": "500"})
    twilio.incoming_phone_numbers.list()

    assert _outcomes(twilio, 4) == [200, 500, 200, 200]


def test_a_fault_strikes_every_kth_request(open_sandbox, sign_in):
    fault = {"request": "GET Calls", "every": 3, "does": "429"}
    twilio = sign_in(open_sandbox(scenario={"faults": [fault]}))

    assert _outcomes(twilio, 6) == [200, 200, 429, 200, 200, 429]


def test_a_fault_counts_from_when_it_was_added(sandbox, twilio):
    twilio.calls.list()
    sandbox.add_fault({"request": "GET Calls", "nth": 1, "does": "500"})

    assert _outcomes(twilio, 2) == [500, 200]


def test_an_update_counts_under_its_resource(sandbox, twilio, workers):
    sandbox.add_fault({"request": "POST Workers", "nth": 1, "does": "503"})
    sandbox.add_fault({"request": "POST Participants", "nth": 2, "does": "answer lost"})
    customer = twilio.conferences("x").participants.create(from_=SALES, to="+13125550142", label="c")

    with pytest.raises(TwilioRestException):
        workers(workers.list()[0].sid).update(friendly_name="new")
    with pytest.raises(requests.ConnectionError):
        twilio.conferences(customer.conference_sid).participants("c").update(hold=True)

    assert sandbox.snapshot()["legs"][0]["hold"] is True


def test_every_request_is_kept_with_what_it_asked_and_got(sandbox, twilio, place, clock):
    place()
    twilio.calls.list(to="client:ana")

    first, second = sandbox.requests
    assert (first.kind, first.status, first.form["To"]) == ("POST Calls", 201, "client:ana")
    assert (second.kind, second.status, second.query["To"]) == ("GET Calls", 200, "client:ana")
    assert first.time == clock.now


def test_closing_waits_for_nobody(open_sandbox, sign_in):
    sandbox = open_sandbox()
    sign_in(sandbox).calls.list()
    sandbox.add_fault({"request": "GET Calls", "nth": 1, "does": "slow", "delay_s": 30})
    told = sandbox.credentials
    with pytest.raises(requests.ReadTimeout):
        requests.get(
            f"{sandbox.url}/2010-04-01/Accounts/{told['account_sid']}/Calls.json",
            auth=(told["api_key_sid"], told["api_key_secret"]),
            timeout=0.1,
        )
    begun = time.monotonic()

    sandbox.close()

    assert time.monotonic() - begun < 0.2


def _outcomes(twilio, times):
    url = f"https://api.twilio.com/2010-04-01/Accounts/{twilio.account_sid}/Calls.json"
    return [twilio.request("GET", url).status_code for _ in range(times)]


def test_a_late_request_is_done_after_the_client_has_given_up(sandbox, clock, place):
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "late", "delay_s": 20.0})

    with pytest.raises(requests.ConnectionError):
        place()

    before = sandbox.snapshot()["legs"]
    clock.forward(21)
    assert (before, [leg["to"] for leg in sandbox.snapshot()["legs"]]) == ([], ["client:ana"])


def test_nothing_goes_wrong_any_more_once_it_is_mended(sandbox, place):
    sandbox.add_fault({"request": "POST Calls", "every": 1, "does": "503"})
    sandbox.world.mend()
    assert place().sid
