"""The first run: try it or sign in, and from everywhere a way back and a way on."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from softphone.sandbox import Sandbox

BANNER = "Sandbox: a Twilio on this computer. No real telephone rings."
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def newcomer(sit_down):
    """Somebody on a machine with nothing."""
    somebody = sit_down()
    somebody.waits_to_read("Welcome to Softphone")
    return somebody


@pytest.fixture
def in_the_sandbox(newcomer):
    newcomer.presses(Qt.Key.Key_Return)
    newcomer.waits_to_read("43 numbers, refreshed")
    return newcomer


def leaves_the_sandbox(agent) -> None:
    """By the menu: Alt+A, L."""
    agent.presses(Qt.Key.Key_A, ALT)
    agent.presses(Qt.Key.Key_L)


def test_a_newcomer_is_offered_two_ways_with_a_sentence_each(newcomer) -> None:
    assert newcomer.sees("call and look around, no real telephone rings.")
    assert newcomer.sees("Use your company's Twilio account")
    assert QApplication.focusWidget() is newcomer.button("Try it in the sandbox")


def test_enter_tries_the_sandbox_and_the_focus_is_in_the_number(in_the_sandbox) -> None:
    assert in_the_sandbox.sees(BANNER)
    assert QApplication.focusWidget() is in_the_sandbox.field("Number to call")


def test_from_signing_in_there_is_a_way_back_and_on_again(newcomer) -> None:
    newcomer.presses(Qt.Key.Key_Tab)
    newcomer.presses(Qt.Key.Key_Return)
    assert newcomer.sees("Sign in to your company's Twilio account")
    assert QApplication.focusWidget() is newcomer.field("Account SID")

    newcomer.clicks("Back")
    assert newcomer.sees("Welcome to Softphone")

    newcomer.clicks("Sign in…")
    newcomer.presses(Qt.Key.Key_Escape)
    assert newcomer.sees("Welcome to Softphone")


def test_the_sandbox_is_offered_on_the_sign_in_page_too_but_not_inside_it(newcomer) -> None:
    newcomer.clicks("Sign in…")
    newcomer.clicks("Try it in the sandbox")
    newcomer.waits_to_read("43 numbers, refreshed")

    leaves_the_sandbox(newcomer)

    newcomer.waits_to_read("Sign in to your company's Twilio account")
    assert not newcomer.has_button("Try it in the sandbox")


def test_leaving_the_sandbox_asks_to_sign_in_and_back_returns_to_it(in_the_sandbox) -> None:
    leaves_the_sandbox(in_the_sandbox)
    in_the_sandbox.waits_to_read("Sign in to your company's Twilio account")
    assert in_the_sandbox.sees(BANNER)

    in_the_sandbox.clicks("Back")

    assert in_the_sandbox.field("Number to call").isVisible()
    in_the_sandbox.types("+12125550142")
    assert in_the_sandbox.sees("chosen automatically")


def test_leaving_the_sandbox_leads_to_the_account_that_is_kept(in_the_sandbox, point_at, sandbox) -> None:
    sandbox.world.release("+12125550101")
    point_at(sandbox)

    leaves_the_sandbox(in_the_sandbox)

    in_the_sandbox.waits(lambda: not in_the_sandbox.sees(BANNER))
    in_the_sandbox.clicks("Refresh")
    in_the_sandbox.waits_to_read("42 numbers, refreshed")


def test_outside_the_sandbox_there_is_nothing_to_leave(agent) -> None:
    leaves_the_sandbox(agent)

    assert agent.list_is_open  # the menu: no entry has that letter
    assert agent.field("Number to call").isVisible()


def test_during_a_call_the_sandbox_cannot_be_left(in_the_sandbox) -> None:
    in_the_sandbox.calls("+12125550142")
    in_the_sandbox.waits(lambda: in_the_sandbox.desk.call.is_open)

    leaves_the_sandbox(in_the_sandbox)

    assert in_the_sandbox.list_is_open  # still the menu: the entry is off


@pytest.fixture
def of_acme(sandbox: Sandbox, sit_down, settings_file):
    """Somebody new, whose company has set the account and the key already."""
    key = sandbox.credentials
    acme = f"""
        [organization]
        name = "Acme"
        contact = "it@acme.example"
        [locked.twilio]
        account_sid = {json.dumps(key["account_sid"])}
        api_key_sid = {json.dumps(key["api_key_sid"])}
        """
    somebody = sit_down(settings_file=settings_file(acme))
    somebody.waits_to_read("Sign in to your company's Twilio account")
    return somebody


def test_what_the_company_has_set_is_locked_and_says_by_whom(of_acme, sandbox, tmp_path) -> None:
    field = of_acme.field("Account SID")

    assert (field.text(), field.isEnabled()) == (sandbox.credentials["account_sid"], False)
    assert of_acme.reads().count("Set by Acme (it@acme.example)") == 2
    assert field.accessibleDescription() == f"Set by Acme (it@acme.example) – {tmp_path / 'settings.toml'}:6"
    assert QApplication.focusWidget() is of_acme.field("API key secret")


def test_the_padlock_stands_beside_the_words(of_acme) -> None:
    pictures = [each for each in of_acme.window.findChildren(QLabel) if not each.pixmap().isNull()]

    assert len([each for each in pictures if each.isVisible()]) == 2


def test_with_the_rest_filled_in_the_numbers_come_and_the_focus_is_in_the_number(
    of_acme, sandbox, point_at
) -> None:
    point_at(sandbox)
    for name, text in (
        ("API key secret", sandbox.credentials["api_key_secret"]),
        ("Your name", "ana"),
        ("Where does your phone ring?", "client:ana"),
    ):
        of_acme.field(name).setFocus()
        of_acme.types(text)
    of_acme.presses(Qt.Key.Key_Return)

    of_acme.waits_to_read("43 numbers, refreshed")
    assert QApplication.focusWidget() is of_acme.field("Number to call")
