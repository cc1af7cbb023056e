"""Header or none, found out; combo lists told from tables."""

import pytest

from leakverify.sources.lines.header import has_header


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["id", "email"], ["1", "a@site.test"], ["2", "b@site.test"]], True),
        ([["1", "a@site.test"], ["2", "b@site.test"]], False),
        ([["Nom", "Ville"], ["Dupont", "Lyon"], ["Durand", "Lyon"]], True),
        ([["Paris", "Lyon"], ["Lyon", "Paris"], ["Paris", "Nice"], ["Paris", "Lyon"]], False),
        ([["名前", "メール"], ["山田", "x@site.test"]], True),
        ([["", ""], ["1", "2"]], False),
        ([["2019", "2020"], ["5", "6"]], False),
        ([["user_id", "2019", "2020"], ["5", "6", "7"], ["8", "9", "1"]], True),
        ([["a", "a"], ["x", "y"]], False),
        ([], False),
    ],
)
def test_headers(rows, expected):
    assert has_header(rows) is expected


def test_combo_lists(read):
    lines = [f"user{i}@site.test:se:cr{i}et" if i % 3 else f"u{i}@x.test:p" for i in range(1, 60)]
    got = read("\n".join(lines).encode())
    assert (got.file.format, got.file.delimiter, got.file.header) == ("combo", ":", False)
    assert got.names == ("column 1", "column 2")
    assert got.rows[0] == ("user1@site.test", "se:cr1et")


def test_combo_lists_with_a_header_and_odd_lines(read):
    lines = ["email|password", *[f'u{i}@site.test|"pw,{i}' for i in range(40)], "nothing here"]
    got = read("\r\n".join(lines).encode())
    assert (got.names, got.file.header) == (("email", "password"), True)
    assert got.rows[0] == ("u0@site.test", '"pw,0')
    assert got.rows[-1] == ("nothing here", None)
    assert got.file.bad_width_rows == (41,)


def test_a_table_of_three_columns_is_no_combo_list(read):
    got = read(b"".join(b"u%d@site.test;Ann;75%03d\n" % (i, i) for i in range(50)))
    assert (got.file.format, len(got.names)) == ("csv", 3)
