"""Which settings count on a machine: the file, its last good copies, a draft, a policy."""

import os
import random
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from softphone.adapters.settings.company_source import CompanySource, MachineWide
from softphone.application.settings.declarations import ALLOW_DEFAULT, LAST_RESORT, MODE
from softphone.application.settings.overlay import says_nothing
from softphone.application.settings.values import Source
from softphone.domain import SoftphoneError

LOCKED = '[organization]\nname = "Acme"\n\n[locked.caller_id]\nmode = "automated"\n'
GROUPS = '\n[ring_groups.sales]\nnumbers = ["+14155550100"]\nagents = ["ana"]\n'
END = "# The end.\n"
OPEN = '[organization]\nname = "Acme"\n'
BROKEN = LOCKED.replace('"automated"', "automated")


@dataclass
class Machine:
    """A machine whose root is a folder of the test's own."""

    place: MachineWide

    def says(self, text: str) -> None:
        self.place.file.write_bytes(text.encode())
        self.place.file.chmod(0o644)

    def started(self, draft: Path | None = None, **how) -> CompanySource:
        """A program that has just been started."""
        return CompanySource(self.place, draft, **how)

    def company(self):
        return self.started().company()

    def mode(self):
        return self.company().settings.in_force(MODE)


@pytest.fixture
def machine(tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / "etc").mkdir(mode=0o755)
    file = tmp_path / "etc" / "settings.toml"
    protected = tmp_path / "var" / "settings.last-good.toml"
    own = tmp_path / "home" / "settings.last-good.toml"
    return Machine(MachineWide(file, protected, own, os.getuid(), tmp_path, lambda: ({}, "")))


def test_without_a_file_nothing_is_set(machine):
    assert says_nothing(machine.company())


def test_a_good_file_counts(machine):
    machine.says(LOCKED)
    assert (machine.mode().value, machine.company().warning) == ("automated", "")


@pytest.mark.parametrize(
    "text", [BROKEN, "", LOCKED[:-20], LOCKED + "mode = 1", '[locked.caller_id]\nmodes = "x"', "\0" * 90]
)
def test_a_broken_file_leaves_its_last_good_copy_in_force(machine, text):
    machine.says(LOCKED)
    machine.company()
    machine.says(text)
    mode = machine.mode()
    assert (mode.value, mode.source, mode.where) == (
        "automated",
        Source.LOCKED,
        f"{machine.place.own_copy}:5",
    )


def test_a_broken_file_is_told_as_long_as_it_is_broken(machine):
    machine.says(LOCKED)
    machine.company()
    machine.says(BROKEN)
    assert machine.company().warning.startswith(
        "The company's settings file has a mistake, so its last good copy counts. "
        f"{machine.place.file}:5: file: is not TOML"
    )


def test_a_file_that_is_gone_leaves_its_last_good_copy_in_force(machine):
    machine.says(LOCKED)
    machine.company()
    machine.place.file.unlink()
    assert (machine.mode().value, machine.company().warning) == (
        "automated",
        f"The company's settings file {machine.place.file} is gone, so its last good copy counts.",
    )


def test_a_file_that_was_cut_off_between_two_lines_is_no_good_file(machine):
    machine.says(LOCKED + GROUPS + END)
    machine.company()
    machine.says(LOCKED)
    company = machine.company()
    assert company.ring_groups.of_agent("ana") == ("sales",)
    assert str(company.problems[0]) == (
        f"{machine.place.file}:5: file: is only the beginning of what it was; expected the whole file; "
        "a comment as its last line if nothing is missing"
    )


def test_a_shorter_file_that_has_its_end_is_a_good_one(machine):
    machine.says(LOCKED + GROUPS + END)
    machine.company()
    machine.says(LOCKED + END)
    assert (machine.company().ring_groups.groups, machine.company().problems) == ({}, ())


def test_what_the_administrator_opens_is_open(machine):
    machine.says(LOCKED)
    machine.company()
    machine.says(OPEN + END)
    assert machine.mode().source is Source.BUILT_IN


def test_settings_that_were_taken_back_before_the_file_went_leave_nothing(machine):
    machine.says(LOCKED)
    machine.company()
    machine.says("# Nothing is set here any more.\n")
    machine.company()
    machine.place.file.unlink()
    assert (says_nothing(machine.company()), machine.company().warning) == (True, "")


def test_a_mended_file_counts_again(machine):
    machine.says(LOCKED)
    machine.company()
    machine.says(BROKEN)
    machine.company()
    machine.says(LOCKED.replace("automated", "customized"))
    assert (machine.mode().value, machine.company().warning) == ("customized", "")


def test_what_is_right_in_a_file_that_never_was_good_counts(machine):
    machine.says(LOCKED + "allow_defaul = false\n")
    company = machine.company()
    assert company.settings.in_force(MODE).is_locked
    assert company.warning.startswith("The company's settings file has a mistake and was never read without")


def test_a_file_that_others_may_write_only_suggests(machine):
    machine.says(LOCKED)
    machine.place.file.chmod(0o666)
    assert (machine.mode().value, machine.mode().source) == ("automated", Source.DEFAULTS)


def test_a_file_that_others_may_write_says_what_the_administrator_is_to_do(machine):
    machine.says(LOCKED)
    machine.place.file.chmod(0o666)
    file = machine.place.file
    assert machine.company().warning == (
        f"{file} can be changed by others than the administrator, so it locks nothing and only suggests. "
        f"To mend it: sudo chmod go-w {file}"
    )


def test_a_folder_that_others_may_write_is_as_bad(machine):
    machine.says(LOCKED)
    machine.place.file.parent.chmod(0o777)
    assert not machine.mode().is_locked


def test_a_file_that_became_writable_opens_nothing_that_was_locked(machine):
    machine.says(LOCKED)
    machine.company()
    machine.says(OPEN + END)
    machine.place.file.chmod(0o666)
    assert (machine.mode().value, machine.mode().is_locked) == ("automated", True)
    assert "so its last good copy counts. To mend it: sudo chmod go-w" in machine.company().warning


def test_a_file_that_others_may_write_is_never_kept_as_a_good_copy(machine):
    machine.says(LOCKED)
    machine.place.file.chmod(0o666)
    machine.company()
    assert not machine.place.own_copy.exists()


def test_the_administrators_copy_is_stronger_than_the_users_own(machine):
    machine.says(LOCKED)
    assert machine.started().place_protected_copy() == machine.place.protected_copy
    machine.company()
    machine.place.own_copy.write_text(OPEN + END)
    machine.place.file.unlink()
    assert machine.mode().where == f"{machine.place.protected_copy}:5"


def test_what_only_the_users_copy_locks_stays_locked_beside_the_administrators(machine):
    machine.says(OPEN + END)
    machine.started().place_protected_copy()
    machine.says(LOCKED)
    machine.company()
    machine.place.file.unlink()
    assert machine.mode().where == f"{machine.place.own_copy}:5"


def test_an_administrators_copy_that_others_may_write_does_not_count(machine):
    machine.says(LOCKED)
    machine.started().place_protected_copy()
    machine.place.protected_copy.chmod(0o666)
    machine.place.file.unlink()
    assert says_nothing(machine.company())


def test_a_broken_file_is_not_placed_as_the_administrators_copy(machine):
    machine.says(BROKEN)
    assert machine.started().place_protected_copy() is None


def test_who_may_not_place_the_copy_is_told(machine):
    machine.says(LOCKED)
    machine.place.protected_copy.parent.write_text("a file where the folder should be")
    with pytest.raises(SoftphoneError, match="Only an administrator may place it"):
        machine.started().place_protected_copy()


def test_the_administrators_copy_is_known_to_be_of_today_or_older(machine):
    machine.says(LOCKED)
    machine.started().place_protected_copy()
    before = machine.started().protects()
    machine.says(LOCKED + END)
    assert (before, machine.started().protects()) == (True, False)


def test_a_copy_that_is_no_good_file_does_not_count(machine):
    machine.says(LOCKED)
    machine.company()
    machine.place.own_copy.write_text(BROKEN)
    machine.place.file.unlink()
    assert says_nothing(machine.company())


def test_a_file_that_cannot_even_be_looked_at_is_broken_and_not_gone(machine):
    unreadable = CompanySource(replace(machine.place, file=machine.place.file.with_name("x" * 300)))
    assert "cannot be read (File name too long)" in unreadable.company().warning


def test_a_running_program_remembers_what_was_good_without_any_copy(machine):
    machine.says(LOCKED)
    running = CompanySource(replace(machine.place, own_copy=None))
    running.company()
    machine.says(BROKEN)
    assert running.company().settings.in_force(MODE).is_locked


def test_as_long_as_nothing_changes_it_is_the_same_company(machine):
    machine.says(LOCKED)
    running = machine.started()
    assert running.company() is running.company()


def test_a_new_mode_of_the_file_is_a_change(machine):
    machine.says(LOCKED)
    running = machine.started()
    before = running.company()
    machine.place.file.chmod(0o666)
    assert (before.warning, bool(running.company().warning)) == ("", True)


# Drafts


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.toml"
    path.write_text('[locked.caller_id]\nlast_resort = "own_groups"\n')
    path.chmod(0o666)
    return path


def test_a_draft_counts_while_there_is_no_machine_wide_file(machine, draft):
    assert machine.started(draft).company().settings.text(LAST_RESORT) == "own_groups"


def test_a_draft_does_not_count_beside_a_machine_wide_file(machine, draft):
    machine.says(LOCKED)
    assert machine.started(draft).company().settings.text(LAST_RESORT) == "literal"


def test_a_draft_does_not_count_while_the_machine_wide_file_is_only_gone_for_the_moment(machine, draft):
    machine.says(LOCKED)
    machine.company()
    machine.place.file.unlink()
    assert machine.started(draft).company().settings.in_force(MODE).is_locked


def test_a_draft_that_is_tried_out_counts_beside_a_machine_wide_file(machine, draft):
    machine.says(LOCKED)
    company = machine.started(draft, always=True).company()
    assert (company.settings.text(LAST_RESORT), company.settings.text(MODE)) == ("own_groups", "customized")


def test_a_draft_is_not_checked_for_its_owner_and_never_kept(machine, draft):
    company = machine.started(draft).company()
    assert (company.warning, machine.place.own_copy.exists()) == ("", False)


def test_a_draft_that_breaks_while_the_window_is_open_leaves_what_it_said_before(machine, draft):
    running = machine.started(draft)
    running.company()
    draft.write_text("[locked")
    assert running.company().settings.text(LAST_RESORT) == "own_groups"


# Policies of the system


POLICY = {"locked": {"caller_id": {"mode": "customized", "allow_default": False}}}


def under_policy(machine, tables=POLICY) -> CompanySource:
    return CompanySource(replace(machine.place, policy=lambda: (tables, "the policy")))


def test_a_policy_is_stronger_than_the_file(machine):
    machine.says(LOCKED)
    mode = under_policy(machine).company().settings.in_force(MODE)
    assert (mode.value, mode.is_locked, mode.where) == ("customized", True, "the policy")


def test_a_policy_counts_without_a_file(machine):
    assert not under_policy(machine).company().settings.is_on(ALLOW_DEFAULT)


def test_a_policy_counts_over_a_draft(machine, draft):
    source = CompanySource(replace(machine.place, policy=lambda: (POLICY, "the policy")), draft)
    assert source.company().settings.in_force(MODE).where == "the policy"


def test_what_the_policy_leaves_out_the_file_says(machine):
    machine.says(LOCKED + GROUPS)
    company = under_policy(machine).company()
    assert (company.name, company.ring_groups.of_agent("ana")) == ("Acme", ("sales",))


def test_a_new_policy_is_a_change(machine):
    tables = {"locked": {"caller_id": {"mode": "automated"}}}
    source = under_policy(machine, tables)
    source.company()
    tables["locked"] = {"caller_id": {"mode": "customized"}}
    assert source.company().settings.text(MODE) == "customized"


def test_no_bytes_on_the_disk_open_what_was_locked(machine):
    """500 files, each with a few bytes changed, each read by a program that has just been started."""
    whole, dice = (LOCKED + GROUPS + END).encode(), random.Random(5)
    opened = []
    for _ in range(500):
        content = bytearray(whole)
        for _ in range(dice.randrange(1, 4)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        machine.says(LOCKED + GROUPS + END)
        machine.company()
        machine.place.file.write_bytes(content)
        company = machine.company()
        mode = company.settings.in_force(MODE)
        if company.is_copy and (mode.value, mode.is_locked) != ("automated", True):
            opened.append(bytes(content))
        if not company.is_copy and not means(content, mode.value):
            opened.append(bytes(content))
    assert opened == []


def means(content: bytearray, mode: str) -> bool:
    """True when the file itself, as TOML, says this mode, or says none."""
    return tomllib.loads(content.decode()).get("locked", {}).get("caller_id", {}).get("mode", mode) == mode
