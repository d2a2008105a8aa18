"""Whom a call may be handed to, or who may be asked in: what a person typed, as an address.

Rule 1: a colleague's name comes first, then a SIP address, then a telephone number.
Rule 2: emergency numbers are refused in every form.
Rule 3: nobody is rung who is in the call already: the customer, the agent, the number shown.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from softphone.application.settings.checks import endpoint
from softphone.application.settings.company import Company
from softphone.application.settings.declarations import ENDPOINT
from softphone.application.softphone import Softphone
from softphone.domain.calls.call import Call
from softphone.domain.calls.narration import address_words
from softphone.domain.errors import EmergencyNumber, NotANumber, SoftphoneError
from softphone.domain.line.line_state import CLIENT, phone_rung
from softphone.domain.words import Words, say

_PATTERN: Final = frozenset("*?[")
_SIP: Final = ("sip:", "sips:")
_LONGEST: Final = 255
_HOW: Final = say("Type a colleague's name, a phone number with its country code, or a SIP address.")


@dataclass(frozen=True, slots=True)
class Colleague:
    """Attributes:
    name: As in the settings.
    address: Where their phone rings: "client:bo", "sip:…" or E.164.
    """

    name: str
    address: str


def colleagues(
    company: Company, agent: str, others: Mapping[str, str] | None = None
) -> tuple[Colleague, ...]:
    """Everybody the company's settings name, but ``agent``; in the order of their names.

    Args:
        others: Names and addresses known from elsewhere; they count before what is assumed here.
    """
    known = {name: _phone(company, name) for name in _named(company)} | dict(others or {})
    found = (Colleague(name, address) for name, address in known.items() if name != agent)
    return tuple(sorted(filter(_can_be_rung, found), key=lambda one: one.name.casefold()))


def suggested(text: str, known: Collection[Colleague], *, limit: int = 6) -> tuple[Colleague, ...]:
    """Colleagues whose name begins with ``text``, then those who have it somewhere in theirs."""
    part = text.strip().casefold()
    holding = [one for one in known if part in one.name.casefold()]
    holding.sort(key=lambda one: not one.name.casefold().startswith(part))
    return tuple(holding[:limit]) if part else ()


def address_of(text: str, call: Call, softphone: Softphone, known: Collection[Colleague]) -> str:
    """The address that ``text`` stands for: "client:…", "sip:…" or E.164.

    Raises SoftphoneError: nobody can be rung there, or they are in the call already.
    """
    typed = text.strip()
    address = (
        _colleague(typed, known) or _client(typed) or _sip(typed, softphone) or _number(typed, softphone)
    )
    problem = _in_the_call(address, call)
    if problem is not None:
        raise SoftphoneError(problem, remedy=say("Choose somebody else."))
    return address


def _named(company: Company) -> set[str]:
    named = {*company.settings.agents, *company.supervisors, *company.ring_groups.dedicated_lines.values()}
    for group in company.ring_groups.groups.values():
        named.update(group.agents)
    return {name for name in named if _PATTERN.isdisjoint(name)}


def _phone(company: Company, name: str) -> str:
    """What the settings say of that agent's phone; else their client, as for everybody."""
    entry = company.settings.agents.get(name, {}).get(ENDPOINT.key)
    return str(entry.value) if entry is not None else f"{CLIENT}{name}"


def _can_be_rung(colleague: Colleague) -> bool:
    return _checked(colleague.address) != ""


def _checked(address: str) -> str:
    try:
        return str(endpoint(address))
    except ValueError:
        return ""


def _colleague(typed: str, known: Collection[Colleague]) -> str:
    return next((one.address for one in known if one.name.casefold() == typed.casefold()), "")


def _client(typed: str) -> str:
    return _checked(typed) if typed.startswith(CLIENT) else ""


def _sip(typed: str, softphone: Softphone) -> str:
    if "@" not in typed and not typed.lower().startswith(_SIP):
        return ""
    address = typed if typed.lower().startswith(_SIP) else f"sip:{typed}"
    scheme, _, rest = address.partition(":")
    address = _checked(f"{scheme.lower()}:{rest}") if len(address) <= _LONGEST else ""
    if not address:
        raise SoftphoneError(
            say("“{text}” is not a SIP address.", text=typed[:40]),
            remedy=say("It looks like desk@acme.example."),
        )
    _refuse_emergency(address.partition(":")[2].partition("@")[0], softphone)
    return address


def _refuse_emergency(user: str, softphone: Softphone) -> None:
    try:
        softphone.read(user)
    except EmergencyNumber:
        raise
    except SoftphoneError:
        return


def _number(typed: str, softphone: Softphone) -> str:
    try:
        return softphone.read(typed).number.e164
    except NotANumber as error:
        if not typed:
            raise SoftphoneError(say("Nobody is chosen yet."), remedy=_HOW) from None
        if error.choices or not any(character.isalpha() for character in typed):
            raise
        raise SoftphoneError(say("“{text}” is nobody known here.", text=typed[:40]), remedy=_HOW) from None


def _in_the_call(address: str, call: Call) -> Words | None:
    if address == call.destination:
        return say("That is the customer's own number.")
    if address == phone_rung(call.endpoint):
        return say("That is your own phone.")
    if address == call.caller_id:
        return say("That is the number shown for this call.")
    if any(guest.address == address and guest.leg.may_ring for guest in call.guests):
        return say("{who} is in the call already.", who=address_words(address))
    return None
