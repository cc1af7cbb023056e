"""Settings that stand in files, and limits raised for one run."""

import argparse

import pytest

from leakverify.cli.parser import build, limit_option, read_option
from leakverify.cli.read_files import read_settings
from leakverify.limits import RAISABLE
from leakverify.model.errors import UsageProblem


def test_a_password_loses_its_line_end_and_nothing_else(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b" sesame \r\nsecond line\n")
    assert read_settings([("password-file", str(path)), ("table", "t")]) == {
        "password": " sesame ",
        "table": "t",
    }


def test_keys_are_taken_whole(tmp_path):
    path = tmp_path / "x"
    path.write_text("a._domainkey.b v=DKIM1\nc._domainkey.d v=DKIM1\n")
    assert read_settings([("dkim-keys", str(path))])["dkim_keys"].count("\n") == 2


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xfa", b"x" * 2_000])
def test_a_file_that_cannot_be_read_is_told(tmp_path, content):
    path = tmp_path / "x"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageProblem) as caught:
        read_settings([("password-file", str(path))])
    assert caught.value.code == "BAD_SETTING_FILE"


def test_limits_are_raised_by_name():
    options = build().parse_args(["check", "x", "--limit", "columns=5000", "--table", "people"])
    assert options.limit == [("columns", 5000)]
    assert options.table == "people"
    assert "memory_bytes" in RAISABLE


@pytest.mark.parametrize(
    "text", ["columns", "columns=-1", "columns=0", "rows=5", "x=1", "columns=1e9"]
)
def test_other_limits_are_refused(text):
    with pytest.raises(argparse.ArgumentTypeError):
        limit_option(text)


def test_the_password_itself_is_no_option():
    with pytest.raises(argparse.ArgumentTypeError):
        read_option("password=sesame")
