import pytest

MANY = [{"phone_number": f"+1415{number:07}"} for number in range(5_550_000, 5_552_345)]


@pytest.fixture
def big_account(open_sandbox, sign_in):
    sandbox = open_sandbox(account={"incoming_phone_numbers": MANY})
    return sandbox, sign_in(sandbox)


def test_every_number_of_2345_comes_once_in_pages_of_1000(big_account):
    sandbox, twilio = big_account

    numbers = [each.phone_number for each in twilio.incoming_phone_numbers.list(page_size=1000)]

    assert numbers == [each["phone_number"] for each in MANY]
    assert [len(request.query) for request in sandbox.requests] == [1, 3, 3]


def test_a_page_has_50_entries_unless_asked_otherwise(big_account):
    _, twilio = big_account

    page = twilio.incoming_phone_numbers.page()

    assert len(list(page)) == 50
    assert page.next_page_url.startswith("https://api.twilio.com/2010-04-01/Accounts/AC")


def test_the_last_page_has_no_next_one_and_the_one_before_it_is_found_again(big_account):
    _, twilio = big_account

    second = twilio.incoming_phone_numbers.page(page_size=1000).next_page()
    last = second.next_page()

    assert len(list(last)) == 345
    assert last.next_page_url is None
    assert [each.sid for each in last.previous_page()] == [each.sid for each in second]


def test_a_number_released_between_two_pages_makes_no_other_one_disappear(big_account):
    sandbox, twilio = big_account
    first = twilio.incoming_phone_numbers.page(page_size=1000)

    sandbox.world.release(MANY[10]["phone_number"])

    assert next(iter(first.next_page())).phone_number == MANY[1000]["phone_number"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("PageSize=1001", 20007),
        ("PageSize=x", 20001),
        ("PageSize=%D9%A3", 20001),
        ("PageToken=PAnone", 20001),
    ],
)
def test_a_page_that_cannot_be_is_refused(big_account, query, code):
    _, twilio = big_account
    path = f"/2010-04-01/Accounts/{twilio.account_sid}/IncomingPhoneNumbers.json"

    answer = twilio.request("GET", f"https://api.twilio.com{path}?{query}")

    assert answer.status_code == 400
    assert f'"code": {code}' in answer.text
