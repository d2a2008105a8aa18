"""Windows' security descriptors, as text: who else than the administrator may change a file."""

from pathlib import PureWindowsPath

import pytest

from softphone.adapters.settings.windows_trust import distrust, mask, writers

SOUND = "O:BAG:SYD:PAI(A;;FA;;;SY)(A;;FA;;;BA)(A;;0x1200a9;;;BU)"
# What a folder made below %ProgramData% inherits: users may make files and folders in it.
INHERITED = (
    "O:BAG:BAD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIIOID;GA;;;CO)(A;OICIID;0x1200a9;;;BU)"
    "(A;CIID;DCLCRPCR;;;BU)"
)
FILE = PureWindowsPath(r"C:\ProgramData\Softphone\settings.toml")


def test_a_file_that_users_may_only_read_is_sound():
    assert writers(SOUND) == ()


@pytest.mark.parametrize(
    ("entry", "who"),
    [
        ("(A;;FA;;;WD)", "WD"),
        ("(A;;FW;;;BU)", "BU"),
        ("(A;;GW;;;AU)", "AU"),
        ("(A;;GA;;;IU)", "IU"),
        ("(A;;0x1301bf;;;BU)", "BU"),  # Modify
        ("(A;;0x2;;;S-1-5-21-1-2-3-1001)", "S-1-5-21-1-2-3-1001"),
        ("(A;;SD;;;BU)", "BU"),
        ("(A;;WD;;;BU)", "BU"),
        ("(A;;WO;;;BU)", "BU"),
        ("(A;;ZZ;;;BU)", "BU"),
        ('(XA;;FA;;;BU;(WIN://SYSAPPID Contains "x"))', "BU"),
    ],
)
def test_who_may_change_it_is_named(entry, who):
    assert writers(SOUND + entry) == (who,)


@pytest.mark.parametrize(
    "entry", ["(D;;FA;;;BU)", "(A;OICIIO;GA;;;CO)", "(A;;0x1200a9;;;WD)", "(A;;FR;;;BU)"]
)
def test_what_gives_no_right_to_write_is_fine(entry):
    assert writers(SOUND + entry) == ()


@pytest.mark.parametrize("owner", ["BU", "S-1-5-21-1-2-3-1001", "AU"])
def test_an_owner_who_is_no_administrator_can_give_themselves_any_right(owner):
    assert writers(SOUND.replace("O:BA", f"O:{owner}")) == (owner,)


@pytest.mark.parametrize(
    "owner",
    ["SY", "S-1-5-18", "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"],
)
def test_the_system_and_the_installer_are_the_administrator(owner):
    assert writers(SOUND.replace("O:BA", f"O:{owner}")) == ()


@pytest.mark.parametrize("sddl", ["O:BAG:SY", "O:BAG:SYD:NO_ACCESS_CONTROL", "O:BAG:SYD:"])
def test_without_a_list_of_rights_everybody_may_write(sddl):
    assert writers(sddl) == ("everybody",)


def test_a_folder_in_which_users_may_make_files_is_fine():
    assert writers(INHERITED, is_folder=True) == ()


def test_a_folder_in_which_users_may_delete_is_not():
    assert writers(INHERITED + "(A;;0x40;;;BU)", is_folder=True) == ("BU",)


def test_the_same_rights_on_the_file_are_not_fine():
    assert writers(INHERITED) == ("BU",)


def test_rights_are_read_in_letters_and_in_numbers():
    assert (mask("FA"), mask("0x1F01FF"), mask("SDWD"), mask("")) == (0x1F01FF, 0x1F01FF, 0x50000, 0)


def test_a_sound_file_in_a_sound_folder_is_trusted():
    assert distrust(FILE, SOUND, INHERITED) is None


def test_a_file_that_others_may_change_says_how_to_mend_it():
    problem = distrust(FILE, SOUND + "(A;;FA;;;BU)", SOUND)
    assert (problem.what, problem.expected.startswith('icacls "C:\\ProgramData\\Softphone" /setowner')) == (
        f"{FILE} can be changed by BU",
        True,
    )


def test_a_folder_of_others_is_as_bad():
    assert distrust(FILE, SOUND, SOUND.replace("O:BA", "O:BU")).what == f"{FILE.parent} can be changed by BU"
