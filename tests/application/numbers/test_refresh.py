"""The account's numbers: read whole, kept whole, and only as old as they are said to be."""

from dataclasses import replace

import pytest

from softphone.adapters.sqlite.database import Database
from softphone.adapters.sqlite.number_cache import NUMBER_CACHE_SCHEMA, SqliteNumberCache
from softphone.application.numbers.refresh import account_of, is_due, refresh
from softphone.application.ports import ListedNumber
from softphone.domain import Place, SoftphoneError

ACCOUNT = "AC00000000000000000000000000000001"
NEW_YORK, LONDON, TORONTO = (
    ListedNumber("+12125550101", "PN1", "New York", 1.0),
    ListedNumber("+442079460100", "PN2", "London", 2.0),
    ListedNumber("+14165550112", "PN3", "Toronto", 3.0),
)
DAY = 24 * 3600.0


class Listing:
    """A source of numbers that says what it was given."""

    def __init__(self, *numbers: ListedNumber) -> None:
        self.listed = numbers

    def numbers(self) -> tuple[ListedNumber, ...]:
        return self.listed


@pytest.fixture
def cache(tmp_path):
    database = Database(tmp_path / "numbers.sqlite", NUMBER_CACHE_SCHEMA, print)
    yield SqliteNumberCache(database)
    database.close()


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ([], [NEW_YORK, LONDON], "2 added"),
        ([NEW_YORK, LONDON], [NEW_YORK], "1 released"),
        ([NEW_YORK, LONDON], [LONDON, TORONTO], "1 added, 1 released"),
        ([NEW_YORK], [replace(NEW_YORK, label="Head office")], "1 changed"),
        ([NEW_YORK], [replace(NEW_YORK, voice=False)], "1 changed"),
        ([NEW_YORK], [replace(NEW_YORK, receives_fax=True), LONDON, TORONTO], "2 added, 1 changed"),
        ([NEW_YORK, LONDON], [LONDON, NEW_YORK], "Nothing changed"),
    ],
)
def test_a_refresh_says_what_changed(cache, before, after, changes):
    refresh(Listing(*before), cache, ACCOUNT, 1000.0)
    assert refresh(Listing(*after), cache, ACCOUNT, 2000.0).changes == changes


def test_the_first_refresh_says_that_all_numbers_are_added(cache):
    assert refresh(Listing(NEW_YORK, LONDON), cache, ACCOUNT, 1000.0).changes == "2 added"


def test_a_refresh_is_kept_with_its_time(cache):
    refresh(Listing(NEW_YORK), cache, ACCOUNT, 1000.0)
    kept = cache.load(ACCOUNT)
    assert (kept.refreshed_at, [own.e164 for own in kept.numbers]) == (1000.0, ["+12125550101"])


def test_the_facts_of_a_known_number_are_used_again(cache):
    known = refresh(Listing(NEW_YORK), cache, ACCOUNT, 1000.0).account.numbers[0]
    marked = replace(known, place=Place(1, "US", "212", frozenset({"US-XX"})))
    cache.replace(ACCOUNT, replace(cache.load(ACCOUNT), numbers=(marked,)))
    again = refresh(Listing(NEW_YORK), cache, ACCOUNT, 2000.0).account.numbers[0]
    assert again.place.states == {"US-XX"}


def test_facts_that_are_used_again_are_no_change(cache):
    known = refresh(Listing(NEW_YORK), cache, ACCOUNT, 1000.0).account.numbers[0]
    cache.replace(ACCOUNT, replace(cache.load(ACCOUNT), numbers=(replace(known, place=Place(1, "US")),)))
    assert refresh(Listing(NEW_YORK), cache, ACCOUNT, 2000.0).changes == "Nothing changed"


@pytest.mark.parametrize("text", ["12345", "+", "", "not a number"])
def test_what_is_no_telephone_number_has_no_place(text):
    assert [own.place for own in account_of([ListedNumber(text, "PN1")])] == [Place(0)]


@pytest.mark.parametrize(
    ("age", "due"), [(0.0, False), (DAY - 1, False), (DAY, True), (DAY * 30, True), (-1.0, True)]
)
def test_a_list_is_due_after_a_day_or_when_it_comes_from_the_future(age, due):
    assert is_due(1_000_000.0, 1_000_000.0 + age) == due


def test_a_list_that_never_was_is_due(open_desk):
    assert open_desk(refreshed=False).softphone.numbers.is_due()


def test_a_fresh_list_is_not_due(desk):
    assert not desk.softphone.numbers.is_due()


def test_a_list_is_due_a_day_later(desk):
    desk.time.forward(DAY)
    assert desk.softphone.numbers.is_due()


def test_a_released_number_is_gone_after_the_next_refresh(desk):
    desk.sandbox.world.release("+12125550101")
    assert (desk.softphone.numbers.refresh(), desk.softphone.inventory.account.find("+12125550101")) == (
        "1 released",
        None,
    )


def test_a_number_in_both_of_twilios_lists_is_owned(desk):
    assert not desk.softphone.inventory.account.find("+12125550101").verified


def test_a_number_in_the_second_list_only_is_verified(desk):
    assert desk.softphone.inventory.account.find("+15105550177").verified


@pytest.mark.parametrize("does", ["503", "500", "429", "request lost", "answer lost", "garbage", "truncated"])
@pytest.mark.parametrize("kind", ["GET IncomingPhoneNumbers", "GET OutgoingCallerIds"])
def test_a_refresh_that_fails_leaves_the_list_in_use(desk, kind, does):
    before = desk.softphone.inventory
    desk.sandbox.add_fault({"request": kind, "nth": 1, "does": does})
    with pytest.raises(SoftphoneError):
        desk.softphone.numbers.refresh()
    assert desk.softphone.inventory is before


@pytest.mark.parametrize("does", ["503", "request lost", "truncated"])
def test_a_refresh_that_fails_leaves_the_list_on_disk(desk, open_desk, does):
    before = desk.softphone.inventory
    desk.sandbox.add_fault({"request": "GET OutgoingCallerIds", "nth": 1, "does": does})
    with pytest.raises(SoftphoneError):
        desk.softphone.numbers.refresh()
    again = open_desk(sandbox=desk.sandbox, refreshed=False).softphone.inventory
    assert (again.account, again.refreshed_at) == (before.account, before.refreshed_at)


def test_after_a_restart_the_list_is_there_without_a_request(desk, open_desk):
    before = len(desk.sandbox.requests)
    again = open_desk(sandbox=desk.sandbox, refreshed=False)
    assert again.softphone.inventory.account == desk.softphone.inventory.account
    assert len(desk.sandbox.requests) == before


def test_home_is_where_the_account_is(desk):
    assert desk.softphone.inventory.home_country == "US"


def test_home_is_what_the_settings_say(open_desk):
    desk = open_desk(settings='[defaults.dialing]\nhome_country = "DE"\n')
    assert desk.softphone.read("030 901820").number.e164 == "+4930901820"
