"""How the sound of a call is judged: each limit, the reason named, and that it does not flicker."""

from dataclasses import replace

import pytest

from softphone.domain.line.quality import (
    KEPT,
    RULES,
    UNKNOWN,
    Grade,
    Measure,
    Sample,
    Verdict,
    judged,
    outcome,
    summed_up,
)

FINE = Sample(mos=4.4, round_trip=40, jitter=3, loss=0, level_in=0.2, level_out=0.2, arrived=50)


def course(*samples: Sample) -> list[Verdict]:
    """The verdict after each second."""
    verdicts: list[Verdict] = []
    for at in range(1, len(samples) + 1):
        verdicts.append(judged(samples[max(0, at - KEPT) : at], verdicts[-1] if verdicts else UNKNOWN))
    return verdicts


def grades(*samples: Sample) -> list[Grade | None]:
    return [verdict.grade for verdict in course(*samples)]


@pytest.mark.parametrize(
    ("measure", "figures", "grade"),
    [
        (Measure.ROUND_TRIP, {"round_trip": 300}, Grade.GOOD),
        (Measure.ROUND_TRIP, {"round_trip": 301}, Grade.FAIR),
        (Measure.ROUND_TRIP, {"round_trip": 400}, Grade.FAIR),
        (Measure.ROUND_TRIP, {"round_trip": 401}, Grade.BAD),
        (Measure.JITTER, {"jitter": 20}, Grade.GOOD),
        (Measure.JITTER, {"jitter": 30}, Grade.FAIR),
        (Measure.JITTER, {"jitter": 30.5}, Grade.BAD),
        (Measure.LOSS, {"loss": 1}, Grade.GOOD),
        (Measure.LOSS, {"loss": 3}, Grade.FAIR),
        (Measure.LOSS, {"loss": 3.1}, Grade.BAD),
        (Measure.MOS, {"mos": 4.0}, Grade.GOOD),
        (Measure.MOS, {"mos": 3.5}, Grade.FAIR),
        (Measure.MOS, {"mos": 3.4}, Grade.BAD),
        (Measure.MOS, {"mos": 0}, Grade.GOOD),
        (Measure.ARRIVING, {"arrived": 1}, Grade.GOOD),
        (Measure.ARRIVING, {"arrived": 0}, Grade.BAD),
        (Measure.ARRIVING, {"arrived": None}, Grade.GOOD),
        (Measure.MICROPHONE, {"level_in": 1 / 32767}, Grade.GOOD),
        (Measure.MICROPHONE, {"level_in": 0}, Grade.FAIR),
        (Measure.MICROPHONE, {"level_in": None}, Grade.GOOD),
    ],
)
def test_a_figure_has_its_grade(measure, figures, grade) -> None:
    assert RULES[measure].grade(replace(FINE, **figures)) is grade


def test_nothing_is_said_before_three_seconds() -> None:
    assert grades(FINE, FINE, FINE) == [None, None, Grade.GOOD]


def test_two_bad_seconds_of_five_change_nothing() -> None:
    bad = replace(FINE, loss=10)
    assert grades(FINE, FINE, FINE, bad, bad, FINE)[-1] is Grade.GOOD


def test_three_bad_seconds_of_five_are_bad() -> None:
    bad = replace(FINE, loss=10)
    assert grades(FINE, FINE, bad, FINE, bad, bad)[-1] is Grade.BAD


def test_bad_stays_until_five_seconds_were_better() -> None:
    bad = replace(FINE, loss=10)
    assert grades(bad, bad, bad, *[FINE] * 5)[2:] == [Grade.BAD] * 5 + [Grade.GOOD]


def test_a_line_that_changes_every_second_keeps_its_grade() -> None:
    bad = replace(FINE, jitter=80)
    assert set(grades(bad, bad, bad, *[FINE, bad] * 20)[2:]) == {Grade.BAD}


def test_bad_becomes_fair_before_it_becomes_good() -> None:
    bad, fair = replace(FINE, round_trip=900), replace(FINE, round_trip=350)
    assert grades(bad, bad, bad, *[fair] * 5)[-1] is Grade.FAIR


def test_the_worst_measure_is_the_reason() -> None:
    sample = replace(FINE, jitter=25, round_trip=900)
    assert judged([sample] * 3).reason is Measure.ROUND_TRIP


def test_the_score_is_no_reason_where_another_figure_is_as_bad() -> None:
    assert judged([replace(FINE, mos=2.0, loss=20)] * 3).reason is Measure.LOSS


def test_the_score_alone_is_a_reason() -> None:
    assert judged([replace(FINE, mos=2.0)] * 3).what == "The sound is not clear."


def test_a_good_line_has_no_reason_and_no_advice() -> None:
    verdict = judged([FINE] * 3)
    assert (verdict.reason, verdict.what, verdict.advice) == (None, "", "")


def test_whoever_listens_quietly_is_not_told_of_a_microphone() -> None:
    assert judged([replace(FINE, level_in=0.0002)] * 20).grade is Grade.GOOD


def test_ten_seconds_of_nothing_at_all_are_told() -> None:
    silent = [replace(FINE, level_in=0.0)] * 10
    assert (judged(silent[:9]).grade, judged(silent).reason) == (Grade.GOOD, Measure.MICROPHONE)


def test_a_muted_microphone_is_not_a_silent_one() -> None:
    assert judged([replace(FINE, level_in=None)] * 20).grade is Grade.GOOD


@pytest.mark.parametrize("measure", list(Measure))
def test_every_reason_has_a_sentence_and_an_advice(measure) -> None:
    verdict = Verdict({each: Grade.BAD if each is measure else Grade.GOOD for each in Measure})
    assert verdict.what.endswith(".") and verdict.advice.endswith(".")


def test_a_test_is_summed_up_by_what_was_usual_and_all_that_was_lost() -> None:
    samples = [
        Sample(0.0, 50, 2, 0, 0.1, 0.2, 48),
        Sample(4.4, 40, 4, 0, 0.3, 0.1, 50),
        Sample(4.3, 999, 3, 6, 0.2, 0.4, 50),
    ]
    assert summed_up(samples) == Sample(4.4, 50, 3, 2, 0.3, 0.4, 50)


def test_a_test_in_which_nobody_was_heard_is_bad() -> None:
    verdict = outcome(replace(FINE, level_in=0.0))
    assert (verdict.grade, verdict.reason) == (Grade.BAD, Measure.MICROPHONE)
