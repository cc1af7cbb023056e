"""Regions by code or by name, as people write them beside a postcode or a telephone number."""

from typing import Final

from leakverify.reference import postal
from leakverify.reference.hashing import fold, texts

AMERICA: Final = (
    "AL alabama|AK alaska|AZ arizona|AR arkansas|CA california|CO colorado|CT connecticut|DE delaware|"
    "DC district of columbia|FL florida|GA georgia|HI hawaii|ID idaho|IL illinois|IN indiana|IA iowa|KS kansas|"
    "KY kentucky|LA louisiana|ME maine|MD maryland|MA massachusetts|MI michigan|MN minnesota|MS mississippi|"
    "MO missouri|MT montana|NE nebraska|NV nevada|NH new hampshire|NJ new jersey|NM new mexico|NY new york|"
    "NC north carolina|ND north dakota|OH ohio|OK oklahoma|OR oregon|PA pennsylvania|RI rhode island|"
    "SC south carolina|SD south dakota|TN tennessee|TX texas|UT utah|VT vermont|VA virginia|WA washington|"
    "WV west virginia|WI wisconsin|WY wyoming|PR puerto rico|GU guam|VI virgin islands"
)
CANADA: Final = (
    "AB alberta|BC british columbia|MB manitoba|NB new brunswick|NL newfoundland and labrador|NS nova scotia|"
    "NT northwest territory|NT northwest territories|NU nunavut territory|NU nunavut|ON ontario|"
    "PE prince edward island|QC quebec|SK saskatchewan|YT yukon"
)
AUSTRALIA: Final = (
    "ACT australian capital territory|NSW new south wales|NT northern territory|QLD queensland|"
    "SA south australia|TAS tasmania|VIC victoria|WA western australia"
)


def _codes(lines: str) -> dict[str, str]:
    """Codes by name and by code."""
    pairs = [line.partition(" ") for line in lines.split("|")]
    return {name: code for code, _, name in pairs} | {code.lower(): code for code, _, _ in pairs}


CODES: Final = {"US": _codes(AMERICA), "CA": _codes(CANADA), "AU": _codes(AUSTRALIA)}
DEPARTMENTS: Final = frozenset(
    {f"{n:02}" for n in range(1, 96) if n != 20}  # noqa: PLR2004  (Corsica is 2A and 2B)
    | {"2A", "2B", "971", "972", "973", "974", "976"}
)
JUDGED: Final = frozenset({*CODES, "FR"})
"""Countries whose postcodes name the region and whose regions are known here."""


def code_of(country: str, text: str) -> str:
    """The code of a region that a text names, "" if it names none.

    >>> code_of("US", "New York"), code_of("US", "ny"), code_of("FR", "1"), code_of("FR", "Nord")
    ('NY', 'NY', '01', '')
    """
    if country == "FR":
        code = text.strip().upper().zfill(2)
        return code if code in DEPARTMENTS else ""
    return CODES.get(country, {}).get(fold(text), "")


def regions_at(countries: list[str], postcodes: list[str]) -> list[str]:
    """The code of the region in which each postcode lies, "" where it is not known."""
    out = [""] * len(postcodes)
    for country in sorted(JUDGED & set(countries)):
        places = [i for i, land in enumerate(countries) if land == country]
        found = postal.table(country).regions_of(texts([postcodes[i] for i in places])).tolist()
        codes = {name: code_of(country, name) for name in set(found)}
        for i, name in zip(places, found, strict=True):
            out[i] = codes[name]
    return out
