"""What a bad day brings, drawn from a seed: faults, presses, people and kills.

Rule 1: the same seed is the same schedule, on every machine.
Rule 2: times are seconds of virtual time since the first press.
"""

from dataclasses import dataclass, field, replace
from pprint import pformat
from random import Random
from typing import Any

CUSTOMERS = ("+14155552671", "+12065550142", "+13105550177")
GUESTS = ("client:bo", "+13125550142", "sip:lee@acme.example")
ENDPOINTS = ("client:ana", "client:ana", "sip:ana@acme.example", "+16175550123")
KINDS = (
    "POST Calls",
    "POST Participants",
    "GET Calls",
    "GET Participants",
    "GET Conferences",
)
DAMAGES = (
    *("answer lost", "request lost", "late", "429", "500", "503", "slow", "garbage", "truncated"),
    *("no content", "cut", "502 html", "429 text", "401 page", "body"),
)
BODIES = ("{}", "[]", "null", "42", '{"sid": "None", "status": "queued"}', "[[[[[[", '{"code": "busy"}')
CONTROLS = ("hold", "mute", "tones", "invite", "consult", "swap", "join", "complete", "hand over", "drop")
ROUTINES = (
    ("hold", "hold"),
    ("mute", "tones", "mute"),
    ("invite", "drop"),
    ("invite", "complete"),
    ("consult", "swap", "swap", "complete"),
    ("consult", "join"),
    ("consult", "drop"),
    ("consult", "complete"),
    ("hand over",),
    ("hand over", "drop"),
    ("hold", "hand over"),
)
SLOW_SECONDS = 0.002  # of real time
LATE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Press:
    """Something that happens at one moment.

    Attributes:
        what: "call", "call again", "hang up", a control, "kill", or "leaves".
        who: A customer's or guest's number, a leg's label, or nobody.
        window: In which of the windows.
    """

    at: float
    what: str
    who: str = ""
    window: int = 0


@dataclass(frozen=True, slots=True)
class Outage:
    """For some seconds nothing is connected, or nothing is answered: of that, Twilio does every other."""

    begins: float
    ends: float
    is_silent: bool


@dataclass(frozen=True, slots=True)
class Kill:
    """The end of a window's program at its nth request, before it is sent or after its answer."""

    window: int
    nth: int
    is_before: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """What the company's proxy does at a window's nth request: see tests/network/forward_proxy.py."""

    nth: int
    stage: str
    how: str
    is_handed_on: bool


@dataclass(frozen=True, slots=True)
class Schedule:
    """Attributes:
    cuts: There is a proxy, with TLS behind it, and this is what it does; empty: there is none.
    held: When another process holds the file of calls, so that nothing can be written.
    twilio: How Twilio itself behaves: lists that lag, SIDs not known yet, calls that queue.
    skew: Seconds by which this machine's clock is ahead of Twilio's.
    latency: Seconds that a request or its answer is under way.
    times_out: A request without an answer takes the ten seconds of the time-out.
    away: Seconds until a killed program is started again.
    quiet: Seconds after the last press until whoever is still in a call hangs up.
    """

    seed: int
    endpoint: str
    windows: int
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: tuple[dict[str, Any], ...] = ()
    presses: tuple[Press, ...] = ()
    kills: tuple[Kill, ...] = ()
    outages: tuple[Outage, ...] = ()
    held: tuple[Outage, ...] = ()
    cuts: tuple[Cut, ...] = ()
    skew: float = 0.0
    twilio: dict[str, Any] = field(default_factory=dict)
    latency: float = 0.0
    times_out: bool = False
    away: float = 1.0
    quiet: float = 60.0

    def __str__(self) -> str:
        return pformat(self, width=110)


def drawn(seed: int) -> Schedule:
    """The schedule of a seed."""
    chance = Random(seed)
    endpoint = chance.choice(ENDPOINTS)
    windows = 2 if chance.random() < 0.15 else 1
    is_killed = chance.random() < 0.4
    is_patient = chance.random() < 0.45  # everybody picks up, and the agent does something with the call
    schedule = Schedule(
        seed,
        endpoint,
        windows,
        people=_patient(chance, endpoint) if is_patient else _people(chance, endpoint),
        faults=_faults(chance),
        presses=_presses(chance, windows, is_killed, is_patient),
        kills=_kills(chance, windows, is_patient) if is_killed else (),
        outages=_outages(chance),
        held=_held(chance),
        cuts=_cuts(chance) if chance.random() < 0.15 else (),
        skew=chance.choice((0.0, 0.0, 0.0, 600.0, -600.0, 90.0)),
        twilio=_twilio(chance),
        latency=chance.choice((0.0, 0.01, 0.05, 0.4)),
        times_out=chance.random() < 0.3,
        away=chance.choice((0.5, 3.0, 20.0, 45.0, 7200.0)),
        quiet=chance.choice((5.0, 60.0, 90.0)),
    )
    return _hung_up_while_held(schedule) if schedule.held and chance.random() < 0.5 else schedule


def _hung_up_while_held(schedule: Schedule) -> Schedule:
    """Nothing is wrong but the disk, and the agent hangs up just then."""
    (held,), first = schedule.held, schedule.presses[0]
    presses = (*schedule.presses, Press(round(held.begins + 0.3, 2), "hang up", window=first.window))
    return replace(schedule, presses=presses, faults=(), outages=(), kills=(), twilio={}, cuts=())


def _people(chance: Random, endpoint: str) -> dict[str, dict[str, Any]]:
    agent = {"does": _does(chance, 0.85), "after_s": chance.choice((0.0, 0.3, 2.0))}
    if chance.random() < 0.15:
        agent["talks_s"] = round(chance.uniform(0.1, 20), 2)
    others = {who: _other(chance) for who in (*CUSTOMERS, *GUESTS)}
    return {endpoint: agent, **others}


def _patient(chance: Random, endpoint: str) -> dict[str, dict[str, Any]]:
    customers: dict[str, dict[str, Any]] = {
        who: {"after_s": chance.choice((0.0, 0.3, 1.0)), "talks_s": chance.choice((20.0, 35.5, 50.0))}
        for who in CUSTOMERS
    }
    return {endpoint: {"after_s": 0.0}, **customers, **{who: _other(chance) for who in GUESTS}}


def _other(chance: Random) -> dict[str, Any]:
    said: dict[str, Any] = {"does": _does(chance, 0.75), "after_s": chance.choice((0.0, 0.3, 1.0, 4.0, 45.0))}
    if chance.random() < 0.6:
        said["talks_s"] = chance.choice((0.05, 0.5, round(chance.uniform(1, 50), 2)))
    return said


def _does(chance: Random, answers: float) -> str:
    return "answer" if chance.random() < answers else chance.choice(("busy", "no-answer", "reject"))


def _faults(chance: Random) -> tuple[dict[str, Any], ...]:
    """A doubtful POST, and looks that fail too: most of what is hard begins so."""
    faults = [_fault(chance, KINDS) for _ in range(chance.choice((0, 1, 1, 2, 2, 3, 5)))]
    if chance.random() < 0.5:
        faults.append(_fault(chance, ("POST Calls", "POST Participants", "POST Participants")))
    return tuple(faults)


def _fault(chance: Random, kinds: tuple[str, ...]) -> dict[str, Any]:
    does = chance.choice(DAMAGES)
    said: dict[str, Any] = {"request": chance.choice(kinds), "does": does}
    if chance.random() < 0.8:
        said["nth"] = chance.choice((1, 1, 1, 2, 2, 3, 4, 6, 9))
    else:
        said["every"] = chance.choice((1, 2, 2, 3, 3))
    if does in ("500", "503", "502 html") and chance.random() < 0.5:
        said["executed"] = True
    if does == "cut":
        said["after_bytes"] = chance.choice((1, 17, 200))
    if does == "body":
        said["body"] = chance.choice(BODIES)
        said["status"] = chance.choice((200, 201, 302, 400, 403, 404, 429, 500))
        said["executed"] = chance.random() < 0.7
    if does == "slow":
        said["delay_s"] = SLOW_SECONDS
    if does == "late":
        said["delay_s"] = round(chance.uniform(0.1, LATE_SECONDS), 2)
    return said


def _outages(chance: Random) -> tuple[Outage, ...]:
    if chance.random() < 0.8:
        return ()
    begins = _moment(chance)
    return (Outage(begins, begins + chance.choice((1.0, 5.0, 30.0, 70.0)), chance.random() < 0.6),)


def _twilio(chance: Random) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if chance.random() < 0.3:
        said["lists_lag_s"] = chance.choice((0.5, 2.0, 5.0))
    if chance.random() < 0.2:
        said["new_sid_404_s"] = chance.choice((0.3, 1.5, 4.0))
    if chance.random() < 0.2:
        said["cps"] = chance.choice((1.0, 0.5, 0.2))
    return said


def _cuts(chance: Random) -> tuple[Cut, ...]:
    stages = {
        "connect": ("fin", "rst", "refuse 407", "refuse 403"),
        "handshake": ("fin", "rst"),
        "request": ("fin", "rst", "bad mac", "text 503"),
        "answer": ("fin", "rst", "bad mac"),
    }
    drawn = []
    for _ in range(chance.choice((1, 2, 3))):
        stage = chance.choice(("connect", "handshake", "request", "request", "answer"))
        nth = chance.choice((1, 2, 3, 3, 4, 4, 5, 6, 8, 11))
        drawn.append(Cut(nth, stage, chance.choice(stages[stage]), chance.random() < 0.6))
    return tuple(drawn)


def _held(chance: Random) -> tuple[Outage, ...]:
    if chance.random() < 0.7:
        return ()
    begins = _moment(chance)
    return (Outage(begins, begins + chance.choice((0.5, 3.0, 12.0, 40.0)), is_silent=False),)


def _presses(chance: Random, windows: int, is_killed: bool, is_patient: bool) -> tuple[Press, ...]:
    def window() -> int:
        return chance.randrange(windows)

    pressed = [Press(0.0, "call", chance.choice(CUSTOMERS), window())]
    for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 3))):
        what = chance.choice(("call", "call", "call again"))
        pressed.append(Press(_moment(chance), what, chance.choice((pressed[0].who, *CUSTOMERS)), window()))
    if chance.random() < 0.5:
        pressed.append(Press(_moment(chance), "hang up", window=window()))
    if chance.random() < 0.25:
        pressed += _once_more(chance, pressed[0])
    if is_patient:
        pressed += _control_presses(chance, pressed[0].window)
    if chance.random() < 0.4:
        who = chance.choice(("agent", "customer", "customer", "guest-1"))
        pressed.append(Press(_moment(chance), "leaves", who))
    if is_killed and chance.random() < 0.5:
        pressed.append(Press(_moment(chance), "kill", window=window()))
    return tuple(sorted(pressed, key=lambda press: press.at))


def _once_more(chance: Random, first: Press) -> list[Press]:
    """The same customer again, soon after the first call was hung up."""
    ended = round(chance.uniform(1, 12), 2)
    again = ended + chance.choice((2.0, 10.0, 20.0))
    what = (("hang up", ended), ("call", again), ("call again", again + 0.5))
    return [Press(at, each, first.who, first.window) for each, at in what]


def _control_presses(chance: Random, window: int) -> list[Press]:
    at = chance.choice((2.0, 3.0, 6.0))
    routine = [*chance.choice(ROUTINES), *chance.sample(CONTROLS, chance.choice((0, 0, 1, 2)))]
    presses = []
    for control in routine:
        presses.append(Press(at, control, chance.choice(GUESTS), window))
        at = round(at + chance.choice((0.0, 0.5, 2.0, 5.0)), 2)
    return presses


def _moment(chance: Random) -> float:
    return round(chance.choice((chance.uniform(0, 1), chance.uniform(0, 6), chance.uniform(0, 45))), 2)


def _kills(chance: Random, windows: int, is_patient: bool) -> tuple[Kill, ...]:
    nths = (2, 5, 8, 9, 10, 11, 12, 14, 17) if is_patient else (1, 2, 3, 4, 5, 7, 9, 14)
    return tuple(
        Kill(chance.randrange(windows), chance.choice(nths), chance.random() < 0.5)
        for _ in range(chance.choice((1, 1, 2)))
    )
