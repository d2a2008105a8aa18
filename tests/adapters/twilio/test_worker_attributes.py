"""Attributes that many programs share: nothing of theirs is ever lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.adapters.twilio.taskrouter.worker_attributes import NotAnObject, members, value_of, with_values

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
objects = st.dictionaries(st.text(), json_values, max_size=6)
ours = st.dictionaries(st.sampled_from(["softphone", "selectedCallerId"]), json_values, min_size=1)


@given(objects, ours, st.sampled_from([None, 0, 2]))
def test_only_the_members_named_change(others, values, indent):
    before = json.dumps(others, indent=indent)
    after = json.loads(with_values(before, values))
    wanted = {key: value for key, value in {**others, **values}.items() if values.get(key, 0) is not None}
    assert after == wanted


@given(objects, ours)
def test_what_stands_already_is_left_as_it_is_written(others, values):
    once = with_values(json.dumps(others), values)
    assert with_values(once, values) == once


@given(st.text())
def test_any_text_is_an_object_or_is_refused(text):
    try:
        members(text)
    except NotAnObject:
        with pytest.raises(NotAnObject):
            with_values(text, {"softphone": 1})


@pytest.mark.parametrize(
    "text", ['{"a":1e999}', '{"a":1.10, "a":2}', '{ "\\ud800" : 12345678901234567890.0e-5 }']
)
def test_numbers_and_keys_that_json_cannot_carry_stay_letter_by_letter(text):
    inside = text.strip("{} ")
    assert inside in with_values(text, {"softphone": {"by": "sam"}})


def test_a_key_of_ours_given_twice_is_written_once():
    assert (
        with_values('{"x": 1, "softphone": 1, "softphone": 2}', {"softphone": 3})
        == '{"x": 1, "softphone": 3}'
    )


@pytest.mark.parametrize(
    "text", ["[]", '"text"', "{", '{"a"}', '{"a":1,}', "{1:2}", '{"a":1}x', "[" * 99_999]
)
def test_what_is_no_object_is_not_written_over(text):
    with pytest.raises(NotAnObject):
        with_values(text, {"softphone": 1})


def test_nothing_at_all_is_an_empty_object():
    assert with_values("", {"softphone": 1}) == '{"softphone": 1}'


@pytest.mark.parametrize(("text", "value"), [('{"a": 1, "a": 2}', 2), ("{}", None), ("broken", None)])
def test_a_value_is_read_as_json_reads_it(text, value):
    assert value_of(text, "a") == value
