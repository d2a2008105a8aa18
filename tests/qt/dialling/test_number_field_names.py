"""Names and pastes in the number field: a name finds its contact, a paste takes the old number's place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QMenu

from softphone.domain.contacts.contact import NumberKind

GYM, OTHER = "+13035550144", "+18005550188"
CTRL = Qt.KeyboardModifier.ControlModifier


def suggested(agent) -> list[str]:
    lists = [each for each in agent.window.findChildren(QListWidget) if each.isVisible()]
    return [one.item(row).text() for one in lists for row in range(one.count())]


def knows(agent, name: str, number: str) -> None:
    agent.desk.contacts.save(None, name, "", [(number, NumberKind.WORK)])
    agent.waits(lambda: agent.desk.contacts.name_of(number) == name)


@pytest.mark.parametrize("name", ["360 Fitness", "24 7 Plumbing", "7 Eleven", "1 800 Flowers", "1800Tequila"])
def test_the_name_of_a_contact_finds_the_contact_and_calls_nobody(agent, sandbox, name) -> None:
    knows(agent, name, GYM)

    agent.types(name)
    assert agent.number == name
    assert suggested(agent) == [f"{name} +1 303 555 0144"]

    agent.presses(Qt.Key.Key_Return)
    assert not agent.desk.call.is_open
    assert sandbox.snapshot()["legs"] == []
    agent.presses(Qt.Key.Key_Down)
    agent.presses(Qt.Key.Key_Return)
    assert agent.sees(f"Will dial {GYM}")


def test_a_contact_named_by_its_own_spelt_number_is_called(agent) -> None:
    knows(agent, "1-800-FLOWERS", "+18003569377")

    agent.types("1-800-FLOWERS")

    assert agent.sees("Will dial +18003569377")


def test_a_letter_taken_back_leaves_the_blank_before_it(agent) -> None:
    agent.types("360 F")

    agent.presses(Qt.Key.Key_Backspace)

    assert agent.number == "360 "


def test_a_digit_taken_back_takes_the_blank_of_the_grouping_with_it(agent) -> None:
    agent.types("+14155")
    assert agent.number == "+1 415 5"

    agent.presses(Qt.Key.Key_Backspace)

    assert agent.number == "+1 415"


@pytest.mark.parametrize("standing", ["+12125550142", "(212) 555-0142", "2125550142"])
@pytest.mark.parametrize(
    ("pasted", "dialled"),
    [
        ("+44 20 7946 0018", "+442079460018"),
        ("(415) 555-2671", "+14155552671"),
        ("4155552671", "+14155552671"),
        ("Mia: 415-555-2671", "+14155552671"),
    ],
)
def test_a_paste_takes_the_place_of_the_number_that_stands_there(agent, standing, pasted, dialled) -> None:
    agent.types(standing)

    agent.pastes(pasted)

    assert agent.sees(f"Will dial {dialled}")


def test_a_paste_takes_the_place_of_what_was_pasted_before(agent) -> None:
    agent.pastes("Mia: 415-555-2671 ext. 9")

    agent.pastes("212-555-0142")

    assert agent.sees("Will dial +12125550142")
    assert not agent.sees("Extension 9")


def test_several_numbers_pasted_over_one_are_offered_without_it(agent) -> None:
    agent.types("+12125550142")

    agent.pastes("+1 415 555 2671 or +44 20 7946 0018")

    offered = [name for name in agent.button_names() if name.startswith("Call +")]
    assert offered == ["Call +1 415 555 2671", "Call +44 20 7946 0018"]


@pytest.mark.parametrize(("pasted", "told"), [(" ext. 7", "Extension 7"), (",,12#", "12#")])
def test_what_is_pasted_behind_a_number_stays_behind_it(agent, pasted, told) -> None:
    agent.types("+12125550142")

    agent.pastes(pasted)

    assert agent.sees("Will dial +12125550142")
    assert agent.sees(told)


def test_a_part_pasted_into_a_part_goes_where_the_cursor_is(agent) -> None:
    agent.types("+44 20 7946")

    agent.pastes("0018")

    assert agent.sees("Will dial +442079460018")


def test_the_menu_pastes_in_the_same_way(agent, qtbot) -> None:
    agent.types("+12125550142")
    QGuiApplication.clipboard().setText("+44 20 7946 0018")
    field = agent.field("Number to call")

    qtbot.keyClick(field, Qt.Key.Key_Menu)
    menus = [each for each in field.findChildren(QMenu) if each.isVisible()]
    if not menus:  # the key of the menu is the window system's
        from PySide6.QtGui import QContextMenuEvent

        place = field.rect().center()
        field.contextMenuEvent(
            QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, field.mapToGlobal(place))
        )
        menus = [each for each in field.findChildren(QMenu) if each.isVisible()]
    next(each for each in menus[0].actions() if each.objectName() == "edit-paste").trigger()
    menus[0].close()

    assert agent.sees("Will dial +442079460018")


def test_control_l_selects_all_so_that_typing_replaces_it(agent) -> None:
    agent.types("+12125550142")
    agent.clicks("Refresh")

    agent.presses(Qt.Key.Key_L, CTRL)
    agent.types("+14155552671")

    assert agent.sees("Will dial +14155552671")


def test_an_old_brazilian_mobile_is_warned_of_and_the_number_of_today_can_be_taken(agent) -> None:
    agent.pastes("+55 11 8765-4321")
    assert agent.sees("In Brazil this number is +55 11 98765 4321 today.")

    agent.clicks("Call +55 11 98765 4321")

    assert agent.sees("Will dial +5511987654321")
