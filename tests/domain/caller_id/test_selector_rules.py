"""The ladder, row by row: account, destination -> the number shown and the rule that chose it."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from acme_numbers import (
    ALMATY,
    BERLIN,
    BIRMINGHAM_US,
    BRASILIA,
    BUENOS_AIRES,
    CHICAGO,
    CORDOBA,
    FREE_DE,
    FREE_GB,
    FREE_US,
    FREE_US_2,
    GUAM,
    HALIFAX,
    INTERNATIONAL,
    INTERNATIONAL_2,
    ITALYS_0549,
    KINGSTON,
    KINGSTON_MOBILE,
    LONDON,
    LOS_ANGELES,
    MACAPA,
    MACEIO,
    MANCHESTER,
    MILAN,
    MOBILE_GB,
    MOBILE_GB_2,
    MONTREAL,
    MOSCOW,
    NEW_YORK,
    PONTA_GROSSA,
    RESERVED_GB,
    RIO,
    ROME,
    SAN_FRANCISCO,
    SAN_FRANCISCO_2,
    SAN_JUAN,
    SAN_MARINO,
    SAO_PAULO,
    SAO_PAULO_MOBILE,
    TERESINA,
    TORONTO,
    VATICAN,
    YUKON,
    own,
    pool,
    verified,
)

from softphone.domain import read, select

SALES = {"sales": ((SAN_FRANCISCO, NEW_YORK, FREE_US), ("ana", "bo*"))}


@dataclass(frozen=True)
class Row:
    sentence: str
    numbers: tuple[Any, ...]
    called: str
    shown: str | None
    rule: str
    options: dict[str, Any] = field(default_factory=dict)


def row(sentence, numbers, called, shown, rule, **options) -> Row:
    return Row(sentence, numbers, called, shown, rule, options)


# fmt: off
AREA_CODE = [
    row("the same area code wins over an earlier number",
        (NEW_YORK, SAN_FRANCISCO), "+14155552671", SAN_FRANCISCO, "same_area_code"),
    row("of two in the area code the earlier is shown",
        (SAN_FRANCISCO_2, SAN_FRANCISCO), "+14155552671", SAN_FRANCISCO_2, "same_area_code"),
    row("a Brazilian mobile has the area code of its DDD",
        (RIO, SAO_PAULO), "+5511987654321", SAO_PAULO, "same_area_code"),
    row("a Brazilian mobile of ours serves the landlines of its DDD",
        (RIO, SAO_PAULO_MOBILE), "+551133334444", SAO_PAULO_MOBILE, "same_area_code"),
    row("British area codes of two lengths are told apart",
        (LONDON, MANCHESTER), "+441614960999", MANCHESTER, "same_area_code"),
    row("no area code is not the same area code as no area code",
        (MOBILE_GB,), MOBILE_GB_2, MOBILE_GB, "same_country"),
    row("area code 20 in London is not area code 20 in Cairo",
        (LONDON,), "+20223456789", LONDON, "any_local"),
    row("the Vatican is in Rome's 06", (MILAN, ROME), VATICAN, ROME, "same_area_code"),
    row("Rome is in the Vatican's 06", (MILAN, VATICAN), ROME, VATICAN, "same_area_code"),
    row("a mobile of Buenos Aires is in its 11",
        (CORDOBA, BUENOS_AIRES), "+5491123456789", BUENOS_AIRES, "same_area_code"),
    row("a Jamaican mobile is in its area code",
        (NEW_YORK, KINGSTON), KINGSTON_MOBILE, KINGSTON, "same_area_code"),
    row("San Marino is in Italy's 0549",
        (MILAN, ITALYS_0549), SAN_MARINO, ITALYS_0549, "same_area_code"),
    row("Italy's 0549 is in San Marino", (MILAN, SAN_MARINO), ITALYS_0549, SAN_MARINO, "same_area_code"),
    row("a toll-free number has no area code to share",
        (FREE_US, NEW_YORK), "+18005550100", NEW_YORK, "same_country"),
]
STATE = [
    row("the same state wins where the area code is not there",
        (NEW_YORK, LOS_ANGELES), "+14155552671", LOS_ANGELES, "same_state"),
    row("an overlay of another province is only the same country",
        (MONTREAL,), "+14375550199", MONTREAL, "same_country"),
    row("782 shares Nova Scotia with 902", (TORONTO, HALIFAX), "+17825550199", HALIFAX, "same_state"),
    row("867 is one area code for three territories",
        (TORONTO, YUKON), "+18676550199", YUKON, "same_area_code"),
    row("a Brazilian state has several DDDs", (MACEIO, SAO_PAULO), "+551933334444", SAO_PAULO, "same_state"),
    row("Alabama does not meet Alagoas", (MACEIO,), "+12515550199", MACEIO, "any_local"),
    row("Alagoas does not meet Alabama",
        (BIRMINGHAM_US, SAO_PAULO), "+558233334444", SAO_PAULO, "same_country"),
    row("61 serves towns of Goiás", (SAO_PAULO, BRASILIA), "+556232345678", BRASILIA, "same_state"),
    row("42 serves a town of Santa Catarina",
        (SAO_PAULO, PONTA_GROSSA), "+554832345678", PONTA_GROSSA, "same_state"),
    row("96 serves towns of Pará", (SAO_PAULO, MACAPA), "+559132345678", MACAPA, "same_state"),
    row("86 serves no town of Maranhão", (SAO_PAULO, TERESINA), "+559832345678", SAO_PAULO, "same_country"),
    row("there are no states in Germany", (BERLIN,), "+498955550199", BERLIN, "same_country"),
]
COUNTRY = [
    row("the same country wins over an earlier number",
        (LONDON, NEW_YORK), "+13055550199", NEW_YORK, "same_country"),
    row("Canada is not the United States", (NEW_YORK, TORONTO), "+15145550199", TORONTO, "same_country"),
    row("Jamaica is not the United States",
        (LONDON, NEW_YORK, KINGSTON), "+16585550199", KINGSTON, "same_country"),
    row("a toll-free +1 destination is met by any +1 number",
        (LONDON, KINGSTON, NEW_YORK), "+18885550100", KINGSTON, "same_country"),
    row("a toll-free +1 destination is not met by another country",
        (LONDON,), "+18885550100", LONDON, "any_local"),
    row("a British toll-free destination is in its country",
        (NEW_YORK, LONDON), FREE_GB, LONDON, "same_country"),
    row("Russia is not Kazakhstan", (ALMATY, MOSCOW), "+74995550100", MOSCOW, "same_country"),
    row("Kazakhstan is not Russia", (MOSCOW, ALMATY), "+77172555555", ALMATY, "same_country"),
    row("where nobody names the country the calling code stands for it",
        (NEW_YORK, LONDON), RESERVED_GB, LONDON, "same_country"),
    row("and so it does for a number of ours", (NEW_YORK, RESERVED_GB), "+442079460999", RESERVED_GB,
        "same_country"),
    row("an international network has no country to share",
        (INTERNATIONAL,), INTERNATIONAL_2, INTERNATIONAL, "any_local"),
]
ANY_LOCAL = [
    row("any local number is shown abroad", (NEW_YORK, LONDON), "+33142685300", NEW_YORK, "any_local"),
    row("the destination's calling code goes first",
        (LONDON, NEW_YORK), "+18765550199", NEW_YORK, "any_local"),
    row("the US goes before Canada for Puerto Rico",
        (TORONTO, NEW_YORK), SAN_JUAN, NEW_YORK, "any_local"),
    row("and for Guam, before another territory", (SAN_JUAN, TORONTO, NEW_YORK), GUAM, NEW_YORK, "any_local"),
    row("another territory goes before Canada", (TORONTO, SAN_JUAN), GUAM, SAN_JUAN, "any_local"),
    row("a territory goes before Canada for the US",
        (TORONTO, SAN_JUAN), "+14155552671", SAN_JUAN, "any_local"),
    row("Canada goes before Europe for Puerto Rico", (LONDON, TORONTO), SAN_JUAN, TORONTO, "any_local"),
    row("Italy is the nearest to San Marino", (LONDON, MILAN), SAN_MARINO, MILAN, "any_local"),
    row("Russia's +7 goes first for Kazakhstan", (NEW_YORK, MOSCOW), "+77172555555", MOSCOW, "any_local"),
    row("a local number abroad wins over toll-free at home",
        (FREE_US, LONDON), "+14155552671", LONDON, "any_local"),
]
TOLL_FREE = [
    row("toll-free is shown where no local number is left",
        (FREE_US,), "+14155552671", FREE_US, "toll_free_same_country"),
    row("a US toll-free number serves Canada", (FREE_US,), "+14165550199", FREE_US, "toll_free_same_country"),
    row("a US toll-free number serves Jamaica",
        (FREE_GB, FREE_US), "+18765550199", FREE_US, "toll_free_same_country"),
    row("a US toll-free number serves a toll-free destination",
        (FREE_US,), "+18885550100", FREE_US, "toll_free_same_country"),
    row("a British toll-free number serves Britain",
        (FREE_US, FREE_GB), "+442079460999", FREE_GB, "toll_free_same_country"),
    row("a British toll-free number serves a range that nobody knows",
        (FREE_US, FREE_GB), RESERVED_GB, FREE_GB, "toll_free_same_country"),
    row("a British toll-free number serves no German",
        (FREE_GB, FREE_US), "+498955550199", FREE_GB, "toll_free_account"),
    row("of two toll-free numbers the earlier is shown",
        (FREE_US_2, FREE_US), "+14155552671", FREE_US_2, "toll_free_same_country"),
    row("a toll-free number outside the groups waits for rule 6",
        (CHICAGO, FREE_US_2), "+14155552671", FREE_US_2, "toll_free_account", shared=SALES),
    row("rule 6 takes the first of the account, not the nearest",
        (FREE_DE, FREE_US_2), "+14155552671", FREE_DE, "toll_free_account", shared=SALES),
]
ANY_ACCOUNT = [
    row("rule 7 takes the first of the account, not the nearest",
        (LONDON, CHICAGO), "+13125550199", LONDON, "any_account", shared=SALES),
    row("a dedicated line waits for rule 7",
        (SAN_FRANCISCO,), "+14155552671", SAN_FRANCISCO, "any_account", lines={SAN_FRANCISCO: "bo"}),
    row("a dedicated line waits for rule 7 even for its owner",
        (SAN_FRANCISCO,), "+14155552671", SAN_FRANCISCO, "any_account", lines={SAN_FRANCISCO: "ana"}),
    row("a dedicated line in the agent's group waits for rule 7",
        (SAN_FRANCISCO,), "+14155552671", SAN_FRANCISCO, "any_account",
        shared=SALES, lines={SAN_FRANCISCO: "ana"}),
    row("a dedicated toll-free line waits for rule 7",
        (LONDON, FREE_US), "+14155552671", LONDON, "any_account", shared=SALES, lines={FREE_US: "ana"}),
    row("a pool number abroad wins over a dedicated line next door",
        (SAN_FRANCISCO, LONDON), "+14155552671", LONDON, "any_local", lines={SAN_FRANCISCO: "ana"}),
]
GROUPS = [
    row("with no ring groups every number is shared",
        (NEW_YORK, CHICAGO), "+13125550199", CHICAGO, "same_area_code"),
    row("a number outside the agent's groups waits",
        (CHICAGO, NEW_YORK), "+13125550199", NEW_YORK, "same_country", shared=SALES),
    row("a pattern puts an agent into a group",
        (CHICAGO, NEW_YORK), "+13125550199", NEW_YORK, "same_country", shared=SALES, agent="bob"),
    row("an agent in no group has an empty pool",
        (SAN_FRANCISCO, FREE_US), "+14155552671", FREE_US, "toll_free_account", shared=SALES, agent="cyd"),
    row("names are case-sensitive",
        (SAN_FRANCISCO, FREE_US), "+14155552671", FREE_US, "toll_free_account", shared=SALES, agent="Ana"),
    row("an agent of two groups has the numbers of both",
        (CHICAGO, NEW_YORK), "+13125550199", CHICAGO, "same_area_code",
        shared={**SALES, "midwest": ((CHICAGO,), ("ana",))}),
    row("a group may name numbers that the account does not have",
        (NEW_YORK,), "+14155552671", NEW_YORK, "same_country", shared=SALES),
    row("a group without numbers is an empty pool",
        (NEW_YORK,), "+12125550199", NEW_YORK, "any_account", shared={"empty": ((), ("ana",))}),
]
USABLE = [
    row("a number that cannot carry calls is not shown",
        (own(SAN_FRANCISCO, voice=False), NEW_YORK), "+14155552671", NEW_YORK, "same_country"),
    row("a number that receives fax is not shown",
        (own(SAN_FRANCISCO, receives_fax=True), NEW_YORK), "+14155552671", NEW_YORK, "same_country"),
    row("a fax number is not shown as a last resort",
        (own(NEW_YORK, receives_fax=True),), "+33142685300", None, "none"),
    row("a verified number is not shown",
        (verified(SAN_FRANCISCO), NEW_YORK), "+14155552671", NEW_YORK, "same_country"),
    row("a verified number is shown where the settings say so",
        (verified(SAN_FRANCISCO), NEW_YORK), "+14155552671", SAN_FRANCISCO, "same_area_code",
        uses_verified=True),
    row("a verified number needs a ring group, too",
        (verified(CHICAGO), NEW_YORK), "+13125550199", NEW_YORK, "same_country",
        uses_verified=True, shared=SALES),
    row("owned numbers go before verified ones",
        (verified(SAN_FRANCISCO), SAN_FRANCISCO_2), "+14155552671", SAN_FRANCISCO_2, "same_area_code",
        uses_verified=True),
    row("a number in both lists is owned",
        (verified(SAN_FRANCISCO), SAN_FRANCISCO, NEW_YORK), "+14155552671", SAN_FRANCISCO, "same_area_code"),
    row("the number being called is not shown to itself",
        (SAN_FRANCISCO, NEW_YORK), SAN_FRANCISCO, NEW_YORK, "same_country"),
    row("calling our own number, its neighbour is shown",
        (SAN_FRANCISCO, SAN_FRANCISCO_2), SAN_FRANCISCO, SAN_FRANCISCO_2, "same_area_code"),
    row("the number being called is not shown as a last resort",
        (SAN_FRANCISCO,), SAN_FRANCISCO, None, "none"),
    row("our toll-free number is not shown to itself",
        (FREE_US, FREE_US_2), FREE_US, FREE_US_2, "toll_free_same_country"),
    row("an empty account has nothing to show", (), "+14155552671", None, "none"),
]
OWN_GROUPS = [
    row("own_groups stops before the account's toll-free numbers",
        (CHICAGO, FREE_US_2), "+14155552671", None, "none", shared=SALES, own_groups_only=True),
    row("own_groups keeps rule 5",
        (CHICAGO, FREE_US), "+14155552671", FREE_US, "toll_free_same_country",
        shared=SALES, own_groups_only=True),
    row("own_groups never shows a dedicated line",
        (SAN_FRANCISCO,), "+14155552671", None, "none", lines={SAN_FRANCISCO: "ana"}, own_groups_only=True),
    row("own_groups without groups still refuses toll-free abroad",
        (FREE_US,), "+442079460999", None, "none", own_groups_only=True),
]
# fmt: on
ALL = [*AREA_CODE, *STATE, *COUNTRY, *ANY_LOCAL, *TOLL_FREE, *ANY_ACCOUNT, *GROUPS, *USABLE, *OWN_GROUPS]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.sentence)
def test_the_first_rule_that_finds_a_number_decides(case):
    choice = select(read(case.called), pool(*case.numbers, **case.options))
    shown = choice.caller_id.e164 if choice.caller_id else None
    assert (shown, choice.rule.value) == (case.shown, case.rule)
