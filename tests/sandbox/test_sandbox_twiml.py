import pytest
from twilio.twiml.voice_response import Dial, VoiceResponse

SALES = "+14155550100"


@pytest.fixture
def follow(twilio, sandbox, clock):
    """What became of ana's call, and of those it dialled, some seconds after it was placed."""

    def legs(twiml, after):
        twilio.calls.create(to="client:ana", from_=SALES, twiml=str(twiml))
        clock.forward(after)
        return [(leg["to"], leg["status"]) for leg in sandbox.snapshot()["legs"]]

    return legs


@pytest.mark.parametrize(
    ("verbs", "after", "status"),
    [
        ("", 0.4, "completed"),
        ("<Pause length='10'/>", 10, "in-progress"),
        ("<Pause length='10'/>", 10.4, "completed"),
        ("<Pause/>", 1.4, "completed"),
        ("<Say>One moment please, we connect you</Say>", 0.5, "in-progress"),
        ("<Play>http://acme.example/ring.mp3</Play>", 4, "in-progress"),
        ("<Hangup/><Pause length='10'/>", 0.4, "completed"),
    ],
)
def test_a_call_goes_on_until_its_twiml_is_done(follow, verbs, after, status):
    assert follow(f"<Response>{verbs}</Response>", after) == [("client:ana", status)]


def test_a_name_with_markup_in_it_stays_text(twilio, sandbox, clock):
    response, dial = VoiceResponse(), Dial()
    dial.conference("<b> & 'c'", beep=False, end_conference_on_exit=True)
    response.append(dial)
    twilio.calls.create(to="client:ana", from_=SALES, twiml=str(response))
    clock.forward(0.4)

    assert sandbox.snapshot()["conferences"][0]["name"] == "<b> & 'c'"


def test_a_dialled_number_rings_after_the_agent_answered(follow):
    response = VoiceResponse()
    response.dial("+13125550142", caller_id="+12125550101")

    assert follow(response, 0.5) == [("client:ana", "in-progress"), ("+13125550142", "ringing")]


def test_the_first_who_answers_is_connected_and_the_others_stop_ringing(follow):
    twiml = "<Response><Dial><Client>bo</Client><Number>+13125550142</Number></Dial></Response>"

    assert follow(twiml, 2) == [
        ("client:ana", "in-progress"),
        ("client:bo", "in-progress"),
        ("+13125550142", "canceled"),
    ]


def test_when_nobody_answers_the_agents_call_goes_on_with_the_next_verb(follow, sandbox):
    sandbox.world.behave("sip:desk@acme.example", does="no-answer")
    twiml = "<Response><Dial timeout='15'><Sip>sip:desk@acme.example</Sip></Dial></Response>"

    assert follow(twiml, 16) == [("client:ana", "completed"), ("sip:desk@acme.example", "no-answer")]


def test_who_hangs_up_takes_along_those_they_dialled(follow, sandbox, twilio):
    follow("<Response><Dial>+13125550142</Dial></Response>", 5)
    agent, customer = sandbox.snapshot()["legs"]

    twilio.calls(agent["sid"]).update(status="completed")

    assert twilio.calls(customer["sid"]).fetch().status == "completed"
    assert twilio.calls(customer["sid"]).fetch().direction == "outbound-dial"
    assert twilio.calls(customer["sid"]).fetch().parent_call_sid == agent["sid"]


def test_a_redirect_lets_go_of_those_who_were_dialled(follow, sandbox, twilio):
    follow("<Response><Dial>+13125550142</Dial></Response>", 5)
    agent = sandbox.snapshot()["legs"][0]

    twilio.calls(agent["sid"]).update(twiml="<Response><Pause length='60'/></Response>")

    assert [leg["status"] for leg in sandbox.snapshot()["legs"]] == ["in-progress", "completed"]


def test_who_leaves_a_conference_goes_on_with_the_next_verb(follow, sandbox, twilio):
    follow("<Response><Dial><Conference>x</Conference></Dial><Pause length='60'/></Response>", 1)
    room = sandbox.snapshot()["conferences"][0]

    twilio.conferences(room["sid"]).update(status="completed")

    assert sandbox.snapshot()["legs"][0]["status"] == "in-progress"
