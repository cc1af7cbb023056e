"""Telephones: unassigned codes, drama ranges, masks, the row's country, and how rarely the library is asked."""

import random

import pandas as pd
import pytest

from leakverify.facts import phones
from leakverify.facts.cells import cell_facts
from leakverify.facts.phones import phone_facts


def column(values):
    return cell_facts(pd.Series(list(values), dtype="str"))


def facts_of(texts, region="", regions=None):
    return phone_facts(column(texts), column(regions) if regions else None, region)


@pytest.mark.parametrize(
    ("region", "form"),
    [
        ("US", "({:03}) 555-{:04}"), ("US", "+1{:03}867{:04}"), ("US", "001-{:03}-867-{:04}x{:03}"),
        ("FR", "06 {:02} 11 {:02} 13"), ("FR", "+33 (0)6 {:02} 11 {:02} 13"), ("GB", "07{:03} {:06}"),
        ("DE", "0{:03}/{:05}"), ("", "+49 {:03} {:06}"),
    ],
)  # fmt: skip
def test_ordinary_files_hardly_ever_come_to_the_library(monkeypatch, region, form):
    asked = []
    monkeypatch.setattr(phones.telephone, "parse", lambda text, _: asked.append(text))
    rng = random.Random(1)
    facts_of([form.format(*(rng.randrange(10, 100) for _ in range(3))) for _ in range(400)], region)
    assert len(asked) < 20


def test_a_written_code_of_no_country():
    texts = ["+99 555 000-1234", "0099 555 0001234", "+995 555 123456", "+4420 79460000", "+1-212-555-0123",
             "+1868 555 1234", "000 555 1234", "+210 123 4567", "06 12 34 56 78"]  # fmt: skip
    facts = facts_of(texts, "FR")
    marked = dict(zip(facts.values, facts.unassigned.tolist(), strict=True))
    assert [text for text in texts if marked[text]] == [texts[0], texts[1], texts[7]]
    assert facts.valid[0]  # phonenumbers takes it for a Georgian number; the mark is what tells


def test_numbers_of_drama_are_marked_though_invalid():
    facts = facts_of(
        ["06 39 98 12 34", "06 39 97 12 34", "+44 7700 900123", "+1 212 555 0123"], "FR"
    )
    assert facts.fiction.tolist() == [True, False, True, True]
    assert not facts.valid[0]


def test_the_row_country_comes_before_the_claims():
    facts = facts_of(["01 42 68 53 00", "01 42 68 53 00", "030 901820"], "DE", ["FR", "", "DE"])
    assert facts.codes.tolist() == [1, 0, 2]
    assert [facts.region[code] for code in facts.codes] == ["FR", "DE", "DE"]
    assert facts.values.tolist() == ["01 42 68 53 00", "01 42 68 53 00", "030 901820"]


def test_masks_and_shared_codes():
    facts = facts_of(["+1 (212) 867-5309 x12", "٠٦ ١٢ 34 é", "212 8675309"], "US")
    assert facts.mask.tolist() == ["+9 (999) 999-9999 a99", "99 99 99 a", "999 9999999"]
    assert facts.extension.tolist() == [True, False, False]
    assert facts.regions_of_code[0].split()[:2] == ["US", "AG"]
    assert facts.regions_of_code.tolist() == [
        facts.regions_of_code[0],
        "",
        facts.regions_of_code[0],
    ]


def test_digits_of_other_scripts_are_read():
    facts = facts_of(["۰۲۱ ۸۸۸۸ ۱۲۳۴", "０３-３５８１-１２３４"], regions=["IR", "JP"])
    assert sorted(facts.e164) == ["+81335811234", "+982188881234"]


def test_a_column_of_nothing():
    facts = facts_of(["", None, " "], "US")
    assert facts.codes.tolist() == [-1, -1, -1]
    assert len(facts.valid) == len(facts.mask) == len(facts.regions_of_code) == 0
