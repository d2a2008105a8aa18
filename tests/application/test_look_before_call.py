"""What is set for an agent is read before each call, and what was shown is what is dialled."""

import pytest
from setting_caller_ids import LOS_ANGELES, NEW_YORK, SUPERVISORS, pick, set_by

from softphone.domain import SoftphoneError


@pytest.fixture
def sam(open_desk, desk):
    return open_desk(agent="sam", sandbox=desk.sandbox, settings=SUPERVISORS, machine="sam")


def planned(desk, caller_id: str | None = None):
    destination = desk.softphone.read("+14155552671")
    desk.time.forward(60)
    return desk.softphone.new_call(desk.softphone.decide(destination, pick=caller_id))


@pytest.mark.parametrize("shown", ["default", LOS_ANGELES])
def test_a_call_is_not_dialled_when_another_number_was_set_since_it_was_shown(desk, sam, shown):
    pick(desk, shown)
    call = planned(desk)
    set_by(sam, NEW_YORK)
    with pytest.raises(SoftphoneError, match="Your caller ID is now Sales New York") as changed:
        desk.softphone.look_before_call(call)
    assert changed.value.remedy == "Look at the number shown now, then call again."
    assert planned(desk).caller_id == NEW_YORK


def test_a_number_for_this_call_only_is_let_pass_with_the_news(desk, sam):
    call = planned(desk, LOS_ANGELES)
    set_by(sam, NEW_YORK)
    assert "Sales New York" in desk.softphone.look_before_call(call)


def test_a_number_for_this_call_only_is_not_let_pass_over_a_pin(desk, sam):
    call = planned(desk, LOS_ANGELES)
    set_by(sam, NEW_YORK, pinned=True)
    with pytest.raises(SoftphoneError, match="Your caller ID is now Sales New York"):
        desk.softphone.look_before_call(call)


def test_a_call_that_shows_what_was_set_meanwhile_goes_on(desk, sam):
    call = planned(desk, NEW_YORK)
    set_by(sam, NEW_YORK, pinned=True)
    assert "Sales New York" in desk.softphone.look_before_call(call)


def test_no_call_waits_for_taskrouter(desk):
    call = planned(desk)
    desk.sandbox.add_fault({"request": "GET Workers", "nth": 1, "does": "503"})
    assert desk.softphone.look_before_call(call) is None


def test_nothing_new_is_no_news(desk):
    assert desk.softphone.look_before_call(planned(desk)) is None
