from datetime import date

import pytest
from twilio.base.exceptions import TwilioRestException

SALES = "+14155550100"
CUSTOMER = "+13125550142"
STATUSES = ("in-progress", "init", "completed")


@pytest.fixture
def add(twilio):
    def added(conference, **options):
        said = {"from_": SALES, "to": CUSTOMER, "label": "customer", **options}
        return twilio.conferences(conference).participants.create(**said)

    return added


@pytest.fixture
def room(twilio):
    """The newest conference of that name, as it is now."""

    def newest(name):
        lists = [twilio.conferences.list(friendly_name=name, status=each) for each in STATUSES]
        return next(found[0] for found in lists if found)

    return newest


def test_a_conference_is_named_in_the_twiml_and_starts_with_the_second_person(agent_in, add, room, clock):
    agent_in("call 1 &amp; more")
    alone = room("call 1 & more").status
    add("call 1 & more")
    clock.forward(2)

    assert (alone, room("call 1 & more").status) == ("init", "in-progress")


def test_a_participant_is_queued_connecting_ringing_and_connected(agent_in, add, twilio, clock):
    agent_in("call")
    customer = add("call")
    seen = [customer.status]
    for seconds in (0.03, 0.05, 1.0):
        clock.forward(seconds)
        seen.append(twilio.conferences(customer.conference_sid).participants("customer").fetch().status)

    assert seen == ["queued", "connecting", "ringing", "connected"]
    assert twilio.calls(customer.call_sid).fetch().direction == "outbound-api"


def test_the_conference_is_there_for_the_first_participant(add, room):
    assert add("new one").conference_sid == room("new one").sid


def test_a_participant_is_added_by_the_sid_as_well_as_by_the_name(agent_in, add, room):
    agent_in("call")

    by_sid, by_name = add(room("call").sid, label="a"), add("call", label="b")

    assert by_sid.conference_sid == by_name.conference_sid == room("call").sid


def test_a_label_in_use_is_16026_and_nobodys_phone_rings(agent_in, add, sandbox):
    agent_in("call")
    add("call")

    with pytest.raises(TwilioRestException) as refused:
        add("call", to="+12065550170")

    assert refused.value.code == 16026
    assert [leg["to"] for leg in sandbox.snapshot()["legs"]] == ["client:ana", CUSTOMER]


def test_a_label_is_free_again_once_its_owner_left(agent_in, add, twilio, clock):
    agent_in("call")
    first = add("call")
    clock.forward(2)
    twilio.calls(first.call_sid).update(status="completed")

    assert add("call").call_sid != first.call_sid


def test_a_label_in_use_in_the_twiml_sends_the_agent_to_the_next_verb(agent_in, sandbox):
    agent_in("call", "participantLabel='agent'")

    second = agent_in("call", "participantLabel='agent'", agent="client:bo")

    assert second.status == "completed"


def test_when_the_customer_leaves_a_conference_that_ends_with_them_everybody_goes(
    agent_in, add, room, twilio, clock
):
    agent = agent_in("call")
    customer = add("call", end_conference_on_exit=True)
    clock.forward(10)

    twilio.calls(customer.call_sid).update(status="completed")

    assert agent.fetch().status == "completed"
    assert room("call").status == "completed"
    assert room("call").reason_conference_ended == "participant-with-end-conference-on-exit-left"
    assert room("call").call_sid_ending_conference == customer.call_sid


def test_when_the_agent_leaves_before_the_customer_answers_the_customers_phone_stops(
    agent_in, add, sandbox, clock
):
    agent = agent_in("call", "endConferenceOnExit='true'")
    add("call")
    clock.forward(0.5)

    agent.update(status="completed")

    assert [leg["status"] for leg in sandbox.snapshot()["legs"]] == ["completed", "canceled"]


def test_a_customer_who_is_busy_does_not_end_the_conference(agent_in, add, room, sandbox, clock):
    sandbox.world.behave(CUSTOMER, does="busy")
    agent = agent_in("call")
    add("call", end_conference_on_exit=True)
    clock.forward(5)

    assert agent.fetch().status == "in-progress"
    assert room("call").status == "init"


def test_when_the_last_one_leaves_the_conference_is_completed(agent_in, room, clock):
    agent = agent_in("call")

    agent.update(status="completed")

    assert (room("call").status, room("call").reason_conference_ended) == (
        "completed",
        "last-participant-left",
    )


def test_ending_a_conference_hangs_up_on_everybody_whatever_their_state(agent_in, add, room, sandbox, clock):
    agent_in("call")
    add("call")
    clock.forward(0.5)

    ended = room("call").update(status="completed")

    assert ended.reason_conference_ended == "conference-ended-via-api"
    assert [leg["status"] for leg in sandbox.snapshot()["legs"]] == ["completed", "canceled"]


def test_a_conference_that_is_over_takes_nobody_but_its_name_opens_a_new_one(agent_in, add, room):
    agent_in("call").update(status="completed")
    over = room("call").sid

    with pytest.raises(TwilioRestException) as refused:
        add(over)

    assert refused.value.code == 16022
    assert add("call").conference_sid != over


def test_a_full_conference_takes_nobody_else(add):
    add("small", label="a", max_participants=2)
    add("small", label="b")

    with pytest.raises(TwilioRestException) as refused:
        add("small", label="c")

    assert refused.value.code == 16020


@pytest.mark.parametrize(
    ("change", "attribute"),
    [
        ({"hold": True, "hold_url": "http://acme.example/music"}, "hold"),
        ({"muted": True}, "muted"),
        ({"end_conference_on_exit": True}, "end_conference_on_exit"),
    ],
)
def test_hold_mute_and_ending_on_exit_are_switched_on_and_off(agent_in, add, twilio, change, attribute):
    agent_in("call")
    customer = twilio.conferences(add("call").conference_sid).participants("customer")

    assert getattr(customer.update(**change), attribute) is True
    assert getattr(customer.update(**{attribute: False}), attribute) is False


def test_participants_are_found_by_call_sid_and_label_and_listed_by_state(agent_in, add, twilio, clock):
    agent = agent_in("call", "participantLabel='agent'")
    customer = add("call")
    clock.forward(2)
    participants = twilio.conferences(customer.conference_sid).participants

    participants("customer").update(hold=True)

    assert participants(agent.sid).fetch().label == "agent"
    assert {each.label for each in participants.list()} == {"agent", "customer"}
    assert [each.label for each in participants.list(hold=True)] == ["customer"]
    assert [each.label for each in participants.list(muted=True)] == []
    assert {each.label for each in participants.list(page_size=1)} == {"agent", "customer"}


def test_who_left_is_not_found_any_more(agent_in, add, twilio, clock):
    agent_in("call")
    customer = add("call")
    clock.forward(2)
    participants = twilio.conferences(customer.conference_sid).participants

    assert participants("customer").delete()

    with pytest.raises(TwilioRestException) as missing:
        participants("customer").fetch()
    assert (missing.value.status, missing.value.code) == (404, 20404)
    assert twilio.calls(customer.call_sid).fetch().status == "completed"


def test_a_kicked_participant_who_was_to_end_the_conference_ends_it(agent_in, add, room, twilio, clock):
    agent_in("call")
    customer = add("call", end_conference_on_exit=True)
    clock.forward(2)

    twilio.conferences(customer.conference_sid).participants("customer").delete()

    assert room("call").reason_conference_ended == "participant-with-end-conference-on-exit-kicked"


def test_a_supervisor_may_coach_somebody_who_is_there(agent_in, add, twilio, clock):
    agent = agent_in("call")
    coach = add("call", to="client:sam", label="sam", coaching=True, call_sid_to_coach=agent.sid)

    assert (coach.coaching, coach.call_sid_to_coach) == (True, agent.sid)
    assert (
        twilio.conferences(coach.conference_sid).participants("sam").update(coaching=False).coaching is False
    )


def test_a_room_where_only_listeners_wait_does_not_start(agent_in, room):
    agent_in("call", "startConferenceOnEnter='false'")
    agent_in("call", "startConferenceOnEnter='false'", agent="client:bo")

    assert room("call").status == "init"


def test_conferences_are_listed_by_name_status_and_day(agent_in, twilio, clock):
    agent_in("first").update(status="completed")
    agent_in("second")

    def names(**filters):
        return [each.friendly_name for each in twilio.conferences.list(**filters)]

    assert names(status="init") == ["second"]
    assert names(status="completed") == ["first"]
    assert names(status="completed", date_created=date(2026, 11, 21)) == ["first"]
    assert names(status="completed", date_created_after=date(2026, 11, 22)) == []


def test_without_a_status_only_conferences_in_progress_are_listed(agent_in, add, twilio, clock):
    """As since 2026-09-30."""
    agent_in("alone")
    agent_in("together")
    add("together")
    clock.forward(2)
    agent_in("over").update(status="completed")
    assert [each.friendly_name for each in twilio.conferences.list()] == ["together"]


def test_only_adding_takes_a_conferences_name(agent_in, twilio):
    agent_in("call")

    with pytest.raises(TwilioRestException) as missing:
        twilio.conferences("call").participants("customer").fetch()

    assert (missing.value.status, missing.value.code) == (405, 20004)
