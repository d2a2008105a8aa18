"""``softphone numbers``, ``settings check``, ``sandbox``, and the program without a screen."""

import json
import signal
import urllib.error
import urllib.request

import pytest


def test_numbers_that_were_never_read_say_so(softphone, sandbox):
    done = softphone("numbers", SOFTPHONE_SANDBOX=sandbox)
    assert (done.status, done.out) == (0, "0 numbers, never refreshed (softphone numbers --refresh)\n")


def test_numbers_are_read_and_counted(softphone, sandbox):
    done = softphone("numbers", "--refresh", SOFTPHONE_SANDBOX=sandbox)
    assert done.out.splitlines()[-1] == "43 numbers, refreshed just now: 43 added"


def test_numbers_show_label_place_and_what_is_wrong_with_them(softphone, sandbox):
    lines = softphone("numbers", "--refresh", SOFTPHONE_SANDBOX=sandbox).out.splitlines()
    [fax] = [line for line in lines if line.startswith("+12155550122")]
    assert " ".join(fax.split()) == "+12155550122 Fax Philadelphia Pennsylvania, United States fax"


def test_numbers_are_kept_with_their_age(softphone, sandbox):
    softphone("numbers", "--refresh", SOFTPHONE_SANDBOX=sandbox)
    [kept] = softphone("numbers", "--json", SOFTPHONE_SANDBOX=sandbox).objects
    assert (len(kept["numbers"]), kept["changes"], 0 <= kept["age_seconds"] < 60) == (43, None, True)


def test_a_second_refresh_says_what_changed(softphone, sandbox):
    softphone("numbers", "--refresh", SOFTPHONE_SANDBOX=sandbox)
    [again] = softphone("numbers", "--refresh", "--json", SOFTPHONE_SANDBOX=sandbox).objects
    assert again["changes"] == "Nothing changed"


def test_a_number_as_json_has_its_facts(softphone, sandbox):
    [listed] = softphone("numbers", "--refresh", "--json", SOFTPHONE_SANDBOX=sandbox).objects
    [halifax] = [number for number in listed["numbers"] if number["number"] == "+19025550118"]
    assert halifax == {
        "number": "+19025550118",
        "label": "Sales Halifax",
        "country": "CA",
        "area_code": "902",
        "states": ["CA-NS", "CA-PE"],
        "toll_free": False,
        "verified_only": False,
        "voice": True,
        "fax": False,
    }


def test_a_cache_that_is_no_database_is_set_aside_and_said_so(softphone, sandbox, tmp_path):
    softphone("numbers", "--refresh", SOFTPHONE_SANDBOX=sandbox)
    [cache] = tmp_path.rglob("numbers.sqlite")
    cache.write_bytes(b"no database any more" * 100)
    done = softphone("numbers", SOFTPHONE_SANDBOX=sandbox)
    assert (done.status, "was set aside as numbers.sqlite.damaged-1" in done.err) == (0, True)


def test_numbers_of_a_twilio_that_cannot_be_reached_are_one_line(softphone):
    line = '{"url": "http://127.0.0.1:9", "account_sid": "AC1", "api_key_sid": "SK1", "api_key_secret": "x"}'
    done = softphone("numbers", "--refresh", SOFTPHONE_SANDBOX=line)
    assert (done.status, done.err.startswith("softphone: Twilio cannot be reached.")) == (2, True)


def test_a_sound_settings_file_shows_what_is_in_force_and_from_where(softphone, write):
    path = write(
        "settings.toml", '[locked.caller_id]\nmode = "automated"\n[defaults.caller_id]\nenabled = false\n'
    )
    done = softphone("settings", "check", path)
    rows = {line.split()[0]: line.split(maxsplit=2)[1:] for line in done.out.splitlines()}
    assert done.status == 0
    assert rows["caller_id.mode"] == ["automated", f"locked, {path}:2"]
    assert rows["caller_id.enabled"] == ["false", f"defaults, {path}:4"]
    assert rows["caller_id.last_resort"] == ["literal", "built in"]


def test_a_sound_settings_file_is_shown_as_json(softphone, write):
    path = write("settings.toml", '[locked.caller_id]\nmode = "automated"\n')
    [shown] = softphone("settings", "check", path, "--json").objects
    assert shown["caller_id.mode"] == {"value": "automated", "source": f"locked, {path}:2"}


BROKEN = '[locked.caller_id]\nmodes = "x"\n\n[ring_groups.sales]\nnumbers = "y"\n'


def test_each_problem_of_a_settings_file_is_one_line(softphone, write):
    path = write("settings.toml", BROKEN)
    done = softphone("settings", "check", path)
    assert (done.status, done.out.splitlines()) == (
        1,
        [
            f"{path}:2: locked.caller_id.modes: is not a setting; expected caller_id.mode"
            " (did you mean that?)",
            f"{path}:5: ring_groups.sales.numbers: is text; expected a list",
        ],
    )


def test_each_problem_of_a_settings_file_is_one_object(softphone, write):
    path = write("settings.toml", BROKEN)
    done = softphone("settings", "check", path, "--json")
    assert [(each["file"], each["line"], each["key"]) for each in done.objects] == [
        (str(path), 2, "locked.caller_id.modes"),
        (str(path), 5, "ring_groups.sales.numbers"),
    ]


def test_the_sandbox_prints_its_credentials_first(start):
    credentials = json.loads(start("sandbox").stdout.readline())
    assert list(credentials) == [
        *("url", "account_sid", "api_key_sid", "api_key_secret", "workspace_sid", "auth_token"),
    ]
    assert credentials["url"].startswith("http://127.0.0.1:")


def test_the_sandbox_answers_once_it_has_printed_them(start):
    url = json.loads(start("sandbox").stdout.readline())["url"]
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            f"{url}/2010-04-01/Accounts/AC1.json"
        )
    with refused.value as answer:
        assert answer.status == 401


def test_the_sandbox_ends_with_its_input(start):
    process = start("sandbox")
    process.stdout.readline()
    assert (process.communicate(timeout=30), process.returncode) == (("", ""), 0)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_sandbox_ends_with_a_signal(start, number):
    process = start("sandbox")
    process.stdout.readline()
    process.send_signal(number)
    assert process.wait(timeout=30) == 0


def test_without_a_screen_and_a_command_it_says_what_to_do(softphone):
    done = softphone()
    assert (done.status, done.out, done.err.startswith("softphone: There is no screen here.")) == (
        2,
        "",
        True,
    )


def test_a_reader_that_leaves_early_is_no_error(start, write, tmp_path):
    account, lines = write("account.json", {}), write("lines.txt", "+14155552671\n" * 20_000)
    process = start("choose", "--from-file", lines, "--account", account, "--json")
    process.stdout.readline()
    process.stdout.close()
    assert (process.wait(timeout=30), process.stderr.read()) == (0, "")
