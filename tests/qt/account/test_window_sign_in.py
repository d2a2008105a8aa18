"""Signing in: each mistake has its own sentence, and the secret is in the keyring or nowhere."""

from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from softphone.sandbox import Sandbox

KEPT_FOR_THIS_SESSION = "so the key is kept for this session only."


class KeyringInMemory(KeyringBackend):
    """A keyring that forgets everything at the end of the test."""

    priority = 1
    name = "memory"

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def memory():
    before, memory = keyring.get_keyring(), KeyringInMemory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def newcomer(sandbox, point_at, sit_down):
    """Somebody who has never signed in, with the sandbox in place of Twilio."""
    somebody = sit_down()
    somebody.waits_to_read("Welcome to Softphone")
    somebody.clicks("Sign in…")
    point_at(sandbox)
    return somebody


def signs_in(agent, sandbox: Sandbox, **instead: str) -> None:
    typed = {
        "Account SID": sandbox.credentials["account_sid"],
        "API key SID": sandbox.credentials["api_key_sid"],
        "API key secret": sandbox.credentials["api_key_secret"],
        "Your name": "ana",
        "Where does your phone ring?": "client:ana",
        **instead,
    }
    for name, text in typed.items():
        agent.field(name).setFocus()
        agent.presses(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        agent.types(text)
    agent.presses(Qt.Key.Key_Return)


def texts_under(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_signing_in_leads_to_the_dialler_with_the_numbers(newcomer, sandbox) -> None:
    signs_in(newcomer, sandbox)

    newcomer.waits_to_read("43 numbers, refreshed")
    assert newcomer.field("Number to call").isVisible()
    assert newcomer.window.windowTitle() == "Softphone – ana"
    assert QApplication.focusWidget() is newcomer.field("Number to call")


def test_without_a_keyring_the_window_says_for_how_long_the_key_is_kept(newcomer, sandbox, tmp_path) -> None:
    signs_in(newcomer, sandbox)

    newcomer.waits_to_read("43 numbers, refreshed")
    assert newcomer.sees(KEPT_FOR_THIS_SESSION)
    assert sandbox.credentials["api_key_sid"].encode() in texts_under(tmp_path)
    assert sandbox.credentials["api_key_secret"].encode() not in texts_under(tmp_path)


def test_with_a_keyring_the_secret_is_there_and_nowhere_else(newcomer, sandbox, memory, tmp_path) -> None:
    signs_in(newcomer, sandbox)

    newcomer.waits_to_read("43 numbers, refreshed")
    secret = sandbox.credentials["api_key_secret"]
    assert list(memory.kept.values()) == [secret]
    assert not newcomer.sees(KEPT_FOR_THIS_SESSION)
    assert secret.encode() not in texts_under(tmp_path)
    assert all(secret not in field.text() for field in newcomer.window.findChildren(QLineEdit))


@pytest.mark.parametrize(
    ("mistake", "sentence"),
    [
        ({"API key secret": "not-the-secret"}, "Twilio did not accept the API key."),
        ({"Account SID": "AC" + "0" * 32}, f"The API key does not open the account AC{'0' * 32}."),
        ({"Account SID": "SK123"}, "“SK123” does not fit “Account SID”."),
        ({"API key SID": "AC123"}, "“AC123” does not fit “API key SID”."),
        ({"Where does your phone ring?": "at home"}, "“at home” does not fit “Your phone rings at”."),
        ({"API key secret": " "}, "The API key's secret is missing."),
    ],
    ids=["wrong key", "wrong account", "no account SID", "no key SID", "no endpoint", "no secret"],
)
def test_each_mistake_has_its_sentence_and_what_was_typed_stays(newcomer, sandbox, mistake, sentence) -> None:
    signs_in(newcomer, sandbox, **mistake)

    newcomer.waits_to_read(sentence)
    assert newcomer.field("Your name").text() == "ana"
    for name, text in mistake.items():
        assert newcomer.field(name).text() == text
    assert newcomer.button("Sign in").isEnabled()


def test_a_key_without_permission_is_told_which_one_it_needs(newcomer, sandbox) -> None:
    refused = {"does": "error", "status": 403, "code": 20006, "message": "Access Denied"}
    sandbox.add_fault({"request": "GET IncomingPhoneNumbers", "nth": 1, **refused})

    signs_in(newcomer, sandbox)

    newcomer.waits_to_read("It needs the permission “twilio/phone-numbers/incoming-phone-numbers/list”")


def test_without_a_network_signing_in_says_so_and_can_be_tried_again(newcomer, point_at, sandbox) -> None:
    point_at(sandbox, url="http://127.0.0.1:1")
    signs_in(newcomer, sandbox)
    newcomer.waits_to_read("Twilio cannot be reached.")
    point_at(sandbox)

    newcomer.clicks("Sign in")

    newcomer.waits_to_read("43 numbers, refreshed")


def test_after_a_mistake_nothing_is_kept(newcomer, sandbox, memory, sit_down) -> None:
    signs_in(newcomer, sandbox, **{"API key secret": "not-the-secret"})
    newcomer.waits_to_read("Twilio did not accept the API key.")

    assert memory.kept == {}


def test_trying_the_sandbox_leads_to_the_dialler_with_a_banner(newcomer) -> None:
    newcomer.clicks("Try it in the sandbox")

    newcomer.waits_to_read("43 numbers, refreshed")
    assert newcomer.sees("Sandbox: a Twilio on this computer. No real telephone rings.")
    assert newcomer.sees("ana · some settings are set by Acme")
    assert newcomer.field("Number to call").isVisible()


def test_a_sign_in_that_fails_leaves_the_sandbox_in_use_and_its_banner(newcomer, sandbox) -> None:
    newcomer.clicks("Try it in the sandbox")
    newcomer.waits_to_read("43 numbers, refreshed")
    newcomer.window.pages.open_sign_in(None)

    signs_in(newcomer, sandbox, **{"API key secret": "not-the-secret"})

    newcomer.waits_to_read("Twilio did not accept the API key.")
    assert newcomer.sees("Sandbox: a Twilio on this computer.")
    newcomer.clicks("Back")
    assert newcomer.field("Number to call").isVisible()


def test_what_is_known_is_filled_in_but_never_the_secret(
    newcomer, sandbox, memory, monkeypatch, sit_down
) -> None:
    signs_in(newcomer, sandbox)
    newcomer.waits_to_read("43 numbers, refreshed")
    newcomer.leaves()
    memory.kept.clear()
    monkeypatch.delenv("SOFTPHONE_SANDBOX")

    later = sit_down()

    later.waits_to_read("Sign in to your company's Twilio account")
    assert later.field("Account SID").text() == sandbox.credentials["account_sid"]
    assert later.field("Where does your phone ring?").text() == "client:ana"
    assert later.field("API key secret").text() == ""
    assert QApplication.focusWidget() is later.field("API key secret")


def test_the_secret_is_typed_unseen(newcomer) -> None:
    assert newcomer.field("API key secret").echoMode() is QLineEdit.EchoMode.Password
