"""A report on the disk: whole, or not at all."""

import zipfile

import pytest

from softphone.adapters.report_file import save_report
from softphone.application.support_bundle import BundleFile
from softphone.domain import SoftphoneError

FILES = (BundleFile("log.txt", "línea\n"), BundleFile("errors.txt", ""))


def test_it_is_a_zip_with_these_files(tmp_path):
    save_report(FILES, tmp_path / "report.zip")
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == {
            "log.txt": "línea\n",
            "errors.txt": "",
        }


def test_what_was_there_is_replaced_and_nothing_else_is_left(tmp_path):
    (tmp_path / "report.zip").write_text("old")
    save_report(FILES, tmp_path / "report.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["report.zip"]
    assert zipfile.is_zipfile(tmp_path / "report.zip")


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SoftphoneError, match=r"report\.zip: .+ Choose another folder\."):
        save_report(FILES, tmp_path / "file" / "report.zip")


def test_where_a_folder_is_in_the_way_nothing_is_left(tmp_path):
    (tmp_path / "report.zip").mkdir()
    with pytest.raises(SoftphoneError):
        save_report(FILES, tmp_path / "report.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["report.zip"]
