"""PER004: telephone numbers of another country than the row's."""

from typing import ClassVar, Final

import numpy as np
import pandas as pd

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import Marked
from leakverify.checks.weight import Beta, Trace, traced
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, PhoneFacts, Texts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

MIN_NUMBERS: Final = 10

GENUINE: Final = Beta(0.7, 14.0, 0.04)
"""Expatriates and travellers are a few per cent; a form with a wrong default country makes more."""

TRACES: Final = {
    Reading.FABRICATED: Trace(Beta(5.0, 1.0), 0.2),
    Reading.STITCHED: Trace(Beta(5.0, 1.0), 0.2),
    Reading.TAMPERED: Trace(Beta(1.0, 5.0), 0.1),
}


class PhoneCountry(StateCheck[Marked]):
    """Whether a number's country code fits the country that the row names.

    Looks at:
        Rows with a country and a possible number that is written with its country code. Numbers without a code say
        nothing here, for they are read in the row's own country.

    Why it tells:
        A person's address and number are mostly of one country. Columns that were invented one by one, or taken from
        different sources, agree by chance only.

    Innocent explanations:
        - People who live abroad and kept their number.
        - A form whose country is set by default and seldom changed.
        - A country column that names where the firm, not the person, is.

    Reads as:
        Disagreement throughout reads as assembled or invented. In a block of rows it reads as altered. A few rows say
        nothing.

    Source:
        Country codes of the International Telecommunication Union, as in libphonenumber.
    """

    info: ClassVar = CheckInfo(
        "PER004",
        "person.phone-country",
        Family.PERSON,
        "mismatch_share",
        exhibit=True,
        needs=("phone", "country"),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first column of numbers with the row's country."""
        phone, country = roles.first(Role.PHONE), roles.first(Role.COUNTRY)
        if phone is None or country is None:
            return NotApplicable("NO_COLUMN")
        return [Binding((phone, country))]

    def state(self, binding: Binding, context: Context) -> Marked:
        """Rows counted, numbers weighed."""
        return Marked()

    def look(self, state: Marked, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark the rows whose number belongs elsewhere."""
        phones = facts.phones(binding.columns[0])
        countries = facts.countries(binding.columns[1])
        written = phones.on_rows(says_country(phones), False)
        named = countries.on_rows(countries.values != "", False)
        eligible = written & named
        codes, regions = pd.factorize(phones.regions_of_code)
        width = len(countries.values)
        pair = codes[phones.codes[eligible]] * width + countries.codes[eligible]
        pairs, place = np.unique(pair, return_inverse=True)
        fits = inside(regions[pairs // width], countries.values[pairs % width])
        hit = np.zeros(len(eligible), dtype=np.bool_)
        hit[eligible] = ~fits[place]
        state.add(facts.key(binding.columns, context.seed), eligible, hit)

    def judge(self, state: Marked, binding: Binding, context: Context) -> Finding:
        """Weigh the disagreements by how far genuine lists go."""
        if state.n < MIN_NUMBERS:
            return self.not_applicable("FEW_VALUES", binding, {"phone_count": state.n})
        return self.exhibited(
            binding,
            {
                "mismatch_share": state.hits / state.n,
                "mismatch_rows": state.log.hits,
                "phone_rows": state.log.eligible,
            },
            traced(state.hits, state.n, GENUINE, TRACES),
            state.log.rows(),
        )


def says_country(phones: PhoneFacts) -> Bools:
    """Possible numbers written with an existing country code."""
    codes, masks = pd.factorize(phones.mask)
    plus = np.array([mask.lstrip(" (").startswith("+") for mask in masks], dtype=np.bool_)[codes]
    likely = phones.valid & ~phones.unassigned
    doubtful = np.flatnonzero(likely & ~plus)
    texts = phones.values[doubtful].tolist()
    plus[doubtful] = [text.lstrip(" (").startswith("00") for text in texts]
    return likely & plus


def inside(regions: Texts, countries: Texts) -> Bools:
    """Whether each country is among the regions beside it."""
    pairs = zip(regions.tolist(), countries.tolist(), strict=True)
    return np.array([country in region.split() for region, country in pairs], dtype=np.bool_)
