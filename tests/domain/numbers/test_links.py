"""Links that stand for a telephone: the text that goes into the number field, or one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.errors import NotANumber, SoftphoneError
from softphone.domain.numbers.links import text_to_dial
from softphone.domain.numbers.reading import read

FORMS = [
    ("tel:+14155552671", "+14155552671"),
    ("tel:+1-415-555-2671", "+1-415-555-2671"),
    ("TEL:+1(415)555.2671", "+1(415)555.2671"),
    ("tel://+14155552671", "+14155552671"),
    (" <tel:+14155552671> ", "+14155552671"),
    ("tel:%2B1%20415%20555%202671", "+1 415 555 2671"),
    ("tel:+1%28415%29555-2671", "+1(415)555-2671"),
    ("tel:+14155552671;ext=12", "+14155552671 ext. 12"),
    ("tel:+14155552671;EXT=12;isub=9", "+14155552671 ext. 12"),
    ("tel:20-7946-0018;phone-context=+44", "+44 20-7946-0018"),
    ("tel:+442079460018;phone-context=+1", "+442079460018"),
    ("tel:4155552671;phone-context=acme.example", "4155552671"),
    ("tel:+14155552671?utm_source=mail", "+14155552671"),
    ("tel:+14155552671;postd=pp22", "+14155552671"),
    ("tel:911", "911"),
    ("tel:*%2306%23", "*#06#"),
    ("callto:+14155552671", "+14155552671"),
    ("callto://+14155552671/", "+14155552671"),
    ("callto:+1%20415%20555%202671?call", "+1 415 555 2671"),
    ("sip:+14155552671@pbx.acme.example", "+14155552671"),
    ("sip:+14155552671@pbx.acme.example:5060;user=phone", "+14155552671"),
    ("sips:+14155552671:secret@pbx.acme.example;transport=tls?Subject=Hi", "+14155552671"),
    ("sip:+1-415-555-2671;ext=5@pbx.acme.example", "+1-415-555-2671 ext. 5"),
    ("sip:2079460018;phone-context=+44@pbx.acme.example;user=phone", "+44 2079460018"),
    ("sip:%2B14155552671@pbx.acme.example", "+14155552671"),
    ("sip:1001@pbx.acme.example", "1001"),
    ("sip:+14155552671", "+14155552671"),
    ("+1 415 555 2671", "+1 415 555 2671"),
    ("Office: +1 415 555 2671", "Office: +1 415 555 2671"),
]
REFUSED = [
    ("tel:", "The link has no number in it."),
    ("tel://", "The link has no number in it."),
    ("tel:;ext=5", "The link has no number in it."),
    ("sip:@pbx.acme.example", "The link has no number in it."),
    ("sip:alice@pbx.acme.example", "“alice” is not a telephone number."),
    ("sip:bob2:secret@pbx.acme.example", "“bob2” is not a telephone number."),
    ("callto:live.alice", "“live.alice” is not a telephone number."),
    ("https://acme.example/4155552671", "“https:” links do not lead to a telephone."),
    ("javascript://4155552671", "“javascript:” links do not lead to a telephone."),
    ("tel:" + "9" * 600, "The link is too long for a telephone number."),
]


@pytest.mark.parametrize(("link", "text"), FORMS)
def test_a_link_becomes_the_text_that_is_dialled(link, text) -> None:
    assert text_to_dial(link) == text


@pytest.mark.parametrize(("link", "sentence"), REFUSED)
def test_a_link_without_a_number_is_refused_in_a_sentence(link, sentence) -> None:
    with pytest.raises(NotANumber) as refused:
        text_to_dial(link)
    assert refused.value.what == sentence


@pytest.mark.parametrize(("link", "text"), FORMS)
def test_what_comes_out_is_read_as_the_number_of_the_link_or_refused_in_words(link, text) -> None:
    try:
        number = read(text_to_dial(link), home_country="US").number.e164
    except SoftphoneError as refused:
        assert text in ("911", "*#06#", "1001")
        assert str(refused)
    else:
        assert number in ("+14155552671", "+442079460018")


@given(st.text(max_size=600) | st.text(max_size=80).map(lambda rest: f"tel:{rest}"))
def test_rubbish_is_a_text_or_a_sentence_and_never_a_crash(text) -> None:
    try:
        text_to_dial(text)
    except NotANumber as refused:
        assert refused.what


def test_a_password_in_a_link_is_told_nowhere() -> None:
    with pytest.raises(NotANumber) as refused:
        text_to_dial("sip:alice:hunter2@pbx.acme.example")
    assert "hunter2" not in str(refused.value)


def test_bytes_that_are_no_text_do_not_get_further() -> None:
    assert text_to_dial("tel:+1415\udcff5552671").isprintable()
