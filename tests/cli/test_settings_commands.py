"""``softphone settings``: on a machine whose root is a folder of the test's own."""

import json
import os

import pytest

from softphone.adapters.settings.company_source import MachineWide
from softphone.cli import settings
from softphone.cli.commands import parser
from softphone.cli.signed_in import stop_on_problems
from softphone.domain import SoftphoneError
from softphone.wiring import company_source

LOCKED = '[organization]\nname = "Acme"\n\n[locked.caller_id]\nmode = "automated"\n'


@pytest.fixture
def place(tmp_path, monkeypatch) -> MachineWide:
    """A machine with a sound settings file; its user has a home of their own."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    tmp_path.chmod(0o755)
    (tmp_path / "etc").mkdir(mode=0o755)
    file, own = tmp_path / "etc" / "settings.toml", tmp_path / "own.toml"
    file.write_text(LOCKED)
    file.chmod(0o644)
    return MachineWide(file, tmp_path / "var" / "copy.toml", own, os.getuid(), tmp_path, lambda: ({}, ""))


@pytest.fixture
def ask(place, capsys):
    """Runs a settings command here: exit status, standard output, standard error."""

    def asked(*arguments: str) -> tuple[int, str, str]:
        status = settings.run(parser().parse_args(["settings", *arguments]), place)
        said = capsys.readouterr()
        return status, said.out, said.err

    return asked


def test_check_takes_the_machine_wide_file(ask, place):
    status, out, _err = ask("check")
    assert (status, f"automated                locked, {place.file}:5" in out) == (0, True)


def test_check_of_a_broken_file_names_the_line_and_says_what_counts(ask, place):
    ask("check")
    place.file.write_text(LOCKED + "allow_defaul = 1\n")
    status, out, err = ask("check")
    assert (status, out) == (
        1,
        f"{place.file}:6: locked.caller_id.allow_defaul: is not a setting; "
        "expected caller_id.allow_default (did you mean that?)\n",
    )
    assert err.startswith(
        "softphone: The company's settings file has a mistake, so its last good copy counts."
    )


def test_check_names_lines_that_cannot_both_hold_and_which_wins(ask, place):
    place.file.write_text(LOCKED + 'number = "+14155550123"\n')
    status, out, err = ask("check", str(place.file))
    assert (status, "+14155550123" in out) == (0, True)
    assert err.splitlines()[0] == (
        f"{place.file}:5: locked.caller_id.mode: line 6 fixes the number, which is shown in every call"
    )


def test_check_of_a_file_that_is_gone_fails_and_says_so(ask, place):
    ask("check")
    place.file.unlink()
    status, out, err = ask("check")
    assert (status, out, "is gone, so its last good copy counts" in err) == (1, "", True)


def test_check_of_a_file_that_others_may_write_says_how_to_mend_it(ask, place):
    place.file.chmod(0o666)
    status, out, _err = ask("check")
    assert (status, out) == (
        1,
        f"{place.file}:1: file: {place.file} can be written by others; expected sudo chmod go-w "
        f"{place.file}\n",
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only an administrator places it")
def test_check_by_an_administrator_keeps_a_copy_where_agents_cannot_write(ask, place):
    ask("check")
    assert (place.protected_copy.read_text(), place.protected_copy.stat().st_mode & 0o777) == (LOCKED, 0o644)


def test_check_of_a_draft_keeps_no_copy(ask, place, tmp_path):
    draft = tmp_path / "draft.toml"
    draft.write_text(LOCKED)
    ask("check", str(draft))
    assert (place.protected_copy.exists(), place.own_copy.exists()) == (False, False)


def test_show_tells_each_value_and_where_it_comes_from(ask, place):
    _status, out, _err = ask("show")
    rows = {line.split()[0]: line.split(maxsplit=2)[1:] for line in out.splitlines()}
    assert rows["caller_id.mode"] == ["automated", f"locked, {place.file}:5"]
    assert rows["caller_id.enabled"] == ["true", "built in"]


def test_show_as_json_has_file_and_line(ask, place):
    _status, out, _err = ask("show", "caller_id.mode", "--json")
    assert json.loads(out) == {
        "caller_id.mode": {
            "value": "automated",
            "source": "locked",
            "file": str(place.file),
            "line": 5,
            "locked": True,
            "words": "Set by Acme",
        }
    }


def test_show_is_of_the_agent_who_is_named(ask, place):
    place.file.write_text('[agents.bo.caller_id]\nnumber = "+14155550123"\n')
    _status, for_bo, _err = ask("show", "caller_id.number", "--agent", "bo")
    _status, for_ana, _err = ask("show", "caller_id.number", "--agent", "ana")
    assert for_bo.split(maxsplit=2)[1:] == ["+14155550123", f"the agent's own entry, {place.file}:2\n"]
    assert for_ana.split(maxsplit=2)[1:] == ["–", "built in\n"]


def test_show_of_a_draft_is_of_the_draft(ask, tmp_path):
    draft = tmp_path / "draft.toml"
    draft.write_text('[defaults.dialing]\nhome_country = "BR"\n')
    _status, out, _err = ask("show", "dialing.home_country", "--settings", str(draft))
    assert out.split(maxsplit=2)[1:] == ["BR", f"defaults, {draft}:2\n"]


def test_a_setting_that_is_none_is_one_line_and_status_two(softphone):
    done = softphone("settings", "show", "caller_id.modes")
    assert (done.status, done.err) == (2, "softphone: There is no setting caller_id.modes.\n")


def test_the_help_of_show_lists_every_setting(softphone):
    from softphone.application.settings.declarations import SETTINGS

    said = softphone("settings", "show", "--help").out
    assert [key for key in SETTINGS if f"  {key} " not in said] == []


def test_a_command_goes_by_the_last_good_copy_and_warns(place, capsys):
    company_source(None, None, place).company()
    place.file.write_text("[locked")
    stop_on_problems(company_source(None, None, place).company())
    assert capsys.readouterr().err.startswith("softphone: The company's settings file has a mistake, so its")


def test_a_command_stops_where_there_is_no_good_copy(place):
    place.file.write_text("[locked")
    with pytest.raises(SoftphoneError, match=r"settings\.toml:1: file: is not TOML"):
        stop_on_problems(company_source(None, None, place).company())


def test_a_command_warns_of_a_file_that_others_may_write(place, capsys):
    place.file.chmod(0o666)
    stop_on_problems(company_source(None, None, place).company())
    assert "so it locks nothing and only suggests" in capsys.readouterr().err
