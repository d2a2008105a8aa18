"""Signing in: audio in the app can be chosen where it is installed; where it is not, it says why.

Rule: both are tested by whichever of them this machine is.
"""

import pytest

from softphone.qt.models.line.line import why_no_line


@pytest.fixture
def box(sit_down):
    somebody = sit_down()
    somebody.waits_to_read("Welcome to Softphone")
    somebody.clicks("Sign in…")
    return somebody.button("In this app, with your headset")


def test_it_can_be_chosen_unless_something_is_missing(box):
    assert (box.isEnabled(), box.isChecked()) == (not why_no_line(), not why_no_line())


def test_what_is_missing_and_what_to_do_is_said_where_it_is_to_be_chosen(box):
    assert (box.toolTip(), box.accessibleDescription()) == (why_no_line(), why_no_line())
