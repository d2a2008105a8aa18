"""Twilio out of reach or out of sorts: one sentence, the old numbers in use, the window at work."""

import pytest
from PySide6.QtCore import Qt

CUSTOMER = "+12125550142"

TROUBLE = {
    "401": (
        {"does": "error", "status": 401, "code": 20003, "message": "Authenticate"},
        "Twilio did not accept the API key. Sign in again under Account, with the key of the right account",
    ),
    "403": (
        {"does": "error", "status": 403, "code": 20006, "message": "Access Denied"},
        "The API key may not do this. It needs the permission “twilio/",
    ),
    "429": ({"does": "429"}, "Twilio is taking too many requests of this account. Wait a little"),
    "500": ({"does": "500"}, "Twilio had an error of its own. Wait a little"),
    "truncated": ({"does": "truncated"}, "Twilio's answer did not arrive or could not be read."),
    "garbage": (
        {"does": "garbage"},
        "A web page came in place of Twilio's answer: this network may want you",
    ),
    "unreadable": ({"does": "body", "body": "[["}, "Twilio's answer did not arrive or could not be read."),
}


@pytest.mark.parametrize("request_of_list", ["GET IncomingPhoneNumbers", "GET OutgoingCallerIds"])
@pytest.mark.parametrize(("fault", "sentence"), TROUBLE.values(), ids=TROUBLE)
def test_a_refresh_that_fails_is_one_sentence_and_the_old_numbers_stay(
    agent, sandbox, request_of_list, fault, sentence
) -> None:
    sandbox.world.release("+12125550101")
    sandbox.add_fault({"request": request_of_list, "nth": 1, **fault})

    agent.clicks("Refresh")

    agent.waits_to_read(sentence)
    assert len([line for line in agent.reads() if sentence in line]) == 1
    agent.types(CUSTOMER)
    assert agent.sees("43 numbers, refreshed")
    assert agent.sees("Sales New York · chosen automatically")
    assert agent.desk.dial.can_call


def test_without_a_network_the_numbers_on_disk_are_used(agent, sandbox, sit_down) -> None:
    agent.leaves()
    sandbox.close()

    later = sit_down()
    later.waits_to_read("43 numbers, refreshed")
    later.clicks("Refresh")

    later.waits_to_read("Twilio cannot be reached. Check the network connection, then try again.")
    later.types(CUSTOMER)
    assert later.sees("Same area code, +1 212")


def test_without_a_network_from_the_beginning_the_window_still_takes_a_number(
    sandbox, point_at, sit_down
) -> None:
    point_at(sandbox)
    sandbox.close()

    ana = sit_down()

    ana.waits_to_read("Twilio cannot be reached.")
    ana.types(CUSTOMER)
    assert ana.sees("Will dial +12125550142")
    assert ana.sees("The account has no numbers yet.")
    assert not ana.button("Call +1 212 555 0142").isEnabled()


def test_a_refresh_after_trouble_works(agent, sandbox) -> None:
    sandbox.add_fault({"request": "GET IncomingPhoneNumbers", "nth": 1, "does": "500"})
    sandbox.world.release("+12125550101")
    agent.clicks("Refresh")
    agent.waits_to_read("Twilio had an error of its own.")

    agent.clicks("Refresh")

    agent.waits_to_read("42 numbers, refreshed")


def test_a_sentence_stays_until_it_is_dismissed(agent, sandbox) -> None:
    sandbox.add_fault({"request": "GET IncomingPhoneNumbers", "nth": 1, "does": "500"})
    agent.clicks("Refresh")
    agent.waits_to_read("Twilio had an error of its own.")

    agent.clicks("Dismiss this message")

    assert not agent.sees("Twilio had an error of its own.")


def test_without_a_network_a_call_fails_in_words_and_nobody_was_called(agent, sandbox) -> None:
    agent.types(CUSTOMER)
    sandbox.close()

    agent.presses(Qt.Key.Key_Return)

    agent.waits_to_read("⚠ Twilio cannot be reached. Check the network connection, then try again.")
    assert not agent.desk.call.is_open
    assert agent.button("Call +1 212 555 0142").isEnabled()


def test_a_database_that_is_none_is_set_aside_and_said_so(sandbox, point_at, sit_down, folder) -> None:
    point_at(sandbox)
    folder.mkdir()
    (folder / "numbers.sqlite").write_bytes(b"this is no database" * 100)

    ana = sit_down()

    ana.waits_to_read("43 numbers, refreshed")
    assert ana.sees("was not a database any more. It was set aside as numbers.sqlite.damaged-1.")


def test_a_mistake_in_the_settings_file_is_told_with_its_line(
    sandbox, point_at, sit_down, settings_file
) -> None:
    point_at(sandbox)

    ana = sit_down(settings_file=settings_file('[defaults.caller_id]\nmode = "customised"\n'))

    ana.waits_to_read("43 numbers, refreshed")
    assert ana.sees("settings.toml:2: defaults.caller_id.mode")


def test_a_sandbox_variable_that_is_no_sandbox_is_told(monkeypatch, sit_down) -> None:
    monkeypatch.setenv("SOFTPHONE_SANDBOX", "http://127.0.0.1:1234")

    ana = sit_down()

    ana.waits_to_read("SOFTPHONE_SANDBOX is set, but is not what “softphone sandbox” prints.")


def test_a_sandbox_that_is_not_on_this_machine_is_refused(sandbox, point_at, sit_down) -> None:
    point_at(sandbox, url="http://twilio.example:80")

    ana = sit_down()

    ana.waits_to_read("A sandbox must be on this machine")
