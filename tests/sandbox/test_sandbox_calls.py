from datetime import UTC, date, datetime

import pytest
from twilio.base.exceptions import TwilioRestException

SALES = "+14155550100"
CUSTOMER = "+13125550142"


def test_a_call_is_queued_rings_is_answered_and_ends(customers_phone, clock):
    call = customers_phone()
    seen = [call.status]
    for seconds in (0.06, 1.0):
        clock.forward(seconds)
        seen.append(call.fetch().status)
    clock.forward(12.5)
    seen.append(call.update(status="completed").status)

    assert seen == ["queued", "ringing", "in-progress", "completed"]


def test_a_completed_call_lasted_from_the_answer_on(customers_phone, clock):
    call = customers_phone()
    clock.forward(1.05 + 42)

    ended = call.update(status="completed")

    assert ended.duration == "42"
    assert ended.start_time == datetime.fromtimestamp(int(clock.now - 43), UTC)
    assert ended.end_time == datetime.fromtimestamp(int(clock.now), UTC)
    assert ended.price is None


def test_before_it_is_dialled_a_call_has_no_times(customers_phone):
    call = customers_phone()

    assert (call.start_time, call.end_time, call.duration) == (None, None, None)
    assert (call.direction, call._from, call.to) == ("outbound-api", SALES, CUSTOMER)
    assert call.from_formatted == "(415) 555-0100"


def test_the_history_of_a_leg_is_kept_with_its_times(customers_phone, sandbox, clock):
    begun = clock.now
    call = customers_phone()
    clock.forward(60)

    (leg,) = sandbox.snapshot()["legs"]

    assert leg["sid"] == call.sid
    assert leg["history"] == [
        (begun, "queued"),
        (begun + 0.05, "ringing"),
        (begun + 1.05, "in-progress"),
    ]


@pytest.mark.parametrize(("after", "ends"), [(0, "canceled"), (0.5, "canceled"), (5, "completed")])
def test_completed_ends_a_call_in_whatever_state(customers_phone, clock, after, ends):
    call = customers_phone()
    clock.forward(after)

    assert call.update(status="completed").status == ends

    clock.forward(100)
    assert call.fetch().status == ends


@pytest.mark.parametrize(("after", "then"), [(0, "canceled"), (0.5, "canceled"), (5, "in-progress")])
def test_canceled_ends_only_what_is_not_answered(customers_phone, clock, after, then):
    call = customers_phone()
    clock.forward(after)

    assert call.update(status="canceled").status == then


def test_the_person_at_the_other_end_may_hang_up_at_any_moment(customers_phone, sandbox, clock):
    call = customers_phone()
    clock.forward(30)

    sandbox.world.hang_up(call.sid)

    assert call.fetch().status == "completed"


@pytest.mark.parametrize("change", [{"status": "completed"}, {"twiml": "<Response/>"}])
def test_a_call_that_is_over_cannot_be_changed(customers_phone, change):
    call = customers_phone()
    call.update(status="canceled")

    with pytest.raises(TwilioRestException) as refused:
        call.update(**change)

    assert refused.value.code == 21220


def test_a_ringing_call_cannot_be_redirected(customers_phone, clock):
    call = customers_phone()
    clock.forward(0.5)

    with pytest.raises(TwilioRestException) as refused:
        call.update(twiml="<Response/>")

    assert refused.value.code == 21220


def test_digits_played_are_heard_by_the_line_and_last_as_long_as_tones_do(customers_phone, sandbox, clock):
    call = customers_phone()
    clock.forward(2)
    call.update(twiml='<Response><Play digits="1w2#"/><Dial><Conference>back</Conference></Dial></Response>')
    heard = []
    for seconds in (1.6, 0.2):
        clock.forward(seconds)
        [leg] = sandbox.snapshot()["legs"]
        heard.append((leg["digits"], leg["in_conference"]))

    assert heard == [("1w2#", False), ("1w2#", True)]


def test_digits_that_no_keypad_has_are_refused(customers_phone, clock):
    call = customers_phone()
    clock.forward(2)

    with pytest.raises(TwilioRestException) as refused:
        call.update(twiml='<Response><Play digits="1x"/></Response>')
    assert refused.value.code == 12200


def test_a_redirected_call_follows_its_new_twiml(customers_phone, sandbox, clock):
    call = customers_phone()
    clock.forward(3)

    call.update(twiml="<Response><Dial><Conference>elsewhere</Conference></Dial></Response>")

    (leg,) = sandbox.snapshot()["legs"]
    assert (leg["status"], leg["conference"], leg["in_conference"]) == ("in-progress", "elsewhere", True)


def test_a_time_limit_ends_the_call(customers_phone, clock):
    call = customers_phone(time_limit=30)
    clock.forward(1.05 + 30)

    assert (call.fetch().status, call.fetch().duration) == ("completed", "30")


def test_an_ended_call_can_be_deleted_and_a_live_one_cannot(customers_phone, twilio, clock):
    call = customers_phone()
    with pytest.raises(TwilioRestException):
        call.delete()
    call.update(status="completed")

    assert call.delete()

    assert twilio.calls.list() == []
    with pytest.raises(TwilioRestException) as missing:
        call.fetch()
    assert missing.value.code == 20404


@pytest.fixture
def three_calls(customers_phone, twilio, clock):
    """One ended yesterday, one busy today, one still queued."""
    first = customers_phone()
    clock.forward(5)
    first.update(status="completed")
    clock.forward(86400)
    second = customers_phone(to="client:bo")
    clock.forward(5)
    third = customers_phone()
    return [first, second, third]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, [2, 1, 0]),
        ({"to": CUSTOMER}, [2, 0]),
        ({"from_": SALES, "to": "client:bo"}, [1]),
        ({"from_": "+12125550101"}, []),
        ({"status": "completed"}, [0]),
        ({"status": "queued"}, [2]),
        ({"start_time": date(2026, 11, 21)}, [0]),
        ({"start_time_after": date(2026, 11, 22)}, [1]),
        ({"start_time_before": date(2026, 11, 22)}, [0]),
        ({"start_time_after": datetime(2026, 11, 22, 10, 0, 4, tzinfo=UTC)}, [1]),
        ({"end_time_before": date(2026, 11, 22)}, [0]),
        ({"parent_call_sid": "CA" + "0" * 32}, []),
    ],
)
def test_calls_are_listed_newest_first_as_asked(three_calls, twilio, filters, found):
    sids = [call.sid for call in twilio.calls.list(**filters)]

    assert sids == [three_calls[place].sid for place in found]


def test_a_queued_call_has_not_begun_and_so_matches_no_start_time(three_calls, twilio, clock):
    today = date(2026, 11, 22)
    before = {call.sid for call in twilio.calls.list(start_time_after=today)}
    clock.forward(0.05)

    assert three_calls[2].sid not in before
    assert three_calls[2].sid in {call.sid for call in twilio.calls.list(start_time_after=today)}


def test_calls_come_in_pages_too(customers_phone, twilio):
    made = [customers_phone().sid for _ in range(7)]

    assert [call.sid for call in twilio.calls.list(page_size=3)] == made[::-1]


@pytest.mark.parametrize("query", ["Status=nice", "StartTime=yesterday", "EndTime%3E=soon"])
def test_a_filter_that_means_nothing_is_refused(twilio, query):
    url = f"https://api.twilio.com/2010-04-01/Accounts/{twilio.account_sid}/Calls.json?{query}"

    assert twilio.request("GET", url).status_code == 400
