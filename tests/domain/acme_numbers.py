"""Accounts, groups and pools in one line each; numbers stand in account order as written."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from softphone.domain import Account, OwnNumber, PhoneNumber, Pool, RingGroup, RingGroups, place_of

SAN_FRANCISCO, SAN_FRANCISCO_2, LOS_ANGELES = "+14155550100", "+14155550177", "+13105550199"
NEW_YORK, CHICAGO, BIRMINGHAM_US = "+12125550101", "+13125550102", "+12055550103"
TORONTO, MONTREAL, HALIFAX, YUKON = "+14165550112", "+15145550115", "+19025550118", "+18675550119"
KINGSTON, KINGSTON_MOBILE = "+18765550120", "+18762101234"
SAN_JUAN, GUAM, SAN_MARINO, ITALYS_0549 = "+17875550123", "+16715550124", "+3780549886377", "+390549886378"
SAO_PAULO, SAO_PAULO_MOBILE, RIO, MACEIO = "+551140028922", "+5511955550192", "+552135550190", "+558235550191"
BRASILIA, PONTA_GROSSA, MACAPA, TERESINA = "+556132345678", "+554232345678", "+559632345678", "+558632345678"
BUENOS_AIRES, CORDOBA = "+541143456789", "+543514123456"
ROME, VATICAN, MILAN = "+390612345678", "+390669812345", "+390212345678"
LONDON, MANCHESTER, BERLIN = "+442079460100", "+441614960145", "+4930901820"
MOSCOW, ALMATY = "+74955550121", "+77273555555"
FREE_US, FREE_US_2, FREE_GB, FREE_DE = "+18005550199", "+18885550143", "+448081570155", "+498005550160"
MOBILE_GB, MOBILE_GB_2 = "+447400123456", "+447400123999"
RESERVED_GB = "+447700900123"  # in no country of the metadata
INTERNATIONAL, INTERNATIONAL_2 = "+883510000000091", "+883510000000092"


def own(e164: str, **facts: object) -> OwnNumber:
    """A number of the company; ``facts`` as OwnNumber names them."""
    number = PhoneNumber(e164)
    return replace(OwnNumber(number, place_of(number), sid="PN" + e164[1:]), **facts)


def verified(e164: str) -> OwnNumber:
    return own(e164, verified=True)


def account(numbers: Iterable[str | OwnNumber]) -> Account:
    made = [own(number) if isinstance(number, str) else number for number in numbers]
    return Account.of(replace(number, created_at=float(at)) for at, number in enumerate(made, 1))


def groups(
    shared: Mapping[str, tuple[Iterable[str], tuple[str, ...]]] | None = None,
    lines: Mapping[str, str] | None = None,
) -> RingGroups:
    """Ring groups as {name: (numbers, agents)}, and dedicated lines as {number: agent}."""
    made = {name: RingGroup(frozenset(numbers), agents) for name, (numbers, agents) in (shared or {}).items()}
    return RingGroups(made, lines or {})


def pool(*numbers: str | OwnNumber, agent: str = "ana", **options: object) -> Pool:
    """A pool of ``numbers``; options: shared, lines, uses_verified, own_groups_only."""
    ring_groups = groups(options.pop("shared", None), options.pop("lines", None))
    return Pool.of(account(numbers), ring_groups, agent, **options)
