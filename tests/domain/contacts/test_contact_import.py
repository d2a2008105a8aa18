"""What an import would do, before it does it: nothing lost, nobody twice."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain import read
from softphone.domain.contacts.contact import Contact, ContactIndex, ContactNumber, NumberKind
from softphone.domain.contacts.import_plan import FileCard, ImportPlan, plan_import

WORK, MOBILE, FAX = NumberKind.WORK, NumberKind.MOBILE, NumberKind.FAX
MIA_AT_WORK, MIA_MOBILE, SWITCHBOARD = "+14155552671", "+14155552672", "+12125550142"


def planned(*cards: FileCard, known: ContactIndex | None = None) -> ImportPlan:
    ids = (f"new-{number}" for number in count(1))
    return plan_import(
        cards, known or ContactIndex(), lambda text: read(text, home_country="US"), lambda: next(ids)
    )


def card(name: str, *numbers: str, line: int = 2, **said) -> FileCard:
    return FileCard(line, name, tuple((number, WORK) for number in numbers), **said)


def kept(name: str, *numbers: str, **said) -> Contact:
    return Contact(name, name, tuple(ContactNumber(number) for number in numbers), **said)


def test_a_card_becomes_a_contact_with_its_numbers_in_e164() -> None:
    plan = planned(card("Mia Chen", "(415) 555-2671", company="Acme"))

    assert [(each.name, each.company) for each in plan.new] == [("Mia Chen", "Acme")]
    assert plan.new[0].numbers == (ContactNumber(MIA_AT_WORK, WORK),)


def test_two_cards_with_one_number_and_one_name_are_one_person() -> None:
    plan = planned(card("Mia Chen", MIA_AT_WORK), card("MIA CHEN", MIA_AT_WORK, MIA_MOBILE))

    assert len(plan.new) == 1
    assert [number.e164 for number in plan.new[0].numbers] == [MIA_AT_WORK, MIA_MOBILE]
    assert plan.merged == 1


def test_a_card_without_a_name_joins_who_has_its_number() -> None:
    plan = planned(card("", MIA_AT_WORK, company="Acme"), card("Mia Chen", MIA_AT_WORK))

    assert [(each.name, each.company) for each in plan.new] == [("Mia Chen", "Acme")]


def test_two_names_at_the_same_numbers_are_two_persons() -> None:
    plan = planned(card("Bob Smith", MIA_AT_WORK), card("Robert Smith", MIA_AT_WORK))

    assert [each.name for each in plan.new] == ["Bob Smith", "Robert Smith"]
    assert (plan.merged, plan.kept_apart) == (0, 2)


def test_a_shared_switchboard_alone_makes_nobody_one_person() -> None:
    plan = planned(card("Mia Chen", MIA_AT_WORK, SWITCHBOARD), card("Jonas Weber", MIA_MOBILE, SWITCHBOARD))

    assert [each.name for each in plan.new] == ["Mia Chen", "Jonas Weber"]


def test_what_the_agent_set_is_not_changed_by_a_file() -> None:
    mine = kept("Mia", MIA_AT_WORK, is_favourite=True, caller_id="+14155550100", note="mine")

    plan = planned(card("Mia", MIA_AT_WORK, MIA_MOBILE, note="theirs"), known=ContactIndex([mine]))

    assert plan.new == ()
    changed = plan.changed[0]
    assert (changed.id, changed.is_favourite, changed.caller_id) == ("Mia", True, "+14155550100")
    assert changed.note == "mine\ntheirs"
    assert len(changed.numbers) == 2


def test_importing_the_same_again_changes_nothing() -> None:
    cards = (card("Mia Chen", MIA_AT_WORK, note="call"), card("Jonas", SWITCHBOARD))

    again = planned(*cards, known=ContactIndex(planned(*cards).contacts))

    assert (again.contacts, again.already_there) == ((), 2)


def test_a_number_that_cannot_be_read_is_left_out_with_its_line_and_reason() -> None:
    plan = planned(card("Mia Chen", "12", MIA_AT_WORK, line=7))

    assert len(plan.new) == 1
    skipped = plan.skipped[0]
    assert (skipped.line, skipped.whose, skipped.number) == (7, "Mia Chen", "12")
    assert skipped.why == "“12” has too few digits."


def test_a_card_without_any_number_is_left_out_and_said() -> None:
    plan = planned(card("Ghost", line=3))

    assert plan.contacts == ()
    assert [(each.line, each.whose, each.why) for each in plan.skipped] == [
        (3, "Ghost", "There is no telephone number.")
    ]


def test_an_emergency_number_is_not_taken_over() -> None:
    assert planned(card("Police", "911")).contacts == ()


def test_a_fax_is_never_the_number_a_click_would_call() -> None:
    plan = planned(FileCard(2, "Mia", ((SWITCHBOARD, FAX), (MIA_AT_WORK, WORK))))

    assert [number.e164 for number in plan.new[0].numbers] == [MIA_AT_WORK, SWITCHBOARD]


def test_an_extension_becomes_the_tones_to_send() -> None:
    plan = planned(card("Mia", "tel:+1-415-555-2671;ext=55"))

    assert plan.new[0].tones == ",55"
    assert plan.new[0].numbers == (ContactNumber(MIA_AT_WORK, WORK, ",55"),)


def test_colleagues_with_extensions_at_one_number_are_three_persons() -> None:
    plan = planned(card("Ana", "212-555-0142 x1"), card("Bo", "212-555-0142 x2"), card("Cy", "212-555-0142"))

    assert [(each.name, each.tones) for each in plan.new] == [("Ana", ",1"), ("Bo", ",2"), ("Cy", "")]


def test_a_person_with_two_extensions_at_one_number_keeps_both() -> None:
    plan = planned(card("Ana", "212-555-0142 x1"), card("ANA ", "212-555-0142 x2"))

    assert [number.tones for number in plan.new[0].numbers] == [",1", ",2"]
    assert plan.lines == {"new-1": [2, 2]}


@pytest.mark.parametrize(("name", "other"), [("Hoa", "Hòa"), ("Bo Lund", "Bo Lunde"), ("มี", "มา")])
def test_an_accent_makes_another_name(name, other) -> None:
    assert [each.name for each in planned(card(name, SWITCHBOARD), card(other, SWITCHBOARD)).new] == [
        name,
        other,
    ]


def test_a_card_without_a_name_joins_nobody_where_several_share_its_number() -> None:
    plan = planned(card("", SWITCHBOARD, company="Acme"), card("Ana", SWITCHBOARD), card("Bo", SWITCHBOARD))

    assert sorted(each.title for each in plan.new) == ["Acme", "Ana", "Bo"]


def test_two_companies_at_one_number_are_two() -> None:
    plan = planned(card("", SWITCHBOARD, company="Acme"), card("", SWITCHBOARD, company="Globex"))

    assert [each.title for each in plan.new] == ["Acme", "Globex"]


def test_another_company_of_the_same_person_is_noted() -> None:
    plan = planned(card("Ana", SWITCHBOARD, company="Acme"), card("Ana", SWITCHBOARD, company="Globex"))

    assert [(each.company, each.note) for each in plan.new] == [("Acme", "Globex")]


def test_keys_that_the_agent_typed_stay_with_the_numbers_they_were_for() -> None:
    mine = kept("Ana", MIA_AT_WORK, tones="7#")

    (ana,) = planned(card("Ana", MIA_AT_WORK, "212-555-0142 x1"), known=ContactIndex([mine])).changed

    assert [ana.tones_of(number) for number in ana.numbers] == ["7#", ",1"]


names = st.sampled_from(["Ana", "ana", "Bo", "Böe", "Boe", "Cy Ng", "Cy  Ng", "Cy Ngo"])
texts = st.sampled_from([MIA_AT_WORK, MIA_MOBILE, SWITCHBOARD, f"{SWITCHBOARD} x1", f"{SWITCHBOARD} x2"])


@given(st.lists(st.tuples(names, st.lists(texts, min_size=1, max_size=3)), max_size=8), st.integers(0, 8))
def test_two_persons_with_different_names_are_never_joined(rows, known_ones) -> None:
    cards = [card(name, *numbers, line=line) for line, (name, numbers) in enumerate(rows, 2)]
    known = planned(*cards[:known_ones]).contacts

    plan = planned(*cards[known_ones:], known=ContactIndex([kept_as(each) for each in known]))

    by_line = {each.line: each.name for each in cards}
    for contact in plan.contacts:
        made_of = {same(by_line[line]) for line in plan.lines[contact.id]}
        assert made_of == {same(contact.name)}
    everybody = {each.id: each for each in (*map(kept_as, known), *plan.contacts)}.values()
    for name, numbers in rows:
        dialled = {
            (number.e164, number.tones)
            for contact in everybody
            if same(contact.name) == same(name)
            for number in contact.numbers
        }
        assert dialled >= {(text[:12], f",{text[-1]}" if "x" in text else "") for text in numbers}


def same(name: str) -> str:
    return " ".join(name.casefold().split())


def kept_as(contact: Contact) -> Contact:
    return replace(contact, id=f"known-{contact.id}")
