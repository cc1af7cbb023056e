"""What holds for every check, whatever it looks at."""

import datetime as dt
import importlib
import inspect
import math
import pkgutil
import random
import re
import string

from hypothesis import given, settings
from hypothesis import strategies as st

import leakverify.checks
from leakverify.checks.base import StateCheck
from leakverify.checks.catalogue import CHECKS
from leakverify.model.claim import Claim
from leakverify.model.terms import ACCUSING, State
from leakverify.words import findings as words
from tests.checks.bench import context_of, facts_of, frame_of, run

HEADINGS = ("Looks at", "Why it tells", "Innocent explanations", "Reads as", "Source")

COLUMNS = {
    "id": "record_id",
    "mail": "email",
    "tel": "phone",
    "name": "full_name",
    "first": "first_name",
    "last": "last_name",
    "street": "street",
    "zip": "postcode",
    "town": "city",
    "state": "region",
    "country": "country",
    "born": "birth_date",
    "made": "created",
    "changed": "updated",
    "seen": "last_login",
    "paid": "amount",
    "iban": "iban",
    "card": "card",
    "ip": "ip",
    "oid": "object_id",
    "secret": "password_hash",
    "uid": "uuid",
    "sex": "gender",
    "money": "currency",
    "note": "free_text",
    "odd": "unknown",
}

CELLS = {
    "mail": [
        "jean.dupont@orange.fr",
        "anna@example.com",
        "bob12@gmail.com",
        "x@@y",
        "Zoe_K@web.de",
    ],
    "tel": ["+33 1 99 00 12 34", "0612345678", "+1 212 555 0123", "+99 555", "020 7946 0123"],
    "name": ["Jean Dupont", "Anna Schmidt", "John Doe", "asdf asdf", "Li Bo", "O'Brien, Mary"],
    "first": ["Jean", "Anna", "Mary Ann", "Bo"],
    "last": ["Dupont", "Schmidt", "da Silva", "Li"],
    "street": ["12 rue de la Paix", "123 Vasquez Ramp Apt. 4", "Hauptstr. 5"],
    "zip": ["75008", "10001", "SW1A 1AA", "00000"],
    "town": ["Paris", "New York", "Lake Alyssaberg", "Saint Julie"],
    "state": ["NY", "CA", "Bayern", "75"],
    "country": ["FR", "US", "Germany", "??"],
    "born": ["1970-01-01", "31/02/1980", "12.05.1990"],
    "made": ["2021-03-04 12:30:00", "2022-05-06T01:02:03Z", "03/04/2020"],
    "changed": ["2021-03-05 12:30:00", "2031-01-01 00:00:00", "x"],
    "seen": ["2021-03-06 12:30:59", "0000-00-00", ""],
    "paid": ["12.50", "1.234,56", "-3", "1e99", "€ 5"],
    "iban": ["FR7630006000011234567890189", "GB82WEST12345698765432", "DE00"],
    "card": ["4111111111111111", "4242 4242 4242 4242", "123"],
    "ip": ["8.8.8.8", "240.1.2.3", "10.0.0.1", "::1"],
    "oid": ["507f1f77bcf86cd799439011", "f" * 24],
    "secret": ["$2y$10$" + "a" * 53, "5f4dcc3b5aa765d61d8327deb882cf99"],
    "uid": ["9b9f5c1e-7c3a-4d6e-9b1a-2f3c4d5e6f70", "9b9f5c1e-7c3a-0d6e-1b1a-2f3c4d5e6f71", "{}"],
    "sex": ["F", "M", "Mme", "x"],
    "money": ["EUR", "$", "zł", "??"],
    "note": ["NA", "null", "-", "JosÃ© was here", "x" * 2000],
    "odd": ["3", "7", "abc", "2020"],
}


CLAIM = Claim(country="FR", records=90, stolen=dt.date(2009, 1, 1), software=("Laravel",))


def context():
    """A context in which every check has what it compares with."""
    return context_of(COLUMNS, country="FR", claim=CLAIM, dump_day=dt.date(2021, 3, 5))


def table(seed, count, weird):
    """A table of plausible and weird cells, some missing, some empty."""
    rng = random.Random(seed)
    rows = []
    for i in range(count):
        row = []
        for name in COLUMNS:
            chance = rng.random()
            if chance < 0.05:
                row.append(None)
            elif chance < 0.1:
                row.append("")
            elif chance < 0.2 and weird:
                row.append(rng.choice(weird))
            elif name == "id":
                row.append(str(100 + i * 2))
            else:
                cell = rng.choice(CELLS[name])
                row.append(
                    cell.replace("@", f"{rng.randrange(90)}@", 1) if name == "mail" else cell
                )
        rows.append(row)
    if count > 3:
        rows[-1] = list(rows[1])
    return frame_of(COLUMNS, rows)


def modules():
    """Every module below a family's package."""
    for family in pkgutil.iter_modules(leakverify.checks.__path__):
        if family.ispkg:
            package = importlib.import_module(f"leakverify.checks.{family.name}")
            for module in pkgutil.iter_modules(package.__path__):
                yield importlib.import_module(f"{package.__name__}.{module.name}")


def test_headings_stand_in_order():
    for check in CHECKS:
        text = inspect.getdoc(type(check))
        places = [re.search(rf"^{h}:", text, re.MULTILINE) for h in HEADINGS]
        assert all(places), (
            check.info.id,
            [h for h, p in zip(HEADINGS, places, strict=True) if not p],
        )
        starts = [p.start() for p in places]
        assert starts == sorted(starts), check.info.id


def test_ids_and_names_are_well_formed_and_unique():
    ids = [check.info.id for check in CHECKS]
    names = [check.info.name for check in CHECKS]
    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)
    for check in CHECKS:
        assert re.fullmatch(r"[A-Z]{3}\d{3}", check.info.id)
        family, _, slug = check.info.name.partition(".")
        assert family == check.info.family
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        module = inspect.getmodule(type(check))
        assert module.__doc__.startswith(f"{check.info.id}: ")


def test_every_module_is_registered():
    registered = {type(check) for check in CHECKS}
    for module in modules():
        for _, found in inspect.getmembers(module, inspect.isclass):
            own = found.__module__ == module.__name__
            if own and issubclass(found, StateCheck) and hasattr(found, "info"):
                assert found in registered, found


def check_finding(check, finding, weird):
    """What may and may not stand in a finding."""
    limit = 4.0 if check.info.hard else 2.0
    assert finding.check == check.info.id
    assert set(finding.support) <= set(ACCUSING)
    assert all(abs(s) <= limit for s in finding.support.values())
    for name, value in {**finding.measured, **finding.expected}.items():
        assert value is None or isinstance(value, str | int) or math.isfinite(value), (check, name)
        assert not isinstance(value, str) or value not in weird, (check, name)
        if name.endswith("share") and value is not None:
            assert 0 <= value <= 1, (check, name, value)
    if finding.state is State.COMPUTED:
        assert check.info.headline in finding.measured, check
    else:
        assert finding.reason, check


@settings(max_examples=15)
@given(
    st.integers(0, 1 << 30),
    st.integers(0, 90),
    st.lists(st.text(st.characters(), max_size=30).map("~~~".__add__), max_size=6),
    st.lists(st.integers(0, 90), max_size=3),
)
def test_no_split_of_the_rows_changes_a_finding(seed, count, weird, cuts):
    known = context()
    frame = table(seed, count, weird)
    whole = facts_of(frame, known)
    parts = facts_of(frame, known, [min(c, count) for c in cuts])
    for check in CHECKS:
        found = run(check, whole, known)
        assert run(check, parts, known) == found, check.info.id
        assert run(check, whole, known) == found, check.info.id
        for finding in found:
            check_finding(check, finding, set(weird))


def test_every_template_finds_its_fields():
    known = context()
    facts = facts_of(table(7, 400, []), known)
    for check in CHECKS:
        phrase = words.phrases()[check.info.id]
        for finding in run(check, facts, known):
            if finding.state is not State.COMPUTED:
                continue
            measured = {*finding.measured, *finding.expected}
            for template in (
                phrase.against,
                phrase.supports,
                phrase.nothing,
                phrase.seen,
                phrase.figure,
                *phrase.seen_less,
                *phrase.figure_less,
            ):
                fields = {f for _, f, _, _ in string.Formatter().parse(template) if f}
                assert fields <= measured, (check.info.id, fields - measured)


def test_titles_are_short():
    for check in CHECKS:
        phrase = words.phrases()[check.info.id]
        for title in (phrase.against, phrase.supports, phrase.nothing):
            assert len(title.split()) <= 12, (check.info.id, title)
