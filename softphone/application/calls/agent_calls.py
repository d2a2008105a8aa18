"""The agent's calls: begun, followed, controlled, kept, and found again after a crash.

Rule 1: nothing here is asked for on a keystroke but what memory holds (last_connected_with,
        called_before); everything else may block and belongs in a lane.
Rule 2: whoever holds a Call hands it in and gets the newer one back; where that fails, ``newest``
        has what was learned all the same.
"""

from collections.abc import Callable, Sequence
from typing import Final

from softphone.application.calls.follow_call import (
    as_left,
    follow_call,
    hang_up,
    has_given_up,
    pause_before_next_step,
)
from softphone.application.calls.journal import INTENT_WAITS_SECONDS
from softphone.application.calls.place_call import ASK_WITHIN_SECONDS, CallPorts, begin
from softphone.application.calls.settle_call import settle
from softphone.application.ports import CallLog, RecentCall, SearchedFor
from softphone.domain.caller_id.selector import LastTime, RuleId, Spoke
from softphone.domain.calls.call import Call
from softphone.domain.errors import SoftphoneError

CALLED_BEFORE: Final = 2000  # numbers that are suggested while typing

Step = Callable[[Call, CallPorts], Call]


class Calls:
    """The calls of one agent on one account.

    Args:
        refused: Told of each number that Twilio does not let us show: E.164, and the ``ErrorKind``.
    """

    def __init__(
        self, agent: str, ports: CallPorts, log: CallLog, refused: Callable[[str, str], None]
    ) -> None:
        self._agent = agent
        self._ports = ports
        self._log = log
        self._refused = refused
        self._last_connected: dict[str, LastTime] = {}
        self.called_before: tuple[str, ...] = ()  # E.164, the latest first

    def load(self) -> None:
        """Take over what the disk has."""
        self._last_connected = dict(self._log.last_connected(self._agent))
        self.called_before = tuple(self._log.destinations(self._agent, limit=CALLED_BEFORE))

    def last_connected_with(self, destination: str) -> LastTime:
        """Our number in the last conversation with ``destination`` (E.164)."""
        return self._last_connected.get(destination, LastTime())

    def now(self) -> float:
        """The time by Twilio's clock, as far as it is known: seconds since 1970."""
        return self._ports.clock.now()

    def warm_up(self) -> None:
        """Open the connection to Twilio; raises SoftphoneError."""
        self._ports.placer.warm_up()

    def begin(self, call: Call, *, asks_within: float | None = ASK_WITHIN_SECONDS) -> Call:
        """Write the call down and ring the agent's phone.

        Args:
            asks_within: Seconds after a call to the same number in which another is a question;
                0: only while it is still open; None: never.

        Raises:
            CalledBefore: the number was called a moment ago; nothing was done.
            SoftphoneError: it could not be written down; nothing was done.
        """
        call = settle(begin(call, self._ports, asks_within=asks_within), self._ports)
        others = (e164 for e164 in self.called_before if e164 != call.destination)
        self.called_before = (call.destination, *others)
        return self._noticed(call)

    def left_open(self) -> Sequence[Call]:
        """Calls that a run of the program left when it was killed; to be followed from now on.

        Nobody is rung for them any more: one whose customer was not asked for is hung up.
        """
        return [as_left(call) for call in self._log.claim_left_open(self._agent, within=INTENT_WAITS_SECONDS)]

    def follow(self, call: Call) -> Call:
        """One step of the call: ring, look, or end what has to end. Raises SoftphoneError."""
        return self._noticed(follow_call(call, self._ports))

    def hang_up(self, call: Call) -> Call:
        """End every leg, whatever its state."""
        return self._noticed(hang_up(call, self._ports))

    def control(self, call: Call, step: Step) -> Call:
        """Hold, mute, transfer …: a function of ``control_call``. Raises SoftphoneError."""
        return self._noticed(step(self.newest(call), self._ports))

    def newest(self, call: Call) -> Call:
        """The newest that is known of a call, also where the step that learned it failed. No I/O."""
        return self._ports.journal.newest(call)

    def interrupt(self) -> None:
        """Give up waiting for the request under way; from any thread."""
        self._ports.placer.interrupt()

    @property
    def unwritten(self) -> SoftphoneError | None:
        """Why the end of a call, or what came of a leg, is not on disk yet; None: everything is."""
        return self._ports.journal.problem if self._ports.journal.is_behind else None

    def catch_up(self, within: float = 1.0) -> bool:
        """Write what is not on disk yet; True when everything is.

        Args:
            within: Seconds to wait for a disk that somebody else is using.
        """
        return self._ports.journal.catch_up(within)

    def pause_before_next_step(self, call: Call) -> float | None:
        """Seconds; None when the call needs no more steps."""
        return pause_before_next_step(call, self._ports.clock.now())

    def has_given_up(self, call: Call) -> bool:
        """True when a leg is in doubt for longer than the agent need wait."""
        return has_given_up(call, self._ports.clock.now())

    def find(self, wanted: SearchedFor, *, limit: int, before: float | None = None) -> Sequence[RecentCall]:
        """This agent's calls that meet ``wanted``, newest first."""
        return self._log.find(self._agent, wanted, limit=limit, before=before)

    def recent(self, limit: int = 100) -> Sequence[Call]:
        """This agent's calls, newest first."""
        return self._log.recent(self._agent, limit=limit)

    def keep_note(self, call_id: str, note: str) -> None:
        """Keep the agent's note about a call."""
        self._log.keep_note(call_id, note)

    def _remember(self, call: Call) -> None:
        known = self._last_connected.get(call.destination)
        if call.rule != RuleId.PICKED:
            self._last_connected[call.destination] = LastTime(call.caller_id)
        elif known is not None and known.caller_id != call.caller_id:
            self._last_connected[call.destination] = LastTime(known.caller_id, Spoke.BEFORE)

    def _noticed(self, call: Call) -> Call:
        if call.connected_at:
            self._remember(call)
        if call.problem_kind:
            self._refused(call.caller_id, call.problem_kind)
        return call
