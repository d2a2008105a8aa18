"""10,000 desks for a day: how many requests a second they make of TaskRouter for their caller IDs.

    python tests/benchmarks/desks.py

Pure: the softphone's own timing (``poll_schedule``) on a clock of its own; nothing is sent.
Everybody starts within ten minutes around nine, works eight hours, and calls six times an hour; agents
begin to type 5 to 60 s before a call, and one time in five type without calling. A tenth of the desks
is open and idle all day.
"""

import heapq
import random
from collections import Counter
from collections.abc import Iterator

from softphone.application.caller_id.poll_schedule import HOUR, PollReason, PollSchedule

DESKS, IDLE_SHARE = 10_000, 0.1
SHIFT = 8 * HOUR
CALLS_AN_HOUR = 6.0
TICK = 60.0  # how often a desk asks itself whether a slow look is due

Event = tuple[float, PollReason]


def events(begins: float, is_idle: bool, chance: random.Random) -> list[Event]:
    """When the agent types and calls."""
    found: list[Event] = []
    at = begins
    while not is_idle and (at := at + chance.expovariate(CALLS_AN_HOUR / HOUR)) < begins + SHIFT:
        found.append((at - chance.uniform(5.0, 60.0), PollReason.TYPING))
        if chance.random() < 0.8:
            found.append((at, PollReason.CALL))
    return sorted(found)


def requests(begins: float, agent: list[Event], chance: random.Random) -> Iterator[float]:
    """When one desk asks Twilio."""
    polls = PollSchedule.begun(begins, chance.random)
    waiting: list[Event] = [*agent]
    heapq.heapify(waiting)
    heapq.heappush(waiting, (begins + polls.until_slow(begins), PollReason.SLOW))
    while waiting:
        now, reason = heapq.heappop(waiting)
        if reason is PollReason.CALL:
            polls = polls.called(now)
        if polls.is_due(reason, now):
            polls = polls.polled(now, chance.random)
            yield now
        if reason is PollReason.SLOW and now < begins + SHIFT:
            heapq.heappush(waiting, (now + max(TICK, polls.until_slow(now)), PollReason.SLOW))


def main() -> None:
    chance = random.Random(2026)
    per_second: Counter[int] = Counter()
    idle_hours: Counter[int] = Counter()
    calls = busy = idle = 0
    for desk in range(DESKS):
        is_idle = desk < DESKS * IDLE_SHARE
        begins = 9 * HOUR + chance.gauss(0, 200.0)
        agent = events(begins, is_idle, chance)
        calls += sum(reason is PollReason.CALL for _, reason in agent)
        made = list(requests(begins, agent, chance))
        per_second.update(int(at) for at in made)
        if is_idle:
            idle += len(made)
            idle_hours[max(_in_each_hour(made))] += 1
        else:
            busy += len(made)
    total, seconds = busy + idle, SHIFT
    print(f"{DESKS} desks, {calls} calls, {total} requests in the day")
    print(f"requests a second: mean {total / seconds:.1f}, peak {max(per_second.values())}")
    print(f"  at nine (the busiest minute): {_busiest_minute(per_second):.1f} a second")
    idle_desks = DESKS * IDLE_SHARE
    print(f"an idle desk: {idle / idle_desks / 8:.2f} an hour, at most {max(idle_hours)} (target: at most 4)")
    more = busy - 8 * 4 * (DESKS - idle_desks)
    print(
        f"a desk at work: {busy / (DESKS - idle_desks) / 8:.2f} an hour; beyond 4 an hour, "
        f"{max(0.0, more / calls):.2f} a call (target: at most 1)"
    )


def _in_each_hour(times: list[float]) -> list[int]:
    return [sum(at <= other < at + HOUR for other in times) for at in times] or [0]


def _busiest_minute(per_second: Counter[int]) -> float:
    minutes: Counter[int] = Counter()
    for second, count in per_second.items():
        minutes[second // 60] += count
    return max(minutes.values()) / 60


if __name__ == "__main__":
    main()
