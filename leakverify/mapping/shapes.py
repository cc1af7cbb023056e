"""What a cell looks like: quick tests by form, one value at a time."""

import re
from typing import Final

_EMAIL: Final = re.compile(r"[^@\s,;<>]{1,64}(?:@| at )[^@\s,;<>]{1,255}")
_URL: Final = re.compile(r"(?:https?|ftp)://\S+|www\.\S+\.\S+", re.IGNORECASE)
_DOMAIN: Final = re.compile(r"(?:[\w-]{1,63}\.)+[a-z]{2,24}\.?", re.IGNORECASE)
_AGENT: Final = re.compile(
    r"(?:Mozilla|Opera|Dalvik|curl|Wget|okhttp|python-requests|PostmanRuntime|Googlebot)/\d",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"[-+(]?\s?(?:[$€£¥₹₽₺zł]{1,2}\s?|[A-Z]{3}\s)?[-+]?(?:\d+|\d{1,3}(?:[ .'’\u00a0\u202f]\d{3})+|\d{1,3}(?:,\d{2,3})+)(?:[.,]\d+)?"
    r"(?:[eE][-+]?\d{1,2})?\)?(?:\s?(?:[$€£¥₹₽₺%]|zł|[A-Z]{3}))?"
)
_SIGNED_MONEY: Final = re.compile(
    r"^[-+(]?\s?[$€£¥₹₽₺]|[$€£¥₹₽₺]\)?$|^-?[\d.,' ]+ (?:EUR|USD|GBP|CHF|PLN|BRL|JPY)$"
)
_DECIMAL: Final = re.compile(r"\d[.,]\d{1,}$")
_WHOLE: Final = re.compile(r"-?\d{1,18}", re.ASCII)
_SECOND_GROUP: Final = re.compile(r"\d+[ .\-/]+\d+[ .\-/]+\d+")
_PHONE: Final = re.compile(
    r"(?:tel:)?[+(]{0,2}\d[\d\s().\-/]{5,22}\d(?:\s?(?:x|ext\.?|#|poste)\s?\d{1,6})?", re.IGNORECASE
)
_SSN: Final = re.compile(r"\d{3}-\d{2}-\d{4}")
_DIGIT: Final = re.compile(r"\d")
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:[ \-'’`.,()/&]+[^\W\d_]+)*[ .)]*")
_WORD: Final = re.compile(r"[^\W\d_]+")
_CODE: Final = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9 \-]{1,9}")
_STREET_WORD: Final = re.compile(
    r"\b(?:st|str|street|ave|avenue|rd|road|blvd|boulevard|ln|lane|dr|drive|ct|court|pl|place|sq|square|hwy|highway|"
    r"way|pkwy|parkway|ter|terrace|cir|circle|trail|route|rue|chemin|allee|all[ée]e|impasse|quai|cours|bourg|"
    r"strasse|stra(?:ß|ss)e|platz|gasse|ring|allee|calle|avenida|av|plaza|paseo|carrera|rua|travessa|pra[çc]a|rodovia|"
    r"via|viale|piazza|corso|largo|straat|laan|plein|weg|gracht|ul|ulica|aleja|al|plac|улица|ул|проспект|пр|переулок|"
    r"po box)\b\.?|(?<=\w)(?:straße|strasse|str\.|straat|laan|weg|gasse|platz|vej|gatan|gata|katu)\b|"
    r"شارع|خیابان|خيابان|كوچه|کوچه|丁目|番地|路|街|号",
    re.IGNORECASE,
)
_ORGANISATION: Final = re.compile(
    r"\b(?:inc|llc|ltd|limited|gmbh|ag|kg|sa|sas|sarl|srl|spa|bv|nv|oy|ab|plc|corp|corporation|company|co|group|"
    r"holding|bank|banque|banco|sparkasse|volksbank|raiffeisenbank|airlines?|airways|air|aviation|airport|aeropuerto|"
    r"university|universit[éyà]t?|college|school|ecole|institute|hospital|clinic|church|museum|hotel|restaurant|"
    r"city|town|village|county|township|borough|commune|mairie|municipality|department|ministry|office|agency|"
    r"authority|commission|council|board|court|district|association|foundation|society|club|federation|federal|"
    r"national|international|services?|systems|solutions|technologies|software|industries|team|bot|project|"
    r"of the|of|for|and|und|et|fils|assoc)\b|公司|株式会社|有限会社|شرکت|شركة|\bООО\b|\bОАО\b|\bЗАО\b",
    re.IGNORECASE,
)
_NUMBERED_STREET: Final = re.compile(
    r"\d{1,6}[A-Za-z]?,? [^\W\d_][\w'’.-]*(?: [\w'’.-]+){1,6}|[^\W\d_][\w'’. -]+,? \d{1,5}[a-zA-Z]?"
)
_TOKEN: Final = re.compile(r"[\w.+\-@!#$]{2,40}")
_MIN_PHONE, _MAX_PHONE = 6, 15
_PHONE_GROUPED: Final = 8
_PROSE: Final = 5


def is_email(text: str) -> bool:
    """Whether this is or tries to be a mail address."""
    return _EMAIL.fullmatch(text) is not None


def is_url(text: str) -> bool:
    """Whether this is an address of the web."""
    return _URL.fullmatch(text) is not None


def is_domain(text: str) -> bool:
    """Whether this is a bare domain name."""
    return _DOMAIN.fullmatch(text) is not None


def is_agent(text: str) -> bool:
    """Whether this names a browser or another client."""
    return _AGENT.match(text) is not None


def is_number(text: str) -> bool:
    """Whether this is a number or an amount."""
    return len(text) <= 40 and _NUMBER.fullmatch(text) is not None  # noqa: PLR2004  (no number is longer)


def is_money(text: str) -> bool:
    """Whether this is a number with a currency sign."""
    return is_number(text) and _SIGNED_MONEY.search(text) is not None


def has_decimals(text: str) -> bool:
    """Whether this number has a fraction."""
    return is_number(text) and _DECIMAL.search(text) is not None


def is_whole(text: str) -> bool:
    """Whether this is a whole number without any mark."""
    return _WHOLE.fullmatch(text) is not None


def is_phone(text: str) -> bool:
    """Whether this may be a telephone number, bare digits included."""
    digits = len(_DIGIT.findall(text.partition("x")[0]))
    return _MIN_PHONE <= digits <= _MAX_PHONE + 3 and _PHONE.fullmatch(text) is not None


def is_grouped_phone(text: str) -> bool:
    """Whether this is written as only telephone numbers are: +, brackets, or three groups of digits."""
    if not is_phone(text) or _SSN.fullmatch(text):
        return False
    if text.startswith(("+", "(", "00")):
        return True
    return _SECOND_GROUP.match(text) is not None and len(_DIGIT.findall(text)) >= _PHONE_GROUPED


def has_digit(text: str) -> bool:
    """Whether any digit stands in it."""
    return _DIGIT.search(text) is not None


def is_letters(text: str) -> bool:
    """Whether this is words of letters with the marks that stand in names."""
    return _LETTERS.fullmatch(text) is not None


def is_prose(text: str) -> bool:
    """Whether this is five words of letters or more."""
    return sum(any(map(str.isalpha, word)) for word in text.split()) >= _PROSE


def word_count(text: str) -> int:
    """How many words of letters stand in it."""
    return len(_WORD.findall(text))


def is_postcode(text: str) -> bool:
    """Whether this has the form of some country's postcode."""
    return _CODE.fullmatch(text) is not None


def is_street(text: str) -> bool:
    """Whether this has a word of streets and more than that word."""
    return " " in text and _STREET_WORD.search(text) is not None


def is_numbered_street(text: str) -> bool:
    """Whether this is a house number before two words or more, as streets are written without a telling word."""
    return _NUMBERED_STREET.fullmatch(text) is not None


def is_organisation(text: str) -> bool:
    """Whether a word of companies, offices or towns stands in it."""
    return _ORGANISATION.search(text) is not None


def is_token(text: str) -> bool:
    """Whether this is one word as logins are."""
    return _TOKEN.fullmatch(text) is not None


def is_login(text: str) -> bool:
    """Whether this is one word with the marks that logins have and names have not."""
    return (
        is_token(text)
        and any(map(str.isalpha, text))
        and (has_digit(text) or "_" in text or "." in text)
    )
