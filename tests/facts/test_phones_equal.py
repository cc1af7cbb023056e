"""Telephones: the bulk road gives phonenumbers' own answers for every region, type and form."""

import random

import pandas as pd
import phonenumbers
from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumbers import PhoneMetadata

from leakverify.facts.cells import cell_facts
from leakverify.facts.phones import phone_facts
from leakverify.validators import telephone

TYPES = [
    "premium_rate",
    "toll_free",
    "shared_cost",
    "voip",
    "personal_number",
    "pager",
    "uan",
    "voicemail",
    "fixed_line",
    "mobile",
]
CHARACTERS = "0123456789+ ()-./x#*,;~abc\u00a0\u202f٣۵５９é\x00\ufffd"


def examples():
    """Yield (country code, national number, region) of every example number that the library ships."""
    regions = sorted(phonenumbers.SUPPORTED_REGIONS)
    plans = [PhoneMetadata.metadata_for_region(region, None) for region in regions]
    codes = sorted(phonenumbers.COUNTRY_CODES_FOR_NON_GEO_REGIONS)
    plans += [PhoneMetadata.metadata_for_nongeo_region(code, None) for code in codes]
    for plan in plans:
        seen = set()
        for name in TYPES:
            description = getattr(plan, name)
            number = description and description.example_number
            if number and number not in seen:
                seen.add(number)
                yield plan.country_code, number, plan.id, plan.national_prefix or ""


def written_forms(rng, code, number, prefix):
    """The ways in which people and databases write one number."""
    third = max(1, len(number) // 3)
    parts = [number[:third], number[third : 2 * third], number[2 * third :]]
    bare = number.lstrip("0") or number
    return (
        f"+{code}{number}",
        f"+{code} " + " ".join(parts),
        f"+{code} (0){number}",
        f"(+{code}) " + "-".join(parts),
        f"00{code}{number}",
        f"00 {code} " + " ".join(parts),
        f"011-{code}-" + "-".join(parts),
        "001-" + "-".join(parts),
        f"{code}{number}",
        f"{code} {prefix}{number}",
        prefix + number,
        f"{prefix}{parts[0]}.{parts[1]}.{parts[2]}",
        f"({prefix}{parts[0]}) {parts[1]}-{parts[2]}",
        number,
        bare,
        f"0{number}",
        number[third:],
        f"{prefix}{number}x{rng.randrange(1, 99999)}",
        f"({parts[0]}) {parts[1]}-{parts[2]} ext. {rng.randrange(1, 999)}",
        f"+{code}{number} x123",
        f"+{code}\u00a0{number}",
        f"Tel: {prefix}{number}",
        f"fax (ext) 1 {number}" if rng.random() < 0.5 else f"x+{code}{number}x7",
    )


def damaged(rng, text):
    """One to three characters changed, dropped, doubled or put in."""
    letters = list(text)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(letters)) if letters else 0
        what = rng.random()
        if what < 0.5 and letters:
            letters[at] = rng.choice("0123456789" if rng.random() < 0.7 else CHARACTERS)
        elif what < 0.75 and letters:
            del letters[at]
        else:
            letters.insert(at, rng.choice("0123456789" if rng.random() < 0.6 else CHARACTERS))
    return "".join(letters)


def corpus(seed, share):
    """(text, dialling region) pairs: a seeded share of all forms, each from home and from elsewhere."""
    rng = random.Random(seed)
    homes = [*sorted(phonenumbers.SUPPORTED_REGIONS), "", "XX"]
    pairs = []
    for code, number, region, prefix in examples():
        for text in written_forms(rng, code, number, prefix):
            for form in (text, damaged(rng, text)):
                if rng.random() < share:
                    home = region if rng.random() < 0.7 else rng.choice(homes)
                    pairs.append((form, home))
    return pairs


NOTHING = telephone.Telephone(
    valid=False, region="", kind=-1, e164="", calling_code=0, national="", extension=False
)
REGIONS = [*sorted(phonenumbers.SUPPORTED_REGIONS), "", "XX"]


def column(values):
    return cell_facts(pd.Series(list(values), dtype="str"))


def facts_of(texts, region="", regions=None):
    return phone_facts(column(texts), column(regions) if regions else None, region)


def assert_equal_to_library(pairs):
    facts = facts_of([text for text, _ in pairs], regions=[region for _, region in pairs])
    for at, (_, region) in zip(facts.codes, pairs, strict=True):
        if at < 0:
            continue
        got = telephone.Telephone(
            valid=bool(facts.valid[at]),
            region=facts.region[at],
            kind=int(facts.kind[at]),
            e164=facts.e164[at],
            calling_code=int(facts.calling_code[at]),
            national=facts.national[at],
            extension=bool(facts.extension[at]),
        )
        expected = telephone.parse(facts.values[at], region) or NOTHING
        assert got == expected, (facts.values[at], region)
    return facts


def test_every_type_of_every_region_in_every_form_whole_and_damaged():
    assert_equal_to_library(corpus(seed=11, share=0.45))


def test_random_digits_dialled_from_anywhere():
    rng = random.Random(3)
    pairs = []
    for _ in range(15_000):
        digits = "".join(rng.choice("0123456789") for _ in range(rng.randint(2, 19)))
        pairs.append((rng.choice(["", "", "0", "00", "1", "+"]) + digits, rng.choice(REGIONS)))
    assert_equal_to_library(pairs)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.text(CHARACTERS, max_size=20), st.sampled_from(REGIONS)), max_size=8))
def test_any_text_made_of_the_signs_of_telephones(pairs):
    assert_equal_to_library(pairs)


@given(
    st.lists(st.tuples(st.text(st.characters(codec="utf-8")), st.sampled_from(REGIONS)), max_size=5)
)
def test_any_text_at_all(pairs):
    assert_equal_to_library(pairs)
