"""Places, finds and ends the legs of calls; who is in their conference, and how.

Rule 1: the conference is named after the call, each leg has its label; both are
        how a leg is found again when an answer was lost.
Rule 2: a request that rings a phone is made once; looking, changing and ending may be repeated.
Rule 3: a leg that is not in the conference is only known by To, From and time: what belongs to
        another call, or was there before, is never taken for it. A customer's leg that rings or
        talks may be of somebody else's desk: it proves nothing but that there is doubt.
Rule 4: not to be listed proves nothing: lists lag.

Source: POST Calls.json, GET and POST Calls/{Sid}.json, POST Conferences/{Name}/Participants.json,
GET and POST Conferences/{Sid}/Participants.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from typing import Any, Final

from twilio.base.exceptions import TwilioRestException

from softphone.adapters.twilio.client import TwilioAccount
from softphone.adapters.twilio.errors.failures import plainly
from softphone.adapters.twilio.pages import rows_of
from softphone.adapters.twilio.twiml import agent_twiml, tones_twiml
from softphone.application.ports import CallParticipant, ConferenceChange, LegReport, Sought
from softphone.domain.calls.call import Call
from softphone.domain.calls.legs import (
    ALIVE,
    ENDED_BY_TWILIO,
    RING_AGENT_SECONDS,
    RING_OTHERS_SECONDS,
    LegName,
    LegStatus,
    may_ring_for_seconds,
)
from softphone.domain.errors import SoftphoneError
from softphone.domain.line.line_state import ringing_endpoint, rings_in_the_app

_PEOPLE: Final = 50  # in one conference
_CONFERENCES: Final = 5  # of one name
_NEWEST: Final = 50  # of all calls to that phone with that number, as Twilio lists them
PERMISSION: Final = "twilio/voice: calls, conferences and participants, each create, read, list and update"
_TWILIO_ROUNDS_SECONDS: Final = 5.0  # whole seconds, and the offset of its clock is as exact
_NO_LONGER_IN_PROGRESS: Final = 21220
# "initiated" is a callback's word for a call that does not ring yet.
_CALL: Final = {status.value: status for status in ALIVE | ENDED_BY_TWILIO} | {"initiated": LegStatus.QUEUED}
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
        client = self._account.interruptible
        with plainly(rings_a_phone=True, needs=PERMISSION):
            leg = client.calls.create(
                to=ringing_endpoint(call.endpoint, call.id),
                from_=call.caller_id,
                twiml=agent_twiml(call.conference, call.agent_label),
                timeout=RING_AGENT_SECONDS,
            )
            return _report(leg)

    def ring_in(self, call: Call, label: str, *, ends_conference: bool) -> LegReport:
        client = self._account.interruptible
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
                sid_of(participant.call_sid, "CA"),
                LegStatus.QUEUED,
                conference_sid=sid_of(participant.conference_sid, "CF"),
                queue_seconds=_milliseconds(participant.queue_time) / 1000,
            )

    def report(self, sid: str) -> LegReport:
        client = self._account.interruptible
        with plainly(needs=PERMISSION):
            return _report(client.calls(sid).fetch())

    def find(self, call: Call, label: str, *, not_these: Collection[str] | None) -> Sought:
        """In the conference by its label; one that is not in it by To, From and time."""
        found = self._found_in_conference(call, label)
        if found is not None:
            return Sought(found)
        is_own = label == LegName.AGENT and rings_in_the_app(call.endpoint)
        # It is not written which of the two Twilio lists as To; with the call's id it is this call's.
        if is_own and (own := self._fitting(ringing_endpoint(call.endpoint, call.id), call, label)):
            return Sought(_likeliest(own, not_these or call.left_sids))
        fitting = self._fitting(call.address(label), call, label)
        if not_these is None:
            return Sought(one_like_it_is_alive=any(one.status in ALIVE for one in fitting))
        report = _likeliest(fitting, not_these)
        if report is None or label == LegName.AGENT or report.status not in ALIVE:
            return Sought(report)
        # Somebody else's desk may be calling the same customer with the same number just now.
        return Sought(one_like_it_is_alive=True)

    def people(self, call: Call) -> Sequence[CallParticipant]:
        client = self._account.interruptible
        with plainly(needs=PERMISSION):
            first = client.conferences(call.conference_sid).participants.page(page_size=_PEOPLE)
            there = list(rows_of(first, at_most=_PEOPLE))
        return [
            CallParticipant(
                sid=sid_of(each.call_sid, "CA"),
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
        client = self._account.interruptible
        with plainly(needs=PERMISSION):
            person = client.conferences(call.conference_sid).participants(call.legs[label].sid)
            person.update(**{name: value for name, value in said.items() if value is not None})

    def play_tones(self, call: Call, digits: str) -> None:
        """Out of the conference, which must go on for that moment, and back into it."""
        self.change(call, LegName.CUSTOMER, ConferenceChange(ends_conference=False))
        client = self._account.interruptible
        with plainly(needs=PERMISSION):
            client.calls(call.customer_leg.sid).update(twiml=tones_twiml(call.conference, digits))

    def end(self, sid: str) -> LegReport | None:
        client = self._account.interruptible
        with plainly(needs=PERMISSION):
            try:
                return _report(client.calls(sid).update(status="completed"))
            except TwilioRestException as error:
                if error.code != _NO_LONGER_IN_PROGRESS:
                    raise
                return None

    def interrupt(self) -> None:
        self._account.interrupt()

    def know_the_time(self) -> bool:
        if self.clock_is_behind_by() is not None:
            return False
        with suppress(SoftphoneError):
            self.warm_up()
        return True

    def clock_is_behind_by(self) -> float | None:
        return self._account.clock.ahead

    def warm_up(self) -> None:
        client = self._account.interruptible
        with plainly(needs=PERMISSION):
            client.calls.page(page_size=1)

    def _found_in_conference(self, call: Call, label: str) -> LegReport | None:
        client = self._account.interruptible
        name = call.agent_label if label == LegName.AGENT else label
        with plainly(needs=PERMISSION):
            for conference in self._conferences(call):
                try:
                    participant = client.conferences(conference.sid).participants(name).fetch()
                except TwilioRestException as error:
                    if error.status == 404:
                        continue
                    raise
                leg = client.calls(participant.call_sid).fetch()
                return _report(leg, conference_sid=sid_of(conference.sid, "CF"))
        return None

    def _conferences(self, call: Call) -> Iterator[Any]:
        """Those of the call's name that are not over; without a Status Twilio lists only some of them."""
        client = self._account.interruptible
        for status in ("in-progress", "init"):
            first = client.conferences.page(
                friendly_name=call.conference, status=status, page_size=_CONFERENCES
            )
            yield from rows_of(first, at_most=_CONFERENCES)

    def _fitting(self, to: str, call: Call, label: str) -> list[LegReport]:
        """Legs to that phone since it was asked for.

        Not by Twilio's filter on the start: what was queued and never dialled has none.
        """
        client = self._account.interruptible
        asked_at = call.legs[label].asked_at
        since, until = asked_at - _TWILIO_ROUNDS_SECONDS, asked_at + may_ring_for_seconds(label)
        with plainly(needs=PERMISSION):
            first = client.calls.page(to=to, from_=call.caller_id, page_size=_NEWEST)
            reports = [_report(leg) for leg in rows_of(first, at_most=_NEWEST)]
        return [one for one in reports if not one.created_at or since <= one.created_at <= until]


def _likeliest(reports: Sequence[LegReport], not_these: Collection[str]) -> LegReport | None:
    """One that is alive before one that is over; else the first that was made."""
    own = sorted(
        (one for one in reports if one.sid not in not_these),
        key=lambda one: (one.status not in ALIVE, one.created_at),
    )
    return own[0] if own else None


def _report(leg: Any, *, conference_sid: str = "") -> LegReport:
    """Twilio's start time is when it dialled: answered is end minus duration.

    Raises ValueError: it is no call's.
    """
    duration = int(leg.duration or 0)
    ended_at = leg.end_time.timestamp() if leg.end_time else 0.0
    return LegReport(
        sid=sid_of(leg.sid, "CA"),
        status=_CALL.get(str(leg.status)),
        answered_at=ended_at - duration if duration and ended_at else 0.0,
        ended_at=ended_at,
        duration=duration,
        conference_sid=conference_sid,
        created_at=leg.date_created.timestamp() if leg.date_created else 0.0,
        queue_seconds=_milliseconds(leg.queue_time) / 1000,
    )


def sid_of(value: Any, kind: str) -> str:
    """Twilio's name for something: ``kind`` ("CA", "CF" …) and 32 hex digits.

    Raises ValueError: it is none.
    """
    if not isinstance(value, str) or not re.fullmatch(f"{kind}[0-9a-fA-F]{{32}}", value):
        raise ValueError(f"no {kind} SID")
    return value


def _milliseconds(text: object) -> float:
    """Twilio writes them as text, or leaves them out."""
    return float(text) if isinstance(text, str | int) and str(text).isdecimal() else 0.0
