import json

import pytest
from twilio.base.exceptions import TwilioRestException

GOOD = {"To": "+13125550142", "From": "+14155550100", "Twiml": "<Response/>"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"To": ""}, 21201),
        ({"From": ""}, 21213),
        ({"To": "+13"}, 21211),
        ({"To": "+1 415 555 010"}, 21211),
        ({"To": "not a number"}, 21211),
        ({"To": "client:"}, 21211),
        ({"To": "sip:nobody"}, 21211),
        ({"To": "+15005550001"}, 21217),
        ({"To": "+15005550002"}, 21214),
        ({"To": "+15005550003"}, 21215),
        ({"To": "+15005550004"}, 21216),
        ({"From": "+15005550001"}, 21212),
        ({"From": "client:ana"}, 21212),
        ({"From": "+1"}, 21212),
        ({"From": "+14155559999"}, 21210),
        ({"From": "+15035550121"}, 21210),
        ({"Twiml": ""}, 21205),
        ({"Url": "twiml.xml"}, 21205),
        ({"Twiml": "", "ApplicationSid": "APnone"}, 21218),
        ({"Twiml": "<Response>" + "x" * 4000 + "</Response>"}, 32018),
        ({"Twiml": "<Response>"}, 12100),
        ({"Twiml": "<Hello/>"}, 12100),
        ({"Twiml": "<Response><Juggle/></Response>"}, 12200),
        ({"Twiml": "<Response><Dial/></Response>"}, 12200),
        ({"Twiml": "<Response><Dial><Drum>x</Drum></Dial></Response>"}, 12200),
        ({"Twiml": "<Response><Pause length='long'/></Response>"}, 12200),
        ({"Timeout": "0"}, 20001),
        ({"Timeout": "601"}, 20001),
        ({"Timeout": "٣٠"}, 20001),
        ({"TimeLimit": "soon"}, 20001),
    ],
)
def test_a_call_that_cannot_be_placed_is_refused_and_nothing_rings(twilio, sandbox, change, code):
    url = f"https://api.twilio.com/2010-04-01/Accounts/{twilio.account_sid}/Calls.json"

    answer = twilio.request("POST", url, data={**GOOD, **change})

    assert answer.status_code == 400
    body = json.loads(answer.text)
    assert (body["code"], body["status"]) == (code, 400)
    assert body["more_info"] == f"https://www.twilio.com/docs/errors/{code}"
    assert sandbox.snapshot()["legs"] == []


@pytest.mark.parametrize(
    ("to", "understood"),
    [
        ("+1 (312) 555-0142", "+13125550142"),
        ("312.555.0142", "+13125550142"),
        ("442079460999", "+442079460999"),
        ("sip:desk@acme.example", "sip:desk@acme.example"),
        ("client:ana", "client:ana"),
    ],
)
def test_a_destination_is_read_as_twilio_reads_it(twilio, to, understood):
    assert twilio.calls.create(to=to, from_="+14155550100", twiml="<Response/>").to == understood


@pytest.mark.parametrize("caller", ["+14155550100", "+15105550177", "+15005550006", "client:bo", "bo"])
def test_an_agents_phone_may_be_called_as_a_number_or_a_name(twilio, caller):
    assert twilio.calls.create(to="client:ana", from_=caller, twiml="<Response/>")._from == caller


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to": "+15005550003"}, 21215),
        ({"from_": "+14155559999"}, 21210),
        ({"timeout": 4}, 20001),
        ({"label": "x" * 129}, 16024),
        ({"label": "a/b"}, 16024),
        ({"label": "CA" + "0" * 32}, 16024),
        ({"coaching": True}, 16028),
    ],
)
def test_a_participant_that_cannot_be_is_refused_and_opens_no_conference(twilio, sandbox, change, code):
    good = {"to": "+13125550142", "from_": "+14155550100"}

    with pytest.raises(TwilioRestException) as refused:
        twilio.conferences("room").participants.create(**{**good, **change})

    assert refused.value.code == code
    assert sandbox.snapshot() == {"legs": [], "conferences": []}
