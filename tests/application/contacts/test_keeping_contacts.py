"""Contacts on a softphone: kept, imported only when confirmed, and a caller ID of their own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count

import pytest

from softphone.adapters.contacts.files import read_contact_file
from softphone.adapters.sqlite.contacts import CONTACTS_SCHEMA, SqliteContacts
from softphone.adapters.sqlite.database import Database
from softphone.application.contacts.address_book import Contacts, Draft, decide_for_contact
from softphone.domain import RuleId, SoftphoneError
from softphone.domain.contacts.contact import NumberKind

CUSTOMER, CHICAGO = "+14155552671", "+13125550102"


@pytest.fixture
def contacts_of(tmp_path) -> Iterator[Callable[..., Contacts]]:
    """The contacts of a softphone's agent, as a new process would open them."""
    with ExitStack() as stack:

        def opened(softphone) -> Contacts:
            database = Database(tmp_path / "contacts.sqlite", CONTACTS_SCHEMA, print)
            stack.callback(database.close)
            store = SqliteContacts(database, softphone.identity.account_sid, softphone.identity.agent)
            ids = count(1)
            contacts = Contacts(store, read_contact_file, softphone.read, lambda: f"id-{next(ids)}")
            contacts.load()
            return contacts

        yield opened


@pytest.fixture
def contacts(desk, contacts_of) -> Contacts:
    return contacts_of(desk.softphone)


@pytest.fixture
def friends(tmp_path):
    path = tmp_path / "friends.csv"
    path.write_text("Name,Phone\nMia Chen,(415) 555-2671\nGhost,\n")
    return path


def draft(*numbers: str, **said) -> Draft:
    return Draft(said.pop("name", "Mia Chen"), [(number, NumberKind.WORK) for number in numbers], **said)


def test_what_was_typed_becomes_a_contact_that_is_there_in_the_next_process(
    desk, contacts, contacts_of
) -> None:
    contacts.keep([contacts.made(draft("(415) 555-2671", company=" Acme ", tones="1, 4#"))])

    (mia,) = contacts_of(desk.softphone).directory
    assert (mia.name, mia.company, mia.tones) == ("Mia Chen", "Acme", "1,4#")
    assert mia.numbers[0].e164 == CUSTOMER


def test_an_extension_that_was_typed_or_imported_stays_with_its_number(contacts, tmp_path) -> None:
    path = tmp_path / "friends.csv"
    path.write_text("Name,Phone,Mobile\nMia,212-555-0142 x7,(415) 555-2671\n")
    (mia,) = contacts.preview(path).plan.contacts

    renamed = contacts.made(draft("+12125550142", CUSTOMER, name="Mia Chen", tones=mia.tones), of=mia)
    changed = contacts.made(draft("+12125550142", CUSTOMER, name="Mia", tones=",8"), of=mia)

    assert [renamed.tones_of(number) for number in renamed.numbers] == [",7", ""]
    assert [changed.tones_of(number) for number in changed.numbers] == [",8", ""]
    assert contacts.made(draft("212-555-0142 x9")).tones == ",9"


def test_a_rehearsal_keeps_nothing(desk, contacts, contacts_of, friends) -> None:
    rehearsal = contacts.rehearsal()

    rehearsal.take(rehearsal.preview(friends).plan)

    assert [contact.name for contact in rehearsal.directory] == ["Mia Chen"]
    assert len(contacts_of(desk.softphone).directory) == 0


def test_a_changed_contact_keeps_its_place_and_its_pin(contacts) -> None:
    mia = contacts.made(draft(CUSTOMER))
    contacts.keep([mia])

    changed = contacts.made(draft(CUSTOMER, "+12125550142", name="Mia Smith"), of=mia)
    contacts.keep([changed])

    assert [contact.name for contact in contacts.directory] == ["Mia Smith"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (draft(), "A contact needs a telephone number."),
        (draft(" "), "A contact needs a telephone number."),
        (draft("12"), "“12” has too few digits."),
        (draft("911"), "911 is an emergency number"),
        (draft(CUSTOMER, tones="one"), "“one” cannot be sent as tones."),
    ],
)
def test_what_is_no_contact_is_refused_in_words(contacts, typed, sentence) -> None:
    with pytest.raises(SoftphoneError) as refusal:
        contacts.made(typed)

    assert str(refusal.value).startswith(sentence)


def test_a_removed_contact_can_be_brought_back(contacts) -> None:
    mia = contacts.made(draft(CUSTOMER))
    contacts.keep([mia])

    contacts.remove(mia)
    assert len(contacts.directory) == 0
    contacts.keep([mia])

    assert list(contacts.directory) == [mia]


def test_looking_at_a_file_keeps_nothing(desk, contacts, contacts_of, friends) -> None:
    preview = contacts.preview(friends)

    assert [contact.name for contact in preview.plan.contacts] == ["Mia Chen"]
    assert [skipped.line for skipped in preview.plan.skipped] == [3]
    assert len(contacts.directory) == 0
    assert len(contacts_of(desk.softphone).directory) == 0


def test_what_a_preview_showed_is_what_is_kept(desk, contacts, contacts_of, friends) -> None:
    preview = contacts.preview(friends)

    contacts.take(preview.plan)

    assert tuple(contacts_of(desk.softphone).directory) == preview.plan.contacts


def test_numbers_in_a_file_are_read_in_the_agents_home_country(open_desk, contacts_of, tmp_path) -> None:
    german = open_desk(settings='[defaults.dialing]\nhome_country = "DE"\n')
    path = tmp_path / "kontakte.csv"
    path.write_text("Name;Telefon\nJonas;030 901820\n")

    (jonas,) = contacts_of(german.softphone).preview(path).plan.contacts

    assert jonas.numbers[0].e164 == "+4930901820"


def test_a_pinned_caller_id_is_shown_and_says_so(desk) -> None:
    softphone = desk.softphone

    _, decision = decide_for_contact(softphone, softphone.read(CUSTOMER), CHICAGO)

    assert decision.choice.caller_id.e164 == CHICAGO
    assert decision.choice.rule is RuleId.PICKED
    assert decision.words == "Pinned for this contact"
    assert softphone.new_call(decision).reason == "Pinned for this contact"


def test_a_pin_that_is_not_allowed_is_said_and_not_used(desk) -> None:
    softphone = desk.softphone
    gone = "+14155559999"

    destination, decision = decide_for_contact(softphone, softphone.read(CUSTOMER), gone)

    assert decision == softphone.decide(destination)
    assert destination.notes[-1] == (
        "Pinned for this contact, but: +1 415 555 9999 is not available. "
        "It is not among the account's numbers (read at 10:00)."
    )


def test_where_the_company_chooses_a_pin_does_not_count(open_desk) -> None:
    softphone = open_desk(settings='[locked.caller_id]\nmode = "automated"\n').softphone
    destination = softphone.read(CUSTOMER)

    assert decide_for_contact(softphone, destination, CHICAGO) == (destination, softphone.decide(destination))


def test_without_a_pin_it_is_decided_as_for_anybody(desk) -> None:
    destination = desk.softphone.read(CUSTOMER)

    assert decide_for_contact(desk.softphone, destination, "") == (
        destination,
        desk.softphone.decide(destination),
    )
