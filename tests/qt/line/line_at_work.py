"""What a person at a line hears, does, and is heard of."""

import cmath
import math
from array import array
from collections.abc import Callable

from agent_at_work import AgentAtWork
from PySide6.QtCore import Qt
from PySide6.QtWebEngineCore import QWebEnginePage
from pytestqt.qtbot import QtBot

from softphone.sandbox import Sandbox
from softphone.sandbox.voice.sounds import RATE

CUSTOMERS = ("+12125550142", "+442079460018", "+14155552671")
CUSTOMER = CUSTOMERS[0]
PITCH_OF_MICROPHONE = 1000
LOUD = 0.003  # of full scale, in one pitch
EAR = """
(() => {
  const Real = RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(...given) {
      super(...given);
      this.addEventListener("track", (event) => {
        const context = new AudioContext();
        const ear = context.createAnalyser();
        ear.fftSize = 8192;
        context.createMediaStreamSource(new MediaStream([event.track])).connect(ear);
        window.ear = { context, ear };
      });
    }
  };
  return true;
})()
"""
LOUDEST_PITCH = """
(() => {
  if (!window.ear) { return 0; }
  const { context, ear } = window.ear;
  const strength = new Float32Array(ear.frequencyBinCount);
  ear.getFloatFrequencyData(strength);
  const at = strength.indexOf(Math.max(...strength));
  return strength[at] > -60 ? at * context.sampleRate / ear.fftSize : 0;
})()
"""


def calls_the_customer(agent: AgentAtWork, number: str = CUSTOMER) -> None:
    """Type the number and press Enter; nothing else is done until both talk."""
    agent.presses(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)  # over the number before
    agent.calls(number)
    agent.waits(lambda: bool(agent.desk.call.call and agent.desk.call.call.is_connected))
    agent.waits(lambda: bool(agent.desk.line.open_sid))


def rings(sandbox: Sandbox, told: str = "") -> str:
    """Somebody else calls Ana's line; the SID of the leg."""
    from softphone.adapters.twilio.client import Credentials, TwilioAccount

    key = sandbox.credentials
    account = TwilioAccount(
        Credentials(key["account_sid"], key["api_key_sid"], key["api_key_secret"], key["url"])
    )
    try:
        twiml = "<Response><Dial><Conference>elsewhere</Conference></Dial></Response>"
        return account.client.calls.create(to=f"client:ana{told}", from_="+12125550101", twiml=twiml).sid
    finally:
        account.close()


def leg(sandbox: Sandbox, sid: str) -> dict:
    return next(each for each in sandbox.snapshot()["legs"] if each["sid"] == sid)


def by_label(sandbox: Sandbox) -> dict[str, dict]:
    """The legs of the last call: "agent", "customer", "guest-1"…"""
    return {each["label"]: each for each in sandbox.snapshot()["legs"]}


def hears(sandbox: Sandbox, sid: str, pitch: float) -> bool:
    """Whether somebody at the far end hears a pitch now."""
    return loudness(sandbox.voice.heard_by(sid), pitch) > LOUD


def loudness(pcm: bytes, pitch: float, seconds: float = 1.0) -> float:
    """How much of a pitch the last second holds, 0 to 1."""
    values = array("h", pcm)[-round(RATE * seconds) :]
    if not values:
        return 0.0
    turn = -2j * math.pi * pitch / RATE
    heard = sum(value * cmath.exp(turn * at) for at, value in enumerate(values))
    return abs(heard) * 2 / len(values) / 32768


def run_in(qtbot: QtBot, page: QWebEnginePage, script: str) -> object:
    """What a script in the page comes to."""
    answers: list[object] = []
    page.runJavaScript(script, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=8000)
    return answers[0]


def outcome_in(qtbot: QtBot, page: QWebEnginePage, promise: str) -> str:
    """What a promise in the page comes to: "yes", or the name of what went wrong."""
    run_in(
        qtbot,
        page,
        f"window.found = ''; ({promise}).then(() => window.found = 'yes', (e) => window.found = e.name); 1",
    )
    found: Callable[[], object] = lambda: run_in(qtbot, page, "window.found")  # noqa: E731
    qtbot.waitUntil(lambda: bool(found()), timeout=8000)
    return str(found())
