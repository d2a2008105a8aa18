"""Pasting whatever stands on the clipboard: read rightly or refused, and nothing is left out silently."""

import pytest
from PySide6.QtCore import Qt

SIGNATURE = "Mia Chen\nHead of Sales\n+1 (212) 555-0142\nmia@customer.example"


@pytest.mark.parametrize(
    ("pasted", "dialled", "told"),
    [
        ("\u202a+1 212 555 0142\u202c", "+12125550142", "Invisible characters were left out."),
        ("+1\u00a0212\u00a0555\u00a00142", "+12125550142", ""),
        ("\uff0b\uff11\uff12\uff11\uff12\uff15\uff15\uff15\uff10\uff11\uff14\uff12", "+12125550142", ""),
        ("+\u0661\u0662\u0661\u0662\u0665\u0665\u0665\u0660\u0661\u0664\u0662", "+12125550142", ""),
        ("(212) 555\u20110142", "+12125550142", "Read with +1, United States."),
        ("+1 212 555 0142 ext. 77", "+12125550142", "Extension 77 is not dialled."),
        ("tel:+44-20-7946-0018", "+442079460018", ""),
        ("0044 20 7946 0018", "+442079460018", "00 was read as +."),
        (SIGNATURE, "+12125550142", "Left out: “Mia Chen Head of Sales"),
    ],
    ids=[
        "left-to-right embedding",
        "no-break spaces",
        "full-width digits",
        "Arabic digits",
        "no-break hyphen",
        "extension",
        "link",
        "00",
        "signature",
    ],
)
def test_a_paste_with_one_number_becomes_that_number(agent, pasted, dialled, told) -> None:
    agent.pastes(pasted)

    assert agent.sees(f"Will dial {dialled}")
    assert agent.number.replace(" ", "") == dialled
    assert agent.sees(told)
    assert agent.desk.dial.can_call


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("+1 212 555 0142 or +1 212 555 0143", "several numbers: +1 212 555 0142, +1 212 555 0143."),
        ("+12125550142\n+12125550143", "Choose the one you want to call."),
        ("1" * 40, "has too many digits"),
        ("+" + "4" * 40, "has too many digits"),
        ("Mia Chen", "is not a telephone number"),
        ("\u202a911\u202c", "911 is an emergency number"),
        ("\uff19\uff11\uff11", "911 is an emergency number"),
        ("+999 12345678", "does not start with a country code that exists"),
    ],
    ids=["two numbers", "two lines", "40 ones", "40 fours", "a name", "hidden 911", "wide 911", "no country"],
)
def test_a_paste_without_one_number_says_why_and_cannot_be_called(agent, sandbox, pasted, words) -> None:
    agent.pastes(pasted)

    agent.presses(Qt.Key.Key_Return)

    assert agent.sees(words)
    assert not agent.sees("Will dial")
    assert sandbox.snapshot()["legs"] == []


def test_what_was_left_out_is_still_told_when_the_numbers_were_refreshed(agent) -> None:
    agent.pastes("+1 212 555 0142 ext. 77")

    agent.clicks("Refresh")

    agent.waits_to_read("Nothing changed")
    assert agent.sees("Extension 77 is not dialled.")


def test_a_paste_into_digits_that_stand_there_goes_where_the_cursor_is(agent) -> None:
    agent.types("+1212")

    agent.pastes("555 0142")

    assert agent.sees("Will dial +12125550142")


def test_a_paste_over_a_selected_number_replaces_it(agent) -> None:
    agent.types("+12125550142")
    agent.presses(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    agent.pastes("+44 20 7946 0018")

    assert agent.sees("Will dial +442079460018")


def test_digits_changed_in_the_middle_leave_the_cursor_there(agent) -> None:
    agent.types("+12125550142")
    field = agent.field("Number to call")
    field.setCursorPosition(len("+1 212"))

    agent.presses(Qt.Key.Key_Backspace)
    agent.presses("3")

    assert agent.sees("Will dial +12135550142")
    assert field.cursorPosition() == len("+1 213")


def test_the_whole_of_a_long_text_can_be_read(agent) -> None:
    agent.pastes("+44 20 7946 0018 and +49 30 901820")

    field = agent.field("Number to call")
    assert field.fontMetrics().horizontalAdvance(field.text()) <= field.width()


def test_esc_clears_the_number(agent) -> None:
    agent.types("+12125550142")

    agent.presses(Qt.Key.Key_Escape)

    assert agent.number == ""
    assert not agent.sees("Will dial")


def test_esc_during_a_call_clears_the_number_and_the_call_goes_on(agent) -> None:
    agent.calls("+12125550142")
    agent.waits_to_read("Ringing your phone…")

    agent.presses(Qt.Key.Key_Escape)
    agent.presses(Qt.Key.Key_Escape)

    assert agent.number == ""
    agent.waits_to_read("You answered")
    assert agent.button("Hang up").isEnabled()
