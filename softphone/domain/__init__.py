"""What is true about numbers, caller IDs and calls; needs only phonenumbers beside it.

Everything here is a pure function of its arguments: no clock, no network, no
disk, no settings file, no Qt. Another program chooses exactly as the softphone does:

    from softphone.domain import Account, OwnNumber, PhoneNumber, Pool, RingGroup, RingGroups
    from softphone.domain import place_of, read, reason, select

    number = PhoneNumber("+14155550100")
    account = Account.of([OwnNumber(number, place_of(number), label="Sales San Francisco")])
    groups = RingGroups({"sales": RingGroup(frozenset({"+14155550100"}), ("ana", "bo*"))})
    pool = Pool.of(account, groups, "ana")            # once for each agent and account
    choice = select(read("+1 415 555 2671"), pool)    # microseconds; not slower in a large account
    choice.caller_id.e164, choice.rule, reason(choice)
    # ('+14155550100', 'same_area_code', 'Same area code, +1 415')

``read`` is the number field's own reading, of whatever was typed or pasted; ``read_exactly`` takes the digits
as they stand. What of the text is not dialled is in the result, and said in its notes:

    found = read("Mia Chen, tel. (415) 555-2671 ext. 7,,12#", home_country="US")
    found.number.e164, found.extension, found.tones, found.left_out
    # ('+14155552671', '7', ',,12#', ('Mia Chen, tel.',))
    found.notes[0]
    # 'Read with +1, United States.'

Both raise EmergencyNumber, or NotANumber, whose ``choices`` are the numbers where there are several.
``steps`` and ``rejected`` tell the rest of the story of a choice: each rule, and each number passed over
with its reason.
"""

from softphone.domain.caller_id.explanation import describe, reason, rejected, steps
from softphone.domain.caller_id.pool import Pool
from softphone.domain.caller_id.ring_groups import RingGroup, RingGroups
from softphone.domain.caller_id.selector import LADDER, Choice, RuleId, select
from softphone.domain.errors import EmergencyNumber, NotANumber, SoftphoneError
from softphone.domain.numbers.account import Account, OwnNumber
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.numbers.places import Place, place_of
from softphone.domain.numbers.reading import Destination, read, read_exactly

__all__ = [
    "LADDER",
    "Account",
    "Choice",
    "Destination",
    "EmergencyNumber",
    "NotANumber",
    "OwnNumber",
    "PhoneNumber",
    "Place",
    "Pool",
    "RingGroup",
    "RingGroups",
    "RuleId",
    "SoftphoneError",
    "describe",
    "place_of",
    "read",
    "read_exactly",
    "reason",
    "rejected",
    "select",
    "steps",
]
