"""``softphone choose``: the answer, its shape, its exit status, and what it says of broken input."""

import json

import pytest

from softphone.sandbox import Sandbox

CUSTOMER = "+14155552671"
SALES = '[ring_groups.sales]\nnumbers = ["+12125550101"]\nagents = ["ana"]\n'


def test_json_is_one_object_a_line_in_the_order_asked(softphone, account):
    done = softphone("choose", "+14155552671", "(212) 555-0199", "--account", account, "--json")
    assert done.objects == [
        {
            "destination": "+14155552671",
            "caller_id": "+14155550100",
            "rule": "same_area_code",
            "reason": "Same area code, +1 415",
            "error": None,
        },
        {
            "destination": "+12125550199",
            "caller_id": "+12125550101",
            "rule": "same_area_code",
            "reason": "Same area code, +1 212",
            "error": None,
        },
    ]


@pytest.mark.parametrize(
    ("text", "error", "rule"),
    [("hello", "invalid_number", None), ("", "invalid_number", None), ("911", "emergency_number", None)],
)
def test_an_error_field_is_an_answer_with_the_text_as_given(softphone, account, text, error, rule):
    done = softphone("choose", text, "--account", account, "--json")
    [answer] = done.objects
    assert (done.status, answer["destination"], answer["caller_id"], answer["error"], answer["rule"]) == (
        0,
        text,
        None,
        error,
        rule,
    )


def test_no_number_to_show_is_an_answer(softphone, write):
    done = softphone("choose", "+14155552671", "--account", write("account.json", {}), "--json")
    [answer] = done.objects
    assert (done.status, answer["caller_id"], answer["rule"], answer["error"]) == (
        0,
        None,
        "none",
        "no_caller_id",
    )


def test_explain_adds_every_number_passed_over_with_its_reason(softphone, account):
    [answer] = softphone("choose", "+14155552671", "--account", account, "--json", "--explain").objects
    assert answer["rejected"] == [
        {"number": "+12125550101", "reason": "has area code 212, not 415"},
        {"number": "+442079460100", "reason": "has area code 20, not 415"},
        {"number": "+18005550199", "reason": "is toll-free: local numbers come first"},
        {"number": "+15035550121", "reason": "cannot carry calls"},
    ]


def test_an_invalid_number_passes_over_nobody(softphone, account):
    [answer] = softphone("choose", "hello", "--account", account, "--json", "--explain").objects
    assert answer["rejected"] == []


def test_people_read_the_number_the_rule_and_the_reason(softphone, account):
    done = softphone("choose", "+14155552671", "--account", account)
    assert done.out.split(maxsplit=3) == [
        "+14155552671",
        "+14155550100",
        "same_area_code",
        "Same area code, +1 415\n",
    ]


def test_people_read_why_not_the_others(softphone, account):
    done = softphone("choose", "+14155552671", "--account", account, "--explain")
    assert "    not +12125550101      Line 0101: has area code 212, not 415\n" in done.out


def test_a_file_is_read_line_by_line(softphone, account, write):
    lines = write("destinations.txt", "\ufeff+14155552671\r\n\n(212) 555-0199\nhello")
    done = softphone("choose", "--from-file", lines, "--account", account, "--json")
    assert [answer["destination"] for answer in done.objects] == ["+14155552671", "", "+12125550199", "hello"]


def test_standard_input_is_read_line_by_line(softphone, account):
    stdin = b"+14155552671\n+12125550199\n"
    done = softphone("choose", "--from-file", "-", "--account", account, "--json", stdin=stdin)
    assert [answer["caller_id"] for answer in done.objects] == ["+14155550100", "+12125550101"]


def test_destinations_come_before_those_of_the_file(softphone, account):
    arguments = ("choose", "+14155552671", "--from-file", "-", "--account", account, "--json")
    done = softphone(*arguments, stdin=b"+12125550199\n")
    assert [answer["destination"] for answer in done.objects] == ["+14155552671", "+12125550199"]


@pytest.mark.parametrize(("agent", "rule"), [("ana", "same_country"), ("bo", "toll_free_account")])
def test_the_agents_ring_groups_count(softphone, account, write, agent, rule):
    settings = write("settings.toml", SALES)
    arguments = ("--agent", agent, "--account", account, "--settings", settings, "--json")
    [answer] = softphone("choose", "+14155552671", *arguments).objects
    assert answer["rule"] == rule


@pytest.mark.parametrize("layer", ["locked", "defaults", "agents.bo"])
def test_the_settings_of_the_choice_count(softphone, account, write, layer):
    settings = write("settings.toml", SALES + f'[{layer}.caller_id]\nlast_resort = "own_groups"\n')
    arguments = ("--agent", "bo", "--account", account, "--settings", settings, "--json")
    [answer] = softphone("choose", "+14155552671", *arguments).objects
    assert answer["error"] == "no_caller_id"


def test_default_is_answered_whatever_is_fixed_for_the_agent(softphone, account, write):
    settings = write("settings.toml", '[locked.caller_id]\nnumber = "+12125550101"\n')
    [answer] = softphone(
        "choose", "+14155552671", "--account", account, "--settings", settings, "--json"
    ).objects
    assert answer["caller_id"] == "+14155550100"


BROKEN = [
    ("account.json", '{\n"incoming_phone_numbers": [\n', "--account", ":3: "),
    ("account.json", '{"incoming_phone_numbers":\n[{"sid": "PN1"}]}', "--account", ":2: "),
    ("account.json", b"\xff\xff", "--account", ":1: "),
    ("settings.toml", "[locked.caller_id]\nmode = automated\n", "--settings", ":2: "),
    ("settings.toml", "[locked.caller_id]\nmodes = 'automated'\nmod = 1\n", "--settings", ":2: "),
    ("settings.toml", b"a = 1\nb = '\xff'\n", "--settings", ":2: "),
    ("destinations.txt", b"+14155552671\n\xff\xfe\n", "--from-file", ":2: "),
]


@pytest.mark.parametrize(("name", "content", "option", "line"), BROKEN)
def test_a_broken_file_is_one_line_that_names_file_and_line(
    softphone, account, write, name, content, option, line
):
    defaults = ("choose", "+14155552671", "--account", account, "--json")
    path = write("broken-" + name, content)
    done = softphone(*defaults, option, path)
    [said] = done.err.splitlines()
    assert (done.status, f"{path}{line}" in said) == (2, True)


@pytest.mark.parametrize("option", ["--account", "--settings", "--from-file"])
def test_a_file_that_is_not_there_is_one_line_that_names_it(softphone, account, option):
    done = softphone("choose", "+14155552671", "--account", account, option, "no-such-file")
    [said] = done.err.splitlines()
    assert (done.status, "no-such-file" in said) == (2, True)


@pytest.mark.parametrize(
    "arguments", [(), ("--nonsense",), ("+14155552671", "--account"), ("--json",), ("--from-file",)]
)
def test_unusable_arguments_are_one_line_and_status_two(softphone, arguments):
    done = softphone("choose", *arguments)
    assert (done.status, done.out, len(done.err.splitlines())) == (2, "", 1)


def test_without_an_account_file_and_nobody_signed_in_it_says_so(softphone):
    done = softphone("choose", "+14155552671")
    assert (done.status, done.err.startswith("softphone: Nobody is signed in on this machine.")) == (2, True)


def test_the_local_cache_is_used_without_an_account_file(softphone, sandbox):
    arguments = ("choose", "+14155552671", "--agent", "ana", "--json")
    [answer] = softphone(*arguments, SOFTPHONE_SANDBOX=sandbox).objects
    assert answer["caller_id"] == "+14155550100"


def test_what_cannot_be_printed_is_an_answer_all_the_same(softphone, account):
    done = softphone("choose", "\udcff", "--account", account, "--json")
    assert (done.status, [answer["error"] for answer in done.objects]) == (0, ["invalid_number"])


def test_a_terminal_that_knows_ascii_only_gets_an_answer(softphone, account):
    done = softphone("choose", "hello", "--account", account, "--json", PYTHONIOENCODING="ascii")
    assert (done.status, [answer["error"] for answer in done.objects]) == (0, ["invalid_number"])


@pytest.fixture(scope="module")
def talked():
    """A sandbox in which a customer in San Francisco talks for a moment."""
    with Sandbox(scenario={"destinations": {CUSTOMER: {"after_s": 0.1, "talks_s": 0.2}}}) as running:
        yield json.dumps(running.credentials)


@pytest.mark.parametrize(
    ("caller_id", "options", "reason"),
    [
        ("default", ["--history"], "Same area code, +1 415; you last spoke from this number"),
        ("default", [], "Same area code, +1 415"),
        ("default", ["--history", "--settings", "off.toml"], "Same area code, +1 415"),
        ("+14155550111", ["--history"], "Same area code, +1 415"),
    ],
)
def test_the_last_conversation_counts_where_it_is_asked_for(
    softphone, write, talked, caller_id, options, reason
):
    off = write("off.toml", "[locked.caller_id]\nsame_as_last_time = false\n")
    named = [str(off) if option == "off.toml" else option for option in options]
    asked = {"SOFTPHONE_SANDBOX": talked}
    assert softphone("call", CUSTOMER, "--agent", "ana", "--caller-id", caller_id, **asked).status == 0
    [answer] = softphone("choose", CUSTOMER, "--agent", "ana", "--json", *named, **asked).objects
    assert (answer["caller_id"], answer["reason"]) == ("+14155550100", reason)


@pytest.mark.parametrize(
    ("country", "destination"), [("GB", "+442079460018"), ("gb", "+442079460018"), ("DE", "+492079460018")]
)
def test_a_text_is_read_as_another_desk_would(softphone, account, country, destination):
    done = softphone("choose", "020 7946 0018", "--account", account, "--home", country, "--json")
    assert [answer["destination"] for answer in done.objects] == [destination]


@pytest.mark.parametrize("country", ["UK", "Germany", "", "49"])
def test_a_home_that_is_no_country_is_one_line(softphone, account, country):
    done = softphone("choose", "020 7946 0018", "--account", account, "--home", country)
    assert (done.status, done.out) == (2, "")
    assert "is no country's two letters, such as US or GB" in done.err
    assert done.err.count("\n") == 1
