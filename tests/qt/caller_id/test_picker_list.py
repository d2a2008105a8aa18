"""The list of numbers to show: what is in it, what typing finds, and what the keys do."""

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from softphone.qt.models.caller_id.caller_ids import CallerIdRole

CUSTOMER = "+12125550142"
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
SAN_FRANCISCO, NEW_YORK = "Sales San Francisco", "Sales New York"
WEST_ONLY = '[ring_groups.west]\nnumbers = ["+14155550100", "+12065550106"]\nagents = ["ana"]\n'


def opens_the_list(agent) -> None:
    agent.presses(Qt.Key.Key_I, ALT)
    agent.waits(lambda: agent.list_is_open and agent.desk.caller_ids.rowCount() > 1)


def shown(agent) -> QAbstractItemModel:
    return QApplication.activePopupWidget().list.model()


def labels(agent) -> list[str]:
    """The label of every row, headings in square brackets."""
    model = shown(agent)
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return [
        f"[{row.data(CallerIdRole.LABEL)}]"
        if row.data(CallerIdRole.IS_HEADING)
        else row.data(CallerIdRole.LABEL)
        for row in rows
    ]


def selected(agent) -> str:
    return str(QApplication.activePopupWidget().list.currentIndex().data(CallerIdRole.LABEL))


def marked(agent, row: int, text_role: CallerIdRole, match_role: CallerIdRole) -> str:
    """The part of a row's text that is marked as what was typed."""
    index = shown(agent).index(row, 0)
    start, length = index.data(match_role)
    return str(index.data(text_role))[start : start + length]


def pins(agent, words: str) -> None:
    """Alt+I, a few words, Ctrl+P, Esc."""
    opens_the_list(agent)
    agent.types(words)
    agent.presses(Qt.Key.Key_P, CONTROL)
    agent.waits(lambda: shown(agent).index(0, 0).data(CallerIdRole.IS_PINNED))
    agent.presses(Qt.Key.Key_Escape)
    agent.waits(lambda: not agent.list_is_open)


def test_alt_i_alt_down_and_f4_open_the_list_and_esc_closes_it(agent) -> None:
    agent.button("Calling as Default (automatic)").setFocus()

    for key, modifier in ((Qt.Key.Key_I, ALT), (Qt.Key.Key_Down, ALT), (Qt.Key.Key_F4, PLAIN)):
        agent.button("Calling as Default (automatic)").setFocus()
        agent.presses(key, modifier)
        assert agent.list_is_open, key
        agent.presses(Qt.Key.Key_Escape)
        assert not agent.list_is_open, key


def test_default_comes_first_with_the_answer_for_the_number_in_the_field(agent) -> None:
    agent.types("+442079460018")

    opens_the_list(agent)

    assert agent.offered[0] == "Default (automatic), +44 20 7946 0100, Same area code, +44 20"


def test_default_says_what_it_does_while_there_is_no_number(agent) -> None:
    opens_the_list(agent)

    assert agent.offered[0] == "Default (automatic), Chooses for each number you call."


def test_pinned_then_recent_then_all_and_the_keys_pass_over_the_headings(agent) -> None:
    agent.chooses("sales chicago")
    agent.waits(lambda: bool(agent.desk.session.softphone.pick.shelf.recent))
    pins(agent, "toronto support")

    opens_the_list(agent)

    assert labels(agent)[:5] == [
        "Default (automatic)",
        "[Pinned]",
        "Support Toronto",
        "[Recent]",
        "Sales Chicago",
    ]
    assert labels(agent)[5] == "[All numbers]"
    agent.presses(Qt.Key.Key_Home)  # the field's key; the list is walked by Up and Down
    agent.presses(Qt.Key.Key_PageUp)
    agent.presses(Qt.Key.Key_PageUp)
    first, second = labels(agent)[6:8]
    walked = [selected(agent)]
    for _ in range(4):
        agent.presses(Qt.Key.Key_Down)
        walked.append(selected(agent))
    assert walked == [
        "Default (automatic)",
        "Support Toronto",
        "Sales Chicago",
        first,
        second,
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("francis sales", [SAN_FRANCISCO]),
        ("(415) 555-01", [SAN_FRANCISCO, "Support San Francisco", "Ana Ferreira direct"]),
        ("+49 30", ["Vertrieb Berlin"]),
        ("illinois", ["Sales Chicago", "Support Chicago"]),
        ("us-il", ["Sales Chicago", "Support Chicago"]),
        ("germany", ["Vertrieb Berlin", "Vertrieb München", "Support Frankfurt", "Vertrieb Hamburg"]),
        ("GERMANY support", ["Support Frankfurt"]),
        ("617", ["Sales Boston"]),
        ("toll-free kingdom", ["Freephone UK"]),
        ("nchen", ["Vertrieb München"]),
    ],
)
def test_typing_finds_by_label_digits_state_country_area_code_and_tag(agent, typed, found) -> None:
    opens_the_list(agent)

    agent.types(typed)

    offered = [row.split(", ")[0] for row in agent.offered]
    assert sorted(offered) == sorted(found)


@pytest.mark.parametrize("typed", ["+1 312", "+1312", "1 (312)", "312-555"])
def test_digits_find_in_any_format(agent, typed) -> None:
    opens_the_list(agent)

    agent.types(typed)

    assert [row.split(", ")[0] for row in agent.offered] == ["Sales Chicago"]


def test_with_a_plus_the_digits_are_the_beginning_of_the_number(agent) -> None:
    opens_the_list(agent)

    agent.types("+55")

    assert agent.offered
    assert all("+55 " in row for row in agent.offered)


def test_what_was_typed_is_marked_in_the_label(agent) -> None:
    opens_the_list(agent)

    agent.types("CHICA")

    assert marked(agent, 0, CallerIdRole.LABEL, CallerIdRole.LABEL_MATCH) == "Chica"
    assert marked(agent, 0, CallerIdRole.NUMBER, CallerIdRole.NUMBER_MATCH) == ""


def test_digits_typed_are_marked_in_the_number_as_it_is_written(agent) -> None:
    opens_the_list(agent)

    agent.types("(312)5550102")

    assert marked(agent, 0, CallerIdRole.NUMBER, CallerIdRole.NUMBER_MATCH) == "312 555 0102"


def test_a_filter_that_fits_nothing_says_so(agent) -> None:
    opens_the_list(agent)

    agent.types("atlantis 9")

    assert agent.sees("No number matches “atlantis 9”.")


def test_numbers_that_the_agent_may_not_show_come_last_with_their_reason(
    sandbox, point_at, sit_down, settings_file
) -> None:
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file(WEST_ONLY))
    ana.waits_to_read("43 numbers, refreshed")
    opens_the_list(ana)

    ana.types("sales")

    assert labels(ana)[:4] == [SAN_FRANCISCO, "Sales Seattle", "[Not for you to show]", NEW_YORK]
    reason = shown(ana).index(3, 0).data(CallerIdRole.BELOW)
    assert reason == "There is no ring group in common: it is in none, you are in west."


def test_a_number_that_may_not_be_shown_is_not_chosen_by_enter_or_a_click(
    sandbox, point_at, sit_down, settings_file, qtbot
) -> None:
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file(WEST_ONLY))
    ana.waits_to_read("43 numbers, refreshed")
    opens_the_list(ana)
    ana.types("sales chicago")
    rows = QApplication.activePopupWidget().list

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        ana.presses(key)
    ana.presses(Qt.Key.Key_Return, ALT)
    place = rows.visualRect(rows.model().index(1, 0)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert ana.list_is_open
    assert ana.desk.session.softphone.pick.in_force == "default"
    assert labels(ana) == ["[Not for you to show]", "Sales Chicago"]


def test_a_line_of_ones_own_is_found_by_that(sandbox, point_at, sit_down, settings_file) -> None:
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file('[dedicated_lines]\n"+14155550188" = "ana"\n'))
    ana.waits_to_read("43 numbers, refreshed")
    opens_the_list(ana)

    ana.types("your own line")

    assert ana.offered == ["Ana Ferreira direct, +1 415 555 0188, California, United States · your own line"]


def test_ctrl_p_pins_the_row_which_stays_selected(agent) -> None:
    opens_the_list(agent)
    for _ in range(3):
        agent.presses(Qt.Key.Key_Down)
    third = selected(agent)

    agent.presses(Qt.Key.Key_P, CONTROL)

    agent.waits(lambda: labels(agent)[1:3] == ["[Pinned]", third])
    assert selected(agent) == third
    agent.presses(Qt.Key.Key_P, CONTROL)
    agent.waits(lambda: "[Pinned]" not in labels(agent))
    assert selected(agent) == third


def test_pinned_and_recent_numbers_are_there_again_in_the_next_window(agent, sit_down) -> None:
    agent.chooses("sales chicago")
    agent.waits(lambda: bool(agent.desk.session.softphone.pick.shelf.recent))
    pins(agent, "toronto support")
    agent.leaves()

    later = sit_down()
    later.waits_to_read("Sales Chicago · chosen by you")
    opens_the_list(later)

    assert labels(later)[1:5] == ["[Pinned]", "Support Toronto", "[Recent]", "Sales Chicago"]


def test_another_agent_has_a_shelf_of_their_own(agent, sit_down, settings_file) -> None:
    pins(agent, "toronto support")
    agent.leaves()

    bo = sit_down(settings_file=settings_file('[defaults.agent]\nname = "bo"\n'))
    bo.waits_to_read("43 numbers, refreshed")
    opens_the_list(bo)

    assert bo.desk.session.agent == "bo"
    assert "[Pinned]" not in labels(bo)


def test_f5_in_the_list_reads_the_numbers_again(agent, sandbox) -> None:
    opens_the_list(agent)
    sandbox.world.release("+13125550102")

    agent.presses(Qt.Key.Key_F5)

    agent.waits(lambda: "Sales Chicago" not in labels(agent))
    assert agent.list_is_open


def test_the_wheel_over_the_list_scrolls_and_chooses_nothing(agent) -> None:
    opens_the_list(agent)
    rows = QApplication.activePopupWidget().list
    before = selected(agent)
    centre = QPointF(rows.viewport().rect().center())
    on_screen = QPointF(rows.viewport().mapToGlobal(centre.toPoint()))

    QApplication.sendEvent(rows.viewport(), turned_wheel(centre, on_screen))

    assert rows.verticalScrollBar().value() > 0
    assert selected(agent) == before
    assert agent.list_is_open
    assert agent.desk.session.softphone.pick.in_force == "default"


def turned_wheel(at: QPointF, on_screen: QPointF) -> QWheelEvent:
    notch, plain = QPoint(0, -120), Qt.KeyboardModifier.NoModifier
    return QWheelEvent(
        at, on_screen, QPoint(), notch, Qt.MouseButton.NoButton, plain, Qt.ScrollPhase.NoScrollPhase, False
    )
