"""The line's own words, its trouble, and which call it answers by itself."""

import pytest

from softphone.adapters.twilio.errors.voice_sdk import TROUBLES, trouble_of
from softphone.domain.line.line_state import (
    MICROPHONE_CAUSES,
    STATUS,
    InvitedCall,
    LineState,
    client_endpoint,
    identity_of,
    is_own_leg,
    phone_rung,
    ringing_endpoint,
)

ID = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize("state", LineState)
def test_every_state_has_its_sentence(state):
    assert STATUS[state].what.endswith((".", "…"))


def test_no_two_states_say_the_same():
    assert len({status.what for status in STATUS.values()}) == len(LineState)


@pytest.mark.parametrize("code", TROUBLES)
def test_every_known_trouble_says_what_and_what_to_do(code):
    trouble = TROUBLES[code]
    assert trouble.what and trouble.remedy


def test_an_unknown_trouble_shows_its_code():
    assert trouble_of(39999).what == "Twilio reported an error on your line (code 39999)."


@pytest.mark.parametrize("code", [20104, 31205])
def test_an_expired_token_asks_for_another_one(code):
    assert trouble_of(code).needs_token


@pytest.mark.parametrize(("cause", "state"), MICROPHONE_CAUSES.items())
def test_what_the_browser_says_of_the_microphone_goes_before_the_code(cause, state):
    assert trouble_of(31402, cause).state is state


def test_aborted_means_no_microphone_where_there_is_none():
    assert trouble_of(31402, "AbortError", has_microphone=False).state is LineState.NO_MICROPHONE


def test_not_allowed_stays_not_allowed_without_a_microphone():
    assert trouble_of(31401, "NotAllowedError", has_microphone=False).state is LineState.NO_PERMISSION


@pytest.mark.parametrize(
    ("parameters", "asked_for", "is_own"),
    [
        ({"call": ID}, [ID], True),
        ({"call": ID}, [], False),
        ({"call": ID}, ["f" * 32], False),
        ({"call": ""}, [""], False),
        ({}, [""], False),
        ({}, [ID], False),
        ({"Call": ID}, [ID], False),
    ],
)
def test_only_a_leg_that_was_asked_for_is_our_own(parameters, asked_for, is_own):
    assert is_own_leg(InvitedCall("CA1", parameters=parameters), asked_for) is is_own


@pytest.mark.parametrize(
    ("endpoint", "identity", "rung"),
    [
        ("client:ana", "ana", f"client:ana?call={ID}"),
        ("sip:ana@acme.example", "", "sip:ana@acme.example"),
        ("+12125550142", "", "+12125550142"),
    ],
)
def test_only_a_line_in_the_app_is_told_which_call_it_is_rung_for(endpoint, identity, rung):
    assert (identity_of(endpoint), ringing_endpoint(endpoint, ID)) == (identity, rung)


@pytest.mark.parametrize("endpoint", ["client:ana", "sip:ana@acme.example?a=1", "+12125550142"])
def test_the_phone_that_was_rung_is_known_again(endpoint):
    assert phone_rung(ringing_endpoint(endpoint, ID)) == endpoint


@pytest.mark.parametrize(
    ("agent", "endpoint"),
    [
        ("ana", "client:ana"),
        ("Ana Díaz", "client:Ana_D_az"),
        ("ana@acme.example", "client:ana_acme.example"),
        ("", ""),
    ],
)
def test_an_agents_line_is_named_after_them(agent, endpoint):
    assert client_endpoint(agent) == endpoint
