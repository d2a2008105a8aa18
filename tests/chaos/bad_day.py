"""Runs one schedule to its end and says what is not as it should be.

    python tests/chaos/bad_day.py SEED              the schedule, the calls and the truth
    python tests/chaos/bad_day.py FIRST:LAST[:STEP] one line for each that went wrong, and how many were run

Rule 1: whatever happens while a request is under way happens then; a window that waits for an
        answer keeps wishes for later, as the real one does.
Rule 2: in the end nothing goes wrong any more, killed programs are started, everybody hangs up,
        and time goes on until no window has a call open.
"""

import os
import sys
import tempfile
from contextlib import ExitStack
from heapq import heapify, heappop, heappush
from itertools import count
from pathlib import Path
from pprint import pprint

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "network"))

from forward_proxy import ForwardProxy
from schedule import Press, Schedule, drawn
from truth import Found, problems_of
from virtual_window import BEGIN, NUMBERS, Record, Time, VirtualWindow

from softphone.adapters.sqlite.database import Database
from softphone.adapters.sqlite.number_cache import NUMBER_CACHE_SCHEMA, SqliteNumberCache
from softphone.adapters.twilio.client import Credentials, TwilioAccount
from softphone.adapters.twilio.numbers import TwilioNumbers
from softphone.application.numbers.refresh import refresh
from softphone.sandbox import Sandbox

STEPS_AT_MOST = 1000
LATE_REQUESTS_SECONDS = 120.0
TROUBLE_LASTS_SECONDS = 40.0


class Company:
    """The company's proxy of this process, and its certificates; made when they are first needed."""

    def __init__(self) -> None:
        self._proxy: ForwardProxy | None = None

    def proxy_to(self, sandbox: Sandbox) -> ForwardProxy:
        if self._proxy is None:
            self._proxy = ForwardProxy(sandbox.url, Path(tempfile.mkdtemp()))
            os.environ["HTTPS_PROXY"] = self._proxy.url
            os.environ["SSL_CERT_FILE"] = str(self._proxy.ca_file)
        self._proxy.lead_to(sandbox.url)
        self._proxy.next_fault = None
        return self._proxy


COMPANY = Company()


class BadDay:
    def __init__(self, schedule: Schedule, folder: Path, stack: ExitStack) -> None:
        self._schedule = schedule
        self.time = Time()
        self.sandbox = stack.enter_context(
            Sandbox(
                clock=self.time.now,
                scenario={
                    "destinations": schedule.people,
                    "faults": list(schedule.faults),
                    "twilio": schedule.twilio,
                },
            )
        )
        self.record = Record()
        self._is_passing = False
        self._steps = STEPS_AT_MOST
        self._order = count()
        self._events = [(self.time.now() + press.at, next(self._order), press) for press in schedule.presses]
        # What goes wrong does so for a while after the last press, too.
        last = max(press.at for press in schedule.presses)
        end = Press(last + TROUBLE_LASTS_SECONDS, "nothing")
        self._events.append((self.time.now() + end.at, next(self._order), end))
        heapify(self._events)
        self.windows: list[VirtualWindow] = []
        proxy = COMPANY.proxy_to(self.sandbox) if schedule.cuts else None
        for number in range(schedule.windows):
            self.windows.append(
                VirtualWindow(
                    number, schedule, self.sandbox, folder, self.time, self.record, self._passes, proxy
                )
            )
            stack.callback(self.windows[number].close)

    def run(self) -> None:
        while self._events and self._steps:
            self._go_on()
        self.sandbox.world.mend()
        for window in self.windows:
            window.no_more_kills()
            self._later(self._schedule.quiet, Press(0.0, "hang up", window=self.windows.index(window)))
        while self._steps and self._go_on():
            if self._steps % 100 == 0:
                for window in self.windows:
                    window.hang_up()  # calls that were left open are followed one after the other
        self.time.seconds += LATE_REQUESTS_SECONDS

    def found(self) -> Found:
        softphone = self.windows[0].softphone
        assert softphone is not None
        snapshot = self.sandbox.snapshot()
        recents = softphone.calls.recent(1000)
        rung = [
            (request.time, request.path.split("/")[-2].removeprefix("softphone-"), request.form["Label"])
            for request in self.sandbox.requests
            if request.kind == "POST Participants" and "Label" in request.form
        ]
        return Found(recents, snapshot["legs"], rung, self.record, self._schedule.endpoint, self._answers)

    @property
    def _answers(self) -> bool:
        said = self._schedule
        if any(press.what == "kill" for press in said.presses):
            return False
        return not (said.faults or said.outages or said.kills or said.twilio or said.cuts)

    def _go_on(self) -> bool:
        """The next thing that is due; False when nothing is left to come."""
        due = self._next()
        if due is None:
            return False
        self._steps -= 1
        self.time.seconds = max(self.time.seconds, due)
        self._do_what_is_due()
        return True

    def _next(self) -> float | None:
        moments = [self._events[0][0]] if self._events else []
        for window in self.windows:
            moments += [
                at
                for at in (window.starts_at, window.steps_at, window.writes_at, window.claims_at)
                if at is not None
            ]
        return min(moments) if moments else None

    def _do_what_is_due(self) -> None:
        now = self.time.now()
        if self._events and self._events[0][0] <= now:
            self._do(heappop(self._events)[2])
        for window in self.windows:
            if window.starts_at is not None and window.starts_at <= now:
                window.start()
            elif window.steps_at is not None and window.steps_at <= now:
                window.step()
            elif window.claims_at is not None and window.claims_at <= now:
                window.claim()
            elif window.writes_at is not None and window.writes_at <= now:
                window.write_again()

    def _passes(self, seconds: float) -> None:
        """Time goes by while a request is under way; one thing that is due may happen meanwhile."""
        self.time.seconds += seconds
        if self._is_passing or len(self.windows) < self._schedule.windows:
            return
        self._is_passing = True
        try:
            if self._events and self._events[0][0] <= self.time.now():
                self._do(heappop(self._events)[2])
        finally:
            self._is_passing = False

    def _do(self, press: Press) -> None:
        if press.what == "nothing":
            return
        if press.what == "kill":
            self.windows[press.window].kill()
        elif press.what == "leaves":
            self._leave(press.who)
        else:
            self.windows[press.window].press(press.what, press.who)

    def _leave(self, label: str) -> None:
        legs = self.sandbox.snapshot()["legs"]
        there = [leg["sid"] for leg in legs if leg["label"] == label and leg["in_conference"]]
        if there:
            self.sandbox.world.hang_up(there[-1])

    def _later(self, seconds: float, press: Press) -> None:
        heappush(self._events, (self.time.now() + seconds, next(self._order), press))


def problems_with(schedule: Schedule, folder: Path) -> tuple[list[str], Found]:
    """What is wrong after this schedule, one sentence each, and what was found."""
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        day = BadDay(schedule, folder, stack)
        day.run()
        found = day.found()
    problems = problems_of(found)
    if any(window.steps_at is not None for window in day.windows):
        problems.append("a call is followed for ever")
    return problems, found


def learn_numbers(folder: Path) -> None:
    """Read the account's numbers once; every schedule in this folder knows them."""
    with Sandbox() as sandbox:
        key = sandbox.credentials
        account = TwilioAccount(
            Credentials(key["account_sid"], key["api_key_sid"], key["api_key_secret"], key["url"])
        )
        numbers = Database(folder / NUMBERS, NUMBER_CACHE_SCHEMA, print)
        refresh(TwilioNumbers(account), SqliteNumberCache(numbers), key["account_sid"], Time().now())
        numbers.close()
        account.close()


def tell(schedule: Schedule, problems: list[str], found: Found) -> None:
    print(schedule)
    for call in found.recents:
        print(f"--- {call.id} {call.outcome.value} {call.duration} s")
        pprint(call, width=150)
    for leg in found.legs:
        print("leg", {k: leg[k] for k in ("sid", "to", "status", "conference", "label", "duration")})
        print("   ", [(round(at - BEGIN, 2), status) for at, status in leg["history"]])
    print(*problems, sep="\n")


def seeds_of(text: str) -> range:
    first, *more = (int(part) for part in text.split(":"))
    return range(first, (more[0] if more else first) + 1, more[1] if len(more) > 1 else 1)


def main() -> None:
    seeds = seeds_of(sys.argv[1])
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        learn_numbers(Path(name))
        for seed in seeds:
            schedule = drawn(seed)
            problems, found = problems_with(schedule, Path(name) / str(seed))
            if len(seeds) == 1:
                tell(schedule, problems, found)
            elif problems:
                print(f"seed {seed}: {'; '.join(problems)}", flush=True)
    if len(seeds) > 1:
        print(len(seeds), "schedules")


if __name__ == "__main__":
    main()
