"""Dialogs for files begin where the last file was chosen; nothing of it outlives the program."""

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from leakverify.gui import files


@pytest.fixture
def dialogs(monkeypatch, qapp):
    """The folders that dialogs were opened in, and what the user is going to choose."""
    said = {"begun": [], "answer": ""}

    def one(_parent, _title, place, *_filters, options):
        assert options is QFileDialog.Option.DontUseNativeDialog
        said["begun"].append(place)
        return said["answer"], ""

    def many(*args, **kind):
        answer, _ = one(*args, **kind)
        return [answer] if answer else [], ""

    for name, played in (
        ("getOpenFileName", one),
        ("getSaveFileName", one),
        ("getOpenFileNames", many),
    ):
        monkeypatch.setattr(QFileDialog, name, played)
    qapp.setProperty("leakverify_folder", None)
    yield said
    qapp.setProperty("leakverify_folder", None)


def test_a_dialog_begins_in_the_folder_of_the_last_file(dialogs, tmp_path):
    folder = tmp_path / "story"
    folder.mkdir()
    assert files.choose_one(None, "Open") is None
    dialogs["answer"] = str(folder / "a.csv")
    assert files.choose_files(None) == [folder / "a.csv"]
    dialogs["answer"] = ""
    assert files.choose_files(None) == []
    assert files.choose_place(None, "Save", "report.pdf") is None
    assert files.choose_one(None, "Open", "All (*)") is None
    assert dialogs["begun"] == ["", "", str(folder), str(folder / "report.pdf"), str(folder)]


def test_a_place_to_write_is_remembered_and_a_folder_that_went_is_not(dialogs, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    dialogs["answer"] = str(folder / "it.pdf")
    assert files.choose_place(None, "Save", "report.pdf") == folder / "it.pdf"
    folder.rmdir()
    files.choose_place(None, "Save", "report.pdf")
    assert dialogs["begun"][-1] == "report.pdf"


def test_files_that_were_dropped_count_and_the_programs_own_samples_do_not(
    dialogs, window, sample, tmp_path
):
    window.open_paths([sample], invented=True)
    files.choose_one(None, "Open")
    assert dialogs["begun"] == [""]
    window.open_paths([sample])
    files.choose_one(None, "Open")
    assert dialogs["begun"][-1] == str(tmp_path)
    assert QApplication.instance().property("leakverify_folder") == str(tmp_path)
