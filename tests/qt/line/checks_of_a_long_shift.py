"""Two hours at the line, by a clock that is put forward: tokens, calls and trouble leave nothing behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from line_at_work import leg, rings, run_in
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWebEngineCore import QWebEnginePage
from twilio.jwt.access_token import AccessToken as Made
from twilio.jwt.access_token.grants import VoiceGrant

from softphone.adapters.twilio.errors.voice_sdk import trouble_of
from softphone.application.line.line_access import TOKEN_LIVES_SECONDS, AccessToken, Gateway, LineAccess
from softphone.domain.line.line_state import LineState
from softphone.qt.background import Background, Lane
from softphone.qt.line import engine
from softphone.qt.line.registration import Registration

SHIFT_SECONDS = 2 * 3600.0
STEP_SECONDS = 500.0  # so that each look finds a token to renew
PATIENCE_MS = 15_000
# What the page holds open: counted where it is opened and closed.
COUNTING = """
(() => {
  const count = window.held = { timers: new Set(), peers: new Set(), sockets: new Set() };
  const { setInterval: set, clearInterval: clear } = window;
  window.setInterval = (...given) => { const id = set(...given); count.timers.add(id); return id; };
  window.clearInterval = (id) => { count.timers.delete(id); clear(id); };
  const Peer = RTCPeerConnection;
  window.RTCPeerConnection = class extends Peer {
    constructor(...given) { super(...given); count.peers.add(this); }
    close() { count.peers.delete(this); super.close(); }
  };
  const Socket = WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      count.sockets.add(this);
      this.addEventListener("close", () => count.sockets.delete(this));
    }
  };
  return true;
})()
"""
HELD = "[window.held.timers.size, window.held.peers.size, window.held.sockets.size]"


class TokensByTheClock:
    """As the API key signs them, by the sandbox's clock; counts how many were asked for."""

    def __init__(self, key: dict[str, str], clock) -> None:
        self._key, self._clock, self.made = key, clock, 0

    def token(self, identity: str) -> AccessToken:
        self.made += 1
        names = ("account_sid", "api_key_sid", "api_key_secret")
        good_until = int(self._clock() + TOKEN_LIVES_SECONDS)
        made = Made(*(self._key[name] for name in names), identity=identity, valid_until=good_until)
        made.add_grant(VoiceGrant(incoming_allow=True))
        return AccessToken(str(made.to_jwt()), TOKEN_LIVES_SECONDS)


class Shift:
    """Ana's line alone, without a window; time passes when it is told to."""

    def __init__(self, sandbox, clock, qtbot) -> None:
        self.sandbox, self._clock, self._qtbot = sandbox, clock, qtbot
        self.passed = 0.0
        self.tokens = TokensByTheClock(sandbox.credentials, clock)
        gateway = Gateway(sandbox.voice.address, sandbox.voice.certificate_pem)
        self._background = Background()
        access = LineAccess("ana", self.tokens, trouble_of, gateway)
        self.registration = Registration(access, self._background, clock=clock)
        self.calls: dict[str, str] = {}
        self.registration.told.connect(self._hear)

    def begins(self) -> None:
        self.registration.start()
        self.waits_until_ready()
        run_in(self._qtbot, self.registration.line.page, COUNTING)

    def ends(self) -> None:
        self.registration.close()
        self._background.close()

    def waits(self, until) -> None:
        self._qtbot.waitUntil(until, timeout=PATIENCE_MS)

    def waits_until_ready(self) -> None:
        self.waits(lambda: self.registration.status.state is LineState.READY and self.devices == ["ana"])

    @property
    def devices(self) -> list[str]:
        return self.sandbox.voice.devices

    def some_minutes_pass(self) -> None:
        """As many as let the token grow old; the line has another one then."""
        before = self.tokens.made
        self._clock.forward(STEP_SECONDS)
        self.passed += STEP_SECONDS
        self.waits(lambda: self.tokens.made > before)
        handed_over: list[None] = []  # what the lane did before has arrived when this does
        self._background.run(Lane.LINE, lambda: None, then=handed_over.append, failed=handed_over.append)
        self.waits(lambda: bool(handed_over))

    def a_call_comes_and_goes(self) -> None:
        sid = rings(self.sandbox)
        self.waits(lambda: self.calls.get(sid) == "ringing")
        self.registration.line.answer(sid)
        self.waits(lambda: leg(self.sandbox, sid)["status"] == "in-progress")
        self.sandbox.world.hang_up(sid)
        self.waits(lambda: self.calls.get(sid) == "over")

    def the_socket_is_lost(self) -> None:
        self.sandbox.voice.drop_sockets()
        self.waits(lambda: self.registration.status.state is not LineState.READY)
        self.waits_until_ready()

    def held(self) -> tuple[list[float], int, int, int]:
        """In the page: timers, calls' connections, sockets. Here: pages, timers, processes."""
        here = self.registration
        pages = [each for each in here.findChildren(QObject) if isinstance(each, QWebEnginePage)]
        return (
            run_in(self._qtbot, here.line.page, HELD),
            len(pages),
            len(here.findChildren(QTimer)),
            processes(),
        )

    def _hear(self, what: str, rest: dict) -> None:
        if what == "call":
            self.calls[rest["sid"]] = rest["is"]
            self.registration.call_is_open(any(each != "over" for each in self.calls.values()))


def processes() -> int:
    """This process's own, and theirs; WebEngine's pages run in them."""
    tasks = Path("/proc/self/task").glob("*/children")
    return sum(len(each.read_text().split()) for each in tasks)


@pytest.fixture
def shift(sandbox, clock, qtbot) -> Iterator[Shift]:
    engine.begin()
    shift = Shift(sandbox, clock, qtbot)
    shift.begins()
    yield shift
    shift.ends()


def test_after_two_hours_the_line_holds_no_more_than_after_its_first_call(shift):
    shift.a_call_comes_and_goes()
    shift.the_socket_is_lost()
    shift.some_minutes_pass()
    before = shift.held()
    turn = 0
    while shift.passed < SHIFT_SECONDS:
        shift.some_minutes_pass()
        turn += 1
        if turn % 3 == 0:
            shift.a_call_comes_and_goes()
        if turn % 5 == 0:
            shift.the_socket_is_lost()
    shift.waits_until_ready()
    shift.waits(lambda: shift.held() == before)
    assert shift.tokens.made >= SHIFT_SECONDS / TOKEN_LIVES_SECONDS
