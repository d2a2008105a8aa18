"""The report: read before it is saved, saved as it was read, and nothing secret in it."""

import re
import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
)

ALT = Qt.KeyboardModifier.AltModifier
DIALLED = ("+12125550142", "+442079460018", "+14155550142")
TYPED = "212.555.0142 (Mia)"


class Report:
    """The dialog with a report in it."""

    def __init__(self, qtbot, agent) -> None:
        self._qtbot, self._agent = qtbot, agent
        agent.presses(Qt.Key.Key_H, ALT)
        agent.presses("r")
        self.dialog = next(each for each in agent.window.findChildren(QDialog) if each.isVisible())
        self.names, self.text = self.dialog.findChild(QListWidget), self.dialog.findChild(QPlainTextEdit)
        qtbot.waitUntil(lambda: self.names.count() > 0, timeout=8000)

    def files(self) -> dict[str, str]:
        """Each file as it is shown, read with the arrow key."""
        self.names.setFocus()
        shown = {}
        for row in range(self.names.count()):
            if row:
                self._qtbot.keyClick(self.names, Qt.Key.Key_Down)
            shown[self.names.item(row).text()] = self.text.toPlainText()
        return shown

    def saves_as(self, path) -> None:
        save = next(each for each in self.dialog.findChildren(QPushButton) if each.text() == "&Save as…")
        self._qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
        chooser = self.dialog.findChild(QFileDialog)
        self._qtbot.waitUntil(chooser.isVisible)
        chooser.selectFile(str(path))
        buttons = chooser.findChild(QDialogButtonBox)
        self._qtbot.mouseClick(
            buttons.button(QDialogButtonBox.StandardButton.Save), Qt.MouseButton.LeftButton
        )

    def waits_to_read(self, words: str) -> None:
        def reads_it() -> None:
            assert any(words in each.text() for each in self.dialog.findChildren(QLabel))

        self._qtbot.waitUntil(reads_it, timeout=8000)


@pytest.fixture
def after_a_shift(agent, sandbox):
    """Ana after calls, a paste and a trouble whose words have numbers and secrets in them."""
    agent.calls(DIALLED[0])
    agent.waits(lambda: agent.desk.call.is_open)
    agent.presses(Qt.Key.Key_F8)
    agent.waits(lambda: not agent.desk.call.is_open)
    key = sandbox.credentials
    for words in (
        f"The call to {TYPED} failed.",
        "Ringing +44 20 7946 0018, then (415) 555-0142.",
        f"The key {key['api_key_sid']} of {key['account_sid']} was refused.",
        f"secret={key['api_key_secret']}",
    ):
        agent.desk.notices.show_problem(words)
    return agent


@pytest.fixture
def report(qtbot, after_a_shift) -> Report:
    return Report(qtbot, after_a_shift)


def test_it_has_log_versions_settings_and_the_last_errors(report) -> None:
    files = report.files()

    assert list(files) == [
        "README.txt",
        "versions.txt",
        "settings.txt",
        "errors.txt",
        "requests.txt",
        "log.txt",
    ]
    assert "Telephone numbers" in files["README.txt"]
    for name in ("softphone", "Python", "Qt", "PySide6", "system", "twilio"):
        assert re.search(rf"^{name} +\S", files["versions.txt"], re.MULTILINE)
    assert re.search(r"^caller_id.mode +customized +built in", files["settings.txt"], re.MULTILINE)
    assert "Z  The call to …42 (Mia) failed." in files["errors.txt"]
    assert "WARNING softphone.window: The call to …42 (Mia) failed." in files["log.txt"]


def test_what_was_shown_is_what_is_saved_where_the_person_says(report, tmp_path) -> None:
    shown = report.files()
    path = tmp_path / "for support.zip"

    report.saves_as(path)

    report.waits_to_read(f"Saved as {path}.")
    with zipfile.ZipFile(path) as archive:
        saved = {name: archive.read(name).decode() for name in archive.namelist()}
    assert {name: text or "(empty)" for name, text in saved.items()} == shown


def test_no_number_that_was_used_is_in_it_in_any_writing(report, agent, tmp_path) -> None:
    path = tmp_path / "report.zip"
    report.saves_as(path)
    report.waits_to_read("Saved as")
    with zipfile.ZipFile(path) as archive:
        saved = {name: archive.read(name).decode() for name in archive.namelist()}

    own = [number.e164 for number in agent.desk.session.softphone.inventory.account]
    assert len(own) > 30
    for name, text in saved.items():
        without_separators = re.sub(r"[^\w+]|_", "", text)
        for number in (*DIALLED, *own):
            assert number[-8:] not in without_separators, (name, number)
            assert number[1:] not in without_separators, (name, number)


def test_no_secret_and_no_identifier_is_in_it(report, sandbox, tmp_path) -> None:
    path = tmp_path / "report.zip"
    report.saves_as(path)
    report.waits_to_read("Saved as")

    saved = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist()]
    for secret in ("account_sid", "api_key_sid", "api_key_secret"):
        value = sandbox.credentials[secret]
        assert value.encode() not in saved
        assert all(value not in text for text in texts)
    # Twilio's names of requests (RQ…) are what its support asks for.
    assert all(not re.search(r"(?!RQ)[A-Z]{2}[0-9a-f]{32}", text) for text in texts)
    assert any(re.search(r"GET  /2010-04-01/Accounts/AC…/\S+  200  RQ[0-9a-f]{32}", text) for text in texts)
    assert all(str(tmp_path / "home") not in text for text in texts)


def test_the_ending_is_added_where_it_is_missing(report, tmp_path) -> None:
    report.saves_as(tmp_path / "report")

    report.waits_to_read(f"Saved as {tmp_path / 'report'}.zip.")
    assert zipfile.is_zipfile(tmp_path / "report.zip")


def test_nothing_is_written_before_the_person_says_where(report, tmp_path) -> None:
    report.files()

    assert list(tmp_path.rglob("*.zip")) == []


def test_a_person_who_cannot_sign_in_has_a_report_too(qtbot, sit_down) -> None:
    newcomer = sit_down()
    newcomer.waits_to_read("Welcome to Softphone")

    files = Report(qtbot, newcomer).files()

    assert "begins." in files["log.txt"]
    assert files["errors.txt"] == "(empty)"
