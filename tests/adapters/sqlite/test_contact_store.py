"""Contacts on this machine: each agent's own, all of a change or nothing."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from softphone.adapters.sqlite.contacts import CONTACTS_SCHEMA, SqliteContacts
from softphone.adapters.sqlite.database import Database
from softphone.domain.contacts.contact import Contact, ContactNumber, NumberKind

ACCOUNT, OTHER_ACCOUNT = "AC" + "0" * 31 + "1", "AC" + "0" * 31 + "2"
MIA = Contact(
    "1",
    "Mia Chen",
    (
        ContactNumber("+14155552671", NumberKind.WORK, ",101"),
        ContactNumber("+14155552672", NumberKind.MOBILE),
    ),
    "Acme",
    True,
    "+14155550100",
    "1,,4#",
    "call\nTuesday",
)
JOSE = Contact("2", "José", (ContactNumber("+34600123456"),))


@pytest.fixture
def store_of(tmp_path) -> Iterator[Callable[..., SqliteContacts]]:
    """Opens the machine's contacts, as a new process would."""
    with ExitStack() as stack:

        def opened(agent: str = "ana", account: str = ACCOUNT) -> SqliteContacts:
            database = Database(tmp_path / "softphone.sqlite", CONTACTS_SCHEMA, print)
            stack.callback(database.close)
            return SqliteContacts(database, account, agent)

        yield opened


def test_everything_of_a_contact_is_there_again(store_of) -> None:
    store_of().keep([MIA, JOSE])

    assert sorted(store_of().all(), key=lambda contact: contact.id) == [MIA, JOSE]


def test_a_contact_takes_the_place_of_the_one_with_its_id(store_of) -> None:
    store_of().keep([MIA])

    store_of().keep([replace(MIA, name="Mia Chen-Smith")])

    assert [contact.name for contact in store_of().all()] == ["Mia Chen-Smith"]


def test_a_removed_contact_is_gone_and_the_others_stay(store_of) -> None:
    store_of().keep([MIA, JOSE])

    store_of().remove([MIA.id])

    assert store_of().all() == [JOSE]


def test_agents_and_accounts_do_not_see_each_others_contacts(store_of) -> None:
    store_of().keep([MIA])

    store_of("bo").remove([MIA.id])

    assert store_of("bo").all() == []
    assert store_of(account=OTHER_ACCOUNT).all() == []
    assert store_of().all() == [MIA]


def test_an_import_that_fails_half_way_keeps_nothing_of_it(store_of) -> None:
    def broken_off():
        yield MIA
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store_of().keep(broken_off())

    assert store_of().all() == []


def test_fifty_thousand_contacts_are_kept_and_read(store_of) -> None:
    many = [replace(JOSE, id=str(number)) for number in range(50_000)]

    store_of().keep(many)

    assert len(store_of().all()) == 50_000
