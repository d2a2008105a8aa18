"""The report: what is in each file, and what is taken out of it."""

import pytest

from softphone.application.settings.origins import ValueOrigin
from softphone.application.settings.values import Source
from softphone.application.support_bundle import Material, Package, ShownError, support_bundle

SECRET = "not-of-any-known-form"
HOME = "/home/ana.ferreira"


def origin(value: str | bool, source: Source = Source.USER, where: str = "") -> ValueOrigin:
    return ValueOrigin(value, source, "Chosen by you", where, is_locked=False)


def files_of(**instead: object) -> dict[str, str]:
    empty = {
        "made_at": "2026-11-22T10:00:00Z",
        "versions": (),
        "packages": (),
        "settings": (),
        "errors": (),
        "log": "",
        "secrets": (SECRET,),
        "home": HOME,
    }
    return {file.name: file.text for file in support_bundle(Material(**{**empty, **instead}))}


def test_the_read_me_says_what_is_there_and_when_it_was_made():
    text = files_of()["README.txt"]
    assert "2026-11-22T10:00:00Z" in text
    assert all(name in text for name in files_of() if name != "README.txt")


def test_versions_are_listed_as_they_are_though_they_look_like_numbers():
    text = files_of(
        versions=[("system", "Linux-6.18.44-1053-aws")],
        packages=[Package("certifi", "2026.10.18", "MPL-2.0")],
    )["versions.txt"]
    assert text == "system   Linux-6.18.44-1053-aws\ncertifi  2026.10.18\n"


def test_settings_are_listed_with_their_value_and_where_it_comes_from():
    text = files_of(
        settings=[
            ("caller_id.enabled", origin(True, Source.LOCKED, "/etc/softphone/settings.toml:3")),
            ("dialing.home_country", origin("")),
        ]
    )["settings.txt"]
    assert text.splitlines() == [
        "caller_id.enabled     true  locked /etc/softphone/settings.toml:3",
        "dialing.home_country  –     chosen here",
    ]


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("caller_id.number", "+14155550123", "…23"),
        ("agent.endpoint", "sip:ana@acme.example", "sip:…"),
        ("agent.endpoint", "+14155550123", "…23"),
        ("twilio.api_key_sid", "SK" + "0a" * 16, "SK…"),
    ],
)
def test_a_setting_that_tells_too_much_is_told_in_part(key, value, told):
    assert files_of(settings=[(key, origin(value))])["settings.txt"] == f"{key}  {told}  chosen here\n"


@pytest.mark.parametrize("place", ["log", "errors", "settings", "versions"])
def test_a_known_secret_is_taken_out_of_every_file(place):
    said = {
        "log": f"x {SECRET} y",
        "errors": [ShownError("10:00", SECRET)],
        "settings": [("agent.name", origin(SECRET))],
        "versions": [("twilio", SECRET)],
    }
    files = files_of(**{place: said[place]})
    assert all(SECRET not in text for text in files.values())
    assert any("…" in text for text in files.values())


def test_a_number_is_taken_out_of_log_and_errors():
    files = files_of(log="to (212) 555-0142", errors=[ShownError("10:00", "to +1 212 555 0142")])
    assert (files["log.txt"], files["errors.txt"]) == ("to …42", "10:00  to …42\n")


def test_the_home_folder_is_not_named():
    assert files_of(log=f'File "{HOME}/softphone/x.py"')["log.txt"] == 'File "~/softphone/x.py"'


def test_a_home_that_is_the_root_takes_nothing_out():
    assert files_of(log="/etc/softphone", home="/")["log.txt"] == "/etc/softphone"


def test_secrets_are_not_in_what_is_printed_of_the_material():
    material = Material("", (), (), (), (), log="+12125550142", secrets=(SECRET,))
    assert SECRET not in repr(material) and "2125550142" not in repr(material)
