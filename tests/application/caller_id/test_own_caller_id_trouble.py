"""An agent's caller ID without TaskRouter, without a worker, without the network, without permission."""

import pytest
from setting_caller_ids import LOS_ANGELES, NEW_YORK, SUPERVISORS, attributes, look, pick, set_by, worker

from softphone.adapters.twilio.taskrouter.worker_text import KEY
from softphone.domain import SoftphoneError


@pytest.fixture
def sam(open_desk, desk):
    return open_desk(agent="sam", sandbox=desk.sandbox, settings=SUPERVISORS, machine="sam")


def test_without_a_workspace_the_pick_is_local_and_it_is_said_what_is_missing(desk, open_desk):
    alone = open_desk(sandbox=desk.sandbox, task_router=False)
    assert pick(alone, NEW_YORK) is None
    assert alone.softphone.pick.in_force == NEW_YORK
    assert "twilio.workspace_sid" in alone.softphone.pick.at_task_router.missing
    assert KEY not in attributes(desk)


def test_without_a_worker_the_pick_is_local_and_it_is_said_what_is_missing(open_desk):
    zoe = open_desk(agent="zoe")
    assert look(zoe) is None
    assert pick(zoe, NEW_YORK) is None
    assert (zoe.softphone.pick.in_force, zoe.softphone.pick.at_task_router.missing.values) == (
        NEW_YORK,
        {"agent": "zoe"},
    )


def test_a_worker_is_found_by_its_client_too(open_desk):
    given = {"friendly_name": "Ana F", "attributes": '{"contact_uri": "client:ana"}'}
    desk = open_desk(account={"workers": [{"friendly_name": "bo"}, given]})
    look(desk)
    assert desk.softphone.pick.at_task_router.missing == ""


def test_while_twilio_cannot_be_reached_the_pick_holds_and_is_sent_with_the_next_look(desk):
    look(desk)
    desk.sandbox.add_fault({"request": "GET Workers", "nth": 1, "does": "503"})
    with pytest.raises(SoftphoneError):
        pick(desk, NEW_YORK)
    assert desk.softphone.pick.in_force == NEW_YORK
    look(desk)
    assert attributes(desk)[KEY]["caller_id"] == NEW_YORK


def test_a_pick_that_never_arrived_gives_way_to_what_was_set_after_it(desk, sam):
    look(desk)
    desk.sandbox.add_fault({"request": "GET Workers", "nth": 1, "does": "503"})
    with pytest.raises(SoftphoneError):
        pick(desk, LOS_ANGELES)
    desk.time.forward(600)
    set_by(sam, NEW_YORK)
    assert "Sales New York" in look(desk)
    assert desk.softphone.pick.in_force == NEW_YORK


def test_a_key_without_permission_is_told_which_one_it_lacks(desk):
    look(desk)
    desk.sandbox.add_fault(
        {"request": "POST Workers", "nth": 1, "does": "error", "status": 403, "code": 70051}
    )
    with pytest.raises(SoftphoneError, match="“twilio/taskrouter/workers/read and …/update”"):
        pick(desk, NEW_YORK)


def test_attributes_that_cannot_be_read_are_left_alone(open_desk):
    given = {"friendly_name": "ana", "attributes": "not json"}
    desk = open_desk(account={"workers": [given], "incoming_phone_numbers": [{"phone_number": NEW_YORK}]})
    with pytest.raises(SoftphoneError, match="What Twilio keeps about ana cannot be read"):
        pick(desk, NEW_YORK)
    assert worker(desk).attributes == "not json"
