import tomllib

import pytest

from softphone.sandbox import DEFAULT_SETTINGS_TOML, Sandbox, UnusableInput, default_settings

CUSTOMER = "+13125550142"


@pytest.mark.parametrize("phone", ["client:ana", "sip:desk@acme.example", "+14155550171"])
def test_an_agents_phone_is_answered_after_three_tenths_of_a_second(customers_phone, clock, phone):
    call = customers_phone(to=phone)
    clock.forward(0.29)
    before = call.fetch().status
    clock.forward(0.02)

    assert (before, call.fetch().status) == ("ringing", "in-progress")


def test_anybody_else_lets_it_ring_for_a_second_and_talks_until_hung_up(customers_phone, clock):
    call = customers_phone()
    clock.forward(1.04)
    before = call.fetch().status
    clock.forward(3600)

    assert (before, call.fetch().status) == ("ringing", "in-progress")


@pytest.mark.parametrize(
    ("scenario", "after", "status"),
    [
        ({"does": "busy"}, 1, "busy"),
        ({"does": "reject"}, 1, "failed"),
        ({"does": "no-answer"}, 19, "ringing"),
        ({"does": "no-answer"}, 21, "no-answer"),
        ({"does": "answer", "after_s": 5}, 4, "ringing"),
        ({"does": "answer", "after_s": 5}, 6, "in-progress"),
        ({"does": "answer", "after_s": 30}, 25, "no-answer"),
        ({"does": "answer", "talks_s": 10}, 12, "completed"),
        ({"talks_s": 10}, 12, "completed"),
    ],
)
def test_the_scenario_says_what_people_do(open_sandbox, sign_in, clock, scenario, after, status):
    twilio = sign_in(open_sandbox(scenario={"destinations": {CUSTOMER: scenario}}))
    call = twilio.calls.create(to=CUSTOMER, from_="+14155550100", url="http://x.example", timeout=20)
    clock.forward(after)

    assert call.fetch().status == status


@pytest.mark.parametrize("does", ["busy", "reject", "no-answer"])
def test_who_was_not_reached_cost_no_time(customers_phone, sandbox, clock, does):
    sandbox.world.behave(CUSTOMER, does=does)
    call = customers_phone()
    clock.forward(100)

    assert (call.fetch().duration, call.fetch().end_time is None) == ("0", False)


def test_a_participant_rings_for_twilios_five_seconds_more(twilio, sandbox, clock):
    sandbox.world.behave(CUSTOMER, does="no-answer")
    customer = twilio.conferences("call").participants.create(from_="+14155550100", to=CUSTOMER, timeout=20)
    clock.forward(24)
    before = twilio.calls(customer.call_sid).fetch().status
    clock.forward(2)

    assert (before, twilio.calls(customer.call_sid).fetch().status) == ("ringing", "no-answer")


@pytest.mark.parametrize(
    ("scenario", "named"),
    [
        ({"destination": {}}, "unknown key destination"),
        ({"destinations": {CUSTOMER: {"does": "sing"}}}, "does: 'sing'"),
        ({"destinations": {CUSTOMER: {"talk": 3}}}, "unknown key talk"),
        ({"destinations": {CUSTOMER: {"after_s": -1}}}, "after_s: -1"),
        ({"destinations": {CUSTOMER: "busy"}}, "expected a table"),
        ({"destinations": []}, "expected tables"),
        ({"faults": {}}, r"expected \[\[faults\]\]"),
        ({"faults": ["429"]}, "expected a table"),
        ({"faults": [{"request": "POST Calls", "does": "429"}]}, "either nth or every"),
        ({"faults": [{"request": "POST Calls", "does": "429", "nth": 1, "every": 2}]}, "either nth or"),
        ({"faults": [{"request": "POST Calls", "does": "429", "nth": 0}]}, "nth: 0"),
        ({"faults": [{"request": "POST Calls", "does": "explode", "nth": 1}]}, "does: 'explode'"),
        ({"faults": [{"request": "PUT Calls", "does": "429", "nth": 1}]}, "request: 'PUT Calls'"),
        ({"faults": [{"request": "POST Calls", "does": "429", "nth": 1, "x": 1}]}, "unknown key x"),
        ({"faults": [{"request": "POST Calls", "does": "slow", "nth": 1, "code": 1}]}, "code: has no"),
    ],
)
def test_a_scenario_that_means_nothing_is_refused_by_name(scenario, named):
    with pytest.raises(UnusableInput, match=named):
        Sandbox(scenario=scenario)


@pytest.mark.parametrize(
    ("account", "named"),
    [
        ({"incoming_phone_numbers": {}}, "incoming_phone_numbers: expected a list"),
        ({"outgoing_caller_ids": [{"sid": "PN"}]}, "outgoing_caller_ids: an entry has no phone_number"),
        ({"workers": ["ana"]}, "workers: expected a list"),
    ],
)
def test_an_account_that_is_none_is_refused_by_name(account, named):
    with pytest.raises(UnusableInput, match=named):
        Sandbox(account=account)


def test_the_settings_that_come_along_fit_the_account(twilio, workers):
    settings = tomllib.loads(default_settings())
    held = {each.phone_number for each in twilio.incoming_phone_numbers.list()}
    held |= {each.phone_number for each in twilio.outgoing_caller_ids.list()}
    names = {worker.friendly_name for worker in workers.list()}

    assert default_settings() == DEFAULT_SETTINGS_TOML
    assert set(settings["ring_groups"]) == {"sales", "support", "freephone"}
    for group in settings["ring_groups"].values():
        assert set(group["numbers"]) <= held
        assert set(group["agents"]) <= names
    assert settings["dedicated_lines"] == {"+14155550188": "ana"}
    assert "ana" in settings["ring_groups"]["sales"]["agents"]
