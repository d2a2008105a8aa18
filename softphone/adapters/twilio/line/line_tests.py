"""Test calls to the agent's own line: a voice for some seconds, then the end.

Rule: nothing here names a customer: the call is from a client that nobody has.

Tried against the sandbox, where a person speaks and an echo comes back; not against Twilio, which
speaks the sentence. A client may be called in any client's name, and custom parameters follow
the "?": https://www.twilio.com/docs/voice/api/call-resource, read 2026-11.
"""

from typing import Final

from twilio.twiml.voice_response import VoiceResponse

from softphone.adapters.twilio.calls import PERMISSION, TwilioCalls, sid_of
from softphone.adapters.twilio.client import TwilioAccount
from softphone.adapters.twilio.errors.failures import plainly
from softphone.application.line.test_call import ARRIVES_WITHIN_SECONDS, CALLER, ENDS_BY_ITSELF_AFTER_SECONDS
from softphone.domain.line.line_state import CLIENT, ringing_endpoint

# By Twilio's voice, in its default language, whatever the window speaks.
_SPOKEN: Final = "This is a test of your line. Please say something, and listen how clear this voice is."


class TwilioLineTests:
    def __init__(self, account: TwilioAccount) -> None:
        self._account = account
        self._calls: Final = TwilioCalls(account)

    def ring(self, identity: str, call_id: str) -> str:
        client = self._account.client
        with plainly(needs=PERMISSION):
            leg = client.calls.create(
                to=ringing_endpoint(f"{CLIENT}{identity}", call_id),
                from_=CALLER,
                twiml=_twiml(),
                timeout=int(ARRIVES_WITHIN_SECONDS),
                time_limit=ENDS_BY_ITSELF_AFTER_SECONDS,
            )
            return sid_of(leg.sid, "CA")

    def end(self, sid: str) -> None:
        self._calls.end(sid)


def _twiml() -> str:
    """A voice, twice, and silence until somebody hangs up."""
    response = VoiceResponse()
    response.say(_SPOKEN, loop=2)
    response.pause(length=ENDS_BY_ITSELF_AFTER_SECONDS)
    return str(response)
