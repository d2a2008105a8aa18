"""Whom a call may be handed to: names, numbers and SIP addresses, and every refusal."""

from dataclasses import replace

import pytest

from softphone.adapters.settings.settings_file import company_from_text
from softphone.application.contacts.transfer_targets import Colleague, address_of, colleagues, suggested
from softphone.domain.calls.call import Guest
from softphone.domain.calls.legs import Leg, LegStatus
from softphone.domain.errors import EmergencyNumber, SoftphoneError

ACME = """
[agents."dora".agent]
endpoint = "sip:dora@acme.example"
[agents."bo".caller_id]
mode = "automated"
[ring_groups.sales]
numbers = ["+14155550100"]
agents = ["ana", "carla", "temp*"]
[dedicated_lines]
"+14155550188" = "emil"
[supervisors]
agents = ["sam", "lead?"]
"""
CUSTOMER = "+14155552671"


@pytest.fixture
def acme():
    return company_from_text(ACME, "settings.toml")


@pytest.fixture
def address(open_desk, acme):
    """The address that a text stands for, in a call of Ana's with the customer."""
    desk = open_desk(settings=ACME)
    call = desk.new_call()

    def read(text: str, call=call) -> str:
        return address_of(text, call, desk.softphone, colleagues(acme, "ana"))

    read.call = call
    return read


def test_everybody_named_in_the_settings_is_a_colleague_but_not_the_agent_and_no_pattern(acme):
    assert [one.name for one in colleagues(acme, "ana")] == ["bo", "carla", "dora", "emil", "sam"]


def test_a_colleague_rings_at_the_phone_that_the_settings_give_them(acme):
    known = {one.name: one.address for one in colleagues(acme, "ana")}
    assert (known["bo"], known["dora"]) == ("client:bo", "sip:dora@acme.example")


def test_colleagues_known_from_elsewhere_are_there_too_with_their_phones(acme):
    found = colleagues(acme, "ana", {"zoe": "+14155550177", "bo": "sip:bo@acme.example"})
    assert Colleague("zoe", "+14155550177") in found
    assert Colleague("bo", "sip:bo@acme.example") in found


def test_a_name_that_no_phone_can_have_is_left_out(acme):
    assert "Bo Li" not in [one.name for one in colleagues(acme, "ana", {"Bo Li": "client:Bo Li"})]


@pytest.mark.parametrize(
    ("text", "names"),
    [("d", ["dora"]), ("A", ["carla", "dora", "sam"]), ("em", ["emil"]), ("x", []), ("  ", [])],
)
def test_while_typing_colleagues_are_suggested_those_that_begin_so_first(acme, text, names):
    assert [one.name for one in suggested(text, colleagues(acme, "ana"))] == names


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("bo", "client:bo"),
        (" Bo ", "client:bo"),
        ("DORA", "sip:dora@acme.example"),
        ("client:desk-7", "client:desk-7"),
        ("(212) 555-0142", "+12125550142"),
        ("+44 20 7946 0018", "+442079460018"),
        ("sip:desk@acme.example", "sip:desk@acme.example"),
        ("SIP:desk@acme.example", "sip:desk@acme.example"),
        ("sips:desk@acme.example:5061", "sips:desk@acme.example:5061"),
        ("desk@acme.example", "sip:desk@acme.example"),
        ("415@pbx.acme.example", "sip:415@pbx.acme.example"),
    ],
)
def test_what_a_person_types_is_an_address(address, text, means):
    assert address(text) == means


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Nobody is chosen yet."),
        ("zoe", "“zoe” is nobody known here."),
        ("sip:nobody", "“sip:nobody” is not a SIP address."),
        ("a@b@c", "“a@b@c” is not a SIP address."),
        ("two words@acme.example", "“two words@acme.example” is not a SIP address."),
        ("client:", "“client:” is nobody known here."),
        (CUSTOMER, "That is the customer's own number."),
        ("415 555 2671", "That is the customer's own number."),
        ("client:ana", "That is your own phone."),
        ("+14155550100", "That is the number shown for this call."),
    ],
)
def test_what_cannot_be_rung_is_said(address, text, words):
    with pytest.raises(SoftphoneError) as refused:
        address(text)
    assert refused.value.what == words
    assert refused.value.remedy


@pytest.mark.parametrize("text", ["911", "9-1-1", "112", "sip:911@acme.example", "112@acme.example"])
def test_emergency_numbers_are_refused_in_every_form(address, text):
    with pytest.raises(EmergencyNumber):
        address(text)


def test_a_number_that_is_too_short_says_what_reading_says_of_it(address):
    with pytest.raises(SoftphoneError) as refused:
        address("12345")
    assert "12345" in str(refused.value)


def test_who_is_in_the_call_is_not_rung_again(address):
    there = replace(address.call, guests=(Guest("guest-1", "client:bo", Leg(LegStatus.IN_PROGRESS)),))
    with pytest.raises(SoftphoneError, match="bo is in the call already"):
        address("bo", there)


def test_who_has_left_the_call_may_be_rung_again(address):
    left = replace(address.call, guests=(Guest("guest-1", "client:bo", Leg(LegStatus.COMPLETED)),))
    assert address("bo", left) == "client:bo"
