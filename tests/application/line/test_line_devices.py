"""Devices are known again by their id, or else by their name."""

import pytest

from softphone.application.line.line_access import SoundDevice, found, name_kept

JABRA = SoundDevice("id-of-jabra", "Jabra Evolve")
BUILT_IN = SoundDevice("id-of-built-in", "Built-in | Analogue")


@pytest.mark.parametrize(
    ("kept", "is_found"),
    [
        ("", None),
        (JABRA.kept(), JABRA),
        (BUILT_IN.kept(), BUILT_IN),
        ("Jabra Evolve|another-id", JABRA),
        ("renamed|id-of-jabra", JABRA),
        ("Jabra Evolve", JABRA),
        ("Poly|gone", None),
    ],
)
def test_a_device_is_found_again(kept, is_found):
    assert found(kept, (BUILT_IN, JABRA)) == is_found


@pytest.mark.parametrize(
    ("kept", "name"), [(BUILT_IN.kept(), BUILT_IN.name), ("Jabra Evolve", "Jabra Evolve"), ("", "")]
)
def test_the_name_is_known_while_the_device_is_away(kept, name):
    assert name_kept(kept) == name
