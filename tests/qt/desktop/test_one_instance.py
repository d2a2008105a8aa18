"""One softphone per person and data folder: the second hands over and leaves; nothing stale is in the way."""

import json
import os
import signal
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from softphones import until

from softphone.domain.errors import SoftphoneError
from softphone.qt.desktop.instances.instance_server import InstanceServer
from softphone.qt.desktop.instances.one_instance import LONGEST, Asked, Claim, hand_over
from softphone.sandbox import Sandbox

LINK = "tel:+1-212-555-0142"
OTHER_LINK = "tel:+44-20-7946-0018"


@pytest.fixture
def first(data, agent):
    """Ana's window as the first softphone of the folder."""
    claim = Claim(data)
    assert claim.take()
    reception = InstanceServer(claim)
    reception.asked.connect(agent.desk.desktop.take)
    assert reception.open()
    yield agent
    reception.close()


def legs(sandbox: Sandbox) -> list[str]:
    return [leg["to"] for leg in sandbox.snapshot()["legs"]]


def test_the_second_softphone_hands_its_link_over_and_leaves_at_once(first, start) -> None:
    second = start(LINK)

    first.waits(lambda: first.number == "+1 212 555 0142")
    first.waits(lambda: second.poll() is not None)
    assert second.returncode == 0
    assert second.stderr.read() == ""


def test_the_second_softphone_without_a_link_brings_the_first_to_the_front(first, start) -> None:
    first.window.showMinimized()
    second = start()

    first.waits(lambda: second.poll() == 0)
    first.waits(lambda: not first.window.isMinimized() and first.window.isActiveWindow())


def test_another_data_folder_is_another_softphone(first, tmp_path) -> None:
    claim = Claim(tmp_path / "elsewhere")

    assert claim.take()
    claim.let_go()


def test_two_real_softphones_share_a_folder_and_a_killed_one_is_no_obstacle(
    sandbox, point_at, settings_file, start, run, data
) -> None:
    point_at(sandbox)
    settings = str(settings_file("[defaults.desktop]\nlinks_dial = true\n"))
    first = start("--settings", settings)
    until((data / "instance").exists, "the first softphone")
    handed_over = run(LINK)
    until(lambda: "+12125550142" in legs(sandbox), "the first softphone to call")
    assert (handed_over.returncode, handed_over.stderr) == (0, "")
    assert run("--hang-up").returncode == 0
    until(
        lambda: not [leg for leg in sandbox.snapshot()["legs"] if leg["status"] == "in-progress"], "the end"
    )

    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    start("--settings", settings, OTHER_LINK)

    until(lambda: "+442079460018" in legs(sandbox), "the next softphone to call")


def test_a_first_softphone_that_hangs_is_told_in_a_sentence(data, run) -> None:
    claim = Claim(data)
    claim.take()
    reception = InstanceServer(claim)
    reception.open()  # and nobody reads: this test waits below

    second = run(LINK)

    assert second.returncode == 2
    assert second.stderr == (
        "softphone: Softphone is open already, but does not answer. "
        "Wait a moment and try again, or end it and start it anew.\n"
    )
    reception.close()


def test_who_waits_for_a_hanging_one_takes_its_place_when_it_ends(data) -> None:
    hanging, waiting = Claim(data), Claim(data)
    hanging.take()
    assert not waiting.take()
    with pytest.raises(SoftphoneError):
        hand_over(waiting, Asked(), patience_s=0.2)

    hanging.let_go()

    assert not hand_over(waiting, Asked(), patience_s=0.2)
    waiting.let_go()


def test_hanging_up_where_no_softphone_is_open_says_so(run) -> None:
    done = run("--hang-up")

    assert done.returncode == 2
    assert done.stderr == "softphone: Softphone is not open, so there is no call to hang up.\n"


def test_a_word_that_is_neither_a_command_nor_a_number_is_refused(run) -> None:
    done = run("chose")

    assert done.returncode == 2
    assert done.stderr == "softphone: 'chose' is neither a command nor a number. See softphone --help.\n"


@pytest.mark.parametrize(
    "rubbish",
    [
        b"rubbish\n",
        b"[1, 2]\n",
        b'{"text": 7}\n',
        b"\xff\xfe\n",
        b"x" * (LONGEST + 10),
        json.dumps({"text": "x" * LONGEST}).encode() + b"\n",
    ],
    ids=["no JSON", "no object", "no text", "no Unicode", "no end", "too long"],
)
def test_rubbish_from_another_program_is_let_go(first, data, rubbish) -> None:
    socket = QLocalSocket()
    socket.connectToServer((data / "instance").read_text())
    assert socket.waitForConnected(2000)

    socket.write(rubbish)

    first.waits(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert first.number == ""


def test_who_says_nothing_is_let_go(first, data) -> None:
    socket = QLocalSocket()
    socket.connectToServer((data / "instance").read_text())
    assert socket.waitForConnected(2000)

    first.waits(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)


def test_only_the_same_person_may_speak_to_it(first, data) -> None:
    name = (data / "instance").read_text()

    assert Path(name).stat().st_mode & 0o077 == 0
    assert (data / "instance").stat().st_mode & 0o077 == 0


def test_what_a_killed_softphone_left_is_cleared_away(data, tmp_path) -> None:
    left = tmp_path / "softphone-0123456789abcdef"
    left.touch()
    (data / "instance").write_text(str(left))

    claim = Claim(data)
    claim.take()
    reception = InstanceServer(claim)
    assert reception.open()

    assert not left.exists()
    reception.close()
    assert not (data / "instance").exists()
