"""Contacts written to a file and read again: nothing is lost, nobody joins anybody."""

from dataclasses import replace
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from softphone.adapters.contacts.export import write
from softphone.adapters.contacts.files import read_contact_file
from softphone.application.contacts.address_book import Contacts, NothingKept
from softphone.domain import read
from softphone.domain.contacts.contact import Contact, ContactNumber, NumberKind

NUMBERS = [f"+1415555{n:04}" for n in range(100, 120)] + ["+442079460018", "+49301234567", "+5511987654321"]
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12).map(
    lambda text: " ".join(text.split())
)
notes = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=30
)
tones = st.text(st.sampled_from("0123456789*#,"), max_size=12).filter(
    lambda text: text == "" or text.strip(",")
)
numbers = st.builds(
    ContactNumber,
    st.sampled_from(NUMBERS),
    st.sampled_from(NumberKind),
    tones.map(lambda text: text.rstrip(",")),
)
contacts = st.builds(
    Contact,
    st.just(""),
    words.filter(bool),
    st.lists(numbers, min_size=1, max_size=4, unique_by=lambda each: each.e164).map(
        lambda found: tuple(sorted(found, key=lambda each: each.kind is NumberKind.FAX))
    ),
    words,
    st.booleans(),
    st.sampled_from(["", "+14155550100"]),
    note=notes.map(str.strip),
)


def identity(contact: Contact) -> Contact:
    return replace(contact, id="", tones=contact.numbers[0].tones)


@settings(max_examples=60, deadline=None)
@given(people=st.lists(contacts, max_size=6, unique_by=lambda each: each.name.casefold()))
def test_what_is_written_is_read_again_to_the_last_key(tmp_path_factory, people) -> None:
    path = tmp_path_factory.mktemp("export") / "contacts.csv"
    write(path, people)
    if not people:
        return
    ids = count(1)
    again = Contacts(
        NothingKept(), read_contact_file, lambda text, country="": read(text), lambda: str(next(ids))
    )

    plan = again.preview(path).plan

    assert [identity(contact) for contact in plan.new] == [identity(contact) for contact in people]
    assert plan.skipped == ()


def test_no_name_is_a_formula_for_a_spreadsheet(tmp_path) -> None:
    path = tmp_path / "contacts.csv"
    write(path, [Contact("1", "=cmd()", (ContactNumber("+14155552671"),), note="'+1")])

    assert "'=cmd()" in path.read_text(encoding="utf-8-sig")
    assert "''+1" in path.read_text(encoding="utf-8-sig")
