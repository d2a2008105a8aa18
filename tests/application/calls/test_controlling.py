"""What an agent does with a call that is running, on a sandbox, over HTTP."""

from functools import partial

import pytest

from softphone.application.calls import control_call
from softphone.domain.calls.call import Call, Outcome, Transfer
from softphone.domain.calls.legs import LegStatus
from softphone.domain.errors import SoftphoneError

CUSTOMER, BO, CARLA = "+14155552671", "client:bo", "client:carla"
S = LegStatus
TALKS = {"does": "answer", "after_s": 0.0}


@pytest.fixture
def desk(open_desk):
    return open_desk(scenario={"destinations": dict.fromkeys((CUSTOMER, "client:ana", BO, CARLA), TALKS)})


def does(desk, call: Call, step, *said, **more) -> Call:
    """A control, and then what the softphone does by itself until nothing is on its way."""
    call = desk.softphone.calls.control(call, lambda call, exchange: step(call, exchange, *said, **more))
    return settles(desk, call)


def settles(desk, call: Call, seconds: float = 3.0) -> Call:
    for _ in range(round(seconds / 0.5)):
        desk.time.forward(0.5)
        call = desk.softphone.calls.follow(call)
    return call


def leg(desk, label: str) -> dict:
    return [each for each in desk.legs if each["label"] == label][-1]


def alive(desk) -> list[str]:
    over = {"completed", "busy", "failed", "no-answer", "canceled"}
    return [each["label"] for each in desk.legs if each["status"] not in over]


def hear_each_other(desk) -> set[str]:
    """Who is in the conference and not on hold."""
    return {each["label"] for each in desk.legs if each["in_conference"] and not each["hold"]}


# Hold and mute


def test_a_customer_on_hold_is_on_hold_at_twilio(desk):
    call = does(desk, desk.connected(), control_call.hold, on=True)
    assert (leg(desk, "customer")["hold"], call.on_hold) == (True, True)


def test_a_customer_is_taken_off_hold(desk):
    call = does(desk, desk.connected(), control_call.hold, on=True)
    call = does(desk, call, control_call.hold, on=False)
    assert (leg(desk, "customer")["hold"], call.on_hold) == (False, False)


@pytest.mark.parametrize(
    ("step", "label", "seen"), [("hold", "customer", "hold"), ("mute", "agent", "muted")]
)
def test_setting_it_twice_leaves_it_set(desk, step, label, seen):
    control = getattr(control_call, step)
    call = does(desk, desk.connected(), control, on=True)
    does(desk, call, control, on=True)
    assert leg(desk, label)[seen] is True


def test_a_muted_agent_is_muted_at_twilio_and_unmuted_again(desk):
    call = does(desk, desk.connected(), control_call.mute, on=True)
    assert (leg(desk, "agent")["muted"], call.muted) == (True, True)
    call = does(desk, call, control_call.mute, on=False)
    assert (leg(desk, "agent")["muted"], call.muted) == (False, False)


@pytest.mark.parametrize("fault", ["500", "answer lost", "request lost"])
def test_a_control_whose_answer_is_lost_is_an_error_and_the_truth_comes_with_the_next_look(desk, fault):
    call = desk.connected()
    desk.sandbox.add_fault({"request": "POST Participants", "nth": 1, "does": fault})
    with pytest.raises(SoftphoneError):
        desk.softphone.calls.control(call, partial(control_call.hold, on=True))
    assert settles(desk, call).on_hold == leg(desk, "customer")["hold"]


def test_what_does_nothing_now_is_refused_with_the_reason(desk):
    call = desk.softphone.calls.follow(desk.begun())
    with pytest.raises(SoftphoneError, match="once the customer has answered"):
        desk.softphone.calls.control(call, partial(control_call.hold, on=True))


# Tones


def test_the_customers_line_hears_the_keys(desk):
    call = desk.softphone.calls.control(
        desk.connected(), lambda call, exchange: control_call.send_tones(call, exchange, "12#")
    )
    assert leg(desk, "customer")["digits"] == "12#"
    assert call.is_connected


def test_after_the_tones_everybody_is_in_the_conference_again_and_it_ends_with_the_customer(desk):
    call = does(desk, desk.connected(), control_call.send_tones, "12#")
    assert hear_each_other(desk) == {"agent", "customer"}
    desk.sandbox.world.hang_up(call.customer_leg.sid)
    assert desk.follow(call).outcome is Outcome.TALKED
    assert alive(desk) == []


def test_hanging_up_while_tones_sound_ends_everything(desk):
    call = desk.softphone.calls.control(
        desk.connected(), lambda call, exchange: control_call.send_tones(call, exchange, "1234567890")
    )
    desk.follow(desk.softphone.calls.hang_up(call))
    assert alive(desk) == []


# Handing over without a word


def test_a_guest_who_answers_has_the_call_and_the_agent_leaves(desk):
    call = does(desk, desk.connected(), control_call.hand_over, BO)
    assert call.outcome is Outcome.HANDED_OVER
    assert hear_each_other(desk) == {"customer", "guest-1"}


@pytest.mark.parametrize("who", ["customer", "guest-1"])
def test_after_a_hand_over_nobody_is_left_alone(desk, who):
    does(desk, desk.connected(), control_call.hand_over, BO)
    desk.sandbox.world.hang_up(leg(desk, who)["sid"])
    assert alive(desk) == []


def test_a_customer_on_hold_is_off_hold_for_whoever_takes_the_call_over(desk):
    call = does(desk, desk.connected(), control_call.hold, on=True)
    does(desk, call, control_call.hand_over, BO)
    assert hear_each_other(desk) == {"customer", "guest-1"}


@pytest.mark.parametrize("ending", ["busy", "no-answer", "reject"])
def test_a_guest_who_does_not_answer_leaves_everything_as_it_was(desk, ending):
    desk.sandbox.world.behave(BO, does=ending)
    call = desk.softphone.calls.control(desk.connected(), partial(_hand_over, to=BO))
    call = desk.follow(call, lambda call: call.transfer is Transfer.NONE)
    assert hear_each_other(desk) == {"agent", "customer"}
    assert (call.problem, call.remedy) == ("bo did not take the call.", "The customer is still with you.")


def test_after_a_hand_over_in_vain_the_call_ends_with_the_agent_again(desk):
    desk.sandbox.world.behave(BO, does="busy")
    call = desk.softphone.calls.control(desk.connected(), partial(_hand_over, to=BO))
    call = desk.follow(call, lambda call: call.transfer is Transfer.NONE)
    desk.sandbox.world.hang_up(call.agent_leg.sid)
    assert alive(desk) == []


def test_a_problem_with_a_guest_is_no_problem_of_the_call(desk):
    desk.sandbox.world.behave(BO, does="busy")
    call = desk.softphone.calls.control(desk.connected(), partial(_hand_over, to=BO))
    call = desk.follow(call, lambda call: call.transfer is Transfer.NONE)
    ended = desk.follow(desk.softphone.calls.hang_up(call))
    assert (ended.outcome, ended.problem) == (Outcome.TALKED, "")


def test_an_agent_who_hangs_up_their_phone_meanwhile_has_still_handed_over(desk):
    desk.sandbox.world.behave(BO, does="answer", after_s=5)
    call = desk.softphone.calls.control(desk.connected(), partial(_hand_over, to=BO))
    desk.sandbox.world.hang_up(call.agent_leg.sid)
    assert desk.follow(call).outcome is Outcome.HANDED_OVER
    assert hear_each_other(desk) == {"customer", "guest-1"}


def test_an_agent_who_hung_up_and_a_guest_who_is_busy_leave_no_customer_alone(desk):
    desk.sandbox.world.behave(BO, does="busy", after_s=5)
    call = desk.softphone.calls.control(desk.connected(), partial(_hand_over, to=BO))
    desk.sandbox.world.hang_up(call.agent_leg.sid)
    assert desk.follow(call).outcome is Outcome.TALKED
    assert alive(desk) == []


def test_a_customer_who_hangs_up_silences_the_guests_phone(desk):
    desk.sandbox.world.behave(BO, does="answer", after_s=30)
    call = desk.softphone.calls.control(desk.connected(), partial(_hand_over, to=BO))
    desk.sandbox.world.hang_up(call.customer_leg.sid)
    assert desk.follow(call).outcome is Outcome.TALKED
    assert alive(desk) == []


# A word aside first


def test_during_a_word_aside_the_customer_waits(desk):
    call = does(desk, desk.connected(), control_call.consult, BO)
    assert call.transfer is Transfer.CONSULTING
    assert hear_each_other(desk) == {"agent", "guest-1"}


def test_swapping_talks_to_the_customer_while_the_guest_waits_and_back(desk):
    call = does(desk, desk.connected(), control_call.consult, BO)
    call = does(desk, call, control_call.swap)
    assert hear_each_other(desk) == {"agent", "customer"}
    does(desk, call, control_call.swap)
    assert hear_each_other(desk) == {"agent", "guest-1"}


def test_joining_lets_everybody_hear_everybody(desk):
    call = does(desk, desk.connected(), control_call.consult, BO)
    call = does(desk, call, control_call.join)
    assert call.transfer is Transfer.NONE
    assert hear_each_other(desk) == {"agent", "customer", "guest-1"}


@pytest.mark.parametrize("swapped", [False, True])
def test_completing_leaves_the_customer_with_the_guest(desk, swapped):
    call = does(desk, desk.connected(), control_call.consult, BO)
    if swapped:
        call = does(desk, call, control_call.swap)
    call = does(desk, call, control_call.complete)
    assert call.outcome is Outcome.HANDED_OVER
    assert hear_each_other(desk) == {"customer", "guest-1"}


@pytest.mark.parametrize("who", ["customer", "guest-1"])
def test_after_completing_nobody_is_left_alone(desk, who):
    call = does(desk, desk.connected(), control_call.consult, BO)
    does(desk, call, control_call.complete)
    desk.sandbox.world.hang_up(leg(desk, who)["sid"])
    assert alive(desk) == []


def test_going_back_to_the_customer_ends_the_guests_leg(desk):
    call = does(desk, desk.connected(), control_call.consult, BO)
    call = does(desk, call, control_call.drop, "guest-1")
    assert (call.transfer, call.problem) == (Transfer.NONE, "")
    assert hear_each_other(desk) == {"agent", "customer"}
    assert alive(desk) == ["agent", "customer"]


def test_going_back_while_the_guest_still_rings_silences_their_phone(desk):
    desk.sandbox.world.behave(BO, does="answer", after_s=30)
    call = does(desk, desk.connected(), control_call.consult, BO)
    call = does(desk, call, control_call.drop, "guest-1")
    assert call.problem == ""
    assert hear_each_other(desk) == {"agent", "customer"}
    assert alive(desk) == ["agent", "customer"]


def test_a_guest_who_leaves_by_themselves_leaves_the_customer_waiting_for_the_agent(desk):
    call = does(desk, desk.connected(), control_call.consult, BO)
    desk.sandbox.world.hang_up(leg(desk, "guest-1")["sid"])
    call = settles(desk, call)
    assert (call.on_hold, call.problem) == (True, "bo is not there any more.")
    call = does(desk, call, control_call.hold, on=False)
    assert (hear_each_other(desk), call.problem) == ({"agent", "customer"}, "")


def test_hanging_up_during_a_word_aside_ends_everybody(desk):
    call = does(desk, desk.connected(), control_call.consult, BO)
    assert desk.follow(desk.softphone.calls.hang_up(call)).outcome is Outcome.TALKED
    assert alive(desk) == []


def test_another_word_aside_may_follow_one_that_came_to_nothing(desk):
    desk.sandbox.world.behave(BO, does="busy")
    call = does(desk, desk.connected(), control_call.consult, BO)
    call = does(desk, call, control_call.consult, CARLA)
    assert hear_each_other(desk) == {"agent", "guest-2"}
    assert call.problem == ""


# Three and more


def test_somebody_asked_in_hears_everybody(desk):
    does(desk, desk.connected(), control_call.invite, BO)
    assert hear_each_other(desk) == {"agent", "customer", "guest-1"}


def test_a_fourth_may_be_asked_in(desk):
    call = does(desk, desk.connected(), control_call.invite, BO)
    does(desk, call, control_call.invite, CARLA)
    assert hear_each_other(desk) == {"agent", "customer", "guest-1", "guest-2"}


def test_a_guest_may_be_let_go_and_the_others_go_on(desk):
    call = does(desk, desk.connected(), control_call.invite, BO)
    does(desk, call, control_call.drop, "guest-1")
    assert hear_each_other(desk) == {"agent", "customer"}


def test_leaving_a_call_of_three_leaves_the_two_others_talking(desk):
    call = does(desk, desk.connected(), control_call.invite, BO)
    call = does(desk, call, control_call.complete)
    assert call.outcome is Outcome.HANDED_OVER
    assert hear_each_other(desk) == {"customer", "guest-1"}


def test_hanging_up_ends_every_guest_too(desk):
    desk.sandbox.world.behave(CARLA, does="answer", after_s=30)
    call = does(desk, desk.connected(), control_call.invite, BO)
    call = does(desk, call, control_call.invite, CARLA)
    desk.follow(desk.softphone.calls.hang_up(call))
    assert alive(desk) == []


# Answers that are lost


@pytest.mark.parametrize("fault", ["answer lost", "500"])
def test_a_guest_whose_answer_was_lost_is_found_and_not_rung_twice(desk, fault):
    call = desk.connected()
    desk.sandbox.add_fault({"request": "POST Participants", "nth": 1, "does": fault})
    call = settles(desk, desk.softphone.calls.control(call, partial(_invite, to=BO)), 110.0)
    rung = [each for each in desk.legs if each["label"] == "guest-1"]
    assert len(rung) == (1 if fault == "answer lost" else 0)
    assert call.guest("guest-1").leg.status is (S.IN_PROGRESS if rung else S.NOT_FOUND)


def test_a_hand_over_whose_answer_was_lost_comes_true(desk):
    call = desk.connected()
    desk.sandbox.add_fault({"request": "POST Participants", "nth": 2, "does": "answer lost"})
    call = desk.follow(desk.softphone.calls.control(call, partial(_hand_over, to=BO)))
    assert call.outcome is Outcome.HANDED_OVER
    assert hear_each_other(desk) == {"customer", "guest-1"}


def test_a_guest_of_whom_nobody_knows_is_let_go_as_soon_as_they_are_found(desk):
    call = desk.connected()
    desk.sandbox.add_fault({"request": "POST Participants", "nth": 1, "does": "answer lost"})
    desk.sandbox.add_fault({"request": "GET Conferences", "nth": 1, "does": "503"})
    call = desk.softphone.calls.control(call, partial(_invite, to=BO))
    call = desk.softphone.calls.control(call, lambda call, x: control_call.drop(call, x, "guest-1"))
    assert leg(desk, "guest-1")["status"] in ("queued", "ringing", "in-progress")
    settles(desk, call)
    assert alive(desk) == ["agent", "customer"]


def test_a_guest_whom_twilio_could_not_end_yet_is_tried_again(desk):
    call = does(desk, desk.connected(), control_call.invite, BO)
    desk.sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "503"})
    call = desk.softphone.calls.control(call, lambda call, x: control_call.drop(call, x, "guest-1"))
    assert call.trouble
    settles(desk, call)
    assert alive(desk) == ["agent", "customer"]


def test_a_guest_called_before_is_not_taken_for_the_one_whose_answer_is_lost(desk):
    call = does(desk, desk.connected(), control_call.invite, BO)
    call = does(desk, call, control_call.drop, "guest-1")
    desk.sandbox.add_fault({"request": "POST Participants", "nth": 1, "does": "request lost"})
    call = settles(desk, desk.softphone.calls.control(call, partial(_invite, to=BO)), 110.0)
    assert call.guest("guest-2").leg.status is S.NOT_FOUND


def test_a_call_that_was_handed_over_stays_so_in_recents(desk):
    does(desk, desk.connected(), control_call.hand_over, BO)
    [kept] = desk.softphone.calls.recent()
    assert (kept.outcome, kept.guests[0].address) == (Outcome.HANDED_OVER, BO)


def _hand_over(call, exchange, to):
    return control_call.hand_over(call, exchange, to)


def _invite(call, exchange, to):
    return control_call.invite(call, exchange, to)


# Somebody on hold, and an app that was closed


def test_after_swap_the_guest_is_off_hold_before_they_are_to_end_the_conference(desk):
    """Twilio ignores endConferenceOnExit for somebody who is on hold: the customer stayed in silence."""
    call = does(desk, desk.connected(), control_call.consult, BO)
    call = settles(desk, desk.softphone.calls.control(call, control_call.swap))
    assert call.guest("guest-1").on_hold
    call = desk.follow(desk.softphone.calls.control(call, control_call.complete))
    assert call.outcome is Outcome.HANDED_OVER
    (guest,) = [leg for leg in desk.legs if leg["label"] == "guest-1"]
    desk.sandbox.world.hang_up(guest["sid"])
    assert alive(desk) == []


def test_an_agent_whose_app_was_closed_is_rung_back_into_the_call(desk):
    call = desk.connected()
    old = call.agent_leg.sid
    call = settles(desk, desk.softphone.calls.control(call, control_call.rejoin))
    assert (call.is_connected, call.agent_leg.sid != old, call.left_sids) == (True, True, ())
    rung = [(leg["to"], leg["status"]) for leg in desk.legs if leg["to"] == "client:ana"]
    assert rung == [("client:ana", "completed"), ("client:ana", "in-progress")]
    assert hear_each_other(desk) == {"agent-2", "customer"}


def test_a_call_that_the_agent_came_back_into_is_hung_up_as_any_other(desk):
    call = settles(desk, desk.softphone.calls.control(desk.connected(), control_call.rejoin))
    assert desk.follow(desk.softphone.calls.hang_up(call)).outcome is Outcome.TALKED
    assert alive(desk) == []
