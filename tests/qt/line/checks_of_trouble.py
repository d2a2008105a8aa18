"""What goes wrong with a line: each time the state on the screen is true, and it heals by itself."""

from line_at_work import calls_the_customer, leg, rings, run_in

from softphone.adapters.twilio.client import Credentials
from softphone.adapters.twilio.errors.voice_sdk import trouble_of
from softphone.adapters.twilio.line.access_token import KeyTokens
from softphone.application.line.line_access import AccessToken, Gateway, LineAccess
from softphone.domain.errors import SoftphoneError
from softphone.domain.line.line_state import LineState
from softphone.qt.background import Background
from softphone.qt.line import engine
from softphone.qt.line.registration import Registration


def state(agent) -> LineState:
    return agent.desk.line.status.state


def test_a_lost_socket_is_found_again_and_the_call_goes_on(ana_in_a_call, sandbox):
    sid = ana_in_a_call.desk.line.open_sid
    seen: list[LineState] = []
    ana_in_a_call.desk.line.changed.connect(lambda: seen.append(state(ana_in_a_call)))
    sandbox.voice.drop_sockets()
    ana_in_a_call.waits(lambda: LineState.RECONNECTING in seen and state(ana_in_a_call) is LineState.READY)
    assert (ana_in_a_call.desk.line.open_sid, leg(sandbox, sid)["status"]) == (sid, "in-progress")


def test_a_gateway_that_is_down_is_said_and_one_that_is_back_is_used(ana, sandbox):
    sandbox.voice.stop()
    ana.waits(lambda: state(ana) is LineState.RECONNECTING)
    sandbox.voice.start()
    ana.waits(lambda: state(ana) is LineState.READY)
    calls_the_customer(ana)


def test_an_expired_token_is_replaced(ana, sandbox):
    seen: list[LineState] = []
    ana.desk.line.changed.connect(lambda: seen.append(state(ana)))
    sandbox.voice.expire_tokens()
    ana.waits(lambda: LineState.RECONNECTING in seen and state(ana) is LineState.READY)
    calls_the_customer(ana)


def test_a_page_that_crashed_is_opened_again(ana, qtbot):
    ana.desk.line.line.page.load("chrome://crash")  # is not let through: the page stays where it is
    ana.desk.line.line.broke.emit()
    ana.waits(lambda: state(ana) is LineState.NOT_REGISTERED)
    ana.waits(lambda: state(ana) is LineState.READY)


def registration(sandbox, tokens, background) -> Registration:
    gateway = Gateway(sandbox.voice.address, sandbox.voice.certificate_pem)
    engine.begin()
    return Registration(LineAccess("ana", tokens, trouble_of, gateway), background)


def test_a_bad_token_is_said(sandbox, qtbot):
    key = sandbox.credentials
    wrong = Credentials(
        key["account_sid"], key["api_key_sid"], "another secret of thirty-two digits", key["url"]
    )
    background = Background()
    line = registration(sandbox, KeyTokens(wrong), background)
    line.start()
    qtbot.waitUntil(lambda: line.status.state is LineState.NOT_REGISTERED, timeout=8000)
    line.close()
    background.close()
    assert (line.status.what, line.status.code) == ("Twilio did not accept the line's access token.", 20101)


class NoTokens:
    """A token URL that nobody answers."""

    def token(self, identity: str) -> AccessToken:
        raise SoftphoneError("tokens.example did not answer when asked for a token.")


def test_a_token_that_cannot_be_had_is_said(sandbox, qtbot):
    background = Background()
    line = registration(sandbox, NoTokens(), background)
    line.start()
    qtbot.waitUntil(lambda: line.status.state is LineState.NOT_REGISTERED, timeout=8000)
    line.close()
    background.close()
    assert line.status.what == "tokens.example did not answer when asked for a token."


NO_WAY_BACK = """
(() => {
  const parse = JSON.parse;
  JSON.parse = (...given) => {
    const found = parse(...given);
    if (found?.payload?.reconnect) { delete found.payload.reconnect; }
    return found;
  };
  return true;
})()
"""


def test_a_call_that_is_lost_without_a_word_is_said_and_the_line_comes_back(ana, sandbox, qtbot):
    run_in(qtbot, ana.desk.line.line.page, NO_WAY_BACK)
    calls_the_customer(ana)
    told: list[SoftphoneError] = []
    ana.desk.line.failed.connect(told.append)
    sandbox.voice.drop_sockets()
    ana.waits(lambda: bool(told))
    assert told[0].what == "The connection was lost during the call, and its sound with it."
    ana.waits(lambda: state(ana) is LineState.READY and not ana.desk.line.open_sid)
    rings(sandbox)
    ana.waits(lambda: ana.desk.line.incoming is not None)
    ana.desk.line.accept()
    ana.waits(lambda: bool(ana.desk.line.open_sid))


def test_a_page_that_breaks_during_a_call_is_said(ana_in_a_call):
    told: list[SoftphoneError] = []
    ana_in_a_call.desk.line.failed.connect(told.append)
    ana_in_a_call.desk.line.line.broke.emit()
    assert told[0].what == "The connection was lost during the call, and its sound with it."
