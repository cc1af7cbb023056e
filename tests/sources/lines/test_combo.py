"""Credential lists in their many spellings; what has more columns stays a table."""

import contextlib
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.model.errors import UnreadableInput
from leakverify.model.tripwire import Trap
from leakverify.sources.lines.credential_line import find_grammar, is_advert

N = range(40)


def md5(i):
    return hashlib.md5(str(i).encode()).hexdigest()


def user(i):
    return f"user{'abcdefghij'[i % 10]}{i}"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            lambda i: f"u{i}@site.test:se{':' * (i % 2)}{i}",
            lambda i: (f"u{i}@site.test", f"se{':' * (i % 2)}{i}"),
        ),
        (lambda i: f"u{i}@site.test;p:{i}", lambda i: (f"u{i}@site.test", f"p:{i}")),
        (lambda i: f"u{i}@site.test|{i}p", lambda i: (f"u{i}@site.test", f"{i}p")),
        (lambda i: f"u{i}@site.test p{i}", lambda i: (f"u{i}@site.test", f"p{i}")),
        (lambda i: f"u{i}@site.test : p{i}", lambda i: (f"u{i}@site.test", f"p{i}")),
        (
            lambda i: f"u{i}@site.test{':;|'[i % 3]}p{';:|' * (i % 4 == 0)}",
            lambda i: (f"u{i}@site.test", f"p{';:|' * (i % 4 == 0)}"),
        ),
        (lambda i: f"u{i}@site.test:{md5(i)}", lambda i: (f"u{i}@site.test", md5(i))),
        (
            lambda i: f'u{i}@site.test:{md5(i)}:s{"a:" * (i % 2)}"',
            lambda i: (f"u{i}@site.test", md5(i), f's{"a:" * (i % 2)}"'),
        ),
        (
            lambda i: f"{user(i)}:u{i}@site.test:10.0.0.{i}:{md5(i)}:{':' * (i % 3)}x",
            lambda i: (user(i), f"u{i}@site.test", f"10.0.0.{i}", md5(i), f"{':' * (i % 3)}x"),
        ),
        (
            lambda i: f'{user(i)}:pw{":" * (i % 4 == 0)}"{i}',
            lambda i: (user(i), f'pw{":" * (i % 4 == 0)}"{i}'),
        ),
        (lambda i: f"{md5(i)}:pla'in{i}", lambda i: (md5(i), f"pla'in{i}")),
        (
            lambda i: f"https://s{i}.test:8443/a/b:u{i}@site.test:p:{i}",
            lambda i: (f"https://s{i}.test:8443/a/b", f"u{i}@site.test", f"p:{i}"),
        ),
        (
            lambda i: f"android://aGFzaA==@com.app/:{user(i)}:p{i}",
            lambda i: ("android://aGFzaA==@com.app/", user(i), f"p{i}"),
        ),
        (
            lambda i: f"u{i}@site.test:p:{i}:https://s.test/x",
            lambda i: (f"u{i}@site.test", f"p:{i}", "https://s.test/x"),
        ),
        (
            lambda i: f"{user(i)}:p{i}:https://s{i}.test:8443/x",
            lambda i: (user(i), f"p{i}", f"https://s{i}.test:8443/x"),
        ),
        (
            lambda i: f"u{i}@site.test:$2y$10${'a' * 53}",
            lambda i: (f"u{i}@site.test", f"$2y$10${'a' * 53}"),
        ),
    ],
)
def test_spellings(read, line, expected):
    got = read("\r\n".join(line(i) for i in N).encode())
    assert got.file.format == "combo"
    assert got.names == tuple(f"column {i}" for i in range(1, len(got.names) + 1))
    assert got.rows == [expected(i) for i in N]
    assert got.file.bad_width == 0


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("".join(f"{user(i)};u{i}@site.test;{md5(i)};2020-01-01;FR\n" for i in N), 5),
        ("id;email;hash\n" + "".join(f"{i};u{i}@site.test;{md5(i)}\n" for i in N), 3),
        ("url,user,pw\n" + "".join(f"https://s.test/{i},u{i},p{i}\n" for i in N), 3),
        ("".join(f'"u{i}@site.test":"{md5(i)}":"x{i}"\n' for i in N), 3),
        (
            "".join(f"{i};{user(i)};Ulm;https://s.test/{i}.jpg;2020-01-0{i % 9 + 1}\n" for i in N),
            5,
        ),
        ("".join(f"{user(i)};u{i}@site.test;Ulm;https://s.test/{i}\n" for i in N), 4),
        ("".join(f"{user(i)}|Ulm|https://s.test/{i}|FR\n" for i in N), 4),
        ("".join(f"https://s.test/{i};{user(i)};Ulm;2020-01-01;FR\n" for i in N), 5),
        ("time:event\n" + "".join(f"10:{i} x\n" for i in N), 2),
        ("".join(f"{i}:{user(i)}\n" for i in N), 2),
        ("name:city\n" + "".join(f"{['Ann', 'Bob', 'Eve'][i % 3]}:Ulm\n" for i in N), 2),
    ],
)
def test_tables_stay_tables(read, text, width):
    got = read(text.encode())
    assert got.file.format == "csv"
    assert len(got.names) == width
    assert got.file.bad_width == 0


def test_banners_are_left_out_and_counted(read):
    banner = ["=" * 30, "Join our channel https://t.me/some", "@someleaks", "Telegram: @other"]
    lines = [*banner, *[f"{user(i)}:pass{i}" for i in N], "https://forum.test/thread"]
    got = read("\n".join(lines).encode())
    assert got.rows == [(user(i), f"pass{i}") for i in N]
    assert got.file.rows_skipped == 5
    advert = next(w for w in got.file.tripwires if w.trap is Trap.ADVERT)
    assert advert.count == 2


def test_names_in_the_first_line(read):
    got = read(("username:password\n" + "".join(f"{user(i)}:p{i}\n" for i in N)).encode())
    assert (got.names, len(got.rows)) == (("username", "password"), 40)
    got = read(("bobby:secret\n" + "".join(f"{user(i)}:p{i}\n" for i in N)).encode())
    assert (got.file.header, len(got.rows)) == (False, 41)
    named = "user:email:hash:salt\n" + "".join(
        f"{user(i)}:u{i}@site.test:{md5(i)}:{':' * (i % 3)}s\n" for i in N
    )
    got = read(named.encode())
    assert (got.names, got.rows[1][3]) == (("user", "email", "hash", "salt"), ":s")


def test_the_users_delimiter_wins(read):
    text = "".join(f"{user(i)}:a;b\n" for i in N).encode()
    assert read(text, delimiter=";").file.format == "csv"


BLOCKS = """*** made with care ***
get more at https://t.me/some

URL: https://a.test/login
Username: bob
Password: x: y
Application: Browser
===============
url: https://b.test
Username: ann
Password:
===============
"""


def test_blocks_of_pairs(read):
    got = read(BLOCKS.encode())
    assert (got.file.format, got.names) == (
        "stealer",
        ("URL", "Username", "Password", "Application"),
    )
    assert got.rows == [
        ("https://a.test/login", "bob", "x: y", "Browser"),
        ("https://b.test", "ann", "", None),
    ]
    assert got.file.rows_skipped == 2
    assert any(w.trap is Trap.ADVERT for w in got.file.tripwires)


def test_a_text_with_a_login_is_no_block(read):
    text = (
        "Dear all,\nplease use\nUser: x\nPassword: y\nto enter.\nThanks\nand so on\nand on\nbye\n"
    )
    assert read(text.encode()).file.format != "stealer"


def test_adverts():
    assert is_advert("=========")
    assert is_advert("Telegram: @x")
    assert not is_advert("a@site.test:https://t.me/x")
    assert not is_advert("john:forum123")
    assert find_grammar(["a"]) is None


secrets = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=9
)


@given(st.lists(secrets, min_size=30, max_size=40))
def test_secrets_come_back(read, told):
    text = "".join(f"u{i}@site.test:{secret}\n" for i, secret in enumerate(told))
    got = read(text.encode(), encoding="utf-8")
    if got.file.format == "combo":
        assert [row[1] for row in got.rows] == told


pieces = [
    "a@site.test",
    ":",
    ";",
    "|",
    " ",
    "\n",
    "pw",
    md5(1),
    "https://s.test",
    "user",
    "URL: ",
    "Password: ",
    "@x",
    "===",
]


@given(st.lists(st.sampled_from(pieces), max_size=60).map("".join))
def test_any_pieces_are_rows_or_a_reason(read, text):
    with contextlib.suppress(UnreadableInput):
        got = read(text.encode())
        assert got.file.rows_read == len(got.rows)
        assert len(set(got.names)) == len(got.names)
