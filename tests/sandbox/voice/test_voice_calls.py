"""Ringing, answering and hanging up, by the device and by REST."""

import pytest


def status_of(call):
    return call.fetch().status


def test_a_call_rings_at_the_device_until_it_answers(registered, ring):
    call = ring()
    invite = registered.expect("invite")
    before = status_of(call)

    registered.answer(invite)

    registered.until(lambda: status_of(call) == "in-progress", "the answer")
    assert before == "ringing"


def test_an_invite_says_who_calls_whom_and_what_the_caller_added(registered, ring, sandbox):
    call = ring("client:ana?call=7%2B1&why=test")

    parameters = registered.expect("invite")["parameters"]

    assert parameters == {
        "CallSid": call.sid,
        "From": "+14155550100",
        "To": "client:ana",
        "AccountSid": sandbox.credentials["account_sid"],
        "ApiVersion": "2010-04-01",
        "Params": "call=7%2B1&why=test",
    }


@pytest.mark.parametrize("how", ["reject", "hangup"])
def test_a_call_that_the_device_refuses_is_busy(registered, ring, how):
    call = ring()

    registered.send(how, callsid=registered.expect("invite")["callsid"])

    registered.until(lambda: status_of(call) == "busy", "busy")


def test_a_call_that_the_device_ignores_is_not_answered(registered, twilio):
    call = twilio.calls.create(to="client:ana", from_="+14155550100", twiml="<Response/>", timeout=1)
    invite = registered.expect("invite")

    assert registered.expect("cancel") == {"callsid": invite["callsid"]}
    assert status_of(call) == "no-answer"


def test_a_ringing_call_that_is_taken_back_stops_ringing(registered, ring):
    call = ring()
    registered.expect("invite")

    call.update(status="canceled")

    assert registered.expect("cancel") == {"callsid": call.sid}


def test_the_device_hangs_up(registered, answered):
    registered.send("hangup", callsid=answered.sid)

    registered.until(lambda: status_of(answered) == "completed", "the end")


def test_the_device_is_told_of_a_hang_up_by_rest(registered, answered):
    answered.update(status="completed")

    assert registered.expect("hangup") == {"callsid": answered.sid}


def test_the_device_is_told_when_the_far_side_hangs_up(registered, answered, twilio, sandbox):
    room = twilio.conferences.list(friendly_name="room", status="init")[0]
    who = room.participants.create(from_="+14155550100", to="+13125550142", end_conference_on_exit=True)
    registered.until(lambda: who.fetch().status == "connected", "the customer")

    sandbox.world.hang_up(who.call_sid)

    assert registered.expect("hangup") == {"callsid": answered.sid}


def test_three_calls_in_a_row_on_one_device(registered, ring):
    for _ in range(3):
        call = ring()
        registered.answer(registered.expect("invite"))
        registered.until(lambda call=call: status_of(call) == "in-progress", "the answer")
        call.update(status="completed")
        assert registered.expect("hangup") == {"callsid": call.sid}


def test_what_is_no_answer_ends_the_call(registered, ring):
    call = ring()

    registered.send("answer", callsid=registered.expect("invite")["callsid"], sdp="nonsense")

    assert registered.expect("cancel") == {"callsid": call.sid}


def test_somebody_elses_device_can_do_nothing_to_a_call(registered, answered, new_device, token):
    bo = new_device()
    bo.register(token("bo"))

    bo.send("hangup", callsid=answered.sid)
    bo.send("invite", callsid=answered.sid, sdp="", reconnect="guess")

    assert bo.expect("hangup") == {"callsid": answered.sid}
    assert status_of(answered) == "in-progress"


def test_a_call_from_a_device_is_declined(registered):
    registered.send("invite", callsid="TJ1", sdp="", twilio={"params": {}})

    assert registered.expect("hangup")["error"]["code"] == 31002


def test_without_a_device_a_client_is_answered_for(device, ring):
    call = ring()

    device.until(lambda: status_of(call) == "in-progress", "the answer")


def test_a_device_that_unregistered_is_answered_for_again(registered, ring, sandbox):
    registered.send("register", media={"audio": False})
    registered.until(lambda: sandbox.voice.devices == [], "nobody")

    call = ring()

    registered.until(lambda: status_of(call) == "in-progress", "the answer")


def test_what_the_scenario_says_about_a_client_goes_first(registered, ring, sandbox):
    sandbox.world.behave("client:ana", does="busy")

    call = ring("client:ana?call=1")

    registered.until(lambda: status_of(call) == "busy", "busy")


def test_a_call_rings_at_a_device_that_comes_while_it_rings(registered, ring, sandbox, token):
    sandbox.voice.drop_sockets()
    registered.until(lambda: not registered.is_connected, "the cut")
    call = ring()
    registered.until(lambda: status_of(call) == "ringing", "the ringing")

    registered.register(token())

    assert registered.expect("invite")["callsid"] == call.sid


def test_all_devices_of_a_client_ring_and_the_first_that_answers_has_the_call(
    registered, new_device, token, ring
):
    other = new_device()
    other.register(token())
    call = ring()
    first, second = registered.expect("invite"), other.expect("invite")
    other.answer(second)
    other.until(lambda: status_of(call) == "in-progress", "the answer")
    assert first["callsid"] == second["callsid"] == call.sid
    assert registered.expect("cancel") == {"callsid": call.sid}


def test_a_call_that_one_of_two_devices_rejects_goes_on_ringing_at_the_other(
    registered, new_device, token, ring
):
    other = new_device()
    other.register(token())
    call = ring()
    registered.expect("invite")
    invite = other.expect("invite")
    registered.send("reject", callsid=call.sid)
    other.answer(invite)
    other.until(lambda: status_of(call) == "in-progress", "the answer")
