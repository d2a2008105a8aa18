import pytest
from twilio.base.exceptions import TwilioRestException


def test_acme_owns_some_forty_numbers_in_five_countries(twilio):
    numbers = [each.phone_number for each in twilio.incoming_phone_numbers.list()]

    assert 38 <= len(numbers) <= 45
    for begin in ("+1415", "+1416", "+55", "+44", "+49", "+1800"):
        assert any(number.startswith(begin) for number in numbers)


def test_acme_has_an_sms_only_number_and_a_fax(twilio):
    numbers = twilio.incoming_phone_numbers.list()

    assert [each.friendly_name for each in numbers if not each.capabilities["voice"]] == [
        "Text alerts Portland"
    ]
    assert [each.friendly_name for each in numbers if each.voice_receive_mode == "fax"] == [
        "Fax Philadelphia"
    ]


def test_a_number_carries_its_label_and_when_it_was_bought(twilio):
    number = twilio.incoming_phone_numbers.list(phone_number="+14155550100")[0]

    assert number.friendly_name == "Sales San Francisco"
    assert number.date_created.isoformat() == "2021-03-08T15:04:05+00:00"
    assert twilio.incoming_phone_numbers(number.sid).fetch().phone_number == "+14155550100"


def test_toll_free_numbers_have_a_list_of_their_own(twilio):
    toll_free = {each.phone_number for each in twilio.incoming_phone_numbers.toll_free.list()}

    assert toll_free == {"+18005550199", "+18885550143", "+18335550160", "+448081570155"}
    assert not toll_free & {each.phone_number for each in twilio.incoming_phone_numbers.local.list()}


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"friendly_name": "Sales London"}, 1),
        ({"friendly_name": "nobody"}, 0),
        ({"phone_number": "+1415"}, 3),
        ({"beta": True}, 0),
        ({"origin": "twilio"}, 42),
    ],
)
def test_the_list_is_filtered_as_asked(twilio, filters, count):
    assert len(twilio.incoming_phone_numbers.list(**filters)) == count


def test_two_numbers_are_verified_and_one_of_them_is_owned_too(twilio):
    verified = [each.phone_number for each in twilio.outgoing_caller_ids.list()]
    owned = [each.phone_number for each in twilio.incoming_phone_numbers.list()]

    assert verified == ["+15105550177", "+12125550101"]
    assert [number in owned for number in verified] == [False, True]


def test_a_verified_number_is_fetched_by_its_sid(twilio):
    first = twilio.outgoing_caller_ids.list()[0]

    assert twilio.outgoing_caller_ids(first.sid).fetch().friendly_name == first.friendly_name


def test_a_number_that_is_not_there_is_404(twilio):
    with pytest.raises(TwilioRestException) as missing:
        twilio.incoming_phone_numbers("PN" + "0" * 32).fetch()

    assert (missing.value.status, missing.value.code) == (404, 20404)


def test_a_given_account_replaces_acme_and_keeps_what_is_unusual(open_sandbox, sign_in):
    given = {
        "sid": "PN" + "7" * 32,
        "phone_number": "+5585965737600",
        "capabilities": {"voice": None},
        "surprise": [1],
    }
    sandbox = open_sandbox(account={"incoming_phone_numbers": [given]})
    twilio = sign_in(sandbox)

    page = twilio.incoming_phone_numbers.page()

    number = next(iter(page))
    assert number.sid == "PN" + "7" * 32
    assert number.capabilities == {"voice": None}
    assert number.voice_receive_mode == "voice"
    assert twilio.outgoing_caller_ids.list() == []


def test_a_released_number_is_gone_and_cannot_be_shown(sandbox, twilio):
    sandbox.world.release("+14155550100")

    assert twilio.incoming_phone_numbers.list(phone_number="+14155550100") == []
    with pytest.raises(TwilioRestException) as refused:
        twilio.calls.create(to="client:ana", from_="+14155550100", twiml="<Response/>")
    assert refused.value.code == 21210
