"""The number field: several numbers to choose among, exactly as typed, and the time at the other end."""

import pytest
from PySide6.QtCore import QLocale, Qt

from softphone.domain.numbers.reading import read
from softphone.qt.models.numbers.place_words import place_and_time, quiet_words

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
TWO = "Mia: +1 212 555 0142, Jonas: +44 20 7946 0018"
NOON_UTC = 1_768_478_400.0  # 2026-01-15, 12:00


def exactly_as_typed(agent) -> None:
    agent.presses(Qt.Key.Key_X, CONTROL_SHIFT)


def test_each_number_in_a_paste_with_several_has_a_button(agent) -> None:
    agent.pastes(TWO)

    assert agent.has_button("Call +1 212 555 0142")
    assert agent.has_button("Call +44 20 7946 0018")


def test_pressing_one_fills_the_field_and_calls_nobody(agent, sandbox) -> None:
    agent.pastes(TWO)

    agent.button("Call +44 20 7946 0018").setFocus()
    agent.presses(Qt.Key.Key_Space)

    assert agent.number == "+44 20 7946 0018"
    assert agent.sees("Will dial +442079460018")
    assert not agent.has_button("Call +1 212 555 0142")
    assert agent.field("Number to call").hasFocus()
    assert sandbox.snapshot()["legs"] == []


def test_the_choice_is_gone_when_the_field_is_cleared(agent) -> None:
    agent.pastes(TWO)

    agent.presses(Qt.Key.Key_Escape)

    assert not agent.has_button("Call +44 20 7946 0018")


def test_exactly_as_typed_dials_a_number_that_would_be_refused(agent) -> None:
    agent.types("99912345678")
    assert not agent.sees("Will dial")

    exactly_as_typed(agent)

    assert agent.sees("Will dial +99912345678")
    assert agent.sees("Exactly as typed: nothing was assumed.")


def test_exactly_as_typed_assumes_no_country(agent) -> None:
    agent.types("2125550142")
    assert agent.sees("Will dial +12125550142")

    exactly_as_typed(agent)
    assert agent.sees("Will dial +2125550142")

    exactly_as_typed(agent)
    assert agent.sees("Will dial +12125550142")


@pytest.mark.parametrize("number", ["911", "+1911", "112", "+999"])
def test_an_emergency_number_is_refused_exactly_as_typed_as_well(agent, sandbox, number) -> None:
    exactly_as_typed(agent)
    agent.types(number)
    agent.presses(Qt.Key.Key_Return)

    assert agent.sees("is an emergency number and is not called from here.")
    assert not agent.button("Call").isEnabled()
    assert sandbox.snapshot()["legs"] == []


def test_exactly_as_typed_is_off_again_when_the_field_is_cleared(agent) -> None:
    agent.types("2125550142")
    exactly_as_typed(agent)

    agent.presses(Qt.Key.Key_Escape)
    agent.types("2125550142")

    assert agent.sees("Will dial +12125550142")


def test_the_field_tells_where_the_number_is_and_what_time_it_is_there(agent) -> None:
    agent.types("+12125550142")

    line = agent.line_with("New York, United States · ")
    assert line.endswith(" there")


def test_a_toll_free_number_has_no_local_time(agent) -> None:
    agent.types("+18005550142")

    assert agent.sees("Toll-free")
    assert not any(line.endswith(" there") for line in agent.reads())


@pytest.fixture
def in_english():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("+12125550142", "New York, United States · 07:00 there"),
        ("+4930901820", "Germany · 13:00 there"),
        ("+34612345678", "Spain · 12:00 to 13:00 there"),
        ("+18005550142", "Toll-free"),
    ],
    ids=["one zone", "one zone without states", "several zones", "nobody can say"],
)
@pytest.mark.usefixtures("in_english")
def test_place_and_time_at_noon_in_greenwich(number, words) -> None:
    assert place_and_time(read(number), NOON_UTC) == words


@pytest.mark.usefixtures("in_english")
def test_in_quiet_hours_the_time_there_is_warned_of() -> None:
    warned = quiet_words(read("+12125550142"), NOON_UTC, "21:00-08:00")

    assert warned == "It is 07:00 there: quiet hours (21:00-08:00)."
    assert quiet_words(read("+4930901820"), NOON_UTC, "21:00-08:00") == ""
    assert quiet_words(read("+12125550142"), NOON_UTC, "") == ""
    assert quiet_words(read("+18005550142"), NOON_UTC, "00:00-23:59") == ""


def test_quiet_hours_from_the_companys_settings_warn_and_still_let_call(
    sandbox, point_at, sit_down, settings_file
) -> None:
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file('[defaults.dialing]\nquiet_hours = "12:00-11:59"\n'))
    ana.waits_to_read("43 numbers, refreshed")

    ana.types("+12125550142")

    assert ana.sees("there: quiet hours (12:00-11:59).")
    assert ana.button("Call +1 212 555 0142").isEnabled()
