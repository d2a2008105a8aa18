"""What holds at the press is what the customer sees: read for every call; a pin obeyed, a change asked."""

import pytest
from setting_caller_ids import LOS_ANGELES, NEW_YORK, SUPERVISORS, pick, set_by

from softphone.application.check_at_press import check_at_press, question_words, showing

SAN_FRANCISCO = "+14155550100"


@pytest.fixture
def sam(open_desk, desk):
    return open_desk(agent="sam", sandbox=desk.sandbox, settings=SUPERVISORS, machine="sam")


def planned(desk, caller_id: str | None = None):
    destination = desk.softphone.read("+14155552671")
    return desk.softphone.new_call(desk.softphone.decide(destination, pick=caller_id))


def checked(desk, call, *, once: bool = False):
    return check_at_press(desk.softphone, call, is_for_this_call_only=once)


@pytest.mark.parametrize("seconds", [0, 1, 5, 29, 31])
@pytest.mark.parametrize("shown", ["default", LOS_ANGELES])
def test_a_pin_is_obeyed_however_short_before_the_press_the_worker_was_read(desk, sam, shown, seconds):
    pick(desk, shown)
    desk.softphone.pick.look("the agent begins to type a number")
    call = planned(desk)
    set_by(sam, NEW_YORK, pinned=True)
    desk.time.forward(seconds)
    found = checked(desk, call)
    assert (found.is_question, showing(call, found.decision).caller_id) == (False, NEW_YORK)
    assert found.news.endswith("The customer sees +1 212 555 0101.")


@pytest.mark.parametrize("seconds", [0, 1, 5, 29, 31])
def test_another_change_is_asked_about_and_both_numbers_are_named(desk, sam, seconds):
    pick(desk, LOS_ANGELES)
    call = planned(desk)
    set_by(sam, NEW_YORK)
    desk.time.forward(seconds)
    found = checked(desk, call)
    assert found.is_question
    assert question_words(call, found).endswith(
        "Show it to this customer, or +1 310 555 0199, which you saw?"
    )
    assert showing(call, found.decision).caller_id == NEW_YORK
    assert showing(call, None).caller_id == LOS_ANGELES


def test_what_is_shown_instead_has_its_own_rule_and_reason(desk, sam):
    call = planned(desk)
    set_by(sam, NEW_YORK, pinned=True)
    shown = showing(call, checked(desk, call).decision)
    assert (call.rule, shown.rule, shown.waits_for_caller_id) == ("same_area_code", "picked", False)


def test_a_number_for_this_call_only_stays_with_the_news(desk, sam):
    call = planned(desk, LOS_ANGELES)
    set_by(sam, NEW_YORK)
    found = checked(desk, call, once=True)
    assert (found.decision, "Sales New York" in found.news) == (None, True)


def test_a_number_for_this_call_only_does_not_stay_over_a_pin(desk, sam):
    call = planned(desk, LOS_ANGELES)
    set_by(sam, NEW_YORK, pinned=True)
    assert showing(call, checked(desk, call, once=True).decision).caller_id == NEW_YORK


def test_a_call_that_shows_what_was_set_meanwhile_goes_on(desk, sam):
    call = planned(desk, NEW_YORK)
    set_by(sam, NEW_YORK, pinned=True)
    found = checked(desk, call)
    assert (found.decision, "Sales New York" in found.news) == (None, True)


def test_where_taskrouter_cannot_be_asked_what_was_known_stays_and_that_is_said(desk):
    call = planned(desk)
    desk.sandbox.add_fault({"request": "GET Workers", "nth": 1, "does": "503"})
    found = checked(desk, call)
    assert (found.decision, found.news) == (
        None,
        "Twilio is not available at the moment. The caller ID that was known last is shown.",
    )


def test_nothing_new_is_no_news(desk):
    found = checked(desk, planned(desk))
    assert (found.decision, found.news, found.is_question) == (None, "", False)


def test_the_customer_is_not_rung_before_it_is_known_what_they_see(desk):
    from dataclasses import replace

    from softphone.application.calls import control_call

    call = desk.softphone.calls.begin(replace(planned(desk), waits_for_caller_id=True), asks_within=None)
    for _ in range(5):
        call = desk.softphone.calls.follow(call)
        desk.time.forward(1)
    assert desk.posts("Participants") == 0
    call = desk.softphone.calls.control(
        call, lambda call, ports: control_call.show(call, ports, lambda call: showing(call, None))
    )
    assert desk.follow(call, lambda call: call.is_connected).is_connected


def test_a_number_that_was_changed_meanwhile_is_what_twilio_is_asked_to_show(desk, sam):
    from dataclasses import replace

    from softphone.application.calls import control_call

    call = desk.softphone.calls.begin(replace(planned(desk), waits_for_caller_id=True), asks_within=None)
    set_by(sam, NEW_YORK, pinned=True)
    decision = checked(desk, call).decision
    call = desk.softphone.calls.control(
        call, lambda call, ports: control_call.show(call, ports, lambda call: showing(call, decision))
    )
    desk.follow(call, lambda call: call.is_connected)
    (customer,) = [leg for leg in desk.legs if leg["label"] == "customer"]
    assert (customer["from"], desk.softphone.calls.recent()[0].caller_id) == (NEW_YORK, NEW_YORK)
