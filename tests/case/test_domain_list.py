"""The courier's two files: written, read back equal, and refused where anything was touched."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.case import domain_list
from leakverify.model.errors import UsageProblem
from leakverify.model.look_up import Answer, Dnssec, MailStatus, is_domain

labels = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True)
names = st.builds("{}.{}".format, labels, st.sampled_from(["fr", "co.uk", "example"]))
servers = st.tuples(
    st.integers(0, 65_535), st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40)
)
answers = st.builds(
    Answer,
    domain=names,
    rcode=st.sampled_from(["NOERROR", "NXDOMAIN", "SERVFAIL", "REFUSED", "TIMEOUT", "NOT_ASKED"]),
    mx=st.lists(servers, max_size=3).map(tuple),
    a=st.booleans(),
    asked_at=st.sampled_from(["", "2026-01-02T03:04:05Z"]),
    resolver=st.sampled_from(["", "dot:192.0.2.1#dns.example"]),
    ttl=st.integers(0, 86_400),
    dnssec=st.sampled_from(Dnssec),
    provider=st.sampled_from(["", "google"]),
    parked=st.booleans(),
    wildcard=st.booleans(),
    extended=st.integers(-1, 49),
    queries=st.integers(0, 9),
)
many = st.lists(answers, max_size=8, unique_by=lambda a: a.domain)


@given(st.sets(names, max_size=20))
def test_a_list_is_read_back(tmp_path_factory, chosen):
    path = tmp_path_factory.mktemp("list") / "LIST"
    path.write_text(domain_list.list_text(chosen))
    assert set(domain_list.read_list(path)) == chosen
    assert all(is_domain(name) for name in chosen)


def test_the_order_of_a_list_is_not_that_of_the_sample(tmp_path):
    names = [f"{n:03}.example" for n in range(200)]
    first = domain_list.list_text(names).splitlines()
    assert first[3:] != names
    assert sorted(first[3:]) == names
    assert first[0] == f"# leakverify domains 1 sha256:{domain_list.list_hash(reversed(names))}"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda t: t.replace("b.example", "c.example"), "DOMAIN_LIST_CHANGED"),
        (lambda t: t + "c.example\n", "DOMAIN_LIST_CHANGED"),
        (lambda t: t.replace("b.example\n", ""), "DOMAIN_LIST_CHANGED"),
        (lambda t: t + "someone@b.example\n", "BAD_DOMAIN_LIST"),
        (lambda t: t + "B.example\n", "BAD_DOMAIN_LIST"),
        (lambda t: t + "com\n", "BAD_DOMAIN_LIST"),
        (lambda t: t.partition("\n")[2], "BAD_DOMAIN_LIST"),
        (lambda t: "", "BAD_DOMAIN_LIST"),
    ],
)
def test_a_list_that_was_touched_is_refused(tmp_path, change, code):
    path = tmp_path / "LIST"
    path.write_text(change(domain_list.list_text(["a.example", "b.example"])))
    with pytest.raises(UsageProblem, match=code):
        domain_list.read_list(path)


def test_comments_empty_lines_and_windows_line_ends_are_no_change(tmp_path):
    path = tmp_path / "LIST"
    text = domain_list.list_text(["a.example", "b.example"])
    path.write_bytes(
        ("\ufeff" + text + "\n# mine\n")
        .replace("a.example", "a.example # rare")
        .replace("\n", "\r\n")
        .encode()
    )
    assert sorted(domain_list.read_list(path)) == ["a.example", "b.example"]


@given(many)
def test_answers_are_read_back(many):
    got = domain_list.parse_answers(domain_list.answers_bytes(many))
    assert got.answers == tuple(sorted(many, key=lambda a: a.domain))
    assert got.list_sha256 == domain_list.list_hash(a.domain for a in many)
    assert domain_list.look_up_of(many) == got


@given(many.filter(bool), st.data())
def test_answers_that_were_touched_are_refused(many, data):
    whole = domain_list.answers_bytes(many)
    at = data.draw(st.integers(0, len(whole) - 2))  # the last line feed alone means nothing
    bit = data.draw(st.integers(0, 6))
    touched = whole[:at] + bytes([whole[at] ^ (1 << bit)]) + whole[at + 1 :]
    with pytest.raises(UsageProblem):
        domain_list.parse_answers(touched)


@given(st.binary(max_size=300))
def test_any_bytes_are_answers_or_a_problem(data):
    with pytest.raises(UsageProblem):
        domain_list.parse_answers(data)


def test_answers_to_another_list_are_told_from_altered_ones():
    body, _, last = domain_list.answers_bytes([Answer("a.example")]).rstrip(b"\n").rpartition(b"\n")
    seal = json.loads(last) | {"list": f"sha256:{domain_list.list_hash(['b.example'])}"}
    with pytest.raises(UsageProblem, match="ANSWERS_OF_ANOTHER_LIST"):
        domain_list.parse_answers(body + b"\n" + json.dumps(seal).encode())
    seal = json.loads(last) | {"answers": f"sha256:{'0' * 64}"}
    with pytest.raises(UsageProblem, match="ANSWERS_CHANGED"):
        domain_list.parse_answers(body + b"\n" + json.dumps(seal).encode())


@pytest.mark.parametrize(
    "change",
    [
        {"domain": "a@b.example"},
        {"mx": [[1, "a\x1b[2J"]]},
        {"mx": [[1]]},
        {"mx": [[-1, "a"]]},
        {"mx": [[1, "a"]] * 300},
        {"a": 1},
        {"ttl": True},
        {"ttl": 10**11},
        {"ttl": 1.5},
        {"rcode": "<b>"},
        {"asked_at": "yesterday"},
        {"dnssec": "maybe"},
        {"resolver": None},
    ],
)
def test_a_field_out_of_its_range_is_told_by_its_line(change):
    good = json.loads(domain_list.answers_bytes([Answer("a.example")]).splitlines()[0])
    data = json.dumps(good | change).encode() + b"\n" + domain_list.answers_bytes([])
    with pytest.raises(UsageProblem, match="BAD_ANSWERS") as caught:
        domain_list.parse_answers(data)
    assert caught.value.place == {"line": 1}


def test_a_summary_counts_without_naming():
    found = domain_list.look_up_of(
        [
            Answer(
                "a.example", "NXDOMAIN", asked_at="2026-01-02T03:04:05Z", resolver="r", queries=1
            ),
            Answer(
                "b.example", "NOERROR", ((10, "mx."),), asked_at="2026-01-02T03:04:09Z", queries=2
            ),
            Answer("c.example"),
        ]
    )
    told = found.summary()
    assert (told.began, told.ended) == ("2026-01-02T03:04:05Z", "2026-01-02T03:04:09Z")
    assert (told.queries, told.domains, told.resolvers) == (3, 3, ("r",))
    assert told.statuses == {"no_domain": 1, "not_asked": 1, "takes_mail": 1}
    assert "example" not in repr(told)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Answer("a.fr", "NOERROR", ((0, "."),)), MailStatus.NULL_MX),
        (Answer("a.fr", "NOERROR", ((0, "."), (5, "m."))), MailStatus.TAKES_MAIL),
        (Answer("a.fr", "NOERROR", a=True), MailStatus.BY_ADDRESS),
        (Answer("a.fr", "NOERROR"), MailStatus.NO_MAIL),
        (Answer("a.fr", "NXDOMAIN"), MailStatus.NO_DOMAIN),
        (Answer("a.fr", "SERVFAIL"), MailStatus.BROKEN),
        (Answer("a.fr", "SERVFAIL", dnssec=Dnssec.BOGUS), MailStatus.BOGUS),
        (Answer("a.fr", "REFUSED"), MailStatus.REFUSED),
        (Answer("a.fr", "TIMEOUT"), MailStatus.NO_ANSWER),
        (Answer("a.fr"), MailStatus.NOT_ASKED),
    ],
)
def test_an_answer_in_one_word(answer, status):
    assert answer.status is status
