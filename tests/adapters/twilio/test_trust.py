"""Whose file is it: owner, mode, every folder above it, and the command that mends it."""

import os
import stat

import pytest

from softphone.adapters.settings.trust import Stated, distrust, way_to, why_distrusted

FILE = "/etc/softphone/settings.toml"
A_FILE, A_FOLDER, A_LINK = stat.S_IFREG, stat.S_IFDIR, stat.S_IFLNK
SOUND = (
    Stated(FILE, 0, A_FILE | 0o644),
    Stated("/etc/softphone", 0, A_FOLDER | 0o755),
    Stated("/etc", 0, A_FOLDER | 0o755),
    Stated("/", 0, A_FOLDER | 0o755),
)


def with_one(path: str, owner: int = 0, mode: int = A_FOLDER | 0o755) -> tuple[Stated, ...]:
    return tuple(Stated(path, owner, mode) if each.path == path else each for each in SOUND)


def test_a_file_that_only_root_can_change_is_trusted():
    assert distrust(SOUND, FILE) is None


@pytest.mark.parametrize("mode", [0o664, 0o646, 0o620, 0o602, 0o666])
def test_a_file_that_group_or_others_may_write_is_not(mode):
    problem = distrust(with_one(FILE, mode=A_FILE | mode), FILE)
    assert (problem.what, problem.expected) == (
        f"{FILE} can be written by others",
        f"sudo chmod go-w {FILE}",
    )


@pytest.mark.parametrize("folder", ["/etc/softphone", "/etc", "/"])
def test_a_folder_above_it_that_others_may_write_is_as_bad(folder):
    assert distrust(with_one(folder, mode=A_FOLDER | 0o775), FILE).expected == f"sudo chmod go-w {folder}"


@pytest.mark.parametrize("path", [FILE, "/etc/softphone", "/etc", "/"])
def test_what_belongs_to_somebody_else_is_not_trusted(path):
    problem = distrust(with_one(path, owner=1000), FILE)
    assert (problem.what, problem.expected) == (f"{path} does not belong to root", f"sudo chown root {path}")


def test_everything_that_is_wrong_is_mended_by_one_line():
    way = (
        Stated(FILE, 1000, A_FILE | 0o666),
        Stated("/etc/soft phone", 1000, A_FOLDER | 0o777),
    )
    assert distrust(way, FILE).expected == (
        f"sudo chown root {FILE} '/etc/soft phone' && sudo chmod go-w {FILE} '/etc/soft phone'"
    )


def test_a_link_of_root_is_fine_though_links_have_every_mode():
    assert distrust((*SOUND, Stated("/etc/softphone/link", 0, A_LINK | 0o777)), FILE) is None


def test_a_link_of_somebody_else_is_not():
    assert distrust((*SOUND, Stated("/etc/softphone/link", 1000, A_LINK | 0o777)), FILE) is not None


def test_the_sticky_bit_does_not_make_a_folder_safe():
    assert distrust(with_one("/etc", mode=A_FOLDER | 0o1777), FILE) is not None


# On the disk, below a folder of the test's own.


@pytest.fixture
def file(tmp_path):
    tmp_path.chmod(0o755)
    folder = tmp_path / "etc"
    folder.mkdir(mode=0o755)
    file = folder / "settings.toml"
    file.write_text("")
    file.chmod(0o644)
    return file


def trusted(file, top) -> bool:
    return why_distrusted(file, os.getuid(), top) is None


def test_a_sound_file_on_the_disk_is_trusted(file, tmp_path):
    assert trusted(file, tmp_path)


def test_a_file_of_somebody_else_on_the_disk_is_not(file, tmp_path):
    assert why_distrusted(file, os.getuid() + 1, tmp_path) is not None


def test_a_folder_on_the_disk_that_others_may_write_is_not(file, tmp_path):
    file.parent.chmod(0o777)
    assert not trusted(file, tmp_path)


def test_a_link_is_followed_to_where_the_file_is(file, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    elsewhere.chmod(0o777)
    (elsewhere / "real.toml").write_text("")
    file.unlink()
    file.symlink_to(elsewhere / "real.toml")
    assert str(elsewhere) in why_distrusted(file, os.getuid(), tmp_path).expected


def test_the_way_leads_to_the_top_and_no_farther(file, tmp_path):
    assert [each.path for each in way_to(file, tmp_path)] == [str(file), str(file.parent), str(tmp_path)]


def test_a_file_that_is_gone_is_not_trusted(tmp_path):
    assert why_distrusted(tmp_path / "gone.toml", os.getuid(), tmp_path).what == (
        "cannot be looked at (No such file or directory)"
    )
