"""One run of the program after the other on one machine: what the window's call model does, in virtual time.

Rule 1: steps, wishes and pauses are those of softphone.qt.models.calls.call; only the clock is another.
Rule 2: a kill leaves what is on disk, and nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from uuid import uuid4

from forward_proxy import Fault, ForwardProxy
from schedule import Outage, Schedule
from unsteady_disk import UnsteadyDisk
from unsteady_line import Killed, UnsteadyLine

from softphone.adapters.running import RunningHere
from softphone.adapters.settings.settings_file import company_from_text
from softphone.adapters.sqlite.agent_data import AGENT_DATA_SCHEMA, SqlitePicks, SqliteRefusals
from softphone.adapters.sqlite.call_log import CALL_LOG_SCHEMA
from softphone.adapters.sqlite.database import Database
from softphone.adapters.sqlite.number_cache import NUMBER_CACHE_SCHEMA, SqliteNumberCache
from softphone.adapters.twilio.calls import TwilioCalls
from softphone.adapters.twilio.client import Credentials, TwilioAccount
from softphone.adapters.twilio.clock import TwilioClock
from softphone.adapters.twilio.numbers import TwilioNumbers
from softphone.application.calls import control_call
from softphone.application.calls.agent_calls import Step
from softphone.application.softphone import Identity, Ports, Softphone
from softphone.domain.calls.call import Call
from softphone.domain.calls.controls import guest_in_hand
from softphone.domain.errors import CalledBefore, SoftphoneError
from softphone.sandbox import Sandbox

NUMBERS = "numbers.sqlite"
LOOK_AGAIN_AFTER_FAILURE_SECONDS = 3.0
END_AGAIN_AFTER_FAILURE_SECONDS = 1.0
WRITE_AGAIN_SECONDS = 2.0
BEGIN = 1_795_255_200.0  # 2026-11-21 10:00 UTC
COMPANY = company_from_text("", "settings.toml")
SCHEMA = AGENT_DATA_SCHEMA + CALL_LOG_SCHEMA


class Time:
    """Time that moves when it is told to."""

    def __init__(self) -> None:
        self.seconds = BEGIN

    def now(self) -> float:
        return self.seconds


@dataclass(frozen=True)
class MachineClock:
    """This machine's own clock, which may be wrong by so many seconds."""

    time: Time
    ahead: float

    def now(self) -> float:
        return self.time.now() + self.ahead


@dataclass
class Record:
    """What the agent did, for the comparison.

    Attributes:
        begun: Calls whose press got past its checks, by id.
        hung_up: Ids of calls that Hang up was pressed for.
        hung_up_at: When it first was, by id.
        left: When calls that a kill left open were found, and the labels of their legs, by id.
    """

    begun: set[str] = field(default_factory=set)
    hung_up: set[str] = field(default_factory=set)
    hung_up_at: dict[str, float] = field(default_factory=dict)
    left: dict[str, tuple[float, tuple[str, ...]]] = field(default_factory=dict)


class VirtualWindow:
    """Args:
    passes: Lets virtual time go by while a request is under way.
    proxy: The company's, which cuts connections; None: the sandbox is reached as it is.
    """

    def __init__(
        self,
        number: int,
        schedule: Schedule,
        sandbox: Sandbox,
        folder: Path,
        time: Time,
        record: Record,
        passes: Callable[[float], None],
        proxy: ForwardProxy | None = None,
    ) -> None:
        self._proxy = proxy
        self._number, self._schedule, self._sandbox = number, schedule, sandbox
        self._folder, self._time, self._record, self._passes = folder, time, record, passes
        self._kills = {(kill.nth, kill.is_before) for kill in schedule.kills if kill.window == number}
        self._requests = 0
        self._dies_now = False
        self.call: Call | None = None
        self.softphone: Softphone | None = None
        self.starts_at: float | None = None
        self.writes_at: float | None = None
        self.claims_at: float | None = None
        self.steps_at: float | None = None
        self.start()

    # The program

    def start(self) -> None:
        """A new run of the program on this machine."""
        key = self._sandbox.credentials
        account = TwilioAccount(
            Credentials(
                key["account_sid"],
                key["api_key_sid"],
                key["api_key_secret"],
                "" if self._proxy else key["url"],
            ),
            TwilioClock(MachineClock(self._time, self._schedule.skew)),
            lambda: UnsteadyLine(
                self._passes,
                self._is_killed,
                self._outage,
                latency=self._schedule.latency,
                times_out=self._schedule.times_out,
            ),
        )
        agent_data = Database(self._folder / "softphone.sqlite", SCHEMA, print)
        numbers = Database(self._folder.parent / NUMBERS, NUMBER_CACHE_SCHEMA, print)
        running = RunningHere(self._folder / "running")
        self._disk = UnsteadyDisk(
            agent_data,
            key["account_sid"],
            running,
            path=self._folder / "softphone.sqlite",
            is_held=lambda: self._now_in(self._schedule.held) is not None,
            passes=self._passes,
        )
        self._open = (account, agent_data, numbers, running)
        world = Ports(
            source=TwilioNumbers(account),
            cache=SqliteNumberCache(numbers),
            picks=SqlitePicks(agent_data, key["account_sid"]),
            log=self._disk,
            placer=TwilioCalls(account),
            refusals=SqliteRefusals(agent_data, key["account_sid"]),
            clock=account.clock,
            new_id=lambda: uuid4().hex,
        )
        identity = Identity("ana", self._schedule.endpoint, key["account_sid"])
        self.starts_at = None
        self.softphone = Softphone(identity, COMPANY, COMPANY.settings, world)
        self.softphone.load()
        self._is_asking = self._wants_hang_up = self._dies_now = False
        self._steps: list[Step] = []
        self._question: Call | None = None
        self.call = None
        self._left_open: list[Call] = []
        self.claim()

    def claim(self) -> None:
        """Take what an earlier run left open, as soon as the disk allows."""
        assert self.softphone is not None
        try:
            left = list(self.softphone.calls.left_open())
        except SoftphoneError:
            self.claims_at = self._time.now() + LOOK_AGAIN_AFTER_FAILURE_SECONDS
            return
        self.claims_at = None
        self._left_open += left
        for call in left:
            self._record.left.setdefault(call.id, (self._time.now(), tuple(call.legs)))
        self._take_left_open()

    def close(self) -> None:
        self._disk.let_go()
        for opened in self._open:
            opened.close()
        self.softphone = None

    def kill(self) -> None:
        """Now, or as the answer under way comes back."""
        if self._is_asking:
            self._dies_now = True
        elif self.softphone is not None:
            self._die()

    def no_more_kills(self) -> None:
        self._kills.clear()
        self._dies_now = False

    def _die(self) -> None:
        self.close()
        self.call = self.steps_at = self.writes_at = self.claims_at = None
        self.starts_at = self._time.now() + self._schedule.away

    def _is_killed(self, is_before: bool) -> bool:
        self._requests += is_before
        if is_before and self._proxy is not None:
            due = [cut for cut in self._schedule.cuts if cut.nth == self._requests]
            for cut in due[:1]:
                self._proxy.next_fault = Fault(cut.stage, cut.how, cut.is_handed_on)
        return self._dies_now or (self._requests, is_before) in self._kills

    def _outage(self) -> Outage | None:
        return self._now_in(self._schedule.outages)

    def _now_in(self, outages: tuple[Outage, ...]) -> Outage | None:
        since = self._time.now() - BEGIN
        return next((each for each in outages if each.begins <= since < each.ends), None)

    # The agent

    @property
    def is_open(self) -> bool:
        return self._is_asking or (self.call is not None and self._question is None and not self.call.is_over)

    def press(self, what: str, who: str) -> None:
        if self.softphone is None:
            return
        if what == "call":
            self._place(who)
        elif what == "call again":
            self._place_again()
        elif what == "hang up":
            self.hang_up()
        else:
            self._control(what, who)

    def _place(self, who: str) -> None:
        assert self.softphone is not None
        if not self.is_open:
            call = self.softphone.new_call(self.softphone.decide(self.softphone.read(who)))
            self._begin(call, again=False)

    def _place_again(self) -> None:
        if self._question is not None and not self._is_asking:
            self._begin(self._question, again=True)

    def hang_up(self) -> None:
        if not self.is_open:
            return
        self._wants_hang_up = True
        self._steps.clear()
        if not self._is_asking:
            self.step()

    def _control(self, what: str, who: str) -> None:
        if self.call is None or not self.is_open or self._wants_hang_up:
            return
        self._steps.append(partial(_CONTROLS[what], who=who))
        if not self._is_asking:
            self.step()

    # The model

    def write_again(self) -> None:
        self._write_down()

    def step(self) -> None:
        call, softphone = self.call, self.softphone
        if call is None or softphone is None or self._is_asking or call.is_over:
            return
        self.steps_at = None
        calls = softphone.calls
        if self._wants_hang_up:
            self._record.hung_up.add(call.id)
            self._record.hung_up_at.setdefault(call.id, self._time.now())
            self._ask(lambda: calls.hang_up(call), self._unanswered)
        elif self._steps:
            wanted = self._steps.pop(0)
            self._ask(lambda: calls.control(call, wanted), self._refused)
        else:
            self._ask(lambda: calls.follow(call), self._unanswered)

    def _begin(self, call: Call, *, again: bool) -> None:
        assert self.softphone is not None
        calls = self.softphone.calls
        self.call, self._question = call, None
        self._wants_hang_up = False
        self._steps.clear()
        self._record.begun.add(call.id)
        self._ask(
            lambda: calls.begin(call, asks_within=None) if again else calls.begin(call), self._not_begun
        )

    def _ask(self, work: Callable[[], Call], failed: Callable[[SoftphoneError], None]) -> None:
        self._is_asking = True
        try:
            call = work()
        except Killed:
            self._is_asking = False
            self._die()
        except SoftphoneError as error:
            self._is_asking = False
            failed(error)
        else:
            self._is_asking = False
            self._stepped(call)

    def _newest(self) -> Call:
        assert self.call is not None and self.softphone is not None
        return self.softphone.calls.newest(self.call)

    def _not_begun(self, error: SoftphoneError) -> None:
        assert self.call is not None
        self._record.begun.discard(self.call.id)
        if isinstance(error, CalledBefore) and not self._wants_hang_up:
            self._question = self.call
        self.call = None

    def _stepped(self, call: Call) -> None:
        assert self.softphone is not None
        self.call = call
        if call.is_over:
            self._steps.clear()
            self._write_down()
            self._take_left_open()
        elif self._steps or (self._wants_hang_up and not call.hanging_up):
            self.step()
        else:
            pause = self.softphone.calls.pause_before_next_step(call)
            self.steps_at = None if pause is None else self._time.now() + pause

    def _write_down(self) -> None:
        assert self.softphone is not None
        calls = self.softphone.calls
        self.writes_at = None if calls.catch_up(0.0) else self._time.now() + WRITE_AGAIN_SECONDS

    def _take_left_open(self) -> None:
        if self._left_open and not self.is_open:
            self.call = self._left_open.pop(0)
            self._wants_hang_up = self.call.hanging_up
            self._question = None
            self.step()

    def _unanswered(self, error: SoftphoneError) -> None:
        self.call = self._newest()
        if self.call.is_over:
            self._stepped(self.call)
        elif self._wants_hang_up and not self.call.hanging_up:
            self.step()
        else:
            again = (
                END_AGAIN_AFTER_FAILURE_SECONDS if self._wants_hang_up else LOOK_AGAIN_AFTER_FAILURE_SECONDS
            )
            self.steps_at = self._time.now() + again

    def _refused(self, error: SoftphoneError) -> None:
        self.call = self._newest()
        self._steps.clear()
        self.step()


def _drop(call: Call, exchange: object, who: str) -> Call:
    guest = guest_in_hand(call)
    if guest is None:
        raise SoftphoneError("Nobody is there.")
    return control_call.drop(call, exchange, guest.label)


_CONTROLS = {
    "hold": lambda call, exchange, who: control_call.hold(call, exchange, on=not call.on_hold),
    "mute": lambda call, exchange, who: control_call.mute(call, exchange, on=not call.muted),
    "tones": lambda call, exchange, who: control_call.send_tones(call, exchange, "12#"),
    "invite": lambda call, exchange, who: control_call.invite(call, exchange, who),
    "consult": lambda call, exchange, who: control_call.consult(call, exchange, who),
    "hand over": lambda call, exchange, who: control_call.hand_over(call, exchange, who),
    "swap": lambda call, exchange, who: control_call.swap(call, exchange),
    "join": lambda call, exchange, who: control_call.join(call, exchange),
    "complete": lambda call, exchange, who: control_call.complete(call, exchange),
    "drop": _drop,
}
