"""Letters in a text: keypad digits in the shape of a spelt number, words everywhere else."""

import pytest

from softphone.domain import NotANumber, read

SPELT = [
    ("US", "1-800-FLOWERS", "+18003569377"),
    ("US", "1-800-Flowers", "+18003569377"),
    ("US", "1 800 flowers", "+18003569377"),
    ("US", "1800FLOWERS", "+18003569377"),
    ("US", "(800) FLOWERS", "+18003569377"),
    ("US", "800-GOT-JUNK", "+18004685865"),
    ("US", "1-877-KARS-4-KIDS", "+18775277454"),
    ("US", "1-800-GO-FEDEX", "+18004633339"),
    ("US", "1-888-4-LEMON-1", "+18884536661"),
    ("US", "877-222-VETS (8387)", "+18772228387"),
    ("US", "Call 1-800-FLOWERS today!", "+18003569377"),
    ("US", "1-800-PetMeds", "+18007386337"),
    ("US", "1-800-CONTACTS", "+18002668228"),
    ("US", "516-922-WINE", "+15169229463"),
    ("US", "(415) 555-MOVE", "+14155556683"),
    ("US", "1-855-DIVORCE-NOW", "+18553486723"),
    ("GB", "0800 REVERSE", "+448007383773"),
    ("GB", "0800 Reverse", "+448007383773"),
    ("GB", "0800-FLOWERS", "+448003569377"),
    ("AU", "1300 FLOWERS", "+611300356937"),
    ("AU", "13 CABS", "+61132227"),
    ("NZ", "0800 FLOWERS", "+648003569377"),
    ("DE", "0800 FLOWERS", "+498003569377"),
]


@pytest.mark.parametrize(("home", "text", "e164"), SPELT)
def test_a_number_spelt_as_people_spell_them_is_read(home, text, e164):
    assert read(text, home_country=home).number.e164 == e164


WORDS = [
    ("AU", "1300 Melbourne St"),
    ("DE", "0800 Berlin"),
    ("DE", "0700 VANITY"),
    ("US", "360 FITNESS"),
    ("US", "800 Degrees"),
    ("US", "1800 Gateway Blvd"),
    ("US", "800 BROADWAY NEW YORK NY"),
    ("US", "1800 GATEWAY BLVD, SAN MATEO CA"),
    ("US", "Room 212 Chicago"),
    ("US", "Forever 21"),
    ("US", "7-Eleven"),
    ("US", "Studio 415 Oakland"),
    ("US", "24 Hour Fitness"),
    ("US", "a53055a51212a"),
    ("US", "AC4155552671ab"),
    ("US", "3M Company"),
    ("IT", "20121 Milano"),
    ("IT", "20121 MILANO"),
    ("FR", "69000-LYON"),
    ("FR", "75008 Paris"),
    ("DE", "80331 München"),
    ("DE", "10115 Berlin"),
    ("AT", "1010 Wien"),
    ("AT", "6020 INNSBRUCK"),
    ("ES", "28013 MADRID"),
    ("BR", "01310-100 São Paulo"),
    ("MX", "06600 CDMX"),
    ("IN", "560001 Bengaluru"),
    ("JP", "〒100-0001 東京都千代田区"),
    ("CH", "8001 ZUERICH"),
    ("US", "5f3c8a41-4155-5526-7112-aa4155552671"),
    ("US", "SKU-4155552671"),
    ("US", "INV-2024-4155552671"),
]


@pytest.mark.parametrize(("home", "text"), WORDS)
def test_a_name_an_address_or_an_identifier_is_no_number(home, text):
    with pytest.raises(NotANumber) as refused:
        read(text, home_country=home)
    assert refused.value.choices == ()
