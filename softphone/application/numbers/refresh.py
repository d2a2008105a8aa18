"""Reads the account's numbers from Twilio, or keeps the last good list.

Rule 1: a list is swapped whole or not at all.
Rule 2: facts are computed once for each number; a number that is known keeps them.
Rule 3: with Twilio out of reach the old list stays in use, and its age is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import phonenumbers

from softphone.application.ports import CachedNumbers, ListedNumber, NumberCache, NumberSource
from softphone.domain.numbers.account import Account, OwnNumber
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.numbers.places import Place, place_of
from softphone.domain.words import Words, say

FRESH_FOR_SECONDS: Final = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A list of numbers, its age, and what a refresh changed."""

    account: Account
    refreshed_at: float
    changes: str = ""


def is_due(refreshed_at: float, now: float) -> bool:
    """True when a list is older than a day (or from a clock that ran ahead)."""
    return not 0 <= now - refreshed_at < FRESH_FOR_SECONDS


def load(cache: NumberCache, account_sid: str) -> Refreshed:
    """The last good list; empty, refreshed at 0, if there is none."""
    cached = cache.load(account_sid)
    if cached is None:
        return Refreshed(Account.of(()), 0.0)
    return Refreshed(Account.of(cached.numbers), cached.refreshed_at)


def refresh(source: NumberSource, cache: NumberCache, account_sid: str, now: float) -> Refreshed:
    """Read all numbers again and keep them.

    Raises SoftphoneError: Twilio could not be read to the end, or the disk not
    written; the old list is untouched then.
    """
    before = load(cache, account_sid)
    account = Account.of(_with_facts(source.numbers(), before.account))
    cache.replace(account_sid, CachedNumbers(account.numbers, now))
    return Refreshed(account, now, _changes(before, account))


def account_of(listed: Iterable[ListedNumber]) -> Account:
    """The account of a list that stands alone."""
    return Account.of(_with_facts(listed, Account.of(())))


def _with_facts(listed: Iterable[ListedNumber], known: Account) -> list[OwnNumber]:
    numbers = []
    for one in listed:
        old = known.find(one.e164)
        number = PhoneNumber(one.e164)
        numbers.append(
            OwnNumber(
                number=number,
                place=old.place if old else facts(number),
                label=one.label,
                sid=one.sid,
                created_at=one.created_at,
                verified=one.verified,
                voice=one.voice,
                receives_fax=one.receives_fax,
            )
        )
    return numbers


def facts(number: PhoneNumber) -> Place:
    """Where ``number`` lives; calling code 0 for what is no telephone number (a short code)."""
    try:
        return place_of(number)
    except phonenumbers.NumberParseException:
        return Place(0)


def _changes(before: Refreshed, account: Account) -> Words:
    """ "2 added, 1 released"."""
    if not before.refreshed_at:
        return say("{count} added", count=len(account))
    old = {own.e164: own for own in before.account}
    new = {own.e164: own for own in account}
    added, released = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    changed = sum(_differs(old[e164], new[e164]) for e164 in old.keys() & new.keys())
    parts = [
        say("{count} added", count=added) if added else None,
        say("{count} released", count=released) if released else None,
        say("{count} changed", count=changed) if changed else None,
    ]
    said = [part for part in parts if part]
    words = said[0] if said else say("Nothing changed")
    for part in said[1:]:
        words = say("{one}, {other}", one=words, other=part)
    return words


def _differs(old: OwnNumber, new: OwnNumber) -> bool:
    return replace(old, place=new.place) != new
