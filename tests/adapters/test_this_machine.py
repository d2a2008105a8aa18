"""What is installed here, read from what is installed."""

from importlib.metadata import requires, version

import pytest

from softphone.adapters.this_machine import installed_packages, versions


@pytest.fixture(scope="module")
def packages():
    return installed_packages()


def test_this_program_comes_first_then_the_others_by_name(packages):
    names = [each.name.lower() for each in packages]
    assert names[0] == "softphone"
    assert names[1:] == sorted(names[1:], key=lambda name: name.replace("_", "-").replace(".", "-"))


def test_every_requirement_of_this_program_is_there_in_its_version(packages):
    found = {each.name.lower().replace("_", "-"): each.version for each in packages}
    for name in ("pyside6-essentials", "twilio", "phonenumbers", "keyring", "platformdirs"):
        assert any(line.lower().startswith(name) for line in requires("softphone"))
        assert found[name] == version(name)


def test_what_the_requirements_need_is_there_too(packages):
    assert {"requests", "aiohttp", "shiboken6"} <= {each.name.lower() for each in packages}


def test_what_only_tests_need_is_not(packages):
    assert {"pytest", "ruff", "mypy", "hypothesis"}.isdisjoint(each.name.lower() for each in packages)


def test_every_package_says_under_which_licence_it_is(packages):
    assert [each.name for each in packages if not each.licence] == []


def test_most_packages_bring_the_licence_itself(packages):
    licences = {each.name: each.text for each in packages}
    assert "Permission is hereby granted" in licences["twilio"]
    assert "Apache License" in licences["softphone"]


def test_versions_name_this_program_python_and_the_system():
    named = dict(versions())
    assert named["softphone"] == version("softphone")
    assert named["Python"].startswith("3.")
    assert named["system"]
