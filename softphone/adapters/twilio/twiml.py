"""What Twilio is told to do with a leg, as TwiML.

Rule: TwiML is built with the library's classes: text stays text.

Source: https://www.twilio.com/docs/voice/twiml, Dial, Conference and Play.
"""

from twilio.twiml.voice_response import Dial, VoiceResponse

from softphone.domain.calls.legs import LegName


def agent_twiml(conference: str, label: str) -> str:
    """When the agent answers: into the conference under ``label``, and it ends with them."""
    response = VoiceResponse()
    response.append(_into(conference, label))
    return str(response)


def tones_twiml(conference: str, digits: str) -> str:
    """The customer's line hears keypad tones and is back in the conference."""
    response = VoiceResponse()
    response.play(digits=digits)
    response.append(_into(conference, LegName.CUSTOMER.value))
    return str(response)


def _into(conference: str, label: str) -> Dial:
    dial = Dial()
    dial.conference(
        conference,
        participant_label=label,
        start_conference_on_enter=True,
        end_conference_on_exit=True,
        beep="false",
        wait_url="",
    )
    return dial
