"""Redaction: no telephone number, identifier or secret is left, and dates are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.redaction import redacted

AS_PEOPLE_WRITE_IT = [
    "+12125550142",
    "+1 212 555 0142",
    "+1 (212) 555-0142",
    "(212) 555-0142",
    "212.555.0142",
    "212/555/0142",
    "2125550142",
    "1-212-555-0142",
    "001 212 555 0142",
    "555-0142",
    "212\u2011555\u20110142",
    "212 – 555 – 0142",
    "212\u00a0555\u202f0142",
    "\u202a+1 212 555 0142\u202c",
    "2\u200b12\u200b5550142",
    "tel:+1-212-555-0142",
    "%2B12125550142",
    "%28212%29%20555-0142",
    "２１２５５５０１４２",
    "٢١٢٥٥٥٠١٤٢",
    "sip:+12125550142@acme.example",
    "“+1 212-555-0142”",
]


@pytest.mark.parametrize("written", AS_PEOPLE_WRITE_IT)
def test_a_number_is_taken_out_however_it_is_written(written):
    left = redacted(f"Calling {written} now.")
    assert len([character for character in left if character.isdigit()]) <= 2
    assert left.startswith("Calling ") and left.endswith(" now.")


@pytest.mark.parametrize("written", ["+6834000", "+29020", "＋6834000", "+44 20"])
def test_a_plus_makes_short_digits_a_number(written):
    assert len(re.findall(r"\d", redacted(written))) == 2 or written == "+44 20"


def test_the_last_two_digits_are_left_to_tell_numbers_apart():
    assert redacted("+1 212 555 0142 and +1 212 555 0143") == "…42 and …43"


SID = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"GET /Accounts/AC{SID}/Calls/CA{SID}.json", "GET /Accounts/AC…/Calls/CA….json"),
        (f"key SK{SID}", "key SK…"),
        ("the secret aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF is", "the secret … is"),
        ("Authorization: Basic QUM6c2VjcmV0MTIz", "Authorization: Basic …"),
        ("Bearer abc.def-ghi", "Bearer …"),
        ("eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl", "…"),
        ("https://SK1:hunter2@api.twilio.com/", "https://…@api.twilio.com/"),
        ("api_key_secret = 'hunter2'", "api_key_secret = '…'"),
        ('{"auth_token": "hunter2", "a": 1}', '{"auth_token": "…", "a": 1}'),
        ("?password=hunter2&x=1", "?password=…&x=1"),
    ],
)
def test_identifiers_and_secrets_are_taken_out(text, left):
    assert redacted(text) == left


def test_a_known_secret_is_taken_out_wherever_it_stands():
    assert redacted("see(hunter2-and-more)", ["hunter2-and-more"]) == "see(…)"


def test_an_empty_secret_takes_nothing_out():
    assert redacted("nothing", [""]) == "nothing"


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22 10:15:32,123 INFO started",
        "2026-11-22T10:15:32Z",
        "on 2026-11-22, line 1234 of 100",
        "43 numbers, refreshed 10:15",
        "Python 3.11.9",
        "Error 20003",
        "",
    ],
)
def test_what_is_no_number_stays(text):
    assert redacted(text) == text


@given(
    st.from_regex(r"\+[1-9]\d{6,14}", fullmatch=True), st.sampled_from([" ", "-", ".", "", "\u00a0", ") ("])
)
def test_no_e164_number_comes_through_in_any_grouping(e164, separator):
    digits = e164[1:]
    written = "+" + separator.join(re.findall("..?.?", digits))
    left = redacted(f"x {written} y")
    assert digits[:-2] not in re.sub(r"\D", "", left)
    assert len(re.findall(r"\d", left)) == 2


@given(st.text())
def test_redacting_twice_changes_nothing_more(text):
    once = redacted(text)
    assert redacted(once) == once
