"""Nothing that was locked opens by itself: 10,000 files, mutated and cut off, against one good copy."""

import random
import tomllib
from collections.abc import Callable

import pytest

from softphone.adapters.settings.settings_file import company_from_text
from softphone.application.settings.declarations import SETTINGS
from softphone.application.settings.last_good import Copy, Found, in_force
from softphone.application.settings.values import Entry

GOOD = """\
# Acme's settings.
[organization]
name = "Acme"
contact = "it@acme.example"

[locked.caller_id]
mode = "customized"
allow_default = false
last_resort = "own_groups"

[locked.twilio]
account_sid = "AC00000000000000000000000000000000"

[defaults.caller_id]
include_outgoing_only_numbers = false

[agents."ana".caller_id]
mode = "automated"
number = "+14155550123"

[ring_groups.sales]
numbers = ["+14155550123", "+13105550199"]
agents = ["ana", "bo*"]

[dedicated_lines]
"+14155550188" = "ana"

[locked.dialing]
home_country = "US"

[supervisors]
agents = ["sam"]
"""
COPY = Copy(company_from_text(GOOD, "copy.toml"), GOOD)
SEED, MUTATIONS = 20261122, 10_000
ALPHABET = " \t\n\r\"'[]{}=.,#+-_\\\0\ufeff\ud7ffaAZzé019"

Locks = dict[tuple[str, ...], object]


def locks_of(company) -> Locks:
    """Each locked setting and its value; for whom: all, or one agent."""

    def values(entries: dict[str, Entry], *whose: str) -> Locks:
        return {(*whose, key): entry.value for key, entry in entries.items()}

    settings = company.settings
    locks = values(settings.locked, "all")
    for agent, entries in settings.agents.items():
        locks |= values(entries, agent)
    return locks


WERE_LOCKED = locks_of(COPY.company)


def said_by(text: str) -> Locks | None:
    """What a text locks, told by tomllib and the declarations alone; None: it is no valid file."""
    try:
        tables = tomllib.loads(text)
        layers = [("all", tables.get("locked", {})), *tables.get("agents", {}).items()]
        return {
            (whose, f"{section}.{key}"): SETTINGS[f"{section}.{key}"].check(value)
            for whose, sections in layers
            for section, values in sections.items()
            for key, value in values.items()
        }
    except (tomllib.TOMLDecodeError, RecursionError, KeyError, ValueError, AttributeError):
        return None


def read(text: str):
    return in_force(Found("settings.toml", company_from_text(text, "settings.toml"), text), (COPY,))


def opened(text: str) -> Locks:
    """What was locked and neither is, nor is left out by a file that is valid."""
    company = read(text)
    now, valid = locks_of(company), said_by(text)
    if valid is not None and not company.is_copy:
        return {key: now.get(key) for key in WERE_LOCKED if now.get(key) != valid.get(key)}
    return {key: now.get(key) for key, value in WERE_LOCKED.items() if now.get(key) != value}


def a_character(dice: random.Random, text: str) -> str:
    at = dice.randrange(len(text))
    return text[:at] + dice.choice(ALPHABET) + text[at + dice.randrange(2) :]


def a_piece_gone(dice: random.Random, text: str) -> str:
    begin = dice.randrange(len(text))
    return text[:begin] + text[begin + dice.randrange(1, 40) :]


def a_piece_twice(dice: random.Random, text: str) -> str:
    begin, to = dice.randrange(len(text)), dice.randrange(len(text))
    return text[:to] + text[begin : begin + dice.randrange(1, 40)] + text[to:]


def lines_in_another_order(dice: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def zeros(dice: random.Random, text: str) -> str:
    at = dice.randrange(len(text))
    return text[:at] + "\0" * (len(text) - at)


def cut_off(dice: random.Random, text: str) -> str:
    return text[: dice.randrange(len(text))]


MUTATORS: tuple[Callable[[random.Random, str], str], ...] = (
    a_character,
    a_piece_gone,
    a_piece_twice,
    lines_in_another_order,
    zeros,
    cut_off,
)


def mutated(dice: random.Random) -> str:
    text = GOOD
    for _ in range(dice.choice((1, 1, 1, 2, 3, 5))):
        text = dice.choice(MUTATORS)(dice, text) or GOOD
    return text


def test_no_mutated_file_opens_what_was_locked():
    dice = random.Random(SEED)
    texts = [mutated(dice) for _ in range(MUTATIONS)]
    assert {text: found for text in texts if (found := opened(text))} == {}


def test_the_mutations_make_broken_files_and_valid_ones():
    dice = random.Random(SEED)
    valid = sum(not read(mutated(dice)).is_copy for _ in range(1000))
    assert 50 < valid < 950


@pytest.mark.parametrize("end", range(0, len(GOOD), 97))
def test_no_file_that_is_cut_off_changes_anything(end):
    for at in range(end, min(end + 97, len(GOOD))):
        company = read(GOOD[:at])
        assert (locks_of(company), company.ring_groups) == (WERE_LOCKED, COPY.company.ring_groups), at
