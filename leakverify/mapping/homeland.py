"""Which country a sample is from, where the claim does not say: a vote of everything that carries one."""

from collections import Counter, defaultdict
from typing import Final

import numpy as np
import pandas as pd

from leakverify.facts.cells import cell_facts
from leakverify.facts.kinds import Cells, Texts
from leakverify.facts.phones import phone_facts
from leakverify.facts.places import country_cells
from leakverify.mapping import headers
from leakverify.mapping.vocabulary import US_STATES
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Role
from leakverify.reference import postal
from leakverify.validators import iban, national

ASKED: Final = (
    "US", "GB", "FR", "DE", "ES", "IT", "NL", "BE", "CH", "AT", "PT", "BR", "MX", "IN", "IR", "PL", "RU", "TR", "JP",
    "AU", "SE", "CA", "UA", "CZ",
)  # fmt: skip
"""Countries that a sample without any written country may turn out to be from."""

_HEADER_LANDS: Final = {
    "FR": "prenom ville nom naissance courriel telephone commune adresse civilite",
    "DE": "vorname nachname plz ort strasse geburtsdatum telefonnummer hausnummer wohnort",
    "ES": "nombre apellidos apellido ciudad correo nacimiento codigo telefono",
    "BR": "cpf cep uf cidade endereco sobrenome bairro nascimento",
    "IT": "cognome indirizzo citta cap codice fiscale comune",
    "NL": "voornaam achternaam woonplaats straat postcode huisnummer geboortedatum",
    "PL": "imie nazwisko miasto ulica kod pesel",
    "RU": "имя фамилия город улица телефон почта дата",
    "IR": "نام كد شهر استان تلفن كدملي خانوادگي",
    "JP": "氏名 住所 郵便番号 電話番号 生年月日 性別 都道府県",
}  # fmt: skip
_SHARED_TLDS: Final = frozenset(
    [
        "com",
        "net",
        "org",
        "info",
        "eu",
        "io",
        "co",
        "me",
        "tv",
        "cc",
        "ai",
        "biz",
        "gov",
        "edu",
        "mil",
        "int",
    ]
)
_TLD_LAND: Final = {"uk": "GB", "gov": "US", "edu": "US", "mil": "US"}
_SAMPLE: Final = 80
_HALF: Final = 0.5
_MOST: Final = 0.6
_NEARLY_ALL: Final = 0.9
_MARGIN: Final = 0.15
_DECIDED: Final = 2.0
_LEAD: Final = 1.0
_MIN_VALUES: Final = 5
_MANY_TLDS: Final = 0.3
_MIN_WORDS: Final = 2


def vote(head: pd.DataFrame, mapping: Mapping) -> str:
    """The country (ISO alpha-2) that the head of a sample speaks for, "" if it is not sure."""
    written = _written(head, mapping)
    if written is not None:
        return written
    votes: defaultdict[str, float] = defaultdict(float)
    for voter in (_phones, _postcodes, _regions, _numbers, _domains, _headers):
        for land, weight in voter(head, mapping):
            votes[land] += weight
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _DECIDED:
        return ""
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _LEAD:
        return ""
    return ranked[0][0]


Votes = list[tuple[str, float]]


def _written(head: pd.DataFrame, mapping: Mapping) -> str | None:
    """The country that most rows name; "" where they name many; None without such a column."""
    column = mapping.first(Role.COUNTRY)
    if column is None:
        return None
    named = country_cells(cell_facts(head[column]))
    counts = Counter(dict(zip(named.values.tolist(), named.weights().tolist(), strict=True)))
    counts.pop("", None)
    if not counts:
        return None
    land, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return str(land) if count >= _MOST * sum(counts.values()) else ""


def _phones(head: pd.DataFrame, mapping: Mapping) -> Votes:
    """Where the numbers belong, written with a country code or else dialled from each country that is asked."""
    column = mapping.first(Role.PHONE)
    if column is None:
        return []
    cells = _some(head, column)
    if not len(cells.values):
        return []
    abroad = np.array([v.startswith(("+", "00")) for v in cells.values.tolist()])
    if abroad.mean() >= _HALF:
        facts = phone_facts(cells, None, "")
        pairs = zip(facts.region.tolist(), facts.regions_of_code.tolist(), strict=True)
        regions = Counter(own or shared.partition(" ")[0] for own, shared in pairs if own or shared)
        if not regions:
            return []
        land, count = max(regions.items(), key=lambda item: (item[1], item[0]))
        return [(land, 2.0)] if count >= _MOST * regions.total() else []
    shares = []
    for land in ASKED:
        facts = phone_facts(cells, None, land)
        shares.append((float(np.mean(facts.valid & (facts.region == land))), land))
    shares.sort(reverse=True)
    (best, land), (second, _) = shares[0], shares[1]
    return [(land, 2.0 if best >= _NEARLY_ALL else 1.0)] if best - second >= _MARGIN else []


def _postcodes(head: pd.DataFrame, mapping: Mapping) -> Votes:
    """Where the postcodes exist, and with the towns beside them."""
    code, town = mapping.first(Role.POSTCODE), mapping.first(Role.CITY)
    if code is None:
        return []
    rows = (
        head[[code, town]].dropna().head(_SAMPLE) if town else head[[code]].dropna().head(_SAMPLE)
    )
    codes = _objects(rows[code].tolist())
    if len(codes) < _MIN_VALUES:
        return []
    folded = postal.fold_places(_objects(rows[town].tolist())) if town else None
    exist, paired = [], []
    for land in ASKED:
        if land not in postal.countries():
            continue
        table = postal.table(land)
        exist.append((float(table.has_code(codes).mean()), land))
        if folded is not None:
            paired.append((float(table.has_pair(codes, folded).mean()), land))
    paired.sort(reverse=True)
    if paired and paired[0][0] >= _HALF:
        return [(paired[0][1], 3.0)]
    exist.sort(reverse=True)
    (best, land), (second, _) = exist[0], exist[1]
    if best - second < _MARGIN:
        return []
    return [(land, 2.0 if best >= _NEARLY_ALL and best - second >= 2 * _MARGIN else 1.0)]


def _regions(head: pd.DataFrame, mapping: Mapping) -> Votes:
    column = mapping.first(Role.REGION)
    if column is None:
        return []
    values = _some(head, column).values
    states = sum(v in US_STATES for v in values.tolist())
    return (
        [("US", 2.0)] if len(values) >= _MIN_VALUES and states >= _NEARLY_ALL * len(values) else []
    )


def _numbers(head: pd.DataFrame, mapping: Mapping) -> Votes:
    """Accounts and national numbers that carry their country."""
    votes: Votes = []
    for column in mapping.named(Role.IBAN):
        lands = Counter(
            n[:2]
            for n in map(iban.compact, _some(head, column).values.tolist())
            if iban.structure_holds(n)
        )
        votes += [(land, 2.0) for land, count in lands.items() if count >= _MOST * lands.total()]
    for role in (Role.NATIONAL_ID, Role.COMPANY_ID):
        for column in mapping.named(role):
            found = [
                national.find(v, country="", company=role is Role.COMPANY_ID)
                for v in _some(head, column).values.tolist()
            ]
            lands = Counter(f.kind[:2].upper() for f in found if f is not None and f.valid)
            votes += [(land, 2.0) for land, count in lands.items() if count >= _MOST * len(found)]
    return votes


def _domains(head: pd.DataFrame, mapping: Mapping) -> Votes:
    """National ends of mail domains."""
    column = mapping.first(Role.EMAIL)
    if column is None:
        return []
    cells = cell_facts(head[column])
    ends: Counter[str] = Counter()
    for value, count in zip(cells.values.tolist(), cells.weights().tolist(), strict=True):
        end = value.rpartition(".")[2].lower()
        if end in _TLD_LAND or (len(end) == 2 and end not in _SHARED_TLDS):  # noqa: PLR2004  (country ends have two letters)
            ends[_TLD_LAND.get(end, end.upper())] += count
    if not ends:
        return []
    land, count = max(ends.items(), key=lambda item: (item[1], item[0]))
    return [(land, 1.0)] if count >= _MANY_TLDS * max(cells.count, 1) else []


def _headers(_head: pd.DataFrame, mapping: Mapping) -> Votes:
    """The language of the headers."""
    words = {w for c in mapping for w in headers.fold(c.name)}
    counts = [
        (len(words & {f for word in listed.split() for f in headers.fold(word)}), land)
        for land, listed in _HEADER_LANDS.items()
    ]
    counts.sort(reverse=True)
    (best, land), (second, _) = counts[0], counts[1]
    return [(land, 1.0)] if best >= _MIN_WORDS and best > second else []


def _some(head: pd.DataFrame, column: str) -> Cells:
    """Some distinct cells of a column, evenly from its head."""
    cells = cell_facts(head[column])
    step = max(1, len(cells.values) // _SAMPLE)
    chosen = cells.values[::step][:_SAMPLE]
    count = len(chosen)
    none = np.zeros(count, dtype=np.bool_)
    return Cells(np.arange(count, dtype=np.int32), chosen, none, np.zeros(count, np.int64), none)


def _objects(values: list[str]) -> Texts:
    out = np.empty(len(values), dtype=object)
    out[:] = [str(v).strip() for v in values]
    return out
