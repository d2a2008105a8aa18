"""Picking another number to show: the list under the card, and what a pick is worth."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

CUSTOMER = "+12125550142"
CHICAGO = "Sales Chicago · chosen by you"
ALT = Qt.KeyboardModifier.AltModifier


def opens_the_list(agent) -> None:
    agent.presses(Qt.Key.Key_I, ALT)
    agent.waits(lambda: agent.list_is_open)


def test_alt_i_opens_the_list_with_default_first_and_what_it_would_show(agent) -> None:
    agent.types(CUSTOMER)

    opens_the_list(agent)

    assert agent.offered[0] == "Default (automatic), +1 212 555 0101, Same area code, +1 212"
    assert len(agent.offered) > 30


def test_a_click_on_the_card_opens_the_list(agent, qtbot) -> None:
    qtbot.mouseClick(agent.window.dialler.caller_id, Qt.MouseButton.LeftButton)

    assert agent.list_is_open


@pytest.mark.parametrize(
    "words",
    ["sales chic", "312 555", "(312) 555-0102", "+1-312-555-01", "3125550102"],
)
def test_the_list_is_filtered_by_label_and_by_digits_in_any_format(agent, words) -> None:
    opens_the_list(agent)

    agent.types(words)

    assert agent.offered == ["Sales Chicago, +1 312 555 0102, Illinois, United States"]


def test_the_list_is_filtered_by_place(agent) -> None:
    opens_the_list(agent)

    agent.types("ontario")

    assert [row.split(", ")[0] for row in agent.offered] == ["Support Toronto", "Sales Toronto"]


def test_a_filter_that_fits_nothing_says_so_and_enter_picks_nothing(agent) -> None:
    opens_the_list(agent)

    agent.types("atlantis")
    agent.presses(Qt.Key.Key_Return)

    assert agent.sees("No number matches “atlantis”.")
    assert agent.list_is_open
    assert agent.desk.session.softphone.pick.in_force == "default"


def test_enter_picks_and_the_card_says_who_chose(agent) -> None:
    agent.types(CUSTOMER)

    agent.chooses("sales chicago")

    agent.waits_to_read(CHICAGO)
    assert agent.sees("+1 312 555 0102")
    assert not agent.list_is_open
    assert QApplication.focusWidget() is agent.field("Number to call")


def test_up_and_down_move_in_the_list_while_the_filter_keeps_the_focus(agent) -> None:
    opens_the_list(agent)
    agent.types("sales")
    second = agent.offered[1]

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        agent.presses(key)

    agent.waits_to_read("chosen by you")
    assert agent.sees(second.split(", ")[1])


def test_a_click_on_a_row_picks_it(agent, qtbot) -> None:
    opens_the_list(agent)
    agent.types("chicago")
    rows = QApplication.activePopupWidget().list

    qtbot.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.model().index(0, 0)).center()
    )

    agent.waits_to_read(CHICAGO)


def test_the_call_shows_the_number_that_was_picked(agent, sandbox) -> None:
    agent.chooses("sales chicago")
    agent.waits_to_read(CHICAGO)

    agent.calls(CUSTOMER)

    agent.waits_to_read("as +1 312 555 0102 · Sales Chicago")
    agent.waits(lambda: bool(sandbox.snapshot()["legs"]))
    assert [leg["from"] for leg in sandbox.snapshot()["legs"]] == ["+13125550102"]


def test_a_pick_is_there_again_in_the_next_window(agent, sit_down) -> None:
    agent.chooses("sales chicago")
    agent.waits_to_read(CHICAGO)
    agent.leaves()

    later = sit_down()

    later.waits_to_read(CHICAGO)


def test_another_agent_at_the_same_machine_does_not_get_the_pick(agent, sit_down, settings_file) -> None:
    agent.chooses("sales chicago")
    agent.waits_to_read(CHICAGO)
    agent.leaves()

    bo = sit_down(settings_file=settings_file('[defaults.agent]\nname = "bo"\n'))

    bo.waits_to_read("43 numbers, refreshed")
    assert bo.sees("bo")
    assert bo.sees("Default (automatic)")
    assert not bo.sees("Sales Chicago")


def test_default_can_be_picked_again(agent) -> None:
    agent.types(CUSTOMER)
    agent.chooses("sales chicago")
    agent.waits_to_read(CHICAGO)

    opens_the_list(agent)
    agent.presses(Qt.Key.Key_PageUp)
    agent.presses(Qt.Key.Key_PageUp)
    agent.presses(Qt.Key.Key_Return)

    agent.waits_to_read("Sales New York · chosen automatically")


def test_a_pick_that_was_released_is_shown_unavailable_and_nothing_is_swapped_in(agent, sandbox) -> None:
    agent.chooses("sales chicago")
    agent.waits_to_read(CHICAGO)
    agent.types(CUSTOMER)
    sandbox.world.release("+13125550102")

    agent.clicks("Refresh")

    agent.waits_to_read("1 released")
    assert agent.sees("Choose a number")
    assert agent.sees("It is not among the account's numbers (read at ")
    assert not agent.button("Call +1 212 555 0142").isEnabled()


def test_enter_with_a_released_pick_calls_nobody_and_says_why(agent, sandbox) -> None:
    agent.chooses("sales chicago")
    agent.waits_to_read(CHICAGO)
    agent.types(CUSTOMER)
    sandbox.world.release("+13125550102")
    agent.clicks("Refresh")
    agent.waits_to_read("1 released")

    agent.presses(Qt.Key.Key_Return)

    assert (
        len([line for line in agent.reads() if "It is not among the account's numbers (read at " in line])
        == 2
    )
    assert sandbox.snapshot()["legs"] == []


def test_numbers_of_other_groups_are_not_offered(sandbox, point_at, sit_down, settings_file) -> None:
    point_at(sandbox)
    groups = '[ring_groups.west]\nnumbers = ["+14155550100", "+12065550106"]\nagents = ["ana"]\n'
    ana = sit_down(settings_file=settings_file(groups))
    ana.waits_to_read("43 numbers, refreshed")

    opens_the_list(ana)

    assert [row.split(", ")[0] for row in ana.offered] == [
        "Default (automatic)",
        "Sales San Francisco",
        "Sales Seattle",
    ]


def test_where_the_company_chooses_the_list_does_not_open(sandbox, point_at, sit_down, settings_file) -> None:
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file('[locked.caller_id]\nmode = "automated"\n'))
    ana.waits_to_read("43 numbers, refreshed")

    ana.presses(Qt.Key.Key_I, ALT)

    assert not ana.list_is_open
    assert not ana.has_button("Calling as Default (automatic)")


def test_the_wheel_over_the_card_changes_nothing(agent) -> None:
    agent.types(CUSTOMER)
    card = agent.window.dialler.caller_id
    before = agent.reads()

    for each in (card, agent.button("Calling as +1 212 555 0101")):
        centre = QPointF(each.rect().center())
        QApplication.sendEvent(each, turned_wheel(centre, QPointF(each.mapToGlobal(each.rect().center()))))

    assert agent.reads() == before
    assert not agent.list_is_open


def turned_wheel(at: QPointF, on_screen: QPointF) -> QWheelEvent:
    notch = QPoint(0, -120)
    plain = Qt.KeyboardModifier.NoModifier
    return QWheelEvent(
        at, on_screen, QPoint(), notch, Qt.MouseButton.NoButton, plain, Qt.ScrollPhase.NoScrollPhase, False
    )


def test_esc_closes_the_list_and_picks_nothing(agent) -> None:
    opens_the_list(agent)
    agent.presses(Qt.Key.Key_Down)

    agent.presses(Qt.Key.Key_Escape)

    assert not agent.list_is_open
    assert agent.sees("Default (automatic)")
    assert QApplication.focusWidget() is agent.field("Number to call")
