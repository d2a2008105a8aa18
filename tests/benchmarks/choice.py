"""What one decision costs, as ratios: against phonenumbers alone, and in small and large accounts.

    python tests/benchmarks/choice.py

A decision is reading the number called and choosing the number shown. Runs are interleaved, so
that a machine that slows down slows everything; each figure is a median over all rounds.
"""

from collections.abc import Callable, Iterable, Sequence
from statistics import median
from time import perf_counter

import phonenumbers

from softphone.domain import (
    Account,
    OwnNumber,
    PhoneNumber,
    Pool,
    RingGroup,
    RingGroups,
    place_of,
    read,
    select,
)
from softphone.domain.caller_id.selector import prepare
from softphone.domain.numbers.places import area_codes_of_states

ROUNDS, CALLS = 41, 200
SMALL, MIDDLE, LARGE = 20, 2_000, 100_000
AT_MOST_OF_PHONENUMBERS, AT_MOST_OF_A_SMALL_ACCOUNT = 1.3, 1.2


def numbers(serials: Iterable[int]) -> list[PhoneNumber]:
    """Different numbers all over the United States, Canada and Brazil."""
    areas = [(state[:2], code) for state, codes in area_codes_of_states().items() for code in codes]
    found = []
    for serial in serials:
        country, code = areas[serial * 7 % len(areas)]
        local = 2_000_000 + serial * 7919 % 8_000_000
        found.append(PhoneNumber(f"+55{code}3{local}" if country == "BR" else f"+1{code}{local}"))
    return found


def pool_of(size: int) -> Pool:
    """An account of ``size`` numbers, half of them in the agent's ring group, one line dedicated."""
    own = [
        OwnNumber(number, place_of(number), sid=f"PN{serial:032x}", created_at=float(serial))
        for serial, number in enumerate(numbers(range(size)))
    ]
    shared = frozenset(one.e164 for one in own[::2])
    groups = RingGroups({"sales": RingGroup(shared, ("ana", "bo*"))}, {own[0].e164: "ana"})
    return prepare(Pool.of(Account.of(own), groups, "ana"))


def by_phonenumbers(text: str) -> None:
    number = phonenumbers.parse(text)
    phonenumbers.region_code_for_number(number)
    phonenumbers.number_type(number)
    phonenumbers.length_of_geographical_area_code(number)


def seconds_each(work: Callable[[str], object], texts: Sequence[str]) -> float:
    began = perf_counter()
    for text in texts:
        work(text)
    return (perf_counter() - began) / len(texts)


def measured(works: dict[str, Callable[[str], object]]) -> dict[str, float]:
    """The median seconds of one call of each, over interleaved rounds with new numbers in each."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    called = [number.e164 for number in numbers(range(LARGE, LARGE + ROUNDS * CALLS))]
    for work in works.values():
        seconds_each(work, called[:CALLS])
    for turn in range(ROUNDS):
        texts = called[turn * CALLS : (turn + 1) * CALLS]
        for name, work in works.items():
            taken[name].append(seconds_each(work, texts))
    return {name: median(each) for name, each in taken.items()}


def main() -> int:
    works: dict[str, Callable[[str], object]] = {"phonenumbers": by_phonenumbers}
    for size in (SMALL, MIDDLE, LARGE):
        pool = pool_of(size)
        works[f"{size}"] = lambda text, pool=pool: select(read(text), pool)
    took = measured(works)
    parsing, growing = took[f"{MIDDLE}"] / took["phonenumbers"], took[f"{LARGE}"] / took[f"{SMALL}"]
    print(f"phonenumbers: parse, region, type, area code  {took['phonenumbers'] * 1e6:6.1f} µs")
    for size in (SMALL, MIDDLE, LARGE):
        print(f"one decision, parsing included, {size:>7,} numbers {took[f'{size}'] * 1e6:5.1f} µs")
    print(f"decision / phonenumbers, {MIDDLE:,} numbers: {parsing:.2f} (at most {AT_MOST_OF_PHONENUMBERS})")
    print(f"decision at {LARGE:,} / at {SMALL} numbers: {growing:.2f} (at most {AT_MOST_OF_A_SMALL_ACCOUNT})")
    print(f"decision at {MIDDLE:,} / at {SMALL} numbers: {took[f'{MIDDLE}'] / took[f'{SMALL}']:.2f}")
    return int(parsing > AT_MOST_OF_PHONENUMBERS or growing > AT_MOST_OF_A_SMALL_ACCOUNT)


if __name__ == "__main__":
    raise SystemExit(main())
