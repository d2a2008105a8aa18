"""Lanes: work elsewhere, answers here, in order, and nothing swallowed."""

import threading
from functools import partial

import pytest

from softphone.domain.errors import SoftphoneError
from softphone.qt.background import Background, Lane


@pytest.fixture
def background(qapp):
    background = Background()
    yield background
    background.close()


def test_work_runs_elsewhere_and_answers_here(background, qtbot) -> None:
    answers: list[tuple[str, bool]] = []

    background.run(
        Lane.CALLS,
        lambda: threading.current_thread().name,
        then=lambda name: answers.append((name, threading.current_thread() is threading.main_thread())),
        failed=pytest.fail,
    )

    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [("calls_0", True)]


def test_a_slow_refresh_does_not_delay_a_call(background, qtbot) -> None:
    order: list[str] = []
    refresh_may_end = threading.Event()

    background.run(
        Lane.REFRESH, refresh_may_end.wait, then=lambda _: order.append("refresh"), failed=pytest.fail
    )
    background.run(Lane.CALLS, lambda: None, then=lambda _: order.append("call"), failed=pytest.fail)

    qtbot.waitUntil(lambda: order == ["call"])
    refresh_may_end.set()
    qtbot.waitUntil(lambda: order == ["call", "refresh"])


def test_jobs_of_one_lane_never_overlap_and_answer_in_order(background, qtbot) -> None:
    answers: list[int] = []
    under_way = threading.Lock()

    def work(number: int) -> int:
        assert under_way.acquire(blocking=False)
        under_way.release()
        return number

    for number in range(50):
        background.run(Lane.CALLS, partial(work, number), then=answers.append, failed=pytest.fail)

    qtbot.waitUntil(lambda: len(answers) == 50)
    assert answers == list(range(50))


def test_failures_the_user_can_read_are_delivered_here(background, qtbot) -> None:
    failures: list[tuple[SoftphoneError, bool]] = []

    def lose_the_answer() -> None:
        raise SoftphoneError("Twilio did not answer in 10 s.", call_may_exist=True)

    background.run(
        Lane.CALLS,
        lose_the_answer,
        then=pytest.fail,
        failed=lambda error: failures.append((error, threading.current_thread() is threading.main_thread())),
    )

    qtbot.waitUntil(lambda: bool(failures))
    assert [(error.call_may_exist, here) for error, here in failures] == [(True, True)]


def test_bugs_are_not_swallowed(background, qtbot) -> None:
    failures: list[SoftphoneError] = []
    with qtbot.captureExceptions() as bugs:
        background.run(Lane.CALLS, lambda: 1 / 0, then=pytest.fail, failed=failures.append)
        qtbot.waitUntil(lambda: bool(bugs))

    assert bugs[0][0] is ZeroDivisionError


def test_a_bug_is_a_failure_too_so_that_nobody_waits_for_ever(background, qtbot) -> None:
    failures: list[SoftphoneError] = []

    with qtbot.captureExceptions():
        background.run(Lane.CALLS, lambda: 1 / 0, then=pytest.fail, failed=failures.append)
        qtbot.waitUntil(lambda: bool(failures))

    assert failures[0].what == "Something in this program went wrong (ZeroDivisionError: division by zero)."


def test_a_bug_leaves_the_lane_at_work(background, qtbot) -> None:
    answers: list[str] = []

    with qtbot.captureExceptions() as bugs:
        background.run(Lane.CALLS, lambda: 1 / 0, then=pytest.fail, failed=lambda _: None)
        background.run(Lane.CALLS, lambda: "still here", then=answers.append, failed=pytest.fail)
        qtbot.waitUntil(lambda: bool(answers))

    assert len(bugs) == 1


def test_after_closing_nobody_is_answered(qapp) -> None:
    background = Background()
    answers: list[int] = []
    background.run(Lane.CALLS, lambda: 1, then=answers.append, failed=pytest.fail)

    background.close()
    qapp.processEvents()

    assert answers == []


def test_three_thousand_answers_arrive(background, qtbot) -> None:
    """PySide6 6.12.0 on Python 3.11 dies after some five hundred signals."""
    answers: list[int] = []

    for number in range(3000):
        background.run(Lane.REFRESH, partial(int, number), then=answers.append, failed=pytest.fail)

    qtbot.waitUntil(lambda: len(answers) == 3000)


def test_after_closing_nothing_is_begun(qapp) -> None:
    background = Background()
    begun: list[int] = []
    background.close()

    background.run(Lane.CALLS, lambda: begun.append(1), then=begun.append, failed=pytest.fail)
    qapp.processEvents()

    assert begun == []
