"""Everything the sandbox knows, at one moment; no clock, no threads, no network.

Time moves only in ``advance_to``; what was due in between happens there, in order.
"""

from typing import Any

from softphone.sandbox.account import Account
from softphone.sandbox.scenario import Scenario
from softphone.sandbox.telephony.callee_behaviour import Callees
from softphone.sandbox.telephony.legs import Conference, Leg, duration
from softphone.sandbox.telephony.scheduler import Scheduler
from softphone.sandbox.telephony.switchboard import Switchboard
from softphone.sandbox.workers import Workspace


class World:
    """The account, its workers, and the calls and conferences of its telephone system."""

    def __init__(self, account: Account, scenario: Scenario, now: float) -> None:
        self.account = account
        self.directory = Workspace(account.workers)
        self.people = Callees(scenario.destinations, self.directory.phones)
        self.agenda = Scheduler(now)
        self.conduct = scenario.twilio
        self.switchboard = Switchboard(self.agenda, self.people, self.conduct, self._may_show)

    def _may_show(self, caller: str) -> bool:
        """Owned or verified, or the number that called."""
        return self.account.resource_of(caller) is not None

    @property
    def now(self) -> float:
        return self.agenda.now

    @property
    def listed_until(self) -> float:
        """What lists know: nothing that is newer."""
        return self.agenda.now - self.conduct.lists_lag_s

    def is_known_by_sid(self, created: float) -> bool:
        """Whether something that came into being then can be asked for by its SID."""
        return self.agenda.now - created >= self.conduct.new_sid_404_s

    def advance_to(self, now: float) -> None:
        self.agenda.advance_to(now)

    def snapshot(self) -> dict[str, list[dict[str, Any]]]:
        """The truth as plain data: every leg and every conference there ever was, oldest first."""
        return {
            "legs": [_leg(each) for each in self.switchboard.legs],
            "conferences": [_conference(each) for each in self.switchboard.rooms.all],
        }


def _leg(leg: Leg) -> dict[str, Any]:
    seat = leg.seat or leg.last_seat
    return {
        "sid": leg.sid,
        "to": leg.to,
        "from": leg.caller,
        "status": leg.status,
        "direction": leg.direction,
        "conference": seat.conference.name if seat else None,
        "conference_sid": seat.conference.sid if seat else None,
        "in_conference": leg.seat is not None and leg.seat.joined_at is not None,
        "label": seat.label if seat else None,
        "muted": seat.muted if seat else False,
        "hold": seat.hold if seat else False,
        "duration": duration(leg),
        "digits": leg.digits,
        "history": list(leg.history),
    }


def _conference(room: Conference) -> dict[str, Any]:
    return {
        "sid": room.sid,
        "name": room.name,
        "status": room.status,
        "reason_ended": room.reason_ended,
        "call_sids": [seat.leg.sid for seat in room.participants],
    }
