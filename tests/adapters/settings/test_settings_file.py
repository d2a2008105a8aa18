"""The settings file as TOML: which line every key is on, and files that are none."""

import sys

import pytest

from softphone.adapters.settings.settings_file import company_from_text, machine_wide_path, read_settings
from softphone.application.settings.declarations import ALLOW_DEFAULT, LAST_RESORT, MODE


def line_of(text: str, setting=MODE, agent: str = "ana") -> int:
    company = company_from_text(text, "settings.toml")
    assert company.problems == ()
    return company.settings.in_force(setting, agent).line


LINES = [
    ('[locked.caller_id]\nmode = "automated"\n', 2),
    ('\n\n# a comment\n[locked.caller_id]\n\n# mode = "customized"\nmode = "automated"\n', 7),
    ('[locked]\ncaller_id.mode = "automated"\n', 2),
    ('locked.caller_id.mode = "automated"\n', 1),
    ('[locked]\ncaller_id = { allow_default = true, mode = "automated" }\n', 2),
    ('["locked".\'caller_id\']\n"mode" = "automated"\n', 2),
    ('[ locked . caller_id ]\n  mode="automated"\n', 2),
    ('[agents."ana".caller_id]\nmode = "automated"\n', 2),
    ('[agents.bo.caller_id]\nmode = "customized"\n[agents.ana.caller_id]\nmode = "automated"\n', 4),
    ('[agents]\n"ana".caller_id.mode = "automated"\n', 2),
    ('[locked.caller_id]\r\nmode = "automated"\r\n', 2),
    ('[locked.caller_id] # [defaults.caller_id]\nmode = "automated" # here\n', 2),
    ('[organization]\nname = """\n[locked.caller_id]\nmode = 5\n"""\n[locked.caller_id]\n'
     'mode = "automated"\n', 7),
    ("[organization]\nname = '''\nmode = 1\n'''\n[locked.caller_id]\nmode = 'automated'\n", 6),
    ('[ring_groups.sales]\nnumbers = [\n  "+14155550100", # ]\n  "+14155550111",\n]\n'
     '[locked.caller_id]\nmode = "automated"\n', 7),
    ('[ring_groups.sales]\nagents = [\n  "a]", "b[",\n  "c" ]\n[locked.caller_id]\nmode = "automated"', 6),
    ('[organization]\nname = "mode = \\"x\\""\n[locked.caller_id]\nmode = "automated"\n', 4),
    ('[organization]\nname = """Acme \\\n  & Sons"""\n[locked.caller_id]\nmode = "automated"\n', 5),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line"), LINES)
def test_a_setting_knows_its_line(text, line):
    assert line_of(text) == line


def test_each_setting_of_an_inline_table_has_the_tables_line():
    text = '[locked]\n\ncaller_id = { mode = "automated", last_resort = "own_groups" }\n'
    assert (line_of(text, MODE), line_of(text, LAST_RESORT)) == (3, 3)


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ('[ring_groups.sales]\nagents = ["ana"]\nnumbers = [\n  "+14155550100",\n  "nonsense",\n]\n', 3,
         "ring_groups.sales.numbers"),
        ('[dedicated_lines]\n"+14155550188" = "ana"\n"415" = "bo"\n', 3, "dedicated_lines.415"),
        ('\n[ring_groups]\n[ring_groups."the sales"]\nagent = []\n', 4, "ring_groups.the sales.agent"),
        ("[supervisors]\nagents = 'sam'\n", 2, "supervisors.agents"),
        ("\n\nsupervisors = 3\n", 3, "supervisors"),
    ],
)  # fmt: skip
def test_a_problem_knows_its_line(text, line, key):
    [problem] = company_from_text(text, "settings.toml").problems
    assert (problem.line, problem.key) == (line, key)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[locked.caller_id]\nmode = automated\n", 2),
        ("[locked.caller_id\nmode = 'automated'\n", 1),
        ("mode", 1),
        ("a = 1\na = 2\n", 2),
        ("a = [1,\n2\n", 3),
        ("a = '''\nx", 2),
    ],
)
def test_a_file_that_is_no_toml_says_on_which_line(text, line):
    [problem] = company_from_text(text, "settings.toml").problems
    assert (problem.line, problem.expected) == (line, "TOML")


def test_a_file_that_is_nested_beyond_reason_is_a_problem():
    [problem] = company_from_text("a = " + "[" * 100_000, "settings.toml").problems
    assert problem.expected == "TOML"


def test_a_file_that_is_not_utf_8_says_on_which_line(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_bytes('[organization]\nname = "S\u00e3o Paulo"\n'.encode("latin-1"))
    [problem] = read_settings(path)[0].problems
    assert str(problem) == f"{path}:2: file: is not UTF-8 text; expected TOML in UTF-8"


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    [problem] = read_settings(tmp_path / "none.toml")[0].problems
    assert problem.what == "cannot be read (No such file or directory)"


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xef\xbb\xbf[locked.caller_id]\nallow_default = false\n")
    settings = read_settings(path)[0].settings
    assert (settings.is_on(ALLOW_DEFAULT), settings.file) == (False, str(path))


def test_a_file_of_ten_thousand_lines_is_read():
    groups = "".join(
        f'[ring_groups.g{n}]\nnumbers = ["+14155550100"]\nagents = ["ana"]\n' for n in range(3333)
    )
    assert line_of(groups + '[locked.caller_id]\nmode = "automated"\n') == 10_001


@pytest.mark.skipif(sys.platform != "linux", reason="the path on Linux")
def test_no_variable_moves_the_machine_wide_file(monkeypatch, tmp_path):
    for name in ("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "HOME", "ProgramData"):
        monkeypatch.setenv(name, str(tmp_path))
    assert str(machine_wide_path()) == "/etc/softphone/settings.toml"
