"""Places, finds and ends the legs of calls; who is in their conference, and how.

Rule 1: the conference is named after the call, each leg has its label; both are
        how a leg is found again when an answer was lost.
Rule 2: a request that rings a phone is made once; looking, changing and ending may be repeated.
Rule 3: a leg that left the conference is only known by To, From and time: what belongs to
        another call, or was there before, is never taken for it.

Source: POST Calls.json, GET and POST Calls/{Sid}.json, POST Conferences/{Name}/Participants.json,
GET and POST Conferences/{Sid}/Participants.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from twilio.base.exceptions import TwilioRestException

from softphone.adapters.twilio.client import TwilioAccount
from softphone.adapters.twilio.failures import plainly
from softphone.adapters.twilio.twiml import agent_twiml, tones_twiml
from softphone.application.ports import ConferenceChange, LegReport, Person
from softphone.domain.calls import Call
from softphone.domain.legs import ALIVE, LegName, LegStatus
from softphone.domain.line import ringing_endpoint, rings_in_the_app

RING_AGENT_SECONDS: Final = 30
RING_OTHERS_SECONDS: Final = 60
PERMISSION: Final = "Voice: calls and conferences, create, read and update"
_CLOCKS_MAY_DIFFER_BY_SECONDS: Final = 120.0
_NO_LONGER_IN_PROGRESS: Final = frozenset({21220, 20404})
_PARTICIPANT: Final = {
    "queued": LegStatus.QUEUED,
    "connecting": LegStatus.QUEUED,
    "ringing": LegStatus.RINGING,
    "connected": LegStatus.IN_PROGRESS,
}


class TwilioCalls:
    def __init__(self, account: TwilioAccount) -> None:
        self._account = account

    def ring_agent(self, call: Call) -> LegReport:
        client = self._account.client
        with plainly(rings_a_phone=True, needs=PERMISSION):
            leg = client.calls.create(
                to=ringing_endpoint(call.endpoint, call.id),
                from_=call.caller_id,
                twiml=agent_twiml(call.conference),
                timeout=RING_AGENT_SECONDS,
            )
            return _report(leg)

    def ring_in(self, call: Call, label: str, *, ends_conference: bool) -> LegReport:
        client = self._account.client
        with plainly(rings_a_phone=True, needs=PERMISSION):
            participant = client.conferences(call.conference).participants.create(
                from_=call.caller_id,
                to=call.address(label),
                label=label,
                early_media=True,
                beep="false",
                end_conference_on_exit=ends_conference,
                timeout=RING_OTHERS_SECONDS,
            )
            return LegReport(
                str(participant.call_sid),
                LegStatus.QUEUED,
                conference_sid=str(participant.conference_sid or ""),
            )

    def report(self, sid: str) -> LegReport:
        client = self._account.client
        with plainly(needs=PERMISSION):
            return _report(client.calls(sid).fetch())

    def find(self, call: Call, label: str, *, not_these: Collection[str]) -> LegReport | None:
        """In the conference by its label; one that is not in it by To, From and time."""
        found = self._found_in_conference(call, label)
        if found is not None:
            return found
        reports = self._listed(call.address(label), call.caller_id, call.legs[label].asked_at, not_these)
        if label == LegName.AGENT:
            if rings_in_the_app(call.endpoint):  # it is not written which of the two Twilio lists as To
                to = ringing_endpoint(call.endpoint, call.id)
                reports = self._listed(to, call.caller_id, call.agent_leg.asked_at, not_these) or reports
            return next((one for one in reports if one.status in ALIVE), reports[0] if reports else None)
        # The conference was asked first: who still rings for this call would have been in it.
        return next((one for one in reports if one.status not in ALIVE), None)

    def people(self, call: Call) -> Sequence[Person]:
        client = self._account.client
        with plainly(needs=PERMISSION):
            there = client.conferences(call.conference_sid).participants.list(limit=50)
        return [
            Person(
                sid=str(each.call_sid),
                status=_PARTICIPANT[str(each.status)],
                on_hold=bool(each.hold),
                muted=bool(each.muted),
                ends_conference=bool(each.end_conference_on_exit),
            )
            for each in there
            if str(each.status) in _PARTICIPANT
        ]

    def change(self, call: Call, label: str, change: ConferenceChange) -> None:
        said = {
            "hold": change.on_hold,
            "muted": change.muted,
            "end_conference_on_exit": change.ends_conference,
        }
        client = self._account.client
        with plainly(needs=PERMISSION):
            person = client.conferences(call.conference_sid).participants(call.legs[label].sid)
            person.update(**{name: value for name, value in said.items() if value is not None})

    def play_tones(self, call: Call, digits: str) -> None:
        """Out of the conference, which must go on for that moment, and back into it."""
        self.change(call, LegName.CUSTOMER, ConferenceChange(ends_conference=False))
        client = self._account.client
        with plainly(needs=PERMISSION):
            client.calls(call.customer_leg.sid).update(twiml=tones_twiml(call.conference, digits))

    def end(self, sid: str) -> None:
        client = self._account.client
        with plainly(needs=PERMISSION):
            try:
                client.calls(sid).update(status="completed")
            except TwilioRestException as error:
                if error.code not in _NO_LONGER_IN_PROGRESS:
                    raise

    def warm_up(self) -> None:
        client = self._account.client
        with plainly(needs=PERMISSION):
            client.calls.page(page_size=1)

    def _found_in_conference(self, call: Call, label: str) -> LegReport | None:
        client = self._account.client
        with plainly(needs=PERMISSION):
            for conference in client.conferences.list(friendly_name=call.conference, limit=5):
                try:
                    participant = client.conferences(conference.sid).participants(label).fetch()
                except TwilioRestException as error:
                    if error.status == 404:
                        continue
                    raise
                leg = client.calls(participant.call_sid).fetch()
                return _report(leg, conference_sid=str(conference.sid))
        return None

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


def _report(leg: Any, *, conference_sid: str = "") -> LegReport:
    """Twilio's start time is when it dialled: answered is end minus duration."""
    duration = int(leg.duration or 0)
    ended_at = leg.end_time.timestamp() if leg.end_time else 0.0
    return LegReport(
        sid=str(leg.sid),
        status=LegStatus(str(leg.status)),
        answered_at=ended_at - duration if duration and ended_at else 0.0,
        ended_at=ended_at,
        duration=duration,
        conference_sid=conference_sid,
    )
