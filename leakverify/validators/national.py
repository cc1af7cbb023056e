"""National numbers of persons and companies: check digits by python-stdnum, found by shape and country.

A bare row of eleven digits is a valid number of some country by luck, so a format is believed only where the
country is known or the number is written in a way that no other country uses.
https://arthurdejong.org/python-stdnum/

>>> find("529.982.247-25", country="", company=False)
NationalNumber(kind='br.cpf', valid=True)
>>> find("52998224725", country="", company=False)
>>> find("52998224726", country="BR", company=False)
NationalNumber(kind='br.cpf', valid=False)
"""

import importlib
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

Reason = Literal["empty", "format", "checksum"]

_OWN: Final = frozenset({"gb.nino", "ir.melli"})
"""Numbers whose rules stand here, because the library has them not."""
_SEPARATORS: Final = str.maketrans("", "", " -./\u00a0\u202f")


@dataclass(frozen=True, slots=True)
class NationalNumber:
    """Which number this is (`fr.nir`) and whether its check digits and date parts hold."""

    kind: str
    valid: bool


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of number: shape once separators are gone, and the notation that gives it away (None: none)."""

    kind: str
    company: bool
    shape: re.Pattern[str]
    written: re.Pattern[str] | None = None

    @property
    def country(self) -> str:
        """ISO alpha-2 of the country that issues it."""
        return self.kind[:2].upper()


def _person(kind: str, shape: str, written: str | None = None) -> Format:
    return Format(kind, False, _compiled(shape), None if written is None else _compiled(written))


def _company(kind: str, shape: str, written: str | None = None) -> Format:
    return Format(kind, True, _compiled(shape), None if written is None else _compiled(written))


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


_NIR: Final = r"[1-478]\d\d(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d\d|2[AB])\d{6}\d\d"
_NIR_SPACED: Final = r"[1-478] ?\d\d ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d\d|2[AB]) ?\d{3} ?\d{3} ?\d\d"
_FISCAL: Final = r"[A-Z]{6}[0-9L-V]{2}[A-EHLMPR-T][0-9L-V]{2}[A-Z][0-9L-V]{3}[A-Z]"
_CHINA: Final = r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d\d{3}[\dX]"
_CURP: Final = r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d"

FORMATS: Final = (
    _person("fr.nir", _NIR, _NIR_SPACED),
    _person("us.ssn", r"\d{9}", r"\d{3}-\d{2}-\d{4}"),
    _person("br.cpf", r"\d{11}", r"\d{3}\.\d{3}\.\d{3}-\d{2}"),
    _person("es.dni", r"\d{8}[A-Z]", r"\d{8}-?[TRWAGMYFPDXBNJZSQVHLCKE]"),
    _person("es.nie", r"[XYZ]\d{7}[A-Z]", r"[XYZ]-?\d{7}-?[A-Z]"),
    _person("it.codicefiscale", _FISCAL, _FISCAL),
    _person("de.idnr", r"\d{11}", r"\d{2} \d{3} \d{3} \d{3}"),
    _person("gb.nino", r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]", r"[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]"),
    _person("gb.nhs", r"\d{10}", r"\d{3} \d{3} \d{4}"),
    _person("pl.pesel", r"\d{11}"),
    _person("nl.bsn", r"\d{8,9}"),
    _person("be.nn", r"\d{11}", r"\d\d\.\d\d\.\d\d-\d{3}\.\d\d"),
    _person("pt.nif", r"[1-356789]\d{8}"),
    _person("pt.cc", r"\d{9}[A-Z0-9]{2}\d", r"\d{8} \d [A-Z0-9]{2}\d"),
    _person("at.vnr", r"\d{10}"),
    _person("ch.ssn", r"756\d{10}", r"756\.\d{4}\.\d{4}\.\d{2}"),
    _person("ie.pps", r"\d{7}[A-W][A-IW]?", r"\d{7}[A-W][A-IW]?"),
    _person("se.personnummer", r"\d{10}|\d{12}", r"(?:19|20)?\d{6}[-+]\d{4}"),
    _person("fi.hetu", r"\d{6}[-+A-FYXWVU]?\d{3}[A-Z0-9]", r"\d{6}[-+A]\d{3}[0-9A-FHJ-NPR-Y]"),
    _person("dk.cpr", r"\d{10}"),
    _person("no.fodselsnummer", r"\d{11}"),
    _person("cz.rc", r"\d{9,10}", r"\d{6}/\d{3,4}"),
    _person("sk.rc", r"\d{9,10}"),
    _person("ro.cnp", r"[1-9]\d{12}"),
    _person("bg.egn", r"\d{10}"),
    _person("hr.oib", r"\d{11}"),
    _person("ee.ik", r"[1-8]\d{10}"),
    _person("lt.asmens", r"[1-6]\d{10}"),
    _person("si.emso", r"\d{13}"),
    _person("gr.amka", r"\d{11}"),
    _person("tr.tckimlik", r"[1-9]\d{10}"),
    _person("ru.inn", r"\d{12}"),
    _person("ua.rntrc", r"\d{10}"),
    _person("cn.ric", _CHINA, _CHINA),
    _person("kr.rrn", r"\d{13}", r"\d{6}-[1-8]\d{6}"),
    _person("jp.in_", r"\d{12}"),
    _person("in.pan", r"[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z]", r"[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z]"),
    _person("in.aadhaar", r"[2-9]\d{11}", r"[2-9]\d{3} \d{4} \d{4}"),
    _person("ir.melli", r"\d{10}", r"\d{3}-\d{6}-\d"),
    _person("il.idnr", r"\d{9}"),
    _person("pk.cnic", r"\d{13}", r"\d{5}-\d{7}-\d"),
    _person("th.pin", r"[1-8]\d{12}", r"\d-\d{4}-\d{5}-\d{2}-\d"),
    _person("my.nric", r"\d{12}", r"\d{6}-\d{2}-\d{4}"),
    _person("id.nik", r"\d{16}"),
    _person("za.idnr", r"\d{13}"),
    _person("ca.sin", r"\d{9}", r"\d{3} \d{3} \d{3}"),
    _person("au.tfn", r"\d{8,9}"),
    _person("nz.ird", r"\d{8,9}"),
    _person("mx.curp", _CURP, _CURP),
    _person("ar.cuit", r"\d{11}", r"\d{2}-\d{8}-\d"),
    _person("ar.dni", r"\d{7,8}"),
    _person("cl.rut", r"\d{7,8}[\dK]", r"\d{1,2}\.\d{3}\.\d{3}-[\dK]"),
    _person("co.nit", r"\d{8,10}"),
    _person("ec.ci", r"\d{10}"),
    _person("pe.cui", r"\d{8}\d?"),
    _company("fr.siret", r"\d{14}", r"\d{3} \d{3} \d{3} \d{5}"),
    _company("fr.siren", r"\d{9}"),
    _company("us.ein", r"\d{9}", r"\d{2}-\d{7}"),
    _company("br.cnpj", r"\d{14}", r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}"),
    _company("es.cif", r"[A-HJNP-SUVW]\d{7}[0-9A-J]", r"[A-HJNP-SUVW]-?\d{7}-?[0-9A-J]"),
    _company("it.iva", r"(?:IT)?\d{11}"),
    _company("pl.nip", r"\d{10}", r"\d{3}-\d{3}-\d{2}-\d{2}"),
    _company("pl.regon", r"\d{9}|\d{14}"),
    _company("no.orgnr", r"\d{9}"),
    _company("se.orgnr", r"\d{10}"),
    _company("fi.ytunnus", r"\d{8}", r"\d{7}-\d"),
    _company("dk.cvr", r"\d{8}"),
    _company("ch.uid", r"CHE\d{9}", r"CHE-\d{3}\.\d{3}\.\d{3}"),
    _company("at.uid", r"(?:AT)?U\d{8}", r"ATU\d{8}"),
    _company("be.vat", r"(?:BE)?[01]?\d{9}", r"BE ?[01]\d{3}\.?\d{3}\.?\d{3}"),
    _company("nl.btw", r"(?:NL)?\d{9}B\d\d", r"NL\d{9}B\d\d"),
    _company("ru.inn", r"\d{10}"),
    _company("ru.ogrn", r"\d{13}|\d{15}"),
    _company("in.gstin", r"\d\d[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[\dA-Z]", r"\d\d[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[\dA-Z]"),
    _company("cn.uscc", r"[0-9A-HJ-NP-RTUW-Y]{18}", r"9[1-3]\d{6}[0-9A-HJ-NP-RTUW-Y]{10}"),
    _company("jp.cn", r"[1-9]\d{12}"),
    _company("au.abn", r"\d{11}", r"\d{2} \d{3} \d{3} \d{3}"),
    _company("pt.nif", r"(?:PT)?[5689]\d{8}"),
)  # fmt: skip


def compact(text: str) -> str:
    """The number without separators, in capitals."""
    return text.translate(_SEPARATORS).upper()


def modules() -> frozenset[str]:
    """The library's modules that the table names, for whoever has to ship them."""
    return frozenset(_module_name(f.kind) for f in FORMATS if f.kind not in _OWN)


def find(text: str, *, country: str, company: bool) -> NationalNumber | None:
    """The format of a written number, of this country first; None where nobody could tell it."""
    written, number = text.strip().upper(), compact(text)
    for form in _of(country, company=company) if country else ():
        if form.shape.fullmatch(number):
            return NationalNumber(form.kind, _holds(form.kind, number))
    for form in _of("", company=company):
        if form.written is not None and form.written.fullmatch(written):
            return NationalNumber(form.kind, _holds(form.kind, number))
    return None


def is_documented_ssn(text: str) -> bool:
    """Whether a US social security number is one that advertisements and films use (METHOD T1)."""
    number = compact(text)
    return number in {"078051120", "219099999"} or number[:8] == "98765432"


def explain(text: str, *, country: str, company: bool = False) -> Reason | None:
    """Why this is no national number of that country, or None if it is one."""
    if not text.strip():
        return "empty"
    found = find(text, country=country, company=company)
    if found is None:
        return "format"
    return None if found.valid else "checksum"


def is_valid(text: str, *, country: str, company: bool = False) -> bool:
    """Whether this is a national number of that country."""
    return explain(text, country=country, company=company) is None


@cache
def _of(country: str, *, company: bool) -> tuple[Format, ...]:
    return tuple(
        f for f in FORMATS if f.company is company and (not country or f.country == country)
    )


def _holds(kind: str, number: str) -> bool:
    if kind == "gb.nino":
        return number[:2] not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}
    if kind == "ir.melli":
        return _iranian(number)
    module = _module(kind)
    try:
        return bool(module.is_valid(number))
    except (ValueError, IndexError, KeyError, TypeError):  # a hostile number may trip a library
        return False


@cache
def _module(kind: str) -> Any:
    return importlib.import_module(_module_name(kind))


def _module_name(kind: str) -> str:
    country, _, name = kind.partition(".")
    package = {"in": "in_", "is": "is_"}.get(country, country)
    return f"stdnum.{package}.{name}"


def _iranian(number: str) -> bool:
    """The Iranian national code: ten digits, not all alike, weighed 10 to 2, modulo 11."""
    if len(set(number)) == 1:
        return False
    digits = [int(d) for d in number]
    rest = sum(d * (10 - i) for i, d in enumerate(digits[:9])) % 11
    return digits[9] == (rest if rest < 2 else 11 - rest)  # noqa: PLR2004  (0 and 1 stand for themselves)
