"""Text of mail headers and parts: character sets, encoded words (RFC 2047), parameters (RFC 2231), addresses, dates.

The functions of `email` are not used for what a stranger wrote: an address of 5,000 opening brackets ends
`getaddresses` in a RecursionError, and parameters, encoded words and dates each take time that grows with the square
of the length, or raise errors of many types. Each pattern here reads a character a bounded number of times.
"""

import binascii
import codecs
import datetime as dt
import email.utils
import encodings.aliases
import re
from functools import lru_cache
from typing import Final

LONGEST_VALUE: Final = 64 << 10
MOST_ADDRESSES: Final = 1_000
_LONGEST_DATE: Final = 100
_TEXT_CODECS: Final = re.compile(
    r"ascii|utf_(?:7|8|16|32)(?:_[bl]e)?|latin_1|iso8859_\d+|cp\d+|koi8_[rtu]|mac_\w+|shift_jis\w*|euc_\w+|gb\w+|big5\w*"
    r"|iso2022_\w+|hz|tis_620|johab|ptcp154|kz1048|hp_roman8"
)
_MORE_CODECS: Final = {
    "koi8_u": "koi8_u",
    "cp874": "cp874",
    "windows_874": "cp874",
    "utf8mb4": "utf_8",
    "ks_c_5601_1987": "cp949",
    "gb2312": "gb18030",
    "x_sjis": "cp932",
}
"""Names in mails that the table of aliases lacks, or for which mail programs write more than they declare."""
_ENCODED: Final = re.compile(r"=\?([^?\s]{1,75})\?([QqBb])\?([^?\r\n]*)\?=")
_PARAMETER: Final = re.compile(
    r";\s*([^\s=;\"]{1,60})\s*=\s*(?:\"((?:[^\"\\]|\\.?)*)(?:\"|\Z)|([^;]*))", re.DOTALL
)
_TOKEN: Final = re.compile(
    r"\"(?P<quoted>(?:[^\"\\]|\\.?)*)(?:\"|\Z)|<(?P<angle>[^<>]*)>?|(?P<bracket>[()])|(?P<sign>[,;:])|(?P<words>[^\"<>(),;:]+)",
    re.DOTALL,
)
_ONE_ADDRESS: Final = re.compile(r"([^\"<>(),;:\\]*)<([^<>\s@:]{1,200}@[^<>\s@:]{1,255})>")
_OFFSET: Final = re.compile(r"(?<!\d)([+-])(\d\d)(\d\d)\b(?!:)|\b(?:UT|GMT|UTC|Z|[ECMP][SD]T)\b")
_RUN_OF_DIGITS: Final = re.compile(r"(?<![+\-])\d{5}|\d{19}")
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_PERCENT: Final = re.compile(r"%([0-9A-Fa-f]{2})")


@lru_cache(maxsize=256)
def codec_of(charset: str) -> str | None:
    """The text codec of a character set's name, None where there is none; nothing unknown is looked up or imported."""
    name = re.sub(r"[^a-z0-9]+", "_", charset[:40].lower()).strip("_")
    found = _MORE_CODECS.get(name) or encodings.aliases.aliases.get(name, name)
    known = found in encodings.aliases.aliases.values() or found in _MORE_CODECS.values()
    return found if known and _TEXT_CODECS.fullmatch(found) else None


def decode(data: bytes, charset: str | None, *, is_cut: bool = False) -> tuple[str, bool]:
    """Text of bytes, and whether all of them were text; what is not becomes U+FFFD. `is_cut` forgives a cut last character."""
    codec = codec_of(charset) if charset else None
    for name in (codec or "utf_8", "utf_8"):
        try:
            return codecs.getincrementaldecoder(name)("strict").decode(data, not is_cut), True
        except (UnicodeError, ValueError):
            continue
    text = data.decode(codec or "utf_8", "replace")
    return text, False


def header_text(raw: bytes, charset: str | None) -> tuple[str, bool]:
    """A header's value unfolded into text, encoded words left as they are."""
    value = raw[:LONGEST_VALUE].replace(b"\r", b"").replace(b"\n", b"").strip()
    if value.isascii():
        return value.decode("ascii"), True
    return decode(value, charset, is_cut=len(raw) > LONGEST_VALUE)


def decode_words(text: str) -> tuple[str, bool]:
    """Encoded words into text; pieces of one character that stand in two words are joined first."""
    if "=?" not in text:
        return text, True
    out: list[str] = []
    waiting = b""
    charset = ""
    good = True
    at = 0
    for found in _ENCODED.finditer(text):
        between = text[at : found.start()]
        at = found.end()
        name = found.group(1).split("*", 1)[0].lower()
        if between.strip() or name != charset or not waiting:
            piece, fine = decode(waiting, charset)
            good &= fine
            out += [piece, between if between.strip() or not waiting else ""]
            waiting = b""
        charset = name
        waiting += _word_bytes(found.group(2), found.group(3))
    piece, fine = decode(waiting, charset)
    out += [piece, text[at:]]
    return "".join(out), good and fine


def _word_bytes(encoding: str, word: str) -> bytes:
    data = word.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(data, header=True)
    return base64_bytes(data)


def base64_bytes(data: bytes) -> bytes:
    """Bytes of base64 text; what does not belong there is skipped, a cut end is left out."""
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    clean = clean[: len(clean) - (len(clean) % 4 == 1)]
    try:
        return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))
    except binascii.Error:
        return b""


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """The first word of a header such as Content-Type, and its parameters; continued and encoded ones are joined."""
    first, more, _ = value.partition(";")
    first = first.strip().lower()
    plain: dict[str, str] = {}
    if not more:
        return first, plain
    for found in _PARAMETER.finditer(value):
        quoted, bare = found.group(2), found.group(3)
        text = _ESCAPE.sub(r"\1", quoted) if quoted is not None else bare.strip()
        plain.setdefault(found.group(1).lower(), text)
    if not any("*" in name for name in plain):
        return first, plain
    joined: dict[str, list[str]] = {}
    for name in sorted(plain, key=_part_number):
        base, _, part = name.partition("*")
        encoded = part.endswith("*") or (part == "" and "*" in name)
        if base not in plain or base == name:
            joined.setdefault(base, []).append(_percent(plain[name]) if encoded else plain[name])
    return first, {name: "".join(parts) for name, parts in joined.items()}


def _part_number(name: str) -> int:
    digits = re.search(r"\*(\d{1,4})", name)
    return int(digits.group(1)) if digits else 0


def _percent(value: str) -> str:
    """The text of an extended value: charset'language'percent-encoded."""
    charset, tick, rest = value.partition("'")
    charset, rest = (charset, rest.partition("'")[2]) if tick else ("utf-8", value)
    data = _PERCENT.sub(lambda m: chr(int(m.group(1), 16)), rest.encode("utf-8").decode("latin-1"))
    return decode(data.encode("latin-1", "replace"), charset)[0]


def addresses(text: str) -> list[tuple[str, str]]:
    """Names and addresses of a header such as To; a group gives its members, a name without address has "" for it."""
    if simple := _ONE_ADDRESS.fullmatch(text):
        return [(decode_words(" ".join(simple.group(1).split()))[0], simple.group(2))]
    return _listed(text)


def _listed(text: str) -> list[tuple[str, str]]:
    """Names and addresses, sign by sign."""
    out: list[tuple[str, str]] = []
    words: list[str] = []
    comment: list[str] = []
    angle: str | None = None
    depth = 0

    def finish() -> None:
        entry = _entry(words, comment, angle)
        if any(entry):
            out.append(entry)
        words.clear()
        comment.clear()

    for found in _TOKEN.finditer(text):
        kind, written = found.lastgroup, found.group()
        if kind == "bracket":
            depth = max(0, depth + (1 if written == "(" else -1))
        elif depth:
            comment.append(written)
        elif kind == "angle":
            angle = found.group("angle").strip()
        elif kind == "sign" and written == ":":
            words.clear()  # the name of a group
        elif kind == "sign":
            finish()
            angle = None
        else:
            words.append(_ESCAPE.sub(r"\1", found.group("quoted")) if kind == "quoted" else written)
        if len(out) == MOST_ADDRESSES:
            return out
    finish()
    return out


def _entry(words: list[str], comment: list[str], angle: str | None) -> tuple[str, str]:
    """One name and address out of what stood between two commas."""
    name = " ".join("".join(words).split())
    if angle is not None:
        address = angle.rsplit(":", 1)[-1] if angle.startswith("@") else angle
        return decode_words(name)[0], address
    parts = name.split(" ")
    address = next((part for part in parts if "@" in part), "")
    rest = " ".join(part for part in parts if part != address) or " ".join("".join(comment).split())
    return decode_words(rest)[0], address


def iso_date(text: str) -> str:
    """A date of a header as ISO 8601 with the offset as written; what cannot be read stays as it is.

    >>> iso_date("Fri, 11 Jul 2003 21:00:37 -0700 (PDT)")
    '2003-07-11T21:00:37-07:00'
    """
    short = text[:_LONGEST_DATE].strip()
    if _RUN_OF_DIGITS.search(short):
        return text[: 2 * _LONGEST_DATE]
    try:
        parts = email.utils.parsedate_tz(short)
        if parts is None:
            return text[: 2 * _LONGEST_DATE]
        moment = dt.datetime(*parts[:6])  # noqa: DTZ001  (the offset is added where one is written)
        zone = _OFFSET.search(short)
        if zone and parts[9] is not None and zone.group() != "-0000":
            moment = moment.replace(tzinfo=dt.timezone(dt.timedelta(seconds=parts[9])))
        return moment.isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return text[: 2 * _LONGEST_DATE]
