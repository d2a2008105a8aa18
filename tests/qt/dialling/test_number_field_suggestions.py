"""Suggestions while a number is typed: from Recents by digits, from contacts by name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget

from softphone.domain.contacts.contact import NumberKind
from softphone.sandbox import Sandbox

CUSTOMER, LONDON = "+12125550142", "+442079460018"
AT_ONCE = {"does": "answer", "after_s": 0.0}


@pytest.fixture
def sandbox(clock):
    """Everybody answers at once and has said all at once."""
    short = {**AT_ONCE, "talks_s": 0.1}
    people = {"client:ana": AT_ONCE, CUSTOMER: short, LONDON: short}
    with Sandbox(scenario={"destinations": people}, clock=clock) as sandbox:
        yield sandbox


def suggested(agent) -> list[str]:
    lists = [each for each in agent.window.findChildren(QListWidget) if each.isVisible()]
    return [one.item(row).text() for one in lists for row in range(one.count())]


@pytest.fixture
def acquainted(agent):
    """Ana, who has called two numbers and keeps one of them as a contact."""
    for number in (CUSTOMER, LONDON):
        agent.calls(number)
        agent.waits(lambda: agent.desk.call.is_open)
        agent.waits(lambda: not agent.desk.call.is_open)
        agent.presses(Qt.Key.Key_Escape)
    agent.desk.contacts.save(None, "Mia Chen", "Acme", [(LONDON, NumberKind.WORK)])
    agent.waits(lambda: agent.desk.contacts.name_of(LONDON) == "Mia Chen")
    agent.waits(lambda: len(agent.desk.recents.index(0, 0).data() or "") > 0)
    return agent


def calls_placed(sandbox) -> int:
    return sum(leg["to"].startswith("client:ana") for leg in sandbox.snapshot()["legs"])


def test_digits_suggest_the_numbers_called_before(acquainted) -> None:
    acquainted.types("5550")

    assert suggested(acquainted) == ["+1 212 555 0142"]


def test_a_name_suggests_the_contact(acquainted) -> None:
    acquainted.types("mia")

    assert suggested(acquainted) == ["Mia Chen +44 20 7946 0018"]


def test_a_number_of_a_contact_is_suggested_with_the_name_and_once(acquainted) -> None:
    acquainted.types("7946")

    assert suggested(acquainted) == ["Mia Chen +44 20 7946 0018"]


def test_down_and_enter_fill_the_field_and_call_nobody(acquainted, sandbox) -> None:
    before = calls_placed(sandbox)
    acquainted.types("mia")

    acquainted.presses(Qt.Key.Key_Down)
    acquainted.presses(Qt.Key.Key_Return)

    assert acquainted.number == "+44 20 7946 0018"
    assert acquainted.sees("Will dial +442079460018")
    assert suggested(acquainted) == []
    assert not acquainted.desk.call.is_open
    assert calls_placed(sandbox) == before


def test_enter_without_choosing_does_not_call_what_is_only_suggested(acquainted, sandbox) -> None:
    before = calls_placed(sandbox)
    acquainted.types("5550")

    acquainted.presses(Qt.Key.Key_Return)

    assert not acquainted.desk.call.is_open
    assert calls_placed(sandbox) == before


def test_a_complete_number_is_called_by_enter_and_nothing_is_suggested(acquainted) -> None:
    acquainted.types(CUSTOMER)

    assert suggested(acquainted) == []
    acquainted.presses(Qt.Key.Key_Return)
    acquainted.waits_to_read("You called +1 212 555 0142")  # moments ago: it asks, so it was to be called


def test_up_from_the_first_goes_back_to_what_was_typed(acquainted) -> None:
    acquainted.types("mia")

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        acquainted.presses(key)

    assert acquainted.number == "mia"


def test_esc_closes_the_suggestions_first_and_clears_the_field_second(acquainted) -> None:
    acquainted.types("mia")

    acquainted.presses(Qt.Key.Key_Escape)
    assert (suggested(acquainted), acquainted.number) == ([], "mia")

    acquainted.presses(Qt.Key.Key_Escape)
    assert acquainted.number == ""


def test_the_field_keeps_the_focus_while_something_is_suggested(acquainted) -> None:
    acquainted.types("mia")

    assert suggested(acquainted)
    assert QApplication.focusWidget() is acquainted.field("Number to call")


def test_a_click_on_a_suggestion_fills_the_field(acquainted, qtbot) -> None:
    acquainted.types("mia")
    rows = next(each for each in acquainted.window.findChildren(QListWidget) if each.isVisible())

    place = rows.visualItemRect(rows.item(0)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert acquainted.number == "+44 20 7946 0018"


def test_one_character_suggests_nothing(acquainted) -> None:
    acquainted.types("m")

    assert suggested(acquainted) == []


def test_numbers_called_before_are_suggested_in_the_next_window(acquainted, sit_down) -> None:
    acquainted.leaves()
    later = sit_down()
    later.waits_to_read("numbers, refreshed")

    later.types("5550")

    assert suggested(later) == ["+1 212 555 0142"]
