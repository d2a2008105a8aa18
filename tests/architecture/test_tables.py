"""What is declared in one place has everything that belongs to it: a forgotten row fails here by name."""

from pathlib import Path

import pytest

from softphone.adapters.twilio.errors.sentences import SENTENCES
from softphone.adapters.twilio.errors.voice_sdk import TROUBLES
from softphone.domain.caller_id import explanation
from softphone.domain.caller_id.selector import LADDER, RuleId, Spoke
from softphone.domain.calls.call import Outcome
from softphone.domain.calls.narration import outcome_words
from softphone.domain.line.line_state import STATUS, LineState

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("rule", [rule for rule in RuleId if rule is not RuleId.NONE])
def test_every_rule_says_why_it_chose(rule):
    assert explanation._REASON[rule]


@pytest.mark.parametrize("rule", [rule.id for rule in LADDER])
def test_every_rule_of_the_ladder_says_that_it_found_nobody(rule):
    assert explanation._NOBODY[rule]


@pytest.mark.parametrize("spoke", Spoke)
def test_every_kind_of_history_has_its_words(spoke):
    assert "{why}" in explanation._BY_HISTORY[spoke]


def test_every_rule_stands_once_in_the_ladder_or_is_nobodys():
    outside = {RuleId.NONE, RuleId.PICKED, RuleId.FIXED}
    assert [rule.id for rule in LADDER] == [rule for rule in RuleId if rule not in outside]


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_words(outcome):
    assert outcome_words(outcome)


@pytest.mark.parametrize("state", LineState)
def test_every_state_of_the_line_has_its_words(state):
    assert STATUS[state].what


def test_twilios_codes_stand_in_the_adapter_alone():
    codes = {str(code) for code in (*SENTENCES, *TROUBLES) if code > 10_005}
    layers = ("domain", "application", "qt", "cli", "wiring")
    found = [
        f"{path.relative_to(ROOT)}: {code}"
        for layer in layers
        for path in (ROOT / "softphone" / layer).rglob("*.py")
        for code in codes
        if code in path.read_text(encoding="utf-8").replace("_", "")
    ]
    assert found == []
