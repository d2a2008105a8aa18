"""Both lists of numbers, all their pages."""

import json

import pytest

from softphone.adapters.twilio.account_file import AccountFile
from softphone.adapters.twilio.numbers import TwilioNumbers
from softphone.application.numbers.refresh import account_of
from softphone.domain import SoftphoneError

CREATED = "Tue, 02 Jan 2024 03:04:05 +0000"


def resource(serial: int, **facts) -> dict:
    return {"sid": f"PN{serial:032x}", "phone_number": f"+1415{5550000 + serial}", **facts}


def listed(sandbox, sign_in, **account):
    return TwilioNumbers(sign_in(sandbox(account=account))).numbers()


def test_an_account_of_many_pages_is_read_to_its_end(open_sandbox, sign_in):
    owned = [resource(serial) for serial in range(2345)]
    sandbox = open_sandbox(account={"incoming_phone_numbers": owned})
    numbers = TwilioNumbers(sign_in(sandbox)).numbers()
    assert {one.e164 for one in numbers} == {one["phone_number"] for one in owned}
    assert sum(request.kind == "GET IncomingPhoneNumbers" for request in sandbox.requests) == 3


def test_a_page_that_breaks_off_is_no_list(open_sandbox, sign_in):
    sandbox = open_sandbox(account={"incoming_phone_numbers": [resource(serial) for serial in range(2345)]})
    sandbox.add_fault({"request": "GET IncomingPhoneNumbers", "nth": 2, "does": "truncated"})
    with pytest.raises(SoftphoneError, match="did not arrive or could not be read"):
        TwilioNumbers(sign_in(sandbox)).numbers()


def test_an_empty_account_has_no_numbers(open_sandbox, sign_in):
    assert listed(open_sandbox, sign_in) == []


def test_an_owned_number_comes_with_its_facts(open_sandbox, sign_in):
    owned = resource(1, friendly_name="Sales", date_created=CREATED)
    [one] = listed(open_sandbox, sign_in, incoming_phone_numbers=[owned])
    assert (one.e164, one.sid, one.label, one.created_at) == (
        "+14155550001",
        owned["sid"],
        "Sales",
        1704164645.0,
    )
    assert (one.voice, one.receives_fax, one.verified) == (True, False, False)


@pytest.mark.parametrize(
    ("facts", "voice", "fax"),
    [
        ({"capabilities": {"voice": False, "sms": True}}, False, False),
        ({"capabilities": {"voice": True, "fax": True}, "voice_receive_mode": "fax"}, True, True),
        ({"capabilities": {"voice": True}, "voice_receive_mode": "voice"}, True, False),
        ({"capabilities": {"voice": True}, "voice_receive_mode": None}, True, False),
        ({"capabilities": {}}, True, False),
        ({"capabilities": {"voice": None}}, True, False),
        ({"capabilities": None}, True, False),
        ({}, True, False),
    ],
)
def test_what_a_number_can_do_is_what_twilio_says_and_unknown_is_no_cannot(
    open_sandbox, sign_in, facts, voice, fax
):
    [one] = listed(open_sandbox, sign_in, incoming_phone_numbers=[resource(1, **facts)])
    assert (one.voice, one.receives_fax) == (voice, fax)


def test_an_outgoing_caller_id_is_verified(open_sandbox, sign_in):
    [one] = listed(open_sandbox, sign_in, outgoing_caller_ids=[resource(1, friendly_name="Front desk")])
    assert (one.verified, one.label) == (True, "Front desk")


@pytest.fixture
def write(tmp_path):
    def written(content) -> AccountFile:
        path = tmp_path / "account.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content, indent=1).encode())
        return AccountFile(path)

    return written


def test_a_file_of_resources_is_read_as_the_api_is(write, open_sandbox, sign_in):
    account = {
        "incoming_phone_numbers": [
            resource(1, capabilities={"voice": True}, date_created=CREATED, friendly_name="Sales"),
            resource(2, capabilities={"voice": False}, date_created=CREATED, friendly_name="Texts"),
        ],
        "outgoing_caller_ids": [resource(3, date_created=CREATED, friendly_name="Front desk")],
    }
    assert write(account).numbers() == listed(open_sandbox, sign_in, **account)


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b'{\n"incoming_phone_numbers": [\n', "account.json:3: is not JSON"),
        (b"", "account.json:1: is not JSON"),
        (b"\xff\xfe", "account.json:1: is not UTF-8 text"),
        (b"[" * 100_000, "account.json:1: is "),
        ([], "account.json:1: must be an object"),
        ({"a": 1, "incoming_phone_numbers": {}}, "account.json:3: incoming_phone_numbers must be a list"),
        ({"incoming_phone_numbers": [resource(1), {"sid": "PN2"}]},
         "account.json:8: incoming_phone_numbers, number 2, has no phone_number"),
        ({"incoming_phone_numbers": [3]},
         "account.json:2: incoming_phone_numbers, number 1, has no phone_number"),
        ({"outgoing_caller_ids": [{"phone_number": 14155550123}]},
         "account.json:2: outgoing_caller_ids, number 1, has no phone_number"),
        ({"incoming_phone_numbers": [resource(1, friendly_name="41555501"), {"phone_number": "41555501"}]},
         "account.json:9: incoming_phone_numbers, number 2: “41555501” is no number like +14155550123"),
        ({"outgoing_caller_ids": [{"phone_number": "whatsapp:+14155550109"}]},
         "account.json:4: outgoing_caller_ids, number 1: “whatsapp:+14155550109” is no number"),
        ({"incoming_phone_numbers": [{"phone_number": "+1 415 555 0109"}]}, "“+1 415 555 0109” is no number"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_says_where(write, content, where):
    with pytest.raises(SoftphoneError) as unusable:
        write(content).numbers()
    assert where in unusable.value.what


@pytest.mark.parametrize(
    "facts",
    [
        {"date_created": "yesterday"},
        {"date_created": 5},
        {"date_created": None, "friendly_name": None, "sid": None, "capabilities": None},
        {"sid": 7, "friendly_name": 7},
        {"capabilities": "voice"},
    ],
)
def test_odd_facts_in_a_file_do_not_stop_it(write, facts):
    odd, even = {**resource(1), **facts}, resource(2)
    assert len(account_of(write({"incoming_phone_numbers": [odd, even]}).numbers())) == 2


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("Tue, 02 Jan 2024 03:04:05 +0000", 1704164645.0),
        ("2024-01-02T03:04:05Z", 1704164645.0),
        ("2024-01-02T05:04:05+02:00", 1704164645.0),
        ("2024-01-02T03:04:05", 1704164645.0),
        ("2024-01-02", 1704153600.0),
        ("yesterday", 0.0),
        (None, 0.0),
    ],
)
def test_dates_are_read_as_twilio_writes_them_and_as_iso_dates(write, written, seconds):
    [one] = write({"incoming_phone_numbers": [resource(1, date_created=written)]}).numbers()
    assert one.created_at == seconds


def test_iso_dates_put_the_numbers_in_order(write):
    rows = [
        resource(1, date_created="2024-03-01T00:00:00Z"),
        resource(2, date_created="2023-03-01T00:00:00Z"),
    ]
    assert [own.e164 for own in account_of(write({"incoming_phone_numbers": rows}).numbers())] == [
        "+14155550002",
        "+14155550001",
    ]
