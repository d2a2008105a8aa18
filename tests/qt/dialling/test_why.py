"""Why this number? The whole ladder as it went, the numbers passed over, and how old the list is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView

from softphone.sandbox import Sandbox

CUSTOMER, PERTH = "+12125550142", "+61894601234"
ALT = Qt.KeyboardModifier.AltModifier


def asks_why(agent) -> QListView:
    """Alt+W; the list of the numbers passed over."""
    agent.presses(Qt.Key.Key_W, ALT)
    agent.waits(lambda: agent.list_is_open)
    return QApplication.activePopupWidget().list


def passed_over(rows: QListView) -> list[str]:
    model = rows.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_the_rule_that_decided_is_shown_with_the_number_it_found(agent) -> None:
    agent.types(CUSTOMER)

    asks_why(agent)

    said = agent.reads()
    assert said.count("found") == 1
    assert "nobody" not in said
    assert said[said.index("found") + 1] == "Same area code, +1 212"
    assert said[said.index("found") + 2] == "+1 212 555 0101"


def test_every_rule_before_it_says_why_it_found_nobody(agent) -> None:
    agent.types("+15855550142")  # Rochester: the area code is nobody's, the state is

    asks_why(agent)

    said = agent.reads()
    assert said.count("nobody") == 1
    assert "None of your local numbers is in +1 585" in said
    assert "Same state, New York" in said


def test_the_whole_ladder_is_shown_where_nothing_fits_better(agent) -> None:
    agent.types(PERTH)

    asks_why(agent)

    said = agent.reads()
    assert said.count("nobody") == 3
    assert "States are known for the United States, Canada and Brazil only" in said
    assert "None of your local numbers is in Australia" in said
    assert said.count("First of your local numbers") >= 1


def test_each_number_passed_over_has_its_reason(agent) -> None:
    agent.types(CUSTOMER)

    rows = passed_over(asks_why(agent))

    assert len(rows) == 42
    assert "Fax Philadelphia +1 215 555 0122: is set to receive fax" in rows
    assert "Text alerts Portland +1 503 555 0121: cannot carry calls" in rows
    assert not any("+1 212 555 0101" in row for row in rows)
    assert all(": " in row for row in rows)


def test_the_age_of_the_list_is_told(agent) -> None:
    agent.types(CUSTOMER)

    asks_why(agent)

    assert agent.sees("The list of numbers was read from Twilio on ")


def test_for_a_number_of_ones_own_choice_it_tells_what_the_rules_would_show(agent) -> None:
    agent.types(CUSTOMER)
    agent.chooses("sales chicago")

    rows = passed_over(asks_why(agent))

    assert agent.sees("Chosen by you. By the rules alone it would be:")
    assert agent.sees("Same area code, +1 212")
    assert any(row.startswith("Sales Chicago +1 312 555 0102: ") for row in rows)


def test_without_a_number_there_is_nothing_to_explain(agent) -> None:
    agent.presses(Qt.Key.Key_W, ALT)

    assert not agent.list_is_open
    assert not agent.has_button("Why this number?")


def test_the_button_and_esc_open_and_close_it(agent) -> None:
    agent.types(CUSTOMER)

    agent.button("Why this number?").setFocus()
    agent.presses(Qt.Key.Key_Space)
    assert agent.list_is_open

    agent.presses(Qt.Key.Key_Escape)
    assert not agent.list_is_open


def test_opened_again_it_explains_the_number_that_is_there_now(agent) -> None:
    agent.types(CUSTOMER)
    asks_why(agent)
    agent.presses(Qt.Key.Key_Escape)
    agent.presses(Qt.Key.Key_Escape)

    agent.types("+442079460018")
    asks_why(agent)

    assert agent.sees("Same area code, +44 20")
    assert not agent.sees("Same area code, +1 212")


@pytest.fixture
def large_account():
    """A Twilio with 250 numbers in Chicago and one in New York."""
    numbers = [{"phone_number": f"+1312{5_550_000 + n}", "friendly_name": f"Line {n}"} for n in range(250)]
    numbers.append({"phone_number": "+12125550101", "friendly_name": "Sales New York"})
    with Sandbox(account={"incoming_phone_numbers": numbers}) as sandbox:
        yield sandbox


def test_more_than_a_hundred_numbers_are_explained_as_they_are_scrolled_to(
    large_account, point_at, sit_down
) -> None:
    point_at(large_account)
    ana = sit_down()
    ana.waits_to_read("251 numbers, refreshed")
    ana.types(CUSTOMER)

    rows = asks_why(ana)
    assert 0 < len(passed_over(rows)) < 250

    ana.waits(lambda: ana.presses(Qt.Key.Key_End) or len(passed_over(rows)) == 250)
    assert all("Line " in row for row in passed_over(rows))
