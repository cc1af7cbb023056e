"""Files of a case are found by their hash, wherever they lie by now, and never by a name alone."""

import hashlib

from leakverify.gui.case.finding import Found, find
from leakverify.model.kept import KeptFile


def kept(path, data=b"a,b\n1,2\n"):
    return KeptFile(str(path), hashlib.sha256(data).hexdigest(), len(data))


def test_a_file_is_found_where_it_lay(tmp_path):
    path = tmp_path / "s.csv"
    path.write_bytes(b"a,b\n1,2\n")
    (place,) = find([kept(path)], None)
    assert (place.found, place.path) == (Found.HERE, path)


def test_a_moved_file_is_found_beside_the_case_and_where_the_user_says(tmp_path):
    beside, other = tmp_path / "cases", tmp_path / "other"
    for folder in (beside, other):
        folder.mkdir()
    gone = tmp_path / "gone" / "s.csv"
    (beside / "s.csv").write_bytes(b"a,b\n1,2\n")
    assert find([kept(gone)], beside)[0].path == beside / "s.csv"
    renamed = other / "renamed.bin"
    renamed.write_bytes(b"a,b\n1,2\n")
    assert find([kept(gone)], None, [renamed])[0].path == renamed
    assert find([kept(gone)], None)[0].found is Found.GONE


def test_another_file_of_that_name_is_said_to_be_changed(tmp_path):
    path = tmp_path / "s.csv"
    path.write_bytes(b"a,b\n1,3\n")
    assert find([kept(path)], None)[0].found is Found.CHANGED
    path.write_bytes(b"longer than it was")
    assert find([kept(path)], None, [path])[0].found is Found.CHANGED


def test_a_case_of_a_stranger_sends_nobody_to_shares_devices_or_half_paths(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("leakverify.gui.case.finding._size", lambda p: asked.append(str(p)) or -1)
    for path in ("//server/share/s.csv", r"\\server\share\s.csv", "s.csv", "../s.csv"):
        (place,) = find([KeptFile(path, "ab" * 32, 8)], tmp_path)
        assert place.found is Found.GONE
    assert asked == []


def test_a_device_and_a_folder_are_no_files(tmp_path):
    for path in ("/dev/zero", str(tmp_path)):
        assert find([KeptFile(path, "ab" * 32, 8)], None)[0].found is Found.GONE


def test_a_file_without_a_hash_is_never_taken_for_found(tmp_path):
    path = tmp_path / "s.csv"
    path.write_bytes(b"x")
    assert find([KeptFile(str(path), "", 1)], None)[0].found is Found.CHANGED
