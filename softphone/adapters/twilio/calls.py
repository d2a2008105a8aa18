"""Places and follows calls: the agent and the customer meet in a conference.

Rule 1: the conference is named after the call, each leg has its label; both are
        how a leg is found again when an answer was lost.
Rule 2: a request that rings a phone is made once; looking and ending may be repeated.
Rule 3: TwiML is built with the library's classes: text stays text.

Source: POST Calls.json, POST Conferences/{Name}/Participants.json, GET and POST Calls/{Sid}.json.
"""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, Final

from twilio.base.exceptions import TwilioRestException
from twilio.twiml.voice_response import Dial, VoiceResponse

from softphone.adapters.twilio.client import TwilioAccount
from softphone.adapters.twilio.failures import plainly
from softphone.application.ports import LegReport
from softphone.domain.calls import ALIVE, Call, LegName, LegStatus

RING_AGENT_SECONDS: Final = 30
RING_CUSTOMER_SECONDS: Final = 60
PERMISSION: Final = "Voice: calls and conferences, create, read and update"
_CLOCKS_MAY_DIFFER_BY_SECONDS: Final = 120.0
_NO_LONGER_IN_PROGRESS: Final = frozenset({21220, 20404})


class TwilioCalls:
    def __init__(self, account: TwilioAccount) -> None:
        self._account = account

    def ring_agent(self, call: Call) -> LegReport:
        client = self._account.client
        with plainly(rings_a_phone=True, needs=PERMISSION):
            leg = client.calls.create(
                to=call.endpoint,
                from_=call.caller_id,
                twiml=agent_twiml(call.conference),
                timeout=RING_AGENT_SECONDS,
            )
            return _report(leg)

    def ring_customer(self, call: Call) -> LegReport:
        client = self._account.client
        with plainly(rings_a_phone=True, needs=PERMISSION):
            participant = client.conferences(call.conference).participants.create(
                from_=call.caller_id,
                to=call.destination,
                label=LegName.CUSTOMER.value,
                early_media=True,
                beep="false",
                end_conference_on_exit=True,
                timeout=RING_CUSTOMER_SECONDS,
            )
            return LegReport(str(participant.call_sid), LegStatus.QUEUED)

    def report(self, sid: str) -> LegReport:
        client = self._account.client
        with plainly(needs=PERMISSION):
            return _report(client.calls(sid).fetch())

    def find_agent_leg(self, call: Call, *, not_these: Collection[str]) -> LegReport | None:
        """By To, From and time: the newest that rings, or else the newest at all."""
        reports = self._listed(call.endpoint, call.caller_id, call.agent_leg.asked_at, not_these)
        return next((one for one in reports if one.status in ALIVE), reports[0] if reports else None)

    def find_customer_leg(self, call: Call, *, not_these: Collection[str]) -> LegReport | None:
        """By the conference's name and the leg's label; one that is over has left: by To, From and time."""
        client = self._account.client
        with plainly(needs=PERMISSION):
            for conference in client.conferences.list(friendly_name=call.conference, limit=5):
                try:
                    participant = (
                        client.conferences(conference.sid).participants(LegName.CUSTOMER.value).fetch()
                    )
                except TwilioRestException as error:
                    if error.status == 404:
                        continue
                    raise
                return _report(client.calls(participant.call_sid).fetch())
        reports = self._listed(call.destination, call.caller_id, call.customer_leg.asked_at, not_these)
        return next((one for one in reports if one.status not in ALIVE), None)

    def end(self, sid: str) -> None:
        client = self._account.client
        with plainly(needs=PERMISSION):
            try:
                client.calls(sid).update(status="completed")
            except TwilioRestException as error:
                if error.code not in _NO_LONGER_IN_PROGRESS:
                    raise

    def _listed(
        self, to: str, caller_id: str, asked_at: float, not_these: Collection[str]
    ) -> list[LegReport]:
        """Legs to that phone since it was asked for, newest first; Twilio lists queued ones apart."""
        client = self._account.client
        since = datetime.fromtimestamp(asked_at - _CLOCKS_MAY_DIFFER_BY_SECONDS, UTC)
        with plainly(needs=PERMISSION):
            legs = client.calls.list(to=to, from_=caller_id, start_time_after=since, limit=50)
            queued = client.calls.list(to=to, from_=caller_id, status="queued", limit=50)
            return [
                _report(leg)
                for leg in {leg.sid: leg for leg in [*queued, *legs]}.values()
                if leg.sid not in not_these and (leg.date_created is None or leg.date_created >= since)
            ]


def agent_twiml(conference: str) -> str:
    """What Twilio does when the agent answers: into the conference, and it ends with them."""
    dial = Dial()
    dial.conference(
        conference,
        participant_label=LegName.AGENT.value,
        start_conference_on_enter=True,
        end_conference_on_exit=True,
        beep="false",
        wait_url="",
    )
    response = VoiceResponse()
    response.append(dial)
    return str(response)


def _report(leg: Any) -> LegReport:
    """Twilio's start time is when it dialled: answered is end minus duration."""
    duration = int(leg.duration or 0)
    return LegReport(
        sid=str(leg.sid),
        status=LegStatus(str(leg.status)),
        answered_at=leg.end_time.timestamp() - duration if duration and leg.end_time else 0.0,
        duration=duration,
    )
