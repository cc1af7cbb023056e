"""One property of a vCard: its name, what it is for, and its text out of escapes, quoted-printable and charsets."""

import binascii
import codecs
import re
from dataclasses import dataclass
from typing import Final

from leakverify.sources.transcode import ON_ERROR

_PROPERTY: Final = re.compile(
    r"[ \t]*(?:[\w-]{1,80}\.)?([A-Za-z][\w-]{0,80})((?:;[^:\"]*+(?:\"[^\"]*+\"[^:\"]*+)*+)?+):"
)
_PARAMETER: Final = re.compile(r";((?:[^;\"]++|\"[^\"]*+\")*+)")
_QUOTED: Final = re.compile(r"quoted-printable", re.IGNORECASE)
_ENCODINGS: Final = frozenset({"base64", "b", "quoted-printable", "8bit", "7bit"})
_CHARSETS: Final = re.compile(
    r"utf-8|ascii|iso8859-\d+|cp\d+|koi8-[ru]|shift_jis|gb\w+|big5\w*|euc_\w+|iso2022_\w+|mac-\w+|utf-16"
)
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_LONGEST_HEAD: Final = 4_096
_MOST_PARTS: Final = 10


@dataclass(frozen=True, slots=True)
class Property:
    """A property as it was written."""

    name: str
    types: tuple[str, ...]
    encoding: str
    charset: str
    raw: str

    @property
    def is_data(self) -> bool:
        """Whether it is a picture or the like, as it was packed into letters."""
        return self.encoding in {"base64", "b"} or self.raw[:5].lower() == "data:"

    def text(self) -> str:
        """The text; separators between parts stay."""
        return _unescaped(self._decoded())

    def parts(self) -> list[str]:
        """The parts of a name or an address."""
        parts: list[str] = []
        start = at = 0
        value = self._decoded()
        for found in re.finditer(r"\\.|;", value, re.DOTALL):
            if found[0] == ";":
                at = found.start()
                parts.append(_unescaped(value[start:at]))
                start = found.end()
                if len(parts) == _MOST_PARTS:
                    break
        return [*parts, _unescaped(value[start:])]

    def _decoded(self) -> str:
        if self.encoding != "quoted-printable":
            return self.raw
        data = binascii.a2b_qp(self.raw.encode("utf-8", "surrogatepass"))
        return data.decode(_codec(self.charset), ON_ERROR)


def parse_property(line: str) -> Property | None:
    """Take a whole line apart; None where it is none."""
    found = _PROPERTY.match(line[:_LONGEST_HEAD])
    if found is None:
        return None
    types: list[str] = []
    encoding = charset = ""
    for parameter in _PARAMETER.findall(found[2]):
        key, _, value = parameter.partition("=")
        key, value = key.strip().lower(), value.strip(' "\t').lower()
        if key == "type":
            types += [part.strip(' "') for part in value.split(",")]
        elif key == "encoding":
            encoding = value
        elif key == "charset":
            charset = value
        elif key in _ENCODINGS:
            encoding = key
        elif not value:
            types.append(key)
    return Property(found[1].upper(), tuple(types), encoding, charset, line[found.end() :])


def is_quoted_printable(line: str) -> bool:
    """Whether a property's first line says that it is quoted-printable."""
    return _QUOTED.search(line.partition(":")[0][:_LONGEST_HEAD]) is not None


def value_bytes(found: Property) -> int:
    """How many bytes packed data has."""
    packed = found.raw.rpartition(",")[2] if found.raw[:5].lower() == "data:" else found.raw
    letters = len(packed) - sum(packed.count(sign) for sign in " \t=")
    return letters * 3 // 4


def _codec(charset: str) -> str:
    """A codec for text; other codecs of the library unpack or take time without bound."""
    try:
        name = codecs.lookup(charset).name if charset else "utf-8"
    except (LookupError, ValueError):
        return "utf-8"
    return name if _CHARSETS.fullmatch(name) else "utf-8"


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_escaped, text)


def _escaped(found: "re.Match[str]") -> str:
    sign = found[1]
    if sign in {"n", "N"}:
        return "\n"
    return sign if sign in {"\\", ",", ";", ":", '"'} else found[0]
