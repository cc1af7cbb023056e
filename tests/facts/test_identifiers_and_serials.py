import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.facts.cells import cell_facts
from leakverify.facts.identifiers import identifier_facts, is_plain
from leakverify.facts.kinds import NO_TIME
from leakverify.facts.serials import serial_facts
from leakverify.model.terms import Role
from leakverify.validators import hash_kind, iban, ip_address, unique_ids


def cells(*values):
    return cell_facts(pd.Series(list(values), dtype="str"))


def test_ibans():
    facts = identifier_facts(
        cells(
            "DE89 3704 0044 0532 0130 00", "DE89370400440532013001", "DE36000000010532013000", "n/a"
        ),
        Role.IBAN,
    )
    assert facts.kind.tolist() == ["iban", "iban", "iban", ""]
    assert facts.valid.tolist()[:2] == [1, 0]
    assert facts.special.tolist() == [True, False, False, False]
    assert facts.known.tolist()[0] == 1


def test_a_valid_iban_with_a_false_national_key_or_unknown_bank_is_not_known():
    import schwifty

    false_key = str(schwifty.IBAN.from_bban("FR", "30006000011234567890100"))
    no_bank = str(schwifty.IBAN.from_bban("DE", "000000010532013000"))
    facts = identifier_facts(cells(false_key, no_bank), Role.IBAN)
    assert facts.valid.tolist() == [1, 1]
    assert facts.known.tolist() == [0, 0]


def test_cards_addresses_hashes_ids():
    facts = identifier_facts(
        cells("4242 4242 4242 4242", "4242424242424243", "****-****-****-1234"), Role.CARD
    )
    assert facts.kind.tolist() == ["card.visa", "card.visa", "card.masked"]
    assert facts.valid.tolist() == [1, 0, -1]
    assert facts.special.tolist() == [True, False, False]
    facts = identifier_facts(cells("203.0.113.9", "8.8.8.8", "999.1.1.1", "::1"), Role.IP)
    assert facts.kind.tolist() == ["ipv4", "ipv4", "", "ipv6"]
    assert facts.valid.tolist() == [1, 1, 0, 1]
    assert facts.special.tolist() == [True, False, False, True]
    facts = identifier_facts(cells("507f1f77bcf86cd799439011"), Role.OBJECT_ID)
    assert (facts.kind[0], facts.seconds[0]) == ("objectid", 1350508407)


def test_national_numbers_by_country():
    facts = identifier_facts(cells("52998224725", "52998224726"), Role.NATIONAL_ID, "BR")
    assert facts.kind.tolist() == ["br.cpf", "br.cpf"]
    assert facts.valid.tolist() == [1, 0]
    facts = identifier_facts(cells("52998224725"), Role.NATIONAL_ID)
    assert (facts.kind[0], facts.valid[0]) == ("", -1)


def test_bank_codes():
    facts = identifier_facts(cells("COBADEFFXXX", "37040044", "99999999"), Role.BANK_CODE, "DE")
    assert facts.kind.tolist() == ["bic", "de.bank", "de.bank"]
    assert facts.known.tolist() == [1, 1, 0]


def test_by_form_takes_only_what_nothing_else_has():
    facts = identifier_facts(
        cells(
            "8.8.8.8",
            "DE89370400440532013000",
            "5f4dcc3b5aa765d61d8327deb882cf99",
            "4242424242424242",
            "word",
        ),
        Role.UNKNOWN,
    )
    assert facts.kind.tolist() == ["ipv4", "iban", "md5", "", ""]
    assert facts.seconds.tolist() == [NO_TIME] * 5


@pytest.mark.parametrize(
    ("text", "prefix", "serial"),
    [("1042", "", 1042), ("000042", "", 42), ("C-10231", "C-", 10231), ("FR-2023-0042", "FR-2023-", 42), ("#7", "#", 7),
     ("2023/0042", "2023/", 42), ("1042.0", "", 1042), ("-1", "", -1), ("12.5", "", -1), ("", "", None),
     ("٤٢", "", -1), ("9" * 18, "", 10**18 - 1), ("9" * 19, "", -1), ("a@1", "", -1), ("DCreAhGF99", "DCreAhGF", 99)],
)  # fmt: skip
def test_serials(text, prefix, serial):
    facts = serial_facts(cells(text))
    if serial is None:
        assert facts.codes.tolist() == [-1]
    else:
        assert (facts.prefix[0], facts.serial[0]) == (prefix, serial)


@given(
    st.lists(st.text(max_size=40) | st.integers(0, 10**20).map(str), max_size=10),
    st.sampled_from(list(Role)),
)
def test_any_text_in_any_role(values, role):
    column = cells(*values)
    for facts in (identifier_facts(column, role), identifier_facts(column, role, "FR")):
        assert len(facts.kind) == len(column.values)
        assert set(np.unique(facts.valid)) <= {-1, 0, 1}
    assert len(serial_facts(column).serial) == len(column.values)


@given(
    st.from_regex(r"[A-Za-z0-9:./$*_ #-]{0,16}", fullmatch=True)
    | st.from_regex(r"[A-Za-z]{0,6}[-_/ #]?[0-9]{1,16}", fullmatch=True)
    | st.from_regex(r"\d{1,17}", fullmatch=True)
)
def test_a_text_that_is_too_plain_to_look_at_has_no_form(text):
    if is_plain(text):
        assert unique_ids.read(text) is None
        assert hash_kind.read(text) is None
        assert not iban.is_valid(text)
        assert not ip_address.is_valid(text)


def test_plain_numbers_among_identifiers_change_nothing():
    forms = ["507f1f77bcf86cd799439011", "203.0.113.7", "NO93 8601 1117 947", "0123456789abcdef"]
    mixed = identifier_facts(cells("1042", *forms, "C-7", "99"), Role.RECORD_ID)
    alone = identifier_facts(cells(*forms), Role.RECORD_ID)
    for name in ("kind", "valid", "known", "special", "seconds"):
        assert getattr(mixed, name).tolist()[1:-2] == getattr(alone, name).tolist()
    assert [mixed.kind[0], *mixed.kind[-2:]] == ["", "", ""]
    assert alone.kind.tolist() == ["objectid", "ipv4", "iban", "mysql323"]
