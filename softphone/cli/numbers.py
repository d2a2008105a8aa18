"""``softphone numbers``: the cache with its age, or a refresh."""

import argparse
import time

from softphone.application.settings.company import Company
from softphone.cli.signed_in import print_json, signed_in
from softphone.domain.numbers.account import OwnNumber
from softphone.domain.numbers.place_names import place_name


def run(options: argparse.Namespace) -> int:
    with signed_in(Company(), None) as softphone:
        changes = softphone.numbers.refresh() if options.refresh else ""
        inventory = softphone.inventory
    age = max(0.0, time.time() - inventory.refreshed_at) if inventory.refreshed_at else None
    if options.json:
        listed = {
            "account_sid": softphone.identity.account_sid,
            "refreshed_at": inventory.refreshed_at or None,
            "age_seconds": round(age) if age is not None else None,
            "changes": changes or None,
            "numbers": [_as_json(own) for own in inventory.account],
        }
        print_json(listed)
        return 0
    for own in inventory.account:
        print(f"{own.e164:<17} {own.label:<32} {place_name(own.place):<36} {_tags(own)}".rstrip())
    print(f"{len(inventory.account)} numbers, {_age_words(age)}" + (f": {changes}" if changes else ""))
    return 0


def _as_json(own: OwnNumber) -> dict[str, object]:
    return {
        "number": own.e164,
        "label": own.label,
        "country": own.place.country or None,
        "area_code": own.place.area_code or None,
        "states": sorted(own.place.states),
        "toll_free": own.place.toll_free,
        "verified_only": own.verified,
        "voice": own.voice,
        "fax": own.receives_fax,
    }


def _tags(own: OwnNumber) -> str:
    tags = {"verified": own.verified, "no voice": not own.voice, "fax": own.receives_fax}
    return ", ".join(tag for tag, holds in tags.items() if holds)


def _age_words(age: float | None) -> str:
    if age is None:
        return "never refreshed (softphone numbers --refresh)"
    for seconds, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if age >= seconds:
            return f"refreshed {age // seconds:.0f} {unit} ago"
    return "refreshed just now"
