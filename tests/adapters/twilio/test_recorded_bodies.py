"""Bodies of the real Twilio, replayed through the adapters with the real library.

Source: recorded or documented answers, identifying details invented; collected 2026-11-27. Each is served
in the place of the sandbox's own answer.
"""

import json

import pytest

from softphone.adapters.twilio.calls import TwilioCalls
from softphone.adapters.twilio.numbers import TwilioNumbers
from softphone.adapters.twilio.taskrouter.workers import TwilioWorkers
from softphone.domain.calls.legs import LegStatus
from softphone.domain.errors import ErrorKind, SoftphoneError

CALL = "CA00000000000000000000000000000001"
CONFERENCE = "CF00000000000000000000000000000001"
# As of the answer to a creation: no dates yet, and what is not there is null.
QUEUED = {
    "sid": "CA00000000000000000000000000000002",
    "account_sid": "AC00000000000000000000000000000000",
    "api_version": "2010-04-01",
    "annotation": None,
    "answered_by": None,
    "caller_name": None,
    "date_created": None,
    "date_updated": None,
    "direction": "outbound-api",
    "duration": None,
    "end_time": None,
    "forwarded_from": None,
    "from": "+15555550100",
    "from_formatted": "(555) 555-0100",
    "group_sid": None,
    "parent_call_sid": None,
    "phone_number_sid": "PN00000000000000000000000000000001",
    "price": None,
    "price_unit": "USD",
    "start_time": None,
    "status": "queued",
    "to": "+15555550199",
    "to_formatted": "(555) 555-0199",
}
IN_TWILIOS_QUEUE = {
    **QUEUED,
    "sid": "CA00000000000000000000000000000004",
    "queue_time": "45000",
    "trunk_sid": None,
}
RINGING = {
    **QUEUED,
    "sid": CALL,
    "caller_name": "",
    "date_created": "Tue, 08 Oct 2024 06:05:21 +0000",
    "date_updated": "Tue, 08 Oct 2024 06:05:24 +0000",
    "duration": "0",
    "queue_time": "0",
    "start_time": "Tue, 08 Oct 2024 06:05:21 +0000",
    "status": "ringing",
    "trunk_sid": "",
}
PARTICIPANT = {
    "account_sid": "AC00000000000000000000000000000000",
    "call_sid": "CA00000000000000000000000000000005",
    "label": "customer",
    "conference_sid": CONFERENCE,
    "date_created": "Fri, 18 Feb 2011 21:07:19 +0000",
    "date_updated": "Fri, 18 Feb 2011 21:07:19 +0000",
    "end_conference_on_exit": False,
    "muted": False,
    "hold": False,
    "status": "queued",
    "start_conference_on_enter": True,
    "coaching": False,
    "call_sid_to_coach": None,
    "queue_time": "1000",
}
WORKER = {
    "sid": "WK00000000000000000000000000000001",
    "account_sid": "AC00000000000000000000000000000000",
    "workspace_sid": "WS00000000000000000000000000000001",
    "friendly_name": "ana",
    "attributes": '{"contact_uri":"client:ana"}',
    "activity_sid": "WA00000000000000000000000000000001",
    "activity_name": "Available",
    "available": True,
    "date_created": "2014-10-11T05:36:19Z",
    "date_updated": "2015-01-20T19:19:08Z",
    "date_status_changed": "2015-01-28T00:29:53Z",
    "links": {},
}
REFUSALS = [
    (
        "POST Calls",
        400,
        21210,
        "The source phone number provided, +15555550100, is not yet verified for your account.",
    ),
    (
        "POST Calls",
        400,
        21215,
        "Account not authorized to call +15555550199. Perhaps you need to enable some",
    ),
    (
        "POST Calls",
        400,
        21219,
        "The number +15555550199 is unverified. Trial accounts may only make calls to verified",
    ),
    ("POST Calls", 429, 20429, "Too Many Requests"),
]


@pytest.fixture
def answers(sandbox):
    """The next such request is answered so."""

    def planned(request: str, body: dict, status: int = 200) -> None:
        fault = {"request": request, "nth": 1, "does": "body", "status": status, "body": json.dumps(body)}
        sandbox.add_fault(fault)

    return planned


@pytest.fixture
def calls(sandbox, sign_in):
    return TwilioCalls(sign_in(sandbox))


def test_an_answer_to_a_creation_without_dates_is_a_queued_leg(answers, calls, call):
    answers("POST Calls", QUEUED, 201)
    report = calls.ring_agent(call)
    assert (report.sid, report.status, report.created_at, report.queue_seconds) == (
        "CA00000000000000000000000000000002",
        LegStatus.QUEUED,
        0.0,
        0.0,
    )


def test_a_call_in_twilios_queue_says_how_long_it_waits(answers, calls, call):
    answers("POST Calls", IN_TWILIOS_QUEUE, 201)
    assert calls.ring_agent(call).queue_seconds == 45.0


def test_a_ringing_leg_has_words_where_others_have_nothing(answers, calls):
    answers("GET Calls", RINGING)
    report = calls.report(CALL)
    assert (report.status, report.duration, report.answered_at) == (LegStatus.RINGING, 0, 0.0)
    assert report.created_at == 1728367521.0


def test_a_participant_waits_by_the_string_of_milliseconds_in_its_creation(answers, calls, call):
    answers("POST Participants", PARTICIPANT, 201)
    report = calls.ring_in(call, "customer", ends_conference=True)
    assert (report.sid, report.conference_sid, report.queue_seconds) == (
        "CA00000000000000000000000000000005",
        CONFERENCE,
        1.0,
    )


def test_an_end_that_comes_too_late_is_fine(answers, calls):
    over = {"code": 21220, "message": "Call is not in-progress. Cannot redirect.", "status": 400}
    answers("POST Calls", over, 400)
    assert calls.end(CALL) is None


@pytest.mark.parametrize(("request_kind", "status", "code", "message"), REFUSALS)
def test_a_refusal_has_a_sentence_of_ours_and_nobody_rings(
    answers, calls, call, request_kind, status, code, message
):
    body = {
        "code": code,
        "message": message,
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status,
    }
    answers(request_kind, body, status)
    with pytest.raises(SoftphoneError) as caught:
        calls.ring_agent(call)
    assert (caught.value.code, caught.value.call_may_exist, message in caught.value.what) == (
        code,
        False,
        False,
    )


def test_a_label_in_use_means_that_the_leg_is_there(answers, calls, call):
    body = {"code": 16026, "message": "Participant label is in use by another participant", "status": 400}
    answers("POST Participants", body, 400)
    with pytest.raises(SoftphoneError) as caught:
        calls.ring_in(call, "customer", ends_conference=True)
    assert caught.value.kind is ErrorKind.LABEL_IN_USE


def test_a_missing_permission_is_named_as_twilio_names_it(answers, sandbox, sign_in):
    needed = "twilio/voice/outgoing-caller-ids/list"
    message = f"Authorization Error: required permission {needed} is missing"
    answers("GET OutgoingCallerIds", {"code": 70051, "message": message, "status": 401}, 401)
    with pytest.raises(SoftphoneError) as caught:
        TwilioNumbers(sign_in(sandbox)).numbers()
    assert (caught.value.kind, needed in caught.value.remedy) == (ErrorKind.NO_PERMISSION, True)


@pytest.mark.parametrize(
    ("status", "body", "what"),
    [
        (
            400,
            {
                "code": 90002,
                "message": "AccountSid SK00000000000000000000000000000001 is invalid",
                "status": 400,
            },
            "That is the SID of something else, not of a Twilio account.",
        ),
        (
            401,
            {"code": 20003, "message": "Authentication Error - invalid username", "status": 401},
            "Twilio did not accept the API key.",
        ),
    ],
)
def test_a_wrong_account_and_a_wrong_key_each_have_their_sentence(
    answers, sandbox, sign_in, status, body, what
):
    answers("GET IncomingPhoneNumbers", body, status)
    with pytest.raises(SoftphoneError) as caught:
        TwilioNumbers(sign_in(sandbox)).check_access()
    assert caught.value.what == what


def test_a_list_of_conferences_with_nothing_in_it_is_no_proof(answers, calls, call):
    empty = {
        "conferences": [],
        "first_page_uri": "/2010-04-01/Accounts/AC0/Conferences.json?PageSize=5&Page=0",
        "next_page_uri": None,
        "previous_page_uri": None,
        "uri": "/2010-04-01/Accounts/AC0/Conferences.json?PageSize=5&Page=0",
        "page": 0,
        "page_size": 5,
        "start": 0,
        "end": 0,
    }
    answers("GET Conferences", empty)
    sought = calls.find(call, "customer", not_these=())
    assert (sought.report, sought.one_like_it_is_alive) == (None, False)


def test_a_page_of_workers_leads_to_no_other_address(answers, sandbox, sign_in):
    address = "https://taskrouter.twilio.com/v1/Workspaces/WS00000000000000000000000000000001/Workers"
    meta = {
        "page": 0,
        "page_size": 50,
        "first_page_url": f"{address}?PageSize=50&Page=0",
        "previous_page_url": None,
        "url": f"{address}?PageSize=50&Page=0",
        "next_page_url": None,
        "key": "workers",
    }
    answers("GET Workers", {"workers": [WORKER], "meta": meta})
    (worker,) = TwilioWorkers(sign_in(sandbox), sandbox.credentials["workspace_sid"]).workers()
    assert (worker.name, worker.attributes) == ("ana", '{"contact_uri":"client:ana"}')
