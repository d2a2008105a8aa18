"""``softphone contacts``: files looked at and taken over without a window."""

import json

import pytest

LOOKS_LIKE_NUMBERS = "its cells look like telephone numbers, but its header does not say so"
SWITCHBOARD = "Name,Phone\nAna Reyes,415-555-0100 x101\nBo Lund,415-555-0100 x102\n"


def test_a_look_at_a_file_needs_nobody_signed_in(softphone, write):
    path = write("people.csv", "Policy Number,Name,Phone\n4155559999,Ana,030 1234567/78\n")

    done = softphone("contacts", "import", path, "--dry-run", "--json", "--home", "DE")

    assert (done.status, done.err) == (0, "")
    assert done.objects == [
        {
            "people": [
                {
                    "name": "Ana",
                    "numbers": [{"e164": "+49301234567", "kind": "other", "tones": ""}],
                    "joined_from": [2],
                }
            ],
            "skipped": [
                {
                    "where": f"{path}:2",
                    "text": "/78",
                    "why": "This may be the end of a second number, or an extension. It is not guessed.",
                }
            ],
            "columns": {
                "Policy Number": f"ignored: {LOOKS_LIKE_NUMBERS}",
                "Name": "name",
                "Phone": "phone",
            },
        }
    ]


def test_the_settings_file_may_name_the_home_country(softphone, write):
    path = write("people.csv", "Name,Phone\nAna,030 1234567\n")
    draft = write("settings.toml", '[defaults.dialing]\nhome_country = "DE"\n')

    [seen] = softphone("contacts", "import", path, "--dry-run", "--json", "--settings", draft).objects

    assert seen["people"][0]["numbers"][0]["e164"] == "+49301234567"


def test_without_a_home_country_numbers_with_plus_are_read_and_it_is_said(softphone, write):
    path = write("people.csv", "Name,Phone\nAna,+49 30 1234567\nBo,030 1234567\n")

    done = softphone("contacts", "import", path, "--dry-run", "--json")

    assert [each["name"] for each in done.objects[0]["people"]] == ["Ana"]
    assert [each["text"] for each in done.objects[0]["skipped"]] == ["030 1234567"]
    assert "--home COUNTRY" in done.err


def test_several_files_are_looked_at_together(softphone, write):
    one = write("one.csv", "Name,Phone\nAna,+14155552671\n")
    two = write("two.vcf", "BEGIN:VCARD\nFN:ANA\nTEL:+14155552671\nTEL:+14155552672\nEND:VCARD\n")

    [seen] = softphone("contacts", "import", one, two, "--dry-run", "--json", "--home", "US").objects

    assert [(each["name"], each["joined_from"]) for each in seen["people"]] == [
        ("Ana", [f"{one}:2", f"{two}:1"])
    ]
    assert [each["e164"] for each in seen["people"][0]["numbers"]] == ["+14155552671", "+14155552672"]


def test_a_person_may_say_that_a_column_holds_numbers(softphone, write):
    path = write("people.csv", "Name,Kontakt-Info\nAna,415-555-2671\n")
    arguments = ("contacts", "import", path, "--dry-run", "--json", "--home", "US")

    [seen] = softphone(*arguments, "--column", "Kontakt-Info=mobile").objects

    assert seen["people"][0]["numbers"] == [{"e164": "+14155552671", "kind": "mobile", "tones": ""}]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("people.csv", "", "people.csv is empty."),
        ("people.csv", "Name,City\nAna,Paris\n", "people.csv, line 1: no column holds telephone numbers."),
        ("people.csv", b"PK\x03\x04", "people.csv is a spreadsheet, not a CSV or vCard file."),
    ],
)
def test_an_unusable_file_is_one_line_and_status_2(softphone, write, name, content, sentence):
    done = softphone("contacts", "import", write(name, content), "--dry-run", "--home", "US")

    assert (done.status, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert done.err.startswith(f"softphone: {sentence}")


def test_a_file_that_is_not_there_is_one_line_and_status_2(softphone, tmp_path):
    done = softphone("contacts", "import", tmp_path / "gone.csv", "--dry-run", "--home", "US")

    assert (done.status, len(done.err.splitlines())) == (2, 1)
    assert "gone.csv cannot be read" in done.err


@pytest.mark.parametrize(
    "arguments", [("--home", "XX"), ("--column", "Phone"), ("--encoding", "morse"), ("--column", "A=pigeon")]
)
def test_what_cannot_be_meant_is_one_line_and_status_2(softphone, write, arguments):
    done = softphone("contacts", "import", write("a.csv", SWITCHBOARD), "--dry-run", *arguments)

    assert (done.status, len(done.err.splitlines())) == (2, 1)


def test_nothing_is_kept_where_nobody_is_signed_in(softphone, write):
    done = softphone("contacts", "import", write("people.csv", SWITCHBOARD), "--home", "US")

    assert (done.status, done.err.startswith("softphone: Nobody is signed in")) == (2, True)


def test_what_is_imported_is_kept_and_can_be_written_again(softphone, write, sandbox, tmp_path):
    path, copy = write("people.csv", SWITCHBOARD), tmp_path / "copy.csv"

    looked = softphone("contacts", "import", path, "--dry-run", "--home", "US", SOFTPHONE_SANDBOX=sandbox)
    none_yet = softphone("contacts", "export", copy, SOFTPHONE_SANDBOX=sandbox)
    taken = softphone("contacts", "import", path, "--home", "US", SOFTPHONE_SANDBOX=sandbox)
    again = softphone("contacts", "import", path, "--home", "US", "--json", SOFTPHONE_SANDBOX=sandbox)
    written = softphone("contacts", "export", copy, SOFTPHONE_SANDBOX=sandbox)

    assert looked.out.splitlines()[-1] == "2 people would be kept, 0 left out"
    assert none_yet.out == f"0 contacts written to {copy}\n"
    assert taken.out.splitlines()[-1] == "2 people kept, 0 left out"
    assert json.loads(again.out)["people"] == []
    assert written.out == f"2 contacts written to {copy}\n"
    assert [line.split(",", 1)[0] for line in copy.read_text(encoding="utf-8-sig").splitlines()[1:]] == [
        "Ana Reyes",
        "Bo Lund",
    ]


def test_of_two_files_one_unusable_nothing_is_kept(softphone, write, sandbox, tmp_path):
    good, bad = write("good.csv", SWITCHBOARD), write("bad.csv", "")

    done = softphone("contacts", "import", good, bad, "--home", "US", SOFTPHONE_SANDBOX=sandbox)
    written = softphone("contacts", "export", tmp_path / "copy.csv", SOFTPHONE_SANDBOX=sandbox)

    assert (done.status, written.out.split()[0]) == (2, "0")
