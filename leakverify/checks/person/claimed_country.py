"""PER022: whether the rows belong to the claimed country."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, Ints, Texts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role

MIN_ROWS: Final = 30
TOLD_BY: Final = (Role.COUNTRY, Role.EMAIL, Role.PHONE, Role.IBAN)

WORLDWIDE: Final = frozenset("ai am cc cd co eu fm gg io la ly me nu sh so st su to tv ws".split())  # noqa: SIM905
"""Country domains that are sold to everybody."""
DOMAIN_OF: Final = {"uk": "GB"}

NONE: Final = 0


class ClaimedCountry(StateCheck[DistinctSample]):
    """In how many rows the country that the row itself tells is the one that the claim names.

    Looks at:
        The column of countries, and the country of an e-mail domain (.fr, .de). Also the country code of a phone
        number, and the first letters of a valid IBAN. Rows that tell no country do not count. Each distinct row
        weighs once.

    Why it tells:
        Customers of a national company live there, most of them. Rows that nearly all tell of one other country are
        not its customers.

    Innocent explanations:
        - The organisation sits in one country and serves another.
        - A sample of its foreign customers only.

    Reads as:
        The claim of country contradicted. Says nothing of the five readings.

    Source:
        ISO 3166. The country domains of the IANA. The numbering plans of phonenumbers.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "PER022", "person.claimed-country", Family.PERSON, "inside_share"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first column of each kind that tells a country, where the claim names one."""
        if context.claim.country is None:
            return NotApplicable("NO_CLAIM")
        found = tuple(c for c in map(roles.first, TOLD_BY) if c is not None)
        return [Binding(found)] if found else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct rows with the country they tell, and whether any sign tells the claimed one."""
        return DistinctSample()

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Read the signs of the next rows."""
        claimed = number_of(context.claim.country or "")
        told = np.zeros(facts.rows, np.int64)
        inside = np.zeros(facts.rows, np.bool_)
        for column in binding.columns:
            signs = signs_of(facts, column, context.settings.roles.role_of(column))
            inside |= signs == claimed
            told = np.where(told == NONE, signs, told)
        told = np.where(inside, claimed, told)
        keys = row_keys(facts, context)
        places = state.pick(keys, told != NONE)
        state.take(keys, places, {"told": told[places]})

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """Say how many rows tell of the claimed country, and how many of the commonest other."""
        told, n = state.whole("told"), len(state)
        if n < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding, {"told_count": n})
        inside = told == number_of(context.claim.country or "")
        others, counts = np.unique(told[~inside], return_counts=True)
        measured: dict[str, Number] = {
            "inside_share": int(inside.sum()) / n,
            "inside_count": int(inside.sum()),
            "other_share": int(counts.max(initial=0)) / n,
            "countries_count": len(others) + int(inside.any()),
            "told_count": n,
        }
        rows = state.rows(~inside)
        return self._finding(binding, measured, None, {}, rows, "none")


def signs_of(facts: Facts, column: str, role: Role) -> Ints:
    """The country that one column tells, per row, as a number; 0 for none."""
    if role is Role.COUNTRY:
        cells = facts.countries(column)
        return cells.on_rows(numbers_of(cells.values), NONE)
    if role is Role.EMAIL:
        emails = facts.emails(column)
        return emails.by_domain(numbers_of(domain_countries(emails.domains)), NONE)
    if role is Role.PHONE:
        phones = facts.phones(column)
        abroad = phones.valid & written_whole(phones.values)
        return phones.on_rows(np.where(abroad, numbers_of(phones.region), NONE), NONE)
    accounts = facts.identifiers(column)
    heads = np.array([str(v)[:2].upper() for v in accounts.values], dtype=object)
    fine = (accounts.kind == "iban") & (accounts.valid == 1)
    return accounts.on_rows(np.where(fine, numbers_of(heads), NONE), NONE)


def domain_countries(domains: Texts) -> Texts:
    """The country of each domain's last label, "" where it has none."""
    out = np.full(len(domains), "", dtype=object)
    for i, domain in enumerate(domains.tolist()):
        last = str(domain).rpartition(".")[2]
        if len(last) == 2 and last.isascii() and last.isalpha() and last not in WORLDWIDE:  # noqa: PLR2004
            out[i] = DOMAIN_OF.get(last, last.upper())
    return out


def written_whole(values: Texts) -> Bools:
    """Which numbers are written with their country code; the others were read as the claimed country's own."""
    return np.array([str(v).startswith(("+", "00")) for v in values], np.bool_)


def numbers_of(codes: Texts) -> Ints:
    """Country codes as numbers, 0 for "" and for what is no code."""
    return np.array([number_of(str(code)) for code in codes], np.int64)


def number_of(code: str) -> int:
    """Two letters as a number."""
    return ord(code[0]) << 8 | ord(code[1]) if len(code) == 2 and code.isascii() else NONE  # noqa: PLR2004
