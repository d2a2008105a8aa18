"""How good the sound of a call is: good, fair or bad, the one reason that counts most, and what to do.

Rule 1: a sample is one second as the SDK measured it; a verdict is a pure function of the last
        samples and of the verdict before.
Rule 2: a grade is raised by 3 of the last 5 samples and kept while one of them is that bad: what
        is on the screen does not flicker.
Rule 3: the score (MOS) follows from the other figures, so it is the reason only where nothing else is.

Sources, all read 2026-11:
    Bad: the warnings of Twilio's SDK, high-rtt > 400 ms, high-jitter > 30 ms, low-mos < 3.5, each for
    3 of 5 samples; high-packet-loss > 1 % (here: fair) and high-packets-lost-fraction > 3 % (bad);
    low-bytes-received. https://www.twilio.com/docs/voice/voice-insights/api/call/details-sdk-call-quality-events
    Fair: a round trip over 300 ms is more than ITU-T G.114 has for both ways without anybody
    noticing (150 ms each); MOS below 4.0 is R below 80 of the E-model (ITU-T G.107), where G.109
    no longer speaks of satisfied users; jitter over 20 ms is our own choice, before it is heard.
    The microphone: Twilio's constant-audio-input-level (10 samples) warns of any level that stays
    the same. Whoever listens for ten seconds would be warned; so here it must be nothing at all,
    not one step of 32767, which no open microphone gives.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Final

from softphone.domain.errors import NOTHING
from softphone.domain.words import say

LOUDEST: Final = 32767


class Grade(IntEnum):
    GOOD = 0
    FAIR = 1
    BAD = 2


class Measure(StrEnum):
    """In the order in which they are named as the reason."""

    ARRIVING = "arriving"
    LOSS = "loss"
    JITTER = "jitter"
    ROUND_TRIP = "round trip"
    MICROPHONE = "microphone"
    MOS = "mos"


@dataclass(frozen=True, slots=True)
class Sample:
    """One second of a call's sound.

    Attributes:
        mos: The E-model's score, 1 to 4.5; 0: not known yet.
        round_trip, jitter: Milliseconds.
        loss: Packets that did not arrive, in per cent.
        level_in: Of the microphone, 0 to 1; None: it is muted.
        level_out: Of what is heard, 0 to 1.
        arrived: Packets that arrived in this second; None: not known.
    """

    mos: float = 0.0
    round_trip: float = 0.0
    jitter: float = 0.0
    loss: float = 0.0
    level_in: float | None = None
    level_out: float = 0.0
    arrived: int | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    """From where on a figure is fair, and bad; ``fair`` above ``bad`` where less is worse.

    Attributes:
        of, raised_by: How many of the last samples are looked at, and how many of them raise.
    """

    value: Callable[[Sample], float | None]
    fair: float
    bad: float
    of: int = 5
    raised_by: int = 3

    def grade(self, sample: Sample) -> Grade:
        value = self.value(sample)
        if value is None:
            return Grade.GOOD
        sign = -1 if self.fair >= self.bad else 1
        if sign * value > sign * self.bad:
            return Grade.BAD
        return Grade.FAIR if sign * value > sign * self.fair else Grade.GOOD


_NEVER: Final = -1.0
RULES: Final[Mapping[Measure, _Rule]] = {
    Measure.ARRIVING: _Rule(lambda sample: sample.arrived, 1, 1),
    Measure.LOSS: _Rule(lambda sample: sample.loss, 1, 3),
    Measure.JITTER: _Rule(lambda sample: sample.jitter, 20, 30),
    Measure.ROUND_TRIP: _Rule(lambda sample: sample.round_trip, 300, 400),
    Measure.MICROPHONE: _Rule(lambda sample: sample.level_in, 1 / LOUDEST, _NEVER, of=10, raised_by=10),
    Measure.MOS: _Rule(lambda sample: sample.mos or None, 4.0, 3.5),
}
KEPT: Final = max(rule.of for rule in RULES.values())
FEWEST_SAMPLES: Final = 3

_CABLE: Final = say("Use a cable instead of Wi-Fi, or go nearer to the router, and stop large downloads.")
REASONS: Final[Mapping[Measure, tuple[str, str]]] = {
    Measure.ARRIVING: (
        say("No sound arrives here."),
        say("Check the network connection; ask whoever runs it to allow Twilio's voice media."),
    ),
    Measure.LOSS: (say("Parts of the sound are lost on the way."), _CABLE),
    Measure.JITTER: (say("The sound arrives unevenly."), _CABLE),
    Measure.ROUND_TRIP: (
        say("The sound takes long to arrive."),
        say("Leave a VPN if you may, and stop large uploads. Pause a little before you speak."),
    ),
    Measure.MICROPHONE: (
        say("Nothing is heard from your microphone."),
        say("Look for a mute switch on the headset, or choose another microphone under Preferences."),
    ),
    Measure.MOS: (
        say("The sound is not clear."),
        say("Stop large downloads, or try another network. If it stays, tell whoever runs the network."),
    ),
}
GRADE_WORDS: Final[Mapping[Grade, str]] = {
    Grade.GOOD: say("Good"),
    Grade.FAIR: say("Fair"),
    Grade.BAD: say("Bad"),
}
OVERALL: Final[Mapping[Grade, str]] = {
    Grade.GOOD: say("Your line is fine."),
    Grade.FAIR: say("You can call with this line, but it is not at its best."),
    Grade.BAD: say("Calls will be hard to follow on this line at the moment."),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Attributes:
    grades: Of every measure; empty: too little is known yet.
    """

    grades: Mapping[Measure, Grade] = field(default_factory=dict)

    @property
    def grade(self) -> Grade | None:
        """The worst of all; None: too little is known yet."""
        return max(self.grades.values(), default=None)

    @property
    def reason(self) -> Measure | None:
        """What is worst; None where all is good or nothing is known."""
        worst = self.grade
        return next((each for each in Measure if worst and self.grades[each] is worst), None)

    @property
    def what(self) -> str:
        """The reason in one sentence; empty where there is none."""
        return REASONS[self.reason][0] if self.reason else NOTHING

    @property
    def advice(self) -> str:
        """What to do about the reason; empty where there is none."""
        return REASONS[self.reason][1] if self.reason else NOTHING


UNKNOWN: Final = Verdict()


def judged(samples: Sequence[Sample], before: Verdict = UNKNOWN) -> Verdict:
    """What a call sounds like now.

    Args:
        samples: The call's last ones, the latest at the end; ``KEPT`` are enough.
        before: The verdict of a second ago.
    """
    if len(samples) < FEWEST_SAMPLES:
        return UNKNOWN
    return Verdict({each: _steady(each, samples, before) for each in Measure})


def _steady(measure: Measure, samples: Sequence[Sample], before: Verdict) -> Grade:
    rule, had = RULES[measure], before.grades.get(measure, Grade.GOOD)
    lately = [rule.grade(sample) for sample in samples[-rule.of :]]
    for grade in (Grade.BAD, Grade.FAIR):
        as_bad = sum(each >= grade for each in lately)
        if as_bad >= rule.raised_by or (as_bad and had >= grade):
            return grade
    return Grade.GOOD


def summed_up(samples: Sequence[Sample]) -> Sample:
    """The whole of a test in one sample: what was usual, all that was lost, the loudest of each side.

    Raises ValueError: there is none.
    """
    if not samples:
        raise ValueError("a test without a sample")
    spoken = [each.level_in for each in samples if each.level_in is not None]
    return Sample(
        mos=_usual([each.mos for each in samples if each.mos]),
        round_trip=_usual([each.round_trip for each in samples]),
        jitter=_usual([each.jitter for each in samples]),
        loss=sum(each.loss for each in samples) / len(samples),
        level_in=max(spoken, default=None),
        level_out=max(each.level_out for each in samples),
        arrived=round(_usual([each.arrived for each in samples if each.arrived is not None])),
    )


def outcome(whole: Sample) -> Verdict:
    """What a test of the line came to: who is asked to speak and is not heard has a bad microphone."""
    grades = {each: rule.grade(whole) for each, rule in RULES.items()}
    if grades[Measure.MICROPHONE] is not Grade.GOOD:
        grades[Measure.MICROPHONE] = Grade.BAD
    return Verdict(grades)


def _usual(values: Sequence[float]) -> float:
    """The one in the middle; 0 of none."""
    return sorted(values)[len(values) // 2] if values else 0.0
