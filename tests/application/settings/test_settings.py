"""Settings: which of several values counts, and who may change it."""

import pytest

from softphone.application.settings.checks import one_of
from softphone.application.settings.declarations import ALLOW_DEFAULT, MODE, SECTIONS, SETTINGS
from softphone.application.settings.setting import ValueKind
from softphone.application.settings.values import Entry, Settings, Source
from softphone.domain import SoftphoneError

KEY = "caller_id.mode"
LAYERS = {
    "locked": {KEY: Entry("automated", 3)},
    "agents": {"ana": {KEY: Entry("automated", 9)}},
    "user": {KEY: "automated"},
    "defaults": {KEY: Entry("automated", 12)},
}


@pytest.mark.parametrize(
    ("layers", "source", "line"),
    [
        (("locked", "agents", "user", "defaults"), Source.LOCKED, 3),
        (("agents", "user", "defaults"), Source.AGENT, 9),
        (("user", "defaults"), Source.USER, 0),
        (("defaults",), Source.DEFAULTS, 12),
    ],
)
def test_the_strongest_layer_that_says_something_counts(layers, source, line):
    settings = Settings(**{layer: LAYERS[layer] for layer in layers})
    in_force = settings.in_force(MODE, "ana")
    assert (in_force.value, in_force.source, in_force.line) == ("automated", source, line)


def test_what_nobody_says_is_built_in():
    in_force = Settings().in_force(MODE, "ana")
    assert (in_force.value, in_force.source) == ("customized", Source.BUILT_IN)


def test_an_agents_entry_is_not_for_another_agent():
    assert Settings(agents=LAYERS["agents"]).in_force(MODE, "bo").source is Source.BUILT_IN


@pytest.mark.parametrize(
    ("source", "locked"),
    [
        (Source.LOCKED, True),
        (Source.AGENT, True),
        (Source.USER, False),
        (Source.DEFAULTS, False),
        (Source.BUILT_IN, False),
    ],
)
def test_an_agents_own_entry_is_as_strong_as_a_lock(source, locked):
    by_source = {
        Source.LOCKED: "locked",
        Source.AGENT: "agents",
        Source.USER: "user",
        Source.DEFAULTS: "defaults",
    }
    layer = by_source.get(source)
    settings = Settings(**({layer: LAYERS[layer]} if layer else {}))
    assert settings.in_force(MODE, "ana").is_locked == locked


def test_a_change_makes_a_new_snapshot():
    before = Settings()
    after = before.with_user({KEY: "automated"})
    assert (before.text(MODE), after.text(MODE)) == ("customized", "automated")


def test_a_change_keeps_what_was_chosen_before():
    settings = Settings().with_user({KEY: "automated"}).with_user({ALLOW_DEFAULT.key: False})
    assert (settings.text(MODE), settings.is_on(ALLOW_DEFAULT)) == ("automated", False)


def test_writing_a_locked_setting_is_refused_and_names_the_file():
    settings = Settings(locked=LAYERS["locked"], file="/etc/softphone/settings.toml")
    with pytest.raises(
        SoftphoneError, match=r"is set in /etc/softphone/settings\.toml and cannot be changed"
    ):
        settings.with_user({KEY: "customized"})


def test_writing_what_a_lock_says_anyway_is_fine():
    assert Settings(locked=LAYERS["locked"]).with_user({KEY: "automated"}).text(MODE) == "automated"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (KEY, "manual"),
        (KEY, True),
        ("caller_id.allow_default", "yes"),
        ("caller_id.allow_default", 1),
        ("caller_id.number", "4155550123"),
        ("caller_id.number", "+1 415 555 0123"),
        ("caller_id.number", "+１４１５５５５０１２３"),
        ("caller_id.number", "+1234567890123456"),
        ("caller_id.last_resort", "never"),
        ("twilio.account_sid", "SK123"),
        ("agent.name", ""),
        ("agent.name", "a" * 65),
        ("agent.name", "ana\nbo"),
        ("agent.endpoint", "ana"),
        ("agent.endpoint", "sip:ana"),
        ("agent.endpoint", "client:ana bo"),
        ("agent.endpoint", "4155550123"),
        ("dialing.home_country", "usa"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_was_expected(key, value):
    with pytest.raises(SoftphoneError) as refused:
        Settings().with_user({key: value})
    assert refused.value.remedy.startswith("It should be ")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("caller_id.number", "+14155550123"),
        ("caller_id.last_resort", "own_groups"),
        ("agent.name", "Ana Ferreira"),
        ("agent.endpoint", "client:ana"),
        ("agent.endpoint", "sip:ana@acme.example"),
        ("agent.endpoint", "sips:ana@acme.example"),
        ("agent.endpoint", "+14155550123"),
        ("dialing.home_country", "BR"),
    ],
)
def test_a_value_that_fits_counts(key, value):
    assert Settings().with_user({key: value}).text(SETTINGS[key]) == value


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_every_setting_is_described_for_people(setting):
    assert setting.label and setting.help


def test_a_choice_that_is_taken_back_leaves_what_the_company_suggests():
    settings = Settings(user={KEY: "automated"}, defaults={KEY: Entry("customized", 12)})
    taken_back = settings.with_user({KEY: None}).in_force(MODE)
    assert (taken_back.value, taken_back.source) == ("customized", Source.DEFAULTS)


def test_an_agents_own_entry_cannot_be_written_by_that_agent():
    settings = Settings(agents=LAYERS["agents"], file="settings.toml")
    with pytest.raises(SoftphoneError, match="cannot be changed here"):
        settings.with_user({KEY: "customized"}, "ana")
    assert settings.with_user({KEY: "customized"}, "bo").text(MODE, "bo") == "customized"


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_the_kind_of_a_setting_follows_from_its_check(setting):
    is_bool = isinstance(setting.default, bool)
    assert (setting.kind is ValueKind.YES_NO) == is_bool
    assert (setting.kind is ValueKind.ONE_OF) == bool(setting.choices)


def test_a_value_without_words_is_its_own_word():
    assert one_of("fast", slow="Slowly").words == {"fast": "fast", "slow": "Slowly"}


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_every_setting_is_in_a_section_that_has_words(setting):
    assert SECTIONS[setting.section]


@pytest.mark.parametrize(
    "setting", [each for each in SETTINGS.values() if each.choices], ids=lambda each: each.key
)
def test_every_value_that_can_be_chosen_has_words(setting):
    assert setting.default in setting.choices
    assert all(setting.choices.values())
